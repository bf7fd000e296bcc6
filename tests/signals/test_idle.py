"""What has the form of a move and binds nobody, each beside a near twin that does."""

from __future__ import annotations

import pytest

from detente.api import read

_TWINS = [
    (
        "The complaint against Uganda will be put before the ministers on Monday, Kenya's president said.",
        "The prisoners from Uganda will be freed on Monday, Kenya's president said.",
    ),
    (
        "Tanzanian violations will be discussed at the summit, Rwanda's foreign minister confirmed.",
        "The sanctions on Tanzania will be lifted at the summit, Rwanda's foreign minister confirmed.",
    ),
    (
        "Vietnam's coast guard will assess the damage done by the Chinese boats, it said.",
        "Vietnam's coast guard will release the Chinese boats, it said.",
    ),
    (
        "Once the repairs are over the survey ship will return to its duties off Cyprus, Turkey's president said.",
        "Once the repairs are over the survey ship will leave the waters of Cyprus, Turkey's president said.",
    ),
    (
        "Argentina vowed to defend its claims to the islands that Britain holds.",
        "Argentina vowed to defend its claims to the islands that Britain holds by force.",
    ),
    (
        "The security council will hold a meeting today on the plan of the Americans, Sudan's president said.",
        "The army will leave the towns the Americans named, Sudan's president said.",
    ),
    (
        "Algeria says the decision to resume patrols was a response to Morocco's treaty with Spain.",
        "Algeria announced its decision to attack Moroccan patrols.",
    ),
    (
        "Chinese ships undertook dangerous manoeuvres near the Philippine boats on Monday.",
        "China undertook to keep its ships away from the Philippine boats.",
    ),
]


@pytest.mark.parametrize(("text", "twin"), _TWINS)
def test_what_binds_nobody_is_no_move_and_its_twin_is_one(text: str, twin: str) -> None:
    committing = ("threat", "pledge", "offer")
    assert [s for s in read(text, date="2025-06-01").signals if s.kind in committing] == []
    assert [s for s in read(twin, date="2025-06-01").signals if s.kind in committing] != []


def test_ready_to_meet_with_a_leader_threatens_nobody() -> None:
    text = "Armenia's premier said he was ready to meet with President Aliyev to end the military standoff."
    assert {s.kind for s in read(text, date="2025-06-01").signals} <= {"pledge", "offer"}
    force = "Iran would meet any attack with force, its army said."
    assert [s.kind for s in read(force, date="2025-06-01").signals] == ["threat"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Egypt and Kenya proposed a truce, hinting at excluding Sudan's army from the talks.", set()),
        ("Ukraine's president said Russia was still not ready for peace.", set()),
        ("Russia's president said his country was not ready for talks with Ukraine.", {"refusal"}),
    ],
)
def test_what_is_told_of_another_is_no_refusal_of_his(text: str, kinds: set[str]) -> None:
    assert {s.kind for s in read(text, date="2025-06-01").signals if s.kind == "refusal"} == kinds


def test_whose_imports_are_barred_is_threatened() -> None:
    barred = "The Houthis vowed to prevent tankers from entering Israeli ports."
    kept = "Egypt pledged to prevent weapons from reaching Gaza."
    assert [s.kind for s in read(barred, date="2025-06-01").signals] == ["threat"]
    assert [s.kind for s in read(kept, date="2025-06-01").signals] == ["pledge"]
