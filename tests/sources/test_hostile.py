"""Hostile inputs: each gives what it must, in one line if it is an error, and none takes longer than its limit."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from evals.hostile.make import Case, cases

from detente import errors, sources

LIMITS = sources.Limits(extract_seconds=8.0)
SLOWEST = 40.0
"""Seconds for one input, the limit above and a busy machine included; on a quiet one the slowest takes 2."""

ALL = list(cases())


def outcome(path: Path) -> str:
    try:
        articles = sources.load(str(path), limits=LIMITS)
    except errors.SourceError as error:
        message = str(error)
        assert message.startswith(errors.shown(str(path)))
        assert "\n" not in message
        assert len(message) < 500
        return type(error).__name__
    assert all(article.text.strip() for article in articles)
    return "article"


def test_there_are_at_least_two_hundred_and_their_names_differ() -> None:
    assert len(ALL) >= 200
    assert len({case.name for case in ALL}) == len(ALL)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_hostile_input(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.name
    path.write_bytes(case.content)
    started = time.monotonic()
    found = outcome(path)
    if found == "TimedOut" and found not in case.expected:  # a busy machine: once more
        started = time.monotonic()
        found = outcome(path)
    took = time.monotonic() - started
    assert found in case.expected or (found != "article" and "SourceError" in case.expected)
    assert took < SLOWEST
