"""Polls and economists promise and threaten nothing for a state, and what looms is nobody's threat."""

from __future__ import annotations

import pytest

from detente.api import read


@pytest.mark.parametrize(
    "text",
    [
        "Polls suggest that Poland would fight if Russia attacked.",
        "Analysts say Iran will close the strait within days.",
        "Venezuela threatens to become a failed state if the exodus goes on, economists say.",
        "The war in Sudan threatens to spill over into Chad.",
    ],
)
def test_forecasts_are_no_word_given(text: str) -> None:
    told = [e for e in read(text, date="2024-05-05").events if e.type in ("AGREE", "THREATEN")]
    assert not [e for e in told if e.status in ("reported", "claimed")]


@pytest.mark.parametrize(
    "text",
    [
        "Iran threatened to close the strait.",
        "North Korea threatened to turn Seoul to ashes.",
        "Russia threatened to destroy any ship bound for Odesa.",
    ],
)
def test_threats_stay_threats(text: str) -> None:
    assert [e.type for e in read(text, date="2024-05-05").events if e.status == "reported"][:1] == ["THREATEN"]
