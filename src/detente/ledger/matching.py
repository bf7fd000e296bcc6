"""Which later acts and words bear on a commitment, how well they fit it, and in which sense.

A `Finding` is one event or signal of one report, scored against one row. The score is the product of its parts, each
between 0 and 1: `actor` (itself 1.0, its armed forces .95, a group it is said to control .6, an ally .4), `act` (like the
act promised or asked for, acts.toml), `phase`, `target`, `place` and `time`. docs/ledger.md explains the thresholds.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final, Literal, NamedTuple

import msgspec

from detente.ledger.acts import (
    ARMED,
    ESCALATES,
    MUTUAL,
    acts_for,
    at_each_other,
    barred,
    best_grade,
    contradicts,
    escalates,
    forces,
    has_cue,
    hits_things_of,
    hostile,
    likeness,
    means,
    mostly_in,
    other_figures,
    own_soil,
    party,
    same_words,
    shares_words,
    subject,
    target_grade,
    vague,
    wanted,
)
from detente.ledger.acts import known as is_known
from detente.ledger.coverage import parties_of
from detente.ledger.facing import Feuds
from detente.ledger.finding import (
    DECISIVE,
    DEEDS,
    DENIAL,
    FAR,
    LEAST,
    NEAR,
    SUPPORTS,
    WHY,
    Effect,
    Finding,
    at_stake,
    product,
)
from detente.ledger.mentions import APPOINTMENT, AUDIENCE, Known, Mention, by_then, likeness_of_words
from detente.ledger.spoken import EVER, Word, lately, of_mention, of_word
from detente.ledger.thresholds import days, threshold
from detente.ledger.when import DAY, Moment, after, moment, unordered
from detente.ledger.words import country, sides
from detente.records import EVENT_TYPES, Actor, Condition, Event, EventType, Evidence, Place, Term


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
        return {side: best_grade(doers, side) for actor in doers for side in acts_for(actor)}

    @cached_property
    def hit(self) -> frozenset[str]:
        """Whom it struck."""
        return _hit(self.event)

    @cached_property
    def claimants(self) -> frozenset[str]:
        """Who says so."""
        return _claimants(self)


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
            if event.background or event.status not in {"reported", "claimed", "denied", "negated"} or when is None:
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


def findings(
    base: Mention, all_facts: Iterable[Fact], others: Iterable[Mention], words: Iterable[Word]
) -> tuple[Finding, ...]:
    """Everything among the facts, the `others`' commitments and the `words` of reports that bears on the row of `base`.

    Each finding depends on the row and on the one report it comes from, so that those of any earlier day are those of them
    whose report was `known` by then.
    """
    said = base.said
    if said is None or base.signal.commitment is None:
        return ()
    found: list[Finding] = []
    last, asked = last_day(base, said), questions(base)
    for fact in all_facts:
        if said.low <= fact.when.high and fact.when.low <= last:
            found += _of_fact(base, asked, fact)
    for other in others:
        found += of_mention(base, other)
    for word in words:
        found += of_word(base, word)
    return tuple(sorted(found, key=lambda finding: finding.key))


def last_day(base: Mention, said: Moment) -> datetime:
    """Until when acts bear on a row: for 90 days, and on a promise not to act for ever."""
    term = base.signal.commitment
    return EVER if term and barred(term) else lately(said)


def bearing(found: Sequence[Finding]) -> list[Finding]:
    """The findings to show: denials only where they deny an act that is shown, on its day or within three after it."""
    acts = [finding for finding in found if finding.effect != "denial" and finding.act is not None]
    return [
        finding
        for finding in found
        if finding.effect != "denial"
        or any(
            act.when.low - DAY <= finding.when.high
            and finding.when.low <= act.when.high + DENIAL
            and likeness(finding.act, act.act) >= LEAST
            and (not act.doers or finding.claimants & act.doers)
            for act in acts
        )
    ]


# ------------------------------------------------------------------------------------------------------------ events


class Question(NamedTuple):
    """What one term of a row asks of deeds: whose they must be, at whom, and in what sense an act of each type bears on it."""

    term: Term
    condition: int  # which one it is; 0 for the commitment
    bound: frozenset[str]
    aimed_at: frozenset[str]
    anyone: bool  # whom it must be aimed at depends on the act itself
    senses: Mapping[EventType, Sense]
    scores: Mapping[str, float] | None  # of acts by type, where the words leave the act open
    means: frozenset[str]  # the special ones the words name


Sense = tuple[Effect, EventType | None]
"""In what sense an act bears on a term, and the type of act that the term speaks of."""


def questions(row: Mention) -> tuple[Question, ...]:
    """What a row asks of deeds: a question for each condition that makes sense, and one for the commitment."""
    asked = [_of_condition(row, c, n) for n, c in enumerate(row.conditions) if not contradicts(row.signal, c)]
    term = row.signal.commitment
    return (*asked, _of_commitment(row, term)) if term else tuple(asked)


def _of_condition(row: Mention, condition: Condition, index: int) -> Question:
    """The acts of a condition's actors: they meet it, or show that what it asks to stop goes on."""
    bound = frozenset(party(actor) for actor in condition.actors) or row.rivals or row.facing
    aimed_at = frozenset(party(actor) for actor in condition.recipients) | {row.side}
    stop, harm, met = barred(condition), hostile(condition), wanted(condition)

    def sense(type_: EventType) -> Sense | None:
        if stop is not None:
            return ("continued", stop) if type_ in ESCALATES else ("met", met)
        by_words = met is None and type_ in DEALS
        return ("met", met) if by_words or harm == (type_ in ESCALATES) else None

    anyone = has_cue("joining", condition.text)  # whose war it joins the words leave open
    return _question(row, condition, index, bound, aimed_at, sense, anyone=anyone)


