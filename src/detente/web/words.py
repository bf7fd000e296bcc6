"""Rows in plain words for templates, feeds and the API's `phrase` fields."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from detente.events.incidents.independence import publisher
from detente.ledger.words import country, label, phrase_signal, state_words
from detente.publish.dates import humane as dated
from detente.publish.deeds import deed
from detente.records import Commitment, Event, Reading, Record, Signal, to_builtins
from detente.web import zones
from detente.web.library import EventRow, Pair, SignalRow, Snapshot
from detente.web.zones import readable

if TYPE_CHECKING:
    from detente.web.timeline import Picture, Window

__all__ = ["bargain", "country", "dated", "deed", "label", "pair_name", "readable", "source", "state_words"]


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=20_000)
def event_phrase(event: Event) -> str:
    """ "India struck Pakistan", or the noun for what did not happen."""
    return capital(deed(event))


_SHARES: Final = ((1, 10), (1, 5), (1, 4), (1, 3), (1, 2), (2, 3), (3, 4), (4, 5), (9, 10))


def often(likelihood: float) -> str:
    """How likely an event is right, in words: "3 in 4 such events were right"."""
    some, all_ = min(_SHARES, key=lambda share: abs(share[0] / share[1] - likelihood))
    return f"{some} in {all_} such events {'was' if some == 1 else 'were'} right"


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
    return f"{reading.source or publisher(reading)}, {day}"


def signal_words(row: SignalRow) -> str:
    """Who says what, in words."""
    return f"{label(row.signal.speaker)}: {row.signal.kind}. {bargain(row.signal)}"


def seen(query: Record, first: str = "?", **also: str | None) -> str:
    """The filters in force as the part of an address behind `first`, with some of them set otherwise; "" where there are none."""
    held = {**to_builtins(query), **also}
    text = urlencode({name: value for name, value in held.items() if value})
    return f"{first}{text}" if text else ""


def stretch(window: Window) -> str:
    """A window in words: "1 May 2025 – 12 May 2025"; short ones that are not of whole days with the clock."""
    ends = [zones.local(at) for at in window]
    clock = window.span < timedelta(days=4) and any((at.hour, at.minute) != (0, 0) for at in ends)
    return " – ".join(readable(at.isoformat()[: 16 if clock else 10]) for at in ends) + (
        f" {zones.title()}" if clock else ""
    )


def zone() -> str:
    """The chosen time zone, "" for times as stated."""
    return zones.current()


def spans(picture: Picture) -> list[tuple[str, Window]]:
    """Windows of usual lengths round the middle of the one shown, those that show less than the whole."""
    lengths = {"decade": 3652, "year": 365, "month": 30, "week": 7, "day": 1, "hour": 1 / 24}
    return [
        (name, picture.window.scaled(timedelta(days=days) / picture.window.span))
        for name, days in lengths.items()
        if timedelta(days=days) < picture.whole.span
    ]


def clock(at: datetime) -> str:
    """The time of day of a moment (UTC) in the chosen zone: "14:05 UTC"."""
    there = zones.local(at.replace(tzinfo=None))
    return f"{there:%H:%M} {zones.title()}"


def title() -> str:
    """What the clock of a timeline is called."""
    return zones.title()
