"""What a side does on the day of its threat, what others announced for it, and breaches it charges: short reports of other crises."""

from __future__ import annotations

import pytest

from detente.api import read
from detente.ledger import build
from detente.records import Commitment, Reading

Told = tuple[str, str]  # when it came out, and its text


def report(when: str, text: str) -> Reading:
    return read(text, id=f"{when} {text[:20]}", date=when)


def row(kind: str, *told: Told, as_of: str | None = None) -> Commitment:
    ledger = build([report(*one) for one in told], as_of=as_of)
    return next(r for r in ledger.rows if r.signal.kind == kind)


# ------------------------------------------------------------------------------------------- answered the same day


@pytest.mark.parametrize(
    ("threat", "blow"),
    [
        (
            "Sudan will be punished for the bombing of Renk, South Sudan's president said on Monday.",
            "South Sudan's army attacked a Sudanese garrison on Monday in retaliation for the raid on Renk, it said.",
        ),
        (
            "Azerbaijan will pay for the shelling of Goris, Armenia's defence minister said on Monday.",
            "Armenia shelled Azerbaijani posts on Monday evening in response to the fire on Goris.",
        ),
        (
            "Rwanda will be punished for its attack on Goma, Congo's president said on Monday.",
            "Congo's air force bombed a Rwandan camp on Monday in answer to the attack on Goma.",
        ),
    ],
)
def test_a_blow_told_later_that_day_as_an_answer_carries_a_threat_out(threat: str, blow: str) -> None:
    assert row("threat", ("2025-03-03T09:00Z", threat), ("2025-03-03T21:00Z", blow)).state == "kept"


def test_a_blow_that_is_called_no_answer_is_not_known_to_be_later() -> None:
    threat = "Azerbaijan will pay for the shelling of Goris, Armenia's defence minister said on Monday."
    blow = "Armenia shelled Azerbaijani posts on Monday."
    assert row("threat", ("2025-03-03T09:00Z", threat), ("2025-03-03T21:00Z", blow)).state == "open"


def test_a_blow_told_before_the_threat_in_its_own_report_may_be_the_one_meant() -> None:
    threat = "Armenia shelled Azerbaijani posts on Monday. Azerbaijan will pay for the shelling of Goris, Armenia's defence minister said on Monday."
    blow = "Armenia shelled Azerbaijani posts on Monday in response to the fire on Goris."
    assert row("threat", ("2025-03-03T09:00Z", threat), ("2025-03-03T21:00Z", blow)).state == "open"


# ------------------------------------------------------------------------------------------ announced and not wanted

ANNOUNCED = [
    (
        "President Donald Trump said on Monday that Russia and Ukraine had agreed to hold talks in Budapest next month.",
        "The Kremlin said on Thursday that there would be no talks with Ukraine in Budapest or anywhere else.",
    ),
    (
        "French President Emmanuel Macron said on Monday that Armenia and Azerbaijan had agreed to start talks on a road.",
        "Any talks with Armenia would be about the border, Azerbaijan's president said on Thursday.",
    ),
    (
        "U.S. Secretary of State Marco Rubio said on Monday that India and China had agreed to start talks at a neutral site.",
        "All issues with China have to be settled bilaterally, India's foreign minister said on Thursday.",
    ),
]


@pytest.mark.parametrize(("announced", "refused"), ANNOUNCED)
def test_talks_announced_by_a_third_lapse_when_one_of_the_two_wants_none(announced: str, refused: str) -> None:
    told = ("2025-08-18T15:00Z", announced), ("2025-08-21T15:00Z", refused)
    assert row("pledge", *told, as_of="2025-08-19").state == "contested"
    assert row("pledge", *told).state == "lapsed"


def test_what_a_side_promised_itself_is_not_taken_back_by_limits() -> None:
    promised = "Armenia and Azerbaijan agreed on Monday to hold talks on a road."
    limited = "Any talks with Armenia would be about the border, Azerbaijan's president said on Thursday."
    assert row("pledge", ("2025-08-18T15:00Z", promised), ("2025-08-21T15:00Z", limited)).state == "open"


# ------------------------------------------------------------------------------------------------ breaches charged


@pytest.mark.parametrize(
    ("threat", "charge", "answer"),
    [
        (
            "Any breach of the truce by Cambodia will be met with force, Thailand's army said on Monday.",
            "Thailand accused Cambodia on Wednesday of breaking the truce. Cambodia denied that it had fired.",
            "Thai artillery shelled Cambodian positions on Thursday in response to the violation, Thailand's army said.",
        ),
        (
            "Any violation by Hezbollah will be met with force, Israel's defence minister said on Monday.",
            "Israel accused Hezbollah on Wednesday of violating the ceasefire. Hezbollah denied it.",
            "Israel bombed Hezbollah positions on Thursday in response to the violation, Israel's army said.",
        ),
    ],
)
def test_a_breach_charged_and_answered_carries_out_the_threat_on_its_own_account(
    threat: str, charge: str, answer: str
) -> None:
    told = ("2025-03-03T09:00Z", threat), ("2025-03-05T09:00Z", charge), ("2025-03-06T20:00Z", answer)
    assert row("threat", *told, as_of="2025-03-04").state == "open"
    assert row("threat", *told, as_of="2025-03-05").state in ("triggered", "contested")
    assert row("threat", *told).state == "kept"


def test_a_further_violation_is_not_the_old_one_told_again() -> None:
    threat = "India accused Pakistan on Monday of violating the truce. Its forces have orders to deal strongly with any further violation by Pakistan, the Indian army said."
    again = "India has accused Pakistan of violating the truce in its first hours."
    assert row("threat", ("2025-03-03T20:00Z", threat), ("2025-03-05T20:00Z", again)).state == "open"
