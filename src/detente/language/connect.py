"""Linking words found in the words themselves, whatever the parser made of them.

"in exchange for", "on condition that", "as long as", "the moment": the parser knows such phrases as nouns and adverbs with
something below them. Here what follows them is hung from what precedes them, and the whole phrase becomes its mark.
"""

from __future__ import annotations

from detente.language import lexicon
from detente.language.lexicon import Connective
from detente.language.tree import ROOT, Tree

_CLAUSE_WORDS = frozenset({"VERB", "AUX", "ADJ"})
_MARKS = frozenset({"mark", "case", "advmod", "cc", "fixed", "aux", "discourse", "obj", "nsubj", "det"})


def connect(tree: Tree) -> None:
    """Find every linking phrase of a sentence and hang what it links."""
    _verbs(tree)
    table = lexicon.connectives()
    i = 0
    while i < tree.size:
        known = table.get(tree.lower[i])
        i += (max((_try(tree, i, c) for c in known), key=bool) if known else 0) or 1
    _provided(tree)


_CLAUSE_ONLY = frozenset(
    {"if", "unless", "whenever", "because", "while", "although", "case", "soon", "once", "provided"}
)


def _verbs(t: Tree) -> None:
    """ "whenever the militia attacks": a noun before the end of a clause that must have a verb is its verb."""
    events = lexicon.words("nouns", "force", "restraint", "talks", "protest", "readiness", "content")
    for i in range(1, t.size):
        if t.upos[i] != "NOUN" or t.xpos[i] != "NNS" or t.lemmas[i] not in events:
            continue
        subject = next((c for c in t.under(i, "compound") if c == i - 1), None)
        if subject is None or t.has(i, "cop", "nsubj"):
            continue
        first = min(x for x in t.subtree(i) if x < i and t.rels[x] in ("det", "compound", "amod", "nmod:poss"))
        if first == 0 or t.lower[first - 1] not in _CLAUSE_ONLY:
            continue
        t.upos[i], t.xpos[i] = "VERB", "VBZ"
        for c in list(t.children[i]):
            if c < i and c != subject and t.rels[c] in ("det", "compound", "amod", "nmod:poss"):
                t.attach(c, subject, t.rels[c])
        t.rels[subject] = "nsubj"
        if t.heads[i] != ROOT:
            t.rels[i] = "advcl"
            if t.heads[first - 1] == t.heads[i]:
                t.attach(first - 1, i, "mark")


def _stands(t: Tree, i: int, c: Connective) -> bool:
    """Whether the word at i can begin a linking phrase where it stands."""
    if c.form == "none":
        return False
    if c.words[0] in ("subject", "conditional", "contingent"):
        return not t.has(i, "cop")  # "is conditional on" is a predicate of its own
    if len(c.words) == 1 and t.has(i, "aux", "aux:pass"):
        return False  # "until they had been given guarantees"
    if c.words in (("provided",), ("providing",)) and t.rels[i] == "parataxis":
        return not t.has(i, "nsubj", "nsubj:pass")
    if c.words[0] == "the" and i > 0 and t.upos[i - 1] == "ADP" and t.lower[i - 1] not in ("from", "until"):
        return False  # "said later in the day Pyongyang would …"
    return len(c.words) > 1 or t.rels[i] in ("mark", "advmod", "case", "advcl", "conj", "acl")


def _try(t: Tree, i: int, c: Connective) -> int:
    """The number of words used if the phrase stands at i and links something."""
    end = i + len(c.words)
    if tuple(t.lower[i:end]) != c.words or not _stands(t, i, c):
        return 0
    complement = _complement(t, i, end)
    if complement is None or complement in t.connective or not _fits(t, complement, c):
        return 0
    if len(c.words) == 1:
        return _single(t, i, complement, c)
    governor = _governor(t, i, end, complement)
    if governor is None:
        return 0
    clausal = t.upos[complement] in _CLAUSE_WORDS or t.has(complement, "nsubj", "cop")
    if governor != t.heads[complement]:
        t.attach(complement, governor, "advcl" if clausal else "obl")
    elif t.rels[complement] not in ("advcl", "obl", "nmod", "conj"):
        t.rels[complement] = "advcl" if clausal else "obl"
    for x in range(i, end):
        for child in list(t.children[x]):
            if not i <= child < end and child != complement:
                t.attach(child, complement, t.rels[child])
    for x in range(i, end):
        t.attach(x, complement, "mark")
    t.connective[complement] = (" ".join(c.words), c.link)
    return end - i


