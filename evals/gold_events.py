"""Gold events other people coded, in one shape: PLOVER records and PETRARCH's validation files.

The data stay in ../shared (see its README for licences); tests and evals skip where they are not there.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from detente.evaluation.gold import Gold as Gold
from detente.evaluation.gold import read_gold

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
PLOVER = SHARED / "data/plover_gsr/PLOVER_GSR_CAMEO.txt"
CONVERSION = SHARED / "data/plover_gsr/CAMEO2PLOVER-2021.txt"
PETR2 = SHARED / "data/universal_petrarch/PETR2_GSR_validation.xml"
UNIT = SHARED / "data/petrarch/PETR.UnitTest.records.xml"


def fingerprint(*paths: Path) -> str:
    """The hash of gold files: a floor holds for these very bytes."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def plover() -> list[Record]:
    """The records of PLOVER's gold standard (CAMEO manual examples), one event each."""
    return _records(PLOVER)


def petrarch(path: Path) -> list[Record]:
    """The records of a PETRARCH validation file."""
    return _records(path)


def _records(path: Path) -> list[Record]:
    return [Record(r.id, r.text, r.date, r.gold or (), r.codable) for r in read_gold(path).records]


class Record(NamedTuple):
    """One sentence with its gold events; `codable` is False where every gold event is of a kind PLOVER has dropped."""

    id: str
    text: str
    date: str
    gold: tuple[Gold, ...]
    codable: bool = True
