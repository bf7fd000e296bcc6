"""The work of a ledger grows with what its rows show and no faster: counted in calls of functions, which no busy machine changes."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from types import FrameType
from typing import Any

import pytest
from tests.ledger.crafted import IND, PAK, ceasefire, condition, event, reading, signal, term

from detente.ledger import build, spoken_by
from detente.records import Actor, Commitment, Reading, State

SMALL, LARGE = 200, 400
APART = 5
"""Days between two reports: so the time in which an act may answer a word is short beside the whole."""


def affair(reports: int, *, truces: bool) -> list[Reading]:
    """One pair that says most of everything, a report every five days: blows, threats, offers, denials, charges, refusals."""
    return [_report(n, truces=truces) for n in range(reports)]


def _report(n: int, *, truces: bool) -> Reading:
    day = (date(2015, 1, 1) + timedelta(days=APART * n)).isoformat()
    one, other = (IND, PAK) if n % 2 else (PAK, IND)
    told: list[Any] = [_blow(n, one, other, day)]
    for every, make in ((2, _threat), (3, _offer), (5, _denial), (7, _charge), (11, _refusal)):
        told += [make(n, one, other)] if n % every == 0 else []
    if truces and n % 10 == 0:
        told += [ceasefire("t1", one, other), ceasefire("t2", other, one)]
    return reading(f"r{n:05}", day, *told, source=f"Paper {n % 9}")


def _blow(n: int, one: Actor, other: Actor, day: str) -> Any:
    status = "claimed" if n % 4 == 0 else "reported"
    said_by = (other,) if n % 4 == 0 else ()
    return event("e1", "ASSAULT", one, other, date=day, quote=f"Guns hit post {n} of the border.", status=status, said_by=said_by)  # fmt: skip


def _threat(n: int, one: Actor, other: Actor) -> Any:
    asked = condition(other, "ASSAULT", "continue", f"fire on sector {n} goes on", connective="if")
    return signal("s1", "threat", one, other, f"Sector {n} will be answered if fire goes on.", condition=asked, commitment=term(one, "ASSAULT", text=f"answer for sector {n}"))  # fmt: skip


def _offer(n: int, one: Actor, other: Actor) -> Any:
    asked = condition(other, "ASSAULT", "halt", f"stops its fire on village {n}", connective="if")
    return signal("s2", "offer", one, other, f"Would open road {n} if fire stopped.", condition=asked, commitment=term(one, "RETREAT", text=f"open road {n} again"))  # fmt: skip


def _denial(n: int, one: Actor, other: Actor) -> Any:
    return event("e2", "ASSAULT", one, other, quote=f"No shell fell on farm {n}.", status="denied", said_by=(one,))


def _charge(n: int, one: Actor, other: Actor) -> Any:
    said = term(other, "ASSAULT", text=f"violated the truce at hill {n}")
    return signal("s3", "accusation", one, other, f"Violated the truce at hill {n}.", commitment=said)


def _refusal(n: int, one: Actor, other: Actor) -> Any:
    said = term(one, "CONSULT", text=f"hold talks on canal {n}")
    return signal("s4", "refusal", one, other, f"No talks on canal {n}.", commitment=said)


def work(readings: Sequence[Reading]) -> tuple[int, Sequence[Commitment]]:
    """How many functions, ours and built in, a build of the ledger calls; and its rows."""
    calls = 0

    def counted(frame: FrameType, what: str, _: object) -> None:
        nonlocal calls
        calls += what in ("call", "c_call")

    build(readings[:20])  # what is read from tables is read once
    gc.disable()
    sys.setprofile(counted)
    try:
        rows = build(readings).rows
    finally:
        sys.setprofile(None)
        gc.enable()
    return calls, rows


def test_twice_the_reports_of_one_pair_are_twice_the_work() -> None:
    """A loop over all that a pair has said so far, for each new word of it, would be up to four times the work; it was 2.4 times."""
    (less, few), (more, many) = (work(affair(reports, truces=False)) for reports in (SMALL, LARGE))
    assert len(many) == pytest.approx(2 * len(few), rel=0.05)
    assert more < 2.2 * less


def test_the_work_for_each_piece_of_evidence_does_not_grow() -> None:
    """Promises not to act show every breach for ever, so that what is shown grows with the square; nothing else may."""
    (less, few), (more, many) = (work(affair(reports, truces=True)) for reports in (SMALL, LARGE))
    shown, shown_more = (sum(len(row.evidence) for row in rows) for rows in (few, many))
    assert shown_more > 2.2 * shown
    assert more / shown_more < 1.05 * less / shown


def test_the_affair_has_rows_of_many_kinds_and_ends() -> None:
    rows = build(affair(SMALL, truces=True)).rows
    assert {row.signal.kind for row in rows} >= {"threat", "offer", "pledge", "refusal"}
    states: set[State] = {row.state for row in rows}
    assert states >= {"broken", "kept", "open"}


def test_the_rows_of_a_side_alone_are_those_of_the_whole_ledger() -> None:
    readings = affair(60, truces=True)
    whole = build(readings).rows
    for side in ("IND", "PAK"):
        assert spoken_by(side, readings) == tuple(row for row in whole if row.signal.speaker.side == side)
