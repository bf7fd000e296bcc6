"""Do the intervals hold, and do the forecasts help? Run: `PYTHONPATH=src python -m evals.forecast [--check] [--json FILE]`.

The weekly series in `shared/data/dynamics` (DETENTE_SHARED): Israel and Palestine 1979–2003, each direction, and fourteen pairs
of GDELT 2018–2024, daily sums brought to weeks. Each past week is forecast with what was known then (`rolling.roll`); nothing is
fitted to the outcome. Columns: weeks judged, share of outcomes in the 90 % interval; the same in crisis weeks by two definitions:
`harsh`, the harshest fifth by the mean of 13 weeks around, and `dated`, weeks of crises that history names (below); CRPS on the
sign·√ scale, and skill (1 − ratio of CRPS) against the last week again and the mean of 26 weeks.

Then the what-if in hindsight: with the path one side really took handed in as held, how often the other's outcome lay in the 90 %
band of `what_if.project`. And what a VAR(6) with normal intervals on the raw scale would have done.

`--check` fails unless 90 % intervals held .88 to .93 of outcomes overall and .85 or more in crisis weeks (issue 6).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from detente.dynamics import var
from detente.dynamics.forecast import crisis_weeks
from detente.dynamics.rolling import roll
from detente.dynamics.series import of_values
from detente.dynamics.var import Floats, signed_root
from detente.dynamics.what_if import project

SHARED: Final = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[2] / "shared")) / "data/dynamics"
HORIZONS: Final = (1, 4)
CRISES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "ISR-PSE": (("1987-12-09", "1993-09-12"), ("2000-09-28", "2003-12-31"), ("2021-05-10", "2021-05-30"), ("2023-10-07", "2024-12-31")),
    "IND-PAK": (("2019-02-14", "2019-03-31"),),
    "IND-CHN": (("2020-05-05", "2020-09-30"),),
    "RUS-UKR": (("2018-11-25", "2018-12-31"), ("2022-02-24", "2024-12-31")),
    "USA-IRN": (("2019-05-05", "2020-01-31"),),
    "ISR-IRN": (("2023-10-07", "2024-12-31"),),
    "ARM-AZE": (("2020-07-12", "2020-07-31"), ("2020-09-27", "2020-11-30"), ("2023-09-19", "2023-10-10")),
    "ETH-ERI": (("2020-11-04", "2021-06-30"),),
    "CHN-TWN": (("2022-08-02", "2022-08-31"),),
    "GRC-TUR": (("2020-02-28", "2020-03-31"), ("2020-08-10", "2020-10-31")),
    "SAU-IRN": (("2019-09-14", "2019-10-15"),),
}  # fmt: skip
"""First and last days, as histories give them: intifadas, Balakot, Galwan, Kerch and the invasion, tanker crisis, second Karabakh
war, Tigray, Pelosi's visit, Oruç Reis, Abqaiq, the war in Gaza."""


class Weekly(NamedTuple):
    """One series on the sign·√ scale; `other` is the other direction, where there is one."""

    name: str
    pair: str
    weeks: pd.DatetimeIndex
    values: Floats
    other: Floats | None


def given() -> list[Weekly]:
    """The weekly series."""
    old = pd.read_csv(SHARED / "israel_palestine_weekly_1979_2003.csv", parse_dates=["approx_date"])
    a, b = signed_root(old["i2p"]), signed_root(old["p2i"])
    weeks = pd.DatetimeIndex(old["approx_date"])
    found = [Weekly("ISR→PSE", "ISR-PSE", weeks, a, b), Weekly("PSE→ISR", "ISR-PSE", weeks, b, a)]
    daily = pd.read_csv(SHARED / "gdelt_dyad_daily_2018_2024.csv", parse_dates=["date"]).set_index("date")
    for column in daily.columns.drop("all_pairs_sum"):
        pair = column.replace("_", "-")
        both = of_values(daily[[column]], *pair.split("-")).weekly().both("root")
        found.append(Weekly(pair, pair, pd.DatetimeIndex(both.index), np.asarray(both, dtype=np.float64), None))
    return found


def dated(weeks: pd.DatetimeIndex, pair: str) -> Floats:
    """1 for weeks that touch a dated crisis of the pair."""
    ends = weeks + pd.Timedelta(days=6)
    found = np.zeros(len(weeks))
    for first, last in CRISES.get(pair, ()):
        found[np.asarray((ends >= pd.Timestamp(first)) & (weeks <= pd.Timestamp(last)))] = 1.0
    return found


