"""The library never makes a reader wait long: a new snapshot is made beside the old one."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from detente.ledger import Ruling, build
from detente.records import Actor, Article, Event, Reading
from detente.web import Library, apart, create_app
from detente.web.later import Later, NotReady


def reading(number: int) -> Reading:
    event = Event(
        id="e1", type="CONSULT", actors=(Actor(code="IND"),), recipients=(Actor(code="PAK"),), date="2025-05-07",
        quote=f"They met {number}.", rule="made",
    )  # fmt: skip
    return Reading(id=f"r{number}", date="2025-05-07", events=(event,))


class Slow:
    """A source whose first load is quick, and whose later ones wait to be let go."""

    def __init__(self) -> None:
        self.count = 1
        self.loads = 0
        self.go = threading.Event()

    def load(self) -> tuple[list[Reading], list[Article], list[Ruling]]:
        self.loads += 1
        if self.loads > 1:
            self.go.wait(20)
        return [reading(n) for n in range(self.count)], [], []


def test_while_a_new_snapshot_is_made_readers_have_the_old_one_and_are_told() -> None:
    source = Slow()
    library = Library(source.load, stamp=lambda: source.count)
    client = TestClient(create_app(library), headers={"accept": "text/html"})
    assert "Up to date at" in client.get("/").text
    source.count = 2
    library._took = 100.0  # as if it had taken long: then nobody waits
    library._ended = time.monotonic() - 1000
    started = time.monotonic()
    page = client.get("/")
    assert time.monotonic() - started < 10
    assert "newer reports are being read" in page.text
    assert "1 reports" in page.text
    source.go.set()
    assert len(library.wait().readings) == 2
    assert "newer reports" not in client.get("/").text
    assert source.loads == 2


def test_a_small_library_is_new_at_once() -> None:
    source = Slow()
    source.go.set()
    library = Library(source.load, stamp=lambda: source.count)
    for count in (1, 2, 3):
        source.count = count
        assert len(library.snapshot().readings) == count


def test_a_new_snapshot_is_not_begun_right_after_one_that_took_long() -> None:
    source = Slow()
    source.go.set()
    library = Library(source.load, stamp=lambda: source.count)
    library.wait()
    library._took = 1000.0
    source.count = 2
    assert len(library.snapshot().readings) == 1
    assert source.loads == 1


def test_the_first_page_over_a_large_store_says_that_it_is_being_read() -> None:
    go = threading.Event()

    def load() -> tuple[list[Reading], list[Article], list[Ruling]]:
        go.wait(20)
        return [reading(1)], [], []

    library = Library(load)
    with pytest.raises(NotReady):
        library.snapshot(first=0.05)
    client = TestClient(create_app(library), headers={"accept": "text/html"})
    page = client.get("/ledger")
    assert (page.status_code, page.headers["retry-after"], page.headers["refresh"]) == (503, "3", "3")
    assert "being read" in page.text
    told = client.get("/api/v1/status", headers={"accept": "application/json"})
    assert told.status_code == 503
    assert "json" in told.headers["content-type"]
    go.set()
    library.wait()
    assert client.get("/ledger").status_code == 200


def test_a_source_that_fails_is_told_once_and_tried_again() -> None:
    failing = [True]

    def load() -> tuple[list[Reading], list[Article], list[Ruling]]:
        if failing.pop() if failing else False:
            raise OSError("gone")
        return [reading(1)], [], []

    library = Library(load)
    with pytest.raises(OSError, match="gone"):
        library.snapshot()
    assert len(library.snapshot(first=20).readings) == 1


def test_a_failing_source_leaves_the_last_snapshot() -> None:
    count = [1]

    def load() -> tuple[list[Reading], list[Article], list[Ruling]]:
        if count[0] == 2:
            raise OSError("gone")
        return [reading(1)], [], []

    library = Library(load, stamp=lambda: count[0])
    held = library.wait()
    count[0] = 2
    assert library.snapshot() is held
    count[0] = 3
    library._ended = library._took = 0.0
    assert library.wait() is not held


def test_the_version_goes_with_the_stamp_and_without_one_with_the_content() -> None:
    first = Library(lambda: ([reading(1)], [], []), stamp=lambda: "7.0.0").wait().version
    assert Library(lambda: ([reading(1)], [], []), stamp=lambda: "8.0.0").wait().version != first
    assert Library.of([reading(1)]).wait().version == Library.of([reading(1)]).wait().version
    assert Library.of([reading(1)]).wait().version != Library.of([reading(2)]).wait().version


def test_the_ledger_made_apart_is_the_same(monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    readings = library.snapshot().readings
    monkeypatch.setattr(apart, "MANY", 1)
    made = apart.ledger(readings)
    assert made == build(readings)
    assert len(made.rows) > 0
    assert apart.ledger(readings, as_of="2025-05-07") == build(readings, as_of="2025-05-07")
    with pytest.raises(ValueError, match="as_of"):
        apart.ledger(readings, as_of="never")


def test_the_ledger_is_made_here_where_no_process_can_be(
    monkeypatch: pytest.MonkeyPatch, library: Library, tmp_path: Path
) -> None:
    readings = library.snapshot().readings
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(apart, "MANY", 1)
    monkeypatch.setattr(sys, "executable", str(broken))
    assert apart.ledger(readings) == build(readings)


def test_later_does_a_piece_of_work_once_and_keeps_the_last_few() -> None:
    done: list[int] = []
    shelf = Later(room=2, patience=10)

    def work(number: int) -> int:
        done.append(number)
        return number

    for number in (1, 1, 2, 3, 1):
        assert shelf.get(number, lambda n=number: work(n), "being made") == number  # type: ignore[misc]
    assert done == [1, 2, 3, 1]


def test_later_tells_who_waits_and_hands_on_faults() -> None:
    shelf = Later(patience=0.05)
    go = threading.Event()
    with pytest.raises(NotReady, match="being made"):
        shelf.get("slow", lambda: go.wait(10), "It is being made.")
    go.set()
    for _ in range(200):
        try:
            assert shelf.get("slow", lambda: False, "It is being made.")
            break
        except NotReady:
            continue

    def fails() -> None:
        raise ValueError("no such day")

    for _ in range(2):
        with pytest.raises(ValueError, match="no such day"):
            Later(patience=10).get("fails", fails, "")
