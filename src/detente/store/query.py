"""Questions to the store: which records, narrowed by whom, what, where, when and in what words; always as bound parameters.

    rows = query.find(store, "events", Filters(dyad="IND-PAK", type="ASSAULT", since="2025-05-01"))

Each answer is a dict with the columns `columns_of` names, in a fixed order; answers come as a stream.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, Final, Literal, NamedTuple, get_args

import pycountry
from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true, tuple_
from sqlalchemy.orm import aliased

from detente.errors import UsageError
from detente.ledger.words import country
from detente.records import EVENT_TYPES, SIGNAL_KINDS, STATES, STATUSES
from detente.store.articles import clean
from detente.store.columns import Column, column
from detente.store.model import (
    ArticleRow,
    CasualtyRow,
    CommitmentRow,
    EventRow,
    IncidentRow,
    PartyRow,
    PlaceRow,
    SentenceRow,
    SideRow,
    SignalRow,
    Table,
)
from detente.store.search_index import matching
from detente.store.store import Store
from detente.store.times import iso
from detente.when import moment

What = Literal["events", "signals", "commitments", "incidents", "casualties", "articles", "sentences", "places"]
WHATS: Final[tuple[What, ...]] = get_args(What)
Row = dict[str, Any]
HURT: Final = ("killed", "injured", "captured", "displaced", "missing")


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What to narrow an answer by; None is no filter. `since` and `until` are days or times, both included, in event time
    (of articles, sentences and places: publication; of commitments: when last said or changed)."""

    dyad: str | None = None
    side: str | None = None
    actor: str | None = None
    recipient: str | None = None
    type: str | None = None
    status: str | None = None
    kind: str | None = None
    state: str | None = None
    since: str | None = None
    until: str | None = None
    place: str | None = None
    country: str | None = None
    source: str | None = None
    article: str | None = None
    text: str | None = None
    background: bool | None = None
    gone: bool = False


class Subject(NamedTuple):
    """What is asked for: its table, the columns shown (of itself, then of its article), and which filters it has."""

    table: type[Table]
    shown: tuple[str, ...]
    of_article: tuple[str, ...]
    time: str
    order: tuple[str, ...]
    has: frozenset[str]


_ALWAYS: Final = "dyad side since until "
_REPORT: Final = "source article text "
_SPAN: Final = "quote span_start span_end sentence "
_PLACE: Final = "place country latitude longitude disputed "
_TIME: Final = "event_at event_precision "
_DATES: Final = ("published_at", "published_precision", "ingested_at", "title", "source", "url")


def _subject(table: type[Table], shown: str, dates: tuple[str, ...], time: str, order: str, has: str) -> Subject:
    return Subject(table, tuple(shown.split()), dates, time, tuple(order.split()), frozenset((_ALWAYS + has).split()))


SUBJECTS: Final[dict[str, Subject]] = {
    "events": _subject(
        EventRow,
        f"id {_TIME}type mode cameo goldstein status background phase actors recipients said_by {_PLACE}{_SPAN}inside rule",
        _DATES, "event_at", "event_at article_key id",
        f"actor recipient type status place country background {_REPORT}",
    ),
    "signals": _subject(
        SignalRow,
        f"id event {_TIME}kind firm background speaker addressees deadline_at deadline_precision commitment_type "
        "commitment_phase commitment_direction commitment_text condition_type condition_phase condition_direction "
        f"condition_negated condition_text {_SPAN}rule",
        _DATES, "event_at", "event_at article_key id",
        f"actor recipient type kind background {_REPORT}",
    ),
    "casualties": _subject(
        CasualtyRow, f"id {_TIME}kind low high who victims said_by status background {_PLACE}{_SPAN}",
        _DATES, "event_at", "event_at article_key id",
        f"recipient kind status place country background {_REPORT}",
    ),
    "places": _subject(
        PlaceRow, f"id {_PLACE}span_start span_end", _DATES, "published_at", "article_key id", f"place country {_REPORT}"
    ),
    "sentences": _subject(
        SentenceRow, "number text span_start span_end paragraph headline", _DATES, "published_at", "key",
        f"{_REPORT}",
    ),
    "articles": _subject(
        ArticleRow,
        "id title source url language origin published_at published_precision published_text ingested_at feed state text",
        (), "published_at", "published_at key", f"state place country {_REPORT}",
    ),
    "incidents": _subject(
        IncidentRow,
        f"id {_TIME}type mode background actors recipients earliest latest {_PLACE}reports independent_sources conflicts changed_at",
        (), "event_at", "event_at id", "actor recipient type place country background article",
    ),
    "commitments": _subject(
        CommitmentRow,
        "id version article kind state speaker counterparts next_mover first_said_at last_said_at deadline_at deadline_text "
        "state_since because supersedes quote gone changed_at",
        (), "last_said_at", "first_said_at id", "actor recipient kind state article gone",
    ),
}  # fmt: skip


