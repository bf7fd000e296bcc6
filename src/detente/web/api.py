"""The API, /api/v1: everything the pages show, as JSON, CSV or GeoJSON, by pages, with ETags."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, HTTPException, Query, Request, Response

from detente.publish.harmless import one_line
from detente.publish.rows import as_csv
from detente.records import Commitment, Record
from detente.web import choose, words
from detente.web.choose import BadQuery
from detente.web.library import EventRow, Library, SignalRow, Snapshot
from detente.web.pages import Filters, search_articles
from detente.web.schemas import ANSWERS, answer

MOST = 1000
Form = Literal["json", "csv", "geojson"]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows of a page.")]
Cursor = Annotated[str | None, Query(max_length=600, description="The `next` of the page before.")]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def router(library: Library) -> APIRouter:
    """All endpoints."""
    made = APIRouter(prefix="/api/v1", tags=["v1"], responses=ANSWERS)
    _lists(made, library)
    _records(made, library)
    return made


def _lists(made: APIRouter, library: Library) -> None:
    @made.get("/events", responses=answer("EventPage"))
    @made.get("/events.{form}", responses=answer("EventPage"), name="events in a form")
    def events(
        request: Request, query: Filters, form: Form = "json", limit: Limit = 100, cursor: Cursor = None
    ) -> Response:
        """Who did what to whom, with its status; the newest first."""
        snapshot = library.snapshot()
        rows = choose.events(snapshot, query)
        return _listed(request, snapshot, rows, lambda r: r.key, event_object, EVENT_COLUMNS, form, limit, cursor)

    @made.get("/signals", responses=answer("SignalPage"))
    @made.get("/signals.{form}", responses=answer("SignalPage"), name="signals in a form")
    def signals(
        request: Request, query: Filters, form: Form = "json", limit: Limit = 100, cursor: Cursor = None
    ) -> Response:
        """Offers, threats, pledges, demands, denials, refusals, accusations, acceptances; the newest first."""
        snapshot = library.snapshot()
        rows = choose.signals(snapshot, query)
        return _listed(request, snapshot, rows, lambda r: r.key, signal_object, SIGNAL_COLUMNS, form, limit, cursor)

    @made.get("/commitments", responses=answer("CommitmentPage"))
    @made.get("/commitments.{form}", responses=answer("CommitmentPage"), name="commitments in a form")
    def commitments(
        request: Request,
        query: Filters,
        as_of: str | None = None,
        form: Form = "json",
        limit: Limit = 100,
        cursor: Cursor = None,
    ) -> Response:
        """The ledger's rows with their state, evidence and history; the newest first. `as_of`: what was known on that day."""
        snapshot = library.snapshot()
        rows = choose.commitments(snapshot, query, ledger_rows(snapshot, as_of))
        if form == "csv":
            return _tagged(request, snapshot, as_csv(rows), "text/csv; charset=utf-8")
        return _listed(request, snapshot, rows, lambda r: r.id, commitment_object, (), form, limit, cursor)

    @made.get("/articles", responses=answer("ArticlePage"))
    def articles(request: Request, query: Filters, limit: Limit = 100, cursor: Cursor = None) -> Response:
        """The reports, the newest first; with `q` those whose text holds the words."""
        snapshot = library.snapshot()
        readings = [r for r, _ in search_articles(snapshot, query)] if query.q else list(reversed(snapshot.readings))
        readings = [r for r in readings if not query.since or (r.date or "") >= query.since]
        readings = [r for r in readings if not query.until or (r.date or "") <= query.until + "\x7f"]
        return _listed(request, snapshot, readings, lambda r: r.id, article_object, (), "json", limit, cursor)

    @made.get("/dyads", responses=answer("DyadPage"))
    def dyads(request: Request, limit: Limit = 100, cursor: Cursor = None) -> Response:
        """Pairs of sides, the fullest first."""
        snapshot = library.snapshot()
        return _listed(
            request,
            snapshot,
            snapshot.dyads,
            lambda d: "-".join(d.pair),
            lambda d: dyad_object(d, snapshot),
            (),
            "json",
            limit,
            cursor,
        )


def _records(made: APIRouter, library: Library) -> None:
    @made.get("/dyads/{one}/{other}", responses=answer("Dyad"))
    def dyad(request: Request, one: str, other: str) -> Response:
        """Whose move it is between two sides, the offers that meet, and counts."""
        snapshot = library.snapshot()
        line = next((d for d in snapshot.dyads if set(d.pair) == {one, other}), None)
        if line is None:
            raise HTTPException(404)
        ids = {r.id for r in snapshot.rows if line.pair in snapshot.pairs_of[r.id]}
        found = dyad_object(line, snapshot)
        found["move"] = next((_plain(m) for m in snapshot.ledger.moves if set(m.sides) == {one, other}), None)
        found["standing"] = [_plain(m) for m in snapshot.ledger.standing if {m.first, m.second} <= ids]
        return _json(request, snapshot, found)

    @made.get("/commitments/{name:path}", responses=answer("CommitmentRow"))
    def commitment(request: Request, name: str) -> Response:
        """One row with its whole trail."""
        snapshot = library.snapshot()
        row = snapshot.ledger.row(name)
        if row is None:
            raise HTTPException(404)
        return _json(request, snapshot, commitment_object(row))

    @made.get("/articles/{name:path}", responses=answer("Reading"))
    def article(request: Request, name: str) -> Response:
        """All that was read out of one report, and its text."""
        snapshot = library.snapshot()
        reading = snapshot.by_id.get(name)
        if reading is None:
            raise HTTPException(404)
        text = snapshot.articles.get(name)
        return _json(request, snapshot, {**_plain(reading), "text": text.text if text else None})

    @made.get("/status", responses=answer("Status"))
    def status(request: Request) -> Response:
        """How much is here, and up to which day."""
        snapshot = library.snapshot()
        found = {
            "articles": len(snapshot.readings), "events": len(snapshot.events), "signals": len(snapshot.signals),
            "commitments": len(snapshot.ledger.rows), "known_to": snapshot.ledger.known_to, "version": snapshot.version,
        }  # fmt: skip
        return _json(request, snapshot, found)


