"""Turning points: what is in real series, what is not in noise."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from scipy.signal import lfilter

from detente.dynamics.alarms import FALSE_ALARM_WEEKS, alarms
from detente.dynamics.levels import best_breaks, noise, stable_breaks, sum_of_squares
from detente.dynamics.pulses import pulses
from detente.dynamics.series import Dyad, of_values
from detente.dynamics.turning_points import LEAST_WEEKS, TurningPoint, regimes, turning_points

Floats = npt.NDArray[np.float64]
SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[3] / "shared")) / "data/dynamics"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"no series in {SHARED} (set DETENTE_SHARED)")
STRUCCHANGE_H = 52
"""One year of weeks: the only least segment at which exact segmentation has strucchange's sums of squares for all k."""


@pytest.fixture(scope="module")
def israel() -> Floats:
    """Israel's weekly acts towards the Palestinians, 1979-2003, on the sign·√ scale."""
    values = pd.read_csv(SHARED / "israel_palestine_weekly_1979_2003.csv")["i2p"]
    return np.asarray(np.sign(values) * np.sqrt(np.abs(values)), dtype=np.float64)


@pytest.fixture(scope="module")
def kashmir() -> tuple[TurningPoint, ...]:
    """India and Pakistan in GDELT, 2018-2024."""
    table = pd.read_csv(SHARED / "gdelt_dyad_daily_2018_2024.csv", parse_dates=["date"], index_col="date")
    return turning_points(of_values(table[["IND_PAK"]], "IND", "PAK"))


def autoregression(seed: int, n: int, phi: float = 0.3) -> Floats:
    drawn = np.random.default_rng(seed).normal(size=n + 100)
    return np.asarray(lfilter([1.0], [1.0, -phi], drawn)[100:])


def daily(values: Floats, first: str = "2015-01-05") -> Dyad:
    index = pd.date_range(first, periods=len(values))
    return of_values(pd.DataFrame({"both": values}, index=index), "RUR", "SYL")


# ------------------------------------------------------------------------------------------------------------- real


@needs_shared
@pytest.mark.parametrize("k", range(1, 7))
def test_breaks_are_those_of_strucchange(israel: Floats, k: int) -> None:
    expected = pd.read_csv(SHARED / "r_outputs/out_r_strucchange.csv").set_index("k")["rss"][k]
    found = best_breaks(israel, k, least=STRUCCHANGE_H)
    assert sum_of_squares(israel, found) == pytest.approx(expected, rel=1e-12)


@needs_shared
def test_the_single_break_is_in_week_1117(israel: Floats) -> None:
    assert best_breaks(israel, 1, least=STRUCCHANGE_H) == (1117,)


@needs_shared
def test_the_break_no_penalty_removes_is_the_second_intifada(israel: Floats) -> None:
    found = max(stable_breaks(israel, least=LEAST_WEEKS), key=lambda one: abs(one.after - one.before))
    assert abs(found.at - 1117) <= 1
    assert found.stability == 1.0
    assert found.low <= 1117 <= found.high


@needs_shared
def test_the_crisis_of_2019_begins_on_14_february_and_is_worst_on_26_and_27(kashmir: tuple[TurningPoint, ...]) -> None:
    (crisis,) = [one for one in kashmir if one.kind == "spike" and one.worse and one.date.startswith("2019")]
    assert crisis.date == "2019-02-14"
    assert crisis.extremes == ("2019-02-26", "2019-02-27")


@needs_shared
def test_the_level_rises_at_the_ceasefire_of_25_february_2021(kashmir: tuple[TurningPoint, ...]) -> None:
    (shift,) = [one for one in kashmir if one.kind == "level"]
    assert not shift.worse
    assert shift.first <= "2021-02-25" <= shift.last
    assert abs(pd.Timestamp(shift.date) - pd.Timestamp("2021-02-25")) <= pd.Timedelta(weeks=5)


# -------------------------------------------------------------------------------------------------------- simulated


def test_the_segmentation_is_the_best_of_all() -> None:
    values = autoregression(4, 40)
    every = [(a, b) for a in range(5, 31) for b in range(a + 5, 36)]
    best = min(every, key=lambda pair: sum_of_squares(values, pair))
    assert best_breaks(values, 2, least=5) == best


def test_noise_is_told_from_differences_whatever_the_levels() -> None:
    values = autoregression(1, 5000, phi=0.5)
    values[2000:3000] += 20
    found = noise(values)
    assert found.phi == pytest.approx(0.5, abs=0.05)
    assert found.variance == pytest.approx(1 / 0.75, rel=0.1)
    assert found.of_sums(np.array([1]))[0] == pytest.approx(found.variance)
    assert found.of_sums(np.array([2000]))[0] / 2000 == pytest.approx(found.long_run, rel=0.01)


def test_a_change_of_two_sd_is_found_with_its_place() -> None:
    values = autoregression(3, 520)
    values[300:] -= 2.0
    (found,) = stable_breaks(values, least=LEAST_WEEKS)
    assert found.low <= 300 <= found.high
    assert found.after - found.before == pytest.approx(-2.0, abs=0.4)


def test_few_series_without_a_break_have_one_found() -> None:
    false = sum(bool(stable_breaks(autoregression(seed, 520), least=LEAST_WEEKS)) for seed in range(60))
    assert false <= 6  # 5 % are expected; more than 6 of 60 has probability .03


def test_a_spike_of_a_fortnight_is_found_with_its_days() -> None:
    values = autoregression(7, 1500)
    values[700:714] -= 4.0
    (found,) = pulses(values)
    assert abs(found.first - 700) <= 2
    assert abs(found.last - 713) <= 2
    assert found.statistic < 0


def test_one_bad_day_is_no_spike() -> None:
    values = autoregression(8, 1500)
    values[700] -= 50.0
    assert pulses(values) == ()


def test_few_series_without_a_spike_have_one_found() -> None:
    false = sum(bool(pulses(autoregression(seed, 3650))) for seed in range(40))
    assert false <= 5


def test_an_alarm_comes_soon_after_a_change_and_dates_it() -> None:
    values = autoregression(9, 300, phi=0.0)
    values[200:] -= 2.0
    first = next(one for one in alarms(values) if one.at >= 200)
    assert first.at <= 215
    assert abs(first.since - 200) <= 3
    assert not first.up


def test_alarms_know_nothing_of_the_future() -> None:
    values = autoregression(9, 300, phi=0.0)
    values[200:] -= 2.0
    for cut in (150, 230, 290):
        assert alarms(values[:cut]) == tuple(one for one in alarms(values) if one.at < cut)


def test_false_alarms_are_as_rare_as_stated() -> None:
    weeks = 520 * 60
    raised = sum(len(alarms(autoregression(seed, 520, phi=0.5))) for seed in range(60))
    assert raised <= 1.3 * weeks / FALSE_ALARM_WEEKS


def test_a_series_too_short_has_no_turning_points() -> None:
    assert turning_points(daily(autoregression(1, 7 * 20))) == ()


def test_days_not_covered_make_no_turning_point() -> None:
    values = 5 * autoregression(2, 1400) - 20
    values[500:640] = np.nan
    assert [one for one in turning_points(daily(values)) if one.kind != "alarm"] == []


def test_levels_are_the_regimes_of_other_models() -> None:
    values = 5 * autoregression(2, 1400)
    values[700:] -= 40
    made = turning_points(daily(values))
    levels = [one.date for one in made if one.kind == "level"]
    assert levels == [str(day) for day in regimes(daily(values))]
    assert len(levels) == 1
