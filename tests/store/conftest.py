"""Every test of the store runs on SQLite and on a PostgreSQL server that the run starts itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.postgres import Missing, server

from detente.store import Store

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The server's address with `{}` for the database's name."""
    try:
        with server() as address:
            yield address
    except Missing as missing:
        pytest.skip(str(missing))


def new_database(address: str) -> str:
    """The address of an empty database on the server."""
    import psycopg

    name = f"t{next(_numbers)}"
    with psycopg.connect(address.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return address.format(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a store of either kind, empty."""
    if request.param == "sqlite":
        return str(tmp_path / "store.sqlite")
    return new_database(request.getfixturevalue("postgres"))


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """An empty store of either kind."""
    with Store.open(where) as opened:
        yield opened
