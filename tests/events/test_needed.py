"""What must stand in a sentence for a frame to fit: asked of every example of the lexicon, and refused where a word is missing."""

from __future__ import annotations

import pytest

from detente.events.frames import frames
from detente.events.needed import forms, needed_words
from detente.language.tokens import tokenise


def may_fit(text: str) -> bool:
    found = {base for token in tokenise(text) for base in forms(token.text.lower())}
    return any(all(needs & found for needs in senses) for w in found for senses in needed_words().get(w, ()))


def test_every_example_of_the_lexicon_has_the_words_of_a_frame() -> None:
    told = {frame.example.split(" | ")[1] for frame in frames() if " | " in frame.example}
    assert len(told) > 3000
    assert [text for text in sorted(told) if not may_fit(text)] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They used a spoon.", False),
        ("They used force.", True),
        ("They flew kites.", False),
        ("They flew in reinforcements.", True),
        ("The garden was green.", False),
        ("They quarantined it.", True),
    ],
)
def test_a_sense_is_possible_only_with_all_its_words(text: str, wanted: bool) -> None:
    assert may_fit(text) == wanted


def test_words_are_known_as_the_lexicon_spells_them() -> None:
    assert "quarantine" in forms("quarantined")
    assert {"strike", "struck"} <= forms("struck")
