"""The shape of GDELT 2.0's event files: 61 columns, tabs, no header, a row for each doer and target.

What GDELT fills and we do not know is left empty: its tone, the places of the actors, codes of religions, of ethnic groups and of
districts. An event without a day, or without a CAMEO code, has no row.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from typing import IO, Final

from detente.imports.gdelt import COLUMNS
from detente.ledger.words import side_name
from detente.publish.exports.tabs import (
    BODIES,
    cameo_countries,
    cameo_roles,
    country_name,
    fips_codes,
    home,
    number,
    write_rows,
)
from detente.publish.exports.told import Told, Written
from detente.records import Actor, Place

QUADS: Final = ((5, 1), (8, 2), (13, 3), (20, 4))
"""GDELT's four classes by the last CAMEO root of each: words and deeds of cooperation, words and deeds of conflict."""


def write(events: Iterable[Told], out: IO[str]) -> Written:
    """The rows."""
    return write_rows(events, row, COLUMNS, out)


def row(one: Told, actor: Actor, recipient: Actor, n: int = 0) -> dict[str, object] | None:
    """One row by column; None for an event GDELT has no place for."""
    event, day = one.event, one.day
    if day is None or event.cameo is None:
        return None
    year, month, date = int(day[:4]), int(day[5:7]), int(day[8:10])
    added = one.published or one.report.ingested_at
    made: dict[str, object] = {
        "GLOBALEVENTID": number(f"{one.name}/{n}"), "SQLDATE": day.replace("-", ""), "MonthYear": f"{year}{month:02}",
        "Year": year, "FractionDate": f"{year + (month * 30 + date) / 365:.4f}",
        "IsRootEvent": "1" if event.sentence == 0 else "0", "EventCode": event.cameo, "EventBaseCode": event.cameo[:3],
        "EventRootCode": event.cameo[:2], "QuadClass": quad(event.cameo), "GoldsteinScale": _figure(event.goldstein),
        "NumMentions": "1", "NumSources": "1", "NumArticles": "1",
        "DATEADDED": added.astimezone(UTC).strftime("%Y%m%d%H%M%S"), "SOURCEURL": one.reading.url or "",
    }  # fmt: skip
    return made | _side("Actor1", actor) | _side("Actor2", recipient) | _place(event.place)


def quad(cameo: str) -> int:
    """GDELT's class of a CAMEO code, 1 to 4."""
    return next(number for last, number in QUADS if int(cameo[:2]) <= last)


def _side(side: str, actor: Actor) -> dict[str, object]:
    if actor.code == "---" and not actor.group and not actor.sector:
        return {}
    code = home(actor)
    theirs = cameo_countries().get(code, code) if code else ""
    role = cameo_roles().get(actor.sector or "", "") or (actor.code if actor.code in BODIES else "")
    name = (actor.group or country_name(code) or side_name(actor)).upper()
    return {
        f"{side}Code": f"{theirs}{role}" or actor.code, f"{side}Name": name, f"{side}CountryCode": theirs,
        f"{side}Type1Code": role,
    }  # fmt: skip


def _place(place: Place | None) -> dict[str, object]:
    if place is None:
        return {}
    land = country_name(place.country)
    whole = place.name == land
    return {
        "ActionGeo_Type": "1" if whole else "3" if place.country == "USA" else "4",
        "ActionGeo_FullName": place.name if whole or not land else f"{place.name}, {land}",
        "ActionGeo_CountryCode": fips_codes().get(place.country or "", ""),
        "ActionGeo_Lat": _figure(place.latitude), "ActionGeo_Long": _figure(place.longitude),
    }  # fmt: skip


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
