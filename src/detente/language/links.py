"""How a clause hangs from the one above it: the link and the words that make it."""

from __future__ import annotations

from typing import NamedTuple

from detente.language import lexicon
from detente.language.lexicon import Connective
from detente.language.predicates import Grammar, has_to
from detente.language.tree import ROOT, Tree
from detente.records import ClauseKind, Link

_FOCUS = frozenset({"only", "even", "just", "especially", "particularly", "solely", "merely"})
_DEPENDENT = frozenset({"conditional", "contingent", "dependent", "conditioned", "depend", "hinge", "condition"})
_CONCESSIVE = {"if": "concession", "when": "concession"}
_GERUND_LINKS: dict[str, Link] = {
    "by": "manner", "without": "manner", "with": "manner", "for": "cause", "after": "time", "before": "time", "since": "time",
    "while": "time", "when": "time", "upon": "time", "despite": "concession", "than": "manner", "besides": "manner", "through": "manner", "instead": "manner", "as": "manner", "like": "manner",
}  # fmt: skip
_FINITE_LINKS: dict[str, Link] = {
    "because": "cause", "as": "time", "that": "result", "while": "time", "though": "concession", "although": "concession",
    "than": "manner", "like": "manner", "so": "result", "for": "cause", "whether": "concession", "where": "oblique", "except": "concession", "but": "concession", "with": "manner", "wherever": "oblique",
}  # fmt: skip


class Hang(NamedTuple):
    """Where a clause hangs. `pending`: a condition only if the clause above lies ahead."""

    parent: int | None
    link: Link
    connective: str | None = None
    focus: str | None = None
    pending: bool = False


def hang(t: Tree, i: int, kind: ClauseKind, g: Grammar, above: int | None, kinds: dict[int, ClauseKind]) -> Hang:
    """The link of predicate i with the predicate above it."""
    if above is None:
        return Hang(None, "root")
    if g.mood == "nominal" or (
        kind == "noun" and not t.has(i, "cop") and t.rels[i] not in ("root", "ccomp", "xcomp", "advcl")
    ):
        return _nominal(t, i, above, kinds)
    return _asserted(t, i, g, above, kinds, _verbal(t, i, g, above, kinds))


def _asserted(t: Tree, i: int, g: Grammar, above: int, kinds: dict[int, ClauseKind], h: Hang) -> Hang:
    """ "claimed to have struck", "denied firing", "was accused of arming", "is said to have fled": said, though not finite."""
    if h.parent != above or h.link not in ("complement", "purpose", "manner") or kinds[above] != "verb":
        return h
    lemma = t.lemmas[above]
    if g.mood == "participle":
        gerund = lemma in lexicon.words("verbs", "asserted_gerund") and h.connective in (
            None,
            "of",
            "to",
            "that",
            "for",
        )
        charged = lemma in lexicon.words("verbs", "charge") and h.connective in ("of", "with")
        reported = lemma in ("report", "say") and t.has(above, "aux:pass") and h.connective is None
        asserted = gerund or charged or reported
    else:
        passive = t.has(above, "aux:pass") and lemma in lexicon.words("verbs", "asserted_passive")
        asserted = g.mood == "infinitive" and (passive or lemma in lexicon.words("verbs", "asserted_infinitive"))
    if not asserted:
        return h
    thought = lemma in lexicon.words("verbs", "thought") and lemma not in lexicon.words("verbs", "speech")
    return h._replace(link="thought" if thought or lemma == "suspect" else "said")


