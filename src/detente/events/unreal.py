"""What the words around an act say of it that no governor says: "far from attacking", "in the exercise", "the claim was false".

Each function answers what these words make of one clause, None where they say nothing. The words are data:
`foreword`, `content`, `void`, `forestalled`, `rehearsal`, `licence` and `generic` in data/factuality.toml.
"""

from __future__ import annotations

import functools
import re
from typing import Literal

from detente.events.frames import normal, table, words
from detente.events.phrases import heads, stems
from detente.records import Clause, Document, Phrase

Effect = Literal["keep", "negated", "denied", "claimed", "intended", "requested", "conditional", "hypothetical"]

_TABLE = "data/factuality.toml"
INSTEAD = frozenset(["rather than", "instead of", "short of", "as opposed to", "in lieu of", "far from"])
_QUESTION = re.compile(r"(?:how|when|where|why|what|which|who|whom)\b(?P<to> (?:best )?to\b)?", re.IGNORECASE)
_MOMENT = re.compile(r"\bthe (?:moment|minute|instant|second)(?: that)? (?:[\w'’-]+ ){1,5}$", re.IGNORECASE)
_THAT = re.compile(r"(?:about )?that\b", re.IGNORECASE)
_BREAK = re.compile(r"[,;:—–()\"“”]")


def around(document: Document, clause: Clause) -> list[Effect]:
    """All that the words around a clause make of it, innermost first."""
    found = (rule(document, clause) for rule in (_foreword, _void, _rehearsed, _generic, _hearsay))
    return [effect for effect in found if effect is not None]


# ------------------------------------------------------------------------------------------- words right before it


def _foreword(document: Document, clause: Clause) -> Effect | None:
    """ "Far from attacking", "short of an attack", "all but attacked", "at the thought of troops storming"."""
    if clause.connective in INSTEAD:
        return None  # the link says it already
    start = clause.predicate_span[0]
    before = _BREAK.split(document.article.text[document.sentences[clause.sentence].span[0] : start])[-1]
    patterns = _forewords()
    gerund = document.article.text[slice(*clause.predicate_span)].endswith("ing")
    kind = "noun" if clause.kind == "noun" else ("gerund" if gerund else "verb")
    match = patterns[kind].search(before)
    if match is not None:
        return "negated" if match["negated"] else "hypothetical"
    if clause.tense == "present" and clause.kind == "verb" and _MOMENT.search(before):
        return "hypothetical"  # "lapses the moment a jet bombs Beirut"
    if (kind == "noun" or gerund) and patterns["dread"].search(before):
        return "hypothetical"
    return None


@functools.cache
def _forewords() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(text, re.IGNORECASE) for name, text in table(_TABLE)["foreword"].items()}


# ------------------------------------------------------------------------------------------ what is said of it


def _void(document: Document, clause: Clause) -> Effect | None:
    """ "The alleged massacre was made up", "claims of a strike turned out to be untrue", "it was untrue that …"."""
    child = clause
    for above in document.ancestors(clause):
        if above.sentence != clause.sentence or child.link in ("conjunct", "time", "cause", "purpose", "condition"):
            return None
        subject = above.object if above.voice == "passive" else above.subject
        reported = child is not clause or clause.kind == "verb" or not _is_head(subject, clause)
        spoken_of = _is_in(subject, clause) or _is_of_subject(child, subject) or _is_it(child, above)
        spoken_of = spoken_of or (child.kind == "noun" and child is not clause and _is_head(subject, child))
        if spoken_of and _is_voided(document, above, reported=reported):
            return "hypothetical"
        child = above
    return None


def _is_head(phrase: Phrase | None, clause: Clause) -> bool:
    """Whether the act itself is spoken of, no words about it."""
    return phrase is not None and phrase.head_span == clause.predicate_span


def _is_in(phrase: Phrase | None, clause: Clause) -> bool:
    return phrase is not None and phrase.span[0] <= clause.predicate_span[0] < phrase.span[1]


def _is_of_subject(child: Clause, subject: Phrase | None) -> bool:
    """Whether it hangs from the subject, whose phrase leaves such clauses out: "a photograph said to show … is old"."""
    if subject is None or child.link not in ("participial", "relative"):
        return False
    start, end = subject.span
    return any(a.inherited and start <= a.phrase.span[0] < end for a in child.arguments)


def _is_it(child: Clause, above: Clause) -> bool:
    """ "It is a myth that …"."""
    if above.kind == "verb" or not child.text.lower().startswith("that "):
        return False
    return above.subject is None or above.subject.text.lower() in ("it", "that", "this")


def _is_voided(document: Document, above: Clause, *, reported: bool) -> bool:
    """Whether a predicate, or what it is said to have turned out, denies its subject."""
    nodes = [above, *document.children(above, "complement", "conjunct", "oblique")]
    return any(_denies(node, reported=reported) for node in nodes if node is above or not above.negated)


def _denies(node: Clause, *, reported: bool) -> bool:
    predicate = normal(node.predicate)
    if node.negated:
        return predicate in words(_TABLE, "void", "negated")
    said = {predicate} | (heads(c) if (c := node.argument("complement")) is not None else set())
    if node.kind == "verb" and node.voice == "active" and predicate not in words(_TABLE, "void", "intransitive"):
        said.discard(predicate)
    if said & words(_TABLE, "void", "predicates"):
        return True
    return reported and bool(said & words(_TABLE, "void", "reports"))


