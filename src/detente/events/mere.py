"""Readings of an act that tell no deed between sides: a thing told already named again, the air of a state entered by nobody, a cabinet.

Each function answers why the act is not what its frame says, None where nothing speaks against it. The words are data
(data/plausible.toml).
"""

from __future__ import annotations

import re

from detente.events.acts import Act
from detente.events.frames import normal, words
from detente.events.phrases import heads
from detente.events.standing import is_at_home
from detente.records import Clause, Document, EventType

_DATA = "data/plausible.toml"
_ARMED = frozenset(("REB", "UAF", "CRM"))
_CABINET = re.compile(r"\b(?:cabinet|weekly|coordination|security council) (?:meeting|session)\b", re.IGNORECASE)
_SOILED: frozenset[EventType] = frozenset(("ASSAULT", "COERCE"))


def reasons(document: Document, clause: Clause, act: Act) -> str | None:
    """The first reason against the frame's reading of a clause."""
    tests = (
        _retold,
        _unblamed,
        _soiled,
        _cabinet,
        _sorry,
        _pressed,
        _any_offender,
        _raised,
        _accused_of,
        _going_on,
        _evils,
    )
    return next((why for test in tests if (why := test(document, clause, act))), None)


def _retold(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Announced the withdrawals on Monday": what was told before is named again, nothing agreed."""
    if (
        act.type not in ("AGREE", "COERCE")
        or (act.content and not act.rule.startswith("signal/"))
        or act.recipients
        or clause.object is None
    ):
        return None
    told = clause.object
    if normal(clause.predicate) not in words(_DATA, "retold", "verbs") or told.determiner not in (
        "the",
        "this",
        "that",
        "these",
    ):
        return None
    bare = told.possessor is None and not any(w in ("of", "to", "from", "by", "for") for w, _ in told.complements)
    return f"“{told.text}” was told before" if bare and heads(told) & words(_DATA, "retold", "nouns") else None


def _unblamed(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "The move raises concerns over the soldiers": whoever is not told who blames is blamed by nobody."""
    if act.type != "ACCUSE" or clause.kind != "verb" or clause.voice == "passive" or (act.actors and not act.covers):
        return None
    stirs = normal(clause.predicate) in words(_DATA, "stirring", "verbs")
    return "what stirs worry blames nobody" if stirs else None


def _soiled(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "The drone had violated its airspace": whose it was, nothing tells."""
    if act.type not in _SOILED or act.actors or clause.kind != "verb":
        return None
    return "nobody is told to have entered" if normal(clause.predicate) in words(_DATA, "soil", "verbs") else None


def _cabinet(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Chaired a cabinet meeting in the capital": a government with itself."""
    if act.type != "CONSULT" or len({a.side for a in (*act.actors, *act.recipients)} - {"---"}) > 1:
        return None
    met = [clause.text, *(a.phrase.text for a in clause.arguments)]
    return "a government meets with itself" if any(map(_CABINET.search, met)) else None


def _sorry(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Expressed regret over having to answer in kind", "voiced regret that talks failed": no apology to anybody."""
    if act.type != "SUPPORT" or act.recipients or act.cameo != "055":
        return None
    sorry = clause.object is not None and heads(clause.object) & words(_DATA, "sorry", "nouns")
    return "regret over what others do is no apology" if sorry else None


def _pressed(_document: Document, _clause: Clause, act: Act) -> str | None:
    """ "Faces growing pressure from militants": gunmen ask for nothing by it."""
    if act.type != "REQUEST" or act.content or not act.rule.startswith(("request/face", "request/come under")):
        return None
    return "pressed by arms, asked for nothing" if all(a.sector in _ARMED for a in act.actors) else None


def _any_offender(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Will not allow any criminal to stay free": a word about its own offenders, refused to no side."""
    if act.type not in ("CONCEDE", "REJECT") or not act.recipients or not is_at_home(act):
        return None
    anybody = all(a.sector in ("CRM", "CVL") and a.group is None and a.name is None for a in act.recipients)
    return "no side is refused anything" if anybody and clause.negated else None


def _raised(document: Document, clause: Clause, act: Act) -> str | None:
    """ "To shut the consulates raises concerns": an act that is itself the subject of a judgement, by nobody told."""
    if act.actors or act.type not in ("SANCTION", "COERCE"):
        return None
    node: Clause | None = clause
    while node is not None and node.link == "conjunct":
        node = document.parent(node)
    above = document.parent(node) if node is not None else None
    hung = node is not None and node.mood == "infinitive" and node.link in ("complement", "modifier")
    return "nobody is told to do it" if hung and above is not None and above.kind == "noun" else None


def _accused_of(document: Document, clause: Clause, act: Act) -> str | None:
    """ "Accused them of shelling an airport", where nobody knows who they are: a deed of nobody told."""
    above = document.parent(clause)
    if act.actors or clause.mood != "participle" or clause.connective not in ("of", "for") or above is None:
        return None
    charged = above.object is not None and above.object.kind == "pronoun"
    return (
        "nobody knows who is accused"
        if charged and normal(above.predicate) in words(_DATA, "charging", "verbs")
        else None
    )


def _going_on(document: Document, _clause: Clause, act: Act) -> str | None:
    """ "Announced it will proceed with or without a deal": to go on with one's own is no agreement."""
    if act.type != "AGREE" or act.recipients or not act.content:
        return None
    told = (normal(document.clauses[i].predicate) for i in act.content)
    return "goes on with its own" if all(p in words(_DATA, "going_on", "verbs") for p in told) else None


def _evils(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "To fight terrorism", "combats crime": an evil is no party."""
    fought = clause.object
    if act.type != "ASSAULT" or act.recipients or fought is None:
        return None
    evil = heads(fought) & words(_DATA, "evils", "nouns")
    return (
        f"“{fought.text}” is no party" if evil and normal(clause.predicate) in words(_DATA, "evils", "verbs") else None
    )
