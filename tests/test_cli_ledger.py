"""`detente ledger` from end to end: list with filters, one row's trail, rulings, as of a day, tables for programs, bad input.

Most tests give it readings as `detente code` writes them, so that they test the ledger and the command; one reads reports.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.crafted import IND, PAK, asif_offer, ceasefire, event, india_pakistan, reading

from detente.cli import main
from detente.records import to_json

OFFER = "wire-0507/s1"
REPORTS = Path(__file__).parents[1] / "examples" / "iran-israel-2025" / "reports.jsonl"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A folder of its own with the readings of a crisis in readings.jsonl."""
    text = "".join(to_json(one) + "\n" for one in india_pakistan())
    (tmp_path / "readings.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def ledger(room: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `detente ledger` in that folder: the command itself, in this process, for speed."""
    out, err = io.StringIO(), io.StringIO()
    status: object = 0
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.chdir(room)
        patch.setenv("COLUMNS", "200")
        try:
            main(["ledger", *arguments])
        except SystemExit as stopped:
            status = stopped.code or 0
    return subprocess.CompletedProcess(arguments, int(str(status)), out.getvalue(), err.getvalue())


def rows(room: Path, *arguments: str) -> list[dict[str, Any]]:
    done = ledger(room, "list", "readings.jsonl", "--json", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    made: list[dict[str, Any]] = json.loads(done.stdout)
    return made


# ------------------------------------------------------------------------------------------------------------- list


def test_list_is_what_it_does_when_not_told_otherwise(room: Path) -> None:
    plain, named = ledger(room, "readings.jsonl"), ledger(room, "list", "readings.jsonl")
    assert plain.returncode == 0
    assert plain.stdout == named.stdout
    assert OFFER in plain.stdout


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (("--kind", "threat"), {("threat", "PAK")}),
        (("--side", "IND"), {("pledge", "IND")}),
        (("--dyad", "IND-PAK", "--kind", "offer"), {("offer", "PAK")}),
        (("--dyad", "PAK-IND", "--kind", "offer"), {("offer", "PAK")}),
        (("--dyad", "India-Pakistan", "--kind", "offer"), {("offer", "PAK")}),
        (("--side", "pakistan", "--kind", "offer"), {("offer", "PAK")}),
        (("--dyad", "IND-CHN"), set()),
        (("--state", "broken"), set()),
        (("--since", "2025-06-01"), set()),
    ],
)
def test_filters(room: Path, filters: tuple[str, ...], expected: set[tuple[str, str]]) -> None:
    found = rows(room, *filters)
    assert {(row["signal"]["kind"], row["signal"]["speaker"]["code"]) for row in found} == expected


def test_filters_together_leave_what_fits_them_all(room: Path) -> None:
    whole = rows(room)
    kept = rows(room, "--state", "kept", "--side", "PAK")
    wanted = [r["id"] for r in whole if r["state"] == "kept" and r["signal"]["speaker"]["code"] == "PAK"]
    assert [row["id"] for row in kept] == wanted
    assert wanted


def test_as_of_shows_what_was_known_then(room: Path) -> None:
    states = {day: {r["id"]: r["state"] for r in rows(room, "--as-of", day)} for day in ("2025-05-07", "2025-05-13")}
    assert states["2025-05-07"] == dict.fromkeys(states["2025-05-07"], "open")
    assert states["2025-05-13"][OFFER] == "kept"
    assert len(states["2025-05-07"]) < len(states["2025-05-13"])


def test_as_of_that_is_no_date_is_refused_in_one_line(room: Path) -> None:
    done = ledger(room, "readings.jsonl", "--as-of", "yesterday")
    assert done.returncode != 0
    assert "yesterday" in done.stderr
    assert "Traceback" not in done.stderr


def test_csv_markdown_and_json_hold_the_same_rows(room: Path) -> None:
    ids = [row["id"] for row in rows(room)]
    table = ledger(room, "readings.jsonl", "--csv").stdout
    assert [line["id"] for line in csv.DictReader(io.StringIO(table))] == ids
    marked = ledger(room, "readings.jsonl", "--markdown").stdout.splitlines()
    assert len(marked) == len(ids) + 2
    assert [name for name, line in zip(ids, marked[2:], strict=True) if name not in line] == []


def test_the_order_of_the_readings_does_not_matter(room: Path) -> None:
    turned = (room / "readings.jsonl").read_text("utf-8").splitlines(keepends=True)[::-1]
    (room / "turned.jsonl").write_text("".join(turned), encoding="utf-8")
    assert ledger(room, "turned.jsonl", "--json").stdout == ledger(room, "readings.jsonl", "--json").stdout


# ------------------------------------------------------------------------------------------------------------- show


def test_show_gives_the_trail(room: Path) -> None:
    done = ledger(room, "show", OFFER, "readings.jsonl")
    assert done.returncode == 0
    for word in ("history", "evidence", "rule said", "rule condition-met", "first said 7 May 2025"):
        assert word in done.stdout


def test_show_as_json_is_the_row(room: Path) -> None:
    made = json.loads(ledger(room, "show", OFFER, "readings.jsonl", "--json").stdout)
    assert made["id"] == OFFER
    assert made["history"][0]["rule"] == "said"
    assert made["evidence"]


def test_show_of_an_unknown_row_says_where_ids_are(room: Path) -> None:
    done = ledger(room, "show", "nobody/s1", "readings.jsonl")
    assert done.returncode != 0
    assert "nobody/s1: no such row" in done.stderr
    assert "Traceback" not in done.stderr


# ---------------------------------------------------------------------------------------------------------- rulings


