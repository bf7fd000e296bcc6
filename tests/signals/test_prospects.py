"""What can and cannot come about, words that bind nobody, companies of states, papers that speak, sides that speak together."""

from __future__ import annotations

import pytest

from detente.api import read_article
from detente.records import Article, Signal
from detente.signals import lexicon


def signals(text: str) -> tuple[Signal, ...]:
    return read_article(Article(id="a", date="2024-05-05", text=text)).signals


@pytest.mark.parametrize("entry", ["settlements", "closed", "open", "coming"])
def test_each_class_of_prospects_gives_what_its_example_says(entry: str) -> None:
    row = lexicon.table("prospects")[entry]
    assert row["gives"] in [s.kind for s in signals(row["example"])]


@pytest.mark.parametrize("entry", ["clocks", "ends", "effects", "waits", "organs"])
def test_words_that_bind_nobody_give_no_signal(entry: str) -> None:
    assert signals(lexicon.table("inert")[entry]["example"]) == ()


def test_to_back_sanctions_is_a_threat() -> None:
    (signal,) = signals(lexicon.table("inert")["backs"]["example"])
    assert ("threat", "GBR") == (signal.kind, signal.speaker.code)


@pytest.mark.parametrize(
    ("words", "kind", "speaker", "addressee"),
    [
        ("Negotiations can begin only once Russia has pulled back, Ukraine's president said.", "offer", "UKR", "RUS"),
        ("A truce with the M23 is possible only if it leaves the city, Congo's president said.", "offer", "COD", "COD"),
        ("Peace talks can resume only when Eritrean troops have left, Ethiopia's leader said.", "offer", "ETH", "ERI"),
        ("A truce is impossible while Russian troops are in the town, Ukraine's army said.", "refusal", "UKR", "RUS"),
        ("Dialogue with Seoul is unthinkable as long as the drills go on, Pyongyang said.", "refusal", "PRK", "KOR"),
        ("It is not possible to negotiate with Moscow while it bombs us, Kyiv said.", "refusal", "UKR", "RUS"),
    ],
)
def test_who_says_on_what_peace_depends_offers_or_refuses_it(
    words: str, kind: str, speaker: str, addressee: str
) -> None:
    (signal,) = signals(words)
    assert (kind, speaker) == (signal.kind, signal.speaker.code)
    assert [addressee] == [a.code for a in signal.addressees]
    assert signal.condition is not None


@pytest.mark.parametrize(
    "words",
    [
        "A deal is possible if both sides want it, Qatar's prime minister said.",
        "A deal with Iran is possible, the American president said.",
        "The deadline for the release of the captives would end on Friday, Nigeria's army said.",
        "Turkey's president said the quarrel would not affect trade with Greece.",
        "Egypt's president instructed the relevant agencies to follow the movement of Israeli troops.",
    ],
)
def test_what_binds_nobody_is_no_signal(words: str) -> None:
    assert signals(words) == ()


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Gazprom said it would halt deliveries to Moldova unless Chisinau paid its debt.", "RUS"),
        ("Naftogaz threatened to shut the pipeline to Hungary if Russian oil went on flowing.", "UKR"),
        ("Algeria's Sonatrach warned that it would cut gas to Spain if it sold it on to Morocco.", "DZA"),
    ],
)
def test_a_state_company_speaks_for_its_state(words: str, speaker: str) -> None:
    (signal,) = signals(words)
    assert ("threat", speaker, None) == (signal.kind, signal.speaker.code, signal.speaker.group)


@pytest.mark.parametrize(
    ("words", "speakers"),
    [
        ("Rabat and Tunis warned Algiers that they would close the border if the raids went on.", {"MAR", "TUN"}),
        ("Syria and Iran warned that a strike on Damascus would be seen as an attack on both.", {"SYR", "IRN"}),
        ("Kenya and Uganda warned that any raid would be answered with force.", {"KEN", "UGA"}),
    ],
)
def test_a_warning_by_two_is_the_word_of_each_and_meant_for_neither(words: str, speakers: set[str]) -> None:
    found = signals(words)
    assert speakers == {s.speaker.code for s in found}
    assert all(a.code not in speakers for s in found for a in s.addressees)


def test_the_statement_speaks_for_the_side_that_issued_it() -> None:
    text = 'The Polisario Front issued a statement on Monday. "We will start a new war," the statement added.'
    assert ["Polisario Front"] == [s.speaker.group for s in signals(text)]


@pytest.mark.parametrize(
    "words",
    [
        "“We are considering new sanctions on Belarus,” the Polish prime minister said.",
        "Lithuania is considering closing its border with Belarus, its interior minister said.",
        "Israel was weighing an attack on Iran, its defence minister told reporters.",
    ],
)
def test_harm_that_is_weighed_aloud_is_a_threat_without_a_firm_word(words: str) -> None:
    (signal,) = signals(words)
    assert ("threat", False) == (signal.kind, signal.firm)


def test_what_must_come_before_a_side_will_act_is_asked_by_that_side() -> None:
    (signal,) = signals("The ELN must free the captives before Colombia will resume talks, a senior official said.")
    assert ("demand", "COL") == (signal.kind, signal.speaker.code)


