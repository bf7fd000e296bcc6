"""Fire that was opened and missed is an attack; "it was X that …" tells or denies the act of X."""

from __future__ import annotations

import pytest

from detente.api import read


def told(text: str, type_: str) -> list[tuple[str, list[str], list[str]]]:
    events = read(text, date="2024-03-06").events
    return [(e.status, [a.code for a in e.actors], [a.code for a in e.recipients]) for e in events if e.type == type_]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Ukraine attempted to hit Moscow with 12 drones overnight, Russia's defence ministry said.", "UKR"),
        ("Iran tried to strike an American base with missiles on Tuesday, the Pentagon said.", "IRN"),
        ("Houthi fighters tried to strike a US destroyer with a missile, the US Navy said.", "YEM"),
        ("Rwandan soldiers attempted to storm the town of Sake on Sunday, Congo's army said.", "RWA"),
        ("Azerbaijan tried to hit Armenian posts with drones on Monday, Yerevan said.", "AZE"),
        ("Sudan's army attempted to attack Nyala with rockets on Friday, residents said.", "SDN"),
    ],
)
def test_fire_that_missed_was_opened(text: str, doer: str) -> None:
    assert [("claimed", [doer])] == [(status, who) for status, who, _ in told(text, "ASSAULT")]


@pytest.mark.parametrize(
    "text",
    [
        "Iran will try to strike Israel with missiles, an American official said.",
        "The militants were trying to attack Lahore when they were arrested, Pakistan's police said.",
        "Egypt wanted to hit Libya with drones, an official said.",
    ],
)
def test_what_is_only_meant_was_not(text: str) -> None:
    assert all(status not in ("reported", "claimed") for status, *_ in told(text, "ASSAULT"))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("It was the Rwandan army which violated the truce, Congo's government said.", "claimed"),
        ("It is Hamas that has broken the ceasefire, Israeli Prime Minister Benjamin Netanyahu said.", "claimed"),
        ("It was not Russia that attacked the convoy, the Kremlin said.", "negated"),
        ("It was not Thai soldiers who attacked the post, Bangkok said.", "negated"),
    ],
)
def test_a_cleft_tells_or_denies_the_act_of_who_stands_in_it(text: str, status: str) -> None:
    denied = {"negated", "denied"}
    wanted = denied if status in denied else {status}
    (found,) = [s for s, *_ in told(text, "ASSAULT")]
    assert found in wanted


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("It was Cambodia that committed violations in some places, a Thai spokesman said.", "KHM"),
        ("It was the Rwandan army which violated the truce, Congo's government said.", "RWA"),
    ],
)
def test_a_cleft_accuses(text: str, accused: str) -> None:
    (signal,) = read(text, date="2024-03-06").signals
    assert (signal.kind, [a.code for a in signal.addressees]) == ("accusation", [accused])


@pytest.mark.parametrize(
    "text",
    [
        "The officers who run the military operations of Chad and Niger met on Monday.",
        "The man responsible for Israel's military operations in Gaza resigned.",
        "The general in charge of Russian military operations in Ukraine was dismissed.",
        "The heads of military operations of Thailand and Cambodia met on Sunday.",
        "General Lee, who oversees South Korea's military operations, met the envoy.",
        "The minister praised the officer directing Kenya's military operations in Somalia.",
    ],
)
def test_whose_work_operations_are_has_carried_out_none(text: str) -> None:
    assert told(text, "ASSAULT") == []


def test_an_operation_that_was_launched_is_told() -> None:
    assert told("Turkey launched a military operation against Syria.", "ASSAULT") == [("reported", ["TUR"], ["SYR"])]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        (
            "Baku: Azerbaijan rejects the charge, the foreign ministry said. Armenia fired at its posts, a spokesman said.",
            "AZE",
        ),
        (
            "The Kremlin said on Monday it kept to the truce. Ukraine attacked Belgorod overnight, a spokesman said.",
            "RUS",
        ),
        (
            "Sudan's army said the city was quiet. The Rapid Support Forces attacked the airport, a spokeswoman said.",
            "SDN",
        ),
        ("The French foreign ministry said it was concerned. Iran attacked Israel, a spokeswoman said.", "FRA"),
    ],
)
def test_a_spokesman_of_nobody_speaks_for_the_body_that_spoke_before(text: str, whose: str) -> None:
    said = {a.code for e in read(text, date="2024-03-06").events if e.type == "ASSAULT" for a in e.said_by}
    assert said == {whose}
