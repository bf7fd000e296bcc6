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
