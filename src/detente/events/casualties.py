"""People killed, injured, captured, displaced or missing: numbers, ranges, whose, on whose word.

Read from clauses ("26 people were killed", "shelling left two dead", "the toll rose to 40"), never from loose numbers. A
vague quantity ("dozens") keeps its words in `who` and no number: the number is not ours to invent.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from detente.actors import Cast
from detente.language import dates
from detente.language.settings import Settings
from detente.records import Actor, Casualty, Clause, Document, Phrase, Status

Kind = Literal["killed", "injured", "captured", "displaced", "missing"]

_WORDS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_NUMBER = re.compile(
    r"\d[\d,]*(?:\.\d+)?(?:\s+(?:hundred|thousand|million))?"
    r"|\b(?:" + "|".join(_WORDS) + r")(?:-(?:" + "|".join(_WORDS) + r"))?(?:\s+(?:hundred|thousand|million))?\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\b(?:between|from)\b.*\b(?:and|to)\b|\bto\b|–|-|\bor\b", re.IGNORECASE)
_QUANTITY = (
    r"(?:(?:at least|more than|over|nearly|almost|about|around|some|up to) )?"
    rf"(?:{_NUMBER.pattern}|dozens|scores|hundreds|thousands)"
)
_STATES_IN_A_ROW = re.compile(
    rf"(?P<number>{_QUANTITY})(?: (?:other |more )?(?:people|persons|civilians|soldiers|troops|police|fighters|others|more))?"
    r" (?P<state>dead|killed|injured|wounded|hurt|missing|homeless)\b",
    re.IGNORECASE,
)
_AFTER_VERB = re.compile(rf"\s+(?P<number>{_QUANTITY})\b(?! (?:per|%))(?=\s*(?:,|and\b|$|\.))", re.IGNORECASE)
_AND_OTHERS = re.compile(
    rf"\s*,?\s*(?:and|while) (?P<number>{_QUANTITY})(?: (?:other |more )?(?:people|persons|civilians|soldiers|others|more))?"
    r" (?:(?:was|were|had been|has been|have been) )?(?P<state>injured|wounded|hurt|missing|dead|killed)(?=\s*(?:[,.;:)]|$|(?:in|by|when|after|during|at|on|near|as|and|according|since)\b))",
    re.IGNORECASE,
)  # fmt: skip
_COUNTING = re.compile(
    rf"\d|\b(?:{'|'.join((*_WORDS, *_SCALES))}|dozens?|scores?|hundreds|thousands|millions|several|many|few)\b",
    re.IGNORECASE,
)
_HELD = ("hostage", "prisoner", "captive")
_REACH = 200  # characters of a clause looked through for numbers in a row
_TAKEN = re.compile(r"\b(?:hostage|prisoner|captive)s?\b")
_AT_LEAST = re.compile(r"\b(?:at least|more than|over|no fewer than|upwards of|as few as|not less than)\b", re.I)
_AT_MOST = re.compile(r"\b(?:up to|at most|as many as|fewer than|less than|no more than|nearly|almost)\b", re.I)


class _Lexicon(NamedTuple):
    verbs: dict[
        str, tuple[Kind, str, bool]
    ]  # predicate -> (kind, role of the victims, only progressive without object)
    states: dict[str, Kind]
    tolls: frozenset[str]
    people: frozenset[str]


@cache
def lexicon_entries() -> dict[str, Any]:
    """data/casualties.toml as it stands there."""
    return tomllib.loads((files("detente.events") / "data/casualties.toml").read_text(encoding="utf-8"))


@cache
def _lexicon() -> _Lexicon:
    entries = lexicon_entries()
    return _Lexicon(
        verbs={
            lemma: (verb["kind"], verb["role"], verb.get("progressive", False))
            for verb in entries["verb"]
            for lemma in verb["lemmas"]
        },
        states={word: state["kind"] for state in entries["state"] for word in state["words"]},
        tolls=frozenset(word for toll in entries["toll"] for word in toll["words"]),
        people=frozenset(entries["people"]["words"]),
    )


@cache
def harm_words() -> frozenset[str]:
    """Of each word or phrase that tells of casualties one word that must stand in the sentence: what triage asks for."""
    known = _lexicon()
    phrases = (*known.verbs, *known.states, *known.tolls, *_HELD)
    return frozenset(max(phrase.split(), key=len) for phrase in phrases)


def may_count(text: str) -> bool:
    """Whether a number or a word for a quantity stands there."""
    return _COUNTING.search(text) is not None


class Count(NamedTuple):
    """A quantity in words as bounds; None where the words set none."""

    low: int | None
    high: int | None


def count(text: str) -> Count:
    """Bounds of a quantity: "26" (26, 26), "at least 40" (40, None), "between 26 and 28" (26, 28), "dozens" (None, None)."""
    numbers = [n for n in map(_value, _NUMBER.findall(text)) if n is not None]
    if not numbers:
        return Count(None, None)
    if len(numbers) > 1 and _RANGE.search(text):
        return Count(min(numbers), max(numbers))
    if _AT_LEAST.search(text):
        return Count(numbers[0], None)
    if _AT_MOST.search(text):
        return Count(None, numbers[0])
    return Count(numbers[0], numbers[0])


def _value(text: str) -> int | None:
    parts = text.lower().replace(",", "").split()
    head = parts[0]
    total = float(head) if head[0].isdigit() else sum(_WORDS[w] for w in head.split("-") if w in _WORDS)
    if len(parts) > 1:
        total *= _SCALES[parts[1]]
    return int(total)


def casualties(
    document: Document, cast: Cast, settings: Settings, statuses: dict[int, tuple[Status, bool]]
) -> tuple[Casualty, ...]:
    """Every count of casualties in the article, in order of the text.

    `statuses` gives (status, background) per clause id where the event coder knows it; a conditional, hypothetical or
    requested harm is no casualty.
    """
    found: list[Casualty] = []
    taken: set[tuple[int, int]] = set()
    for clause in document.clauses:
        for kind, phrase in _victims(clause):
            if any(phrase.span[0] < end and start < phrase.span[1] for start, end in taken) or not _is_people(
                phrase, kind
            ):
                continue
            status, background = statuses.get(clause.id, _own_status(clause))
            if status in ("conditional", "hypothetical", "requested", "intended", "negated"):
                continue
            taken.add(phrase.span)
            found.append(_casualty(document, cast, settings, clause, kind, phrase, status, background))
    for clause in document.clauses:
        told = next((c for c in found if c.sentence == clause.sentence and _tells(clause, c)), None)
        added = _and_others(document, clause) if told is not None else None
        if (
            told is None
            or added is None
            or any(added[1].span[0] < end and start < added[1].span[1] for start, end in taken)
        ):
            continue
        taken.add(added[1].span)
        found.append(_casualty(document, cast, settings, clause, *added, told.status, told.background))
    return tuple(sorted(found, key=lambda c: c.span))


def _tells(clause: Clause, casualty: Casualty) -> bool:
    """Whether a casualty is that of a clause's verb."""
    return clause.kind == "verb" and any(a.phrase.span == casualty.span for a in clause.arguments)


