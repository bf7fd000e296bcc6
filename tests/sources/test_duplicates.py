"""Copies: word for word and nearly, grouped under the first; what is no copy; memory that does not grow."""

from __future__ import annotations

import subprocess
import sys

import pytest

from detente.records import Article
from detente.sources.duplicates import APART, Copies, normal_words

WORDS = [f"{a}{b}{c}" for a in "bcdfghjklmnprst" for b in "aeiou" for c in "lmnrst"]


def text(seed: int, sentences: int = 12) -> str:
    """Sentences of words that no other seed has in the same order."""
    picked = [WORDS[(seed * 131 + n * (seed * 2 + 7)) % len(WORDS)] for n in range(sentences * 8)]
    return " ".join(" ".join(picked[n : n + 8]).capitalize() + "." for n in range(0, len(picked), 8))


def article(name: str, words: str, date: str | None = "2025-05-07", source: str = "Example Wire") -> Article:
    return Article(id=name, text=words, date=date, source=source)


def test_the_first_is_no_copy_and_the_same_words_are() -> None:
    copies = Copies()
    assert copies.add(article("a", text(1))) is None
    found = copies.add(article("b", text(1).upper().replace(".", " !")))
    assert found is not None
    assert (found.of, found.kind, found.shared) == ("a", "exact", 1.0)


def test_the_same_article_again_is_no_copy_of_itself() -> None:
    copies = Copies()
    copies.add(article("a", text(1)))
    assert copies.add(article("a", text(1))) is None


def test_a_dateline_a_credit_and_boilerplate_change_nothing() -> None:
    copies = Copies()
    copies.add(article("a", f"GENEVA, May 7 (Example Wire) - {text(1)}"))
    found = copies.add(article("b", f"{text(1)}\n\nFollow us on Facebook\n© 2025 Example Post"))
    assert found is not None
    assert found.kind == "exact"


@pytest.mark.parametrize("kept", [4, 6, 9, 11])
def test_a_cut_text_is_a_copy_of_the_whole_and_the_other_way_round(kept: int) -> None:
    for first, second in ((text(1), text(1, kept)), (text(1, kept), text(1))):
        copies = Copies()
        copies.add(article("a", first))
        found = copies.add(article("b", second))
        assert found is not None
        assert (found.of, found.kind) == ("a", "near")


def test_copies_of_copies_are_in_the_group_of_the_first() -> None:
    copies = Copies()
    copies.add(article("a", text(1)))
    copies.add(article("b", text(1, 8)))
    found = copies.add(article("c", text(1, 8) + " " + text(9, 2)))
    assert found is not None
    assert found.of == "a"


def test_other_reports_and_shared_background_are_none() -> None:
    copies = Copies()
    copies.add(article("a", text(1) + " " + text(5, 4)))
    assert copies.add(article("b", text(2))) is None
    assert copies.add(article("c", text(3) + " " + text(5, 4))) is None


def test_short_texts_are_only_copies_word_for_word() -> None:
    copies = Copies()
    copies.add(article("a", "Fire on the border, the army said."))
    assert copies.add(article("b", "Fire on the border, the army said on Monday.")) is None
    assert copies.add(article("c", "Fire on the border, the army said")) is not None


def test_the_same_words_much_later_are_none() -> None:
    copies = Copies()
    copies.add(article("a", text(1)))
    assert APART.days == 10
    assert copies.add(article("b", text(1), "2025-05-30")) is None
    assert copies.add(article("c", text(1), None)) is not None


def test_only_the_newest_are_remembered() -> None:
    copies = Copies(keep=5)
    for number in range(12):
        copies.add(article(str(number), text(number + 1)))
        assert len(copies) == min(number + 1, 5)
    assert copies.add(article("again", text(1))) is None
    assert copies.add(article("late", text(12))) is not None


def test_a_bulletin_of_another_day_from_the_same_form_is_none() -> None:
    form = "The service said on {} that shelling had killed {} people and wounded {} in the region. Power is cut in most districts. "
    form += "Trains to the capital run as planned. People are asked to stay away from windows at night and to keep water at home."
    copies = Copies()
    copies.add(article("a", form.format("Monday", 3, 14), "2025-05-05"))
    assert copies.add(article("b", form.format("Tuesday", 7, 22), "2025-05-06")) is None
    found = copies.add(article("c", form.format("Tuesday", 7, 22) + " The mayor thanked the crews.", "2025-05-06"))
    assert found is not None
    assert found.of == "b"


def test_a_long_text_is_compared_by_a_part_of_its_runs_alike() -> None:
    copies = Copies()
    copies.add(article("a", text(1, 400)))
    found = copies.add(article("b", text(1, 90)))
    assert found is not None
    assert found.shared > 0.9


def test_the_words_compared() -> None:
    assert normal_words("PARIS (Wire) - “It’s over,” he said.") == ["its", "over", "he", "said"]
    assert normal_words("") == []


def test_nothing_depends_on_the_hash_seed() -> None:
    program = (
        "from tests.sources.test_duplicates import *\n"
        "c = Copies(); c.add(article('a', text(1))); print(c.add(article('b', text(1, 7) + text(4, 2))))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in "123"
    }
    assert len(found) == 1
    assert "near" in found.pop()
