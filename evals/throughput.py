"""From bytes to records: pages a second, what a second process gives, and whether the thousandth report costs what the first did.

    PYTHONPATH=src python -m evals.throughput pages      HTML to records on one core, beside extraction alone and coding alone
    PYTHONPATH=src python -m evals.throughput jobs       `detente code --jobs 1` and `--jobs 2` by the clock, on a machine that does nothing else
    PYTHONPATH=src python -m evals.throughput growth [--most 10000]
    PYTHONPATH=src python -m evals.throughput copies     a stream in which every third report is wire copy

The reports are those of examples/*/reports.jsonl, again and again, each time ten weeks later, so that no two are the same; the pages have
menus, boxes and scripts around them (evals.sources). `pages` is processor time, the best of three rounds in turns; `jobs` and `growth`
run the command as a user does, in processes of their own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

import msgspec

from detente.records import Article
from detente.sources import Limits
from detente.sources.articles import Told, article_of
from evals.sources import page_of
from evals.speed import ahead, examples

PAGE = Told(suffix=".html")
ROUNDS = 3
WARM = 32
"""Reports read before the clock runs: the models are loaded."""


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("what", choices=["pages", "jobs", "growth", "copies"])
    arguments.add_argument("--most", type=int, default=10_000, help="reports of the longest run of growth")
    arguments.add_argument("--reports", type=int, default=1200, help="reports of a run of jobs")
    given = arguments.parse_args()
    measured: dict[str, Callable[[], dict[str, Any]]] = {
        "pages": pages,
        "jobs": lambda: jobs(given.reports),
        "growth": lambda: growth(given.most),
        "copies": copies,
    }
    made = measured[given.what]() | {
        "hardware": f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}",
        "load": round(os.getloadavg()[0], 1),
        "command": f"PYTHONPATH=src python -m evals.throughput {given.what}",
    }
    print(json.dumps(made, indent=2))


def reports(most: int) -> Iterator[Article]:
    """So many reports, no two of one text and day."""
    held = examples()[1]
    return islice((_later(article, turn) for turn in count() for article in held), most)


def _later(article: Article, turn: int) -> Article:
    if not turn or not article.date:
        return article
    day = date.fromisoformat(article.date[:10]) + timedelta(weeks=10 * (turn % 400))
    return msgspec.structs.replace(article, id=f"{article.id}-{turn}", date=day.isoformat() + article.date[10:])


def pages() -> dict[str, Any]:
    """Pages to records, and the two halves of it alone."""
    articles = list(reports(138))
    html = [page_of({"title": a.title, "text": a.text, "date": a.date}) for a in articles]

    def extract() -> list[Article]:
        return [article_of(page, name=f"{n}.html", told=PAGE, limits=Limits()) for n, page in enumerate(html)]

    read = extract()
    stages: dict[str, Callable[[], object]] = {
        "extraction": extract,
        "coding": lambda: ahead(read),
        "pages to records": lambda: ahead(extract()),
    }
    ahead(read[:WARM])
    best = dict.fromkeys(stages, float("inf"))
    for _ in range(ROUNDS):
        for name, work in stages.items():
            started = time.process_time()
            work()
            best[name] = min(best[name], time.process_time() - started)
    return {"pages": len(html)} | {f"{name}, a second": round(len(html) / taken, 1) for name, taken in best.items()}


def jobs(most: int) -> dict[str, Any]:
    """Seconds by the clock of one and of two processes, start-up taken off, and what two are worth."""
    with tempfile.TemporaryDirectory() as folder:
        whole, few = _file(Path(folder, "whole.jsonl"), most), _file(Path(folder, "few.jsonl"), WARM)
        taken = {}
        for workers in (1, 2):
            started = _seconds(few, workers)
            taken[workers] = {"start": round(started, 2), "run": round(_seconds(whole, workers) - started, 2)}
    return {"reports": most, "seconds": taken, "two are worth": round(taken[1]["run"] / taken[2]["run"], 2)}


def growth(most: int) -> dict[str, Any]:
    """Seconds, reports a second and peak memory of runs of 1, 10, 100 … reports."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        size = 1
        while size <= most:
            file = _file(Path(folder, f"{size}.jsonl"), size)
            rows.append({"reports": size, **_timed(file)})
            size *= 10
    return {"runs": rows}


def copies() -> dict[str, Any]:
    """Processor time of a stream with and without the copies in it."""
    held = list(reports(138))
    wire = [msgspec.structs.replace(a, id=f"{a.id}-wire", source="Another") for a in held[::2]]
    mixed = [a for pair in zip(held[::2], wire, held[1::2], strict=False) for a in pair]
    ahead(held[:WARM])
    taken = {}
    for name, articles in (("without", held), ("with", mixed)):
        started = time.process_time()
        ahead(articles)
        taken[name] = round(time.process_time() - started, 2)
    return {"reports": len(held), "copies": len(mixed) - len(held), "seconds of processor": taken}


def _file(path: Path, most: int) -> Path:
    path.write_bytes(b"".join(msgspec.json.encode(a) + b"\n" for a in reports(most)))
    return path


def _seconds(file: Path, workers: int) -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "detente.cli", "code", str(file), "--jobs", str(workers)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def _timed(file: Path) -> dict[str, float]:
    """Of one run of `detente code`: seconds of processor, reports a second of it, and its largest memory."""
    command = [sys.executable, "-m", "detente.cli", "code", str(file)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    spent = usage.ru_utime + usage.ru_stime
    lines = sum(1 for _ in file.open("rb"))
    return {
        "seconds": round(spent, 2),
        "reports a second": round(lines / spent, 2),
        "memory MB": round(usage.ru_maxrss / 1024),
    }


if __name__ == "__main__":
    main()
