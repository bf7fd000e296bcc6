"""Shared by the tests of `watch/`: a server that misbehaves, a store, and a watch that runs beside the test."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.sources.misbehaving import Server

from detente.sources import Limits
from detente.store import Store
from detente.watch import Plan, Source, Watch


@pytest.fixture
def server() -> Iterator[Server]:
    """A web server on this machine."""
    with Server() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(tmp_path / "store.sqlite") as opened:
        yield opened


def source(name: str, address: str, kind: str = "feed", **more: Any) -> Source:
    """A source that is read every second unless told otherwise."""
    return Source(name=name, kind=kind, address=address, **{"every": 1.0, "timeout": 5.0} | more)  # type: ignore[arg-type]


def plan(server: Server, *sources: Source, **more: Any) -> Plan:
    """A plan whose limits let the test's own server be asked: no option of the command does."""
    given: dict[str, Any] = {
        "delay": 0.0,
        "seconds": 2.0,
        "read_seconds": 2.0,
        "retries": 0,
        "contact": "test@example.org",
    }
    limits = Limits(ports=(server.port,), allow_private=True, **given | more)
    return Plan(sources=sources, limits=limits)


def uncoded(_store: Store, _owner: str) -> Iterator[Any]:
    """Nothing is coded: most tests look at what is stored."""
    return iter(())


class Running:
    """A watch in a thread of its own; `lines` is what it said."""

    def __init__(self, given: Plan, store: Store, **more: Any) -> None:
        self.lines: list[str] = []
        self.watch = Watch(given, store, say=self.lines.append, code=uncoded, **more)
        self.status: int | None = None
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        self.status = self.watch.run()

    def __enter__(self) -> Running:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.watch.stop()
        self.thread.join(15)
        assert not self.thread.is_alive()


def until(true: Callable[[], Any], seconds: float = 10.0) -> None:
    """Wait for something to come true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.02)


def once(given: Plan, store: Store) -> tuple[int, list[str]]:
    """One round of each source; exit status and what was said."""
    lines: list[str] = []
    return Watch(given, store, say=lines.append, once=True, code=uncoded).run(), lines
