"""When and where each clause is set: its own words first, then those of the clause it hangs from.

"Asif said on Tuesday that India had attacked" sets the saying on Tuesday and leaves the attack open; "launched strikes on
Tuesday" sets the strikes there too. A place counts when a locative preposition says so, or the thing acted on lies there
("a market in Donetsk was hit").
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.language import dates, places
from detente.language.dates import When
from detente.records import Argument, Clause, Document, Link, Phrase, Place

# Clauses that tell of the same happening as their parent and so share its time and place.
_SAME_HAPPENING: frozenset[Link] = frozenset({"argument", "conjunct", "result", "manner", "oblique", "complement"})
_LOCATIVE = frozenset(
    "in at near on along across over off around inside outside within into from to towards toward through between against"
    " above beyond throughout south north east west of".split()
)
_WHOLE_CLAUSE = frozenset("in at near along across over off around inside outside throughout above".split())


class Settings:
    """Times and places of one document's clauses; built once per document.

    `countries` are ISO alpha-3 codes the article speaks of; they settle homonyms ("Hyderabad"). `seats` are the cities, in lower
    case, that speak for a state: "officials in Washington said" tells of nothing that happened there.
    """

    def __init__(
        self, document: Document, countries: tuple[str, ...] = (), seats: frozenset[str] = frozenset()
    ) -> None:
        self._document = document
        self._countries = countries
        self._seats = seats
        self._spoken = {phrase.span for clause in document.clauses for phrase in clause.speakers}
        self._nouns: dict[int, list[Clause]] = {}
        for clause in document.clauses:
            if clause.parent is not None and clause.link == "argument":
                self._nouns.setdefault(clause.parent, []).append(clause)

    def when(self, clause: Clause) -> When | None:
        """The time the text gives for a clause, or None when it gives none."""
        anchor = self._document.article.date
        for candidate in self._same_happening(clause):
            future = bool({"will", "shall", "be going to", "be to"} & set(candidate.modals))
            for time in candidate.times:
                found = dates.resolve(time.text, anchor, future=future or candidate.tense == "future")
                if found is not None:
                    return found
        return None

    def place(self, clause: Clause) -> Place | None:
        """The most telling place the text gives for a clause: a town or flashpoint, not a country as such."""
        for candidate in self._same_happening(clause):
            for argument in candidate.arguments:
                found = self._place_of(argument)
                if found is not None:
                    return found
        return None

    def places(self) -> tuple[Place, ...]:
        """Every place named in the article's clauses, in order of the text, each once."""
        seen: dict[str, Place] = {}
        for clause in self._document.clauses:
            for argument in clause.arguments:
                for phrase in _inside(argument.phrase):
                    if phrase is argument.phrase and argument.role == "subject":
                        continue  # "New Delhi said": the capital acts for its state
                    found = self._named(phrase)
                    if found is not None and not self._speaks_from(argument.phrase, found):
                        seen.setdefault(found.name, found)
        return tuple(sorted(seen.values(), key=lambda p: (p.span or (0, 0), p.name)))

    def _speaks_from(self, whole: Phrase, found: Place) -> bool:
        """ "The defence ministry in New Delhi said": where a speaker sits, when that is the seat of a government."""
        start, end = found.span or (0, 0)
        return whole.span in self._spoken and self._document.article.text[start:end].casefold() in self._seats

    def _same_happening(self, clause: Clause) -> Iterator[Clause]:
        """The clause, the nouns it governs, then the clauses above it that tell of the same happening."""
        yield clause
        yield from self._nouns.get(clause.id, ())
        for _ in range(4):
            parent = self._document.parent(clause)
            if parent is None or clause.link not in _SAME_HAPPENING or _speaks(clause, parent):
                return
            yield parent
            clause = parent

    def _place_of(self, argument: Argument) -> Place | None:
        if argument.role == "oblique" and argument.preposition in _LOCATIVE:
            own = self._named(argument.phrase)
            if own is not None:
                return own
        if argument.role in ("object", "oblique"):
            for preposition, phrase in argument.phrase.complements:
                if preposition in _LOCATIVE:
                    found = self._named(phrase)
                    if found is not None:
                        return found
        return None

    def _named(self, phrase: Phrase) -> Place | None:
        if phrase.kind != "name":
            return self._within(phrase)
        if phrase.entity == "PER":
            return None
        return places.find(phrase.head, self._countries, span=phrase.head_span) or self._within(phrase)

    def _within(self, phrase: Phrase) -> Place | None:
        """A name inside a common noun phrase: "the Kashmiri town of Pahalgam", "Nur Khan air base"."""
        complements = (inner for preposition, inner in phrase.complements if preposition in _WHOLE_CLAUSE | {"of"})
        for inner in (*complements, *phrase.appositives):
            if inner.kind == "name" and inner.entity != "PER":
                found = places.find(inner.head, self._countries, span=inner.head_span)
                if found is not None:
                    return found
        return None


def _speaks(clause: Clause, parent: Clause) -> bool:
    return clause.link == "complement" and clause.said_in == parent.id


def _inside(phrase: Phrase, depth: int = 0) -> Iterator[Phrase]:
    yield phrase
    if depth < 4:
        for _, inner in phrase.complements:
            yield from _inside(inner, depth + 1)
        for inner in (*phrase.conjuncts, *phrase.appositives):
            yield from _inside(inner, depth + 1)
