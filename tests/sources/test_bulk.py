"""The cheap look at a page of a crawl."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.sources.making import GERMAN, PROSE, page

from detente.sources.bulk import Sieve, plain_text

ROOT = Path(__file__).parents[2]
PAGES = sorted(ROOT.glob("examples/*/pages/*.html"))
RUSSIAN = (
    "Обе армии третью ночь подряд обстреливали друг друга через реку, заявили в понедельник представители сторон. " * 4
)


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_reports_pass(path: Path) -> None:
    assert Sieve().reason(path.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<html><body><p>Too short.</p></body></html>", "too short"),
        (page(1, GERMAN * 3).decode(), "not in English"),
        (page(1, RUSSIAN).decode(), "not in English"),
        (page(1).decode(), None),
        (f"<html><body><div>{PROSE}</div></body></html>", None),  # no paragraphs
        (f"<html><body><script>{PROSE * 9}</script><p>Short.</p></body></html>", "too short"),
        (
            '<html><head><script type="application/ld+json">{"articleBody": "…"}</script></head><body></body></html>',
            None,
        ),
        ("", "too short"),
        ("<p>" * 100_000, "too short"),
        ("<p " * 100_000, None),  # broken: the full reading decides
    ],
)
def test_reasons(markup: str, reason: str | None) -> None:
    started = time.process_time()
    assert Sieve().reason(markup) == reason
    assert time.process_time() - started < 3


def test_words_begin_a_word_whatever_their_case() -> None:
    markup = page(1).decode()
    assert Sieve(words=frozenset({"Shell"})).reason(markup) is None
    assert Sieve(words=frozenset({"helling"})).reason(markup) == "none of the words"
    assert Sieve(words=frozenset({"c++ ("})).reason(markup) == "none of the words"


def test_the_text_is_that_of_the_paragraphs() -> None:
    text = plain_text(page(1).decode())
    assert text.startswith("The two armies exchanged fire")
    assert "<" not in text
