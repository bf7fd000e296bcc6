"""Figures of speech in the words of war: "torpedoed the reform", "bombarded the minister with questions", "at war over fish".

An ASSAULT is a figure where what is struck, struck with, fought over or fought in is a matter of words and money, and nothing
in the sentence speaks of arms or blood. The words are data (data/figures.toml).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from detente.events.acts import Act
from detente.events.frames import normal, table, words
from detente.events.phrases import heads, is_word
from detente.records import Clause, Document, Phrase

_TABLE = "data/figures.toml"
_OVER = ("over", "about", "on", "against", "with", "at", "into", "by", "for")
_ALIVE = ("force", "person", "official", "prisoner", "actor", "parties")
_STAGE = ("in", "at", "during", "on")


def is_figure(document: Document, clause: Clause, act: Act) -> bool:
    """Whether an attack is one with words, over money or on a plan."""
    if act.type != "ASSAULT" or act.cameo == "196" or _blood().search(document.sentences[clause.sentence].text):
        return False
    nodes = [clause, *(document.clauses[i] for i in act.covers)]
    if not any(normal(n.predicate) in words(_TABLE, "figures", "loose") for n in nodes):
        return any(_is_of(n.object, "issues") for n in nodes)
    return any(_is_unarmed(node) for node in nodes) or (not act.recipients and any(map(_is_on_thing, nodes)))


def _is_unarmed(node: Clause) -> bool:
    if node.voice == "passive" and _is_of(node.subject, "words"):
        return True  # "was ambushed by questions"
    if _is_of(node.object, "issues") or _is_of(node.subject, "unarmed") or _is_of(node.object, "unarmed"):
        return True
    return any(_is_of_words(preposition, phrase) for preposition, phrase in _around(node))


def _is_on_thing(node: Clause) -> bool:
    """ "Went to war with plastic bags": nobody is at the other end."""
    if node.predicate not in words(_TABLE, "figures", "crusades"):
        return False
    foes = [p for w, p in _around(node) if w in ("with", "on", "against")]
    return bool(foes) and not any(
        p.kind != "noun" or any(is_word(c, h) for c in _ALIVE for h in heads(p)) for p in foes
    )


def _around(node: Clause) -> Iterator[tuple[str, Phrase]]:
    """Prepositions with their phrases, of the clause and of what it names: "opened fire on Brussels over quotas"."""
    for argument in node.arguments:
        if argument.role == "oblique" and argument.preposition:
            yield argument.preposition, argument.phrase
        yield from argument.phrase.complements


def _is_of_words(preposition: str, phrase: Phrase) -> bool:
    if preposition == "with" and _is_of(phrase, "words"):
        return True
    if preposition in _OVER and (_is_of(phrase, "issues") or _is_of(phrase, "unarmed")):
        return True
    return preposition in _STAGE and _is_of(phrase, "stages")


def _is_of(phrase: Phrase | None, kind: str) -> bool:
    """Whether a phrase is of a list, by its head; "the bridge toll" and "pension plan" by theirs."""
    return phrase is not None and not heads(phrase).isdisjoint(words(_TABLE, "figures", kind))


@functools.cache
def _blood() -> re.Pattern[str]:
    return re.compile(table(_TABLE)["figures"]["blood"], re.IGNORECASE)
