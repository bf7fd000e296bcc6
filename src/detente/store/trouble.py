"""What a database says when it cannot, as errors that say what to do."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from detente.errors import NoStore, StoreBusy, StoreDamaged, StoreError, StoreFull, StoreReadOnly

Said = tuple[type[StoreError], str, str]
_FAULT = "this is a fault of detente: please report it"
_KEPT = "; nothing that was stored before is lost"
_SQLITE: dict[int, Said] = {
    sqlite3.SQLITE_BUSY: (StoreBusy, "another program is writing to it", "try again when it has finished"),
    sqlite3.SQLITE_LOCKED: (StoreBusy, "another program is writing to it", "try again when it has finished"),
    sqlite3.SQLITE_READONLY: (
        StoreReadOnly, "it may be read and not written", "make the file and its folder writable, or name another with --db"),
    sqlite3.SQLITE_FULL: (StoreFull, "its disk is full", f"make room and run the same command again{_KEPT}"),
    sqlite3.SQLITE_IOERR: (StoreError, "its disk does not read or write", f"see that the disk is there and has room{_KEPT}"),
    sqlite3.SQLITE_CANTOPEN: (NoStore, "it cannot be opened", "see that its folder is there and may be written"),
    sqlite3.SQLITE_CORRUPT: (StoreDamaged, "the file is damaged", "restore a backup: detente db restore"),
    sqlite3.SQLITE_NOTADB: (StoreDamaged, "the file is no SQLite database", "name another file, or restore a backup"),
}  # fmt: skip
_POSTGRES: dict[str, Said] = {
    "53100": (StoreFull, "the server's disk is full", f"make room there and run the same command again{_KEPT}"),
    "53300": (StoreBusy, "the server has too many connections", "try again, or let it take more"),
    "25006": (StoreReadOnly, "the server lets it be read and not written", "connect to the server that is written to"),
    "42501": (StoreReadOnly, "this user may not write there", "have the user given rights on the database"),
    "55P03": (StoreBusy, "another program is writing to it", "try again when it has finished"),
    "40P01": (StoreBusy, "two programs waited for each other", "run the same command again"),
    "3D000": (NoStore, "the server has no database of that name", "make one: createdb NAME"),
    "28000": (NoStore, "the server does not let this user in", "see the user and the password in the address"),
    "28P01": (NoStore, "the server does not take this password", "see the user and the password in the address"),
}


@contextlib.contextmanager
def told(where: str) -> Iterator[None]:
    """Errors of the database inside become a `StoreError` that names `where` it is."""
    try:
        yield
    except PoolTimeout:
        raise StoreBusy(where, "too many threads ask at once", "ask from fewer") from None
    except NoSuchModuleError:
        raise NoStore(where, "the client for that server is missing", "pip install 'detente[postgres]'") from None
    except DBAPIError as error:
        kind, what, remedy = _said(error)
        raise kind(where, what, remedy) from error
    except sqlite3.Error as error:
        kind, what, remedy = _of_sqlite(error)
        raise kind(where, what, remedy) from error


def _said(error: DBAPIError) -> Said:
    own = error.orig
    if isinstance(own, sqlite3.Error):
        return _of_sqlite(own)
    state = getattr(own, "sqlstate", None)
    if state in _POSTGRES:
        return _POSTGRES[state]
    lost = error.connection_invalidated or (isinstance(error, OperationalError) and state is None)
    reason = str(own).strip().splitlines()[0] if str(own).strip() else type(own).__name__
    if lost and reason.endswith("does not exist"):  # refused as it connected: the client hands on no code, only words
        what, remedy = ("role", "the user") if "role" in reason else ("database", "one: createdb NAME")
        return NoStore, f"the server has no {what} of that name", f"make {remedy}"
    if lost or (state or "").startswith(("08", "57P")):
        return NoStore, f"the server does not answer ({reason})", f"see that it runs and can be reached{_KEPT}"
    return StoreError, f"the database refused ({reason})", _FAULT


def _of_sqlite(error: sqlite3.Error) -> Said:
    code = getattr(error, "sqlite_errorcode", None)
    known = _SQLITE.get((code or 0) & 0xFF)
    return known or (StoreError, f"the database refused ({error})", _FAULT)