def _of_commitment(row: Mention, term: Term) -> Question:
    """The acts of the side that is bound: they fulfil its word or break it."""
    term = _any_price(row, term)
    stop, harm, done = barred(term), term.direction == "escalates", wanted(term)
    aimed_at = (row.targets if row.signal.kind == "threat" else frozenset()) or row.rivals or row.facing
    if row.signal.kind == "threat" and vague(term) is not None and not term.recipients:
        over = {party(actor) for condition in row.conditions for actor in condition.recipients if is_known(actor)}
        aimed_at |= over - {
            row.side
        }  # "strong measures if she visits the island": against her country, or against the island

    def sense(type_: EventType) -> Sense | None:
        hostile_act = type_ in ESCALATES
        if harm and type_ in CALLING_OFF and row.signal.kind == "threat":
            return ("withdraw", type_)
        if harm and type_ in AGAIN_IN_WORDS:
            return None  # "its safety cannot be guaranteed": another threat carries none out
        if row.signal.kind == "refusal":
            return None if hostile_act else ("withdraw", term.type)
        if stop is not None:
            return ("breach", stop) if hostile_act else ("confirm", "RETREAT")
        return ("deed", done) if harm == hostile_act else None

    anyone = has_cue("spreading", term.text)
    return _question(row, term, 0, frozenset({row.side}), aimed_at, sense, anyone=anyone)


def _any_price(row: Mention, term: Term) -> Term:
    """ "Will pay a heavy price": read as an attack, and kept by whatever else exacts one."""
    open_ = term.type == "ASSAULT" and has_cue("requital", term.text) and not has_cue("sanctions", term.text)
    return msgspec.structs.replace(term, type=None) if open_ and row.signal.kind == "threat" else term


def _question(
    row: Mention,
    term: Term,
    index: int,
    bound: frozenset[str],
    aimed_at: frozenset[str],
    sense: Callable[[EventType], Sense | None],
    *,
    anyone: bool,
) -> Question:
    """A question, with the types of act that may be like the one it asks for."""
    scores = vague(term)
    senses = {type_: found for type_ in EVENT_TYPES if (found := sense(type_)) and _may_be(found, scores, type_)}
    named = means(term.text, row.signal.quote)
    return Question(term, index, bound, aimed_at, anyone, senses, scores, named)


def _may_be(sense: Sense, scores: Mapping[str, float] | None, type_: EventType) -> bool:
    effect, meant = sense
    if meant is None and scores is not None:
        return scores.get(type_, 0.0) > 0.0
    return likeness(meant, type_) > 0.0 or _other_harm(effect, meant, type_)


def _of_fact(row: Mention, asked: Sequence[Question], fact: Fact) -> list[Finding]:
    if fact.event.status in DEEDS:
        return [finding for question in asked if (finding := _answer(row, question, fact))]
    return [f for f in (_denial(row, fact), _calm(row, fact), _undone(row, fact)) if f]


def _answer(row: Mention, question: Question, fact: Fact) -> Finding | None:
    """What a deed says to one question; None when it does not bear on it."""
    sense = question.senses.get(fact.event.type)
    if sense is None or (sense[0] == "confirm" and not _said_to_hold(row, fact.event)):
        return None
    if sense[0] == "withdraw" and row.signal.kind == "threat" and not _calls_off(question.term, fact.event):
        return None
    return _finding(row, question, fact, sense, _meant(row, question, fact.event, sense[0]))


