"""The measured floors hold: the given set, our own sentences, and the half never tuned on."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from detente.records import Reading
from detente.signals import Coded

EVALS = Path(__file__).parents[2] / "evals"
FLOORS = json.loads((EVALS / "floors.json").read_text(encoding="utf-8"))["signals"]


@pytest.fixture(scope="module")
def evaluation() -> ModuleType:
    """evals/signals.py, loaded from its file: evals is a folder of programs, not a package."""
    spec = importlib.util.spec_from_file_location("evals_signals", EVALS / "signals.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["dev", "tuned", "kept", "second"])
def test_floor(evaluation: ModuleType, read: Callable[..., Coded], name: str) -> None:
    parts = evaluation.parts()
    if name not in parts:
        pytest.skip("the shared data is not here: set DETENTE_SHARED")
    path, items = parts[name]
    scores = evaluation.measure(items, [reading(row, read(row["text"], row["date"])) for row in items])
    assert evaluation.missed(FLOORS, name, scores, evaluation.fingerprint(path)) == []


def reading(row: dict[str, Any], coded: Coded) -> Reading:
    return Reading(id=row["id"], signals=coded.signals, events=coded.events, channels=coded.channels)


def test_our_own_sentences_are_many_and_a_half_is_kept(evaluation: ModuleType) -> None:
    own = evaluation.rows(evaluation.sets()["own"])
    assert len(own) >= 160
    assert sum(not row["signals"] for row in own) >= 50
    assert len({row["id"] for row in own}) == len(own)
    assert len({row["form"] for row in own}) >= 20
    assert sum(row["kept"] for row in own) >= 100


def test_a_floor_can_be_missed(evaluation: ModuleType) -> None:
    section = {
        "data": {"own": "x"},
        "floors": {"kept": {"kind_f1": 0.9, "speaker_f1": 0.9, "frame": 0.5, "max_sprung": 0}},
    }
    scores = {"kind_f1": 0.8, "speaker_f1": 0.9, "frame": 0.6, "sprung": 1.0}
    assert evaluation.missed(section, "kept", scores, "x") == ["kind_f1 0.8 < 0.9", "sprung 1"]
    assert evaluation.missed(section, "kept", scores, "y")[0].startswith("the rows changed")
