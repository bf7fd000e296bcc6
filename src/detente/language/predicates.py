"""Which words of a sentence are predicates, and the grammar of each: voice, tense, mood, modals, negation."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.language import lexicon
from detente.language.tree import CLAUSAL, ROOT, Tree
from detente.records import ClauseKind, Mood, Tense

MODALS = {
    "will": "will", "'ll": "will", "wo": "will", "would": "would", "'d": "would", "may": "may", "might": "might",
    "can": "can", "ca": "can", "could": "could", "shall": "shall", "sha": "shall", "should": "should", "must": "must", "ought": "should",
}  # fmt: skip
FUTURE = frozenset({"will", "shall", "would", "be going to", "be to", "be about to"})
NOT_VERBAL = frozenset(
    {
        "amod",
        "compound",
        "case",
        "mark",
        "fixed",
        "flat",
        "aux",
        "aux:pass",
        "cop",
        "det",
        "advmod",
        "cc",
        "discourse",
        "nmod:desc",
        "punct",
        "compound:prt",
        "goeswith",
        "nummod",
    }
)
NEGATORS = frozenset({"not", "n't", "never", "nor", "neither", "hardly", "scarcely", "barely"})
_ONCE_MORE = frozenset({"again", "ever", "more", "before"})
NO = frozenset({"no", "none", "nobody", "nothing", "neither", "noone"})
_INTRANSITIVE = frozenset(
    """withdraw retreat die surrender flee collapse resign arrive leave escape return crash explode respond retaliate
    react remain continue happen vanish disappear erupt flare decline refuse fail start emerge vote protest march""".split()
)
_ADJECTIVE_RELS = CLAUSAL | {"conj", "dep"}


@dataclass(slots=True)
class Grammar:
    """What the verb group says."""

    voice: str = "active"
    tense: Tense = "none"
    mood: Mood = "indicative"
    perfect: bool = False
    progressive: bool = False
    negated: bool = False
    modals: list[str] = field(default_factory=list)
    auxiliaries: list[int] = field(default_factory=list)
    shared: bool = False  # the auxiliaries are those of the verb it is coordinated with


def predicates(tree: Tree) -> dict[int, ClauseKind]:
    """The predicates of a sentence, by word, in order."""
    found: dict[int, ClauseKind] = {}
    eventive = lexicon.acts()
    for i in _order(tree):
        kind = _kind(tree, i, found, eventive)
        if kind is not None:
            found[i] = kind
    return dict(sorted(found.items()))


def _order(t: Tree) -> list[int]:
    """Words, heads before what hangs from them."""
    order = [t.root]
    for x in order:
        order.extend(t.children[x])
    return order


def _kind(t: Tree, i: int, found: dict[int, ClauseKind], eventive: frozenset[str]) -> ClauseKind | None:
    rel = t.rels[i]
    if t.upos[i] == "PUNCT" or rel in ("mark", "case", "fixed", "aux", "aux:pass", "cop", "det", "cc", "punct"):
        return None
    if rel not in NOT_VERBAL and t.has(i, "cop"):
        return "adjective" if t.upos[i] in ("ADJ", "VERB", "ADV") else "noun"
    match t.upos[i]:
        case "VERB":
            return "verb" if _is_verbal(t, i, found) else None
        case "AUX":
            return "verb" if rel in CLAUSAL or (rel == "conj" and t.heads[i] in found) else None
        case "ADJ":
            return "adjective" if _is_adjectival(t, i, found) else None
        case "NOUN" | "PROPN":
            if (
                event_noun(t, i) in eventive
                and rel not in ("flat", "nmod:desc", "fixed", "goeswith")
                and _is_common(t, i)
            ):
                return "noun"
            if rel in CLAUSAL and t.has(i, "nsubj", "nsubj:outer"):
                return "noun"
            return "noun" if _is_owned_gerund(t, i) else None
    if i in t.connective and t.connective[i][1] == "condition" and t.lower[i] in ("not", "so"):
        return "adjective"
    return None


def _is_owned_gerund(t: Tree, i: int) -> bool:
    """ "Beijing's flying of jets": a gerund with its doer before it and what is done behind it."""
    word = t.lower[i]
    gerund = t.upos[i] == "NOUN" and t.xpos[i] in ("NN", "VBG") and word.endswith("ing") and len(word) > 5
    return gerund and t.rels[i] not in NOT_VERBAL and t.has(i, "nmod:poss") and t.has(i, "nmod", "obl")


def event_noun(t: Tree, i: int) -> str:
    """The lemma of a noun, with a title-case headline's capital ("Strikes") undone."""
    lemma = t.lemmas[i].lower()
    if t.lower[i].endswith("ing") and not lemma.endswith("ing"):
        return t.lower[i]
    return lemma[:-1] if t.upos[i] == "PROPN" and t.xpos[i] == "NNPS" and lemma.endswith("s") else lemma


