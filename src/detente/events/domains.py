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
    said = _phrases(bare) | _phrases(plain)
    enough = _ENOUGH[min(len(said & _politics()), len(_ENOUGH) - 1)]
    points = {each.name: 2 * len(said & each.strong) + len(said & each.weak) for each in _domains()}
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
    politics = sum(w.removesuffix("'s") in _politics() for w in said)
    points = max(sum(2 * (w in each.strong) + (w in each.weak) for w in said) for each in _domains())
    return len(said), politics * share, points * share


def _phrases(text: str) -> frozenset[str]:
    """The words of a text and its runs of two and three words; a possessive counts without its ending too."""
    words = _WORD.findall(text)
    runs = {" ".join(words[i : i + n]) for n in range(1, _LONGEST + 1) for i in range(len(words) - n + 1)}
    return frozenset(runs | {w.removesuffix("'s") for w in words})


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
