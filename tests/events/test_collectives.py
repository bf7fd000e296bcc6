"""A wave of strikes are strikes, talks that ended were held, and sanctions called for on somebody are asked of others."""

from __future__ import annotations

import pytest

from detente import read


def told(text: str) -> list[tuple[str, list[str], list[str]]]:
    events = read(text, date="2025-06-11").events
    return [
        (e.type, [a.code for a in e.actors], [a.code for a in e.recipients]) for e in events if e.status == "reported"
    ]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Israel launched a series of strikes on Lebanon.", ("ASSAULT", ["ISR"], ["LBN"])),
        ("The EU imposed a new package of sanctions on Russia.", ("SANCTION", ["IGO"], ["RUS"])),
        ("Britain announced a raft of sanctions against Belarus.", ("SANCTION", ["GBR"], ["BLR"])),
        ("China imposed a set of restrictions on Taiwan.", ("SANCTION", ["CHN"], ["TWN"])),
        ("Turkey carried out a string of raids on Syrian villages.", ("ASSAULT", ["TUR"], ["SYR"])),
        ("Egypt hosted a fresh round of talks between Hamas and Fatah.", ("CONSULT", ["EGY"], ["PSE", "PSE"])),
    ],
)
def test_what_a_collective_counts_is_what_there_is(text: str, event: tuple[str, list[str], list[str]]) -> None:
    assert told(text) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "Delegations from Kabul and Islamabad ended a third round of talks in Istanbul without agreement.",
        "Iran and Oman concluded their talks in Muscat.",
        "The Serbian and Kosovar leaders wrapped up their meeting in Brussels.",
    ],
)
def test_talks_that_ended_were_held(text: str) -> None:
    assert {type_ for type_, _, _ in told(text)} == {"CONSULT"}


def test_talks_broken_off_are_broken_off() -> None:
    assert "SANCTION" in {type_ for type_, _, _ in told("North Korea broke off talks with South Korea.")}


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine called for sanctions against Iran.",
        "The African Union called for an arms embargo on Sudan.",
        "Israel called for military action against Iran.",
    ],
)
def test_harm_called_for_is_not_asked_of_whom_it_would_hit(text: str) -> None:
    reading = read(text, date="2025-06-11")
    assert [s.addressees for s in reading.signals] == [()]
    assert [e.recipients for e in reading.events if e.type == "REQUEST"] == [()]
