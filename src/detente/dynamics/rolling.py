"""Forecasts from rolling origins: at every week what was known then, nothing later; points first, then calibrated quantiles.

**Members**, all simple and all refitted each week: `persistence` (the last week again), `mean26` (the mean of 26 weeks), `level` (an
exponentially weighted level, its memory chosen by its errors so far), `habit` (a direct regression on the last weeks and on the
means of 4, 13 and 52: Corsi's HAR, *J. Financial Econometrics* 7, 2009), `exchange` (the same with the other side's). The
**ensemble** weighs them by their errors of the last year (Bates and Granger, *Operational Research Quarterly* 20, 1969).

**Quantiles** are conformal: quantiles of the last years' errors, each divided by how large errors lately were. Every quantile's
level is moved by whether it held: down when the outcome lay below too seldom, up when too often (adaptive conformal inference,
Gibbs and Candès, NeurIPS 2021; one-sided levels as in Angelopoulos, Candès and Tibshirani, NeurIPS 2023). Coverage so follows
from feedback, not from a distribution assumed.

Shapes: T weeks, H horizons (1 … H weeks ahead), M models, L levels. All on the scale of the series handed in.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from detente.dynamics.var import Floats, Whole

LEVELS: Final = np.round(np.arange(1, 20) * 0.05, 2)
"""The quantiles followed: .05, .10 … .95. The mean of twice their pinball losses is the CRPS (Gneiting and Ranjan 2011)."""
BASELINES: Final = ("persistence", "mean26")
STEP: Final = 0.01
"""How far one week moves a level: γ of Gibbs and Candès, who use .005. From .01 to .05 coverage stays within .875 to .90; .01 has the lowest CRPS."""
MEMORY: Final = 156
"""Errors of three years stand for those to come."""
LEAST_ERRORS: Final = 26
_SPAN: Final = 260  # weeks a regression learns from
_RIDGE: Final = 4.0  # weeks' worth of belief that a regressor does not matter
_LEVEL_MEMORIES: Final = (0.05, 0.1, 0.2, 0.35, 0.5, 0.7)
_HALF_LIFE: Final = 52.0  # weeks, of the errors by which members are weighed
_ALIKE: Final = 8.0  # weeks' worth of belief that all members are equally good
_SCALE_MEMORY: Final = 0.12  # share of the newest error in the running size of errors
_TAIL: Final = 0.3  # beyond the largest error: so many sizes farther for every e-fold of the level


class Rolled(NamedTuple):
    """What each model said at each week of the weeks after it. Entry [m, h, t] is about week t + h + 1."""

    names: tuple[str, ...]
    points: Floats  # (M, H, T)
    quantiles: Floats  # (M, H, L, T), NaN where too few errors were known
    weights: Floats  # (members, H, T)
    outcomes: Floats  # (H, T): what came, NaN where not yet known or not covered

    @property
    def covered(self) -> Floats:
        """1 where the outcome lay within the 5 % and 95 % quantiles, 0 where not, NaN where unknown, (M, H, T)."""
        inside = (self.outcomes >= self.quantiles[:, :, 0]) & (self.outcomes <= self.quantiles[:, :, -1])
        known = np.isfinite(self.outcomes) & np.isfinite(self.quantiles[:, :, 0])
        return np.where(known, inside.astype(float), np.nan)

    @property
    def crps(self) -> Floats:
        """The continuous ranked probability score by its quantiles, (M, H, T); lower is better."""
        error = self.outcomes[:, None] - self.quantiles
        return np.asarray(2 * np.mean(np.maximum(LEVELS[:, None] * error, (LEVELS[:, None] - 1) * error), axis=2))


def roll(series: Floats, other: Floats | None = None, *, horizons: int = 4) -> Rolled:
    """All models at every week of `series` (T,); `other` (T,) is the other side's, for the member `exchange`."""
    outcomes = np.stack([_ahead(series, h) for h in range(1, horizons + 1)])
    members = _members(series, other, outcomes)
    stacked = np.stack(list(members.values()))
    weights = _weights(stacked, outcomes)
    ensemble = np.nansum(weights * stacked, axis=0)
    ensemble[np.isnan(stacked).all(axis=0)] = np.nan
    names = ("ensemble", *BASELINES)
    points = np.stack([ensemble, *(members[name] for name in BASELINES)])
    return Rolled(names, points, _calibrated(points, outcomes), weights, outcomes)


def member_names(*, with_other: bool) -> tuple[str, ...]:
    """The members of the ensemble, as they stand in `Rolled.weights`."""
    return (*BASELINES, "level", "habit", *(("exchange",) if with_other else ()))


# ------------------------------------------------------------------------------------------------------------- members


