"""What becomes of an act in its sentence: the table of statuses.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from detente.records import Event

from .conftest import Coder

TABLE: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "statuses.toml").read_text(encoding="utf-8")
)
CASES = [(status, type_, text) for status, types in TABLE.items() for type_, texts in types.items() for text in texts]


def _is_fact(event: Event) -> bool:
    return event.status in ("reported", "claimed") and not event.background


def _is_told(status: str, found: list[Event]) -> bool:
    if status == "background":
        return bool(found) and all(e.background for e in found)
    return any(e.status == status and not e.background for e in found)


@pytest.mark.parametrize(("status", "type_", "text"), CASES, ids=[text for *_, text in CASES])
def test_status_of_the_act(status: str, type_: str, text: str, coded: Coder) -> None:
    found = [e for e in coded(text) if e.type == type_]
    assert _is_told(status, found), [(e.status, e.background, e.rule) for e in found]
    if status not in ("reported", "claimed"):
        assert not [e.rule for e in found if _is_fact(e)]


def test_table_is_large_enough() -> None:
    assert len(CASES) >= 60
    assert set(TABLE) == {
        "reported", "claimed", "denied", "negated", "intended", "requested", "conditional", "hypothetical", "background",
    }  # fmt: skip