def _and_others(document: Document, clause: Clause) -> tuple[Kind, Phrase] | None:
    """ "26 people were killed and 46 wounded, and denied …": the second number, where the parser lost its clause."""
    if clause.predicate not in _lexicon().verbs:
        return None
    start, end = clause.predicate_span[1], document.sentences[clause.sentence].span[1]
    match = _AND_OTHERS.match(document.article.text[start:end])
    return (_lexicon().states[match["state"].lower()], _number_phrase(match, start)) if match is not None else None


def _own_status(clause: Clause) -> tuple[Status, bool]:
    if clause.negated:
        return "negated", False
    if clause.link == "condition" or set(clause.modals) & {"may", "might", "could", "would"}:
        return "hypothetical", False
    return ("claimed" if clause.speakers else "reported"), False


def _victims(clause: Clause) -> list[tuple[Kind, Phrase]]:
    """Phrases of people harmed in a clause, with how."""
    found: list[tuple[Kind, Phrase]] = []
    words = _lexicon()
    entry = words.verbs.get(clause.predicate)
    if clause.kind == "verb" and entry:
        kind, role, progressive = entry
        if progressive and (not clause.progressive or clause.object is not None):
            return found
        found += [(kind, m) for a in clause.arguments if a.role == role and not a.inherited for m in a.phrase.members()]
    if clause.kind != "noun" and (state := words.states.get(clause.predicate)):
        found += [(state, m) for p in (clause.subject or clause.object,) if p is not None for m in p.members()]
    if clause.predicate == "take" and clause.object is not None and _TAKEN.search(clause.text):
        found.append(("captured", clause.object))
    if clause.predicate in ("leave", "find") and (phrase := clause.object) is not None:
        found += [(state, phrase) for word, state in words.states.items() if re.search(rf"\b{word}\b", clause.text)][:1]
    found += _toll(clause)
    return found + _in_a_row(
        clause, verb=entry[0] if clause.kind == "verb" and entry and entry[1] == "object" else None
    )


