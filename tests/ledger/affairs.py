"""Short affairs, told in one to four reports, read whole: what becomes of the words in them."""

from __future__ import annotations

from collections.abc import Iterable

from detente.api import read
from detente.ledger import build
from detente.records import Commitment


def rows_of(name: str, told: Iterable[tuple[str, str]]) -> tuple[Commitment, ...]:
    """The ledger of an affair: `told` are days and texts, each published that evening."""
    readings = [read(text, id=f"{name}-{n}", date=f"{day}T18:00Z") for n, (day, text) in enumerate(told)]
    return tuple(build(readings).rows)


def states_of(name: str, kind: str, side: str, told: Iterable[tuple[str, str]]) -> list[str]:
    """The last states of the words of one kind by one side."""
    return [r.state for r in rows_of(name, told) if r.signal.kind == kind and r.signal.speaker.side == side]
