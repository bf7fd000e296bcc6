"""A decision promised by a day: read as a promise, kept by the act it was about, in crises no rule was made from."""

from __future__ import annotations

import pytest

from detente.api import read
from detente.ledger import build
from detente.records import Commitment, Reading, Signal

Told = tuple[str, str]


def signals(text: str) -> list[Signal]:
    return list(read(text, date="2024-03-05T12:00Z").signals)


def report(when: str, text: str) -> Reading:
    return read(text, id=f"{when} {text[:20]}", date=when)


def row(kind: str, *told: Told) -> Commitment:
    return next(r for r in build([report(*one) for one in told]).rows if r.signal.kind == kind)


@pytest.mark.parametrize(
    "text",
    [
        "Turkey will decide by Friday whether to attack the Kurdish militia in Syria, President Erdogan said.",
        "Russia will announce by the end of the month whether it will shoot down Turkish drones, the Kremlin said.",
        "France will decide by June whether to join the war against Niger, its minister said.",
        "Kenya's president will decide within ten days whether Kenya will attack al-Shabaab, his office said.",
        "Egypt will decide within a week whether to bomb the dam of Ethiopia, its defence minister said.",
        "Chad will decide by Sunday whether to close its border with Sudan, the interior minister said.",
    ],
)
def test_a_decision_on_force_promised_by_a_day_is_a_promise(text: str) -> None:
    (signal,) = signals(text)
    assert (signal.kind, signal.rule) == ("pledge", "decide whether")
    assert signal.deadline is not None


@pytest.mark.parametrize(
    "text",
    [
        "Mr Trump said he would decide in due course whether to attack Venezuela.",
        "North Korea has not decided whether to fire a missile at Guam, its leader said.",
        "The Senate will decide on Tuesday whether to ratify the treaty.",
        "Italy decided last week whether to attack Libya, its president said.",
        "Ankara will decide within a week whether to strike the Kurdish militia.",
    ],
)
def test_without_a_day_or_a_blow_it_is_none(text: str) -> None:
    assert all(s.rule != "decide whether" for s in signals(text))


PROMISED = ("2025-09-08T12:00Z", "Poland will decide by Friday whether to close its border with Belarus, its minister said on Monday.")  # fmt: skip


def test_the_act_it_was_about_is_the_decision() -> None:
    closed = ("2025-09-11T12:00Z", "Poland closed its border with Belarus on Thursday.")
    made = row("pledge", PROMISED, closed)
    assert made.state == "kept"
    assert "decide" in made.history[-1].because


def test_another_act_is_not() -> None:
    met = ("2025-09-11T12:00Z", "Poland's minister met the envoy of Belarus on Thursday.")
    assert row("pledge", PROMISED, met).state == "open"


def test_what_nobody_told_of_lapses_and_breaks_nothing() -> None:
    later = [(f"2025-09-{day}T12:00Z", f"Belarus and Poland traded words on the {day}th, an envoy said.") for day in (15, 16, 17)]  # fmt: skip
    assert row("pledge", PROMISED, *later).state in ("open", "lapsed")


def test_a_promised_decision_takes_no_threat_back() -> None:
    threat = ("2025-09-01T12:00Z", "Poland will close its border with Belarus, its minister said on Monday.")
    assert row("threat", threat, PROMISED).state == "open"
