"""When something happened: temporal phrases resolved against the article's date.

A small grammar of the forms reporters use, because general date parsers return nothing for most of them and guess for
the rest (DESIGN.md, "Facts that cost time to learn"). Without an anchor only absolute dates resolve. Dates come out as ISO
8601 with reduced precision where that is all the words say: "2025-04-22", "2021-02", "2003".

Weekdays count from the article's own local date: reporters write the day names of where they are.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import Literal

from detente.records import Record, Span

Precision = Literal["day", "week", "month", "year", "decade"]
_DAYS_IN = {"day": 1, "week": 7, "month": 31, "year": 366, "decade": 3660}


class When(Record, frozen=True, kw_only=True):
    """A resolved time. `date` is its first day in ISO form as precise as the words; `precision` says how long it lasts.

    `relative` is True when the article's date was needed; `since` marks an open interval ("since 1947", "for years").
    """

    date: str
    precision: Precision
    text: str = ""
    relative: bool = False
    since: bool = False

    def first_day(self) -> dt.date:
        """The first day it may mean."""
        parts = [int(p) for p in self.date.split("-")]
        return dt.date(parts[0], *(parts[1:] + [1, 1])[:2])

    def days_before(self, anchor: str) -> int | None:
        """Days from the end of this time to the anchor's day; negative when it lies after. None without an anchor."""
        day = anchor_day(anchor)
        if day is None:
            return None
        return (day - self.first_day()).days - (_DAYS_IN[self.precision] - 1)


_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_WEEKDAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
_WEEKDAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
_NUMBERS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}

_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted((re.escape(w) for w in _NUMBERS), key=len, reverse=True)) + ")"
_WEEKDAY = "(?P<weekday>" + "|".join(sorted(_WEEKDAYS, key=len, reverse=True)) + r")(?:'s|\.)?"
_UNIT = r"(?P<unit>hour|day|week|fortnight|month|year|decade)s?"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])", re.IGNORECASE))
    for name, pattern in (
        ("iso", r"(?P<year>\d{4})-(?P<month>[01]\d)-(?P<day>[0-3]\d)"),
        ("dmy", rf"{_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}"),
        ("mdy", rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}"),
        ("my", rf"(?:(?:early|mid|late)[- ])?{_MONTH}(?:\s+of)?,?\s+{_YEAR}"),
        ("ago", rf"{_COUNT}\s+{_UNIT}\s+(?P<way>ago|earlier|before|previously|later|afterwards|after)"),
        ("from now", rf"in\s+(?:the\s+next\s+)?{_COUNT}\s+{_UNIT}(?:'?\s+time)"),
        ("past span", rf"(?:over|for|in|during|within)\s+the\s+(?:past|last)\s+(?:{_COUNT}\s+)?{_UNIT}"),
        ("recent span", r"(?:in|over|during)\s+(?:the\s+)?recent\s+(?P<unit>hour|day|week|month|year|decade)s"),
        ("years ago", r"(?P<many>many|several|some|a few|decades|years|months|weeks|days)\s*(?:of\s+)?(?:(?P<unit>year|month|week|day|decade)s?\s+)?(?:ago|earlier)"),
        ("dm", rf"{_DAY}(?:\s+of)?\s+{_MONTH}"),
        ("md", rf"{_MONTH}\s+{_DAY}"),
        ("decade", r"(?:the\s+)?(?:early\s+|mid-?\s*|late\s+)?(?P<decade>(?:1[89]|20)\d0)s"),
        ("this weekday", rf"(?P<which>last|this|next|past|coming|early|late|earlier|later)?\s*(?:on\s+)?{_WEEKDAY}(?:\s+(?P<week>last week|next week))?"),
        ("relative day", r"(?P<rel>the day before yesterday|the day after tomorrow|day before yesterday|day after tomorrow|yesterday|today|tomorrow|tonight|overnight|this (?:morning|afternoon|evening)|last night|earlier in the day|in the early hours|hours (?:earlier|ago|later)|minutes (?:earlier|ago|later))"),
        ("relative span", r"(?P<which>last|this|next|past|previous|coming|earlier this|later this)\s+(?P<unit>week|weekend|month|year|decade)"),
        ("next day", r"(?:the\s+)?(?P<which>previous|following|next)\s+(?P<unit>day|night|morning|week|month|year)"),
        ("month", rf"(?P<which>last|this|next|in|since|early|late|mid)[- ]{_MONTH}"),
        ("year", rf"{_YEAR}"),
    )
)  # fmt: skip

