"""Blame that hangs on a condition is not laid yet; courts are known by their whole names."""

from __future__ import annotations

import pytest

from detente.api import read


@pytest.mark.parametrize(
    "text",
    [
        "Somalia will sue Ethiopia unless it pays, its envoy said.",
        "Somalia will take Ethiopia to court if it does not pay.",
        "If Ethiopia signs, Somalia will report it to the Security Council, its envoy said.",
        "Norway would condemn Israel if the raids went on, its minister said.",
        "Chile would refer Venezuela to the International Criminal Court if the arrests went on.",
    ],
)
def test_blame_that_hangs_on_a_condition_is_not_told_as_made(text: str) -> None:
    told = [e for e in read(text, date="2024-05-07").events if e.type == "ACCUSE"]
    assert all(e.status not in ("reported", "claimed") for e in told), told


@pytest.mark.parametrize(
    ("text", "by", "to"),
    [
        ("Somalia took Ethiopia to the International Court of Justice on Monday.", "SOM", "ETH"),
        ("South Africa brought Israel before the International Court of Justice.", "ZAF", "ISR"),
        ("Gambia referred Myanmar to the International Criminal Court.", "GMB", "MMR"),
        ("Georgia took Russia to the European Court of Human Rights.", "GEO", "RUS"),
    ],
)
def test_a_state_taken_to_a_court_of_a_long_name_is_accused_and_not_seized(text: str, by: str, to: str) -> None:
    (event,) = read(text, date="2024-05-07").events
    assert (event.type, event.actors[0].code, event.recipients[0].code, event.status) == ("ACCUSE", by, to, "reported")
