"""A parsed sentence as arrays with children: what the rest of this room reads and mends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from detente.language.lemma import lemma
from detente.language.parser import Parse
from detente.language.tokens import Token
from detente.records import Span

Entity = Literal["PER", "ORG", "LOC"]

ROOT = -1
CLAUSAL = frozenset(
    {
        "root",
        "ccomp",
        "xcomp",
        "advcl",
        "acl",
        "acl:relcl",
        "advcl:relcl",
        "csubj",
        "csubj:pass",
        "csubj:outer",
        "parataxis",
    }
)
NOMINAL_TAGS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def _third_person(word: str) -> bool:
    return len(word) > 4 and word.endswith("s") and word[-2] not in "sui"


def _is_title_case(words: Sequence[str]) -> bool:
    """Whether most of the longer words are written with a capital, as in a headline."""
    longer = [w for w in words if len(w) > 3 and w.isalpha()]
    return len(longer) > 2 and sum(w[0].isupper() for w in longer) > 0.7 * len(longer)


class Tree:
    """One sentence. Words are counted from 0; `heads[i]` is ROOT for the root. `rels` are Universal Dependencies'.

    `connective[i]` holds the linking words found for word i (see connect.py), `modal[i]` the modal periphrases folded
    into it ("be going to").
    """

    def __init__(self, parse: Parse, tokens: Sequence[Token], text: str) -> None:
        self.size = len(parse.words)
        self.words = parse.words
        self.lower = [w.lower().replace("’", "'") for w in parse.words]
        self.lemmas = [
            form.lower() if tag != "PROPN" else form for form, tag in zip(parse.lemmas, parse.upos, strict=True)
        ]
        self.upos = list(parse.upos)
        self.xpos = list(parse.xpos)
        self.heads = [h - 1 for h in parse.heads]
        self.rels = list(parse.rels)
        self.entities = parse.entities
        self._retag()
        self.title_case = _is_title_case(self.words)
        self.starts = [t.start for t in tokens]
        self.ends = [t.end for t in tokens]
        self.text = text
        self.children: list[list[int]] = [[] for _ in range(self.size)]
        for i, head in enumerate(self.heads):
            if head != ROOT:
                self.children[head].append(i)
        for i in range(self.size):
            if self.upos[i] == "ADJ" and self.xpos[i] == "VBN" and self.has(i, "aux:pass"):
                self.upos[i] = "VERB"
                self.lemmas[i] = lemma(self.lower[i], "VBN")
        for i in range(self.size):
            if self.xpos[i] == "VBD" and any(self.lemmas[c] == "have" for c in self.under(i, "aux")):
                self.xpos[i] = "VBN"
                self.lemmas[i] = lemma(self.lower[i], "VBN")
            elif self.rels[i] == "compound" and any(self.xpos[c] == "POS" for c in self.children[i]):
                self.rels[i] = "nmod:poss"
        self.connective: dict[int, tuple[str, str]] = {}
        self.modal: dict[int, list[str]] = {}

    def _inflected(self, i: int) -> None:
        """Mend the tag of a past tense or a third person taken for a base form: "dared", "surrenders"."""
        word = self.lower[i]
        if word.endswith("ing") and len(word) > 5:
            self.xpos[i] = "VBG"
        elif word.endswith("ed") and len(word) > 4 and word[-3] != "e":
            self.xpos[i] = "VBD"
        elif self.xpos[i] == "VBP" and _third_person(word):
            self.xpos[i] = "VBZ"
        else:
            return
        self.lemmas[i] = lemma(word, self.xpos[i])

    def _retag(self) -> None:
        """Give a verb that carries a noun's tag ("harbors", NNS) a verb's tag and lemma."""
        for i, tag in enumerate(self.xpos):
            if self.upos[i] == "NOUN" and tag in ("VB", "VBD", "VBP", "VBZ") and self.rels[i] not in ("nsubj", "obj"):
                self.upos[i] = "VERB"
            if self.upos[i] == "VERB" and not tag.startswith("V"):
                word = self.lower[i]
                self.xpos[i] = next(
                    (x for end, x in (("s", "VBZ"), ("ed", "VBD"), ("ing", "VBG")) if word.endswith(end)), "VBP"
                )
                self.lemmas[i] = lemma(word, self.xpos[i])
            elif self.upos[i] == "VERB" and tag in ("VBP", "VB") and self.lemmas[i] == self.lower[i]:
                self._inflected(i)

    @property
    def root(self) -> int:
        """The root word."""
        return self.heads.index(ROOT)

    def attach(self, i: int, head: int, rel: str) -> None:
        """Hang word i (with all below it) from another word; `head` ROOT makes it the root.

        Nothing happens if that word is below i: a tree stays a tree.
        """
        if self.below(head, i):
            return
        old = self.heads[i]
        if old != ROOT:
            self.children[old].remove(i)
        self.heads[i] = head
        self.rels[i] = rel
        if head != ROOT:
            self.children[head].append(i)
            self.children[head].sort()

    def swap(self, i: int, above: int, rel: str) -> None:
        """Put word i where its ancestor `above` hangs, and `above` under it as `rel`."""
        head, old = self.heads[above], self.rels[above]
        self.attach(i, head, old)
        self.attach(above, i, rel)

    def child(self, i: int, *rels: str) -> int | None:
        """The first child of i with one of these relations."""
        for c in self.children[i]:
            if self.rels[c] in rels:
                return c
        return None

    def under(self, i: int, *rels: str) -> list[int]:
        """The children of i with one of these relations, in order."""
        all_ = self.rels
        return [c for c in self.children[i] if all_[c] in rels]

    def has(self, i: int, *rels: str) -> bool:
        """Whether i has a child with one of these relations."""
        all_ = self.rels
        for c in self.children[i]:  # noqa: SIM110 (a generator would take twice as long)
            if all_[c] in rels:
                return True
        return False

    def subtree(self, i: int) -> list[int]:
        """Word i and everything below it, in order of the text."""
        found = [i]
        for x in found:
            found.extend(self.children[x])
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[int]:
        """The words above i, nearest first."""
        i = self.heads[i]
        while i != ROOT:
            yield i
            i = self.heads[i]

    def below(self, i: int, top: int) -> bool:
        """Whether i is `top` or below it."""
        while i != ROOT:
            if i == top:
                return True
            i = self.heads[i]
        return False

    def below_rel(self, i: int, top: int, rel: str) -> bool:
        """Whether the way from i up to `top` passes an edge of that relation."""
        while i not in (top, ROOT):
            if self.rels[i] == rel:
                return True
            i = self.heads[i]
        return False

    def extents(self) -> list[tuple[int, int]]:
        """The first and last word below each word, punctuation at either end left off."""
        first = [i if self.upos[i] != "PUNCT" else self.size for i in range(self.size)]
        last = [i if self.upos[i] != "PUNCT" else -1 for i in range(self.size)]
        order = [self.root]
        for x in order:
            order.extend(self.children[x])
        for x in reversed(order):
            head = self.heads[x]
            if head != ROOT:
                first[head] = min(first[head], first[x])
                last[head] = max(last[head], last[x])
        return [(f, b) if b >= 0 else (i, i) for i, (f, b) in enumerate(zip(first, last, strict=True))]

    def span(self, first: int, last: int) -> Span:
        """Character offsets of the words first … last."""
        return self.starts[first], self.ends[last]

    def entity(self, i: int) -> Entity | None:
        """The entity tag of a word."""
        tag = self.entities[i]
        return tag[2:] if len(tag) > 2 else None  # type: ignore[return-value]


def comma_between(t: Tree, a: int, b: int) -> bool:
    return any(t.words[x] == "," for x in range(min(a, b) + 1, max(a, b)))


def to_mark(t: Tree, i: int) -> int | None:
    return next((c for c in t.children[i] if t.lower[c] == "to" and t.rels[c] in ("mark", "aux") and c < i), None)


def is_finite(t: Tree, i: int) -> bool:
    """Whether a verb or its auxiliary shows tense."""
    return t.xpos[i] in ("VBD", "VBZ") or any(
        t.xpos[a] in ("MD", "VBD", "VBZ", "VBP") for a in t.under(i, "aux", "aux:pass", "cop")
    )
