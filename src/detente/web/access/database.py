"""Where the accounts are, and their tables made and brought up to date when they are opened; a newer database is refused."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import URL

from detente.errors import NewerStore, NoStore
from detente.store.engine import make_engine, write_ahead, writer
from detente.store.location import data_folder, locate, shown
from detente.store.trouble import told

VARIABLE: Final = "DETENTE_AUTH"
FILE: Final = "access.db"
HEAD: Final = "0001"
"""The newest migration (a test compares): with it the database is opened without loading Alembic."""
_LOCK: Final = 0x6163_6365_7373  # "access": PostgreSQL's advisory lock while tables are made
_MAKE = "make the first account: detente users add NAME --role admin"


def place(where: str | None, db: str | None = None, environment: Mapping[str, str] = os.environ) -> URL:
    """What was named, else $DETENTE_AUTH, else `access.db` beside the store's file, else in the user's data folder."""
    named = where or environment.get(VARIABLE)
    if named:
        return locate(named, environment)
    store = locate(db, environment)
    beside = Path(store.database or "").parent if store.drivername == "sqlite" else data_folder(environment)
    return locate(beside / FILE, environment)


def open_engine(url: URL, *, create: bool) -> tuple[Engine, str]:
    """An engine on the accounts and their place in words. Raises `NoStore` where there are none and `create` is False."""
    name = shown(url)
    if url.drivername == "sqlite":
        _file(Path(url.database or ""), name, create=create)
    with told(name):
        engine = make_engine(url)
        if url.drivername == "sqlite":
            write_ahead(engine)
        _bring_up(engine, name, create=create)
    return engine, name


def _file(path: Path, name: str, *, create: bool) -> None:
    """Made so that nobody else on the machine may read it: it holds hashes of passwords."""
    if path.exists():
        return
    if not create:
        raise NoStore(name, "there are no accounts there", _MAKE)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise NoStore(name, f"it cannot be made ({error.strerror})", "name another place with --auth") from None


def _bring_up(engine: Engine, where: str, *, create: bool) -> None:
    with engine.connect() as connection:
        revision = _present(connection)
    if revision == HEAD:
        return
    if revision is None and not create:
        raise NoStore(where, "there are no accounts in it", _MAKE)
    with writer(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        _upgrade(connection, where)


def _present(connection: Connection) -> str | None:
    if not inspect(connection).has_table("access_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM access_version")).scalar()
    return found


def _upgrade(connection: Connection, where: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    revision = _present(connection)
    if revision is not None and revision not in known:
        what = f"a newer Détente wrote it (version {revision}; this one knows up to {HEAD})"
        raise NewerStore(where, what, "install the newer one: pip install -U detente")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    command.upgrade(config, "head")
