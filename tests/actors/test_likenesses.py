"""A person's name that stands for his like is not that person."""

from __future__ import annotations

import pytest

from detente import actors, language
from detente.records import Article


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Maduro described Ali as the Zelensky of the Caribbean.", "Zelensky", []),
        ("The rebels called him a new Putin.", "Putin", []),
        ("He became the Gaddafi of the region, diplomats said.", "Gaddafi", []),
        ("Zelensky met Macron in Paris.", "Zelensky", ["UKR"]),
        ("President Zelensky of Ukraine met the pope.", "Zelensky", ["UKR"]),
    ],
)
def test_likeness(text: str, name: str, expected: list[str]) -> None:
    document = language.analyse(Article(id="t", text=text, date="2025-03-16"))
    cast = actors.Cast(document)
    found = {
        actor.code
        for clause in document.clauses
        for argument in clause.arguments
        if name in argument.phrase.head
        for actor in cast.resolve(argument.phrase, clause)
    }
    assert expected == sorted(found)
