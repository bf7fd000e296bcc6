"""Shared by the tests of `sources/`: where things lie, and a server that misbehaves on demand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.sources.misbehaving import Server

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def seed_article() -> Path:
    """The article the project began with; not in the repository."""
    path = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared")) / "seed" / "article.txt"
    if not path.is_file():
        pytest.skip("needs seed/article.txt of the shared folder; set DETENTE_SHARED")
    return path


@pytest.fixture
def server() -> Iterator[Server]:
    """A web server on this machine."""
    with Server() as running:
        yield running
