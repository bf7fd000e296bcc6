"""What comes out of a sentence, whole: events of happenings.toml, each class of sentence with what reporters write of it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from detente.records import Actor, Event

from .conftest import Coder

CLASSES: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "happenings.toml").read_text(encoding="utf-8")
)


def written(event: Event) -> str:
    """An event in one line: "ACCUSE KHM>THA reported 2025-05-08 by KHM", "background" at the end where it is."""
    parts = [event.type, f"{_sides(event.actors)}>{_sides(event.recipients)}", event.status]
    parts += [event.date] if event.date else []
    parts += [f"by {_sides(event.said_by)}"] if event.said_by else []
    return " ".join([*parts, *(["background"] if event.background else [])])


def _sides(actors: tuple[Actor, ...]) -> str:
    return "+".join(a.side for a in actors) or "-"


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_class_comes_out_whole(name: str, coded: Coder) -> None:
    found = {text: [written(e) for e in coded(text)] for text in CLASSES[name]}
    assert found == CLASSES[name]