def _verbal(t: Tree, i: int, g: Grammar, above: int, kinds: dict[int, ClauseKind]) -> Hang:
    linked = t.connective.get(i)
    rel = t.rels[i]
    if i > above and rel in ("ccomp", "advcl") and any(t.lower[c] == "where" for c in t.under(i, "advmod")):
        return Hang(above, "relative", "where")
    if linked is not None and not _question(t, i, above):
        return _connected(t, i, above, kinds)
    match rel:
        case "ccomp":
            asked = g.mood == "infinitive"  # "demanded that Kyiv withdraw": nothing is asserted
            return Hang(above, "complement" if asked else _content_link(t, above, kinds), _mark(t, i))
        case "xcomp":
            return Hang(above, "complement", _mark(t, i))
        case "csubj" | "csubj:pass" | "csubj:outer":
            bare = g.mood in ("infinitive", "participle")
            return Hang(above, "argument" if bare else _subject_link(t, above, kinds), _mark(t, i))
        case "acl:relcl" | "advcl:relcl":
            return _relative(t, i, above, kinds)
        case "acl":
            return _adnominal(t, i, g, above, kinds)
        case "advcl":
            return _adverbial(t, i, g, above, kinds)
        case "conj":
            return _conjunct(t, i, above, kinds)
        case "appos":
            return Hang(above, "apposition")
        case "parataxis" | "list" | "dep" | "discourse":
            return _loose(t, i, above, kinds)
    return _gerund(t, i, above)


def _question(t: Tree, i: int, above: int) -> bool:
    """Whether "if" asks rather than sets a condition: "asked if talks would resume"."""
    if t.connective[i][0] not in ("if", "when", "once", "whether or not"):
        return False
    return t.rels[i] == "ccomp" or (
        t.rels[i] in ("xcomp", "advcl")
        and i > above
        and t.connective[i][0] == "if"
        and t.lemmas[above] in {"ask", "wonder", "know", "see", "doubt", "unclear", "question"}
        and not t.has(above, "ccomp", "obj", "xcomp")
    )


def _connected(t: Tree, i: int, above: int, kinds: dict[int, ClauseKind]) -> Hang:
    word, link = t.connective[i]
    first = _first_of(t, i, word)
    focus = t.lower[first - 1] if first > 0 and t.lower[first - 1] in _FOCUS else None
    pending = any(c.pending for c in lexicon.connectives().get(word.split()[0], ()) if " ".join(c.words) == word)
    if (
        focus is None
        and t.rels[i] != "conj"
        and any(t.lower[c] == "only" and c < above for c in t.under(above, "advmod"))
        and first > above
    ):
        focus = "only"
    if focus == "even" and word in _CONCESSIVE:
        return Hang(above, "concession", word, focus)
    if t.rels[i] == "conj" and above in t.connective:
        above_of = next((x for x in t.ancestors(above) if x in kinds), above)
        return Hang(above_of, "condition" if pending else link, word, focus, pending)  # type: ignore[arg-type]
    if focus == "only" and word in ("after", "when", "once", "before", "following", "as soon as"):
        return Hang(above, "condition", word, focus, True)
    if word == "without" and t.upos[i] != "VERB":
        return Hang(above, "condition" if i < above else "manner", word, focus, i < above)
    if pending:
        return Hang(above, "condition", word, focus, True)
    if (link == "cause" and word == "since") or (word == "since" and t.upos[i] in ("VERB", "ADJ")):
        return Hang(above, "time", word, focus)
    return Hang(above, link, word, focus)  # type: ignore[arg-type]


def _first_of(t: Tree, i: int, word: str) -> int:
    """The first word of the linking phrase of i."""
    first = word.split()[0]
    return next(
        (
            c
            for c in t.children[i]
            if t.lower[c] == first and t.rels[c] in ("mark", "advmod", "case", "aux", "cop", "aux:pass")
        ),
        i,
    )


def _mark(t: Tree, i: int) -> str | None:
    for c in t.children[i]:
        if t.rels[c] == "mark" and t.lower[c] not in ("to", "that"):
            return " ".join(t.lower[x] for x in [c, *t.under(c, "fixed")])
    return None


def _content_link(t: Tree, above: int, kinds: dict[int, ClauseKind]) -> Link:
    lemma = t.lemmas[above].lower()
    match kinds[above]:
        case "verb":
            return (
                "said"
                if lemma in lexicon.words("verbs", "speech")
                else ("thought" if lemma in lexicon.words("verbs", "thought") else "complement")
            )
        case "adjective":
            return "thought" if lemma in lexicon.words("verbs", "thought_adjective") else "complement"
    return _noun_link(lemma)


def _subject_link(t: Tree, above: int, kinds: dict[int, ClauseKind]) -> Link:
    """ "It is said that …", "it is feared that …"."""
    link = _content_link(t, above, kinds)
    return link if kinds[above] == "verb" and link in ("said", "thought") else "argument"


