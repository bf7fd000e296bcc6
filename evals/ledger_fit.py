"""The ledger's thresholds, fitted on all crises but one and tested on that one. Run: `PYTHONPATH=src python -m evals.ledger_fit [--ends] [--json]`.

Every example crisis is read once. For each number of ledger/thresholds.toml each value in `tried` is put in its place, the
others left as they are, and the dated states that are history's are counted in each crisis (a value that changes no step of any
row's last history is not counted further: the days between are told by the same steps). Then, one crisis left out at a time,
each number takes the value that is best on the others together (the present one unless another does better), all at once, and
the crisis left out is counted. The crisis kept aside takes the values fitted on all the others.

With `--ends` the last states are counted instead of those of all days, a twentieth of the work, and the two sets of short affairs
(evals.ledger_stories) that were mended on count as two crises more.

The numbers are changed by setting the modules' constants in this process; nothing else in the program does so.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

from detente.ledger import build
from detente.ledger.thresholds import table
from detente.records import Reading
from evals.ledger import EXAMPLES, KEPT_ASIDE, assign, read_reports
from evals.ledger_stories import KEPT_ASIDE as STORIES_ASIDE
from evals.ledger_stories import STORIES, ended, read_story

Counts = dict[str, int]


@contextmanager
def set_to(values: Mapping[str, float]) -> Iterator[None]:
    """The ledger's constants at other values, for as long as it lasts."""
    rooms = [module for name, module in sorted(sys.modules.items()) if name.startswith("detente.ledger.")]
    before = [(room, name, getattr(room, name)) for room in rooms for name in values if hasattr(room, name)]
    for room, name, old in before:
        value = values[name]
        setattr(room, name, timedelta(days=value) if isinstance(old, timedelta) else type(old)(value))
    try:
        yield
    finally:
        for room, name, old in before:
            setattr(room, name, old)


def right(readings: Sequence[Reading], entries: Sequence[dict[str, Any]]) -> int:
    """The dated states of a crisis that are history's."""
    told = {(r.id, s.id): s for r in readings for s in r.signals}
    rows = build(readings).rows
    given = assign(entries, rows, told)
    names = {row.id: {(row.article, row.signal.id), *row.repetitions} for row in rows}
    count = 0
    then = {step["as_of"]: build(readings, as_of=step["as_of"]).rows for e in entries for step in e["state_by_date"]}
    for entry in entries:
        held = names.get(given.get(entry["id"], ""), set())
        for step in entry["state_by_date"]:
            mine = (r for r in then[step["as_of"]] if held & {(r.article, r.signal.id), *r.repetitions})
            found = next(mine, None)
            count += found is not None and found.state == step["state"]
    return count


def ends_right(readings: Sequence[Reading], entries: Sequence[dict[str, Any]]) -> int:
    """The commitments of a crisis whose last state is history's."""
    told = {(r.id, s.id): s for r in readings for s in r.signals}
    rows = build(readings).rows
    given, states = assign(entries, rows, told), {row.id: row.state for row in rows}
    return sum(states.get(given.get(e["id"], "")) == e["state_by_date"][-1]["state"] for e in entries)


def stories_right(readings: Sequence[Sequence[Reading]], stories: Sequence[dict[str, Any]]) -> int:
    """The short affairs that end as they did."""
    return sum(ended(story, read)["state"] == story["state"] for story, read in zip(stories, readings, strict=True))


def _steps(readings: Sequence[Reading]) -> list[tuple[str, tuple[tuple[str, str | None], ...]]]:
    """Every row with each step of its history."""
    return [(row.id, tuple((step.state, step.date) for step in row.history)) for row in build(readings).rows]


