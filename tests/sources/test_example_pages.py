"""The example crisis: every saved page and text gives its report back, without what stands around it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente import sources

FOLDER = Path(__file__).parents[2] / "examples" / "india-pakistan-2025"
REPORTS = {
    report["id"]: report for report in map(json.loads, (FOLDER / "reports.jsonl").read_text("utf-8").splitlines())
}
FILES = sorted((*FOLDER.glob("pages/*.html"), *FOLDER.glob("text/*.txt")))


def paragraphs(text: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_report_comes_back(path: Path) -> None:
    report = REPORTS[path.stem]
    article = sources.load(str(path))[0]
    newsletter = "THE MORNING LINE" in path.read_text("utf-8")  # its other item is a report too, as far as can be told
    found = [
        paragraph for paragraph in paragraphs(article.text) if not newsletter or paragraph in paragraphs(report["text"])
    ]
    assert found == paragraphs(report["text"])
    assert article.title == report["title"]
    assert article.date is None or report["date"].startswith(article.date[:10])
    assert article.source in (None, report["source"])
    assert article.url in (None, report["url"])


def test_nearly_all_state_their_day() -> None:
    undated = [path.name for path in FILES if sources.load(str(path))[0].date is None]
    assert len(undated) <= 3


def test_the_collection_as_jsonl() -> None:
    loaded = sources.read(str(FOLDER / "reports.jsonl"))
    assert [article.text for article in loaded.articles] == [report["text"] for report in REPORTS.values()]
    assert loaded.problems == ()
