"""Tension: the scale, its own past, the words."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from detente.dynamics.series import Dyad, of_values
from detente.dynamics.tension import LEAST_PAST, WEEKS, band_of, bands, tension, tension_series

Floats = npt.NDArray[np.float64]


def weekly(values: Floats) -> Dyad:
    index = pd.date_range("2015-01-05", periods=len(values), freq="7D")
    return of_values(pd.DataFrame({"both": values}, index=index), "RUR", "SYL", step="week")


def past(n: int = 200) -> Floats:
    return np.random.default_rng(1).normal(-20.0, 10.0, n)


def test_bands_go_upwards_and_begin_below_everything() -> None:
    least = [value for _, value in bands()]
    assert least == sorted(least)
    assert band_of(-100) == bands()[0][0]
    assert [band_of(value) for value in (0, 1.0, 2.0, 4.0)] == ["usual", "raised", "high", "very high"]


def test_more_conflict_is_more_tension() -> None:
    made = tension(weekly(np.array([*past(), -400.0, -400.0, -400.0, -400.0])))
    assert made.band == "very high"
    assert made.value == pytest.approx(20.0)
    assert made.rank == 1.0
    assert "is very high" in made.sentence
    assert "tenser than 4 weeks ago" in made.sentence


def test_a_usual_week_is_called_usual() -> None:
    assert tension(weekly(past())).band == "usual"


def test_the_four_weeks_are_not_their_own_past() -> None:
    table = tension_series(weekly(np.array([*past(), *[-4000.0] * WEEKS])))
    assert table["usual"].iloc[-1] == pytest.approx(np.median(np.sqrt(np.abs(past()[-260:])) * -np.sign(past()[-260:])))


def test_without_half_a_year_of_past_nothing_is_called_usual() -> None:
    made = tension(weekly(past(LEAST_PAST + WEEKS - 1)))
    assert made.band == "insufficient"
    assert made.value is not None
    assert "Too little past" in made.sentence
    assert tension(weekly(past(LEAST_PAST + WEEKS))).band != "insufficient"


def test_no_coverage_is_not_calm() -> None:
    made = tension(weekly(np.array([*past(), np.nan, np.nan, np.nan])))
    assert made.band == "insufficient"
    assert made.value is None


def test_compares_with_four_and_fifty_two_weeks_ago() -> None:
    values = np.full(100, -100.0)
    values[-4:], values[-56:-52] = -25.0, -900.0
    made = tension(weekly(values))
    assert (made.value, made.four_weeks_ago, made.year_ago) == (5.0, 10.0, 30.0)
    assert "calmer than 52 weeks ago (30.0)" in made.sentence


def test_a_past_without_any_spread_gives_no_band() -> None:
    assert tension(weekly(np.full(100, -100.0))).band == "insufficient"
