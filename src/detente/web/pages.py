"""The pages. Each is a function of a snapshot and the address, and can be read without JavaScript."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi import Query as Parameter
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from detente.ledger import Ruling
from detente.records import Commitment, Evidence, Reading
from detente.web import areas, choose, words, zones
from detente.web.ahead import framed
from detente.web.choose import Query as Asked
from detente.web.later import NotReady
from detente.web.library import EventRow, Library, Pair, Snapshot
from detente.web.marking import lit, marked
from detente.web.security import form_token, is_ours, with_token
from detente.web.templates import render
from detente.web.timeline import Window, timeline, window_of

MOST = 50  # rows of a list on a page
MOST_IN_BRIEF = 2_000  # reports
MOST_TEXTS = 200  # reports found by words, after which the search of their texts stops
AT_ONCE = 0.3  # seconds that a page waits for what can come after it


def asked(
    dyad: str | None = None,
    side: str | None = None,
    type: str | None = None,  # noqa: A002 (its name in the address)
    status: str | None = None,
    kind: str | None = None,
    state: str | None = None,
    since: str | None = None,
    until: str | None = None,
    q: str | None = None,
) -> Asked:
    """The filters of an address; empty ones are none."""
    return Asked(
        dyad=dyad or None, side=side or None, type=type or None, status=status or None, kind=kind or None,
        state=state or None, since=since or None, until=until or None, q=(q or "").strip() or None,
    ).checked()  # fmt: skip


Filters = Annotated[Asked, Depends(asked)]


def shown_window(
    first: Annotated[str | None, Parameter(alias="from", max_length=40)] = None,
    to: Annotated[str | None, Parameter(max_length=40)] = None,
) -> Window | None:
    """The stretch of time of a timeline; None for all of it."""
    try:
        return window_of(first, to)
    except (ValueError, OverflowError) as error:
        what = "from 2025-05-06 to 2025-05-12, or to the minute: from 2025-05-07T01:00 to 2025-05-07T06:00"
        raise choose.BadQuery("from, to", str(error)[:80], f"write {what}") from None


Shown = Annotated[Window | None, Depends(shown_window)]


def router(library: Library) -> APIRouter:
    """All pages."""
    made = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    _reading_pages(made, library)
    _ledger_pages(made, library)
    _article_pages(made, library)
    return made


def error_page(status: int, title: str, detail: str) -> str:
    """A page that says what was wrong."""
    return render("error.html", status=status, title=title, detail=detail, page="")


def waiting_page(what: str) -> str:
    """A page for the seconds in which something large is made; it asks again by itself."""
    return render("waiting.html", title="One moment", what=what, page="")


class Exhibit(NamedTuple):
    """A piece of evidence and the report it stands in."""

    item: Evidence
    reading: Reading | None


def _reading_pages(made: APIRouter, library: Library) -> None:
    @made.get("/")
    def home() -> str:
        snapshot = library.snapshot()
        return render("home.html", page="dyads", title="Dyads", s=snapshot, library=library, dyads=snapshot.dyads[:200])

    @made.get("/dyads/{one}/{other}")
    def dyad(one: str, other: str, query: Filters, window: Shown) -> str:
        snapshot = library.snapshot()
        pair = _pair(snapshot, one, other)
        return render("dyad.html", page="dyads", **dyad_view(snapshot, pair, query, window))

    @made.get("/dyads/{one}/{other}/timeline")
    def part(one: str, other: str, query: Filters, window: Shown) -> str:
        snapshot = library.snapshot()
        pair = _pair(snapshot, one, other)
        return render("timeline.html", **timeline_view(snapshot, pair, query, window))

    @made.get("/search")
    def search(query: Filters) -> str:
        snapshot = library.snapshot()
        found = search_view(snapshot, query) if query.words else {}
        return render(
            "search.html",
            page="search",
            title="Search",
            s=snapshot,
            query=query,
            found=found,
            most=MOST,
            most_texts=MOST_TEXTS,
            lit=lit,
        )

    @made.get("/map")
    def world(query: Filters, view: str = areas.HELD) -> str:
        snapshot = library.snapshot()
        return render("map.html", page="map", title="Map", **map_view(snapshot, query, view))

    @made.get("/map/areas.json")
    def disputed(view: str = areas.HELD) -> Response:
        return JSONResponse(areas.geojson(_view(view)), headers={"Cache-Control": "no-cache"})

    @made.get("/accuracy")
    def accuracy() -> str:
        snapshot = library.snapshot()
        days = Counter((r.date or "no date")[:10] for r in snapshot.readings)
        failed = [r for r in snapshot.readings if r.errors]
        return render(
            "accuracy.html", page="accuracy", title="Accuracy and coverage", s=snapshot, days=sorted(days.items()), failed=failed,
            publishers=snapshot.publishers.most_common(30),
        )  # fmt: skip

    @made.get("/brief")
    def brief(query: Filters) -> Response:
        return brief_response(library.snapshot(), query)


def _ledger_pages(made: APIRouter, library: Library) -> None:
    @made.get("/ledger")
    def ledger(request: Request, query: Filters, as_of: str | None = None, cursor: str | None = None) -> str:
        snapshot = library.snapshot()
        rows = choose.commitments(snapshot, query, _as_of(snapshot, as_of))
        chosen, following = choose.page(rows, lambda row: row.id, after=cursor, limit=MOST)
        part = "ledger_rows.html" if request.headers.get("hx-request") == "true" else "ledger.html"
        return render(
            part, page="ledger", title="Ledger", s=snapshot, query=query, rows=chosen, count=len(rows), as_of=as_of or "",
            states=Counter(row.state for row in rows), following=following, address=request.url,
        )  # fmt: skip

    @made.post("/ledger/rule")
    def rule(
        request: Request,
        row: Annotated[str, Form(max_length=300)],
        state: Annotated[str, Form(max_length=20)],
        because: Annotated[str, Form(max_length=2000)],
        token: Annotated[str, Form(max_length=100)],
        by: Annotated[str, Form(max_length=100)] = "",
    ) -> Response:
        if library.keep is None or not is_ours(request, token):
            raise HTTPException(403, "the form is too old or not ours: open the row again")
        if row not in library.snapshot().row_by_id or state not in choose.ALLOWED["state"] or not because.strip():
            raise HTTPException(400, "a ruling needs a row, a state and a reason")
        today = date.today().isoformat()
        library.rule(Ruling(row=row, state=state, because=because.strip(), by=by.strip() or None, made=today))  # type: ignore[arg-type]
        return RedirectResponse(f"/ledger/{row}", status_code=303)

    @made.post("/ledger/unrule")
    def unrule(
        request: Request,
        number: Annotated[int, Form(ge=0)],
        row: Annotated[str, Form(max_length=300)],
        token: Annotated[str, Form(max_length=100)],
    ) -> Response:
        if library.drop is None or not is_ours(request, token):
            raise HTTPException(403, "the form is too old or not ours: open the row again")
        rulings = library.snapshot().rulings
        if number >= len(rulings) or rulings[number].row != row:
            raise HTTPException(400, "there is no such ruling")
        library.unrule(number)
        return RedirectResponse(f"/ledger/{row}", status_code=303)

    @made.get("/ledger/{name:path}")
    def row(request: Request, name: str) -> Response:
        snapshot = library.snapshot()
        found = snapshot.row_by_id.get(name)
        if found is None:
            raise HTTPException(404)
        token = form_token(request)
        rulings = [(n, r) for n, r in enumerate(snapshot.rulings) if r.row == name]
        found_evidence = evidence(snapshot, found)
        page = render(
            "row.html", page="ledger", title=words.bargain(found.signal), s=snapshot, row=found, token=token, rulings=rulings,
            may_rule=library.keep is not None, pairs=sorted(snapshot.pairs_of[name]), evidence=found_evidence,
            accounts=accounts(found, found_evidence), article=snapshot.articles.get(found.article), behind=snapshot.is_behind,
            states=sorted(choose.ALLOWED["state"]),
        )  # fmt: skip
        return with_token(HTMLResponse(page), token, secure=request.url.scheme == "https")


def _article_pages(made: APIRouter, library: Library) -> None:
    @made.get("/articles")
    def articles(query: Filters, cursor: str | None = None) -> str:
        snapshot = library.snapshot()
        readings = [r for r in reversed(snapshot.readings) if _in_time(r, query)]
        chosen, following = choose.page(readings, lambda r: r.id, after=cursor, limit=MOST)
        return render(
            "articles.html",
            page="articles",
            title="Reports",
            s=snapshot,
            query=query,
            readings=chosen,
            count=len(readings),
            following=following,
        )

    @made.get("/articles/{name:path}")
    def article(name: str, record: Annotated[str | None, Parameter(max_length=40)] = None) -> str:
        snapshot = library.snapshot()
        reading = snapshot.by_id.get(name)
        if reading is None:
            raise HTTPException(404)
        text = snapshot.articles.get(name)
        return render(
            "article.html", page="articles", s=snapshot, reading=reading, article=text, title=reading.title or name, record=record,
            marked=marked(text, reading, record) if text else None, rows=[snapshot.row_by_id.get(f"{name}/{x.id}") for x in reading.signals],
        )  # fmt: skip

    @made.get("/zone")
    def zone(request: Request, zone: str | None = None, back: str = "/") -> Response:
        if zone is not None:
            return RedirectResponse(_own_page(back), status_code=303)
        came = request.headers.get("referer", "").split("://", 1)[-1]
        _, slash, path = came.partition("/")
        page = render(
            "zone.html",
            page="",
            title="Time zone",
            zones=zones.USUAL,
            all=sorted(zones.names()),
            back=_own_page(slash + path),
        )
        return HTMLResponse(page)


def _own_page(address: str) -> str:
    """An address on this site, without a zone of its own; "/" for any other."""
    parts = urlsplit(address)
    if (
        parts.scheme
        or parts.netloc
        or not address.startswith("/")
        or address.startswith(("//", "/\\"))
        or not address.isprintable()
    ):
        return "/"
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name not in ("zone", "back")])
    return urlunsplit(("", "", parts.path, query, ""))


def _pair(snapshot: Snapshot, one: str, other: str) -> Pair:
    if one == other or not {one, other} <= set(snapshot.names):
        raise HTTPException(404)
    return min(one, other), max(one, other)


def dyad_view(snapshot: Snapshot, pair: Pair, query: Asked, window: Window | None = None) -> dict[str, Any]:
    """What the page of a pair shows."""
    query = Asked(dyad="-".join(pair), since=query.since, until=query.until)
    events, rows = _between(snapshot, pair, query)
    ids = {r.id for r in rows}
    ledger = snapshot.ledger
    week = _week_before(next((line.last for line in snapshot.dyads if line.pair == pair), None))
    return {
        "title": words.pair_name(pair, snapshot), "events": events, "rows": rows, "s": snapshot,
        "move": next((m for m in ledger.moves if set(m.sides) == set(pair)), None),
        "meetings": [m for m in ledger.standing if {m.first, m.second} <= ids],
        "changed": [(r, c) for r in rows for c in r.history if week and (c.date or "") >= week],
        "lately": [e for e in events if week and e.when >= week], "week": week,
        **timeline_view(snapshot, pair, query, window),
    }  # fmt: skip


def timeline_view(snapshot: Snapshot, pair: Pair, query: Asked, window: Window | None = None) -> dict[str, Any]:
    """The timeline of a pair for a window; without its tension while that is worked out."""
    query = Asked(dyad="-".join(pair), since=query.since, until=query.until)
    events, rows = _between(snapshot, pair, query)
    try:
        course = snapshot.course(pair, patience=AT_ONCE)
    except NotReady:
        course = None
    picture = timeline(snapshot, pair, events, rows, window, course)
    return {"pair": pair, "query": query, "picture": picture, "course": course, "window": window}


def _between(snapshot: Snapshot, pair: Pair, query: Asked) -> tuple[list[EventRow], list[Commitment]]:
    rows = choose.commitments(snapshot, Asked(since=query.since, until=query.until), snapshot.rows_of.get(pair, ()))
    return choose.events(snapshot, query, happened=True), rows


def map_view(snapshot: Snapshot, query: Asked, view: str) -> dict[str, Any]:
    """Events with a place, and the disputed areas as the chosen viewpoint has them: those that matter here first."""
    rows = [r for r in choose.events(snapshot, query, happened=True) if r.event.place is not None]
    lying = {r.event.place.disputed for r in rows if r.event.place and r.event.place.disputed}
    pair = set(choose.pair_of(query.dyad, snapshot) or ()) if query.dyad else set()
    ours = [a for a in areas.areas() if lying & {a.name, *a.covers} or (pair and pair <= set(a.claims))]
    return {
        "s": snapshot, "query": query, "rows": rows[: 2 * MOST], "count": len(rows), "view": _view(view), "views": areas.views(),
        "close": areas.near(a.name for a in ours), "areas": ours, "others": [a for a in areas.areas() if a not in ours], "side": areas.side,
    }  # fmt: skip


def _view(text: str) -> str:
    if text.lower() not in areas.views():
        raise choose.BadQuery("view", f"no such viewpoint: {text[:40]}", "one of " + ", ".join(areas.views()))
    return text.lower()


def evidence(snapshot: Snapshot, row: Commitment) -> list[Exhibit]:
    """A row's evidence with the report each stands in."""
    return [Exhibit(item, snapshot.by_id.get(item.article)) for item in row.evidence]


