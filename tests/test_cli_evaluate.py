"""`detente evaluate` and `detente incidents` as a user meets them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.cli import main

GOLD = Path(__file__).parent / "evaluation/gold"
REPORTS = Path(__file__).parents[1] / "examples/india-pakistan-2025/reports.jsonl"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_scores_as_text() -> None:
    result = run("evaluate", GOLD / "own.jsonl")
    assert result.exit_code == 0, result.output
    for words in (
        "4 texts, jsonl",
        "By type of event",
        "By kind of signal",
        "threat missed",
        "s2 (line 4): missed: threat",
    ):
        assert words in result.stdout


def test_scores_as_json() -> None:
    found = json.loads(run("evaluate", GOLD / "plover.json", "--json").stdout)
    assert found["format"] == "plover"
    assert found["by_type"]["ASSAULT"]["recall"] == 1.0
    assert found["worst"][-1]["line"] == 18 or found["worst"][0]["line"] == 18


def test_the_page_is_one_file_without_scripts(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    gold = tmp_path / "gold.jsonl"
    hostile = {
        "id": "<b>",
        "text": "<script>alert(1)</script> & the lake was calm.",
        "events": [{"type": "AID", "by": "<i>"}],
    }
    gold.write_text(json.dumps(hostile), encoding="utf-8")
    assert run("evaluate", gold, "--html", page).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert not re.findall(r'(?:src|href)="(?!#)', text)
    assert 'class="heat"' in text


def test_floors_decide_the_exit_status(tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"at_least": {"triples.f1": 0.99}}', encoding="utf-8")
    result = run("evaluate", GOLD / "plover.json", "--floors", floors)
    assert result.exit_code == 1
    assert "missed: triples.f1" in result.stderr
    floors.write_text('{"at_least": {"triples.f1": 0.01}, "at_most": {"events.per_gold": 9}}', encoding="utf-8")
    assert run("evaluate", GOLD / "plover.json", "--floors", floors).exit_code == 0


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("nothing of the kind", 2, "no PLOVER JSON, PETRARCH XML or JSONL"),
        ('{"text": "x"}', 2, "gold:1: neither events nor signals"),
        ('{"text": "x"}\n{"text": "The lake was calm.", "events": []}', 1, "gold:1: neither events nor signals"),
    ],
)
def test_bad_gold_is_told_in_one_line(tmp_path: Path, text: str, status: int, said: str) -> None:
    gold = tmp_path / "gold"
    gold.write_text(text, encoding="utf-8")
    result = run("evaluate", gold)
    assert result.exit_code == status
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_many_records_that_are_wrong_alike_are_told_briefly(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.write_text('{"text": "x"}\n' * 40, encoding="utf-8")
    told = run("evaluate", gold).stderr.splitlines()
    assert len(told) == 4
    assert told[-1] == "… and 37 more records: neither events nor signals"


def test_files_that_are_not_there(tmp_path: Path) -> None:
    assert "cannot be read" in run("evaluate", tmp_path / "none").stderr
    result = run("evaluate", GOLD / "own.jsonl", "--floors", tmp_path / "none.json")
    assert result.exit_code == 2
    assert "none.json" in result.stderr


def test_help_teaches_the_format_with_lines_that_work(tmp_path: Path) -> None:
    shown = run("evaluate", "--help").stdout
    rows = re.findall(r'^ *(\{"id".*?\}\]\})$', shown, re.MULTILINE | re.DOTALL)
    assert len(rows) == 2
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(" ".join(row.split()) for row in rows), encoding="utf-8")
    result = run("evaluate", gold)
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first days of the strikes of May 2025, coded once."""
    folder = tmp_path_factory.mktemp("coded")
    lines = REPORTS.read_text(encoding="utf-8").splitlines()
    (folder / "in.jsonl").write_text("\n".join(line for line in lines if '"id": "2025-05-07' in line), encoding="utf-8")
    assert run("code", folder / "in.jsonl", "-o", folder / "out.jsonl").exit_code == 0
    return folder / "out.jsonl"


def test_incidents_of_one_day(coded: Path) -> None:
    result = run("incidents", coded, "--dyad", "IND-PAK", "--type", "assault", "--since", "2025-05-07")
    assert result.exit_code == 0, result.output
    assert re.search(r"7 May 2025  India attacked Pakistan", result.stdout)
    assert "independent sources" in " ".join(result.stdout.split())


def test_incidents_as_json_keep_every_telling_with_its_score(coded: Path) -> None:
    found = json.loads(run("incidents", coded, "--json").stdout)
    tellings = [telling for one in found for account in one["accounts"] for telling in account["tellings"]]
    assert all(telling["article"] and 0 < telling["score"] <= 1 for telling in tellings)
    assert any(one["n_reports"] > one["n_independent_sources"] for one in found)  # the reprint counts once


def test_incidents_of_sides_that_did_nothing(coded: Path) -> None:
    result = run("incidents", coded, "--dyad", "NOR-SWE")
    assert result.exit_code == 0
    assert "No happening found." in result.stdout


@pytest.mark.parametrize(("option", "value"), [("--since", "last week"), ("--dyad", "IND"), ("--type", "WAR")])
def test_options_of_incidents_that_cannot_be_read(coded: Path, option: str, value: str) -> None:
    result = run("incidents", coded, option, value)
    assert result.exit_code == 2
    assert value in result.stderr


def test_why_shows_the_parts(coded: Path) -> None:
    assert re.search(r"0\.\d\d = type 1, doers", run("incidents", coded, "--why").stdout)