def judged(series: Weekly) -> list[dict[str, Any]]:
    """A row for each horizon."""
    started = time.process_time()
    rolled = roll(series.values, series.other)
    seconds = time.process_time() - started
    harsh, named = crisis_weeks(series.values) == 1, dated(series.weeks, series.pair) == 1
    rows = []
    for ahead in HORIZONS:
        h = ahead - 1
        crps = rolled.crps[:, h]
        known = np.isfinite(crps).all(axis=0)
        held = rolled.covered[0, h]
        shifted = [np.concatenate([each[ahead:], np.zeros(ahead, dtype=bool)]) for each in (harsh, named)]
        means = crps[:, known].mean(axis=1)
        counts = {
            name: (int(np.sum(known & at)), float(np.sum(held[known & at])))
            for name, at in (("all", np.ones(len(held), dtype=bool)), ("harsh", shifted[0]), ("dated", shifted[1]))
        }
        rows.append(
            {"series": series.name, "ahead": ahead, "counts": counts, "crps": round(float(means[0]), 3), "seconds": round(seconds, 3),
             "skill_last": round(float(1 - means[0] / means[1]), 3), "skill_mean": round(float(1 - means[0] / means[2]), 3)}
        )  # fmt: skip
    return rows


def hindsight(series: Weekly, *, step: int = 4, draws: int = 400) -> dict[str, Any]:
    """Coverage of what-if bands with the path the other side really took, from origins every `step` weeks, ten years of past."""
    assert series.other is not None
    pair = np.column_stack([series.other, series.values])
    harsh = crisis_weeks(series.values) == 1
    counts = {"all": [0, 0.0], "harsh": [0, 0.0]}
    for origin in range(208, len(pair) - 4, step):
        drawn = project(pair[max(0, origin - 520) : origin], pair[origin : origin + 4, 0], draws=draws, seed=origin)
        low, high = np.quantile(drawn, [0.05, 0.95], axis=0)
        y = pair[origin : origin + 4, 1]
        inside = (y >= low) & (y <= high)
        for name, at in (("all", np.ones(4, dtype=bool)), ("harsh", harsh[origin : origin + 4])):
            counts[name][0] += int(at.sum())
            counts[name][1] += float(inside[at].sum())
    return {"series": series.name, "counts": {name: tuple(each) for name, each in counts.items()}}


def gaussian(series: Weekly, *, lags: int = 6, first: int = 104) -> dict[str, Any]:
    """One week ahead by a VAR on the raw scale with normal 90 % intervals, refitted every 13 weeks: the usual way."""
    assert series.other is not None
    pair = var.signed_square(np.column_stack([series.values, series.other]))
    harsh = crisis_weeks(series.values) == 1
    inside = np.full(len(pair), np.nan)
    fitted = var.fit(pair[:first], lags)
    for t in range(first, len(pair)):
        if (t - first) % 13 == 0:
            fitted = var.fit(pair[:t], lags)
        x = np.append(pair[t - lags : t][::-1].ravel(), 1.0)
        middle, half = float(x @ fitted.coefficients[:, 0]), 1.645 * float(np.sqrt(fitted.sigma[0, 0]))
        inside[t] = abs(pair[t, 0] - middle) <= half
    counts = {
        "all": (len(pair) - first, float(np.nansum(inside))),
        "harsh": (int(harsh[first:].sum()), float(inside[first:][harsh[first:]].sum())),
    }
    return {"series": series.name, "counts": counts}


def share(rows: Sequence[dict[str, Any]], name: str) -> float:
    """Outcomes held of all in these rows."""
    n, held = (sum(row["counts"][name][at] for row in rows) for at in (0, 1))
    return round(held / n, 4) if n else float("nan")


def _line(row: dict[str, Any]) -> str:
    told = [f"{held / n:.3f} ({n})" if n else "–" for n, held in row["counts"].values()]
    return f"| {row['series']} | {row['ahead']} | {' | '.join(told)} | {row['crps']:.2f} | {row['skill_last']:.3f} | {row['skill_mean']:.3f} |"


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, show, and check what must hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="fail unless the intervals hold")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(argv)
    if not SHARED.is_dir():
        print(f"no series at {SHARED}: set DETENTE_SHARED", file=sys.stderr)
        return 2
    series = given()
    rows = [row for each in series for row in judged(each)]
    print("| series | ahead | held | harsh weeks | dated crises | CRPS | skill: last week | skill: 26 weeks |")
    print("|---|---|---|---|---|---|---|---|")
    print("\n".join(map(_line, rows)))
    failed = False
    for ahead in HORIZONS:
        of = [row for row in rows if row["ahead"] == ahead]
        shares = {name: share(of, name) for name in ("all", "harsh", "dated")}
        print(f"\n{ahead} ahead: {shares}, seconds a series {np.mean([row['seconds'] for row in of]):.3f}")
        failed |= not 0.88 <= shares["all"] <= 0.93 or min(shares["harsh"], shares["dated"]) < 0.85
    pairs = [each for each in series if each.other is not None]
    others = {
        "what-if in hindsight": [hindsight(each) for each in pairs],
        "VAR(6), normal, raw scale": [gaussian(each) for each in pairs],
    }
    for name, found in others.items():
        print(
            f"{name}: "
            + ", ".join(f"{f['series']} {share([f], 'all'):.3f} (harsh {share([f], 'harsh'):.3f})" for f in found)
        )
    if asked.json:
        asked.json.write_text(
            json.dumps({"rows": rows, **others}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    return 1 if asked.check and failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
