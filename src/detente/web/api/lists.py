"""The lists: each by pages of JSON, or whole as CSV, Parquet and, where there are places, GeoJSON."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from detente.ledger import Ledger, Ruling
from detente.publish import incidents as incident_words
from detente.records import Incident, to_json
from detente.web import apart, choose
from detente.web.api import items
from detente.web.api.asked import AsOf, Dyad, Filters, Since, Step, Type, Until, filters
from detente.web.api.describe import answers_of
from detente.web.api.forms import Cursor, Form, Key, Limit, Rows, Table, in_form, wanted
from detente.web.choose import BadQuery
from detente.web.later import Later
from detente.web.library import DyadLine, Library, Snapshot
from detente.web.pages import search_articles

DATED = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}", re.ASCII)
Happened = Annotated[bool, Query(description="Only what is told as done, and is news.", examples=[True])]
Conflicts = Annotated[bool, Query(description="Only those whose accounts cannot all be true.", examples=[True])]
History = Annotated[bool, Query(description="Also what reports recall as history.", examples=[True])]
Order = Annotated[
    Literal["full", "name"],
    Query(
        description="The fullest first; or by name, an order that does not change while pages are read.",
        examples=["name"],
    ),
]


def add_lists(made: APIRouter, library: Library, shelf: Later) -> None:
    """All lists."""
    _of_records(made, library)
    _of_the_ledger(made, library)
    _of_the_whole(made, library, shelf)


def _add(made: APIRouter, table: Table, find: Callable[..., Rows]) -> None:
    """A list under its name, its form by Accept, and under its name with a suffix."""
    about = (find.__doc__ or "").strip()

    @made.get(f"/{table.name}", name=table.name, description=about, responses=answers_of(table))
    def by_header(
        request: Request,
        limit: Limit = 100,
        cursor: Cursor = None,
        found: Rows = Depends(find),  # noqa: B008 (FastAPI's way; what is found differs from list to list)
    ) -> Response:
        return in_form(request, table, found, wanted(request, table.forms), limit, cursor)

    @made.get(f"/{table.name}.{{form}}", name=f"{table.name} in a form", description=about, responses=answers_of(table))
    def by_suffix(
        request: Request,
        form: Form = Path(  # noqa: B008
            description="The form: instead of an Accept header.",
            examples=["csv"],
            json_schema_extra={"enum": [*table.forms]},
        ),
        limit: Limit = 100,
        cursor: Cursor = None,
        found: Rows = Depends(find),  # noqa: B008
    ) -> Response:
        return in_form(request, table, found, form, limit, cursor)


def _of_records(made: APIRouter, library: Library) -> None:
    def events(query: Filters, happened: Happened = False) -> Rows:
        """Who did what to whom, with its status; the newest first."""
        snapshot = library.snapshot()
        rows = choose.events(snapshot, query, happened=happened)
        return Rows(snapshot, rows, lambda row: (row.when, row.key), items.event_item)

    def signals(query: Filters) -> Rows:
        """Offers, threats, pledges, demands, denials, refusals, accusations, acceptances; the newest first."""
        snapshot = library.snapshot()
        return Rows(snapshot, choose.signals(snapshot, query), lambda row: (row.when, row.key), items.signal_item)

    def articles(query: Filters) -> Rows:
        """The reports, the newest first; with `q` those whose text holds the words."""
        snapshot = library.snapshot()
        found = [r for r, _ in search_articles(snapshot, query)] if query.q else list(reversed(snapshot.readings))
        found = [r for r in found if not query.since or (r.date or "") >= query.since]
        found = [r for r in found if not query.until or (r.date or "") <= query.until + "\x7f"]
        found.sort(key=lambda r: (r.date or "", r.id), reverse=True)
        return Rows(snapshot, found, lambda r: (r.date or "", r.id), items.article_item)

    _add(made, items.EVENTS, events)
    _add(made, items.SIGNALS, signals)
    _add(made, items.ARTICLES, articles)


def _of_the_ledger(made: APIRouter, library: Library) -> None:
    def commitments(query: Filters, as_of: AsOf = None) -> Rows:
        """The ledger's rows with their state, evidence and history; the newest first. `as_of`: what was known on that day."""
        snapshot = library.snapshot()
        rows = choose.commitments(snapshot, query, ledger_as_of(snapshot, as_of).rows if as_of else None)
        rows.sort(key=lambda row: (row.first_said or "", row.id), reverse=True)
        return Rows(snapshot, rows, lambda row: (row.first_said or "", row.id), items.commitment_item)

    def changes(query: Filters, became: Step) -> Rows:
        """Every step of every commitment that fits, the newest first: what the feeds tell. `became`: only steps to a state."""
        snapshot = library.snapshot()
        found = [each for row in choose.commitments(snapshot, query) for each in items.change_items(row)]
        found = [c for c in found if became in (None, c.state) and (not query.since or (c.date or "") >= query.since)]
        found = [c for c in found if not query.until or (c.date or "") <= query.until + "\x7f"]
        found.sort(key=lambda c: (c.date or "", c.id), reverse=True)
        return Rows(snapshot, found, lambda c: (c.date or "", c.id), lambda c: c)

    def rulings() -> Rows:
        """The rulings that stand, in the order they were made."""
        snapshot = library.snapshot()

        def key(one: Ruling) -> Key:
            return one.made or "", to_json(one)

        return Rows(snapshot, sorted(snapshot.rulings, key=key), key, lambda one: one, rising=True)

    _add(made, items.COMMITMENTS, commitments)
    _add(made, items.CHANGES, changes)
    _add(made, items.RULINGS, rulings)


