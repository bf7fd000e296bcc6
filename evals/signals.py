"""How well signals are read: kinds, speakers, whole frames, traps. Run: `python evals/signals.py [--check] [--show]`.

Three sets: `dev`, written by others (../shared/data/signals/dev.jsonl), and our own (evals/data/signals.jsonl). Of ours 120
rows, `kept`, were written before the rules and are never tuned on; the rest, `tuned`, grew in six waves, each measured
before it was used. A second file (evals/data/signals_second.jsonl: news, crisis narratives, traps) was scored once before
anybody tuned on it, then tuned on: at first sight its first 120 rows had kind .711, speaker .697, frame .534, conditional
commitments found .793 (speaker right .977), the 60 written forty minutes later (ids b-) .789, .789, .537, .821 (1.0).
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
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from detente import read
from detente.actors import short
from detente.records import Actor, Reading, Signal, Term

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
Row = dict[str, Any]
_CONDITIONAL = ("offer", "threat", "pledge", "refusal")


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


def measure(items: Sequence[Row], readings: Sequence[Reading]) -> dict[str, float]:
    """Scores over a set, each in 0..1, and counts."""
    tally = dict.fromkeys(("gold", "said", "kind", "speaker", "frame", "traps", "sprung"), 0)
    for row, reading in zip(items, readings, strict=True):
        gold, said = row["signals"], list(reading.signals)
        if not gold:
            tally["traps"] += 1
            tally["sprung"] += bool(said)
        pairs = _pairs(gold, said)
        tally["gold"] += len(gold)
        tally["said"] += len(said) - _mirrors(said, pairs)
        tally["kind"] += len(pairs)
        tally["speaker"] += sum(_named(g["by"], s.speaker) for g, s in pairs)
        tally["frame"] += sum(not wrong(g, s) for g, s in pairs)
    return {
        "kind_f1": _f1(tally["kind"], tally["said"], tally["gold"]),
        "speaker_f1": _f1(tally["speaker"], tally["said"], tally["gold"]),
        "frame": round(tally["frame"] / max(tally["gold"], 1), 3),
        **{k: float(tally[k]) for k in ("gold", "said", "traps", "sprung")},
    }


def conditional(items: Sequence[Row], readings: Sequence[Reading]) -> dict[str, float]:
    """Sentences with a conditional commitment: F1 of finding them, and how often the speaker is right where found."""
    found = missed_ = invented = spoken = 0
    for row, reading in zip(items, readings, strict=True):
        gold = [g for g in row["signals"] if g["if_dir"] and g["kind"] in _CONDITIONAL]
        said = [s for s in reading.signals if s.condition is not None and s.kind in _CONDITIONAL]
        found += bool(gold and said)
        missed_ += bool(gold and not said)
        invented += bool(said and not gold)
        spoken += any(_named(g["by"], s.speaker) for g in gold for s in said)
    return {
        "found_f1": round(2 * found / max(2 * found + missed_ + invented, 1), 3),
        "found_speaker": round(spoken / max(found, 1), 3),
    }


def wrong(gold: Row, signal: Signal) -> list[str]:
    """Which parts of the frame differ."""
    parts = {"by": _named(gold["by"], signal.speaker)}
    for part, term in (("if", signal.condition), ("then", signal.commitment)):
        parts[f"{part}_by"] = _term_by(gold[f"{part}_by"], gold[f"{part}_dir"], term)
        parts[f"{part}_dir"] = _direction(gold[f"{part}_dir"], term, strict=part == "if")
    parts["deadline"] = (signal.deadline or "")[: len(gold["deadline"] or "")] == (gold["deadline"] or "")
    if gold["deadline"] is None:
        parts["deadline"] = signal.deadline is None
    return [name for name, right in parts.items() if not right]


def _pairs(gold: Sequence[Row], said: Sequence[Signal]) -> list[tuple[Row, Signal]]:
    """Gold and found signals of one kind, best first: those that agree in most parts."""
    options = sorted(
        ((len(wrong(g, s)), i, j) for i, g in enumerate(gold) for j, s in enumerate(said) if g["kind"] == s.kind),
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, i, j in options:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((gold[i], said[j]))
    return pairs


def _mirrors(said: Sequence[Signal], pairs: Iterable[tuple[Row, Signal]]) -> int:
    matched = [s for _, s in pairs]
    return sum(
        any(
            s is not m and s.kind == m.kind and s.clause == m.clause and s.speaker.side != m.speaker.side
            for m in matched
        )
        for s in said
        if not any(s is m for m in matched)
    )


def _named(code: str | None, actor: Actor | None) -> bool:
    """Whether an actor is the one the reader wrote: by short code, state code or usual name; null may be anybody."""
    if code is None:
        return True
    return actor is not None and code in (short(actor), actor.group, None if actor.group else actor.code)


def _term_by(code: str | None, direction: str | None, term: Term | None) -> bool:
    if code is None:
        return True
    return term is not None and any(_named(code, a) for a in term.actors)


def _direction(direction: str | None, term: Term | None, *, strict: bool) -> bool:
    """A condition where the reader saw none is wrong; a commitment is only asked for where the reader wrote one."""
    if direction is None:
        return term is None if strict else True
    return term is not None and {"D": "de-escalates", "E": "escalates"}[direction] == term.direction


def _f1(right: int, said: int, gold: int) -> float:
    return round(2 * right / (said + gold), 3) if said + gold else 1.0


# -------------------------------------------------------------------------------------------------------- the program


def read_all(items: Sequence[Row]) -> list[Reading]:
    """Each row read as one article."""
    return [read(row["text"], date=row["date"], id=row["id"]) for row in items]


def parts() -> dict[str, tuple[Path, list[Row]]]:
    """The sets as they are reported: dev, tuned (our own, tuned on) and kept."""
    found: dict[str, tuple[Path, list[Row]]] = {}
    for name, path in sets().items():
        items = rows(path)
        if name == "own":
            found["tuned"] = (path, [r for r in items if not r["kept"]])
            found["kept"] = (path, [r for r in items if r["kept"]])
        else:
            found[name] = (path, items)
    return found


def describe(row: Row, reading: Reading) -> list[str]:
    """The lines of one row that went wrong; none when all is right."""
    pairs = _pairs(row["signals"], reading.signals)
    lines = [f"    {g['kind']} by {g['by']}: wrong {', '.join(wrong(g, s))}" for g, s in pairs if wrong(g, s)]
    matched = [s for _, s in pairs]
    lines += [f"    missed {g}" for g in row["signals"] if not any(g is m for m, _ in pairs)]
    extra = [s for s in reading.signals if not any(s is m for m in matched)]
    mirrors = _mirrors(reading.signals, pairs)
    lines += [f"    too much: {brief(s)}" for s in (extra if len(extra) > mirrors else [])]
    if lines:
        lines += [f"    read: {brief(s)}" for s in matched]
    return [f"  {row['id']} {row['date']}: {row['text']}", *lines] if lines else []


def brief(signal: Signal) -> str:
    """One signal on one line."""

    def term(t: Term | None) -> str:
        return (
            f"[{'+'.join(short(a) for a in t.actors)} {t.type} {t.phase} {t.direction}{' NEG' if t.negated else ''}]"
            if t
            else "-"
        )

    to = "+".join(short(a) for a in signal.addressees)
    return f"{signal.kind} {short(signal.speaker)} -> {to} if {term(signal.condition)} then {term(signal.commitment)} by {signal.deadline} ({signal.rule})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores; with --check compare them with floors.json and return 1 when one is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where a floor in floors.json is missed")
    parser.add_argument(
        "--show", choices=("dev", "tuned", "second"), help="print what went wrong; the kept half is never shown"
    )
    options = parser.parse_args(arguments)
    floors = json.loads(FLOORS.read_text(encoding="utf-8")).get("signals", {}) if FLOORS.exists() else {}
    failed = False
    for name, (path, items) in parts().items():
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
