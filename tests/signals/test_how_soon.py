"""How soon is no condition; what is coordinated and plain of itself goes its own way; whose junta it is; responses met with are no meetings."""

from __future__ import annotations

import pytest

from detente.api import read_article
from detente.records import Article, Reading


def told(text: str) -> Reading:
    return read_article(Article(id="a", date="2023-10-02T12:00Z", text=text))


@pytest.mark.parametrize(
    "text",
    [
        "Kenya will withdraw its troops from Somalia as soon as possible, it said.",
        "Japan's foreign minister will travel to Seoul as soon as possible to prepare talks, the ministry in Tokyo said.",
        "If possible, Norway will send observers to Colombia in May, its foreign minister said.",
    ],
)
def test_how_soon_is_no_condition(text: str) -> None:
    (signal,) = (s for s in told(text).signals if s.commitment is not None)
    assert ("pledge", None) == (signal.kind, signal.condition)


def test_a_withdrawal_beside_a_hostile_step_is_a_pledge_of_its_own() -> None:
    text = "Spain will recall its envoy from Mali, and all its soldiers will leave the country by December, Madrid announced."
    assert {"threat", "pledge"} == {s.kind for s in told(text).signals}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "ACCRA, Oct 2 - Ghana asked for restraint. Soldiers hold power in Guinea. The junta will kill the president if Liberia "
            "intervenes, it warned.",
            "GIN",
        ),
        (
            "DAKAR, Oct 2 - Senegal shut its border with Gabon. Gabon's junta was angry. The junta will expel the envoy of Senegal, it said.",
            "GAB",
        ),
        ("YANGON, Oct 2 - The junta said that it would not talk to the Kachin rebels.", "MMR"),
    ],
)
def test_a_junta_is_of_the_land_it_has_seized_and_not_of_that_the_report_is_filed_from(text: str, code: str) -> None:
    speakers = {s.speaker.code for s in told(text).signals}
    assert speakers <= {code, "GHA"}
    assert code in speakers


@pytest.mark.parametrize(
    "text",
    [
        "Any attack on Chad would meet with an immediate response against one of the members of ECOWAS, a spokesman said.",
        "Any raid on Oman will meet with retaliation, its sultan said.",
        "An incursion into Peru would meet with resistance, Lima warned.",
    ],
)
def test_to_meet_with_a_response_is_no_meeting(text: str) -> None:
    assert not {"CONSULT", "AGREE"} & {e.type for e in told(text).events}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("A meeting of the Indian and Pakistani commanders took place on Monday.", {"IND", "PAK"}),
        ("A meeting of Kenyan and Somali officers was held at the border on Monday.", {"KEN", "SOM"}),
    ],
)
def test_a_meeting_of_officers_of_two_states_is_held_by_both(text: str, sides: set[str]) -> None:
    (event,) = (e for e in told(text).events if e.type == "CONSULT")
    assert sides == {a.code for a in event.actors}