def _of_the_whole(made: APIRouter, library: Library, shelf: Later) -> None:
    def dyads(order: Order = "full") -> Rows:
        """Pairs of sides between which something happened or was said, the fullest first."""
        snapshot = library.snapshot()

        def key(line: DyadLine) -> Key:
            name = "-".join(line.pair)
            return (f"{10**9 - line.events - 3 * line.commitments:010d}" if order == "full" else ""), name

        return Rows(
            snapshot, sorted(snapshot.dyads, key=key), key, lambda line: items.dyad_item(line, snapshot), rising=True
        )

    def places(query: Filters) -> Rows:
        """Places where events happened, by name, as the map shows them; what is disputed is named."""
        snapshot = library.snapshot()
        found = items.place_items(choose.events(snapshot, query, happened=True))
        return Rows(
            snapshot, found, lambda p: items.place_key((p.name, p.latitude, p.longitude)), lambda p: p, rising=True
        )

    def incidents(
        dyad: Dyad = None, type: Type = None, since: Since = None, until: Until = None,  # noqa: A002
        conflicts: Conflicts = False, history: History = False,
    ) -> Rows:  # fmt: skip
        """What happened, each happening once with all its tellings, accounts and conflicts; the newest first."""
        query = filters(dyad=dyad, type=type, since=since, until=until)
        snapshot = library.snapshot()
        found = [
            one for one in grouped(snapshot, shelf)
            if (history or not one.background) and (one.conflicts or not conflicts)
            and (not query.type or one.type == query.type)
            and (not query.since or day(one) >= query.since) and (not query.until or day(one) <= query.until + "\x7f")
            and (not query.dyad or incident_words.involves(one, query.dyad))
        ]  # fmt: skip
        return Rows(snapshot, found, lambda one: (day(one), one.id), items.incident_item)

    def day(one: Incident) -> str:
        return one.date or one.latest or ""

    _add(made, items.INCIDENTS, incidents)
    _add(made, items.PLACES, places)
    _add(made, items.DYADS, dyads)


def grouped(snapshot: Snapshot, shelf: Later) -> tuple[Incident, ...]:
    """The incidents of a snapshot, the newest first."""

    def make() -> tuple[Incident, ...]:
        found = apart.incidents(snapshot.readings, snapshot.articles.values())
        return tuple(sorted(found, key=lambda one: (one.date or one.latest or "", one.id), reverse=True))

    return shelf.get((snapshot.version, "incidents"), make, "The incidents are being put together.")


def ledger_as_of(snapshot: Snapshot, as_of: str) -> Ledger:
    """The ledger known on a day; raises `BadQuery` for what is no day."""
    wrong = BadQuery("as_of", f"not a day: {as_of[:40]}", "write 2025-05-10")
    if not DATED.fullmatch(as_of):
        raise wrong
    try:
        return snapshot.ledger_as_of(as_of)
    except ValueError:
        raise wrong from None
