"""Bargains put to others through the press ("if you stop, …"), and threats in pictures ("the gates of hell")."""

from __future__ import annotations

import pytest

from detente.api import read
from detente.records import Signal


def _signals(text: str) -> list[tuple[str, str, set[str], set[str]]]:
    """Kind, speaker, addressees and actors of the condition of each signal."""

    def doers(signal: Signal) -> set[str]:
        return {a.code for a in signal.condition.actors} if signal.condition is not None else set()

    return [
        (s.kind, s.speaker.code, {a.code for a in s.addressees}, doers(s))
        for s in read(text, date="2025-05-13").signals
    ]


@pytest.mark.parametrize(
    ("text", "kind", "by", "to"),
    [
        (
            "Armenia and Azerbaijan exchanged fire on Monday. Russia's president told journalists in Moscow: “If you lay down your"
            " arms, we will send humanitarian aid.”",
            "offer",
            "RUS",
            {"ARM", "AZE"},
        ),
        (
            "Egypt denied that an American offer of loans had anything to do with the end of its quarrel with Sudan. President"
            " Joe Biden had told reporters: “If you stop it, we will send you wheat.”",
            "offer",
            "USA",
            {"EGY", "SDN"},
        ),
        (
            "India said it hit nine sites in Pakistan. Asif told reporters: “If you stop your attacks, we will stop too.”",
            "offer",
            "PAK",
            {"IND"},
        ),
        (
            "Serbia moved troops to the border of Kosovo. “If you cross it, we will fight,” Kosovo's prime minister told state television.",
            "threat",
            "XKX",
            {"SRB"},
        ),
        (
            "Trump said he had told the leaders of Thailand and Cambodia: “If you keep fighting, I will raise the tariffs.”",
            "threat",
            "USA",
            {"THA", "KHM"},
        ),
    ],
)
def test_you_in_a_bargain_told_to_the_press_is_the_other_side(text: str, kind: str, by: str, to: set[str]) -> None:
    assert (kind, by, to, to) in _signals(text)


@pytest.mark.parametrize(
    "text",
    [
        "Iran launched missiles at Israel. “If you look at the map, you will see that all sites are far from towns,” its minister said.",
        "Sudan closed its border with Chad. “If you ask me, we will be home by Christmas,” a Chadian minister told reporters.",
        "Ukraine and Russia met in Istanbul. “If you read it again, you will agree with us,” a Polish minister told a newspaper.",
    ],
)
def test_you_who_are_only_asked_to_look_or_listen_are_no_side(text: str) -> None:
    assert not _signals(text)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("“We will open the gates of hell on Israel if its tanks enter Rafah,” Hamas said.", "PSE"),
        (
            "The Houthis promised to turn the strait into a graveyard for American ships should Washington attack Yemen.",
            "YEM",
        ),
        ("Russia's security chief said Ukraine would cease to exist as a state if it attacked Crimea.", "RUS"),
        ("China said those who support Taiwan's independence would come to no good end.", "CHN"),
        ("Kenya would turn Kismayo into rubble if its soldiers were fired on, its minister told al-Shabaab.", "KEN"),
        ("Iran would set the region ablaze if its oil fields were touched, its army chief said.", "IRN"),
    ],
)
def test_destruction_in_pictures_is_threatened_and_not_offered(text: str, by: str) -> None:
    assert [(kind, speaker) for kind, speaker, *_ in _signals(text)] == [("threat", by)]


@pytest.mark.parametrize(
    "text",
    [
        "Germany turned the former base into a graveyard for the soldiers of both wars.",
        "The caliphate would cease to exist within weeks, an analyst said.",
        "Ukraine set a Russian oil depot ablaze overnight.",
    ],
)
def test_the_same_pictures_of_deeds_and_of_forecasts_threaten_nobody(text: str) -> None:
    assert not [kind for kind, *_ in _signals(text) if kind == "threat"]
