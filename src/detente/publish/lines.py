"""The lines of a brief, as records: each with its quote and its place.

`compose` in brief.py makes them; the renderers only show them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, Literal, TypeVar

from detente.dynamics import Posture, Standing
from detente.language.sentences import split
from detente.ledger.acts import party
from detente.ledger.words import join, label
from detente.records import Actor, Article, Casualty, Channel, Event, Problem, Reading, Record, Signal, SignalKind, Span

NOTHING = "Nothing of the kind in this report."
NOTHING_IN_SEVERAL = "Nothing of the kind in these reports."


class Cite(Record, frozen=True, kw_only=True):
    """Where a line comes from: the report's number in the brief, its id, the sentence (counted from 1) and the words."""

    report: int
    article: str
    sentence: int
    quote: str = ""


class Report(Record, frozen=True, kw_only=True):
    """One report of the brief; `date` None when the page states none. `url` is http or https, or None."""

    number: int
    id: str
    title: str
    date: str | None = None
    source: str | None = None
    url: str | None = None


class SignalLine(Record, frozen=True, kw_only=True):
    """A signal: who, what kind, condition → commitment in short words and in the report's own, and where it stands."""

    kind: SignalKind
    speaker: str
    addressees: str
    condition: str
    commitment: str
    own_condition: str
    own_commitment: str
    deadline: str | None
    firm: bool
    state: str | None
    state_word: str | None
    because: str
    since: str | None
    next_mover: str | None
    row: str | None
    cites: tuple[Cite, ...] = ()
    trail: tuple[str, ...] = ()
    group: Literal["standing", "closed", "asked"] = "standing"
    said: str | None = None


class Statement(Record, frozen=True, kw_only=True):
    """One account of a dispute: who says it, what, and how (claims, accuses, denies)."""

    who: str
    verb: Literal["claims", "accuses", "denies"]
    what: str
    cites: tuple[Cite, ...] = ()


class Dispute(Record, frozen=True, kw_only=True):
    """A claim and its denial side by side; one of them may be missing from the reports."""

    about: str
    claims: tuple[Statement, ...] = ()
    denials: tuple[Statement, ...] = ()


class EventLine(Record, frozen=True, kw_only=True):
    """What happened, or what was only spoken of, in one line."""

    who: str
    deed: str
    whom: str
    type: str
    mode: str | None
    status: str
    said_by: str
    date: str | None
    place: str | None
    phrase: str
    cites: tuple[Cite, ...] = ()
    incident: str | None = None
    reports: int = 1
    independent: int = 1
    conflicts: tuple[str, ...] = ()


class TalksLine(Record, frozen=True, kw_only=True):
    """What is said of talks."""

    state: str
    sides: str
    said_by: str
    cites: tuple[Cite, ...] = ()


class CasualtyLine(Record, frozen=True, kw_only=True):
    """People hurt: the number or range as given, whose, and on whose word."""

    number: str
    kind: str
    who: str
    place: str | None
    said_by: str
    status: str
    cites: tuple[Cite, ...] = ()


class PlaceLine(Record, frozen=True, kw_only=True):
    """A place the reports name; disputed areas are named as such."""

    name: str
    country: str | None
    disputed: str | None


class MoveLine(Record, frozen=True, kw_only=True):
    """Whose move between two sides."""

    between: str
    mover: str | None
    sentence: str
    cites: tuple[Cite, ...] = ()


