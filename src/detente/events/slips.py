"""Readings of an act that what stands around its clause speaks against: names given, advice, orders, pronouns nobody owns.

Each function answers why the act is not what its frame says, None where nothing speaks against it. The words are data
(data/plausible.toml).
"""

from __future__ import annotations

import re

from detente.events.acts import Act
from detente.events.contents import is_telling
from detente.events.frames import normal, words
from detente.events.phrases import heads
from detente.events.standing import is_at_home
from detente.records import Clause, Document, EventType

_DATA = "data/plausible.toml"
_LEFT = re.compile(
    r"\b(?:leav(?:es?|ing)|left)\b.{1,80}\b(?:dead|injured|wounded|hurt|missing|homeless|killed|stranded|trapped|displaced|damaged|destroyed|disabled|ablaze|burning|adrift|crippled|paralysed|paralyzed|devastated|without|in (?:ruins|tears|shock|doubt|charge|limbo))\b"
)
_HIT = re.compile(
    r"\b(?:struck|hit|hits|killed|wounded|injured|intercepted|shot down|slammed into|crashed into|targeted|targeting)\b"
)
_SO = re.compile(
    r"\bma[kd](?:es?|ing)?\b.{1,80}\b(?:conditional|contingent|dependent|possible|impossible|difficult|unlikely|inevitable|public|clear)\b"
)
_VAGUE = frozenset(("it", "this", "that", "these", "those", "which", "what", "they"))
_ONE_SIDED: frozenset[EventType] = frozenset(("COERCE", "SANCTION", "RETREAT", "AID", "MOBILIZE"))
_ARMED = frozenset(("MIL", "REB", "UAF", "COP"))
_LAW = frozenset(("COP", "MIL", "GOV", "SPY", None))


def reasons(document: Document, clause: Clause, act: Act) -> str | None:
    """The first reason against the frame's reading of a clause."""
    tests = (
        _inside,
        _called,
        _advice,
        _mute,
        _made_so,
        _left_so,
        _barricade,
        _ownerless,
        _in_office,
        _nobody_blamed,
        _defence,
        _volley,
        _people_welcome,
        _blame_on_event,
        _review,
        _gangs,
        _announced,
        _asked_for,
    )
    return next((why for test in tests if (why := test(document, clause, act))), None)


def _inside(document: Document, clause: Clause, act: Act) -> str | None:
    """ "Claims he flies fighters to Syria": a place or thing inside what is claimed is not accused by it."""
    if act.type != "ACCUSE" or not act.recipients:
        return None
    for content in (document.clauses[i] for i in act.content):
        if content.kind != "verb" or content.id == clause.id:
            continue
        blamed = [content.subject, *(a.phrase for a in content.arguments if a.preposition == "by")]
        spans = [a.span for a in act.recipients if a.span is not None]
        within = spans and all(content.span[0] <= s[0] and s[1] <= content.span[1] for s in spans)
        told = any(p is not None and p.span[0] <= s[0] < p.span[1] for p in blamed for s in spans)
        if within and not told:
            return "what stands inside a claim is not accused"
    return None


def _called(document: Document, clause: Clause, act: Act) -> str | None:
    """ "Called them unfounded", "calls the island its own": a name for something, no telephone."""
    if act.type not in ("CONSULT", "REQUEST") or normal(clause.predicate) != "call" or clause.object is None:
        return None
    named = (c for c in document.children(clause, "complement") if c.kind in ("adjective", "noun"))
    return "to call something something is another sense" if any(True for _ in named) else None


def _advice(document: Document, clause: Clause, act: Act) -> str | None:
    """ "Warned its citizens to avoid travel": advice to one's own people, or to travellers."""
    if act.type not in ("THREATEN", "REQUEST") or not act.recipients:
        return None
    if not all(a.sector == "CVL" and a.group is None and a.name is None for a in act.recipients) or not is_at_home(act):
        return None
    told = (c for c in document.children(clause, "complement", "said", "cause", "purpose") if c.kind == "verb")
    careful = any(normal(c.predicate) in words(_DATA, "advice", "verbs") for c in told)
    careful = careful or any(heads(a.phrase) & words(_DATA, "advice", "nouns") for a in clause.arguments)
    return "advice to its own people" if careful else None


def _mute(document: Document, _clause: Clause, act: Act) -> str | None:
    """ "Declined to give details": nobody is refused anything."""
    content = [document.clauses[i] for i in act.content]
    return "words refused to the press" if act.type == "REJECT" and content and all(map(is_telling, content)) else None


def _made_so(document: Document, clause: Clause, act: Act) -> str | None:
    """ "Made the signing conditional on talks": what is said of an act, not the act."""
    if (
        normal(clause.predicate) not in ("make", "render", "keep", "find", "call", "deem", "consider")
        or clause.kind != "verb"
    ):
        return None
    judged = any(c.kind == "adjective" for c in document.children(clause, "complement"))
    judged = judged or (act.type != "ASSAULT" and _SO.search(clause.text.lower()) is not None)
    return "says what an act is made or thought to be" if judged and act.covers else None


