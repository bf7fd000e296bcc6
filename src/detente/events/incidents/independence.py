"""How many independent sources stand behind a telling: one for each publisher, and one for all who print the same copy.

A report is the copy of another when both credit the same agency for the same words, or when most of their sentences are
the same, or nearly so, word for word. What is left is joined: a source is a set of reports.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import urlsplit

from detente.records import Article, Reading

ENOUGH: Final = 6
"""A sentence of fewer words may be the same by chance ("No one was hurt") and shows no copying."""
SHARE: Final = 0.5
"""Two reports are one copy when half the sentences of the shorter one stand in the other."""
NEARLY: Final = 0.6
"""Two sentences are nearly the same when six of ten of their runs of three words are."""
COMMONPLACE: Final = 50
"""A sentence in more reports than this is an agency's standing line and shows nothing about who copied whom."""
HEAD: Final = 400
"""A credit stands in a report's first or last characters: a dateline, a byline, "(Reporting by …)"."""
_WORD = re.compile(r"[^\W_]+")


class Sources:
    """Which reports are of one source: `root[article id]` is the same for all of them."""

    def __init__(self, readings: Sequence[Reading], articles: Iterable[Article] = ()) -> None:
        self.publisher = {reading.id: publisher(reading) for reading in readings}
        self.credit = {article.id: named for article in articles if (named := credit(article))}
        self._root = {reading.id: reading.id for reading in readings}
        self.sentences = {reading.id: _sentences(reading) for reading in readings}
        for one, other in _copies(self.sentences):
            self._join(one, other)

    def of(self, article: str) -> str:
        """The name of the report's source; copies of one report have one name."""
        while self._root.get(article, article) != article:
            article = self._root[article]
        return article

    def _join(self, one: str, other: str) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._root[second] = first

    def count(self, told: Iterable[tuple[str, str]]) -> int:
        """How many independent sources tell it: (article id, words of the telling), in any order.

        Reports of one publisher, of one copy, crediting one agency, or with nearly the same words count once.
        """
        items = sorted(set(told))
        group = {
            article: {("copy", self.of(article)), ("by", self.publisher.get(article, article))} for article, _ in items
        }
        for article in group:
            if article in self.credit:
                group[article].add(("by", self.credit[article]))
        words: dict[str, set[str]] = defaultdict(set)
        for article, text in items:
            words[article].add(text)
        return _components(group, words)


def publisher(reading: Reading) -> str:
    """Who stands behind a report: its source, else the host of its address, else the report itself."""
    host = (urlsplit(reading.url).hostname or "") if reading.url else ""
    return (reading.source or host.removeprefix("www.") or reading.id).strip().casefold()


@cache
def _agencies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = tomllib.loads(files(__package__).joinpath("agencies.toml").read_text("utf-8"))["agency"]
    return tuple((entry["name"].casefold(), re.compile("|".join(entry["credits"]))) for entry in table)


def credit(article: Article) -> str | None:
    """The agency a report credits in its head or at its end, lower case; None where it credits none."""
    ends = (article.text[:HEAD], article.text[-HEAD:]) if len(article.text) > HEAD else (article.text,)
    for name, pattern in _agencies():
        if any(pattern.search(end) for end in ends):
            return name
    return None


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of three words in a text; the words themselves where there are fewer."""
    words = _WORD.findall(text.casefold())
    return frozenset(tuple(words[i : i + 3]) for i in range(max(len(words) - 2, 1)))


def nearly_same(one: str, other: str) -> bool:
    """Whether two sentences are the same words, or nearly so."""
    if min(len(_WORD.findall(one)), len(_WORD.findall(other))) < ENOUGH:
        return False
    left, right = runs(one), runs(other)
    return len(left & right) >= NEARLY * max(len(left | right), 1)


def _sentences(reading: Reading) -> frozenset[str]:
    quotes = [event.quote for event in reading.events]
    quotes += [signal.quote for signal in reading.signals] + [casualty.quote for casualty in reading.casualties]
    normal = (" ".join(_WORD.findall(quote.casefold())) for quote in quotes)
    return frozenset(text for text in normal if text.count(" ") >= ENOUGH - 1)


def _copies(sentences: Mapping[str, frozenset[str]]) -> Iterable[tuple[str, str]]:
    """Pairs of reports most of whose sentences are the same."""
    where: dict[str, list[str]] = defaultdict(list)
    for article in sorted(sentences):
        for text in sentences[article]:
            where[text].append(article)
    shared: Counter[tuple[str, str]] = Counter()
    for articles in where.values():
        if 1 < len(articles) <= COMMONPLACE:
            shared.update((a, b) for i, a in enumerate(articles) for b in articles[i + 1 :])
    for (one, other), count in sorted(shared.items()):
        shorter = min(len(sentences[one]), len(sentences[other]))
        if count >= 2 and count >= SHARE * shorter:
            yield one, other


def _components(names: Mapping[str, set[tuple[str, str]]], words: Mapping[str, set[str]]) -> int:
    """How many groups of articles there are when those that share a name or nearly a sentence go together."""
    groups: list[tuple[set[tuple[str, str]], set[str]]] = []
    for article in sorted(names):
        mine, said = set(names[article]), set(words[article])
        apart = []
        for theirs, told in groups:
            if mine & theirs or any(nearly_same(a, b) for a in said for b in told):
                mine |= theirs
                said |= told
            else:
                apart.append((theirs, told))
        groups = [*apart, (mine, said)]
    return len(groups)
