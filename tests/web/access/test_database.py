"""The accounts' database: made on first use, of either kind, refused where newer; several at once guess no faster."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from tests.store.postgres import Missing, server
from tests.web.access.conftest import PASSWORD, SETUP, cheap

from detente.errors import NewerStore, NoStore, UsageError
from detente.store.location import POSTGRES
from detente.web.access import database
from detente.web.access.accounts import Accounts, Entered, Refused
from detente.web.access.database import place
from detente.web.access.model import Table
from detente.web.access.roles import Role


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A server's address with a database for the accounts."""
    try:
        with server() as address:
            yield address.format("postgres")
    except Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture(params=["sqlite", "postgresql"])
def held(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Accounts]:
    """No accounts yet, in either kind of database."""
    where = str(tmp_path / "access.db") if request.param == "sqlite" else request.getfixturevalue("postgres")
    with Accounts.open(place(where), hasher=cheap()) as opened:
        yield opened
        if request.param == "postgresql":
            with opened.engine.begin() as connection:
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text("CREATE SCHEMA public"))
                connection.execute(text("DROP FUNCTION IF EXISTS access_audit_kept"))


def test_either_database_does_all_of_it(held: Accounts) -> None:
    held.add("ada", PASSWORD, Role.ADMIN, SETUP)
    with pytest.raises(UsageError, match="of that name"):
        held.add("Ada", PASSWORD, Role.READER, SETUP)
    first = held.login("ada", PASSWORD, "192.0.2.1")
    assert isinstance(first, Entered)
    who = held.session(first.session)
    assert who is not None
    token = held.make_token("ada", SETUP, role=Role.READER, label="x", days=1)
    assert held.bearer(token, "api") is not None
    assert held.renew(who) != first.session
    assert held.session(first.session) is None
    assert isinstance(held.login("ada", "wrong", "192.0.2.1"), Refused)
    held.set_password("ada", "nine red wagons", SETUP)
    assert [line.action for line in held.audit()][:3] == ["password reset", "login failed", "token made"]
    for change in ("UPDATE access_audit SET name = 'x'", "DELETE FROM access_audit"):
        with pytest.raises(DBAPIError, match="only grows"), held.engine.begin() as connection:
            connection.execute(text(change))


def test_many_at_once_guess_no_faster(held: Accounts) -> None:
    held.add("ada", PASSWORD, Role.ADMIN, SETUP)
    heard: list[bool] = []
    start = threading.Barrier(8)

    def guess() -> None:
        start.wait()
        for _ in range(5):
            found = held.login("ada", "not the password", "192.0.2.1")
            heard.append(isinstance(found, Refused) and found.wait == 0)

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(heard) == 40
    failed = [line for line in held.audit() if line.action == "login failed"]
    assert sum(heard) == len(failed)
    assert 11 <= len(failed) <= 16  # ten and one for nothing; a slow machine lets a second or two pass


def test_the_migrations_make_the_tables_that_are_declared(tmp_path: Path) -> None:
    with Accounts.open(place(str(tmp_path / "a.db"))) as held:
        made = inspect(held.engine)
        for table in Table.metadata.sorted_tables:
            columns = {c["name"]: (str(c["type"]), c["nullable"]) for c in made.get_columns(table.name)}
            dialect = held.engine.dialect
            assert columns == {c.name: (c.type.compile(dialect), c.nullable) for c in table.columns}, table.name
            assert {i["name"] for i in made.get_indexes(table.name)} == {i.name for i in table.indexes}, table.name
        with held.engine.connect() as connection:
            assert connection.execute(text("SELECT version_num FROM access_version")).scalar() == database.HEAD
    versions = Path(database.__file__).parent / "migrations/versions"
    assert sorted(p.stem for p in versions.glob("v*.py"))[-1] == f"v{database.HEAD}"


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Accounts.open(place(str(path))).close()
    with create_engine(f"sqlite:///{path}").begin() as connection:
        connection.execute(text("UPDATE access_version SET version_num = '9999'"))
    with pytest.raises(NewerStore):
        Accounts.open(place(str(path)))


def test_none_are_made_where_they_are_only_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with pytest.raises(NoStore, match="no accounts"):
        Accounts.open(place(str(path)), create=False)
    assert not path.exists()


def test_where_they_are(tmp_path: Path) -> None:
    home = {"HOME": "/home/ana", "XDG_DATA_HOME": "/data"}
    assert place(None, None, home).database == "/data/detente/access.db"
    assert place(None, "/srv/news/store.sqlite", home).database == "/srv/news/access.db"
    assert place(None, "postgresql://ana@db/news", home).database == "/data/detente/access.db"
    assert place(None, None, home | {"DETENTE_AUTH": "/a.db"}).database == "/a.db"
    assert place("/b.db", None, home | {"DETENTE_AUTH": "/a.db"}).database == "/b.db"
    assert place("postgresql://ana@db/people").drivername == POSTGRES
