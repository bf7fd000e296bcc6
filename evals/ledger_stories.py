"""Short affairs of one commitment each: is it found, and does it end as it did? Run: `PYTHONPATH=src python -m evals.ledger_stories [--show]`.

evals/data/ledger_stories.jsonl: one to four reports of one or two sentences, in our own words, made after affairs of 2020 to 2025
from memory (days are about right; nothing else rests on them), and the commitment they are about: its speaker, kind, words and
last state, written before the program read them. Unlike the crises under examples/ they are mostly about other things than attacks
and truces, and each tells of the deed, or of its absence, in plain words.

A row is the one expected when the same side said it and half of the expected words are in it; `found` asks for the kind as well
(acceptance counts as pledge). `state` counts the found ones that end as expected, `verdicts` those that are called kept or broken
wrongly. The first two sets were mended on, by class; the third is kept aside.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from detente.api import read_article
from detente.ledger import build
from detente.records import Article, Commitment, Reading
from evals.ledger import VERDICTS, family, shared_words

STORIES = Path(__file__).with_name("data") / "ledger_stories.jsonl"
SHARED = 0.5
KEPT_ASIDE = "third"


def told(story: dict[str, Any]) -> dict[str, Any]:
    """One story read: whether its commitment was found, and the state it ends in."""
    return ended(story, read_story(story))


def read_story(story: dict[str, Any]) -> list[Reading]:
    """The reports of a story, read by the whole pipeline."""
    return [
        read_article(Article(id=f"{story['id']}-{n}", date=r["date"], text=r["text"], source=f"Wire {n}", title=""))
        for n, r in enumerate(story["reports"], 1)
    ]


def ended(story: dict[str, Any], readings: Sequence[Reading]) -> dict[str, Any]:
    """Whether the commitment of a story is in the ledger of its readings, and the state it ends in."""
    signals = {(r.id, s.id): s for r in readings for s in r.signals}
    entry = {"commitment": {"text": story["words"]}, "condition": None}
    rows = [
        row
        for row in build(readings).rows
        if _side(row) == story["speaker"] and shared_words(entry, row, signals) >= SHARED
    ]
    row = next((row for row in rows if family(row.signal.kind) == family(story["kind"])), None)
    return {
        "id": story["id"],
        "set": story["set"],
        "found": row is not None,
        "expected": story["state"],
        "state": row.state if row else None,
        "kinds": sorted({row.signal.kind for row in rows}),
    }


def _side(row: Commitment) -> str:
    return row.signal.speaker.group or row.signal.speaker.code


def sums(lines: Sequence[dict[str, Any]]) -> dict[str, int]:
    """How many of some stories were found, end rightly, and got a wrong verdict."""
    return {
        "stories": len(lines),
        "found": sum(line["found"] for line in lines),
        "state": sum(line["state"] == line["expected"] for line in lines),
        "verdicts": sum(line["state"] in VERDICTS and line["state"] != line["expected"] for line in lines),
    }


def table(lines: Sequence[dict[str, Any]], *, show: bool) -> Iterator[str]:
    """A line a set; with `show` each story that is not right, but of the set kept aside."""
    yield f"{'set':10}{'stories':>8}{'found':>8}{'state right':>13}{'wrong verdicts':>16}"
    for name in dict.fromkeys(line["set"] for line in lines):
        one = sums([line for line in lines if line["set"] == name])
        yield f"{name:10}{one['stories']:>8}{one['found']:>8}{one['state']:>13}{one['verdicts']:>16}"
    for line in lines if show else ():
        if line["state"] != line["expected"] and line["set"] != KEPT_ASIDE:
            read = line["state"] or f"missed (read as {', '.join(line['kinds']) or 'nothing'})"
            yield f"{line['set']} {line['id']}: {line['expected']}, ledger: {read}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; --show names what is not right, --json prints all as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="name the stories that are not right")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    options = parser.parse_args(arguments)
    lines = [told(json.loads(line)) for line in STORIES.read_text("utf-8").splitlines()]
    out = [json.dumps(lines, indent=1)] if options.json else table(lines, show=options.show)
    for line in out:
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
