"""Series: sums by day and week, missing days, volume, scale."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from detente.dynamics.series import QUAD, Act, Coverage, Dyad, of_values, series
from detente.records import EVENT_TYPES, EventType


def act(day: str, source: str, target: str, kind: EventType, score: float, weight: float = 1.0) -> Act:
    return Act(
        id=f"{day}/{source}/{kind}", day=day, source=source, target=target, type=kind, score=score, weight=weight,
        claimed=weight < 1,
    )  # fmt: skip


ACTS = [
    act("2025-05-07", "RUR", "SYL", "ASSAULT", -10.0),
    act("2025-05-07", "SYL", "RUR", "ACCUSE", -2.0),
    act("2025-05-08", "SYL", "RUR", "ASSAULT", -10.0, weight=0.5),
    act("2025-05-09", "RUR", "SYL", "REQUEST", -1.0),
    act("2025-05-09", "RUR", "OTH", "ASSAULT", -10.0),
]


def days(first: str, last: str) -> frozenset[date]:
    return frozenset(day.date() for day in pd.date_range(first, last))


def made(covered: frozenset[date] = frozenset(), volume: dict[date, float] | None = None) -> Dyad:
    return series(ACTS, "RUR", "SYL", coverage=Coverage(covered, volume or {}))


def test_every_type_has_a_quad() -> None:
    assert set(QUAD) == set(EVENT_TYPES)


def test_each_direction_has_its_own_sums() -> None:
    frame = made().frame
    assert frame["ab_score"].tolist() == [-10.0, 0.0, -1.0]
    assert frame["ba_score"].tolist() == [-2.0, -5.0, 0.0]
    assert frame["ab_material_conflict"].tolist() == [1, 0, 0]
    assert frame["ba_claimed"].tolist() == [0, 1, 0]


def test_asking_is_verbal_conflict_but_no_hostile_act() -> None:
    frame = made().frame
    assert frame["ab_verbal_conflict"].tolist() == [0, 0, 1]
    assert frame["ab_hostile"].tolist() == [1, 0, 0]


def test_a_day_nobody_reported_on_is_missing_not_calm() -> None:
    frame = made(days("2025-05-11", "2025-05-11")).frame
    assert frame.loc["2025-05-10"].drop("covered").isna().all()
    assert frame.loc["2025-05-11", "ab_score"] == 0.0
    assert frame["covered"].tolist() == [1, 1, 1, 0, 1]


def test_weeks_begin_on_mondays_and_covered_days_stand_for_the_others() -> None:
    week = made(days("2025-05-05", "2025-05-09")).weekly()
    assert week.step == "week"
    assert week.frame.index.tolist() == [pd.Timestamp("2025-05-05")]
    assert week.frame["ab_score"].tolist() == pytest.approx([-11.0 * 7 / 5])
    assert week.frame["covered"].tolist() == pytest.approx([5 / 7])


def test_a_week_less_than_half_covered_is_missing() -> None:
    assert made().weekly().frame["ab_score"].isna().all()


def test_scores_are_scaled_to_the_usual_volume_of_news() -> None:
    volume = dict.fromkeys(days("2025-04-01", "2025-05-09"), 10.0) | {
        date(2025, 5, 7): 20.0,
        date(2025, 5, 9): 1000.0,
    }
    frame = made(days("2025-04-01", "2025-05-09"), volume).frame
    assert frame.loc["2025-05-07", "ab_scaled"] == pytest.approx(-5.0)
    assert frame.loc["2025-05-08", "ba_scaled"] == pytest.approx(-5.0)
    assert frame.loc["2025-05-09", "ab_scaled"] == pytest.approx(-0.25)  # never by more than four
    assert frame.loc["2025-05-07", "ab_root"] == pytest.approx(-np.sqrt(5.0))


def test_nothing_of_the_future_enters_the_scaled_scores() -> None:
    volume = {day: 10.0 + day.day for day in days("2025-04-01", "2025-05-09")}
    whole = made(days("2025-04-01", "2025-05-09"), volume).frame
    early = series(ACTS[:2], "RUR", "SYL", coverage=Coverage(days("2025-04-01", "2025-05-07"), volume)).frame
    assert whole["ab_scaled"].iloc[-3] == early["ab_scaled"].iloc[-1]


def test_the_pair_as_a_whole_adds_before_taking_roots() -> None:
    assert made().both("root").tolist() == pytest.approx([-np.sqrt(12.0), -np.sqrt(5.0), -1.0])


def test_scores_of_others_may_be_undirected_and_have_no_counts() -> None:
    values = pd.DataFrame({"RUR_SYL": [-4.0, 9.0]}, index=pd.to_datetime(["2025-05-07", "2025-05-09"]))
    made = of_values(values, "RUR", "SYL")
    assert made.both().tolist()[::2] == [-2.0, 3.0]
    assert np.isnan(made.both().iloc[1])
    assert not made.has("hostile")
    with pytest.raises(ValueError, match="undirected"):
        made.pair()


def test_values_of_three_columns_are_no_pair() -> None:
    values = pd.DataFrame(np.zeros((2, 3)), index=pd.to_datetime(["2025-05-07", "2025-05-09"]))
    with pytest.raises(ValueError, match="not 3"):
        of_values(values, "RUR", "SYL")


def test_the_order_of_acts_makes_no_difference() -> None:
    other = series(ACTS[::-1], "RUR", "SYL", coverage=Coverage(frozenset(), {}))
    pd.testing.assert_frame_equal(made().frame, other.frame)
    assert made().acts == other.acts


def test_without_acts_and_coverage_the_series_is_empty() -> None:
    assert series([], "RUR", "SYL", coverage=Coverage(frozenset(), {})).weekly().frame.empty
