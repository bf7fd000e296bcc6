"""Sentences of other people's text in which an earlier tagger wrongly heard a signal: what it must learn to leave alone.

    PYTHONPATH=src:. python training/signals/hard.py --out .train/signals/hard.jsonl [--weights FOLDER] [--earlier FILE]

Universal Dependencies' English training parts (web and mixed genres, hardly any diplomacy) and every second article of the Wikinews
sample under ../shared are tagged; where a word of a sentence is tagged with no less than .25, the sentence is written down with what is not in it: no
label at all for the first; no threat, pledge, offer or condition for the second, unless the rules find a signal there. The file stays out of the repository.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

from detente import read
from detente.signals.fallback import SPUR
from detente.signals.tagger import Tagger

SHARED = Path(__file__).resolve().parents[3] / "shared/data"
LEAST, SHORT, LONG = 0.25, 25, 400
COMMITMENTS = (1, 2, 3, 9, 10)
EVERYTHING = tuple(range(1, 11))


def dependencies() -> Iterator[str]:
    """Sentences of the treebanks' training parts."""
    for path in sorted((SHARED / "ud").glob("*-train.conllu")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# text = "):
                yield line[9:].strip()


def news() -> Iterator[str]:
    """Sentences, roughly cut, of every second Wikinews article; the others are for looking at what comes out."""
    csv.field_size_limit(10**8)
    rows: list[dict[str, str]] = []
    for path in sorted((SHARED / "wikinews").glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows += csv.DictReader(file)
    for row in rows[1::2]:
        for sentence in re.split(r"(?<=[.!?\"”])\s+", row["text"]):
            yield " ".join(sentence.split())


def hard(tagger: Tagger, sentences: Iterator[str], asked: tuple[int, ...], *, most: int) -> list[dict[str, object]]:
    """The sentences in which most is heard, the loudest first."""
    found: dict[str, float] = {}
    for text in sentences:
        if SHORT < len(text) < LONG and text not in found and SPUR.search(text):
            tags = tagger.tag(text, LEAST)
            if tags:
                found[text] = max(t.probability for t in tags)
    loudest = sorted(found, key=lambda t: (-found[t], t))
    rows: list[dict[str, object]] = []
    for text in loudest:
        if len(rows) < most and (asked == EVERYTHING or not read(text, date="2020-01-01").signals):
            rows.append({"text": text, "asked": asked})
    return rows


def main() -> None:
    """Tag, choose, write."""
    parser = argparse.ArgumentParser(description="Write sentences the tagger must leave alone.")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="the earlier tagger's folder (the package's own by default)")
    parser.add_argument("--most", type=int, default=1800)
    parser.add_argument(
        "--earlier", type=Path, help="what earlier taggers heard: joined, for this one has unlearned it"
    )
    args = parser.parse_args()
    tagger = Tagger.load(args.weights)
    rows = hard(tagger, dependencies(), EVERYTHING, most=args.most) + hard(
        tagger, news(), COMMITMENTS, most=args.most // 2
    )
    if args.earlier:
        before = [json.loads(line) for line in args.earlier.read_text(encoding="utf-8").splitlines()]
        heard = {row["text"] for row in before}
        rows = before + [row for row in rows if row["text"] not in heard]
    args.out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
