"""POLECAT: 40 columns, tabs; already PLOVER. Later files call the fifth column "Event Intensity"."""

from __future__ import annotations

from detente.imports.common import BODIES, Leave, country, day, event, named_actor, named_type, place
from detente.imports.tables import Row, value
from detente.records import Actor, Reading

_SIDE = (
    "{0} Name", "{0} Country", "{0} COW", "Primary {0} Sector", "{0} Sectors", "{0} Title", "{0} Name Raw", "Wikipedia {0} ID",
)  # fmt: skip
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity", "Quad Code", "Contexts",
    *(name.format("Actor") for name in _SIDE),
    *(name.format("Recipient") for name in _SIDE),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip


def reading(row: Row) -> Reading:
    """A row as a reading; raises `Leave`."""
    number = value(row, "Event ID")
    if number is None:
        raise Leave("no event id")
    type_ = named_type(value(row, "Event Type"))
    published = value(row, "Publication Date")
    date = day(value(row, "Event Date"), published)
    made = event(
        "polecat",
        type_,
        actors=_side(row, "Actor"),
        recipients=_side(row, "Recipient"),
        date=date,
        mode=(value(row, "Event Mode") or "").lower() or None,
        where=place(
            row,
            value(row, "City", "Placename", "District", "Province", "Country"),
            country(value(row, "Country")),
            "Latitude",
            "Longitude",
        ),
    )
    return Reading(
        id=f"polecat-{number}",
        events=(made,),
        date=day(published) if published else date,
        source=value(row, "Source"),
    )


def _side(row: Row, side: str) -> tuple[Actor, ...]:
    """The actors of a side; several are separated by semicolons, in each column alike."""
    names = _parts(row, f"{side} Name")
    homes = _parts(row, f"{side} Country")
    sectors = _parts(row, f"Primary {side} Sector") or _parts(row, f"{side} Sectors")
    titles = _parts(row, f"{side} Title")
    return tuple(
        _actor(_at(names, n), _at(homes, n), _at(sectors, n), _at(titles, n))
        for n in range(max(len(names), len(homes)))
    )


def _actor(name: str | None, home: str | None, sector: str | None, title: str | None) -> Actor:
    named = named_actor(name)
    if named is not None and named.group is not None:
        return Actor(code=named.code, sector=sector or named.sector, group=named.group)
    body = next((each for each in (home, sector) if each in BODIES), None)
    code = country(home) or (named.code if named is not None else None) or body or "---"
    return Actor(code=code, sector=None if sector in BODIES else sector, name=None if named else name, role=title)


def _parts(row: Row, column: str) -> list[str]:
    text = value(row, column)
    return [part for each in text.split(";") if (part := each.strip()) and part != "None"] if text else []


def _at(parts: list[str], index: int) -> str | None:
    """The part for the actor of that number; one part stands for all."""
    if len(parts) == 1:
        return parts[0]
    return parts[index] if index < len(parts) else None
