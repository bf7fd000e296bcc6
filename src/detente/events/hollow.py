"""Words that look like an act between sides and are none: names given, the dead honoured, help that is custom.

Each function answers why the act is not what its frame says, None where nothing speaks against it. The words are data
(data/plausible.toml).
"""

from __future__ import annotations

from detente.events.acts import Act, direction_of
from detente.events.factuality import is_repaid
from detente.events.frames import normal, words
from detente.events.phrases import heads
from detente.records import Clause, Document

_DATA = "data/plausible.toml"


def reasons(document: Document, clause: Clause, act: Act) -> str | None:
    """The first reason against the frame's reading of a clause."""
    tests = (
        _named_so,
        _mourned,
        _taken_back,
        _goes_on,
        _custom,
        _nobody_accuses,
        _no_culprit,
        _again,
        _greeted,
        _to_its_own,
        _repaid,
        _of_things,
        _tied,
        _of_words,
        _weighed_once,
    )
    return next((why for test in tests if (why := test(document, clause, act))), None)


def _named_so(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Guerrillas, whom it calls terrorists": a name for somebody, no call to them."""
    held = clause.object
    called = act.type in ("CONSULT", "REQUEST") and normal(clause.predicate) == "call" and clause.link == "relative"
    if not called or held is None or clause.voice == "passive":
        return None
    after = clause.text[clause.predicate_span[1] - clause.span[0] :].split()
    named = bool(after) and after[0].lower() not in words(_DATA, "called", "after")
    return "to call somebody something is another sense" if named else None


def _mourned(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Paid tribute to the victims": the dead are no party."""
    if act.type != "SUPPORT" or clause.kind != "verb":
        return None
    honoured = [
        a.phrase for a in clause.arguments if a.role == "object" or a.preposition in ("to", "for", "of", "with")
    ]
    dead = next((p for p in honoured if heads(p) & words(_DATA, "mourned", "nouns")), None)
    return f"“{dead.text}” are mourned, no party is helped" if dead is not None else None


def _taken_back(document: Document, clause: Clause, act: Act) -> str | None:
    """ "Has withdrawn its recognition of the rebels": what is taken back is not given."""
    above = document.parent(clause)
    if act.type != "SUPPORT" or clause.kind != "noun" or above is None or clause.link != "argument":
        return None
    back = normal(above.predicate) in words(_DATA, "taken_back", "verbs") and not above.negated
    return "taken back, not given" if back else None


def _goes_on(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Went on striking its members": goes on with it; nobody is on strike."""
    if act.type != "PROTEST" or not act.rule.startswith("protest/go on"):
        return None
    doing = any(a.preposition == "on" and a.phrase.text.lower().startswith("striking") for a in clause.arguments)
    return "goes on doing it" if doing or " on striking " in f" {clause.text.lower()} " else None


def _custom(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Russia, which sells arms to both": what somebody does at all times, no news."""
    present = clause.tense == "present" and not (clause.perfect or clause.progressive or clause.modals or clause.times)
    custom = act.type in ("AID", "COOPERATE") and act.phase == "begin" and clause.link == "relative" and present
    kept = act.type == "AID" and present and normal(clause.predicate) in words(_DATA, "custom", "verbs")
    return "says what it does at all times" if (custom or kept) and clause.voice == "active" else None


def _nobody_accuses(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "When they accused Khartoum of it": an accusation needs somebody who makes it; passives may leave him out."""
    accuser = clause.subject
    pointing = accuser is not None and accuser.kind == "pronoun" and clause.kind == "verb" and clause.voice == "active"
    return "no accuser we know" if act.type == "ACCUSE" and pointing and not act.actors else None


def _no_culprit(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Tension, which the army blamed on a misunderstanding": a cause, and nobody who did it."""
    blamed = act.rule.startswith("accuse/blame") and clause.voice == "active" and not act.recipients
    on = any(a.preposition == "on" and a.phrase.kind == "noun" for a in clause.arguments)
    return "blames no party" if blamed and on else None


def _again(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "As the truce was announced": a day told by what happened then, and not by whom."""
    timed = clause.link == "time" and clause.voice == "passive" and clause.kind == "verb"
    unsaid = not any(a.preposition == "by" or (a.role == "subject" and not a.inherited) for a in clause.arguments)
    return "a time, told by what happened then" if timed and unsaid and act.type in ("RETREAT", "AGREE") else None


def _greeted(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Vowed to punish it, and the rebels welcomed it": glad of the news, host to nobody."""
    held = clause.object
    glad = act.type == "CONSULT" and normal(clause.predicate) in ("welcome", "greet", "receive")
    news = held is not None and held.text.lower() in ("it", "this", "that", "these", "those")
    return "welcomes news, nobody" if glad and news else None


def _to_its_own(_document: Document, _clause: Clause, act: Act) -> str | None:
    """ "Khartoum sent a column of vehicles to El Geneina": what a state sends to a town of its own helps no other side."""
    own = {a.code for a in act.actors}
    home = act.recipients and all(a.code in own and a.group is None and a.sector == "CVL" for a in act.recipients)
    return "sent to its own" if act.type == "AID" and home and len(own) == 1 else None


def _repaid(document: Document, clause: Clause, act: Act) -> str | None:
    """ "Their murder will not go unpunished": no murder that did not come about."""
    harm = act.type in ("ASSAULT", "COERCE") and any(document.clauses[i].kind == "noun" for i in act.covers)
    return "harm done before, and the answer to it" if harm and is_repaid(document, clause, clause) else None


def _of_things(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "Iran's missile programme threatens Israel": a danger, and no word said."""
    subject = clause.subject
    threatens = act.type == "THREATEN" and normal(clause.predicate) in words(_DATA, "menacing", "verbs")
    if not threatens or subject is None or subject.kind != "noun" or clause.voice != "active":
        return None
    return (
        f"“{subject.text}” is a danger, it says nothing"
        if subject.head.lower() in words(_DATA, "menacing", "nouns")
        else None
    )


def _tied(document: Document, clause: Clause, act: Act) -> str | None:
    """ "Made peace conditional on a new constitution": what is made to wait is not done."""
    above = clause if clause.kind == "verb" else document.parent(clause)
    makes = above is not None and normal(above.predicate) in words(_DATA, "tied", "verbs")
    good = direction_of(act.type, act.phase) == "de-escalates" and not act.rule.startswith("signal/")
    if not makes or above is None or not good:
        return None
    behind = {word.strip(",.;") for word in above.text[above.predicate_span[1] - above.span[0] :].lower().split()}
    return "made to wait for something else" if behind & words(_DATA, "tied", "adjectives") else None


def _of_words(document: Document, clause: Clause, act: Act) -> str | None:
    """ "The war of words went on": nobody is struck by words, nerves or ideas."""
    nouns = [c for c in (clause, *(document.clauses[i] for i in act.covers)) if c.kind == "noun"]
    of = {a.phrase.head.lower() for c in nouns for a in c.arguments if a.preposition == "of"}
    fought = act.type == "ASSAULT" and of & words(_DATA, "of_words", "nouns")
    return "fought with words" if fought else None


def _weighed_once(_document: Document, clause: Clause, act: Act) -> str | None:
    """ "The rebels considered leaving the talks": weighed and past; who "is considering" it lets it be known."""
    weighs = act.type == "THREATEN" and normal(clause.predicate) in words(_DATA, "weighed", "verbs")
    past = clause.tense == "past" and not (clause.progressive or clause.perfect or clause.speakers)
    return "weighed once, not held out" if weighs and past else None
