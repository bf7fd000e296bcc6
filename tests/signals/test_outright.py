"""A no without a verb is a refusal; an order with what then ends is an offer; what two say together is said by each."""

from __future__ import annotations

import pytest

from detente import read
from detente.records import Signal


def signals(text: str) -> list[Signal]:
    return list(read(text, date="2025-06-11").signals)


NO = [
    ("No talks with Tehran until it frees the hostages, says Washington", "USA", ["IRN"]),
    ("Kabul: no dialogue with Islamabad while air strikes continue", "AFG", ["PAK"]),
    ("No Armenian withdrawal before guarantees, Yerevan tells Baku", "ARM", ["AZE"]),
    ("No release of prisoners before the border opens, Hamas tells Israel", "PSE", ["ISR"]),
    ("Pyongyang: no summit with Seoul while drills last", "PRK", ["KOR"]),
    ("Iran: no negotiations under fire", "IRN", []),
]


@pytest.mark.parametrize(("text", "by", "to"), NO)
def test_a_no_without_a_verb_refuses(text: str, by: str, to: list[str]) -> None:
    assert [(s.kind, s.speaker.code, [a.code for a in s.addressees]) for s in signals(text)] == [("refusal", by, to)]


@pytest.mark.parametrize(
    "text",
    [
        "No talks were held on Monday, officials in Tehran said.",
        "Iran reported no negotiations with the United States.",
        "No deal was struck in Doha, Qatar said.",
        "Washington: no deal yet with Tehran",
        "No meeting planned with Putin, says Zelensky",
        "UN: no ceasefire in sight in Sudan",
    ],
)
def test_what_did_not_come_about_is_no_refusal(text: str) -> None:
    assert signals(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“Give us back our soldiers and the blockade ends tonight,” the Azerbaijani president told Yerevan.",
        "“Leave the islands and it ends here,” Argentina told Britain.",
    ],
)
def test_an_order_and_what_then_ends_is_an_offer(text: str) -> None:
    (signal,) = signals(text)
    assert (signal.kind, signal.condition is not None) == ("offer", True)


def test_an_order_that_asks_for_nothing_offers_nothing() -> None:
    assert signals("“Look around and the war ends nowhere,” Zelensky told reporters.") == []


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Burkina Faso and Mali said any attack on Niger would be a declaration of war against them.", {"BFA", "MLI"}),
        ("Denmark and Norway will train Ukrainian soldiers, the two governments announced.", {"DNK", "NOR"}),
        ("France and Germany warned Russia that they would answer any attack.", {"FRA", "DEU"}),
        ("Israel's prime minister and defence minister said Israel would strike Lebanon if fire went on.", {"ISR"}),
    ],
)
def test_what_two_say_together_is_said_by_each_once(text: str, by: set[str]) -> None:
    told = [s.speaker.code for s in signals(text)]
    assert (len(told), set(told)) == (len(by), by)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya is prepared to send 1,000 police officers to Haiti, provided the Security Council gives its blessing.",
        "Lebanon's army will take over the border villages once Israeli troops have gone, its commander promised.",
        "North Korea has announced that it will blow up the tunnels of its nuclear test site within two weeks.",
    ],
)
def test_a_promise_is_not_told_as_a_threat_beside_it(text: str) -> None:
    reading = read(text, date="2025-06-11")
    assert {s.kind for s in reading.signals} <= {"pledge", "offer"}
    assert "THREATEN" not in {e.type for e in reading.events}


@pytest.mark.parametrize(
    ("text", "by", "to"),
    [
        ("If Taiwan declares independence, that means war, China's defence ministry said.", "CHN", ["TWN"]),
        ("“If they cross the river, this is war,” Ethiopia's prime minister told Eritrea.", "ETH", ["ERI"]),
    ],
)
def test_that_means_war_is_a_threat(text: str, by: str, to: list[str]) -> None:
    assert [(s.kind, s.speaker.code, [a.code for a in s.addressees]) for s in signals(text)] == [("threat", by, to)]


def test_a_militia_named_like_a_parliament_is_of_its_own_land() -> None:
    text = "Tripoli's government and the Rada force agreed on a truce."
    assert {s.speaker.code for s in signals(text)} == {"LBY"}
