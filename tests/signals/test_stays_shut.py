"""A way between sides that is to stay shut until something comes about: a measure kept up by whoever says so."""

from __future__ import annotations

import pytest

from detente.api import read

STAYS = (
    ("The crossing will stay closed until Poland lifts its sanctions, the border service of Belarus said.", "BLR"),
    ("The border will remain shut until the killers are handed over, the Rwandan army said.", "RWA"),
    ("Pakistan's border with Afghanistan will stay closed until the attackers are handed over, Islamabad said.", "PAK"),
    ("The airspace will stay closed to Israeli planes until the attack ends, Turkey's transport minister said.", "TUR"),
    ("The bridge will remain blocked unless the M23 leaves Bunagana, Uganda's army said.", "UGA"),
    (
        "Its ports would stay sealed to Greek ships as long as Athens arms the islands, Turkey's foreign ministry said.",
        "TUR",
    ),
)


@pytest.mark.parametrize(("text", "code"), STAYS)
def test_what_is_kept_shut_is_a_measure_that_goes_on(text: str, code: str) -> None:
    threats = [s for s in read(text, id="a", date="2023-10-10").signals if s.kind == "threat"]
    assert [(s.speaker.code, s.commitment.phase if s.commitment else None) for s in threats] == [(code, "continue")]
    assert threats[0].condition is not None


@pytest.mark.parametrize(
    "text",
    [
        "The shop will stay closed until Monday, its owner said.",
        "The school will remain shut until the heating is repaired, the mayor of Oslo said.",
        "The museum would stay closed until the roof is mended, Italy's culture minister said.",
    ],
)
def test_a_shop_or_a_school_kept_shut_threatens_nobody(text: str) -> None:
    assert not [s for s in read(text, id="a", date="2023-10-10").signals if s.kind == "threat"]
