"""What a word costs: every form reads its example, and closed doors tie nobody's hands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import detente
from detente.signals import Coded, lexicon

TABLE = lexicon.table("costs")
FORMS = [(kind, entry) for part, kind in (("tied", "tied hands"), ("sunk", "sunk cost")) for entry in TABLE[part]]


@pytest.mark.parametrize(("kind", "entry"), FORMS, ids=lambda v: v if isinstance(v, str) else v["form"])
def test_a_form_is_seen_in_its_example(kind: str, entry: dict[str, Any]) -> None:
    text = entry["example"]
    costs = [c for s in detente.read(text, date="2018-04-10").signals for c in s.costs]
    assert (kind, entry["form"]) in [(c.kind, c.form) for c in costs]
    for cost in costs:
        assert text[cost.span[0] : cost.span[1]] == cost.text
        assert cost.text


def test_closed_doors_tie_no_hands() -> None:
    (signal,) = detente.read(TABLE["private"][0]["example"], date="1970-09-25").signals
    assert signal.kind == "threat"
    assert [c.form for c in signal.costs] == []


@pytest.mark.parametrize(
    "text",
    [
        "Iran threatened to close the Strait of Hormuz.",
        "The French foreign minister warned that France would strike Syria if gas was used again.",
        "Russia warned Ukraine that it would strike Kyiv if the raids on Belgorod went on.",
        "The president's spokesman warned that France would strike Syria if gas was used again.",
    ],
)
def test_no_words_no_cost(read: Callable[..., Coded], text: str) -> None:
    signals = read(text, "2018-04-10").signals
    assert signals
    assert [c.form for s in signals for c in s.costs] == []


def test_a_deed_that_is_only_threatened_is_not_sunk(read: Callable[..., Coded]) -> None:
    signals = read("Turkey threatened to send troops to Syria.", "2019-10-01").signals
    assert [s.kind for s in signals] == ["threat"]
    assert [c.kind for s in signals for c in s.costs] == []


def test_another_side_s_deed_is_not_the_speaker_s_cost(read: Callable[..., Coded]) -> None:
    text = "Russia sent tanks to the border. Ukraine warned that it would fire on Russia if they crossed it."
    signals = [s for s in read(text, "2021-12-01").signals if s.speaker.code == "UKR"]
    assert signals
    assert [c.form for s in signals for c in s.costs] == []
