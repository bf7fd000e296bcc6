"""Types and CAMEO codes of the lexicon agree with PLOVER's published conversion table (version of 17 September 2021)."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from evals.gold_events import CONVERSION

from detente.events import frames as frames_

# Where we leave the table, and why. Each is one CAMEO code: the table's type, ours.
EXCEPTIONS = {
    # PLOVER's own gold codes imposed sanctions as SANCTION (SANCTION-0009), and so does the heading this line stands under.
    "163": ("COERCE", "SANCTION"),
    # PLOVER's own gold codes an official's resignation as RETREAT (RETREAT-0020, -0021, -0023).
    "0831": ("CONCEDE", "RETREAT"),
}

pytestmark = pytest.mark.skipif(not CONVERSION.exists(), reason=f"no conversion table at {CONVERSION} (DETENTE_SHARED)")


def _table() -> dict[str, str]:
    lines = CONVERSION.read_text(encoding="utf-8").splitlines()
    return {m[1]: m[2] for line in lines if (m := re.match(r"(\d{3,4}):\s*([A-Z]+)", line))}


def _disagreements() -> dict[str, set[tuple[str, str]]]:
    table = _table()
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for frame in frames_.frames():
        code = frame.cameo or ""
        expected = table.get(code) or table.get(code[:3])
        if expected != frame.type:
            found[code].add((expected or "none", frame.type))
    return found


def test_every_frame_has_a_code_of_the_table() -> None:
    table = _table()
    assert [f.rule for f in frames_.frames() if (f.cameo or "")[:3] not in table] == []


def test_types_are_those_of_the_table_but_for_reasoned_exceptions() -> None:
    assert _disagreements() == {code: {pair} for code, pair in EXCEPTIONS.items()}
