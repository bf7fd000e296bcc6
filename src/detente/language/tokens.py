"""Words as Universal Dependencies' English treebanks cut them, each with its place in the text.

The parser was trained on EWT and GUM, so the cuts are theirs: contractions apart ("do|n't", "ca|n't", "India|'s"),
hyphens apart ("cross|-|border") unless the first part is a bound prefix ("re-entry", "pro-Russian"), currency signs,
per cent signs and units apart ("$|5", "50|%", "10|pm"), "and|/|or" apart, abbreviations with their stop ("Gen.", "U.S.").
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple


class Token(NamedTuple):
    """One word: its text as written and `[start, end)` offsets into the article's text."""

    text: str
    start: int
    end: int


PREFIXES = frozenset(
    """anti arch co counter cross de e ex inter intra micro mid mini multi neo non over pan para post pre pro proto
    quasi re semi socio sub super trans ultra un under""".split()
)
"""First parts that EWT and GUM keep joined to what follows (counted on their training parts: split in fewer than half)."""

TITLES = frozenset(
    """adm amb brig capt cmdr cmdt col comdr cpl cpt dr drs fr gen gov hon insp lieut lt maj messrs mr mrs ms mx pfc pres
    prof pvt rep reps rev sen sens sgt spc sr st supt vice-adm""".split()
)
"""Abbreviations that are followed by a name: they never end a sentence."""

ABBREVIATIONS = TITLES | frozenset(
    """al approx apr assn assoc aug ave blvd bros ca cf co corp dec dept dist div est etc ext feb fig figs fri ft gov govt
    inc intl jan jr jul jun lb ltd mar mins mon mt mts natl no nos nov oct oz p.m a.m par para ph pp prov pt rd sat sec
    sect sept sep ser spec sq ste sun supp thu thur thurs tue tues univ viz vol vols vs wed yr yrs""".split()
)
"""Words written with a stop that is theirs, lower case, the stop left off."""

