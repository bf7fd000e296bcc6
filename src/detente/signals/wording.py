"""The words of an act without those of its telling: "Pakistan will hold its fire[, the minister said, leaving a door open]"."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from detente.records import Clause, Document, Term

T = TypeVar("T", bound=Term)
_EDGES = " ,;:–—-\"“”'‘’"


class Wording:
    """Cuts the saying out of the acts of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._sayings = {c.said_in for c in document.clauses if c.said_in is not None}

    def bare(self, term: T, act: Clause | None) -> T:
        """The term with text and span of the act alone; as it was where no saying stands in it."""
        if term.span is None or act is None:
            return term
        start, end = term.span
        for number in sorted(self._sayings):
            saying = self.document.clauses[number]
            if saying.id == act.id or not start <= saying.predicate_span[0] < end:
                continue
            first, last = self._told(saying)
            if first >= act.predicate_span[1]:
                end = min(end, first)
            elif last <= act.predicate_span[0]:
                start = max(start, last)
        return term if (start, end) == term.span else self._cut(term, start, end)

    def _told(self, saying: Clause) -> tuple[int, int]:
        """From the first to the last character of who says it and the verb that says so."""
        spans = [saying.predicate_span]
        spans += [a.phrase.span for a in saying.arguments if a.role in ("subject", "indirect") and not a.inherited]
        return min(s for s, _ in spans), max(e for _, e in spans)

    def _cut(self, term: T, start: int, end: int) -> T:
        text = self.document.article.text
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        return term if start >= end else msgspec.structs.replace(term, text=text[start:end], span=(start, end))
