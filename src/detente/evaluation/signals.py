"""Signals beside what a careful reader coded: pairs of the same kind, whole frames, traps sprung.

A gold signal holds kind, by, to, if_by, if_dir, then_by, then_dir, deadline. A direction is D when a conflictual act stops or
a cooperative one happens, else E; `if_dir` is that of the act the condition names, without its negation.

A signal is found when its kind is; `speaker` asks for the kind and its speaker; `frame` for the actors and directions of
condition and commitment and the deadline as well. What the reader left open (null beside a given direction) may be
anything. The second half of a mutual pledge is not counted against us when the reader wrote only the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from detente.actors import short
from detente.records import Actor, Reading, Signal, Term

Row = dict[str, Any]
_CONDITIONAL = ("offer", "threat", "pledge", "refusal")


def measure(items: Sequence[Row], readings: Sequence[Reading]) -> dict[str, float]:
    """Scores over a set, each in 0..1, and counts."""
    tally = dict.fromkeys(("gold", "said", "kind", "speaker", "frame", "traps", "sprung"), 0)
    for row, reading in zip(items, readings, strict=True):
        gold, said = row["signals"], list(reading.signals)
        if not gold:
            tally["traps"] += 1
            tally["sprung"] += bool(said)
        pairs = paired(gold, said)
        tally["gold"] += len(gold)
        tally["said"] += len(said) - mirrored(said, pairs)
        tally["kind"] += len(pairs)
        tally["speaker"] += sum(named(g["by"], s.speaker) for g, s in pairs)
        tally["frame"] += sum(not wrong(g, s) for g, s in pairs)
    return {
        "kind_f1": f1(tally["kind"], tally["said"], tally["gold"]),
        "speaker_f1": f1(tally["speaker"], tally["said"], tally["gold"]),
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
        spoken += any(named(g["by"], s.speaker) for g in gold for s in said)
    return {
        "found_f1": round(2 * found / max(2 * found + missed_ + invented, 1), 3),
        "found_speaker": round(spoken / max(found, 1), 3),
    }


def wrong(gold: Row, signal: Signal) -> list[str]:
    """Which parts of the frame differ."""
    parts = {"by": named(gold["by"], signal.speaker)}
    for part, term in (("if", signal.condition), ("then", signal.commitment)):
        parts[f"{part}_by"] = _term_by(gold[f"{part}_by"], gold[f"{part}_dir"], term)
        parts[f"{part}_dir"] = _direction(gold[f"{part}_dir"], term, strict=part == "if")
    parts["deadline"] = (signal.deadline or "")[: len(gold["deadline"] or "")] == (gold["deadline"] or "")
    if gold["deadline"] is None:
        parts["deadline"] = signal.deadline is None
    return [name for name, right in parts.items() if not right]


def paired(gold: Sequence[Row], said: Sequence[Signal]) -> list[tuple[Row, Signal]]:
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


def mirrored(said: Sequence[Signal], pairs: Iterable[tuple[Row, Signal]]) -> int:
    matched = [s for _, s in pairs]
    return sum(
        any(
            s is not m and s.kind == m.kind and s.clause == m.clause and s.speaker.side != m.speaker.side
            for m in matched
        )
        for s in said
        if not any(s is m for m in matched)
    )


def named(code: str | None, actor: Actor | None) -> bool:
    """Whether an actor is the one the reader wrote: by short code, state code or usual name; null may be anybody."""
    if code is None:
        return True
    return actor is not None and code in (short(actor), actor.group, None if actor.group else actor.code)


def _term_by(code: str | None, direction: str | None, term: Term | None) -> bool:
    if code is None:
        return True
    return term is not None and any(named(code, a) for a in term.actors)


def _direction(direction: str | None, term: Term | None, *, strict: bool) -> bool:
    """A condition where the reader saw none is wrong; a commitment is only asked for where the reader wrote one."""
    if direction is None:
        return term is None if strict else True
    return term is not None and {"D": "de-escalates", "E": "escalates"}[direction] == term.direction


def f1(right: int, said: int, gold: int) -> float:
    return round(2 * right / (said + gold), 3) if said + gold else 1.0


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
