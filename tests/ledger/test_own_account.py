"""Whoever threatens judges himself whether what he warned of came about; no promise is treated so."""

from __future__ import annotations

from typing import Any

from tests.ledger.crafted import IND, PAK, USA, condition, event, reading, signal, term

from detente.ledger import build
from detente.records import Commitment, Reading

QUOTE = "Should Graustark fire, we will answer."


def threat() -> Reading:
    words = signal("t", "threat", PAK, IND, QUOTE, condition=condition(IND, "ASSAULT"), commitment=term(PAK, "ASSAULT"))
    return reading("vow", "2025-05-01", words)


def fired(day: str, **more: Any) -> Reading:
    hit = event("e1", "ASSAULT", IND, PAK, date=day, quote="Its guns fired at the town.", **more)
    return reading(f"fired-{day}-{hit.status}", day, hit)


def answered(day: str, quote: str = "It hit the guns in response.") -> Reading:
    return reading(
        "answer", day, event("e2", "ASSAULT", PAK, IND, date=day, quote=quote, status="claimed", said_by=(PAK,))
    )


def row(*readings: Reading) -> Commitment:
    return next(r for r in build(readings).rows if r.id == "vow/t")


def test_a_threat_is_due_when_its_own_side_says_so_undenied() -> None:
    assert row(threat(), fired("2025-05-03", status="claimed", said_by=(PAK,))).state == "triggered"


def test_it_is_not_due_because_a_third_says_so() -> None:
    assert row(threat(), fired("2025-05-03", status="claimed", said_by=(USA,))).state == "open"


def test_it_is_contested_where_the_other_denies_it() -> None:
    denied = fired("2025-05-03", status="denied", said_by=(IND,))
    made = row(threat(), fired("2025-05-03", status="claimed", said_by=(PAK,)), denied)
    assert (made.state, made.history[-1].rule) == ("contested", "condition-disputed")


def test_acted_upon_it_is_carried_out_though_the_other_denies_it() -> None:
    denied = fired("2025-05-03", status="denied", said_by=(IND,))
    made = row(threat(), fired("2025-05-03", status="claimed", said_by=(PAK,)), denied, answered("2025-05-04"))
    assert [change.state for change in made.history] == ["open", "contested", "kept"]


def test_on_the_same_day_only_what_is_called_an_answer_carries_it_out() -> None:
    claimed, denied = (
        fired("2025-05-03", status="claimed", said_by=(PAK,)),
        fired("2025-05-03", status="denied", said_by=(IND,)),
    )
    assert row(threat(), claimed, denied, answered("2025-05-03")).state == "kept"
    assert row(threat(), claimed, denied, answered("2025-05-03", "It hit a depot.")).state == "contested"


def test_a_denied_claim_by_others_carries_nothing_out() -> None:
    denied = fired("2025-05-03", status="denied", said_by=(IND,))
    made = row(threat(), fired("2025-05-03", status="claimed", said_by=(USA,)), denied, answered("2025-05-04"))
    assert made.state == "contested"


def test_an_offer_is_not_due_on_its_speakers_word() -> None:
    stop = signal("t", "offer", PAK, IND, "words", condition=condition(IND, "RETREAT"), commitment=term(PAK, "RETREAT"))
    halt = event(
        "e1", "RETREAT", IND, PAK, date="2025-05-03", quote="Graustark pulled out.", status="claimed", said_by=(PAK,)
    )
    made = row(reading("vow", "2025-05-01", stop), reading("halt", "2025-05-03", halt))
    assert made.state in ("open", "triggered")
    assert all("nobody denies" not in change.because for change in made.history)
