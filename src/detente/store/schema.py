"""The tables made and brought up to date when a database is opened; a newer one is refused.

Whoever opens first makes the change, in one transaction; others wait for it.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text

from detente.errors import NewerStore, NoStore
from detente.store.engine import writer

HEAD: Final = "0002"
"""The newest migration (a test compares): with it the database is opened without loading Alembic."""
_LOCK: Final = 0x6465_7465_6E74_65  # "detente": PostgreSQL's advisory lock while tables are made


def present(connection: Connection) -> str | None:
    """The revision a database is at, or None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def bring_up(engine: Engine, where: str, *, create: bool = True) -> None:
    """Make or upgrade the tables; raises `NewerStore`, or `NoStore` where it holds other things or `create` is False."""
    with engine.connect() as connection:
        revision = present(connection)
        empty = revision is None and not inspect(connection).get_table_names()
    if revision == HEAD:
        return
    if revision is None and not empty:
        raise NoStore(where, "it holds tables that are not Détente's", "name another database")
    if empty and not create:
        raise NoStore(where, "there is no store in it", "put reports in first: detente load FILE.jsonl")
    with writer(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        _upgrade(connection, where)


def _upgrade(connection: Connection, where: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    revision = present(connection)
    if revision is not None and revision not in known:
        raise NewerStore(
            where,
            f"it was written by a newer Détente (its tables are of version {revision}; this one knows up to {HEAD})",
            "install the newer one: pip install -U detente",
        )
    logging.getLogger("alembic").setLevel(logging.WARNING)
    command.upgrade(config, "head")
