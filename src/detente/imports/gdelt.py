"""GDELT 2.0 event exports: 61 columns, tabs, no header."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from detente.imports.common import Leave, cameo_type, country, event, fips, named_actor, place, tables
from detente.imports.tables import Row, value
from detente.records import Actor, Reading

_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
_SIDE = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
)
COLUMNS = (
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{side}{name}" for side in "12" for name in _SIDE),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED",
    "SOURCEURL",
)


def reading(row: Row) -> Reading:
    """A row as a reading; raises `Leave`."""
    code = _code(row)
    made = event(
        "gdelt",
        cameo_type(code),
        actors=_side(row, "Actor1"),
        recipients=_side(row, "Actor2"),
        date=_day(value(row, "SQLDATE")),
        cameo=code,
        where=place(
            row,
            (value(row, "ActionGeo_FullName") or "").split(",")[0] or None,
            fips().get(value(row, "ActionGeo_CountryCode") or ""),
            "ActionGeo_Lat",
            "ActionGeo_Long",
        ),
    )
    url = value(row, "SOURCEURL")
    url = url if url and url.startswith(("http://", "https://")) else None
    return Reading(
        id=f"gdelt-{_id(row)}",
        events=(made,),
        date=_added(value(row, "DATEADDED")),
        url=url,
        source=(urlsplit(url).hostname or "").removeprefix("www.") or None if url else None,
    )


def _id(row: Row) -> str:
    found = value(row, "GLOBALEVENTID")
    if not found or not found.isdecimal():
        raise Leave("no event id")
    return found


def _code(row: Row) -> str | None:
    """The event code, with the leading zero that spreadsheets take off put back."""
    code, root = value(row, "EventCode"), value(row, "EventRootCode")
    if code and root and code.isdecimal() and len(root.zfill(2)) == 2 and not code.startswith(root.zfill(2)):
        code = "0" + code
    return code


def _side(row: Row, side: str) -> tuple[Actor, ...]:
    """One side, none if the row names none. A known group or body by its name, else country and role."""
    if not value(row, f"{side}Code", f"{side}Name"):
        return ()
    home = country(value(row, f"{side}CountryCode"))
    role = value(row, f"{side}Type1Code")
    sector = tables()["cameo_roles"].get(role or "")
    named = named_actor(value(row, f"{side}Name"))
    if named is not None and named.group is not None and (home is None or named.code in {home, "IGO"}):
        return (Actor(code=named.code, sector=sector or named.sector, group=named.group),)
    if home is None and role in {"IGO", "NGO", "MNC"}:
        return (Actor(code=role, sector=None),)
    return (Actor(code=home or "---", sector=sector),)


def _day(text: str | None) -> str:
    match = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text or "", re.ASCII)
    if not match or not 1 <= int(match[2]) <= 12 or not 1 <= int(match[3]) <= 31:
        raise Leave("no date that can be read")
    return "-".join(match.groups())


def _added(text: str | None) -> str | None:
    """When GDELT took the report in, UTC: the nearest it tells of its publication."""
    match = re.fullmatch(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})\d{2}", text or "", re.ASCII)
    return f"{match[1]}-{match[2]}-{match[3]}T{match[4]}:{match[5]}Z" if match else None
