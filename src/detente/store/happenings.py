"""Incidents kept from refresh to refresh.

The unit is a month: the incidents whose first telling came out in it, made from the reports of that month and of a fortnight before
and after it. Reports without a date are a unit of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from detente.events.incidents import group
from detente.records import Article, Incident, Reading, to_json
from detente.store.articles import MANY, article_of
from detente.store.commitments import put_sides
from detente.store.model import ArticleRow, IncidentRow, ReadingRow, SideRow, TellingRow
from detente.store.rows import place_columns, sides, unpack
from detente.store.times import when

MARGIN = timedelta(days=14)
UNDATED = ""


def months(connection: Connection, articles: Sequence[int]) -> list[str]:
    """Months whose incidents may be others after these articles were read."""
    found: set[str] = set()
    for start in range(0, len(articles), MANY):
        wanted = select(ArticleRow.published_at).where(ArticleRow.key.in_(articles[start : start + MANY])).distinct()
        for at in connection.execute(wanted).scalars():
            found |= {UNDATED} if at is None else {month_of(day) for day in (at - MARGIN, at, at + MARGIN)}
    return sorted(found)


def month_of(at: datetime | None) -> str:
    """ "2025-05", "" for no time."""
    return f"{at:%Y-%m}" if at else UNDATED


def made(connection: Connection, month: str) -> list[Incident]:
    """The incidents of a month, by what is in the store now."""
    wanted = (
        select(ArticleRow.__table__, ReadingRow.record)
        .join(ReadingRow, ReadingRow.article_key == ArticleRow.key)
        .where(ReadingRow.current, ReadingRow.errors == 0, _around(month))
    )
    readings: list[Reading] = []
    articles: list[Article] = []
    own: set[str] = set()
    # Put in order here: asked for it, SQLite would walk all readings by their key rather than the month's by its date.
    for row in sorted(connection.execute(wanted), key=lambda row: row.key):
        readings.append(unpack(row.record))
        articles.append(article_of(row))
        if month_of(row.published_at) == month:
            own.add(row.id)
    return [each for each in group(readings, articles) if each.id.rpartition("/")[0] in own]


def write(connection: Connection, month: str, now: Iterable[Incident], at: datetime) -> tuple[int, int]:
    """Put a month's incidents in place of those it had; how many are new or changed, and how many gone."""
    before: dict[str, str] = {}
    for row in connection.execute(select(IncidentRow.id, IncidentRow.record).where(IncidentRow.month == month)):
        before[row.id] = row.record
    changed = [(each, text) for each in now if before.pop(each.id, None) != (text := to_json(each))]
    _drop(connection, [*before, *(each.id for each, _ in changed)])
    if changed:
        connection.execute(insert(IncidentRow), [_row(each, text, month, at) for each, text in changed])
    tellings = [row for each, _ in changed for row in _tellings(each)]
    if tellings:
        connection.execute(insert(TellingRow), tellings)
    put_sides(connection, {f"i:{each.id}": {"actor": each.actors, "recipient": each.recipients} for each, _ in changed})
    return len(changed), len(before)


def _around(month: str) -> ColumnElement[bool]:
    if month == UNDATED:
        return ArticleRow.published_at.is_(None)
    first = datetime(int(month[:4]), int(month[5:]), 1, tzinfo=UTC)
    after = (first + timedelta(days=31)).replace(day=1)
    return and_(ArticleRow.published_at >= first - MARGIN, ArticleRow.published_at < after + MARGIN)


def _drop(connection: Connection, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), MANY):
        some = ids[start : start + MANY]
        connection.execute(delete(TellingRow).where(TellingRow.incident.in_(some)))
        connection.execute(delete(SideRow).where(SideRow.record.in_([f"i:{name}" for name in some])))
        connection.execute(delete(IncidentRow).where(IncidentRow.id.in_(some)))


def _row(each: Incident, text: str, month: str, at: datetime) -> dict[str, Any]:
    happened = when(each.date)
    return {
        "id": each.id, "type": each.type, "mode": each.mode, "background": each.background, "event_at": happened.at,
        "event_precision": happened.precision, "earliest": each.earliest, "latest": each.latest, "month": month,
        "actors": sides(each.actors), "recipients": sides(each.recipients), **place_columns(each.place),
        "reports": each.n_reports, "independent_sources": each.n_independent_sources, "conflicts": len(each.conflicts),
        "changed_at": at, "record": text,
    }  # fmt: skip


def _tellings(each: Incident) -> list[dict[str, Any]]:
    told = {(one.article, one.event or "") for account in each.accounts for one in account.tellings}
    return [{"incident": each.id, "article": article, "event": event} for article, event in sorted(told)]
