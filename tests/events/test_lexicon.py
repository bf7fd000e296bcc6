"""Every entry of the lexicon codes its own example: type, and the sides the example names."""

from __future__ import annotations

from collections import Counter

import pytest

from detente.events import frames as frames_
from detente.events.frames import Frame
from detente.records import EVENT_TYPES, Event

from .conftest import Coder


def _entries(type_: str) -> list[Frame]:
    found = {(f.key, f.example): f for f in frames_.frames() if f.type == type_}
    return list(found.values())


def _comes_out(frame: Frame, found: tuple[Event, ...]) -> bool:
    pair, _, _ = frame.example.partition(" | ")
    actors, recipients = (set(s.strip().split("+")) - {"-"} for s in pair.split(" > "))
    return any(
        e.type == frame.type and actors <= {a.code for a in e.actors} and recipients <= {a.code for a in e.recipients}
        for e in found
    )


@pytest.mark.parametrize("type_", EVENT_TYPES)
def test_every_example_of_the_type_comes_out(type_: str, coded: Coder) -> None:
    missed = [
        f"{frame.rule}: {frame.example}"
        for frame in _entries(type_)
        if not _comes_out(frame, coded(frame.example.partition(" | ")[2]))
    ]
    assert missed == []


def test_lexicon_is_broad_enough() -> None:
    entries = {(f.type, f.key, f.example) for f in frames_.frames()}
    assert len(entries) >= 3000
    counts = Counter(type_ for type_, _, _ in entries)
    assert set(counts) == set(EVENT_TYPES)
    assert min(counts.values()) >= 50


def test_a_broken_entry_names_file_and_key() -> None:
    with pytest.raises(frames_.FrameError, match=r"assault\.toml, bomb: unknown fields"):
        frames_._shared("ASSAULT", "bomb", {"objct": ["weapon"], "lemmas": {}})
    with pytest.raises(frames_.FrameError, match=r"no class 'weapn' in classes\.toml"):
        frames_._shared("ASSAULT", "bomb", {"object": ["weapn"], "lemmas": {}})


@pytest.mark.parametrize(
    ("guess", "verb"),
    [
        ("annull", "annul"),
        ("scal back", "scale back"),
        ("harbored", "harbor"),
        ("forgave", "forgive"),
        ("bomb", "bomb"),
    ],
)
def test_rare_verbs_are_respelt(guess: str, verb: str) -> None:
    assert frames_.normal(guess) == verb


def test_goldstein_falls_back_on_the_parent_code() -> None:
    assert frames_.goldstein("190") == -10.0
    assert frames_.goldstein("1459") == frames_.goldstein("145")
    assert frames_.goldstein(None) is None
