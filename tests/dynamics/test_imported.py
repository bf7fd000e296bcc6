"""The measures over existing event data: each format gives the same series as our own readings would."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.imports.test_imports import ACLED, GDELT, ICEWS, POLECAT, acled_csv, made, tabbed

from detente.dynamics.acts import acts_between
from detente.dynamics.hawkes import LEAST_ACTS, hawkes
from detente.dynamics.series import Dyad, series
from detente.imports import gdelt, icews, polecat

FIRST = date(2023, 1, 2)
DAYS = 120
SIDES = {
    "gdelt": ("IND", "PAK"),
    "icews": ("TUR", "Hezbollah"),
    "polecat": ("ETH", "IND"),
    "acled": ("SDN", "Rapid Support Forces"),
}


def rows(format_: str, day: date, number: int) -> dict[str, str]:
    """One hostile act of the first side of the format's pair towards the second."""
    match format_:
        case "gdelt":
            return GDELT | {
                "GLOBALEVENTID": str(number),
                "SQLDATE": f"{day:%Y%m%d}",
                "DATEADDED": f"{day:%Y%m%d}120000",
            }
        case "icews":
            return ICEWS | {"Event ID": str(number), "Event Date": day.isoformat()}
        case "polecat":
            return POLECAT | {
                "Event ID": str(number), "Event Date": day.isoformat(), "Publication Date": day.isoformat(),
                "Event Type": "ASSAULT", "Event Mode": "heavy-weapons", "Quad Code": "MATERIAL CONFLICT", "Event Intensity": "-9.0",
                "Actor Name": "Ethiopian Army", "Actor Country": "ETH", "Primary Actor Sector": "MIL",
                "Recipient Name": "India", "Recipient Country": "IND", "Primary Recipient Sector": "GOV",
            }  # fmt: skip
        case _:
            return ACLED | {"event_id_cnty": f"SDN{number}", "event_date": f"{day:%d %B %Y}", "year": str(day.year)}


def content(format_: str, given: list[dict[str, str]]) -> bytes:
    match format_:
        case "gdelt":
            return tabbed(gdelt.COLUMNS, *given, header=False)
        case "icews":
            return tabbed(icews.COLUMNS, *given)
        case "polecat":
            return tabbed(polecat.COLUMNS, *given)
        case _:
            return acled_csv(*given)


def dyad(format_: str, tmp_path: Path) -> Dyad:
    """Every third day an act, told in two equal rows, over 120 days."""
    days = [FIRST + timedelta(days=n) for n in range(0, DAYS, 3)]
    given = [rows(format_, day, 10 * n + copy) for n, day in enumerate(days) for copy in (0, 1)]
    readings, reasons = made(tmp_path, content(format_, given))
    assert not reasons
    found = acts_between(readings, *SIDES[format_])
    return series(found.acts, *SIDES[format_], coverage=found.coverage, left_out=found.left_out)


@pytest.mark.parametrize("format_", list(SIDES))
def test_a_data_set_gives_directed_daily_counts_each_act_once(format_: str, tmp_path: Path) -> None:
    found = dyad(format_, tmp_path)
    counts = found.frame["ab_hostile"]
    assert len(counts) == DAYS - 2
    assert counts.notna().all()  # the days between its records are covered
    assert counts.iloc[::3].tolist() == [1.0] * 40
    assert counts.sum() == 40
    assert (found.frame["ab_score"].iloc[::3] < 0).all()


@pytest.mark.parametrize("format_", list(SIDES))
def test_its_acts_are_enough_for_a_posture(format_: str, tmp_path: Path) -> None:
    side, _ = hawkes(dyad(format_, tmp_path), draws=10)
    assert side.acts >= LEAST_ACTS
    assert side.verdict == "initiates"
