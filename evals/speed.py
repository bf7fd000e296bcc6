"""Sentences a second by stage on one core, start-up time and memory, with ratios to the bare encoder in the same run.

    PYTHONPATH=src python -m evals.speed [--json] [--rounds 3]
    PYTHONPATH=src python -m evals.speed --triage [--json]
    PYTHONPATH=src python -m evals.speed --profile

The text is examples/*/reports.jsonl, read whole; each stage is timed over all reports in processor time, the best of the rounds
counts, and the rounds of all stages take turns, so that a busy machine slows all of them alike. One thread (the parser's default).
"Bare encoder": the parser alone on all the sentences, already split into words. "One article at a time" is `detente.read`, "read
ahead" is `detente code`.

--profile: the ten functions that cost most when the reports are read ahead, their own time and that of what they call outside this
package (the networks, regular expressions). Under the profiler Python takes about twice its time, the networks do not.

--triage: what `detente code --triage` leaves out and loses, on four sets: Wikinews (every report of 2019 and 2020 in
../shared/data/wikinews, general news of which about a third is politics and conflict), examples/ (conflict news), our own sentences
with signals (evals/data; each a text of its own), and sentences of other kinds (../shared/data/ud: the EWT and GUM tests: reviews,
e-mail, blogs, questions and answers, interviews, guides; in texts of twenty sentences as they follow one another). An event, signal,
casualty or talk is lost if the reading without triage has one of its type, span and sides (of an event its status too, of casualties
their number) and the reading with triage has not.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import gzip
import hashlib
import io
import json
import os
import platform
import pstats
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from detente import actors, events, language, signals, sources
from detente.api import known_words, read_ahead, read_article
from detente.cli.code import seldom_collected
from detente.language import tokens
from detente.language.parser import load_parser
from detente.language.sentences import split
from detente.records import Article, Casualty, Channel, Document, Event, Reading, Signal

ROOT = Path(__file__).parents[1]
START = "import detente; detente.read('India struck camps in Pakistan.', date='2025-05-07')"
TREEBANKS = ("ewt-test.conllu", "gumclean-test.conllu")
OWN = ("signals.jsonl", "signals_second.jsonl")
TOP = 10
KINDS = ("events", "signals", "casualties", "channels")
TEXT_OF = 20  # sentences of a treebank in one text


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--triage", action="store_true")
    arguments.add_argument("--profile", action="store_true")
    given = arguments.parse_args()
    if given.profile:
        print(profile())
        return
    made = triage() if given.triage else measure(given.rounds)
    made |= {
        "hardware": f"{platform.machine()}, {platform.processor() or 'cpu'}, Python {platform.python_version()}",
        "command": "PYTHONPATH=src python -m evals.speed" + " --triage" * given.triage,
    }
    shown = triage_table if given.triage else table
    print(json.dumps(made, indent=2) if given.json else shown(made))


# -------------------------------------------------------------------------------------------------------------- stages


def measure(rounds: int) -> dict[str, Any]:
    """Seconds and rates by stage."""
    files, articles = examples()
    documents = [language.analyse(article) for article in articles]
    words = [[t.text for t in tokens.tokenise(s.text)] for d in documents for s in d.sentences]
    count = len(words)
    load_parser().parse(words[:50])
    seconds = best(
        rounds,
        {
            "bare encoder": lambda: load_parser().parse(words),
            "bare encoder, alone": lambda: [load_parser().parse([sentence]) for sentence in words],
            "language": lambda: language.analyse_all(articles),
            "actors, events, signals": lambda: rooms(documents),
            "one article at a time": lambda: [read_article(article) for article in articles],
            "read ahead": lambda: ahead(articles),
        },
    )
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", START], check=True)
    return {
        "sentences": count,
        "words": sum(map(len, words)),
        "articles": len(articles),
        "sentences_per_second": {stage: round(count / taken, 1) for stage, taken in seconds.items()},
        "ratio_to_bare_encoder": {
            stage: round(seconds["bare encoder"] / taken, 3)
            for stage, taken in seconds.items()
            if stage != "bare encoder"
        },
        "start_to_first_result_seconds": round(time.perf_counter() - started, 2),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "data_sha256": hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest(),
    }


def examples() -> tuple[list[Path], list[Article]]:
    """The files of reports and what is in them."""
    files = sorted((ROOT / "examples").glob("*/reports.jsonl"))
    return files, [article for file in files for article in sources.load(str(file))]


def best(rounds: int, stages: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds of processor time of each stage's fastest round, and of its parts if it tells them; the stages take turns."""
    taken: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, work in stages.items():
            started = time.process_time()
            parts = work()
            taken.setdefault(name, []).append(time.process_time() - started)
            if isinstance(parts, dict):
                for part, spent in parts.items():
                    taken.setdefault(f"  {part}", []).append(spent)
    return {name: min(times) for name, times in taken.items()}


