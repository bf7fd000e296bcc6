"""Words that look like an act between sides and are none, each beside a near twin that is told."""

from __future__ import annotations

import pytest

from detente.api import read_article
from detente.records import Article, Event


def told(text: str, date: str = "2023-06-01") -> list[Event]:
    """What an article tells as done, on whoever's word."""
    events = read_article(Article(id="h", text=text, date=date)).events
    return [e for e in events if e.status in ("reported", "claimed") and not e.background]


# Type of event, a sentence that tells none of the type, a near twin that tells one.
_TWINS = [
    ("CONSULT", "Kenya bombed the rebels, whom it calls bandits.", "Kenya's president telephoned Uganda's president."),
    ("SUPPORT", "Chile's president paid tribute to the dead of the raid.", "Chile paid tribute to Peruvian soldiers."),
    ("SUPPORT", "France withdrew its recognition of the Malian junta.", "France praised the Malian junta."),
    ("SUPPORT", "Kenya revoked its support for Uganda's army.", "Kenya declared its support for Uganda's army."),
    ("PROTEST", "Mali had gone on striking rebel camps.", "Malian teachers went on strike against the government."),
    ("AID", "Chile, which sells arms to Peru, called for calm.", "Chile sold arms to Peru on Friday."),
    (
        "CONCEDE",
        "Sudan made a charge that Chad dismissed as false.",
        "Chad's court dismissed the charges against the rebel.",
    ),
    ("COERCE", "Sudan accused Chad of firing them at a border town.", "Chad's president fired the defence minister."),
    ("ACCUSE", "Mali's army blamed the tension on a misunderstanding.", "Mali's army blamed the raid on Niger."),
    (
        "CONSULT",
        "Kenya will shut the camp, and Somalia welcomed it.",
        "Kenya's president welcomed Somalia's president.",
    ),
    ("AID", "Sudan sent a column of lorries to Khartoum.", "Sudan sent rockets to Chad."),
    ("AID", "Chad shelters some 9,000 Sudanese refugees.", "Chad gave food to Sudanese refugees on Friday."),
    ("RETREAT", "Sudan demanded that Chadian soldiers quit the town.", "Chadian soldiers quit the Sudanese town."),
    ("PROTEST", "Malian troops and rebels blocked the road.", "Malian farmers blocked the road."),
    ("THREATEN", "Egypt said Ethiopia's dam threatened Sudan.", "Egypt threatened Sudan with sanctions."),
    ("THREATEN", "Russia's build-up menaces Estonia, Latvia said.", "Russia menaced Estonia."),
    ("SUPPORT", "Chad has made peace with Libya conditional on a new map.", "Chad made peace with Libya on Friday."),
    ("ASSAULT", "The war of words between Chad and Sudan went on.", "The war between Chad and Sudan went on."),
    ("ASSAULT", "Malian soldiers surprised Niger by leaving early.", "Malian rebels surprised an army patrol."),
    ("COERCE", "Chad's foreign minister boarded a plane for Mali.", "Chadian marines boarded a Greek tanker."),
    ("THREATEN", "Sudan's rebels considered leaving the talks.", "Sudan is considering sanctions against Chad."),
    ("PROTEST", "Kenyan soldiers set up camp on Ugandan soil.", "Kenyan students set up camp in Nairobi."),
    ("PROTEST", "Japan protested against a Chinese drill.", "Japanese fishermen protested against a Chinese drill."),
    ("RETREAT", "Chad withdrew permission for a Libyan consulate.", "Chad withdrew soldiers from a Libyan oasis."),
    ("RETREAT", "Kenya pulled troops to the Somali border.", "Kenya pulled troops from the Somali border."),
    ("RETREAT", "Kenyan troops left for the border with Uganda.", "Kenyan troops left Uganda."),
    ("SANCTION", "Greece denounced the pact of Turkey with Libya.", "Greece scrapped the pact with Libya."),
    ("COOPERATE", "Chad made cooperation with Mali subject to a vote.", "Chad began cooperation with Mali on Friday."),
]


@pytest.mark.parametrize(("type_", "hollow", "twin"), _TWINS)
def test_what_only_looks_like_an_act_is_not_told_and_its_twin_is(type_: str, hollow: str, twin: str) -> None:
    assert type_ not in {e.type for e in told(hollow)}
    assert type_ in {e.type for e in told(twin)}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Somali rebels agreed to a truce at talks in Djibouti.",
        "Kenya and Somali rebels agreed to a truce after a meeting in Djibouti.",
    ],
)
def test_where_they_met_is_no_party_to_what_they_agreed(text: str) -> None:
    assert {a.code for e in told(text) for a in (*e.actors, *e.recipients)} <= {"KEN", "SOM", "---"}


