"""Readings that what stands around a clause speaks against, each beside a near twin that is told."""

from __future__ import annotations

import pytest

from detente import events
from detente.actors import Cast
from detente.language import analyse
from detente.records import Article, Event


def coded(text: str) -> tuple[Event, ...]:
    document = analyse(Article(id="s", text=text, date="2025-06-01"))
    return events.code(document, Cast(document))


# Type of event, a sentence that has none of the type, a near twin that has one.
_TWINS = [
    ("REQUEST", "The Oman-brokered deal calls for a halt to fighting.", "Oman calls for a halt to fighting in Yemen."),
    (
        "CONSULT",
        "Peru's minister called them unfounded.",
        "Peru's president telephoned Chile's president.",
    ),
    (
        "THREATEN",
        "Norway's foreign ministry warned its citizens to avoid travel to Mali.",
        "Norway's foreign ministry warned Mali that it would cut aid.",
    ),
    ("REJECT", "Turkey declined to give details of the raid.", "Turkey declined to extradite the cleric."),
    (
        "RETREAT",
        "The clashes had left at least seven Peruvian officers dead and others injured.",
        "Seven Peruvian officers left the base in Chile.",
    ),
    ("PROTEST", "Kenyan police blocked roads to the palace.", "Kenyan farmers blocked roads to the palace."),
    ("COERCE", "Since these violate its sovereignty, Peru is angry.", "Chile seized a Peruvian ship."),
    ("ACCUSE", "Kenya claimed eleven were killed.", "Kenya claimed Somalia had killed eleven soldiers."),
    (
        "AGREE",
        "The Sudanese militia is prepared to defend the town.",
        "The Sudanese militia is prepared to leave the town.",
    ),
    ("CONSULT", "Peru has always welcomed Chileans.", "Peru welcomed Chile's president."),
    (
        "ACCUSE",
        "Peru attributed the closure to a scuffle among guards.",
        "Peru attributed the closure to Chile.",
    ),
    ("ASSAULT", "Naples is a haunt of kidnapping gangs.", "A gang was kidnapping Italian tourists in Naples."),
    ("SUPPORT", "Chile made the signing of the treaty conditional on talks.", "Chile signed the treaty with Peru."),
    (
        "MOBILIZE",
        "The mayor spoke of the Italian troops stationed at the airport.",
        "Italy stationed troops at the airport on Monday.",
    ),
    ("CONSULT", "Peru's president visited the injured troops.", "Peru's president visited Chile."),
    ("ACCUSE", "Critics savaged the Danish opera.", "Norway denounced the Danish decision."),
    ("AGREE", "Growers in Peru agreed prices with roasters in Milan.", "Peru agreed with Italy on a treaty."),
    ("ASSAULT", "Peru went to war with plastic bags.", "Peru went to war with Chile."),
    ("ASSAULT", "A Peruvian minister was ambushed by questions.", "A Peruvian minister was ambushed by rebels."),
    (
        "ASSAULT",
        "A glitch in the software attacked printers in Chile.",
        "Rebels attacked a printing house in Chile.",
    ),
]


@pytest.mark.parametrize(("type_", "slip", "twin"), _TWINS)
def test_a_slip_is_kept_out_and_its_twin_told(type_: str, slip: str, twin: str) -> None:
    assert type_ not in {e.type for e in coded(slip)}
    assert type_ in {e.type for e in coded(twin)}


@pytest.mark.parametrize(
    "text",
    [
        "Chile has no plans to attack Peru.",
        "Chile has no intention of shelling Peru.",
        "Chile has no wish to bomb Peru.",
        "Chile does not have plans to invade Peru.",
        "Chile had no thought of raiding Peru.",
    ],
)
def test_one_no_makes_a_plan_negative_once(text: str) -> None:
    assert {e.status for e in coded(text) if e.type == "ASSAULT"} == {"negated"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Chilean jets sank a mock destroyer of Peru.", "hypothetical"),
        ("Chilean jets sank a new destroyer of Peru.", "reported"),
        ("The paper wrongly blamed Chile for bombing the depot in Lima.", "hypothetical"),
        ("The paper blamed Chile for bombing the depot in Lima.", "claimed"),
        ("Gossip in the bazaar had it that Chile had shelled Lima.", "hypothetical"),
        ("The admiral dreamed of bombing Lima.", "hypothetical"),
        ("In the worst case, Chile bombs Lima.", "hypothetical"),
        ("Peru said the rebels lied about killing nine soldiers.", "denied"),
        ("Peru said the rebels boasted of killing nine soldiers.", "claimed"),
        ("The rebels' claim to have shot down a Peruvian jet was untrue.", "hypothetical"),
        ("The court cleared the Peruvian officer of shelling a village.", "denied"),
        ("Prosecutors dropped the charge that the Chilean had bombed the embassy.", "denied"),
        ("A tabloid invented the Chilean attack on Lima.", "denied"),
    ],
)
def test_what_only_seems_to_happen(text: str, status: str) -> None:
    assert {e.status for e in coded(text) if e.type == "ASSAULT"} == {status}


@pytest.mark.parametrize(
    "text",
    [
        "The flare-up came a year after Armenian troops attacked Azerbaijani posts.",
        "In the siege of 1992 snipers killed shoppers in Sarajevo.",
        "Every year the villagers recall how Bolivian troops shelled the mine.",
    ],
)
def test_years_after_is_history(text: str) -> None:
    assert all(e.background for e in coded(text) if e.type == "ASSAULT")


def test_whoever_is_blamed_for_starting_it_started_it() -> None:
    found = coded("Chile blamed Peru for starting the firefight by building a checkpoint.")
    assert {(e.type, e.actors[0].code) for e in found if e.status == "claimed"} == {
        ("ASSAULT", "PER"),
        ("MOBILIZE", "PER"),
    }


def test_clashes_that_left_troops_dead_befell_those_troops() -> None:
    found = coded("Armenia says clashes along the border with Azerbaijan have left two of its troops dead.")
    assert [a.code for e in found if e.type == "ASSAULT" for a in e.recipients] == ["ARM"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Ukrainian Ministry of Defence condemned the attack by Russia.", "UKR"),
        ("The Sudan Ministry of Defence condemned Chad.", "SDN"),
        ("The Sri Lankan Ministry of External Affairs condemned Chad.", "LKA"),
        ("The Kenyan Ministry of Trade condemned Uganda.", "KEN"),
    ],
)
def test_a_ministry_is_that_of_the_state_named_before_it(text: str, code: str) -> None:
    assert [a.code for e in coded(text) if e.type == "ACCUSE" for a in e.actors] == [code]


def test_a_head_of_state_at_the_games_is_politics() -> None:
    assert {e.type for e in coded("The American president will attend the Beijing Olympics.")} != set()
    assert coded("The sprinter will attend the Beijing Olympics.") == ()


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Indian missiles struck Pakistan-administered Kashmir.", None),
        ("Russian rockets hit Kharkiv overnight.", None),
        ("Iranian missiles struck Tel Aviv on Friday.", None),
        ("Russian rockets killed nine residents of Kharkiv.", "CVL"),
        ("Rebels attacked villagers near Kharkiv.", "CVL"),
    ],
)
def test_a_place_that_is_struck_is_no_people(text: str, sector: str | None) -> None:
    found = [e for e in coded(text) if e.type == "ASSAULT"]
    assert [a.sector for e in found for a in e.recipients] == [sector]
