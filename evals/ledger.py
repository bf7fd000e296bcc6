"""How far the ledger tells each example crisis as history did. Run: `PYTHONPATH=src python -m evals.ledger [--show] [--json]`.

The whole pipeline reads every report of examples/*/reports.jsonl, the ledger is built as of each day of expected.json, and
its rows are compared with the commitments written there by hand.

A row is the expected commitment when it is said by the same side, of the same kind (acceptance counts as pledge), goes the
same direction, was said in one of the reports listed or within a day of `first_said`, and has four tenths of the expected
words in its own, or in a listed report names a like act (.5 in acts.toml) on a condition of the same direction. `found` counts those; `frame` those whose condition is there too, with the same direction and actors;
`ends` those whose last state is history's; `states` the as-of days on which the state was history's, of all days, those of
commitments not found included. A row is given to one commitment only, unless it has folded the reports of both: `folded`.
`verdicts` counts the worst mistakes: dated states, and last ones, where the ledger says kept or broken and history does not.
Three crises were written on 23 November 2026, with their states, before the program had read a line of them. At first sight: Gaza's truce
10 of 17 found, 3 last states and 11 of 37 days right, no wrong verdict; grain over the Black Sea 4 of 15, 1, 6 of 33, none; Congo and the M23,
kept aside, 10 of 17, 3, 11 of 34, 2. So were Niger's coup later that day, 9 of 17, 2, 15 of 37, none; the Lachin road, 9 of 21, 3, 14 of 46, none;
Colombia and the ELN, 10 of 18, 9, 16 of 36, none. All but Congo are mended on since; `all` is of those mended on, nine crises.
`rows` says how many rows the ledger holds; the file does not claim to list every commitment, so the rest is not all wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import re
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from detente.api import read_article
from detente.ledger import Ledger, build
from detente.ledger.acts import likeness
from detente.ledger.words import phrase_signal
from detente.records import Actor, Article, Commitment, Reading, Signal, Term
from detente.sources import read_jsonl

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
KEPT_ASIDE = frozenset({"israel-lebanon-2024", "kosovo-serbia-2022", "congo-m23-2025"})
"""Crises on which nothing is mended: only counted, and left out of `all` and, unless asked for, out of --show."""
VERDICTS = frozenset({"kept", "broken"})
SHARED_WORDS = 0.4
LIKE_ACT = 0.5
Entry = dict[str, Any]
_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = frozenset(
    "the and for that its will would with from any our your their this has have been not was were".split()
)


# ----------------------------------------------------------------------------------------------------- comparing rows


def differences(entry: Entry, row: Commitment, told: dict[tuple[str, str], Signal]) -> list[str]:
    """What keeps a row from being the expected commitment; empty when it is the one."""
    found = []
    signal = row.signal
    if not _same_side(entry, signal.speaker):
        found.append(f"said by {signal.speaker.side}")
    if family(signal.kind) != family(entry["kind"]):
        found.append(f"read as {signal.kind}")
    if signal.commitment is None or signal.commitment.direction != entry["commitment"]["direction"]:
        found.append("other direction")
    if not _same_time(entry, row):
        found.append(f"said on {(row.first_said or 'no day')[:10]}")
    if shared_words(entry, row, told) < SHARED_WORDS and not _like_act(entry, row):
        found.append("other words")
    return found


def _like_act(entry: Entry, row: Commitment) -> bool:
    """A report that says it in words of its own: one of those listed, the like act, the condition likewise."""
    term = row.signal.commitment
    listed = bool({article for article, _ in _names(row)} & set(entry["reports"]))
    wanted = entry["commitment"]["type"]
    alike = term is not None and term.type is not None and likeness(wanted, term.type) >= LIKE_ACT
    wrong = {"condition missed", "a condition too much", "condition's direction"} & set(
        frame_differences(entry, row.signal)
    )
    return listed and alike and not wrong


def frame_differences(entry: Entry, signal: Signal) -> list[str]:
    """What of the condition is not as expected: missing, too much, its direction, whose it is."""
    wanted, read = entry["condition"], signal.condition
    if wanted is None or read is None:
        return [] if (wanted is None) == (read is None) else ["condition missed" if wanted else "a condition too much"]
    parts = []
    if (read.direction, read.negated) != (wanted["direction"], bool(wanted["negated"])):
        parts.append("condition's direction")
    if not _by(wanted["actors"], read):
        parts.append("condition's actor")
    return parts


def shared_words(entry: Entry, row: Commitment, told: dict[tuple[str, str], Signal]) -> float:
    """The share of the expected words that the row has in any of its mentions, 0 to 1."""
    mentions = [told.get((article, name.partition(":")[0])) for article, name in _names(row)]
    texts = [row.signal.quote, *(s.quote for s in mentions if s)]
    for signal in (row.signal, *(s for s in mentions if s)):
        texts += [t.text for t in (signal.condition, signal.commitment) if t]
    wanted = _stems([entry["commitment"]["text"], (entry["condition"] or {}).get("text", "")])
    return len(wanted & _stems(texts)) / len(wanted) if wanted else 0.0


def _stems(texts: Iterable[str]) -> set[str]:
    return {w[:6] for text in texts for w in _WORD.findall(text.casefold()) if w not in _COMMON}


def _same_side(entry: Entry, speaker: Actor) -> bool:
    sides = {(s["code"], s["group"]) for s in entry["speaker"]}
    bound = {(code, None) for code in entry["commitment"]["actors"]}
    announced = len(bound) > 1 and not {code for code, _ in sides} & {code for code, _ in bound}
    if announced or entry["id"].startswith("both-"):  # what a third side announces for two has a row for each of them
        sides |= bound
    return (speaker.code, speaker.group) in sides


def _by(codes: Sequence[str], term: Term) -> bool:
    return not codes or "---" in codes or bool({actor.code for actor in term.actors} & set(codes))


def family(kind: str) -> str:
    return "pledge" if kind == "acceptance" else kind


def _same_time(entry: Entry, row: Commitment) -> bool:
    if {article for article, _ in _names(row)} & set(entry["reports"]):
        return True
    if not row.first_said:
        return False
    apart = date.fromisoformat(row.first_said[:10]) - date.fromisoformat(entry["first_said"][:10])
    return abs(apart) <= timedelta(days=1)


def _names(row: Commitment) -> tuple[tuple[str, str], ...]:
    return ((row.article, row.signal.id), *row.repetitions)


def assign(entries: Sequence[Entry], rows: Sequence[Commitment], told: dict[tuple[str, str], Signal]) -> dict[str, str]:
    """Expected id → row id, the best fits first; a row serves two only when it holds reports of both."""
    options = []
    for entry in entries:
        for row in rows:
            if not differences(entry, row, told):
                frame = len(frame_differences(entry, row.signal))
                options.append((frame, -shared_words(entry, row, told), row.first_said or "", entry["id"], row.id))
    by_id = {entry["id"]: entry for entry in entries}
    held = {row.id: {article for article, _ in _names(row)} for row in rows}
    given: dict[str, str] = {}
    for *_, name, row_id in sorted(options):
        others = [by_id[n] for n, r in given.items() if r == row_id]
        folds = all(held[row_id] & set(e["reports"]) for e in (*others, by_id[name])) and not any(
            set(e["reports"]) & set(by_id[name]["reports"]) for e in others
        )
        if name not in given and (not others or folds):
            given[name] = row_id
    return given


# ---------------------------------------------------------------------------------------------------------- a crisis


def crisis(name: str, folder: Path) -> dict[str, Any]:
    """One example crisis, read and compared."""
    began = time.monotonic()
    readings = read_reports(folder / "reports.jsonl")
    seconds = time.monotonic() - began
    entries: list[Entry] = json.loads((folder / "expected.json").read_text("utf-8"))
    told = {(r.id, s.id): s for r in readings for s in r.signals}
    ledger = build(readings)
    given = assign(entries, ledger.rows, told)
    days = sorted({step["as_of"] for entry in entries for step in entry["state_by_date"]})
    then = {day: build(readings, as_of=day) for day in days}
    lines = [_line(entry, ledger, given.get(entry["id"]), then, told) for entry in entries]
    return {
        "crisis": name,
        "reports": len(readings),
        "seconds_reading": round(seconds, 1),
        "sha256": {f: _sha256(folder / f) for f in ("reports.jsonl", "expected.json")},
        **_sums(lines),
        "rows": len(ledger.rows),
        "lines": lines,
    }


def read_reports(path: Path) -> list[Reading]:
    """Every report of a JSONL file, read by the whole pipeline."""
    with path.open("rb") as stream:
        return [read_article(item) for item in read_jsonl(stream, origin=str(path)) if isinstance(item, Article)]


def _line(
    entry: Entry, ledger: Ledger, row_id: str | None, then: dict[str, Ledger], told: dict[tuple[str, str], Signal]
) -> dict[str, Any]:
    row = ledger.row(row_id) if row_id else None
    days = [
        {"as_of": step["as_of"], "history": step["state"], "ledger": _state_then(row, then[step["as_of"]])}
        for step in entry["state_by_date"]
    ]
    return {
        "id": entry["id"],
        "kind": entry["kind"],
        "found": row is not None,
        "row": row_id,
        "frame": frame_differences(entry, row.signal) if row else None,
        "ends_in": row.state if row else None,
        "history_ends_in": entry["state_by_date"][-1]["state"],
        "days": days,
        "why": _why(entry, ledger, row, told),
    }


def _state_then(row: Commitment | None, ledger: Ledger) -> str | None:
    """The state, on that day, of the row that holds any of the final row's mentions; None when it was not there."""
    if row is None:
        return None
    names = set(_names(row))
    return next((r.state for r in ledger.rows if names & set(_names(r))), None)