def rooms(documents: Iterable[Document]) -> dict[str, float]:
    """Everything after the clauses; seconds by room."""
    spent: defaultdict[str, float] = defaultdict(float)
    for document in documents:
        times = [time.process_time()]
        cast = actors.Cast(document)
        times.append(time.process_time())
        acts = events.acts(document, cast)
        coded = events.code(document, cast, acts)
        times.append(time.process_time())
        signals.code(document, cast, acts, coded)
        times.append(time.process_time())
        for room, start, end in zip(("actors", "events", "signals"), times, times[1:], strict=False):
            spent[room] += end - start
    return spent


def ahead(articles: list[Article], *, with_triage: bool = False) -> list[Reading]:
    """Articles as `detente code` reads them."""
    with seldom_collected():
        return [pair[1](pair[0]) for pair in read_ahead(articles, triage=with_triage) if isinstance(pair, tuple)]


def profile() -> str:
    """The costliest functions, with a bar for the share of each."""
    _, articles = examples()
    ahead(articles[:20])
    profiler = cProfile.Profile()
    profiler.runcall(ahead, articles)
    spent: Counter[tuple[str, int, str]] = Counter()
    calls: Counter[tuple[str, int, str]] = Counter()
    package = str(Path(language.__file__).parents[1])
    for place, (_, count, own, _, callers) in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
        if place[0].startswith(package):
            spent[place] += own
            calls[place] = count
        else:
            spent.update({caller: of_it[2] for caller, of_it in callers.items()})
    whole = sum(spent.values())
    lines = [f"{whole:.1f} s under the profiler; share, calls, function"]
    for place, own in spent.most_common(TOP):
        name = f"{Path(place[0]).parent.name}/{Path(place[0]).name}:{place[1]} {place[2]}"
        lines.append(f"{own / whole:6.1%} {'█' * round(100 * own / whole):40} {calls[place]:8} {name}")
    return "\n".join(lines)


def table(made: dict[str, Any]) -> str:
    """The figures as text."""
    lines = [f"{made['sentences']} sentences, {made['words']} words, {made['articles']} reports (one core, CPU time)"]
    lines += [f"{stage:26} {rate:8.1f} sentences/s" for stage, rate in made["sentences_per_second"].items()]
    lines += [f"{stage:26} {ratio:8.3f} of the bare encoder" for stage, ratio in made["ratio_to_bare_encoder"].items()]
    lines.append(f"start to first result      {made['start_to_first_result_seconds']:8.2f} s")
    lines.append(f"peak memory                {made['peak_memory_mb']:8d} MB")
    lines += [f"{key}: {made[key]}" for key in ("data_sha256", "hardware", "command")]
    return "\n".join(lines)


# -------------------------------------------------------------------------------------------------------------- triage


def triage() -> dict[str, Any]:
    """What triage leaves out and loses, set by set."""
    known_words()
    load_parser().parse([["No", "."]])
    return {"sets": {name: triaged(list(articles)) for name, articles in sets()}}


def sets() -> Iterator[tuple[str, Iterator[Article]]]:
    """The sets by name, those whose data is there."""
    data = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared")) / "data"
    if (data / "wikinews").is_dir():
        yield "wikinews", wikinews(data / "wikinews")
    yield "examples", iter(examples()[1])
    yield "signals", own()
    if (data / "ud").is_dir():
        yield "other kinds", treebank(data / "ud")


