"""The worked examples: valid files, dates in range, sources named, pages that match the reports."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
MAIN = EXAMPLES / "india-pakistan-2025"

# folder, fewest reports, first day, last day
FOLDERS = [
    ("india-pakistan-2025", 44, date(2025, 4, 22), date(2025, 5, 20)),
    ("iran-israel-2025", 15, date(2025, 6, 13), date(2025, 6, 26)),
    ("koreas-balloons-2024", 15, date(2024, 5, 29), date(2024, 10, 24)),
    ("thailand-cambodia-2025", 13, date(2025, 6, 16), date(2025, 8, 7)),
    ("israel-lebanon-2024", 13, date(2024, 11, 26), date(2025, 2, 18)),
    ("kosovo-serbia-2022", 18, date(2022, 7, 31), date(2023, 1, 8)),
    ("israel-hamas-truce-2025", 20, date(2025, 1, 19), date(2025, 3, 20)),
    ("black-sea-grain-2022", 20, date(2022, 7, 22), date(2024, 2, 20)),
    ("congo-m23-2025", 20, date(2025, 1, 26), date(2025, 9, 15)),
    ("niger-2023", 19, date(2023, 7, 30), date(2024, 2, 24)),
]

COMMITMENT_FIELDS = {
    "id", "speaker", "addressees", "kind", "condition", "commitment", "deadline", "first_said", "reports",
    "state_by_date",
}  # fmt: skip
# The words of the record contract, as docs/records.md has them.
SIGNAL_KINDS = {"offer", "threat", "pledge", "demand", "refusal", "denial", "accusation", "acceptance"}
STATES = {"open", "triggered", "kept", "broken", "contested", "lapsed", "withdrawn"}
PHASES = {"begin", "continue", "halt", "refrain"}
DIRECTIONS = {"escalates", "de-escalates"}
EVENT_TYPES = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)
LONGEST_SHARED_RUN = 11


def read_reports(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


def visible(markup: str) -> str:
    """The text of a page with its tags taken out and its blanks made single."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", markup, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", bare)).split())


@pytest.mark.parametrize(("name", "fewest", "first", "last"), FOLDERS)
def test_reports_are_complete(name: str, fewest: int, first: date, last: date) -> None:
    reports = read_reports(EXAMPLES / name)
    assert len(reports) >= fewest
    assert len({report["id"] for report in reports}) == len(reports)
    assert len({report["url"] for report in reports}) == len(reports)
    for report in reports:
        day = date.fromisoformat(report["date"][:10])
        assert first <= day <= last, report["id"]
        assert report["id"].startswith(report["date"][:10]), report["id"]
        assert datetime.fromisoformat(report["date"]).tzinfo is not None, report["id"]
        assert all(report[field] for field in ("title", "source", "facts")), report["id"]
        assert report["url"].startswith("https://example.org/"), report["id"]
        assert report["sources"], report["id"]
        assert all(re.fullmatch(r"https?://\S+\.\S+", url) for url in report["sources"]), report["id"]


@pytest.mark.parametrize("name", [row[0] for row in FOLDERS])
def test_texts_have_the_shape_of_a_report(name: str) -> None:
    for report in read_reports(EXAMPLES / name):
        paragraphs = report["text"].split("\n\n")
        assert len(paragraphs) >= 2, report["id"]
        assert all(part == part.strip() and "\n" not in part and part for part in paragraphs), report["id"]
        assert 40 <= len(report["text"].split()) <= 360, report["id"]


@pytest.mark.parametrize("name", [row[0] for row in FOLDERS])
def test_reports_run_in_order_of_time(name: str) -> None:
    moments = [datetime.fromisoformat(report["date"]).astimezone(UTC) for report in read_reports(EXAMPLES / name)]
    assert moments == sorted(moments)


