"""Disputed areas for the map: who administers, who claims, and how each capital or the United Nations draws them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from detente.ledger.words import country
from detente.records import Record

HELD = "held"
UN = "un"


class Area(Record, frozen=True, kw_only=True):
    """An entry of data/disputed.toml, whose head says what each field means. One of `outline`, `point`, `line`, `shape` is given."""

    id: str
    name: str
    held: str
    claims: dict[str, str]
    un: str
    un_says: str
    sources: tuple[str, ...]
    also: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    outline: tuple[tuple[float, float], ...] = ()
    line: tuple[tuple[float, float], ...] = ()
    point: tuple[float, float] | None = None
    shape: str | None = None
    part: int | None = None

    def drawn_as(self, view: str) -> str | None:
        """The code of the side it is drawn as in a view; None where the view leaves it open."""
        if view == UN:
            return self.un or None
        return view.upper() if view.upper() in self.claims else None

    def in_view(self, view: str) -> str:
        """What the view says of it, in words."""
        if view == HELD:
            return self.held
        if view == UN:
            return self.un_says
        says = self.claims.get(view.upper())
        return f"{side(view.upper())}: {says}" if says else f"{side(view.upper())} makes no claim of its own here."


@cache
def areas() -> tuple[Area, ...]:
    """All of them, in the order of the file."""
    return tuple(msgspec.convert(entry, Area) for entry in _data()["area"])


@cache
def views() -> dict[str, str]:
    """The viewpoints by the word in the address: "held", "un", and a code for each country that claims something."""
    codes = sorted({code for area in areas() for code in area.claims if code not in _data()["sides"]}, key=side)
    return {HELD: "As held on the ground", UN: "United Nations", **{code.lower(): side(code) for code in codes}}


def near(names: Iterable[str]) -> list[str]:
    """The viewpoints that matter where places lie in disputed areas of these names, or where these codes are the sides."""
    wanted = set(names)
    codes = {c for area in areas() for c in area.claims if c in wanted or wanted & {*area.covers, area.name}}
    return [view for view in views() if view.upper() in codes]


def side(code: str) -> str:
    """The name of a claimant."""
    return str(_data()["sides"].get(code) or country(code))


def geojson(view: str) -> dict[str, Any]:
    """The areas as GeoJSON features; those that the base map draws already have no geometry but its `shape`."""
    return {"type": "FeatureCollection", "view": view, "features": [_feature(area, view) for area in areas()]}


def _feature(area: Area, view: str) -> dict[str, Any]:
    drawn = area.drawn_as(view)
    told = {
        "id": area.id, "name": area.name, "held": area.held, "claims": {side(c): says for c, says in area.claims.items()},
        "drawn_as": side(drawn) if drawn else None, "in_view": area.in_view(view), "shape": area.shape, "part": area.part,
        "sources": list(area.sources),
    }  # fmt: skip
    return {"type": "Feature", "id": area.id, "geometry": _geometry(area), "properties": told}


def _geometry(area: Area) -> dict[str, Any] | None:
    if area.outline:
        return {"type": "Polygon", "coordinates": [_clockwise(area.outline)]}
    if area.line:
        return {"type": "LineString", "coordinates": area.line}
    return {"type": "Point", "coordinates": area.point} if area.point else None


def _clockwise(ring: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    """Closed, and wound as d3 wants it: clockwise seen from above, or it would fill the rest of the globe."""
    twice = sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True))
    turned = ring if twice > 0 else ring[::-1]
    return [*turned, turned[0]]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("detente.web").joinpath("data", "disputed.toml").read_text("utf-8"))
