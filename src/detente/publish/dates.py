"""Dates for people."""

from __future__ import annotations

import re

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_MONTHS = "January February March April May June July August September October November December".split()


def readable(date: str) -> str:
    """ "2025-05-07T13:20+05:30" as "7 May 2025, 13:20 (UTC+05:30)"; with no more than is known."""
    day, _, clock = date.partition("T")
    year, *rest = day.split("-")
    if rest and rest[0].isdigit() and 1 <= int(rest[0]) <= 12:
        number = f"{int(rest[1])} " if len(rest) > 1 and rest[1].isdigit() else ""
        day = f"{number}{_MONTHS[int(rest[0]) - 1]} {year}"
    if not clock:
        return day
    zone = "UTC" if clock.endswith("Z") else f"UTC{clock[-6:]}" if clock[-6:-5] in ("+", "-") else ""
    return f"{day}, {clock[:5]}{f' ({zone})' if zone else ''}"


def humane(text: str) -> str:
    """A sentence with the dates in it made readable."""
    return _DAY.sub(lambda found: readable(found[0]), text)
