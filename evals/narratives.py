"""Conditional commitments in histories of crises. Run: `PYTHONPATH=src python -m evals.narratives [--check] [--show]`.

evals/data/narratives.jsonl holds sentences in our own words, in the manner of encyclopedic histories of international
crises (1919–2014): past tense, most without any commitment. A row: `sentence`, `crisis`, `date` (its first day), and
whether the sentence holds a conditional commitment (a threat, promise, offer, refusal or demand with a condition), by whom
(`speakers`: short codes, any of them counts) and of what `kind`; `has_conditional` null is not scored, for readers differ.
Every second crisis is `kept`: its sentences are scored and never read while rules are made.

Each sentence is read twice: `alone`, as an article of one sentence, and `told`, with its whole crisis as one article.
A sentence counts as found when a signal with a condition is read in it. Commitments are far more frequent here than in real
histories, where one sentence in forty holds one; `f1_natural` is the F1 at that share, from the shares of commitments found
and of plain sentences flagged, `alarms` those flagged in a thousand plain ones. The naive baseline flags "if" and "unless".

At first sight, before any rule was made on it (23 November, read alone): tuned half recall .500, alarms 3.2, f1_natural .618,
speaker .923; kept half .562, 6.3, .625, .889; the naive baseline .421 and .405.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from detente import read
from detente.actors import short
from detente.records import Actor, Signal

HERE = Path(__file__).parent
DATA = HERE / "data" / "narratives.jsonl"
NATURAL = 0.026  # share of conditional commitments in expert-coded histories: 327 of 12,581 sentences
Row = dict[str, Any]
Found = dict[str, list[Signal]]
_KINDS = frozenset(["offer", "threat", "pledge", "refusal", "demand", "acceptance"])
_NAIVE = re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)


def rows(path: Path = DATA) -> list[Row]:
    """All rows, in order of the file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def fingerprint(path: Path = DATA) -> str:
    """The set's hash: a floor holds for these very rows."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def alone(items: Sequence[Row]) -> Found:
    """Row id -> its signals with a condition, each sentence read by itself."""
    return {row["id"]: conditional(read(row["sentence"], date=row["date"], id=row["id"]).signals) for row in items}


def told(items: Sequence[Row]) -> Found:
    """Row id -> its signals with a condition, each crisis read as one article."""
    found: Found = {}
    for crisis, group in groupby(items, key=lambda row: row["crisis"]):
        members = list(group)
        text = " ".join(row["sentence"] for row in members)
        signals = conditional(read(text, date=members[0]["date"], id=crisis).signals)
        for row, (start, end) in zip(members, _spans(members), strict=True):
            found[row["id"]] = [s for s in signals if start <= s.span[0] < end]
    return found


def _spans(members: Sequence[Row]) -> Iterator[tuple[int, int]]:
    start = 0
    for row in members:
        yield start, start + len(row["sentence"]) + 1
        start += len(row["sentence"]) + 1


def conditional(signals: Sequence[Signal]) -> list[Signal]:
    """Those that commit somebody, or ask it, on a condition."""
    return [s for s in signals if s.condition is not None and s.kind in _KINDS]


def measure(items: Sequence[Row], found: Found) -> dict[str, float]:
    """Scores of one way of reading over a set."""
    scored = [row for row in items if row["has_conditional"] is not None]
    hits = [row for row in scored if row["has_conditional"] and found[row["id"]]]
    kinds = sum(any(s.kind == row["kind"] for s in found[row["id"]]) for row in hits)
    right = sum(any(_named(row["speakers"], s.speaker) for s in found[row["id"]]) for row in hits)
    return _scores(scored, lambda row: bool(found[row["id"]])) | {
        "speaker": round(right / max(len(hits), 1), 3),
        "kind": round(kinds / max(len(hits), 1), 3),
    }


def naive(items: Sequence[Row]) -> dict[str, float]:
    """Scores of flagging every sentence with "if" or "unless"."""
    scored = [row for row in items if row["has_conditional"] is not None]
    return _scores(scored, lambda row: _NAIVE.search(row["sentence"]) is not None)


def _scores(scored: Sequence[Row], flagged: Callable[[Row], bool]) -> dict[str, float]:
    gold = [row for row in scored if row["has_conditional"]]
    plain = [row for row in scored if not row["has_conditional"]]
    found, alarms = sum(map(flagged, gold)), sum(map(flagged, plain))
    recall, rate = found / max(len(gold), 1), alarms / max(len(plain), 1)
    return {
        "precision": round(found / max(found + alarms, 1), 3),
        "recall": round(recall, 3),
        "f1": round(2 * found / max(found + alarms + len(gold), 1), 3),
        "alarms": round(1000 * rate, 1),
        "f1_natural": round(2 * NATURAL * recall / (NATURAL * (recall + 1) + (1 - NATURAL) * rate), 3),
    }


def _named(codes: Sequence[str], actor: Actor) -> bool:
    return bool(set(codes) & {short(actor), actor.group, None if actor.group else actor.code})


# -------------------------------------------------------------------------------------------------------- the program


def report() -> tuple[dict[str, dict[str, float]], list[str]]:
    """Scores by part and way of reading, and the tuned rows that came out wrong."""
    items = rows()
    ways = {"alone": alone(items), "told": told(items)}
    found = {}
    for part, kept in (("tuned", False), ("kept", True)):
        members = [row for row in items if row["kept"] is kept]
        found[f"{part}.naive"] = naive(members)
        for way, read_ in ways.items():
            found[f"{part}.{way}"] = measure(members, read_)
    wrong = [
        line
        for way, read_ in ways.items()
        for row in items
        if not row["kept"]
        for line in _wrong(row, read_[row["id"]], way)
    ]
    return found, wrong


def _wrong(row: Row, signals: Sequence[Signal], way: str) -> Iterator[str]:
    if row["has_conditional"] is None:
        return
    if row["has_conditional"] and not signals:
        yield f"{way} missed {row['kind']} by {row['speakers']}: {row['sentence']}"
    elif signals and not row["has_conditional"]:
        yield f"{way} alarm {[(s.kind, short(s.speaker), s.rule) for s in signals]}: {row['sentence']}"
    elif signals and not any(_named(row["speakers"], s.speaker) for s in signals):
        yield f"{way} speaker {[short(s.speaker) for s in signals]} for {row['speakers']}: {row['sentence']}"


def failures(found: dict[str, dict[str, float]]) -> list[str]:
    """What lies below its floor in floors.json (above it, for alarms), or was measured on other data."""
    section = json.loads((HERE / "floors.json").read_text(encoding="utf-8")).get("narratives")
    if section is None:
        return []
    lines = [] if section["data"] == fingerprint() else ["the rows changed: measure the floors anew"]
    for part, floor in section["floors"].items():
        for name, value in floor.items():
            worse = found[part][name] > value if name == "alarms" else found[part][name] < value
            lines += [f"{part} {name} {found[part][name]:g}, floor {value:g}"] if worse else []
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores; with --check return 1 when a floor in floors.json is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail where a floor is missed")
    parser.add_argument("--show", action="store_true", help="the tuned rows read wrongly; kept ones are never shown")
    options = parser.parse_args(arguments)
    found, wrong = report()
    lines = [
        f"{fingerprint()}",
        *(f"{k:12} " + "  ".join(f"{n} {v:g}" for n, v in s.items()) for k, s in found.items()),
    ]
    missed = failures(found) if options.check else []
    sys.stdout.write("\n".join([*lines, *(wrong if options.show else []), *(f"missed: {m}" for m in missed)]) + "\n")
    return int(bool(missed))


if __name__ == "__main__":
    raise SystemExit(main())
