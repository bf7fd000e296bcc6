"""Threats that only point back at what was halted, measures in force, and halts told in the passive."""

from __future__ import annotations

import pytest

from detente.api import read_article
from detente.records import Article, Reading
from detente.signals import lexicon


def read(words: str) -> Reading:
    return read_article(Article(id="a", date="2024-06-08", text=words))


@pytest.mark.parametrize(
    ("words", "type_"),
    [
        (lexicon.table("speech")["resuming"]["example"], "ASSAULT"),
        ("Turkey said it would halt its strikes on the Kurdish militia, but would resume if the militia moved.", "ASSAULT"),
        ("Belarus said it would stop flying balloons over Lithuania but would do so again if the border was shut.", "COERCE"),
        ("Azerbaijan stopped its shelling of the town but threatened to start again if Armenia moved its guns.", "ASSAULT"),
        ("Israel said it would pause the bombing of Gaza, and warned that it would go back to it if the hostages were not freed.", "ASSAULT"),
        (
            "South Korea said it would switch off its loudspeakers for the holiday, but that it would turn them on again if "
            "more balloons came.",
            "COERCE",
        ),
        ("Libya's general said he would pause the offensive on Tripoli. He would start again if the militias moved, he warned.", "ASSAULT"),
    ],
)  # fmt: skip
def test_what_is_taken_up_again_is_what_was_halted(words: str, type_: str) -> None:
    threats = [s.commitment for s in read(words).signals if s.kind == "threat"]
    assert [(t.type, t.phase, t.direction) for t in threats if t] == [(type_, "begin", "escalates")]


def test_what_another_side_halted_is_not_taken_up() -> None:
    words = "Armenia said it would halt its drills. Azerbaijan would resume if the bridge fell, its minister warned."
    threats = [s.commitment for s in read(words).signals if s.kind == "threat" and s.commitment]
    assert all(t.type != "MOBILIZE" for t in threats)


@pytest.mark.parametrize(
    "words",
    [
        "South Korea has suspended a military agreement with the North until trust is restored.",
        "Poland shut its border with Belarus until the balloons stop.",
        "Pakistan suspended trade with India until the treaty is honoured again.",
        "Algeria recalled its ambassador from Paris until France apologises.",
        "Venezuela has frozen relations with Brazil until its president withdraws the remark.",
        "Turkey has closed its airspace to Armenian planes until a monument is removed.",
    ],
)
def test_a_measure_until_something_happens_has_been_taken(words: str) -> None:
    reading = read(words)
    (threat,) = (s for s in reading.signals if s.kind == "threat")
    (taken,) = (e for e in reading.events if e.type in ("SANCTION", "COERCE"))
    assert (threat.rule, taken.status, taken.inside) == ("kept back until", "reported", None)


@pytest.mark.parametrize(
    "words",
    [
        "If North Korea apologizes, South Korea said, the balloons could be suspended.",
        "The drills could be suspended if North Korea stops its tests, South Korea said.",
        "The overflights would be discontinued if Havana expelled the exiles, Washington said.",
        "The patrols will be paused if China withdraws its ships, Manila said.",
        "The jamming of aircraft would be stopped if Finland kept its planes away, Moscow said.",
        "The naval exercises along the coast will be called off once the Greek frigate leaves, Turkey said.",
        "The balloons will be halted if the loudspeakers of the South fall silent, North Korea said.",
    ],
)
def test_a_halt_told_in_the_passive_is_an_offer(words: str) -> None:
    (signal,) = read(words).signals
    assert signal.kind == "offer"
    assert signal.commitment is not None
    assert (signal.commitment.phase, signal.commitment.direction) == ("halt", "de-escalates")


@pytest.mark.parametrize(
    "words",
    [
        "Flights to Tehran would be suspended if Iran expelled another diplomat, Paris said.",
        "Drills near the island will not be suspended even if Taiwan protests, China said.",
    ],
)
def test_a_service_suspended_or_a_halt_refused_is_a_threat(words: str) -> None:
    (signal,) = read(words).signals
    assert signal.kind == "threat"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The attacks of the Free Syrian Army will stop if Assad frees the women, its commander said.", "offer"),
        ("The Rapid Support Forces would shell Khartoum unless the army withdrew, their spokesman said.", "threat"),
        ("The Free Syrian Army said it would shell the airport if the army attacked again.", "threat"),
    ],
)
def test_a_groups_name_promises_nothing(words: str, kind: str) -> None:
    assert [s.kind for s in read(words).signals] == [kind]
