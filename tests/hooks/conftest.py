"""A store with rows of a ledger written into it, and receivers on this machine that answer as they are told to."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from detente.records import Actor, Change, Commitment, Signal, SignalKind, State
from detente.store import Store
from detente.store.commitments import write

NOON = datetime(2025, 5, 10, 12, tzinfo=UTC)
PAK, IND = Actor(code="PAK", sector="GOV"), Actor(code="IND")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store.sqlite") as made:
        yield made


def row(
    *states: State, name: str = "a1/s1", kind: SignalKind = "offer", day: str = "2025-05-09", deadline: str | None = None,
    speaker: Actor = PAK, to: Actor = IND, quote: str = "We are ready to talk.",
) -> Commitment:  # fmt: skip
    """A row that has come to these states, one after another."""
    history = tuple(Change(state=state, date=day, because=f"made {state}") for state in states)
    signal = Signal(
        id=name.split("/")[1], event=None, kind=kind, speaker=speaker, addressees=(to,), deadline=deadline, quote=quote
    )
    return Commitment(
        id=name,
        signal=signal,
        article=name.split("/")[0],
        state=states[-1],
        history=history,
        first_said=day,
        last_said=day,
    )


def stands(store: Store, *rows: Commitment, at: datetime = NOON, speaker: Actor = PAK) -> None:
    """The ledger now holds these rows of a speaker, and no other."""
    with store.writing() as connection:
        write(connection, speaker.side, rows, at)


class Got(NamedTuple):
    """What a receiver was sent."""

    path: str
    headers: dict[str, str]
    body: bytes


class Receiver:
    """A receiver on this machine: `answers` are used up one a request, the last one stays; `got` is what came."""

    def __init__(self, *answers: int | Callable[[Any], None]) -> None:
        self.answers = list(answers) or [200]
        self.got: list[Got] = []
        self.lock = threading.Lock()

    def take(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("content-length", 0)))
        with self.lock:
            headers = {name.lower(): value for name, value in handler.headers.items()}
            self.got.append(Got(handler.path, headers, body))
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if callable(answer):
            answer(handler)
            return
        handler.send_response(answer)
        handler.send_header("Content-Length", "2")
        handler.end_headers()
        handler.wfile.write(b"ok")


@contextmanager
def receiving(*answers: int | Callable[[Any], None]) -> Iterator[tuple[Receiver, str]]:
    """A receiver and its address."""
    receiver = Receiver(*answers)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.take(self)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield receiver, f"http://127.0.0.1:{server.server_port}/told"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
