"""Vector autoregressions of directed weekly series: least squares, robust tests and bootstrap, with gaps in the series.

Estimates, standard errors, orthogonal responses and variance decompositions are those of Lütkepohl, *New Introduction to
Multiple Time Series Analysis* (2005), chapters 2 and 3; tests hold them to what R's `vars` and statsmodels give. The
arithmetic is ours because statsmodels' VAR knows neither missing weeks, nor HC3, nor a bootstrap, and because a thousand
bootstrap fits are one product of matrices where the regressors are held fixed.

The bootstrap is the fixed-design wild bootstrap: residuals keep their week and their regressors, only their signs are drawn,
the same sign for all equations of a week. It is valid under conditional heteroskedasticity of unknown form (Gonçalves and
Kilian, "Bootstrapping autoregressions with conditional heteroskedasticity of unknown form", *J. Econometrics* 123, 2004;
Hafner and Herwartz, "Testing for linear vector autoregressive dynamics under multivariate GARCH", *Statistica Neerlandica*
63, 2009, for tests of causality). HC3 is MacKinnon and White's (*J. Econometrics* 29, 1985).

Shapes: T weeks, K series, p lags, n usable weeks, m regressors: lag 1 of every series, lag 2 …, the constant, the others.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.intp]

CRITERIA: Final = ("AIC", "HQ", "BIC")
_LEVERAGE_LEFT: Final = 1e-8
"""1 − leverage is kept above this: a dummy for a single week explains that week wholly."""


class Var(NamedTuple):
    """A fitted VAR(p). `weeks` are the positions of the usable weeks: those whose own value and all lags are known."""

    lags: int
    weeks: Whole  # (n,)
    x: Floats  # (n, m)
    y: Floats  # (n, K)
    inverse: Floats  # (m, m): (X'X)^-1
    coefficients: Floats  # (m, K), a column an equation
    residuals: Floats  # (n, K)
    sigma: Floats  # (K, K): residual covariance, divided by n − m

    @property
    def leverage_left(self) -> Floats:
        """1 − leverage of each usable week, shape (n,)."""
        leverage = np.einsum("ij,jk,ik->i", self.x, self.inverse, self.x)
        return np.asarray(np.maximum(1.0 - leverage, _LEVERAGE_LEFT))


class Tested(NamedTuple):
    """An F statistic with its degrees of freedom and p-value."""

    f: float
    above: int
    below: int
    p: float


def signed_root(values: npt.ArrayLike) -> Floats:
    """sign(x)·√|x|: sums of Goldstein scores have tails that one week of war would rule a regression by."""
    x = np.asarray(values, dtype=np.float64)
    return np.asarray(np.sign(x) * np.sqrt(np.abs(x)))


def signed_square(values: npt.ArrayLike) -> Floats:
    """sign(x)·x², which takes `signed_root` back."""
    x = np.asarray(values, dtype=np.float64)
    return np.asarray(np.sign(x) * x * x)


# ------------------------------------------------------------------------------------------------------------- fitting


def fit(series: npt.ArrayLike, lags: int, others: npt.ArrayLike | None = None, *, first: int | None = None) -> Var:
    """Least squares of each of K series (T, K) on `lags` lags of all, a constant and `others` (T, D).

    Weeks with a missing value (NaN) of their own or among their lags are left out, not filled. `first` is the first position
    used as an outcome (for comparing lag orders on the same weeks). Columns of `others` without variation among the usable
    weeks, or that repeat what stands before them, are dropped. Raises ValueError where fewer weeks than regressors remain.
    """
    y = np.asarray(series, dtype=np.float64)
    weeks, x = regressors(y, lags, first=lags if first is None else max(first, lags))
    if others is not None:
        x = _with_others(x, np.asarray(others, dtype=np.float64)[weeks])
    if len(weeks) <= x.shape[1]:
        raise ValueError(f"{len(weeks)} usable weeks for {x.shape[1]} regressors: too few to fit {lags} lags")
    q, r = np.linalg.qr(x)
    if np.abs(np.diag(r)).min() < 1e-10 * np.abs(np.diag(r)).max():
        raise ValueError("the regressors repeat each other: a series that never changes cannot be fitted")
    coefficients = np.linalg.solve(r, q.T @ y[weeks])
    half = np.linalg.inv(r)
    residuals = y[weeks] - x @ coefficients
    sigma = residuals.T @ residuals / (len(weeks) - x.shape[1])
    return Var(lags, weeks, x, y[weeks], half @ half.T, coefficients, residuals, sigma)


def regressors(series: Floats, lags: int, *, first: int) -> tuple[Whole, Floats]:
    """Positions of the usable weeks from `first` on, and their lags and constant (n, K·p + 1)."""
    total = len(series)
    positions = np.arange(first, total)
    columns = [series[first - lag : total - lag] for lag in range(1, lags + 1)]
    x = np.hstack([*columns, np.ones((len(positions), 1))])
    usable = ~np.isnan(x).any(axis=1) & ~np.isnan(series[first:]).any(axis=1)
    return positions[usable], np.ascontiguousarray(x[usable])


def _with_others(x: Floats, others: Floats) -> Floats:
    """The regressors with those of the others that add something."""
    together = np.hstack([x, others])
    left = np.abs(np.diag(np.linalg.qr(together, mode="r")))
    if left.size == together.shape[1] and np.all(left > 1e-6 * np.maximum(np.linalg.norm(together, axis=0), 1e-12)):
        return together
    for column in others.T:  # one of them repeats what stands before it: slowly, one by one
        rest = column - x @ np.linalg.lstsq(x, column, rcond=None)[0]
        if np.linalg.norm(rest) > 1e-6 * max(float(np.linalg.norm(column)), 1e-12):
            x = np.column_stack([x, column])
    return x


def standard_errors(var: Var) -> Floats:
    """Classical standard errors of the coefficients, (m, K)."""
    return np.asarray(np.sqrt(np.outer(np.diag(var.inverse), np.diag(var.sigma))))


def choose_lags(series: npt.ArrayLike, most: int, others: npt.ArrayLike | None = None) -> dict[str, int]:
    """The order each of AIC, HQ and BIC chooses from 1 … `most`, all fitted to the same weeks (Lütkepohl 2005, section 4.3).

    Where gaps leave fewer than three usable weeks for a regressor, only lower orders are compared. Raises ValueError as `fit`.
    """
    most = _affordable(np.asarray(series, dtype=np.float64), most, 0 if others is None else np.shape(others)[1])
    scores: dict[str, list[float]] = {name: [] for name in CRITERIA}
    for lags in range(1, most + 1):
        var = fit(series, lags, others, first=most)
        n, k = var.y.shape
        _, size = np.linalg.slogdet(var.residuals.T @ var.residuals / n)
        for name, cost in zip(CRITERIA, (2.0, 2.0 * np.log(np.log(n)), np.log(n)), strict=True):
            scores[name].append(float(size + cost * lags * k * k / n))
    return {name: int(np.argmin(values)) + 1 for name, values in scores.items()}


def _affordable(series: Floats, most: int, others: int) -> int:
    while most > 1:
        weeks, x = regressors(series, most, first=most)
        if len(weeks) >= 3 * (x.shape[1] + others):
            break
        most -= 1
    return most


# ----------------------------------------------------------------------------------------------------------- responses


def lag_matrices(coefficients: Floats, lags: int) -> Floats:
    """Coefficients (…, m, K) as matrices (…, p, K, K): entry [l, i, j] takes series j, l + 1 weeks ago, to series i."""
    k = coefficients.shape[-1]
    own = coefficients[..., : lags * k, :]
    return np.asarray(np.swapaxes(own.reshape(*own.shape[:-2], lags, k, k), -1, -2))


def responses(matrices: Floats, horizon: int) -> Floats:
    """Moving average matrices Φ_0 … Φ_horizon, (…, horizon + 1, K, K): what a unit surprise in j does to i so much later."""
    lags, k = matrices.shape[-3], matrices.shape[-1]
    found = [np.broadcast_to(np.eye(k), (*matrices.shape[:-3], k, k))]
    for h in range(1, horizon + 1):
        terms = [found[h - lag] @ matrices[..., lag - 1, :, :] for lag in range(1, min(h, lags) + 1)]
        found.append(np.sum(terms, axis=0))
    return np.stack(found, axis=-3)


def orthogonal(moving: Floats, sigma: Floats) -> Floats:
    """Responses (…, h + 1, K, K) to surprises of one standard deviation, the series ordered as they stand (Cholesky)."""
    return np.asarray(moving @ np.linalg.cholesky(sigma)[..., None, :, :])


def decomposition(orthogonal_responses: Floats) -> Floats:
    """Forecast error variance of series i due to surprises in j, as shares, (…, h + 1, K, K), for 1 … h + 1 steps."""
    parts = np.cumsum(orthogonal_responses**2, axis=-3)
    return np.asarray(parts / parts.sum(axis=-1, keepdims=True))


# --------------------------------------------------------------------------------------------------------------- tests


def columns_of(source: int, lags: int, k: int) -> Whole:
    """Where the `lags` lags of a series stand among the regressors."""
    return np.arange(lags) * k + source


def granger(var: Var, source: int, target: int) -> Tested:
    """The classical F test that the lags of `source` do not help `target`, with the degrees of freedom of R's `causality`."""
    from scipy.stats import f as f_distribution

    k = var.y.shape[1]
    picked = columns_of(source, var.lags, k)
    b = var.coefficients[picked, target]
    cover = var.inverse[np.ix_(picked, picked)] * var.sigma[target, target]
    value = float(b @ np.linalg.solve(cover, b)) / len(picked)
    below = k * (len(var.weeks) - var.x.shape[1])
    return Tested(value, len(picked), below, float(f_distribution.sf(value, len(picked), below)))


