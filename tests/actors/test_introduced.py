"""Whose a person is whom a title introduces, and what in his name is no place."""

from __future__ import annotations

import pytest

from detente.actors import Cast
from detente.language import analyse
from detente.records import Article

from .conftest import Who


def sides(text: str, head: str) -> list[str]:
    """The sides of the first phrase that ends in a word."""
    document = analyse(Article(id="i", text=text, date="2006-08-21"))
    cast = Cast(document)
    for clause in document.clauses:
        for argument in clause.arguments:
            if argument.phrase.head.split()[-1] == head:
                return [a.side for a in cast.resolve(argument.phrase, clause)]
    raise AssertionError(head)


@pytest.mark.parametrize(
    ("text", "head", "never"),
    [
        ("Envoys from Norway and Japan met President Asanka Perera on Monday.", "Perera", "JPN"),
        ("Indonesia attacked. Talks in Tokyo failed and President Dewi Kartika signed a decree.", "Kartika", "JPN"),
        ("Chad fled. Sudan attacked and President Issa Brahim called for help.", "Brahim", "SDN"),
        ("The envoy left for Geneva before General Ko Lwin spoke.", "Lwin", "CHE"),
    ],
)
def test_a_state_named_before_a_verb_or_an_and_does_not_own_the_title(text: str, head: str, never: str) -> None:
    assert never not in sides(text, head)


@pytest.mark.parametrize(
    ("text", "head", "side"),
    [
        ("Japan's President Asanka Perera spoke.", "Perera", "JPN"),
        ("Sudanese army spokesman Issa Brahim spoke.", "Brahim", "SDN"),
    ],
)
def test_a_state_right_before_a_title_owns_it(text: str, head: str, side: str) -> None:
    assert sides(text, head) == [side]


def test_a_given_name_that_is_a_town_is_no_state() -> None:
    text = "Colonel Santiago Reyes said Philippine soldiers had been shot. The military blamed the rebels."
    assert sides(text, "Reyes") == ["PHL"]
    assert sides(text, "military") == ["PHL"]


@pytest.mark.parametrize(
    ("text", "head", "side"),
    [
        ("Hezbollah commander Ali Nasser said his men had fired rockets.", "man", "Hezbollah"),
        ("A Hamas spokesman said its men had held the crossing.", "man", "Hamas"),
    ],
)
def test_the_men_of_an_armed_group_are_its_fighters(text: str, head: str, side: str) -> None:
    assert sides(text, head) == [side]


def test_coalition_warplanes_are_those_of_the_coalition_named() -> None:
    text = "The Saudi-led coalition said it had struck Sanaa. Coalition warplanes hit Hodeidah too."
    assert sides(text, "warplane") == ["Saudi-led coalition"]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Thailand sent an envoy to Malaysia. The National Security Council met the rebels.", ["THA"]),
        ("Algeria's High Security Council accused Morocco.", ["DZA"]),
        ("Algeria recalled its ambassador. The High Security Council accused Morocco.", ["DZA"]),
    ],
)
def test_a_security_council_of_a_state_is_not_that_of_the_un_or_of_america(text: str, side: list[str]) -> None:
    assert sides(text, "Council") == side


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "The US commander in Iraq, General Abel Harlow, met President Michel Suleiman in Beirut.",
            "The US commander in Iraq, General Abel Harlow",
            ["USA MIL Abel Harlow"],
        ),
        (
            "Russia's commander in Syria, General Pavel Ostrov, told Turkey to wait.",
            "Russia's commander in Syria, General Pavel Ostrov",
            ["RUS MIL Pavel Ostrov"],
        ),
        (
            "The Georgian minister for reintegration, Colonel Nika Beridze, told Russia to leave.",
            "The Georgian minister for reintegration, Colonel Nika Beridze",
            ["GEO MIL Nika Beridze"],
        ),
        (
            "The minister arrived in Chad on Friday, General Idi Kone said.",
            "General Idi Kone",
            ["MIL Idi Kone"],
        ),
    ],
)
def test_a_title_and_its_state_stand_a_comma_before_a_rank(
    who: Who, text: str, words: str, expected: list[str]
) -> None:
    assert [actor.removeprefix("--- ") for actor in who(text, words, date="2008-08-06")] == expected
