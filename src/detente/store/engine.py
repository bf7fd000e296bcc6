"""Connections: what is set on each, and how a transaction begins.

SQLite: a write-ahead log, so that readers never wait for a writer; every commit is on the disk before it returns
(`synchronous = FULL`), so that neither `kill -9` nor a power cut loses it; a writer takes the lock as it begins
(`BEGIN IMMEDIATE`) and waits for it, instead of failing half way.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

WAIT = 30.0  # seconds a writer waits for another
WRITES = "detente_writes"  # execution option of a connection that is going to write


def make_engine(url: URL, *, read_only: bool = False, wait: float = WAIT) -> Engine:
    """An engine for either kind of database, with its connections set up as above."""
    if url.drivername == "sqlite":
        return _sqlite(url, read_only=read_only, wait=wait)
    options = f"-c lock_timeout={int(wait * 1000)} -c timezone=UTC"
    if read_only:
        options += " -c default_transaction_read_only=on"
    arguments = {"connect_timeout": 10, "options": options, "application_name": "detente"}
    return create_engine(url, pool_pre_ping=True, connect_args=arguments)


def writer(engine: Engine) -> Engine:
    """The same engine, for transactions that write."""
    return engine.execution_options(**{WRITES: True})


def reader(engine: Engine) -> Engine:
    """The same engine, for transactions that see one state of the database throughout; SQLite's always do."""
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="REPEATABLE READ")


def write_ahead(engine: Engine) -> None:
    """Set once in the file, outside any transaction; a file that may not be written keeps what it has."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()
    finally:
        raw.close()


def _sqlite(url: URL, *, read_only: bool, wait: float) -> Engine:
    engine = create_engine(url, connect_args={"timeout": wait})

    def connected(raw: Any, _: Any) -> None:
        raw.isolation_level = None  # SQLAlchemy begins, not the driver
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("PRAGMA cache_size = -65536")  # KiB
        raw.execute(
            "PRAGMA wal_autocheckpoint = 16384"
        )  # pages of 4 KiB: each page is written back once for many commits
        raw.execute("PRAGMA journal_size_limit = 67108864")
        if read_only:
            raw.execute("PRAGMA query_only = ON")

    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begin)
    return engine
