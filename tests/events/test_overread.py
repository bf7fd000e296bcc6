"""Readings that say more than the words, each beside a near twin that is told."""

from __future__ import annotations

import pytest

from detente import events
from detente.actors import Cast
from detente.api import read
from detente.language import analyse
from detente.records import Article, Event


def coded(text: str) -> tuple[Event, ...]:
    document = analyse(Article(id="o", text=text, date="2025-06-01"))
    return events.code(document, Cast(document))


# Type of event, a sentence that has none of the type, a near twin that has one.
_TWINS = [
    ("REQUEST", "Georgia does not expect Russia to open the pass.", "Georgia expects Russia to open the pass."),
    (
        "REQUEST",
        "Latvia expects Belarus to attack the border posts.",
        "Latvia urged Belarus to leave the border posts.",
    ),
    (
        "REQUEST",
        "Japan's minister insisted the drones hit an empty base.",
        "Japan's minister insisted that China leave the base.",
    ),
    ("THREATEN", "Chile vowed to defend its claims to the channel.", "Chile vowed to attack the Argentine ships."),
    ("THREATEN", "Kuwait vowed to protect its sovereign rights.", "Kuwait vowed to seize Iranian boats."),
    ("THREATEN", "Armenia would uphold its territorial integrity.", "Armenia threatened to shell Azerbaijani posts."),
    ("SUPPORT", "Ghana said it was defending its interests.", "Ghana said it was defending Togo."),
    ("PROTEST", "Brazil recalled its envoy to protest the raid.", "Brazilian students marched to protest the raid."),
    (
        "COOPERATE",
        "The Thai navy carried out joint patrols by sea and air.",
        "The Thai navy carried out joint patrols with the Cambodian navy.",
    ),
    (
        "RETREAT",
        "The United Nations authorised the mission to stay.",
        "Syria approved an aid convoy of the United Nations.",
    ),
    ("ACCUSE", "Qatar is open to taking part in any investigation.", "Qatar accused Bahrain of spying."),
    ("ASSAULT", "Kenya is ready to join an inquiry into the killing of the monks.", "Kenyan troops killed two monks."),
    ("COERCE", "The trucks, escorted by Kenyan troops, reached Juba.", "Iran escorted a Greek tanker into its port."),
    ("COERCE", "The M23 has been occupying Goma since January.", "The M23 occupied Goma on Sunday."),
    ("MOBILIZE", "Chile is committed to peaceful relations.", "Chile committed reserves to the border."),
    ("ASSAULT", "The African Union has been engaged in months of talks.", "Syrian rebels engaged American troops."),
    ("COERCE", "Chilean boats fished in the waters surrounding Peru.", "Chilean boats surrounded a Peruvian ship."),
    ("COOPERATE", "Iran and Israel launched drones and missiles.", "Iran and Oman launched naval drills."),
    ("CONSULT", "Kenya's officers did not brief the media.", "Kenya's officers met the Ugandan president."),
    (
        "AGREE",
        "Norway's navy announced 5,000 personnel had left.",
        "Norway's navy announced a deal with the Danish navy.",
    ),
    (
        "RETREAT",
        "Iranian boats rammed an Omani ship, leaving it damaged.",
        "Iranian troops left Oman on Monday.",
    ),
    ("REJECT", "Mali accused Niger of what it called an attempt to sabotage the deal.", "Mali rejected the deal."),
    ("COERCE", "Sudanese troops violated the cease fire.", "Sudanese troops violated Chad's airspace."),
    ("RETREAT", "Talks continued to end the dispute between Chile and Peru.", "Chile ended the blockade of Peru."),
    ("ACCUSE", "Russian jets entered Swedish airspace, triggering complaints.", "Sweden accused Russia of spying."),
    ("CONCEDE", "Peru's president gave speeches in Chile.", "Peru's president gave in to Chile."),
]


@pytest.mark.parametrize(("type_", "text", "twin"), _TWINS)
def test_what_is_overread_is_kept_out_and_its_twin_told(type_: str, text: str, twin: str) -> None:
    assert type_ not in {e.type for e in coded(text)}
    assert type_ in {e.type for e in coded(twin)}


def test_a_war_that_is_not_expected_may_come_all_the_same() -> None:
    found = coded("Estonia does not expect Russia to attack its border posts.")
    assert {(e.type, e.status) for e in found} == {("ASSAULT", "hypothetical")}


