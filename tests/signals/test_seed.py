"""The article of the design: the offer, the threat, the restraint, both denials, no signal of the writer's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from detente import sources
from detente.records import Signal, Term
from detente.signals import Coded


@pytest.fixture(scope="module")
def seed(read: Callable[..., Coded], shared: Path) -> Coded:
    text = (shared / "seed" / "article.txt").read_text(encoding="utf-8")
    return read(sources.blank(text), "2025-05-07")


def one(coded: Coded, words: str) -> Signal:
    found = [s for s in coded.signals if words in s.quote]
    assert len(found) == 1, [s.quote for s in found]
    return found[0]


def term(part: Term | None) -> tuple[list[str], str, str] | None:
    return None if part is None else ([a.side for a in part.actors], part.phase, part.direction)


def test_the_offer(seed: Coded) -> None:
    offer = one(seed, "we are ready to reduce")
    assert offer.kind == "offer"
    assert (offer.speaker.code, offer.speaker.name) == ("PAK", "Khawaja Asif")
    assert [a.code for a in offer.addressees] == ["IND"]
    assert offer.condition is not None
    assert (offer.condition.type, offer.condition.connective, offer.condition.negated) == ("ASSAULT", "if", False)
    assert term(offer.condition) == (["IND"], "halt", "de-escalates")
    assert offer.commitment is not None
    assert offer.commitment.type == "RETREAT"
    assert term(offer.commitment) == (["PAK"], "begin", "de-escalates")
    assert (offer.deadline, offer.firm) == (None, True)


def test_the_offer_is_one_event_and_its_acts_stand_inside(seed: Coded) -> None:
    offer = one(seed, "we are ready to reduce")
    events = {e.id: e for e in seed.events}
    assert offer.event is not None
    said = events[offer.event]
    assert (said.type, said.status) == ("AGREE", "reported")
    assert ([a.code for a in said.actors], [a.code for a in said.recipients]) == (["PAK"], ["IND"])
    inside = [e for e in seed.events if e.inside == said.id]
    assert inside
    assert {e.status for e in inside} == {"conditional"}


def test_the_threat(seed: Coded) -> None:
    threat = one(seed, "retaliatory action will only be taken")
    assert threat.kind == "threat"
    assert threat.speaker.code == "PAK"
    assert term(threat.condition) == (["IND"], "continue", "escalates")
    assert term(threat.commitment) == (["PAK"], "begin", "escalates")
    assert threat.condition is not None
    assert threat.condition.connective == "only if"


def test_restraint_unless_provoked(seed: Coded) -> None:
    pledge = one(seed, "unless provoked")
    assert pledge.kind == "pledge"
    assert term(pledge.commitment) == (["PAK"], "refrain", "de-escalates")
    assert term(pledge.condition) == (["IND"], "begin", "escalates")
    assert pledge.condition is not None
    assert pledge.condition.negated


def test_both_denials(seed: Coded) -> None:
    denials = [s.quote for s in seed.signals if s.kind == "denial"]
    assert [any(words in q for q in denials) for words in ("has not engaged in any offensive", "Pakistan denies")] == [
        True,
        True,
    ]
    assert len(denials) == 2


@pytest.mark.parametrize(
    "words", ["will it scale back", "are not common", "It remains to be seen", "three full-scale wars", "hope that"]
)
def test_the_writers_own_words_are_no_signal(seed: Coded, words: str) -> None:
    assert [s.quote for s in seed.signals if words in s.quote] == []


def test_talks_are_not_known_of(seed: Coded) -> None:
    assert [(c.state, sorted(a.code for a in c.sides)) for c in seed.channels] == [("none known", ["IND", "PAK"])]
