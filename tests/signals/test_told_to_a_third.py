"""Offers told to a third side, and restraints thrown off."""

from __future__ import annotations

import pytest

from detente.api import read


@pytest.mark.parametrize(
    ("text", "by", "to"),
    [
        ("Myanmar's junta leader told Chinese Premier Li Qiang that he was open to talks if the Arakan Army stopped its attacks.", "MMR", "Arakan Army"),
        ("Ethiopia told the African Union it would withdraw if Eritrea withdrew.", "ETH", "ERI"),
        ("Zelensky told Macron that Ukraine would stop its strikes if Russia did.", "UKR", "RUS"),
        ("Pakistan told Washington it was ready to talk once India lifted the blockade.", "PAK", "IND"),
    ],
)  # fmt: skip
def test_an_offer_told_to_a_third_is_made_to_those_whose_act_it_waits_for(text: str, by: str, to: str) -> None:
    (offer,) = [s for s in read(text, date="2024-11-08").signals if s.kind == "offer"]
    assert (offer.speaker.code, [a.group or a.code for a in offer.addressees]) == (by, [to])


@pytest.mark.parametrize(
    "text",
    [
        "Lukashenko has said he would no longer stop migrants on their way to Poland.",
        "Turkey would no longer hold back refugees on their way to Europe, Erdogan said.",
        "Libya's coast guard will not stop boats to Italy any longer unless Rome pays, its commander said.",
    ],
)
def test_letting_people_through_who_were_held_back_is_threatened(text: str) -> None:
    assert [s.kind for s in read(text, date="2024-11-08").signals] == ["threat"]


@pytest.mark.parametrize(
    "text",
    [
        "“If the junta violates the agreement, we are prepared to resume operations and pursue the goal of capturing towns,” the Arakan Army warned.",
        "If the junta violates the agreement, the Arakan Army is prepared to resume operations and pursue the original goal of capturing towns, it said.",
        "“If Ethiopia violates the truce, we are prepared to resume the war and capture Assab,” Eritrea said.",
    ],
)  # fmt: skip
def test_prepared_to_resume_is_a_threat_however_the_words_are_tagged(text: str) -> None:
    assert [s.kind for s in read(text, date="2024-11-08").signals] == ["threat"]
