"""ICEWS coded events: 20 columns, tabs."""

from __future__ import annotations

from detente.imports.common import Leave, cameo_type, country, day, event, named_actor, place, tables
from detente.imports.tables import Row, value
from detente.records import Actor, Reading

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
    "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def reading(row: Row) -> Reading:
    """A row as a reading; raises `Leave`."""
    number = value(row, "Event ID")
    if number is None:
        raise Leave("no event id")
    code = value(row, "CAMEO Code")
    type_ = cameo_type(code)
    date = day(value(row, "Event Date"))
    name = value(row, "City", "District", "Province", "Country")
    made = event(
        "icews",
        type_,
        actors=_side(row, "Source"),
        recipients=_side(row, "Target"),
        date=date,
        cameo=code,
        where=place(row, name, country(value(row, "Country")), "Latitude", "Longitude"),
    )
    return Reading(id=f"icews-{number}", events=(made,), date=date, source=value(row, "Publisher"))


def _side(row: Row, side: str) -> tuple[Actor, ...]:
    name = value(row, f"{side} Name")
    if name is None:
        return ()
    home = country(value(row, f"{side} Country"))
    sector = _sector(value(row, f"{side} Sectors") or "")
    named = named_actor(name.split(" (")[0])
    if named is not None and named.group is not None:
        return (Actor(code=named.code, sector=named.sector or sector, group=named.group),)
    person = None if named is not None or "(" in name else name
    return (Actor(code=home or "---", sector=sector, name=person),)


def _sector(text: str) -> str | None:
    """The most telling of the sectors named: the table's order decides, not the row's."""
    given = {each.strip().casefold() for each in text.split(",")}
    return next((code for name, code in tables()["icews_sectors"].items() if name.casefold() in given), None)
