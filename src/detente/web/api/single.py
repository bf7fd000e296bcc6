"""Single answers: one record with all that belongs to it, the ledger and a pair as they stand, search, brief, coverage."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, HTTPException, Query, Request, Response

from detente import __version__
from detente.answers import (
    CommitmentTrail,
    Count,
    Coverage,
    DyadNow,
    EventItem,
    FoundArticle,
    IncidentItem,
    LedgerNow,
    Numbers,
    ReadArticle,
    SearchResult,
)
from detente.publish.lines import Brief
from detente.web import choose
from detente.web.api import items
from detente.web.api.asked import AsOf, Dyad, Name, One, Other
from detente.web.api.describe import answer
from detente.web.api.forms import single
from detente.web.api.lists import grouped, ledger_as_of
from detente.web.later import Later
from detente.web.library import Library, Snapshot
from detente.web.pages import search_articles

Most = Annotated[int, Query(ge=0, le=200, description="Rows of each kind.", examples=[20])]


def add_single(made: APIRouter, library: Library, shelf: Later) -> None:
    """All of them; the records by name come last, for a name may hold slashes."""
    _overviews(made, library, shelf)
    _pairs(made, library)
    _records(made, library, shelf)


def _overviews(made: APIRouter, library: Library, shelf: Later) -> None:
    @made.get("/status", responses=answer(Numbers))
    def status(request: Request) -> Response:
        """How much is here, and up to which day."""
        s = library.snapshot()
        found = Numbers(
            articles=len(s.readings), events=len(s.events), signals=len(s.signals), commitments=len(s.ledger.rows),
            known_to=s.ledger.known_to, version=s.version, detente=__version__,
        )  # fmt: skip
        return single(request, s, found)

    @made.get("/ledger", responses=answer(LedgerNow))
    def ledger(request: Request, as_of: AsOf = None) -> Response:
        """The ledger in short: rows by state, whose move it is between each pair, offers that meet, rulings."""
        s = library.snapshot()
        found = ledger_as_of(s, as_of) if as_of else s.ledger
        short = LedgerNow(
            as_of=found.as_of, known_to=found.known_to, states=dict(Counter(row.state for row in found.rows)),
            moves=found.moves, standing=found.standing, rulings=found.rulings, problems=found.problems,
        )  # fmt: skip
        return single(request, s, short)

    @made.get("/search", responses=answer(SearchResult))
    def search(
        request: Request,
        q: Annotated[
            str,
            Query(min_length=1, max_length=200, pattern=r"\S", description="All these words.", examples=["ceasefire"]),
        ],
        limit: Most = 20,
    ) -> Response:
        """Sentences, commitments and reports that hold all the words; the newest of each. The lists with `q` give all."""
        s = library.snapshot()
        return single(request, s, _searched(s, choose.Query(q=q.strip()).checked(), limit))

    @made.get("/coverage", responses=answer(Coverage))
    def coverage(request: Request) -> Response:
        """What there is to read from: reports by day and by publisher, and those that could not be read."""
        s = library.snapshot()
        return single(
            request, s, shelf.get((s.version, "coverage"), lambda: _coverage(s), "The coverage is being counted.")
        )

    @made.get("/brief", responses=answer(Brief))
    def brief(request: Request, dyad: Dyad = None) -> Response:
        """The brief over all reports, or over those of a pair, every line with its sentence."""
        s = library.snapshot()
        return single(
            request, s, shelf.get((s.version, "brief", dyad), lambda: _brief(s, dyad), "The brief is being written.")
        )


def _searched(snapshot: Snapshot, query: choose.Query, most: int) -> SearchResult:
    events, rows = choose.events(snapshot, query), choose.commitments(snapshot, query)
    articles = search_articles(snapshot, query)
    return SearchResult(
        q=query.q or "",
        totals={"events": len(events), "commitments": len(rows), "articles": len(articles)},
        events=tuple(map(items.event_item, events[:most])),
        commitments=tuple(map(items.commitment_item, rows[:most])),
        articles=tuple(
            FoundArticle(words=said, **msgspec.structs.asdict(items.article_item(r))) for r, said in articles[:most]
        ),
    )


def _coverage(snapshot: Snapshot) -> Coverage:
    days = Counter(r.date[:10] for r in snapshot.readings if r.date)
    return Coverage(
        articles=len(snapshot.readings),
        with_text=len(snapshot.articles),
        undated=sum(r.date is None for r in snapshot.readings),
        days=tuple(Count(name=name, reports=n) for name, n in sorted(days.items())),
        publishers=tuple(Count(name=name, reports=n) for name, n in snapshot.publishers.most_common()),
        failed=tuple(items.article_item(r) for r in snapshot.readings if r.errors),
    )


def _brief(snapshot: Snapshot, dyad: str | None) -> Brief:
    from detente import publish

    query = choose.Query(dyad=dyad or None).checked()
    readings = snapshot.readings
    if query.dyad:
        named = {r.reading.id for r in choose.events(snapshot, query)}
        named |= {r.reading.id for r in choose.signals(snapshot, query)}
        readings = tuple(r for r in readings if r.id in named)
    if not readings:
        raise HTTPException(404, "no report fits")
    return publish.compose(readings, [snapshot.articles[r.id] for r in readings if r.id in snapshot.articles])


def _pairs(made: APIRouter, library: Library) -> None:
    @made.get("/dyads/{one}/{other}", responses=answer(DyadNow))
    def dyad(request: Request, one: One, other: Other) -> Response:
        """Whose move it is between two sides, the offers that meet, counts, and what changed in the last week known of."""
        snapshot = library.snapshot()
        line = next((d for d in snapshot.dyads if set(d.pair) == {one, other}), None)
        if line is None:
            raise HTTPException(404)
        rows = [r for r in snapshot.rows if line.pair in snapshot.pairs_of[r.id]]
        ids = {r.id for r in rows}
        week = _week_before(snapshot.ledger.known_to)
        changed = [c for r in rows for c in items.change_items(r) if week and (c.date or "") >= week]
        lately = [e for e in snapshot.events_of.get(line.pair, ()) if week and e.when >= week and e.happened]
        found = DyadNow(
            move=next((m for m in snapshot.ledger.moves if set(m.sides) == {one, other}), None),
            standing=tuple(m for m in snapshot.ledger.standing if {m.first, m.second} <= ids),
            week=week, changed=tuple(changed), lately=tuple(map(items.event_item, lately)),
            **msgspec.structs.asdict(items.dyad_item(line, snapshot)),
        )  # fmt: skip
        return single(request, snapshot, found)


def _records(made: APIRouter, library: Library, shelf: Later) -> None:
    @made.get("/events/{name:path}", responses=answer(EventItem))
    def event(request: Request, name: Name) -> Response:
        """One event, by its key ("article/event")."""
        snapshot = library.snapshot()
        return single(request, snapshot, items.event_item(_there(snapshot.event_by_key.get(name))))

    @made.get("/commitments/{name:path}", responses=answer(CommitmentTrail))
    def commitment(request: Request, name: Name) -> Response:
        """One row with its whole trail: every change with its rule, every piece of evidence with its report, the rulings on it."""
        snapshot = library.snapshot()
        row = _there(snapshot.row_by_id.get(name))
        named = {row.article, *(item.article for item in row.evidence)}
        trail = CommitmentTrail(
            reports={n: items.article_item(snapshot.by_id[n]) for n in sorted(named) if n in snapshot.by_id},
            rulings=tuple(r for r in snapshot.rulings if r.row == name),
            **msgspec.structs.asdict(items.commitment_item(row)),
        )
        return single(request, snapshot, trail)

    @made.get("/articles/{name:path}", responses=answer(ReadArticle))
    def article(request: Request, name: Name) -> Response:
        """All that was read out of one report, and its text."""
        snapshot = library.snapshot()
        reading, held = _there(snapshot.by_id.get(name)), snapshot.articles.get(name)
        return single(
            request, snapshot, ReadArticle(text=held.text if held else None, **msgspec.structs.asdict(reading))
        )

    @made.get("/incidents/{name:path}", responses=answer(IncidentItem))
    def incident(request: Request, name: Name) -> Response:
        """One happening with all its tellings, accounts and conflicts."""
        snapshot = library.snapshot()
        found = _there(next((one for one in grouped(snapshot, shelf) if one.id == name), None))
        return single(request, snapshot, items.incident_item(found))


def _there(found: Any) -> Any:
    if found is None:
        raise HTTPException(404)
    return found


def _week_before(day: str | None) -> str | None:
    try:
        return (date.fromisoformat((day or "")[:10]) - timedelta(days=7)).isoformat()
    except ValueError:
        return None
