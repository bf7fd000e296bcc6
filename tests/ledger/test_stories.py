"""The short affairs of evals/ledger_stories: the data are whole, and no verdict of kept or broken on them is wrong."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, get_args

import pytest
from evals.ledger_stories import STORIES, sums, told

from detente.records import STATES, SignalKind

ALL: list[dict[str, Any]] = [json.loads(line) for line in STORIES.read_text("utf-8").splitlines()]


def test_every_story_is_whole() -> None:
    assert len({story["id"] for story in ALL}) == len(ALL)
    for story in ALL:
        days = [date.fromisoformat(report["date"]) for report in story["reports"]]
        assert days == sorted(days), story["id"]
        assert story["state"] in STATES, story["id"]
        assert story["kind"] in get_args(SignalKind), story["id"]


@pytest.mark.parametrize("name", ["first", "second"])
def test_no_verdict_is_wrong(name: str) -> None:
    lines = [told(story) for story in ALL if story["set"] == name]
    made = sums(lines)
    assert [
        line["id"] for line in lines if line["state"] in ("kept", "broken") and line["state"] != line["expected"]
    ] == []
    assert made["found"] >= 0.7 * made["stories"]
