"""Keeping from an act is never a threat of it."""

from __future__ import annotations

import pytest

import detente

PLEDGES = [
    "Guyana and Venezuela agreed to avoid the use of force.",
    "Armenia and Azerbaijan agreed to refrain from the use of force.",
    "Russia pledged not to use force against Ukraine.",
    "Greece and Turkey agreed to avoid provocations at sea.",
    "The Houthis promised to refrain from attacking Saudi air bases.",
    "India and Pakistan agreed to abstain from hostile acts along the border.",
    "Ethiopia promised to forgo the use of force against Eritrea.",
    "Serbia undertook to avoid violence against Kosovo.",
    "China and the Philippines agreed to refrain from actions that would escalate the dispute.",
]


@pytest.mark.parametrize("text", PLEDGES)
def test_a_restraint_is_a_pledge(text: str) -> None:
    signals = detente.read(text, date="2024-01-10").signals
    assert signals
    for signal in signals:
        assert signal.kind == "pledge"
        assert signal.commitment is not None
        assert signal.commitment.direction == "de-escalates"


def test_keeping_from_talks_is_no_pledge() -> None:
    (signal,) = detente.read("Israel said it would avoid talks with Hamas.", date="2024-01-10").signals
    assert signal.kind == "refusal"


@pytest.mark.parametrize(
    "text",
    [
        '"Troops will be withdrawn by the end of May," an Indian official told reporters on condition of anonymity.',
        "Iran will release the tanker, an Iranian diplomat said on condition of anonymity.",
    ],
)
def test_a_source_s_anonymity_is_no_condition(text: str) -> None:
    for signal in detente.read(text, date="2024-01-10").signals:
        assert signal.condition is None