def _members(series: Floats, other: Floats | None, outcomes: Floats) -> dict[str, Floats]:
    """Point forecasts (H, T) of each member."""
    horizons = len(outcomes)
    last = _carried(series)
    found = {
        "persistence": np.repeat(last[None], horizons, axis=0),
        "mean26": np.repeat(_trailing_mean(series, 26)[None], horizons, axis=0),
        "level": _levels(series, outcomes),
        "habit": _regressed(_habits(series), outcomes),
    }
    if other is not None:
        found["exchange"] = _regressed(np.column_stack([_habits(series), _habits(other)[:, 1:4]]), outcomes)
    return found


def _ahead(series: Floats, weeks: int) -> Floats:
    return np.concatenate([series[weeks:], np.full(min(weeks, len(series)), np.nan)])[: len(series)]


def _carried(series: Floats) -> Floats:
    """The last known value at each week."""
    known = np.where(np.isfinite(series), np.arange(len(series)), -1)
    at = np.maximum.accumulate(known) if len(series) else known
    return np.where(at >= 0, series[np.maximum(at, 0)], np.nan)


def _trailing_mean(series: Floats, weeks: int) -> Floats:
    """The mean of the known values of the last `weeks`, of all there are at the beginning; carried over gaps."""
    known = np.isfinite(series)
    sums, counts = (np.concatenate([[0.0], np.cumsum(each)]) for each in (np.where(known, series, 0.0), known))
    end = np.arange(1, len(series) + 1)
    start = np.maximum(end - weeks, 0)
    with np.errstate(invalid="ignore"):
        return _carried(
            (sums[end] - sums[start]) / np.where(counts[end] > counts[start], counts[end] - counts[start], np.nan)
        )


def _levels(series: Floats, outcomes: Floats) -> Floats:
    """Exponentially weighted levels; at each week and horizon the one whose squared errors were smallest so far."""
    levels = np.full((len(_LEVEL_MEMORIES), len(series)), np.nan)
    now = np.full(len(_LEVEL_MEMORIES), np.nan)
    share = np.array(_LEVEL_MEMORIES)
    for t, value in enumerate(series):
        if np.isfinite(value):
            now = np.where(np.isnan(now), value, now + share * (value - now))
        levels[:, t] = now
    chosen = np.empty_like(outcomes)
    for h, outcome in enumerate(outcomes):
        errors = np.nan_to_num((outcome - levels) ** 2)
        best = np.argmin(_known_then(np.cumsum(errors, axis=1), h + 1), axis=0)
        chosen[h] = levels[best, np.arange(len(series))]
    return chosen


def _known_then(by_origin: Floats, weeks: int) -> Floats:
    """Sums by origin (…, T) as they were known at each week: outcomes so many weeks ahead were known that much later."""
    head = np.zeros((*by_origin.shape[:-1], min(weeks, by_origin.shape[-1])))
    return np.concatenate([head, by_origin], axis=-1)[..., : by_origin.shape[-1]]


def _habits(series: Floats) -> Floats:
    """Regressors (T, 6): one, the last two weeks, the means of 4, 13 and 52 weeks."""
    last = _carried(series)
    before = np.concatenate([last[:1], last[:-1]])
    means = [_trailing_mean(series, weeks) for weeks in (4, 13, 52)]
    return np.column_stack([np.ones(len(series)), last, means[0], before, means[1], means[2]])


def _regressed(x: Floats, outcomes: Floats) -> Floats:
    """Direct regressions of each horizon on `x` (T, m), learnt each week from the last 260 outcomes known then (ridge)."""
    usable = np.asarray(np.isfinite(x).all(axis=1))
    clean = np.where(usable[:, None], x, 0.0)
    size = np.sqrt(np.cumsum(clean**2, axis=0) / np.maximum(np.cumsum(usable), 1)[:, None])
    size[size == 0] = 1.0
    found = np.full_like(outcomes, np.nan)
    for h, outcome in enumerate(outcomes):
        known = usable & np.isfinite(outcome)
        rows = np.where(known[:, None], clean, 0.0)
        squares = _windowed(rows[:, :, None] * rows[:, None, :], h + 1)
        products = _windowed(rows * np.where(known, outcome, 0.0)[:, None], h + 1)
        ridge = size[:, :, None] ** 2 * np.eye(x.shape[1]) * _RIDGE
        ridge[:, 0, 0] = 1e-6
        b = np.linalg.solve(squares + ridge, products[..., None])[..., 0]
        enough = _windowed(known.astype(float)[:, None], h + 1)[:, 0] >= 4 * x.shape[1]
        found[h] = np.where(enough & usable, np.einsum("tm,tm->t", clean, b), np.nan)
    return found


