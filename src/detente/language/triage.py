"""Which sentences are worth parsing: those where something could be done or said by some side.

A sentence is kept if one of its words may be the trigger of an act or a signal, and a side is in reach: a name or role in the
sentence, or a name before it in the article ("They attacked again."). A sentence that only tells who somebody is (a name and a
role) is kept for the sake of the others. The test is cheap and errs on the side of parsing; evals/speed.py --triage measures it.

    >>> words = Triage(triggers=frozenset(["strike"]), narrow={}, names=frozenset(["india"]), roles=frozenset(["troops"]))
    >>> words.keep([["The", "sun", "rose", "."], ["India", "struck", "."], ["They", "struck", "."], ["Rain", "fell", "."]])
    [False, True, True, False]
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.language.lemma import lemma

_FORMS = ("VBD", "VBZ", "VBG", "VBN", "NNS")


@dataclass(frozen=True, slots=True)
class Triage:
    """The words the test looks for, as the later rooms know them; all in lower case, without accents.

    triggers: lemmas that name an act by themselves. narrow: lemma to others, one of which must stand with it ("fire": "open").
    names: of names of sides, the first word that tells. roles: last words of what sides are called ("troops", "minister").
    """

    triggers: frozenset[str]
    narrow: Mapping[str, frozenset[str]]
    names: frozenset[str]
    roles: frozenset[str]

    def keep(self, sentences: Sequence[Sequence[str]]) -> list[bool]:
        """For each sentence of an article, in order and as words, whether to parse it."""
        kept = []
        named = False
        for words in sentences:
            parts = [part for word in words for part in plain(word).split("-") if part]
            name = any(w[:1].isupper() and not self.names.isdisjoint(plain(w).split("-")) for w in words)
            role = not self.roles.isdisjoint(parts)
            named = named or name
            kept.append((name and role) or ((role or named) and self._may_trigger(words)))
        return kept

    def _may_trigger(self, words: Sequence[str]) -> bool:
        """Whether some word may be a trigger, whatever its part of speech."""
        found = {base for word in words for base in bases(word.lower())}
        if not self.triggers.isdisjoint(found):
            return True
        return any(w in self.narrow and not self.narrow[w].isdisjoint(found) for w in found)


@functools.lru_cache(maxsize=100_000)
def bases(word: str) -> frozenset[str]:
    """What a word may be a form of, and its parts at hyphens ("ceasefire-breaking")."""
    parts = {word, *word.split("-")} if "-" in word else {word}
    return frozenset(parts | {lemma(part, tag).lower() for part in parts for tag in _FORMS})


@functools.lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """In lower case, without accents, full stops and apostrophes: "U.S." is "us"."""
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word.lower().replace(".", "").replace("'", "").replace("’", "")
