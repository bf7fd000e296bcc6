"""Threats of a court or council, of penalties, of a firmer stance; and wishes of what others should do, which are no threats."""

from __future__ import annotations

import pytest

from detente.api import read
from detente.records import Signal


def _read(text: str) -> tuple[Signal, ...]:
    return read(text, date="2024-05-07").signals


@pytest.mark.parametrize(
    ("text", "by", "to"),
    [
        ("Guyana threatened to take Venezuela's referendum to the United Nations Security Council.", "GUY", "VEN"),
        (
            "Lebanon will refer the strike to the International Criminal Court if Israel does not apologise, it said.",
            "LBN",
            "ISR",
        ),
        (
            "Armenia said it would bring the blockade before the Security Council unless Azerbaijan opened the road.",
            "ARM",
            "AZE",
        ),
        (
            "Pakistan vowed to raise the killings at the United Nations if India did not punish its soldiers.",
            "PAK",
            "IND",
        ),
        (
            "Somalia will take the seizure to the African Union's court if Ethiopia keeps the ship, its envoy said.",
            "SOM",
            "ETH",
        ),
        ("Qatar threatened to submit the closure of the border by Bahrain to arbitration.", "QAT", "BHR"),
    ],
)
def test_the_body_a_quarrel_is_taken_to_is_not_whom_it_is_threatened_to(text: str, by: str, to: str) -> None:
    (threat,) = [s for s in _read(text) if s.kind == "threat"]
    assert (threat.speaker.code, [a.code for a in threat.addressees]) == (by, [to])


@pytest.mark.parametrize(
    "text",
    [
        "Greece's prime minister said that unless Turkey withdrew he wanted the European Union to impose tough sanctions.",
        "If Rwanda does not pull out, Congo wants the Security Council to punish it, its foreign minister said.",
        "Ukraine wants NATO to send jets if Russia attacks again, Zelensky said.",
        "Estonia expects the alliance to answer if Russia crosses the border, its defence minister said.",
    ],
)
def test_what_one_wants_of_a_friend_is_no_threat_to_the_friend(text: str) -> None:
    assert not [s for s in _read(text) if s.kind == "threat"]


@pytest.mark.parametrize(
    ("text", "by", "to"),
    [
        ("The European Union said Ankara could face sanctions over its drilling off Cyprus.", "IGO", "TUR"),
        ("Turkey could lose European money if it goes on drilling, Germany's foreign minister said.", "DEU", "TUR"),
        ("Hungary could face tariffs of 30 percent, Donald Trump warned.", "USA", "HUN"),
        ("Britain said Georgia risked sanctions and could lose its visas.", "GBR", "GEO"),
    ],
)
def test_penalties_that_could_follow_are_a_soft_threat_of_sanctions(text: str, by: str, to: str) -> None:
    (threat,) = _read(text)
    assert threat.commitment is not None
    assert (threat.kind, threat.speaker.code, [a.code for a in threat.addressees]) == ("threat", by, [to])
    assert threat.commitment.type == "SANCTION"


@pytest.mark.parametrize(
    "text",
    [
        "Iran could face more sanctions, its president told parliament.",
        "Sudan could face famine by summer, the United Nations warned.",
        "Iran may face tougher measures next week, an analyst in London said.",
    ],
)
def test_what_a_side_says_of_itself_or_an_onlooker_foresees_threatens_nobody(text: str) -> None:
    assert not _read(text)


@pytest.mark.parametrize(
    ("text", "by", "kind"),
    [
        (
            "Sudan stood ready to harden its stance if Ethiopia filled the dam again, its minister said.",
            "SDN",
            "threat",
        ),
        ("Japan will take a harder line if Russia builds on the islands, Tokyo said.", "JPN", "threat"),
        ("Poland said it would toughen its position if Belarus went on pushing migrants across.", "POL", "threat"),
        ("Kosovo is ready to soften its stance if Serbia removes the barricades, its premier said.", "XKX", "offer"),
    ],
)
def test_a_harder_stance_is_threatened_and_a_softer_one_offered(text: str, by: str, kind: str) -> None:
    assert [(s.kind, s.speaker.code) for s in _read(text)] == [(kind, by)]
