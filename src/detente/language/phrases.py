"""Noun phrases: from the words below a noun to a `Phrase`."""

from __future__ import annotations

from typing import Literal

from detente.language import lexicon
from detente.language.predicates import is_no_more
from detente.language.tree import ROOT, Tree
from detente.records import Modifier, Phrase, Span

CLAUSE_RELS = frozenset(
    {
        "acl",
        "acl:relcl",
        "advcl",
        "advcl:relcl",
        "ccomp",
        "xcomp",
        "csubj",
        "parataxis",
        "cop",
        "nsubj",
        "aux",
        "mark",
        "punct",
        "nsubj:outer",
        "list",
        "dep",
        "discourse",
        "csubj:outer",
        "orphan",
        "vocative",
        "obl",
        "obl:unmarked",
        "expl",
        "nsubj:pass",
        "aux:pass",
        "obl:agent",
    }
)
NAME_RELS = frozenset({"flat", "compound", "goeswith", "amod", "nummod"})
NEGATIVE = frozenset({"no", "none", "neither", "nobody", "nothing", "noone"})
_QUANTITY_ADVERBS = frozenset(
    {
        "least",
        "most",
        "about",
        "around",
        "over",
        "than",
        "some",
        "nearly",
        "almost",
        "approximately",
        "roughly",
        "up",
        "to",
        "more",
        "fewer",
        "less",
        "only",
        "just",
        "as",
        "many",
        "at",
        "under",
        "exactly",
        "well",
    }
)
_JOINED_NAMES = frozenset(
    {
        "line",
        "strait",
        "gulf",
        "ministry",
        "department",
        "republic",
        "state",
        "bank",
        "council",
        "house",
        "court",
        "board",
        "sea",
        "bay",
        "cape",
        "league",
        "organization",
        "organisation",
        "association",
        "federation",
        "union",
        "kingdom",
        "emirate",
        "army",
        "party",
        "movement",
        "front",
        "treaty",
        "committee",
        "office",
        "corps",
        "lord",
        "horn",
        "university",
        "people",
        "voice",
        "fund",
        "agency",
        "institute",
        "statue",
        "city",
        "district",
        "chamber",
        "bureau",
        "centre",
        "center",
        "secretary",
        "head",
        "law",
        "battle",
        "operation",
    }
)
_REGIONS = frozenset(
    """northern southern eastern western central north south east west northeastern northwestern southeastern southwestern
    upper lower mainland coastal rural the neighbouring neighboring nearby""".split()
)
_SPLIT_FROM_TITLE = frozenset({"amod", "nmod:poss", "det", "nummod"})


PhraseKind = Literal["noun", "name", "pronoun", "number", "adjective", "clause"]


