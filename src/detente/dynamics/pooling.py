"""Shares estimated from few trials, each drawing on the others: a Beta-binomial model with its hyperparameters integrated out.

Group j kept y_j of n_j words. Model: y_j ~ Binomial(n_j, θ_j), θ_j ~ Beta(μκ, (1-μ)κ), prior: μ uniform, κ as uniform on
κ^(-1/2), the prior of Gelman et al., Bayesian Data Analysis (3rd ed. 2013), section 5.3, made proper by 2 ≤ κ ≤ 100. Few
groups say little of μ and κ; their uncertainty is summed over, not replaced by a best guess. Trials may be fractions: an old
outcome that counts half enters the likelihood with exponent one half.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

MEANS: Final = np.linspace(0.02, 0.98, 25)
STRENGTHS: Final = np.linspace(2**-0.5, 100**-0.5, 9) ** -2.0
"""κ in words each actor's own prior is worth: 2 (actors have little in common) to 100 (all alike)."""
_LOGIT: Final = np.linspace(-14.0, 14.0, 701)
Floats = npt.NDArray[np.float64]


class Estimate(NamedTuple):
    """A share with its equal-tailed interval, all from 0 to 1."""

    mean: float
    low: float
    high: float


class _Grid(NamedTuple):
    a: Floats  # shape (hypers,)
    b: Floats
    log_beta: Floats
    log_shares: Floats  # (points,)
    log_rests: Floats
    prior: Floats  # (hypers, points): density of θ on the logit scale under each pair of hyperparameters


@lru_cache(maxsize=1)
def _grid() -> _Grid:
    mean, strength = (side.ravel() for side in np.meshgrid(MEANS, STRENGTHS, indexing="ij"))
    a, b = mean * strength, (1 - mean) * strength
    log_beta = log_betas(a, b)
    log_share, log_rest = -np.log1p(np.exp(-_LOGIT)), -np.log1p(np.exp(_LOGIT))
    prior = np.exp(np.outer(a, log_share) + np.outer(b, log_rest) - log_beta[:, None])
    return _Grid(a, b, log_beta, log_share, log_rest, prior)


def log_betas(a: Floats, b: Floats) -> Floats:
    """log B(a, b), element by element."""
    pairs = zip(a.tolist(), b.tolist(), strict=True)
    return np.array([math.lgamma(x) + math.lgamma(y) - math.lgamma(x + y) for x, y in pairs])


def estimates(kept: Sequence[float], trials: Sequence[float], *, level: float = 0.9) -> tuple[Estimate, ...]:
    """The share of each group by its own trials and, as far as they are few, by those of the others.

    `kept` and `trials` are numbers ≥ 0 of one length, kept ≤ trials. Groups without trials get what the others leave to expect.
    """
    grid = _grid()
    own = [log_betas(grid.a + y, grid.b + n - y) - grid.log_beta for y, n in zip(kept, trials, strict=True)]
    together = np.sum(own, axis=0) if own else np.zeros_like(grid.a)
    weight = np.exp(together - together.max())
    return tuple(
        _of_group(grid, weight * np.exp(mine.max() - mine), y, n, level)
        for mine, y, n in zip(own, kept, trials, strict=True)
    )


def _of_group(grid: _Grid, weight: Floats, kept: float, trials: float, level: float) -> Estimate:
    """The posterior of one group's share: what the others say of it (`weight` over hyperparameters) times its own likelihood."""
    return _summary(grid, weight @ grid.prior, kept, trials - kept, level)


def share_interval(hits: int, trials: int, *, level: float = 0.9) -> Estimate:
    """A single share with a uniform prior: Beta(1 + hits, 1 + misses)."""
    grid = _grid()
    return _summary(grid, np.exp(grid.log_shares + grid.log_rests), hits, trials - hits, level)


def _summary(grid: _Grid, prior: Floats, hits: float, misses: float, level: float) -> Estimate:
    """Mean and equal-tailed interval of prior (density on the logit scale) × binomial likelihood."""
    likelihood = hits * grid.log_shares + misses * grid.log_rests
    density = prior * np.exp(likelihood - likelihood.max())
    density /= density.sum()
    below = np.cumsum(density) - density / 2
    shares = np.exp(grid.log_shares)
    low, high = np.interp([(1 - level) / 2, (1 + level) / 2], below, shares)
    return Estimate(float(density @ shares), float(low), float(high))
