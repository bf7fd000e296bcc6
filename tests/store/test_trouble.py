"""Disk full, database gone, locked, read-only: a clear error, and what was committed stands."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.store.conftest import new_database
from tests.store.examples import CODER, article, reading

from detente.errors import NoStore, StoreBusy, StoreDamaged, StoreFull, StoreReadOnly
from detente.store import Incoming, Store
from detente.store.engine import writer

LARGE = "India fired at posts along the line, the army said. " * 20_000


def put(store: Store, name: str, **given: str) -> None:
    store.add_articles([Incoming(article=article(name, **given))])


def test_a_full_database_says_so_and_keeps_what_it_had(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.sqlite") as store:
        put(store, "a1")
        with store.engine.connect() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            connection.execute(text(f"PRAGMA max_page_count = {pages + 20}"))
        with pytest.raises(StoreFull, match="disk is full"):
            put(store, "large", text=LARGE)
    with Store.open(tmp_path / "x.sqlite") as store:
        assert {"pending": 1} == store.status().articles
        put(store, "a2")


WRITES = """
import resource, signal, sys
from detente.errors import StoreError
from detente.store import Incoming, Store
from tests.store.examples import article
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Store.open(sys.argv[1]) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
    try:
        for n in range(1000):
            store.add_articles([Incoming(article=article(f"b{n}", text=f"{n} The army said so. " * 5000))])
            print(n, flush=True)
    except StoreError as error:
        print(type(error).__name__, error)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="needs a limit on the size of files")
def test_a_file_that_may_not_grow_is_told_and_nothing_committed_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])}
    done = subprocess.run(
        [sys.executable, "-c", WRITES, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env=environment,
    )
    *committed, last = done.stdout.splitlines()
    assert last.startswith(("StoreFull", "StoreError")), last
    assert "nothing that was stored before is lost" in last
    with Store.open(path) as store:
        assert {"pending": len(committed)} == store.status().articles
        put(store, "a1")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_may_not_be_written(tmp_path: Path) -> None:
    Store.open(tmp_path / "x.sqlite").close()
    (tmp_path / "x.sqlite").chmod(0o400)
    with Store.open(tmp_path / "x.sqlite") as store, pytest.raises(StoreReadOnly, match="make the file"):
        put(store, "a1")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NoStore, match="folder cannot be made"):
        Store.open(tmp_path / "file/below/x.sqlite")
    with pytest.raises(NoStore, match="cannot be opened"):
        Store.open(tmp_path)


def test_a_damaged_page_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    with Store.open(path) as store:
        for n in range(30):
            put(store, f"a{n}", text=f"{n} The army said so. " * 300)
    raw = bytearray(path.read_bytes())
    for at in range(4096 * 60, len(raw), 4096):
        raw[at : at + 64] = b"\xff" * 64
    path.write_bytes(raw)
    with pytest.raises(StoreDamaged, match="restore a backup"), Store.open(path) as store:
        list(store.recent_articles(100))


def test_a_server_that_goes_away_and_comes_back(postgres: str) -> None:
    where = new_database(postgres)
    with Store.open(where) as store, Store.open(where) as other:
        put(store, "a1")
        with writer(other.engine).begin() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
                )
            )
        put(store, "a2")  # a new connection is made
        with pytest.raises(NoStore, match="does not answer"), store.writing() as connection:
            connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        assert {"pending": 2} == store.status().articles


def test_a_server_that_is_locked_says_so(postgres: str) -> None:
    where = new_database(postgres)
    with Store.open(where, wait=0.2) as store, Store.open(where) as other:
        put(store, "a1")
        with other.writing() as connection:
            connection.execute(text("LOCK TABLE articles IN ACCESS EXCLUSIVE MODE"))
            with pytest.raises(StoreBusy, match="another program"):
                put(store, "a2")
        put(store, "a2")


def test_no_such_database_and_no_such_user(postgres: str) -> None:
    with pytest.raises(NoStore, match="createdb"):
        Store.open(postgres.format("nowhere"))
    with pytest.raises(NoStore, match="no role"):
        Store.open(postgres.format("postgres").replace("detente@", "nobody-here@"))


def test_half_a_batch_is_none(store: Store) -> None:
    """An error in the middle of a transaction leaves nothing of it."""
    put(store, "a1")
    wrong = article("a3")
    with pytest.raises(Exception, match="zone"):
        store.add_articles([Incoming(article=article("a2")), Incoming(article=wrong, fetched_at=datetime(2025, 5, 7))])
    assert {"pending": 1} == store.status().articles
    store.add_readings([reading("a1")], CODER)


def test_a_log_left_behind_by_a_killed_writer_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    copy = tmp_path / "y.sqlite"
    with Store.open(path) as store:
        put(store, "a1")
        for suffix in ("", "-wal"):
            (tmp_path / f"y.sqlite{suffix}").write_bytes((tmp_path / f"x.sqlite{suffix}").read_bytes())
    with Store.open(copy) as store:
        assert {"pending": 1} == store.status().articles
    with sqlite3.connect(copy) as file:
        assert "ok" == file.execute("PRAGMA integrity_check").fetchone()[0]
