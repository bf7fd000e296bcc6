"""Where the reports look: silence is evidence only in days that they cover."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
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

    whole: tuple[Covered, ...]  # all reports there are, in order
    days: tuple[date, ...]  # the day of each of them
    more_time: tuple[tuple[date, datetime], ...] = ()  # when reports on the side said that it was given more time
    ran_out: tuple[Covered, ...] = ()  # the reports on either side which say that a time given ran out
    before: int | None = None  # how many of the reports count: those of earlier days, …
    same_day: tuple[Covered, ...] = ()  # … and these, which had come out by then

    @property
    def reports(self) -> tuple[Covered, ...]:
        """The reports that count, in their order."""
        return self.whole if self.before is None else (*self.whole[: self.before], *self.same_day)

    def between(self, first: date, last: date) -> tuple[Covered, ...]:
        """The reports of those days, both included."""
        end = len(self.whole) if self.before is None else self.before
        found = self.whole[bisect_left(self.days, first, hi=end) : bisect_right(self.days, last, hi=end)]
        return (*found, *(report for report in self.same_day if first <= report.day <= last))

    def late(self, first: date, last: date, end: date, least: int) -> Covered | None:
        """The first report of those days that is the `least`-th of them or a later one, and of the day `end` or later."""
        stop = len(self.whole) if self.before is None else self.before
        begin = bisect_left(self.days, first, hi=stop)
        place = max(begin + least - 1, bisect_left(self.days, end, lo=begin, hi=stop))
        if place < stop:
            return self.whole[place] if self.days[place] <= last else None
        today = [report for report in self.same_day if first <= report.day]
        todays = max(place - stop, next((n for n, report in enumerate(today) if report.day >= end), len(today)))
        return today[todays] if todays < len(today) and today[todays].day <= last else None

    def known_by(self, limit: datetime) -> Coverage:
        """The coverage as it was at that time: what came out by then is of that day or an earlier one."""
        before, day = bisect_left(self.days, limit.date()), bisect_right(self.days, limit.date())
        same_day = tuple(report for report in self.whole[before:day] if report.known <= limit)
        given = tuple(item for item in self.more_time if item[1] <= limit)
        over = tuple(report for report in self.ran_out if report.known <= limit)
        return Coverage(self.whole, self.days, given, over, before, same_day)


class Outlook:
    """Where the reports look at both sides of a row (at the side alone, when it has no rival); a reprint looks no further."""

    def __init__(self, readings: Sequence[Known]) -> None:
        self._readings = readings
        self._of: dict[str, set[int]] = {}
        self._made: dict[tuple[str, frozenset[str]], Coverage] = {}
        self._covered: dict[int, Covered] = {}
        self._more_time: set[int] = set()
        for place, known in enumerate(readings):
            if known.at is None:
                continue
            self._covered[place] = Covered(known.at.last_day, known.reading.id, known.at.high, _says(known, "time_up"))
            if _says(known, "more_time"):
                self._more_time.add(place)
            for side in parties_of(known):
                self._of.setdefault(side, set()).add(place)
        self._time_up = {place for place, covered in self._covered.items() if covered.time_up}

    def coverage(self, row: Mention) -> Coverage:
        """The coverage of a row's two sides; the same for all rows between them."""
        key = (row.side, row.rivals)
        if key not in self._made:
            self._made[key] = self._coverage(*key)
        return self._made[key]

    def _coverage(self, side: str, rivals: frozenset[str]) -> Coverage:
        mine = self._of.get(side, set())
        theirs = [self._of.get(rival, set()) for rival in rivals]
        places = set().union(*(mine & other for other in theirs)) if rivals else mine
        found: dict[str, Covered] = {}
        for place in sorted(places):
            found.setdefault(self._readings[place].copy, self._covered[place])
        more = [self._covered[place] for place in sorted(mine & self._more_time)]
        over = sorted(set().union(*(each & self._time_up for each in (mine, *theirs))))
        whole = tuple(sorted(found.values()))
        return Coverage(
            whole,
            tuple(report.day for report in whole),
            tuple((report.day, report.known) for report in more),
            tuple(self._covered[place] for place in over),
        )