def accounts(row: Commitment, found: Sequence[Exhibit]) -> list[tuple[str, list[Exhibit]]]:
    """Where the accounts of what came of a promise differ: by whose word it is, the reporters' own words first; else nothing."""
    about = [e for e in found if e.item.bears_on == "commitment"]
    differ = row.state == "contested" or any(e.item.supports == "contested" or "denies" in e.item.why for e in about)
    voices: dict[str, list[Exhibit]] = {}
    for each in about:
        voices.setdefault(", ".join(words.label(a) for a in each.item.said_by), []).append(each)
    return sorted(voices.items()) if differ and len(voices) > 1 else []


def search_view(snapshot: Snapshot, query: Asked) -> dict[str, Any]:
    """What holds all the words: pairs by the names of their sides, and the lists; each whole, for its length is told."""
    wanted = query.words
    named = [
        d
        for d in snapshot.dyads
        if all(w in f"{words.pair_name(d.pair, snapshot)} {' '.join(d.pair)}".casefold() for w in wanted)
    ]
    people = Counter(
        (actor.name, actor.role or "", actor.side)
        for row in snapshot.signals
        for actor in (row.signal.speaker,)
        if actor.name and all(w in f"{actor.name} {actor.role or ''}".casefold() for w in wanted)
    )
    return {
        "dyads": named, "people": people.most_common(), "rows": choose.commitments(snapshot, query),
        "signals": choose.signals(snapshot, query), "events": choose.events(snapshot, query, happened=True),
        "articles": search_articles(snapshot, query, MOST_TEXTS),
    }  # fmt: skip


