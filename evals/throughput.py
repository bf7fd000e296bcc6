"""From bytes to records: pages a second, what a second process gives, and whether the thousandth report costs what the first did.

    PYTHONPATH=src python -m evals.throughput pages      HTML to records on one core, beside extraction alone and coding alone
    PYTHONPATH=src python -m evals.throughput jobs       `detente code --jobs 1` and `--jobs 2` by the clock, on a machine that does nothing else
    PYTHONPATH=src python -m evals.throughput growth [--most 10000] [--keep FOLDER]
    PYTHONPATH=src python -m evals.throughput onwards CODED.jsonl [--most 100000]     the same for the ledger and the store, from readings
    PYTHONPATH=src python -m evals.throughput ledger CODED.jsonl [--most 20000]       the ledger alone: many sides, and all of one pair
    PYTHONPATH=src python -m evals.throughput copies     a stream in which every third report is wire copy

The reports are those of examples/*/reports.jsonl, again and again, each time ten weeks later, with other figures and with people, towns
and units of other names (every name that is no side's gets an ending that counts the rounds; a sentence with neither gets a place of
such a name), so that what is remembered of words and sentences has to be learned anew: `growth` tells how many sentences are new. The pages have menus, boxes and
scripts around them (evals.sources). `pages` is processor time, the best of three rounds in turns; `jobs`, `growth` and `onwards` run the
commands as a user does, in processes of their own; `growth` also gives the rate and memory of its longest run by tenths. `onwards`
takes readings (`growth --keep`) and builds the ledger and fills a store with a thousand, ten thousand … of them; more than there are
are made by moving the dates of all by twelve years again and again. `ledger` tells the seconds of a build alone, in processes of their
own, for 1,000, 2,000, 5,000 … readings, beside how many rows and pieces of evidence came of them: no build can take less than they do.
"""

from __future__ import annotations

import argparse
import calendar
import json
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import cache, partial
from itertools import count, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import msgspec

from detente.actors.lexicon import load
from detente.actors.words import fold
from detente.language.sentences import split
from detente.ledger import build
from detente.records import Article, Reading
from detente.sources import Limits
from detente.sources.articles import Told, article_of
from evals.sources import page_of
from evals.speed import ahead, examples, sets

