"""What someone is: reading a run of role words ("deputy foreign minister", "army spokesman") as one role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.actors.lexicon import Hit
from detente.actors.words import Word

# Sectors of people who act for themselves: "Hamas supporters" are civilians, not the group.
# Heads that set a scene on one side of a line: "on the Indian side of the Line of Control".
SIDES = frozenset(["side", "bank", "half", "part", "flank", "shore"])
PEOPLE = frozenset(["CVL", "REF", "EDU", "JRN", "LAB", "AGR", "MED", "REL", "BUS", "ELI", "CRM"])


BEARING = frozenset(["bearer", "organ", "quality"])  # kinds whose sector is that of the body beside them


@dataclass(frozen=True, slots=True)
class Role:
    """What someone is: the words as written, the sector, the kind of role (see roles.toml)."""

    text: str
    sector: str | None
    kind: str
    word: str
    gender: str | None = None
    plural: bool = False
    bare: bool = False  # an organ whose sector nothing beside it gives: "the committee"


def is_quality(hit: Hit) -> bool:
    """Whether the word only ever qualifies another: "rebel" in "rebel commander"."""
    return hit.entry.role == "quality"


def read(words: Sequence[Word], hits: Sequence[Hit], *, borne: str | None = None) -> Role:
    """The role that the last of `hits` names; hits right before it belong to it.

    A bearer ("spokesman", "chief") takes the sector of the nearest word before it that has one, else `borne`, what the
    caller found elsewhere ("of the army"), else its own.
    """
    head, first = hits[-1], hits[-1]
    for hit in reversed(hits[:-1]):
        if hit.last != first.first or words[first.first].broken:
            break
        first = hit
    sector = head.entry.sector
    given = _before(hits) or borne
    if head.entry.role in BEARING or (head.entry.role == "asset" and sector is None):
        sector = given or sector
    elif head.entry.sector == "MIL" and head.entry.role == "person" and len(hits) > 1 and hits[-2].last == head.first:
        sector = "COP" if hits[-2].entry.sector == "COP" else sector  # "police sergeant"
    if head.entry.name in ("fighter", "fighters") and _is_of_a_make(words, head.first):
        sector = "MIL"  # "MiG-31 fighters" are planes
    former = any(h.entry.sector == "ELI" and is_quality(h) for h in hits[:-1])
    if former and sector not in PEOPLE | {"REB", "CRM"}:
        sector = "ELI"
    text = joined(words[first.first : head.last])
    return Role(text, sector, head.entry.role or "person", head.entry.name, head.entry.gender, head.entry.plural,
                head.entry.role == "organ" and given is None)  # fmt: skip


def _is_of_a_make(words: Sequence[Word], at: int) -> bool:
    """Whether letters and a number stand before a word: "F-16", "MiG-31", "J-10C"."""
    before = words[at - 1] if at else None
    if before is None or before.broken or not any(c.isdigit() for c in before.text):
        return False
    return before.tied or any(c.isalpha() for c in before.text)


def joined(words: Sequence[Word]) -> str:
    """Words as one text, hyphens kept."""
    return "".join(("-" if w.tied else " ") * (k > 0) + w.text for k, w in enumerate(words))


def _before(hits: Sequence[Hit]) -> str | None:
    for hit in reversed(hits[:-1]):
        if hit.entry.sector not in ("ELI", "CVL", None) and hit.entry.role not in ("bearer", "organ"):
            return hit.entry.sector
    return None
