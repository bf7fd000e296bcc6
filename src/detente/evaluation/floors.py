"""Floors: scores that a gold file must reach, in a JSON file.

    {"at_least": {"triples.f1": 0.5, "signals.kind_f1": 0.85}, "at_most": {"events.per_gold": 1.2, "signals.sprung": 0},
     "sha256": "…"}

The names are those of `Evaluation.scores`. With `sha256` the floors hold for these very bytes of gold.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from detente.errors import BadRecord
from detente.evaluation.report import Evaluation
from detente.records import Record


class Floors(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The least, and the most, that scores may be."""

    at_least: dict[str, float] = msgspec.field(default_factory=dict)
    at_most: dict[str, float] = msgspec.field(default_factory=dict)
    sha256: str | None = None


def read_floors(path: Path) -> Floors:
    """The floors of a file. Raises `BadRecord` where it holds none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Floors)
    except msgspec.DecodeError as error:
        remedy = 'write {"at_least": {"triples.f1": 0.5}, "at_most": {"events.per_gold": 1.2}}'
        raise BadRecord(str(path), f"no floors ({error})", remedy) from None


def missed(floors: Floors, found: Evaluation) -> list[str]:
    """What falls short, a line each; none when all floors are reached. A score that gold does not have falls short too."""
    lines = []
    if floors.sha256 not in (None, found.sha256):
        lines.append("the gold file is not the one the floors were set on (sha256 differs)")
    for name, least in sorted(floors.at_least.items()):
        lines += _line(found, name, "under its floor", least, below=True)
    for name, most in sorted(floors.at_most.items()):
        lines += _line(found, name, "over its ceiling", most, below=False)
    return lines


def _line(found: Evaluation, name: str, how: str, bound: float, *, below: bool) -> list[str]:
    value = found.scores.get(name)
    if value is None:
        return [f"{name}: no such score here; there are {', '.join(sorted(found.scores))}"]
    short = value < bound if below else value > bound
    return [f"{name}: {value:g} is {how} {bound:g}"] if short else []
