"""No work on one batch, one article or one month walks a whole table: what SQLite plans for each statement is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from tests.store.examples import CODER, article, reading

from detente.store import Incoming, Store
from detente.store import happenings as months

GROWING = ("articles", "sentences", "readings", "events", "signals", "parties")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "x.sqlite") as opened:
        yield opened


@contextmanager
def plans() -> Iterator[list[str]]:
    """What SQLite would do for each statement but insertions run meanwhile, one line a step."""
    found: list[str] = []
    asking: list[bool] = []

    def look(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        if asking or not statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE")):
            return
        asking.append(True)
        given = parameters[0] if many and parameters and isinstance(parameters, list) else parameters
        rows = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", given).fetchall()
        found.extend(f"{row[3]}   <- {' '.join(statement.split())[:160]}" for row in rows)
        asking.clear()

    event.listen(Engine, "before_cursor_execute", look)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", look)


def walks(steps: list[str]) -> list[str]:
    """Steps that go through a growing table, or through all readings that are current."""
    return [
        step
        for step in steps
        if any(step.startswith(f"SCAN {table}") for table in GROWING)
        or "ix_readings_coder_key_current" in step.split("   <- ")[0]
    ]


def incoming(name: str) -> Incoming:
    return Incoming(article=article(name), reading=reading(name), coder=CODER)


def test_putting_articles_and_readings_in(store: Store) -> None:
    store.add_articles([incoming(f"a{n}") for n in range(5)])
    with plans() as steps:
        store.add_articles([incoming(f"b{n}") for n in range(5)])
        store.add_articles([Incoming(article=article("c1"))])
        store.claim_articles("somebody", limit=2)
        store.add_readings([reading("c1")], CODER)
    assert any(step.startswith("SEARCH readings") for step in steps)
    assert walks(steps) == []


def test_the_incidents_of_a_month(store: Store) -> None:
    store.add_articles([incoming(f"a{n}") for n in range(5)])
    with store.reading() as connection, plans() as steps:
        months.made(connection, "2025-05")
    assert any("ix_articles_published_at" in step for step in steps)
    assert walks(steps) == []
