"""How well signals are read: kinds, speakers, whole frames, traps. Run: `python evals/signals.py [--check] [--show PART] [--only PART]`.

Three sets: `dev`, written by others (../shared/data/signals/dev.jsonl), and our own (evals/data/signals.jsonl). Of ours 120
rows, `kept`, were written before the rules and are never tuned on; the rest, `tuned`, grew in six waves, each measured
before it was used. A second file (evals/data/signals_second.jsonl: news, crisis narratives, traps) was scored once before
anybody tuned on it, then tuned on: at first sight its first 120 rows had kind .711, speaker .697, frame .534, conditional
commitments found .793 (speaker right .977), the 60 written forty minutes later (ids b-) .789, .789, .537, .821 (1.0).
The third (evals/data/signals_rounds.jsonl, 259 rows in six rounds of crisis narrative, news and single kinds, written by
one of us without looking at the rules) was scored before anything was mended for it, then mended on every second row; the
others are `kept`. At first sight, round by round: kind .556 .600 .731 .657 .710 .591, frame .324 .419 .310 .488 .529 .407,
conditional commitments found .556 .757 .824 .500 .800 .750, their speaker right 1.0 1.0 .929 1.0 1.0 1.0. Golds found wrong
on a second reading were put right after that (rounds 2, 3 and 4, one to three rows each). Rounds differ in how idiomatic
their sentences are; the learned tagger had been added by the sixth. Rounds 9 and 10 (46 and 50 short reports in the style of the
visible set, by the one who then mended the open half) had at first sight kind .764 and .795, speaker .764 and .771, frame .604
and .533, conditional commitments found .789 and .741 (speaker right 1.0), 2 and 1 of 11 and 10 traps sprung. Rounds 11 and 12 (100 and 102 reports modelled on real
ones of thirty crises, by the one who then mended the open half) had at first sight kind .686 and .676, speaker .672 and .676,
frame .440 and .531, conditional commitments found .735 and .750 (speaker right 1.0), 3 of 32 and 3 of 33 traps sprung; golds
of eight and two of their rows were put right on a second reading, before the figures of today. Round 13 (42 plain reports, by one
who by then knew the rules well: an easy one) had at first sight .925, .925 and .800, 0 of 9 traps sprung, and the code of before
rounds 11 and 12 had the very same: how idiomatic a round is tells more than what was mended since. Round 14 (60 reports modelled
on the visible set's form, 15 of them traps) and round 15 (40 modelled on real reports, 5 traps), both written before their writer had
looked at the rules, had at first sight kind .860 and .806, speaker .839 and .806, frame .723 and .676, conditional commitments found
.882 and .778 (speaker right 1.0), 2 and 1 traps sprung. Round 16 (50 such reports, 15 traps) was written after the classes of rounds 11 to 15
had been mended: .824, .824 and .694, 2 traps sprung, the same to the last signal before that mending and after it.
Round 17 (80 reports in the form of the visible set, 19 of them traps, crises of 1956 to 2025 over the whole world, by one who had not yet
looked at the rules) had at first sight kind .690, speaker .672, frame .492, conditional commitments found .889 (speaker right 1.0),
0 traps sprung; two golds were put right after that (an offer of talks on a day has no deadline, to agree to send delegates is a pledge).
Round 18 (80 more by the same writer after the mending of round 17, other crises and speakers, 23 traps) had .722, .704 and .576, conditional
commitments found .903 (speaker right .929), 4 traps sprung. Round 19 (50 plainer ones after the mending of round 18, 7 traps) had
.854, .854 and .625, .839 (1.0), 1 trap sprung. Round 20 (70 reports in the form of the visible set, 14 of them traps, crises of 1948
to 2025, 43 speakers, by one who had not yet looked at the rules) had at first sight .821, .752 and .705, conditional commitments
found .882 (.900), 1 trap sprung; no gold was changed after it. With the ministers and presidents whom no list of leaders had held
added, and nothing else, its halves' speaker F1 rose from .852 and .643 to .885 and .667. Round 21 (40 by the same writer after
the mending of round 20, less plain, 7 traps) had .712, .712 and .485 (.515 with one deadline put right), .812 (1.0), 0 traps sprung.
Rounds 22 and 23 (90 reports in the form of the visible set, 18 of them traps, 1946 to 2026, 52 speakers; 70 of three sentences with bystanders, 12
traps, 41 speakers; by one who saw no rule and no other round) had at first sight .867, .867 and .760, conditional commitments found .917
(1.0), 2 traps sprung, and .862, .845 and .710, .889 (.950), 0. Their rows are kept but for the two traps, read at the end: a rumour about others denied by
a bystander (its class is mended) and an order to cease fire with the silence that followed (it stands). Two rows that new rules or names had lost were
won back by bisecting commits, unread; two were seen while filing.
A row holds a short text, its date and the signals a careful reader codes: kind, by, to, if_by, if_dir,
then_by, then_dir, deadline. A direction is D when a conflictual act stops or a cooperative one happens, else E; `if_dir` is
that of the act the condition names, without its negation. A row without signals is a trap.

A signal is found when its kind is; `speaker` asks for the kind and its speaker; `frame` for the actors and directions of
condition and commitment and the deadline as well. What the reader left open (null beside a given direction) may be
anything. The second half of a mutual pledge is not counted against us when the reader wrote only the first.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from detente import read
from detente.evaluation.signals import Row, brief, conditional, measure, mirrored, paired, wrong
from detente.records import Reading

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"


def sets() -> dict[str, Path]:
    """Where each set lies; `dev` only where the shared data is."""
    shared = Path(os.environ.get("DETENTE_SHARED", HERE.parent.parent / "shared"))
    found = {
        "dev": shared / "data" / "signals" / "dev.jsonl",
        "own": HERE / "data" / "signals.jsonl",
        "second": HERE / "data" / "signals_second.jsonl",
        "rounds": HERE / "data" / "signals_rounds.jsonl",
    }
    return {name: path for name, path in found.items() if path.exists()}


def rows(path: Path) -> list[Row]:
    """The rows of a set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def fingerprint(path: Path) -> str:
    """The set's hash: a floor holds for these very rows."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


# -------------------------------------------------------------------------------------------------------- the program


def read_all(items: Sequence[Row]) -> list[Reading]:
    """Each row read as one article."""
    return [read(row["text"], date=row["date"], id=row["id"]) for row in items]


def parts() -> dict[str, tuple[Path, list[Row]]]:
    """The sets as they are reported: dev, second, our own tuned on and kept, the open and the kept half of the rounds."""
    found: dict[str, tuple[Path, list[Row]]] = {}
    for name, path in sets().items():
        items = rows(path)
        if name == "own":
            found["tuned"] = (path, [r for r in items if not r["kept"]])
            found["kept"] = (path, [r for r in items if r["kept"]])
        elif name == "rounds":
            found["rounds open"] = (path, [r for r in items if not r["kept"]])
            found["rounds kept"] = (path, [r for r in items if r["kept"]])
        else:
            found[name] = (path, items)
    return found


def describe(row: Row, reading: Reading) -> list[str]:
    """The lines of one row that went wrong; none when all is right."""
    pairs = paired(row["signals"], reading.signals)
    lines = [f"    {g['kind']} by {g['by']}: wrong {', '.join(wrong(g, s))}" for g, s in pairs if wrong(g, s)]
    matched = [s for _, s in pairs]
    lines += [f"    missed {g}" for g in row["signals"] if not any(g is m for m, _ in pairs)]
    extra = [s for s in reading.signals if not any(s is m for m in matched)]
    mirrors = mirrored(reading.signals, pairs)
    lines += [f"    too much: {brief(s)}" for s in (extra if len(extra) > mirrors else [])]
    if lines:
        lines += [f"    read: {brief(s)}" for s in matched]
    return [f"  {row['id']} {row['date']}: {row['text']}", *lines] if lines else []


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores; with --check compare them with floors.json and return 1 when one is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where a floor in floors.json is missed")
    parser.add_argument(
        "--show",
        choices=("dev", "tuned", "second", "rounds open"),
        help="print what went wrong; the kept half is never shown",
    )
    parser.add_argument("--only", help="the part to read, by name")
    options = parser.parse_args(arguments)
    floors = json.loads(FLOORS.read_text(encoding="utf-8")).get("signals", {}) if FLOORS.exists() else {}
    failed = False
    for name, (path, items) in parts().items():
        if options.only not in (None, name):
            continue
        readings = read_all(items)
        scores = measure(items, readings)
        shown = scores | conditional(items, readings)
        sys.stdout.write(f"{name}: " + "  ".join(f"{k} {v:g}" for k, v in shown.items()) + "\n")
        if options.show == name:
            for row, reading in zip(items, readings, strict=True):
                sys.stdout.write("".join(line + "\n" for line in describe(row, reading)))
        for failure in missed(floors, name, scores, fingerprint(path)):
            failed = True
            sys.stdout.write(f"  missed: {failure}\n")
    return int(options.check and failed)


def missed(section: Row, name: str, scores: dict[str, float], found: str) -> list[str]:
    """What a part fails of its floors; a set that changed since its floors were measured is named too."""
    floor = section.get("floors", {}).get(name)
    if floor is None:
        return []
    kept_hash = section["data"][name if name in ("dev", "second") else "own"]
    failures = [] if found == kept_hash else [f"the rows changed ({found}): measure the floors anew"]
    failures += [f"{k} {scores[k]} < {floor[k]}" for k in ("kind_f1", "speaker_f1", "frame") if scores[k] < floor[k]]
    return failures + ([f"sprung {scores['sprung']:g}"] if scores["sprung"] > floor["max_sprung"] else [])


if __name__ == "__main__":
    raise SystemExit(main())
