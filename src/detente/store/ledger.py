"""Readings, articles and rulings as the ledger, the brief and the page take them: of a pair, a side, a stretch of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, insert, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from detente.errors import UsageError
from detente.ledger import Ruling
from detente.records import Article, Reading
from detente.store.articles import MANY, article_of
from detente.store.model import ArticleRow, CoderRow, CommitmentRow, PartyRow, RulingRow, StaleRow
from detente.store.query import pairs, spellings
from detente.store.readings import current
from detente.store.records import Coder
from detente.store.store import Store
from detente.store.times import now
from detente.when import moment


class Report(NamedTuple):
    """A current reading with when its article came in and who read it."""

    reading: Reading
    ingested_at: datetime
    coder: Coder


def reports(
    store: Store,
    *,
    dyad: str | None = None,
    side: str | None = None,
    either: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Iterator[Report]:
    """Current readings in the order their articles came in, those that could not be coded left out.

    `dyad`: only of reports that name both sides, in any part ("IND-PAK"); `side`: that name this one; `either`: that name one of the two of
    a pair or both; `since` and `until`: published then, both days included. Raises `UsageError` for what is no date or no pair.
    """
    conditions = [ArticleRow.state != "failed", *_published(since, until)]
    if dyad is not None:
        conditions.append(or_(*(and_(_naming(a), _naming(b)) for a, b in pairs(dyad))))
    if either is not None:
        conditions.append(or_(*(_naming(name) for pair in pairs(either) for name in pair)))
    if side is not None:
        conditions.append(_naming(side))
    with store.reading() as connection:
        coders = {row.key: row for row in connection.execute(select(CoderRow.__table__))}
        for row, made in current(connection, and_(*conditions)):
            by = coders[row.coder_key]
            coder = Coder(name=by.name, version=by.version, model=by.model, lexicon=by.lexicon)
            if not made.errors:
                yield Report(made, row.ingested_at, coder)


def readings(
    store: Store,
    *,
    dyad: str | None = None,
    side: str | None = None,
    either: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Iterator[Reading]:
    """The readings alone, as `reports` gives them."""
    for report in reports(store, dyad=dyad, side=side, either=either, since=since, until=until):
        yield report.reading


def articles_of(store: Store, ids: Iterable[str]) -> dict[str, Article]:
    """The articles of these ids, by id; those that are not there, or have no text, are left out."""
    wanted = sorted(set(ids))
    with store.reading() as connection:
        return _articles(connection, wanted)


def speaker_of(store: Store, row: str) -> str | None:
    """The side whose word a row of the ledger is; None where the last refresh had no such row."""
    with store.reading() as connection:
        found: str | None = connection.execute(select(CommitmentRow.speaker).where(CommitmentRow.id == row)).scalar()
        return found


def rulings(store: Store) -> list[Ruling]:
    """The rulings that stand, in the order they came in."""
    with store.reading() as connection:
        return standing(connection)


def standing(connection: Connection) -> list[Ruling]:
    """The rulings that were not taken back."""
    wanted = select(RulingRow.__table__).where(RulingRow.withdrawn_at.is_(None)).order_by(RulingRow.key)
    return [
        Ruling(
            because=row.because, row=row.commitment, state=row.state, retracts=row.retracts, by=row.by, date=row.date,
            made=row.made,
        )
        for row in connection.execute(wanted)
    ]  # fmt: skip


def add_ruling(store: Store, ruling: Ruling) -> bool:
    """Write a ruling down; False where the same one stands already."""
    with store.writing() as connection:
        if ruling in standing(connection):
            return False
        connection.execute(
            insert(RulingRow).values(
                commitment=ruling.row, state=ruling.state, retracts=ruling.retracts, because=ruling.because, by=ruling.by,
                date=ruling.date, made=ruling.made, recorded_at=now(),
            )
        )  # fmt: skip
        _make_stale(connection, ruling.row, ruling.retracts)
    return True


def withdraw_rulings(store: Store, *, row: str | None = None, retracts: str | None = None) -> int:
    """Take back the rulings on a row of the ledger or on an article; how many. They stay in the table, with the time."""
    with store.writing() as connection:
        mine = and_(RulingRow.withdrawn_at.is_(None), _is(RulingRow.commitment, row), _is(RulingRow.retracts, retracts))
        taken = connection.execute(update(RulingRow).where(mine).values(withdrawn_at=now())).rowcount
        _make_stale(connection, row, retracts)
    return taken


def _is(column: InstrumentedAttribute[str | None], value: str | None) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value


def _make_stale(connection: Connection, row: str | None, retracts: str | None) -> None:
    """What a ruling touches is looked at again with the next refresh."""
    named = [retracts] if retracts else []
    if row:
        named += connection.execute(select(CommitmentRow.article).where(CommitmentRow.id == row)).scalars()
    keys = connection.execute(select(ArticleRow.key).where(ArticleRow.id.in_(named))).scalars()
    rows = [{"article_key": key} for key in keys]
    if rows:
        connection.execute(insert(StaleRow), rows)


def _naming(side: str) -> ColumnElement[bool]:
    """That a report names a side in any record, on whose word alone not counted."""
    named = select(PartyRow.article_key).where(PartyRow.side.in_(spellings(side)), PartyRow.part != "said_by")
    return ArticleRow.key.in_(named)


def _published(since: str | None, until: str | None) -> Iterator[ColumnElement[bool]]:
    for name, text in (("since", since), ("until", until)):
        found = moment(text)
        if text is not None and found is None:
            raise UsageError(f"--{name} {text}", "not a date", "write it as 2025-05-07")
        if found is not None:
            at = ArticleRow.published_at
            yield at >= found.low if name == "since" else at < found.high


def _articles(connection: Connection, ids: Sequence[str]) -> dict[str, Article]:
    found: dict[str, Article] = {}
    for start in range(0, len(ids), MANY):
        wanted = select(ArticleRow.__table__).where(ArticleRow.id.in_(ids[start : start + MANY]), ArticleRow.text != "")
        found.update((row.id, article_of(row)) for row in connection.execute(wanted))
    return found
