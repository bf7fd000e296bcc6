"""Force kept to one's own defence, talks about one thing alone, and help for two who quarrel, in words no rule was made from."""

from __future__ import annotations

import pytest

from detente.api import read
from detente.records import Signal
from detente.signals import lexicon


def heard(text: str) -> list[Signal]:
    return list(read(text, date="2024-05-15").signals)


def only(text: str) -> Signal:
    signals = heard(text)
    assert len(signals) == 1, [(s.kind, s.rule) for s in signals]
    return signals[0]


@pytest.mark.parametrize(
    "text",
    [
        lexicon.table("restraint")["survival"]["example"].replace(".", ", Mr Putin said."),
        lexicon.table("restraint")["defence"]["example"].replace(".", ", its defence minister said."),
        "Mali's army would fire on Tuareg fighters only when fired on, its spokesman said.",
        "Only if attacked will Taiwan fire on Chinese ships, its defence minister said.",
        "Chad's army will shoot only in response to fire from Sudan, its chief of staff said.",
        '"We will open fire only if they shoot at us," a commander of the Congolese army said.',
        "Nuclear weapons would be used against South Korea only if the state itself was in danger, Pyongyang said.",
        "Thai soldiers will shoot at Cambodian troops only as a last resort, Bangkok said.",
    ],
)
def test_force_kept_to_ones_own_defence_is_promised_not_to_begin(text: str) -> None:
    signal = only(text)
    assert signal.kind == "pledge"
    assert signal.commitment is not None
    assert (signal.commitment.phase, signal.commitment.direction) == ("refrain", "de-escalates")
    assert signal.condition is not None
    assert signal.condition.negated


@pytest.mark.parametrize(
    "text",
    [
        lexicon.table("restraint")["answering"]["example"].replace(".", ", its minister said."),
        "Iran will respond to Israel only if it is attacked again, its president said.",
        "Sudan's army will bomb the city only if the rebels refuse to leave, its general said.",
        "Chinese forces would attack Taiwan only if the island declared independence, Beijing said.",
    ],
)
def test_answers_and_prices_stay_threats(text: str) -> None:
    assert only(text).kind == "threat"


@pytest.mark.parametrize(
    "text",
    [
        *(e for entry in ("nothing", "only_about", "any_about") for e in lexicon.table("talks")[entry]["examples"]),
        "Iran would negotiate with the United States on the nuclear issue alone, its foreign minister said.",
        "Any further talks with Serbia would be limited to recognition, Kosovo's prime minister said.",
        "Dialogue with Guyana can only be about the Essequibo, Venezuela's president said.",
    ],
)
def test_talks_about_one_thing_alone_are_a_refusal_of_others(text: str) -> None:
    assert only(text).kind == "refusal"


def test_such_words_go_on_with_those_of_who_spoke_before() -> None:
    text = 'Armenian Prime Minister Nikol Pashinyan spoke in Yerevan. "We want peace," he said. Any talks with Azerbaijan would be about captives.'
    (signal,) = heard(text)
    assert (signal.kind, signal.speaker.code, [a.code for a in signal.addressees]) == ("refusal", "ARM", ["AZE"])


def test_what_talks_of_two_will_be_about_refuses_nothing() -> None:
    text = "Talks between Russia and Turkey will be about gas, the Kremlin said."
    assert all(s.kind != "refusal" for s in heard(text))


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Qatar said it was ready to help in the conflict between Rwanda and Congo.", {"RWA", "COD"}),
        ("Norway has offered to help as the fighting between Armenia and Azerbaijan goes on.", {"ARM", "AZE"}),
    ],
)
def test_help_is_offered_to_the_two_who_quarrel(text: str, sides: set[str]) -> None:
    signal = only(text)
    assert signal.kind == "offer"
    assert {a.code for a in signal.addressees} == sides


@pytest.mark.parametrize(
    ("text", "speaker", "to", "on_terms"),
    [
        ("Turkey offered Greece talks if it demilitarised the islands.", "TUR", "GRC", True),
        ("Ethiopia offered Somalia peace talks on the condition that Egyptian troops leave.", "ETH", "SOM", True),
        (
            "Venezuela's president offered Guyana negotiations provided that no third party takes part.",
            "VEN",
            "GUY",
            True,
        ),
        (
            "Armenia's prime minister has offered Azerbaijan talks, on condition that it frees the captives.",
            "ARM",
            "AZE",
            True,
        ),
        ("Sudan offered Chad talks on Monday.", "SDN", "TCD", False),
        ("Serbia offered Kosovo dialogue if it lifted the ban.", "SRB", "XKX", True),
    ],
)
def test_talks_offered_to_a_side_are_an_offer_to_it(text: str, speaker: str, to: str, on_terms: bool) -> None:
    signal = only(text)
    assert (signal.kind, signal.speaker.code, [a.code for a in signal.addressees]) == ("offer", speaker, [to])
    assert (signal.condition is not None) == on_terms
