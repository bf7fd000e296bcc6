"""Points in time as the records write them, and the few comparisons the ledger makes with them.

A record's time is ISO 8601 with as much as is known: "2025", "2025-05", "2025-05-07", "2025-05-07T13:20+05:30". A `Moment`
is the stretch of UTC time such a text may mean, so that "the same day, order unknown" is not mistaken for "after".
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?\s*"
)
DAY = timedelta(days=1)


class Moment(NamedTuple):
    """The stretch of time, in UTC, that a date text may mean: ``low <= t <= high``."""

    low: datetime
    high: datetime

    @property
    def day(self) -> date:
        """The UTC day it begins on."""
        return self.low.date()

    @property
    def last_day(self) -> date:
        """The last UTC day it may fall on."""
        return max(self.low, self.high - timedelta(microseconds=1)).date()


@lru_cache(maxsize=4096)
def moment(text: str | None) -> Moment | None:
    """The stretch of time a date text may mean, or None when it is missing or no date.

    A clock time without a zone is worth its day only: which hour of UTC it was is not known.
    """
    found = _ISO.fullmatch(text.strip()) if text else None
    if found is None:
        return None
    part = found.groupdict()
    try:
        if part["zone"]:
            clock = f"{part['hour']}:{part['minute']}:{part['second'] or '00'}"
            instant = datetime.fromisoformat(f"{part['year']}-{part['month']}-{part['day']}T{clock}")
            instant = instant.replace(tzinfo=_zone(part["zone"])).astimezone(UTC)
            return Moment(instant, instant)
        low = datetime(int(part["year"]), int(part["month"] or 1), int(part["day"] or 1), tzinfo=UTC)
        return Moment(low, low + DAY if part["day"] else _next(low, part["month"]))
    except (ValueError, OverflowError):
        return None


def _zone(text: str) -> timezone:
    if text == "Z":
        return UTC
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


def _next(low: datetime, month: str | None) -> datetime:
    """The end of the month or year that begins at `low`."""
    if month is None:
        return low.replace(year=low.year + 1)
    return low.replace(year=low.year + low.month // 12, month=low.month % 12 + 1)


def after(later: Moment, earlier: Moment) -> bool:
    """True when `later` surely lies after (or at the end of) `earlier`."""
    return later.low >= earlier.high and later != earlier


def unordered(one: Moment, other: Moment) -> bool:
    """True when the two overlap, so that their order is not known."""
    return not after(one, other) and not after(other, one)


def days_between(earlier: date, later: date) -> int:
    """Whole days from one day to another, negative when `later` is the earlier one."""
    return (later - earlier).days
