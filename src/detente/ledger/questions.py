"""What the words of a row ask of later deeds: whose they must be, at whom, and in what sense an act of each type bears on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

import msgspec

from detente.ledger.acts import (
    ESCALATES,
    barred,
    contradicts,
    has_cue,
    hostile,
    likeness,
    means,
    party,
    vague,
    wanted,
)
from detente.ledger.acts import known as is_known
from detente.ledger.finding import Effect
from detente.ledger.mentions import DECIDES, Mention
from detente.ledger.patterns import says
from detente.records import EVENT_TYPES, Condition, EventType, Term

Sense = tuple[Effect, EventType | None]
"""In what sense an act bears on a term, and the type of act that the term speaks of."""


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
    term = _promise_alone(row, _any_price(row, term))
    stop, harm, done = barred(term), term.direction == "escalates", wanted(term)
    aimed_at = (row.targets if row.signal.kind == "threat" else frozenset()) or row.rivals or row.facing
    if row.signal.kind == "threat" and vague(term) is not None and not term.recipients:
        over = {party(actor) for condition in row.conditions for actor in condition.recipients if is_known(actor)}
        aimed_at |= over - {
            row.side
        }  # "strong measures if she visits the island": against her country, or against the island

    decided = decided_on(row)

    def sense(type_: EventType) -> Sense | None:
        hostile_act = type_ in ESCALATES
        if row.signal.rule == DECIDES:
            return ("deed", type_) if type_ in decided else None
        if harm and type_ in CALLING_OFF and row.signal.kind == "threat":
            return ("withdraw", type_)
        if harm and type_ in AGAIN_IN_WORDS:
            return None  # "its safety cannot be guaranteed": another threat carries none out
        if row.signal.kind == "refusal":
            return ("withdraw", term.type) if hostile_act == (term.type in ESCALATES) else None
        if stop is not None and undoes(term) and type_ in CALLING_OFF:
            return ("deed", "RETREAT")
        if stop is not None:
            return ("breach", stop) if hostile_act else ("confirm", "RETREAT")
        if not harm and (type_ in TAKING_BACK or (type_ == "CONCEDE" and not likeness(done, type_))):
            return (
                "withdraw",
                type_,
            )  # "abandoned its plan to send an envoy": given up, where nothing was to be yielded
        if opens(term) and type_ == "AID" and not harm:
            return ("deed", "AID")  # what comes through shows that the way is open
        return ("deed", done) if harm == hostile_act else None

    anyone = has_cue("spreading", term.text) or (row.signal.kind == "refusal" and term.type is None)
    return _question(row, term, 0, frozenset({row.side}), aimed_at, sense, anyone=anyone)


def decided_on(row: Mention) -> frozenset[EventType]:
    """The acts on which a side has promised to decide: done, they are the decision; what else it decided, words have to tell."""
    if row.signal.rule != DECIDES:
        return frozenset()
    weighed = ("hypothetical", "intended")
    events = [e for e in row.known.reading.events if e.sentence == row.signal.sentence and e.status in weighed]
    return frozenset(e.type for e in events if e.type not in AGAIN_IN_WORDS)


def kept_up(term: Term) -> bool:
    """Whether a term speaks of a measure that is to stay as it is ("would maintain all its sanctions")."""
    return term.type in MEASURES and (term.phase == "continue" or has_cue("keeping_up", term.text))


def _promise_alone(row: Mention, term: Term) -> Term:
    """What talks are about, or which way is opened, without what it hangs on: "to talk with the rebels [if they free their hostages]"."""
    if term.type != "CONSULT" and term.mode != "access":
        return term
    text = term.text
    for condition in row.conditions:
        text = text.replace(condition.text, " ") if condition.text != text else text
    return msgspec.structs.replace(term, text=text.strip()) if text.strip() else term


def _any_price(row: Mention, term: Term) -> Term:
    """ "Will pay a heavy price", "a response of a new kind": read as an attack, and kept by whatever else exacts one, or is one."""
    priced = has_cue("requital", term.text) and not has_cue("sanctions", term.text)
    open_ = term.type == "ASSAULT" and (priced or has_cue("new_kind", term.text))
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
    if scores is not None and (again := _told_before(row, term)):
        scores = {**scores, **dict.fromkeys(again, 1.0)}
    senses = {type_: found for type_ in EVENT_TYPES if (found := sense(type_)) and _may_be(found, scores, type_)}
    named = means(term.text, row.signal.quote)
    return Question(term, index, bound, aimed_at, anyone, senses, scores, named)


def _told_before(row: Mention, term: Term) -> frozenset[EventType]:
    """ "Should there be more provocations": the kinds of act its own report tells of that side are what is meant by one."""
    if not isinstance(term, Condition) or not has_cue("more_of_it", term.text):
        return frozenset()
    doers = {party(actor) for actor in term.actors} or row.rivals or row.facing
    return frozenset(
        event.type
        for event in row.known.reading.events
        if event.status in ("reported", "claimed")
        and event.type in ESCALATES - WORDS_ALONE
        and any(party(actor) in doers for actor in event.actors)
    )


def _may_be(sense: Sense, scores: Mapping[str, float] | None, type_: EventType) -> bool:
    effect, meant = sense
    if meant is None and effect == "withdraw":
        return type_ in DEALS
    if meant is None and scores is not None:
        return scores.get(type_, 0.0) > 0.0
    return likeness(meant, type_) > 0.0 or other_harm(effect, meant, type_)


AGAIN_IN_WORDS: Final = frozenset({"THREATEN", "ACCUSE"})


CALLING_OFF: Final = frozenset({"RETREAT", "CONCEDE"})
TAKING_BACK: Final = frozenset({"REJECT", "SANCTION"})
"""How a meeting, a visit or a delivery that was promised is told to have been called off."""
MEASURES: Final = frozenset({"SANCTION", "COERCE"})


def opens(term: Term) -> bool:
    """Whether a term is about a way that is to be opened, or about letting somebody or something through."""
    return term.mode == "access" or (term.type in ("CONCEDE", "RETREAT") and says("letting_in", term.text))


def undoes(term: Term) -> bool:
    """Whether a term promises to end a measure ("will lift its sanctions", "will reopen the border"): seen when it is lifted, once."""
    if term.phase != "halt":
        return False
    return term.type == "SANCTION" or (term.type == "COERCE" and has_cue("lifting", term.text))


def other_harm(effect: Effect, meant: EventType | None, type_: EventType) -> bool:
    """Whether harm of a type other than the one meant, or of whatever type where none was read, may be meant all the same."""
    if effect in ("breach", "withdraw", "confirm") or type_ not in ESCALATES:
        return False
    return meant is None or (meant in ESCALATES and not {meant, type_} & WORDS_ALONE)


DEALS: Final = frozenset({"AGREE", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
"""Acts that are peaceful towards one side and may be what another has threatened over: a base granted, arms delivered."""


WORDS_ALONE: Final = frozenset({"THREATEN", "ACCUSE", "REJECT"})
