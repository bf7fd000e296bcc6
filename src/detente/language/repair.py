"""Tree rewritings that bring different parses of one construction to one shape, and mend the parser's usual slips.

- a title and a name ("Defence Minister Khawaja Asif"): the name is the head, the title hangs from it as `nmod:desc`;
- "…, X said" behind or inside what is said: the verb of saying is above, the content its `ccomp`;
- "is going to act", "has to act", "is to act", "is about to act": the verb of action is above, the rest folded into it.
"""

from __future__ import annotations

from detente.language import lexicon
from detente.language.tree import CLAUSAL, ROOT, Tree

FRAME_RELS = frozenset({"parataxis", "dep", "conj", "advcl", "appos", "discourse", "acl", "acl:relcl", "list"})


def repair(tree: Tree) -> None:
    """Bring a tree to the shapes the rest of this room expects."""
    _names(tree)
    _frames(tree)
    _noun_content(tree)
    _finite_conjuncts(tree)
    _raise(tree)


def _names(t: Tree) -> None:
    persons = lexicon.words("nouns", "person")
    for i in range(t.size - 1):
        if t.lemmas[i].lower() not in persons or t.upos[i] not in ("NOUN", "PROPN"):
            continue
        if t.rels[i] in ("flat", "compound", "nmod:desc", "nmod:poss"):
            continue
        name = next(
            (c for c in t.children[i] if t.rels[c] in ("flat", "appos", "nmod:desc") and _name_follows(t, i, c)), None
        )
        if name is None:
            continue
        t.swap(name, i, "nmod:desc")
        for c in list(t.children[i]):
            if (
                t.rels[c] in ("case", "cc", "conj", "appos", "acl:relcl", "acl", "punct", "flat") and c != name
            ) or c > name:
                t.attach(c, name, t.rels[c])


def _name_follows(t: Tree, i: int, c: int) -> bool:
    """Whether the name c stands right behind its title i, only other names between."""
    return c > i and t.upos[c] == "PROPN" and all(t.upos[x] == "PROPN" for x in range(i + 1, c))


def _frames(t: Tree) -> None:
    speech = lexicon.words("verbs", "speech", "thought")
    for v in range(t.size):
        if t.lemmas[v] not in speech or t.upos[v] not in ("VERB", "AUX") or t.rels[v] in ("amod", "aux"):
            continue
        if t.rels[v] in FRAME_RELS and _is_frame(t, v):
            _lift(t, v)
        _content(t, v)


def _is_frame(t: Tree, v: int) -> bool:
    """Whether a verb of saying stands in a frame ("…, X said") behind or inside what is said."""
    head = t.heads[v]
    if head == ROOT or not t.has(v, "nsubj") or t.has(v, "ccomp", "mark", "cop"):
        return False
    if t.rels[v] in ("conj", "acl", "acl:relcl", "advcl") and t.has(v, "cc"):
        return False
    words = t.subtree(v)
    first = next(x for x in words if t.upos[x] != "PUNCT")
    if first == 0 or first < _first(t, head):
        return False
    if t.has(v, "obj") and not _address(t, v):
        return False
    return t.words[first - 1] in {",", "”", '"', "''", "’", "—", "–", "-", "?", "!", "'"}


def _address(t: Tree, v: int) -> bool:
    """Whether the object of a verb of saying is the one spoken to: "told reporters", "assured the envoy"."""
    return t.lemmas[v] in {
        "tell",
        "assure",
        "warn",
        "remind",
        "inform",
        "notify",
        "reassure",
        "promise",
        "advise",
        "caution",
    }


def _first(t: Tree, i: int) -> int:
    return next(x for x in t.subtree(i) if t.upos[x] != "PUNCT" or x == i)


def _lift(t: Tree, v: int) -> None:
    """Put the verb of a frame above what is said: the whole sentence when the frame closes it."""
    top = t.heads[v]
    words = [x for x in t.subtree(v) if t.upos[x] != "PUNCT"]
    closes = all(t.upos[x] == "PUNCT" for x in range(words[-1] + 1, t.size))
    quoted = t.words[words[0] - 1] in {"”", '"', "''"}
    if closes and not quoted:
        speech = lexicon.words("verbs", "speech")
        for x in t.ancestors(v):
            if t.lemmas[x] in speech and t.rels[x] in CLAUSAL and t.has(x, "ccomp") and x < v and t.rels[x] != "root":
                break
            top = x
    else:
        while t.heads[top] != ROOT and t.rels[top] not in CLAUSAL and t.rels[top] != "conj":
            top = t.heads[top]
        while t.rels[top] == "conj" and t.heads[top] != ROOT:
            top = t.heads[top]
    t.swap(v, top, "ccomp")
    for c in list(t.children[top]):
        if c > v and t.rels[c] in ("obl", "obl:unmarked", "advmod", "nmod", "nmod:unmarked") and _beside(t, v, c):
            t.attach(c, v, t.rels[c])


def _beside(t: Tree, v: int, c: int) -> bool:
    """Whether c stands in the frame of v: no comma between the two."""
    return not any(t.words[x] in {",", "”", '"', "“", "—", ":", ";"} for x in range(v + 1, c))


