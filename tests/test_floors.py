"""Floors of the evaluations: none is lowered silently.

`evals/floors.json` holds the floors in force by section, `evals/floors_history.jsonl` every set of floors there has been with
the day and, where one went down, `because`. The last line of the history must be the floors in force.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

EVALS = Path(__file__).parents[1] / "evals"
FLOORS = json.loads((EVALS / "floors.json").read_text(encoding="utf-8"))
HISTORY = [json.loads(line) for line in (EVALS / "floors_history.jsonl").read_text(encoding="utf-8").splitlines()]


def _numbers(floors: Any, path: str = "") -> Iterator[tuple[str, float]]:
    for key, value in floors.items():
        if isinstance(value, dict):
            yield from _numbers(value, f"{path}{key}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{path}{key}", float(value)


def test_the_history_ends_with_the_floors_in_force() -> None:
    assert dict(_numbers(HISTORY[-1]["floors"])) == dict(_numbers(FLOORS))


def test_no_floor_went_down_without_a_reason() -> None:
    for before, after in pairwise(HISTORY):
        now = dict(_numbers(after["floors"]))
        lowered = [key for key, value in _numbers(before["floors"]) if key not in now or _worse(key, value, now[key])]
        for key in lowered:
            assert after.get("because", {}).get(key), (
                f"{key} was lowered or dropped on {after['date']} without a reason"
            )


def _worse(key: str, before: float, now: float) -> bool:
    """Lower is worse, but for what is counted against us, named "max_…" or under "at_most"."""
    against = "at_most" in key.split(".") or key.rpartition(".")[2].startswith("max_")
    return now > before if against else now < before


def test_history_days_are_in_order() -> None:
    days = [entry["date"] for entry in HISTORY]
    assert sorted(days) == days
