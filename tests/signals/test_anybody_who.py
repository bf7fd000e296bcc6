"""What anybody might refuse, who denies in "which it denies", own people called home, and no return to war."""

from __future__ import annotations

import pytest

from detente.api import read


def _heard(text: str) -> list[tuple[str, str]]:
    return [(s.kind, s.speaker.group or s.speaker.code) for s in read(text, date="2025-03-18").signals]


@pytest.mark.parametrize(
    "text",
    [
        "South Sudan's information minister warned that any civilian who refused to leave a military zone would be treated as a combatant.",
        "Russia's navy said every ship that refused to stop would be boarded.",
    ],
)  # fmt: skip
def test_what_anybody_may_refuse_is_no_refusal_of_the_speakers(text: str) -> None:
    assert "refusal" not in {kind for kind, _ in _heard(text)}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Chad accuses Sudan of supporting the rebels, which it denies.", "SDN"),
        ("South Sudan's government accuses Riek Machar's party of supporting the offensive, which it denies.", "SPLM-in-Opposition"),
        ("Kyiv accused Minsk of letting drones through, which it denied.", "BLR"),
    ],
)  # fmt: skip
def test_which_it_denies_is_the_word_of_the_accused(text: str, by: str) -> None:
    assert ("denial", by) in _heard(text)


@pytest.mark.parametrize(
    "text",
    ["The United States ordered its staff to leave Juba.", "India told its citizens to leave Canada at once."],
)
def test_own_people_called_home_are_no_halt_and_nobody_is_expelled(text: str) -> None:
    reading = read(text, date="2025-03-24")
    assert not reading.signals
    assert not [e for e in reading.events if e.type in ("SANCTION", "AGREE")]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("South Sudan's information minister said the government would not return the country to war.", "SSD"),
        ("Ethiopia will not go back to war with Eritrea, Abiy said.", "ETH"),
    ],
)
def test_no_return_to_war_is_pledged(text: str, by: str) -> None:
    (pledge,) = read(text, date="2025-03-24").signals
    assert pledge.commitment is not None
    assert (pledge.kind, pledge.speaker.code, pledge.commitment.type) == ("pledge", by, "ASSAULT")
    assert pledge.commitment.phase == "refrain"


@pytest.mark.parametrize(
    "text",
    [
        "Armenia has to recognise Karabakh as part of Azerbaijan and to agree to a border on Azerbaijan's terms, Aliyev told settlers.",
        "Eritrea must pull back its troops and agree to monitors, Ethiopia's premier said.",
        "Sudan may withdraw from Abyei and agree to monitors, a diplomat said.",
    ],
)  # fmt: skip
def test_what_one_must_or_may_agree_to_is_not_pledged(text: str) -> None:
    assert "pledge" not in {kind for kind, _ in _heard(text)}
