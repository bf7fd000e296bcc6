"""How often the measures of a pair err, by simulation, how they do on real series, and how fast they are.

    PYTHONPATH=src python -m evals.dynamics [false] [power] [hawkes] [tension] [speed] [--json] [--series 200]

false: the share of ten-year series without a change in which one is found, and the weeks between false alarms; first-order
autoregressions with normal or t(4) innovations. power: the share of changes found, by size (in sd of the weekly or daily values) and, for
alarms, the weeks until they are. hawkes: bias, standard error and what the 90 % intervals cover, for processes drawn in continuous
time, with times to a tenth of a day and to the day. tension: thresholds of tension.toml on GDELT (../shared/data/dynamics). speed: ten
years of 200 pairs (series, tension, turning points, Hawkes with 100 draws, reciprocity, forecast, what-if), two processes, wall clock and processor. Everything is drawn from fixed seeds.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.signal import lfilter

from detente.dynamics import alarms as online
from detente.dynamics import tension as tense
from detente.dynamics.forecast import forecast
from detente.dynamics.hawkes import Fit, fit, hawkes, simulate
from detente.dynamics.levels import stable_breaks
from detente.dynamics.pulses import pulses
from detente.dynamics.reciprocity import reciprocity
from detente.dynamics.scenario import parse
from detente.dynamics.series import Act, Coverage, Dyad, of_values, series
from detente.dynamics.turning_points import LEAST_WEEKS, turning_points
from detente.dynamics.what_if import what_if

Floats = npt.NDArray[np.float64]
Row = dict[str, Any]
SHARED: Final = Path(os.environ.get("DETENTE_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "data/dynamics"
WEEKS, DAYS = 520, 3652
PHIS: Final = (0.0, 0.3, 0.5, 0.7)
TRUE: Final = ((0.2, 0.3, 0.2), (0.1, 0.4, 0.1))  # base, own, cross of each side; decay 1 a day
HAWKES_DAYS: Final = 3478  # 2,000 acts on average
CRISES: Final = {
    "IND_PAK": [("2019-02-18", "2019-03-11")],
    "RUS_UKR": [("2022-02-28", "2022-05-30")],
    "ISR_PSE": [("2021-05-17", "2021-05-24"), ("2023-10-16", "2023-12-11")],
    "USA_IRN": [("2020-01-06", "2020-01-20")],
    "ARM_AZE": [("2020-10-05", "2020-11-09"), ("2023-09-25", "2023-10-02")],
    "IND_CHN": [("2020-06-22", "2020-07-06")],
    "CHN_TWN": [("2022-08-08", "2022-08-22")],
    "GRC_TUR": [("2020-08-17", "2020-09-14")],
}
"""Weeks (by their Mondays) in which the last four weeks lay in a crisis that was known beforehand."""


def autoregression(seed: int, n: int, phi: float, tails: int) -> Floats:
    """A first-order autoregression with innovations of t(`tails`), normal for 0."""
    rng = np.random.default_rng(seed)
    drawn = rng.standard_t(tails, n + 100) if tails else rng.normal(size=n + 100)
    return np.asarray(lfilter([1.0], [1.0, -phi], drawn)[100:])


def models() -> Iterator[tuple[float, int]]:
    """What the series without a change are drawn from."""
    return ((phi, tails) for phi in PHIS for tails in (0, 4))


def false(many: int) -> list[Row]:
    """Shares of series without a change in which one is found."""
    made = []
    for phi, tails in models():
        weekly = [autoregression(seed, WEEKS, phi, tails) for seed in range(many)]
        daily = [autoregression(1000 + seed, DAYS, phi, tails) for seed in range(many // 2)]
        raised = sum(len(online.alarms(values)) for values in weekly)
        made.append(
            {
                "phi": phi,
                "innovations": f"t({tails})" if tails else "normal",
                "level_found": sum(bool(stable_breaks(values, least=LEAST_WEEKS)) for values in weekly) / many,
                "spike_found": sum(bool(pulses(values - np.median(values))) for values in daily) / (many // 2),
                "weeks_between_alarms": round(WEEKS * many / max(raised, 1)),
            }
        )
    return made


def power(many: int) -> list[Row]:
    """Shares of changes found, in series with φ .3 and normal innovations; sizes in sd of the series."""
    made = []
    for size in (0.5, 1.0, 1.5, 2.0, 3.0):
        row: Row = {"size_sd": size}
        levels, placed, raised, waits = 0, 0, 0, []
        for seed in range(many):
            values = autoregression(seed, WEEKS, 0.3, 0)
            at = WEEKS // 2 + seed % 50
            values[at:] -= size / np.sqrt(1 - 0.3**2)
            found = [one for one in stable_breaks(values, least=LEAST_WEEKS) if abs(one.at - at) <= 26]
            levels += bool(found)
            placed += any(one.low <= at <= one.high for one in found)
            after = [alarm.at - at for alarm in online.alarms(values) if at <= alarm.at < at + 52 and not alarm.up]
            raised += bool(after)
            waits += after[:1]
        row |= {"level_found": levels / many, "date_in_interval": round(placed / max(levels, 1), 2)}
        row |= {
            "alarm_within_a_year": raised / many,
            "median_weeks_to_alarm": float(np.median(waits)) if waits else None,
        }
        for length in (3, 7, 14, 28):
            row[f"spike_of_{length}_days"] = _spikes_found(size, length, many // 2)
        made.append(row)
    return made


def _spikes_found(size: float, length: int, many: int) -> float:
    found = 0
    for seed in range(many):
        values = autoregression(seed, DAYS, 0.3, 0)
        values[1500 : 1500 + length] -= size / np.sqrt(1 - 0.3**2)
        found += any(one.first < 1500 + length and one.last >= 1500 for one in pulses(values - np.median(values)))
    return found / many


def cascade(seed: int) -> list[Floats]:
    """The times of both sides' acts in continuous time."""
    rng = np.random.default_rng(seed)
    base, adds = (TRUE[0][0], TRUE[1][0]), ((TRUE[0][1], TRUE[0][2]), (TRUE[1][2], TRUE[1][1]))
    waiting = [(t, i) for i in (0, 1) for t in rng.uniform(-50, HAWKES_DAYS, rng.poisson(base[i] * (HAWKES_DAYS + 50)))]
    acts: list[tuple[float, int]] = []
    while waiting:
        moment, doer = waiting.pop()
        acts.append((moment, doer))
        for i in (0, 1):
            waiting += [(moment + wait, i) for wait in rng.exponential(1.0, rng.poisson(adds[i][doer]))]
    return [np.array([t for t, j in acts if j == i and 0 <= t < HAWKES_DAYS]) for i in (0, 1)]