def fit_ends() -> dict[str, Any]:
    """As `fit`, on last states, with the short affairs."""
    groups: dict[str, Callable[[], int]] = {}
    many: Counts = {}
    for path in sorted(EXAMPLES.glob("*/expected.json")):
        entries = json.loads(path.read_text("utf-8"))
        groups[path.parent.name] = partial(ends_right, read_reports(path.parent / "reports.jsonl"), entries)
        many[path.parent.name] = len(entries)
    stories = [json.loads(line) for line in STORIES.read_text("utf-8").splitlines()]
    for name in dict.fromkeys(story["set"] for story in stories):
        chosen = [story for story in stories if story["set"] == name]
        groups[f"stories, {name}"] = partial(stories_right, [read_story(story) for story in chosen], chosen)
        many[f"stories, {name}"] = len(chosen)
    aside = KEPT_ASIDE | {f"stories, {STORIES_ASIDE}"}
    seen = [name for name in groups if name not in aside]
    now = {name: groups[name]() for name in groups}
    tried = {}
    for name, entry in table().items():
        for value in entry["tried"]:
            with set_to({name: value}):
                tried[name, float(value)] = {group: groups[group]() for group in seen}
    folds = {}
    for out in groups:
        values = _best([name for name in seen if name != out], now, tried)
        with set_to(values):
            folds[out] = {"judged": now[out], "fitted": groups[out](), "changed": values}
    alone = [{"name": name, "value": value, **counts} for (name, value), counts in tried.items()]
    return {"days": many, "now": now, "left_out": folds, "alone": alone}


def fit() -> dict[str, Any]:
    """Everything measured: the present values, each other value alone, and the crises left out in turn."""
    crises = {}
    for path in sorted(EXAMPLES.glob("*/expected.json")):
        entries = json.loads(path.read_text("utf-8"))
        crises[path.parent.name] = (read_reports(path.parent / "reports.jsonl"), entries)
    seen = [name for name in crises if name not in KEPT_ASIDE]
    now = {name: right(*crises[name]) for name in crises}
    steps = {name: _steps(crises[name][0]) for name in seen}
    tried = {}
    for name, entry in table().items():
        for value in entry["tried"]:
            with set_to({name: value}):
                moved = [crisis for crisis in seen if _steps(crises[crisis][0]) != steps[crisis]]
                tried[name, float(value)] = {c: right(*crises[c]) if c in moved else now[c] for c in seen}
    folds = {}
    for out in crises:
        chosen = _best([name for name in seen if name != out], now, tried)
        with set_to(chosen):
            folds[out] = {"judged": now[out], "fitted": right(*crises[out]), "changed": chosen}
    days = {name: sum(len(e["state_by_date"]) for e in entries) for name, (_, entries) in crises.items()}
    alone = [{"name": name, "value": value, **counts} for (name, value), counts in tried.items()]
    return {"days": days, "now": now, "left_out": folds, "alone": alone}


def _best(crises: Sequence[str], now: Counts, tried: Mapping[tuple[str, float], Counts]) -> dict[str, float]:
    """For each number the value that does better than the present one on those crises; the best of them, the nearest first."""
    standing = sum(now[name] for name in crises)
    chosen: dict[str, tuple[int, float]] = {}
    for (name, value), counts in tried.items():
        gain = sum(counts[crisis] for crisis in crises) - standing
        if gain > chosen.get(name, (0, 0.0))[0]:
            chosen[name] = (gain, value)
    return {name: value for name, (_, value) in chosen.items()}


def lines(made: Mapping[str, Any]) -> Iterator[str]:
    """The report: the crises left out, then what each number alone would change."""
    yield f"{'crisis left out':26}{'all':>6}{'as judged':>11}{'as fitted':>11}   changed by the fit on the others"
    for name, fold in made["left_out"].items():
        changed = ", ".join(f"{key} {value:g}" for key, value in fold["changed"].items()) or "nothing"
        yield f"{name:26}{made['days'][name]:>6}{fold['judged']:>11}{fold['fitted']:>11}   {changed}"
    yield "\neach number alone, states right on the crises mended on (more or fewer than now)"
    for one in made["alone"]:
        differ = {
            key: one[key] - made["now"][key] for key in made["now"] if key in one and one[key] != made["now"][key]
        }
        if differ:
            told = ", ".join(f"{key} {change:+d}" for key, change in differ.items())
            yield f"{one['name']:22}{one['value']:>6g}  {sum(differ.values()):+d}   {told}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; --json prints all of it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ends", action="store_true", help="count last states only, and the short affairs")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    options = parser.parse_args(arguments)
    made = fit_ends() if options.ends else fit()
    out = [json.dumps(made, indent=1)] if options.json else lines(made)
    for line in out:
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
