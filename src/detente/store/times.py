"""Times as the store keeps them: an instant in UTC, and how precisely the source gave it.

"2025-05-07" is 2025-05-07T00:00:00Z with precision "day": the day is the source's own, whose zone it did not say. With a
clock time and a zone, "2025-05-07T01:05+05:30" is 2025-05-06T19:35:00Z with precision "minute". Text in SQLite sorts as time does.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import DateTime, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from detente.when import moment

Precision = Literal["year", "month", "day", "minute", "second"]
_SHAPE = "%Y-%m-%dT%H:%M:%SZ"
_CLOCK = re.compile(r"[T ]\d\d:\d\d(?P<second>:\d\d)?[^Z+-]*(?:Z|[+-]\d\d:?\d\d)")


class When(NamedTuple):
    """An instant and its precision; both None where the text gives no time that can be read."""

    at: datetime | None
    precision: Precision | None


NEVER = When(None, None)


def when(text: str | None) -> When:
    """The beginning of the stretch of time a record's date text means, with the precision it was given in."""
    found = moment(text)
    if found is None or text is None:
        return NEVER
    clock = _CLOCK.search(text)
    if clock:
        return When(found.low, "second" if clock["second"] else "minute")
    digits = len(text.strip().split("T")[0].split(" ")[0])
    return When(found.low, "year" if digits == 4 else "month" if digits == 7 else "day")


def now() -> datetime:
    """The present, in UTC, to the second: ingest times, leases."""
    return datetime.now(UTC).replace(microsecond=0)


def iso(at: datetime) -> str:
    """An aware datetime as "2025-05-07T01:05:00Z"."""
    return at.astimezone(UTC).strftime(_SHAPE) if at.year >= 1000 else at.astimezone(UTC).isoformat()


class Utc(TypeDecorator[datetime]):
    """Aware datetimes in UTC: `timestamptz` in PostgreSQL, ISO text ending in Z in SQLite."""

    impl = String(20)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column's type there."""
        return dialect.type_descriptor(DateTime(timezone=True) if dialect.name == "postgresql" else String(20))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """To the database; raises ValueError for a datetime without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone: {value!r}")
        return value.astimezone(UTC) if dialect.name == "postgresql" else iso(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """From the database, in UTC."""
        if value is None:
            return None
        found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return found.astimezone(UTC)
