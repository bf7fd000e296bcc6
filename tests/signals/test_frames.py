"""Whole frames, class by class, in our own words: kind, speaker, condition and commitment on one line.

A line reads `kind SPEAKER [if CONNECTIVE [not] DOERS TYPE PHASE DIRECTION] [then TYPE PHASE DIRECTION]`; `-` stands for nothing
known, E and D for escalates and de-escalates; `*` for a type that is the events room's to tell.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from detente.actors import short
from detente.records import Signal, Term
from detente.signals import Coded

CASES = tomllib.loads((Path(__file__).parent / "frames.toml").read_text(encoding="utf-8"))["case"]


def line(signal: Signal) -> str:
    """One signal as the file writes it."""
    parts = [signal.kind, short(signal.speaker)]
    if signal.condition is not None:
        turned = ["not"] if signal.condition.negated else []
        doers = "+".join(short(a) for a in signal.condition.actors) or "-"
        parts += [f"if:{signal.condition.connective}", *turned, doers, term(signal.condition)]
    if signal.commitment is not None:
        parts += ["then", term(signal.commitment)]
    return " ".join(parts)


def term(part: Term) -> str:
    """Type, phase and direction of one side of the bargain."""
    return f"{part.type or '-'} {part.phase} {'E' if part.direction == 'escalates' else 'D'}"


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['class']}: {c['text'][:50]}")
def test_frame(read: Callable[..., Coded], case: dict[str, Any]) -> None:
    found = sorted(line(s) for s in read(str(case["text"]), case.get("date")).signals)
    expected = sorted(case["signals"])
    assert [e if fnmatchcase(f, e) else f for f, e in zip(found, expected, strict=False)] == expected
    assert len(found) == len(expected)
