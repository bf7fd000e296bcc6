"""`detente dyad`."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from detente.cli import main
from detente.cli.dyad import side_of
from detente.records import Actor, Event, Reading, to_json

IND, PAK = Actor(code="IND", sector="GOV"), Actor(code="PAK", sector="MIL")


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    """What `detente code` writes: three days of one act each."""
    path = tmp_path / "coded.jsonl"
    lines = []
    for n, (doer, target) in enumerate(((IND, PAK), (PAK, IND), (IND, PAK)), 1):
        event = Event(
            id="e1", type="ASSAULT", goldstein=-10.0, actors=(doer,), recipients=(target,), date=f"2025-05-0{n}",
            quote="struck a base", rule="assault/strike",
        )  # fmt: skip
        lines.append(to_json(Reading(id=f"r{n}", date=f"2025-05-0{n}", events=(event,))))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def scores(tmp_path: Path) -> Path:
    """Two years of weekly scores of both directions."""
    rng = np.random.default_rng(1)
    table = pd.DataFrame(rng.normal(-5, 3, (104, 2)), columns=["i2p", "p2i"]).round(2)
    table.insert(0, "week", pd.date_range("2020-01-06", periods=104, freq="7D").strftime("%Y-%m-%d"))
    path = tmp_path / "scores.csv"
    table.to_csv(path, index=False)
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["dyad", *map(str, words)])


def test_prints_the_pair(coded: Path) -> None:
    done = run("IND", "PAK", coded)
    assert done.exit_code == 0, done.output
    assert done.output.startswith("India and Pakistan")
    assert "3 of 3 days are covered" in done.output


def test_writes_page_picture_and_json(coded: Path, tmp_path: Path) -> None:
    page, png, svg = (tmp_path / f"pair.{form}" for form in ("html", "png", "svg"))
    done = run("IND", "PAK", coded, "--html", page, "--png", png, "--svg", svg, "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["coverage"]["acts"] == 3
    assert "<h1>India and Pakistan</h1>" in page.read_text("utf-8")
    assert png.read_bytes().startswith(b"\x89PNG")
    assert "<svg" in svg.read_text("utf-8")


def test_as_of_nothing_later_is_known(coded: Path) -> None:
    done = run("IND", "PAK", coded, "--as-of", "2025-05-02", "--json")
    assert json.loads(done.output)["coverage"]["acts"] == 2


def test_as_of_holds_for_scores_too_and_a_week_counts_when_it_is_over(scores: Path) -> None:
    days = {}
    for as_of in ("2020-02-09", "2020-02-08"):
        done = run("IND", "PAK", scores, "--columns", "i2p, p2i", "--as-of", as_of, "--json")
        days[as_of] = json.loads(done.output)["coverage"]["days"]
    assert days == {"2020-02-09": 5, "2020-02-08": 4}


def told(done: Result, capfd: pytest.CaptureFixture[str]) -> str:
    return " ".join((done.output + capfd.readouterr().err).split())


def test_as_of_a_day_before_all_reports_says_when_they_begin(coded: Path, capfd: pytest.CaptureFixture[str]) -> None:
    done = run("IND", "PAK", coded, "--as-of", "2025-04-30")
    assert done.exit_code == 0
    assert "2025-04-30: no report is from that day or before; the first is of 2025-05-01" in told(done, capfd)


def test_a_month_is_a_day_to_be_as_of(coded: Path) -> None:
    assert json.loads(run("IND", "PAK", coded, "--as-of", "2025-05", "--json").output)["coverage"]["acts"] == 3


def test_a_side_no_report_names_is_doubted_though_days_are_covered(
    coded: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    reading = coded.read_text("utf-8").splitlines()[0]
    more = [reading.replace('"r1"', f'"x{n}"') for n in range(6)]
    coded.write_text("\n".join(more) + "\n", encoding="utf-8")
    done = run("Indai", "PAK", coded)
    said = told(done, capfd)
    assert "Indai: no report names it" in said
    assert "PAK: no report names it" not in said


def test_reads_weekly_scores_of_both_directions(scores: Path) -> None:
    done = run("IND", "PAK", scores, "--columns", "i2p,p2i", "--json")
    made = json.loads(done.output)
    assert (made["step"], made["coverage"]["days"], made["coverage"]["directed"]) == ("week", 104, True)


@pytest.mark.parametrize(
    ("given", "side"),
    [
        ("ind", "IND"),
        ("India", "IND"),
        ("hezbollah", "Hezbollah"),
        ("PSE+hamas", "PSE+Hamas"),
        ("Hill Front", "Hill Front"),
    ],
)
def test_sides_may_be_given_by_name(given: str, side: str) -> None:
    assert side_of(given) == side


def test_a_pair_nobody_speaks_of_is_said_to_be_one(coded: Path, capfd: pytest.CaptureFixture[str]) -> None:
    done = run("IND", "Hill Front", coded)
    assert done.exit_code == 0
    assert "Hill Front: no report names it" in told(done, capfd)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("IND", "PAK", "{scores}"), "of its columns with --columns: week, i2p, p2i"),
        (("IND", "PAK", "{scores}", "--columns", "i2p", "--as-of", "2019-12-31"), "its first row is of 2020-01-06"),
        (("IND", "PAK", "{scores}", "--columns", "i2p", "--as-of", "lately"), "not a date"),
        (("IND", "PAK", "{scores}", "--columns", "i2p,nothing"), "no column nothing"),
        (("IND", "PAK", "{scores}", "--columns", "week,i2p,p2i"), "not 3"),
        (("IND", "PAK", "{scores}", "{scores}"), "cannot be put together"),
        (("IND", "IND", "{scores}"), "a pair has two sides"),
        (("IND", "PAK", "{missing}"), "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    words: tuple[str, ...], said: str, scores: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    done = run(*(word.format(scores=scores, missing=tmp_path / "no.csv") for word in words))
    assert done.exit_code == 2
    found = told(done, capfd)
    assert said in found
    assert "Traceback" not in found
