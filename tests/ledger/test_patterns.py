"""The turns of phrase of patterns.toml, entry by entry."""

from __future__ import annotations

import re

import pytest

from detente.ledger.acts import _table
from detente.ledger.patterns import found, says, table

ENTRIES = [(name, entry["pattern"], entry["example"]) for name, entries in table().items() for entry in entries]


@pytest.mark.parametrize(("name", "pattern", "example"), ENTRIES)
def test_every_turn_of_phrase_is_found_in_its_example(name: str, pattern: str, example: str) -> None:
    assert re.search(pattern, example, re.IGNORECASE)
    assert says(name, example) is True


@pytest.mark.parametrize("name", sorted(table()))
def test_a_sentence_of_something_else_holds_none(name: str) -> None:
    assert says(name, "The ministers met for lunch.") is False


def test_the_words_found_are_told_in_their_order() -> None:
    assert found("spared", "Neither the ports nor the Power plants will be hit.") == ("ports", "Power", "plants")


def _with_cues() -> list[str]:
    return sorted(name for name, entry in _table("acts.toml").items() if isinstance(entry, dict) and "cues" in entry)


@pytest.mark.parametrize("name", _with_cues())
def test_every_list_of_cues_has_an_example_that_holds_one(name: str) -> None:
    entry = _table("acts.toml")[name]
    assert any(cue in entry["example"].casefold() for cue in entry["cues"])