PAGE = Told(suffix=".html")
ROUNDS = 3
NAME = re.compile(r"(?<![\w.'’-])[A-Z][a-z]{3,}(?![\w-])")
FIGURE = re.compile(r"(?<![\w.,:/$€£-])[2-9]\d(?![\w.,:/%-]|(?:st|nd|rd|th)\b| (?:January|February|March|April|May|June|July|August|September|October|November|December)\b)")  # fmt: skip
SENTENCE = re.compile(r".+?(?:(?<=[a-z])[.!?](?=\s|$)|$)", re.DOTALL)
END = re.compile(r"([a-z])\.$")
SYLLABLES = ("an", "be", "co", "di", "el", "fu", "go", "hi", "iz", "ka")
TENTHS = 10
GENERAL = 40  # pages of general news
_CALENDAR = frozenset(name.lower() for names in (calendar.day_name, calendar.month_name) for name in names)
WARM = 32
"""Reports read before the clock runs: the models are loaded."""


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("what", choices=["pages", "jobs", "growth", "onwards", "ledger", "copies"])
    arguments.add_argument("coded", nargs="?", type=Path, help="readings for onwards and ledger")
    arguments.add_argument("--most", type=int, default=10_000, help="reports of the longest run")
    arguments.add_argument("--keep", type=Path, help="a folder for the reports and readings of growth")
    arguments.add_argument("--reports", type=int, default=1200, help="reports of a run of jobs")
    given = arguments.parse_args()
    measured: dict[str, Callable[[], dict[str, Any]]] = {
        "pages": pages,
        "jobs": lambda: jobs(given.reports),
        "growth": lambda: growth(given.most, given.keep),
        "onwards": lambda: onwards(given.coded, given.most),
        "ledger": lambda: ledger(given.coded, given.most),
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
    return msgspec.structs.replace(
        article,
        id=f"{article.id}-{turn}",
        date=day.isoformat() + article.date[10:],
        text=_varied(article.text, turn),
        title=_varied(article.title, turn) if article.title else article.title,
    )


def _varied(text: str, turn: int) -> str:
    """A text with other figures and other names of whatever is no side; a sentence with neither gets a place.

    "At Haripur 26 men fell. Rain fell." → "At Haripurbe 27 men fell. Rain fell near Koltavabe."
    """
    ending = "".join(SYLLABLES[int(digit)] for digit in str(turn))

    def other(found: re.Match[str]) -> str:
        piece = found.group()
        new = NAME.sub(lambda m: m.group() + ending if m.group() in _names() else m.group(), piece)
        new = FIGURE.sub(lambda m: str(20 + (int(m.group()) - 20 + turn) % 80), new)
        return END.sub(rf"\1 near Koltava{ending}.", new) if new == piece else new

    return SENTENCE.sub(other, text)


@cache
def _names() -> frozenset[str]:
    """Words of the examples that stand with a capital wherever they stand, and that the lexicon of actors has in no name of its own."""
    texts = [text for article in examples()[1] for text in (article.text, article.title or "")]
    lower = {word for text in texts for word in re.findall(r"\b[a-z]+\b", text)}
    known = {word for form in load().forms for word in form.split()}
    found = {name for text in texts for name in NAME.findall(text)}
    return frozenset(name for name in found if name.lower() not in lower and fold(name) not in known | _CALENDAR)


def pages() -> dict[str, Any]:
    """Pages to records, and the two halves of it alone: of reports of conflict, and of general news where it is there."""
    made = {"conflict": _paged(list(reports(138)))}
    return made | {
        f"general news ({name})": _paged(list(islice(found, GENERAL))) for name, found in sets() if name == "wikinews"
    }


def _paged(articles: list[Article]) -> dict[str, Any]:
    """The rates of pages made of these articles."""
    html = [page_of({"title": a.title, "text": a.text, "date": a.date}) for a in articles]

    def extract() -> list[Article]:
        return [article_of(page, name=f"{n}.html", told=PAGE, limits=Limits()) for n, page in enumerate(html)]

    read = extract()
    stages: dict[str, Callable[[], object]] = {
        "extraction": extract,
        "coding": lambda: ahead(read),
        "pages to records": lambda: ahead(extract()),
        "pages to records with triage": lambda: ahead(extract(), with_triage=True),
    }
    ahead(read[:WARM], with_triage=True)
    best = dict.fromkeys(stages, float("inf"))
    for _ in range(ROUNDS):
        for name, work in stages.items():
            started = time.process_time()
            work()
            best[name] = min(best[name], time.process_time() - started)
    told = sum(len(split(article.text, article.title)) for article in read)
    return {"pages": len(html), "sentences": told} | {
        f"{name}, a second": round(len(html) / taken, 1) for name, taken in best.items()
    }


def jobs(most: int) -> dict[str, Any]:
    """Seconds by the clock of one and of two processes, start-up taken off, and what two are worth."""
    with tempfile.TemporaryDirectory() as folder:
        whole, few = _file(Path(folder, "whole.jsonl"), most), _file(Path(folder, "few.jsonl"), WARM)
        taken = {}
        for workers in (1, 2):
            started = _seconds(few, workers)
            taken[workers] = {"start": round(started, 2), "run": round(_seconds(whole, workers) - started, 2)}
    return {"reports": most, "seconds": taken, "two are worth": round(taken[1]["run"] / taken[2]["run"], 2)}


def growth(most: int, keep: Path | None) -> dict[str, Any]:
    """Seconds, reports a second and peak memory of runs of 1, 10, 100 … reports; of the last by tenths."""
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        sizes = [10**n for n in range(len(str(most)))]
        for size in sizes:
            file = _file(folder / f"{size}.jsonl", size)
            rows.append({"reports": size, **_timed(file, folder / f"{size}.coded.jsonl")})
    return {"runs": rows, "sentences": _new(most)}


def _new(most: int) -> dict[str, float]:
    """How many sentences the reports have, and the share of them that no report before had."""
    met: set[str] = set()
    total = 0
    for article in reports(most):
        told = [s.text for s in split(article.text, article.title)]
        total += len(told)
        met.update(told)
    return {"all": total, "share new": round(len(met) / total, 3)}


def onwards(coded: Path, most: int) -> dict[str, Any]:
    """Seconds and peak memory of the ledger of, and of loading, a thousand, ten thousand … readings."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size in (10**n for n in range(3, len(str(most)))):
            file = Path(folder, f"{size}.jsonl")
            with file.open("w", encoding="utf-8") as out, closing(_readings(coded)) as lines:
                out.writelines(islice(lines, size))
            ledger = _run(["ledger", "list", str(file)])
            pair = _run(["ledger", "list", str(file), "--dyad", "IND-PAK"])
            store = Path(folder, f"{size}.sqlite")
            loaded = _run(["load", "--quiet", "--db", str(store), "--no-refresh", str(file)])
            refreshed = _run(["db", "refresh", "--db", str(store)])
            size_mb = round(store.stat().st_size / 1e6, 1)
            rows.append({"readings": size, "ledger": ledger, "ledger of a pair": pair, "load": loaded, "refresh": refreshed, "store MB": size_mb})  # fmt: skip
            sys.stderr.write(json.dumps(rows[-1]) + "\n")
            store.unlink()
    return {"runs": rows}


def ledger(coded: Path, most: int) -> dict[str, Any]:
    """Seconds and peak memory of ledgers of more and more readings, as they are and with all of them about one pair."""
    found: dict[str, list[dict[str, Any]]] = {"as they are": [], "all of one pair": []}
    for shape, rows in found.items():
        for size in (n * 10**k for k in range(3, 7) for n in (1, 2, 5) if n * 10**k <= most):
            with get_context("spawn").Pool(1) as pool:
                rows.append(pool.apply(_built, (coded, size, shape == "all of one pair")))
            sys.stderr.write(f"{shape}: {json.dumps(rows[-1])}\n")
    return found


def _built(coded: Path, size: int, one_pair: bool) -> dict[str, Any]:
    """What a build of so many readings took."""
    with closing(_readings(coded)) as lines:
        read = _of_one_pair if one_pair else partial(msgspec.json.decode, type=Reading)
        readings = [read(line) for line in islice(lines, size)]
    started = time.process_time()
    rows = build(readings).rows
    return {
        "readings": len(readings),
        "rows": len(rows),
        "evidence": sum(len(row.evidence) for row in rows),
        "seconds": round(time.process_time() - started, 1),
        "memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _of_one_pair(line: str) -> Reading:
    """A reading in which the two sides most often named are India and Pakistan."""
    told = json.loads(line)
    actors = list(_actors(told))
    named = Counter(actor["group"] or actor["code"] for actor in actors if actor["code"] not in NOBODYS)
    most = sorted(sorted(named, key=lambda side: (-named[side], side))[:2])
    as_one = dict(zip(most, ("IND", "PAK"), strict=False))
    for actor in actors:
        side = actor["group"] or actor["code"]
        if side in as_one:
            actor.update(code=as_one[side], group=None)
    return msgspec.convert(told, type=Reading)


NOBODYS = frozenset({"---", "IGO", "NGO", "MNC"})


def _actors(told: Any) -> Iterator[dict[str, Any]]:
    """All actors in a record, at any depth."""
    if isinstance(told, dict):
        if "code" in told and "sector" in told:
            yield told
        for value in told.values():
            yield from _actors(value)
    elif isinstance(told, list):
        for value in told:
            yield from _actors(value)


def _readings(coded: Path) -> Generator[str]:
    """The lines of a file of readings, then the same moved by twelve years, and so on."""
    for turn in count():
        with coded.open(encoding="utf-8") as lines:
            for line in lines:
                yield line if not turn else _moved(line, turn)


def _moved(line: str, turn: int) -> str:
    """A reading with its dates moved by twelve years a turn, under another id."""
    later = re.sub(r'(?<=")(\d{4})(?=-\d\d[-"T])', lambda m: str(int(m[1]) + 12 * turn), line)
    return later.replace('{"id":"', f'{{"id":"{turn}-', 1)


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


def _timed(file: Path, coded: Path) -> dict[str, Any]:
    """Of one run of `detente code`: seconds of processor, reports a second of it, its largest memory, and both by tenths."""
    lines = sum(1 for _ in file.open("rb"))
    made = _run(["code", str(file)], coded, lines)
    return {"reports a second": round(lines / made["seconds"], 2), **made}


def _run(words: list[str], out: Path | None = None, lines: int = 0) -> dict[str, Any]:
    """Seconds of processor and largest memory of one command; of `lines` lines that it writes, also those of each tenth."""
    command = [sys.executable, "-m", "detente.cli", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        tenths = list(_tenths(process.pid, process.stdout, out, lines))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    made = {"seconds": round(usage.ru_utime + usage.ru_stime, 2), "memory MB": round(usage.ru_maxrss / 1024)}
    return made | ({"tenths": tenths} if tenths else {})


def _tenths(pid: int, written: Iterable[bytes], out: Path | None, lines: int) -> Iterator[dict[str, float]]:
    """What each tenth of a command's lines took; too few lines have none. Linux tells a running process's times in /proc."""
    step = lines // TENTHS if lines >= 1000 and Path("/proc").is_dir() else 0
    before = 0.0
    with (out or Path(os.devnull)).open("wb") as file:
        for number, line in enumerate(written, 1):
            file.write(line)
            if step and number % step == 0:
                spent, memory = _so_far(pid)
                yield {"reports a second": round(step / (spent - before), 2), "memory MB": memory}
                before = spent


def _so_far(pid: int) -> tuple[float, int]:
    """Seconds of processor a process has taken, and its memory in MB."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    seconds = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds, int(fields[21]) * os.sysconf("SC_PAGE_SIZE") // 2**20


if __name__ == "__main__":
    main()