def search_articles(snapshot: Snapshot, query: Asked, most: int | None = None) -> list[tuple[Reading, str]]:
    """The newest `most` reports (None: all) whose text holds all the words, with the words round the first of them."""
    found: list[tuple[Reading, str]] = []
    for reading in reversed(snapshot.readings):
        if len(found) == most:
            break
        if not _in_time(reading, query):
            continue
        article = snapshot.articles.get(reading.id)
        text = f"{reading.title or ''}. {article.text if article else ''}"
        folded = text.casefold()
        if all(word in folded for word in query.words):
            at = folded.find(query.words[0])
            found.append((reading, ("…" if at > 80 else "") + text[max(at - 80, 0) : at + 160].strip() + "…"))
    return found


def brief_response(snapshot: Snapshot, query: Asked) -> Response:
    """The printable brief, with the policy its own style needs; raises `NotReady` while a long one is being written."""
    key = ("brief", query.dyad, query.since, query.until)
    return framed(snapshot.asides.get(key, lambda: _brief(snapshot, query), "The brief is being written."))


def _brief(snapshot: Snapshot, query: Asked) -> str:
    from detente import publish

    readings = [r for r in snapshot.readings if _in_time(r, query)]
    if query.dyad:
        pair = choose.pair_of(query.dyad, snapshot)
        keys = {r.reading.id for r in snapshot.events_of.get(pair, ())} if pair else set()
        keys |= {r.reading.id for r in snapshot.signals if pair in r.pairs}
        readings = [r for r in readings if r.id in keys]
    if not readings:
        raise HTTPException(404, "no report fits")
    if len(readings) > MOST_IN_BRIEF:
        narrow = "name a pair (dyad=IND-PAK) or days (since, until)"
        raise choose.BadQuery(
            "brief", f"{len(readings):,} reports are more than anybody reads ({MOST_IN_BRIEF:,})", narrow
        )
    held = [snapshot.articles[r.id] for r in readings if r.id in snapshot.articles]
    return publish.html(publish.compose(readings, held))


def _as_of(snapshot: Snapshot, day: str | None) -> list[Commitment] | None:
    if not day:
        return None
    try:
        rows = snapshot.ledger_as_of(day).rows
    except ValueError:
        raise choose.BadQuery("as_of", f"not a day: {day[:40]}", "write 2025-05-10") from None
    return sorted(rows, key=lambda row: (row.first_said or "", row.id), reverse=True)


def _in_time(reading: Reading, query: Asked) -> bool:
    day = reading.date or ""
    return (not query.since or day >= query.since) and (not query.until or day <= query.until + "\x7f")


def _week_before(day: str | None) -> str | None:
    try:
        return (date.fromisoformat((day or "")[:10]) - timedelta(days=7)).isoformat()
    except ValueError:
        return None