def _windowed(by_origin: Floats, weeks: int) -> Floats:
    """Sums over the last 260 origins whose outcome `weeks` ahead was known at each week, (T, …)."""
    sums = np.concatenate([np.zeros((1, *by_origin.shape[1:])), np.cumsum(by_origin, axis=0)])
    end = np.maximum(np.arange(len(by_origin)) - weeks + 1, 0)
    return np.asarray(sums[end] - sums[np.maximum(end - _SPAN, 0)])


def _weights(members: Floats, outcomes: Floats) -> Floats:
    """Weights (members, H, T) by the inverse of each member's mean squared error, half as heavy a year ago."""
    errors = (outcomes - members) ** 2
    fade = 0.5 ** (1 / _HALF_LIFE)
    sums, counts = (_faded(np.where(np.isfinite(errors), each, 0.0), fade) for each in (errors, np.ones_like(errors)))
    weights = np.empty_like(members)
    for h in range(members.shape[1]):
        total, known = _known_then(sums[:, h], h + 1), _known_then(counts[:, h], h + 1)
        usual = total.sum(axis=0) / np.maximum(known.sum(axis=0), 1.0)
        usual = np.where(usual > 0, usual, 1.0)  # no errors yet: all weigh alike
        weights[:, h] = (known + _ALIKE) / (total + _ALIKE * usual)
    weights = np.where(np.isfinite(members), weights, 0.0)
    total = weights.sum(axis=0)
    return np.asarray(weights / np.where(total > 0, total, 1.0))


def _faded(values: Floats, fade: float) -> Floats:
    from scipy.signal import lfilter

    return np.asarray(lfilter([1.0], [1.0, -fade], values, axis=-1))


# ----------------------------------------------------------------------------------------------------------- quantiles


def _calibrated(points: Floats, outcomes: Floats) -> Floats:
    """Adaptive conformal quantiles (M, H, L, T) around the points (M, H, T)."""
    models, horizons, weeks = points.shape
    errors = (outcomes - points).reshape(models * horizons, weeks)
    lags = np.tile(np.arange(1, horizons + 1), models)
    found = _followed(points.reshape(models * horizons, weeks), errors, lags)
    return found.reshape(models, horizons, len(LEVELS), weeks)


def _followed(points: Floats, errors: Floats, lags: Whole) -> Floats:
    """Quantiles (N, L, T) of N forecasts made each week; the error of the n-th is known `lags[n]` weeks after it was made.

    Rows are the lags 1, 2, … of one model after another. Errors one week ahead, known soonest, help to size those farther ahead.
    """
    rows, weeks = np.arange(len(points)), points.shape[1]
    found = np.full((weeks, len(points), len(LEVELS)), np.nan)
    sizes = np.full((weeks, len(points)), np.nan)
    scores = np.empty((len(points), weeks))
    known = 0
    levels = np.repeat(LEVELS[None], len(points), axis=0)
    size, usual, seen = np.full(len(points), np.nan), np.zeros(len(points)), 0
    for t in range(weeks):
        past = t - lags
        error = errors[rows, past] if past.min() >= 0 else np.array([np.nan])
        if np.isfinite(error).all():
            if np.isfinite(sizes[past, rows]).all():
                scores[:, known] = error / sizes[past, rows]
                known += 1
            told = found[past, rows]
            held = (error + points[rows, past])[:, None] <= told
            levels = np.clip(levels + STEP * np.where(np.isfinite(told), LEVELS - held, 0.0), 1e-3, 1 - 1e-3)
            size = np.where(np.isnan(size), np.abs(error), size + _SCALE_MEMORY * (np.abs(error) - size))
            seen += 1
            usual += (np.abs(error) - usual) / seen
        sizes[t] = 0.4 * (size + size[rows - lags + 1]) + 0.2 * usual + 1e-6  # of its own and of one-week errors
        if known >= LEAST_ERRORS:
            recent = np.sort(scores[:, max(known - MEMORY, 0) : known], axis=1)
            found[t] = points[:, t, None] + sizes[t, :, None] * _quantiles(recent, levels)
    found.sort(axis=2)
    return found.transpose(1, 2, 0)


def _quantiles(ordered: Floats, levels: Floats) -> Floats:
    """Quantiles (M, L) of ordered scores (M, n) at levels (M, L); beyond the outermost score they go on exponentially."""
    n = ordered.shape[1]
    at = levels * (n + 1) - 1
    low = np.clip(np.floor(at).astype(int), 0, n - 2)
    part = np.clip(at - low, 0.0, 1.0)
    rows = np.arange(len(ordered))[:, None]
    inner = ordered[rows, low] * (1 - part) + ordered[rows, low + 1] * part
    edge = 1 / (n + 1)
    beyond = _TAIL * (
        np.log(np.maximum(edge / np.minimum(levels, edge), 1.0)) * -1.0
        + np.log(np.maximum(edge / np.minimum(1 - levels, edge), 1.0))
    )
    return np.asarray(inner + beyond)
