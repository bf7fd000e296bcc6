"""Classes mended after round 17: orders, accusations in relative clauses, what others should know, favours withheld, traps."""

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
    ("text", "speaker", "to"),
    [
        ("“Hand over the gunmen, or share in their fate,” the American president told the Taliban.", "USA", "TAL"),
        ("“Disarm or we will do it for you,” Netanyahu told Hamas.", "ISR", "HAM"),
        ("Surrender or die, the Ethiopian army told the TPLF.", "ETH", "TPLF"),
        ("Sign or be buried under your palace, Washington told Maduro.", "USA", "VEN"),
        ("“Pull out or we will throw you out,” Niamey told the French.", "NER", "FRA"),
        ("“Get out, or go home in coffins,” an Iranian general told the Americans.", "IRN", "USA"),
    ],
)
def test_an_order_with_its_price_is_a_threat(text: str, speaker: str, to: str) -> None:
    (signal,) = signals(text)
    assert (signal.kind, short(signal.speaker), [short(a) for a in signal.addressees]) == ("threat", speaker, [to])
    assert signal.condition is not None
    assert signal.condition.negated


@pytest.mark.parametrize(
    ("text", "speaker", "to"),
    [
        ("Ankara bombed the camps of the PKK, which it blames for the blast in Istanbul.", "TUR", "PKK"),
        ("Rwanda shut its border with Burundi, which it accuses of sheltering the FDLR.", "RWA", "BDI"),
        ("Bogota shut its border with Venezuela, which it accused of sheltering the ELN.", "COL", "VEN"),
        ("Seoul recalled its envoy over the hacking of its banks, for which it blamed the North.", "KOR", "PRK"),
    ],
)
def test_who_blames_in_a_relative_clause_is_who_acts_above(text: str, speaker: str, to: str) -> None:
    found = [s for s in signals(text) if s.kind == "accusation"]
    assert [(short(s.speaker), [short(a) for a in s.addressees]) for s in found] == [(speaker, [to])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Manila asked its partners to send ships to the shoal.", [("demand", "PHL")]),
        ("Britain said it would not issue visas to the Iranian delegation.", [("refusal", "GBR")]),
        (
            "Ecuador will not grant him safe conduct out of the Mexican embassy, its minister said.",
            [("refusal", "ECU")],
        ),
        ("Lebanon will not be sucked into the conflict, Mikati pledged.", [("pledge", "LBN")]),
        ("Damascus assured its neighbours that Syria would not be drawn into another war.", [("pledge", "SYR")]),
        ("Algiers has no need of mediation by Paris, its foreign minister said.", [("refusal", "DZA")]),
        (
            "The crossing will remain open as long as Hamas honours the truce, an Israeli spokesman said.",
            [("pledge", "ISR")],
        ),
        ("Azerbaijan pledged not to attack Armenian schools.", [("pledge", "AZE")]),
        ("Turkey will not rest until the last fighter of the PKK is gone, Erdogan said.", [("threat", "TUR")]),
        ("Belarus would stop issuing visas to Poles unless the border opened, Minsk said.", [("threat", "BLR")]),
        ("Doha turned down the list of demands.", [("refusal", "QAT")]),
        ("Hamas announced a complete cessation of military operations as of midnight.", [("pledge", "HAM")]),
    ],
)
def test_siblings(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "speaker", "to"),
    [
        ("Israel should know that our answer will be swift, Tehran said.", "IRN", ["ISR"]),
        ("“The enemy must know that any raid will be met with fire,” Hezbollah's leader said.", "HEZ", []),
        ("Moscow should remember that NATO will defend every inch, Stoltenberg said.", "NATO", ["RUS"]),
    ],
)
def test_what_another_should_know_is_the_word_of_who_says_so(text: str, speaker: str, to: list[str]) -> None:
    (signal,) = signals(text)
    assert (signal.kind, short(signal.speaker), [short(a) for a in signal.addressees]) == ("threat", speaker, to)


def test_the_press_of_a_state_speaks_of_its_own_side_only() -> None:
    (signal,) = signals("China's army will fire missiles off Taiwan until its leader gives up his plans, Xinhua said.")
    assert (signal.kind, short(signal.speaker)) == ("threat", "CHN")
    assert not signals("Israel will enter Rafah soon, Xinhua said.")


@pytest.mark.parametrize(
    "text",
    [
        "Chess: India refused Armenia's offer of a draw.",
        "Brazil vowed to fight hunger and called on the rich world to help.",
        "Tokyo rejected the budget plan of the opposition.",
        "No operation would bring the two soldiers back, Hezbollah said, only an exchange.",
    ],
)
def test_no_move(text: str) -> None:
    assert not signals(text)


def test_a_pledge_that_is_wanted_is_not_given() -> None:
    assert "pledge" not in [
        s.kind for s in signals("Quito wants an apology and a pledge that it will never happen again.")
    ]


@pytest.mark.parametrize("entry", ["brought_home", "state_press", "wanted", "fellows"])
def test_word_lists_read_their_example(entry: str) -> None:
    assert signals(lexicon.table("speech")[entry]["example"])


def test_what_befalls_reads_its_example() -> None:
    assert [s.kind for s in signals(lexicon.table("fates")["befall"]["example"])] == ["threat"]


def test_things_of_peace_that_are_struck_read_their_example() -> None:
    assert [s.kind for s in signals(lexicon.table("topics")["struck"]["example"])] == ["pledge"]
