"""What names meant then: states that are gone, capitals that were, and the day a text speaks of.

A text without a date dates itself by the years it names: for each word the last year named before it, else the first one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from detente.actors.lexicon import Entry, Hit, Lexicon, toml
from detente.actors.words import Word, fold

NEAR = 200  # characters: a sentence's length
LONG_AGO = 15  # years
_SIDES = frozenset(["north", "south", "east", "west"])
_YEAR = re.compile(r"(?:1[89]\d\d|20[0-4]\d)\Z")


class Era:
    """The day a text speaks of at each of its words: the article's, or where it has none the year named last."""

    def __init__(self, found: Sequence[Word] = (), date: str | None = None) -> None:
        self._date = date
        self._years = [] if date else [w for w in found if _YEAR.match(w.text)]
        self._starts = [w.start for w in self._years]
        long_ago = int(date[:4]) - LONG_AGO if date else 0
        self._past = [w for w in found if _YEAR.match(w.text) and int(w.text) <= long_ago] if date else []
        self._past_starts = [w.start for w in self._past]

    def at(self, offset: int) -> str | None:
        """The day or year the word at an offset speaks of, ISO 8601; None when nothing says."""
        if self._date or not self._years:
            return self._date
        return self._years[max(0, bisect_right(self._starts, offset) - 1)].text

    def before(self, offset: int) -> str | None:
        """In a dated text, the year told shortly before an offset when it is long past: "In 1962 Kennedy told …"."""
        k = bisect_right(self._past_starts, offset) - 1
        near = k >= 0 and offset - self._past_starts[k] < NEAR
        return self._past[k].text if near else None


def within(date: str, since: str, until: str) -> bool:
    """Whether a day or year lies between two, both inclusive; "" is open. The coarser of two dates decides."""

    def upto(low: str, high: str) -> bool:
        n = min(len(low), len(high))
        return low[:n] <= high[:n]  # "" is before and after everything

    return upto(since, date) and upto(date, until)


@dataclass(frozen=True, slots=True)
class Gone:
    """A state that is gone; `shared` are folded forms of the names of `today` that meant it then."""

    code: str
    shared: frozenset[str]
    today: frozenset[str]
    since: str
    until: str
    after: str | None


@cache
def gone() -> tuple[Gone, ...]:
    """The states of data/past_states.toml."""
    return tuple(
        Gone(
            row["code"], frozenset(map(fold, row["shared"])), frozenset(row["today"]), row["since"], row["until"],
            row.get("after"),
        )
        for row in toml("past_states.toml")["state"]
    )  # fmt: skip


def as_then(hits: Sequence[Hit], found: Sequence[Word], era: Era) -> list[Hit]:
    """The names of a text as they were meant on the day it speaks of."""
    named = {h.entry.code for h in hits if h.entry.source == "past_states.toml"}
    then = (_then(hit, found, era, named) for hit in hits)
    return [h for h in then if h.entry.kind != "body" or not h.entry.since or _stands(h.entry, era.at(h.start))]


def _then(hit: Hit, found: Sequence[Word], era: Era, named: set[str]) -> Hit:
    entry = hit.entry
    if entry.kind != "state":
        return hit
    if entry.source == "past_states.toml":
        return replace(hit, entry=_of_past(entry, era.at(hit.start)))
    for state in _bearers().get(entry.code, ()):
        date = era.at(hit.start)
        stood = state.code in named if date is None else within(date, state.since, state.until)
        if stood and " ".join(w.fold for w in found[hit.first : hit.last]) in state.shared:
            return replace(hit, entry=replace(entry, code=state.code))
    return hit


@cache
def _bearers() -> dict[str, tuple[Gone, ...]]:
    """The code of a state of today -> the states that bore some of its names."""
    return {code: tuple(s for s in gone() if code in s.today) for code in {c for s in gone() for c in s.today}}


def _stands(entry: Entry, date: str | None) -> bool:
    """Whether a name of its time is used in it; a text without a date or a year is of ours."""
    return date is not None and within(date, entry.since, entry.until)


def _of_past(entry: Entry, date: str | None) -> Entry:
    """A name of the past on a day: a city that was a capital then is a place on other days."""
    if entry.since:
        return entry if _stands(entry, date) else replace(entry, kind="place", form="name", since="", until="")
    state = next(s for s in gone() if s.code == entry.code)
    ended = date is not None and state.after is not None and not within(date, "", state.until)
    return replace(entry, code=state.after or entry.code) if ended else entry


@dataclass(frozen=True, slots=True)
class Twins:
    """Two states of one name: "the North" and "the South"."""

    north: str
    south: str
    since: str
    until: str


@cache
def twins() -> tuple[Twins, ...]:
    """The twins of data/past_states.toml."""
    return tuple(Twins(r["north"], r["south"], r["since"], r["until"]) for r in toml("past_states.toml")["twins"])


def divided(codes: Sequence[str], date: str | None) -> Twins | None:
    """The twins a text is about: it names one of them, or nobody, and speaks of their time.

    Where it names nobody, "the South" is one of two states only as long as there is one such pair.
    """
    alive = [pair for pair in twins() if date is None or within(date, pair.since, pair.until)]
    named = [pair for pair in alive if {pair.north, pair.south} & set(codes)]
    if codes or date is None or len(alive) > 1:
        return named[0] if named else None
    return alive[0] if alive else None


def paired(hits: Sequence[Hit], found: Sequence[Word], lexicon: Lexicon) -> list[Hit]:
    """The names with the first of two that share their last word: "North" in "North and South Korea"."""
    read: list[Hit] = []
    for hit in hits:
        twin = _twin(hit, found, lexicon)
        if twin is not None and (not read or read[-1].last <= twin.first):
            read.append(twin)
        read.append(hit)
    return read


def _twin(hit: Hit, found: Sequence[Word], lexicon: Lexicon) -> Hit | None:
    at = hit.first - 2
    if hit.last - hit.first < 2 or at < 0 or found[hit.first].fold not in _SIDES or hit.entry.kind != "state":
        return None
    if found[at].fold not in _SIDES or found[at + 1].fold not in ("and", "or") or found[at + 1].broken:
        return None
    other = lexicon.at([found[at], *found[hit.first + 1 : hit.last]], 0)
    if other is None or other.entry.kind != "state":
        return None
    return Hit(other.entry, at, at + 1, found[at].start, found[at].end)
