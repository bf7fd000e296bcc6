"""Conditions told by word order alone: "should Moscow attack", "were they to attack", "had he known".

The parser knows them in the plainest sentences only. Here they are found by their words: the verb that opens its clause,
a noun, the verb form that belongs to it; what the parser made of these is put in order before anything else is mended.
"""

from __future__ import annotations

from detente.language.tree import ROOT, Tree

_FORMS = {"should": ("VB", "VBP"), "were": ("VB",), "had": ("VBN", "VBD")}
_BEFORE = frozenset({",", "“", '"', "‘", "'", "``", ";", ":", "–", "—", "-", "and", "or", "but", "that", "yet", "also"})
_NOT_BEFORE = frozenset({"nor", "neither", "so", "as", "than", "only", "not", "there", "here"})
_STOPS = frozenset({",", ";", ":", "”", "–", "—"})
_SUBJECTS = ("nsubj", "nsubj:pass", "expl", "nsubj:outer", "csubj")


def inversions(t: Tree) -> None:
    """Find every inverted condition of a sentence and hang it from what it is the condition of."""
    if t.words and t.words[-1] == "?":
        return
    for i in range(t.size - 2):
        if t.lower[i] in _FORMS and _opens(t, i) and not _has_subject_before(t, i):
            _invert(t, i)


def _opens(t: Tree, i: int) -> bool:
    """Whether a clause can open at word i: anywhere for "should" and "were", for "had" where a comma or the like stands."""
    if i == 0 or t.lower[i - 1] in _BEFORE:
        return True
    return t.lower[i] != "had" and t.lower[i - 1] not in _NOT_BEFORE and not t.xpos[i - 1].startswith("W")


def _has_subject_before(t: Tree, i: int) -> bool:
    """Whether the verb has its subject in front, so that its order is the plain one."""
    return any(
        c < i
        for x in (i, t.heads[i])
        if x != ROOT and (x == i or t.rels[i] in ("aux", "aux:pass", "cop"))
        for c in t.under(x, *_SUBJECTS)
    )


def _invert(t: Tree, i: int) -> None:
    stop = next((x for x in range(i + 1, t.size) if t.words[x] in _STOPS), t.size)
    verb = _verb(t, i, stop)
    if verb is None:
        return
    last = verb - 1 if t.lower[verb - 1] != "to" else verb - 2
    subject = _noun(t, i + 1, last, verb)
    main = _main(t, i, stop, verb)
    if subject is None or main is None:
        return
    if t.below(main, verb):
        t.swap(main, verb, "advcl")
    else:
        t.attach(verb, main, "advcl")
    if t.heads[verb] != main:
        return
    t.attach(subject, verb, "nsubj:pass" if t.has(verb, "aux:pass") else "nsubj")
    for x in range(i, stop):
        if t.heads[x] == ROOT or (not i <= t.heads[x] < stop and x != verb):
            t.attach(x, verb, t.rels[x] if t.upos[x] in ("PUNCT", "ADV") else _loose(t, x))
    t.attach(i, verb, "aux")
    if t.lower[verb - 1] == "to":
        t.attach(verb - 1, verb, "mark")
    t.upos[verb] = "VERB" if t.upos[verb] == "NOUN" else t.upos[verb]
    t.connective[verb] = (t.lower[i], "condition")


def _loose(t: Tree, x: int) -> str:
    """The relation of a word that hung from outside its clause."""
    return "obl" if t.has(x, "case") else ("obj" if t.upos[x] in ("NOUN", "PROPN", "PRON") else t.rels[x])


def _verb(t: Tree, i: int, stop: int) -> int | None:
    """The verb that belongs to the word of inversion, a noun at least between the two."""
    forms = _FORMS[t.lower[i]]
    for x in range(i + 2, stop):
        if t.upos[x] not in ("VERB", "AUX") or t.xpos[x] not in forms or t.rels[x] in ("acl:relcl", "amod"):
            continue
        if t.lower[i] == "were" and "to" not in t.lower[max(i, x - 2) : x]:
            continue
        return _main_verb(t, x, stop)
    if t.lower[i] == "were" and (i == 0 or t.words[i - 1] == ","):
        return _passive(t, i, stop)
    return None


def _passive(t: Tree, i: int, stop: int) -> int | None:
    """ "Were Israel attacked, …": the participle "were" serves."""
    head = t.heads[i]
    return head if t.rels[i] in ("aux", "aux:pass") and i + 1 < head < stop and t.xpos[head] == "VBN" else None


def _main_verb(t: Tree, x: int, stop: int) -> int | None:
    """The word that an auxiliary or a copula at x serves."""
    head = t.heads[x]
    if t.rels[x] in ("aux", "aux:pass", "cop"):
        return head if x < head < stop else None
    return x


def _noun(t: Tree, first: int, last: int, verb: int) -> int | None:
    """The head of the noun phrase in first … last; None when a verb stands there."""
    own = next((c for c in t.under(verb, *_SUBJECTS) if first <= c <= last), None)
    if own is not None:
        return own
    heads = [
        x
        for x in range(first, last + 1)
        if t.upos[x] in ("NOUN", "PROPN", "PRON", "NUM") and not first <= t.heads[x] <= last
    ]
    return heads[0] if heads else None


def _main(t: Tree, i: int, stop: int, verb: int) -> int | None:
    """The verb the condition is one for: what it hangs from already, or what its words hang from."""
    for x in (verb, *range(i, stop)):
        head: int = t.heads[x]
        if head != ROOT and not i <= head < stop and t.upos[head] not in ("PUNCT", "ADP"):
            return head
    for c in t.children[verb]:
        if c >= stop and t.rels[c] in ("ccomp", "conj", "parataxis", "advcl", "acl:relcl", "xcomp"):
            return c
    return None
