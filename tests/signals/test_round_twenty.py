"""Classes mended after round 20: wrongs that will not go unpunished, land to be won back, doors kept shut, goods as a price."""

from __future__ import annotations

import pytest

from detente import read
from detente.actors import short
from detente.records import Signal
from detente.signals import lexicon


def signals(text: str, date: str = "2024-05-06") -> tuple[Signal, ...]:
    return read(text, date=date).signals


def told(text: str, date: str = "2024-05-06") -> list[tuple[str, str]]:
    return [(s.kind, short(s.speaker)) for s in signals(text, date)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This crime will not go unpunished, Hezbollah's leader said of the raid by Israel.", ("threat", "HEZ")),
        ("Those who shot our pilot will not get away with it, the Turkish president said.", ("threat", "TUR")),
        ("The massacre won't go unavenged, Addis Ababa said after the Eritrean attack.", ("threat", "ETH")),
        ("Such raids will not pass without a response, Amman told Damascus.", ("threat", "JOR")),
        ("Chad's army would never forgive the murder of its soldiers, its chief said of Sudan.", ("threat", "TCD")),
        ("We are ready to liberate our land, Aliyev said.", ("threat", "AZE")),
        ("Kyiv is prepared to retake Crimea, its defence minister said.", ("threat", "UKR")),
        ("Azerbaijan is determined to free its occupied territories, its president said.", ("threat", "AZE")),
        ("We are ready for every scenario, the Israeli chief of staff told Hezbollah.", ("threat", "ISR")),
        ("Pakistan's air force is ready for any adventure by India, its chief said.", ("threat", "PAK")),
        ("Hamas is ready to free the men it took from the town.", ("offer", "HAM")),
        ("Serbia's army would never again cross the Drina, its president promised.", ("pledge", "SRB")),
        ("Syria would bring its troops home from Lebanon by May, its president promised.", ("pledge", "SYR")),
        ("Belgrade promised to take all its forces out of Kosovo within eleven days.", ("pledge", "SRB")),
    ],
)
def test_siblings(text: str, expected: tuple[str, str]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "speaker", "whose"),
    [
        ("No oil from Niger will leave the port until Niamey opens its border, Benin's president said.", "BEN", "NER"),
        ("Iraqi trucks will not be let in until Baghdad frees the fishermen, Kuwait said.", "KWT", "IRQ"),
        ("Serbian lorries will not pass until Belgrade frees the men, Kosovo's prime minister said.", "XKX", "SRB"),
        ("Indian flights will not cross our airspace until New Delhi lifts its ban, Pakistan said.", "PAK", "IND"),
    ],
)
def test_a_door_kept_shut_until_the_other_gives_way_is_a_threat(text: str, speaker: str, whose: str) -> None:
    (signal,) = signals(text)
    assert (signal.kind, short(signal.speaker)) == ("threat", speaker)
    assert signal.condition is not None
    assert [short(a) for a in signal.condition.actors] == [whose]
    assert signal.condition.negated


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("North Korea agreed to admit inspectors in return for 240,000 tons of American food aid.", "PRK"),
        ("Pyongyang will freeze its reactor in exchange for 500,000 tons of fuel oil a year.", "PRK"),
        ("Damascus said it would let the envoys pass in return for wheat.", "SYR"),
    ],
)
def test_what_is_sold_for_goods_is_offered(text: str, speaker: str) -> None:
    (signal,) = signals(text)
    assert (signal.kind, short(signal.speaker)) == ("offer", speaker)
    assert signal.condition is not None
    assert signal.condition.direction == "de-escalates"


def test_whose_goods_are_the_price_is_asked() -> None:
    (signal,) = signals("North Korea agreed to admit inspectors in return for 240,000 tons of American food aid.")
    assert signal.condition is not None
    assert [short(a) for a in signal.condition.actors] == ["USA"]


@pytest.mark.parametrize(
    ("text", "kind", "whose"),
    [
        ("Cairo will reopen the crossing once the troops have gone, its foreign minister said.", "offer", []),
        ("If the troops do not leave the valley, we will drive them out, Baku told Yerevan.", "threat", ["ARM"]),
    ],
)
def test_the_troops_that_are_to_go_are_not_the_speakers_own(text: str, kind: str, whose: list[str]) -> None:
    (signal,) = signals(text)
    assert signal.kind == kind
    assert signal.condition is not None
    assert [short(a) for a in signal.condition.actors] == whose


