"""Readings of an act that say more than the words: hopes read as requests, firmness as threats, help to oneself as help.

Each function answers why the act is not what its frame says, None where nothing speaks against it. The words are data
(data/plausible.toml).
"""

from __future__ import annotations

import re

from detente.events.acts import Act
from detente.events.frames import normal, table, words
from detente.events.phrases import heads
from detente.records import Actor, Clause, Document, EventType

_DATA = "data/plausible.toml"
_OUTWARD: frozenset[EventType] = frozenset(("SUPPORT", "AID", "REQUEST", "ACCUSE", "THREATEN", "REJECT", "SANCTION"))
_RULERS = frozenset((None, "GOV", "MIL", "LEG"))
_PLAIN = ("indicative", "imperative")  # "hit", "cut", "put" are read as orders where the parse has lost their subject
_OWN = frozenset(("its", "their", "his", "her", "our", "my"))


def reasons(document: Document, clause: Clause, act: Act) -> str | None:
    """The first reason against the frame's reading of a clause."""
    tests = (
        _of_a_post,
        _unexpected,
        _asserted,
        _firm,
        _on_itself,
        _another_must,
        _called_home,
        _looming,
        _own_cause,
        _protested,
        _alone_together,
        _allowed,
        _inquired,
        _given,
        _devoted,
        _busy,
        _located,
        _salvo,
        _briefed,
        _headcount,
        _unsettled,
        _ran_out,
        _declared_over,
    )
    return next((why for test in tests if (why := test(document, clause, act))), None)


def _of_a_post(document: Document, clause: Clause, act: Act) -> str | None:
    """ "The officers who run the military operations of both armies": what somebody is there for, nothing that happened."""
    if act.type != "ASSAULT" or act.rule.partition("/")[2] not in words(_DATA, "posts", "nouns"):
        return None
    verbs = words(_DATA, "posts", "verbs")
    above = document.parent(clause)
    for node in (clause, above):
        if node is not None and node.link in ("relative", "participial") and normal(node.predicate) in verbs:
            return "says what somebody is there for"
    said = document.article.text[max(0, clause.predicate_span[0] - 60) : clause.predicate_span[0]].lower()
    told = any(re.search(rf"\b{words_}\b (?:[\w'’-]+ ){{0,3}}$", said) for words_ in words(_DATA, "posts", "before"))
    return "says what somebody is there for" if told else None


