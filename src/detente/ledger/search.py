"""What may bear on a row at all, found by side, target and time, so that no row looks at the affairs of others.

The search leaves out only what `matching.findings` would find nothing in: deeds by nobody the row asks anything of, at
nobody it speaks of, or outside its time; words of sides it has no tie with. Each part says why in the terms of matching.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from detente.ledger.acts import (
    ESCALATES,
    HANDED_OVER,
    MUTUAL,
    actor_grade,
    acts_for,
    at_each_other,
    escalates,
    has_cue,
    likeness,
    only_receives,
    own_soil,
    party,
    things_named,
    tied_to,
    wanted,
)
from detente.ledger.facts import Fact
from detente.ledger.finding import DECISIVE, DEEDS, FAR, LEAST, concerns
from detente.ledger.matching import NOT_DONE, last_day, may_hold
from detente.ledger.mentions import Known, Mention
from detente.ledger.questions import Question, opens, questions, undoes
from detente.ledger.shelves import Shelves
from detente.ledger.spoken import Word, accused, eases_off, lately, words_in
from detente.ledger.taking_back import enders, ends_a_word, may_be_ended
from detente.ledger.timing import last_answer, time_part
from detente.ledger.when import EVER, Moment
from detente.ledger.wording import passes
from detente.records import EVENT_TYPES, Actor, Event, EventType

Key = tuple[str, ...]

ANY: Final = "*"
"""Whoever it is aimed at."""
OPEN: Final = "?"
"""Aimed at nobody who is known, or at somebody the words or the reports around must tell."""
UNSAID: Final = "-"
"""Done by nobody who is named."""
BREACH: Final = "!"
"""Told as a violation: whoever it hit, it breaks what two sides agreed on."""
HOLDS: Final = "+"
"""After a type: an act of it that may show that a promise holds."""
OF_ITSELF: Final = HANDED_OVER | {"access", "ease", "withdraw"}
"""What is told without a doer: people handed over, a road opened, sanctions lifted, talks called off."""


class Search:
    """All facts, commitments and words of a ledger, and those of them that may bear on a row, in the order they became known."""

    def __init__(self, facts: Sequence[Fact], mentions: Sequence[Mention], known: Iterable[Known]) -> None:
        self.facts, self.mentions = facts, mentions
        self.words = [word for item in known for word in words_in(item)]
        self._deeds, self._not_done, self._halts, self._words = Shelves(), Shelves(), Shelves(), Shelves()
        self._denied, self._denials, self._ended = Shelves(), Shelves(), Shelves()
        for place, fact in enumerate(facts):
            if fact.event.status in DEEDS:
                self._deeds.put(_of_deed(fact), fact.when, place)
                if ends_a_word(fact.event):
                    self._ended.put((("ended", side) for side in sorted(fact.grades)), fact.when, place)
                continue
            self._not_done.put(_of_the_undone(fact.event), fact.when, place)
            if fact.event.status in NOT_DONE and fact.denies:
                self._denied.put(_of_denial(fact.event.said_by, fact.event.type), fact.when, place)
        for place, mention in enumerate(mentions):
            if mention.said and eases_off(mention):
                self._halts.put(_of_halt(mention), mention.said, place)
        for place, word in enumerate(self.words):
            self._words.put(_of_word(word), word.when, place)
            if word.denial is not None:
                self._denials.put(_of_denial((word.signal.speaker,), word.denial.act), word.when, place)

    def facts_for(self, row: Mention, said: Moment) -> list[tuple[Fact, Sequence[Question]]]:
        """The deeds, with the questions of the row each may answer, and what is said of its sides not to be done or to come, with all."""
        asked, last = questions(row), last_day(row, said)
        found: dict[int, list[Question]] = {}
        for question in asked:
            for place in self._deeds_for(row, question, said):
                found.setdefault(place, []).append(question)
        for place in self._not_done.within(_undone_for(row), said.low, last):
            found[place] = list(asked)
        if may_be_ended(row):
            for place in self._ended.within((("ended", side) for side in enders(row)), said.low, last):
                found.setdefault(place, [])
        return [(self.facts[place], found[place]) for place in sorted(found)]

    def _deeds_for(self, row: Mention, question: Question, said: Moment) -> Iterator[int]:
        """The places of the deeds that may answer a question: breaches of any time, others while they may be an answer at all."""
        sides, last = _whose_and_at_whom(row, question), last_day(row, said)
        breaches, others = _types(row, question)
        yield from self._deeds.within(_each(breaches, sides), said.low, last)
        if not row.lasting:  # of what is in force it may be told at any time that it still is
            last = min(last, last_answer(row, said))
        for place in self._deeds.within(_each(others, sides), said.low, last):
            fact = self.facts[place]
            soon = row.lasting or fact.when.low - said.high <= FAR
            if soon or time_part(row, question.term, fact, question.senses[fact.event.type][0]):
                yield place

    def mentions_for(self, row: Mention, said: Moment) -> list[Mention]:
        """The plain words to stop or to ease off of the sides concerned and of those tied to them."""
        places = self._halts.within(_halts_for(row), said.low, lately(said))
        return [self.mentions[place] for place in sorted(places)]

    def words_for(self, row: Mention, said: Moment) -> list[Word]:
        """Accusations of the side, and refusals by either, since it spoke."""
        return [self.words[place] for place in sorted(self._words.within(_words_for(row), said.low, EVER))]

    def denials_for(self, row: Mention, said: Moment, near: Sequence[Moment]) -> tuple[list[Fact], list[Word]]:
        """What the sides of the row deny, in deeds told and in bare words, in some stretches of time."""
        keys, last = list(_denials_for(row)), last_day(row, said)
        facts_: set[int] = set()
        words: set[int] = set()
        for stretch in near:
            facts_ |= self._denied.within(keys, max(stretch.low, said.low), min(stretch.high, last))
            words |= self._denials.within(keys, stretch.low, stretch.high)
        return [self.facts[place] for place in sorted(facts_)], [self.words[place] for place in sorted(words)]


# ------------------------------------------------------------------------------------------------------------- deeds


def _of_deed(fact: Fact) -> Iterator[Key]:
    """Each side of which it may be an act, with each it may be aimed at, by its type; what may show that a promise holds also as that."""
    event = fact.event
    targets = {ANY, *_targets(event)}
    unsaid = {""} if passes(event) or (event.mode in OF_ITSELF and not event.actors) else set()
    sides = fact.grades.keys() | fact.lands | unsaid | (set() if event.actors else {UNSAID})
    types = (event.type, f"{event.type}{HOLDS}") if may_hold(event) else (event.type,)
    return ((type_, side, target) for type_ in types for side in sorted(sides) for target in targets)


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


def _whose_and_at_whom(row: Mention, question: Question) -> list[tuple[str, str]]:
    """Whose acts answer a question, and whom they must be aimed at; where it depends on the act, at whomever."""
    told = {BREACH} if row.mutual else set()
    near = {*question.aimed_at, *row.homes(question.aimed_at)}
    targets = {ANY} if question.anyone or not question.aimed_at else {*near, OPEN, *told}
    of_itself = (
        question.term.mode in OF_ITSELF
        or undoes(question.term)
        or opens(question.term)
        or question.term.type == "CONSULT"
    )
    unsaid = {""} if of_itself else set()  # "were handed over", by whomever
    unsaid |= {UNSAID} if row.lasting else set()  # "has been closed since": by whom goes without saying
    bound = sorted(question.bound | unsaid)
    return [(side, target) for side in bound for target in ({ANY} if side == "" else targets)]


def _types(row: Mention, question: Question) -> tuple[list[str], list[str]]:
    """The types of act that break the promise a question is of, and the others that answer it.

    Those that break it or show that it holds are like the act by type alone.
    """
    breaches: list[str] = []
    others: list[str] = []
    for type_, (effect, meant) in question.senses.items():
        by_type = effect in ("breach", "confirm") and not row.lasting
        if not by_type or likeness(meant, type_) >= LEAST:
            name = f"{type_}{HOLDS}" if effect == "confirm" and by_type else type_
            (breaches if effect == "breach" else others).append(name)
    return breaches, others


def _each(types: Iterable[str], sides: Iterable[tuple[str, str]]) -> Iterator[Key]:
    return ((type_, *side) for type_ in types for side in sides)


def _of_the_undone(event: Event) -> Iterator[Key]:
    """Of what was not done, or is to come, who says so, whose act it would have been, and whether the words say that all is quiet."""
    if event.status == "intended":
        yield from {("to come", party(actor)) for actor in event.said_by}
    if event.status != "negated":
        return
    yield from {("not done", party(actor)) for actor in event.said_by}
    if has_cue("holding", event.quote):
        sides = frozenset().union(*(acts_for(actor) for actor in event.actors)) if event.actors else {ANY}
        yield from (("quiet", side) for side in sides)
    if event.type not in ESCALATES and event.inside is None:
        yield from {("undone", side) for actor in event.actors for side in acts_for(actor)}


def _undone_for(row: Mention) -> Iterator[Key]:
    yield ("to come", row.side)
    if row.stop is None:
        yield ("undone", row.side)
        return
    yield from (("quiet", row.side), ("quiet", ANY))
    yield from (("not done", side) for side in row.rivals)


def _of_denial(speakers: Iterable[Actor], act: EventType | None) -> set[Key]:
    """Who denies what."""
    return {("denied", party(speaker), act or ANY) for speaker in speakers}


def _denials_for(row: Mention) -> Iterator[Key]:
    acts = [type_ for type_ in EVENT_TYPES if concerns(row, type_)]
    return (("denied", side, act) for side in {row.side} | row.rivals for act in acts)


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
    """An accusation by whom it accuses and of what, a denial of an offer by its speaker, so a refusal, and by those it surely speaks for and what it refuses."""
    signal = word.signal
    if signal.kind == "accusation":
        blamed = {side for actor in accused(signal) for side in acts_for(actor)}
        acts = {signal.commitment.type} if signal.commitment and signal.commitment.type else set()
        told = {BREACH} if has_cue("breach", signal.quote) else set()
        charged = {("charged", word.speaker, side) for side in blamed} if told else set()
        return charged | {("accused", side, act) for side in blamed for act in acts | told}
    if signal.kind == "denial":
        return {("disowned", word.speaker)} if has_cue("offered", signal.quote) else set()
    surely = {side for side in acts_for(signal.speaker) if actor_grade(signal.speaker, side) >= DECISIVE}
    act = wanted(word.refused) if word.refused else None
    return {("refused", word.speaker), *(("refused", side, act) for side in surely if act)}


def _words_for(row: Mention) -> Iterator[Key]:
    """Accusations that it broke its word, or of what it warned of; refusals of what it promised; denials and refusals of what it offered or another announced."""
    own, faced = row.signal.commitment, row.rivals or (row.facing if row.signal.kind == "offer" else frozenset())
    if row.stop is not None:
        yield from (("accused", row.side, act) for act in EVENT_TYPES if likeness(row.stop, act) >= LEAST)
        yield ("accused", row.side, BREACH)
    if row.signal.kind == "threat" and any(has_cue("breach", condition.text) for condition in row.conditions):
        yield from (("charged", row.side, side) for side in {row.side} | faced)
    if row.signal.kind == "offer":
        yield from (("disowned", side) for side in row.rivals)
    if row.announced_by or row.signal.kind == "offer":
        yield from (("refused", side) for side in {row.side} | faced)
    if own is not None and own.direction == "de-escalates":
        promised = wanted(own)
        yield from (("refused", row.side, act) for act in EVENT_TYPES if likeness(promised, act) >= DECISIVE)
