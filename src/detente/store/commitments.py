"""The ledger's rows kept from refresh to refresh, with every way they have stood.

The unit is a side: the rows it has spoken are made from all reports that name it, so that a row has one speaker and one unit, and
what is made again after new reports is the same whatever else is in the store. At most `MOST` reports of a side are looked at, the
newest (a report takes some 2 ms); rows from older ones stay as they last stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from detente import ledger
from detente.ledger.mentions import counterparts
from detente.records import Actor, Commitment, Reading, from_json, to_json
from detente.store import rows
from detente.store.articles import MANY
from detente.store.model import ArticleRow, CommitmentRow, CommitmentVersionRow, PartyRow, ReadingRow, SideRow
from detente.store.times import when

MOST = 5_000  # reports
Change = Literal["new", "state", "terms", "evidence", "gone", "back"]


def speakers(connection: Connection, articles: Sequence[int]) -> list[str]:
    """Sides whose rows may stand otherwise after these articles were read: those named in them, or in rows from them."""

    found: set[str] = set()
    for start in range(0, len(articles), MANY):
        some = articles[start : start + MANY]
        found.update(
            connection.execute(select(PartyRow.side).where(PartyRow.article_key.in_(some)).distinct()).scalars()
        )
        kept = (
            select(CommitmentRow.speaker)
            .join(ArticleRow, ArticleRow.id == CommitmentRow.article)
            .where(ArticleRow.key.in_(some))
        )
        found.update(connection.execute(kept.distinct()).scalars())
    spoken = connection.execute(select(PartyRow.side).where(PartyRow.part == "speaker").distinct()).scalars()
    kept_by = connection.execute(select(CommitmentRow.speaker).distinct()).scalars()
    return sorted(found & {*spoken, *kept_by})


class Made(NamedTuple):
    """The rows a side has spoken; `older`: rows from reports that were not looked at any more."""

    rows: Sequence[Commitment]
    older: frozenset[str] = frozenset()


def made(connection: Connection, side: str, given: Sequence[ledger.Ruling], most: int = MOST) -> Made:
    """The rows a side has spoken, by what is in the store now."""
    named = select(PartyRow.article_key).where(PartyRow.side == side)
    wanted = (
        select(ReadingRow.record)
        .join(ArticleRow, ArticleRow.key == ReadingRow.article_key)
        .where(ReadingRow.current, ReadingRow.errors == 0, ArticleRow.key.in_(named))
        .order_by(ArticleRow.published_at.desc().nulls_last(), ArticleRow.key.desc())
        .limit(most)
    )
    found: list[Reading] = [rows.unpack(raw) for raw in connection.execute(wanted).scalars()]
    spoken = ledger.spoken_by(side, found, rulings=given)
    return Made(spoken, _older(connection, side, found) if len(found) == most else frozenset())


def _older(connection: Connection, side: str, looked_at: Sequence[Reading]) -> frozenset[str]:
    """Rows kept of a side from other reports than these."""
    ids = {reading.id for reading in looked_at}
    kept = connection.execute(select(CommitmentRow.id, CommitmentRow.article).where(CommitmentRow.speaker == side))
    return frozenset(row.id for row in kept if row.article not in ids)


def write(
    connection: Connection, side: str, now: Sequence[Commitment], at: datetime, run: int | None = None,
    older: frozenset[str] = frozenset(),
) -> dict[Change, int]:  # fmt: skip
    """Put a side's rows in place of those it had but the `older` ones; how many changed, by what changed."""
    kept = connection.execute(select(CommitmentRow.__table__).where(CommitmentRow.speaker == side))
    before = {row.id: row for row in kept if row.id not in older}
    now = [row for row in now if row.id not in older]
    counts: dict[Change, int] = {}
    coders = dict(_coders(connection, [row.article for row in now]))
    changed: list[dict[str, Any]] = []
    versions: list[dict[str, Any]] = []
    parties: dict[str, dict[str, Sequence[Actor]]] = {}
    for row, change in _changes(before, now):
        counts[change] = counts.get(change, 0) + 1
        version = before[row.id].version + 1 if row.id in before else 1
        record = to_json(row)
        changed.append(_values(row, record, version, gone=change == "gone", at=at))
        versions.append({
            "commitment": row.id, "version": version, "state": row.state, "change": change, "because": _because(row),
            "recorded_at": at, "coder_key": coders.get(row.article), "run_key": run, "record": record,
        })  # fmt: skip
        parties[f"k:{row.id}"] = {"speaker": (row.signal.speaker,), "counterpart": counterparts(row.signal)}
    _keep(connection, changed, before)
    if versions:
        connection.execute(insert(CommitmentVersionRow), versions)
    put_sides(connection, parties)
    return counts


