"""Conditions whose linking word the parser lost, or whose second half it gave to the clause above.

- "will let the trucks through once Kabul reopens the pass": a particle before the linking word is no preposition of it;
- "will stop when the last captive is home and the militia has disarmed": both halves are the condition.
"""

from __future__ import annotations

from detente.language.tree import ROOT, Tree

_LINKING = frozenset({"once", "when", "whenever", "if", "unless", "until", "till", "after", "before", "as"})
_PARTICLES = frozenset({"through", "in", "out", "over", "back", "up", "down", "off", "away", "on"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "VBN"})
_SUBJECTS = ("nsubj", "nsubj:pass", "expl", "csubj")


def stray(t: Tree) -> None:
    """Make a linking word taken for a preposition, or for the noun of the particle before it, the mark of its clause.

    "Until the bombing of its cities stops": the bombing stops, whatever "until" is elsewhere.
    """
    for i in range(t.size - 2):
        if t.lower[i] in _LINKING and t.rels[i] == "case" and t.rels[t.heads[i]] in ("nsubj", "nsubj:pass"):
            subject = t.heads[i]
            if i < subject < t.heads[subject] and t.rels[t.heads[subject]] in ("advcl", "parataxis", "conj"):
                t.attach(i, t.heads[subject], "mark")
                t.rels[t.heads[subject]] = "advcl"
    for i in range(1, t.size - 1):
        if t.lower[i] not in _LINKING or t.rels[i] not in ("obl", "nmod", "obj") or t.heads[i] == ROOT:
            continue
        particle = next((c for c in t.under(i, "case") if c == i - 1 and t.lower[c] in _PARTICLES), None)
        verb = _verb_after(t, i)
        if particle is None or verb is None or t.below(i, verb):
            continue
        head = t.heads[i]
        t.attach(particle, head, "compound:prt")
        t.attach(i, verb, "mark")
        t.attach(verb, head, "advcl")


def _verb_after(t: Tree, i: int) -> int | None:
    """The finite verb of the clause that begins right after word i."""
    for x in range(i + 1, t.size):
        if t.upos[x] == "PUNCT":
            return None
        if t.xpos[x] in _FINITE and t.upos[x] == "VERB":
            return x if t.has(x, *_SUBJECTS) and min(t.subtree(x)) == i + 1 else None
    return None


def shared(t: Tree) -> None:
    """Give what is joined to a promise, but told as its condition is, to the condition before it.

    "Will stop when A is home and B has left": the second is no promise, for it has its own subject and no "will".
    """
    for i in range(1, t.size):
        main = t.heads[i]
        if t.rels[i] != "conj" or main == ROOT or t.upos[i] not in ("VERB", "ADJ", "NOUN", "ADV"):
            continue
        if not _will(t, main) or _modal(t, i) or not t.has(i, "nsubj", "nsubj:pass") or not _in_present(t, i):
            continue
        condition = _condition(t, main, i)
        if condition is not None and not _modal(t, condition) and t.has(i, "cc"):
            t.attach(i, condition, "conj")


def _condition(t: Tree, main: int, end: int) -> int | None:
    """The head of the last condition between a verb and what is joined to it."""
    linking = (x for x in range(end - 1, main, -1) if t.lower[x] in _LINKING and t.rels[x] in ("mark", "advmod"))
    heads = (t.heads[x] for x in linking if x < t.heads[x] < end)
    return next((head for head in heads if t.below(head, main)), None)


def _will(t: Tree, i: int) -> bool:
    return any(t.lemmas[c] in ("will", "would", "shall", "can", "could", "may", "might") for c in t.under(i, "aux"))


def _modal(t: Tree, i: int) -> bool:
    return any(t.xpos[c] == "MD" for c in t.under(i, "aux"))


def _in_present(t: Tree, i: int) -> bool:
    """Whether a clause is in the present or the perfect, or in the past that reported speech makes of it."""
    return t.xpos[i] in _FINITE or t.has(i, "cop", "aux", "aux:pass")