def columns_of(what: What) -> tuple[Column, ...]:
    """The columns of an answer, in order; `article` is the id of the report a record is from."""
    subject = SUBJECTS[what]
    own = tuple(column(subject.table.__tablename__, name) for name in subject.shown)
    if not subject.of_article:
        return own
    report = column("articles", "id")
    first = Column("article", report.kind, "id of the report it is from: `articles.id`", False)
    return (first, *own, *(column("articles", name) for name in subject.of_article))


def find(
    store: Store, what: What, filters: Filters, *, limit: int | None = None, newest: bool = False
) -> Iterator[Row]:
    """The records that pass all filters, oldest first (or newest first); raises `UsageError` for a filter that makes no sense there."""
    asked = statement(what, filters, store.engine.dialect.name, newest=newest)
    names = [each.name for each in columns_of(what)]
    with store.reading() as connection:
        for row in connection.execution_options(yield_per=500).execute(asked.limit(limit) if limit else asked):
            yield dict(zip(names, row, strict=True))


def unknown_sides(store: Store, filters: Filters) -> list[str]:
    """Those sides of a question that no event and no signal in the store names; a pair counts as one."""
    asked = [(name, getattr(filters, name)) for name in ("side", "actor", "recipient", "dyad")]
    alone = {side: Filters(dyad=side) if name == "dyad" else Filters(side=side) for name, side in asked if side}
    kinds: tuple[What, ...] = ("events", "signals")
    return [side for side, only in alone.items() if not any(_one(store, what, only) for what in kinds)]


def _one(store: Store, what: What, filters: Filters) -> Row | None:
    return next(find(store, what, filters, limit=1), None)


def statement(what: What, filters: Filters, dialect: str, *, newest: bool = False) -> Select[Any]:
    """The question as SQL with bound parameters."""
    subject = SUBJECTS[what]
    words: dict[str, Any] = {name: clean(value) for name, value in vars(filters).items() if isinstance(value, str)}
    filters = replace(filters, **words)
    _check(what, subject, filters)
    table = subject.table.__table__
    columns: list[ColumnElement[Any]] = [table.c[name] for name in subject.shown]
    if subject.of_article:
        columns = [ArticleRow.id, *columns, *(ArticleRow.__table__.c[name] for name in subject.of_article)]  # type: ignore[list-item]
    asked = select(*columns)
    if subject.of_article:
        asked = asked.join(ArticleRow, ArticleRow.key == table.c.article_key)
    for condition in _conditions(what, subject, filters, dialect):
        asked = asked.where(condition)
    by = [_column(subject, name) for name in subject.order]
    first = by[0].desc().nulls_last() if newest else by[0].asc().nulls_last()
    return asked.order_by(first, *((each.desc() if newest else each.asc()) for each in by[1:]))


def _column(subject: Subject, name: str) -> ColumnElement[Any]:
    own = subject.table.__table__.c
    return own[name] if name in own else ArticleRow.__table__.c[name]


# ------------------------------------------------------------------------------------------------------------- filters


def _check(what: What, subject: Subject, filters: Filters) -> None:
    for field in fields(filters):
        value = getattr(filters, field.name)
        if value not in (None, False) and field.name not in subject.has:
            could = ", ".join(f"--{name}" for name in sorted(subject.has - {"gone"}))
            raise UsageError(f"--{field.name}", f"{what} have none", f"they can be narrowed by {could}")
    states = ("pending", "coded", "failed", "aside") if what == "articles" else STATES
    kinds = HURT if what == "casualties" else SIGNAL_KINDS
    for name, known in (("type", EVENT_TYPES), ("status", STATUSES), ("kind", kinds), ("state", states)):
        value = getattr(filters, name)
        if value is not None and value not in known:
            raise UsageError(f"--{name} {value}", "there is none of that name", f"one of: {' '.join(known)}")


def _conditions(what: What, subject: Subject, filters: Filters, dialect: str) -> Iterator[ColumnElement[bool]]:
    own = subject.table.__table__.c
    for name in ("type", "status", "kind", "state"):
        value = getattr(filters, name)
        if value is not None:
            named = "commitment_type" if (what, name) == ("signals", "type") else name
            yield own[named] == value
    yield from _by_report(what, subject, filters, dialect)
    yield from _by_time(what, subject, filters)
    yield from _by_place(what, subject, filters)
    if filters.background is not None:
        yield own["background"] == filters.background
    if what == "commitments" and not filters.gone:
        yield CommitmentRow.gone.is_(False)
    if filters.dyad is not None:
        yield or_(false(), *(and_(_names(what, subject, a), _names(what, subject, b)) for a, b in pairs(filters.dyad)))
    for name, parts in (("side", ()), ("actor", DOERS), ("recipient", TARGETS)):
        value = getattr(filters, name)
        if value is not None:
            yield _names(what, subject, value, parts)