AGAIN_IN_WORDS: Final = frozenset({"THREATEN", "ACCUSE"})
CALLING_OFF: Final = frozenset({"RETREAT", "CONCEDE"})


def _calls_off(term: Term, event: Event) -> bool:
    """ "Suspended its plans of military action": the very thing threatened, in two of its words, called off."""
    return has_cue("calling_off", event.quote) and same_words(term.text, event.quote)


def _said_to_hold(row: Mention, event: Event) -> bool:
    """A peaceful act shows that a promise not to act holds where the rival says so, or the words do; a promise that names none is of no truce."""
    return (has_cue("holding", event.quote) and bool(row.rivals)) or bool(
        {party(actor) for actor in event.said_by} & row.rivals
    )


def _meant(row: Mention, question: Question, event: Event, effect: Effect) -> frozenset[str]:
    """Whom an act must be aimed at."""
    if not question.anyone:
        return question.aimed_at
    if effect == "breach":
        return _others(row, event) or question.aimed_at
    joined = effect in ("met", "continued")
    return question.aimed_at | {party(actor) for actor in event.recipients} if joined else question.aimed_at


def _others(row: Mention, event: Event) -> frozenset[str]:
    """Who stands outside the fight, where the words promise not to carry it there ("reach neighbouring countries")."""
    term = row.signal.commitment
    if term is None or not has_cue("spreading", term.text):
        return frozenset()
    hit = {side for side in _hit(event) if side.partition(":")[0] == side}
    outside = frozenset(hit) - row.rivals - row.facing - {row.side}
    return outside or frozenset({NOBODY})


NOBODY: Final = "nobody"
"""A side no act is aimed at: fire at the rival carries no war to its neighbours."""


def _finding(row: Mention, question: Question, fact: Fact, sense: Sense, aimed_at: frozenset[str]) -> Finding | None:
    """Score a deed against a term; None when it does not bear on it at all."""
    event, (effect, _) = fact.event, sense
    parts = _parts(row, question, fact, sense, aimed_at)
    if parts is None:
        return None
    score = product(parts)
    if score < LEAST and not (parts["time"] <= _SAME_DAY and score / max(parts["time"], 0.01) >= DECISIVE):
        return None
    standing = _standing(fact, question.bound)
    return Finding(
        effect=effect,
        when=fact.when,
        publisher=fact.known.publisher,
        standing=standing,
        condition=question.condition,
        claimants=fact.claimants,
        act=event.type,
        known=fact.known.at,
        doers=fact.doers,
        hit=fact.hit,
        evidence=_evidence(fact, effect, parts, score, standing, threat=row.signal.kind == "threat"),
    )


def _parts(
    row: Mention, question: Question, fact: Fact, sense: Sense, aimed_at: frozenset[str]
) -> dict[str, float] | None:
    """The parts of a score; None where the doers, the act or the time alone leave too little, asked before all else."""
    event, term, (effect, type_), scores = fact.event, question.term, sense, question.scores
    actor = max((fact.grades.get(side, 0.0) for side in question.bound), default=0.0)
    if not actor or not question.means <= means(event.quote):
        return None
    act = _act_grade(effect, type_, term, event) if type_ or scores is None else scores.get(event.type, 0.0)
    if round(actor * act, 4) < LEAST:
        return None
    time = _time_grade(row, term, fact, effect)
    if not time:
        return None
    parts = {
        "actor": actor,
        "act": act,
        "phase": 0.9 if term.phase == "begin" and event.phase == "continue" and term.type not in ESCALATES else 1.0,
        "target": 1.0
        if effect == "breach" and _names_the_breach(row, fact)
        else _target(row, term, fact, aimed_at, effect),
        "means": INTERCEPTED if _intercepts(event, term) else 1.0,
        "words": ELSEWHERE if _from_elsewhere(term, event) else 1.0 if scores else _words_grade(type_, term, event),
        "place": _place_grade(row, term, event.place),
        "time": time,
    }
    if not _on_those_named(term, event):
        parts["people"] = OTHER_PEOPLE
    if effect == "deed" and event.mode == "withdraw" and _in_part(event.quote) and not _in_part(term.text):
        parts["whole"] = IN_PART
    told_anew = effect == "breach" and not fact.again and (_names_the_breach(row, fact) or _accused_of(row, fact))
    if not event.date and not told_anew:
        anew = not fact.again or (effect in ("met", "continued") and _goes_on(term) and not fact.retold)
        parts["time"] *= AGAIN if not anew else UNDATED_BREACH if effect == "breach" else UNDATED
    return parts


