"""What the pages read: articles, their readings, the ledger over them; one consistent snapshot at a time."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from detente.events.incidents.independence import publisher
from detente.ledger import Ledger, Ruling, build
from detente.ledger.mentions import counterparts
from detente.records import Actor, Article, Commitment, Event, Reading, Signal, to_json

if TYPE_CHECKING:
    from detente.dynamics.series import Dyad

Pair = tuple[str, str]
HAPPENED = frozenset({"reported", "claimed"})


@dataclass(frozen=True)
class EventRow:
    """An event with the report it stands in. `key` is "article/event", unique in a snapshot; `when` sorts."""

    key: str
    event: Event
    reading: Reading
    pairs: frozenset[Pair]
    when: str

    @property
    def happened(self) -> bool:
        """Told as a fact or on somebody's word, and news."""
        return self.event.status in HAPPENED and not self.event.background


@dataclass(frozen=True)
class SignalRow:
    """A signal with the report it stands in."""

    key: str
    signal: Signal
    reading: Reading
    pairs: frozenset[Pair]
    when: str


@dataclass(frozen=True)
class DyadLine:
    """A pair of sides with how much there is of it."""

    pair: Pair
    events: int
    commitments: int
    open: int
    last: str


class Snapshot:
    """Readings and articles as they were at one moment, with what is made of them; never changed, safe to read from threads."""

    def __init__(
        self, readings: Sequence[Reading], articles: Iterable[Article] = (), rulings: Sequence[Ruling] = ()
    ) -> None:
        self.readings = tuple(sorted(readings, key=lambda r: (r.date or "", r.id)))
        self.articles = {a.id: a for a in articles}
        self.rulings = tuple(rulings)
        self.by_id = {r.id: r for r in self.readings}

    @cached_property
    def version(self) -> str:
        """Sixteen hexadecimal digits that change with anything a page could show."""
        found = hashlib.sha256()
        for reading in self.readings:
            found.update(to_json(reading).encode())
        for ruling in self.rulings:
            found.update(to_json(ruling).encode())
        return found.hexdigest()[:16]

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger over all readings and rulings."""
        return build(self.readings, rulings=self.rulings)

    def ledger_as_of(self, day: str) -> Ledger:
        """What could be known on a day; raises `ValueError` for what is no date."""
        return build(self.readings, rulings=self.rulings, as_of=day)

    @cached_property
    def events(self) -> tuple[EventRow, ...]:
        """All events, the newest first."""
        rows = (
            EventRow(f"{r.id}/{e.id}", e, r, pairs(e.actors, e.recipients), e.date or r.date or "")
            for r in self.readings
            for e in r.events
        )
        return tuple(sorted(rows, key=lambda row: (row.when, row.key), reverse=True))

    @cached_property
    def events_of(self) -> dict[Pair, list[EventRow]]:
        """Events by pair of sides, the newest first."""
        found: dict[Pair, list[EventRow]] = {}
        for row in self.events:
            for pair in row.pairs:
                found.setdefault(pair, []).append(row)
        return found

    @cached_property
    def signals(self) -> tuple[SignalRow, ...]:
        """All signals, the newest first."""
        rows = (
            SignalRow(f"{r.id}/{s.id}", s, r, pairs((s.speaker,), counterparts(s)), s.date or r.date or "")
            for r in self.readings
            for s in r.signals
        )
        return tuple(sorted(rows, key=lambda row: (row.when, row.key), reverse=True))

    @cached_property
    def rows(self) -> tuple[Commitment, ...]:
        """The ledger's rows, the newest first."""
        return tuple(sorted(self.ledger.rows, key=lambda row: (row.first_said or "", row.id), reverse=True))

    @cached_property
    def pairs_of(self) -> dict[str, frozenset[Pair]]:
        """The pairs of sides a ledger row lies between, by its id."""
        return {row.id: pairs((row.signal.speaker,), counterparts(row.signal)) for row in self.ledger.rows}

    @cached_property
    def dyads(self) -> tuple[DyadLine, ...]:
        """Every pair of sides between which something happened or was said, the fullest first."""
        events: Counter[Pair] = Counter()
        rows: Counter[Pair] = Counter()
        still: Counter[Pair] = Counter()
        last: dict[Pair, str] = {}
        for one in self.events:
            if one.happened:
                for pair in one.pairs:
                    events[pair] += 1
                    last[pair] = max(last.get(pair, ""), one.when)
        for row in self.ledger.rows:
            for pair in self.pairs_of[row.id]:
                rows[pair] += 1
                still[pair] += row.state in ("open", "triggered", "contested")
                last[pair] = max(last.get(pair, ""), row.last_said or "")
        lines = (DyadLine(p, events[p], rows[p], still[p], last[p]) for p in last)
        return tuple(sorted(lines, key=lambda d: (-(d.events + 3 * d.commitments), d.pair)))

    def series(self, pair: Pair) -> Dyad:
        """The daily series of a pair, of all readings: those that name neither side say which days are covered."""
        from detente.dynamics.acts import acts_between
        from detente.dynamics.series import series

        found = acts_between(list(self.readings), *pair, articles=list(self.articles.values()))
        return series(found.acts, *pair, coverage=found.coverage, left_out=found.left_out)

    @cached_property
    def names(self) -> dict[str, str]:
        """The name to show for each side."""
        from detente.ledger.words import side_name

        found: dict[str, str] = {}
        for row in self.events:
            for actor in (*row.event.actors, *row.event.recipients):
                found.setdefault(actor.side, side_name(actor))
        for said in self.signals:
            for actor in (said.signal.speaker, *counterparts(said.signal)):
                found.setdefault(actor.side, side_name(actor))
        return found

    @cached_property
    def event_by_key(self) -> dict[str, EventRow]:
        """Events by "article/event"."""
        return {row.key: row for row in self.events}

    @cached_property
    def by_article(self) -> dict[str, list[EventRow]]:
        """Events by article."""
        found: dict[str, list[EventRow]] = {}
        for row in reversed(self.events):
            found.setdefault(row.reading.id, []).append(row)
        return found

    @cached_property
    def publishers(self) -> Counter[str]:
        """How many reports each publisher has here."""
        return Counter(publisher(r) for r in self.readings)


