"""The measures of a pair, what-if and forecast as pages of the site: the same self-contained pages that the commands write.

They take seconds to draw, so the last few are kept, and a reader who waits is told; a new snapshot is another key.
"""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import HTMLResponse

from detente.web.choose import BadQuery
from detente.web.later import Later
from detente.web.library import Library, Pair, Snapshot

KEPT = 32
MOST_WEEKS = 26
MEASURED = "The measures of this pair are being worked out."
FORECAST = "The forecast is being worked out, and how such forecasts have done."
WHAT_IF = "The projection is being worked out."


def router(library: Library) -> APIRouter:
    """/dyads/A/B/measures, /what-if and /forecast."""
    made = APIRouter(include_in_schema=False)
    shelf = Later(KEPT)

    @made.get("/dyads/{one}/{other}/measures")
    def measures(one: str, other: str) -> Response:
        snapshot, pair = _found(library, one, other)
        return framed(shelf.get((snapshot.version, "measures", pair), lambda: _measures(snapshot, pair), MEASURED))

    @made.get("/dyads/{one}/{other}/forecast")
    def forecast(one: str, other: str, weeks: int = 4) -> Response:
        snapshot, pair = _found(library, one, other)
        weeks = min(max(weeks, 1), MOST_WEEKS)
        return framed(
            shelf.get((snapshot.version, "forecast", pair, weeks), lambda: _forecast(snapshot, pair, weeks), FORECAST)
        )

    @made.get("/dyads/{one}/{other}/what-if")
    def what_if(one: str, other: str, path: str, weeks: int = 4) -> Response:
        snapshot, pair = _found(library, one, other)
        weeks = min(max(weeks, 1), MOST_WEEKS)
        key = (snapshot.version, "what-if", pair, path[:200], weeks)
        return framed(shelf.get(key, lambda: _what_if(snapshot, pair, path[:200], weeks), WHAT_IF))

    return made


def framed(page: str) -> HTMLResponse:
    """A self-contained page under the policy that it states itself, for the digest of its own style."""
    policy = page.split('Content-Security-Policy" content="', 1)[1].split('"', 1)[0]
    return HTMLResponse(page, headers={"Content-Security-Policy": policy.replace("&#39;", "'")})


def _found(library: Library, one: str, other: str) -> tuple[Snapshot, Pair]:
    snapshot = library.snapshot()
    if one == other or not {one, other} <= set(snapshot.names):
        raise HTTPException(404)
    return snapshot, (one, other)


def _measures(snapshot: Snapshot, pair: Pair) -> str:
    from detente.publish import dyad_page
    from detente.publish.dyad import compose_dyad

    return dyad_page.render(
        compose_dyad(snapshot.series(pair), readings=snapshot.readings, ledger=snapshot.ledger, seed=0)
    )


def _forecast(snapshot: Snapshot, pair: Pair, weeks: int) -> str:
    from detente.dynamics.forecast import forecast
    from detente.publish import ahead_page

    return ahead_page.forecast_html(forecast(snapshot.series(pair), weeks=weeks))


def _what_if(snapshot: Snapshot, pair: Pair, words: str, weeks: int) -> str:
    from detente.dynamics.scenario import ScenarioError, parse
    from detente.dynamics.what_if import what_if
    from detente.publish import ahead_page

    try:
        scenario = parse(words, pair)
        found = what_if(snapshot.series(pair), scenario, weeks=weeks, ledger=snapshot.ledger, belief=None, seed=0)
    except ScenarioError as error:
        raise BadQuery("path", error.what, error.remedy) from None
    return ahead_page.what_if_html(found)