def _standing(fact: Fact, bound: frozenset[str]) -> Literal["reported", "claimed", "own words"]:
    """On whose word a deed stands: the report's or a witness's, its doers' own, or somebody's claim."""
    event, speakers = fact.event, fact.claimants
    witnessed = event.status in ("claimed", "negated") and bool(event.said_by) and all(map(_witness, event.said_by))
    if event.status == "reported" or witnessed or (event.status == "negated" and not event.said_by):
        return "reported"
    admitted = bool(speakers) and speakers <= bound  # what each says of the other, nobody has owned up to
    return "own words" if admitted or _by_own_media(event, bound) else "claimed"


def _by_own_media(event: Event, bound: frozenset[str]) -> bool:
    """Told by the media of the doers' own country, of nobody else's: they claim no deed for it that it does not own to."""
    told = {actor.code for actor in event.said_by if actor.sector in AUDIENCE and not actor.group}
    return bool(event.said_by) and len(told) == 1 and told <= bound and all(a.sector in AUDIENCE for a in event.said_by)


def _witness(actor: Actor) -> bool:
    """Somebody of neither side who was there or counts: rescue workers, doctors, a United Nations mission."""
    if actor.group or actor.code != "---":
        return actor.code == "NGO" or (actor.code == "IGO" and (actor.group or "").startswith(OBSERVERS))
    return actor.sector in WITNESSES


OBSERVERS: Final = (
    "United Nations",
    "UN",
    "International Atomic Energy",
    "International Committee of the Red Cross",
    "Red Cross",
    "OSCE",
    "Organization for Security",
    "Organisation for Security",
    "Organisation for the Prohibition",
    "Organization for the Prohibition",
)
WITNESSES: Final = frozenset({"MED", "HLH", "NGO", "REF", "EDU"})


def _act_grade(effect: Effect, type_: EventType | None, term: Term, event: Event) -> float:
    """How like the act is by its type; a harm of another type to, or with, the very things the words name is meant all the same.

    "Would cut all roads" typed COERCE, "blew up the roads" typed ASSAULT: the type is the coarser label of the two. Where the
    types are not alike at all, two things in common are asked for.
    """
    grade = likeness(type_, event.type)
    by_words = DEALS if effect == "met" else PEACEFUL_DEEDS if effect == "deed" else frozenset()
    if type_ is None and event.type in by_words:
        return SAME_THINGS if mostly_in(term.text, event.quote) else grade
    if grade >= DECISIVE or not _other_harm(effect, type_, event.type):
        return grade
    likely = grade >= 0.5 and type_ is not None
    alike = shares_words(term, event) if likely else same_words(term.text, event.quote)
    return SAME_THINGS if alike else grade


def _other_harm(effect: Effect, meant: EventType | None, type_: EventType) -> bool:
    """Whether harm of a type other than the one meant, or of whatever type where none was read, may be meant all the same."""
    if effect in ("breach", "withdraw", "confirm") or type_ not in ESCALATES:
        return False
    return meant is None or (meant in ESCALATES and not {meant, type_} & WORDS_ALONE)


