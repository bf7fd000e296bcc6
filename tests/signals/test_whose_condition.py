"""Whose act a condition names, who "it" and "each" are, and what has not been done by being spoken of."""

from __future__ import annotations

import pytest

from detente import read
from detente.records import Reading


def reading(text: str) -> Reading:
    return read(text, date="2025-06-11")


@pytest.mark.parametrize(
    "text",
    [
        "The Houthis vowed to attack any vessel bound for Israel until the blockade of Gaza ends.",
        "Iran will not talk until the bombing of its cities stops, its president said.",
        "Kyiv will not sign until the shelling of Kharkiv ends, Zelensky said.",
        "Hamas will free nobody until the war in Gaza ends, it said.",
    ],
)
def test_who_is_struck_is_not_who_must_stop(text: str) -> None:
    told = reading(text)
    (signal,) = told.signals
    assert signal.condition is not None
    assert (signal.condition.actors, signal.condition.negated, signal.condition.direction) == ((), True, "de-escalates")
    assert {e.status for e in told.events if e.type == "RETREAT"} <= {"conditional", "negated"}


@pytest.mark.parametrize(
    ("text", "by", "kind"),
    [
        ("Israel blamed Hamas, which said it had accepted the mediators' text.", "PSE", "acceptance"),
        ("Kyiv sent its plan to Moscow, which replied that it would not stop its attacks.", "RUS", "threat"),
        ("Pakistan handed the note to India, which said it would expel three diplomats.", "IND", "threat"),
        ("The United States struck Iran, which warned that it would close the strait.", "IRN", "threat"),
    ],
)
def test_it_in_a_relative_clause_is_whoever_says_so_there(text: str, by: str, kind: str) -> None:
    assert [(s.kind, s.speaker.code) for s in reading(text).signals if s.kind != "accusation"] == [(kind, by)]


@pytest.mark.parametrize(
    "text",
    [
        "The truce between Thailand and Cambodia was two hours old on Tuesday. Each accused the other of breaking it.",
        "A truce between Thailand and Cambodia came into force at noon. Both accused each other of breaking it.",
        "Thailand and Cambodia met in Kuala Lumpur. Each side blamed the other for the mines.",
    ],
)
def test_each_blames_the_other(text: str) -> None:
    accusations = {(s.speaker.code, s.addressees[0].code) for s in reading(text).signals if s.kind == "accusation"}
    assert accusations == {("THA", "KHM"), ("KHM", "THA")}


@pytest.mark.parametrize(
    "text",
    [
        "The Thai army said it would stop carrying out the peace accord until Cambodia apologised.",
        "Russia said it would end the treaty if Norway armed the island.",
        "Ethiopia would give up the deal with Somaliland if Somalia opened its ports, the minister said.",
    ],
)
def test_an_agreement_that_would_be_ended_is_not_ended(text: str) -> None:
    ended = [e for e in reading(text).events if e.type in ("REJECT", "SANCTION") and e.phase == "halt"]
    assert not [e for e in ended if e.status in ("reported", "claimed")]


def test_civilians_asked_to_leave_are_not_expelled_envoys() -> None:
    types = {e.type for e in reading("South Sudan's army has asked all civilians and UN staff to leave Nasir.").events}
    assert types == {"REQUEST"}
