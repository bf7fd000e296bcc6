"""By when: the deadline a side sets or promises, read from its words and the article's date.

General date parsers return nothing for "within 48 hours" or "before the end of the month", so this is a grammar of our own:

    deadline := span | point
    span     := ("within" | "in" | "for the next" | …) COUNT UNIT  |  COUNT UNIT "to" VERB  |  COUNT "-" UNIT NOUN
    point    := ("by" | "before" | "until" | "no later than" | "on or before" | …) (CLOCK | ZONE | DAY | END)+

Three conventions, each the reading that never calls a promise broken too early:

* A span counts from the article's day, so "within two weeks of the truce" is two weeks from the report of it; a truce or pause from the day
  its words say it starts on.
* A month or year without a day means its last day; "before June" means the last day of May.
* Weekdays lie strictly after the article's day, "today" aside.

A clock time with a zone gives a moment in UTC ("2025-06-24T00:30Z"); a clock time without one gives the day only.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from detente.language import dates
from detente.language.guards import Guarded

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen"
).split()
_TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
_NUMBERS = (
    {w: i for i, w in enumerate(_SMALL)} | _TENS | {"a": 1, "an": 1, "a couple of": 2, "a dozen": 12, "a hundred": 100}
)
_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}

_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_COUNT = rf"(?P<count>\d{{1,3}}|(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_SMALL[1:10])})|{_WORD})"
_UNIT = r"(?P<unit>hour|working day|day|week|fortnight|month|year)"
_HEDGE = r"(?:(?:no more than|not more than|less than|fewer than|at most|up to|about|around|roughly|at least|another|just|only)\s+)?"
_HOLD = r"(?:ultimatum|deadline|truce|cease-?fire|pause|moratorium|lull|halt|window|notice|grace period|armistice|suspension|standstill)"

# Spans of time whose end is the deadline. `lasting` marks those that say how long a thing holds rather than by when it is done.
_SPANS: tuple[tuple[Guarded, bool], ...] = tuple(
    (Guarded(re.compile(pattern, re.IGNORECASE)), lasting)
    for pattern, lasting in (
        (rf"\b(?:within|inside|in under|in less than)\s+(?:the\s+)?(?:space of\s+|next\s+|coming\s+|following\s+)?{_HEDGE}{_COUNT}\s+{_UNIT}s?\b", False),
        (rf"\bin\s+the\s+(?:next|coming|following)\s+{_HEDGE}{_COUNT}\s+{_UNIT}s?\b", False),
        (rf"\b(?:for|over|during|throughout)\s+(?:the\s+)?(?:next|coming|following)\s+{_HEDGE}{_COUNT}\s+{_UNIT}s?\b", True),
        (rf"\b(?<!past )(?<!last )(?<!additional ){_COUNT}\s+{_UNIT}s?(?:['’]s?)?\s+(?:in which\s+)?to\s+(?!(?:go|come|its|their|the|his|our|all|an?|attacks|strikes|raids|hostilities|operations)\b)[a-z]+", False),
        (rf"\b{_COUNT}[- ]{_UNIT}(?:[- ]?long)?\s+(?:[a-z]+\s+){{0,2}}?{_HOLD}\b", True),
        (rf"\b(?P<count>)(?P<unit>day|week|month|year)-?long\s+(?:[a-z]+\s+){{0,2}}?{_HOLD}\b", True),
        (rf"\b{_HOLD}\s+(?:of|for|lasting)\s+{_HEDGE}{_COUNT}\s+{_UNIT}s?\b", True),
        (rf"\bin\s+{_COUNT}\s+{_UNIT}s?(?:['’]\s?time)?\b(?!\s+(?:of|ago|earlier|before|later))", False),
        (rf"\bfor\s+{_HEDGE}{_COUNT}\s+{_UNIT}s?\b(?!\s+(?:of|ago|now))", True),
    )
)  # fmt: skip

_CUE = re.compile(
    r"\b(?:by|(?:no|not) later than|before|until|till|prior to|ahead of|on or before|(?:a |the )?deadline of|deadline (?:is|was|expires|ends) (?:on|at)?)"
    r"\s+(?!which\b)",
    re.IGNORECASE,
)
_LATEST = re.compile(r"\s*,?\s+at the latest\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>a\.?m\.?|p\.?m\.?)"
    r"|(?P<hour24>[01]?\d|2[0-4])[:.](?P<minute24>[0-5]\d)(?:\s*(?:hours|hrs))?"
    r"|(?P<military>[0-2]\d[0-5]\d)(?=\s+(?:hours|hrs|GMT|UTC|local))(?:\s+(?:hours|hrs))?"
    r"|(?P<spelt>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?=\s+(?:o['’]clock|in\s+the\s+(?:morn|after|even)|on\s+[A-Z]))(?:\s+o['’]clock)?"
    r"|(?P<word>noon|midday|midnight))",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?P<part>dawn|daybreak|sunrise|dusk|sunset|nightfall|evening|morning|afternoon|night|the close of business)",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:the\s+)?(?:end|close)\s+of\s+(?:(?P<which>the|this|next|the coming|the following|the current)\s+)?(?P<unit>day|week|weekend|month|quarter|year)\b"
    r"|(?:the\s+)?(?P<own>day|week|month|year)['’]s\s+end\b"
    r"|(?:the\s+)?(?P<bare>year|month|week)[- ]end\b"
    r"|the\s+(?P<out>year|month|week|day)\s+(?:is|was)\s+(?:out|over)\b",
    re.IGNORECASE,
)
_FEAST = re.compile(r"(?P<feast>Christmas|New Year(?:['’]s (?:Day|Eve))?)", re.IGNORECASE)
_ORDINAL = re.compile(r"the\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b(?!\s+(?:of\s+)?[A-Z])", re.IGNORECASE)
_END_OF = re.compile(r"(?:the\s+)?(?:end|close)\s+of\s+", re.IGNORECASE)
_MONTH = re.compile(rf"(?P<third>early|mid|late)?[- ]?\b(?P<month>{'|'.join(_MONTHS)})\b(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?", re.IGNORECASE)  # fmt: skip
_GLUE = re.compile(r"(?:,|\s|\bon\b|\bat\b|\bof\b|\bthe\b|\bin the\b|\b(?:hours|hrs)\b)+", re.IGNORECASE)


class Clock(NamedTuple):
    """A time of day; hour 24 is the midnight that ends the day."""

    hour: int
    minute: int


def deadline(text: str, anchor: str | None, *, zone: str | None = None, lasting: bool = True) -> str | None:
    """By when the words say it must happen or will hold: an ISO date, or a moment in UTC when a zone is given; else None.

    `anchor` is the article's date (ISO 8601); without it only absolute dates resolve. `zone` is an IANA name for clock times
    in "local time" or without a zone. `lasting` False skips how long a thing holds ("for ten days", "a 48-hour truce").

    >>> deadline("within 48 hours", "2025-05-07")
    '2025-05-09'
    >>> deadline("no later than 4 a.m. Tehran time", "2025-06-24")
    '2025-06-24T00:30Z'
    """
    day = dates.anchor_day(anchor)
    return _point(text, day, anchor, zone) or _span(text, day, anchor, lasting)


# ------------------------------------------------------------------------------------------------------- spans of time


def _span(text: str, day: dt.date | None, anchor: str | None, lasting: bool) -> str | None:
    if day is None:
        return None
    for pattern, holds in _SPANS:
        match = pattern.search(text)
        if match and (lasting or not holds):
            start = _start(text, day, anchor) if holds else day
            return _after(start, _count(match["count"]), match["unit"].lower()).isoformat()
    return None


_FROM = re.compile(
    r"\b(?:(?:to |that |which |it )?(?:will |would |is to |was to |shall )?(?:start|begin|commence|take effect|come into (?:force|effect))(?:s|ing)?"
    r"|taking effect|coming into (?:force|effect)|with effect|effective"
    r"|as of|from)\s+(?=on\b|at\b|from\b|as of\b|[A-Z0-9]|tomorrow\b|today\b|midnight\b|noon\b|dawn\b)(?:from |as of )?",
    re.IGNORECASE,
)


def _start(text: str, day: dt.date, anchor: str | None) -> dt.date:
    """The day from which a truce or pause is counted, where the words name one ("starting on Wednesday"); else the article's."""
    for match in _FROM.finditer(text):
        found = _read(text[match.end() :], day, anchor, None, before=False)
        if found:
            return dt.date.fromisoformat(found[:10])
    return day


