"""The whole store in one file, and back.

Two kinds of file. A **SQLite file**, of a SQLite store: the pages as they are, taken while others go on writing. **JSON Lines,
gzip**, of either kind of store, by name ending in `.jsonl.gz`: a head, then for each table its columns and an array a row, then
the numbers of rows. It moves a store from SQLite to PostgreSQL and back. A file that breaks off is refused, and nothing is changed.
"""

from __future__ import annotations

import base64
import gzip
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text
from sqlalchemy.exc import IntegrityError

from detente.errors import NewerStore, NoStore, StoreDamaged, StoreError, UsageError
from detente.store.columns import Column, columns
from detente.store.model import Table
from detente.store.schema import HEAD, bring_up
from detente.store.store import Store
from detente.store.times import iso, now
from detente.store.trouble import told

SUFFIX = ".jsonl.gz"
FORMAT = 1
AT_ONCE = 1000
COUNTED = dict.fromkeys(("runs", "coders", "articles", "commitment_versions", "rulings"), "key") | {"stale": "number"}
PAGES = 4096  # of 4 KiB, copied at a time: others write in between


def back_up(store: Store, path: Path) -> dict[str, int]:
    """Write the store to a new file; the rows of each table. Raises `UsageError` where that kind of file cannot hold it."""
    if path.name.endswith(SUFFIX):
        with path.open("xb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=5, mtime=0) as out:
            return _dump(store, out)
    if store.engine.dialect.name != "sqlite":
        raise UsageError(
            str(path), "a PostgreSQL store does not go into a SQLite file", f"name the backup {path.stem}{SUFFIX}"
        )
    source = store.engine.url.database or ""
    with told(str(path)), closing(sqlite3.connect(source, timeout=30)) as here, closing(sqlite3.connect(path)) as there:
        here.backup(there, pages=PAGES, sleep=0.05)
        there.execute("PRAGMA journal_mode = DELETE")  # one file, no log beside it
    return check(path)


def restore(store: Store, path: Path, *, replace: bool = False) -> dict[str, int]:
    """Fill the store from a backup of either kind; the rows of each table. A store that holds articles is left alone without `replace`.

    Raises `StoreDamaged` for a file that is no whole backup; the store is then as it was before.
    """
    status = store.status()
    if status.articles and not replace:
        held = sum(status.articles.values())
        raise UsageError(
            store.where, f"it holds {held} articles", "name another with --db, or give --replace to lose them"
        )
    if not path.is_file():
        raise NoStore(str(path), "there is no such file", "name the backup")
    if path.name.endswith(".gz"):
        return _undump(store, path)
    rows = check(path)
    if store.engine.dialect.name == "sqlite":
        target = store.engine.url.database or ""
        store.close()
        with (
            told(target),
            closing(sqlite3.connect(path)) as here,
            closing(sqlite3.connect(target, timeout=30)) as there,
        ):
            here.backup(there)
        with told(target):
            bring_up(store.engine, store.where)  # an older backup
        return rows
    with Store.open(path, read_only=True) as source, source.reading() as connection:
        return _fill(store, _rows_of(connection))


def check(path: Path) -> dict[str, int]:
    """The rows of each table of a SQLite file; raises `StoreDamaged` where it is no sound store, `NewerStore` where a newer one."""
    where, remedy = str(path), "take another backup"
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            sound = file.execute("PRAGMA quick_check(1)").fetchone()[0]
            (revision,) = file.execute("SELECT version_num FROM alembic_version").fetchone()
            if sound != "ok":
                raise StoreDamaged(where, f"the file is damaged ({sound})", remedy)
            _same_version(where, revision)
            return {name: file.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in _names()}
    except sqlite3.Error as error:
        raise StoreDamaged(where, f"it is no backup of a store ({error})", remedy) from None


def _same_version(where: str, revision: str) -> None:
    if revision > HEAD:
        raise NewerStore(where, f"a newer Détente wrote it (version {revision})", "pip install -U detente")


def _names() -> list[str]:
    return [table.name for table in Table.metadata.sorted_tables]


# ---------------------------------------------------------------------------------------------------------------- out


def _dump(store: Store, out: gzip.GzipFile) -> dict[str, int]:
    counts = dict.fromkeys(_names(), 0)
    with store.reading() as connection:
        _line(out, {"detente": "store", "format": FORMAT, "revision": HEAD, "made": iso(now())})
        last = None
        for name, row in _rows_of(connection):
            if name != last:
                _line(out, {"table": name, "columns": [column.name for column in columns(name)]})
                last = name
            _line(out, [_plain(value) for value in row])
            counts[name] += 1
        _line(out, {"end": True, "rows": counts})
    return counts


def _rows_of(connection: Connection) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """All rows, tables before those that point at them."""
    for table in Table.metadata.sorted_tables:
        wanted = select(table).order_by(*table.primary_key.columns)
        for row in connection.execution_options(yield_per=AT_ONCE).execute(wanted):
            yield table.name, tuple(row)


def _line(out: gzip.GzipFile, value: Any) -> None:
    out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


# --------------------------------------------------------------------------------------------------------------- back


def _undump(store: Store, path: Path) -> dict[str, int]:
    try:
        with gzip.open(path, "rb") as file:
            return _fill(store, _rows_in(file, str(path)))
    except (gzip.BadGzipFile, EOFError, zlib.error, ValueError, LookupError, TypeError, AttributeError):
        raise StoreDamaged(
            str(path), "it is no whole backup of a store", "take another; the store is as it was"
        ) from None


def _rows_in(file: Iterable[bytes], where: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    lines = iter(file)
    head = json.loads(next(lines, b"{}"))
    if head.get("detente") != "store" or head.get("format") != FORMAT:
        raise ValueError(where)
    if head["revision"] != HEAD:
        _same_version(where, head["revision"])
        raise StoreError(
            where, f"its tables are of version {head['revision']}", "restore it with the Détente that wrote it"
        )
    counts = dict.fromkeys(_names(), 0)
    kinds: list[Column] = []
    name = ""
    for line in lines:
        value = json.loads(line)
        if isinstance(value, list):
            counts[name] += 1
            yield name, tuple(_read(column, each) for column, each in zip(kinds, value, strict=True))
        elif value.get("end"):
            if value["rows"] != counts:
                raise ValueError(where)
            return
        else:
            name = value["table"]
            kinds = list(columns(name))
            if [column.name for column in kinds] != value["columns"]:
                raise ValueError(where)
    raise ValueError(where)


def _read(column: Column, value: Any) -> Any:
    if value is None:
        return None
    if column.kind == "time":
        return datetime.fromisoformat(value)
    return base64.b64decode(value) if column.kind == "bytes" else value


def _fill(store: Store, rows: Iterable[tuple[str, tuple[Any, ...]]]) -> dict[str, int]:
    """These rows in place of all there are, in one transaction."""
    counts = dict.fromkeys(_names(), 0)
    with store.writing() as connection:
        for table in reversed(Table.metadata.sorted_tables):
            connection.execute(delete(table))
        for name, some in _runs(rows):
            fields = [column.name for column in columns(name)]
            try:
                connection.execute(
                    insert(Table.metadata.tables[name]), [dict(zip(fields, row, strict=True)) for row in some]
                )
            except IntegrityError:
                raise ValueError(f"rows of {name} that do not fit the others") from None
            counts[name] += len(some)
        _set_sequences(connection)
    return counts


def _runs(rows: Iterable[tuple[str, tuple[Any, ...]]]) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    name, run = "", list[tuple[Any, ...]]()
    for table, row in rows:
        if run and (table != name or len(run) >= AT_ONCE):
            yield name, run
            run = []
        name = table
        run.append(row)
    if run:
        yield name, run


def _set_sequences(connection: Connection) -> None:
    """PostgreSQL's counters go on after the highest number."""
    if connection.dialect.name != "postgresql":
        return
    for name, key in COUNTED.items():
        after = (
            f"SELECT setval(pg_get_serial_sequence('{name}', '{key}'), coalesce(max({key}), 0) + 1, false) FROM {name}"
        )
        connection.execute(text(after))
