"""Gold events other people coded, in one shape: PLOVER records and PETRARCH's validation files.

The data stay in ../shared (see its README for licences); tests and evals skip where they are not there.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import NamedTuple

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
PLOVER = SHARED / "data/plover_gsr/PLOVER_GSR_CAMEO.txt"
CONVERSION = SHARED / "data/plover_gsr/CAMEO2PLOVER-2021.txt"
PETR2 = SHARED / "data/universal_petrarch/PETR2_GSR_validation.xml"
UNIT = SHARED / "data/petrarch/PETR.UnitTest.records.xml"

_RENAMED = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}  # PLOVER before 2021
_MISCODED = {"JAP": "JPN", "ITL": "ITA", "CIV": "CIV"}

# PETRARCH's unit records name Tolkien's lands; states of our world in their place make the sentences ordinary ones.
_LANDS = {
    "Arnorian": "Argentine", "Arnor": "Argentina", "Gondor": "Germany", "Osgiliath": "Oman", "Eriadorian": "Eritrean",
    "Eriadori": "Eritrean", "Eriador": "Eritrea", "Ithilen": "Italy", "Calenardhon": "Cambodia", "Bree": "Brazil",
    "Dagolathi": "Danish", "Dagolath": "Denmark", "Fornost": "France", "Mordor": "Morocco", "Rohans": "Romanians",
    "Rohan": "Romania", "Hobbits": "Hondurans", "Hobbit": "Honduran", "Hobbiton": "Honduras",
    "Minas Tirith": "Berlin", "Caras Galadhon": "Copenhagen", "Minas Ithil": "Rome", "Cirith Ungol": "Casablanca",
}  # fmt: skip
_CODES = {
    "ARN": "ARG", "GON": "DEU", "OSG": "OMN", "ERI": "ERI", "ITH": "ITA", "CAL": "KHM", "BRE": "BRA", "DAG": "DNK",
    "FOR": "FRA", "MOR": "MAR", "ROH": "ROU", "HOB": "HND",
}  # fmt: skip


class Gold(NamedTuple):
    """One coded event: countries of its sides (None where the coder left one open) and its PLOVER type."""

    source: frozenset[str]
    target: frozenset[str]
    type: str
    cameo: str | None = None


class Record(NamedTuple):
    """One sentence with its gold events; `codable` is False where every gold event is of a kind PLOVER has dropped."""

    id: str
    text: str
    date: str
    gold: tuple[Gold, ...]
    codable: bool = True


def fingerprint(*paths: Path) -> str:
    """The hash of gold files: a floor holds for these very bytes."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def plover() -> list[Record]:
    """The records of PLOVER's gold standard (CAMEO manual examples), one event each."""
    rows = json.loads(PLOVER.read_text(encoding="utf-8"), strict=False)
    return [_plover(row) for row in rows if row["event"] != "DOCUMENT"]


def _plover(row: dict[str, object]) -> Record:
    type_ = _RENAMED.get(str(row["event"]), str(row["event"]))
    gold = Gold(_codes(row.get("source")), _codes(row.get("target")), type_)
    return Record(str(row["id"]), str(row["text"]).strip("{} "), "", (gold,))  # its dates are all a stand-in


def _codes(side: object) -> frozenset[str]:
    items = [side] if isinstance(side, dict) else side if isinstance(side, list) else []
    found = {str(item.get("code", ""))[:3] for item in items}
    return frozenset(_MISCODED.get(code, code) for code in found if code and code != "dip")


def conversion() -> dict[str, str]:
    """CAMEO code -> PLOVER type, from the conversion table; roots 01 and 02 are not in it but 02 (appeal) is a REQUEST."""
    found = {"02": "REQUEST"}
    for line in CONVERSION.read_text(encoding="utf-8").splitlines():
        match = re.match(r"(\d+):\s*(\w+)", line)
        if match and len(match[1]) > 2:
            found[match[1]] = match[2]
    return found


def plover_type(cameo: str, table: dict[str, str]) -> str | None:
    """The PLOVER type of a CAMEO code, by its longest known prefix; None for what PLOVER has dropped."""
    while len(cameo) > 1:
        if cameo in table:
            return table[cameo]
        cameo = cameo[:-1]
    return None


def petrarch(path: Path) -> list[Record]:
    """The records of a PETRARCH validation file."""
    text = path.read_text(encoding="utf-8", errors="replace")
    table = conversion()
    found = []
    for match in re.finditer(r"<Sentence ([^>]*?)/?>(.*?)</Sentence>", text, re.DOTALL):
        record = _petrarch(match[1], match[2], table, unit=path == UNIT)
        if record is not None:
            found.append(record)
    return found


def _petrarch(head: str, body: str, table: dict[str, str], *, unit: bool) -> Record | None:
    words = re.search(r"<Text>(.*?)</Text>", body, re.DOTALL)
    text = " ".join(words[1].split()) if words else ""
    if not text:
        return None
    coded = [dict(re.findall(r'(\w+)\s*=\s*"([^"]*)"', m)) for m in re.findall(r"<EventCoding\s+([^>]*?)/?>", body)]
    coded = [c for c in coded if {"eventcode", "sourcecode", "targetcode"} <= set(c)]
    gold = tuple(
        Gold(_side(c["sourcecode"], unit=unit), _side(c["targetcode"], unit=unit), type_, c["eventcode"])
        for c in coded
        if (type_ := plover_type(c["eventcode"], table)) is not None
    )
    attributes = dict(re.findall(r'(\w+)\s*=\s*"([^"]*)"', head))
    day = attributes.get("date", "20000101")
    date = f"{day[:4]}-{day[4:6]}-{day[6:8]}"
    if unit:
        for land in sorted(_LANDS, key=len, reverse=True):
            text = re.sub(rf"\b{land}\b", _LANDS[land], text)
    return Record(attributes.get("id", "?"), text, date, gold, codable=bool(gold) or not coded)


def _side(code: str, *, unit: bool) -> frozenset[str]:
    country = code[:3]
    if country in ("---", "###") or code.startswith("IMG"):
        return frozenset()
    return frozenset([_CODES.get(country, country) if unit else country])