class Brief(Record, frozen=True, kw_only=True):
    """All sections; an empty one is said calmly by the renderers with `nothing`."""

    title: str
    reports: tuple[Report, ...] = ()
    as_of: str | None = None
    moves: tuple[MoveLine, ...] = ()
    meetings: tuple[str, ...] = ()
    signals: tuple[SignalLine, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    events: tuple[EventLine, ...] = ()
    spoken: tuple[EventLine, ...] = ()
    talks: tuple[TalksLine, ...] = ()
    postures: tuple[Posture, ...] = ()
    credibility: tuple[Standing, ...] = ()
    background: tuple[EventLine, ...] = ()
    casualties: tuple[CasualtyLine, ...] = ()
    places: tuple[PlaceLine, ...] = ()
    problems: tuple[Problem, ...] = ()
    nothing: str = NOTHING


Item = TypeVar("Item")


def grouped(items: Iterable[Item], key: Callable[[Item], object]) -> list[list[Item]]:
    """Items with the same key together, groups in order of their first member."""
    groups: dict[object, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return list(groups.values())


def unique(cites: Iterable[Cite]) -> list[Cite]:
    """Each sentence of each report once."""
    seen: dict[tuple[int, int], Cite] = {}
    for cite in cites:
        seen.setdefault((cite.report, cite.sentence), cite)
    return list(seen.values())


def keys(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(sorted({party(actor) for actor in actors}))


LONGEST_NAME: Final = 80
LONGEST: Final = 400
"""Sentences longer than this are not shown whole."""


class Sentences:
    """The sentences of the articles, so that a line can show the whole sentence its clause stands in."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.text = {article.id: article.text for article in articles}
        self.spans: dict[str, list[Span]] = {}

    def around(self, article: str, span: Span, quote: str) -> str:
        """The sentence around a span when that is not over 400 characters long; else the quote as it is."""
        text = self.text.get(article)
        if not text or span[1] <= span[0] or span[1] > len(text):
            return quote
        spans = self.spans.setdefault(article, [sentence.span for sentence in split(text)])
        found = next(((a, b) for a, b in spans if a <= span[0] < b), None)
        if found is None or span[1] > found[1] or found[1] - found[0] > LONGEST:
            return quote
        return text[found[0] : found[1]]

    def named(self, article: str, actors: Iterable[Actor]) -> str:
        """On whose word, for people: speakers without a known side in the words the report has for them."""
        made = []
        for actor in actors:
            name = label(actor)
            if name == "unknown":
                name = self._words(article, actor.span) or "a source not named"
            made.append(name)
        return join(dict.fromkeys(made))

    def _words(self, article: str, span: Span | None) -> str | None:
        text = self.text.get(article)
        if not text or span is None or not 0 <= span[0] < span[1] <= len(text) or span[1] - span[0] > LONGEST_NAME:
            return None
        words = " ".join(text[span[0] : span[1]].split())
        return None if words.casefold() in _PRONOUNS else words


_PRONOUNS: Final = frozenset(
    {"he", "she", "it", "they", "we", "i", "who", "which", "that", "this", "some", "one", "others"}
)


def cite(number: int, reading: Reading, record: Event | Signal | Casualty | Channel, sentences: Sentences) -> Cite:
    """Where a record stands in the report of that number, with the sentence it stands in."""
    quote = " ".join(sentences.around(reading.id, record.span, record.quote).split())
    return Cite(report=number, article=reading.id, sentence=record.sentence + 1, quote=unquoted(quote))


def unquoted(text: str) -> str:
    """The text without quotation marks around all of it, or half a pair at an end: the page puts its own."""
    opened, closed = text.count("“"), text.count("”")
    straight = text.count('"')
    if opened < closed and text[-1:] == "”":
        text = text[:-1]
    elif opened > closed and text[:1] == "“":
        text = text[1:]
    elif straight % 2 and '"' in (text[:1], text[-1:]):
        text = text[1:] if text[0] == '"' else text[:-1]
    wrapped = len(text) > 2 and (text[0], text[-1]) in {("“", "”"), ('"', '"'), ("‘", "’")}
    return text[1:-1] if wrapped and not set(text[1:-1]) & set('“”"‘') else text


def quoted(text: str) -> str:
    """The text in quotation marks, unless it holds some already."""
    return text if set(text) & set('“”"') else f"“{text}”"
