"""Bodies and offices named again by a bare word: "the Kyrgyz border service … the border service", "the ministers"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from detente.actors.parts import alone
from detente.actors.reader import Reader
from detente.actors.roles import Role
from detente.records import Actor, Clause, Phrase

_KINDS = frozenset(["institution", "organ", "person", "bearer", "people"])
_NEAR = 2  # sentences in which the last of several such bodies is still the one meant


class _Named(NamedTuple):
    """A phrase with words of its own before its head, and where it stands."""

    at: int
    phrase: Phrase
    clause: Clause
    words: tuple[str, ...]


class Again:
    """What one article's bare definite phrases repeat."""

    def __init__(self, cast: Reader) -> None:
        self._cast = cast

    def repeated(self, phrase: Phrase, role: Role) -> tuple[Actor, ...] | None:
        """Those an earlier, fuller phrase with the same last words stands for; None where none is or two differ.

        Of the plural of an office the earlier mention counts even where nobody knows whose it is: "European foreign
        ministers met … The ministers urged Iran" are no ministers of the state the report is about.
        """
        if (
            role.kind not in _KINDS
            or phrase.determiner not in ("the", "those", "these")
            or phrase.possessor is not None
        ):
            return None
        own = self._words(phrase)
        fuller = [n for n in self._named.get(_last(phrase), ()) if n.at < phrase.span[0] and self._is_fuller(n, own)]
        if not fuller or any(phrase.plural != n.phrase.plural for n in fuller[-1:]):
            return None
        found = [self._cast.find(n.phrase, n.clause).actors for n in fuller]
        sides = {a.side for actors in found for a in actors}
        if len({frozenset(a.side for a in actors) for actors in found}) > 1 and not self._is_nearest(fuller, phrase):
            return None
        persons = role.kind == "person" and phrase.plural
        return found[-1] if found[-1] and (persons or sides != {"---"}) else None

    def _is_fuller(self, named: _Named, own: tuple[str, ...]) -> bool:
        return len(named.words) > len(own) and named.words[-len(own) :] == own

    def _is_nearest(self, fuller: list[_Named], phrase: Phrase) -> bool:
        """Whether the last of them stands close by and the one before it further off."""
        assert self._cast.scene is not None
        here, last, other = (self._cast.scene.sentence(at) for at in (phrase.span[0], fuller[-1].at, fuller[-2].at))
        return here - last < _NEAR and other < last

    def _words(self, phrase: Phrase) -> tuple[str, ...]:
        core = self._cast.describer.core(phrase)
        return tuple(w.fold for w in core.words if w.fold not in ("the", "those", "these"))

    @cached_property
    def _named(self) -> dict[str, list[_Named]]:
        """The article's phrases by head, in order of the text."""
        found: dict[int, _Named] = {}
        for clause in self._cast.document.clauses:
            for argument in clause.arguments:
                for phrase in () if argument.inherited else _parts(argument.phrase):
                    if phrase.kind in ("noun", "name"):
                        words = (*((phrase.possessor.text,) if phrase.possessor else ()), *self._words(phrase))
                        found.setdefault(phrase.span[0], _Named(phrase.span[0], phrase, clause, words))
        by_head: dict[str, list[_Named]] = {}
        for named in sorted(found.values(), key=lambda n: n.at):
            by_head.setdefault(_last(named.phrase), []).append(named)
        return by_head


def _last(phrase: Phrase) -> str:
    """The last word of a head: of "Russia's Defense Ministry" what "the ministry" repeats."""
    return phrase.head.lower().split()[-1]


def _parts(phrase: Phrase) -> Iterator[Phrase]:
    for member in phrase.members():
        yield alone(member)
        yield from (p for _, p in member.complements)