def _count(text: str) -> int:
    """ "48", "two", "twenty-four", "a couple of"; an empty string is one ("week-long")."""
    words = text.lower()
    if not words:
        return 1
    if words.isdigit():
        return int(words)
    if words in _NUMBERS:
        return _NUMBERS[words]
    return sum(_NUMBERS[w] for w in re.split(r"[- ]", words))


def _after(day: dt.date, count: int, unit: str) -> dt.date:
    """The day a span ends that starts on `day`; half a day or more runs into the next."""
    if unit == "hour":
        return day + dt.timedelta(days=(count + 12) // 24 if count < 24 else -(-count // 24))
    if unit == "working day":
        while count:
            day += dt.timedelta(days=1)
            count -= day.weekday() < 5
        return day
    if unit in ("month", "year"):
        return day + relativedelta(months=count * (12 if unit == "year" else 1))
    return day + dt.timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])


# ----------------------------------------------------------------------------------------------------- points in time


def _point(text: str, day: dt.date | None, anchor: str | None, zone: str | None) -> str | None:
    for cue in _CUE.finditer(text):
        if re.search(r"\bnot\s+$", text[: cue.start()], re.IGNORECASE) and cue.group().lower().startswith("before"):
            continue
        before = cue.group().split()[0].lower() in ("before", "prior", "ahead")
        found = _read(text[cue.end() :], day, anchor, zone, before=before)
        if found:
            return found
    latest = _LATEST.search(text)
    if latest:
        for start, end in reversed(dates.spans(text[: latest.start()])):
            if latest.start() - end < 12:
                return _read(text[start : latest.start()], day, anchor, zone, before=False)
    named = re.search(r"\b([A-Z][a-z]+day|\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2})\s+(?:deadline|ultimatum)\b", text)
    return _read(named[1], day, anchor, zone, before=False) if named else None