def pairs(doers: Iterable[Actor], others: Iterable[Actor]) -> frozenset[Pair]:
    """The pairs, each in alphabetical order, of known sides."""
    sides = ({a.side for a in those if a.code != "---" or a.group} for those in (doers, others))
    one, other = sides
    return frozenset((min(a, b), max(a, b)) for a, b in product(one, other) if a != b)


class Library:
    """Holds the newest snapshot and makes a new one when what it is made of has changed.

    `load` gives readings, articles and rulings; `stamp` a value that changes when they do (cheap; asked before each page, at most
    once a second by the caller's clock). `keep` keeps a ruling and `drop` takes back the one at a place of the list; None where nothing
    can be kept.
    """

    def __init__(
        self,
        load: Callable[[], tuple[Sequence[Reading], Iterable[Article], Sequence[Ruling]]],
        *,
        stamp: Callable[[], object] = lambda: None,
        keep: Callable[[Ruling], None] | None = None,
        drop: Callable[[int, Ruling], None] | None = None,
        title: str = "Détente",
    ) -> None:
        self._load = load
        self._stamp = stamp
        self._lock = threading.Lock()
        self._seen: object = None
        self._held: Snapshot | None = None
        self.keep = keep
        self.drop = drop
        self.title = title

    @classmethod
    def of(cls, readings: Sequence[Reading], articles: Iterable[Article] = (), title: str = "Détente") -> Library:
        """A library of what is given, which never changes."""
        held = list(articles)
        return cls(lambda: (readings, held, ()), title=title)

    def snapshot(self) -> Snapshot:
        """The newest snapshot. While one thread makes a new one the others read the old."""
        stamp = self._stamp()
        held = self._held
        if held is not None and stamp == self._seen:
            return held
        if not self._lock.acquire(blocking=held is None):
            return held if held is not None else self.snapshot()
        try:
            if self._held is None or stamp != self._seen:
                self._held = Snapshot(*self._load())
                self._seen = stamp
            return self._held
        finally:
            self._lock.release()

    def rule(self, ruling: Ruling) -> None:
        """Keep a person's ruling and forget the snapshot."""
        assert self.keep is not None
        with self._lock:
            self.keep(ruling)
            self._held = None

    def unrule(self, number: int) -> None:
        """Take a ruling back, by its place in the list."""
        assert self.drop is not None
        with self._lock:
            self.drop(number, self._held.rulings[number] if self._held else self._load()[2][number])
            self._held = None
