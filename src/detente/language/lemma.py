"""The dictionary form of a word, given its Penn tag.

Two tables learned from the treebanks (training/lemmas.py): suffix rules per tag, the longest suffix wins, and the words
the rules get wrong. What even these get wrong stands in data/lemmas.toml. Proper nouns keep their form; everything else comes out in lower case.

    >>> lemma("Striking", "VBG"), lemma("talks", "NNS"), lemma("Pakistan", "NNP")
    ('strike', 'talk', 'Pakistan')
"""

from __future__ import annotations

import functools
import gzip
import json
from typing import NamedTuple

from detente.language import lexicon, weights

PROPER = frozenset({"NNP", "NNPS"})


class Table(NamedTuple):
    """What was learned. exceptions: tag to {word: lemma}. rules: tag to {suffix: [letters to cut, ending to add]}."""

    exceptions: dict[str, dict[str, str]]
    rules: dict[str, dict[str, tuple[int, str]]]


@functools.cache
def table() -> Table:
    """The shipped table, read once."""
    return Table(**json.loads(gzip.decompress(weights.read("lemmas.json.gz"))))


@functools.cache
def corrections() -> dict[str, dict[str, str]]:
    """Tag to {word: lemma}: what comes before the learned table."""
    found: dict[str, dict[str, str]] = lexicon.table("lemmas")
    return found


@functools.lru_cache(maxsize=65536)
def lemma(form: str, xpos: str) -> str:
    """The lemma of a word form with a Penn tag; an unknown tag gives the form in lower case."""
    if xpos in PROPER:
        return form
    word = form.lower()
    return corrections().get(xpos, {}).get(word) or apply(table(), word, xpos)


def apply(learned: Table, word: str, xpos: str) -> str:
    """The lemma of a lower-case word by a table."""
    known = learned.exceptions.get(xpos, {}).get(word)
    if known is not None:
        return known
    rules = learned.rules.get(xpos, {})
    for start in range(len(word) + 1):
        rule = rules.get(word[start:])
        if rule is not None and rule[0] < max(len(word), 1):
            return word[: len(word) - rule[0]] + rule[1]
    return word
