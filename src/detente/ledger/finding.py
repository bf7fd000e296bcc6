"""What a later act or word amounts to for one row: its sense, its score in parts, and who stands behind it.

The thresholds are explained in docs/ledger.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, Literal

from detente.ledger.acts import likeness
from detente.ledger.mentions import Mention
from detente.ledger.thresholds import days, threshold
from detente.ledger.when import BEGINNING, DAY, EVER, Moment
from detente.records import EventType, Evidence, State, Status

DECISIVE: Final = threshold("DECISIVE")
"""From here a finding counts by itself: the side or its army, an act of the very kind, surely later."""
LEAST: Final = threshold("LEAST")
"""From here it bears on the row as a claim would; below, it is noted when only its time is in doubt, else left out."""
NEAR: Final = days("NEAR") * DAY
FAR: Final = days("FAR") * DAY
DENIAL: Final = days("DENIAL") * DAY
"""An act within 30 days of the words is taken for an answer to them (1.0), within 90 perhaps (.8), later not."""
AGREED: Final = threshold("AGREED")
ANNOUNCED: Final = threshold("ANNOUNCED")
WORD_ONLY: Final = threshold("WORD_ONLY")
"""A mutual agreement to stop is good evidence of stopping, an order or announcement fair evidence, a bare word weak."""

Effect = Literal[
    "met", "continued", "deed", "breach", "undone", "confirm", "truce", "denial", "withdraw", "declined", "disowned"
]
DEEDS: Final[frozenset[Status]] = frozenset({"reported", "claimed"})


@dataclass(frozen=True)
class Finding:
    """One event or signal that bears on a row: in what sense, when it happened, and who stands behind it."""

    effect: Effect
    when: Moment
    evidence: Evidence
    publisher: str
    standing: Literal["reported", "claimed", "own words", "agreed"]
    condition: int = 0
    claimants: frozenset[str] = frozenset()
    act: EventType | None = None
    known: Moment | None = None  # when its report came out
    doers: frozenset[str] = frozenset()  # whose act it is
    hit: frozenset[str] = frozenset()  # whom it struck, or is said not to have struck

    @cached_property
    def key(self) -> tuple[str, int, str, str, str]:
        """Sorts findings by time, then by name, so that the order of reports never matters."""
        return (self.effect, self.condition, str(self.when.low), self.evidence.article, self.evidence.record)

    @cached_property
    def in_row(self) -> tuple[str, tuple[str, int, str, str, str]]:
        """Sorts the evidence of a row: by time alone, then as `key`."""
        return (self.key[2], self.key)

    @cached_property
    def day(self) -> date:
        """The last day it may lie on: acts of one day are put together."""
        return self.when.last_day


def product(parts: dict[str, float]) -> float:
    """The score of a finding: the product of its parts."""
    score = 1.0
    for part in parts.values():
        score *= part
    return round(score, 4)


SUPPORTS: Final[dict[Effect, State | None]] = {
    "met": "triggered",
    "continued": "open",
    "deed": "kept",
    "breach": "broken",
    "undone": "broken",
    "confirm": "kept",
    "truce": "lapsed",
    "denial": None,
    "withdraw": "withdrawn",
    "declined": "lapsed",
    "disowned": "contested",
}
WHY: Final[dict[Effect, str]] = {
    "met": "does what the condition names",
    "continued": "goes on with what the condition asks to stop",
    "deed": "does what was promised",
    "breach": "does what was promised not to happen",
    "undone": "has not done what was promised",
    "confirm": "the promise is said to hold",
    "truce": "the two sides agree to stop",
    "denial": "denies an act of the kind",
    "withdraw": "takes back the words",
    "declined": "refuses what was offered",
    "disowned": "denies that it was offered",
}


def concerns(row: Mention, act: EventType | None) -> bool:
    """Whether a row is about acts like this one, so that a denial of it bears on the row."""
    return max(likeness(type_, act) for type_ in row.at_stake) >= LEAST


REACH: Final = max(DENIAL, days("DENIAL_DAYS") * DAY, DAY)
"""A denial weighs against acts told of within so long of it, and against none other."""


def stretches(found: Iterable[Finding]) -> list[Moment]:
    """The stretches of time, in order and apart, in which a denial may speak of one of these acts."""
    made: list[Moment] = []
    for low, high in sorted((finding.when.low, finding.when.high) for finding in found):
        first = low - REACH if low - BEGINNING > REACH else BEGINNING
        last = high + REACH if EVER - high > REACH else EVER
        if made and first <= made[-1].high:
            made[-1] = Moment(made[-1].low, max(made[-1].high, last))
        else:
            made.append(Moment(first, last))
    return made
