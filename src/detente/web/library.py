"""What the pages read: articles, their readings, the ledger over them; one consistent snapshot at a time."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from detente import __version__
from detente.events.incidents.independence import publisher
from detente.ledger import Ledger, Ruling
from detente.ledger.mentions import counterparts
from detente.records import Actor, Article, Commitment, Event, Reading, Signal, to_json
from detente.web import apart
from detente.web.course import Course, course
from detente.web.later import Later, NotReady
from detente.when import Moment, moment

if TYPE_CHECKING:
    from detente.dynamics.series import Dyad
    from detente.web.hooked import Log

Pair = tuple[str, str]
HAPPENED = frozenset({"reported", "claimed"})
PATIENCE = 0.5  # seconds: where the last snapshot took no longer, a reader waits for a newer one
FIRST = 2.0  # and for the very first one, before the page says that the reports are being read
REST = 0.5  # a new snapshot is begun no sooner than this many times what the last one took after it: readers come first
_log = logging.getLogger(__name__)


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

    @cached_property
    def at(self) -> Moment | None:
        """The stretch of time it may have happened in, UTC without its zone; None without a date."""
        found = moment(self.when)
        return Moment(found.low.replace(tzinfo=None), found.high.replace(tzinfo=None)) if found else None

    @cached_property
    def sides(self) -> frozenset[str]:
        """Who did it and to whom."""
        return frozenset(a.side for a in (*self.event.actors, *self.event.recipients))

    @cached_property
    def folded(self) -> str:
        """The text that words are looked for in."""
        return f"{self.event.quote} {self.reading.title or ''}".casefold()


@dataclass(frozen=True)
class SignalRow:
    """A signal with the report it stands in."""

    key: str
    signal: Signal
    reading: Reading
    pairs: frozenset[Pair]
    when: str

    @property
    def sides(self) -> frozenset[str]:
        """Who says it."""
        return frozenset([self.signal.speaker.side])

    @cached_property
    def folded(self) -> str:
        """The text that words are looked for in."""
        return f"{self.signal.quote} {self.reading.title or ''}".casefold()


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
        self,
        readings: Sequence[Reading],
        articles: Iterable[Article] = (),
        rulings: Sequence[Ruling] = (),
        *,
        stamp: object = None,
    ) -> None:
        """`stamp`: a value that is another one whenever the readings or rulings are others; without one they are all hashed."""
        self.readings = tuple(sorted(readings, key=lambda r: (r.date or "", r.id)))
        self.articles = {a.id: a for a in articles}
        self.rulings = tuple(rulings)
        self.by_id = {r.id: r for r in self.readings}
        self.stamp = stamp
        self.made_at: datetime | None = None  # UTC; where what it was made of can change
        self.is_behind = False  # newer reports wait for the next snapshot: the only thing here that changes
        self.asides = Later()

    @cached_property
    def version(self) -> str:
        """Sixteen hexadecimal digits that change with anything a page could show."""
        if self.stamp is not None:
            last = self.readings[-1].id if self.readings else ""
            told = f"{__version__}|{self.stamp}|{len(self.readings)}|{len(self.articles)}|{last}"
            return hashlib.sha256(told.encode()).hexdigest()[:16]
        found = hashlib.sha256()
        for reading in self.readings:
            found.update(to_json(reading).encode())
        for ruling in self.rulings:
            found.update(to_json(ruling).encode())
        return found.hexdigest()[:16]

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger over all readings and rulings."""
        return apart.ledger(self.readings, self.rulings)

    def ledger_as_of(self, day: str) -> Ledger:
        """What could be known on a day; raises `ValueError` for what is no date, `NotReady` while a large one is being made."""
        return self.asides.get(
            ("as of", day),
            lambda: apart.ledger(self.readings, self.rulings, day),
            "The ledger as known on that day is being made.",
        )

    def warm(self) -> Snapshot:
        """Itself, with all that pages ask for made beforehand."""
        for part in (
            self.ledger, self.events, self.events_of, self.rows, self.pairs_of, self.dyads, self.names, self.signals, self.event_by_key,
            self.by_article, self.publishers, self.version, self.row_by_id, self.rows_of,
        ):  # fmt: skip
            assert part is not None
        for row in self.events:
            assert row.folded is not None
        return self

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
    def row_by_id(self) -> dict[str, Commitment]:
        """The ledger's rows by id."""
        return {row.id: row for row in self.ledger.rows}

    @cached_property
    def rows_of(self) -> dict[Pair, list[Commitment]]:
        """The ledger's rows by pair of sides, the newest first."""
        found: dict[Pair, list[Commitment]] = {}
        for row in self.rows:
            for pair in self.pairs_of[row.id]:
                found.setdefault(pair, []).append(row)
        return found

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

    @cached_property
    def movers(self) -> dict[Pair, Actor | None]:
        """Whose move it is between the sides of a pair; None where nobody has to move."""
        return {(min(m.sides), max(m.sides)): m.mover for m in self.ledger.moves}

    def series(self, pair: Pair) -> Dyad:
        """The daily series of a pair, of all readings: those that name neither side say which days are covered."""
        from detente.dynamics.acts import acts_between
        from detente.dynamics.series import series

        found = acts_between(list(self.readings), *pair, articles=list(self.articles.values()))
        return series(found.acts, *pair, coverage=found.coverage, left_out=found.left_out)

    def course(self, pair: Pair, patience: float | None = None) -> Course:
        """Tension by week and turning points of a pair; raises `NotReady` while they are worked out."""
        return self.asides.get(
            ("course", pair),
            lambda: course(self.series(pair)),
            "Tension and turning points are being worked out.",
            patience,
        )

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
    """Holds the newest snapshot, and has a new one made in the background when what it is made of has changed.

    `load` gives readings, articles and rulings; `stamp` a value that changes when they do (cheap: it is asked before each page).
    `keep` keeps a ruling and `drop` takes back the one at a place of the list; None where nothing can be kept.
    A reader never waits long: where a snapshot takes more than a second he is given the last one, which says when it was made.
    """

    def __init__(
        self,
        load: Callable[[], tuple[Sequence[Reading], Iterable[Article], Sequence[Ruling]]],
        *,
        stamp: Callable[[], object] | None = None,
        keep: Callable[[Ruling], None] | None = None,
        drop: Callable[[int, Ruling], None] | None = None,
        title: str = "Détente",
    ) -> None:
        self._load = load
        self._stamp = stamp
        self._asking = threading.Lock()  # one thread at a time asks whether there is something new
        self._lock = threading.Lock()  # guards what follows
        self._keeping = threading.Lock()
        self._work: _Work | None = None
        self._held: Snapshot | None = None
        self._seen: object = None
        self._changed = False
        self._took = 0.0
        self._ended = 0.0
        self.keep = keep
        self.drop = drop
        self.title = title
        self.hooks: Callable[[], Log] | None = None  # a look at the hooks of the store behind it

    @classmethod
    def of(cls, readings: Sequence[Reading], articles: Iterable[Article] = (), title: str = "Détente") -> Library:
        """A library of what is given, which never changes."""
        held = list(articles)
        return cls(lambda: (readings, held, ()), title=title)

    def snapshot(self, first: float = FIRST) -> Snapshot:
        """The newest snapshot there is; raises `NotReady` where the first is not made within `first` seconds."""
        held = self._held
        if held is None:
            work = self._begin()
            work.done.wait(first)
            if work.fault is not None:
                raise work.fault
            if self._held is None:
                raise NotReady("The reports are being read and the ledger is being made.")
            return self._held
        for _ in range(2):  # what was under way when a ruling came in does not hold it yet
            if not self._is_old():
                break
            held.is_behind = True
            quick = self._took <= PATIENCE
            if quick or self._changed or time.monotonic() - self._ended >= REST * self._took:
                work = self._begin()
                if quick:
                    work.done.wait(2 * PATIENCE)
        return self._held or held

    def wait(self) -> Snapshot:
        """The newest snapshot, however long it takes."""
        work = self._begin() if self._held is None or self._is_old() else self._work
        if work is not None:
            work.done.wait()
            if work.fault is not None:
                raise work.fault
        assert self._held is not None
        return self._held

    def _is_old(self) -> bool:
        if self._changed:
            return True
        if self._stamp is None or not self._asking.acquire(blocking=False):
            return self._held is not None and self._held.is_behind
        try:
            return self._stamp() != self._seen
        finally:
            self._asking.release()

    def _begin(self) -> _Work:
        """The work on the next snapshot: begun, or under way already."""
        with self._lock:
            if self._work is None or self._work.done.is_set():
                self._work = _Work()
                threading.Thread(target=self._make, args=(self._work,), daemon=True, name="snapshot").start()
            return self._work

    def _make(self, work: _Work) -> None:
        started = time.monotonic()
        try:
            with self._lock:
                self._changed = False
            stamp = self._stamp() if self._stamp else None
            made = Snapshot(*self._load(), stamp=stamp)
            if self._stamp:
                made.made_at = datetime.now(UTC)
            made.warm()
            self._held, self._seen = made, stamp
        except Exception as error:
            _log.warning("no new snapshot could be made: %s", error)
            work.fault = error
        finally:
            self._ended = time.monotonic()
            self._took = self._ended - started
            work.done.set()

    def rule(self, ruling: Ruling) -> None:
        """Keep a person's ruling; the next snapshot holds it."""
        assert self.keep is not None
        with self._keeping:
            self.keep(ruling)
        self._renew()

    def unrule(self, number: int) -> None:
        """Take a ruling back, by its place in the list."""
        assert self.drop is not None
        with self._keeping:
            self.drop(number, self._held.rulings[number] if self._held else self._load()[2][number])
        self._renew()

    def _renew(self) -> None:
        """A snapshot begun before this moment does not count."""
        with self._lock:
            self._changed = True
            if self._held is not None:
                self._held.is_behind = True


@dataclass
class _Work:
    """A snapshot being made."""

    done: threading.Event = field(default_factory=threading.Event)
    fault: Exception | None = None
