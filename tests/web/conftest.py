"""A small library that the tests of the pages share: three reports, one of them hostile."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from detente.api import read_article
from detente.cli.serve import library_of
from detente.records import Article
from detente.web import Library, create_app

REPORTS = (
    Article(
        id="r/1", date="2025-05-07", title="Minister speaks", source="The Example",
        text="Indian jets bombed three airfields near Lahore on Tuesday. Khawaja Asif, Pakistan's defence minister, said: "
        '"If India stops the attacks, we are ready to reduce the tension."',
    ),
    Article(
        id="r2", date="2025-05-10", title="Truce", source="Wire",
        text="India and Pakistan agreed to a ceasefire on Saturday. Pakistan denied that its troops had crossed the border.",
    ),
    Article(
        id="r3", date="2025-05-11", title="<script>alert(1)</script>", source="<b>Bold</b>", url="javascript:alert(1)",
        text='Iran warned Israel: "We will strike <img src=x onerror=alert(2)> if Israel attacks." Israel struck Iran on Sunday.',
    ),
)  # fmt: skip


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.of([read_article(a) for a in REPORTS], REPORTS, title="Tests")


@pytest.fixture
def client(library: Library) -> TestClient:
    return TestClient(create_app(library), headers={"accept": "text/html"})


@pytest.fixture
def ruled(library: Library, tmp_path: Path) -> TestClient:
    """A client of a library that keeps rulings."""
    held = library.snapshot()
    made = library_of(list(held.readings), list(held.articles.values()), tmp_path / "rulings.jsonl")
    return TestClient(create_app(made), headers={"accept": "text/html"})
