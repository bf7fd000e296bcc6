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
