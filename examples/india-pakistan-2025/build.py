"""Build pages/ and text/ from reports.jsonl and templates/.

    python examples/india-pakistan-2025/build.py           write what has changed
    python examples/india-pakistan-2025/build.py --check   write nothing; exit 1 if a file is out of date

A template is a text file in parts. A line ``%% page`` opens the page itself, ``%% paragraph`` the markup of
one paragraph, and ``%% after N`` a piece that stands between paragraph N and the next (an advertisement, a
link to another story). Names after a dollar sign are filled in; ``$$`` is a dollar sign.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from string import Template
from typing import Any

HERE = Path(__file__).resolve().parent

# Which report is laid out by which template. A report may stand in both folders, or in neither.
PAGES = {
    "2025-04-22-pahalgam-first": "wire.html",
    "2025-04-23-toll-correction": "broadcasting.html",
    "2025-04-23-india-measures": "courier.html",
    "2025-04-24-pakistan-reply": "indus.html",  # the date stands only in the visible text
    "2025-04-30-tarar-36-hours": "indus.html",
    "2025-05-05-guterres": "broadcasting.html",
    "2025-05-07-strikes": "wire.html",
    "2025-05-07-asif-offer": "wire.html",
    "2025-05-07-asif-offer-delhi-view": "courier.html",
    "2025-05-07-asif-offer-reprint": "lakeside.html",  # no date
    "2025-05-07-asif-refrain": "gulf.html",  # tables in tables
    "2025-05-08-jammu-denial": "broadcasting.html",
    "2025-05-09-ipl-suspended": "sport.html",  # no date
    "2025-05-10-dar-if-india-stops": "broadcasting.html",
    "2025-05-10-misri-ceasefire": "courier.html",
    "2025-05-10-trump-rubio-ceasefire": "potomac.html",
    "2025-05-12-modi-address": "courier.html",
    "2025-05-15-sharif-talks": "gulf.html",
    "2025-05-20-peacetime-positions": "wire.html",
}
TEXTS = {
    "2025-04-24-modi-vow": "spots.txt",
    "2025-04-26-trf-denial": "plain.txt",
    "2025-05-02-asif-structure": "plain.txt",
    "2025-05-07-asif-offer": "plain.txt",
    "2025-05-07-asif-offer-reprint": "spots.txt",
    "2025-05-07-world-reacts": "newsletter.txt",
    "2025-05-08-harop-drones": "plain.txt",
    "2025-05-10-violations": "newsletter.txt",
    "2025-05-12-dgmo-talks": "plain.txt",
    "2025-05-16-phased-de-escalation": "spots.txt",
}

MONTHS = "January February March April May June July August September October November December".split()
ZONES = {"+05:30": "IST", "+05:00": "PKT", "+00:00": "GMT", "+01:00": "BST", "+04:00": "GST", "-04:00": "EDT"}


@dataclass(frozen=True)
class Layout:
    """A template, read."""

    page: Template
    paragraph: Template
    after: dict[int, str]


def read_reports(path: Path) -> dict[str, dict[str, Any]]:
    """The reports by id, in file order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {row["id"]: row for row in rows}


def read_layout(path: Path) -> Layout:
    """Cut a template into its parts."""
    pieces = re.split(r"^%% (.+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    parts = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    after = {int(name.split()[1]): text for name, text in parts.items() if name.startswith("after ")}
    return Layout(Template(parts["page"]), Template(parts["paragraph"]), after)


def visible_time(stamp: str) -> str:
    """``2025-05-07T13:20+05:30`` as ``13:20 IST``; nothing for a bare date."""
    if "T" not in stamp:
        return ""
    return f"{stamp[11:16]} {ZONES[stamp[16:]]}"


def fields(report: dict[str, Any], *, escape: bool) -> dict[str, str]:
    """What a template may name."""
    stamp: str = report["date"]
    day = date.fromisoformat(stamp[:10])
    if "T" in stamp:
        datetime.fromisoformat(stamp)  # a malformed stamp stops the build here
    month = MONTHS[day.month - 1]
    paragraphs = report["text"].split("\n\n")
    lead = paragraphs[0]
    plain = {
        "title": report["title"],
        "source": report["source"],
        "url": report["url"],
        "stamp": stamp,
        "time": visible_time(stamp),
        "clock": stamp[11:16],
        "day_month": f"{day.day} {month} {day.year}",
        "month_day": f"{month} {day.day}, {day.year}",
        "short_date": f"{month[:3]} {day.day}, {day.year}",
        "year": str(day.year),
        "description": lead if len(lead) <= 160 else lead[:157].rsplit(" ", 1)[0] + " ...",
    }
    if not escape:
        return plain
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": plain["title"],
        "datePublished": stamp,
        "url": plain["url"],
        "publisher": {"@type": "NewsMediaOrganization", "name": plain["source"]},
    }
    linked_text = json.dumps(linked, ensure_ascii=False).replace("<", "\\u003c")
    return {name: html.escape(value) for name, value in plain.items()} | {"linked_data": linked_text}


def render(report: dict[str, Any], layout: Layout, *, escape: bool) -> str:
    """One report in one layout."""
    blocks = []
    for number, paragraph in enumerate(report["text"].split("\n\n"), start=1):
        text = html.escape(paragraph, quote=False) if escape else paragraph
        blocks.append(layout.paragraph.substitute(text=text, number=number))
        blocks.append(layout.after.get(number, ""))
    return layout.page.substitute(fields(report, escape=escape), body="".join(blocks))


def build(here: Path) -> dict[Path, str]:
    """Every file that should be there, with its text."""
    reports = read_reports(here / "reports.jsonl")
    wanted: dict[Path, str] = {}
    for folder, suffix, table in (("pages", ".html", PAGES), ("text", ".txt", TEXTS)):
        for name, template in table.items():
            layout = read_layout(here / "templates" / template)
            wanted[here / folder / (name + suffix)] = render(reports[name], layout, escape=suffix == ".html")
    return wanted


def main(arguments: list[str] | None = None) -> int:
    """Write, or with --check only compare."""
    parser = argparse.ArgumentParser(description="Build pages/ and text/ from reports.jsonl and templates/.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is out of date")
    options = parser.parse_args(arguments)
    wanted = build(HERE)
    present = {path for folder in ("pages", "text") for path in (HERE / folder).glob("*.*")}
    stale = [path for path, text in wanted.items() if path not in present or path.read_bytes() != text.encode()]
    extra = sorted(present - wanted.keys())
    if options.check:
        for path in stale:
            print(f"out of date: {path.relative_to(HERE)}", file=sys.stderr)
        for path in extra:
            print(f"no report behind it: {path.relative_to(HERE)}", file=sys.stderr)
        return 1 if stale or extra else 0
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(wanted[path].encode())
    for path in extra:
        path.unlink()
    print(f"{len(wanted)} files, {len(stale)} written, {len(extra)} removed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