def wikinews(folder: Path) -> Iterator[Article]:
    """Every report there."""
    csv.field_size_limit(10**9)
    for file in sorted(folder.glob("*.csv.gz")):
        text = gzip.decompress(file.read_bytes()).decode("utf-8")
        for i, row in enumerate(csv.DictReader(io.StringIO(text, newline=""))):
            if row["text"].strip():
                yield Article(id=f"{file.stem}-{i}", text=row["text"], date=row["date"], title=row["title"])


def own() -> Iterator[Article]:
    """Our own sentences with signals, each a text."""
    for name in OWN:
        for line in (ROOT / "evals/data" / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Article(id=row["id"], text=row["text"], date=row.get("date"))


def treebank(folder: Path) -> Iterator[Article]:
    """Texts of TEXT_OF sentences as they follow one another."""
    for name in TREEBANKS:
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        sentences = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
        for start in range(0, len(sentences), TEXT_OF):
            yield Article(id=f"{name}-{start}", text="\n\n".join(sentences[start : start + TEXT_OF]), date="2020-01-01")


def triaged(articles: list[Article]) -> dict[str, Any]:
    """The figures of one set; seconds of processor time, each way once."""
    kept = total = 0
    for article in articles:
        text = sources.blank(article.text)
        told = [(s.text, [t.text for t in tokens.tokenise(s.text)]) for s in split(text, article.title)]
        total += len(told)
        kept += sum(known_words().keep(text, told))
    seconds: list[float] = []
    readings: list[list[Reading]] = []
    for with_triage in (False, True):
        started = time.process_time()
        readings.append(ahead(articles, with_triage=with_triage))
        seconds.append(time.process_time() - started)
    pairs = list(zip(*readings, strict=True))
    lost = {
        kind: [r.quote for whole, rest in pairs for r in missing(getattr(whole, kind), getattr(rest, kind))]
        for kind in KINDS
    }
    return {
        "articles": len(articles),
        "sentences": total,
        "share_parsed": round(kept / total, 3),
        **{kind: sum(len(getattr(r, kind)) for r in readings[0]) for kind in KINDS},
        **{f"{kind}_lost": len(quotes) for kind, quotes in lost.items()},
        "sentences_per_second": {"all": round(total / seconds[0], 1), "triage": round(total / seconds[1], 1)},
        "lost": [f"{kind}: {' '.join(quote.split())[:160]}" for kind, quotes in lost.items() for quote in quotes],
        "data_sha256": hashlib.sha256("\n".join(a.text for a in articles).encode()).hexdigest()[:16],
    }


def missing(whole: tuple[Any, ...], rest: tuple[Any, ...]) -> list[Any]:
    """The records of `whole` that `rest` has no like of."""
    left = Counter(map(likeness, rest))
    lost = []
    for record in whole:
        key = likeness(record)
        left[key] -= 1
        if left[key] < 0:
            lost.append(record)
    return lost


def likeness(record: Event | Signal | Casualty | Channel) -> tuple[Any, ...]:
    """What two records of the same thing share; not the ids, which count the others."""
    if isinstance(record, Signal):
        return record.kind, record.span, record.speaker.side
    if isinstance(record, Casualty):
        return record.kind, record.span, record.low, record.high
    if isinstance(record, Channel):
        return record.state, record.span, tuple(a.side for a in record.sides)
    return (
        record.type,
        record.span,
        record.status,
        tuple(a.side for a in record.actors),
        tuple(a.side for a in record.recipients),
    )


def triage_table(made: dict[str, Any]) -> str:
    """The figures as text, with what was lost."""
    lines = []
    for name, row in made["sets"].items():
        rate = row["sentences_per_second"]
        lines.append(
            f"{name:12} {row['articles']:4} texts {row['sentences']:6} sentences  parsed {row['share_parsed']:.3f}  "
            + "".join(f"{kind} lost {row[kind + '_lost']} of {row[kind]}  " for kind in KINDS)
            + f"{rate['all']} -> {rate['triage']} sentences/s"
        )
        lines += [f"    lost: {quote}" for quote in row["lost"]]
    return "\n".join([*lines, *(f"{key}: {made[key]}" for key in ("hardware", "command"))])


if __name__ == "__main__":
    main()
