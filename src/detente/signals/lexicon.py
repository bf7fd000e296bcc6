"""The word lists of this room, read once from data/*.toml, where each class has an example in our own words."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final, Literal, NamedTuple

from detente.language.guards import Guarded, Shelf
from detente.records import Clause, Direction, EventType, Phase

Move = Literal[
    "threat", "warn", "commit", "agree", "announce", "offer", "demand", "tell", "refusal", "denial", "accusation",
    "allege", "acceptance", "ready", "give", "authorise", "reserve", "sign", "hint",
]  # fmt: skip
"""What a word does between two sides; see data/speech.toml."""


_BLAMED = re.compile(r"\b(?:responsible|accountable|to blame|answerable|guilty)\b")


_DESCRIBES = frozenset(
    {"describe", "call", "regard", "consider", "deem", "find", "declare", "term", "dismiss", "brand"}
)
_UNACCEPTABLE = re.compile(r"\b(?:unacceptable|inadmissible|non-starter|out of the question|a basis for nothing)\b")


_CHARGE_FALSE = re.compile(
    r"\b(?:charge|claim|allegation|accusation|report|statement|story|rumou?r|assertion|suggestion)s?\b.*\b(?:fabricat\w+|lies?|untrue|false|baseless|groundless|unfounded|nonsense|slander|propaganda|fiction|invent\w+|absurd|smear)\b"
)


class Pattern(NamedTuple):
    """Words that tell which way an act goes."""

    words: Guarded
    direction: Direction
    type: EventType | None
    phase: Phase
    sure: bool = False  # goes before the acts of the events room


@cache
def table(name: str) -> dict[str, Any]:
    """One data file, as it stands."""
    return tomllib.loads((files("detente.signals") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, entry: str) -> frozenset[str]:
    """The words of one class of a data file."""
    return frozenset(table(name)[entry]["words"])


@cache
def moves(kind: str) -> dict[str, Move]:
    """The moves made by words of one kind: "verb", "noun" or "adjective"."""
    return {word: entry["kind"] for entry in table("speech")[kind] for word in entry["words"]}


def move(clause: Clause) -> Move | None:
    """The move a clause's predicate makes, if it is one of the words of data/speech.toml."""
    predicate = clause.predicate.lower()
    if (clause.voice == "passive" or clause.kind == "adjective") and predicate in words("speech", "disposed"):
        return "ready"  # "is prepared to", "was determined to"
    if clause.kind == "verb" and clause.predicate in ("say", "answer", "reply") and (said := _yes_or_no(clause)):
        return said
    if clause.kind == "verb" and predicate in ("hold", "regard", "consider") and _BLAMED.search(clause.text.lower()):
        return "accusation"
    if clause.kind == "verb" and predicate in _DESCRIBES and _UNACCEPTABLE.search(clause.text.lower()):
        return "refusal"
    if clause.kind == "verb" and predicate in _DESCRIBES and _CHARGE_FALSE.search(clause.text.lower()):
        return "denial"
    if brushed_off(clause):
        return "denial"
    known = moves(clause.kind)
    return known.get(predicate) or (known.get(predicate[:-1]) if predicate.endswith("ll") else None)  # "signalled"


def brushed_off(clause: Clause) -> bool:
    """ "dismissed as an invention …": what is brushed off so is a charge, whatever the parser made of it."""
    if clause.kind != "verb" or clause.predicate.lower() not in words("speech", "brushed_off"):
        return False
    found = whole_words("speech", "falsehoods")
    return any(a.preposition == "as" and found.search(a.phrase.text.lower()) for a in clause.arguments)


def _yes_or_no(clause: Clause) -> Move | None:
    """ "said no to the plan", "said yes to monitors"."""
    told = re.search(
        r"\b(?:say|says|said|answered|replied) (?:\w+ )?(no|yes)\b(?= to\b| \w+ times to\b)", clause.text.lower()
    )
    return None if told is None else ("refusal" if told[1] == "no" else "acceptance")


@cache
def patterns() -> tuple[Pattern, ...]:
    """The polarity patterns in the order of the file."""
    found = []
    for entry in table("polarity")["act"]:
        joined = "|".join(entry["patterns"]).replace("~ ", r"(?:[\w'’-]+ ){0,3}")
        words = Guarded(re.compile(rf"\b(?:{joined})"))
        found.append(
            Pattern(words, entry["direction"], entry["type"] or None, entry["phase"], entry.get("sure", False))
        )
    return tuple(found)


@lru_cache(maxsize=1024)
def first_pattern(text: str, lemmas: str, *, sure: bool) -> Pattern | None:
    """The first pattern (with `sure`, of the sure ones) in a clause's words or, where these differ, its words with the verb's lemma.

    A clause is asked about from several sides: remembered.
    """
    for number in _shelf().may_match(text, lemmas):
        pattern = patterns()[number]
        found = pattern.words.pattern
        if (pattern.sure or not sure) and (found.search(text) or (lemmas and found.search(lemmas))):
            return pattern
    return None


@cache
def _shelf() -> Shelf:
    return Shelf([pattern.words for pattern in patterns()])


@cache
def pattern(name: str, entry: str) -> Guarded:
    """Any pattern of a class, over lower-case text, from the beginning of a word."""
    return Guarded(re.compile(rf"\b(?:{'|'.join(table(name)[entry]['patterns'])})"))


_FORMS: Final = {
    "words": r"\b(?:{})\b",
    "nouns": r"\b(?:{})s?\b",
    "stems": r"\b(?:{})\w*\b",
    "begins": r"\b(?:{})",
    "any": "{}",
}


@cache
def phrase(module: str, name: str) -> re.Pattern[str]:
    """A turn of phrase of data/phrases.toml, over lower-case text, or any where it says so. Raises KeyError for an unknown name."""
    entry = table("phrases")[module][name]
    form = next(form for form in _FORMS if form in entry)
    return re.compile(
        _FORMS[form].replace("{}", "|".join(entry[form]), 1), re.IGNORECASE if entry.get("any_case") else 0
    )


@cache
def whole_words(name: str, entry: str) -> Guarded:
    """Any word of a class, as a pattern over lower-case text."""
    joined = "|".join(sorted((re.escape(w) for w in words(name, entry)), key=lambda w: (-len(w), w)))
    return Guarded(re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])"))