def ledger_rows(snapshot: Snapshot, as_of: str | None) -> Sequence[Commitment] | None:
    """The rows known on a day, None for all."""
    if not as_of:
        return None
    try:
        return sorted(snapshot.ledger_as_of(as_of).rows, key=lambda r: (r.first_said or "", r.id), reverse=True)
    except ValueError:
        raise BadQuery("as_of", f"not a day: {as_of[:40]}", "write 2025-05-10") from None


def event_object(row: EventRow) -> dict[str, Any]:
    """An event as the API gives it: the record, its report and its words."""
    event = row.event
    return {
        "key": row.key,
        "article": row.reading.id,
        "published": row.reading.date,
        "phrase": words.event_words(row),
        **_plain(event),
    }


def signal_object(row: SignalRow) -> dict[str, Any]:
    """A signal as the API gives it."""
    return {
        "key": row.key,
        "article": row.reading.id,
        "published": row.reading.date,
        "phrase": words.bargain(row.signal),
        **_plain(row.signal),
    }


def commitment_object(row: Commitment) -> dict[str, Any]:
    """A ledger row as the API gives it."""
    return {"phrase": words.bargain(row.signal), "state_in_words": words.state(row), **_plain(row)}


def article_object(reading: Any) -> dict[str, Any]:
    """A report without what was read out of it."""
    return {
        "id": reading.id, "date": reading.date, "title": reading.title, "url": reading.url, "source": reading.source,
        "events": len(reading.events), "signals": len(reading.signals), "errors": len(reading.errors),
    }  # fmt: skip


def dyad_object(line: Any, snapshot: Snapshot) -> dict[str, Any]:
    """A pair with its counts."""
    return {
        "sides": list(line.pair), "names": words.pair_name(line.pair, snapshot), "events": line.events,
        "commitments": line.commitments, "open": line.open, "last": line.last,
    }  # fmt: skip


EVENT_COLUMNS = (
    "key",
    "date",
    "published",
    "type",
    "mode",
    "cameo",
    "goldstein",
    "actors",
    "recipients",
    "status",
    "background",
    "place",
    "phrase",
    "quote",
    "article",
)
SIGNAL_COLUMNS = (
    "key",
    "date",
    "published",
    "kind",
    "speaker",
    "addressees",
    "deadline",
    "firm",
    "phrase",
    "quote",
    "article",
)


def _listed(
    request: Request,
    snapshot: Snapshot,
    rows: Sequence[Any],
    key: Callable[[Any], str],
    shown: Callable[[Any], dict[str, Any]],
    columns: tuple[str, ...],
    form: Form,
    limit: int,
    cursor: str | None,
) -> Response:
    """A page of rows in the form asked for; CSV and GeoJSON hold all rows that fit."""
    if form == "json" and columns and "text/csv" in request.headers.get("accept", ""):
        form = "csv"
    if form == "csv":
        if not columns:
            raise BadQuery("form", "there is no CSV of this", "ask for JSON")
        return _tagged(request, snapshot, _csv(map(shown, rows), columns), "text/csv; charset=utf-8")
    if form == "geojson":
        return _geojson(request, snapshot, [shown(r) for r in rows])
    chosen, following = choose.page(rows, key, after=cursor, limit=limit)
    return _json(request, snapshot, {"total": len(rows), "next": following, "rows": [shown(r) for r in chosen]})


def _csv(rows: Any, columns: tuple[str, ...]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = [_cell(row.get(name)) for name in columns]
        writer.writerow([f"'{c}" if c.startswith(_FORMULA) and not _is_number(c) else c for c in cells])
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return str(value.get("group") or value.get("name") or value.get("code") or "")
    if isinstance(value, list):
        return "; ".join(_cell(v.get("group") or v.get("code") if isinstance(v, Mapping) else v) for v in value)
    return one_line(str(value))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _geojson(request: Request, snapshot: Snapshot, rows: list[dict[str, Any]]) -> Response:
    features = []
    for row in rows:
        place = row.get("place") or {}
        if place.get("longitude") is None:
            continue
        geometry = {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]}
        features.append(
            {"type": "Feature", "geometry": geometry, "properties": {k: v for k, v in row.items() if k != "clause"}}
        )
    body = msgspec.json.encode({"type": "FeatureCollection", "features": features}).decode()
    return _tagged(request, snapshot, body, "application/geo+json")


def _plain(record: Record) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(record)
    return found


def _json(request: Request, snapshot: Snapshot, body: Mapping[str, Any]) -> Response:
    return _tagged(request, snapshot, msgspec.json.encode(body).decode(), "application/json")


def _tagged(request: Request, snapshot: Snapshot, body: str, kind: str) -> Response:
    """With an ETag of the snapshot: an unchanged page costs the other side nothing."""
    tag = f'W/"{snapshot.version}"'
    if tag in [t.strip() for t in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers={"ETag": tag, "Vary": "Accept"})
    return Response(body, media_type=kind, headers={"ETag": tag, "Vary": "Accept", "Cache-Control": "no-cache"})
