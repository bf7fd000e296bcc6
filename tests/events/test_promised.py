"""Conditions of what is promised never come out as done, and a word given is told once, wherever "said" stands."""

from __future__ import annotations

import pytest

from detente import read

SHARED = [
    "Israel says it will stop the war when the last hostage is home and Hamas has laid down its weapons.",
    "Russia would sign the treaty if the talks went ahead and Ukraine withdrew its troops, the Kremlin said.",
    "Kabul will open the pass once the fighting ends and Pakistan has released the prisoners, a minister said.",
    "Congo will disarm the militia when the observers are there and Rwanda has pulled back its soldiers.",
    "Turkey would lift its sanctions when a government is formed and Syria has freed the journalists.",
    "Armenia could reopen the road if the guns fall silent and Azerbaijan withdraws its troops, officials said.",
]


@pytest.mark.parametrize("text", SHARED)
def test_the_second_half_of_a_condition_is_no_deed(text: str) -> None:
    events = read(text, date="2025-06-11").events
    assert [e for e in events if e.type == "RETREAT"]
    assert {e.status for e in events if e.type == "RETREAT"} <= {"conditional", "hypothetical", "intended"}


STRAY = [
    "The Taliban will let the aid trucks through once Pakistan reopens the Torkham crossing, a spokesman for the governor said.",
    "Egypt will let the convoys in once Israel opens the crossing, an official said.",
    "Chad would let the refugees back in once Sudan withdraws its troops, the minister said.",
]


@pytest.mark.parametrize("text", STRAY)
def test_what_must_come_first_is_no_deed_behind_a_particle(text: str) -> None:
    events = read(text, date="2025-06-11").events
    assert {e.status for e in events if e.type == "RETREAT"} == {"conditional"}


ONCE = [
    ("Jordan will recall its envoy if Israel annexes the valley, King Abdullah said in an interview.", "THREATEN"),
    (
        "If the junta does not hand over power, West African leaders will cut Guinea off from their bank, ECOWAS said.",
        "THREATEN",
    ),
    ("Iran will strike American bases if it is attacked, the Revolutionary Guards' commander warned.", "THREATEN"),
    ("China will impose tariffs on Australian wine, Beijing announced.", "THREATEN"),
    ("Armenia will free eight soldiers, its prime minister promised Azerbaijan.", "AGREE"),
    ("Rwanda will withdraw its troops from Goma, President Paul Kagame pledged.", "AGREE"),
]


@pytest.mark.parametrize(("text", "word"), ONCE)
def test_a_word_given_before_it_is_said_to_be_is_told_once(text: str, word: str) -> None:
    given = [e for e in read(text, date="2025-06-11").events if e.type == word]
    assert [e.status for e in given] == ["reported"]


FACING = [
    "Eritrea must leave Badme by Friday, the Ethiopian prime minister said, or face war.",
    "Kosovo must pull back its police, Serbia's president said, or face attack.",
    "Azerbaijan must free the soldiers, Yerevan warned, or risk war.",
]


@pytest.mark.parametrize("text", FACING)
def test_or_face_war_behind_who_said_it_is_an_ultimatum(text: str) -> None:
    threats = [s for s in read(text, date="2025-06-11").signals if s.kind == "threat"]
    assert [
        (s.condition is not None and s.condition.negated, s.commitment is not None and s.commitment.direction)
        for s in threats
    ] == [(True, "escalates")]


WHOEVER = [
    "Syria warned that anybody who took up arms against the state would be fought.",
    "Israel said anyone who attacked its soldiers would be killed.",
    "The Russian navy will sink whoever attacks its ships, the minister said.",
    "Beirut warned that anyone who shelled its towns would be punished.",
]


@pytest.mark.parametrize("text", WHOEVER)
def test_what_anybody_might_do_nobody_has_done(text: str) -> None:
    assert not {e.status for e in read(text, date="2025-06-11").events if e.type == "ASSAULT"} & {"reported", "claimed"}
