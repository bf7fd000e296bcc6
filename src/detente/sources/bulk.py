"""A cheap look at a page before it is taken apart: most of a crawl is no English report, and can be told without a parser.

Nothing is left out that the full reading would keep, but for the words a person asks for: `Sieve.words`. What is left out is counted
by its reason.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from detente.sources.english import other_language
from detente.sources.markup import without_unread

PARAGRAPH = re.compile(r"<p(?:\s[^<>]{0,2000})?>", re.IGNORECASE)
TAGS = re.compile(r"<[^<>]{0,4000}>|&[a-z#0-9]{1,10};", re.IGNORECASE)
SHORTEST = 200
"""Characters of text in paragraphs, or on the page if it has none, below which a crawled page is held to be no report."""
SAMPLE = 2000


@dataclass(frozen=True, kw_only=True)
class Sieve:
    """What passes. `words`: at least one of them must stand in the page, whatever its case; empty: any page passes."""

    words: frozenset[str] = frozenset()
    shortest: int = SHORTEST

    def reason(self, markup: str) -> str | None:
        """Why a page of HTML is left out: "too short", "not in English", "none of the words"; None if it passes."""
        text = plain_text(markup)
        if len(text) < self.shortest and "articleBody" not in markup:
            return "too short"
        if other_language(text[:SAMPLE]) is not None:
            return "not in English"
        if self.words and not _pattern(self.words).search(text):
            return "none of the words"
        return None


def plain_text(markup: str) -> str:
    """The text of a page without its scripts and tags, that of its paragraphs if they have some: quick and rough."""
    markup = without_unread(markup)
    inside = " ".join(each.partition("</p")[0] for each in PARAGRAPH.split(markup)[1:])
    text = " ".join(TAGS.sub(" ", inside).split())
    return text if len(text) >= SHORTEST else " ".join(TAGS.sub(" ", markup).split())


@functools.cache
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})", re.IGNORECASE)
