"""What must not be coded. Run: `python -m evals.quiet [--show]` with PYTHONPATH=src.

negatives      sport, business, film, crime fiction, games, weather, science and cooking in the words of war and diplomacy
               (evals/data/negatives.jsonl): any event at all is a fault.
status_traps   attacks that are denied, negated, conditional, hypothetical, intended, requested, long past, doubted or only a
               figure of speech (evals/data/status_traps.jsonl): an ASSAULT told as news in the reporter's voice or on
               somebody's word is a fault.

status_second, status_third, status_fourth
               the same kinds in other words, each trap with a near twin that did happen (`told`): a twin without an attack
               told as news is a fault too, counted apart.

Of each kind every second sentence is *kept*: scored, its faults never shown and never tuned on. `--show` lists the faults of
the others. Sentences with a fault at first sight, before anything was mended for them (23 November 2026):
negatives 64 of 225 (open 38, kept 26), status traps 36 of 225 (open 17, kept 19); negatives_second, written after the first were
mended, 17 of 60 (open 9, kept 8): that, and not the mended set, says how sentences nobody has seen fare. status_third at first
sight: 18 of 100 traps sprung (open 12, kept 6), 25 of 100 twins lost (open 14, kept 11); negatives_fourth 25 of 101 (open 12,
kept 13); status_fourth 12 of 60 traps sprung (open 6, kept 6), 8 of 60 twins lost (open 4, kept 4); negatives_fifth 7 of 60 (open 5,
kept 2).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from detente import events
from detente.actors import Cast
from detente.language import analyse
from detente.records import Article, Event

DATA = Path(__file__).resolve().parent / "data"
DAY = "2025-06-01"  # the day the sentences are read on


def coded(text: str) -> tuple[Event, ...]:
    """The events of one sentence."""
    document = analyse(Article(id="quiet", text=text, date=DAY))
    return tuple(events.code(document, Cast(document)))


def attacks(found: tuple[Event, ...]) -> list[Event]:
    """Attacks told as news."""
    news = [e for e in found if e.status in ("reported", "claimed") and not e.background]
    return [e for e in news if e.type == "ASSAULT"]


SETS: dict[str, Callable[[tuple[Event, ...]], list[Event]]] = {
    "negatives": list,
    "negatives_second": list,
    "negatives_third": list,
    "negatives_fourth": list,
    "negatives_fifth": list,
    "status_traps": attacks,
    "status_second": attacks,
    "status_third": attacks,
    "status_fourth": attacks,
}


def rows(name: str) -> list[dict[str, object]]:
    """The sentences of a set: id, kind, kept, text."""
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def faults(name: str) -> list[tuple[dict[str, object], list[Event]]]:
    """The sentences with events that must not be there, and those events."""
    found = ((row, SETS[name](coded(str(row["text"])))) for row in rows(name) if not row.get("told"))
    return [(row, bad) for row, bad in found if bad]


def lost(name: str) -> list[dict[str, object]]:
    """The twins, which tell of what did happen, that do not come out as attacks told as news."""
    return [row for row in rows(name) if row.get("told") and not attacks(coded(str(row["text"])))]


def report(name: str, *, show: bool = False) -> dict[str, object]:
    """Sentences, those with a fault in the two halves, and their kinds; the open half's faults where `show` asks."""
    bad = faults(name)
    for row, found in bad if show else []:
        if not row["kept"]:
            what = "; ".join(f"{e.type} {e.status} {e.rule} “{e.quote}”" for e in found)
            sys.stderr.write(f"{row['id']}: {row['text']}\n    {what}\n")
    missed = lost(name)
    for row in missed if show else []:
        if not row["kept"]:
            sys.stderr.write(f"{row['id']}: {row['text']}\n    lost\n")
    twins = sum(bool(row.get("told")) for row in rows(name))
    told = {
        "twins": twins,
        "lost_open": sum(not r["kept"] for r in missed),
        "lost_kept": sum(bool(r["kept"]) for r in missed),
    }
    return {
        "sentences": len(rows(name)) - twins,
        "faults_open": sum(not row["kept"] for row, _ in bad),
        "faults_kept": sum(bool(row["kept"]) for row, _ in bad),
        "by_kind": dict(sorted(Counter(str(row["kind"]) for row, _ in bad).items())),
        **(told if twins else {}),
    }


def main() -> None:
    """Print the scores of both sets as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="list the faults of the open half")
    show = parser.parse_args().show
    sys.stdout.write(json.dumps({name: report(name, show=show) for name in SETS}, indent=1) + "\n")


if __name__ == "__main__":
    main()