@pytest.mark.parametrize("name", [row[0] for row in FOLDERS])
def test_no_report_repeats_another(name: str) -> None:
    """No run of twelve words in two reports, save where one is marked as a copy of the other."""
    size = LONGEST_SHARED_RUN + 1
    reports = read_reports(EXAMPLES / name)
    marked = {frozenset((report["id"], report["copy_of"])) for report in reports if "copy_of" in report}
    owners: dict[tuple[str, ...], str] = {}
    repeats = []
    for report in reports:
        tokens = words(report["text"])
        for start in range(len(tokens) - size + 1):
            run = tuple(tokens[start : start + size])
            owner = owners.setdefault(run, report["id"])
            if owner != report["id"] and frozenset((owner, report["id"])) not in marked:
                repeats.append((owner, report["id"], " ".join(run)))
    assert repeats == []


@pytest.mark.parametrize("name", [row[0] for row in FOLDERS])
def test_expected_commitments(name: str) -> None:
    folder = EXAMPLES / name
    reports = {report["id"] for report in read_reports(folder)}
    rows = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert set(row) == COMMITMENT_FIELDS, row["id"]
        assert row["kind"] in SIGNAL_KINDS, row["id"]
        assert row["speaker"], row["id"]
        for act in (row["condition"], row["commitment"]):
            if act is not None:
                assert act["type"] in EVENT_TYPES, row["id"]
                assert act["actors"] or act is row["condition"], row[
                    "id"
                ]  # "once hostilities have ended": whose, it leaves open
                assert act["phase"] in PHASES, row["id"]
                assert act["direction"] in DIRECTIONS, row["id"]
        assert row["commitment"]["negated"] is False, row["id"]
        assert row["reports"], row["id"]
        assert set(row["reports"]) <= reports, row["id"]
        days = [date.fromisoformat(state["as_of"]) for state in row["state_by_date"]]
        assert days == sorted(days), row["id"]
        assert days[0] >= date.fromisoformat(row["first_said"]), row["id"]
        for state in row["state_by_date"]:
            assert set(state) == {"as_of", "state", "because", "sources"}, row["id"]
            assert state["state"] in STATES, row["id"]
            assert state["because"], row["id"]
            assert state["sources"], row["id"]
            assert all(url.startswith(("https://", "http://")) for url in state["sources"]), row["id"]


@pytest.mark.parametrize("name", [row[0] for row in FOLDERS])
def test_readme_names_every_report(name: str) -> None:
    readme = (EXAMPLES / name / "README.md").read_text(encoding="utf-8")
    missing = [report["id"] for report in read_reports(EXAMPLES / name) if f"`{report['id']}`" not in readme]
    assert missing == []


def test_pages_and_texts_are_up_to_date() -> None:
    command = [sys.executable, str(MAIN / "build.py"), "--check"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_pages_say_what_the_reports_say() -> None:
    reports = {report["id"]: report for report in read_reports(MAIN)}
    pages = sorted((MAIN / "pages").glob("*.html"))
    texts = sorted((MAIN / "text").glob("*.txt"))
    assert len(pages) >= 14
    assert len(texts) >= 8
    assert MAIN / "pages" / "2025-05-07-asif-offer.html" in pages
    for path in pages + texts:
        content = path.read_text(encoding="utf-8")
        shown = visible(content) if path.suffix == ".html" else " ".join(content.split())
        for paragraph in reports[path.stem]["text"].split("\n\n"):
            assert paragraph in shown, f"{path.name}: {paragraph[:60]}"


def test_some_pages_hide_their_date() -> None:
    """Two pages carry no date at all; one carries it only where a reader sees it."""
    undated = ["2025-05-07-asif-offer-reprint", "2025-05-09-ipl-suspended"]
    for name in undated:
        markup = (MAIN / "pages" / f"{name}.html").read_text(encoding="utf-8")
        assert not re.search(r"2025|datePublished|<time", markup), name
    markup = (MAIN / "pages" / "2025-04-24-pakistan-reply.html").read_text(encoding="utf-8")
    assert "April 24, 2025" in visible(markup)
    assert not re.search(r"2025-04-24|2025/04/24|datePublished|<time", markup)
