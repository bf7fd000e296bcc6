"""Officials and soldiers of the side of a line that a clause is set on."""

from __future__ import annotations

import pytest

from detente import actors, language
from detente.records import Article


@pytest.mark.parametrize(
    ("text", "head", "code"),
    [
        ("India and Pakistan traded fire. On the Indian side of the Line of Control, officials said ten people had died.", "official", "IND"),
        ("Pakistan and India clashed. On the Pakistani side, officials said a drone had been shot down.", "official", "PAK"),
        ("Armenia and Azerbaijan fought on Tuesday. On the Armenian side of the border, soldiers dug trenches.", "soldier", "ARM"),
        ("Thailand shelled Cambodia. On the Cambodian side, officials said a school was hit.", "official", "KHM"),
    ],
)  # fmt: skip
def test_whose_side(text: str, head: str, code: str) -> None:
    document = language.analyse(Article(id="t", text=text, date="2025-05-07"))
    cast = actors.Cast(document)
    found = [
        actor.code
        for clause in document.clauses
        if clause.subject is not None and clause.subject.head == head
        for actor in cast.resolve(clause.subject, clause)
    ]
    assert [code] == found
