"""docs/ledger.md says what the ledger does: its states, the names of its rules, its thresholds."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest

from detente.ledger.thresholds import table
from detente.records import STATES

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "ledger.md").read_text("utf-8")
ROOMS = (
    "facts",
    "aims",
    "wording",
    "timing",
    "finding",
    "incidents",
    "matching",
    "mentions",
    "facing",
    "rows",
    "spoken",
    "states",
    "moves",
    "pending",
)


def rules_in_code() -> set[str]:
    """Every rule a change of state is made by: the fourth argument of `….to(…)`, the fifth of `_trigger(…)`, a Change's own."""
    found = set()
    for name in ("states", "build"):
        tree = ast.parse(files("detente.ledger").joinpath(f"{name}.py").read_text("utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            place = {"to": 3, "_trigger": 4}.get(called)
            given = [call.args[place]] if place is not None and len(call.args) > place else []
            given += [keyword.value for keyword in call.keywords if called == "Change" and keyword.arg == "rule"]
            found |= {node.value for node in given if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return found


def rules_in_docs() -> set[str]:
    section = DOCS[DOCS.index("## States") : DOCS.index("- **An untriggered condition")]
    return set(re.findall(r"`([a-z-]+)`", section))


def test_every_rule_of_the_code_is_in_the_table_and_none_else() -> None:
    assert rules_in_docs() == rules_in_code()


def test_every_state_has_its_line() -> None:
    lines = {line.split("|")[1].strip() for line in DOCS.splitlines() if line.startswith("| ")}
    assert set(STATES) <= lines


def test_the_table_of_thresholds_is_that_of_the_data() -> None:
    section = DOCS[DOCS.index("## Thresholds") : DOCS.index("## How well")]
    shown = dict(re.findall(r"^\| `([A-Z_]+)` \| ([\d.]+) \|", section, re.MULTILINE))
    assert {name: float(value) for name, value in shown.items()} == {n: float(e["value"]) for n, e in table().items()}


@pytest.mark.parametrize("name", sorted(table()))
def test_a_threshold_says_what_it_is_and_is_the_one_in_use(name: str) -> None:
    entry = table()[name]
    assert entry["says"]
    assert entry["found"]
    assert entry["unit"] in {"score", "share", "days", "acts", "reports"}
    rooms = [import_module(f"detente.ledger.{room}") for room in ROOMS]
    used = [getattr(room, name) for room in rooms if hasattr(room, name)]
    assert used
    values = {float(getattr(value, "days", value)) for value in used}
    assert values == {float(entry["value"])}