_TO_A_DAY = re.compile(r"(?:up )?to\s+(?=\S*\s*\d)", re.IGNORECASE)


def anchor_day(anchor: str | None) -> dt.date | None:
    """The local calendar day of an article's date string; None when there is none or it is not ISO 8601."""
    if not anchor:
        return None
    try:
        return dt.date.fromisoformat(anchor[:10])
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def resolve(text: str, anchor: str | None, *, future: bool = False) -> When | None:
    """The time a temporal phrase means, or None when it says none or needs an anchor that is missing.

    `future` reads bare weekdays and dates without a year as coming rather than past ("the talks open on Friday"), and so is
    the end of a stretch read ("a truce from January 1 [to June 30]").
    """
    day = anchor_day(anchor)
    future = future or _TO_A_DAY.match(text) is not None
    for name, pattern in _PATTERNS:
        match = pattern.search(text)
        if match is None:
            continue
        found = _READERS[name](match, day, future)
        if found is not None:
            date, precision = found
            said = f"{text[: match.start()]}{match.group().split()[0]}"  # "since May" is one pattern
            since = name in _SPANS or bool(re.search(r"\b(since|from|ever since)\b", said, re.IGNORECASE))
            relative = name not in _ABSOLUTE
            return When(date=date, precision=precision, text=match.group().strip(), relative=relative, since=since)
    return None


def spans(text: str) -> tuple[Span, ...]:
    """Where temporal expressions stand in a text, without overlaps, in order; meaningful with or without an anchor."""
    found: list[Span] = []
    for _, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            span = match.span()
            if all(span[1] <= s or span[0] >= e for s, e in found):
                found.append(span)
    return tuple(sorted(found))


def is_history(when: When | None, anchor: str | None, *, days: int = 30) -> bool:
    """Whether a time lies so long before the article that what happened then is background, not news.

    The 30 days are a convention (DESIGN.md: events of the last month still belong to the running crisis).
    """
    if when is None or anchor is None:
        return False
    gap = when.days_before(anchor)
    return gap is not None and gap > days


# ------------------------------------------------------------------------------------------------ one reader a form

_Found = tuple[str, Precision] | None


def _iso(match: re.Match[str], _day: dt.date | None, _future: bool) -> _Found:
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat(), "day"
    except ValueError:
        return None


def _full(match: re.Match[str], _day: dt.date | None, _future: bool) -> _Found:
    return _make(int(match["year"]), _MONTHS[match["month"].lower()], int(match["day"]))


def _month_year(match: re.Match[str], _day: dt.date | None, _future: bool) -> _Found:
    return f"{int(match['year']):04d}-{_MONTHS[match['month'].lower()]:02d}", "month"


def _no_year(match: re.Match[str], day: dt.date | None, future: bool) -> _Found:
    """ "22 April": the nearest such day, before the article's day unless the context is future."""
    if day is None:
        return None
    month, number = _MONTHS[match["month"].lower()], int(match["day"])
    made = _make(day.year, month, number)
    if made is None:
        return None
    gap = (dt.date.fromisoformat(made[0]) - day).days
    # A date a few weeks ahead is a plan even in a past-tense sentence ("visas end on 27 April"); further off it is last year's.
    if not future and gap > 60:
        return _make(day.year - 1, month, number)
    if future and gap < -180:
        return _make(day.year + 1, month, number)
    return made


def _make(year: int, month: int, day: int) -> _Found:
    try:
        return dt.date(year, month, day).isoformat(), "day"
    except ValueError:
        return None


def _ago(match: re.Match[str], day: dt.date | None, _future: bool) -> _Found:
    # "three days later" counts from some earlier event of the story, which the words do not name.
    if day is None or match["way"].lower() in ("later", "after", "afterwards"):
        return None
    return _shift(day, -_count(match["count"]), match["unit"].lower())


def _from_now(match: re.Match[str], day: dt.date | None, _future: bool) -> _Found:
    return None if day is None else _shift(day, _count(match["count"]), match["unit"].lower())


def _many_ago(match: re.Match[str], day: dt.date | None, _future: bool) -> _Found:
    """ "years ago": the year before last at the latest; coarse on purpose."""
    if day is None:
        return None
    unit = (match["unit"] or match["many"]).lower().rstrip("s")
    return _shift(day, -2, unit) if unit in ("day", "week", "month", "year", "decade") else None