def of_content(document: Document, clause: Clause, parent: Clause) -> Effect | None:
    """What a noun makes of the clause that tells its content, over the verb it stands with: "no evidence that …"."""
    if clause.kind != "verb" or parent.kind == "noun" or not clause.text.lower().startswith("that "):
        return None
    if any(a.inherited and a.role in ("subject", "object") for a in clause.arguments):
        return None
    before = document.article.text[: clause.span[0]].rstrip()
    if len(before) == parent.predicate_span[1]:
        return None  # "nobody doubts that": the verb's own clause
    last = before.rsplit(maxsplit=1)[-1].lower() if before else ""
    names = set(stems(last))
    noun: Effect | None = next((e for e in ("claimed", "hypothetical") if names & words(_TABLE, "content", e)), None)
    if noun is None:
        return None
    if normal(parent.predicate) in words(_TABLE, "denial_of", "verbs"):
        return "denied"
    return "hypothetical" if parent.negated or re.search(r"\b(?:no|little|any|false) (?:\w+ )?\w+$", before) else noun


def _hearsay(document: Document, clause: Clause) -> Effect | None:
    """ "Word went round that X had attacked", "withdrew its bulletin about a missile": nobody vouches for it."""
    data = table(_TABLE)["hearsay"]
    if clause.kind == "verb" and _THAT.match(clause.text) and clause.link not in ("conjunct", "root"):
        start = document.sentences[clause.sentence].span[0]
        if re.search(data["before"], document.article.text[start : clause.span[0]], re.IGNORECASE):
            return "hypothetical"
    for above in document.ancestors(clause):
        if above.sentence != clause.sentence:
            return None
        taken, account = normal(above.predicate), above.object
        if taken in words(_TABLE, "hearsay", "withdrawn") and account is not None:
            told = account.span[0] < clause.predicate_span[0] and "about" in _gap(document, account, clause)
            if told and heads(account) & words(_TABLE, "hearsay", "accounts"):
                return "hypothetical"
    return None


def _gap(document: Document, phrase: Phrase, clause: Clause) -> str:
    """The words from the head of a phrase to a predicate after it."""
    return document.article.text[phrase.head_span[1] : clause.predicate_span[0]].lower()


# --------------------------------------------------------------------------------------------- what it happens in


def _rehearsed(document: Document, clause: Clause) -> Effect | None:
    """Exercises, plans and stories: "in the exercise jets attacked", "the scenario has X firing rockets"."""
    pattern = _within()
    child: Clause | None = None
    for node in (clause, *document.ancestors(clause)):
        if node.sentence != clause.sentence:
            return None
        own = node.text if child is None else node.text[: max(0, child.span[0] - node.span[0])]
        if pattern.search(own):
            return "hypothetical"
        teller = node.subject
        told = child is not None and normal(node.predicate) in words(_TABLE, "rehearsal", "verbs")
        if told and teller is not None and _is_rehearsal(teller):
            return "hypothetical"
        child = node
    return None


def _is_rehearsal(phrase: Phrase) -> bool:
    named = heads(phrase) | {f"{m.text.lower()} {phrase.head.lower()}" for m in phrase.modifiers}
    return bool(named & words(_TABLE, "rehearsal", "heads"))


@functools.cache
def _within() -> re.Pattern[str]:
    return re.compile(table(_TABLE)["rehearsal"]["within"], re.IGNORECASE)


def is_licensed(parent: Clause) -> bool:
    """ "The law lets the president order strikes": what is only allowed, ordered or explained on paper."""
    giver = parent.subject or parent.argument("oblique", "under")
    if giver is None or normal(parent.predicate) not in words(_TABLE, "licence", "verbs"):
        return False
    return bool(heads(giver) & words(_TABLE, "licence", "subjects"))


def _generic(document: Document, clause: Clause) -> Effect | None:
    """ "Any country that invades it comes to regret it", "empires that attacked it rarely stayed"."""
    if clause.link not in ("relative", "participial") or clause.modals:
        return None
    held = next((a.phrase for a in clause.arguments if a.inherited and a.role == "subject"), None)
    above = document.parent(clause)
    if held is None:
        return None
    anyone = held.determiner in words(_TABLE, "generic", "determiners") or (
        held.head.lower() in words(_TABLE, "generic", "heads") and held.determiner is None
    )
    bare = held.kind == "noun" and held.plural and held.determiner is None and not held.quantity and not held.modifiers
    if clause.tense == "present" and not clause.progressive and not clause.perfect and (anyone or bare):
        return "hypothetical"
    if bare and clause.perfect and above is not None and (above.negated or above.modals):
        return "hypothetical"  # "women who have been attacked need not …"
    habit = above is not None and not words(_TABLE, "generic", "adverbs").isdisjoint(above.adverbs)
    return "hypothetical" if bare and habit else None


# ------------------------------------------------------------------------------------------- links between clauses


def is_forestalled(clause: Clause, parent: Clause) -> bool:
    """ "Were recalled before they struck": what stopped them stands above."""
    if normal(parent.predicate) not in words(_TABLE, "forestalled", "verbs"):
        return False
    doer = next((a for a in clause.arguments if a.role == "subject"), None)
    same = doer is not None and (doer.inherited or doer.phrase.kind == "pronoun")
    return same and (parent.voice == "passive" or parent.object is None)


def question(clause: Clause) -> Effect | None:
    """An embedded question: "did not say why it had bombed" takes the bombing for granted, "how to bomb" does not."""
    found = _QUESTION.match(clause.text)
    if found is None or clause.link not in ("said", "thought", "complement", "cause"):
        return None
    return "hypothetical" if found["to"] or clause.mood == "infinitive" else "keep"
