"""Who speaks after "it followed a warning by X", who "both" are, to whom two make one offer, and demands that go unmet."""

from __future__ import annotations

import pytest

from detente.api import read


def _heard(text: str) -> list[tuple[str, str, set[str]]]:
    return [(s.kind, s.speaker.code, {a.code for a in s.addressees}) for s in read(text, date="2019-06-19").signals]


@pytest.mark.parametrize(
    ("text", "kind", "by", "to"),
    [
        (
            "Kim Jong Un said he was watching. The statement followed a blunt warning by Defense Secretary James Mattis. “If they"
            " fire at the United States, we will answer,” he told reporters at the Pentagon.",
            "threat",
            "USA",
            {"PRK"},
        ),
        (
            "President Volodymyr Zelensky toured the front. His visit came after a threat from Russian Foreign Minister Sergei"
            " Lavrov. “If Kyiv attacks the bridge, we will strike its government,” he said in Moscow.",
            "threat",
            "RUS",
            {"UKR"},
        ),
        (
            "Nikol Pashinyan told parliament that the road was shut. He was answering remarks by Azerbaijan's President Ilham"
            " Aliyev. “If Armenia withdraws, we will open the road,” he had said on Monday.",
            "offer",
            "AZE",
            {"ARM"},
        ),
    ],
)
def test_he_who_has_just_been_cited_is_he_who_speaks(text: str, kind: str, by: str, to: set[str]) -> None:
    assert (kind, by, to) in _heard(text)


def test_both_are_the_two_just_set_against_each_other() -> None:
    text = "North Korea threatened the United States on Monday and Washington answered in kind. China urged both to show restraint."
    assert ("demand", "CHN", {"PRK", "USA"}) in _heard(text)
    text = "Ethiopia accused Eritrea of arming rebels. Kenya's president asked both to pull back their troops."
    assert ("demand", "KEN", {"ETH", "ERI"}) in _heard(text)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("A ceasefire was offered to Armenia by France and the United States.", {"FRA", "USA"}),
        ("Turkey and Russia proposed a truce. Haftar's Libyan National Army accepted it.", {"TUR", "RUS"}),
        ("Egypt and Qatar offered a pause in the fighting, which Hamas turned down.", {"EGY", "QAT"}),
    ],
)
def test_what_two_offer_together_they_do_not_offer_each_other(text: str, by: set[str]) -> None:
    offers = [(who, to) for kind, who, to in _heard(text) if kind == "offer"]
    assert {who for who, _ in offers} == by
    assert all(not to & by for _, to in offers)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (
            "“If our demands are not met, we will take new measures after 60 days,” President Hassan Rouhani told his cabinet.",
            "IRN",
        ),
        ("If its conditions are not met, Iran will take further steps in September, Rouhani said.", "IRN"),
        ("If the terms are not met, the FARC will resume its attacks, its commander said.", "COL"),
        ("Belarus would close the crossings if its demands went unheeded, its foreign ministry said.", "BLR"),
    ],
)
def test_demands_that_are_not_met_are_a_bargain_though_nobody_is_named(text: str, by: str) -> None:
    assert [(kind, who) for kind, who, _ in _heard(text)] == [("threat", by)]


@pytest.mark.parametrize(
    "text",
    [
        "The miners' union said it would strike if its demands were not met.",
        "If parliament does not meet his demands, the prime minister will resign, he said.",
    ],
)
def test_demands_at_home_are_none(text: str) -> None:
    assert not _heard(text)


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Iran said Germany, France and Britain had until July 8 to lift the sanctions.", {"DEU", "FRA", "GBR"}),
        ("Mali said Niger, Togo and Benin had a week to close their borders.", {"NER", "TGO", "BEN"}),
    ],
)
def test_all_three_who_are_given_time_are_asked(text: str, to: set[str]) -> None:
    assert [who for kind, _, who in _heard(text) if kind == "demand"] == [to]
