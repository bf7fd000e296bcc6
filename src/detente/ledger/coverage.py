"""Where the reports look: silence is evidence only in days that they cover."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from detente.ledger.acts import party
from detente.ledger.mentions import Known, Mention
from detente.ledger.patterns import says


def parties_of(known: Known) -> frozenset[str]:
    """All parties and countries a report speaks of as news."""
    reading = known.reading
    actors = [a for e in reading.events if not e.background for a in (*e.actors, *e.recipients, *e.said_by)]
    actors += [a for s in reading.signals if not s.background for a in (s.speaker, *s.addressees)]
    actors += [a for channel in reading.channels for a in channel.sides]
    return frozenset(party(a) for a in actors) | {a.code for a in actors if not a.group}


def _says(known: Known, what: str) -> bool:
    """Whether a turn of phrase stands in the title, or where an event or a signal was read."""
    reading = known.reading
    quotes = [*(event.quote for event in reading.events), *(signal.quote for signal in reading.signals)]
    return any(says(what, text) for text in (reading.title or "", *quotes))


class Covered(NamedTuple):
    """One report that looks at both sides: its day, its id, and when it came out."""

    day: date
    article: str
    known: datetime
    time_up: bool = False  # it says in so many words that a time given ran out


@dataclass(frozen=True)
class Coverage:
    """The reports that look at a row's two sides, by day."""

    reports: tuple[Covered, ...]
    more_time: tuple[tuple[date, datetime], ...] = ()  # when reports on the side said that it was given more time
    ran_out: tuple[Covered, ...] = ()  # the reports on either side which say that a time given ran out

    @cached_property
    def days(self) -> list[date]:
        """The day of each report, in their order."""
        return [report.day for report in self.reports]

    def between(self, first: date, last: date) -> tuple[Covered, ...]:
        """The reports of those days, both included."""
        return self.reports[bisect_left(self.days, first) : bisect_right(self.days, last)]

    def late(self, first: date, last: date, end: date, least: int) -> Covered | None:
        """The first report of those days that is the `least`-th of them or a later one, and of the day `end` or later."""
        begin = bisect_left(self.days, first)
        place = max(begin + least - 1, bisect_left(self.days, end, lo=begin))
        return self.reports[place] if place < bisect_right(self.days, last) else None

    def known_by(self, limit: datetime) -> Coverage:
        """The coverage as it was at that time: what came out by then is of that day or an earlier one."""
        before, day = bisect_left(self.days, limit.date()), bisect_right(self.days, limit.date())
        same_day = (report for report in self.reports[before:day] if report.known <= limit)
        given = tuple(item for item in self.more_time if item[1] <= limit)
        over = tuple(report for report in self.ran_out if report.known <= limit)
        return Coverage((*self.reports[:before], *same_day), given, over)


class Outlook:
    """Where the reports look at both sides of a row (at the side alone, when it has no rival); a reprint looks no further."""

    def __init__(self, readings: Sequence[Known]) -> None:
        self._readings = readings
        self._of: dict[str, set[int]] = {}
        self._made: dict[tuple[str, frozenset[str]], Coverage] = {}
        for place, known in enumerate(readings):
            for side in parties_of(known) if known.at else ():
                self._of.setdefault(side, set()).add(place)

    def coverage(self, row: Mention) -> Coverage:
        """The coverage of a row's two sides; the same for all rows between them."""
        key = (row.side, row.rivals)
        if key not in self._made:
            self._made[key] = self._coverage(*key)
        return self._made[key]

    def _coverage(self, side: str, rivals: frozenset[str]) -> Coverage:
        places = self._of.get(side, set())
        if rivals:
            places = places & set().union(*(self._of.get(rival, ()) for rival in rivals))
        found: dict[str, Covered] = {}
        for known in (self._readings[place] for place in sorted(places)):
            if known.at:
                covered = Covered(known.at.last_day, known.reading.id, known.at.high, _says(known, "time_up"))
                found.setdefault(known.copy, covered)
        more = [
            (known.at.last_day, known.at.high)
            for known in (self._readings[place] for place in sorted(self._of.get(side, ())))
            if known.at and _says(known, "more_time")
        ]
        either = set(self._of.get(side, ())).union(*(self._of.get(rival, ()) for rival in rivals))
        over = [
            Covered(known.at.last_day, known.reading.id, known.at.high, True)
            for known in (self._readings[place] for place in sorted(either))
            if known.at and _says(known, "time_up")
        ]
        return Coverage(tuple(sorted(found.values())), tuple(more), tuple(over))