def _noun_link(lemma: str) -> Link:
    if lemma in lexicon.words("nouns", "speech"):
        return "said"
    return "thought" if lemma in lexicon.words("nouns", "thought") else "complement"


def takes_content(lemma: str) -> bool:
    """Whether a noun takes a clause that says what it is: "the claim that", "the decision to"."""
    return lemma in lexicon.words("nouns", "speech", "content", "thought")


def _relative(t: Tree, i: int, above: int, kinds: dict[int, ClauseKind]) -> Hang:
    head = t.heads[i]
    if clefted(t, i):
        return Hang(above, "complement")
    if any(t.lower[c] == "whether" for c in t.under(i, "mark", "advmod")):  # "will decide within two weeks whether …"
        return Hang(above, "complement", "whether")
    that = any(t.lower[c] == "that" for c in t.children[i])
    if that and head in kinds and takes_content(t.lemmas[head].lower()) and _complete(t, i):
        return Hang(above, _noun_link(t.lemmas[head].lower()))
    return Hang(above, "relative")


def clefted(t: Tree, i: int) -> bool:
    """ "It was Ruritania that broke the truce": who stands after "it was" does what follows, and that is what is told.

    "It was in Oslo that …" names nobody, and "it is a plan that Iran rejected" says what sort of plan.
    """
    head = t.heads[i]
    if t.rels[i] not in ("acl:relcl", "advcl:relcl") or head == ROOT or not t.has(head, "cop") or t.has(head, "case"):
        return False
    if any(t.lower[c] in ("a", "an") for c in t.under(head, "det")):
        return False
    return any(t.lower[c] == "it" for c in t.under(head, "expl", "nsubj"))


def _complete(t: Tree, i: int) -> bool:
    """Whether a clause has its subject and no gap that "that" would fill."""
    subject = t.child(i, "nsubj", "nsubj:pass")
    if subject is None or t.lower[subject] == "that":
        return False
    that = next((c for c in t.children[i] if t.lower[c] == "that"), None)
    return that is not None and (t.rels[that] == "mark" or t.has(i, "obj", "xcomp", "cop", "aux:pass", "obl"))


def _adnominal(t: Tree, i: int, g: Grammar, above: int, kinds: dict[int, ClauseKind]) -> Hang:
    head = t.heads[i]
    lemma = t.lemmas[head].lower()
    if has_to(t, i):
        return Hang(above, "complement" if head in kinds or takes_content(lemma) else "purpose")
    if g.mood == "participle":
        mark = next((t.lower[c] for c in t.children[i] if t.rels[c] in ("mark", "case")), None)
        return Hang(above, "complement", mark) if mark else Hang(above, "participial")
    if takes_content(lemma):
        return Hang(above, _noun_link(lemma))
    return Hang(above, "relative")


def _adverbial(t: Tree, i: int, g: Grammar, above: int, kinds: dict[int, ClauseKind]) -> Hang:
    mark = _mark(t, i)
    if i > above and any(t.lower[c] == "whether" for c in t.under(i, "mark")):
        return Hang(above, "complement", "whether")
    if has_to(t, i) and g.mood == "infinitive":
        governed = kinds[above] == "adjective" or (
            t.lemmas[above] in lexicon.words("verbs", "object_control", "commitment") and i > above
        )
        if kinds[above] == "noun" and takes_content(t.lemmas[above].lower()):
            governed = True
        return Hang(above, "complement" if governed and mark is None else "purpose", mark)
    if g.mood == "participle":
        return _participle(t, i, g, above, mark)
    if mark is None and kinds[above] == "adjective" and i > above and t.has(i, "nsubj", "nsubj:pass", "cop"):
        return Hang(above, "complement")
    if mark is None:
        that = any(t.lower[c] == "that" for c in t.under(i, "mark"))
        return Hang(above, "result" if that else "parenthetical", "that" if that else None)
    return Hang(above, _FINITE_LINKS.get(mark.split()[0], "time"), mark)


