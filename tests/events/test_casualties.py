"""Casualties: numbers, ranges, whose, on whose word; none out of conditions, fears and idioms."""

from __future__ import annotations

import pytest

from detente import language
from detente.actors import Cast
from detente.events.casualties import casualties, count, lexicon_entries
from detente.language.settings import Settings
from detente.records import Article, Casualty


def read(text: str) -> tuple[Casualty, ...]:
    document = language.analyse(Article(id="t", text=text, date="2025-05-08"))
    return casualties(document, Cast(document), Settings(document), {})


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("26", 26, 26),
        ("at least 40 people", 40, None),
        ("more than 1,200", 1200, None),
        ("up to 30", None, 30),
        ("nearly 200 fighters", None, 200),
        ("between 26 and 28 people", 26, 28),
        ("twenty-one soldiers", 21, 21),
        ("three", 3, 3),
        ("two thousand", 2000, 2000),
        ("1.5 million people", 1_500_000, 1_500_000),
        ("dozens", None, None),
    ],
)
def test_count(text: str, low: int | None, high: int | None) -> None:
    assert (low, high) == count(text)


COUNTED = {
    "Gunmen killed 26 tourists in Pahalgam.": ("killed", 26, 26),
    "At least 31 people were killed in the strikes, Pakistan said.": ("killed", 31, None),
    "Shelling killed 16 civilians and wounded 59.": ("killed", 16, 16),
    "Twelve soldiers died in the ambush.": ("killed", 12, 12),
    "The blast left three guards dead.": ("killed", 3, 3),
    "The attack killed two children.": ("killed", 2, 2),
    "More than 50 people were injured when a rocket hit the market.": ("injured", 50, None),
    "The fighting has displaced 12,000 people.": ("displaced", 12000, 12000),
    "Rebels captured four soldiers near Goma.": ("captured", 4, 4),
    "The death toll rose to 40.": ("killed", 40, 40),
    "The Indian strikes left 9 dead and 12 injured, Pakistan said.": ("injured", 12, 12),
    "Gunmen attacked the town, killing 26 and wounding 46.": ("injured", 46, 46),
    "The toll had risen to 40 dead and 100 wounded by Sunday.": ("injured", 100, 100),
    "The raid killed 3, wounded 5 and left 2 missing.": ("injured", 5, 5),
    "Mali said nine soldiers were killed and 46 wounded, and denied that it had lost the town.": ("injured", 46, 46),
    "The Thai army said five people had been killed and eight wounded, and denied crossing the border.": (
        "injured",
        8,
        8,
    ),
    "Congo said 20 people had died and 55 were injured, and blamed Rwanda for it.": ("injured", 55, 55),
    "Israel said three soldiers were killed and 12 hurt, and accused Hezbollah.": ("injured", 12, 12),
    "Between 10 and 12 fighters died.": ("killed", 10, 12),
    "Hamas took 251 people hostage.": ("captured", 251, 251),
    "A drone crashed into a house, killing five members of a family.": ("killed", 5, 5),
}


def test_what_else_is_told_after_the_dead_is_no_wounded() -> None:
    for text in (
        "The army said 26 people were killed and 46 wounded men freed.",
        "Officials said 30 rebels were killed and 12 trucks burned.",
        "Kyiv said two soldiers were killed and 12 wounded horses taken away.",
    ):
        assert [c.kind for c in read(text) if c.kind == "injured"] == []


def test_shares_are_no_counts() -> None:
    assert read("The raid killed 40% of the herd.") == ()


@pytest.mark.parametrize("text", COUNTED)
def test_counted(text: str) -> None:
    kind, low, high = COUNTED[text]
    found = [(c.kind, c.low, c.high) for c in read(text)]
    assert (kind, low, high) in found


def test_two_kinds_in_one_sentence() -> None:
    found = read("Shelling killed 16 civilians and wounded 59 others.")
    assert [("killed", 16), ("injured", 59)] == [(c.kind, c.low) for c in found]


def test_on_whose_word() -> None:
    (one,) = read("India said 15 civilians had been killed by Pakistani shelling.")
    assert [a.code for a in one.said_by] == ["IND"]
    assert one.status == "claimed"


@pytest.mark.parametrize(
    "text",
    [
        "If the dam breaks, it could kill 500 people.",
        "The band killed it at the festival.",
        "The company shot two films in 26 days.",
        "The bill died in the upper house.",
        "Officials warned that up to 300 people might be killed.",
        "The team beat its rival by 26 points.",
    ],
)
def test_not_counted(text: str) -> None:
    assert () == read(text)


def test_a_vague_number_stays_vague() -> None:
    (one,) = read("Dozens of villagers were killed.")
    assert (None, None) == (one.low, one.high)
    assert one.who is not None
    assert "Dozens" in one.who


ENTRIES = [
    *(entry for name in ("verb", "state", "toll") for entry in lexicon_entries()[name]),
    lexicon_entries()["people"] | {"kind": "captured"},
]


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["example"] for entry in ENTRIES])
def test_every_lexicon_example(entry: dict[str, object]) -> None:
    assert (entry["kind"], entry["low"]) in [(c.kind, c.low) for c in read(str(entry["example"]))]
