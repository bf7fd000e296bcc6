"""Classes mended after round 18: vows never to, only this will stop us, dares, patience, leave to go, orders to one's own guns."""

from __future__ import annotations

import pytest

from detente import read
from detente.actors import short
from detente.records import Signal
from detente.signals import lexicon


def signals(text: str) -> tuple[Signal, ...]:
    return read(text, date="2024-05-06").signals


def told(text: str) -> list[tuple[str, str]]:
    return [(s.kind, short(s.speaker)) for s in signals(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Taliban vowed never to give up Osama bin Laden.", ("refusal", "TAL")),
        ("Hezbollah swore never to disarm.", ("refusal", "HEZ")),
        ("Kyiv vowed never to cede Crimea.", ("refusal", "UKR")),
        ("There will be no change to the alliance's open door, Blinken told Moscow.", ("refusal", "USA")),
        ("Turkey shrugged off American demands that it free the pastor.", ("refusal", "TUR")),
        ("Do not play with fire, Xi Jinping told the American president.", ("threat", "CHN")),
        ("“Do not test us,” Trump told North Korea.", ("threat", "USA")),
        ("Nobody should underestimate our resolve, NATO's chief warned Moscow.", ("threat", "NATO")),
        ("Pakistan is running out of patience with Kabul, its defence minister said.", ("threat", "PAK")),
        ("Turkey will not permit a terror state on its border, Erdogan said.", ("threat", "TUR")),
        ("The accord is dead unless Khartoum opens the road, the SPLM said.", ("threat", "SPLM")),
        ("Romania would become a legitimate target if it hosted the missiles, the Kremlin said.", ("threat", "RUS")),
        ("The Taliban's spokesman said the remaining Americans could board the next flight.", ("pledge", "TAL")),
        ("Kagame ordered a ceasefire of three days along the border with Congo.", ("pledge", "RWA")),
    ],
)
def test_siblings(text: str, expected: tuple[str, str]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "speaker", "whose"),
    [
        ("Nothing short of surrender will stop our army, the Ethiopian chief of staff told the TPLF.", "ETH", ["TPLF"]),
        ("Only the withdrawal of Armenian troops would stop his army, Ilham Aliyev said.", "AZE", ["ARM"]),
    ],
)
def test_what_alone_stops_an_army_is_its_price(text: str, speaker: str, whose: list[str]) -> None:
    (signal,) = signals(text)
    assert (signal.kind, short(signal.speaker)) == ("threat", speaker)
    assert signal.condition is not None
    assert signal.condition.negated
    assert [short(a) for a in signal.condition.actors] == whose


def test_a_demand_of_it_is_made_of_the_side_named_before() -> None:
    (signal,) = signals("Japan lodged a protest with Beijing over the patrol ships and called on it to withdraw them.")
    assert (signal.kind, [short(a) for a in signal.addressees]) == ("demand", ["CHN"])


@pytest.mark.parametrize(
    "text",
    [
        "Military action would be the last resort, Washington said of Iran.",
        "The mayor said shoppers could return to the market.",
        "Analysts said the ships could leave in May.",
        "Farmers in Poland are losing patience with Brussels.",
        "Who fired the rockets is a question that Damascus and Baghdad declined to answer.",
        "The court in The Hague ordered Israel to halt its offensive in Rafah.",
        "A hoax call in which Macron promised Kyiv jets made the Kremlin laugh.",
        "Wales vowed revenge on Ireland and got it with a last-minute penalty.",
        "Moscow shrugged off the warning.",
    ],
)
def test_no_move(text: str) -> None:
    assert not signals(text)


@pytest.mark.parametrize("entry", ["dare", "wise"])
def test_phrases_read_their_example(entry: str) -> None:
    assert [s.kind for s in signals(lexicon.table("fates")[entry]["example"])] == ["threat"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("South Korea must stop the broadcasts, the North's army said.", [("demand", "PRK")]),
        (
            "Free our tanker, the British foreign secretary told Tehran, or expect a considered response.",
            [("threat", "GBR")],
        ),
        (
            "Erdogan told Brussels that he would open the gates for refugees if it went any further.",
            [("threat", "TUR")],
        ),
        ("Tehran declared the matter closed unless America struck again.", [("pledge", "IRN")]),
        ("Berlin and Paris will recognise his rival unless Caracas calls an election.", [("threat", "DEU")]),
    ],
)
def test_more_siblings(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text)[:1] == expected


def test_an_opposition_has_nothing_to_send() -> None:
    assert not signals("The opposition leader in Berlin said he would send Kyiv the missiles at once.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Indus treaty will stay in abeyance until Pakistan forswears terror, New Delhi said.",
            [("threat", "IND")],
        ),
        ("The talks will remain suspended until Hamas frees the captives, Israel said.", [("threat", "ISR")]),
        (
            "The M23 would not leave Bukavu, it said; Kinshasa demanded that it go.",
            [("refusal", "M23"), ("demand", "COD")],
        ),
    ],
)
def test_what_stays_suspended_and_who_is_to_go(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_no_talks_before_is_a_condition() -> None:
    (signal,) = signals("There can be no talk of captives before the bombs stop falling, a Hamas official said.")
    assert signal.kind == "refusal"
    assert signal.condition is not None