def test_rebels_are_struck_and_not_the_land_they_stand_in() -> None:
    (event,) = [e for e in told("Mali launched an offensive against rebels in Azawad.") if e.type == "ASSAULT"]
    assert [a.sector for a in event.recipients] == ["REB"]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Chad refused to negotiate until Sudan pulled back its soldiers.", "RETREAT"),
        ("Kenya declined to open the border until Somalia freed the sailors.", "RETREAT"),
    ],
)
def test_what_a_refusal_waits_for_has_not_come_about(text: str, type_: str) -> None:
    assert type_ not in {e.type for e in told(text)}


@pytest.mark.parametrize(
    "noun", ["severance", "severing", "rupture", "cutting", "breaking off", "termination", "suspension"]
)
def test_relations_broken_off_by_a_noun_are_a_sanction_against_the_other(noun: str) -> None:
    found = told(f"Kenya announced the {noun} of diplomatic relations with Somalia.")
    assert [(a.code, b.code) for e in found if e.type == "SANCTION" for a in e.actors for b in e.recipients] == [
        ("KEN", "SOM")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Sudanese soldiers were seized in a clash on 3 January; the rebels released them the following month.",
        "Chad shelled Sudan on 3 January. Sudan shelled Chad a week later.",
    ],
)
def test_what_is_dated_from_an_old_day_is_old_itself(text: str) -> None:
    assert told(text) == []


def test_a_truce_is_taken_by_those_who_keep_it_from_the_rival() -> None:
    text = "Sudan and Chad have fought for a week. Sudan agreed to President Macron's ceasefire. Chad shelled Sudan."
    found = [e for e in told(text) if e.type == "AGREE"]
    assert [(a.code, b.code) for e in found for a in e.actors for b in e.recipients] == [("SDN", "TCD")]


def test_a_summons_is_told_once() -> None:
    found = [e for e in told("Kenya summoned the Somali ambassador.") if e.recipients]
    assert [e.type for e in found] == ["ACCUSE"]


@pytest.mark.parametrize(
    "text",
    [
        "The murder of our soldiers will not go unpunished, Sudan said after Chad opened fire.",
        "Kenya said the killing of its envoy would not be forgotten.",
        "Their assassination will be avenged, Chad said.",
    ],
)
def test_a_harm_that_will_be_answered_is_not_one_that_did_not_happen(text: str) -> None:
    events = read_article(Article(id="h", text=text, date="2023-06-01")).events
    assert [e for e in events if e.type == "ASSAULT" and e.status == "negated"] == []


def test_what_shares_an_old_day_is_old_with_it() -> None:
    assert (
        told("Saudi Arabia has led the war since 2015, when the Houthis took Sanaa and forced the president out.") == []
    )


def test_an_ally_who_tells_of_a_strike_on_rebels_accuses_nobody() -> None:
    found = told("The Saudi-led coalition struck Houthi rebels, a Yemeni government official said.")
    assert {e.type for e in found} == {"ASSAULT"}


@pytest.mark.parametrize(
    "text",
    [
        "Chad called its plan a basis for ending the conflict with Libya.",
        "Kenya and Uganda spoke about ways of ending the dispute.",
        "Chad has an interest in ending the war with Libya.",
        "Sudan made a proposal for lifting the blockade of Chadian ports.",
    ],
)
def test_what_is_only_aimed_at_has_not_come_about(text: str) -> None:
    assert not {e.type for e in told(text)} & {"RETREAT", "CONCEDE"}


def test_a_salvo_without_a_target_is_an_attack_and_a_missile_into_the_sea_a_show() -> None:
    assert "ASSAULT" in {e.type for e in told("Chad launched forty drones and ten missiles overnight, Libya said.")}
    assert [e.type for e in told("North Korea launched two ballistic missiles into the sea.")] == ["MOBILIZE"]


def test_a_suspected_gunman_accuses_nobody() -> None:
    (event,) = told("Suspected Boko Haram gunmen killed eleven soldiers of Chad's army in a night attack.")
    assert event.type == "ASSAULT"