def hawkes_recovered(many: int) -> list[Row]:
    """Estimates of known parameters, by how finely the times are known; what the intervals of fitted processes cover."""
    made = []
    times = [cascade(seed) for seed in range(many)]
    for width in (0.1, 1.0):
        bins = round(HAWKES_DAYS / width)
        covered = np.ones(bins, dtype=bool)
        rows = []
        for each in times:
            a, b = (np.bincount((t / width).astype(int), minlength=bins).astype(float) for t in each)
            one, two = fit(a, b, covered, width=width), fit(b, a, covered, width=width)
            rows.append([one.base, one.own, one.cross, two.base, two.own, two.cross])
        for n, (side, parameter) in enumerate((s, p) for s in ("a", "b") for p in ("base", "own", "cross")):
            values = np.array(rows)[:, n]
            true = TRUE[n // 3][n % 3]
            made.append({"times_to": f"{width} days", "side": side, "parameter": parameter, "true": true,
                         "mean": round(float(values.mean()), 4), "sd": round(float(values.std()), 4)})  # fmt: skip
    return [*made, *_covered(many)]


def _covered(many: int) -> list[Row]:
    """What 90 % intervals cover, of processes in days (as they are fitted), two years with about 300 and 200 acts."""
    a, b = Fit(0.25, 0.2, 0.1, 0.5), Fit(0.1, 0.2, 0.3, 0.5)
    true = {"own": (a.own, b.own), "cross": (a.cross, b.cross), "base": (a.base, b.base)}
    inside = dict.fromkeys(true, 0)
    for seed in range(many):
        counts = simulate(a, b, 730, seed=seed)[0]
        sides = hawkes(_dyad(counts), seed=seed, draws=100)
        for name, (first, second) in true.items():
            for side, value in zip(sides, (first, second), strict=True):
                low, high = side.intervals.get(name, (0.0, 0.0))
                inside[name] += low <= value <= high
    return [{"intervals_of": name, "cover": round(count / (2 * many), 3)} for name, count in inside.items()]


def _dyad(counts: Floats) -> Dyad:
    frame = pd.DataFrame(
        {"ab_hostile": counts[0], "ba_hostile": counts[1]}, index=pd.date_range("2015-01-05", periods=counts.shape[1])
    )
    return Dyad("RUR", "SYL", "day", frame)


def tension(_: int) -> list[Row]:
    """Where the thresholds lie among all weeks, and how many weeks of known crises are above each."""
    table = pd.read_csv(SHARED / "gdelt_dyad_daily_2018_2024.csv", parse_dates=["date"], index_col="date")
    every, crisis = [], []
    for pair in table.columns[:-1]:
        above = tense.tension_series(of_values(table[[pair]], *pair.split("_")))["above"].dropna()
        every.append(above)
        crisis += [above[first:last] for first, last in CRISES.get(pair, ())]
    weeks, known = pd.concat(every), pd.concat(crisis)
    made: list[Row] = [{"weeks": len(weeks), "crisis_weeks": len(known), "points": {
        f"{q:.0%}": round(float(weeks.quantile(q)), 2) for q in (0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98)
    }}]  # fmt: skip
    for word, least in tense.bands():
        made.append(
            {
                "from": word,
                "all": round(float((weeks >= least).mean()), 3),
                "crises": round(float((known >= least).mean()), 3),
            }
        )
    return made


def speed(_: int) -> list[Row]:
    """Ten years of 200 pairs: series, tension, turning points, Hawkes with intervals."""
    began = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        done = list(pool.map(_measured, range(200), chunksize=10))
    taken = round(time.perf_counter() - began, 1)
    busy = round(sum(cpu for _, cpu in done), 1)
    acts = sum(n for n, _ in done)
    return [{"pairs": 200, "years": 10, "acts": acts, "processes": 2, "seconds": taken, "processor_seconds": busy}]


def _measured(seed: int) -> tuple[int, float]:
    """All measures of one drawn pair; the number of its acts, and the processor's seconds the measures took."""
    rng = np.random.default_rng(seed)
    a, b = Fit(0.12 * 2 ** rng.normal(), 0.15, 0.1, 0.4), Fit(0.05 * 2 ** rng.normal(), 0.25, 0.4, 0.4)
    counts = simulate(a, b, DAYS, seed=seed)[0].astype(int)
    index = pd.date_range("2015-01-05", periods=DAYS)
    days = [str(day.date()) for day in index]
    acts = [
        Act(
            id=f"{n}/{day}/{k}",
            day=days[day],
            source="AB"[n],
            target="BA"[n],
            type="ASSAULT",
            score=-10.0 if k else -2.0,
        )
        for n in (0, 1)
        for day in np.flatnonzero(counts[n]).tolist()
        for k in range(counts[n][day])
    ]
    covered = frozenset(day.date() for day in index)
    began = time.process_time()
    dyad = series(acts, "A", "B", coverage=Coverage(covered, dict.fromkeys(covered, 100.0)))
    tense.tension(dyad)
    changes = [date.fromisoformat(one.date) for one in turning_points(dyad) if one.kind == "level"]
    hawkes(dyad, seed=seed)
    reciprocity(dyad.weekly().pair("root"), regimes=changes, seed=seed)
    forecast(dyad)
    what_if(dyad, parse("A halts", ("A", "B")))
    return len(acts), time.process_time() - began


PARTS: Final[dict[str, Callable[[int], list[Row]]]] = {
    "false": false,
    "power": power,
    "hawkes": hawkes_recovered,
    "tension": tension,
    "speed": speed,
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=list(PARTS))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--series", type=int, default=200, help="series drawn for each row")
    given = parser.parse_args()
    for name in given.parts or PARTS:
        rows = PARTS[name](given.series)
        if given.json:
            sys.stdout.write(json.dumps({name: rows}) + "\n")
        else:
            sys.stdout.write(f"\n{name}\n")
            for row in rows:
                sys.stdout.write("  " + "  ".join(f"{key} {value}" for key, value in row.items()) + "\n")


if __name__ == "__main__":
    main()
