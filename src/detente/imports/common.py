"""What the formats share: countries, actors, places, events from codes."""

from __future__ import annotations

import csv
import functools
import tomllib
from importlib.resources import files
from typing import Any

import pycountry

from detente.actors import lookup
from detente.events.cameo import plover_type
from detente.events.frames import goldstein
from detente.imports.tables import Row, number, value
from detente.records import EVENT_TYPES, Actor, Event, EventType, Place
from detente.sources import stated

_DATA = files("detente.imports") / "data"
BODIES = frozenset({"IGO", "NGO", "MNC"})


class Leave(Exception):  # noqa: N818 (no error: a row that is left out, with its reason)
    """A row that is left out; its text is the reason as it is counted."""


@functools.cache
def tables() -> dict[str, Any]:
    """data/formats.toml."""
    return tomllib.loads((_DATA / "formats.toml").read_text(encoding="utf-8"))


@functools.cache
def fips() -> dict[str, str]:
    """FIPS 10-4 country codes, which GDELT's places have, to ISO 3166 alpha-3."""
    with (_DATA / "fips.csv").open(encoding="utf-8") as file:
        return {row["fips"]: row["iso"] for row in csv.DictReader(file)}


@functools.lru_cache(maxsize=4096)
def country(text: str | None) -> str | None:
    """ISO 3166 alpha-3 (Kosovo: XKX) of a code or an English name; None where there is none."""
    if not text:
        return None
    if len(text) == 3 and text.isupper():
        code = str(tables()["cameo_countries"].get(text, text))
        return code if code == "XKX" or pycountry.countries.get(alpha_3=code) else None
    named = named_actor(text)
    if named is not None and named.group is None and named.sector in {None, "GOV"} and len(named.code) == 3:
        return country(named.code)
    try:
        found = pycountry.countries.lookup(text)
    except LookupError:
        return None
    return str(found.alpha_3)


@functools.lru_cache(maxsize=16_384)
def named_actor(name: str | None) -> Actor | None:
    """Who a name in a table stands for, as our own tables of names have it, however it is capitalised."""
    if not name or len(name) > 120:
        return None
    return lookup(name) or lookup(name.title())


def cameo_type(code: str | None) -> EventType:
    """The PLOVER type of a CAMEO code; a row without one is left out."""
    if not code:
        raise Leave("no event code")
    found = plover_type(code)
    if found is None:
        raise Leave(f"an act that PLOVER has dropped (CAMEO {code[:2]})")
    return found


def named_type(text: str | None) -> EventType:
    """A PLOVER type by its name."""
    found = next((each for each in EVENT_TYPES if text and each == text.strip().upper()), None)
    if found is None:
        raise Leave("no event type of PLOVER")
    return found


def day(*texts: str | None) -> str:
    """The first of these that is a date; a row without one is left out."""
    found = next((known for text in texts if text and (known := stated.normal(text))), None)
    if found is None:
        raise Leave("no date that can be read")
    return found


def place(row: Row, name: str | None, code: str | None, latitude: str, longitude: str) -> Place | None:
    """The event's place; None where the table names none. Coordinates of 0, 0 or beyond the globe are none."""
    north, east = number(value(row, latitude)), number(value(row, longitude))
    on_globe = (
        north is not None
        and east is not None
        and -90 <= north <= 90
        and -180 <= east <= 180
        and (north, east) != (0, 0)
    )
    if not name and not on_globe:
        return None
    return Place(
        name=(name or "")[:200],
        country=code,
        latitude=north if on_globe else None,
        longitude=east if on_globe else None,
    )


def event(
    format_: str,
    type_: EventType,
    *,
    actors: tuple[Actor, ...],
    recipients: tuple[Actor, ...] = (),
    date: str,
    cameo: str | None = None,
    mode: str | None = None,
    where: Place | None = None,
    more: str = "",
    quote: str = "",
) -> Event:
    """One event; a row in which neither side is named is left out."""
    if not [a for a in (*actors, *recipients) if a.code != "---" or a.group or a.sector]:
        raise Leave("neither side is named")
    return Event(
        id="e1",
        type=type_,
        mode=mode,
        cameo=cameo,
        goldstein=goldstein(cameo),
        actors=actors,
        recipients=recipients,
        date=date,
        place=where,
        quote=quote,
        rule=f"imported/{format_}{more}",
    )
