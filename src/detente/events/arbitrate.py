"""Rules and learned typer side by side: which of the two decides what a clause speaks of.

The lexicon's acts come in; they go out as they are, retyped, or joined by acts of the typer's. The `rule` of each says
who decided. Only the events room sees what comes out; signals are read from the rules' own acts.

Both speak: where they agree the rule stands; where they differ, the more reliable of the two, by what was measured for
that pair of types (data/arbitration.toml). What the typer takes for no act at all goes, unless it is between states or armed groups. Rules silent: an act of the typer's only in a plain statement of fact between two
political sides, at a probability where what it says is right on news. Everything else it thinks is in `detente explain`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from detente.actors import Cast
from detente.events import learned
from detente.events.acts import SPEECH, Act, direction_of
from detente.events.domains import domain
from detente.events.factuality import Factuality
from detente.events.frames import goldstein, normal, table, words
from detente.events.phrases import sides
from detente.records import Actor, Clause, Document, EventType, Phrase, Span

_DATA = "data/arbitration.toml"
_HELD = ("complement", "said", "thought", "argument", "oblique", "result")
_OTHER_SIDE = ("with", "against", "on", "to", "at", "from", "for", "of", "into", "between", "toward", "towards", "over")
_RULERS = frozenset(["GOV", "MIL", "COP", "SPY", "LEG", "JUD"])
_PEOPLE = frozenset(["OPP", "CVL", "REF", "REB", "EDU", "LAB", "JRN", "REL"])
_POWERS = _RULERS | {None, "REB", "UAF"}
_SIDES = _POWERS | {"OPP"}
_PRIVATE = frozenset(["BUS", "MNC"])


class Party(NamedTuple):
    """One side of a clause: its actors and the phrase that names them."""

    actors: tuple[Actor, ...]
    phrase: Phrase


class Candidate(NamedTuple):
    """A clause the rules say nothing of, between two political sides, as the typer sees it.

    `holds`: the rules read an act in its complement, so it can only be a word about that act.
    """

    clause: Clause
    actor: Party
    recipient: Party
    case: learned.Case
    holds: bool


def settle(document: Document, cast: Cast, found: Mapping[int, tuple[Act, ...]]) -> dict[int, tuple[Act, ...]]:
    """The acts of a document by clause id, after rules and typer have been heard; `found` are the rules'."""
    asked = list(_contested(document, found))
    unsaid = [candidate for candidate in silent(document, cast, found) if _is_between_powers(candidate)]
    made = dict(found)
    if not asked and not unsaid:
        return made
    cases = [case for _, case in asked] + [candidate.case for candidate in unsaid]
    guesses = learned.load_typer().type(cases)
    for (act, _), guess in zip(asked, guesses, strict=False):
        after = [decided(act, guess) if a is act else a for a in made[act.clause]]
        made[act.clause] = tuple(a for a in after if a is not None)
    for candidate, guess in zip(unsaid, guesses[len(asked) :], strict=True):
        if (act_ := _own(candidate, guess)) is not None:
            made[candidate.clause.id] = (act_,)
    return dict(sorted(made.items()))


def decided(act: Act, guess: learned.Guess) -> Act | None:
    """A contested act of the rules after the typer's guess: as it is, under a rule that names who lost, retyped, or none."""
    if guess.type in (act.type, act.event_type):
        return act
    if guess.type == "NONE":
        drop = guess.probability >= _threshold("no_act", act.event_type) and not _are_powers(act.actors, act.recipients)
        return None if drop else act
    if not stands(guess, over=act.event_type):
        return msgspec.structs.replace(act, rule=f"{act.rule} over learned/{guess.type}")
    cameo = _cameo(guess.type)
    return msgspec.structs.replace(
        act,
        type=guess.type,
        event_type=guess.type,
        phase="begin",
        mode=None,
        cameo=cameo,
        goldstein=goldstein(cameo),
        direction=direction_of(guess.type, "begin"),
        rule=f"learned/{guess.type} over {act.rule}",
    )


def guessed(document: Document, act: Act) -> learned.Guess:
    """What the typer, asked about an act by itself, takes its clause for."""
    marks = [next((a.span for a in party if a.span), None) for party in (act.actors, act.recipients)]
    return learned.load_typer().type([_case(document, document.clauses[act.clause], *marks)])[0]


def stands(guess: learned.Guess, *, over: str) -> bool:
    """Whether the typer's type is to be taken in place of a rule's of the type `over`."""
    return guess.type not in ("NONE", over) and guess.probability >= _threshold("over", f"{over} {guess.type}")


def _own(candidate: Candidate, guess: learned.Guess) -> Act | None:
    """The typer's act where the rules are silent; None below the line at which it is right on news."""
    if guess.type == "NONE" or guess.probability < _threshold("silent", guess.type):
        return None
    if candidate.holds and guess.type not in SPEECH:
        return None
    clause, cameo = candidate.clause, _cameo(guess.type)
    return Act(
        clause=clause.id,
        type=guess.type,
        event_type=guess.type,
        cameo=cameo,
        goldstein=goldstein(cameo),
        direction=direction_of(guess.type, "begin"),
        actors=candidate.actor.actors,
        recipients=candidate.recipient.actors,
        rule=f"learned/{guess.type}",
        span=clause.span,
    )


