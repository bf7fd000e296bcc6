"""Clauses as one line of text each, so that a test can say what it expects of a sentence at a glance.

withdraw condition:unless negated subject=Moscow speakers=Putin
"""

from __future__ import annotations

from detente.records import Argument, Clause, Document, Phrase


def skeleton(document: Document) -> list[str]:
    """One line per clause that is a verb or an adjective, or a noun that is more than an argument."""
    return [line(c, document) for c in document.clauses]


def line(clause: Clause, document: Document) -> str:
    """The clause's predicate, link, parent, marks, arguments and speakers."""
    link = f"{clause.link}:{clause.connective}" if clause.connective else clause.link
    parent = document.parent(clause)
    parts = [clause.predicate, f"<{link}>" if parent is None else f"<{link} {parent.predicate}>"]
    parts += [clause.focus] if clause.focus else []
    marks = {"negated": clause.negated, "passive": clause.voice == "passive", "quoted": clause.quoted}
    parts += [name for name, value in marks.items() if value]
    parts += [clause.mood] if clause.mood in ("imperative", "interrogative") else []
    parts += [clause.tense] if clause.tense != "none" else []
    parts += ["+".join(clause.modals)] if clause.modals else []
    parts += [argument(a) for a in clause.arguments]
    parts += [f"when={t.text}" for t in clause.times]
    parts += ["speakers=" + "<".join(p.head for p in clause.speakers)] if clause.speakers else []
    return " ".join(parts)


def argument(a: Argument) -> str:
    """One argument: role or preposition, and the heads of its phrase."""
    name = a.preposition if a.role == "oblique" and a.preposition else a.role
    return f"{name}={heads(a.phrase)}"


def heads(phrase: Phrase) -> str:
    """The heads of a phrase and what is coordinated with it, whose it is in front."""
    own = f"{phrase.possessor.head} {phrase.head}" if phrase.possessor else phrase.head
    return "+".join([own, *(heads(c) for c in phrase.conjuncts)])