class Phrases:
    """The noun phrases of one sentence, each built once."""

    def __init__(self, tree: Tree, predicates: frozenset[int]) -> None:
        self.tree = tree
        self._predicates = predicates
        self._built: dict[int, Phrase] = {}
        self._members: dict[int, list[int]] = {}
        self._open: set[int] = set()
        self._persons = lexicon.words("nouns", "person")

    def phrase(self, i: int) -> Phrase:
        """The phrase headed by word i."""
        built = self._built.get(i)
        if built is None:
            built = self._bare(i) if i in self._open else self._build(i)
            self._built[i] = built
        return built

    def timed(self, i: int) -> Phrase:
        """The phrase of a time: its preposition is part of its text."""
        phrase = self.phrase(i)
        cases = [c for c in self.tree.children[i] if self.tree.rels[c] in ("case", "advmod") and c < i]
        if not cases:
            return phrase
        start = min(self.tree.starts[min(cases)], phrase.span[0])
        return _moved(phrase, (start, phrase.span[1]), self.tree.text)

    def _bare(self, i: int) -> Phrase:
        t = self.tree
        span = t.span(i, i)
        return Phrase(text=t.words[i], span=span, head=t.lemmas[i], head_span=span)

    def _build(self, i: int) -> Phrase:
        t = self.tree
        self._open.add(i)
        name = self._name(i)
        kids = [c for c in t.children[i] if c not in name]
        titles = [c for c in kids if t.rels[c] == "nmod:desc" or (t.rels[c] == "compound" and self._is_title(c, i))]
        possessors = [c for c in kids if t.rels[c] == "nmod:poss"] + [
            p for c in titles for p in t.under(c, "nmod:poss")
        ]
        quantity = self._quantity(kids)
        determiner = self._determiner(i, kids, titles)
        head = self._head(i, name)
        words = self.members(i)
        span = t.span(words[0], words[-1])
        phrase = Phrase(
            text=t.text[span[0] : span[1]],
            span=span,
            head=head,
            head_span=t.span(min(name), max(name)),
            kind=self._kind(i),
            plural=t.xpos[i] in ("NNS", "NNPS") or t.lower[i] in ("they", "we", "them", "us", "these", "those"),
            determiner=determiner,
            quantity=quantity,
            entity=t.entity(i),
            possessor=self.phrase(possessors[0]) if possessors else None,
            modifiers=self._modifiers(i, kids, titles),
            complements=self._complements(i, kids),
            appositives=tuple(self.phrase(c) for c in kids if t.rels[c] == "appos" and c not in self._predicates),
            conjuncts=self._conjuncts(kids),
            negated=determiner in NEGATIVE or head in NEGATIVE or self._not(i) or is_no_more(t, i),
        )
        self._open.discard(i)
        return phrase

    def _not(self, i: int) -> bool:
        t = self.tree
        for c in t.children[i]:
            if t.lower[c] == "not" and t.rels[c] in ("advmod", "cc:preconj", "det"):
                return c + 1 >= t.size or t.lower[c + 1] != "only"
        return False

    def members(self, i: int) -> list[int]:
        """The words of a phrase in order: all below its head but relative clauses, prepositions and commas around it."""
        found = self._members.get(i)
        if found is None:
            t = self.tree
            stack, found = [i], []
            while stack:
                x = stack.pop()
                found.append(x)
                for c in t.children[x]:
                    rel = t.rels[c]
                    if (
                        rel == "punct"
                        or (rel in CLAUSE_RELS and x == i)
                        or rel in ("acl", "acl:relcl", "parataxis", "advcl")
                    ):
                        continue
                    if x == i and rel in ("case", "cc", "cc:preconj"):
                        continue
                    if rel == "conj" and c in self._predicates and t.upos[c] in ("VERB", "AUX"):
                        continue
                    if x == i and rel == "advmod" and (c > i or t.lower[c] == "not"):
                        continue
                    stack.append(c)
            found.sort()
            self._members[i] = found
        return found

    def _name(self, i: int) -> list[int]:
        """The words of the name headed by i, in order; [i] for a common noun."""
        t = self.tree
        tagged = self._tagged(i) if len(t.entities[i]) > 2 else [i]
        if not self._is_name(i):
            return tagged
        words = list(tagged)
        for c in t.children[i]:
            if t.rels[c] == "nummod" and c < i and t.xpos[i] == "NNPS" and len(t.entities[c]) <= 2:
                continue  # "Five Americans were freed": so many of them
            if t.rels[c] in NAME_RELS and t.xpos[c] in ("NNP", "NNPS", "HYPH", "CD") and not self._is_title(c, i):
                words += [x for x in t.subtree(c) if t.rels[x] not in ("punct",) or t.lower[x] == "-"]
            elif t.rels[c] in ("amod", "compound", "punct") and c < i and self._name_part(c, i):
                words += [c]
            elif t.rels[c] == "nmod" and t.lemmas[i].lower() in _JOINED_NAMES and self._is_name(c):
                cases = t.under(c, "case")
                if cases and t.lower[cases[0]] == "of" and cases[0] > i:
                    words += [x for x in t.subtree(c) if t.rels[x] not in ("appos", "acl:relcl")]
        if len(tagged) > 1 or len(t.entities[i]) > 2:  # another name in front is no part of this one
            words = [x for x in words if x in tagged or not len(t.entities[x]) > 2]
        words = _run(sorted(set(words)), i)
        while words[0] != i and t.lower[words[0]] in _REGIONS and t.words[words[0]][0].islower():
            words.pop(0)  # "eastern Ukraine"
        return words

    def _is_name(self, i: int) -> bool:
        """A proper noun, or a noun with a capital that neither a headline nor the sentence's start gives it."""
        t = self.tree
        if t.upos[i] == "PROPN":
            return True
        return (
            t.upos[i] == "NOUN" and i > 0 and t.words[i][:1].isupper() and not t.title_case and t.upos[i - 1] != "PUNCT"
        )

    def _name_part(self, c: int, i: int) -> bool:
        """Whether an adjective belongs to the name it stands in: "Rapid Support Forces", not "Indian Army"."""
        t = self.tree
        if t.lower[c] == "-":
            return True
        return t.words[c][:1].isupper() and c > 0 and t.lower[c] not in lexicon.demonyms() and not self._is_title(c, i)

    def _tagged(self, i: int) -> list[int]:
        """The words of the entity that word i lies in."""
        tags = self.tree.entities
        first = last = i
        while tags[first].startswith("I-") and first > 0:
            first -= 1
        while last + 1 < len(tags) and tags[last + 1].startswith("I-"):
            last += 1
        while first < i and self.tree.xpos[first] == "POS":
            first += 1
        return list(range(first, last + 1))

    def _is_title(self, c: int, i: int) -> bool:
        """Whether a compound is a title before a person's name: "defence minister Khawaja Asif"."""
        t = self.tree
        return c < i and t.upos[i] == "PROPN" and t.lemmas[c].lower() in self._persons and not len(t.entities[c]) > 2

    def _head(self, i: int, name: list[int]) -> str:
        t = self.tree
        if len(name) > 1:
            return t.text[t.starts[name[0]] : t.ends[name[-1]]].replace("\n", " ")
        if t.lower[i : i + 2] in (["each", "other"], ["one", "another"]):
            return " ".join(t.lower[i : i + 2])
        if self._is_name(i) or t.upos[i] == "ADJ":
            return t.words[i]
        return t.lower[i] if t.upos[i] == "NOUN" and t.lower[i].endswith("ing") else t.lemmas[i]

    def _kind(self, i: int) -> PhraseKind:
        t = self.tree
        match t.upos[i]:
            case "PROPN":
                return "name"
            case "PRON":
                return "pronoun"
            case "NUM":
                return "number"
            case "ADJ":
                return "adjective"
            case "VERB" | "AUX":
                return "clause"
        return "name" if len(t.entities[i]) > 2 or self._is_name(i) else "noun"

    def _quantity(self, kids: list[int]) -> str | None:
        """A number with what goes with it, as written: "26", "at least 40", "dozens of"."""
        t = self.tree
        for c in kids:
            if t.rels[c] in ("nummod", "det") and t.upos[c] == "NUM":
                words = [x for x in t.subtree(c) if t.upos[x] != "PUNCT"]
                return t.text[t.starts[words[0]] : t.ends[words[-1]]]
            if t.rels[c] == "amod" and t.lower[c] in ("several", "many", "few"):
                return t.words[c]
        return None

    def _determiner(self, i: int, kids: list[int], titles: list[int]) -> str | None:
        t = self.tree
        for c in (*kids, *(d for x in titles for d in t.children[x])):
            if t.rels[c] in ("det", "det:predet", "cc:preconj") and t.lower[c] not in ("either",):
                return t.lower[c]
        return t.lower[i] if t.upos[i] == "DET" else None

    def _modifiers(self, i: int, kids: list[int], titles: list[int]) -> tuple[Modifier, ...]:
        t = self.tree
        found: list[Modifier] = []
        for c in kids:
            if c in titles:
                found.extend(self._title(c))
            elif t.rels[c] == "amod" and c not in self._predicates:
                found.append(self._modifier(c, "participle" if t.xpos[c] in ("VBN", "VBG") else "adjective"))
                found.extend(self._modifier(x, "adjective") for x in t.under(c, "conj") if t.upos[x] == "ADJ")
            elif t.rels[c] in ("compound", "nmod:unmarked", "flat") and t.upos[c] != "PUNCT":
                found.append(self._modifier(c, "compound"))
                found.extend(self._modifier(x, "compound") for x in t.under(c, "conj"))
            elif t.rels[c] == "nummod":
                found.append(self._modifier(c, "number"))
        return tuple(found)

    def _title(self, c: int) -> list[Modifier]:
        """The title of a name, its nationality adjective apart: "Pakistani" + "defence minister"."""
        t = self.tree
        words = [
            x
            for x in t.subtree(c)
            if t.rels[x] not in ("nmod:poss", "det", "punct") and not t.below_rel(x, c, "nmod:poss")
        ]
        apart = [x for x in words if t.heads[x] == c and x < c and self._is_side(x)]
        words = [x for x in words if x not in apart]
        text = t.text[t.starts[words[0]] : t.ends[words[-1]]]
        title = Modifier(text=text, lemma=t.lemmas[c], span=t.span(words[0], words[-1]), kind="title")
        return [*(self._modifier(x, "adjective" if t.rels[x] == "amod" else "compound") for x in apart), title]

    def _is_side(self, x: int) -> bool:
        """Whether a word before a title says whose it is: "Russian", "US", "Hamas"."""
        t = self.tree
        known = t.lower[x] in lexicon.demonyms() and (t.upos[x] == "PROPN" or t.words[x][0].isupper())
        return t.rels[x] in ("amod", "compound") and (known or t.entity(x) in ("ORG", "LOC"))

    def _modifier(self, c: int, kind: str) -> Modifier:
        t = self.tree
        words = [x for x in t.subtree(c) if x == c or t.rels[x] not in ("conj", "cc", "acl:relcl", "acl", "advcl")]
        words = _run([x for x in words if x == c or t.upos[x] != "PUNCT" or t.lower[x] == "-"], c, gaps=1)
        name = t.upos[c] == "PROPN" or len(t.entities[c]) > 2
        first, last = words[0], words[-1]
        return Modifier(
            text=t.text[t.starts[first] : t.ends[last]],
            lemma=t.words[c] if name else t.lemmas[c],
            span=t.span(first, last),
            kind=kind,  # type: ignore[arg-type]
            name=name,
            entity=t.entity(c),
        )

    def _complements(self, i: int, kids: list[int]) -> tuple[tuple[str, Phrase], ...]:
        t = self.tree
        found = []
        for c in kids:
            if t.rels[c] in ("nmod", "obl") and c > i and t.upos[c] not in ("VERB", "AUX"):
                found.append((self.preposition(c), self.phrase(c)))
        return tuple(found)

    def preposition(self, c: int) -> str:
        """The preposition of a word, lower case; "" when it has none."""
        t = self.tree
        linked = t.connective.get(c)
        if linked is not None:
            return linked[0]
        marks = [x for x in t.children[c] if t.rels[x] == "case" and x < c]
        marks = marks or [x for x in t.children[c] if t.rels[x] == "mark" and x < c and not t.has(c, "cop")]
        words = [y for x in marks for y in (x, *t.under(x, "fixed"))]
        return " ".join(t.lower[x] for x in sorted(words))

    def _conjuncts(self, kids: list[int]) -> tuple[Phrase, ...]:
        t = self.tree
        return tuple(
            self.phrase(c)
            for c in kids
            if t.rels[c] == "conj" and t.upos[c] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X", "DET")
        )


def _run(words: list[int], i: int, *, gaps: int = 0) -> list[int]:
    """The part of `words` around i without a gap of more than `gaps` words."""
    at = words.index(i)
    first = last = at
    while first > 0 and words[first] - words[first - 1] <= 1 + gaps:
        first -= 1
    while last + 1 < len(words) and words[last + 1] - words[last] <= 1 + gaps:
        last += 1
    return words[first : last + 1]


def stretched(phrase: Phrase, end: int, text: str) -> Phrase:
    """The phrase with its text going on to `end`."""
    return _moved(phrase, (phrase.span[0], end), text)


def _moved(phrase: Phrase, span: Span, text: str) -> Phrase:
    """The phrase with another span."""
    fields = {name: getattr(phrase, name) for name in phrase.__struct_fields__}
    fields["span"], fields["text"] = span, text[span[0] : span[1]]
    return Phrase(**fields)


__all__ = ["ROOT", "Phrases", "stretched"]
