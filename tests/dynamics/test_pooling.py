"""The estimates: against closed forms, and by simulation, whether 90 % intervals hold the truth 90 % of the time."""

from __future__ import annotations

import numpy as np
import pytest

from detente.dynamics.pooling import MEANS, STRENGTHS, estimates, share_interval


def test_a_single_share_is_the_beta_posterior() -> None:
    made = share_interval(3, 4)
    assert made.mean == pytest.approx(4 / 6, abs=1e-3)
    assert (made.low, made.high) == pytest.approx((0.3426, 0.9236), abs=2e-3)  # Beta(4, 2), 5 % and 95 %


def test_no_trials_anywhere_leave_the_prior() -> None:
    (made,) = estimates([0], [0])
    assert made.mean == pytest.approx(0.5, abs=1e-3)
    assert made.low < 0.1 < 0.9 < made.high


def test_a_group_without_trials_expects_what_the_others_did() -> None:
    *_, blank = estimates([9, 8, 10, 0], [10, 10, 10, 0])
    assert 0.75 < blank.mean < 0.95


def test_few_trials_lean_on_the_others_and_many_do_not() -> None:
    others_keep, others_break = [9, 9, 10], [1, 0, 1]
    small = [estimates([*others, 1], [10, 10, 10, 2])[-1].mean for others in (others_keep, others_break)]
    large = [estimates([*others, 50], [10, 10, 10, 100])[-1].mean for others in (others_keep, others_break)]
    assert small[0] - small[1] > 0.2
    assert abs(large[0] - large[1]) < 0.06


def test_the_order_of_the_groups_does_not_matter() -> None:
    forwards = estimates([3, 0, 5], [4, 2, 9])
    backwards = estimates([5, 0, 3], [9, 2, 4])
    assert np.allclose(forwards, backwards[::-1], atol=1e-12)


def test_more_of_the_same_narrows_the_interval() -> None:
    few, many = (estimates([n * 0.8], [float(n)])[0] for n in (5, 50))
    assert many.high - many.low < few.high - few.low


def test_thousands_of_trials_are_no_trouble() -> None:
    (made,) = estimates([4000], [5000])
    assert made.mean == pytest.approx(0.8, abs=0.01)
    assert 0 < made.high - made.low < 0.06


def _coverage(rng: np.random.Generator, worlds: int, draw_world: bool) -> float:
    held = total = 0
    for _ in range(worlds):
        mean, strength = (rng.choice(MEANS), rng.choice(STRENGTHS)) if draw_world else (0.7, 6.0)
        truth = rng.beta(mean * strength, (1 - mean) * strength, 6)
        trials = rng.integers(1, 12, 6)
        kept = rng.binomial(trials, truth)
        for share, made in zip(truth, estimates(kept.tolist(), trials.tolist()), strict=True):
            held += made.low <= share <= made.high
            total += 1
    return held / total


def test_intervals_cover_at_their_rate_where_the_world_is_drawn_from_the_prior() -> None:
    assert _coverage(np.random.default_rng(20251123), 400, True) == pytest.approx(0.90, abs=0.02)


def test_intervals_cover_in_one_fixed_world_too() -> None:
    """Not guaranteed by the model: 70 % of such words kept, actors differing moderately."""
    assert _coverage(np.random.default_rng(7), 400, False) == pytest.approx(0.90, abs=0.03)


def test_outcomes_that_count_less_give_intervals_that_are_no_narrower_than_they_should_be() -> None:
    rng, held, total = np.random.default_rng(11), 0, 0
    for _ in range(300):
        truth = rng.beta(4, 2, 5)
        ages = [rng.uniform(0, 4, 10) for _ in truth]  # years; half-life two
        outcomes = [rng.uniform(size=10) < share for share in truth]
        worth = [0.5 ** (age / 2) for age in ages]
        kept = [float(w[o].sum()) for w, o in zip(worth, outcomes, strict=True)]
        for share, made in zip(truth, estimates(kept, [float(w.sum()) for w in worth]), strict=True):
            held += made.low <= share <= made.high
            total += 1
    assert held / total >= 0.89
