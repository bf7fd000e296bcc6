"""How far the likelihood of told events is to be trusted. Run: `python -m evals.likely [--json FILE]` with PYTHONPATH=src.

evals/data/judged_events.csv has a row for each event that Détente told (reported or claimed, no history) on real reports and that one
of two judges judged by eye: right in every part (a political event of that type, doers, recipients, told as it should be, not told
twice), or wrong. No words of the reports, only their numbers and the features (detente.events.likely). Rows the judge was not sure of
count half. Cross-validated by report in five folds: no report is in the part that is learned from and in the part that is scored.

auc          how often a right event is given more than a wrong one; `auc_across_judges`: one judge's events by weights learned from
             the other's alone
brier        mean squared error of the likelihood; `brier_flat` that of saying everywhere what share is right
invented     share of the events told as done and as news that are not: no event, only planned or denied, long past; `auc_invented`:
             how often one of the others is given more
calibration  the events by fifths of their likelihood: what was said on average, what share was right, and what share invented
trade        keeping the events from a likelihood up: what share of them is right, what share of the right ones and of all is kept
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DATA = Path(__file__).resolve().parent / "data" / "judged_events.csv"
MARKS = ("report", "judge", "right", "sure", "wrong")
INVENTED = frozenset(("no event", "status", "background"))  # told as done and as news, and is not
SEEN = 20  # events with a feature from which it is given a weight
RIDGE = 6.0  # of every weight but the bias
UNSURE = 0.5  # what a row counts that its judge was not sure of
FOLDS = 5
_STEPS = 50

Floats = NDArray[np.float64]


class Judged(NamedTuple):
    """`names` of the columns of `features`; by row the features, whether right, what the row counts, its report and judge.

    `invented`: 1 where what is told as done, and as news, is not (no event at all, or only planned, denied, long past).
    """

    names: tuple[str, ...]
    features: Floats
    right: Floats
    counts: Floats
    reports: NDArray[np.int64]
    judges: NDArray[np.int64]
    invented: Floats


def judged(path: Path = DATA) -> Judged:
    """The judged events; the last column of `features` is the bias, 1 everywhere."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [n for n in rows[0] if n not in MARKS]
    held = np.array([[float(r[n] or 0) for n in names] for r in rows])
    often = [i for i in range(len(names)) if np.count_nonzero(held[:, i]) >= SEEN]
    return Judged(
        (*(names[i] for i in often), "bias"),
        np.hstack([held[:, often], np.ones((len(rows), 1))]),
        np.array([float(r["right"]) for r in rows]),
        np.array([1.0 if r["sure"] == "1" else UNSURE for r in rows]),
        np.array([int(r["report"]) for r in rows]),
        np.array([int(r["judge"]) for r in rows]),
        np.array([float(bool(INVENTED & set(r["wrong"].split(";")))) for r in rows]),
    )


def fit(features: Floats, right: Floats, counts: Floats) -> Floats:
    """Weights of a ridge logistic regression, by Newton's method; the last feature, the bias, is left free."""
    ridge = np.full(features.shape[1], RIDGE)
    ridge[-1] = 1e-6
    weights = np.zeros(features.shape[1])
    for _ in range(_STEPS):
        said = share(features, weights)
        slope = features.T @ (counts * (said - right)) + ridge * weights
        curve = (features * (counts * said * (1 - said))[:, None]).T @ features + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def share(features: Floats, weights: Floats) -> Floats:
    """The likelihood by row."""
    made: Floats = 1 / (1 + np.exp(-features @ weights))
    return made


def held_out(data: Judged) -> Floats:
    """The likelihood of each row by weights learned without its fold of reports."""
    numbers = np.unique(data.reports)
    fold_of = dict(zip(np.random.default_rng(0).permutation(numbers).tolist(), range(len(numbers)), strict=True))
    folds = np.array([fold_of[r] % FOLDS for r in data.reports.tolist()])
    said = np.zeros(len(data.right))
    for fold in range(FOLDS):
        rest = folds != fold
        weights = fit(data.features[rest], data.right[rest], data.counts[rest])
        said[~rest] = share(data.features[~rest], weights)
    return said


def across(data: Judged) -> dict[int, float]:
    """By judge, the AUC on his events of weights learned from the other's alone: other reports, another eye."""
    found = {}
    for judge in np.unique(data.judges):
        mine = data.judges == judge
        weights = fit(data.features[~mine], data.right[~mine], data.counts[~mine])
        found[int(judge)] = round(auc(data.right[mine], share(data.features[mine], weights)), 3)
    return found


def auc(right: Floats, said: Floats) -> float:
    """How often a right event is given more than a wrong one, ties half."""
    good, bad = said[right == 1][:, None], said[right == 0][None, :]
    return float(((good > bad) + 0.5 * (good == bad)).mean())


def calibration(data: Judged, said: Floats, parts: int = 5) -> list[dict[str, float]]:
    """By equal parts of the events in order of their likelihood."""
    order = np.argsort(said, kind="stable")
    return [
        {
            "from": round(float(said[p[0]]), 2),
            "to": round(float(said[p[-1]]), 2),
            "said": round(float(said[p].mean()), 3),
            "right": round(float(data.right[p].mean()), 3),
            "invented": round(float(data.invented[p].mean()), 3),
            "events": len(p),
        }
        for p in np.array_split(order, parts)
    ]


def trade(right: Floats, said: Floats) -> list[dict[str, float]]:
    """What keeping the events from a likelihood up gives and costs."""
    found = []
    for least in (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8):
        kept = said >= least
        found.append(
            {
                "least": least,
                "right": round(float(right[kept].mean()), 3),
                "of_right_kept": round(float(right[kept].sum() / right.sum()), 3),
                "of_all_kept": round(float(kept.mean()), 3),
            }
        )
    return found


def report(data: Judged | None = None) -> dict[str, object]:
    """All that is measured."""
    data = data or judged()
    said = held_out(data)
    flat = float(np.average(data.right, weights=data.counts))
    return {
        "events": len(said),
        "reports": len(np.unique(data.reports)),
        "right": round(float(data.right.mean()), 3),
        "weights": len(data.names),
        "auc": round(auc(data.right, said), 3),
        "auc_by_judge": {
            int(j): round(auc(data.right[data.judges == j], said[data.judges == j]), 3) for j in np.unique(data.judges)
        },
        "auc_across_judges": across(data),
        "invented": round(float(data.invented.mean()), 3),
        "auc_invented": round(auc(1 - data.invented, said), 3),
        "brier": round(float(np.average((said - data.right) ** 2, weights=data.counts)), 4),
        "brier_flat": round(float(np.average((flat - data.right) ** 2, weights=data.counts)), 4),
        "calibration": calibration(data, said),
        "trade": trade(data.right, said),
        "command": "python -m evals.likely",
    }


def main(arguments: list[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, help="write the scores there")
    options = parser.parse_args(arguments)
    scores = report()
    calibrated, traded = scores.pop("calibration"), scores.pop("trade")
    sys.stdout.write(json.dumps(scores, indent=2) + "\n")
    for name, rows in (("calibration", calibrated), ("trade", traded)):
        assert isinstance(rows, list)
        sys.stdout.write(f"{name}\n" + "".join(f"  {json.dumps(row)}\n" for row in rows))
    if options.json:
        whole = {**scores, "calibration": calibrated, "trade": traded}
        options.json.write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
