"""Lasting changes of a level: exact least-squares segmentation, and the breaks that stay whatever the penalty.

`best_breaks` is the exact dynamic programme of Bai and Perron (2003) for a change of the mean, as in R's strucchange (ruptures'
KernelCPD with the linear kernel, which is the same sum of squares and runs in C). `stable_breaks` needs no number of breaks: the
penalty runs over a range, and a break counts by the share of the range over which it is found.

Bai, J. & Perron, P. (2003). Computation and analysis of multiple structural change models. J. of Applied Econometrics 18.
Killick, R., Fearnhead, P. & Eckley, I. (2012). Optimal detection of changepoints with a linear computational cost. JASA 107.
Bai, J. (1997). Estimation of a change point in multiple regression models. Review of Economics and Statistics 79.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import ruptures

Floats = npt.NDArray[np.float64]

PENALTIES: Final = np.geomspace(1.5, 6.0, 15)
"""In units of (long-run variance) × log n. At 3.0, the middle of the range, at most three in a hundred ten-year series without a
break (autoregressive with φ 0 to .7, normal or t(4) innovations) have one found (evals/dynamics.py)."""
LEAST_STABILITY: Final = 0.5
"""A break has to be found over half of the range: up to the middle penalty, at which false ones are rare."""
SAME: Final = 3
"""Breaks at different penalties no further apart than this are the same break."""
BAI_90: Final = 7.0
"""90 % quantile of the distance of the estimated from the true break, in units of variance / shift² (Bai 1997; Yao 1987)."""
LARGEST_PHI: Final = 0.8


class Break(NamedTuple):
    """A change of the mean at position `at` (the first of the new level); `low` and `high` bound it at 90 %."""

    at: int
    low: int
    high: int
    before: float
    after: float
    stability: float


class Noise(NamedTuple):
    """Lag-1 autocorrelation and variance of a series about its levels."""

    phi: float
    variance: float

    @property
    def long_run(self) -> float:
        """The variance that a mean of many values has, times their number."""
        return self.variance * (1 + self.phi) / (1 - self.phi)

    def of_sums(self, lengths: npt.NDArray[np.int_]) -> Floats:
        """The variance of sums of that many neighbouring values, of a first-order autoregression."""
        n, phi = lengths.astype(float), self.phi
        return self.variance * (n * (1 + phi) / (1 - phi) - 2 * phi * (1 - phi**n) / (1 - phi) ** 2)


def best_breaks(values: Floats, n_breaks: int, *, least: int) -> tuple[int, ...]:
    """The `n_breaks` positions that leave the least sum of squares about the means, segments being `least` or longer."""
    search = ruptures.KernelCPD(kernel="linear", min_size=least).fit(values[:, None])
    return tuple(search.predict(n_bkps=n_breaks)[:-1])


def sum_of_squares(values: Floats, breaks: tuple[int, ...]) -> float:
    """What is left about the means of the segments."""
    return float(sum(((part - part.mean()) ** 2).sum() for part in np.split(values, breaks)))


def noise(values: Floats) -> Noise:
    """Estimated from differences, which a change of level or a spike touches in one or two places; these are cut at 3 sd.

    For an autoregression with φ the differences have lag-1 correlation -(1 - φ)/2.
    """
    steps = np.diff(values)
    spread = 1.4826 * float(np.median(np.abs(steps - np.median(steps)))) or float(steps.std()) or 1.0
    steps = np.clip(steps, -3 * spread, 3 * spread)
    square = float(steps @ steps)
    lag = float(steps[1:] @ steps[:-1]) / square if square else -0.5
    phi = min(max(1 + 2 * lag, 0.0), LARGEST_PHI)
    return Noise(phi, max(square / len(steps) / (2 * (1 - phi)), 1e-12))


def stable_breaks(values: Floats, *, least: int) -> tuple[Break, ...]:
    """The changes of level that are found over at least half of the range of penalties, oldest first."""
    n = len(values)
    if n < 2 * least:
        return ()
    seen = noise(values)
    unit = seen.long_run * math.log(n)
    search = ruptures.KernelCPD(kernel="linear", min_size=least).fit(values[:, None])
    found = [search.predict(pen=float(factor * unit))[:-1] for factor in PENALTIES]
    kept: dict[int, float] = {}
    for candidate in sorted({at for one in found for at in one}, key=lambda at: (-_stability(at, found), at)):
        if _stability(candidate, found) >= LEAST_STABILITY and all(abs(candidate - at) >= least for at in kept):
            kept[candidate] = _stability(candidate, found)
    return tuple(_break(values, at, tuple(sorted(kept)), kept[at], seen) for at in sorted(kept))


def _stability(at: int, found: list[list[int]]) -> float:
    return sum(any(abs(at - other) <= SAME for other in one) for one in found) / len(found)


def _break(values: Floats, at: int, all_: tuple[int, ...], stability: float, seen: Noise) -> Break:
    edges = (0, *all_, len(values))
    place = edges.index(at)
    first, last = edges[place - 1], edges[place + 1]
    before, after = float(values[first:at].mean()), float(values[at:last].mean())
    half = int(BAI_90 * seen.long_run / max((after - before) ** 2, 1e-12)) + 1
    return Break(at, max(first, at - half), min(last - 1, at + half), before, after, stability)
