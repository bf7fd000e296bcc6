"""Rules and learned typer side by side: which of the two decides what a clause speaks of.

The lexicon's acts come in; they go out as they are, retyped, or joined by acts of the typer's. The `rule` of each says
who decided. Only the events room sees what comes out; signals are read from the rules' own acts.

Both speak: where they agree the rule stands; where they differ, the more reliable of the two, by what was measured for
that type (data/arbitration.toml). Rules silent: an act of the typer's only in a plain statement of fact between two
political sides, at a probability where what it says is right on news. Everything else it thinks is in `detente explain`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from detente.actors import Cast
from detente.events import learned
from detente.events.acts import Act
from detente.events.domains import domain
from detente.events.factuality import Factuality
from detente.events.frames import normal, words
from detente.events.phrases import sides
from detente.records import Actor, Clause, Document, Phrase, Span

_DATA = "data/arbitration.toml"
_HELD = ("complement", "said", "thought", "argument", "oblique", "result")
_OTHER_SIDE = ("with", "against", "on", "to", "at", "from", "for", "of", "into", "between", "toward", "towards", "over")


class Party(NamedTuple):
    """One side of a clause: its actors and the phrase that names them."""

    actors: tuple[Actor, ...]
    phrase: Phrase


class Candidate(NamedTuple):
    """A clause the rules say nothing of, between two political sides, as the typer sees it."""

    clause: Clause
    actor: Party
    recipient: Party
    case: learned.Case


def settle(document: Document, cast: Cast, found: Mapping[int, tuple[Act, ...]]) -> dict[int, tuple[Act, ...]]:
    """The acts of a document by clause id, after rules and typer have been heard; `found` are the rules'."""
    del document, cast
    return dict(found)


def silent(document: Document, cast: Cast, found: Mapping[int, tuple[Act, ...]]) -> Iterator[Candidate]:
    """Plain statements of fact between two political sides that the rules made no act of."""
    taken = {i for acts in found.values() for act in acts for i in (act.clause, *act.covers)}
    holders = {document.clauses[i].parent for i in taken if document.clauses[i].link in _HELD}
    factuality = Factuality(document, dict(found))
    for clause in document.clauses:
        if clause.id in taken or clause.id in holders or not _is_plain(clause):
            continue
        actor = _actor(clause, cast)
        recipient = _recipient(clause, cast, actor) if actor else None
        if actor is None or recipient is None or domain(document.sentences[clause.sentence].text) is not None:
            continue
        if factuality.status(clause) in ("reported", "claimed"):
            yield Candidate(clause, actor, recipient, _case(document, clause, actor, recipient))


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
    mine = {a.side for a in actor.actors}
    for phrase in _others(clause):
        found = tuple(a for a in sides(phrase, cast, clause) if _is_political(a) and a.side not in mine)
        if found:
            return Party(found, phrase)
    return None


def _others(clause: Clause) -> Iterator[Phrase]:
    for role in ("object", "indirect"):
        yield from (a.phrase for a in clause.arguments if a.role == role)
    yield from (a.phrase for a in clause.arguments if a.role == "oblique" and a.preposition in _OTHER_SIDE)


def _is_political(actor: Actor) -> bool:
    """A state, an organisation of states, an armed group, or one who acts for it; not companies, the press or the public."""
    return (actor.code != "---" or actor.group is not None) and actor.sector in _SECTORS


_SECTORS = frozenset([None, "GOV", "MIL", "REB", "LEG", "SPY", "COP", "OPP", "JUD", "UAF", "IGO"])


def _case(document: Document, clause: Clause, actor: Party, recipient: Party) -> learned.Case:
    sentence = document.sentences[clause.sentence]

    def local(span: Span) -> Span | None:
        start, end = sentence.span
        return (span[0] - start, span[1] - start) if start <= span[0] and span[1] <= end else None

    marks = [local(p.phrase.span) for p in (actor, recipient)]
    return learned.Case(document.article.text[slice(*sentence.span)], local(clause.predicate_span) or (0, 0), *marks)