DEALS: Final = frozenset({"AGREE", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
"""Acts that are peaceful towards one side and may be what another has threatened over: a base granted, arms delivered."""
PEACEFUL_DEEDS: Final = frozenset({"RETREAT", "CONCEDE", "AID", "COOPERATE"})
WORDS_ALONE: Final = frozenset({"THREATEN", "ACCUSE", "REJECT"})
SAME_THINGS: Final = threshold("SAME_THINGS")


def _on_those_named(term: Term, event: Event) -> bool:
    """False where the words speak of harm to people ("if our citizens are targeted") and soldiers alone, or nobody, were hit."""
    if not has_cue("civilians", term.text) or not escalates(event):
        return True
    if not event.recipients and not at_each_other(event) and not has_cue("civilians", event.quote):
        return False  # "blew up the roads to the South"
    everybody = (*event.actors, *event.recipients)
    soldiers = bool(event.actors) and all(actor.sector in ARMED for actor in everybody)
    return has_cue("civilians", event.quote) or not (soldiers or has_cue("soldiery", event.quote))


OTHER_PEOPLE: Final = threshold("OTHER_PEOPLE")


def _goes_on(term: Term) -> bool:
    """Words about an act under way that goes on: any later report of one tells that it did."""
    return term.phase == "continue" or has_cue("going_on", term.text)


def _target(row: Mention, term: Term, fact: Fact, aimed_at: frozenset[str], effect: Effect) -> float:
    """How far the act was aimed at those meant; a little less sure where the words name nobody and the report decides.

    A hostile act without a target was aimed at the rival where its words name it ("hit posts in several parts of India") or
    where the reports so far set its doer against the rival by far. That breaks a promise only where the words share what the
    act was done with ("stop the balloons", "launched balloons").
    """
    event = fact.event
    grade = target_grade(event, aimed_at)
    if not aimed_at and effect == "breach" and event.recipients:
        return NAMED if _spoken_of(row, event) else 0.0
    if (
        effect == "breach"
        and not (row.rivals or term.recipients or event.recipients)
        and _of_what_it_names(term, event)
    ):
        return NAMED  # "no ship in the strait will be attacked": it says of its promise where, and not at whom
    if grade < NAMED and event.mode == "release" and {a.code for a in event.recipients} & row.homes(aimed_at):
        return NAMED  # prisoners let go for a group are of its country: "600 Palestinians", to Hamas
    freed = event.mode == term.mode == "release" and effect in ("met", "deed") and shares_words(term, event)
    if freed and event.recipients and not any(is_known(actor) for actor in event.recipients):
        return max(grade, NAMED)  # "released the 600 prisoners", of whom the words say that they be freed
    same_things = bool(fact.hit & fact.enemies) or (bool(term.text) and shares_words(term, event))
    if not aimed_at and escalates(event) and same_things:
        return NAMED  # "punish every terrorist": it says of its blow that it hit terrorists
    if (
        grade < NAMED
        and effect != "breach"
        and escalates(event)
        and any(hits_things_of(s, event.quote) for s in aimed_at)
    ):
        grade = NAMED
    nobody = not event.recipients or own_soil(event)
    if (
        event.type in UNDIRECTED
        and nobody
        and (effect in ("met", "continued", "deed") or forces(term) & forces(term, event))
    ):
        grade = max(grade, UNDIRECTED_GRADE if not term.recipients else NAMED)
    in_words = any(country(side) in event.quote for side in aimed_at - {row.side})
    if grade < NAMED and not event.recipients and not escalates(event) and in_words:
        grade = NAMED  # "an agreement that gives Ruritania a base"
    if grade < NAMED and not event.recipients and escalates(event):
        told = event.status == "reported" or shares_words(term, event)  # a claim has to say whom it struck
        named = any(country(side) in event.quote for side in aimed_at) or bool(told and aimed_at & fact.enemies)
        elsewhere = event.place is not None and event.place.country not in (None, *aimed_at)
        accuses = (
            event.status == "claimed"
            and (told or event.inside is not None or event.type == "ASSAULT")
            and not elsewhere
        )
        if accuses and fact.claimants and fact.claimants <= aimed_at:
            return NAMED  # an accuser who names nobody speaks of itself
        sure = effect != "breach" or (term.type != "ASSAULT" and shares_words(term, event))
        grade = NAMED if named and sure else grade
    return grade * INFERRED if not row.rivals and row.facing and aimed_at == row.facing else grade


def _of_what_it_names(term: Term, event: Event) -> bool:
    """Whether an act happened in the very place the words name, or shares two words with them."""
    there = event.place is not None and event.place.name.casefold() in term.text.casefold()
    return there or same_words(term.text, event.quote)


UNDIRECTED: Final = frozenset({"MOBILIZE"})
"""Tests of weapons, drills and the like: they are aimed at whomever they are held before."""
UNDIRECTED_GRADE: Final = 1.0


def _hit(event: Event) -> frozenset[str]:
    """Whom an act struck, by name, country and the country of its place."""
    sides_ = {name for actor in event.recipients if is_known(actor) for name in (party(actor), actor.code)}
    place = {event.place.country} if event.place and event.place.country else set()
    return frozenset((sides_ | place) - {"---", "IGO", "NGO", "MNC", None})


def _spoken_of(row: Mention, event: Event) -> bool:
    """Whether an act is aimed at somebody of whom the promise's own report speaks: it says nothing of other wars."""
    return bool(_hit(event) & parties_of(row.known))


_SAME_DAY: Final = 0.3
INFERRED: Final = threshold("INFERRED")
NAMED: Final = threshold("NAMED")
UNDATED: Final = threshold("UNDATED")
UNDATED_BREACH: Final = threshold("UNDATED_BREACH")
"""An act without a date of its own is taken to lie in the day before its report; by itself it never breaks a promise."""
AGAIN: Final = threshold("AGAIN")
"""… and where an earlier report told of such an act by the same side, it may be that one told again."""
OTHER_WORDS: Final = threshold("OTHER_WORDS")
INTERCEPTED: Final = threshold("INTERCEPTED")
"""Shooting down drones or missiles is defence: it is shown, and neither carries out a threat nor breaks a promise by itself."""


def _intercepts(event: Event, term: Term) -> bool:
    """Bringing down what the other side has in the air, where the words do not speak of just that."""
    return event.type == "ASSAULT" and has_cue("interception", event.quote) and not has_cue("interception", term.text)


def _words_grade(type_: EventType | None, term: Term, event: Event) -> float:
    """Attacks and truces are known by their type; other acts by what they are about, where the promise says it.

    Talks need a word in common only where the promise names a subject, or who talks: a call between officers is not the talks "on
    Kashmir". Other promises need one anyway ("withdraw", "treaty"). Figures that differ ("80 prisoners", "12") are another matter.
    """
    stop = barred(term)
    left_open = stop == "COERCE" and term.type == "RETREAT"
    if (left_open or stop == "MOBILIZE") and (named := forces(term)) and event.quote:
        return 1.0 if named & forces(term, event) else OTHER_WORDS
    if type_ == "ASSAULT" or stop is not None or not (term.text and event.quote):
        return 1.0
    if other_figures(term.text, event.quote):
        return OTHER_WORDS
    if type_ == "CONSULT":
        named = subject(term)
        unsaid = named - _SOLDIERS if _by_soldiers(event) else named
        return 1.0 if not unsaid or named & subject(term, event) else OTHER_WORDS
    # "will free the sailors", "let three men go": who is meant, the side and the target say
    same_people = event.mode == term.mode == "release"
    promised = has_cue("as_promised", event.quote)
    return 1.0 if same_people or promised or shares_words(term, event) else OTHER_WORDS


_SOLDIERS: Final = frozenset({"offic", "gener", "comma", "admir", "milit", "armie", "direc"})
"""First letters of the words for those who talk as soldiers: a call of two named generals is that of "the two officers"."""


def _by_soldiers(event: Event) -> bool:
    doers = (*event.actors, *event.recipients)
    return bool(doers) and all(actor.sector == "MIL" for actor in doers)


IN_PART: Final = threshold("OTHER_WORDS")
"""What was done only in part is not yet what was promised: shown, and decides nothing."""
_PLACES: Final = r"(?:villages?|towns?|posts?|positions?|hills?|points?|districts?|areas?|neighbou?rhoods?|bases?|heights|outposts?|quarters|valleys?)"
_PARTLY: Final = re.compile(
    rf"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|several|some|a few|many|most|parts?|half|\d+) (?:of (?:the |its |their )?)?(?:\w+ )?{_PLACES}\b"
    r"|\b(?:part|parts|some|most|half|half a dozen|two thirds|a third) of\b|\b(?:all but|except for|apart from)\b"
    r"|\b(?:begin|began|begun|begins|beginning|start|started|starting|starts) (?:to |its |their |the |a |pulling|withdrawing|leaving|with)"
    r"|\bpartial(?:ly)?\b|\bpartly\b|\bfirst (?:\w+ )?(?:soldiers|troops|units|stage|phase|group|batch|contingent)\b|\bcontinu\w+ (?:to|its|their)\b",
    re.IGNORECASE,
)


def _in_part(text: str) -> bool:
    """ "Pulled out of three villages", "began to withdraw", "all but five hills": some of it."""
    return bool(_PARTLY.search(text))


_MADE_USE_OF: Final = re.compile(
    r"\b(?:not|never) (?:\w+ ){0,2}us(?:e|ed|ing)\b(?! (?:of )?(?:force|arms|weapons|violence|it\b))", re.IGNORECASE
)
ELSEWHERE: Final = 0.3
"""Below what bears on a row at all."""


def _from_elsewhere(term: Term, event: Event) -> bool:
    """ "The corridor will not be used for attacks", "will not attack the ports": what names neither breaks nothing."""
    stop = barred(term)
    if stop is None or _same_names(term, event):
        return False
    if _MADE_USE_OF.search(term.text):
        return not shares_words(term, event)
    spared = {thing[:4].casefold() for thing in _BOUNDED.findall(term.text)}
    told = {word[:4].casefold() for word in _BOUNDED.findall(event.quote)}
    return stop == "ASSAULT" and term.phase == "refrain" and bool(spared) and not spared & told


def _same_names(term: Term, event: Event) -> bool:
    """Whether both name the same place or thing, their sides aside: "the ports of Odesa", "struck Odesa"."""
    sides_ = " ".join(
        country(actor.code) for actor in (*term.actors, *term.recipients, *event.actors, *event.recipients)
    )
    aside = {word[:4].casefold() for word in sides_.split()}
    one, other = (
        {word[:5].casefold() for word in _NAMES.findall(text)} for text in (term.text, f"{event.quote} {_where(event)}")
    )
    return any(word[:4] not in aside for word in one & other)


def _where(event: Event) -> str:
    return event.place.name if event.place else ""


_NAMES: Final = re.compile(r"\b[A-Z][\w'’-]{2,}")
_BOUNDED: Final = re.compile(
    r"\b(?:ports?|harbou?rs?|plants?|facility|facilities|infrastructure|pipelines?|ships?|shipping|vessels?|tankers?|convoys?|embassy|embassies|hospitals?"
    r"|schools?|airports?|dams?|bridges?|grids?|refinery|refineries|oil|gas|power|peacekeepers|aid workers|monasteries|mosques|churches|temples?)\b",
    re.IGNORECASE,
)


def _time_grade(row: Mention, term: Term, fact: Fact, effect: Effect) -> float:
    """How surely the act came after the words and in answer to them; .3 for the same day, order unknown."""
    said = row.said
    if said is None or (row.signal.rule == APPOINTMENT and not _on_its_day(row, fact)):
        return 0.0
    if unordered(fact.when, said):
        named = effect in ("breach", "confirm") and _names_the_breach(row, fact)
        return (
            1.0 if named else ANNOUNCED_THEN_DONE if effect == "deed" and _as_announced(row, term, fact) else _SAME_DAY
        )
    if not after(fact.when, said):
        return 0.0
    apart = fact.when.low - said.high
    if effect == "breach" or apart <= NEAR or (effect in ("met", "continued") and apart <= FAR):
        return 1.0  # what a condition names comes about whenever it does: it need not answer the words
    due = moment(row.signal.deadline) if effect == "deed" and row.signal.kind != "threat" else None
    if due is not None and fact.when.low <= due.high + LATE:
        return 1.0  # within the time it was given
    return 0.8 if apart <= FAR else 0.0


def _on_its_day(row: Mention, fact: Fact) -> bool:
    """Whether a meeting is the one appointed: on its day, or two days late at most."""
    due = moment(row.signal.deadline)
    return due is None or (due.low <= fact.when.high and fact.when.low <= due.high + LATE)


LATE: Final = 2 * DAY


def _as_announced(row: Mention, term: Term, fact: Fact) -> bool:
    """The very act announced, other than fighting, told as done by a report that came out after the announcement was known.

    Nobody announces what he has done already: "would expel the envoy" and "expelled the envoy" of one day have their order.
    """
    once = term.type not in (None, "ASSAULT") and barred(term) is None and term.type == fact.event.type
    told, before = fact.known.at, row.known.at
    later = told is not None and before is not None and after(told, before)
    return once and later and bool(fact.event.date) and shares_words(term, fact.event)


ANNOUNCED_THEN_DONE: Final = threshold("ANNOUNCED_THEN_DONE")


def _names_the_breach(row: Mention, fact: Fact) -> bool:
    """A report of a *violation* on the day of an agreement speaks of what came after it."""
    return row.mutual and has_cue("breach", fact.event.quote)


def _accused_of(row: Mention, fact: Fact) -> bool:
    """An act without a date that one side accuses another of: an accusation made after a promise speaks of what came after it.

    Not after an offer: what it promised in return is done once both agree, and what comes then is told of the agreement.
    """
    event = fact.event
    if row.signal.kind == "offer":
        return False
    outer = next((e for e in fact.known.reading.events if e.id == event.inside), None) if event.inside else None
    return event.status == "claimed" and outer is not None and outer.type == "ACCUSE" and not outer.background


def _claimants(fact: Fact) -> frozenset[str]:
    """Who says so: those the event names, else those who make the accusation it stands in."""
    event = fact.event
    if event.said_by or event.inside is None:
        return frozenset(party(actor) for actor in event.said_by)
    outer = next((e for e in fact.known.reading.events if e.id == event.inside), None)
    return frozenset(party(actor) for actor in outer.actors) if outer and outer.type == "ACCUSE" else frozenset()


def _place_grade(row: Mention, term: Term, place: Place | None) -> float:
    """1.0 unless the words name a place and the act happened in another.

    In the same country that is .9 for attacks and .7 for what is promised of one crossing, post or town; elsewhere .5.
    """
    named = [p for p in row.known.reading.places if p.name.casefold() in term.text.casefold()] if place else []
    if place is None or not named or any(p.name == place.name for p in named):
        return 1.0
    if not any(p.country and p.country == place.country for p in named):
        return 0.5
    of_a_country = any(p.name == country(p.country) for p in named if p.country)  # "in Ruritania": any place there is
    return 0.9 if of_a_country or term.type in ESCALATES else 0.7


def _evidence(
    fact: Fact, effect: Effect, parts: dict[str, float], score: float, standing: str, *, threat: bool = False
) -> Evidence:
    event = fact.event
    does = "does what was threatened" if threat and effect == "deed" else WHY[effect]
    who = sides(event.actors) or "unnamed"
    word = f"{event.type.lower()} by {who}, {standing}"
    doubt = " (same day, order not known: not counted)" if 0 < parts.get("time", 1.0) <= _SAME_DAY else ""
    supports = SUPPORTS[effect] if score >= DECISIVE and standing != "claimed" else None
    return Evidence(
        article=fact.known.reading.id,
        record=event.id,
        why=f"{does}: {word}{doubt}",
        bears_on="condition" if effect in ("met", "continued") else "commitment",
        supports="contested" if supports is None and effect == "breach" and score >= LEAST else supports,
        score=score,
        parts=parts,
        date=fact.date,
        quote=event.quote,
        source=fact.known.reading.source,
        said_by=event.said_by,
    )


def _denial(row: Mention, fact: Fact) -> Finding | None:
    """A denied or negated hostile act or meeting of the kind at stake, in the words of the side said to have done it."""
    event = fact.event
    speakers = {party(actor) for actor in event.said_by}
    if _told_as_fact(fact.known, event.type, speakers):
        return None
    deniable = event.type in ESCALATES or (event.type == "CONSULT" and event.status == "denied")
    if not deniable or not speakers & ({row.side} | row.rivals) or row.said is None:
        return None
    if after(row.said, fact.when) or max(likeness(t, event.type) for t in at_stake(row)) < LEAST:
        return None
    if best_grade(event.actors, next(iter(sorted(speakers)))) == 0.0 and event.actors:
        return None
    return _plain("denial", fact, speakers, "own words", f"{sides(event.said_by)} denies it")


def _told_as_fact(known: Known, type_: EventType, speakers: Iterable[str]) -> bool:
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


def _calm(row: Mention, fact: Fact) -> Finding | None:
    """Hostile acts said not to have happened, by somebody other than the side bound: a promise not to act is being kept."""
    event, term = fact.event, row.signal.commitment
    if term is None or row.said is None or not after(fact.when, row.said):
        return None
    stop = barred(term)
    speakers = {party(actor) for actor in event.said_by}
    if stop is None or event.status != "negated" or likeness(stop, event.type) < DECISIVE:
        return None
    if not (speakers & row.rivals or (has_cue("holding", event.quote) and speakers != {row.side})):
        return None
    if event.actors and best_grade(event.actors, row.side) == 0.0:
        return None
    return _plain("confirm", fact, speakers, "reported", "no such act reported")


def _undone(row: Mention, fact: Fact) -> Finding | None:
    """A peaceful act that was promised for a day is told not to have been done, after that day ("has yet to withdraw its troops")."""
    event, term, due = fact.event, row.signal.commitment, moment(row.signal.deadline)
    if (
        term is None
        or due is None
        or event.status != "negated"
        or event.inside is not None
        or not after(fact.when, due)
    ):
        return None
    if row.signal.kind == "threat" or barred(term) is not None or likeness(term.type, event.type) < DECISIVE:
        return None
    actor, words = fact.grades.get(row.side, 0.0), _words_grade(term.type, term, event)
    if actor * words < DECISIVE or not _same_target(row, event):
        return None
    standing = _standing(fact, frozenset({row.side}))
    parts = {"actor": actor, "words": words}
    made = _evidence(fact, "undone", parts, product(parts), standing)
    return replace(_plain("undone", fact, fact.claimants, standing, made.why), evidence=made)


def _same_target(row: Mention, event: Event) -> bool:
    """Whether an act left undone was due to those the promise was made to, or to nobody named."""
    return not event.recipients or target_grade(event, row.targets or row.rivals or row.facing) > 0.0 or not row.rivals


def _plain(
    effect: Effect, fact: Fact, speakers: Iterable[str], standing: Literal["own words", "reported", "claimed"], why: str
) -> Finding:
    made = _evidence(fact, effect, {}, 1.0, standing)
    return Finding(
        effect=effect,
        when=fact.when,
        evidence=_with_why(made, why),
        publisher=fact.known.publisher,
        standing=standing,
        claimants=frozenset(speakers),
        act=fact.event.type,
        known=fact.known.at,
        hit=fact.hit,
    )


def _with_why(made: Evidence, why: str) -> Evidence:
    return msgspec.structs.replace(made, why=why)
