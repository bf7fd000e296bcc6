"""What may bear on a row at all, found by side, target and time, so that no row looks at the affairs of others.

The search leaves out only what `matching.findings` would find nothing in: deeds by nobody the row asks anything of, at
nobody it speaks of, or outside its time; words of sides it has no tie with. Each part says why in the terms of matching.py.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from detente.ledger.acts import (
    ESCALATES,
    HANDED_OVER,
    MUTUAL,
    acts_for,
    at_each_other,
    escalates,
    has_cue,
    only_receives,
    own_soil,
    party,
    things_named,
    tied_to,
)
from detente.ledger.facts import Fact
from detente.ledger.finding import DEEDS
from detente.ledger.matching import last_day
from detente.ledger.mentions import Known, Mention
from detente.ledger.questions import Question, questions
from detente.ledger.spoken import EVER, Word, accused, eases_off, lately, words_in
from detente.ledger.when import Moment
from detente.records import Event

Key = tuple[str, str]

ANY: Final = "*"
"""Whoever it is aimed at."""
OPEN: Final = "?"
"""Aimed at nobody who is known, or at somebody the words or the reports around must tell."""
UNSAID: Final = "-"
"""Done by nobody who is named."""
BREACH: Final = "!"
"""Told as a violation: whoever it hit, it breaks what two sides agreed on."""
BEGINNING: Final = datetime.min.replace(tzinfo=UTC)


class Shelf:
    """The places of things of one kind, by the time they may lie in."""

    def __init__(self) -> None:
        self._held: list[tuple[datetime, datetime, int]] = []
        self._longest = timedelta()
        self._lows: list[datetime] | None = None

    def put(self, when: Moment, place: int) -> None:
        """Take in the thing at `place`."""
        self._held.append((when.low, when.high, place))
        self._longest = max(self._longest, when.high - when.low)
        self._lows = None

    def within(self, first: datetime, last: datetime) -> Iterator[int]:
        """The places of what may lie between two points in time, both included."""
        if self._lows is None:
            self._held.sort()
            self._lows = [low for low, _, _ in self._held]
        begin = bisect_left(self._lows, True, key=lambda low: first - low <= self._longest)
        for _, high, place in self._held[begin : bisect_right(self._lows, last)]:
            if high >= first:
                yield place


class Shelves:
    """Shelves by key."""

    def __init__(self) -> None:
        self._by: dict[Key, Shelf] = {}

    def put(self, keys: Iterable[Key], when: Moment, place: int) -> None:
        """Take in the thing at `place` under all the keys."""
        for key in keys:
            self._by.setdefault(key, Shelf()).put(when, place)

    def within(self, keys: Iterable[Key], first: datetime, last: datetime) -> set[int]:
        """The places of what is held under any of the keys and may lie between two points in time."""
        return {place for key in keys if key in self._by for place in self._by[key].within(first, last)}


class Search:
    """All facts, commitments and words of a ledger, and those of them that may bear on a row, in the order they became known."""

    def __init__(self, facts: Sequence[Fact], mentions: Sequence[Mention], known: Iterable[Known]) -> None:
        self.facts, self.mentions = facts, mentions
        self.words = [word for item in known for word in words_in(item)]
        self._deeds, self._not_done, self._halts, self._words = Shelves(), Shelves(), Shelves(), Shelves()
        for place, fact in enumerate(facts):
            if fact.event.status in DEEDS:
                self._deeds.put(_of_deed(fact), fact.when, place)
            else:
                self._not_done.put(_of_denial(fact.event), fact.when, place)
        for place, mention in enumerate(mentions):
            if mention.said and eases_off(mention):
                self._halts.put(_of_halt(mention), mention.said, place)
        for place, word in enumerate(self.words):
            self._words.put(_of_word(word), word.when, place)

    def facts_for(self, row: Mention, said: Moment) -> list[Fact]:
        """The deeds that answer a question of the row, and the denials by its sides."""
        first, last = said.low, last_day(row, said)
        places = self._not_done.within(_denials_for(row), first, last)
        for question in questions(row):
            found = self._deeds.within(_deeds_for(row, question), first, last)
            places |= {place for place in found if self.facts[place].event.type in question.senses}
        return [self.facts[place] for place in sorted(places)]

    def mentions_for(self, row: Mention, said: Moment) -> list[Mention]:
        """The plain words to stop or to ease off of the sides concerned and of those tied to them."""
        places = self._halts.within(_halts_for(row), said.low, lately(said))
        return [self.mentions[place] for place in sorted(places)]

    def words_for(self, row: Mention, said: Moment) -> list[Word]:
        """Accusations of the side and refusals by either since it spoke, and denials of any time."""
        faced = row.rivals or (row.facing if row.signal.kind == "offer" else frozenset())
        places = self._words.within((("told", side) for side in {row.side} | faced), said.low, EVER)
        places |= self._words.within((("denied", side) for side in {row.side} | row.rivals), BEGINNING, EVER)
        return [self.words[place] for place in sorted(places)]


# ------------------------------------------------------------------------------------------------------------- deeds


def _of_deed(fact: Fact) -> Iterator[Key]:
    """Each side of which it may be an act, with each it may be aimed at."""
    targets = {ANY, *_targets(fact.event)}
    unsaid = {"", UNSAID} if fact.event.mode in HANDED_OVER and not fact.event.actors else {UNSAID}
    sides = fact.grades.keys() | fact.lands | (unsaid if not fact.event.actors else set())
    return ((side, target) for side in sorted(sides) for target in targets)


def _targets(event: Event) -> set[str]:
    """All whom `target_grade`, or the words, may set an act against."""
    together = event.type in MUTUAL or at_each_other(event)
    hit = (*event.actors, *event.recipients) if together else event.recipients
    found = {party(actor) for actor in hit} | {actor.code for actor in hit if not actor.group}
    nobody = not hit or (together and len({party(actor) for actor in hit}) < 2) or own_soil(event)
    nobody = nobody or (event.mode in HANDED_OVER and all(only_receives(actor) for actor in event.recipients))
    if nobody or "---" in found or (event.type in ESCALATES and not event.recipients):
        found.add(OPEN)
    if event.place and event.place.country:
        found.add(event.place.country)
    if has_cue("breach", event.quote):
        found.add(BREACH)
    return found | things_named(event.quote) if escalates(event) else found


def _deeds_for(row: Mention, question: Question) -> Iterator[Key]:
    """Whose acts answer a question, and whom they must be aimed at; where it depends on the act, at whomever."""
    told = {BREACH} if row.mutual else set()
    near = {*question.aimed_at, *row.homes(question.aimed_at)}
    targets = {ANY} if question.anyone or not question.aimed_at else {*near, OPEN, *told}
    unsaid = {""} if question.term.mode in HANDED_OVER else set()  # "were handed over", by whomever
    unsaid |= {UNSAID} if row.lasting else set()  # "has been closed since": by whom goes without saying
    bound = sorted(question.bound | unsaid)
    return ((side, target) for side in bound for target in ({ANY} if side == "" else targets))


def _of_denial(event: Event) -> Iterator[Key]:
    """Who says that it did not happen; and, where the words say that all is quiet, whose act it would have been."""
    yield from {("said", party(actor)) for actor in event.said_by}
    if has_cue("holding", event.quote):
        sides = frozenset().union(*(acts_for(actor) for actor in event.actors)) if event.actors else {ANY}
        yield from (("quiet", side) for side in sides)
    if event.type not in ESCALATES:
        yield from {("undone", side) for actor in event.actors for side in acts_for(actor)}


def _denials_for(row: Mention) -> list[Key]:
    return [
        ("quiet", row.side),
        ("quiet", ANY),
        ("undone", row.side),
        *(("said", side) for side in {row.side} | row.rivals),
    ]


# ------------------------------------------------------------------------------------------------------------- words


def _of_halt(mention: Mention) -> set[Key]:
    """Whose word it is; where two agreed, the other's as well."""
    sides = {mention.side, *mention.rivals} if mention.mutual else {mention.side}
    return {("said", side.casefold()) for side in sides}


def _halts_for(row: Mention) -> set[Key]:
    """Those the row speaks of or faces, those its conditions bind, and their friends, whose truce may end its war."""
    sides = {row.side} | row.rivals | row.facing
    asked = {party(actor) for condition in row.conditions for actor in condition.actors}
    friends = frozenset().union(*(tied_to(side) for side in sides))
    return {("said", name) for name in friends | {side.casefold() for side in asked}}


def _of_word(word: Word) -> set[Key]:
    """An accusation by whom it accuses, a denial by its speaker, a refusal by all for whom its speaker may act."""
    signal = word.signal
    if signal.kind == "denial":
        return {("denied", party(signal.speaker))}
    if signal.kind == "refusal":
        return {("told", side) for side in (party(signal.speaker), *acts_for(signal.speaker))}
    return {("told", side) for actor in accused(signal) for side in acts_for(actor)}
