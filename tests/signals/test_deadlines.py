"""Deadlines: every form of the grammar, and what must not be read as one."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from detente.signals.deadlines import deadline

CASES: list[tuple[str, str | None, str | None]] = [
    ("within 48 hours", "2025-05-07", "2025-05-09"),
    ("within two weeks of the ceasefire", "2015-02-13", "2015-02-27"),
    ("within fourteen months", "2020-02-29", "2021-04-29"),
    ("72 hours to surrender", "2020-11-22", "2020-11-25"),
    ("by Tuesday evening", "2019-10-18", "2019-10-22"),
    ("by Tuesday", "2025-05-06", "2025-05-13"),
    ("by tonight", "2025-05-06", "2025-05-06"),
    ("no later than 4 a.m. Tehran time", "2025-06-24", "2025-06-24T00:30Z"),
    ("before the end of the month", "2025-05-07", "2025-05-31"),
    ("for the next ten days", "2025-05-07", "2025-05-17"),
    ("until 18 May", "2025-05-11", "2025-05-18"),
    ("by midnight GMT", "2025-05-07", "2025-05-08T00:00Z"),
    ("by midnight GMT on Friday", "2025-05-07", "2025-05-10T00:00Z"),
    ("on or before 3 June", "2025-05-07", "2025-06-03"),
    ("by 15 January", "1990-12-01", "1991-01-15"),
    ("by the end of May", "2025-04-01", "2025-05-31"),
    ("within 24 hours", None, None),
    ("by 15 January 1991", None, "1991-01-15"),
    ("by noon on Saturday", "2025-05-07", "2025-05-10"),
    ("until 6 p.m.", "2021-05-10", "2021-05-10"),
    ("by 5 a.m. on Tuesday", "2014-03-03", "2014-03-04"),
    ("by 03:00 GMT on Tuesday", "2014-03-03", "2014-03-04T03:00Z"),
    ("by 0300 GMT on Tuesday", "2014-03-03", "2014-03-04T03:00Z"),
    ("before the end of the year", "2018-09-19", "2018-12-31"),
    ("by year's end", "2018-09-19", "2018-12-31"),
    ("by the end of the week", "2025-05-07", "2025-05-11"),
    ("by the end of next week", "2025-05-07", "2025-05-18"),
    ("by the end of next month", "2025-05-07", "2025-06-30"),
    ("before the assault", "2025-05-07", None),
    ("until Hamas releases the hostages", "2025-05-07", None),
    ("by force", "2025-05-07", None),
    ("by two soldiers", "2025-05-07", None),
    ("within range of the guns", "2025-05-07", None),
    ("within hours", "2025-05-07", None),
    ("in the past 48 hours", "2025-05-07", None),
    ("in 1962", "2025-05-07", None),
    ("in ten days", "2019-06-17", "2019-06-27"),
    ("a 72-hour truce", "2023-04-25", "2023-04-28"),
    ("to a five-day truce starting on Thursday", "2023-04-25", "2023-05-02"),
    ("a three-day pause from 3 May", "2023-04-25", "2023-05-06"),
    ("a two-week halt that begins on Sunday", "2023-04-25", "2023-05-14"),
    ("a truce of four days, effective May 1", "2023-04-25", "2023-05-05"),
    ("a 48-hour ceasefire from midnight on Friday", "2023-04-25", "2023-04-30"),
    ("a week-long armistice to begin tomorrow", "2023-04-25", "2023-05-03"),
    ("a ten-day truce, from their side", "2023-04-25", "2023-05-05"),
    ("a week-long pause", "2023-04-25", "2023-05-02"),
    ("a 48-hour ultimatum", "2023-04-25", "2023-04-27"),
    ("gave the junta one week to reinstate the president", "2023-07-30", "2023-08-06"),
    ("must leave Iraq within 48 hours or face military action", "2003-03-17", "2003-03-19"),
    ("by tomorrow", "2025-05-07", "2025-05-08"),
    ("by noon tomorrow Moscow time", "2025-05-07", "2025-05-08T09:00Z"),
    ("by 8 p.m. Eastern time on 1 August", "2025-07-20", "2025-08-02T00:00Z"),
    ("by dawn", "2025-05-07", "2025-05-08"),
    ("by dawn on Friday", "2025-05-07", "2025-05-09"),
    ("by nightfall", "2025-05-07", "2025-05-07"),
    ("before Friday", "2025-05-07", "2025-05-09"),
    ("before June", "2025-05-07", "2025-05-31"),
    ("by March", "2025-05-07", "2026-03-31"),
    ("by mid-June", "2025-05-07", "2025-06-15"),
    ("by 2026", "2025-05-07", "2026-12-31"),
    ("by Christmas", "2025-05-07", "2025-12-25"),
    ("by the 15th", "2025-05-07", "2025-05-15"),
    ("by the 5th", "2025-05-07", "2025-06-05"),
    ("not before Tuesday", "2025-05-07", None),
    ("Friday at the latest", "2025-05-07", "2025-05-09"),
    ("a deadline of 1 May", "2025-04-07", "2025-05-01"),
    ("the Friday deadline", "2025-05-07", "2025-05-09"),
    ("over the next three weeks", "2025-05-07", "2025-05-28"),
    ("within thirty days", "2025-05-07", "2025-06-06"),
    ("within twenty-four hours", "2025-05-07", "2025-05-08"),
    ("within a month", "2025-01-31", "2025-02-28"),
    ("within a year", "2025-05-07", "2026-05-07"),
    ("within five working days", "2025-05-07", "2025-05-14"),
    ("until further notice", "2025-05-07", None),
    ("no later than June 3, 2025", None, "2025-06-03"),
    ("by 9 September", "2025-05-07", "2025-09-09"),
    ("by 5 p.m. local time", "2025-05-07", "2025-05-07"),
    ("by 1 March", "2025-06-01", "2026-03-01"),
    ("before dawn", "2025-05-07", "2025-05-08"),
    ("until the end of August", "2025-05-07", "2025-08-31"),
    ("for a week", "2020-02-22", "2020-02-29"),
    ("by the end of 2026", "2025-05-07", "2026-12-31"),
    ("before the year is out", "2025-05-07", "2025-12-31"),
    ("within the next three days", "2025-05-07", "2025-05-10"),
    ("in the coming two weeks", "2025-05-07", "2025-05-21"),
    ("within six hours", "2025-05-07", "2025-05-07"),
    ("within ten days", "2017-06-23", "2017-07-03"),
    ("by January 20", "2024-12-02", "2025-01-20"),
    ("by 11 September 2021", None, "2021-09-11"),
    ("in three days", "2020-10-10", "2020-10-13"),
    ("by Sunday night", "2023-08-01", "2023-08-06"),
    ("by Wednesday", None, None),
]


@pytest.mark.parametrize(("text", "anchor", "expected"), CASES)
def test_deadline(text: str, anchor: str | None, expected: str | None) -> None:
    assert deadline(text, anchor) == expected


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 60


def test_local_time_needs_a_zone() -> None:
    assert deadline("by 5 p.m. local time", "2025-05-07", zone="Asia/Karachi") == "2025-05-07T12:00Z"
    assert deadline("by 5 p.m.", "2025-05-07", zone="Asia/Karachi") == "2025-05-07T12:00Z"


def test_how_long_a_thing_holds_can_be_left_out() -> None:
    assert deadline("a ten-day truce", "2025-05-07", lasting=False) is None
    assert deadline("within ten days", "2025-05-07", lasting=False) == "2025-05-17"


def test_an_anchor_that_is_no_date_counts_as_missing() -> None:
    assert deadline("within ten days", "last spring") is None


def _zones() -> list[dict[str, object]]:
    table = tomllib.loads((files("detente.signals") / "data" / "zones.toml").read_text(encoding="utf-8"))
    return list(table["zone"])


@pytest.mark.parametrize("entry", _zones(), ids=lambda e: str(e["zone"]))
def test_every_zone_reads_its_example(entry: dict[str, object]) -> None:
    found = deadline(str(entry["example"]), "2025-05-01")
    assert found is not None
    assert found.endswith("Z")
