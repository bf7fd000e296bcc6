"""Rows in plain words for templates, feeds and the API's `phrase` fields."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from detente.events.incidents.independence import publisher
from detente.ledger.words import country, label, phrase_signal, state_words
from detente.publish.dates import readable
from detente.publish.deeds import deed
from detente.publish.harmless import harmless
from detente.records import Commitment, Event, Reading, Signal, Span
from detente.web.library import EventRow, Pair, SignalRow, Snapshot

__all__ = ["bargain", "country", "deed", "label", "pair_name", "readable", "source", "state_words"]


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=20_000)
def event_phrase(event: Event) -> str:
    """ "India struck Pakistan", or the noun for what did not happen."""
    return capital(deed(event))


def event_words(row: EventRow) -> str:
    """The same of a row."""
    return event_phrase(row.event)


@lru_cache(maxsize=20_000)
def bargain(signal: Signal) -> str:
    """The signal's condition and commitment in words."""
    return capital(phrase_signal(signal))


def state(row: Commitment) -> str:
    """Where a row stands, in words that fit its kind."""
    return state_words(row.signal.kind, row.state)


def pair_name(pair: Pair, snapshot: Snapshot) -> str:
    """ "India – Pakistan"."""
    return " – ".join(snapshot.names.get(side, country(side)) for side in pair)


def source(reading: Reading) -> str:
    """Publisher and day."""
    day = readable(reading.date[:10]) if reading.date else "no date"
    return f"{publisher(reading)}, {day}"


def marked(text: str, marks: Iterable[tuple[Span, str, str, str]]) -> Markup:
    """A text with spans marked: each mark is its span, an id, a class and a title. Spans that cross others are passed over."""
    made, end = Markup(), 0
    for (start, stop), name, kind, title in sorted(marks, key=lambda m: (m[0][0], -m[0][1])):
        if start < end or stop <= start or stop > len(text):
            continue
        made += escape(harmless(text[end:start]))
        opening = Markup('<mark id="{}" class="{}" title="{}" tabindex="0">').format(name, kind, title)
        made += opening + escape(harmless(text[start:stop])) + Markup("</mark>")
        end = stop
    return made + escape(harmless(text[end:]))


def signal_words(row: SignalRow) -> str:
    """Who says what, in words."""
    return f"{label(row.signal.speaker)}: {row.signal.kind}. {bargain(row.signal)}"
