"""The events that signals add, and those they link to."""

from __future__ import annotations

import pytest

from detente import read


def test_a_signal_adds_its_event_where_none_was_told() -> None:
    reading = read("Iran's foreign minister said Tehran reserved the right to respond to Israel.", date="2025-06-03")
    assert [s.event for s in reading.signals] == [e.id for e in reading.events if e.type == "THREATEN"] != []


def test_no_event_is_added_where_the_events_room_would_tell_none() -> None:
    text = "Iran's foreign minister (pictured) said Tehran reserved the right to respond to Israel."
    reading = read(text, date="2025-06-03")  # the caption of a picture
    assert [(s.kind, s.event) for s in reading.signals] == [("threat", None)]
    assert not reading.events


@pytest.mark.parametrize(
    "text",
    [
        "Sudan and Egypt agreed on Monday that they would coordinate their border patrols.",
        "The proposal was rejected by Khartoum and Cairo.",
        "Thailand and Cambodia have agreed to hold talks in Malaysia on Monday.",
    ],
)
def test_what_two_say_together_is_said_to_neither(text: str) -> None:
    first = read(text, date="2025-06-03").events[0]
    assert len(first.actors) == 2
    assert not first.recipients


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rwanda will withdraw its troops if Congo disarms the militia, President Paul Kagame said.", "Paul Kagame"),
        ("Taiwan is ready to hold talks with China, President Lai Ching-te said.", "Lai Ching-te"),
        ("Pakistan will respond if India attacks, Defence Minister Khawaja Asif said.", "Khawaja Asif"),
        ("Hamas will free the captives if Israel leaves Gaza, Khalil al-Hayya said.", "Khalil al-Hayya"),
        ("Rwanda will withdraw its troops if Congo disarms the militia.", None),
        ("Israel and Hamas agreed to a truce, Prime Minister Benjamin Netanyahu said.", None),
    ],
)
def test_a_states_word_is_that_of_the_person_who_gives_it(text: str, name: str | None) -> None:
    assert {signal.speaker.name for signal in read(text, date="2025-06-03").signals} <= {name}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Armenia and Azerbaijan will sign the treaty by the end of the year.", "SUPPORT"),
        ("India said it would hold talks with Pakistan in May.", "CONSULT"),
        ("Egypt promised to sign the water treaty with Sudan.", "SUPPORT"),
        ("Turkey will meet Greek officials in March, its foreign ministry said.", "CONSULT"),
    ],
)
def test_what_is_only_promised_is_one_event_and_the_promise_another(text: str, type_: str) -> None:
    events = read(text, date="2025-01-03").events
    assert {e.status for e in events if e.type == type_} <= {"intended"}
    assert [e.status for e in events if e.type == "AGREE"] == ["reported"]
