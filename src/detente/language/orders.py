"""Repairs of orders: a bare verb that opens what is said, taken for a noun or for the manner of the saying."""

from __future__ import annotations

from detente.language import lexicon
from detente.language.tree import ROOT, Tree

_QUOTES = frozenset({"“", '"', "‘", "'", "``", "«"})
_SAID = frozenset({"ccomp", "parataxis", "dep", "obj", "obl"})


def orders(t: Tree) -> None:
    """ "“Hand over the men or share their fate,” he told them", "Surrender or die, the army told them": the first word is the verb."""
    for i in range(t.size):
        if (
            (i == 0 or t.words[i - 1] in _QUOTES)
            and t.heads[i] != ROOT
            and t.lower[i] in lexicon.words("verbs", "bare")
        ):
            if t.upos[i] in ("NOUN", "PROPN", "ADJ", "ADV"):
                _noun(t, i)
            elif t.upos[i] == "VERB":
                _manner(t, i)


def _noun(t: Tree, i: int) -> None:
    above = t.heads[i]
    thing = t.upos[i] == "ADJ" and t.has(i, "obj")
    if (
        not (t.rels[i] in _SAID or (thing and t.rels[i] == "advcl"))
        or t.lemmas[above] not in lexicon.words("verbs", "speech")
        or above < i
    ):
        return
    joined = next((c for c in t.under(i, "conj") if t.upos[c] == "VERB" and t.has(c, "cc")), None)
    object_ = next((c for c in t.under(i, "nmod", "obl") if c > i and _particle(t, i, c) is not None), None)
    if joined is None and object_ is None and not thing:
        return
    t.upos[i], t.xpos[i], t.lemmas[i], t.rels[i] = "VERB", "VB", t.lower[i], "ccomp"
    if object_ is not None and (particle := _particle(t, i, object_)) is not None:
        t.rels[object_] = "obj"
        t.attach(particle, i, "compound:prt")
    if joined is not None and t.xpos[joined] == "VBP" and not t.has(joined, "nsubj"):
        t.xpos[joined] = "VB"


def _particle(t: Tree, verb: int, noun: int) -> int | None:
    """The word behind the verb that makes one predicate with it: "hand over"."""
    case = t.child(noun, "case")
    phrasal = lexicon.words("verbs", "phrasal")
    return case if case == verb + 1 and f"{t.lower[verb]} {t.lower[case]}" in phrasal else None


def _manner(t: Tree, i: int) -> None:
    above = t.heads[i]
    bare = t.xpos[i] in ("VB", "VBP") and t.rels[i] == "advcl" and not t.has(i, "mark", "nsubj", "aux", "nsubj:pass")
    told = t.lemmas[above] in ("tell", "warn", "order", "advise") and above > i and "," in t.words[i:above]
    if bare and told:
        t.rels[i] = "ccomp"
