"""Readings in: with each article its current reading as rows, and every reading that any coder made of it, whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from detente.records import Reading
from detente.store import rows
from detente.store.articles import MANY, clean, keys_of
from detente.store.model import (
    ArticleRow,
    CasualtyRow,
    CoderRow,
    EventRow,
    PartyRow,
    PlaceRow,
    ReadingRow,
    SignalRow,
    StaleRow,
    Table,
)
from detente.store.records import Coder

Rows = Callable[[Reading], Iterator[rows.Row]]
TAKEN: tuple[tuple[type[Table], Rows, bool], ...] = (
    (EventRow, rows.events, True),
    (SignalRow, rows.signals, True),
    (CasualtyRow, rows.casualties, True),
    (PlaceRow, rows.places, False),
    (PartyRow, rows.parties, False),
)
"""Tables of records, how their rows are taken from a reading, and whether they name their coder."""


def coder_key(connection: Connection, coder: Coder) -> int:
    """The key of a coder, made if it is new."""
    wanted = {"name": coder.name, "version": coder.version, "model": coder.model, "lexicon": coder.lexicon}
    found = connection.execute(select(CoderRow.key).filter_by(**wanted)).scalar()
    if found is None:
        found = connection.execute(insert(CoderRow).values(wanted).returning(CoderRow.key)).scalar_one()
    return found


def put(connection: Connection, readings: Sequence[Reading], coder: Coder, at: datetime, run: int | None = None) -> int:
    """Put readings of articles that are there in, as the current ones; how many are new. What the same coder made before stays."""
    keys = keys_of(connection, (clean(reading.id) for reading in readings))
    by = coder_key(connection, coder)
    keyed = {keys[clean(r.id)]: r for r in readings if clean(r.id) in keys}
    done = _with_reading(connection, keyed, by)
    new = {key: reading for key, reading in keyed.items() if key not in done}
    _replace(connection, new, by)
    made = [_row(key, reading, by, run, at) for key, reading in new.items()]
    if made:
        connection.execute(insert(ReadingRow), made)
        connection.execute(insert(StaleRow), [{"article_key": key} for key in new])
    _mark(connection, keyed)
    return len(new)


def delete_in(connection: Connection, table: type[Table], column: Any, keys: Sequence[int]) -> None:
    """Delete the rows whose column is one of the keys."""
    for start in range(0, len(keys), MANY):
        connection.execute(delete(table).where(column.in_(keys[start : start + MANY])))


def current(connection: Connection, which: ColumnElement[bool] | None = None) -> Iterator[tuple[Any, Reading]]:
    """Current readings in order of coming in, each with its row (`key`, `id`, `ingested_at` …), as a stream."""
    wanted = (
        select(
            ArticleRow.key, ArticleRow.id, ArticleRow.ingested_at, ArticleRow.feed, ReadingRow.coder_key, ReadingRow.record
        )
        .join(ReadingRow, ReadingRow.article_key == ArticleRow.key)
        .where(ReadingRow.current)
        .order_by(ArticleRow.key)
    )  # fmt: skip
    if which is not None:
        wanted = wanted.where(which)
    for row in connection.execution_options(yield_per=200).execute(wanted):
        yield row, rows.unpack(row.record)


def _with_reading(connection: Connection, keyed: Iterable[int], by: int) -> set[int]:
    keys = list(keyed)
    found: set[int] = set()
    for start in range(0, len(keys), MANY):
        # By the primary key alone: asked for `current` too, SQLite would walk all readings of the coder by that index.
        wanted = select(ReadingRow.article_key, ReadingRow.current, ReadingRow.errors).where(
            ReadingRow.article_key.in_(keys[start : start + MANY]), ReadingRow.coder_key == by
        )
        found.update(row.article_key for row in connection.execute(wanted) if row.current and not row.errors)
    return found


def _replace(connection: Connection, new: dict[int, Reading], by: int) -> None:
    """Rows of the new readings in place of those of the ones before."""
    keys = list(new)
    before = []
    for start in range(0, len(keys), MANY):
        wanted = select(ReadingRow.article_key).where(ReadingRow.article_key.in_(keys[start : start + MANY]))
        before += list(connection.execute(wanted.distinct()).scalars())
    for table, _, _ in TAKEN:
        delete_in(connection, table, table.article_key, before)  # type: ignore[attr-defined]
    connection.execute(
        delete(ReadingRow).where(ReadingRow.article_key.in_(before), ReadingRow.coder_key == by)
    ) if before else None
    for start in range(0, len(before), MANY):
        which = ReadingRow.article_key.in_(before[start : start + MANY])
        connection.execute(update(ReadingRow).where(which).values(current=False))
    for table, take, named in TAKEN:
        extra = {"coder_key": by} if named else {}
        made = [{"article_key": key, **extra, **_clean(row)} for key, reading in new.items() for row in take(reading)]
        if made:
            connection.execute(insert(table), made)


def _row(key: int, reading: Reading, by: int, run: int | None, at: datetime) -> rows.Row:
    return {
        "article_key": key, "coder_key": by, "run_key": run, "coded_at": at, "current": True,
        "events": len(reading.events), "signals": len(reading.signals), "errors": len(reading.errors),
        "record": rows.pack(reading),
    }  # fmt: skip


def _mark(connection: Connection, keyed: dict[int, Reading]) -> None:
    """The articles are coded, or failed, and free again."""
    if not keyed:
        return
    states = [{"the_key": key, "the_state": "failed" if r.errors else "coded"} for key, r in keyed.items()]
    mark = update(ArticleRow.__table__).where(ArticleRow.__table__.c.key == bindparam("the_key"))  # type: ignore[arg-type]
    connection.execute(
        mark.values(state=bindparam("the_state"), lease_owner=None, lease_until=None, attempts=0), states
    )


def _clean(row: rows.Row) -> rows.Row:
    return {name: clean(value) if isinstance(value, str) else value for name, value in row.items()}
