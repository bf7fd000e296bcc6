"""The word lists: every entry's example is analysed."""

from __future__ import annotations

import pytest

from detente.language import analyse, lexicon
from detente.records import Article, Clause

CONNECTIVES = lexicon.table("connectives")["connective"]


def clauses(text: str) -> tuple[Clause, ...]:
    return analyse(Article(id="-", text=text)).clauses


@pytest.mark.parametrize("entry", CONNECTIVES, ids=lambda e: e["words"])
def test_connective(entry: dict[str, str]) -> None:
    links = {entry["link"], "condition"} if entry.get("pending") else {entry["link"]}
    found = {c.link for c in clauses(entry["example"]) if c.connective == entry["words"]}
    assert found
    assert found <= links


@pytest.mark.parametrize("name", ["nouns", "verbs", "demonyms"])
def test_classes_have_words_and_an_example_with_one_of_them(name: str) -> None:
    for key, entry in lexicon.table(name).items():
        words = {w.split()[0] for w in entry["words"]}
        text = entry["example"]
        lemmas = {w.lower() for c in clauses(text) for w in (*c.predicate.split(), *c.text.lower().split())}
        lemmas |= {a.phrase.head.lower() for c in clauses(text) for a in c.arguments}
        assert words & lemmas, key
        assert len(entry["words"]) > 1


def test_nominal_examples_are_clauses() -> None:
    for key, entry in lexicon.table("nouns").items():
        if entry.get("nominal", True):
            found = {c.predicate for c in clauses(entry["example"]) if c.kind == "noun"}
            assert found & set(entry["words"]), key


def test_no_connective_twice() -> None:
    words = [entry["words"] for entry in CONNECTIVES]
    assert len(words) == len(set(words))