def _in_a_row(clause: Clause, *, verb: Kind | None) -> list[tuple[Kind, Phrase]]:
    """Bare numbers a verb or a toll tells in a row: "left 9 dead and 12 injured", "killing 26 and wounding 46"."""
    start = clause.predicate_span[1]
    text = clause.text[start - clause.span[0] :][:_REACH]
    found: list[tuple[Kind, Phrase]] = []
    if verb is not None and (match := _AFTER_VERB.match(text)) is not None:
        found.append((verb, _number_phrase(match, start)))
    counted = clause.subject is not None and clause.subject.head in _lexicon().tolls
    if clause.kind == "verb" and (clause.predicate == "leave" or counted):
        states = _lexicon().states
        found += [(states[m["state"].lower()], _number_phrase(m, start)) for m in _STATES_IN_A_ROW.finditer(text)]
    return found


def _number_phrase(match: re.Match[str], start: int) -> Phrase:
    span = (start + match.start("number"), start + match.end("number"))
    text = match["number"]
    return Phrase(text=text, span=span, head=text, head_span=span, kind="number", quantity=text)


def _toll(clause: Clause) -> list[tuple[Kind, Phrase]]:
    """ "The death toll rose to 40": the number is the oblique of a change or the complement of the toll."""
    subject = clause.subject
    if clause.kind == "noun" or subject is None or subject.head not in _lexicon().tolls:
        return []
    return [
        ("injured" if "injur" in subject.text else "killed", a.phrase)
        for a in clause.arguments
        if a.role in ("oblique", "complement", "object")
        and a.preposition in (None, "to", "at")
        and _has_number(a.phrase)
    ][:1]


def _has_number(phrase: Phrase) -> bool:
    return _bounds(phrase) != Count(None, None)


def _bounds(phrase: Phrase) -> Count:
    """Bounds of a phrase's own number: the words up to its head, so that "more than" counts and "in 2019" does not."""
    if phrase.kind == "number":
        return count(phrase.text)
    before = phrase.text[: max(0, phrase.head_span[0] - phrase.span[0])]
    return count(before or phrase.quantity or "")


def _is_people(phrase: Phrase, kind: Kind) -> bool:
    """Whether the phrase counts people: it has a number or a vague quantity and a head that is or can be people."""
    quantity = phrase.quantity or (phrase.text if phrase.kind == "number" else "")
    if re.search(r"%|\bper ?cent\b", phrase.text):
        return False
    if not quantity and not re.match(r"(?:dozens|hundreds|thousands|scores|several|many)\b", phrase.text, re.I):
        return False
    return (
        phrase.kind == "number"
        or phrase.head in _lexicon().people
        or (kind in ("killed", "injured") and phrase.kind == "noun")
    )


def _casualty(
    document: Document,
    cast: Cast,
    settings: Settings,
    clause: Clause,
    kind: Kind,
    phrase: Phrase,
    status: Status,
    background: bool,
) -> Casualty:
    bounds = _bounds(phrase)
    when = settings.when(clause)
    sentence = document.sentences[clause.sentence]
    history = dates.is_history(when, document.article.date)
    return Casualty(
        kind=kind,
        low=bounds.low,
        high=bounds.high,
        who=phrase.text,
        victims=_named(cast.resolve(phrase, clause)),
        place=settings.place(clause),
        said_by=cast.speakers(clause),
        status=status,
        background=background or history,
        date=when.date if when else None,
        quote=sentence.text,
        span=phrase.span,
        sentence=clause.sentence,
    )


def _named(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    return tuple(a for a in actors if a.code != "---" or a.group or a.sector)
