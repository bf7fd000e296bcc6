"""What a thing has to do with another is no denial; mediators give no word; "after … agreed" is done; "rejected that" is of the offer before."""

from __future__ import annotations

import pytest

from detente.api import read


def _heard(text: str) -> list[tuple[str, str, set[str]]]:
    return [(s.kind, s.speaker.code, {a.code for a in s.addressees}) for s in read(text, date="2025-06-02").signals]


@pytest.mark.parametrize(
    "text",
    [
        "The Houthis' negotiator said the agreement had nothing to do with Israel.",
        "The visit has nothing to do with Taiwan, Tokyo said.",
        "Oman said it had mediated a ceasefire under which neither side would target the other.",
        "Qatar said it had brokered a pause in which Israel and Hamas would stop firing.",
    ],
)
def test_a_thing_that_has_nothing_to_do_with_another_and_a_mediator_give_no_word(text: str) -> None:
    assert not _heard(text)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Iran said it had nothing to do with the attack.", "IRN"),
        ("Moscow said the blast had nothing to do with its forces.", "RUS"),
        ("“We had nothing to do with the killing,” Rwanda's president said.", "RWA"),
    ],
)
def test_that_one_had_nothing_to_do_with_a_deed_is_a_denial(text: str, by: str) -> None:
    assert [(kind, who) for kind, who, _ in _heard(text)] == [("denial", by)]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Donald Trump said the United States would stop bombing the Houthis after the group agreed to stop attacking ships.", "USA"),
        ("Kenya said it would open its border with Somalia after Mogadishu accepted its terms.", "KEN"),
        ("Greece will lift its ban on Turkish boats after Ankara agreed to return the crew, its minister said.", "GRC"),
    ],
)  # fmt: skip
def test_what_follows_an_agreement_already_given_is_promised_and_not_offered(text: str, by: str) -> None:
    (pledge,) = [s for s in read(text, date="2025-06-02").signals if s.speaker.code == by]
    assert (pledge.kind, pledge.condition) == ("pledge", None)


@pytest.mark.parametrize(
    ("text", "by", "to"),
    [
        ("Russia offered a truce of two days. President Volodymyr Zelensky rejected that as a trick.", "UKR", "RUS"),
        ("Saudi Arabia demanded that Iran close the embassy. Tehran rejected that.", "IRN", "SAU"),
        ("Ethiopia offered Eritrea a port deal. Asmara rejected it at once.", "ERI", "ETH"),
    ],
)
def test_what_is_rejected_as_that_or_it_is_what_was_put_forward_before(text: str, by: str, to: str) -> None:
    assert ("refusal", by, {to}) in _heard(text)
