"""One article through the rooms a signal needs, and where the shared data lies."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from detente import actors, events, language, signals
from detente.records import Article
from detente.signals import Coded

Reader = Callable[..., Coded]


def read_text(text: str, date: str | None = "2025-05-07") -> Coded:
    """The signals of a text."""
    document = language.analyse(Article(id="test", text=text, date=date))
    cast = actors.Cast(document)
    return signals.code(document, cast, events.acts(document, cast), events.code(document, cast))


@pytest.fixture(scope="session")
def read() -> Reader:
    return read_text


@pytest.fixture(scope="session")
def shared() -> Path:
    found = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[3] / "shared"))
    if not found.exists():
        pytest.skip("the shared data is not here: set DETENTE_SHARED")
    return found
