"""Ties: every class of data/ties.toml reads its example as an offer, and what only hangs on the weather is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.signals import Coded, lexicon


@pytest.mark.parametrize("name", sorted(lexicon.table("ties")))
def test_a_tie_is_an_offer(read: Callable[..., Coded], name: str) -> None:
    (signal,) = read(lexicon.table("ties")[name]["example"], "1990-08-12").signals
    assert signal.kind == "offer"
    assert signal.rule.startswith("tie: ")
    assert signal.condition is not None
    assert signal.condition.direction == "de-escalates"


@pytest.mark.parametrize(
    "text",
    [
        "Egypt's harvest depends on the Nile.",
        "The army turned its guns on the Syrian town.",
        "Analysts said peace with Israel depended on a Syrian withdrawal.",
    ],
)
def test_what_nobody_ties_is_no_offer(read: Callable[..., Coded], text: str) -> None:
    assert [s.kind for s in read(text, "1990-08-12").signals if s.rule.startswith("tie")] == []
