"""Triage: what is parsed and what is not, and that what is kept reads as it would have."""

from __future__ import annotations

from typing import Any

import pytest

from detente.api import known_words, read_ahead, read_article
from detente.events.casualties import lexicon_entries
from detente.language import analyse_all
from detente.language.tokens import tokenise
from detente.language.triage import bases, plain
from detente.records import Article

STORY = (
    "The weather was fine in the hills. Children ate ice cream. Russian troops attacked a village near Kharkiv on Monday. "
    "They seized the bridge. The colour of the sky was blue. Ukraine vowed to respond."
)


def kept(text: str) -> list[bool]:
    told = text.split(" / ")
    return known_words().keep(" ".join(told), [(s, [t.text for t in tokenise(s)]) for s in told])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("India struck camps in Pakistan.", [True]),
        ("The sun was yellow.", [False]),
        ("Gunmen killed nine villagers.", [True]),
        ("They attacked again.", [False]),  # nobody is named before
        ("Türkiye closed its airspace. / They attacked again. / It was blue.", [True, True, False]),
        ("U.S.-backed fighters withdrew.", [True]),
        ("If it does not, it will strike.", [False]),
        ("Iran answered. / If it does not, it will strike.", [True, True]),
        ("Türkiye closed its airspace. / “Then talks will take place.”", [True, True]),  # the words of whoever is named
        (
            "Türkiye closed its airspace. / Lake Van was blue in Türkiye. / He smiled. / Rain fell.",
            [True, True, True, False],
        ),
        ("Lake Van was blue in Türkiye. / He smiled.", [False, False]),  # beside nothing that is kept
    ],
)
def test_sentences_kept(text: str, wanted: list[bool]) -> None:
    assert kept(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Soldiers used rockets.", True),
        ("Soldiers used a kitchen.", False),  # to use is no act without its object
        ("Soldiers quarantined the city.", True),  # which the lemmatiser misspells
        ("The minister flew kites.", False),
        ("The minister flew to Cairo for talks.", True),
        ("The minister said it was late.", False),
        ("The minister said it would be met with force if it went on.", True),
    ],
)
def test_a_word_that_tells_of_an_act_only_beside_others_is_kept_only_beside_them(text: str, wanted: bool) -> None:
    assert kept(text) == [wanted]


def test_of_an_article_far_from_politics_only_sentences_that_name_two_are_kept() -> None:
    shells = "The beach has shells in every colour, and children look for them at low tide with their parents. "
    far = shells * 100 + "/ Soldiers shelled the villagers. / India attacked camps in Pakistan."
    assert kept(far)[-2:] == [False, True]
    assert kept(far.removeprefix(shells * 100))[-2:] == [True, True]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("At least nine villagers were killed.", True),
        ("Nine died and 20 more were taken to hospital wounded.", True),
        ("The toll has climbed to 52.", True),
        ("Dozens remain missing.", True),
        ("Some 3,000 had fled by nightfall.", True),
        ("Four aid workers were taken hostage at the clinic.", True),
        ("The flood left 800 homeless.", True),
        ("Nine villagers ate fish.", False),  # a number of people unharmed
        ("The bather was hurt.", False),  # nobody is counted
    ],
)
def test_a_count_of_people_harmed_is_kept_wherever_it_stands(text: str, wanted: bool) -> None:
    assert kept(text) == [wanted]
    shells = "The beach has shells in every colour, and children look for them at low tide with their parents. "
    assert kept(f"{shells * 100}/ {text}")[-1] is wanted


def test_what_is_beside_a_count_of_people_harmed_is_left_out() -> None:
    assert kept("Lake Van was blue in Türkiye. / At least nine bathers were hurt. / He smiled.") == [False, True, False]


@pytest.mark.parametrize("entry", [*lexicon_entries()["verb"], *lexicon_entries()["state"], *lexicon_entries()["toll"]])
def test_every_example_of_casualties_is_kept_and_read_under_triage(entry: dict[str, Any]) -> None:
    article = Article(id="1", text=f"The sun rose. {entry['example']}", date="2024-05-07")
    ((same, read),) = [pair for pair in read_ahead([article], triage=True) if isinstance(pair, tuple)]
    assert [c.low for c in read(same).casualties] == [entry["low"]]


def test_words_are_known_in_every_form() -> None:
    assert {"strike"} <= bases("struck") & bases("strikes") & bases("striking")
    assert {"ceasefire", "breaking"} <= bases("ceasefire-breaking")
    assert [plain(w) for w in ("U.S.", "Türkiye", "Da'esh", "ISIS")] == ["us", "turkiye", "daesh", "isis"]


def test_sentences_left_out_stay_in_the_document_without_clauses() -> None:
    article = Article(id="1", text=STORY, date="2024-05-07")
    document = analyse_all([article], triage=known_words())[0]
    assert [s.text for s in analyse_all([article])[0].sentences] == [s.text for s in document.sentences]
    assert {c.sentence for c in document.clauses} == {2, 3, 5}


def test_a_reading_is_the_same_when_what_is_left_out_says_nothing() -> None:
    article = Article(id="1", text=STORY, date="2024-05-07")
    ((same, read),) = [pair for pair in read_ahead([article], triage=True) if isinstance(pair, tuple)]
    found, whole = read(same), read_article(article)
    assert len(whole.events) >= 3
    assert [(e.type, e.span, e.actors, e.recipients) for e in whole.events] == [
        (e.type, e.span, e.actors, e.recipients) for e in found.events
    ]
    assert [s.quote for s in whole.signals] == [s.quote for s in found.signals]
