"""Helpers of the events tests: a sentence in, its events out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente import events
from detente.actors import Cast
from detente.language import analyse
from detente.records import Article, Event

Coder = Callable[..., tuple[Event, ...]]


@pytest.fixture(scope="session")
def coded() -> Coder:
    """`coded(text, date="2025-05-08")` -> events."""

    def run(text: str, date: str | None = "2025-05-08") -> tuple[Event, ...]:
        document = analyse(Article(id="test", text=text, date=date))
        return events.code(document, Cast(document))

    return run
