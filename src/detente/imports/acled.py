"""ACLED: CSV, 31 columns. It tells what happened where between whom, and mostly not who did it to whom."""

from __future__ import annotations

import re

from detente.imports.common import Leave, country, day, event, named_actor, place, tables
from detente.imports.tables import Row, value
from detente.records import Actor, Casualty, Place, Reading

FORCES = {"Military": "MIL", "Police": "COP", "Government": "GOV", "Mutiny": "MIL"}
OF = re.compile(r"(Military|Police|Government|Mutiny)(?: Forces)? of (?:the )?(.+)")
YEARS = re.compile(r"\s*\((?:\d{4}\s*-\s*(?:\d{4})?)\)")
IN = re.compile(r"(.+?)\s*\(([^()]+)\)")
BOTH = "+assault/clash"
"""Added to the rule of what two sides did to one another, as the records have it for clashes."""


def reading(row: Row) -> Reading:
    """A row as a reading; raises `Leave`."""
    number = value(row, "event_id_cnty", "event_id_no_cnty", "data_id")
    kind = value(row, "sub_event_type")
    how = tables()["acled"].get(kind or "")
    if number is None:
        raise Leave("no event id")
    if how is None:
        raise Leave(f"no act of PLOVER ({kind or 'no sub_event_type'})")
    date = day(value(row, "event_date"))
    land = country(value(row, "country"))
    where = place(row, value(row, "location", "admin3", "admin2", "admin1"), land, "latitude", "longitude")
    one, other = _side(row, "1", land), _side(row, "2", land)
    if how.get("reversed"):
        one, other = other, one
    both = bool(how.get("both"))
    made = event(
        "acled",
        how["type"],
        actors=(*one, *other) if both else one,
        recipients=() if both else other,
        date=date,
        mode=how.get("mode"),
        where=where,
        more=BOTH if both and how["type"] == "ASSAULT" else "",
    )
    return Reading(
        id=f"acled-{number}",
        events=(made,),
        casualties=_killed(row, date, where),
        date=date,
        source=(value(row, "source") or "").split(";")[0].strip() or None,
    )


def _side(row: Row, side: str, land: str | None) -> tuple[Actor, ...]:
    """One side: "Military Forces of Sudan (2019-)", "Civilians (Sudan)", "RSF: Rapid Support Forces"."""
    name = value(row, f"actor{side}")
    if name is None:
        return ()
    kind = tables()["acled_actors"].get(value(row, f"inter{side}") or "") or None
    bare = YEARS.sub("", name).strip()
    forces = OF.match(bare)
    if forces and (home := country(forces[2].strip())):
        return (Actor(code=home, sector=FORCES[forces[1]]),)
    inside = IN.fullmatch(bare)
    home = country(inside[2].strip()) if inside else None
    bare = inside[1] if inside and home else bare
    named = next((n for part in (bare, *bare.split(": ")[::-1]) if (n := named_actor(part)) and n.group), None)
    if named is not None:
        return (Actor(code=named.code, sector=named.sector or kind, group=named.group),)
    if kind in {"REB", "UAF"} and not bare.startswith(("Unidentified", "Unnamed")):
        return (Actor(code=home or "---", sector=kind, group=bare),)
    return (Actor(code=home or land or "---", sector=kind),)


def _killed(row: Row, date: str, where: Place | None) -> tuple[Casualty, ...]:
    """The dead, as ACLED counts them; 0 is no record, for it stands for "none known" as well."""
    text = value(row, "fatalities") or ""
    if not text.isdecimal() or len(text) > 7 or int(text) == 0:
        return ()
    return (Casualty(kind="killed", low=int(text), high=int(text), date=date, place=where),)
