"""Commitments and incidents brought up to date with the readings: only what new readings and rulings can have changed.

Each side and each month is a transaction of its own; what a refresh had no time for is still marked, and the next one does it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select

from detente.store import commitments, happenings
from detente.store.articles import MANY
from detente.store.ledger import standing
from detente.store.model import ReadingRow, StaleRow
from detente.store.store import Store
from detente.store.times import now


@dataclass
class Refreshed:
    """What a refresh changed: commitments by what changed of them, incidents new or changed, and gone."""

    commitments: Counter[str] = field(default_factory=Counter)
    incidents: int = 0
    incidents_gone: int = 0

    def __str__(self) -> str:
        parts = [f"{count} {what}" for what, count in sorted(self.commitments.items())] or ["none changed"]
        gone = f", {self.incidents_gone} gone" if self.incidents_gone else ""
        return f"commitments: {', '.join(parts)}; incidents: {self.incidents} new or changed{gone}"


def mark_all(store: Store) -> None:
    """Mark every reading, so that the next refresh makes everything again."""
    with store.writing() as connection:
        every = select(ReadingRow.article_key).where(ReadingRow.current)
        connection.execute(insert(StaleRow).from_select(["article_key"], every))


def refresh(store: Store, *, run: int | None = None, done: Refreshed | None = None) -> Iterator[Refreshed]:
    """Bring them up to date, a side or a month at a time; after each, what has changed so far."""
    told = done or Refreshed()
    with store.reading() as connection:
        marks = connection.execute(select(StaleRow.number, StaleRow.article_key)).all()
        articles = sorted({row.article_key for row in marks})
        sides = commitments.speakers(connection, articles)
        months = happenings.months(connection, articles)
        given = standing(connection)
    for side in sides:
        with store.reading() as connection:
            made = commitments.made(connection, side, given)
        with store.writing() as connection:
            told.commitments.update(commitments.write(connection, side, made.rows, now(), run, made.older))
        yield told
    for month in months:
        with store.reading() as connection:
            found = happenings.made(connection, month)
        with store.writing() as connection:
            changed, gone = happenings.write(connection, month, found, now())
        told.incidents += changed
        told.incidents_gone += gone
        yield told
    _unmark(store, [row.number for row in marks])
    yield told


def _unmark(store: Store, numbers: Sequence[int]) -> None:
    for start in range(0, len(numbers), MANY):
        with store.writing() as connection:
            connection.execute(delete(StaleRow).where(StaleRow.number.in_(numbers[start : start + MANY])))
