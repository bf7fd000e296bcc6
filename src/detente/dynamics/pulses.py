"""Spikes: stretches of days far from the level they lie in, with onset, end and extreme days.

A pulse is a departure from the level that ends again: y_t = level + Σ a_p · 1[t in p] + noise. All stretches of 1 to 91 days are
scanned, each by the sum of its departures over the standard deviation such a sum has by chance in an autoregression of first
order (the scan statistic for an epidemic change: Levin and Kline 1985; Olshen et al. 2004); the largest that do not overlap are
kept. Longer departures are levels. Single days are cut at 4 sd first, so that no one day makes a pulse: it takes a run of them.

Levin, B. & Kline, J. (1985). The cusum test of homogeneity with an application in spontaneous abortion epidemiology. Stat. Med. 4.
Olshen, A. et al. (2004). Circular binary segmentation for the analysis of array-based DNA copy number data. Biostatistics 5.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from detente.dynamics.levels import LARGEST_PHI, Noise

Floats = npt.NDArray[np.float64]

LONGEST: Final = 91
"""Days. Thirteen weeks is what the search for levels asks of one (`turning_points.LEAST_WEEKS`)."""
THRESHOLD: Final = 6.0
"""Of a hundred ten-year series without a pulse (autoregressive, φ 0 to .7) none has a stretch beyond this where innovations are
normal, at most three where they are t(4), eleven where these are not autocorrelated at all (evals/dynamics.py)."""
CUT: Final = 4.0
JOINED: Final = 3
"""Pulses of one sign with fewer days than this between them are one."""
ORDINARY: Final = 1.645
"""A pulse begins and ends with days further than this many sd from the level: one ordinary day in twenty is."""
MOST: Final = 60


class Pulse(NamedTuple):
    """Positions `first` to `last` (both in it), the `extreme` one, the summed departure and its statistic."""

    first: int
    last: int
    extreme: int
    departure: float
    statistic: float


def pulses(departures: Floats) -> tuple[Pulse, ...]:
    """The pulses in a series of departures from its level (one a day, no gaps), oldest first."""
    n = len(departures)
    if n < LONGEST:
        return ()
    seen = noise_about_zero(departures)
    lengths = np.arange(1, LONGEST + 1)
    spread = float(np.sqrt(seen.variance))
    statistics = scan(np.clip(departures, -CUT * spread, CUT * spread), seen, lengths)
    spots = np.argwhere(np.abs(statistics) > THRESHOLD)
    strengths = np.abs(statistics[spots[:, 0], spots[:, 1]])
    free = np.ones(n, dtype=bool)
    found: list[Pulse] = []
    for row, start in spots[np.lexsort((spots[:, 1], spots[:, 0], -strengths))]:
        end = start + lengths[row]
        if free[start:end].all():
            free[start:end] = False
            found.append(_pulse(departures, int(start), int(end) - 1, float(statistics[row, start])))
            if len(found) == MOST:
                break
    return tuple(_trimmed(departures, one, ORDINARY * spread) for one in _joined(departures, sorted(found)))


def scan(departures: Floats, seen: Noise, lengths: npt.NDArray[np.int_]) -> Floats:
    """Standardised sums of every stretch, shape (lengths, starts); 0 where a stretch would run over the end."""
    n = len(departures)
    total = np.concatenate([[0.0], np.cumsum(departures)])
    made = np.zeros((len(lengths), n))
    spread = np.sqrt(seen.of_sums(lengths))
    for row, length in enumerate(lengths.tolist()):
        made[row, : n - length + 1] = (total[length:] - total[: n - length + 1]) / spread[row]
    return made


def noise_about_zero(departures: Floats) -> Noise:
    """Robust variance (by the median of absolute values) and lag-1 autocorrelation of departures cut at 3 sd."""
    spread = 1.4826 * float(np.median(np.abs(departures))) or float(departures.std()) or 1.0
    cut = np.clip(departures, -3 * spread, 3 * spread)
    phi = float(cut[1:] @ cut[:-1]) / max(float(cut @ cut), 1e-12)
    return Noise(min(max(phi, 0.0), LARGEST_PHI), spread**2)


def _pulse(departures: Floats, first: int, last: int, statistic: float) -> Pulse:
    part = departures[first : last + 1]
    extreme = first + int(np.argmax(np.sign(statistic) * part))
    return Pulse(first, last, extreme, float(part.sum()), statistic)


def _joined(departures: Floats, found: list[Pulse]) -> list[Pulse]:
    made: list[Pulse] = []
    for one in found:
        before = made[-1] if made else None
        if before and one.first - before.last <= JOINED and one.statistic * before.statistic > 0:
            strongest = max(before.statistic, one.statistic, key=abs)
            made[-1] = _pulse(departures, before.first, one.last, strongest)
        else:
            made.append(one)
    return made


def _trimmed(departures: Floats, one: Pulse, ordinary: float) -> Pulse:
    """Without the ordinary days at its ends, and with the extraordinary ones next to them."""
    sign = np.sign(one.statistic)
    far = np.flatnonzero(sign * departures[one.first : one.last + 1] > ordinary)
    if not len(far):
        return one
    first, last = one.first + int(far[0]), one.first + int(far[-1])
    while first > 0 and sign * departures[first - 1] > ordinary:
        first -= 1
    while last + 1 < len(departures) and sign * departures[last + 1] > ordinary:
        last += 1
    return _pulse(departures, first, last, one.statistic)