def test_what_one_is_confident_of_in_the_first_person_is_a_word_given() -> None:
    (signal,) = signals('"I am confident that we will strike back if Israel attacks," an Iranian general said.')
    assert ("threat", "IRN") == (signal.kind, signal.speaker.code)
    assert () == signals('"I am confident that Russia will attack again," the Ukrainian president said.')


def test_the_latter_is_the_second_of_the_two_sides_named() -> None:
    (signal,) = signals("Egypt told Ethiopia that it would act if the latter filled the dam.")
    assert signal.condition is not None
    assert ["ETH"] == [a.code for a in signal.condition.actors]


@pytest.mark.parametrize(
    ("words", "kind", "speaker"),
    [
        ("Turkey will not ratify Sweden's membership as long as it shelters the PKK, Erdogan said.", "refusal", "TUR"),
        ("Hungary would not approve Ukraine's accession until Kyiv changed its law, Orban said.", "refusal", "HUN"),
        ("Iran ruled out any prospect of talks with Washington.", "refusal", "IRN"),
        ("Niger said it would no longer participate in joint patrols with France.", "refusal", "NER"),
        ('Israel said a swap with Hamas "is not on the table".', "refusal", "ISR"),
        ("Kinshasa says Rwanda backs the M23.", "accusation", "COD"),
        ('"We do not support any rebels in Sudan," the South Sudanese minister said.', "denial", "SSD"),
        ("Hezbollah agreed to stop firing on the condition Israel leave Lebanon.", "offer", "LBN"),
        ("Sudan threatened to put its oil pact with South Sudan on hold if Juba helped the rebels.", "threat", "SDN"),
    ],
)
def test_refusals_blame_and_bargains_in_plain_words(words: str, kind: str, speaker: str) -> None:
    assert [(kind, speaker)] == [(s.kind, s.speaker.code) for s in signals(words)]


@pytest.mark.parametrize(
    "words",
    [
        '"We are announcing the suspension of operations against the US forces," Kataib Hezbollah said.',
        '"I announce the extension of the truce for 60 days," the Renamo leader said.',
        "Mozambican rebel leader Afonso Dhlakama said Renamo forces would not attack government troops.",
    ],
)
def test_a_halt_of_ones_own_in_the_first_person_or_of_ones_group_is_a_pledge(words: str) -> None:
    (signal,) = signals(words)
    assert ("pledge", "REB") == (signal.kind, signal.speaker.sector)


def test_what_keeps_a_pledge_to_oneself_is_no_sponsorship() -> None:
    assert signals("France says Germany supports the proposal.") == ()


@pytest.mark.parametrize(
    ("words", "speaker", "asked"),
    [
        ("Ethiopia cannot fill the dam until an agreement is reached, Egypt's foreign minister said.", "EGY", "ETH"),
        ("Russia cannot return to the council until it leaves Ukraine, Poland's minister said.", "POL", "RUS"),
        ("Iran may not enrich uranium unless inspectors are let in, the American envoy said.", "USA", "IRN"),
    ],
)
def test_what_a_rival_may_not_do_until_something_is_done_is_demanded_of_it(
    words: str, speaker: str, asked: str
) -> None:
    (signal,) = signals(words)
    assert ("demand", speaker, True) == (signal.kind, signal.speaker.code, signal.firm)
    assert [asked] == [a.code for a in signal.addressees]
    assert signal.condition is not None
    assert signal.condition.negated


def test_until_when_a_truce_lasts_does_not_make_it_history() -> None:
    (signal,) = signals("The Arakan Army has announced a unilateral ceasefire with the Tatmadaw until 31 December.")
    assert ("pledge", "2024-12-31") == (signal.kind, signal.deadline)


def test_a_statement_without_an_owner_is_of_the_side_that_spoke_just_before() -> None:
    text = 'Polisario accused Morocco of moving its forces. "This will start a new war," the statement said.'
    assert ["accusation", "threat"] == [s.kind for s in signals(text)]
    assert {"Polisario Front"} == {s.speaker.group for s in signals(text)}


def test_a_request_that_is_answered_is_not_the_answerers_own() -> None:
    found = signals("Nigeria will not agree to a request to free the militants in return for the captives, it said.")
    assert ["refusal"] == [s.kind for s in found]


def test_a_right_kept_by_speakers_unknown_is_not_given_to_their_foe() -> None:
    text = "The alliance trio said they maintained their right to defend themselves if the Tatmadaw attacked them."
    assert all("State Administration Council" != s.speaker.group for s in signals(text))


def test_never_sitting_idle_is_a_threat_where_the_other_side_is_told_of_beside() -> None:
    text = 'Manila sent a ship to the shoal. "China will never sit idly by," its defence ministry said.'
    assert ("threat", "CHN") in [(s.kind, s.speaker.code) for s in signals(text)]


def test_that_an_act_will_not_help_is_no_pledge() -> None:
    assert signals("Closing the pipelines will not help at all, South Sudan's minister told Khartoum.") == ()


def test_a_denial_broken_by_quotation_marks_is_read() -> None:
    (signal,) = signals('South Sudan\'s minister said his government "has nothing to do" with the rebels in Sudan.')
    assert ("denial", "SSD") == (signal.kind, signal.speaker.code)
