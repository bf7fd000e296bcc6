"""Promises to keep a way open, and threats to keep it closed."""

from __future__ import annotations

import pytest

from detente.api import read_article
from detente.records import Article


@pytest.mark.parametrize(
    ("words", "direction", "type_"),
    [
        ("Egypt pledged to keep the border crossing at the river open.", "de-escalates", "RETREAT"),
        ("Kenya promised to leave its border with Somalia open.", "de-escalates", "RETREAT"),
        ("Iran promised to keep the Strait of Hormuz open.", "de-escalates", "RETREAT"),
        ("Turkey vowed to keep its border with Syria closed.", "escalates", "COERCE"),
    ],
)
def test_a_way_left_open_is_access_and_one_left_closed_is_none(words: str, direction: str, type_: str) -> None:
    (signal,) = read_article(Article(id="a", date="2024-05-05", text=words)).signals
    assert signal.commitment is not None
    assert (direction, type_) == (signal.commitment.direction, signal.commitment.type)
