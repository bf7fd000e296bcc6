"""The store from end to end: load, query, ledger, recode, backup, restore, export, as a user types them."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.crafted import india_pakistan

from detente.cli import main
from detente.records import Article, Reading, to_json
from detente.store import Coder, Store

TEXT = "ISLAMABAD, May 7 - India launched strikes on camps in Pakistan overnight, the army said on Wednesday."
OFFER = "wire-0507/s1"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A folder of its own with the readings of a crisis."""
    text = "".join(to_json(one) + "\n" for one in india_pakistan())
    (tmp_path / "readings.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def detente(room: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in that folder, in this process, for speed; the store is store.sqlite there."""
    out, err = io.StringIO(), io.StringIO()
    status: object = 0
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.chdir(room)
        patch.setenv("DETENTE_DB", str(room / "store.sqlite"))
        try:
            main(list(arguments), standalone_mode=False)
        except SystemExit as stopped:
            status = stopped.code
        except Exception as error:  # usage errors of click
            status = 2
            err.write(getattr(error, "message", str(error)))
    return subprocess.CompletedProcess(list(arguments), int(str(status or 0)), out.getvalue(), err.getvalue())


def loaded(room: Path) -> Path:
    done = detente(room, "load", "readings.jsonl")
    assert 0 == done.returncode, done.stderr
    return room


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_loading_twice_is_loading_once(room: Path) -> None:
    done = detente(room, "load", "readings.jsonl")
    count = len(india_pakistan())
    assert f"{count} new, 0 there already" in done.stderr
    again = detente(room, "load", "readings.jsonl")
    assert f"0 new, {count} there already" in again.stderr
    assert "none changed" in again.stderr


def test_reports_are_coded_and_a_bad_line_is_told(room: Path) -> None:
    lines = [json.dumps({"id": "r1", "date": "2025-05-07", "text": TEXT}), "not json"]
    (room / "reports.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = detente(room, "load", "reports.jsonl")
    assert 1 == done.returncode
    assert "reports.jsonl:2" in done.stderr
    assert "1 new, 0 there already, 1 could not be read, 1 coded" in done.stderr
    found = objects(detente(room, "query", "events", "--type", "assault", "--jsonl").stdout)
    assert ["r1"] == [row["article"] for row in found]
    assert "strikes on camps" in detente(room, "query", "sentences", "--text", '"strikes on camps"', "--csv").stdout


def test_a_name_that_is_not_there_makes_no_store(room: Path) -> None:
    done = detente(room, "load", "reading.jsonl")
    assert 2 == done.returncode
    assert "did you mean readings.jsonl?" in done.stderr
    assert not (room / "store.sqlite").exists()


def test_a_side_the_store_does_not_know_is_told(room: Path) -> None:
    loaded(room)
    assert "names 'Atlantis'" in detente(room, "query", "events", "--side", "Atlantis").stderr
    assert "names 'IND-XYZ'" in detente(room, "query", "signals", "--dyad", "IND-XYZ").stderr
    assert "" == detente(room, "query", "events", "--side", "Pakistan", "--until", "1990-01-01").stderr


def test_a_folder_of_reports_is_loaded_and_an_empty_one_told(room: Path) -> None:
    (room / "saved").mkdir()
    (room / "nothing").mkdir()
    (room / "saved" / "a.txt").write_text(TEXT + " The attack killed four people.\n", encoding="utf-8")
    done = detente(room, "load", "saved", "nothing", "--no-code", "--date", "2025-05-07")
    assert "1 new, 0 there already, 1 could not be read" in done.stderr
    assert "nothing: a folder without files that could be reports" in done.stderr


def test_a_query_has_its_forms(room: Path) -> None:
    loaded(room)
    rows = json.loads(detente(room, "query", "signals", "--kind", "offer", "--json").stdout)
    assert {"offer"} == {row["kind"] for row in rows}
    assert rows == objects(detente(room, "query", "signals", "--kind", "offer", "--jsonl").stdout)
    table = detente(room, "query", "signals", "--kind", "offer").stdout
    assert "speaker" in table.splitlines()[0]
    assert len(rows) + 1 == len(detente(room, "query", "signals", "--kind", "offer", "--csv").stdout.splitlines())
    for name in ("x.csv", "x.json", "x.jsonl", "x.parquet"):
        done = detente(room, "query", "events", "-o", name)
        assert (0, "") == (done.returncode, done.stdout), done.stderr
        assert (room / name).stat().st_size > 0
    assert "none" in detente(room, "query", "events", "--actor", "Nobody").stdout
    assert "goldstein" in detente(room, "query", "events", "--columns").stdout


def test_what_cannot_be_asked_is_told(room: Path) -> None:
    done = detente(room, "query", "events")
    assert 2 == done.returncode
    assert "there is no store there" in done.stderr
    assert not (room / "store.sqlite").exists()
    loaded(room)
    for words in (["--type", "PARTY"], ["--since", "yesterday"], ["--state", "open"], ["--dyad", "IND"]):
        done = detente(room, "query", "events", *words)
        assert 2 == done.returncode
        assert words[0] in done.stderr
    assert 2 == detente(room, "query", "events", "-o", "x.doc").returncode


def test_the_ledger_of_the_store_is_that_of_the_readings(room: Path) -> None:
    loaded(room)
    of_files = json.loads(detente(room, "ledger", "list", "readings.jsonl", "--json").stdout)
    of_store = json.loads(detente(room, "ledger", "list", "--db", "store.sqlite", "--json").stdout)
    assert of_files == of_store
    ids = [row["id"] for row in of_files]
    kept = [row["id"] for row in objects(detente(room, "query", "commitments", "--jsonl").stdout)]
    assert sorted(ids) == sorted(kept)
    shown = detente(room, "ledger", "show", OFFER, "--db", "store.sqlite", "--json")
    assert OFFER == json.loads(shown.stdout)["id"]
    assert 2 == detente(room, "ledger", "list", "readings.jsonl", "--db", "store.sqlite").returncode


def test_a_ruling_in_the_store(room: Path) -> None:
    loaded(room)
    ruled = detente(room, "ledger", "rule", OFFER, "broken", "--because", "seen", "--db", "store.sqlite")
    assert f"ruled: {OFFER} broken" in ruled.stdout
    assert (
        "already"
        in detente(room, "ledger", "rule", OFFER, "broken", "--because", "seen", "--db", "store.sqlite").stdout
    )
    row = json.loads(detente(room, "ledger", "show", OFFER, "--db", "store.sqlite", "--json").stdout)
    assert "broken" == row["state"]
    assert "1 state" in detente(room, "db", "refresh").stderr
    (row,) = objects(
        detente(
            room, "query", "commitments", "--state", "broken", "--actor", "PAK", "--kind", "offer", "--jsonl"
        ).stdout
    )
    assert (OFFER, 2) == (row["id"], row["version"])
    assert "offer is now broken" in detente(room, "export", "atom").stdout


def test_backup_and_restore(room: Path) -> None:
    loaded(room)
    wanted = detente(room, "query", "events", "--csv").stdout
    for name in ("b.sqlite", "b.jsonl.gz"):
        assert 0 == detente(room, "db", "backup", name).returncode
        assert 2 == detente(room, "db", "backup", name).returncode, "it is not written over"
        assert 0 == detente(room, "db", "restore", name, "--db", f"from-{name}.sqlite").returncode
        assert wanted == detente(room, "query", "events", "--csv", "--db", f"from-{name}.sqlite").stdout
        assert 2 == detente(room, "db", "restore", name).returncode, "it holds reports"
        assert 0 == detente(room, "db", "restore", name, "--replace").returncode
    assert not list(room.glob(".part*"))
    info = json.loads(detente(room, "db", "info", "--json").stdout)
    assert len(india_pakistan()) == sum(info["articles"].values())


def test_recoding_lists_what_it_changed(room: Path) -> None:
    with Store.open(room / "store.sqlite") as store:
        store.add_article(Article(id="r1", text=TEXT, date="2025-05-07"))
        store.add_readings([Reading(id="r1", date="2025-05-07")], Coder(name="detente", version="old"))
    done = detente(room, "recode", "--diff")
    assert "1 coded by another version; 1 coded by detente" in done.stderr
    assert "added" in done.stdout
    assert "ASSAULT IND → PAK" in done.stdout
    again = detente(room, "recode")
    assert "0 coded by another version; 0 coded by" in again.stderr
    (first, *_) = objects(detente(room, "recode", "--dry-run", "--json").stdout)
    assert ("r1", "added", "event") == (first["article"], first["change"], first["kind"])


@pytest.mark.parametrize("form", ["plover", "gdelt", "icews", "geojson", "rss", "atom", "jsonfeed"])
def test_exports_of_the_store_and_of_files_are_the_same(room: Path, form: str) -> None:
    loaded(room)
    of_store = detente(room, "export", form)
    of_files = detente(room, "export", form, "readings.jsonl")
    assert 0 == of_store.returncode == of_files.returncode
    if form in ("plover", "gdelt", "icews", "geojson"):
        assert of_store.stdout == of_files.stdout
    done = detente(room, "export", form, "-o", f"x.{form}")
    assert 0 == done.returncode
    assert of_store.stdout == (room / f"x.{form}").read_text(encoding="utf-8")


def test_a_claim_does_not_go_into_a_format_that_cannot_say_so(room: Path) -> None:
    loaded(room)
    done = detente(room, "export", "gdelt", "--status", "conditional")
    assert 2 == done.returncode
    assert "no column for a status" in done.stderr
    assert 0 == detente(room, "export", "plover", "--status", "conditional").returncode


def test_folders_of_tables(room: Path) -> None:
    loaded(room)
    assert 2 == detente(room, "export", "csv").returncode
    assert 0 == detente(room, "export", "csv", "-o", "tables").returncode
    assert {"datapackage.json", "events.csv", "commitments.csv"} <= {path.name for path in (room / "tables").iterdir()}
