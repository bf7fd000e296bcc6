"""The measures of a pair, forecasts and what-if, with the warnings and the records that belong to them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response

from detente.web.ahead import FORECAST, MEASURED, WHAT_IF
from detente.web.api.asked import One, Other, Weeks
from detente.web.api.describe import later
from detente.web.api.forms import single
from detente.web.choose import BadQuery
from detente.web.later import Later
from detente.web.library import Library, Pair, Snapshot

Scenario = Annotated[
    str, Query(max_length=200, description="The path held, as `detente what-if --if` reads it.", examples=["IND halts"])
]


def add_ahead(made: APIRouter, library: Library, shelf: Later) -> None:
    """They take seconds to work out, so that each is kept as long as nothing comes in."""

    def found(one: str, other: str) -> tuple[Snapshot, Pair]:
        snapshot = library.snapshot()
        if one == other or not {one, other} <= set(snapshot.names):
            raise HTTPException(404)
        return snapshot, (one, other)

    @made.get("/dyads/{one}/{other}/measures", responses=later("DyadPage"))
    def measures(request: Request, one: One, other: Other) -> Response:
        """All of `detente dyad`: tension, the series, turning points, who answers whom, the sides' words; with what it rests on."""
        from detente.publish.dyad import compose_dyad

        snapshot, pair = found(one, other)
        page = shelf.get(
            (snapshot.version, "measures", pair),
            lambda: compose_dyad(snapshot.series(pair), readings=snapshot.readings, ledger=snapshot.ledger, seed=0),
            MEASURED,
        )
        return single(request, snapshot, page)

    @made.get("/dyads/{one}/{other}/forecast", responses=later("Forecast", many=True))
    def forecast(request: Request, one: One, other: Other, weeks: Weeks = 4) -> Response:
        """The coming weeks of each direction, with how good such forecasts were."""
        from detente.dynamics.forecast import forecast as ahead

        snapshot, pair = found(one, other)
        key = (snapshot.version, "forecast", pair, weeks)
        return single(request, snapshot, shelf.get(key, lambda: ahead(snapshot.series(pair), weeks=weeks), FORECAST))

    @made.get("/dyads/{one}/{other}/what-if", responses=later("WhatIf"))
    def what_if(request: Request, one: One, other: Other, path: Scenario, weeks: Weeks = 4) -> Response:
        """What the other side may do while one side's path is held; not a forecast, and it says why."""
        from detente.dynamics.scenario import ScenarioError, parse
        from detente.dynamics.what_if import WhatIf
        from detente.dynamics.what_if import what_if as held

        snapshot, pair = found(one, other)

        def make() -> WhatIf:
            scenario = parse(path, pair)
            return held(snapshot.series(pair), scenario, weeks=weeks, ledger=snapshot.ledger, belief=None, seed=0)

        try:
            return single(request, snapshot, shelf.get((snapshot.version, "what-if", pair, path, weeks), make, WHAT_IF))
        except ScenarioError as error:
            raise BadQuery("path", error.what, error.remedy) from None
