"""What reports tell as having happened, or not: each event with the time it has, whether it was told of before, and who stands behind it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Final

from detente.ledger.acts import ESCALATES, MUTUAL, acts_for, at_each_other, best_grade, escalates, has_cue, party
from detente.ledger.acts import known as is_known
from detente.ledger.facing import Feuds
from detente.ledger.finding import Finding
from detente.ledger.mentions import Known, by_then, likeness_of_words
from detente.ledger.thresholds import days, threshold
from detente.ledger.when import DAY, Moment, moment
from detente.records import Event, EventType


@dataclass(frozen=True)
class Fact:
    """An event of a report as a deed or a denial: when it happened as far as is known."""

    event: Event
    known: Known
    when: Moment
    again: bool = False  # undated, and an earlier report told of such an act: as likely that one as a new one
    retold: bool = False  # … in much the same words
    enemies: frozenset[str] = frozenset()  # whom the reports up to its own set against its doers by far

    @property
    def date(self) -> str:
        """The day to show; that of its report, in its own zone, where the act has none."""
        return self.event.date or (self.known.reading.date or "")[:10] or self.when.last_day.isoformat()

    @cached_property
    def doers(self) -> frozenset[str]:
        """Whose act it is."""
        return frozenset(party(actor) for actor in self.event.actors)

    @cached_property
    def grades(self) -> dict[str, float]:
        """How far it is an act of each side of which it may be one (`actor_grade`)."""
        event = self.event
        doers = (*event.actors, *event.recipients) if event.type in MUTUAL else event.actors
        grades = {side: best_grade(doers, side) for actor in doers for side in acts_for(actor)}
        enacts = event.type in ENACTED and has_cue(
            "enacting", event.quote
        )  # its talk binds nobody, its vote its country
        return grades | {actor.code: 1.0 for actor in doers if enacts and actor.sector == "LEG" and not actor.group}

    def grade(self, sides: frozenset[str]) -> float:
        """How far it is an act of one of some sides."""
        best = 0.0
        for side in sides:
            best = max(best, self.grades.get(side, 0.0))
        return best

    @cached_property
    def lands(self) -> frozenset[str]:
        """The states whose people protest: what no state does itself, and others hold against it."""
        event = self.event
        return frozenset(a.code for a in event.actors if is_known(a)) if event.type == "PROTEST" else frozenset()

    @cached_property
    def hit(self) -> frozenset[str]:
        """Whom it struck."""
        return struck(self.event)

    @cached_property
    def claimants(self) -> frozenset[str]:
        """Who says so."""
        return claimants_of(self)

    @cached_property
    def bears(self) -> dict[tuple[object, ...], Finding]:
        """What it has been found to say to rows, by what that turns on: it says the same to many, and is kept once."""
        return {}

    @cached_property
    def outer(self) -> Event | None:
        """The act of speech it is told in."""
        inside = self.event.inside
        return next((e for e in self.known.reading.events if e.id == inside), None) if inside is not None else None

    @cached_property
    def denies(self) -> bool:
        """Whether its words deny, or say that there was not, a hostile act or a meeting of their speakers', of which the report is not sure itself."""
        event = self.event
        speakers = {party(actor) for actor in event.said_by}
        deniable = event.type in ESCALATES or (event.type == "CONSULT" and event.status == "denied")
        if not speakers or not deniable or told_as_fact(self.known, event.type, speakers):
            return False
        return not event.actors or best_grade(event.actors, min(speakers)) > 0.0


