"""Standing commitments that a held path would bring due: whose condition it meets, and how much they weigh.

Conservative: only a hostile act stopped or gone on with is taken from a path. "India halts" meets "if India stops its attacks"
and "unless India attacks again", and leaves "if India reopens the border" open: nothing is said of borders.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, Literal

from detente.dynamics.credibility import standing_of
from detente.dynamics.scenario import Scenario
from detente.ledger import Ledger
from detente.ledger.acts import hostile, party
from detente.ledger.mentions import conditions
from detente.ledger.words import phrase_signal
from detente.records import Commitment, Condition, EventType, Record

STANDING: Final = frozenset({"open", "triggered"})
KINDS: Final = frozenset({"offer", "pledge", "threat", "acceptance"})


class Standing(Record, frozen=True, kw_only=True):
    """A standing commitment of the answering side that the path meets.

    `weight` is the share of draws in which it is kept: the estimated share of `credibility`, or what you believe (`whose_weight`
    "record" or "yours"); None where the record is too short and nothing was said: then it is named and not mixed in.
    """

    row: str
    words: str
    quote: str
    said: str | None
    direction: Literal["escalates", "de-escalates"]
    weight: float | None
    whose_weight: Literal["record", "yours", "nobody's"]
    record: str


def met(
    ledger: Ledger,
    scenario: Scenario,
    answering: str,
    *,
    level: float,
    done: Collection[EventType] = (),
    belief: float | None = None,
) -> tuple[Standing, ...]:
    """Standing commitments of `answering` whose condition the path meets, oldest first.

    `level` is what the path is held at (points a week), `done` the types of acts the held side did last week: what it is said to
    continue. `belief` weighs those whose record is too short.
    """
    found = [
        _weighed(row, ledger, belief)
        for row in ledger.rows
        if row.state in STANDING
        and row.signal.kind in KINDS
        and party(row.signal.speaker) in answering.split("+")
        and row.signal.commitment is not None
        and any(_meets(condition, scenario, level, done) for condition in conditions(row.signal))
    ]
    return tuple(sorted(found, key=lambda each: (each.said or "", each.row)))


def _meets(condition: Condition, scenario: Scenario, level: float, done: Collection[EventType]) -> bool:
    """Whether a condition, read as what must happen for the commitment to take hold, is among what the path brings."""
    if not any(party(actor) in scenario.side.split("+") for actor in condition.actors) or not hostile(condition):
        return False
    stops = (condition.phase in ("halt", "refrain")) != condition.negated
    if scenario.manner == "halts":
        return stops
    if stops or level >= 0:
        return False
    goes_on = condition.phase in ("continue", "halt", "refrain")  # "unless it stops": halt, negated
    if scenario.manner == "escalates":
        return goes_on or condition.type is None or condition.type in done
    return scenario.manner in ("continues", "holds") and (goes_on or condition.type in done)


def _weighed(row: Commitment, ledger: Ledger, belief: float | None) -> Standing:
    record = standing_of(row, ledger)
    rate = record.rate if record is not None else None
    commitment = row.signal.commitment
    assert commitment is not None  # `met` leaves others out
    return Standing(
        row=row.id,
        words=phrase_signal(row.signal),
        quote=row.signal.quote,
        said=row.last_said or row.first_said,
        direction=commitment.direction,
        weight=rate if rate is not None else belief,
        whose_weight="record" if rate is not None else "yours" if belief is not None else "nobody's",
        record="" if record is None else record.sentence,
    )