def _unexpected(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Does not expect Kyiv to agree": whoever expects nothing asks for nothing."""
    hoped = act.type == "REQUEST" and normal(clause.predicate) in words(_DATA, "hoping", "verbs")
    return "expects nothing of it" if hoped and clause.negated else None


def _asserted(document: Document, clause: Clause, act: Act) -> str | None:
    """ "Insisted the strikes hit a camp": what is said to be so is asked of nobody."""
    if act.type != "REQUEST" or act.recipients or normal(clause.predicate) not in words(_DATA, "insisting", "verbs"):
        return None
    told = [document.clauses[i] for i in act.content]
    plain = [c for c in told if c.link in ("said", "complement") and c.mood in _PLAIN and not c.modals]
    return "says that it is so" if plain and plain[0] is told[0] else None


def _firm(document: Document, clause: Clause, act: Act) -> str | None:
    """ "Vowed to defend its claims": a side that stands by what it calls its own attacks nobody by saying so."""
    if act.type not in ("THREATEN", "AGREE"):
        return None
    told = [document.clauses[i] for i in act.content] or [clause]
    posed = any(c.link == "condition" for node in (clause, *told) for c in document.children(node))
    return "stands by what it calls its own" if not posed and any(map(is_firm, told)) else None


def is_firm(clause: Clause) -> bool:
    """Whether a clause speaks of standing up for rights, claims or interests: "to defend its rightful claims"."""
    held = clause.object
    guarded = clause.kind == "verb" and normal(clause.predicate) in words(_DATA, "firm", "verbs")
    if not guarded or held is None or not heads(held) & words(_DATA, "firm", "nouns"):
        return False
    return re.search(table(_DATA)["firm"]["armed"], clause.text, re.IGNORECASE) is None


def _looming(document: Document, clause: Clause, act: Act) -> str | None:
    """ "Threatens to become a failed state", "threatened to spill over": what looms is nobody's threat."""
    if not act.rule.startswith("threaten/threaten"):
        return None
    befalls = words(_DATA, "looming", "verbs")
    looms = any(normal(c.predicate) in befalls for c in document.children(clause, "complement"))
    return "what looms, no threat" if looms else None


def _called_home(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Ordered its staff to leave Juba": whoever calls home his own people expels nobody."""
    held = clause.object
    if not act.rule.startswith("request/") or act.mode != "expel" or held is None or held.possessor is None:
        return None
    own = held.possessor.text.lower() in _OWN and bool(heads(held) & words(_DATA, "called_home", "nouns"))
    return "its own people called home" if own else None


def _another_must(document: Document, clause: Clause, act: Act) -> str | None:
    """ "Told Beijing that the rebels must show they wanted peace": who is told is not who is asked."""
    if not act.rule.startswith("request/tell"):
        return None
    duties = (
        c for c in document.children(clause, "said", "complement") if {"must", "should", "have to"} & set(c.modals)
    )
    others = (c.subject for c in duties if c.subject is not None and c.subject.kind != "pronoun")
    return "told of another's duty" if next(others, None) is not None else None


def _on_itself(_document: Document, clause: Clause, act: Act) -> str | None:
    """Help, praise, blame and punishment of a state by itself: the words have been read amiss."""
    if act.type not in _OUTWARD or not act.actors or not act.recipients or clause.kind == "noun":
        return None
    same = all(any(_is_twin(a, r) for a in act.actors) for r in act.recipients)
    return "done to nobody but itself" if same else None


def _is_twin(one: Actor, other: Actor) -> bool:
    """One state or group, with nothing that would tell two bodies or persons of it apart."""
    bare = all(a.sector in (None, "GOV") and a.name is None for a in (one, other))
    return bare and one.code == other.code != "---" and one.group == other.group


def _own_cause(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "It is defending its interests": who guards what is his own supports nobody."""
    held = clause.object
    if act.type not in ("SUPPORT", "AID") or held is None or held.possessor is None:
        return None
    guarded = normal(clause.predicate) in words(_DATA, "firm", "verbs")
    return "guards its own" if guarded and held.possessor.text.lower() in _OWN else None


def _protested(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Recalled its envoy to protest the launch": a government that protests marches nowhere."""
    spoken = act.rule.partition("/")[2] == "protest" and clause.mood in ("infinitive", "participle")
    if act.type != "PROTEST" or not spoken or not act.actors:
        return None
    return "a government's words, no march" if all(a.sector in _RULERS for a in act.actors) else None


def _alone_together(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Carried out joint patrols by sea and air": nobody joined but its own."""
    if act.type != "COOPERATE" or act.recipients or len({a.side for a in act.actors}) != 1 or act.content:
        return None
    done = clause.object
    drilled = done is not None and heads(done) & words(_DATA, "drills", "nouns")
    return (
        "nobody is told to have joined"
        if drilled and not any(a.preposition == "with" for a in clause.arguments)
        else None
    )


def _allowed(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Authorised the mission to use force", "approved the resolution": no border opened, nobody let in."""
    if normal(clause.predicate) not in words(_DATA, "allowed", "verbs") or act.type != "RETREAT":
        return None
    given = clause.object
    return (
        f"“{given.text}” is nobody let in"
        if given is not None and heads(given) & words(_DATA, "allowed", "nouns")
        else None
    )


def _inquired(document: Document, clause: Clause, act: Act) -> str | None:
    """ "Open to taking part in an inquiry": to join in one accuses nobody."""
    if act.type != "ACCUSE" or act.cameo != "090" or act.recipients:
        return None
    above = document.parent(clause) if clause.kind == "noun" else None
    nodes = (above, *(document.clauses[i] for i in act.covers))
    joined = any(n is not None and normal(n.predicate) in words(_DATA, "joining", "verbs") for n in nodes)
    return "joined in, not opened" if joined else None


def _given(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Gave speeches in the capital": what is given in a place is no giving in."""
    if not act.rule.startswith("concede/give in") or clause.object is None:
        return None
    return f"gives “{clause.object.text}”, and gives in to nobody"


def _devoted(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "We are committed to peaceful relations": a will, no troops."""
    bound = act.type == "MOBILIZE" and normal(clause.predicate) == "commit" and clause.voice == "passive"
    return "a will, no troops" if bound and any(a.preposition == "to" for a in clause.arguments) else None


def _busy(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "The group has been engaged in months of diplomacy": busy with it, attacked by nobody."""
    engaged = act.rule.startswith("assault/engage") and clause.voice == "passive"
    return "busy with something" if engaged and not act.actors else None


def _located(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "In the sea and airspace surrounding the island": where it is, nobody besieges anything."""
    around = normal(clause.predicate) in words(_DATA, "located", "verbs") and clause.link in ("participial", "relative")
    if act.type != "COERCE" or not around or act.actors or clause.voice == "passive":
        return None
    return "says where it is"


def _salvo(document: Document, clause: Clause, act: Act) -> str | None:
    """ "Both sides launch drone and rocket attacks": attacks, no drill of the two together."""
    fired = act.rule.startswith(("mobilize/launch", "mobilize/fire", "mobilize/mount")) and act.type == "MOBILIZE"
    nodes = (clause, *(document.clauses[i] for i in act.covers))
    return "attacks told beside it" if fired and any(_is_attack(document, n) for n in nodes) else None


def _is_attack(document: Document, clause: Clause) -> bool:
    nouns = (c for c in document.children(clause, "argument") if c.kind == "noun")
    return any(c.predicate in words(_DATA, "located", "attacks") for c in nouns)


def _briefed(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Not authorised to brief the media": words to the press meet nobody."""
    press = bool(act.recipients) and all(a.sector == "JRN" for a in act.recipients)
    briefing = normal(clause.predicate) == "brief" and act.type == "CONSULT"
    return "words to the press" if press and briefing else None


def _headcount(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Announced 5,682 personnel were deployed": those announced are agreed with nobody."""
    told = clause.object
    if act.type != "AGREE" or told is None or normal(clause.predicate) not in words(_DATA, "announcing", "verbs"):
        return None
    counted = heads(told) & words(_DATA, "announcing", "nouns")
    return f"“{told.text}” is nothing agreed" if counted and not act.recipients else None


def _unsettled(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Talks continued to settle the conflict": an aim, and nobody's deed."""
    aimed = act.type == "RETREAT" and clause.mood == "infinitive" and not act.actors
    return "an aim, nobody's deed" if aimed and normal(clause.predicate) in words(_DATA, "aims", "verbs") else None


def _ran_out(document: Document, clause: Clause, act: Act) -> str | None:
    """ "The truce between Chad and the rebels expired on Monday": nobody's deed, neither to keep it nor to break it."""
    if act.type != "RETREAT" or not (act.mode == "ceasefire" or act.cameo in ("0871", "196")):
        return None
    told = clause if clause.kind == "verb" else document.parent(clause)
    if told is None or told.kind != "verb" or told.subject is None or told.negated:
        return None
    ended = normal(told.predicate) in words(_DATA, "elapsed", "verbs") and told.voice == "active" and not told.modals
    about = heads(told.subject) & words(_DATA, "elapsed", "nouns")
    inside = told.subject.span[0] <= act.span[0] or clause is told
    return "it ran out by itself" if ended and about and inside else None


def _declared_over(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Declared the truce over": no truce declared."""
    held = clause.object is not None and act.type in ("RETREAT", "AGREE") and clause.kind == "verb"
    if not held or normal(clause.predicate) not in words(_DATA, "over", "verbs"):
        return None
    return "declares its end" if re.search(table(_DATA)["over"]["pattern"], clause.text, re.IGNORECASE) else None
