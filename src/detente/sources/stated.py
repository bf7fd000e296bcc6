"""Publication dates that a page or text states, as ISO 8601 with as much as it says: never guessed, never today's.

Where a page says it in several places the first of these counts: its structured data (JSON-LD), its metadata, the
`time` element of its heading, the line under its headline, a dateline with a year. A date that only the address
carries (/2025/05/07/) or that only says "updated" comes last and is marked so in `Stated.place`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1800, 2199

MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct|"
        "november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
# Hours from UTC of the abbreviations newsrooms write. IST is read as India's; of Israel's and Ireland's papers, and of
# the other letters that mean two things (CST, AST), only the day is kept.
ZONES = {
    "UTC": 0.0, "GMT": 0.0, "Z": 0.0, "WET": 0.0, "BST": 1.0, "CET": 1.0, "WAT": 1.0, "CEST": 2.0, "EET": 2.0, "CAT": 2.0,
    "SAST": 2.0, "EEST": 3.0, "MSK": 3.0, "EAT": 3.0, "TRT": 3.0, "IRST": 3.5, "GST": 4.0, "AFT": 4.5, "PKT": 5.0,
    "IST": 5.5, "NPT": 5.75, "WIB": 7.0, "HKT": 8.0, "SGT": 8.0, "MYT": 8.0, "JST": 9.0, "KST": 9.0, "AEST": 10.0,
    "AEDT": 11.0, "NZST": 12.0, "NZDT": 13.0, "EDT": -4.0, "EST": -5.0, "CDT": -5.0, "MDT": -6.0, "MST": -7.0, "PDT": -7.0,
}  # fmt: skip
AREAS = {"ET": "America/New_York", "CT": "America/Chicago", "PT": "America/Los_Angeles"}  # summer or winter by the date

_MONTH = "(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_CLOCK = r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::\d{2})?)?\s{0,2}(?P<half>(?i:[ap]\.?m\b\.?))?(?:\s{0,2}\(?(?P<zone>[A-Z]{1,4}\b|[+-]\d{2}:?\d{2})\)?(?:\s?(?P<offset>[+-]\d{1,2}:?\d{2}))?)?"
_AT = r"(?:\s{0,3}(?:,|at|[|·•@–—/-])){0,2}\s{0,3}"
ENGLISH = re.compile(
    rf"\b{_MONTH}\.?\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<year>\d{{4}})\b", re.IGNORECASE
)
BRITISH = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s.,-]{{1,3}}(?:of\s)?{_MONTH}[\s.,-]{{1,3}}(?P<year>\d{{4}})\b",
    re.IGNORECASE,
)
NUMBERS = re.compile(r"\b(?P<year>\d{4})[-/.](?P<month>\d{2})[-/.](?P<day>\d{2})\b")
SLASHES = re.compile(r"\b(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4})\b")
CLOCK_AFTER = re.compile(_AT + _CLOCK)
CLOCK_BEFORE = re.compile(
    _CLOCK + r"[\s,|·•–—-]{0,4}(?:on\s)?(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s{1,2})?$"
)
UPDATED = re.compile(r"\b(?:last\s+)?(?:updated?|modified|edited|revised)\b[^.]{0,12}$", re.IGNORECASE)
ISO = re.compile(
    r"\d{4}(?:-\d{2}(?:-\d{2}(?:[T ]\d{2}(?::?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?)?\s?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?|\d{8}(?:T\d{4,6}Z?)?",
    re.ASCII,
)
IN_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d{2})[/-](?P<month>\d{2}|[a-z]{3})[/-](?P<day>\d{1,2})(?:[/-]|$)")
IN_ADDRESS_SHORT = re.compile(r"(?<!\d)(?P<year>20\d{2})-?(?P<month>0[1-9]|1[0-2])-?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A date with where it was found: "structured data", "metadata", "time element", "byline", "dateline", "updated", "address"."""

    value: str
    place: str

    @property
    def precise(self) -> bool:
        """Whether it has the time of day."""
        return "T" in self.value


def normal(text: str, *, host: str = "") -> str | None:
    """A date as ISO 8601 with as much as it says, or None if it is no date or could mean two.

    Reads ISO 8601, the dates of mail headers, seconds or milliseconds since 1970 and English dates in words; of
    "07/05/2025" the order is unknown, so None, while "25/05/2025" is the 25th. Seconds of 0 are left out.
    """
    text = text.strip()
    if len(text) > 100:
        return None
    if ISO.fullmatch(text):
        return _iso(text)
    if re.fullmatch(r"\d{10}|\d{13}", text, re.ASCII):
        return _shown(datetime.fromtimestamp(int(text[:10]), tz=UTC))
    if re.match(r"[A-Za-z]{3},? \d{1,2} [A-Za-z]{3} \d{4} \d", text):
        return _mail(text)
    found = next(in_words(text, host=host), None)
    return found[0] if found else None


