"""A reading as rows: one a record, with what is asked for in columns of its own; and the whole of it, compressed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from detente.records import Actor, Casualty, Event, Place, Reading, Signal, Span
from detente.store.times import when

Row = dict[str, Any]
LEVEL = 6


def pack(reading: Reading) -> bytes:
    """The whole record, compressed; `unpack` gives it back."""
    return zlib.compress(msgspec.json.encode(reading), LEVEL)


def unpack(raw: bytes) -> Reading:
    """The reading that `pack` was given."""
    return msgspec.json.decode(zlib.decompress(raw), type=Reading)


def sides(actors: Iterable[Actor]) -> str:
    """Who, for people: "IND; Hezbollah"."""
    return "; ".join(dict.fromkeys(actor.side for actor in actors))


def events(reading: Reading) -> Iterator[Row]:
    """A row for each event."""
    for event in reading.events:
        yield {
            "id": event.id, "type": event.type, "mode": event.mode, "cameo": event.cameo, "goldstein": event.goldstein,
            "status": event.status, "background": event.background, "phase": event.phase, "inside": event.inside,
            **_time("event", event.date), "actors": sides(event.actors), "recipients": sides(event.recipients),
            "said_by": sides(event.said_by), **place_columns(event.place), **_words(event),
            "rule": event.rule,
        }  # fmt: skip


def signals(reading: Reading) -> Iterator[Row]:
    """A row for each signal; when it was said is the event time, the article's where the words give none."""
    for signal in reading.signals:
        done, asked = signal.commitment, signal.condition
        yield {
            "id": signal.id, "event": signal.event, "kind": signal.kind, "firm": signal.firm,
            "background": signal.background, **_time("event", signal.date or reading.date),
            **_time("deadline", signal.deadline), "speaker": signal.speaker.side, "addressees": sides(signal.addressees),
            "commitment_type": done.type if done else None, "commitment_phase": done.phase if done else None,
            "commitment_direction": done.direction if done else None, "commitment_text": done.text if done else None,
            "condition_type": asked.type if asked else None, "condition_phase": asked.phase if asked else None,
            "condition_direction": asked.direction if asked else None, "condition_negated": asked.negated if asked else None,
            "condition_text": asked.text if asked else None, **_words(signal), "rule": signal.rule,
        }  # fmt: skip


def casualties(reading: Reading) -> Iterator[Row]:
    """A row for each figure of people hurt: c1, c2 … in the order of the reading."""
    for number, hurt in enumerate(reading.casualties, 1):
        yield {
            "id": f"c{number}", "kind": hurt.kind, "low": _int(hurt.low), "high": _int(hurt.high), "who": hurt.who,
            "victims": sides(hurt.victims), "said_by": sides(hurt.said_by), "status": hurt.status,
            "background": hurt.background, **_time("event", hurt.date), **place_columns(hurt.place), **_words(hurt),
        }  # fmt: skip


def places(reading: Reading) -> Iterator[Row]:
    """A row for each place named: p1, p2 …"""
    for number, place in enumerate(reading.places, 1):
        start, end = place.span or (None, None)
        yield {"id": f"p{number}", **place_columns(place), "span_start": start, "span_end": end}


def parties(reading: Reading) -> Iterator[Row]:
    """A row for each part somebody has in a record."""
    for event in reading.events:
        yield from _parts(event.id, actor=event.actors, recipient=event.recipients, said_by=event.said_by)
    for signal in reading.signals:
        yield from _parts(signal.id, speaker=(signal.speaker,), addressee=signal.addressees)
    for number, hurt in enumerate(reading.casualties, 1):
        yield from _parts(f"c{number}", victim=hurt.victims, said_by=hurt.said_by)


def _parts(record: str, **parts: tuple[Actor, ...]) -> Iterator[Row]:
    for part, actors in parts.items():
        for number, actor in enumerate(actors):
            yield {
                "record": record, "part": part, "number": number, "side": actor.side, "code": actor.code,
                "sector": actor.sector, "name": actor.name, "role": actor.role,
            }  # fmt: skip


def _time(name: str, text: str | None) -> Row:
    found = when(text)
    return {f"{name}_at": found.at, f"{name}_precision": found.precision, f"{name}_text": text}


def place_columns(place: Place | None) -> Row:
    """Where, in columns."""
    if place is None:
        return {"place": None, "country": None, "latitude": None, "longitude": None, "disputed": None}
    return {
        "place": place.name, "country": place.country, "latitude": place.latitude, "longitude": place.longitude,
        "disputed": place.disputed,
    }  # fmt: skip


def _words(record: Event | Signal | Casualty) -> Row:
    span: Span = record.span
    return {"quote": record.quote, "span_start": span[0], "span_end": span[1], "sentence": record.sentence}


def _int(number: int | None) -> int | None:
    """Numbers beyond 64 bits are no number of people."""
    return number if number is None or abs(number) < 1 << 31 else None
