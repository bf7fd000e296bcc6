"""Talks between a state and an armed group: who closes a sentence, the two delegations, joint statements, no new round."""

from __future__ import annotations

import pytest

from detente.api import read_article
from detente.language import dates
from detente.records import Article, Signal


def signals(text: str, date: str = "2024-05-06T12:00Z") -> tuple[Signal, ...]:
    return read_article(Article(id="a", date=date, text=text)).signals


@pytest.mark.parametrize(
    ("text", "side"),
    [
        (
            "Talks with Ethiopia will stay suspended until it is ready to do what was agreed, the TPLF's central committee declared on Friday.",
            "Tigray People's Liberation Front",
        ),
        (
            "The blockade of the port will go on until Sudan does what it promised, the RSF's high command announced on Monday.",
            "Rapid Support Forces",
        ),
        (
            "No soldier will be released until Turkey honours what was signed, the PKK's executive council declared.",
            "Kurdistan Workers' Party",
        ),
        (
            "The Taliban will keep attacking the army and the police despite the talks, their military chief, Mullah Yaqoob, had declared shortly before.",
            "Taliban",
        ),
        (
            "The FDLR will keep fighting the Congolese army in spite of the accord, its commander, Pacifique Ntawunguka, had said the day before.",
            "Democratic Forces for the Liberation of Rwanda",
        ),
        (
            "The Houthis will go on striking ships in spite of the raids, their leader, Abdul Malik al-Houthi, had warned earlier.",
            "Houthis",
        ),
    ],
)
def test_the_body_or_the_chief_that_closes_a_sentence_says_what_stands_before_it(text: str, side: str) -> None:
    assert [(side, "escalates")] == [
        (s.speaker.group, s.commitment.direction if s.commitment else "escalates") for s in signals(text)
    ]


def test_what_was_declared_by_nobody_in_particular_is_no_word_of_a_truce() -> None:
    found = signals("Hamas kept to the terms of the truce, a ceasefire declared on Tuesday.")
    assert not any(s.speaker.side == "ceasefire" or s.kind == "threat" for s in found)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "The Philippine government and the MILF resumed talks. The two delegations will hold a seventh round in Kuala Lumpur in June, "
            "according to a joint statement.",
            {"PHL", "Moro Islamic Liberation Front"},
        ),
        (
            "Turkey and the PKK closed a round of talks in Oslo. Both delegations will meet again in June, a joint statement said.",
            {"TUR", "Kurdistan Workers' Party"},
        ),
        (
            "The Sudanese army and the RSF met in Jeddah. The two delegations will resume their talks on June 2, they said.",
            {"SDN", "Rapid Support Forces"},
        ),
        (
            "Ethiopia and the TPLF will hold a new round in Nairobi in June, according to a joint statement.",
            {"ETH", "Tigray People's Liberation Front"},
        ),
        (
            "The Congolese government and the M23 met in Doha. The two delegations will meet again on June 3, according to a joint statement.",
            {"COD", "March 23 Movement"},
        ),
        ("India and Pakistan will exchange prisoners on Friday, a joint statement said.", {"IND", "PAK"}),
    ],
)
def test_what_the_two_delegations_will_do_is_a_word_of_both(text: str, sides: set[str]) -> None:
    assert sides == {s.speaker.side for s in signals(text) if s.kind == "pledge"}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        (
            "Hamas and Israel met in Cairo. Hamas will suspend rocket fire if its ceasefire with Israel is extended, the two delegations "
            "announced on Sunday.",
            "Hamas",
        ),
        (
            "The Colombian government and the FARC met in Havana. The FARC will release two soldiers if the truce is prolonged, "
            "both delegations announced.",
            "FARC",
        ),
        (
            "Turkey and the PKK met in Oslo. The PKK will withdraw its fighters if the parliament passes the law, the two delegations said.",
            "Kurdistan Workers' Party",
        ),
    ],
)
def test_what_one_of_them_will_do_is_its_own_word_alone(text: str, side: str) -> None:
    assert [("offer", side)] == [(s.kind, s.speaker.side) for s in signals(text)]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("There will be no new round until the siege is lifted, Hamas told Israel.", "Hamas"),
        ("There will be no further meeting with Sudan's army until the air raids stop, the RSF said.", "Rapid Support Forces"),
        ("There will be no seventh round of talks until the MILF hands in its arms, the Philippine government said.", "PHL"),
        ("There can be no summit with Ethiopia until its troops leave, the TPLF said.", "Tigray People's Liberation Front"),
        ("There would be no new session until the Houthis freed the crew, Yemen's government said.", "YEM"),
        ("There will be no third round with Turkey until the operations end, the PKK said.", "Kurdistan Workers' Party"),
    ],
)  # fmt: skip
def test_no_new_round_until_something_comes_about_is_a_refusal(text: str, side: str) -> None:
    (signal,) = signals(text)
    assert ("refusal", side) == (signal.kind, signal.speaker.side)
    assert signal.condition is not None
    assert signal.condition.negated


@pytest.mark.parametrize(
    ("text", "anchor", "day"),
    [
        ("to June 30", "2023-01-01", "2023-06-30"),
        ("to 15 March", "2022-12-20", "2023-03-15"),
        ("to 30 September", "2023-06-02", "2023-09-30"),
        ("on June 30", "2023-01-01", "2022-06-30"),
    ],
)
def test_the_end_of_a_stretch_lies_ahead(text: str, anchor: str, day: str) -> None:
    when = dates.resolve(text, anchor)
    assert when is not None
    assert day == when.date


@pytest.mark.parametrize(
    "text",
    [
        "Colombia's government has agreed to a ceasefire with the ELN from January 1 to June 30, the president announced.",
        "The Philippine government has agreed to a truce with the MILF from January 4 to July 4.",
        "Turkey has agreed to a ceasefire with the PKK from January 10 to May 31.",
    ],
)
def test_a_truce_until_a_day_in_half_a_year_is_news(text: str) -> None:
    found = signals(text, "2023-01-02T10:00Z")
    assert "pledge" in {s.kind for s in found}


@pytest.mark.parametrize(
    "text",
    [
        "No prisoner will be freed until Hamas hands over the list, Israel said.",
        "Talks will not resume until the MILF hands in its arms, the Philippine government said.",
        "Kenya will not reopen the border until Somalia hands back the pilot, its army said.",
        "No aid will be let through until the TPLF hands over the airport, Ethiopia's government said.",
        "Sanctions will stay until Serbia hands over the general, the Dutch foreign minister said.",
        "The blockade will last until the PKK hands in its weapons, Turkey's president said.",
    ],
)
def test_whoever_hands_over_after_until_has_no_hands_but_acts(text: str) -> None:
    (signal,) = signals(text)
    assert signal.condition is not None
    assert signal.condition.negated
    assert signal.condition.actors
