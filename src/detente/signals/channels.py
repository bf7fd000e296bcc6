"""Are they talking? What a report says of talks between sides: held, under way, planned, offered, refused, none known."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from detente.records import Actor, Channel, Clause, Document
from detente.signals import lexicon
from detente.signals.context import Context, onlooker

State = Literal["under way", "held", "planned", "offered", "refused", "suspended", "none known", "possible"]

_AHEAD = frozenset({"will", "shall", "be to", "be going to", "would"})
_PERHAPS = frozenset({"may", "might", "could"})
_WITHOUT = frozenset({"unaware", "deny"})


class Governors(NamedTuple):
    """The clauses that say what becomes of the talks, nearest first."""

    clauses: tuple[Clause, ...]
    negated: bool
    top: Clause | None


def channels(document: Document, context: Context) -> tuple[Channel, ...]:
    """The talks a document speaks of, each state of each pair once, in order of the text."""
    found: dict[tuple[int, str], Channel] = {}
    for clause in document.clauses:
        made = _channel(document, context, clause)
        if made is not None:
            found.setdefault((made.sentence, made.state), made)
    return tuple(found.values())


def _channel(document: Document, context: Context, clause: Clause) -> Channel | None:
    if not _talking(clause) or not context.news(clause):
        return None
    governors = _governors(document, clause)
    if any(c.link in ("condition", "concession") or c.mood == "interrogative" for c in (clause, *governors.clauses)):
        return None
    state = _state(clause, governors)
    if state is None or _elsewhere(document, clause):
        return None
    sides = _sides(context, clause, governors)
    voice = context.voice(clause)
    one_is_enough = state in ("none known", "offered", "refused", "planned") and clause.predicate != "meet"
    if voice.onlooker or len(sides) < (1 if one_is_enough else 2):
        return None
    top = governors.top or clause
    return Channel(
        state=state,
        sides=sides,
        said_by=voice.actors,
        quote=top.text,
        span=top.span,
        sentence=clause.sentence,
        rule=f"talks/{state}",
    )


def _talking(clause: Clause) -> bool:
    talks = lexicon.table("channels")["talks"]
    if clause.kind == "noun":
        return clause.predicate in talks["nouns"] and clause.mood == "nominal"
    things = {a.phrase.head.lower() for a in clause.arguments if a.role in ("subject", "object")}
    named = clause.predicate != "meet" or clause.object is None or clause.object.kind in ("name", "pronoun")
    return clause.predicate in talks["verbs"] and bool(clause.arguments) and named and not things & set(talks["things"])


def _governors(document: Document, clause: Clause) -> Governors:
    """Up to the saying clause; the negation of any of them counts, and "unaware" is one."""
    chain: list[Clause] = []
    below = clause
    for above in document.ancestors(clause):
        told_apart = below.link == "conjunct" and below.kind == "verb" and below.mood == "indicative"
        if below.link in ("said", "root", "relative", "time", "cause") or told_apart or len(chain) == 4:
            break
        chain.append(above)
        below = above
    inside = document.children(clause, "participial", "relative")
    every = (clause, *chain, *inside)
    top = chain[-1] if chain else None
    return Governors((*chain, *inside), any(c.negated or c.predicate in _WITHOUT for c in every), top)


def _state(clause: Clause, governors: Governors) -> State | None:
    everything = (clause, *governors.clauses)
    predicates = {c.predicate for c in everything} | {c.predicate.split()[0] for c in everything}
    modals = {m for c in everything for m in c.modals}
    if governors.negated:
        return _closed(predicates, modals)
    if modals & _PERHAPS:
        return "possible"
    for entry in lexicon.table("channels")["state"][1:]:
        if predicates & set(entry["words"]):
            return _timed(entry["name"], everything, modals)
    return "held" if clause.kind == "verb" and clause.tense == "past" else None


def _closed(predicates: set[str], modals: set[str]) -> State | None:
    """What no talks mean: refused when the side says it will not, else none known."""
    words = set(lexicon.table("channels")["state"][0]["words"])
    if modals & _AHEAD and not predicates & (words - {"be", "there"}):
        return "refused"
    return "none known" if predicates & words else None


def _timed(state: State, clauses: tuple[Clause, ...], modals: set[str]) -> State:
    if state not in ("held", "under way"):
        return state
    if modals & _AHEAD or any(c.tense == "future" for c in clauses):
        return "planned"
    if state == "under way" and any(c.tense == "past" for c in clauses):
        return "held"
    return "under way" if state == "held" and any(c.progressive and c.tense == "present" for c in clauses) else state


def _elsewhere(document: Document, clause: Clause) -> bool:
    """Whether talks are only what a resolution, a hope or a purpose is about."""
    return any(c.link == "thought" for c in (clause, *document.ancestors(clause)))


def _sides(context: Context, clause: Clause, governors: Governors) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for where in (clause, *governors.clauses):
        host = where.link in ("participial", "relative") and where is not clause
        for argument in where.arguments:
            if onlooker(argument.phrase) or (host and argument.role == "subject" and where.voice == "passive"):
                continue  # "talks sponsored by Washington" are not with Washington
            phrases = [argument.phrase, *(p for k, p in argument.phrase.complements if k in ("with", "between", "of"))]
            for phrase in phrases:
                for actor in context.actors(phrase, where):
                    found.setdefault(actor.side, actor)
    for spoken in re.findall(
        r"the two (?:countries|nations|sides|neighbou?rs|armies)", context.sentence(clause).lower()
    ):
        if len(found) == 1 and spoken:
            break
    return tuple(found.values())
