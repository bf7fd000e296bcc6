"""The shape of ICEWS's coded events: 20 columns, tabs, a header, a row for each doer and target.

An event without a day, or without a CAMEO code, has no row.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from detente.imports.icews import COLUMNS
from detente.ledger.words import side_name
from detente.publish.exports.tabs import country_name, home, icews_sectors, number, write_rows
from detente.publish.exports.told import Told, Written
from detente.records import Actor


def write(events: Iterable[Told], out: IO[str]) -> Written:
    """The header and the rows."""
    out.write("\t".join(COLUMNS) + "\n")
    return write_rows(events, row, COLUMNS, out)


def row(one: Told, actor: Actor, recipient: Actor, n: int = 0) -> dict[str, object] | None:
    """One row by column; None for an event ICEWS has no place for."""
    event, place = one.event, one.event.place
    if one.day is None or event.cameo is None:
        return None
    made: dict[str, object] = {
        "Event ID": number(f"{one.name}/{n}"), "Event Date": one.day,
        "Event Text": event.type.capitalize() + (f" ({event.mode})" if event.mode else ""), "CAMEO Code": event.cameo,
        "Intensity": "" if event.goldstein is None else f"{event.goldstein:.1f}", "Story ID": number(one.reading.id),
        "Sentence Number": event.sentence + 1, "Publisher": one.reading.source,
    }  # fmt: skip
    if place is not None:
        land = country_name(place.country)
        made |= {"City": "" if place.name == land else place.name, "Country": land}
        if place.latitude is not None and place.longitude is not None:
            made |= {"Latitude": f"{place.latitude:g}", "Longitude": f"{place.longitude:g}"}
    return made | _side("Source", actor) | _side("Target", recipient)


def _side(side: str, actor: Actor) -> dict[str, object]:
    if actor.code == "---" and not actor.group and not actor.sector:
        return {}
    land = country_name(home(actor))
    sector = icews_sectors().get(actor.sector or "", "")
    return {f"{side} Name": _name(actor, land, sector), f"{side} Sectors": sector, f"{side} Country": land}


def _name(actor: Actor, land: str, sector: str) -> str:
    """As ICEWS names them: "Hezbollah", "Military (India)", "India"; persons by their names."""
    if actor.group or actor.name:
        return actor.group or actor.name or ""
    if sector and land and actor.sector not in (None, "GOV"):
        return f"{sector} ({land})"
    return land or side_name(actor)