def _is_common(t: Tree, i: int) -> bool:
    """A noun of action inside a name ("Security Council resolution" is one, "Department of Defense" none)."""
    if t.upos[i] == "NOUN":
        return True
    return t.rels[i] not in ("compound", "nmod") and t.title_case and not t.entities[i].startswith(("B", "I"))


def _is_verbal(t: Tree, i: int, found: dict[int, ClauseKind]) -> bool:
    rel = t.rels[i]
    if rel in NOT_VERBAL:
        return False
    if rel == "conj":
        return t.heads[i] in found or t.has(i, "nsubj", "obj", "ccomp", "xcomp")
    return True


def _is_adjectival(t: Tree, i: int, found: dict[int, ClauseKind]) -> bool:
    rel = t.rels[i]
    if rel == "conj":
        return found.get(t.heads[i]) == "adjective"
    return rel in _ADJECTIVE_RELS and rel != "dep"


def grammar(t: Tree, i: int, kind: ClauseKind, before: Grammar | None) -> Grammar:
    """The grammar of predicate i; `before` is that of the predicate it is coordinated with."""
    g = Grammar()
    g.auxiliaries = [c for c in t.children[i] if t.rels[c] in ("aux", "aux:pass", "cop") and t.lower[c] != "to"]
    if kind == "noun" and not t.has(i, "cop", "nsubj", "nsubj:outer"):
        g.mood = "nominal"
        g.negated = _nominal_negation(t, i)
        return g
    if before is not None and _shares(t, i, before):
        _share(t, i, g, before)
    else:
        _own(t, i, kind, g)
    g.negated = _negated(t, i) or (g.shared and before is not None and before.negated and not _but(t, i))
    g.voice = _voice(t, i, kind, g)
    return g


def _nominal_negation(t: Tree, i: int) -> bool:
    return any(
        (t.lower[c] in ("no", "neither") and t.rels[c] in ("det", "cc:preconj")) or t.lower[c] == "without"
        for c in t.children[i]
    )


def _but(t: Tree, i: int) -> bool:
    return any(t.lower[c] in ("but", "yet") for c in t.under(i, "cc"))


def _shares(t: Tree, i: int, before: Grammar) -> bool:
    """Whether a coordinated verb stands under the auxiliaries of the first: "will attack and destroy"."""
    if t.has(i, "aux", "aux:pass", "cop", "nsubj", "nsubj:pass", "mark", "expl"):
        return False
    if not before.auxiliaries and before.mood not in ("infinitive", "participle", "imperative"):
        return False
    tag = t.xpos[i]
    if before.perfect and tag in ("VBN", "VBD"):
        return True
    if before.voice == "passive":
        regular = tag == "VBN" or (t.lower[i].endswith("ed") and t.lemmas[i] not in _INTRANSITIVE)
        return regular and not t.has(i, "obj", "xcomp", "ccomp")
    if before.progressive or before.mood == "participle":
        return tag == "VBG"
    return tag in ("VB", "VBP") and bool(
        before.modals or before.mood in ("infinitive", "imperative") or before.auxiliaries
    )


def _share(t: Tree, i: int, g: Grammar, before: Grammar) -> None:
    g.shared = True
    g.tense, g.mood, g.perfect, g.progressive = before.tense, before.mood, before.perfect, before.progressive
    g.modals = list(before.modals)
    g.auxiliaries = list(before.auxiliaries)
    g.voice = before.voice


