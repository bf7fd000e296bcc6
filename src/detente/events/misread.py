"""Readings of an act that the words of its own clause speak against: states beaten on a pitch, laws and victims as parties.

Each function answers why the act is not what its frame says, None where nothing speaks against it. The words are data
(data/plausible.toml).
"""

from __future__ import annotations

import re

from detente.events import hollow, mere, overread, slips
from detente.events.acts import Act
from detente.events.frames import normal, words
from detente.events.phrases import heads
from detente.events.standing import is_at_home
from detente.records import Clause, Document, EventType

_DATA = "data/plausible.toml"
_TAKEN = re.compile(r"\btaken (?:ill|sick|aback|to (?:a |the |an? \w+ )?hospital|by surprise)\b")
_LAPSES = frozenset(("expire", "lapse", "run out", "run its course", "come to an end"))
_LASTING: frozenset[EventType] = frozenset(("SANCTION", "COERCE", "MOBILIZE", "RETREAT", "AID"))
_PRIVATELY = re.compile(r"\bprivate (?:visit|trip|holiday)\b|\b(?:golf|holiday|vacation|honeymoon)\b")
_MAKER = re.compile(r"-\w+ed (\w+(?: \w+)?)\b")
_SAID = frozenset(("AGREE", "REQUEST", "THREATEN", "REJECT", "ACCUSE"))
_SELVES = frozenset(("itself", "himself", "herself", "themselves", "myself", "ourselves"))


def reasons(document: Document, clause: Clause, act: Act) -> str | None:
    """The first reason against the frame's reading of a clause."""
    tests = (
        _state,
        _stands,
        _accused,
        _misread,
        _swallowed,
        _journey,
        _arrest,
        _announcement,
        _public,
        _idiom,
        _lapse,
        _case,
        _ruling,
        _paper,
        _placed,
    )
    found = (test(clause, act) for test in tests)
    why = next((why for why in found if why), None)
    later = (slips, mere, overread, hollow)
    return why or next((why for m in later if (why := m.reasons(document, clause, act))), None)


def _state(clause: Clause, act: Act) -> str | None:
    """ "Territory controlled by X", "which supports Y", "a hill that was held by rebels": how things stand."""
    predicate = normal(clause.predicate)
    if act.phase != "begin" or predicate not in words(_DATA, "states", "verbs"):
        return None
    if clause.link in ("relative", "modifier", "participial", "result") and (
        clause.tense in ("present", "none") or clause.mood == "participle"
    ):
        return "says how things stand"
    lasting = clause.perfect and clause.progressive and predicate != "hold"  # people are held as well
    if lasting and predicate in words(_DATA, "states", "held"):
        return "says how things stand"  # "has been occupying the town since 2018"
    held = clause.voice == "passive" and not clause.times and predicate in words(_DATA, "states", "held")
    return "says how things stood" if held and clause.tense == "past" else None


def _stands(clause: Clause, act: Act) -> str | None:
    """ "The party is banned in Turkey": a passive in the simple present."""
    passive = clause.voice == "passive" and clause.tense == "present" and clause.kind == "verb"
    if not passive or clause.perfect or clause.progressive or clause.modals or clause.times:
        return None
    return "says how things stand" if act.phase == "begin" and act.type in _LASTING else None


def _accused(_clause: Clause, act: Act) -> str | None:
    """Accusations of nobody: "claimed that 90 civilians were wounded" blames no civilians."""
    if act.type != "ACCUSE" or not act.recipients or act.content == ():
        return None
    if all(a.code == "---" and a.group is None and a.sector in ("CVL", None, "MED", "JRN") for a in act.recipients):
        return "those it is laid to are the ones it befell"
    return None