def _left_so(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Left seven officers dead and others hurt": nobody went away."""
    left = act.type == "RETREAT" and normal(clause.predicate) == "leave" and _LEFT.search(clause.text.lower())
    return "says in what state it left them" if left else None


def _barricade(_document: Document, _clause: Clause, act: Act) -> str | None:
    """ "Police blocked roads": those who keep order do not protest by it."""
    if act.type != "PROTEST" or not act.actors:
        return None
    if act.rule.startswith("protest/occupy") and all(a.sector in _ARMED for a in act.actors):
        return "troops that occupy a place protest against nobody"
    armed = all(a.sector in _ARMED for a in act.actors) and any(a.sector in ("MIL", "COP") for a in act.actors)
    law = armed or all(a.sector in _LAW and a.group is None for a in act.actors)
    return "an order kept, no protest" if law and (act.cameo or "").startswith("144") else None


def _ownerless(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Since these violate its sovereignty", "they were released": done by, or to, only a pronoun nobody owns."""
    if act.actors or act.type not in _ONE_SIDED or clause.kind != "verb":
        return None
    doer = clause.subject
    if doer is not None and doer.text.lower() in _VAGUE:
        return f"“{doer.text}” is no party"
    freed = act.type == "RETREAT" and clause.object is not None and clause.object.kind == "pronoun"
    if act.rule == "retreat/return":
        return "nobody is told to give it back"
    return "only a pronoun tells whom it befell, and nothing who did it" if freed else None


def _in_office(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "After President X took power as the first woman": came to office, no coup."""
    if not act.rule.startswith("coerce/take ~ power") or not act.actors:
        return None
    ruler = all(a.sector in ("GOV", "ELI", "PTY", "LEG") and a.name for a in act.actors)
    coup = re.search(r"\b(?:coup|putsch|force|junta|troops|overthr\w+|ous\w+|toppl\w+)\b", clause.text.lower())
    return "came to office" if ruler and not coup else None


def _nobody_blamed(_document: Document, _clause: Clause, act: Act) -> str | None:
    """ "Claimed eleven were killed": nobody is said to have done it."""
    if act.type != "ACCUSE" or act.recipients:
        return None
    if act.rule == "accuse/record":
        return "a count, no charge"
    if act.rule.partition("/")[2] not in words(_DATA, "claims", "verbs"):
        return None
    return "says that it happened, accuses nobody"


def _defence(document: Document, _clause: Clause, act: Act) -> str | None:
    """ "Are prepared to defend their land": no word of peace."""
    if act.type not in ("AGREE", "CONCEDE", "SUPPORT") or not act.content:
        return None
    told = (normal(document.clauses[i].predicate) for i in act.content)
    return "a readiness to fight" if any(p in words(_DATA, "defence", "verbs") for p in told) else None


def _volley(document: Document, clause: Clause, act: Act) -> str | None:
    """ "The group fired rockets from a lorry", "fired two missiles and said one hit the port": fired at somebody, no test."""
    test = act.type == "MOBILIZE" and act.rule.partition("/")[2].split(" ")[0] in words(_DATA, "tests", "verbs")
    if not test or act.recipients:
        return None
    rebels = act.actors and all(a.sector in ("REB", "UAF") for a in act.actors)
    hit = _HIT.search(document.sentences[clause.sentence].text.lower())
    return "fired at somebody, not tested" if rebels or hit else None


def _people_welcome(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Has always welcomed Afghans": no guest in particular."""
    if act.type != "CONSULT" or normal(clause.predicate) not in ("welcome", "receive", "greet") or not act.recipients:
        return None
    people = all(a.sector == "CVL" and a.name is None for a in act.recipients)
    return "whoever comes, nobody in particular" if people else None


def _blame_on_event(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Attributed the closure to a scuffle between guards": a cause, no culprit."""
    if act.type != "ACCUSE" or normal(clause.predicate) not in words(_DATA, "causes", "verbs"):
        return None
    causes = (a.phrase for a in clause.arguments if a.preposition in ("to", "on"))
    found = next((p for p in causes if p.kind == "noun" and heads(p) & words(_DATA, "causes", "nouns")), None)
    return f"“{found.text}” is a cause, no culprit" if found is not None else None


def _review(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Critics savaged the Chinese epic": a work of art is no party, unless a state forbids it."""
    judged = clause.object
    if act.type not in ("ACCUSE", "SUPPORT") or judged is None or any(a.sector in _LAW for a in act.actors):
        return None
    return f"“{judged.text}” is a work" if heads(judged) & words(_DATA, "works", "nouns") else None


def _gangs(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Kidnapping gangs", "smuggling rings": what kind of gang, nobody kidnapped one."""
    held = clause.object
    if (
        act.type not in ("ASSAULT", "COERCE", "CONSULT")
        or clause.mood != "participle"
        or held is None
        or held.determiner
    ):
        return None
    bare = clause.predicate_span[1] + 1 == held.span[0] and heads(held) & words(_DATA, "gangs", "nouns")
    return f"what kind of {held.head} they are" if bare else None


def _announced(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Announced a suspension of the truce": the deed itself, no threat of it."""
    if act.rule != "signal/announce" or act.type != "THREATEN" or clause.object is None:
        return None
    return "announced as done" if heads(clause.object) & words(_DATA, "announced", "nouns") else None


def _asked_for(document: Document, clause: Clause, act: Act) -> str | None:
    """ "Requested that he promise to help": what others want said has not been said."""
    above = document.parent(clause)
    if act.type not in ("AGREE", "THREATEN") or above is None or clause.link not in ("said", "complement"):
        return None
    asked = normal(above.predicate) in words(_DATA, "asked", "verbs") and clause.mood != "participle"
    return "what others want said" if asked else None
