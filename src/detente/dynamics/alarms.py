"""Online alarms: a CUSUM (Page 1954) on a weekly series that tells a change of level while it comes, at a stated rate of false ones.

Each week is compared with all before it since the last alarm (a self-starting CUSUM: Hawkins 1987), after the first-order
autocorrelation seen so far is taken out and single weeks are cut at 3 sd. Two sums, of the better and of the worse, drop an allowance
of half a sd a week; an alarm is raised where one exceeds `limit`. Only what was known in a week decides about it.

Page, E. S. (1954). Continuous inspection schemes. Biometrika 41.
Hawkins, D. M. (1987). Self-starting cusum charts for location and scale. The Statistician 36.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

ALLOWANCE: Final = 0.5
"""In sd. Best for shifts of one sd (Page 1954)."""
LIMIT: Final = 5.0
"""In sd."""
FALSE_ALARM_WEEKS: Final = 230
"""Mean weeks between false alarms at this limit, the least of autoregressions with φ 0 to .7 and normal or t(4) innovations, ten
years each (evals/dynamics.py)."""
LEARNING: Final = 26
"""Weeks after the start, and after an alarm, that only teach what is usual."""
CUT: Final = 3.0


class Alarm(NamedTuple):
    """Raised at position `at`; the change is dated to `since`, the week after the sum was last nothing. `up`: for the better."""

    at: int
    since: int
    up: bool
    excess: float


def alarms(values: Floats, *, limit: float = LIMIT) -> tuple[Alarm, ...]:
    """All alarms in a series without gaps, oldest first."""
    found: list[Alarm] = []
    start = quiet = 0
    while (alarm := _next(values, start, quiet, limit)) is not None:
        found.append(alarm)
        start, quiet = alarm.since, alarm.at + 1  # what is usual is learned again from the change on
    return tuple(found)


def _next(values: Floats, start: int, quiet: int, limit: float) -> Alarm | None:
    """The first alarm of what follows `start`, none before `quiet`."""
    mean = square = product = 0.0  # running mean, sum of squares, sum of lag-1 products about the mean
    before = 0.0
    up = down = 0.0
    up_since = down_since = start
    for n, value in enumerate(values[start:].tolist()):  # n values are known before this one
        at = start + n
        if n >= LEARNING and at >= quiet:
            spread = math.sqrt(max(square / (n - 1), 1e-12))
            phi = min(max(product / max(square, 1e-12), 0.0), 0.8)
            new = (value - mean - phi * (before - mean)) / (spread * math.sqrt((1 - phi * phi) * (1 + 1 / n)))
            new = min(max(new, -CUT), CUT)
            up, up_since = (up + new - ALLOWANCE, up_since) if up > 0 else (new - ALLOWANCE, at)
            down, down_since = (down - new - ALLOWANCE, down_since) if down > 0 else (-new - ALLOWANCE, at)
            up, down = max(up, 0.0), max(down, 0.0)
            if max(up, down) > limit:
                return Alarm(at, up_since if up > down else down_since, up > down, max(up, down))
        step = value - mean
        mean += step / (n + 1)
        square += step * (value - mean)
        if n > 0:
            product += (value - mean) * (before - mean)
        before = value
    return None
