"""Whether an act was aimed at those a row speaks of: the part `target` of a score."""

from __future__ import annotations

from typing import Final

from detente.ledger.acts import (
    escalates,
    forces,
    has_cue,
    hits_things_of,
    only_receives,
    own_soil,
    party,
    same_words,
    shares_words,
    target_grade,
)
from detente.ledger.coverage import parties_of
from detente.ledger.facts import Fact, struck
from detente.ledger.finding import Effect
from detente.ledger.mentions import Mention
from detente.ledger.questions import Question
from detente.ledger.thresholds import threshold
from detente.ledger.words import country
from detente.records import Event, Term


def meant_by(row: Mention, question: Question, event: Event, effect: Effect) -> frozenset[str]:
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
    hit = {side for side in struck(event) if side.partition(":")[0] == side}
    outside = frozenset(hit) - row.rivals - row.facing - {row.side}
    return outside or frozenset({NOBODY})


NOBODY: Final = "nobody"
"""A side no act is aimed at: fire at the rival carries no war to its neighbours."""


def target_part(row: Mention, term: Term, fact: Fact, aimed_at: frozenset[str], effect: Effect) -> float:
    """How far the act was aimed at those meant; a little less sure where the words name nobody and the report decides.

    A hostile act without a target was aimed at the rival where its words name it ("hit posts in several parts of India") or
    where the reports so far set its doer against the rival by far. That breaks a promise only where the words share what the
    act was done with ("stop the balloons", "launched balloons").
    """
    event = fact.event
    if not aimed_at and effect == "breach" and event.recipients:
        return NAMED if _spoken_of(row, event) else 0.0
    grade = target_grade(event, aimed_at)
    if _needs_no_name(row, term, fact, aimed_at, effect):
        return max(grade, NAMED)
    if _before_whom(term, event, effect):
        grade = max(grade, NAMED if term.recipients else 1.0)
    if grade < NAMED and (_names_them(row, event, aimed_at, effect) or _in_their_land(row, event, aimed_at, effect)):
        grade = NAMED
    if grade < NAMED and not event.recipients and escalates(event):
        if _accuser_speaks_of_itself(term, fact, aimed_at):
            return NAMED
        grade = NAMED if _surely_at_them(term, fact, aimed_at, effect) else grade
    return grade * INFERRED if not row.rivals and row.facing and aimed_at == row.facing else grade


def _needs_no_name(row: Mention, term: Term, fact: Fact, aimed_at: frozenset[str], effect: Effect) -> bool:
    """Whether the things both speak of say enough of whom the act was at."""
    event = fact.event
    unnamed = not (row.rivals or term.recipients or event.recipients)
    if effect == "breach" and unnamed and _of_what_it_names(term, event):
        return True  # "no ship in the strait will be attacked": it says of its promise where, and not at whom
    if event.mode == "release" and {actor.code for actor in event.recipients} & row.homes(aimed_at):
        return True  # prisoners let go for a group are of its country: "600 Palestinians", to Hamas
    freed = event.mode == term.mode == "release" and effect in ("met", "deed") and shares_words(term, event)
    if freed and event.recipients and all(only_receives(actor) for actor in event.recipients):
        return True  # "released the 600 prisoners", of whom the words say that they be freed
    if freed and not event.actors:
        return True  # the very people, by whomever: `done_by_nobody`
    if aimed_at or not escalates(event):
        return False
    # "punish every terrorist": its blow hit terrorists
    return bool(fact.hit & fact.enemies) or (bool(term.text) and shares_words(term, event))


def _before_whom(term: Term, event: Event, effect: Effect) -> bool:
    """Tests of weapons, drills and the like are aimed at whomever they are held before."""
    if event.type not in UNDIRECTED or not (not event.recipients or own_soil(event)):
        return False
    return effect in ("met", "continued", "deed") or bool(forces(term) & forces(term, event))


def _names_them(row: Mention, event: Event, aimed_at: frozenset[str], effect: Effect) -> bool:
    """Whether the words of an act name its target, or a thing of the target's: "an agreement that gives Ruritania a base"."""
    if escalates(event):
        return effect != "breach" and any(hits_things_of(side, event.quote) for side in aimed_at)
    return not event.recipients and any(country(side) in event.quote for side in aimed_at - {row.side})


def _in_their_land(row: Mention, event: Event, aimed_at: frozenset[str], effect: Effect) -> bool:
    """ "Struck Hodeidah in answer to the missile of the Houthis": a blow in the country of a group that its words name was at the group."""
    if effect != "deed" or not escalates(event):
        return False
    at_home = bool({actor.code for actor in event.recipients} & row.homes(aimed_at))
    return at_home and any(side in event.quote for side in aimed_at)


def _accuser_speaks_of_itself(term: Term, fact: Fact, aimed_at: frozenset[str]) -> bool:
    """A claim that names no target and is made by those meant: its maker was struck, unless the place says otherwise."""
    event = fact.event
    elsewhere = event.place is not None and event.place.country not in (None, *aimed_at)
    of_this = event.type == "ASSAULT" or event.inside is not None or shares_words(term, event)
    by_them = bool(fact.claimants) and fact.claimants <= aimed_at
    return event.status == "claimed" and of_this and not elsewhere and by_them


def _surely_at_them(term: Term, fact: Fact, aimed_at: frozenset[str], effect: Effect) -> bool:
    """Whether a hostile act that names no target was at those meant: its words name them, or they are its doer's enemies."""
    event = fact.event
    told = event.status == "reported" or shares_words(term, event)  # a claim has to say whom it struck
    named = any(country(side) in event.quote for side in aimed_at) or bool(told and aimed_at & fact.enemies)
    if effect == "deed" and told and same_words(term.text, event.quote):
        return True  # "would suspend the accord on emigrants", "suspended the accord on emigrants"
    return named and (effect != "breach" or (term.type != "ASSAULT" and shares_words(term, event)))


def _of_what_it_names(term: Term, event: Event) -> bool:
    """Whether an act happened in the very place the words name, or shares two words with them."""
    there = event.place is not None and event.place.name.casefold() in term.text.casefold()
    return there or same_words(term.text, event.quote)


UNDIRECTED: Final = frozenset({"MOBILIZE"})
"""Tests of weapons, drills and the like: they are aimed at whomever they are held before."""


def _spoken_of(row: Mention, event: Event) -> bool:
    """Whether an act is aimed at somebody of whom the promise's own report speaks: it says nothing of other wars."""
    return bool(struck(event) & parties_of(row.known))


def same_target(row: Mention, event: Event) -> bool:
    """Whether an act left undone was due to those the promise was made to, or to nobody named."""
    return not event.recipients or target_grade(event, row.targets or row.rivals or row.facing) > 0.0 or not row.rivals


INFERRED: Final = threshold("INFERRED")


NAMED: Final = threshold("NAMED")