def _own(t: Tree, i: int, kind: ClauseKind, g: Grammar) -> None:
    modals = [MODALS[t.lower[a]] for a in g.auxiliaries if t.lower[a] in MODALS and _is_modal(t, a, i)]
    folded = t.modal.get(i, [])
    g.modals = modals + folded
    lemmas = {t.lemmas[a] for a in g.auxiliaries if not (t.lower[a] == "'d" and not _is_modal(t, a, i))}
    lemmas |= {"have" for a in g.auxiliaries if t.lower[a] == "'d" and not _is_modal(t, a, i)}
    be = [a for a in g.auxiliaries if t.lemmas[a] == "be" and t.rels[a] != "cop"]
    g.perfect = "have" in lemmas and t.xpos[i] != "VB" and "have to" not in folded
    g.progressive = bool(be) and t.xpos[i] == "VBG" and not folded
    g.mood = _mood(t, i, kind, g)
    g.tense = _tense(t, i, kind, g)


def _is_modal(t: Tree, a: int, i: int) -> bool:
    """Whether "'d" is "would" (before a bare verb), not "had"."""
    return t.lower[a] != "'d" or t.xpos[i] == "VB" or any(t.xpos[x] == "VB" for x in range(a + 1, i))


def has_to(t: Tree, i: int) -> bool:
    """Whether the infinitive mark "to" stands before the predicate; in "admitted to shelling" it is a preposition."""
    gerund = i > 0 and t.xpos[i] == "VBG" and t.lower[i - 1] == "to"
    return not gerund and any(t.lower[c] == "to" and t.rels[c] == "mark" and c < i for c in t.children[i])


def _mood(t: Tree, i: int, kind: ClauseKind, g: Grammar) -> Mood:
    subject = t.has(i, "nsubj", "nsubj:pass", "expl", "csubj", "nsubj:outer")
    if has_to(t, i) and not (subject and t.rels[i] in ("root", "ccomp", "parataxis")):
        return "infinitive"
    finite = [a for a in g.auxiliaries if t.xpos[a] in ("MD", "VBD", "VBP", "VBZ") or t.lower[a] in MODALS]
    if kind == "verb" and not finite and not g.modals:
        if t.xpos[i] == "VBG" or (t.xpos[i] == "VBN" and t.rels[i] != "root" and not subject):
            return "participle"
        if t.xpos[i] in ("VB", "VBP") and not subject and t.rels[i] in ("root", "ccomp", "parataxis"):
            return "imperative"
        bare = t.xpos[i] == "VB" and not subject and t.rels[i] in ("xcomp", "ccomp", "advcl", "acl")
        if bare or (subject and t.xpos[i] in ("VB", "VBP") and _subjunctive(t, i)):
            return "infinitive"
    if not finite and not g.modals and kind != "verb" and any(t.xpos[a] in ("VBG", "VB") for a in g.auxiliaries):
        return (
            "participle"
            if any(t.xpos[a] == "VBG" for a in g.auxiliaries)
            else ("indicative" if subject else "imperative")
        )
    if (
        finite
        and not subject
        and all(t.lemmas[a] == "do" for a in finite)
        and t.rels[i] in ("root", "ccomp", "parataxis")
    ):
        return "imperative"
    if kind == "verb" and has_do_imperative(t, i, subject):
        return "imperative"
    return "interrogative" if _asks(t, i, finite) else "indicative"


def _subjunctive(t: Tree, i: int) -> bool:
    """ "demanded that Kyiv withdraw": a bare verb with a subject after a word that asks for something."""
    asked = t.rels[i] in ("ccomp", "acl") and t.lemmas[t.heads[i]].lower() in _ASKING
    return asked and (t.xpos[i] == "VB" or t.lemmas[t.heads[i]].lower() in _DEMANDING)


_DEMANDING = frozenset({"demand", "request", "urge", "require", "decree"})
_ASKING = frozenset(
    """demand insist urge request ask propose recommend order require suggest decree stipulate advise proposal
    recommendation insistence requirement condition essential important necessary vital imperative""".split()
)


def has_do_imperative(t: Tree, i: int, subject: bool) -> bool:
    """ "Let us talk", "let's talk"."""
    return t.lemmas[i] == "let" and t.xpos[i] == "VB" and not subject


