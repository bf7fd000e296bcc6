"""Verbs that begin, go on with or stop an act: attacks are told from workers' strikes, whoever stops them."""

from __future__ import annotations

import pytest

from .conftest import Coder

TOLD = {
    "India continued its strikes on Pakistan.": ["ASSAULT reported"],
    "Israel called off a strike on Iran.": ["ASSAULT negated"],
    "Israel called off its offensive against Hamas.": ["RETREAT reported"],
    "Nigerian doctors continued their strike.": ["PROTEST reported"],
    "Unions called off a strike in France.": ["CONCEDE reported"],
    "Air traffic controllers ended a strike in France.": [],
    "Iran is engaged in talks with Iraq.": ["CONSULT reported"],
    "Rebels were engaged in fighting with the Congolese army.": ["ASSAULT reported"],
    "The Indian strikes left 9 dead.": ["ASSAULT reported"],
}


@pytest.mark.parametrize("text", TOLD)
def test_what_is_begun_or_stopped(text: str, coded: Coder) -> None:
    assert [f"{e.type} {e.status}" for e in coded(text)] == TOLD[text]


SIDES = {
    "Indian troops have been deployed to the border.": (["IND"], []),
    "Israeli police opened fire to disperse Palestinian demonstrators.": (["ISR"], ["PSE"]),
    "Russia closed its borders because of fighting between Azerbaijanis and Armenians.": (["AZE", "ARM"], []),
    "Four children were killed in Israeli tank shelling in Gaza.": (["ISR"], ["PSE"]),
    "American activists staged a protest in Beijing.": (["USA"], ["CHN"]),
    "Rockets were fired from Lebanon at Israel.": (["LBN"], ["ISR"]),
    "Russia jailed a Briton for attacking Ukraine's embassy.": (["GBR"], ["UKR"]),
    "Rwanda deployed troops in accordance with the UN mandate.": (["RWA"], []),
    "Britain announced to the BBC that it will send aid to Guyana.": (["GBR"], ["GUY"]),
    "Lawmakers in France and Germany criticised Eritrea.": (["FRA", "DEU"], ["ERI"]),
    "Russian forces captured Bakhmut.": (["RUS"], ["UKR"]),
    "The shelling of Ukraine stopped.": ([], ["UKR"]),
    "Strikes on Gaza resumed.": ([], ["PSE"]),
}


@pytest.mark.parametrize("text", SIDES)
def test_whose_act_and_to_whom(text: str, coded: Coder) -> None:
    actors, recipients = SIDES[text]
    found = [([a.side for a in e.actors], [a.side for a in e.recipients]) for e in coded(text)]
    assert (actors, recipients) in found


def test_what_a_visit_is_for_is_no_promise(coded: Coder) -> None:
    found = coded("Seeking to mend ties with China, France's president visited Beijing.")
    assert "AGREE" not in {e.type for e in found}
    assert ("CONSULT", "reported") in {(e.type, e.status) for e in found}


@pytest.mark.parametrize(
    "text",
    [
        "Iran was accused of planning attacks on Israel.",
        "A report said the French army had helped to plan attacks on Rwanda.",
        "Israel says Iran is plotting to attack its embassy.",
    ],
)
def test_a_plan_another_tells_of_is_no_threat(text: str, coded: Coder) -> None:
    assert "THREATEN" not in {e.type for e in coded(text)}


def test_a_captured_town_is_territory(coded: Coder) -> None:
    assert [e.cameo for e in coded("Russian forces captured Bakhmut.")] == ["192"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Russia bombed a market in Kharkiv.", "Kharkiv"),
        ("America imposed sanctions on Moscow.", None),
        ("Baku blamed Yerevan for the attack.", None),
        ("Russia bombed Kharkiv.", "Kharkiv"),
    ],
)
def test_a_place_is_where_words_say_so(text: str, place: str | None, coded: Coder) -> None:
    assert {e.place.name if e.place else None for e in coded(text)} == {place}


@pytest.mark.parametrize("text", ["The United States called Maduro a dictator.", "Pyongyang called Yoon a puppet."])
def test_calling_names_is_no_call(text: str, coded: Coder) -> None:
    assert "CONSULT" not in {e.type for e in coded(text)}