def test_who_urges_one_and_encourages_another_does_both() -> None:
    found = coded(
        "We urge Ethiopia to stop filling the dam and encourage Egypt to hold talks, Uganda's government said."
    )
    assert [(e.actors[0].code, e.recipients[0].code) for e in found if e.type == "REQUEST"] == [
        ("UGA", "ETH"),
        ("UGA", "EGY"),
    ]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Brazil supports its neighbours Chile and Peru.", ["CHL", "PER"]),
        ("The African Union supports member states Kenya and Somalia.", ["KEN", "SOM"]),
        ("Egypt's president met Gulf neighbours Qatar and Kuwait.", ["QAT", "KWT"]),
    ],
)
def test_those_named_behind_what_they_are_are_meant(text: str, recipients: list[str]) -> None:
    (event,) = coded(text)
    assert [a.code for a in event.recipients] == recipients


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("The valley is still mined after an Ethiopian invasion in 1998 triggered by a quarrel over a town.", "1998"),
        ("Chad is still poor after a Libyan invasion in 1980 triggered by a quarrel.", "1980"),
    ],
)
def test_what_a_dated_attack_was_set_off_by_leaves_it_its_year(text: str, year: str) -> None:
    assert {(e.background, e.date) for e in coded(text) if e.type == "ASSAULT"} == {(True, year)}


def test_what_two_have_had_is_a_record_of_years() -> None:
    (had,) = coded("Peru and Ecuador have had frequent clashes along the river.")
    (news,) = coded("Peru and Ecuador clashed along the river on Saturday.")
    assert (had.background, news.background) == (True, False)


def test_a_state_has_a_security_council_too() -> None:
    (own,) = coded("Armenia's Security Council condemned Azerbaijan.")
    (bodys,) = coded("The Security Council condemned Azerbaijan.")
    assert (own.actors[0].code, bodys.actors[0].code) == ("ARM", "IGO")


def test_who_speaks_for_a_state_opens_its_own_border() -> None:
    (opened,) = coded("The bridge was reopened on Saturday, Georgian border guards said.")
    assert (opened.type, opened.actors[0].code, opened.status) == ("RETREAT", "GEO", "claimed")
    assert coded("The bridge was reopened on Saturday, witnesses said.") == ()


def test_envoys_told_to_leave_are_expelled_and_not_asked() -> None:
    found = read("Romania ordered ten Russian diplomats to leave the country.", date="2025-06-01").events
    assert [e.type for e in found] == ["SANCTION"]


def test_he_is_another_than_the_one_he_signs_with() -> None:
    (deal,) = [
        e for e in coded("Chile's president went home. The pact he reached with Milei was kept secret.") if e.recipients
    ]
    assert [a.code for a in deal.actors] != ["ARG"]


def test_a_strike_is_one_whatever_it_did() -> None:
    (strike,) = coded("A Kenyan strike hit a camp in Somalia, killing three and injuring nine.")
    assert (strike.type, strike.actors[0].code, strike.recipients[0].code) == ("ASSAULT", "KEN", "SOM")


def test_the_ministry_is_the_one_named_before() -> None:
    text = (
        "Ethiopia's Defense Ministry accused Eritrea of shelling a village. “The Asmara regime has lost its way,” "
        "the ministry said, and condemned the Eritrean president."
    )
    assert {e.actors[0].code for e in coded(text) if e.type == "ACCUSE"} == {"ETH"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The presidents of Armenia and Azerbaijan, Serzh Sarkisian and Ilham Aliyev, met on Monday.", ["ARM", "AZE"]),
        ("The presidents of Russia and Ukraine, Vladimir Putin and Volodymyr Zelensky, met on Monday.", ["RUS", "UKR"]),
        ("The presidents of Chad and Sudan, Abakar Petrosian and Ilham Huseynov, met on Monday.", ["TCD", "SDN"]),
    ],
)
def test_of_two_presidents_named_behind_their_states_neither_bears_both_names(text: str, codes: list[str]) -> None:
    (met,) = coded(text)
    assert [(a.code, a.name) for a in met.actors] == [(code, None) for code in codes]


def test_an_ongoing_war_something_else_is_set_in_is_background() -> None:
    text = "Iran backed the Palestinians in Israel's ongoing war on Gaza."
    assert [e.background for e in coded(text) if e.type == "ASSAULT"] == [True]


def test_fighters_of_a_make_are_planes() -> None:
    (planes,) = coded("Two American F-16 fighters struck a Houthi camp.")
    (men,) = coded("Ten Hezbollah fighters struck an Israeli post.")
    assert (planes.actors[0].sector, men.actors[0].sector) == ("MIL", "REB")


def test_talks_to_come_have_not_been_held() -> None:
    text = "NATO's ambassadors will hold talks with Russia on Tuesday, after Tallinn called for consultations."
    assert {e.status for e in read(text, date="2025-06-01").events if e.type == "CONSULT"} <= {"intended"}


def test_who_mediates_is_no_party_to_what_the_parties_agree() -> None:
    found = coded("China has mediated talks in Myanmar, and the parties agreed on a ceasefire.")
    assert [e for e in found if e.type == "AGREE" and any(a.code == "CHN" for a in e.actors)] == []
    between = coded("Egypt mediated between Israel and Hamas. The two sides agreed to a truce.")
    assert [{a.side for a in e.actors} for e in between if e.type == "AGREE"] == [{"ISR", "Hamas"}]