@pytest.mark.parametrize(
    "text",
    [
        "Reports that Eritrea had accepted mediation could not be verified.",
        "It is not known whether Pyongyang will accept the invitation.",
        "The fallen of the war will never be forgotten, Zelensky said.",
        "Armenia will not forget the help of France, its president said.",
        "Canada refused to give up its lead and beat the United States in overtime.",
        "Spain denied Morocco a late equaliser.",
    ],
)
def test_nothing_is_said_by_a_side(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("entry", ["unforgiven", "unforgotten", "foes", "braced", "bars", "void"])
def test_examples_of_fates(entry: str) -> None:
    assert [s.kind for s in signals(lexicon.table("fates")[entry]["example"])] == ["threat"]


def test_examples_that_bind_nobody() -> None:
    assert signals(lexicon.table("inert")["memory"]["example"]) == ()
    assert signals(lexicon.table("onlookers")["unconfirmed"]["example"]) == ()


@pytest.mark.parametrize(
    ("text", "date", "speaker"),
    [
        ("Wen Jiabao said China would take action if Japan did not free the captain.", "2010-09-21", "CHN"),
        ("Meles Zenawi said Ethiopia would fight if Eritrea crossed the border.", "2000-04-01", "ETH"),
        ("Dendias said Greece would not accept a Turkish drill ship off Kastellorizo.", "2020-08-01", "GRC"),
        ("Maskhadov said Chechnya would fight if Russian troops crossed the Terek.", "1999-10-01", "Chechnya"),
    ],
)
def test_ministers_of_their_day_speak_for_their_states(text: str, date: str, speaker: str) -> None:
    assert [s.speaker.group or s.speaker.code for s in signals(text, date)] == [speaker]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Damascus will close its airspace to Israel if it strikes again, its radio said.", ("threat", "SYR")),
        ("Kaesong will be shut if the South keeps insulting us, the North's news agency said.", ("threat", "PRK")),
        ("Hanoi's radio said the pilots would be freed if Washington stopped the bombing.", ("offer", "VNM")),
        ("Iran will answer any attack by Israel within the hour, state television said.", ("threat", "IRN")),
        ("The MILF would be spared if it agreed to talk, a general in Manila said.", ("offer", "PHL")),
        ("Ankara will never put its name to a paper recognising Nicosia, Erdogan said.", ("refusal", "TUR")),
        (
            "India will stay away from the summit in Islamabad until the attackers are tried, it said.",
            ("refusal", "IND"),
        ),
        ("Russia would treat the treaty as dead if NATO put missiles in Poland, Lavrov said.", ("threat", "RUS")),
        ("Khartoum said it would look on the ceasefire as finished if a drone struck Port Sudan.", ("threat", "SDN")),
        ("Algeria warned that it would regard the truce of 1991 as dead if Morocco moved.", ("threat", "DZA")),
        ("The Houthis said the truce was over unless Saudi Arabia paid the wages.", ("threat", "HOU")),
    ],
)
def test_who_speaks_and_what_for(text: str, expected: tuple[str, str]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "speaker", "whose", "deadline"),
    [
        ("Baku gave Yerevan a week to open the road, after which its army would act.", "AZE", "ARM", "2024-05-13"),
        ("Rwandan troops have a week to leave Goma or they will be driven out, Kinshasa said.", "COD", "RWA", "2024-05-13"),
        ("Ethiopian troops have seven days to leave or they will face an attack, Eritrea said.", "ERI", "ETH", "2024-05-13"),
    ],
)  # fmt: skip
def test_time_left_is_given_by_the_one_who_says_so(text: str, speaker: str, whose: str, deadline: str) -> None:
    (signal,) = signals(text)
    assert (signal.kind, short(signal.speaker), signal.deadline) == ("threat", speaker, deadline)
    assert signal.condition is not None
    assert [short(a) for a in signal.condition.actors] == [whose]


@pytest.mark.parametrize(
    "text",
    [
        "A diplomat said Tehran would walk away from the talks if the sanctions returned.",
        "Ships will not pass through the canal until the wreck is cleared, Egypt said.",
        "Oil will not flow again until the pipeline in Turkey is repaired, Iraq's oil minister said.",
        "Kinshasa's state television said it would show the match against Rwanda live.",
        "Japan will take its team home from Qatar if it loses again, its coach said.",
    ],
)
def test_no_side_is_asked_for_anything(text: str) -> None:
    assert told(text) == []