def _why(entry: Entry, ledger: Ledger, row: Commitment | None, told: dict[tuple[str, str], Signal]) -> str:
    """For one found, its last step; for one missed, what the nearest row of its reports lacks."""
    if row is not None:
        return f"{row.history[-1].rule}: {row.history[-1].because}" if row.history else ""
    near = [r for r in ledger.rows if _same_time(entry, r) and shared_words(entry, r, told) >= SHARED_WORDS]
    if near:
        best = min(near, key=lambda r: (len(differences(entry, r, told)), -shared_words(entry, r, told), r.id))
        lacks = ", ".join(differences(entry, best, told)) or "given to another"
        return f"nearest {best.id}: {lacks} ({phrase_signal(best.signal)})"
    loose = [(n, s) for n, s in told.items() if n[0] in entry["reports"] and _likely(entry, s)]
    if loose:
        (article, name), signal = loose[0]
        return f"opens no row: {signal.kind} by {signal.speaker.side} ({article}/{name})"
    return "no signal in those words"


def _likely(entry: Entry, signal: Signal) -> bool:
    wanted = _stems([entry["commitment"]["text"]])
    return len(wanted & _stems([signal.quote])) >= SHARED_WORDS * len(wanted)


def _sums(lines: Sequence[dict[str, Any]]) -> dict[str, int]:
    days = [day for line in lines for day in line["days"]]
    rows = [line["row"] for line in lines if line["row"]]
    return {
        "expected": len(lines),
        "found": len(rows),
        "folded": len(rows) - len(set(rows)),
        "frame": sum(line["frame"] == [] for line in lines),
        "ends": sum(line["ends_in"] == line["history_ends_in"] for line in lines),
        "days": len(days),
        "days_of_found": sum(len(line["days"]) for line in lines if line["found"]),
        "states": sum(day["ledger"] == day["history"] for day in days),
        "verdicts": sum(len(_wrong_verdicts(line)) for line in lines),
    }


