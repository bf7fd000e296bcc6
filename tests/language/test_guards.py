"""Guarded expressions find what the bare ones find."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.events import domains
from detente.language.guards import Guarded, Shelf, needed
from detente.signals import deadlines, lexicon

ROOT = Path(__file__).resolve().parents[2]
PATTERNS = [
    *(each.pattern for each in domains._domains()),
    *(pattern for _, pattern in domains._absolute()),
    domains._not(),
    *(pattern for pattern, _ in deadlines._SPANS),
    *(pattern.words for pattern in lexicon.patterns()),
    lexicon.whole_words("onlookers", "bodies"),
]


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        (r"\b(?:within|inside) (?:a|the) \d+", ("within", "inside")),
        (r"\b(?:within|inside) (?:a|the) week", (" week",)),
        (r"fire(?:s|d)? (?:at|on) \w+", ("fire",)),
        (r"(?:lead|\d+) (?:up|down)", ("up", "down")),
        (r"\d+|ships", ()),  # a number alone matches
        (r"(?:ships)?", ()),
        (r"(?=ships)\w+", ()),
        (r"a(?!rmed)b", ()),
    ],
)
def test_what_every_match_contains(pattern: str, strings: tuple[str, ...]) -> None:
    assert needed(pattern) == strings


def test_case_is_ignored_where_the_expression_ignores_it() -> None:
    assert Guarded(re.compile("Kerch", re.IGNORECASE)).search("the KERCH bridge")
    assert Guarded(re.compile("Kerch", re.IGNORECASE)).search("the \u212aerch bridge")
    assert not Guarded(re.compile("Kerch")).search("the kerch bridge")
    assert Guarded(re.compile("a(?i:kerch)")).search("aKERCH")


def test_what_is_replaced_is_what_the_expression_replaces() -> None:
    guarded = Guarded(re.compile("set (?:off|out)"))
    assert guarded.sub(" ", "they set off at dawn") == "they   at dawn"
    assert guarded.sub(" ", "they left") == "they left"


def test_our_own_sentences_match_as_without_a_guard() -> None:
    matched = 0
    for name in ("signals.jsonl", "signals_second.jsonl"):
        for line in (ROOT / "evals/data" / name).read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"]
            for said in (text, text.lower()):
                for guarded in PATTERNS:
                    bare = guarded.pattern.search(said)
                    found = guarded.search(said)
                    assert (found and found.span()) == (bare and bare.span())
                    matched += bare is not None
    assert matched > 500


@given(st.text(alphabet="abcKkSsı \u017f\u212a-", max_size=12))
def test_any_text_matches_as_without_a_guard(text: str) -> None:
    for pattern in ("abc|cab", "(?:ka|sb)c?", "k+s", "(?:ab){2}", "(?:a|bc)k(?:s|ss)"):
        for flags in (0, re.IGNORECASE):
            bare = re.compile(pattern, flags)
            assert bool(Guarded(bare).search(text)) == bool(bare.search(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("they set off at dawn", [0, 2]),
        ("they offset it", [0, 2]),  # of "set off" the shelf asks for one piece only, be it within a word
        ("they stayed", [2]),
        ("within 48 hours", [1, 2]),
        ("", [2]),
    ],
)
def test_a_shelf_tells_which_expressions_may_match(text: str, wanted: list[int]) -> None:
    guards = [Guarded(re.compile(p)) for p in (r"dawn|set (?:off)", r"(?:within|inside) \d+ hours", r"\d+|ships")]
    assert Shelf(guards).may_match(text) == wanted


def test_a_shelf_leaves_out_no_expression_that_matches() -> None:
    guards = [each for each in PATTERNS if isinstance(each, Guarded)]
    shelf = Shelf(guards)
    matched = 0
    for name in ("signals.jsonl", "signals_second.jsonl", "negatives.jsonl"):
        for line in (ROOT / "evals/data" / name).read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"]
            found = [n for n, guard in enumerate(guards) if guard.pattern.search(text)]
            matched += len(found)
            assert set(found) <= set(shelf.may_match(text))
    assert matched > 500


def test_a_shelf_folds_letters_as_its_expressions_do() -> None:
    shelf = Shelf([Guarded(re.compile("Kerch", re.IGNORECASE)), Guarded(re.compile("Azov"))])
    assert 0 in shelf.may_match("the KERCH bridge")
    assert 0 in shelf.may_match("the \u212aerch bridge")
    assert 1 in shelf.may_match("the Azov sea")
    assert shelf.may_match("a bridge") == []