def test_outlets_of_a_state_speak_for_it() -> None:
    assert told(lexicon.table("speech")["state_outlets"]["example"]) == [("offer", "VNM")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bamako accused Algiers of shooting down its drone, which the Algerian army denied.",
            [("accusation", "MLI"), ("denial", "DZA")],
        ),
        (
            "Washington accused Tehran of arming the Houthis, something Iran denies.",
            [("accusation", "USA"), ("denial", "IRN")],
        ),
        ("Israel accepted the truce that the Security Council had proposed, it said.", [("acceptance", "ISR")]),
        ("Sudan's army refused the truce offered by the RSF.", [("refusal", "SDN")]),
        ("Chisinau dismissed as an invention the Russian story that it would march on Tiraspol.", [("denial", "MDA")]),
        ("Minsk waved off as nonsense Poland's claim that it sent migrants over.", [("denial", "BLR")]),
        ("Tehran brushed aside as a lie the American charge that it had armed the Houthis.", [("denial", "IRN")]),
        ("We will have nothing to say to Kigali until its soldiers are gone, Tshisekedi said.", [("refusal", "COD")]),
        ("The minister had nothing to say to reporters before the talks with Iran.", []),
    ],
)
def test_answers(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "speaker", "whose"),
    [
        ("Any ship bound for Eilat will be hit unless Israel lifts the siege, the Houthis said.", "HOU", "ISR"),
        ("Tankers calling at Kharg would be sunk unless Tehran agreed to end the war, Baghdad said.", "IRQ", "IRN"),
        ("Every convoy into the town would be bombed until Kyiv pulled back, Moscow said.", "RUS", "UKR"),
    ],
)
def test_what_is_asked_comes_before_whom_it_falls_on(text: str, speaker: str, whose: str) -> None:
    (signal,) = signals(text)
    assert (signal.kind, short(signal.speaker)) == ("threat", speaker)
    assert signal.condition is not None
    assert signal.condition.negated
    assert [short(a) for a in signal.condition.actors] == [whose]


@pytest.mark.parametrize("entry", ["brushed_off", "falsehoods"])
def test_examples_of_denials(entry: str) -> None:
    assert [s.kind for s in signals(lexicon.table("speech")[entry]["example"])] == ["denial"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("London will come to Kuwait's aid if it is attacked, its foreign office said.", "GBR"),
        ("Washington promised Manila that it would stand by it if its ships were attacked.", "USA"),
        ("Poland will send its army if Lithuania is attacked, Tusk told Vilnius.", "POL"),
        ("Riyadh will consult Islamabad if its soil is struck, the crown prince said.", "SAU"),
        ("If Kuwait is attacked, British troops will land there within a day, London assured the emir.", "GBR"),
    ],
)
def test_help_against_an_attack_is_a_pledge_and_the_attack_not_the_friends(text: str, speaker: str) -> None:
    (signal,) = signals(text)
    assert (signal.kind, short(signal.speaker)) == ("pledge", speaker)
    assert signal.condition is not None
    assert (signal.condition.actors, signal.condition.direction) == ((), "escalates")


def test_a_price_in_the_passive_is_still_a_price() -> None:
    (signal,) = signals("Nehru agreed to a plebiscite only if the raiders had first been driven out.", "1948-01-10")
    assert signal.kind == "offer"


@pytest.mark.parametrize(
    "text",
    [
        "Diplomats in Brussels expect Ankara to lift its veto if the jets are delivered.",
        "Iran has long said that it would close the strait if attacked.",
        "In his memoirs the general writes that he told Hanoi the bombing would stop if the prisoners came home.",
    ],
)
def test_no_word_of_the_day(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "date", "speaker"),
    [
        ("Moon Jae-in refused to withdraw the troops from the border.", "2019-06-01", "KOR"),
        ("The drills will stop if the North freezes its tests, Moon Jae-in said.", "2019-06-01", "KOR"),
        ("Frank-Walter Steinmeier warned Moscow that it would face sanctions.", "2014-06-01", "DEU"),
        ("Ange-Felix Patasse accused Chad of arming the rebels.", "2002-06-01", "CAF"),
    ],
)
def test_a_name_that_the_parser_parts_at_its_hyphen_is_whole(text: str, date: str, speaker: str) -> None:
    assert [s.speaker.code for s in signals(text, date)] == [speaker]