def _by_report(what: What, subject: Subject, filters: Filters, dialect: str) -> Iterator[ColumnElement[bool]]:
    own = subject.table.__table__.c
    if filters.source is not None:
        yield ArticleRow.source == filters.source
    if filters.article is not None:
        if what == "incidents":
            from detente.store.model import TellingRow

            yield exists().where(TellingRow.incident == IncidentRow.id, TellingRow.article == filters.article)
        else:
            yield (own["article"] if what == "commitments" else ArticleRow.id) == filters.article
    if filters.text is not None:
        found = matching(filters.text, dialect)
        if what == "sentences":
            yield found
        elif "sentence" in own:
            of_record = SentenceRow.key == own["article_key"] * 65536 + own["sentence"]
            yield exists().where(of_record, found)
        else:
            key = own["key"] if what == "articles" else own["article_key"]
            yield key.in_(select(SentenceRow.article_key).where(found))


def _by_time(what: What, subject: Subject, filters: Filters) -> Iterator[ColumnElement[bool]]:
    at = _column(subject, subject.time)
    since, until = _moment("since", filters.since), _moment("until", filters.until)
    if since is not None:
        changed = or_(at >= since.low, CommitmentRow.state_since >= iso(since.low)[:10])
        yield changed if what == "commitments" else at >= since.low
    if until is not None:
        yield (CommitmentRow.first_said_at if what == "commitments" else at) < until.high


def _by_place(what: What, subject: Subject, filters: Filters) -> Iterator[ColumnElement[bool]]:
    wanted = {name: value for name in ("place", "country") if (value := getattr(filters, name)) is not None}
    for name, value in wanted.items():
        if what == "articles":
            place = PlaceRow.__table__.c[name]
            yield ArticleRow.key.in_(select(PlaceRow.article_key).where(place.in_(spellings(value))))
        else:
            yield subject.table.__table__.c[name].in_(spellings(value))


def _moment(name: str, text: str | None) -> Any:
    found = moment(text)
    if text is not None and found is None:
        raise UsageError(f"--{name} {text}", "not a date", "write it as 2025-05-07 or 2025-05-07T13:20Z")
    return found


# --------------------------------------------------------------------------------------------------------------- sides

DOERS: Final = ("actor", "speaker")
TARGETS: Final = ("recipient", "addressee", "victim", "counterpart")


def _names(what: What, subject: Subject, side: str, parts: tuple[str, ...] = ()) -> ColumnElement[bool]:
    """That a record names a side, in one of these parts (none: any but on whose word it is told)."""
    own = subject.table.__table__.c
    wanted = spellings(side)
    if what in ("incidents", "commitments"):
        prefix = "i:" if what == "incidents" else "k:"
        of_part = SideRow.part.in_(parts) if parts else true()
        return exists().where(SideRow.record == prefix + own["id"], SideRow.side.in_(wanted), of_part)
    party = aliased(PartyRow)
    part: ColumnElement[bool] = party.part.in_(parts) if parts else party.part != "said_by"
    if what in ("articles", "sentences", "places"):
        key = own["key"] if what == "articles" else own["article_key"]
        return key.in_(select(party.article_key).where(party.side.in_(wanted), part))
    named = select(party.article_key, party.record).where(party.side.in_(wanted), part)
    return tuple_(own["article_key"], own["id"]).in_(named)


def pairs(dyad: str) -> list[tuple[str, str]]:
    """The two sides of "IND-PAK", at each hyphen in turn: names of groups have hyphens of their own."""
    parts = dyad.split("-")
    found = [("-".join(parts[:n]).strip(), "-".join(parts[n:]).strip()) for n in range(1, len(parts))]
    found = [(a, b) for a, b in found if a and b]
    if not found:
        raise UsageError(f"--dyad {dyad}", "not two sides", "write them as IND-PAK, or ISR-Hezbollah")
    return found


def spellings(name: str) -> list[str]:
    """A side or place as records may write it: as typed, in capitals, with capitals, and a country's code for its name."""
    return list(dict.fromkeys([name, name.upper(), name.title(), *_codes(name)]))


def _codes(name: str) -> list[str]:
    code = _code_of().get(name.casefold())
    return [code] if code else []


@cache
def _code_of() -> dict[str, str]:
    """Countries by their English names, in small letters."""
    return {country(each.alpha_3).casefold(): each.alpha_3 for each in pycountry.countries}