def _misread(clause: Clause, act: Act) -> str | None:
    """Readings that the words of the clause itself speak against."""
    predicate, objects = normal(clause.predicate), [a.phrase for a in clause.arguments if a.role == "object"]
    if act.type in ("MOBILIZE", "AID", "COERCE", "SANCTION") and any(p.text.lower() in _SELVES for p in objects):
        return "done to itself"
    if act.type == "ASSAULT" and predicate == "set" and any(p.text.lower() in _SELVES for p in objects):
        return "done to itself"
    if act.type == "ACCUSE" and predicate == "claim" and clause.voice == "passive":
        return "a claim of responsibility"
    if act.type == "ACCUSE" and predicate == "question" and clause.voice == "passive" and not act.actors:
        return "asked, not accused"
    if predicate == "call" and ((act.type == "REQUEST" and objects) or (act.cameo == "041" and not act.recipients)):
        return "to call something something is another sense"
    moves = act.type == "COERCE" and act.rule.partition("/")[2] in words(_DATA, "movers", "verbs")
    if moves and not act.recipients and not objects and not any(a.sector in ("MIL", "REB") for a in act.actors):
        return "moves into nobody's land"
    if act.type == "ASSAULT" and clause.kind == "verb" and predicate in words(_DATA, "contest", "verbs"):
        sides = (*act.actors, *act.recipients)
        if act.recipients and all(a.sector is None and a.group is None and a.code != "---" for a in sides):
            return "states beat states on a pitch" if predicate == "beat" else None
    return _misread_noun(clause, act) or _misread_victim(clause, act)


def _misread_noun(clause: Clause, act: Act) -> str | None:
    under = any(a.role == "complement" and a.preposition == "under" for a in clause.arguments)
    if clause.kind == "noun" and under and act.actors and not act.recipients:
        return "whoever is under it does not do it"
    if act.rule in words(_DATA, "lone", "nouns") and len({a.side for a in (*act.actors, *act.recipients)}) < 2:
        return "takes two"
    victims = clause.kind == "noun" and clause.predicate.lower() in words(_DATA, "death", "nouns")
    if victims and act.actors and all(a.name and a.sector not in ("MIL", "REB") for a in act.actors):
        return None if any(a.preposition == "of" for a in clause.arguments) else "its owner is the victim"
    return None


def _misread_victim(_clause: Clause, act: Act) -> str | None:
    """Victims that a place lent: a court is no victim."""
    if act.actors or not act.recipients or act.type != "ASSAULT":
        return None
    return "a court is where it is tried" if all(a.sector == "JUD" for a in act.recipients) else None


def _swallowed(clause: Clause, act: Act) -> str | None:
    """ "The airstrike that killed Iran's general": a doer read out of the very clause that says what it did."""
    if clause.kind != "verb" or clause.link not in ("relative", "participial"):
        return None
    at = clause.predicate_span[0]
    whole = act.actors and all(a.span is not None and a.span[0] < at < a.span[1] for a in act.actors)
    return "whoever is named stands after the deed" if whole else None


def _journey(clause: Clause, act: Act) -> str | None:
    """ "Flew above the rally", "visited the hospital", "returned home": a journey, or words, to nobody we know."""
    if act.type != "CONSULT":
        return None
    if normal(clause.predicate) in ("speak", "talk") and any(a.preposition == "of" for a in clause.arguments):
        return "speaks of something, with nobody"
    going = act.rule.partition("/")[2].partition(" ")[0] in words(_DATA, "journeys", "verbs")
    sides = {a.side for a in act.actors}
    strangers = {"---"} if all(a.sector in ("MIL", "CVL", "MED", "HLH") for a in act.recipients) else set()
    apart = {a.side for a in act.recipients} - sides - strangers or len(sides - {"---"}) > 1
    private = any(_PRIVATELY.search(p.text) for p in (*clause.times, *(a.phrase for a in clause.arguments)))
    return "a journey to nobody we know" if going and (private or not apart) else None


def _arrest(clause: Clause, act: Act) -> str | None:
    """Arrests and trials of a whole state, or of somebody only a pronoun names, by nobody we know."""
    if act.phase != "begin" or not act.recipients:
        return None
    states = all(a.sector is None and a.group is None and a.name is None for a in act.recipients)
    by_pronoun = clause.object is not None and clause.object.kind == "pronoun"
    if act.cameo == "173" and states and (by_pronoun or not act.actors):
        return "a state is not arrested"
    if by_pronoun and not act.actors and act.cameo in words(_DATA, "justice", "codes"):
        return "only a pronoun tells who is tried, and nothing by whom"
    return None


def _announcement(clause: Clause, act: Act) -> str | None:
    """ "Announced a payment system": a thing, no act."""
    if act.rule not in words(_DATA, "announcements", "rules") or act.recipients or act.content or act.covers:
        return None
    thing = clause.object
    named = thing is not None and heads(thing) & words(_DATA, "announcements", "things")
    return f"“{thing.text}” is no act" if named and thing is not None else None


