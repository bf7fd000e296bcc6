"""They who do something to what is theirs are those it belongs to; measures that are ordered are taken."""

from __future__ import annotations

import pytest

from detente.api import read


@pytest.mark.parametrize(
    ("text", "by", "to"),
    [
        ("Mali, Burkina Faso and Niger said on Sunday they had recalled their ambassadors from Algeria over a drone.", {"MLI", "BFA", "NER"}, {"DZA"}),
        ("Saudi Arabia and Bahrain said they had withdrawn their ambassadors from Lebanon.", {"SAU", "BHR"}, {"LBN"}),
        ("Chad said it had withdrawn its ambassador from Germany.", {"TCD"}, {"DEU"}),
        ("President Donald Trump said he had ordered a tariff of 25 percent on all Colombian goods.", {"USA"}, {"COL"}),
        ("Biden ordered new sanctions on Russia.", {"USA"}, {"RUS"}),
        ("Trump ordered a travel ban on Colombian officials.", {"USA"}, {"COL"}),
    ],
)  # fmt: skip
def test_measures_have_their_doers(text: str, by: set[str], to: set[str]) -> None:
    (event,) = [e for e in read(text, date="2025-04-07").events if e.type == "SANCTION"]
    assert ({a.code for a in event.actors}, {a.code for a in event.recipients}) == (by, to)
    assert event.status in ("reported", "claimed")
