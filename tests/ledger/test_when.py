"""Points in time and their order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from detente.ledger.when import Moment, after, moment, unordered


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2025", datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)),
        ("2025-12", datetime(2025, 12, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)),
        ("2025-05-07", datetime(2025, 5, 7, tzinfo=UTC), datetime(2025, 5, 8, tzinfo=UTC)),
        ("2025-05-07T01:05+05:30", datetime(2025, 5, 6, 19, 35, tzinfo=UTC), datetime(2025, 5, 6, 19, 35, tzinfo=UTC)),
        ("2025-05-07T13:20", datetime(2025, 5, 7, tzinfo=UTC), datetime(2025, 5, 8, tzinfo=UTC)),
        (
            "2025-05-07T13:20:05Z",
            datetime(2025, 5, 7, 13, 20, 5, tzinfo=UTC),
            datetime(2025, 5, 7, 13, 20, 5, tzinfo=UTC),
        ),
    ],
)
def test_a_date_text_is_the_stretch_of_time_it_may_mean(text: str, low: datetime, high: datetime) -> None:
    assert moment(text) == Moment(low, high)


@pytest.mark.parametrize("text", [None, "", "yesterday", "2025-13-01", "2025-02-30", "0000-01-01"])
def test_what_is_no_date_is_none(text: str | None) -> None:
    assert moment(text) is None


def _at(text: str) -> Moment:
    found = moment(text)
    assert found is not None
    return found


def test_the_same_day_has_no_order_unless_both_have_a_clock_and_a_zone() -> None:
    assert unordered(_at("2025-05-07"), _at("2025-05-07T12:00Z")) is True
    assert after(_at("2025-05-08"), _at("2025-05-07T23:59Z")) is True
    assert after(_at("2025-05-07T12:01Z"), _at("2025-05-07T12:00Z")) is True
    assert after(_at("2025-05-07T12:00Z"), _at("2025-05-07T12:00Z")) is False
