"""How each source fares, in one word and a few figures, from what the store keeps of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec

from detente.records import Record
from detente.watch.desk import STATE
from detente.watch.memory import Record as Kept
from detente.when import moment

Health = Literal["well", "silent", "failing", "late", "new"]
FAILING = 3
"""Rounds in a row that failed."""
SILENT_ROUNDS, SILENT_SECONDS = 50, 2 * 86_400.0
"""A source is silent when its rounds go well and bring nothing new for so many rounds, and at least so long."""


class SourceHealth(Record, frozen=True, kw_only=True):
    """A row of `detente status`. `lag` is seconds since the last success; `health`: see `word`."""

    name: str
    health: Health
    kind: str
    address: str
    last_success: str | None
    lag: float | None
    last_new: str | None
    newest: str | None
    new: int
    copies: int
    foreign: int
    aside: int
    errors: int
    in_a_row: int
    last_error: str | None


def health(states: dict[str, dict[str, Any]], now: datetime) -> list[SourceHealth]:
    """A row for each source the store knows of (`Store.states`), by name."""
    kept = [
        msgspec.convert(value, Kept, strict=False) for key, value in sorted(states.items()) if key.startswith(STATE)
    ]
    return [_row(each, now) for each in kept]


def _row(record: Kept, now: datetime) -> SourceHealth:
    lag = _since(record.last_success, now)
    return SourceHealth(
        name=record.name,
        health=word(record, now),
        kind=record.kind,
        address=record.address,
        last_success=record.last_success,
        lag=lag,
        last_new=record.last_new,
        newest=record.newest,
        new=record.new,
        copies=record.copies,
        foreign=record.foreign,
        aside=record.aside,
        errors=record.errors,
        in_a_row=record.in_a_row,
        last_error=record.last_error if record.in_a_row or record.errors else None,
    )


def word(record: Kept, now: datetime) -> Health:
    """new: not read yet · failing: its last three rounds failed · late: no success for three times its interval (it hangs, fails, or
    nobody watches) · silent: read without fault and nothing new for long · well."""
    if record.last_success is None and record.in_a_row < FAILING:
        return "new"
    if record.in_a_row >= FAILING:
        return "failing"
    if (_since(record.last_success, now) or 0.0) > 3 * record.every + 300.0:
        return "late"
    quiet = _since(record.last_new, now)
    if quiet is not None and quiet > max(SILENT_ROUNDS * record.every, SILENT_SECONDS):
        return "silent"
    return "well"


def _since(text: str | None, now: datetime) -> float | None:
    """Seconds since then; none before now, should the clock have been set back."""
    then = moment(text)
    return None if then is None else max((now - then.low).total_seconds(), 0.0)
