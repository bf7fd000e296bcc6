"""Whom a side faces: where its words, or its act, name no rival, the reports around them say who is meant."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

from detente.ledger.acts import ESCALATES, counts_for, known, tie
from detente.ledger.mentions import AUDIENCE, Known, Mention
from detente.ledger.thresholds import days
from detente.ledger.when import DAY, Moment
from detente.records import Actor, Reading

FEUD: Final = days("FEUD")
"""So many hostile acts and words between two sides, and twice those with any other, make them each other's enemy."""
FEUD_DAYS: Final = days("FEUD_DAYS") * DAY
HOSTILE_WORDS: Final = frozenset({"threat", "demand", "accusation", "refusal"})


@dataclass
class _Feud:
    """The hostile acts and words of one side's reports, and their sum from the report at `first` on."""

    highs: list[datetime] = field(default_factory=list)
    counts: list[Counter[str]] = field(default_factory=list)
    first: int = 0
    total: Counter[str] = field(default_factory=Counter)

    def since(self, first: int) -> Counter[str]:
        """The sum from that report on; the next question is mostly of the same weeks."""
        for place in range(self.first, first):
            self.total.subtract(self.counts[place])
        for place in range(first, self.first):
            self.total.update(self.counts[place])
        self.first = first
        return self.total


@dataclass
class Feuds:
    """Who has been at whom, report by report, in the order they became known."""

    told: dict[str, _Feud] = field(default_factory=dict)

    def add(self, item: Known) -> None:
        """Count the hostile acts and words of a report, for each side against each other one."""
        if not any(event.type in ESCALATES and not event.background for event in item.reading.events):
            return
        sides = {s for e in item.reading.events for s in _parties((*e.actors, *e.recipients))}
        for side in sides:
            count = _hostility(item.reading, side)
            if count:
                feud = self.told.setdefault(side, _Feud())
                feud.highs.append(item.at.high if item.at else _NEVER)
                feud.counts.append(count)
                feud.total.update(count)

    def enemy(self, side: str, at: Moment | None) -> frozenset[str]:
        """The one side set against another by far in the weeks up to then; none where two have nearly as many.

        An ally of that one is no other enemy: who fights two allies faces the one he fights most.
        """
        feud = self.told.get(side)
        if feud is None:
            return frozenset()
        first = bisect_left(feud.highs, True, key=lambda high: at.low - high <= FEUD_DAYS) if at else 0
        best = feud.since(first).most_common()
        if not best or best[0][1] < FEUD:
            return frozenset()
        next_ = next((count for other, count in best[1:] if not tie(best[0][0], other)), 0)
        return frozenset({best[0][0]}) if best[0][1] >= 2 * next_ else frozenset()


_NEVER: Final = datetime.max.replace(tzinfo=UTC)
"""Reports without a date come last and are never too old."""


def facing(found: Sequence[Mention], readings: Sequence[Known]) -> tuple[Mention, ...]:
    """Gives words that name no rival the side they most likely face: the one their report, or all so far, set most against theirs.

    Hostile acts and words of the reports up to then are counted. Where one other side has most of them by far, it is the one
    meant; else the report alone decides, and where that names two alike nobody is.
    """
    waiting: dict[int, set[str]] = {}
    for mention in found:
        if not mention.rivals:
            waiting.setdefault(id(mention.known), set()).add(mention.side)
    feuds, enemies = Feuds(), {}
    for item in readings if waiting else ():
        feuds.add(item)
        for side in waiting.get(id(item), ()):
            enemies[id(item), side] = feuds.enemy(side, item.at)
    made = []
    for mention in found:
        if mention.rivals:
            made.append(mention)
            continue
        enemy = enemies[id(mention.known), mention.side]
        harms = mention.signal.kind == "threat"
        made.append(replace(mention, facing=enemy or _opponent(mention.known.reading, mention.side, harms=harms)))
    return tuple(made)


def _hostility(reading: Reading, side: str) -> Counter[str]:
    """How often a report tells of hostile acts between a side and each other one."""
    count: Counter[str] = Counter()
    for event in reading.events:
        doers, others = _parties(event.actors), _parties(event.recipients)
        for one, two in ((doers, others), (others, doers)):
            if not event.background and event.type in ESCALATES and side in one:
                count.update(two - {side})
    return count


def _opponent(reading: Reading, side: str, *, harms: bool) -> frozenset[str]:
    """The one other side the report sets most against this one (hostile acts count double); none when two do alike.

    For words of harm only hostile acts and words count: a visit makes the host no target.
    """
    count = _hostility(reading, side)
    for event in () if harms else reading.events:
        doers, others = _parties(event.actors), _parties(event.recipients)
        for one, two in ((doers, others), (others, doers)):
            if not event.background and side in one:
                count.update(two - {side})
    for signal in reading.signals:
        named = _parties((signal.speaker, *signal.addressees))
        if side in named and (not harms or signal.kind in HOSTILE_WORDS):
            count.update(named - {side})
    best = count.most_common(2)
    alone = best and (len(best) == 1 or best[0][1] > best[1][1])
    return frozenset({best[0][0]}) if alone else frozenset()


def _parties(actors: Iterable[Actor]) -> set[str]:
    """The sides named; a country's people stand for the country."""
    named = [actor for actor in actors if known(actor) and actor.sector not in AUDIENCE]
    return {counts_for(actor) for actor in named}