def _changes(before: dict[str, Any], now: Sequence[Commitment]) -> Iterator[tuple[Commitment, Change]]:
    """Rows that stand otherwise than before, in the ledger's order, then those that are gone."""
    present = {row.id for row in now}
    for row in now:
        old = before.get(row.id)
        if old is None:
            yield row, "new"
        elif old.gone:
            yield row, "back"
        elif old.record != to_json(row):
            yield row, _change(from_json(Commitment, old.record), row)
    for name, old in sorted(before.items()):
        if name not in present and not old.gone:
            yield from_json(Commitment, old.record), "gone"


def _change(old: Commitment, new: Commitment) -> Change:
    if old.state != new.state:
        return "state"
    terms = [(r.signal.kind, r.signal.commitment, r.signal.condition, r.signal.deadline) for r in (old, new)]
    return "evidence" if terms[0] == terms[1] else "terms"


def _because(row: Commitment) -> str:
    return row.history[-1].because if row.history else ""


def _values(row: Commitment, record: str, version: int, *, gone: bool, at: datetime) -> dict[str, Any]:
    return {
        "id": row.id, "version": version, "article": row.article, "kind": row.signal.kind, "state": row.state,
        "speaker": row.signal.speaker.side, "counterparts": rows.sides(counterparts(row.signal)),
        "next_mover": row.next_mover.side if row.next_mover else None, "first_said_at": when(row.first_said).at,
        "last_said_at": when(row.last_said).at, "deadline_at": when(row.signal.deadline).at,
        "deadline_text": row.signal.deadline, "state_since": row.history[-1].date if row.history else None,
        "because": _because(row), "supersedes": row.supersedes, "quote": row.signal.quote, "gone": gone, "changed_at": at,
        "record": record,
    }  # fmt: skip


def _keep(connection: Connection, changed: Sequence[dict[str, Any]], before: Mapping[str, Any]) -> None:
    """Put new rows in, and others in place of what they were."""
    new = [values for values in changed if values["id"] not in before]
    if new:
        connection.execute(insert(CommitmentRow), new)
    for values in changed:
        if values["id"] in before:
            connection.execute(update(CommitmentRow).where(CommitmentRow.id == values["id"]).values(values))


def put_sides(connection: Connection, records: Mapping[str, Mapping[str, Sequence[Actor]]]) -> None:
    """The sides of records by their part, in place of those the records had."""
    names, made = list(records), []
    for start in range(0, len(names), MANY):
        connection.execute(delete(SideRow).where(SideRow.record.in_(names[start : start + MANY])))
    for record, parts in records.items():
        found = {(part, actor.side): actor.code for part, actors in parts.items() for actor in actors}
        made += [{"record": record, "part": part, "side": side, "code": code} for (part, side), code in found.items()]
    if made:
        connection.execute(insert(SideRow), made)


def _coders(connection: Connection, articles: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Who coded the articles the rows are from."""

    for start in range(0, len(articles), MANY):
        wanted = (
            select(ArticleRow.id, ReadingRow.coder_key)
            .join(ReadingRow, ReadingRow.article_key == ArticleRow.key)
            .where(ReadingRow.current, ArticleRow.id.in_(articles[start : start + MANY]))
        )
        for row in connection.execute(wanted):
            yield row.id, row.coder_key