def granger_hc3(var: Var, source: int, target: int) -> Tested:
    """The same test with HC3 errors: weeks of war may scatter more than weeks of calm."""
    from scipy.stats import f as f_distribution

    picked = columns_of(source, var.lags, var.y.shape[1])
    maker = var.inverse[picked] @ var.x.T
    value = float(_hc3_f(maker, var.y[:, target, None], var.residuals[:, target, None] ** 2, var.leverage_left)[0])
    below = len(var.weeks) - var.x.shape[1]
    return Tested(value, len(picked), below, float(f_distribution.sf(value, len(picked), below)))


def granger_wild(
    var: Var, source: int, target: int, signs: Floats, *, given_up_above: float = 1.0
) -> tuple[Tested, float | None]:
    """The HC3 test, and its p-value by the wild bootstrap under the null. `signs` (n, draws) are ±1: see `draw_signs`.

    Where the first p-value lies above `given_up_above` the bootstrap is spared: its p-value is None.
    """
    asymptotic = granger_hc3(var, source, target)
    if asymptotic.p > given_up_above:
        return asymptotic, None
    picked = columns_of(source, var.lags, var.y.shape[1])
    kept = np.delete(var.x, picked, axis=1)
    surprises = var.y[:, target] - kept @ np.linalg.lstsq(kept, var.y[:, target], rcond=None)[0]
    outcomes = surprises[:, None] * signs  # what the null explains changes neither coefficients tested nor residuals
    squares = (outcomes - var.x @ (var.inverse @ (var.x.T @ outcomes))) ** 2
    drawn = _hc3_f(var.inverse[picked] @ var.x.T, outcomes, squares, var.leverage_left)
    return asymptotic, float((1 + np.sum(drawn >= asymptotic.f)) / (1 + signs.shape[1]))


