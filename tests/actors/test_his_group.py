"""Who speaks of "his" group speaks for it."""

from __future__ import annotations

import pytest

from detente.api import read_article
from detente.records import Article


@pytest.mark.parametrize(
    ("words", "group", "name"),
    [
        (
            "If Kim Jong Un apologizes, Park Sang-hak told a broadcaster, the balloons of his Fighters for a Free North Korea "
            "could be suspended.",
            "Fighters for a Free North Korea",
            "Park Sang-hak",
        ),
        (
            "If the army leaves the valley, Osman Dagli said, the attacks of his Kurdistan Workers' Party would stop.",
            "Kurdistan Workers' Party",
            "Osman Dagli",
        ),
        (
            "Cevdet Yilmazer said on Sunday that his Kurdistan Workers' Party would halt its attacks if Turkey freed its founder.",
            "Kurdistan Workers' Party",
            "Cevdet Yilmazer",
        ),
        (
            "In a call from the hills Rustam Osmanov told Reuters that his Al-Shabaab would leave the port if the blockade ended.",
            "Al-Shabaab",
            "Rustam Osmanov",
        ),
    ],
)
def test_he_speaks_for_his_group(words: str, group: str, name: str) -> None:
    (signal,) = read_article(Article(id="a", date="2024-06-08", text=words)).signals
    assert (signal.kind, signal.speaker.group, signal.speaker.name) == ("offer", group, name)


def test_who_does_not_speak_learns_no_group() -> None:
    words = (
        "Rustam Osmanov fled on Monday. A guard said that his Al-Shabaab would leave the port if the blockade ended."
    )
    signals = read_article(Article(id="a", date="2024-06-08", text=words)).signals
    assert all(s.speaker.name != "Rustam Osmanov" for s in signals)