def _read(rest: str, day: dt.date | None, anchor: str | None, zone: str | None, *, before: bool) -> str | None:
    """A point in time at the very start of `rest`: clock, zone, part of the day and day in any order."""
    clock: Clock | None = None
    where: str | None = None
    when: dt.date | None = None
    part = ""
    place = 0
    while place < len(rest):
        glue = _GLUE.match(rest, place)
        start = glue.end() if glue else place
        if clock is None and (match := _CLOCK.match(rest, start)):
            clock = _clock(match)
        elif where is None and (match := _zone_pattern().match(rest, start)):
            where = zone if match.group().lower().startswith("local") else _zones()[_zone_name(match)]
        elif when is None and (found := _day(rest, place, start, day, anchor, before=before)):
            when, place = found
            continue
        elif not part and (match := _PART.match(rest, start)):
            part = match["part"].lower()
        else:
            break
        place = match.end()
    return _combine(when, clock, part, where or (zone if clock else None), day)


_ON = re.compile(r"(?:on|this|tomorrow|tonight|next)\b", re.IGNORECASE)


def on_day(words: str, anchor: str | None) -> str | None:
    """The day on which something is to be done ("on Friday", "tomorrow", "on 2 June"), if it lies ahead; an ISO date.

    >>> on_day("on Friday", "2025-05-07")
    '2025-05-09'
    """
    day = dates.anchor_day(anchor)
    if day is None or not _ON.match(words) or re.search(r"\b(?:last|week|month|year|afternoon|morning)\b", words):
        return None
    span = next(iter(dates.spans(words)), None)
    when = dates.resolve(words[span[0] : span[1]], anchor, future=True) if span else None
    if when is None or when.precision not in ("day", "hour", "minute") or when.first_day() <= day:
        return None
    return when.first_day().isoformat()


def _combine(when: dt.date | None, clock: Clock | None, part: str, zone: str | None, day: dt.date | None) -> str | None:
    if when is None and (clock or part):
        when = day
        # The dawn or morning still to come is the next day's.
        if when and part in ("dawn", "daybreak", "sunrise", "morning"):
            when += dt.timedelta(days=1)
    if when is None:
        return None
    if clock is None or zone is None:
        return when.isoformat()
    moment = dt.datetime.combine(when, dt.time(clock.hour % 24, clock.minute), ZoneInfo(zone))
    if clock.hour == 24:
        moment += dt.timedelta(days=1)
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%MZ")


def _clock(match: re.Match[str]) -> Clock:
    """The midnight of a deadline is the one that ends the day."""
    if match["word"]:
        return Clock(24 if match["word"].lower() == "midnight" else 12, 0)
    if match["spelt"]:
        return Clock(_NUMBERS[match["spelt"].lower()], 0)
    if match["military"]:
        return Clock(int(match["military"][:2]), int(match["military"][2:]))
    if match["hour24"]:
        return Clock(int(match["hour24"]), int(match["minute24"]))
    hour = int(match["hour"]) % 12 + (12 if match["half"].lower().startswith("p") else 0)
    return Clock(hour, int(match["minute"] or 0))


_Day = tuple[dt.date, int]


