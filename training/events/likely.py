"""The weights behind `Event.likelihood`, and the matrix they are learned from.

    PYTHONPATH=src:. python training/events/likely.py                      # evals/data/judged_events.csv -> data/likely.toml
    PYTHONPATH=src:. python training/events/likely.py --judged DIR …       # the matrix first, from raw judgements: read and matched again

A folder of judgements holds the reports, NNN.json (id, date, title, text), and judged.jsonl: a row for each told event (report,
sentence, span, type, actors, recipients, right, sure). The reports are third-party text and stay outside the repository; into the
matrix go their running numbers, labels and features. A judgement is dropped where the event it judged is no longer told as it was.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evals import likely as scores

from detente.api import study
from detente.events import likely
from detente.records import Article, Event

WEIGHTS = Path(likely.__file__).parent / "data" / "likely.toml"
_OFTEN = 10  # events that have a feature from which it gets a column
Row = dict[str, Any]


def matrix(folders: Sequence[Path]) -> tuple[list[Row], int]:
    """A row for each judgement that still fits what is told, and how many no longer do."""
    rows: list[Row] = []
    lost = report = 0
    for judge, folder in enumerate(folders, 1):
        asked: dict[str, list[Row]] = defaultdict(list)
        for line in (folder / "judged.jsonl").read_text(encoding="utf-8").splitlines():
            asked[json.loads(line)["report"]].append(json.loads(line))
        for name in sorted(asked):
            report += 1
            found = list(_matched(folder, name, asked[name]))
            lost += len(asked[name]) - len(found)
            rows += [{"report": report, "judge": judge, **row} for row in found]
    return rows, lost


def _matched(folder: Path, name: str, judgements: list[Row]) -> Iterator[Row]:
    """The judgements of one report with the features of the events they are about."""
    held = json.loads((folder / f"{name.lstrip('a')}.json").read_text(encoding="utf-8"))
    made = study(Article(id=name, text=held["text"], date=held["date"], title=held["title"]))
    found = likely.features(made.document, made.reading.events)
    for asked in judgements:
        index = next((i for i in found if _is_same(made.reading.events[i], asked)), None)
        if index is not None:
            marks = {"right": int(asked["right"]), "sure": int(asked["sure"]), "wrong": ";".join(asked["wrong"])}
            yield marks | {name: round(value, 4) for name, value in found.pop(index).items()}


def _is_same(event: Event, asked: Row) -> bool:
    sides = (
        (event.actors, asked["actors"]),
        (event.recipients, asked["recipients"]),
    )
    return (
        event.sentence == asked["sentence"]
        and list(event.span) == asked["span"]
        and event.type == asked["type"]
        and all(sorted(a.code for a in told) == sorted(map(_code, judged)) for told, judged in sides)
    )


def _code(written: str) -> str:
    """The country of a side as the judges wrote it down: "AZE:MIL", "AZE/Artsakh:MIL", "SVK GOV Igor Matovič"."""
    return written.split(":")[0].split("/")[0].split(" ")[0]


def write_matrix(rows: Sequence[Row], path: Path) -> None:
    """The matrix as CSV, an empty cell for 0."""
    counts = Counter(name for row in rows for name in row)
    names = sorted(n for n in counts if n not in scores.MARKS and counts[n] >= _OFTEN)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*scores.MARKS, *names])
        for row in rows:
            cells = (row.get(n, "") for n in names)
            writer.writerow([*(row[m] for m in scores.MARKS), *(f"{c:g}" if c != "" else "" for c in cells)])


def weights_text(data: scores.Judged) -> str:
    """The weights as TOML."""
    made = dict(zip(data.names, scores.fit(data.features, data.right, data.counts).tolist(), strict=True))
    bias = made.pop("bias")
    head = (
        "# Made by training/events/likely.py from evals/data/judged_events.csv: how an event was read -> how likely it is right.\n"
        "# A weight is what a feature adds to the log-odds; the features are those of detente.events.likely.\n"
    )
    lines = "".join(f"{json.dumps(name, ensure_ascii=False)} = {made[name]:.3f}\n" for name in sorted(made))
    return f"{head}events = {len(data.right)}\nbias = {bias:.3f}\n\n[weights]\n{lines}"


def main(arguments: list[str]) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--judged", nargs="+", type=Path, metavar="DIR", help="make the matrix from these first")
    options = parser.parse_args(arguments)
    if options.judged:
        rows, lost = matrix(options.judged)
        write_matrix(rows, scores.DATA)
        sys.stdout.write(f"{len(rows)} judged events, {lost} no longer told as they were\n")
    WEIGHTS.write_text(weights_text(scores.judged()), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