def test_a_ruling_overrules_and_stands_in_the_history(room: Path) -> None:
    done = ledger(
        room, "rule", OFFER, "lapsed", "--because", "others arranged it", "--by", "A. N.", "--date", "2025-05-10"
    )
    assert done.returncode == 0
    (row,) = rows(room, "--kind", "offer")
    assert row["state"] == "lapsed"
    assert row["history"][-1]["rule"] == "ruling"
    assert "others arranged it" in row["history"][-1]["because"]
    assert "A. N." in ledger(room, "show", OFFER, "readings.jsonl").stdout


def test_a_ruling_made_later_does_not_count_on_an_earlier_day(room: Path) -> None:
    ledger(room, "rule", OFFER, "broken", "--because", "on reflection", "--made", "2025-06-01")
    before = {row["id"]: row["state"] for row in rows(room, "--as-of", "2025-05-13")}
    assert before[OFFER] == "kept"
    assert {row["id"]: row["state"] for row in rows(room)}[OFFER] == "broken"


def test_the_last_ruling_on_a_row_counts_and_removing_its_line_takes_it_back(room: Path) -> None:
    before = rows(room)
    ledger(room, "rule", OFFER, "broken", "--because", "first")
    ledger(room, "rule", OFFER, "contested", "--because", "then")
    assert {row["id"]: row["state"] for row in rows(room)}[OFFER] == "contested"
    (room / "detente-rulings.jsonl").unlink()
    assert rows(room) == before


def test_rulings_live_where_they_are_told_to(room: Path) -> None:
    ledger(room, "rule", OFFER, "lapsed", "--because", "x", "--rulings", "mine.jsonl")
    assert (room / "mine.jsonl").exists()
    assert {row["id"]: row["state"] for row in rows(room)}[OFFER] == "kept"
    assert {row["id"]: row["state"] for row in rows(room, "--rulings", "mine.jsonl")}[OFFER] == "lapsed"


def test_a_ruling_on_no_row_is_told_and_the_list_given(room: Path) -> None:
    ledger(room, "rule", "nobody/s1", "kept", "--because", "x")
    done = ledger(room, "readings.jsonl")
    assert done.returncode == 0
    assert "nobody/s1" in done.stderr
    assert OFFER in done.stdout


@pytest.mark.parametrize(
    "line", ["not json", "[1, 2]", '{"because": 3}', '{"row": "a/s1", "state": "won", "because": "x"}']
)
def test_a_bad_rulings_file_is_named_with_its_line(room: Path, line: str) -> None:
    (room / "detente-rulings.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    done = ledger(room, "readings.jsonl")
    assert done.returncode != 0
    assert "detente-rulings.jsonl:2" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("rule", OFFER, "won", "--because", "x"), ("rule", OFFER, "kept")])
def test_a_ruling_needs_a_state_there_is_and_a_reason(room: Path, arguments: tuple[str, ...]) -> None:
    done = ledger(room, *arguments)
    assert done.returncode == 2
    assert not (room / "detente-rulings.jsonl").exists()


# ------------------------------------------------------------------------------------------------------------ inputs


def test_a_missing_file_is_named(room: Path) -> None:
    done = ledger(room, "no-such.jsonl")
    assert done.returncode == 2
    assert "no-such.jsonl" in done.stderr


def test_readings_without_commitments_give_no_row(room: Path) -> None:
    quiet = reading("quiet", "2025-05-07", event("e1", "CONSULT", IND, PAK, date="2025-05-07"))
    (room / "quiet.jsonl").write_text(to_json(quiet) + "\n", encoding="utf-8")
    done = ledger(room, "quiet.jsonl")
    assert done.returncode == 0
    assert "no commitment was found" in done.stdout


def test_a_side_without_rows_is_told_which_sides_have_some(room: Path) -> None:
    done = ledger(room, "readings.jsonl", "--side", "Atlantis")
    assert done.returncode == 0
    assert "No row fits the filters" in done.stdout
    assert "India (IND), Pakistan (PAK)" in done.stdout


def test_a_promise_of_both_is_a_row_of_each(room: Path) -> None:
    both = [
        reading("a", "2025-05-10", ceasefire("s1", IND, PAK), ceasefire("s2", PAK, IND)),
        reading("b", "2025-05-11", asif_offer("s3")),
    ]
    (room / "both.jsonl").write_text("".join(to_json(one) + "\n" for one in both), encoding="utf-8")
    made = json.loads(ledger(room, "both.jsonl", "--json").stdout)
    assert sorted((r["signal"]["speaker"]["code"], r["signal"]["kind"]) for r in made) == [
        ("IND", "pledge"),
        ("PAK", "offer"),
        ("PAK", "pledge"),
    ]


@pytest.mark.skipif(not REPORTS.exists(), reason="the example crisis is not in this tree")
def test_reports_themselves_are_read(room: Path) -> None:
    """What must hold of any reading of them: rows with words, a report and a history that begins with the saying."""
    made = json.loads(ledger(room, "list", str(REPORTS), "--json").stdout)
    names = {json.loads(line)["id"] for line in REPORTS.read_text("utf-8").splitlines()}
    assert made
    assert {row["article"] for row in made} <= names
    assert {row["history"][0]["rule"] for row in made} == {"said"}
    assert all(row["signal"]["quote"] for row in made)


def test_a_dyad_may_hold_a_name_with_hyphens() -> None:
    from detente.cli.ledger import _pairs

    assert {"lashkar-e-taiba", "ind"} in _pairs("Lashkar-e-Taiba-IND")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--since", "07/05/2025"), "07/05/2025: not a date; write --since 2025-05-10"),
        (("--dyad", "IND"), "IND: not two sides; write --dyad IND-PAK"),
    ],
)
def test_a_filter_that_means_nothing_is_told(
    room: Path, words: tuple[str, ...], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    done = ledger(room, "list", "readings.jsonl", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr + capfd.readouterr().err