def _day(rest: str, place: int, start: int, day: dt.date | None, anchor: str | None, *, before: bool) -> _Day | None:
    """A day at `start` (or at `place`, before the glue was eaten) and where it ends."""
    for at in (place + len(rest[place:]) - len(rest[place:].lstrip()), start):
        if match := _END.match(rest, at):
            unit = next(u for u in (match["unit"], match["own"], match["bare"], match["out"]) if u)
            return None if day is None else (_end_of(day, unit.lower(), (match["which"] or "").lower()), match.end())
        if match := _FEAST.match(rest, at):
            return None if day is None else (_feast(day, match["feast"].lower()), match.end())
        if (match := _ORDINAL.match(rest, at)) and day:
            return _ordinal(day, int(match["day"])), match.end()
    end_of = _END_OF.match(rest, place + len(rest[place:]) - len(rest[place:].lstrip()))
    start = end_of.end() if end_of else start
    named = _named(rest, min(place, start), start, day, anchor)
    return named or _month(rest, start, day, before=before and not end_of)


def _named(rest: str, place: int, start: int, day: dt.date | None, anchor: str | None) -> _Day | None:
    """Days, weeks and years that `dates` knows: "Tuesday", "18 May", "tomorrow", "next week", "2026"."""
    span = next((s for s in dates.spans(rest) if place <= s[0] <= start < s[1]), None)
    if span is None:
        return None
    text = rest[span[0] : span[1]]
    when = dates.resolve(text, anchor, future=True)
    if when is None or when.precision in ("month", "decade"):
        return None
    first = when.first_day()
    if when.precision == "week":
        return first + dt.timedelta(days=6 - first.weekday()), span[1]
    if when.precision == "year":
        if re.search(r"\bthe\s+$", rest[: span[0]]):
            return None  # "prohibited by the 2015 agreement"
        return dt.date(first.year, 12, 31), span[1]
    if day and first < day and not re.search(r"\d{4}", text):
        first += relativedelta(years=1)
    return first, span[1]


def _month(rest: str, start: int, day: dt.date | None, *, before: bool) -> _Day | None:
    match = _MONTH.match(rest, start)
    if match is None or not match["month"][0].isupper():
        return None
    month = _MONTHS[match["month"].lower()]
    if match["year"]:
        year = int(match["year"])
    elif day is None:
        return None
    else:
        year = day.year + (month < day.month)
    if before and not match["third"]:
        return dt.date(year, month, 1) - dt.timedelta(days=1), match.end()
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, {"early": 10, "mid": 15}.get((match["third"] or "").lower(), last)), match.end()


def _end_of(day: dt.date, unit: str, which: str) -> dt.date:
    """The last day of the period; weeks end on Sunday."""
    later = which in ("next", "the coming", "the following")
    if unit == "day":
        return day + dt.timedelta(days=later)
    if unit in ("week", "weekend"):
        return day + dt.timedelta(days=6 - day.weekday() + 7 * later)
    if unit == "year":
        return dt.date(day.year + later, 12, 31)
    if unit == "quarter":
        day = day.replace(day=1, month=(day.month - 1) // 3 * 3 + 3)
        day += relativedelta(months=3 * later)
    else:
        day = day.replace(day=1) + relativedelta(months=int(later))
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _ordinal(day: dt.date, number: int) -> dt.date:
    """ "the 15th": the next one."""
    month = day.replace(day=1) + relativedelta(months=int(number < day.day))
    return month.replace(day=min(max(number, 1), calendar.monthrange(month.year, month.month)[1]))


def _feast(day: dt.date, name: str) -> dt.date:
    if name == "christmas":
        feast = dt.date(day.year, 12, 25)
    elif name.endswith("eve"):
        feast = dt.date(day.year, 12, 31)
    else:
        feast = dt.date(day.year, 1, 1)
    return feast if feast >= day else feast.replace(year=day.year + 1)


# --------------------------------------------------------------------------------------------------------------- zones


@cache
def _zones() -> dict[str, str]:
    """Zone names in lower case to IANA names, from data/zones.toml."""
    table = tomllib.loads((files("detente.signals") / "data" / "zones.toml").read_text(encoding="utf-8"))
    return {name.lower(): entry["zone"] for entry in table["zone"] for name in entry["names"]}


@cache
def _zone_pattern() -> re.Pattern[str]:
    short = [n for n in _zones() if re.fullmatch(r"[a-z]{2,4}", n) and n not in ("iran",)]
    names = "|".join(sorted((re.escape(n) for n in _zones()), key=len, reverse=True))
    abbreviations = "|".join(sorted((re.escape(n.upper()) for n in short), key=len, reverse=True))
    return re.compile(
        rf"(?i:local)\s+(?i:time)\b|\(?(?P<name>(?i:{names}))\s+(?i:(?:standard\s+|summer\s+)?time)\b\)?|\(?(?P<short>{abbreviations})\b\)?"
    )


def _zone_name(match: re.Match[str]) -> str:
    return str(match["name"] or match["short"]).lower()
