"""Hawkes: the likelihood, what it recovers, when it abstains."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from scipy import optimize

from detente.dynamics.hawkes import LEAST_ACTS, Fit, answers, fit, hawkes, log_likelihood, observed, simulate
from detente.dynamics.series import Dyad

BASE = (0.2, 0.1)
ADDS = ((0.3, 0.2), (0.1, 0.4))  # ADDS[i][j]: acts of i that one act of j adds
DAYS = 3478  # 2,000 acts of both sides on average
Floats = npt.NDArray[np.float64]


def cascade(seed: int) -> list[Floats]:
    """The times of both sides' acts, drawn in continuous time as families of acts and what they lead to (decay 1 a day)."""
    rng = np.random.default_rng(seed)
    waiting = [(t, i) for i in (0, 1) for t in rng.uniform(-50, DAYS, rng.poisson(BASE[i] * (DAYS + 50)))]
    made: list[tuple[float, int]] = []
    while waiting:
        time, doer = waiting.pop()
        made.append((time, doer))
        for i in (0, 1):
            waiting += [(time + wait, i) for wait in rng.exponential(1.0, rng.poisson(ADDS[i][doer]))]
    return [np.array([t for t, j in made if j == i and 0 <= t < DAYS]) for i in (0, 1)]


def binned(times: Floats, width: float) -> Floats:
    return np.bincount((times / width).astype(int), minlength=round(DAYS / width)).astype(float)


def dyad(a: Floats, b: Floats) -> Dyad:
    frame = pd.DataFrame({"ab_hostile": a, "ba_hostile": b}, index=pd.date_range("2015-01-01", periods=len(a)))
    return Dyad("RUR", "SYL", "day", frame)


def test_recovers_known_parameters_within_a_tenth_at_2000_acts() -> None:
    """The average of twenty fits: at 2,000 acts a single estimate of a reaction has a standard error of a fifth, however fitted."""
    covered = np.ones(round(DAYS / 0.1), dtype=bool)
    found = []
    for seed in range(20):
        a, b = (binned(times, 0.1) for times in cascade(seed))
        one, two = fit(a, b, covered, width=0.1), fit(b, a, covered, width=0.1)
        found.append([one.base, one.own, one.cross, two.base, two.cross, two.own])
    assert np.mean(found, axis=0) == pytest.approx([0.2, 0.3, 0.2, 0.1, 0.1, 0.4], rel=0.1)


def test_the_gradient_is_that_of_the_likelihood() -> None:
    a, b = (binned(times, 1.0) for times in cascade(1))
    seen = observed(a, b, np.arange(DAYS) % 7 > 0)
    theta = np.log([0.15, 0.25, 0.1, 0.7])
    _, gradient, information = log_likelihood(theta, seen)
    steps = 1e-6 * np.eye(4)
    numeric = [(log_likelihood(theta + h, seen)[0] - log_likelihood(theta - h, seen)[0]) / 2e-6 for h in steps]
    assert gradient == pytest.approx(numeric, rel=1e-5, abs=1e-3)
    assert np.linalg.eigvalsh(information).min() > 0


def test_the_optimum_is_the_one_a_general_optimiser_finds() -> None:
    a, b = (binned(times, 1.0) for times in cascade(2))
    covered = np.ones(DAYS, dtype=bool)
    seen = observed(a, b, covered)

    def loss(theta: Floats) -> float:
        return -log_likelihood(theta, seen)[0]

    other = optimize.minimize(loss, np.log([0.2, 0.2, 0.2, 1.0]), method="Nelder-Mead", tol=1e-8)
    mine = fit(a, b, covered)
    assert mine.log_likelihood == pytest.approx(-other.fun, abs=1e-3)
    assert np.array(mine[:4]) == pytest.approx(np.exp(other.x), rel=1e-2)


def test_the_side_that_answers_is_told_from_the_one_that_begins() -> None:
    begins, answers = Fit(0.1, 0.05, 0.0, 0.5), Fit(0.005, 0.05, 0.7, 0.5)
    a, b = simulate(begins, answers, 3000, seed=5)[0]
    one, two = hawkes(dyad(a, b), seed=1)
    assert (one.verdict, two.verdict) == ("initiates", "reacts")
    assert two.intervals["reaction"][0] < (two.reaction or 0) < two.intervals["reaction"][1]
    assert (one.initiative or 0) + (one.momentum or 0) + (one.reaction or 0) == pytest.approx(1, abs=2e-4)


def test_unrelated_sides_do_not_react() -> None:
    a, b = simulate(Fit(0.1, 0.2, 0.0, 0.5), Fit(0.1, 0.2, 0.0, 0.5), 3000, seed=2)[0]
    one, two = hawkes(dyad(a, b), seed=1)
    assert one.intervals["reaction"][0] < 0.05
    assert two.intervals["reaction"][0] < 0.05


def test_the_same_seed_gives_the_same_intervals() -> None:
    a, b = simulate(Fit(0.1, 0.2, 0.1, 0.5), Fit(0.1, 0.2, 0.1, 0.5), 800, seed=2)[0]
    first, again, other = (hawkes(dyad(a, b), seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first[0].intervals != other[0].intervals
    assert first[0].initiative == other[0].initiative


def test_days_not_covered_say_nothing() -> None:
    """The second half is not covered: the base rate is that of the first."""
    a, b = simulate(Fit(0.2, 0.0, 0.0, 0.5), Fit(0.2, 0.0, 0.0, 0.5), 2000, seed=3)[0]
    a[1000:], b[1000:] = np.nan, np.nan
    half = hawkes(dyad(a, b))[0]
    whole = hawkes(dyad(a[:1000], b[:1000]))[0]
    assert half.acts == whole.acts
    assert half.base == pytest.approx(whole.base, rel=1e-3)


def test_abstains_with_few_acts_and_without_counts() -> None:
    quiet, busy = np.zeros(400), np.zeros(400)
    quiet[:: 400 // (LEAST_ACTS - 1) + 1] = 1
    busy[::8] = 1
    one, two = hawkes(dyad(quiet, busy))
    assert one.verdict == "insufficient"
    assert one.initiative is None
    assert f"{LEAST_ACTS} needed" in one.sentence
    assert two.verdict != "insufficient"
    weekly = Dyad("RUR", "SYL", "week", dyad(busy, busy).frame)
    assert {side.verdict for side in hawkes(weekly)} == {"insufficient"}


def test_answers_follow_the_path_that_is_held() -> None:
    side, past = Fit(0.05, 0.1, 0.6, 0.5), np.zeros(60)
    calm = answers(side, past, past, np.zeros(28), draws=2000, seed=1)
    storm = answers(side, past, past, np.full(28, 2.0), draws=2000, seed=1)
    assert calm.shape == (2000, 28)
    assert calm.sum(axis=1).mean() == pytest.approx(28 * 0.05 / 0.9, rel=0.1)
    assert storm[:, 21:].mean() == pytest.approx((0.05 + 0.6 * 2) / 0.9, rel=0.05)
    after = answers(side, past, np.full(60, 2.0), np.zeros(28), draws=2000, seed=1)
    assert after[:, 0].mean() == pytest.approx(0.05 + 0.6 * 2, rel=0.1)
