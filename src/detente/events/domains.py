"""Sentences about sport, film, business, nature, games or food that borrow the vocabulary of war: nothing in them is coded."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from detente.events.frames import listed, table
from detente.language.guards import Guarded

_ENOUGH = (2, 4, 5)  # points that make a domain, by how many words of politics stand beside (the last for more)
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_LONGEST = 3  # words in an entry


class _Domain(NamedTuple):
    """The words of one domain: each strong one, and a match of the pattern, counts two points, each weak one one."""

    name: str
    strong: frozenset[str]
    weak: frozenset[str]
    pattern: Guarded


@functools.lru_cache(maxsize=4096)
def domain(text: str) -> str | None:
    """The domain a sentence belongs to ("sport", "film", "business" …), None when it may be politics."""
    text = text.replace("’", "'")
    lowered = text.lower()
    for name, pattern in _absolute():
        if pattern.search(lowered):
            return name
    bare = _not().sub(" ", text)
    plain = bare.lower() if text.isascii() else _not().sub(" ", lowered)
    said = _known(bare) | _known(plain)
    enough = _ENOUGH[min(sum(phrase in _politics() for phrase in said), len(_ENOUGH) - 1)]
    points = dict.fromkeys((each.name for each in _domains()), 0)
    for phrase in said:
        for name, worth in _worth().get(phrase, ()):
            points[name] += worth
    for each in _domains():
        if points[each.name] + 2 >= enough and each.pattern.search(
            plain
        ):  # for fewer points the pattern makes none enough
            points[each.name] += 2
    best = max(points, key=lambda name: points[name])
    return best if points[best] >= enough else None


@functools.lru_cache(maxsize=16)
def remoteness(text: str) -> tuple[int, float, float]:
    """(words, words of politics in a hundred, points of the best domain in a hundred) of a whole article."""
    said = [w.lower() for w in _WORD.findall(text.replace("’", "'"))]
    share = 100 / max(len(said), 1)
    known = _politics()
    politics = sum(w.removesuffix("'s") in known for w in said)
    points = dict.fromkeys((each.name for each in _domains()), 0)
    worth = _worth()
    for word in said:
        for name, each in worth.get(word, ()):
            points[name] += each
    return len(said), politics * share, max(points.values()) * share


def _known(text: str) -> set[str]:
    """Those of a text's words and of its runs of two and three words that an entry has; a possessive counts without its ending too."""
    words = _WORD.findall(text)
    entries, first = _entries(), _first_words()
    found = entries.intersection(words)
    found.update(w for word in words if word.endswith("'s") and (w := word[:-2]) in entries)
    for i, word in enumerate(words):
        if word in first:
            found.update(
                run
                for n in range(2, _LONGEST + 1)
                if i + n <= len(words) and (run := " ".join(words[i : i + n])) in entries
            )
    return found


@functools.cache
def _worth() -> dict[str, tuple[tuple[str, int], ...]]:
    """What an entry adds to the points of which domains."""
    found: dict[str, list[tuple[str, int]]] = {}
    for each in _domains():
        for words, worth in ((each.strong, 2), (each.weak, 1)):
            for word in words:
                found.setdefault(word, []).append((each.name, worth))
    return {word: tuple(points) for word, points in found.items()}


@functools.cache
def _entries() -> set[str]:
    """The entries of all domains and of politics."""
    return {*_worth(), *_politics()}


@functools.cache
def _first_words() -> frozenset[str]:
    """The first words of those of more words than one."""
    return frozenset(entry.split(" ")[0] for entry in _entries() if " " in entry)


@functools.cache
def _domains() -> tuple[_Domain, ...]:
    entries = table("data/domains.toml")
    return tuple(
        _Domain(name, frozenset(listed(entry["strong"])), frozenset(listed(entry["weak"])), _compiled(entry["pattern"]))
        for name, entry in entries.items()
        if "strong" in entry
    )


@functools.cache
def _absolute() -> tuple[tuple[str, Guarded], ...]:
    return tuple((name, _compiled(text)) for name, text in table("data/domains.toml")["absolute"].items())


@functools.cache
def _politics() -> frozenset[str]:
    return frozenset(listed(table("data/domains.toml")["politics"]["words"]))


@functools.cache
def _not() -> Guarded:
    return Guarded(re.compile(table("data/domains.toml")["not"]["pattern"], re.IGNORECASE))


def _compiled(pattern: str) -> Guarded:
    return Guarded(re.compile("".join(pattern.split("\n"))))