def _wrong_verdicts(line: dict[str, Any]) -> list[str]:
    """When the ledger says kept or broken and history something else: the days, and "end" for the last state."""
    days = [d["as_of"] for d in line["days"] if d["ledger"] in VERDICTS and d["ledger"] != d["history"]]
    ends = line["ends_in"] in VERDICTS and line["ends_in"] != line["history_ends_in"]
    return [*days, *(["end"] if ends and line["days"][-1]["ledger"] != line["ends_in"] else [])]


# -------------------------------------------------------------------------------------------------------- the program


def report() -> dict[str, Any]:
    """All crises with where and how they were measured."""
    found = [crisis(path.parent.name, path.parent) for path in sorted(EXAMPLES.glob("*/expected.json"))]
    keys = ("expected", "found", "folded", "frame", "ends", "days", "days_of_found", "states", "verdicts", "rows")
    return {
        "command": "PYTHONPATH=src python -m evals.ledger",
        "python": platform.python_version(),
        "machine": f"{_processor()}, {os.cpu_count()} logical cores",
        "crises": found,
        "all": {key: sum(one[key] for one in found if one["crisis"] not in KEPT_ASIDE) for key in keys},
        "kept_aside": sorted(KEPT_ASIDE),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    return next((x.partition(":")[2].strip() for x in lines if x.startswith("model name")), platform.machine())


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def table(made: dict[str, Any]) -> Iterable[str]:
    """The sums, a line a crisis."""
    yield f"{made['command']}   Python {made['python']}, {made['machine']}"
    yield f"{'crisis':28}{'found':>9}{'folded':>8}{'frame':>8}{'end right':>11}{'days right':>12}{'of found':>10}{'wrong verdicts':>16}{'rows':>6}"
    aside = [one for one in made["crises"] if one["crisis"] in KEPT_ASIDE]
    seen = [one for one in made["crises"] if one["crisis"] not in KEPT_ASIDE]
    for one in (
        *seen,
        {**made["all"], "crisis": "all"},
        *({**one, "crisis": f"{one['crisis']} (aside)"} for one in aside),
    ):
        yield (
            f"{one['crisis']:28}{one['found']:>5}/{one['expected']:<3}{one['folded']:>8}{one['frame']:>8}"
            f"{one['ends']:>11}{one['states']:>8}/{one['days']:<3}{one['states']:>6}/{one['days_of_found']:<3}"
            f"{one['verdicts']:>16}{one['rows']:>6}"
        )
    for one in made["crises"]:
        yield "   ".join(f"{one['crisis']}/{name} {digest[:16]}" for name, digest in one["sha256"].items())


def details(made: dict[str, Any]) -> Iterable[str]:
    """Every expected commitment: found or not, right or wrong, and why."""
    for one in made["crises"]:
        if one["crisis"] in KEPT_ASIDE:
            continue  # whoever reads what went wrong there will mend it there
        yield f"\n{one['crisis']}"
        for line in one["lines"]:
            right = all(day["ledger"] == day["history"] for day in line["days"])
            mark = "right " if line["found"] and right else "state " if line["found"] else "missed"
            yield f"{mark} {line['id']}" + (f"   [{', '.join(line['frame'])}]" if line["frame"] else "")
            if not right and line["found"]:
                steps = ((d["as_of"], d["history"], d["ledger"] or "not there") for d in line["days"])
                yield "         " + "; ".join(
                    f"{day} {h}" + ("" if h == x else f" (ledger: {x})") for day, h, x in steps
                )
            if _wrong_verdicts(line):
                yield f"         WRONG VERDICT {', '.join(_wrong_verdicts(line))}"
            if not right or not line["found"]:
                yield f"         {line['why']}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; --show adds every commitment, --json prints all as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="list every expected commitment and what became of it")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    options = parser.parse_args(arguments)
    made = report()
    if options.json:
        sys.stdout.write(json.dumps(made, indent=1, ensure_ascii=False) + "\n")
        return 0
    for line in (*table(made), *(details(made) if options.show else ())):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
