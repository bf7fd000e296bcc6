"""Events beside gold: which of ours goes with which gold event, and whether type and sides are right.

An open side (---, or none written) in gold matches anything. A side is right when one of ours is the country or group gold
names. Ours and gold are put side by side best first: the same type and sides, then the same type, then the same sides; what
is left over was missed, or is too much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from detente.actors import short
from detente.evaluation.gold import Gold, GoldRecord
from detente.events import cameo
from detente.records import Actor, Document, Event, Reading

TOLD = ("reported", "claimed")


class Ours(NamedTuple):
    """One of our events as gold is written: names of each side, type, and how we came to it."""

    source: frozenset[str]
    target: frozenset[str]
    type: str
    status: str
    rule: str
    code: str | None = None


class Pair(NamedTuple):
    """A gold event with ours; None on one side: missed, or too much."""

    gold: Gold | None
    ours: Ours | None

    @property
    def typed(self) -> bool:
        """The type is right."""
        return bool(self.gold and self.ours and self.gold.type == self.ours.type)

    @property
    def source_right(self) -> bool:
        """The doer is right, or left open."""
        return bool(self.gold and self.ours and fits(self.ours.source, self.gold.source))

    @property
    def target_right(self) -> bool:
        """The target is right, or left open."""
        return bool(self.gold and self.ours and fits(self.ours.target, self.gold.target))

    @property
    def right(self) -> bool:
        """Type and both sides."""
        return self.typed and self.source_right and self.target_right


def fits(ours: frozenset[str], gold: frozenset[str]) -> bool:
    """Whether a side is the one gold names; an open one is anybody."""
    return not gold or bool(ours & gold)


def names(actors: Iterable[Actor]) -> frozenset[str]:
    """What gold may call these actors: state codes, groups, their short names."""
    found: set[str] = set()
    for actor in actors:
        found |= {actor.code, short(actor)} | ({actor.group} if actor.group else set())
    return frozenset(found - {"---"})


def told(found: Iterable[Event]) -> list[Event]:
    """The events told as having happened: a threat to strike is a THREATEN, not an ASSAULT."""
    return [event for event in found if event.status in TOLD and not event.background]


def viewed(document: Document, reading: Reading) -> list[Ours]:
    """A reading's events as CAMEO's coders write them (`detente.events.cameo`)."""
    made = cameo.view(reading.events, document)
    return [Ours(_one(t.source), _one(t.target), t.type, "", t.rule, t.code) for t in made]


def _one(actor: Actor | None) -> frozenset[str]:
    return frozenset() if actor is None else names((actor,))


def as_written(event: Event) -> Ours:
    """One of our events; of an act done together all sides are on either side."""
    source, target = names(event.actors), names(event.recipients)
    return Ours(source, target or (source if len(event.actors) > 1 else target), event.type, event.status, event.rule)


def paired(gold: Sequence[Gold], ours: Sequence[Ours]) -> list[Pair]:
    """Gold and ours side by side, gold's order first, then what is too much."""
    options = sorted(
        (-_closeness(g, o), i, j) for i, g in enumerate(gold) for j, o in enumerate(ours) if _closeness(g, o) > 0
    )
    partner: dict[int, int] = {}
    for _, i, j in options:
        if i not in partner and j not in partner.values():
            partner[i] = j
    made = [Pair(g, ours[partner[i]] if i in partner else None) for i, g in enumerate(gold)]
    return made + [Pair(None, o) for j, o in enumerate(ours) if j not in partner.values()]


def _closeness(gold: Gold, ours: Ours) -> int:
    """8 for the type, 2 for each side, 1 for the status; 0 where nothing but an open side is the same."""
    sides = 2 * fits(ours.source, gold.source) + 2 * fits(ours.target, gold.target)
    named = bool(ours.source & gold.source) or bool(ours.target & gold.target)
    typed = gold.type == ours.type
    return 8 * typed + sides + (gold.status == ours.status) if typed or named else 0


# ---------------------------------------------------------------------------- one gold event a record, as PLOVER has them


def countries(actors: Iterable[Actor]) -> frozenset[str]:
    """The states of actors."""
    return frozenset(actor.code for actor in actors)


def sides_fit(event: Event, gold: Gold) -> bool:
    """Both gold sides are in the event; a symmetric gold event has both among its sources."""
    actors, recipients = countries(event.actors), countries(event.recipients)
    everyone = actors | recipients
    if not gold.target or gold.source == gold.target:
        return bool(actors & gold.source) and (len(gold.source) < 2 or gold.source <= everyone)
    if not gold.source:
        return bool(recipients & gold.target)
    forward = bool(actors & gold.source) and bool(recipients & gold.target)
    return forward or (not recipients and bool(actors & gold.source) and bool(actors & gold.target))


def for_pair(found: Sequence[Event], gold: Gold) -> Event | None:
    """The event between the gold pair, else from its source, else touching it, else the first."""
    tests: tuple[Callable[[Event], bool], ...] = (
        lambda e: sides_fit(e, gold),
        lambda e: bool(countries(e.actors) & (gold.source | gold.target)),
        lambda e: bool(countries((*e.actors, *e.recipients)) & (gold.source | gold.target)),
        lambda e: True,
    )
    for test in tests:
        for event in found:
            if test(event):
                return event
    return None


def between_the_pair(found: Sequence[Event], record: GoldRecord) -> list[Pair]:
    """The one gold event of a PLOVER record beside the first of ours between its sides; the others are not judged."""
    gold = (record.gold or ())[0]
    best = for_pair(found, gold)
    if best is None:
        return [Pair(gold, None)]
    ours = as_written(best)
    if sides_fit(best, gold):  # written the other way round, or together: right all the same
        ours = ours._replace(source=ours.source | gold.source, target=ours.target | gold.target)
    return [Pair(gold, ours)]
