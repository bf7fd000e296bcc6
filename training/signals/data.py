"""The sentences of training/signals: text with marked words, and rows whose signals are known but not their words.

`{word|L}` marks the word of a commitment, a demanded act, an accusing, denying, refusing or accepting word (kinds: T threat, P pledge,
O offer, D demand, R refusal, N denial, A accusation, C acceptance) or of a condition's act (ce: it escalates, cd: it de-escalates).
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

KINDS = {
    "T": "threat", "P": "pledge", "O": "offer", "D": "demand", "R": "refusal", "N": "denial", "A": "accusation",
    "C": "acceptance",
}  # fmt: skip
LABELS = ("-", *KINDS.values(), "if E", "if D")
_CODES = {code: LABELS.index(name) for code, name in KINDS.items()} | {"ce": 9, "cd": 10}
_MARK = re.compile(r"\{([^{}|]+)\|(\w+)\}")
_HERE = Path(__file__).resolve().parent


class Row(NamedTuple):
    """A text; its marks ((start, end), label) or, where only that is known, the set of labels that occur in it, of those `asked`."""

    text: str
    marks: tuple[tuple[tuple[int, int], int], ...]
    present: frozenset[int] | None
    source: str
    asked: frozenset[int] = frozenset(range(1, 11))


def parse(line: str, source: str = "") -> Row:
    """A marked line as a row; ValueError for a mark of no known label or a brace left over."""
    text, marks, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        if match[2] not in _CODES:
            raise ValueError(f"unknown label {match[2]!r} in: {line}")
        marks.append(((len(text), len(text) + len(match[1])), _CODES[match[2]]))
        text += match[1]
        at = match.end()
    text += line[at:]
    if "{" in text or "}" in text:
        raise ValueError(f"a brace is left over in: {line}")
    return Row(text, tuple(marks), None, source)


def marked(folder: Path = _HERE) -> Iterator[Row]:
    """The marked sentences, file by file."""
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield parse(line.strip(), path.stem)


def weak(path: Path, *, kept: bool = False) -> Iterator[Row]:
    """Rows of an evaluation file that may be learned from (never the kept ones), their labels without places."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("kept", False) is not kept:
            continue
        present = {LABELS.index(s["kind"]) for s in row["signals"]}
        present |= {LABELS.index(f"if {s['if_dir']}") for s in row["signals"] if s["if_dir"]}
        yield Row(row["text"], (), frozenset(present), path.stem)


def narratives(path: Path) -> Iterator[Row]:
    """Sentences of crisis histories of which only the conditional commitments are known; never the kept ones."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kept"]:
            continue
        kind = LABELS.index(row["kind"]) if row["kind"] in LABELS else None
        if row["has_conditional"] and kind:
            yield Row(row["sentence"], (), frozenset([kind]), path.stem, frozenset([kind]))
        elif not row["has_conditional"]:
            yield Row(row["sentence"], (), frozenset(), path.stem, frozenset([9, 10]))


def plain(path: Path) -> Iterator[Row]:
    """Sentences of sport, business and film, without any signal; never the kept ones."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row.get("kept"):
            yield Row(row["text"], (), frozenset(), path.stem)


def silent(path: Path) -> Iterator[Row]:
    """The sentences training/signals/hard.py wrote: none of the labels asked is in them."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Row(row["text"], (), frozenset(), "hard", frozenset(row["asked"]))


# Names told apart by what they can stand for; in copies of a sentence each is swapped for another of its set, so that no country learns a habit.
_SETS = {
    "capital": "Moscow Kyiv Tehran Islamabad Kabul Ankara Cairo Khartoum Kigali Kinshasa Baku Yerevan Belgrade Pristina Seoul Pyongyang "
    "Beijing Manila Hanoi Tokyo Washington London Paris Berlin Rome Warsaw Athens Nicosia Damascus Baghdad Riyadh Rabat Algiers Bamako "
    "Niamey Mogadishu Nairobi Kampala Bogotá Caracas Quito Lima Santiago Brasília Havana Dhaka Colombo Bangkok Jakarta Canberra Minsk "
    "Vilnius Riga Sofia Budapest Bucharest Prague Lisbon Madrid Tripoli Tunis Beirut Amman Doha Muscat Luanda Pretoria Maputo",
    "country": "Russia Ukraine Iran Pakistan Afghanistan Turkey Egypt Sudan Rwanda Burundi Azerbaijan Armenia Serbia Kosovo China Japan "
    "Vietnam France Britain Germany Italy Poland Greece Cyprus Syria Iraq Morocco Algeria Mali Niger Somalia Ethiopia Eritrea Kenya "
    "Uganda Colombia Venezuela Ecuador Peru Chile Bolivia Brazil Cuba Bangladesh India Thailand Cambodia Indonesia Belarus Lithuania "
    "Hungary Romania Spain Libya Tunisia Israel Jordan Qatar Angola Mozambique Georgia Moldova Nepal Guyana Honduras Nicaragua Taiwan",
    "adjective": "Russian Ukrainian Iranian Pakistani Afghan Turkish Egyptian Sudanese Rwandan Azerbaijani Armenian Serbian Chinese "
    "Japanese Vietnamese French British German Italian Polish Greek Cypriot Syrian Iraqi Moroccan Algerian Malian Somali Ethiopian "
    "Eritrean Kenyan Ugandan Colombian Venezuelan Peruvian Chilean Bolivian Brazilian Cuban Indian Thai Cambodian Indonesian Belarusian "
    "Hungarian Romanian Spanish Libyan Israeli Jordanian Angolan Georgian Argentine",
    "group": "Hezbollah Hamas Houthis Taliban M23 ELN PKK UNITA Polisario Farc",
}
_NAMES = {name: (kind, names.split()) for kind, names in _SETS.items() for name in names.split()}
_WORD = re.compile(r"\b[A-Z][\wáíéñ]+\b")


def swapped(row: Row, rng: random.Random) -> Row:
    """The row with its names of capitals, countries, peoples and groups exchanged for others, one for one; marks move along."""
    chosen: dict[str, str] = {}
    pieces: list[str] = []
    shifts: list[tuple[int, int]] = []
    at = moved = 0
    for match in _WORD.finditer(row.text):
        known = _NAMES.get(match[0])
        if known is None:
            continue
        new = chosen.setdefault(match[0], rng.choice([n for n in known[1] if n not in chosen.values()]))
        pieces += [row.text[at : match.start()], new]
        at = match.end()
        moved += len(new) - len(match[0])
        shifts.append((match.end(), moved))

    def place(offset: int) -> int:
        return offset + max((s for s in shifts if s[0] <= offset), default=(0, 0))[1]

    text = "".join(pieces) + row.text[at:]
    marks = tuple(((place(start), place(end)), label) for (start, end), label in row.marks)
    return Row(text, marks, row.present, row.source, row.asked)
