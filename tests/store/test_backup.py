"""Backups of both kinds, from and to both kinds of store; recoding and what it changed."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from tests.store.conftest import new_database
from tests.store.examples import CODER, NEWER, article, reading

from detente.errors import NewerStore, NoStore, StoreDamaged, UsageError
from detente.store import Incoming, Store
from detente.store.backup import back_up, check, restore
from detente.store.diff import differences
from detente.store.ledger import add_ruling
from detente.store.model import Table
from detente.store.query import Filters, find
from detente.store.refresh import refresh


def fill(store: Store) -> None:
    from detente.ledger import Ruling

    store.add_articles(
        [Incoming(article=article("a1"), bands=(-5, 7)), Incoming(article=article("a2", text=article("a1").text))]
    )
    store.add_readings([reading("a1")], CODER)
    store.add_readings([reading("a1", status="denied")], NEWER)
    store.put_state("watch/source/x", {"etag": "1"})
    add_ruling(store, Ruling(row="a1/s1", state="kept", because="seen"))
    list(refresh(store))


def contents(store: Store) -> dict[str, list[Any]]:
    with store.reading() as connection:
        return {t.name: sorted(map(repr, connection.execute(select(t)).all())) for t in Table.metadata.sorted_tables}


@pytest.fixture
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """A place for a second store of a kind."""

    def make(kind: str) -> str:
        if kind == "sqlite":
            return str(tmp_path / "other.sqlite")
        return new_database(request.getfixturevalue("postgres"))

    return make


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_portable_backup_goes_into_either_kind(
    store: Store, kind: str, other: Callable[[str], str], tmp_path: Path
) -> None:
    fill(store)
    path = tmp_path / "b.jsonl.gz"
    rows = back_up(store, path)
    assert 2 == rows["articles"]
    with Store.open(other(kind)) as target:
        assert rows == restore(target, path)
        assert contents(store) == contents(target)
        assert 4 == len(list(find(target, "sentences", Filters(text="india"))))
        assert target.add_articles([Incoming(article=article("new"))])[0].new, "numbers go on after the highest"
        target.add_readings([reading("new")], CODER)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_sqlite_file_goes_into_either_kind(kind: str, other: Callable[[str], str], tmp_path: Path) -> None:
    path = tmp_path / "b.sqlite"
    with Store.open(tmp_path / "one.sqlite") as store:
        fill(store)
        rows = back_up(store, path)
        wanted = contents(store)
    assert rows == check(path)
    assert ["b.sqlite"] == [p.name for p in tmp_path.glob("b.sqlite*")]
    with Store.open(other(kind)) as target:
        restore(target, path)
        assert wanted == contents(target)


def test_a_store_that_holds_reports_is_not_written_over_unasked(store: Store, tmp_path: Path) -> None:
    fill(store)
    path = tmp_path / "b.jsonl.gz"
    back_up(store, path)
    store.add_article(article("later"))
    with pytest.raises(UsageError, match="holds 3 articles"):
        restore(store, path)
    restore(store, path, replace=True)
    assert 2 == sum(store.status().articles.values())


@pytest.mark.parametrize("spoil", ["cut", "bits", "line", "other", "newer"])
def test_a_damaged_backup_changes_nothing(store: Store, spoil: str, tmp_path: Path) -> None:
    fill(store)
    path = tmp_path / "b.jsonl.gz"
    back_up(store, path)
    raw = path.read_bytes()
    if spoil == "cut":
        path.write_bytes(raw[: len(raw) // 2])
    elif spoil == "bits":
        path.write_bytes(raw[:200] + bytes(b ^ 0xFF for b in raw[200:260]) + raw[260:])
    elif spoil == "line":
        lines = gzip.decompress(raw).splitlines(keepends=True)
        path.write_bytes(gzip.compress(b"".join(lines[:5] + lines[6:])))
    elif spoil == "other":
        path.write_bytes(gzip.compress(b'{"id": "a1"}\n'))
    else:
        path.write_bytes(gzip.compress(gzip.decompress(raw).replace(b'"revision":"0002"', b'"revision":"9999"', 1)))
    before = contents(store)
    with pytest.raises(NewerStore if spoil == "newer" else StoreDamaged):
        restore(store, path, replace=True)
    assert before == contents(store)


def test_files_that_are_no_backup(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.sqlite") as store:
        (tmp_path / "text.sqlite").write_text("no database at all " * 100)
        with pytest.raises(StoreDamaged, match="no backup"):
            restore(store, tmp_path / "text.sqlite")
        with pytest.raises(NoStore, match="no such file"):
            restore(store, tmp_path / "nothing.sqlite")


def test_a_server_goes_only_into_a_portable_file(postgres: str, tmp_path: Path) -> None:
    with Store.open(new_database(postgres)) as store, pytest.raises(UsageError, match=r"b\.jsonl\.gz"):
        back_up(store, tmp_path / "b.sqlite")


# -------------------------------------------------------------------------------------------------------------- recode


def test_what_a_recoding_changed_is_listed(store: Store) -> None:
    store.add_articles([Incoming(article=article(name)) for name in ("a1", "a2", "a3")])
    store.add_readings([reading(name) for name in ("a1", "a2", "a3")], CODER)
    assert [] == list(differences(store))
    from msgspec.structs import replace

    less = replace(reading("a2"), signals=(), casualties=reading("a2").casualties * 2)
    store.add_readings([reading("a1", status="claimed"), less, reading("a3")], NEWER)
    found = [(one.article, one.change, one.kind, one.record) for one in differences(store)]
    assert [
        ("a1", "changed", "event", "e1"),
        ("a2", "gone", "signal", "s1"),
        ("a2", "added", "casualty", "c2"),
    ] == found
    first = next(iter(differences(store)))
    assert {"status": ("reported", "claimed")} == first.fields
    assert "ASSAULT IND → PAK (claimed)" == first.says
