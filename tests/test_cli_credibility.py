"""`detente credibility` over readings written by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.ledger.crafted import india_pakistan

from detente.cli import main
from detente.records import to_json


@pytest.fixture
def coded(tmp_path: Path) -> str:
    path = tmp_path / "coded.jsonl"
    path.write_text("".join(to_json(reading) + "\n" for reading in india_pakistan()), encoding="utf-8")
    return str(path)


def run(*words: str) -> str:
    made = CliRunner().invoke(main, ["credibility", *words])
    assert made.exit_code == 0, made.output
    return made.output


def test_records_are_told_with_what_was_counted(coded: str) -> None:
    told = run(coded)
    assert "Pakistan's threats towards India: 1 carried out" in told
    assert "Insufficient to say more: tested on 1 separate day, 3 needed." in told


def test_one_side_alone(coded: str) -> None:
    assert "India's" not in run(coded, "--actor", "PAK", "--rival", "IND")
    assert run(coded, "--actor", "Ruritania") == "No commitment of that side was found in these reports.\n"


def test_json_lists_every_word(coded: str) -> None:
    made = json.loads(run(coded, "--json"))
    assert {"side", "rival", "kind", "kept", "ratio", "if_kept", "words"} <= set(made[0])
    assert all(word["row"] for one in made for word in one["words"])


def test_before_the_deed_nothing_was_tested(coded: str) -> None:
    assert "Nothing tested yet:" in run(coded, "--as-of", "2025-05-07", "--actor", "PAK")