def in_words(text: str, *, host: str = "") -> Iterator[tuple[str, int, int, bool]]:
    """Dates written out in a line, in order: (ISO date, start, end, whether it is called an update)."""
    matches = [match for pattern in (ENGLISH, BRITISH, NUMBERS, SLASHES) for match in pattern.finditer(text)]
    end = 0
    for match in sorted(matches, key=lambda m: (m.start(), -m.end())):
        day = _day(match)
        if day is None or match.start() < end:
            continue
        clock = _clock_near(text, match)
        value = day.isoformat() if clock is None else _with_clock(day, clock, host)
        end = max(match.end(), clock.end() if clock else 0)
        yield value, match.start(), end, bool(UPDATED.search(text[max(0, match.start() - 60) : match.start()]))


def in_address(url: str) -> str | None:
    """The day that an address carries in its path: /2025/05/07/, /2025/may/07/, story-20250507."""
    path = re.sub(r"^[a-z]+://[^/]*|[?#].*$", "", url.lower())
    match = IN_ADDRESS.search(path) or IN_ADDRESS_SHORT.search(path)
    day = _day(match) if match else None
    return day.isoformat() if day else None


def best(found: list[Stated]) -> Stated | None:
    """The first; or, if that names only the day, the first that gives the time of the same day too."""
    if not found:
        return None
    first = found[0]
    if first.precise:
        return first
    same = (each for each in found if each.precise and each.value[:10] == first.value and each.place != "updated")
    return next(same, first)


def _iso(text: str) -> str | None:
    """An ISO date as `normal` shows it; years and months stay as short as they are."""
    if len(text) <= 7:
        year, _, month = text.partition("-")
        known = FIRST_YEAR <= int(year) <= LAST_YEAR and (not month or 1 <= int(month) <= 12)
        return text if known else None
    try:
        value = datetime.fromisoformat(text.replace(" ", "T", 1).replace(" ", "").replace(",", "."))
    except ValueError:
        return None
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        return None
    return value.date().isoformat() if len(text) <= 10 else _shown(value)


def _mail(text: str) -> str | None:
    try:
        value = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _shown(value) if FIRST_YEAR <= value.year <= LAST_YEAR else None


def _shown(value: datetime) -> str:
    text = value.isoformat(timespec="seconds" if value.second else "minutes")
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def _day(match: re.Match[str]) -> date | None:
    """The day of a match, if there is such a day."""
    parts = match.groupdict()
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if first <= 12 and second <= 12 and first != second:
            return None  # 07/05/2025: in May or in July
        month, day = (second, first) if second <= 12 else (first, second)
    else:
        word = parts["month"].lower().rstrip(".")
        month, day = int(word) if word.isdecimal() else MONTHS.get(word, 0), int(parts["day"])
    year = int(parts["year"])
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _clock_near(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The time of day beside a date, after it or before it."""
    clocks = (
        CLOCK_AFTER.match(text, match.end()),
        CLOCK_BEFORE.search(text[max(0, match.start() - 40) : match.start()]),
    )
    return next((clock for clock in clocks if clock and (clock["minute"] or clock["half"])), None)


def _with_clock(day: date, clock: re.Match[str], host: str) -> str:
    """Day and time of day; the day alone where the time or its zone cannot be told."""
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    half = (clock["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or minute > 59:
        return day.isoformat()
    value = datetime(day.year, day.month, day.day, hour, minute)
    name = (clock["zone"] or "").upper()
    if not name:
        return value.isoformat(timespec="minutes")
    zone = _zone(clock["offset"] or name, host)
    return _shown(value.replace(tzinfo=zone)) if zone else day.isoformat()


def _zone(name: str, host: str) -> timezone | ZoneInfo | None:
    if name[0] in "+-":
        sign = -1 if name[0] == "-" else 1
        digits = name[1:].replace(":", "").rjust(4, "0")
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return timezone(sign * offset) if offset < timedelta(hours=15) else None
    if name in AREAS:
        return ZoneInfo(AREAS[name])
    if (name == "IST" and host.endswith((".il", ".ie"))) or (name == "BST" and host.endswith(".bd")):
        return None
    hours = ZONES.get(name)
    return None if hours is None else timezone(timedelta(hours=hours))
