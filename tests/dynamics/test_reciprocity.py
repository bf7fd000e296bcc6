"""Reciprocity: found where it was put, not found where it was not, and said so in words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from detente.dynamics.reciprocity import CAVEAT, LEAST_WEEKS, UNFIT, reciprocity, regime_levels
from detente.records import to_json


def _pair(weeks: int = 260, *, strength: float = 0.0, back: float = 0.0, seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    y = np.zeros((weeks, 2))
    for t in range(1, weeks):
        y[t] = (0.3 * y[t - 1, 0] + back * y[t - 1, 1], 0.3 * y[t - 1, 1] + strength * y[t - 1, 0])
        y[t] += rng.standard_normal(2)
    return pd.DataFrame(y, index=pd.date_range("2010-01-04", periods=weeks, freq="W-MON"), columns=["IND", "PAK"])


def test_one_side_answers_and_the_other_does_not() -> None:
    found = reciprocity(_pair(strength=0.4))
    assert found.verdict == "one answers in kind"
    pakistan, india = found.answers
    assert (pakistan.side, pakistan.to, pakistan.verdict) == ("PAK", "IND", "answers in kind")
    assert india.verdict in ("insufficient", "hardly answers")
    assert "Pakistan answers India's acts in kind: a week of India's" in pakistan.sentence
    first = pakistan.trials[0]
    assert 0 < first.band[0] < first.summed < first.band[1]
    assert pakistan.responses[0].response == pytest.approx(0.4, abs=0.15)


def test_both_answer() -> None:
    found = reciprocity(_pair(400, strength=0.3, back=0.3))
    assert found.verdict == "both answer in kind"
    assert found.caveat == CAVEAT


def test_contrary_answers_are_told_as_such() -> None:
    pakistan = reciprocity(_pair(strength=-0.4)).answers[0]
    assert pakistan.verdict == "answers contrarily"
    assert "milder" in pakistan.sentence


def test_no_answer_in_a_long_series_is_hardly_any_and_never_one() -> None:
    found = reciprocity(_pair(2000))
    assert {answer.verdict for answer in found.answers} == {"hardly answers"}
    assert found.verdict == "neither answers"


def test_a_turn_both_share_is_no_answer() -> None:
    pair = _pair()
    pair.iloc[150:] -= 2.0
    assert {answer.verdict for answer in reciprocity(pair).answers} == {"insufficient"}
    told = reciprocity(pair, regimes=[str(pair.index[150].date())])
    assert {trial.levels for trial in told.answers[0].trials} == {"one", "regimes", "half-years"}


@pytest.mark.parametrize(
    ("pair", "needs"),
    [
        (_pair(LEAST_WEEKS - 1), "78 covered weeks (77 are there)"),
        (_pair() * [1.0, 0.0], "acts of Pakistan in 20 weeks (0 are there)"),
        (_pair() * np.nan, "78 covered weeks (0 are there)"),
        (_pair(0), "78 covered weeks (0 are there)"),
    ],
)
def test_what_is_missing_is_named(pair: pd.DataFrame, needs: str) -> None:
    found = reciprocity(pair)
    assert found.verdict == "insufficient"
    assert needs in found.sentence
    assert not any(answer.trials for answer in found.answers)


def test_a_side_that_never_changes_is_insufficient() -> None:
    pair = _pair()
    pair["PAK"] = 1.0
    assert reciprocity(pair).verdict == "insufficient"


def test_missing_weeks_are_left_out() -> None:
    pair = _pair(300, strength=0.4)
    pair.iloc[40:60] = np.nan
    found = reciprocity(pair)
    assert found.weeks < 280
    assert found.answers[0].verdict == "answers in kind"


def test_the_same_seed_gives_the_same_bytes() -> None:
    pair = _pair(strength=0.2)
    assert to_json(reciprocity(pair, seed=4)) == to_json(reciprocity(pair, seed=4))


def test_short_regimes_are_joined_to_the_one_before() -> None:
    pair = _pair(100)
    days = [str(pair.index[n].date()) for n in (5, 40, 45, 95)]
    levels = regime_levels(pair, days)
    assert levels is not None
    assert levels.sum(axis=0).tolist() == [60.0]
    assert regime_levels(pair, []) is None


def test_gaps_that_leave_too_little_are_insufficient() -> None:
    pair = _pair(140, strength=0.5)
    pair.iloc[::3] = np.nan
    found = reciprocity(pair)
    assert found.verdict == "insufficient"
    assert "weeks with all weeks before them that matter" in found.needs


def test_no_two_weeks_that_follow_one_another() -> None:
    pair = _pair(200)
    pair.iloc[::2] = np.nan
    assert reciprocity(pair).needs == UNFIT


def test_a_series_and_its_copy_are_no_answer() -> None:
    pair = _pair()
    pair["PAK"] = pair["IND"]
    assert reciprocity(pair).verdict == "insufficient"
