"""Whom blame for a deed falls on, who fell in a clash, and where an accord was signed."""

from __future__ import annotations

import pytest

from detente.api import read


def told(text: str, *types: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Type, sides that do and sides it is done to, of the events of some types."""
    events = read(text, date="2025-06-01").events
    return [
        (e.type, tuple(a.side for a in e.actors), tuple(a.side for a in e.recipients))
        for e in events
        if e.type in types and e.status in ("reported", "claimed") and not e.background
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council condemned the attack on the convoy of the United Nations mission in Mali.",
        "Kenya condemned the assault on its peacekeepers in Cyprus.",
        "Egypt denounced the killing of Israeli tourists in Sinai.",
        "Jordan condemned the bombing of the Iraqi embassy in Amman.",
        "Norway expressed concern over the attacks on Lebanon.",
        "The attack on Pakistan was condemned by China.",
        "Mexico condemned the detention of Ecuadorean diplomats.",
        "Venezuela criticised the sanctions on Cuba.",
        "The council condemned continued attacks across the borders between Sierra Leone, Guinea and Liberia.",
        "Chad condemned the ambush of a patrol of the African Union in Niger.",
    ],
)
def test_who_condemns_a_deed_does_not_accuse_its_victims(text: str) -> None:
    assert told(text, "ACCUSE") == []


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Turkey condemned the Israeli raid on the Palestinian camp.", "ISR"),
        ("Turkey condemned the raid on Gaza by Israel.", "ISR"),
        ("Qatar condemned the Russian invasion of Ukraine.", "RUS"),
        ("Ukraine condemned the shelling of Kharkiv by Russia.", "RUS"),
        ("France condemned the launch of missiles by North Korea.", "PRK"),
        ("China protested against American arms sales to Taiwan.", "USA"),
        ("Ukraine blamed the attack on Russia.", "RUS"),
        ("Turkey condemned Israel.", "ISR"),
        ("France condemned the coup in Niger.", "NER"),
        ("Poland summoned the Russian ambassador over the attack on its consulate.", "RUS"),
    ],
)
def test_who_did_what_is_condemned_is_accused(text: str, accused: str) -> None:
    assert [to for _, _, to in told(text, "ACCUSE")] == [(accused,)]


def test_who_hears_a_complaint_is_not_accused() -> None:
    assert [to for _, _, to in told("Ghana complained to the African Union.", "ACCUSE")] in ([], [()])
    assert [to for _, _, to in told("Ghana complained to Togo.", "ACCUSE")] == [("TGO",)]


@pytest.mark.parametrize(
    "text",
    [
        "Papua New Guinea's prime minister and leaders of the Bougainville Revolutionary Army signed an accord in Honiara.",
        "President Salva Kiir and Riek Machar agreed on the truce in Khartoum on Wednesday.",
        "Thailand held its first formal talks with the BRN in Kuala Lumpur last month.",
        "Iran and Saudi Arabia restored ties in Beijing.",
        "Ethiopia and the TPLF signed a ceasefire in Pretoria.",
    ],
)
def test_where_it_was_signed_is_no_party(text: str) -> None:
    found = told(text, "AGREE", "CONSULT", "SUPPORT", "RETREAT")
    assert found
    assert all(not {"SLB", "SDN", "MYS", "CHN", "ZAF"} & {*by, *to} for _, by, to in found)


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Israel agreed to a truce in Gaza.", "PSE"),
        ("Serbia signed an accord with Kosovo in Ohrid.", "XKX"),
        ("India met Pakistani officials in Moscow.", "PAK"),
        ("The Turkish foreign minister arrived in Baghdad for talks.", "IRQ"),
        ("Sri Lanka has restored ties and opened an embassy in Tehran.", "IRN"),
    ],
)
def test_whom_it_was_agreed_with_is_told(text: str, to: str) -> None:
    assert any(to in sides for _, _, sides in told(text, "AGREE", "CONSULT", "SUPPORT", "RETREAT"))


def test_a_truce_signed_by_two_is_told_once() -> None:
    text = "Ethiopia and the TPLF signed a ceasefire in Pretoria."
    assert [t for t, _, _ in told(text, "AGREE", "RETREAT")] == ["RETREAT"]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Several drug traffickers were killed in clashes with Jordanian border guards.", "JOR"),
        ("At least 14 Armenians were wounded in skirmishes with Azerbaijani forces.", "AZE"),
        ("Two Iranian guards were killed in fighting with Azerbaijani troops.", "AZE"),
        ("Nine Malian soldiers were injured in a skirmish with Algerian troops.", "DZA"),
        ("Forty rebels were killed in a battle with the Chadian army.", "TCD"),
    ],
)
def test_whom_the_fallen_fought_are_no_victims(text: str, by: str) -> None:
    harm = told(text, "ASSAULT")
    assert harm
    assert all(by not in to for _, _, to in harm)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels raided a village in Ituri and killed nine people.",
        "Turkish jets bombed a PKK camp in northern Iraq and killed eleven fighters.",
        "The Hezbollah rocket strikes on Israel killed two people and injured more than 100.",
        "The rebels raided a post and wounded nine Chadian soldiers.",
        "Pakistani troops shelled an Afghan post and injured two guards.",
        "Maoist rebels ambushed a police convoy in Nepal and killed six officers.",
    ],
)
def test_what_an_attack_cost_is_not_told_again(text: str) -> None:
    assert len(told(text, "ASSAULT")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Israel bombed Rafah and killed four soldiers in Lebanon.",
        "Ethiopian troops attacked Eritrea and killed three Sudanese soldiers.",
        "Gunmen attacked a bus in Kenya and killed six people on Sunday.",
    ],
)
def test_deaths_elsewhere_or_of_others_are_told_apart(text: str) -> None:
    assert len(told(text, "ASSAULT")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Insurgents staged 32 attacks in Thailand's Pattani province on Wednesday night, Thai police said.",
        "Nigerian police said gunmen had attacked a Nigerian army patrol.",
        "Militants had stormed a Kenyan army base, Kenya's interior ministry said.",
    ],
)
def test_who_reports_an_attack_by_unknown_hands_accuses_nobody(text: str) -> None:
    assert told(text, "ACCUSE") == []


def test_who_reports_an_attack_by_another_state_accuses_it() -> None:
    text = "Azerbaijan had attacked Armenian positions near Goris, Armenia's defence ministry said."
    assert told(text, "ACCUSE") == [("ACCUSE", ("ARM",), ("AZE",))]


@pytest.mark.parametrize(
    ("text", "by", "to"),
    [
        ("Hundreds of protesters gathered outside the French embassy in Niamey.", "NER", "FRA"),
        ("Protesters burned flags outside the Swedish embassy in Baghdad.", "IRQ", "SWE"),
        ("Thousands of Jordanians rallied outside the Israeli embassy in Amman.", "JOR", "ISR"),
        ("Some 2,000 Bolivians marched through central La Paz to the Chilean consulate.", "BOL", "CHL"),
        ("Chanting anti-French slogans, thousands marched in Bamako.", "MLI", "FRA"),
        ("Thousands chanting anti-American slogans rallied in Baghdad.", "IRQ", "USA"),
        ("Colombian students marched in Bogota.", "COL", "COL"),
    ],
)
def test_a_crowd_is_of_the_land_it_stands_in_and_against_the_mission_it_stands_before(
    text: str, by: str, to: str
) -> None:
    assert told(text, "PROTEST") == [("PROTEST", (by,), (to,))]


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Congolese troops captured Goma from the M23.", "March 23 Movement"),
        ("Ukraine retook Kherson from Russian forces.", "RUS"),
        ("Iraqi forces recaptured Mosul from the Islamic State.", "Islamic State"),
        ("Russian troops captured a Ukrainian village.", "UKR"),
    ],
)
def test_a_town_is_taken_from_those_who_held_it(text: str, to: str) -> None:
    assert [sides for _, _, sides in told(text, "COERCE", "ASSAULT")] == [(to,)]


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Venezuela's president ordered the closure of the Venezuelan embassy in Colombia's capital.", "COL"),
        ("Turkey closed its embassy in Damascus.", "SYR"),
        ("Canada shut its consulate in Mumbai.", "IND"),
    ],
)
def test_a_mission_of_ones_own_is_closed_to_the_land_it_stands_in(text: str, to: str) -> None:
    assert [sides for _, _, sides in told(text, "SANCTION")] == [(to,)]


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Fiji, Tonga and Vanuatu have agreed to send peacekeepers.", "United Nations"),
        ("Bangladesh's home minister threatened to take the matter to the United Nations.", "United Nations"),
        ("Guinea threatened to refer the dispute to the African Union.", "African Union"),
    ],
)
def test_what_is_sent_and_whom_a_quarrel_is_taken_to_is_no_party(text: str, absent: str) -> None:
    assert all(absent not in to for _, _, to in told(text, "AGREE", "THREATEN"))


def test_where_soldiers_are_promised_and_who_is_threatened_is_told() -> None:
    assert ("AGREE", ("KEN",), ("HTI",)) in told("Kenya agreed to send troops to Haiti.", "AGREE")
    assert ("THREATEN", ("GIN",), ("SEN",)) in told("Guinea threatened to attack Senegal.", "THREATEN")


def test_what_is_condemned_besides_is_not_the_deed_of_who_condemns_it() -> None:
    text = "The council condemned the Houthis' detention of UN staff, in addition to storming the offices of UNICEF."
    assert all("Houthis" in by for _, by, _ in told(text, "ASSAULT", "COERCE"))
    twin = "Ghana condemned Togo's raid on its village. It expelled Togo's ambassador."
    assert ("SANCTION", ("GHA",), ("TGO",)) in told(twin, "SANCTION")


@pytest.mark.parametrize(
    "text",
    [
        "Ten men were injured in clashes at its contested border with Kyrgyzstan, Tajikistan said.",
        "Two peacekeepers were killed at the border with Lebanon.",
    ],
)
def test_what_befalls_at_a_border_befalls_not_the_neighbour(text: str) -> None:
    assert all(not {"KGZ", "LBN"} & set(to) for _, _, to in told(text, "ASSAULT"))