def _hc3_f(maker: Floats, outcomes: Floats, squares: Floats, left: Floats) -> Floats:
    """HC3 Wald statistics over the number of coefficients tested: `maker` (q, n), outcomes and squares (n, draws)."""
    q = len(maker)
    b = maker @ outcomes  # (q, draws)
    rows, columns = np.triu_indices(q)
    pairs = (maker[rows] * maker[columns] / left**2) @ squares
    cover = np.empty((squares.shape[1], q, q))
    cover[:, rows, columns] = pairs.T
    cover[:, columns, rows] = pairs.T
    solved = np.linalg.solve(cover, b.T[..., None])[..., 0]
    return np.asarray(np.einsum("dq,qd->d", solved, b) / q)


def draw_signs(weeks: int, draws: int, rng: np.random.Generator) -> Floats:
    """Signs ±1 for every week and draw, (weeks, draws): Rademacher weights (Davidson and Flachaire 2008)."""
    return rng.integers(0, 2, size=(weeks, draws)).astype(np.float64) * 2.0 - 1.0


def wild_coefficients(var: Var, signs: Floats) -> Floats:
    """Coefficients refitted to each bootstrap draw, (draws, m, K); residuals are first given HC3's size."""
    sized = var.residuals / var.leverage_left[:, None]
    maker = var.inverse @ var.x.T
    spread = [((maker * each) @ signs).T for each in sized.T]  # one (draws, m) for each equation
    return np.asarray(var.coefficients + np.stack(spread, axis=-1))
