"""Deeds owned up to and losses confirmed: every list of data/owning.toml by its example, and what joins nobody's word."""

from __future__ import annotations

import pytest

from detente.events.frames import table

from .conftest import Coder

_LISTS = [name for name in table("data/owning.toml") if name != "nouns"]


@pytest.mark.parametrize("name", _LISTS)
def test_whoever_owns_up_to_a_deed_or_confirms_it_joins_those_who_tell_it(name: str, coded: Coder) -> None:
    deeds = [e for e in coded(table("data/owning.toml")[name]["example"]) if e.type == "ASSAULT"]
    assert [e.status for e in deeds] == ["claimed"]
    parties = {a.side for a in (*deeds[0].actors, *deeds[0].recipients)}
    assert {a.side for a in deeds[0].said_by} & parties


@pytest.mark.parametrize(
    "second",
    [
        "Hamas denied the attack.",
        "Hamas has not claimed the attack.",
        "Hamas may claim the attack.",
        "Egypt confirmed the attack.",
    ],
)
def test_a_denial_or_a_strangers_word_joins_nobody(second: str, coded: Coder) -> None:
    deed = next(
        e for e in coded(f"Hamas fired rockets at Ashkelon on Monday, Israel said. {second}") if e.type == "ASSAULT"
    )
    assert [a.side for a in deed.said_by] == ["ISR"]


def test_a_claim_of_a_deed_accuses_nobody(coded: Coder) -> None:
    assert {e.type for e in coded("Kataib Hezbollah claimed an attack on an American base.")} == {"ASSAULT"}