def _asks(t: Tree, i: int, finite: list[int]) -> bool:
    """Whether a main clause is a question."""
    marks = {t.lower[c] for c in t.under(i, "mark")}
    if marks:
        content = t.rels[i] in ("ccomp", "csubj", "csubj:pass", "acl")
        return content and ("whether" in marks or ("if" in marks and t.rels[i] == "ccomp"))
    if t.rels[i] not in ("root", "ccomp", "conj", "parataxis") or "?" not in t.words:
        return False
    subject = t.child(i, "nsubj", "nsubj:pass", "expl")
    marked = any(t.words[x] == "?" for x in range(i, t.size)) and not any(
        t.words[x] in (".", ";") for x in range(i, t.size)
    )
    inverted = subject is not None and bool(finite) and finite[0] < subject
    question = any(t.xpos[c] in ("WP", "WRB", "WDT") for c in t.children[i] if c < i)
    return marked and (inverted or question or t.rels[i] in ("root", "conj"))


def _tense(t: Tree, i: int, kind: ClauseKind, g: Grammar) -> Tense:
    if any(m in FUTURE for m in g.modals):
        return "future"
    if g.modals and "have to" not in g.modals:
        return "present"
    if g.mood in ("infinitive", "participle", "imperative"):
        return "none"
    if has_to(t, i):
        return "future"  # a headline's infinitive: "Iran to resume talks"
    for word in (*g.auxiliaries, i):
        match t.xpos[word]:
            case "VBD":
                return "past"
            case "VBP" | "VBZ":
                return "present"
            case "VBN" if word == i and kind == "verb":
                return "past"
            case "VB" | "VBG" if word == i:
                return "present"
    return "none" if kind != "verb" else "present"


def _voice(t: Tree, i: int, kind: ClauseKind, g: Grammar) -> str:
    if kind != "verb":
        return "active"
    if not g.auxiliaries and t.has(i, "nsubj", "nsubj:pass") and t.has(i, "obj", "xcomp", "ccomp"):
        return "active"  # "denied receiving them"
    if g.shared and g.voice == "passive":
        return "passive"
    if g.auxiliaries and not g.shared and not any(t.lemmas[a] in ("be", "get") for a in g.auxiliaries):
        return "active"  # "has maintained": no form of "be", whatever the parser says
    if t.has(i, "aux:pass", "nsubj:pass", "obl:agent"):
        return "passive"
    if t.upos[i] != "VERB" or t.xpos[i] not in ("VBN", "VBD") or g.perfect:
        return "active"
    be = any(t.lemmas[a] in ("be", "get") for a in g.auxiliaries)
    bare = t.xpos[i] == "VBN" and not g.auxiliaries
    return "passive" if be or bare else "active"


def _negated(t: Tree, i: int) -> bool:
    for c in t.children[i]:
        word, rel = t.lower[c], t.rels[c]
        if word in NEGATORS and rel in ("advmod", "cc:preconj", "cc", "aux", "det") and not _not_only(t, c):
            return True
        if word == "longer" and c > 0 and t.lower[c - 1] == "no":
            return True
        if word in _ONCE_MORE and rel == "advmod" and any(t.lower[d] == "never" for d in t.children[c]):
            return True  # "would never again roll": so the parser ties them
        if rel in ("nsubj", "nsubj:pass", "obj") and _no_phrase(t, c):
            return True
        if rel in ("mark", "case") and word == "without":
            return True
    return False


def _not_only(t: Tree, c: int) -> bool:
    """ "not only", "not just": no negation."""
    return c + 1 < t.size and t.lower[c + 1] in ("only", "just", "merely", "least")


def _no_phrase(t: Tree, i: int) -> bool:
    """ "no troops", "none of them", "nobody", "neither side", "not one soldier"."""
    if t.lower[i] in NO or (t.lower[i] == "one" and i > 0 and t.lower[i - 1] == "no"):
        return True
    for c in t.children[i]:
        if (t.lower[c] in NO and t.rels[c] in ("det", "cc:preconj")) or (
            t.lower[c] == "not" and c < i and not _not_only(t, c)
        ):
            return True
    return is_no_more(t, i)


def is_no_more(t: Tree, i: int) -> bool:
    """ "no more troops", "no further tests", where the parser hangs "no" from the word of measure; not "no more than ten"."""
    return any(
        t.lower[c] in MORE and t.rels[c] in ("amod", "det", "nummod") and c + 1 < t.size and t.lower[c + 1] != "than"
        and any(t.lower[x] == "no" and x < c for x in t.children[c])
        for c in t.children[i]
    )  # fmt: skip


MORE = frozenset({"more", "further", "additional", "other", "new", "such"})


__all__ = ["ROOT", "Grammar", "grammar", "has_to", "predicates"]