def _is_between_powers(candidate: Candidate) -> bool:
    """Whether states or armed groups, named, face one another across a border: where the typer was right on news."""
    first, second = candidate.actor, candidate.recipient
    if first.phrase.kind == "pronoun" or second.phrase.kind == "pronoun":
        return False
    return _are_powers(first.actors, second.actors)


def _are_powers(first: tuple[Actor, ...], second: tuple[Actor, ...]) -> bool:
    """Whether all are states, armed groups or act for one, and no side is on both ends."""
    powers = all(_is_known(a) and a.sector in _POWERS for a in (*first, *second))
    return powers and not {a.side for a in first} & {a.side for a in second}


def _contested(document: Document, found: Mapping[int, tuple[Act, ...]]) -> Iterator[tuple[Act, learned.Case]]:
    """Acts of verbs that do many things, by what stands with them: the rules' weak side."""
    for acts in found.values():
        for act in acts:
            clause = document.clauses[act.clause]
            if clause.kind != "verb" or act.phase != "begin" or not act.actors or not act.recipients:
                continue
            if normal(clause.predicate) not in words(_DATA, "asked", "verbs") or "+" in act.rule:
                continue
            if domain(document.sentences[clause.sentence].text) is None:
                marks = [next((a.span for a in party if a.span), None) for party in (act.actors, act.recipients)]
                yield act, _case(document, clause, *marks)


def silent(document: Document, cast: Cast, found: Mapping[int, tuple[Act, ...]]) -> Iterator[Candidate]:
    """Plain statements of fact between two political sides that the rules made no act of."""
    taken = {i for acts in found.values() for act in acts for i in (act.clause, *act.covers)}
    holders = {document.clauses[i].parent for i in taken if document.clauses[i].link in _HELD}
    factuality = Factuality(document, dict(found))
    for clause in document.clauses:
        if clause.id in taken or not _is_plain(clause):
            continue
        actor = _actor(clause, cast)
        recipient = _recipient(clause, cast, actor) if actor else None
        if actor is None or recipient is None or domain(document.sentences[clause.sentence].text) is not None:
            continue
        if factuality.status(clause) in ("reported", "claimed"):
            marks = (actor.phrase.span, recipient.phrase.span)
            yield Candidate(clause, actor, recipient, _case(document, clause, *marks), clause.id in holders)


def _is_plain(clause: Clause) -> bool:
    """An affirmed statement about what was or is done, by a verb that can name an act."""
    return (
        clause.kind == "verb"
        and clause.mood == "indicative"
        and clause.tense in ("past", "present")
        and not clause.negated
        and not clause.modals
        and clause.link in ("root", "conjunct", "said", "relative", "time", "concession")
        and normal(clause.predicate) not in words(_DATA, "never", "verbs")
    )


def _actor(clause: Clause, cast: Cast) -> Party | None:
    doer = clause.subject
    if doer is None or doer.kind == "clause":
        return None
    found = tuple(a for a in sides(doer, cast, clause, agent=True) if _is_political(a))
    return Party(found, doer) if found else None


def _recipient(clause: Clause, cast: Cast, actor: Party) -> Party | None:
    """The other side: whoever the object names, else what stands after a preposition."""
    for phrase in _others(clause):
        found = tuple(a for a in sides(phrase, cast, clause) if _is_known(a) and _is_other(a, actor.actors))
        if found:
            return Party(found, phrase)
    return None


def _is_other(actor: Actor, first: tuple[Actor, ...]) -> bool:
    """Another side; within one state, people against those who rule it."""
    if all(actor.side != a.side for a in first):
        return actor.sector not in _PRIVATE
    return actor.sector in _PEOPLE and all(a.sector in _RULERS for a in first)


def _others(clause: Clause) -> Iterator[Phrase]:
    for role in ("object", "indirect"):
        yield from (a.phrase for a in clause.arguments if a.role == role)
    yield from (a.phrase for a in clause.arguments if a.role == "oblique" and a.preposition in _OTHER_SIDE)


def _is_political(actor: Actor) -> bool:
    """A state, an organisation of states, an armed group, or one who acts for it; not companies, the press or the public."""
    return _is_known(actor) and actor.sector in _SIDES


def _is_known(actor: Actor) -> bool:
    return actor.code != "---" or actor.group is not None


def _case(document: Document, clause: Clause, actor: Span | None, recipient: Span | None) -> learned.Case:
    """The clause as the typer sees it: its sentence, with what stands there of its predicate and parties marked."""
    start, end = document.sentences[clause.sentence].span

    def local(span: Span | None) -> Span | None:
        return (span[0] - start, span[1] - start) if span and start <= span[0] and span[1] <= end else None

    text = document.article.text[start:end]
    return learned.Case(text, local(clause.predicate_span) or (0, 0), local(actor), local(recipient))


def _threshold(kind: str, key: str) -> float:
    """The probability from which the typer decides that a contested act is `no_act`, or of another type (`over`: "ASSAULT ACCUSE",
    the rule's and its own), or alone in a `silent` clause; 2 is never.
    """
    lines: dict[str, float] = table(_DATA)[kind]
    return lines.get(key, lines["else"])


def _cameo(type_: EventType) -> str:
    """The general CAMEO code of a type: the typer tells no finer."""
    codes: dict[str, str] = table(_DATA)["cameo"]
    return codes[type_]