def _content(t: Tree, v: int) -> None:
    """Give a verb of saying its content when the parser hung it as something looser."""
    if t.has(v, "ccomp") or not t.has(v, "nsubj", "nsubj:pass"):
        return
    for c in list(t.children[v]):
        if t.rels[c] not in ("parataxis", "dep", "advcl", "obj") or t.has(c, "mark", "case", "det"):
            continue
        if not (t.has(c, "nsubj", "nsubj:pass", "cop", "expl") or t.rels[c] == "parataxis"):
            continue
        words = t.subtree(c)
        between = words[-1] + 1 if c < v else words[0] - 1
        marks = {t.words[x] for x in (between, words[0], words[-1], min(between + 1, t.size - 1)) if 0 <= x < t.size}
        if marks & {",", ":", '"', "“", "”", "''", "``", "‘", "’"} and t.upos[c] in (
            "VERB",
            "ADJ",
            "NOUN",
            "AUX",
            "PROPN",
        ):
            t.rels[c] = "ccomp"
            return


def _noun_content(t: Tree) -> None:
    """ "His claim that X is true suggests Y": the that-clause belongs to the noun before it, not to the verb behind."""
    nouns = lexicon.words("nouns", "speech", "content", "thought")
    for i in range(t.size):
        head = t.heads[i]
        if t.rels[i] not in ("ccomp", "advcl", "csubj", "parataxis", "acl:relcl") or head == ROOT:
            continue
        that = next((c for c in t.children[i] if t.lower[c] == "that" and c < i), None)
        if that is None or that == 0 or (head < that and t.rels[i] != "acl:relcl"):
            continue
        noun = that - 1
        while noun > 0 and t.upos[noun] == "PUNCT":
            noun -= 1
        if (
            t.lemmas[noun] in nouns
            and t.upos[noun] == "NOUN"
            and not t.below(noun, i)
            and (head != noun or t.rels[that] == "mark")
        ):
            t.attach(i, noun, "acl")


def _finite_conjuncts(t: Tree) -> None:
    """ "agreed to talk and would not attack": a finite verb is coordinated with the finite one."""
    for i in range(t.size):
        head = t.heads[i]
        if (
            t.rels[i] != "conj"
            or t.upos[i] not in ("VERB", "AUX", "ADJ")
            or _to(t, head) is None
            or t.rels[head] == "root"
        ):
            continue
        finite = t.xpos[i] in ("VBD", "VBZ") or any(
            t.xpos[a] in ("MD", "VBD", "VBZ", "VBP") for a in t.under(i, "aux", "aux:pass", "cop")
        )
        above = t.heads[head]
        if finite and above != ROOT and t.upos[above] in ("VERB", "AUX", "ADJ"):
            t.attach(i, above, "conj")


def _raise(t: Tree) -> None:
    for i in range(t.size):
        if t.rels[i] in ("aux", "aux:pass", "fixed", "compound"):
            continue
        name = _periphrasis(t, i)
        if name is None:
            continue
        inner = next((c for c in t.under(i, "xcomp", "advcl", "ccomp") if c > i and _to(t, c) is not None), None)
        if inner is None or t.upos[inner] not in ("VERB", "AUX", "ADJ", "NOUN"):
            continue
        _fold(t, i, inner, name)
    for i in range(t.size):
        _is_to(t, i)


def _to(t: Tree, i: int) -> int | None:
    return next((c for c in t.children[i] if t.lower[c] == "to" and t.rels[c] in ("mark", "aux") and c < i), None)


def _periphrasis(t: Tree, i: int) -> str | None:
    """The name of the modal periphrasis whose first part is word i."""
    word = t.lower[i]
    if word == "going" and t.has(i, "aux"):
        return "be going to"
    if word == "about" and t.has(i, "cop"):
        return "be about to"
    if t.lemmas[i] == "have" and t.upos[i] in ("VERB", "AUX") and not t.has(i, "obj", "ccomp"):
        return "have to"
    if t.lemmas[i] == "be" and t.has(i, "nsubj") and not t.has(i, "expl") and not t.has(i, "aux") and not _aim(t, i):
        return "be to"
    return None


def _aim(t: Tree, i: int) -> bool:
    """Whether the subject is an aim or a plan: "the plan is to strike" is no order."""
    subject = t.child(i, "nsubj", "nsubj:outer", "csubj")
    if subject is None:
        return False
    return (
        t.lemmas[subject] in lexicon.words("nouns", "content")
        or t.upos[subject] == "VERB"
        or t.lower[subject] in ("all", "what", "it")
    )


def _fold(t: Tree, outer: int, inner: int, name: str) -> None:
    """Fold `outer` into the verb below it: "is going to strike" is "strike" with the modal "be going to"."""
    to = _to(t, inner)
    t.swap(inner, outer, "aux")
    for c in list(t.children[outer]):
        t.attach(c, inner, t.rels[c] if t.rels[c] != "cop" else "aux")
    if to is not None:
        t.rels[to] = "aux"
    t.modal.setdefault(inner, []).append(name)


def _is_to(t: Tree, i: int) -> None:
    """ "is to meet" with "is" as copula of the verb."""
    if t.upos[i] != "VERB" or _aim(t, i):
        return
    cop, to = t.child(i, "cop"), _to(t, i)
    if cop is None or to is None or not cop < to:
        return
    t.rels[cop] = t.rels[to] = "aux"
    for c in t.under(i, "nsubj:outer"):
        t.rels[c] = "nsubj"
    t.modal.setdefault(i, []).append("be to")