def _single(t: Tree, i: int, complement: int, c: Connective) -> int:
    """A one-word link: the tree is right already, but for "provided", "given" and the like above their clause."""
    if t.rels[complement] in ("acl:relcl", "nsubj", "obj", "root") and c.words[0] in ("when", "whenever", "as"):
        return 0
    apart = t.rels[i] in ("advcl", "acl") and not t.below(i, complement) and t.heads[complement] != i
    if t.upos[complement] == "PRON" and c.words[0] == "failing":
        return 0
    if t.heads[complement] == i or apart:
        governor = t.heads[complement] if apart else t.heads[i]
        while governor != ROOT and t.rels[i] == "acl" and t.upos[governor] not in _CLAUSE_WORDS:
            governor = t.heads[governor]
        if governor == ROOT:
            return 0
        t.attach(complement, governor, "advcl" if t.upos[complement] in _CLAUSE_WORDS else "obl")
        for child in list(t.children[i]):
            subject = t.rels[child] == "obj" and child < complement and not t.has(complement, "nsubj", "nsubj:pass")
            t.attach(child, complement, "nsubj" if subject else t.rels[child])
            if subject and t.xpos[complement] == "VBN" and not t.has(complement, "aux", "aux:pass"):
                t.xpos[complement] = "VBP"
        t.attach(i, complement, "mark")
    t.connective[complement] = (c.words[0], c.link)
    return 1


def _complement(t: Tree, i: int, end: int) -> int | None:
    """The head of what follows the phrase at [i, end)."""
    inside = range(i, end)
    right = [x for x in range(end, t.size) if t.heads[x] in inside and t.upos[x] != "PUNCT"]
    above = [t.heads[x] for x in inside if t.heads[x] >= end and t.rels[x] in _MARKS]
    if above:
        return above[-1]
    if not right:
        opened = [x for x in sorted({end, *t.ancestors(end)}) if x >= end] if end < t.size else []
        opened = [x for x in opened if min(t.subtree(x)) == end]
        right = [x for x in opened if t.upos[x] in _CLAUSE_WORDS and t.has(x, "nsubj", "nsubj:pass")]
        nouns = [x for x in opened if t.upos[x] in ("NOUN", "PROPN") and t.heads[x] == t.heads[i]]
        right = right or [x for x in nouns if not t.has(x, "case")]
    clauses = [x for x in right if t.upos[x] in _CLAUSE_WORDS or t.has(x, "nsubj", "cop")]
    return clauses[0] if clauses else (right[0] if right else None)


def _fits(t: Tree, i: int, c: Connective) -> bool:
    """Whether what follows is of the form the linking phrase takes."""
    if c.form == "any":
        return True
    clause = t.upos[i] in _CLAUSE_WORDS or t.has(i, "nsubj", "nsubj:pass", "cop", "expl")
    return clause if c.form == "clause" else not clause


def _governor(t: Tree, i: int, end: int, complement: int) -> int | None:
    """The word that the phrase and what follows hang from."""
    for x in range(i, end):
        head = t.heads[x]
        if head != ROOT and not i <= head < end and head != complement and not t.below(head, complement):
            return head
    head = t.heads[complement]
    return None if head == ROOT or i <= head < end else head


def _provided(t: Tree) -> None:
    """ "will reopen provided guarantees are given", where "provided" was taken for an adjective of what follows."""
    for i in range(t.size):
        noun = t.heads[i]
        if t.lower[i] not in ("provided", "providing") or t.rels[i] != "amod" or t.rels[noun] not in ("obj", "obl"):
            continue
        verb = t.heads[noun]
        clauses = (c for c in t.children[verb] if c > noun and t.upos[c] == "VERB" and not t.has(c, "nsubj", "mark"))
        clause = next(clauses, None)
        if clause is not None:
            t.attach(noun, clause, "nsubj:pass" if t.has(clause, "aux:pass") else "nsubj")
            t.attach(clause, verb, "advcl")
            t.attach(i, clause, "mark")
            t.connective[clause] = (t.lower[i], "condition")
