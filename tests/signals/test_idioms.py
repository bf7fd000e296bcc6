"""Set phrases that answer, deny, blame or demand: every class read by its example, and what they must not do."""

from __future__ import annotations

import pytest

from detente import read
from detente.actors import short
from detente.signals import lexicon

ENTRIES = lexicon.table("idioms")["idiom"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e["example"][:40])
def test_example(entry: dict[str, str]) -> None:
    found = read(entry["example"], date="2024-05-14").signals
    assert [(s.kind, short(s.speaker)) for s in found] == [(entry["kind"], entry["by"])]


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv may say no to the Hungarian offer.",
        "The court shut the door on his appeal.",
        "Shareholders brushed aside the bid.",
        "If Ankara said yes to the plan, the talks could start.",
        "An analyst said there could be no talks with Moscow.",
    ],
)
def test_no_move(text: str) -> None:
    assert not read(text, date="2024-05-14").signals


def test_the_offer_answered_is_not_made_anew() -> None:
    found = read("Kyiv said no to a Hungarian offer to host the talks.", date="2024-05-14").signals
    assert [s.kind for s in found] == ["refusal"]
