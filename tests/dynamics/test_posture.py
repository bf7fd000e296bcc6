"""What one or a few reports say of a side's posture."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from tests.ledger.crafted import (
    DAR,
    IND,
    PAK,
    asif_offer,
    asif_restraint,
    asif_threat,
    event,
    reading,
    signal,
    term,
)

from detente.dynamics import Posture, posture
from detente.ledger import build
from detente.records import Reading

CUES = tomllib.loads(files("detente.dynamics").joinpath("posture.toml").read_text("utf-8"))["answer"]


def of(*readings: Reading, side: str = "PAK", rival: str = "IND") -> Posture:
    return posture(readings, build(readings), side, rival)


def counts(made: Posture) -> list[str]:
    return [bearing.counts for bearing in made.bearings]


def test_asif_presents_pakistan_as_reacting() -> None:
    made = of(reading("a", "2025-05-07", asif_offer(), asif_threat(), asif_restraint()))
    assert (made.verdict, made.share, made.reactive, made.initiating) == ("reactive", 1.0, 3, 0)
    expected = "In this report Pakistan presents itself as reacting: 3 of 3 words and deeds towards India are conditional on it or answer it."
    assert made.sentence == expected


def test_below_three_the_answer_is_insufficient() -> None:
    made = of(reading("a", "2025-05-07", asif_offer(), asif_threat()))
    assert made.verdict == "insufficient"
    assert made.sentence == "Too little in this report to speak of Pakistan's posture (2 counted, 3 needed)."
    assert of().verdict == "insufficient"


def test_unprovoked_threats_and_deeds_begin() -> None:
    threat = signal("s1", "threat", DAR, IND, "We will strike.", commitment=term(PAK, "ASSAULT"))
    raid = event("e1", "ASSAULT", PAK, IND, date="2025-05-07", quote="Pakistan's jets crossed the line.")
    closed = event("e2", "SANCTION", PAK, IND, date="2025-05-07", quote="Pakistan closed its airspace to India.")
    made = of(reading("a", "2025-05-07", threat, raid, closed))
    assert (made.verdict, made.initiating) == ("initiating", 3)


def test_shooting_down_what_comes_after_the_rivals_attack_answers_it() -> None:
    jets = "The air force had shot down two Indian jets."
    attack = event("e1", "ASSAULT", IND, PAK, date="2025-05-07", quote="India struck a base.", span=(0, 20))
    downed = event("e2", "ASSAULT", PAK, IND, date="2025-05-07", quote=jets, span=(30, 70))
    assert counts(of(reading("a", "2025-05-07", attack, downed))) == ["reactive"]
    assert counts(of(reading("a", "2025-05-07", downed))) == ["not counted"]
    later = event("e1", "ASSAULT", IND, PAK, date="2025-05-08", quote="India struck a base.", span=(0, 20))
    assert counts(of(reading("a", "2025-05-08", later, downed))) == ["not counted"]


def test_both_is_mixed() -> None:
    raid = event("e1", "ASSAULT", PAK, IND, date="2025-05-07", quote="Pakistan's jets crossed the line.")
    closed = event("e2", "SANCTION", PAK, IND, date="2025-05-07", quote="Pakistan closed its airspace to India.")
    made = of(reading("a", "2025-05-07", asif_offer(), asif_threat(), raid, closed))
    assert (made.verdict, made.share) == ("mixed", 0.5)


def test_what_only_the_rival_claims_is_shown_and_not_counted() -> None:
    raid = event("e1", "ASSAULT", PAK, IND, status="claimed", said_by=(IND,), quote="Pakistan attacked, India said.")
    made = of(reading("a", "2025-05-07", raid))
    assert counts(made) == ["not counted"]
    assert made.bearings[0].why == "claimed by India, not by the side itself"


@pytest.mark.parametrize("more", [{"background": True}, {"status": "conditional"}, {"status": "denied"}])
def test_history_and_what_did_not_happen_are_no_deeds(more: dict[str, Any]) -> None:
    assert of(reading("a", "2025-05-07", event("e1", "ASSAULT", PAK, IND, quote="A raid.", **more))).bearings == ()


def test_words_repeated_in_many_reports_count_once() -> None:
    made = of(*(reading(f"r{n}", f"2025-05-0{n}", asif_offer()) for n in (7, 8, 9)))
    assert counts(made) == ["reactive"]


@pytest.mark.parametrize("entry", CUES, ids=lambda entry: entry["cue"])
def test_every_cue_marks_its_example_as_an_answer(entry: dict[str, str]) -> None:
    made = of(reading("a", "2025-05-07", event("e1", "ASSAULT", PAK, IND, quote=entry["example"])))
    assert counts(made) == ["reactive"]
