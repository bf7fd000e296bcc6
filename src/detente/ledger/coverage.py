"""Where the reports look: silence is evidence only in days that they cover."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from detente.ledger.acts import party
from detente.ledger.mentions import Known, Mention


def parties_of(known: Known) -> frozenset[str]:
    """All parties and countries a report speaks of as news."""
    reading = known.reading
    actors = [a for e in reading.events if not e.background for a in (*e.actors, *e.recipients, *e.said_by)]
    actors += [a for s in reading.signals if not s.background for a in (s.speaker, *s.addressees)]
    actors += [a for channel in reading.channels for a in channel.sides]
    return frozenset(party(a) for a in actors) | {a.code for a in actors if not a.group}


class Covered(NamedTuple):
    """One report that looks at both sides: its day, its id, and when it came out."""

    day: date
    article: str
    known: datetime


@dataclass(frozen=True)
class Coverage:
    """The reports that look at a row's two sides, by day."""

    reports: tuple[Covered, ...]

    def between(self, first: date, last: date) -> tuple[Covered, ...]:
        """The reports of those days, both included."""
        return tuple(report for report in self.reports if first <= report.day <= last)

    def known_by(self, limit: datetime) -> Coverage:
        """The coverage as it was at that time."""
        return Coverage(tuple(report for report in self.reports if report.known <= limit))


def coverage(row: Mention, spoken_of: Iterable[tuple[Known, frozenset[str]]]) -> Coverage:
    """Where the reports look at both sides of a row (at the side alone, when it has no rival); a reprint looks no further."""
    found: dict[str, Covered] = {}
    for known, parties in spoken_of:
        if known.at and row.side in parties and (not row.rivals or row.rivals & parties):
            found.setdefault(known.copy, Covered(known.at.last_day, known.reading.id, known.at.high))
    return Coverage(tuple(sorted(found.values())))
