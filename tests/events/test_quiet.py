"""Sport, business, film and their like give no events, and attacks that did not happen are no news (evals/quiet.py)."""

from __future__ import annotations

import pytest
from evals import quiet

from detente.events.domains import domain

# Sentences with a fault that we know of and have not mended, both halves together; only ever to be lowered.
KNOWN = {
    "negatives": 5,
    "negatives_second": 7,
    "negatives_third": 3,
    "negatives_fourth": 10,
    "negatives_fifth": 2,
    "status_traps": 4,
    "status_second": 5,
    "status_third": 5,
    "status_fourth": 6,
}
LOST = {
    "status_second": 8,
    "status_third": 22,
    "status_fourth": 8,
}  # twins that happened and are not told; only ever to be lowered


@pytest.mark.parametrize("name", sorted(quiet.SETS))
def test_no_more_faults_than_known(name: str) -> None:
    assert len(quiet.faults(name)) <= KNOWN[name]


@pytest.mark.parametrize("name", sorted(LOST))
def test_no_more_twins_lost_than_known(name: str) -> None:
    assert len(quiet.lost(name)) <= LOST[name]


@pytest.mark.parametrize("name", sorted(quiet.SETS))
def test_every_second_sentence_of_a_kind_is_kept(name: str) -> None:
    rows = quiet.rows(name)
    assert len(rows) >= (200 if name in ("negatives", "status_traps") else 60)
    assert abs(sum(2 * bool(r["kept"]) - 1 for r in rows)) <= len({r["kind"] for r in rows})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The goalkeeper was beaten twice in the second half.", "sport"),
        ("The second half of the year saw fighting in the south.", None),
        ("Delegates from Kabul and Tashkent opened a second round of talks.", None),
        ("The lender's shareholders fought off a raid.", "business"),
        ("Shareholders of the arms maker want the government to lift sanctions on the army.", None),
        ("The novel tells how a general burns the capital.", "film"),
        ("The court in Ankara tried the coach of the rebels' team of snipers.", None),
        ("Ants from the south conquered the garden.", "nature"),
    ],
)
def test_domain_weighs_words_against_words_of_politics(text: str, expected: str | None) -> None:
    assert domain(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A drone strike killed three doctors and two patients at a hospital in Khartoum.",
        "A bomb killed twelve tourists at a hotel in Kabul.",
        "Gunmen shot a couple and their dog on a farm in Plateau state.",
        "Russian shells hit a bakery and a kindergarten in Kherson.",
        "China banned Japanese seafood and its shares fell.",
        "Iran seized a tanker and oil prices rose.",
        "Ethiopian soldiers burned crops and slaughtered livestock in Tigray.",
        "Saudi jets hit a football field in Hodeidah.",
        "Sudanese paramilitaries looted the national museum and its gallery.",
        "France's president met his Chinese counterpart over dinner and wine.",
    ],
)
def test_victims_and_places_of_every_day_stay_in_the_news(text: str) -> None:
    assert domain(text) is None
