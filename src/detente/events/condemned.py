"""Whom blame for a deed falls on: those who did it, never those it was done to or the place it was done in.

"Condemned the attack on the peacekeepers in Mali" accuses nobody by name; "condemned Israel's raid on the camp" accuses Israel.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

import msgspec

from detente.actors import Cast
from detente.events.frames import normal, words
from detente.events.match import View
from detente.events.phrases import heads, sides, unique
from detente.records import Actor, Clause, Phrase

_DATA = "data/composition.toml"


def spoken_of(seen: View) -> tuple[Phrase, ...]:
    """The deeds of harm that a clause of blame is about; none where the verb lays them at somebody's door ("blamed on")."""
    if normal(seen.predicate) in words(_DATA, "condemned", "laying"):
        return ()
    held = (a.phrase for a in seen.clause.arguments if a.role != "subject")
    return tuple(p for phrase in held for p in _outermost(phrase))


def _outermost(phrase: Phrase) -> Iterator[Phrase]:
    if _is_deed(phrase):
        yield phrase
        return
    for _, inner in phrase.complements:
        yield from _outermost(inner)


def _is_deed(phrase: Phrase) -> bool:
    own = heads(msgspec.structs.replace(phrase, conjuncts=()))
    if phrase.kind == "noun" and any(w == "by" for w, _ in phrase.complements):
        return True  # "a statement by the Greek premier"
    return phrase.kind == "noun" and any(not own.isdisjoint(words(_DATA, "condemned", k)) for k in ("struck", "held"))


def lies_in(phrase: Phrase, deeds: tuple[Phrase, ...]) -> bool:
    """Whether a phrase is only a part of what names a deed: its victim, its place, its maker."""
    return any(d.span[0] < phrase.span[0] and phrase.span[1] <= d.span[1] for d in deeds)


def makers(phrase: Phrase, cast: Cast, clause: Clause) -> tuple[Actor, ...]:
    """Who did a deed, as its name tells: "the Russian shelling of", "Israel's raid", "an attack on X by Y"."""
    of_it = [p for m in phrase.members() for w, p in m.complements if w in _ways(m)]
    of_it += [
        p for m in phrase.members() for _, inner in m.complements for w, p in inner.complements if w in ("by", "from")
    ]
    if heads(phrase) & words(_DATA, "condemned", "mutual"):
        of_it += [p for m in phrase.members() for w, p in m.complements if w == "between"]
    if clause.voice != "passive":
        of_it += [a.phrase for a in clause.arguments if a.role == "oblique" and a.preposition == "by"]
    bare = (msgspec.structs.replace(m, complements=(), conjuncts=()) for m in phrase.members())
    named = unique(a for p in bare for a in sides(p, cast, clause, agent=True))
    named = named or unique(a for p in of_it for a in sides(p, cast, clause, agent=True))
    return tuple(a for a in named if a.code != "---" or a.group)


@functools.lru_cache(maxsize=1000)
def _ways(deed: Phrase) -> frozenset[str]:
    """After which words a deed's name tells who did it, or where people are wronged by those who rule them."""
    own = heads(msgspec.structs.replace(deed, conjuncts=()))
    struck = not own.isdisjoint(words(_DATA, "condemned", "struck"))
    return words(_DATA, "condemned", "makers") | (frozenset() if struck else frozenset(["in"]))


def suffered(deed: Clause, role: str, preposition: str | None) -> bool:
    """Whether an argument of a noun for a deed names its victim: "the bombing of the embassy", "the arrest of envoys"."""
    known = any(not {deed.predicate.lower()}.isdisjoint(words(_DATA, "condemned", k)) for k in ("struck", "held"))
    return deed.kind == "noun" and known and (role == "object" or preposition == "of")
