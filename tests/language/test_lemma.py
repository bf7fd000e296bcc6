"""The lemmatiser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from detente.language.lemma import Table, apply, corrections, lemma, table

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[2].parent / "shared"))


@pytest.mark.parametrize(
    ("form", "xpos", "wanted"),
    [
        ("struck", "VBD", "strike"),
        ("Striking", "VBG", "strike"),
        ("withdrew", "VBD", "withdraw"),
        ("provoked", "VBN", "provoke"),
        ("besieging", "VBG", "besiege"),
        ("denies", "VBZ", "deny"),
        ("banned", "VBN", "ban"),
        ("shelled", "VBD", "shell"),
        ("fled", "VBD", "flee"),
        ("is", "VBZ", "be"),
        ("n't", "RB", "not"),
        ("attacks", "NNS", "attack"),
        ("countries", "NNS", "country"),
        ("men", "NNS", "man"),
        ("ceasefires", "NNS", "ceasefire"),
        ("deadliest", "JJS", "deadly"),
        ("WILL", "MD", "will"),
        ("Attack", "NN", "attack"),
    ],
)
def test_known_words(form: str, xpos: str, wanted: str) -> None:
    assert lemma(form, xpos) == wanted


@pytest.mark.parametrize("xpos", ["NNP", "NNPS"])
def test_proper_nouns_keep_their_form(xpos: str) -> None:
    assert lemma("Emirates", xpos) == "Emirates"


@pytest.mark.parametrize(
    ("form", "xpos", "wanted"),
    [
        ("drones", "NNS", "drone"),
        ("zorbled", "VBD", "zorble"),
        ("blick", "VB", "blick"),
        ("", "NN", ""),
        ("s", "NNS", "s"),
    ],
)
def test_unknown_words_follow_the_rules(form: str, xpos: str, wanted: str) -> None:
    assert lemma(form, xpos) in {wanted, wanted.removesuffix("e")}


def test_an_unknown_tag_gives_the_form_in_lower_case() -> None:
    assert lemma("Hello", "???") == "hello"


def test_the_longest_suffix_wins_and_exceptions_come_first() -> None:
    table = Table({"NNS": {"news": "news"}}, {"NNS": {"s": (1, ""), "ies": (3, "y")}})
    words = {"news": "news", "allies": "ally", "bombs": "bomb", "people": "people", "s": "s"}
    assert {word: apply(table, word, "NNS") for word in words} == words


@pytest.mark.skipif(not (SHARED / "data/ud").is_dir(), reason="needs the treebanks of ../shared")
def test_at_least_98_percent_of_ewt_test() -> None:
    lines = (SHARED / "data/ud/ewt-test.conllu").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line[:1].isdigit()]
    rows = [row for row in rows if row[0].isdigit()]
    right = sum(lemma(row[1], row[4]).lower() == row[2].lower() for row in rows)
    assert right / len(rows) >= 0.98


CORRECTED = [(tag, word, wanted) for tag, words in corrections().items() for word, wanted in words.items()]


@pytest.mark.parametrize(("tag", "word", "wanted"), CORRECTED)
def test_corrections_are_needed_and_come_first(tag: str, word: str, wanted: str) -> None:
    assert apply(table(), word, tag) != wanted
    assert lemma(word.capitalize(), tag) == wanted


def test_a_base_is_no_basis() -> None:
    assert (lemma("bases", "NNS"), lemma("basis", "NN"), lemma("dared", "VBD")) == ("base", "basis", "dare")
