"""The small grammar of what is held, and errors that teach it."""

from __future__ import annotations

import numpy as np
import pytest

from detente.dynamics.scenario import ScenarioError, held, parse

PAIR = ("IND", "PAK")
PAST = np.array([-10.0, np.nan, 5.0, -40.0, -20.0])


@pytest.mark.parametrize(
    ("words", "side", "manner", "level"),
    [
        ("IND halts", "IND", "halts", 0.0),
        ("if Pakistan stops its attacks", "PAK", "halts", 0.0),
        ("India holds its fire.", "IND", "halts", 0.0),
        ("IND continues", "IND", "continues", -20.0),
        ("India continues at last week’s rate", "IND", "continues", -20.0),
        ("IND eases", "IND", "eases", -10.0),
        ("IND scales back by 25 %", "IND", "eases", -15.0),
        ("IND eases to -5", "IND", "eases", -5.0),
        ("IND escalates by 50 percent", "IND", "escalates", -30.0),
        ("PAK escalates to −80 points a week", "PAK", "escalates", -80.0),
        ("IND escalates", "IND", "escalates", -34.0),
        ("IND holds at 3", "IND", "holds", 3.0),
        ("india goes to -7.5", "IND", "holds", -7.5),
    ],
)
def test_paths(words: str, side: str, manner: str, level: float) -> None:
    found = parse(words, PAIR)
    assert (found.side, found.manner) == (side, manner)
    assert held(found, PAST) == pytest.approx(level)


@pytest.mark.parametrize(
    ("words", "teaches"),
    [
        ("IND surrenders", "write “IND halts”"),
        ("China halts", "begin with IND (India) or PAK (Pakistan)"),
        ("IND", "begin with IND"),
        ("IND holds", "write “IND holds at -20”"),
        ("IND halts to -5", "write “IND halts” or “IND holds at -5”"),
    ],
)
def test_words_that_cannot_be_read(words: str, teaches: str) -> None:
    with pytest.raises(ScenarioError) as error:
        parse(words, PAIR)
    assert teaches in str(error.value)


@pytest.mark.parametrize(
    ("words", "teaches"),
    [
        ("IND eases to -90", "write “IND escalates to -90”"),
        ("IND escalates to -1", "write “IND eases to -1”"),
    ],
)
def test_paths_that_contradict_the_past(words: str, teaches: str) -> None:
    with pytest.raises(ScenarioError) as error:
        held(parse(words, PAIR), PAST)
    assert teaches in str(error.value)


def test_nobody_eases_what_is_not_hostile() -> None:
    with pytest.raises(ScenarioError, match="was not hostile on balance"):
        held(parse("IND eases", PAIR), np.array([4.0]))
    assert held(parse("IND eases to 9", PAIR), np.array([4.0])) == 9.0


def test_who_is_at_its_harshest_escalates_by_half_as_much_again() -> None:
    assert held(parse("IND escalates", PAIR), np.array([-1.0, -2.0, -40.0])) == -60.0


def test_nothing_known_is_said() -> None:
    with pytest.raises(ScenarioError, match="nothing is known"):
        held(parse("IND continues", PAIR), np.array([np.nan]))


def test_a_side_of_several_is_known_by_any_of_them() -> None:
    sides = ("ISR", "PSE+Hamas")
    assert parse("Hamas halts", sides).side == "PSE+Hamas"
    assert parse("PSE+Hamas halts", sides).side == "PSE+Hamas"
