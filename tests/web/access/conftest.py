"""A server for a team: accounts of each role with cheap hashes, a clock set by hand, and browsers that are logged in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from detente.cli.serve import library_of
from detente.web import Library, create_app
from detente.web.access.accounts import Accounts
from detente.web.access.audit import By
from detente.web.access.database import open_engine, place
from detente.web.access.guard import Access
from detente.web.access.limits import Limiter
from detente.web.access.passwords import Passwords
from detente.web.access.roles import Role

PASSWORD = "seven green bottles"
SETUP = By("setup")
PEOPLE = {"rea": Role.READER, "ann": Role.ANALYST, "ada": Role.ADMIN}
Browser = Callable[..., TestClient]


class Clock:
    """The present, moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def cheap() -> Passwords:
    """Hashes that take no time."""
    return Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with an account of each role, to be copied."""
    path = tmp_path_factory.mktemp("access") / "access.db"
    with Accounts.open(place(str(path)), hasher=cheap(), clock=Clock()) as held:
        for name, role in PEOPLE.items():
            held.add(name, PASSWORD, role, SETUP)
    return path


@pytest.fixture(scope="session")
def team(
    prepared: Path, library: Library, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Access, FastAPI]]:
    """One application for all tests, for it takes a while to make; each test gives it a database of its own. Nobody is slowed down."""
    held = library.snapshot()
    path = tmp_path_factory.mktemp("team") / "rulings.jsonl"
    kept = library_of(list(held.readings), list(held.articles.values()), path)
    with Accounts.open(place(str(prepared)), hasher=cheap()) as opened:
        access = Access(opened, requests=Limiter(60_000, 60_000), strangers=Limiter(60_000, 60_000))
        yield access, create_app(kept, access=access)


@pytest.fixture
def access(team: tuple[Access, FastAPI], prepared: Path, tmp_path: Path, clock: Clock) -> Iterator[Access]:
    """Fresh accounts, one of each role, at the clock's time."""
    held, _ = team
    path = shutil.copy(prepared, tmp_path / "access.db")
    held.accounts.engine, held.accounts.where = open_engine(place(str(path)), create=False)
    held.accounts.hasher, held.accounts.now = cheap(), clock
    yield held
    held.accounts.close()


@pytest.fixture
def accounts(access: Access) -> Accounts:
    return access.accounts


@pytest.fixture
def app(team: tuple[Access, FastAPI], access: Access) -> FastAPI:
    return team[1]


@pytest.fixture
def ruling(library: Library, tmp_path: Path) -> Library:
    """The same reports for an application of a test's own, with rulings kept in a file."""
    held = library.snapshot()
    return library_of(list(held.readings), list(held.articles.values()), tmp_path / "rulings.jsonl")


@pytest.fixture
def browser(app: FastAPI) -> Browser:
    """A new browser; with a name, logged in. It follows no redirects."""

    def opened(name: str | None = None, password: str = PASSWORD) -> TestClient:
        made = TestClient(app, headers={"accept": "text/html"}, follow_redirects=False)
        if name is not None:
            assert login(made, name, password).status_code == 303
        return made

    return opened


def login(client: TestClient, name: str, password: str = PASSWORD, **more: str) -> Any:
    """Fill in the form of the login and send it."""
    form = {"name": name, "password": password, "token": token_on(client, "/login"), **more}
    return client.post("/login", data=form)


def token_on(client: TestClient, address: str) -> str:
    """The token that the forms of a page carry."""
    found = re.search(r'name="token" value="([^"]+)"', client.get(address).text)
    assert found, address
    return found[1]
