"""The day behind "…, the minister said" is that of the saying where what is said lies ahead."""

from __future__ import annotations

import pytest

from detente import language
from detente.api import read
from detente.records import Article

AHEAD = (
    "Denmark will reopen its embassy in Tunis, its foreign minister said on Thursday.",
    "Turkey will send soldiers to Libya, Tayyip Erdogan told reporters in Ankara on Sunday.",
    "Iran would free two British sailors within days, its foreign ministry announced on Monday.",
    "China may close the strait to Japanese ships, an admiral in Beijing warned on Friday.",
    "Kenya must withdraw from the border strip, Somalia's president declared on Tuesday.",
    "Chad will not open its frontier, the interior minister repeated late on Wednesday.",
)


@pytest.mark.parametrize("text", AHEAD)
def test_the_day_is_that_of_the_saying(text: str) -> None:
    clauses = language.analyse(Article(id="a", date="2023-10-10", text=text)).clauses
    said = next(c for c in clauses if c.said_in is not None)
    assert clauses[said.said_in or 0].times
    assert not [t for t in said.times if t.text.endswith("day")]


def test_a_day_of_its_own_stays_with_what_is_promised() -> None:
    signals = read(
        "Iran will free two British sailors on Friday, its government said on Monday.", id="a", date="2023-10-10"
    ).signals
    assert [s.deadline for s in signals] == ["2023-10-13"]


def test_the_day_of_saying_is_no_deadline() -> None:
    signals = read(
        "Iran will free two British sailors, its government said on Monday.", id="a", date="2023-10-10"
    ).signals
    assert [s.deadline for s in signals] == [None]


TELLERS = (
    (
        "Armenia and Azerbaijan will sign the treaty by the end of the year, US Secretary of State Antony Blinken said on Friday.",
        "Blinken",
    ),
    ("Iran will answer within a month of the raid, Defence Minister Aziz Nasirzadeh warned on Monday.", "Nasirzadeh"),
    ("Turkey will not sit at the table in Geneva, President Recep Tayyip Erdogan told reporters.", "Erdogan"),
    ("Chad sent troops to the border in the first week of May, Army Chief Abakar Abdelkerim announced.", "Abdelkerim"),
)


@pytest.mark.parametrize(("text", "name"), TELLERS)
def test_a_title_and_a_name_before_the_saying_say_it(text: str, name: str) -> None:
    clauses = language.analyse(Article(id="a", date="2023-10-10", text=text)).clauses
    said = [c for c in clauses if c.said_in is not None]
    assert said
    assert name in said[0].speakers[0].text
