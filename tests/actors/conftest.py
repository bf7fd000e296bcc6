"""Small builders: phrases and clauses by hand, and actors of a sentence read through the language room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from detente.actors import Cast, short
from detente.language import analyse
from detente.records import Actor, Argument, Article, Clause, Document, Phrase, Sentence, Span


def at(text: str, part: str, nth: int = 0) -> Span:
    """The span of the nth occurrence of `part`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    return (start, start + len(part))


def noun(text: str, part: str, head: str, **fields: object) -> Phrase:
    """A phrase of `text` by hand: its words, its head word and whatever else is given."""
    span = at(text, part)
    offset = part.index(head)
    start = span[0] + offset
    defaults: dict[str, object] = {"kind": "noun"}
    return Phrase(text=part, span=span, head=head, head_span=(start, start + len(head)), **{**defaults, **fields})  # type: ignore[arg-type]


def document(text: str, *clauses: Clause, date: str | None = "2025-05-07") -> Document:
    """A document of one sentence with these clauses."""
    sentence = Sentence(index=0, span=(0, len(text)), text=text)
    return Document(article=Article(id="t", text=text, date=date), sentences=(sentence,), clauses=clauses)


def clause(text: str, predicate: str, *arguments: Argument, **fields: object) -> Clause:
    """A clause over the whole text."""
    defaults: dict[str, object] = {
        "id": 0, "sentence": 0, "span": (0, len(text)), "text": text, "kind": "verb",
        "predicate": predicate, "predicate_span": (0, 0), "arguments": arguments,
    }  # fmt: skip
    return Clause(**{**defaults, **fields})  # type: ignore[arg-type]


@cache
def read(text: str, date: str | None = "2025-05-07") -> tuple[Document, Cast]:
    """A text read by the language room, with its cast."""
    found = analyse(Article(id="t", text=text, date=date))
    return found, Cast(found)


def label(actor: Actor) -> str:
    """An actor in short: "PAK GOV Khawaja Asif"."""
    return " ".join(part for part in (short(actor), actor.sector, actor.name) if part)


def arguments(found: Document) -> Iterator[tuple[Clause, Argument]]:
    for c in found.clauses:
        for argument in c.arguments:
            yield c, argument


Who = Callable[..., list[str]]


@pytest.fixture
def who() -> Who:
    """`who(text, words)`: the actors, in short, of the argument whose words are these; the last such argument."""

    def find(text: str, words: str, *, date: str | None = "2025-05-07") -> list[str]:
        found, cast = read(text, date)
        matches = [(c, a) for c, a in arguments(found) if a.phrase.text == words and not a.inherited]
        assert matches, f"no argument “{words}” among {[a.phrase.text for _, a in arguments(found)]}"
        c, argument = matches[-1]
        return [label(actor) for actor in cast.resolve(argument.phrase, c)]

    return find
