"""Clause → Signal: offers, threats, pledges, demands, refusals, denials, accusations, acceptances, and talks.

    document + cast + acts + events ─ code ─> Coded(signals, events, channels)

`moves` reads words that are themselves a move ("threatened to", "an offer to"), `own` what a side says of itself ("we will
respond"); `terms` and `conditions` make both sides of the bargain, `bargain` tells which kind it is, `deadlines` by when;
`context` keeps out what is no side's word: analysts, questions, what-ifs, history, sport.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from detente.records import Channel, Document, Event, Record, Signal

if TYPE_CHECKING:
    from detente.actors import Cast


class Coded(Record, frozen=True, kw_only=True):
    """What this room makes of a document: signals, all events with the speech acts linked or added, and talks."""

    signals: tuple[Signal, ...] = ()
    events: tuple[Event, ...] = ()
    channels: tuple[Channel, ...] = ()


def code(document: Document, cast: Cast, acts: Mapping[int, Sequence[Any]], events: Sequence[Event]) -> Coded:
    """The signals of a document. `acts` and `events` are the events room's; event ids are kept, new ones start with "x"."""
    from detente.signals.reader import Reader

    return Reader(document, cast, acts, events).read()
