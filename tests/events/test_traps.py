"""Acts that did not happen, or are history, or are not politics, never come out as news (traps.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from detente.records import Event

from .conftest import Coder

TRAPS: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "traps.toml").read_text(encoding="utf-8"))


def _sprung(trap: dict[str, Any], found: tuple[Event, ...]) -> list[str]:
    if trap["never"] == ["*"]:
        return [f"{e.type} {e.status} {e.rule}" for e in found]
    named = [e for e in found if e.type in trap["never"] and not e.background]
    return [f"{e.type} {e.status} {e.rule}" for e in named if e.status in ("reported", "claimed")]


def _misjudged(trap: dict[str, Any], found: tuple[Event, ...]) -> list[str]:
    if trap["never"] == ["*"]:
        return []
    named = [e for e in found if e.type in trap["never"]]
    return [f"{e.type} {e.status} {e.rule}" for e in named if e.status not in trap["status"]]


@pytest.mark.parametrize("name", sorted(TRAPS))
def test_nothing_untrue_is_reported(name: str, coded: Coder) -> None:
    trap = TRAPS[name]
    sprung = {s: bad for s in trap["sentences"] if (bad := _sprung(trap, coded(s)))}
    assert sprung == {}


@pytest.mark.parametrize("name", sorted(TRAPS))
def test_statuses_are_of_the_kind(name: str, coded: Coder) -> None:
    trap = TRAPS[name]
    misjudged = {s: bad for s in trap["sentences"] if (bad := _misjudged(trap, coded(s)))}
    assert misjudged == {}


def test_history_is_marked_as_background(coded: Coder) -> None:
    unmarked = {
        s: [e.rule for e in found if not e.background]
        for s in TRAPS["background"]["sentences"]
        if (found := [e for e in coded(s) if e.type in TRAPS["background"]["never"]])
        and not all(e.background for e in found)
    }
    assert unmarked == {}


def test_there_are_enough_traps() -> None:
    assert sum(len(t["sentences"]) for t in TRAPS.values()) >= 200