def _participle(t: Tree, i: int, g: Grammar, above: int, mark: str | None) -> Hang:
    if mark is not None or any(t.lower[c] == "to" for c in t.under(i, "mark", "case")):
        return _gerund(t, i, above)
    if t.lower[i] == "failing" and any(t.lower[c] == "that" for c in t.under(i, "obj")):
        return Hang(above, "condition", "failing that")
    if g.voice == "passive" or t.lemmas[i] in lexicon.words("verbs", "speech") or i < above:
        return Hang(above, "participial")
    return Hang(above, "result")


def _gerund(t: Tree, i: int, above: int) -> Hang:
    """A gerund after a preposition: "by striking", "accused of breaching"."""
    words = next(
        (
            [t.lower[c], *(t.lower[x] for x in t.under(c, "fixed"))]
            for c in t.children[i]
            if t.rels[c] in ("mark", "case") and c < i
        ),
        None,
    )
    if words is None:
        return Hang(above, "argument")
    word = " ".join(words)
    if word in _GERUND_LINKS:
        return Hang(above, _GERUND_LINKS[word], word)
    return Hang(above, "complement", word)


def _conjunct(t: Tree, i: int, above: int, kinds: dict[int, ClauseKind]) -> Hang:
    return Hang(above, "conjunct", next((t.lower[c] for c in t.under(i, "cc")), None))


def _loose(t: Tree, i: int, above: int, kinds: dict[int, ClauseKind]) -> Hang:
    if kinds[above] == "adjective" and any(t.xpos[c] in ("WP", "WRB") for c in t.children[i]):
        return Hang(above, "complement")
    words = t.subtree(i)
    before = next((t.words[x] for x in range(words[0], max(-1, words[0] - 2), -1) if t.upos[x] == "PUNCT"), "")
    return Hang(
        above, "conjunct" if before in (";", ":", "—", "–", "-", "...", "…", ",") and i > above else "parenthetical"
    )


def _nominal(t: Tree, i: int, above: int, kinds: dict[int, ClauseKind]) -> Hang:
    """The link of a noun of action."""
    at = i
    while t.rels[at] == "conj" and t.heads[at] not in kinds and t.heads[at] != ROOT:
        at = t.heads[at]
    rel, head = t.rels[at], t.heads[at]
    if rel == "conj":
        return Hang(head, "conjunct")
    if head == above and rel in ("nsubj", "nsubj:pass", "obj", "iobj", "nsubj:outer", "xcomp", "ccomp", "csubj"):
        return Hang(above, "argument")
    if rel == "appos":
        return Hang(above, "apposition")
    if at in t.connective:
        return _connected(t, at, above, kinds)
    if rel in ("compound", "nmod:poss", "amod", "nmod:desc") or head != above:
        return Hang(above, "modifier")
    if rel in ("obl", "nmod", "obl:agent", "advcl", "obl:unmarked", "nmod:unmarked"):
        return _prepositional(t, at, above, kinds)
    if rel in ("parataxis", "list", "dep") and t.has(i, "det"):
        return Hang(above, "apposition")
    if rel in ("parataxis", "list", "dep"):
        return Hang(above, "parenthetical")
    return Hang(above, "argument")


def _prepositional(t: Tree, i: int, above: int, kinds: dict[int, ClauseKind]) -> Hang:
    words = [x for c in t.children[i] if t.rels[c] in ("case", "mark") and c < i for x in (c, *t.under(c, "fixed"))]
    text = " ".join(t.lower[x] for x in sorted(words))
    if t.lemmas[above] in _DEPENDENT and text in ("on", "upon"):
        return Hang(above, "condition", f"{t.lower[above]} {text}")
    entry = _connective(text)
    if entry is None or (
        entry.link == "cause"
        and text == "over"
        and kinds[above] == "noun"
        and t.lemmas[above] in {"dispute", "tension", "talk", "negotiation", "war", "control"}
    ):
        return Hang(above, "oblique", text or None)
    focus = t.lower[words[0] - 1] if words and words[0] > 0 and t.lower[words[0] - 1] in _FOCUS else None
    return Hang(above, "condition" if entry.pending else entry.link, text, focus, entry.pending)


def _connective(text: str) -> Connective | None:
    for c in lexicon.connectives().get(text.split()[0] if text else "", ()):
        if " ".join(c.words) == text and c.form in ("any", "noun"):
            return c
    return None
