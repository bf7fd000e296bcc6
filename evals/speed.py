"""Sentences a second by stage on one core, start-up time and memory, with the ratio to the bare encoder in the same run.

    PYTHONPATH=src python -m evals.speed [--json] [--rounds 3]

The text is examples/*/reports.jsonl, read whole; each stage is timed over all reports, the best of the rounds counts. One
thread (the parser's default). What "bare encoder" means: the parser alone on the same sentences, already split into words.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from detente import actors, events, language, signals, sources
from detente.language import tokens
from detente.language.parser import load_parser
from detente.records import Article, Document

ROOT = Path(__file__).parents[1]
START = "import detente; detente.read('India struck camps in Pakistan.', date='2025-05-07')"


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    made = measure(given.rounds)
    print(json.dumps(made, indent=2) if given.json else table(made))


def measure(rounds: int) -> dict[str, Any]:
    """Seconds and rates by stage."""
    files = sorted((ROOT / "examples").glob("*/reports.jsonl"))
    articles = [article for file in files for article in sources.load(str(file))]
    documents = [language.analyse(article) for article in articles]
    words = [[t.text for t in tokens.tokenise(s.text)] for d in documents for s in d.sentences]
    count = len(words)
    load_parser().parse(words[:50])
    seconds = {
        "bare encoder": best(rounds, lambda: load_parser().parse(words)),
        "language": best(rounds, lambda: [language.analyse(article) for article in articles]),
        "actors, events, signals": best(rounds, lambda: [code(document) for document in documents]),
        "text to records": best(rounds, lambda: [whole(article) for article in articles]),
    }
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", START], check=True)
    return {
        "sentences": count,
        "words": sum(map(len, words)),
        "articles": len(articles),
        "sentences_per_second": {stage: round(count / taken, 1) for stage, taken in seconds.items()},
        "ratio_to_bare_encoder": round(seconds["bare encoder"] / seconds["text to records"], 3),
        "start_to_first_result_seconds": round(time.perf_counter() - started, 2),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "data_sha256": hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest(),
        "hardware": f"{platform.machine()}, {platform.processor() or 'cpu'}, Python {platform.python_version()}",
        "command": "PYTHONPATH=src python -m evals.speed",
    }


def best(rounds: int, work: Callable[[], object]) -> float:
    """Seconds of CPU time of the fastest round."""
    taken = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


def code(document: Document) -> object:
    """Everything after the clauses."""
    cast = actors.Cast(document)
    acts = events.acts(document, cast)
    return signals.code(document, cast, acts, events.code(document, cast, acts))


def whole(article: Article) -> object:
    """One article as `detente code` reads it."""
    from detente.api import read_article

    return read_article(article)


def table(made: dict[str, Any]) -> str:
    """The figures as text."""
    lines = [f"{made['sentences']} sentences, {made['words']} words, {made['articles']} reports (one core, CPU time)"]
    lines += [f"{stage:26} {rate:8.1f} sentences/s" for stage, rate in made["sentences_per_second"].items()]
    lines.append(f"ratio to the bare encoder  {made['ratio_to_bare_encoder']:8.3f}")
    lines.append(f"start to first result      {made['start_to_first_result_seconds']:8.2f} s")
    lines.append(f"peak memory                {made['peak_memory_mb']:8d} MB")
    lines += [f"{key}: {made[key]}" for key in ("data_sha256", "hardware", "command")]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
