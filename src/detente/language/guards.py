"""Regular expressions that are searched only in texts where they can match.

An expression of many phrases is tried at every place of a text, and most texts hold none of them. What every match must contain is read
off the expression: one of a few strings, for which a text is looked through a hundred times as fast.

    >>> needed(r"\\b(?:within|inside) (?:a|the) \\d+")
    ('within', 'inside')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, Final

# By name, for type checkers do not agree on whether `re` has them; it has since 3.11.
sre: Final[Any] = import_module("re._constants")
_parser: Final[Any] = import_module("re._parser")

MOST = 120  # strings to look for, above which looking takes as long as the search
KNOWN_WORDS = 50_000  # of which a shelf remembers what they let match
SHORTEST = 2  # a single letter is everywhere

_ODD = "ſıİ\u212a"  # to an expression that ignores case they are s, i and k, to `lower` they are not

Items = Sequence[tuple[Any, Any]]


class Guarded:
    """A compiled expression with `search` and `sub` as `re.Pattern` has them, and the strings of which a match contains one."""

    __slots__ = ("_folded", "_needed", "pattern")

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self._folded = bool(pattern.flags & re.IGNORECASE)
        self._needed: tuple[str, ...] | None = None  # read off at the first search

    def search(self, text: str) -> re.Match[str] | None:
        """The first match, as `re.Pattern.search` finds it."""
        return self.pattern.search(text) if self.may_match(text) else None

    def sub(self, by: str, text: str) -> str:
        """The text with every match replaced, as `re.Pattern.sub` does."""
        return self.pattern.sub(by, text) if self.may_match(text) else text

    def may_match(self, text: str) -> bool:
        """Whether one of the strings is there."""
        if self._needed is None:
            self._needed = needed(self.pattern.pattern, self.pattern.flags)
        if not self._needed:
            return True
        if self._folded:
            if not text.isascii() and any(letter in text for letter in _ODD):
                return True
            text = text.lower()
        for string in self._needed:  # noqa: SIM110 (a generator would take twice as long)
            if string in text:
                return True
        return False


class Shelf:
    """Several expressions searched in the same texts: the words of a text tell at once which of them may match.

    Of each string that a match must contain, the longest piece between spaces must lie within a word of the text.
    """

    def __init__(self, guards: Sequence[Guarded]) -> None:
        self._size = len(guards)
        self._folded = any(guard.pattern.flags & re.IGNORECASE for guard in guards)
        self._always: list[int] = []
        self._pieces: dict[str, dict[str, set[int]]] = {}  # by their first SHORTEST letters
        for number, guard in enumerate(guards):
            strings = needed(guard.pattern.pattern, guard.pattern.flags)
            pieces = {max(string.split() or [""], key=len) for string in strings}
            if not pieces or min(map(len, pieces)) < SHORTEST:
                self._always.append(number)
                continue
            for piece in pieces:
                piece = piece.lower() if self._folded else piece
                self._pieces.setdefault(piece[:SHORTEST], {}).setdefault(piece, set()).add(number)
        self._known: dict[str, tuple[int, ...]] = {}

    def may_match(self, *texts: str) -> list[int]:
        """The numbers of the expressions that may match in one of the texts, in order."""
        found = set(self._always)
        for text in texts:
            if self._folded:
                if not text.isascii() and any(letter in text for letter in _ODD):
                    return list(range(self._size))
                text = text.lower()
            for word in text.split():
                known = self._known.get(word)
                found.update(self._in(word) if known is None else known)
        return sorted(found)

    def _in(self, word: str) -> tuple[int, ...]:
        """The expressions that a word lets match."""
        if len(self._known) >= KNOWN_WORDS:
            self._known.clear()
        found: set[int] = set()
        for start in range(len(word) - SHORTEST + 1):
            for piece, numbers in self._pieces.get(word[start : start + SHORTEST], {}).items():
                if word.startswith(piece, start):
                    found |= numbers
        known = self._known[word] = tuple(found)
        return known


def needed(pattern: str, flags: int = 0) -> tuple[str, ...]:
    """Strings (in lower case if case is ignored) one of which every match contains; none if there are no such, or too many."""
    tree = _parser.parse(pattern, flags)
    found = _of_sequence(tree.data, folded=bool(tree.state.flags & re.IGNORECASE))
    if found is None or len(found) > MOST:
        return ()
    kept = dict.fromkeys(found)
    return tuple(s for s in kept if not any(other != s and other in s for other in kept))


def _of_sequence(items: Items, *, folded: bool) -> list[str] | None:
    """The best of what the parts of a sequence offer: letters in a row, or a part's own strings."""
    offers: list[list[str]] = []
    run = ""
    for operator, argument in items:
        if operator is sre.LITERAL and chr(argument).isascii():
            run += chr(argument).lower() if folded else chr(argument)
            continue
        if operator is sre.AT:  # a place between letters takes none
            continue
        offers.append([run])
        run = ""
        inner = _of_part(operator, argument, folded=folded)
        if inner is not None:
            offers.append(inner)
    offers.append([run])
    good = [offer for offer in offers if min(map(len, offer)) >= SHORTEST]
    return max(good, key=_worth) if good else None


def _worth(offer: list[str]) -> float:
    """Few strings and long ones: what is rarely there."""
    return 2 * min(5, *map(len, offer)) - len(offer) / 16


def _of_part(operator: Any, argument: Any, *, folded: bool) -> list[str] | None:
    if operator is sre.SUBPATTERN:
        _, added, removed, inner = argument
        if (added | removed) & re.IGNORECASE:
            return None
        return _of_sequence(inner.data, folded=folded)
    if operator is sre.BRANCH:
        return _joined(_of_sequence(branch.data, folded=folded) for branch in argument[1])
    if operator is sre.ATOMIC_GROUP:
        return _of_sequence(argument.data, folded=folded)
    if operator in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and argument[0] >= 1:
        return _of_sequence(argument[2].data, folded=folded)
    return None


def _joined(offers: Iterable[list[str] | None]) -> list[str] | None:
    found: list[str] = []
    for offer in offers:
        if offer is None:
            return None
        found += offer
    return found or None