WORDS_TOO = frozenset("fig mar mon no nos par sat sec ser sun wed".split())
"""Those that are ordinary words as well: abbreviations only with a capital ("Sat.", "No. 2")."""

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”]+|[\w.+-]+@[\w-]+\.[\w.-]+|[@#]\w+|\w+(?:\.\w+)*\.(?:com|org|net|gov|edu|int)\b"
)
_LEADING = re.compile(r"--+|\.\.+|''|``|[^\w\s@#.]|\.(?!\d)")
_TRAILING = re.compile(r"(?:\.\.+|…|--+|[!?]{2,}|''|``|[^\w\s])$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\.?$|[^\W\d_]\.$")
_CONTRACTION = re.compile(r"(?i)(?<=\w)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
_INNER = re.compile(r"--+|[–—/…]|\.\.\.+|-|(?<=\w)[:;,](?=[^\W\d])|[\"“”()\[\]]")
_NUMBER = re.compile(r"[+-]?\d[\d,.:]*$")
_UNIT = re.compile(
    r"(?i)(\d[\d,.]*)(km|kms|kg|cm|mm|m|mph|kph|am|pm|a\.m\.?|p\.m\.?|bn|tn|mn|gw|mw|kw|hrs?|lbs?|ft|mi|mins?|gmt|k|m|b)$"
)
_CURRENCY = re.compile(r"((?:US|C|A|NZ|HK|S|NT)?[$£€¥₹₽₪]|Rs\.?|USD|EUR)(?=\d)")
_DIGIT_GROUPS = re.compile(r"\d+(?:-\d+){2,}$|\d{3}-\d{4}$")
_ACRONYM_HYPHEN = re.compile(r"[A-Z]{1,5}-\d{1,4}[A-Z]{0,2}$")
_CHUNK = re.compile(r"\S+")
_SPLIT_WORDS = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3}


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of `text[start:end]`, offsets counted in the whole `text`."""
    tokens: list[Token] = []
    for chunk in _CHUNK.finditer(text, start, len(text) if end is None else end):
        base, word = chunk.start(), chunk.group()
        for a, b in _pieces(word) if len(word) <= 200 else ((0, len(word)),):
            tokens.append(Token(word[a:b], base + a, base + b))
    return tokens


@functools.lru_cache(maxsize=65536)
def _pieces(chunk: str) -> tuple[tuple[int, int], ...]:
    """Where to cut one run of non-space characters: `[start, end)` within it, in order."""
    if chunk.isalpha() and chunk.lower() not in _SPLIT_WORDS:
        return ((0, len(chunk)),)
    head: list[tuple[int, int]] = []
    tail: list[tuple[int, int]] = []
    start, end = 0, len(chunk)
    while start < end and (opening := _leading(chunk, start, end)):
        head.append((start, start + opening))
        start += opening
    while start < end and (closing := _trailing(chunk, start, end)):
        tail.append((end - closing, end))
        end -= closing
    return (*head, *_core(chunk, start, end), *reversed(tail))


def _leading(chunk: str, start: int, end: int) -> int:
    """How many characters of punctuation open the chunk; 0 when a word begins here."""
    if _URL.match(chunk, start, end):
        return 0
    currency = _CURRENCY.match(chunk, start, end)
    if currency:
        return currency.end() - start
    if chunk[start] in "'’" and re.match(r"(?i)['’](?:s|re|ve|ll|d|m|t)$|['’]\d\d", chunk[start:end]):
        return 0
    if chunk[start] in "+-" and re.match(r"[+-]\d", chunk[start:end]):
        return 0
    opening = _LEADING.match(chunk, start, end)
    return opening.end() - start if opening else 0


def _trailing(chunk: str, start: int, end: int) -> int:
    """How many characters of punctuation close the chunk; 0 when the word ends here."""
    rest = chunk[start:end]
    url = _URL.match(rest)
    if url and url.end() == len(rest) and rest[-1] not in ".,;:!?)]'\"”’":
        return 0
    closing = _TRAILING.search(rest)
    if not closing:
        return 0
    mark = closing.group()
    if mark == "." and is_abbreviation(rest):
        return 0
    if mark in "'’" and re.search(r"(?i)\w['’]$", rest) and rest.lower().rstrip("'’") in {"o", "ol"}:
        return 0
    return len(mark)


def is_abbreviation(word: str) -> bool:
    """Whether the stop at the end of `word` belongs to it: "Gen.", "U.S.", "J."."""
    bare = word[:-1].lower()
    if bare in WORDS_TOO and not word[0].isupper():
        return False
    return bare in ABBREVIATIONS or bool(_INITIALS.match(word))


def _core(chunk: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cuts inside a chunk whose outer punctuation is off."""
    word = chunk[start:end]
    if not word:
        return []
    if word.isalnum() and word.lower() not in _SPLIT_WORDS and not word[0].isdigit():
        return [(start, end)]
    if _whole(word):
        return [(start, end)]
    cut = _first_cut(word)
    if cut is None:
        return [(start, end)]
    a, b = cut
    middle = [(start + a, start + b)] if b > a else []
    return [*_core(chunk, start, start + a), *middle, *_core(chunk, start + b, end)]


def _whole(word: str) -> bool:
    """Whether a chunk with punctuation or digits inside is one word all the same."""
    return bool(
        _URL.fullmatch(word)
        or _NUMBER.match(word)
        or _INITIALS.match(word)
        or _DIGIT_GROUPS.match(word)
        or re.fullmatch(r"\d+/\d+(?:/\d+)?", word)
    )


def _first_cut(word: str) -> tuple[int, int] | None:
    """The place to cut next: `[a, b)` is a token of its own (empty: a cut between two words)."""
    contraction = _CONTRACTION.search(word)
    if contraction:
        return contraction.start(), contraction.start()
    split = _SPLIT_WORDS.get(word.lower())
    if split:
        return split, split
    unit = _UNIT.match(word)
    if unit:
        return unit.end(1), unit.end(1)
    currency = _CURRENCY.match(word)
    if currency:
        return currency.end(), currency.end()
    for inner in _INNER.finditer(word):
        if inner.group() == "-" and _joined(word, inner.start()):
            continue
        if inner.end() < len(word) or inner.start() > 0:
            return inner.span()
    return None


def _joined(word: str, at: int) -> bool:
    """Whether the hyphen at `at` holds one word together."""
    return word[:at].lower() in PREFIXES and at + 1 < len(word) and word[at + 1].isalnum()
