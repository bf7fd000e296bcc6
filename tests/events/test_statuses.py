"""What becomes of an act in its sentence: the tables of statuses.toml and deeds.toml."""

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
DEEDS: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "deeds.toml").read_text(encoding="utf-8")
)


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


def _attacks(found: tuple[Event, ...]) -> list[str]:
    return [f"{e.status} {e.rule}: {e.quote}" for e in found if e.type == "ASSAULT" and _is_fact(e)]


@pytest.mark.parametrize("name", DEEDS)
def test_what_did_not_happen_is_no_news(name: str, coded: Coder) -> None:
    told = {text: bad for text in DEEDS[name]["traps"] if (bad := _attacks(coded(text, date="2025-06-01")))}
    assert told == {}


@pytest.mark.parametrize("name", DEEDS)
def test_near_twins_that_happened_are_news(name: str, coded: Coder) -> None:
    lost = [text for text in DEEDS[name]["twins"] if not _attacks(coded(text, date="2025-06-01"))]
    assert lost == []


def test_traps_and_twins_are_many() -> None:
    assert sum(len(d["traps"]) for d in DEEDS.values()) >= 150
    assert sum(len(d["twins"]) for d in DEEDS.values()) >= 75


DATES: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "dates.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", DATES["rows"])
def test_date_of_the_happening(row: str, coded: Coder) -> None:
    date, type_, text = (part.strip() for part in row.split("|"))
    found = [e.date for e in coded(text) if e.type == type_]
    wanted = None if date == "none" else date
    assert found, "nothing of the type"
    assert any(d == wanted if wanted is None else (d or "").startswith(wanted) for d in found), found


@pytest.mark.parametrize("text", DATES["history"])
def test_history_is_never_news(text: str, coded: Coder) -> None:
    assert _attacks(coded(text)) == []
