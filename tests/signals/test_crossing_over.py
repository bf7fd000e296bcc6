"""Conditions on what strays to where another rules: "if any came into its airspace"."""

from __future__ import annotations

import pytest

from detente.api import read_article
from detente.records import Article


@pytest.mark.parametrize(
    ("words", "by"),
    [
        ("Poland said it would shoot down Russian drones if any more came into its airspace.", "RUS"),
        ("Greece warned that it would shoot at Turkish planes if more of them strayed into its airspace.", "TUR"),
        ("Japan would fire on Chinese ships if they came into its waters, its minister warned.", "CHN"),
        ("Estonia said it would fire on Russian jets if they flew over its territory.", "RUS"),
        ("Cyprus would seize Turkish boats if they slipped into its waters, its minister said.", "TUR"),
        ("Iraq warned that it would shoot down Turkish drones if they drifted over its territory.", "TUR"),
    ],
)
def test_coming_where_another_rules_is_coercion_by_those_who_come(words: str, by: str) -> None:
    (signal,) = read_article(Article(id="a", date="2025-10-12", text=words)).signals
    assert signal.kind == "threat"
    assert signal.condition is not None
    found = {(signal.condition.type, actor.code) for actor in signal.condition.actors}
    assert found == {("COERCE", by)}