ENACTED: Final = frozenset({"SUPPORT", "AGREE", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REJECT", "SANCTION"})
"""What a parliament may decide for its country."""


def facts(readings: Iterable[Known]) -> tuple[Fact, ...]:
    """All dated events that are news and are said to have happened, or to have not happened."""
    found = []
    told, feuds = Told(), Feuds()
    for item in readings:
        news: list[tuple[Event, frozenset[Act]]] = []
        words_alone = _to_come(item)
        feuds.add(item)
        for event in item.reading.events:
            when = _happened(event.date, item)
            if event.background or event.status not in TOLD_OF or when is None:
                continue
            if event.status == "intended":
                promised = _promised(event, item)
                found += [promised] if promised else []
                continue
            if event.id in words_alone:
                continue
            acts = _acts(event)
            again = not event.date and told.before(acts, item.at)
            retold = again and told.in_like_words(acts, event.quote)
            found.append(Fact(event, item, when, again, retold, _enemies(event, feuds, item.at)))
            news.append((event, acts))
        for event, acts in news:
            if event.status != "negated" or event.inside is None:  # what a promise forswears is not told of
                told.add(acts, event.quote, item.at)
    return tuple(found)


TOLD_OF: Final = frozenset({"reported", "claimed", "denied", "negated", "intended"})


def _promised(event: Event, item: Known) -> Fact | None:
    """A favour told as to come on somebody's word ("will hand over the pilot on Friday, Cairo said"): arranged, and known since its report."""
    if event.type in ESCALATES or not event.actors or not event.said_by or item.at is None:
        return None
    return Fact(event, item, item.at)


def _to_come(known: Known) -> frozenset[str]:
    """The speech acts that only say what a side will do or would: "will make a deal" is no deal yet."""
    return frozenset(
        signal.event
        for signal in known.reading.signals
        if signal.event and (signal.kind == "offer" or (signal.kind == "pledge" and ": will" in signal.rule))
    )


Act = tuple[EventType, str, bool]
"""A kind of act by a side, and whether it was told as a breach: a breach told of before may be told again; an attack is none."""


def _acts(event: Event) -> frozenset[Act]:
    named = has_cue("breach", event.quote)
    return frozenset((event.type, party(actor), named) for actor in event.actors)


@dataclass
class Told:
    """Which acts the reports so far have told of, when last, and in what words."""

    last: dict[Act, Moment] = field(default_factory=dict)
    quotes: dict[Act, deque[str]] = field(default_factory=dict)

    def add(self, acts: frozenset[Act], quote: str, at: Moment | None) -> None:
        """Take in one telling; a breach is an act of its kind too."""
        for type_, side, named in acts:
            for act in {(type_, side, named), (type_, side, False)}:
                self.quotes.setdefault(act, deque(maxlen=QUOTES)).append(quote)
                if at is not None:
                    self.last[act] = at

    def before(self, acts: frozenset[Act], at: Moment | None) -> bool:
        """Whether all of the acts were told of lately: after some weeks another one is another one."""
        known_ = [self.last.get(act) for act in acts]
        return bool(known_) and all(
            last is not None and (at is None or at.low - last.high <= AGAIN_DAYS) for last in known_
        )

    def in_like_words(self, acts: frozenset[Act], quote: str) -> bool:
        """Whether one of the last tellings used much the same words."""
        before = [old for act in sorted(acts) for old in self.quotes.get(act, ())]
        return any(likeness_of_words(quote, old) >= RETOLD for old in before)


QUOTES: Final = 20
"""So many of the last tellings of such acts are compared with a new one."""


RETOLD: Final = threshold("RETOLD")


AGAIN_DAYS: Final = days("AGAIN_DAYS") * DAY


def _enemies(event: Event, feuds: Feuds, at: Moment | None) -> frozenset[str]:
    """Whom the doers of a hostile act fight by far, whoever else they do; a joint act has the enemies of each."""
    if not escalates(event) or at_each_other(event):
        return frozenset()
    doers = {party(actor) for actor in event.actors}
    return frozenset().union(*(feuds.enemy(doer, at) for doer in doers)) - doers


def _happened(date: str | None, known: Known) -> Moment | None:
    """When an act of the news happened; one without a date of its own within the day before its report came out."""
    own = by_then(moment(date), known.at)
    if own is not None or known.at is None:
        return own
    return Moment(known.at.low - timedelta(days=1), known.at.high)


def struck(event: Event) -> frozenset[str]:
    """Whom an act struck, by name, country and the country of its place."""
    sides_ = {name for actor in event.recipients if is_known(actor) for name in (party(actor), actor.code)}
    place = {event.place.country} if event.place and event.place.country else set()
    return frozenset((sides_ | place) - {"---", "IGO", "NGO", "MNC", None})


def claimants_of(fact: Fact) -> frozenset[str]:
    """Who says so: those the event names, else those who make the accusation it stands in."""
    event = fact.event
    if event.said_by or event.inside is None:
        return frozenset(party(actor) for actor in event.said_by)
    outer = fact.outer
    return frozenset(party(actor) for actor in outer.actors) if outer and outer.type == "ACCUSE" else frozenset()


def told_as_fact(known: Known, type_: EventType, speakers: Iterable[str]) -> bool:
    """Whether the report that quotes a denial tells, in its own voice, that the denier did such an act: it denies a detail.

    "India struck nine places … no military site was targeted, India said": the strikes are no account of one side.
    """
    sides_ = set(speakers)
    return any(
        event.status == "reported"
        and not event.background
        and event.type == type_
        and any(party(actor) in sides_ for actor in event.actors)
        for event in known.reading.events
    )
