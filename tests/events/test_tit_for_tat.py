"""Leaflets, balloons, drones and answers: whose act it is, at whom, and on which day."""

from __future__ import annotations

import pytest

from detente.api import read_article
from detente.events.frames import table
from detente.records import Article, Event

FILLER = "The talks went on. More was told later. Nobody was hurt in the region. "


def told(text: str, date: str = "2024-07-19") -> list[Event]:
    return list(read_article(Article(id="a", date=date, text=text)).events)


def acts(text: str) -> list[tuple[str, str, str]]:
    return [
        (e.type, e.actors[0].code if e.actors else "-", e.recipients[0].code if e.recipients else "-")
        for e in told(text)
    ]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        (
            "Activists in South Korea floated leaflets over the border, and North Korea protested.",
            ("PROTEST", "KOR", "PRK"),
        ),
        (
            "Campaigners in Poland flew leaflets over the frontier on Monday. Belarus complained.",
            ("PROTEST", "POL", "BLR"),
        ),
        ("Pakistani protesters threw stones across the frontier with Iran.", ("PROTEST", "PAK", "IRN")),
        ("Belarusian exiles in Lithuania flew leaflets over the frontier on Monday.", ("PROTEST", "BLR", "BLR")),
    ],
)
def test_what_goes_over_a_border_is_not_aimed_at_home(text: str, act: tuple[str, str, str]) -> None:
    assert act in acts(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("South Korea rebuilt posts along the border with the North, which sent over forty more balloons.", "PRK"),
        ("Turkey cut off water to a town in Syria, which shelled a Turkish post on Tuesday.", "SYR"),
        ("Serbia put up barriers on roads to Kosovo, which arrested two Serbs on Sunday.", "XKX"),
        ("Poland reinforced its fences along the frontier with Belarus, which threatened retaliation.", "BLR"),
    ],
)
def test_which_after_a_name_is_who_bears_it(text: str, act: str) -> None:
    assert act in {e.actors[0].code for e in told(text) if e.quote.startswith("which")}


def test_things_that_carry_are_nobody() -> None:
    assert (
        told("Turkmenistan gets gas through a pipeline from Iran, which carries ten billion cubic metres a year.") == []
    )


@pytest.mark.parametrize(
    ("text", "act"),
    [
        (
            "The balloons of North Korea came all Sunday. More than 240 of them fell in South Korea.",
            ("COERCE", "PRK", "KOR"),
        ),
        (
            "Hezbollah fired 100 rockets at Israel on Monday. More than 20 of them hit houses in Haifa.",
            ("ASSAULT", "LBN", "ISR"),
        ),
    ],
)
def test_so_many_of_them_are_of_those_told_before(text: str, act: tuple[str, str, str]) -> None:
    assert acts(text).count(act) >= 1
    assert any("of them" in e.quote for e in told(text))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (table("data/composition.toml")["answering"]["example"], "2024-07-16"),
        ("Hezbollah fired rockets at Haifa on Tuesday. Israel answered with air strikes on Tyre.", "2024-07-16"),
        ("Armenian guns shelled a village on Wednesday night. Azerbaijan returned fire.", "2024-07-17"),
        ("Pakistan shot down a drone on Monday. India retaliated with drones against Lahore.", "2024-07-15"),
    ],
)
def test_an_answer_is_given_on_the_day_of_what_it_answers(text: str, day: str) -> None:
    assert [e.date for e in told(FILLER + text)][-1] == day


def test_an_answer_given_before_is_not_of_that_day() -> None:
    text = FILLER + "Pakistan shot down a drone on Monday. India had retaliated against Lahore in May."
    assert [e.date for e in told(text)][-1] == "2024-05"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Turkey flew drones over a Greek island on Monday.", ("COERCE", "TUR", "GRC")),
        ("Venezuela accused the United States of flying bombers over its coast.", ("COERCE", "USA", "VEN")),
        ("Lithuania said Belarus had flown four drones over Vilnius on Tuesday.", ("COERCE", "BLR", "LTU")),
    ],
)
def test_drones_over_anothers_land_are_coercion(text: str, act: tuple[str, str, str]) -> None:
    assert act in acts(text)


@pytest.mark.parametrize(
    "text",
    ["India flew jets over Delhi on Monday.", "Chinese jets flew over the strait.", "Airlines flew planes over Iraq."],
)
def test_flights_at_home_or_over_the_sea_are_none(text: str) -> None:
    assert [e for e in told(text) if e.type == "COERCE"] == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The United States began its broadcasts to Cuba on Monday.", ("COERCE", "USA", "CUB")),
        ("South Korea resumed propaganda broadcasts toward the North on Sunday.", ("COERCE", "KOR", "PRK")),
        ("North Korea silenced its loudspeakers on Thursday.", ("RETREAT", "PRK", "-")),
        ("Finland said that Russia had switched off its jammers.", ("RETREAT", "RUS", "-")),
    ],
)
def test_what_blares_over_a_border_begins_and_ends(text: str, act: tuple[str, str, str]) -> None:
    assert acts(text) == [act]


@pytest.mark.parametrize(
    "text",
    ["The BBC began broadcasts to North Korea on Monday.", "Russian radio began broadcasts to Estonia on Monday."],
)
def test_a_broadcasters_programme_coerces_nobody(text: str) -> None:
    assert acts(text) == []
