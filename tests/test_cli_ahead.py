"""`detente what-if` and `detente forecast` as a user meets them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from detente.cli import main


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Three years of weekly scores of a made-up pair in which PAK answers IND."""
    rng = np.random.default_rng(0)
    root = np.zeros((156, 2))
    for t in range(1, 156):
        root[t] = (-1 + 0.3 * root[t - 1, 0], -0.5 + 0.6 * root[t - 1, 0]) + rng.standard_normal(2)
    frame = pd.DataFrame(np.sign(root) * root**2, columns=["ind", "pak"])
    frame.insert(0, "date", pd.date_range("2021-01-04", periods=156, freq="W-MON").strftime("%Y-%m-%d"))
    path = tmp_path_factory.mktemp("ahead") / "scores.csv"
    frame.to_csv(path, index=False)
    return str(path)


def _run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def test_what_if_in_words(scores: str) -> None:
    found = _run("what-if", "IND", "PAK", scores, "--columns", "ind,pak", "--if", "IND halts")
    assert found.exit_code == 0, found.output
    text = " ".join(found.output.split())
    assert "What if India halts? Conditional projection, not causal." in text
    assert "If India halts (0 points a week" in text
    assert "Caution:" in text


def test_what_if_for_programs_is_the_same_twice(scores: str) -> None:
    args = (
        "what-if",
        "IND",
        "PAK",
        scores,
        "--columns",
        "ind,pak",
        "--if",
        "IND eases to -0.5",
        "--weeks",
        "2",
        "--json",
    )
    first = json.loads(_run(*args).output)
    assert first == json.loads(_run(*args).output)
    assert (first["label"], first["verdict"], len(first["ahead"])) == (
        "Conditional projection, not causal",
        "projection",
        2,
    )


def test_a_path_that_cannot_be_read_teaches(scores: str) -> None:
    found = _run("what-if", "IND", "PAK", scores, "--columns", "ind,pak", "--if", "IND surrenders")
    assert found.exit_code == 2
    assert "write “IND halts”" in found.stderr


def test_pictures_and_pages(scores: str, tmp_path: Path) -> None:
    for command, more in (("what-if", ("--if", "IND escalates")), ("forecast", ())):
        files = {form: tmp_path / f"{command}.{form}" for form in ("html", "png", "svg")}
        asked = [word for form, path in files.items() for word in (f"--{form}", str(path))]
        found = _run(command, "IND", "PAK", scores, "--columns", "ind,pak", *more, *asked)
        assert found.exit_code == 0, found.output
        assert found.output == ""
        assert files["png"].read_bytes().startswith(b"\x89PNG")
        page = files["html"].read_text(encoding="utf-8")
        assert "<script" not in page
        assert ' style="' not in page
        assert "<svg role=" in page
        before = [path.read_bytes() for path in files.values()]
        _run(command, "IND", "PAK", scores, "--columns", "ind,pak", *more, *asked)
        assert before == [path.read_bytes() for path in files.values()]


def test_forecast_shows_its_record(scores: str) -> None:
    found = _run("forecast", "IND", "PAK", scores, "--columns", "ind,pak", "--weeks", "2")
    assert found.exit_code == 0, found.output
    text = " ".join(found.output.split())
    assert "What India does towards Pakistan: next week" in text
    assert "Such intervals held" in text
    assert "Record: Pakistan towards India" in text


def test_reports_of_some_days_are_insufficient_for_both(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    text = "ISLAMABAD: Indian jets bombed a camp in Pakistan on Wednesday, officials said."
    path.write_text(json.dumps({"id": "a", "text": text, "date": "2025-05-07"}) + "\n", encoding="utf-8")
    found = _run("forecast", "IND", "PAK", str(path), "--json")
    assert found.exit_code == 0, found.output
    assert {each["verdict"] for each in json.loads(found.output)} == {"insufficient"}
    found = _run("what-if", "IND", "PAK", str(path), "--if", "IND halts", "--json")
    assert found.exit_code == 0, found.output
    assert json.loads(found.output)["verdict"] == "insufficient"


def test_a_folder_that_is_not_there_is_named(scores: str, tmp_path: Path) -> None:
    found = _run("forecast", "IND", "PAK", scores, "--columns", "ind,pak", "--png", str(tmp_path / "none" / "x.png"))
    assert found.exit_code == 2
    assert "name a file in a folder you may write to" in found.stderr


def test_weeks_stay_whole_on_a_narrow_terminal(scores: str) -> None:
    args = ["forecast", "IND", "PAK", scores, "--columns", "ind,pak"]
    wide = CliRunner().invoke(main, args, env={"COLUMNS": "120"}).output
    narrow = CliRunner().invoke(main, args, env={"COLUMNS": "40"}).output
    weeks = set(re.findall(r"(?m)^\d{4}-\d\d-\d\d\b", wide))
    assert weeks
    assert set(re.findall(r"(?m)^\d{4}-\d\d-\d\d\b", narrow)) == weeks