def _past_span(match: re.Match[str], day: dt.date | None, _future: bool) -> _Found:
    """ "over the past four days": since then; its beginning is the date."""
    if day is None:
        return None
    return _shift(day, -_count(match["count"] or "one"), match["unit"].lower())


def _recent_span(match: re.Match[str], day: dt.date | None, _future: bool) -> _Found:
    """ "in recent weeks": one unit back at least, and no more than the words say."""
    return None if day is None else _shift(day, -1, match["unit"].lower())


def _decade(match: re.Match[str], _day: dt.date | None, _future: bool) -> _Found:
    return match["decade"], "decade"


def _weekday(match: re.Match[str], day: dt.date | None, future: bool) -> _Found:
    if day is None:
        return None
    which = (match["which"] or "").lower()
    week = (match["week"] or "").lower()
    back = (day.weekday() - _WEEKDAYS[match["weekday"].lower()]) % 7
    if week:
        monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(days=7 if week == "next week" else -7)
        return (monday + dt.timedelta(days=_WEEKDAYS[match["weekday"].lower()])).isoformat(), "day"
    if which in ("next", "coming") or (future and which not in ("last", "past")):
        return (day + dt.timedelta(days=(7 - back) if back else 7)).isoformat(), "day"
    if which in ("last", "past") and back == 0:
        back = 7
    return (day - dt.timedelta(days=back)).isoformat(), "day"


_RELATIVE_DAYS = {
    "yesterday": -1, "last night": -1, "tomorrow": 1, "day before yesterday": -2, "the day before yesterday": -2,
    "day after tomorrow": 2, "the day after tomorrow": 2,
}  # fmt: skip


def _relative_day(match: re.Match[str], day: dt.date | None, _future: bool) -> _Found:
    if day is None:
        return None
    return (day + dt.timedelta(days=_RELATIVE_DAYS.get(match["rel"].lower(), 0))).isoformat(), "day"


def _relative_span(match: re.Match[str], day: dt.date | None, _future: bool) -> _Found:
    if day is None:
        return None
    which, unit = match["which"].lower(), match["unit"].lower()
    steps = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
    if unit in ("day", "night", "morning"):
        return (day + dt.timedelta(days=steps)).isoformat(), "day"
    if unit in ("week", "weekend"):
        monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(days=7 * steps)
        return (monday + dt.timedelta(days=5 if unit == "weekend" else 0)).isoformat(), "week"
    return _shift(day, steps, unit)


def _month(match: re.Match[str], day: dt.date | None, future: bool) -> _Found:
    if day is None:
        return None
    month, which = _MONTHS[match["month"].lower()], match["which"].lower()
    if match["month"].lower() in ("may", "march") and not match["month"][0].isupper():
        return None  # the verbs
    ahead = which == "next" or (future and which not in ("last", "since"))
    year = day.year
    if ahead and month < day.month:
        year += 1
    elif not ahead and month > day.month:
        year -= 1
    return f"{year:04d}-{month:02d}", "month"


def _year(match: re.Match[str], _day: dt.date | None, _future: bool) -> _Found:
    return match["year"], "year"


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.lower()]


def _shift(day: dt.date, steps: int, unit: str) -> _Found:
    if unit in ("hour", "day"):
        shift = 0 if unit == "hour" and abs(steps) < 24 else (steps // 24 if unit == "hour" else steps)
        return (day + dt.timedelta(days=shift)).isoformat(), "day"
    if unit in ("week", "fortnight"):
        return (day + dt.timedelta(days=(14 if unit == "fortnight" else 7) * steps)).isoformat(), "week"
    if unit == "month":
        index = day.year * 12 + day.month - 1 + steps
        return f"{index // 12:04d}-{index % 12 + 1:02d}", "month"
    return f"{day.year + (10 if unit == 'decade' else 1) * steps:04d}", "year"


_READERS = {
    "iso": _iso, "dmy": _full, "mdy": _full, "my": _month_year, "ago": _ago, "from now": _from_now,
    "past span": _past_span, "recent span": _recent_span, "years ago": _many_ago, "dm": _no_year, "md": _no_year, "decade": _decade, "this weekday": _weekday,
    "relative day": _relative_day, "relative span": _relative_span, "next day": _relative_span, "month": _month,
    "year": _year,
}  # fmt: skip
_SPANS = {"past span", "recent span"}
_ABSOLUTE = {"iso", "dmy", "mdy", "my", "decade", "year"}
