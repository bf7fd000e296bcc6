"""One word for each source, and the commands `watch` and `status`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.sources.making import page
from tests.watch.conftest import until

from detente.cli import main
from detente.errors import StoreError
from detente.store import Store
from detente.watch import health

NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


def ago(seconds: float) -> str:
    return (NOW - timedelta(seconds=seconds)).isoformat(timespec="seconds")


@pytest.mark.parametrize(
    ("record", "word"),
    [
        ({}, "new"),
        ({"in_a_row": 2}, "new"),
        ({"in_a_row": 3}, "failing"),
        ({"last_success": ago(60), "last_new": ago(60)}, "well"),
        ({"last_success": ago(60), "in_a_row": 2}, "well"),
        ({"last_success": ago(60), "in_a_row": 3}, "failing"),
        ({"last_success": ago(3 * 600 + 299)}, "well"),
        ({"last_success": ago(3 * 600 + 301)}, "late"),
        ({"last_success": ago(60), "last_new": ago(86_400)}, "well"),
        ({"last_success": ago(60), "last_new": ago(3 * 86_400)}, "silent"),
        ({"last_success": ago(-500), "last_new": ago(-500)}, "well"),  # the clock was set back
    ],
)
def test_the_word(record: dict[str, Any], word: str) -> None:
    (row,) = health({"watch/source/a": {"name": "a", "every": 600.0, **record}}, NOW)
    assert row.health == word
    assert row.lag is None or row.lag >= 0


def test_other_states_are_no_sources_and_rows_are_by_name() -> None:
    states: dict[str, dict[str, Any]] = {
        "watch/source/b": {"name": "b"},
        "watch/seen/b": {"seen": {}},
        "watch/source/a": {"name": "a"},
    }
    assert [row.name for row in health(states, NOW)] == ["a", "b"]


def sources(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_bytes(page(1))
    path = tmp_path / "sources.toml"
    path.write_text('db = "news.sqlite"\n[[source]]\nname = "box"\npath = "in"\nevery = "5 s"\n')
    return path


def test_the_commands(tmp_path: Path) -> None:
    path = sources(tmp_path)
    runner = CliRunner()
    assert runner.invoke(main, ["watch", str(path), "--once", "--quiet"]).exit_code == 0
    shown = runner.invoke(main, ["status", "--db", str(tmp_path / "news.sqlite")])
    assert shown.exit_code == 0
    assert "box" in shown.stdout
    assert "well" in shown.stdout
    made = json.loads(runner.invoke(main, ["status", "--json", "--db", str(tmp_path / "news.sqlite")]).stdout)
    assert made["sources"][0]["new"] == 1
    assert made["store"]["articles"] == {"coded": 1}


def test_status_finds_the_store_that_the_watched_file_names(tmp_path: Path) -> None:
    path = sources(tmp_path)
    runner = CliRunner()
    assert runner.invoke(main, ["watch", str(path), "--once", "--quiet"]).exit_code == 0
    shown = runner.invoke(main, ["status", str(path)])
    assert shown.exit_code == 0
    assert "box" in shown.stdout
    assert runner.invoke(main, ["status", str(tmp_path / "in" / "a.html")]).exit_code == 2


def test_what_cannot_begin_is_one_line(tmp_path: Path) -> None:
    runner = CliRunner()
    wrong = runner.invoke(main, ["watch", str(tmp_path / "none.toml")])
    assert wrong.exit_code == 2
    assert runner.invoke(main, ["status", "--db", str(tmp_path / "none.sqlite")]).exit_code == 2
    assert not (tmp_path / "none.sqlite").exists()


@pytest.mark.parametrize("number", [signal.SIGINT])
def test_asked_to_end_it_ends_well(tmp_path: Path, number: signal.Signals) -> None:
    path = sources(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-m", "detente.cli", "watch", str(path)],
        cwd=ROOT,
        env=dict(os.environ) | {"PYTHONPATH": str(ROOT / "src")},
        stderr=subprocess.PIPE,
        text=True,
    )
    database = tmp_path / "news.sqlite"

    def coded() -> bool:
        if not database.exists() or process.poll() is not None:
            return False
        try:
            with Store.open(database, read_only=True) as store:
                return store.status().articles == {"coded": 1}
        except StoreError:  # its tables are being made
            return False

    time.sleep(1)
    until(coded, 60.0)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "box: 1 new" in said
    assert "ending: what was fetched is stored first" in said
