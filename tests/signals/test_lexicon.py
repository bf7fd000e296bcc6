"""Every class of the word lists reads its own example."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente.signals import Coded, lexicon

MOVES = [(part, entry) for part in ("verb", "noun", "adjective") for entry in lexicon.table("speech")[part]]


@pytest.mark.parametrize(("part", "entry"), MOVES, ids=lambda v: v if isinstance(v, str) else v["kind"])
def test_a_move_gives_its_kind(read: Callable[..., Coded], part: str, entry: dict[str, Any]) -> None:
    kinds = [s.kind for s in read(entry["example"]).signals]
    assert entry["gives"] in kinds, kinds


@pytest.mark.parametrize("entry", lexicon.table("polarity")["act"], ids=lambda e: e["example"])
def test_a_pattern_goes_its_way(entry: dict[str, Any]) -> None:
    found = next(p for p in lexicon.patterns() if p.words.search(entry["example"]))
    assert (found.direction, found.type or "", found.phase) == (entry["direction"], entry["type"], entry["phase"])


@pytest.mark.parametrize("name", sorted(lexicon.table("onlookers")))
def test_onlookers_make_no_signal(read: Callable[..., Coded], name: str) -> None:
    assert [s.rule for s in read(lexicon.table("onlookers")[name]["example"]).signals] == []


@pytest.mark.parametrize("name", ["sport", "art", "soft", "home"])
def test_other_fields_make_no_signal(read: Callable[..., Coded], name: str) -> None:
    assert [s.rule for s in read(lexicon.table("topics")[name]["example"]).signals] == []


@pytest.mark.parametrize("name", ["force", "security"])
def test_words_of_war_and_peace_let_it_through(read: Callable[..., Coded], name: str) -> None:
    assert [s.kind for s in read(lexicon.table("topics")[name]["example"]).signals] != []


@pytest.mark.parametrize("name", sorted(lexicon.table("hedges")))
def test_a_hedge_makes_it_less_than_firm(read: Callable[..., Coded], name: str) -> None:
    assert [s.firm for s in read(lexicon.table("hedges")[name]["example"]).signals] == [False]


@pytest.mark.parametrize("entry", lexicon.table("channels")["state"], ids=lambda e: e["name"])
def test_a_channel_is_read(read: Callable[..., Coded], entry: dict[str, Any]) -> None:
    assert [c.state for c in read(entry["example"]).channels] == [entry["name"]]


def test_talks_example(read: Callable[..., Coded]) -> None:
    assert [c.state for c in read(lexicon.table("channels")["talks"]["example"]).channels] == ["held"]


@pytest.mark.parametrize(
    ("module", "name"), [(module, name) for module, entries in lexicon.table("phrases").items() for name in entries]
)
def test_a_turn_of_phrase_is_found_in_its_example(module: str, name: str) -> None:
    entry = lexicon.table("phrases")[module][name]
    example = entry["example"] if entry.get("any_case") else entry["example"].lower()
    assert lexicon.phrase(module, name).search(example)


def test_every_turn_of_phrase_is_asked_for_and_every_one_asked_for_is_there() -> None:
    code = "\n".join(path.read_text("utf-8") for path in Path(lexicon.__file__).parent.glob("*.py"))
    asked = set(re.findall(r'lexicon\.phrase\("(\w+)", "(\w+)"\)', code))
    assert asked == {(module, name) for module, entries in lexicon.table("phrases").items() for name in entries}
