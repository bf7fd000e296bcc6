"""kill -9 at random moments, a small version of `python -m evals.kill` (docs/store.md has the figures of the large one)."""

from __future__ import annotations

import os

import pytest
from evals.kill import torture

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill -9")


def test_nothing_is_lost_and_nothing_twice(where: str) -> None:
    outcome = torture(where, 12, seed=1)
    assert [] == outcome.faults
    assert outcome.kills >= 12
    assert outcome.coded_between_kills > 0
