"""Grades of actors, likeness of acts and the cue words, entry by entry."""

from __future__ import annotations

from typing import Any

import pytest
from tests.ledger.crafted import IND, PAK, PAK_ARMY, condition, event, term

from detente.ledger.acts import _table, actor_grade, barred, has_cue, likeness, party, shares_words, target_grade
from detente.records import Actor, Place

LET = Actor(code="PAK", sector="REB", group="Lashkar-e-Taiba")


@pytest.mark.parametrize(
    ("actor", "side", "grade"),
    [
        (PAK, "PAK", 1.0),
        (PAK_ARMY, "PAK", 0.95),
        (LET, "PAK", 0.6),
        (Actor(code="USA", sector="MIL"), "ISR", 0.4),
        (Actor(code="PAK", sector="REB"), "PAK", 0.0),
        (Actor(code="PAK", sector="CVL"), "PAK", 0.0),
        (Actor(code="---"), "---", 0.0),
        (IND, "PAK", 0.0),
    ],
)
def test_who_acts_for_whom(actor: Actor, side: str, grade: float) -> None:
    assert actor_grade(actor, side) == grade


def test_an_attack_on_a_countrys_people_or_soil_is_aimed_at_the_country_and_one_on_a_group_there_is_not() -> None:
    rivals = frozenset({"LBN"})
    people, group = Actor(code="LBN", sector="CVL"), Actor(code="LBN", sector="REB", group="Hezbollah")
    assert target_grade(event("e1", "ASSAULT", IND, people), rivals) == 1.0
    assert target_grade(event("e1", "ASSAULT", IND, group), rivals) == 0.0
    assert target_grade(event("e1", "ASSAULT", IND, None, place=Place(name="Tyre", country="LBN")), rivals) == 1.0
    assert target_grade(event("e1", "ASSAULT", IND, None), rivals) == 0.7
    assert target_grade(event("e1", "RETREAT", IND, None), rivals) == 0.8


def test_promises_of_their_own_kind_need_a_word_in_common() -> None:
    promise = term(IND, "RETREAT", text="withdraw its advisers from Islamabad")
    assert shares_words(promise, event("e1", "RETREAT", IND, None, quote="The advisers left on Monday.")) is True
    assert shares_words(promise, event("e1", "RETREAT", IND, None, quote="Markets rose after the truce.")) is False


def test_parties_bind_themselves_only() -> None:
    assert party(Actor(code="IND", sector="OPP")) == "IND:OPP"
    assert party(LET) == "Lashkar-e-Taiba"


def test_what_a_promise_bars() -> None:
    assert barred(term(PAK, "ASSAULT", "halt")) == "ASSAULT"
    assert barred(term(PAK, "RETREAT", text="a full and immediate ceasefire")) == "ASSAULT"
    assert barred(term(PAK, "RETREAT", text="keep the road over the pass open")) == "COERCE"
    assert barred(term(PAK, "RETREAT", text="open the road over the pass")) is None
    assert barred(term(PAK, "RETREAT", text="reduce the tension")) is None
    assert barred(condition(IND, "SANCTION", "refrain")) == "SANCTION"


@pytest.mark.parametrize("entry", _table("acts.toml")["like"], ids=lambda e: "-".join(e["types"]))
def test_likeness_is_symmetric_and_below_the_same_act(entry: dict[str, Any]) -> None:
    one, other = entry["types"]
    assert likeness(one, other) == likeness(other, one) == entry["score"]
    assert 0 < likeness(one, other) < 1
    assert entry["example"]


@pytest.mark.parametrize("name", ["ceasefire", "breach", "holding"])
def test_every_list_of_cues_knows_its_example(name: str) -> None:
    assert has_cue(name, _table("acts.toml")[name]["example"]) is True
    assert has_cue(name, "The ministers met for lunch.") is False


@pytest.mark.parametrize("entry", _table("ties.toml")["control"], ids=lambda e: e["group"])
def test_every_tie_names_who_says_so(entry: dict[str, object]) -> None:
    group = Actor(code="---", sector="REB", group=str(entry["group"]))
    assert actor_grade(group, str(entry["by"])) == 0.6
    assert entry["says"]
    assert entry["example"]
