"""Words of a text as the lexicon sees them: folded, with what joins them.

A `Word` knows its folded form (lower case, no accents, dots or apostrophes, no possessive ending), whether a hyphen ties
it to the word before, and whether a comma, bracket or quotation mark parts it from that word: names never run over one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:Gen|Lt|Col|Maj|Brig|Capt|Dr|Mr|Mrs|Ms|St|Sgt|Adm|Jr|Sr|No|N|S)\.|\w+(?:['’ʼ]\w+)*|&"
)
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_TIE = frozenset("-–‐‑")
_BREAK = re.compile(r"[^\s\-–‐‑/'’+]|\n")
_MARKS = str.maketrans("", "", ".'’ʼ")


class Word(NamedTuple):
    """One word; `start` and `end` are offsets into the text, possessive ending left out of `text` but not of `end`."""

    text: str
    fold: str
    start: int
    end: int
    tied: bool  # a hyphen joins it to the word before
    broken: bool  # a comma, bracket, quotation mark … stands before it
    possessive: bool
    capital: bool
    upper: bool


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """The form under which a word is looked up: "Türkiye" → "turkiye", "U.S." → "us", "Da'esh" → "daesh"."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = text.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("Đ", "D").replace("đ", "d")
    return "and" if text == "&" else text.translate(_MARKS).lower()


@lru_cache(maxsize=50_000)
def _form(raw: str) -> tuple[str, str, bool, bool]:
    """A word without a possessive ending, folded, and whether it has a capital and stands in capitals."""
    bare = _POSSESSIVE.sub("", raw) if len(raw) > 2 and ("'" in raw or "’" in raw) else raw
    return bare, fold(bare), bare[:1].isupper(), bare.isupper()


def _initial(before: Word, gap: str) -> str:
    """The gap without the full stop of an initial: "George W. Bush"."""
    return gap.lstrip(".") if len(before.text) == 1 and before.capital else gap


def words(text: str, offset: int = 0) -> list[Word]:
    """The words of a text, offsets counted from `offset`."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        gap = text[last:start]
        raw = match.group()
        bare, folded, capital, upper = _form(raw)
        owns = bare != raw or (
            raw[-1] in "sS" and text[end : end + 1] in ("'", "’") and not text[end + 1 : end + 2].isalnum()
        )
        tied = broken = False
        if not found:
            broken = True
        elif gap != " ":
            tied = len(gap) == 1 and gap in _TIE
            broken = _BREAK.search(_initial(found[-1], gap)) is not None
        found.append(Word(bare, folded, start + offset, end + offset, tied, broken, owns, capital, upper))
        last = end
    return found