def _public(clause: Clause, act: Act) -> str | None:
    """Advice to anybody: "urged drivers to slow down"."""
    if act.type != "REQUEST" or not act.recipients or act.content == ():
        return None
    anybody = all(a.sector == "CVL" and a.code == "---" and a.name is None for a in act.recipients)
    asked = clause.object
    named = asked is not None and heads(asked) & words(_DATA, "public", "nouns")
    return "advice to the public" if anybody and named else None


def _idiom(clause: Clause, act: Act) -> str | None:
    """ "Seized on a mistake", "took the town by storm": words of force without any."""
    predicate = normal(clause.predicate)
    if predicate == "seize" and act.type == "COERCE" and any(a.preposition in ("on", "upon") for a in clause.arguments):
        return "to seize on something is to make use of it"
    stormed = any(a.preposition == "by" and a.phrase.head == "storm" for a in clause.arguments)
    if stormed and not any(a.sector in ("MIL", "REB", "UAF") for a in act.actors):
        return "taken by storm without arms"
    if act.type == "COERCE" and predicate == "take" and _TAKEN.search(clause.text):
        return "nobody is taken anywhere by force"
    if predicate == "charge" and clause.kind == "noun" and clause.link == "modifier" and clause.determiner is None:
        return "free of charge"
    blessed = clause.object is not None and heads(clause.object) & words(_DATA, "blessed", "nouns")
    if act.type == "SUPPORT" and predicate in ("approve", "authorise", "authorize", "order") and blessed:
        return "approves an attack of its own"
    kept = act.phase == "continue" and predicate == "keep" and not clause.negated
    return "kept from it" if kept and " from " in f" {clause.text} " else None


def _lapse(clause: Clause, act: Act) -> str | None:
    """ "The grain deal expires": nobody ends it."""
    held = clause.object is not None and clause.voice == "active" and bool(act.actors)
    between = held and clause.object is not None and heads(clause.object) & words(_DATA, "alone", "between")
    if act.rule in words(_DATA, "alone", "rules") and not between and (not act.recipients or not act.actors):
        return "what is put off is nobody's punishment"
    ended = act.type == "REJECT" and act.phase == "begin" and clause.kind == "verb" and clause.voice == "active"
    return "ends by itself" if ended and normal(clause.predicate) in _LAPSES else None


def _case(_clause: Clause, act: Act) -> str | None:
    """ "Presented cases where islands count little": no accusation of anybody."""
    return "accuses nobody" if act.rule == "accuse/present" and not act.recipients else None


def _ruling(clause: Clause, act: Act) -> str | None:
    """A judge's orders to those on trial, a court's end of a lawsuit."""
    if not act.actors or not is_at_home(act) or not all(a.sector == "JUD" for a in act.actors):
        return None
    suit = clause.object is not None and heads(clause.object) & words(_DATA, "suits", "nouns")
    ends = act.type in ("CONCEDE", "REJECT") and suit
    orders = act.type == "REQUEST" and not act.recipients
    return "a ruling between others" if ends or orders else None


def _paper(clause: Clause, act: Act) -> str | None:
    """ "The French-brokered deal calls for a halt": what is agreed asks, promises and threatens nothing itself."""
    speaker = clause.subject
    if act.type not in _SAID or speaker is None or clause.kind == "noun" or clause.voice == "passive":
        return None
    start = speaker.span[1] - clause.span[0]
    maker = _MAKER.match(clause.text[start:])  # of "a US- and France-brokered deal" parsers may see only France
    paper = heads(speaker) | (set(maker[1].lower().split()) if maker is not None else set())
    return f"“{speaker.text}” is what was agreed, no party" if paper & words(_DATA, "papers", "nouns") else None


def _placed(clause: Clause, act: Act) -> str | None:
    """ "Troops stationed at a monastery": where they are, no move of theirs."""
    if act.type != "MOBILIZE" or clause.link not in ("participial", "relative") or clause.voice != "passive":
        return None
    still = normal(clause.predicate) in words(_DATA, "placed", "verbs") and not clause.times and not clause.perfect
    return "says where they stand" if still else None
