"""Dates as pages write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.sources import stated
from detente.sources.stated import Stated


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025-05-07", "2025-05-07"),
        ("2025-05", "2025-05"),
        ("2025", "2025"),
        ("20250507", "2025-05-07"),
        ("2025-05-07T13:20+05:30", "2025-05-07T13:20+05:30"),
        ("2025-05-07T13:20:00+0530", "2025-05-07T13:20+05:30"),
        ("2025-05-07T13:20:09.123Z", "2025-05-07T13:20:09Z"),
        ("2025-05-07 13:20", "2025-05-07T13:20"),
        ("2025-05-07T07:50:00+00:00", "2025-05-07T07:50Z"),
        ("Wed, 07 May 2025 07:50:00 GMT", "2025-05-07T07:50Z"),
        ("1746604200", "2025-05-07T07:50Z"),
        ("1746604200000", "2025-05-07T07:50Z"),
        ("May 7, 2025", "2025-05-07"),
        ("May 7, 2025 14:20 IST", "2025-05-07T14:20+05:30"),
        ("Published: May 07, 2025, 02:20 pm IST", "2025-05-07T14:20+05:30"),
        ("7 May 2025", "2025-05-07"),
        ("7th of May 2025, 12:05 a.m. GMT", "2025-05-07T00:05Z"),
        ("Wednesday, 7 May, 2025 at 21:00 BST", "2025-05-07T21:00+01:00"),
        ("1:20 PM EDT, Wed May 7, 2025", "2025-05-07T13:20-04:00"),
        ("May 7, 2025 9:00 a.m. ET", "2025-05-07T09:00-04:00"),
        ("January 7, 2025 9:00 a.m. ET", "2025-01-07T09:00-05:00"),
        ("07-May-2025", "2025-05-07"),
        ("25/05/2025", "2025-05-25"),
        ("05/25/2025", "2025-05-25"),
        ("05/05/2025", "2025-05-05"),
        ("May 7, 2025 14:20 CST", "2025-05-07"),  # China's or Chicago's
        ("May 7, 2025 14:20 GMT+5:30", "2025-05-07T14:20+05:30"),
    ],
)
def test_dates_that_are_read(text: str, date: str) -> None:
    assert stated.normal(text) == date


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "07/05/2025", "2025-02-30", "2025-13", "99/99/2025", "May 32, 2025", "May 7", "Wednesday", "14:20 IST", "0000", "9999-01-01", "2025-05-07T25:00", "x" * 500],
)  # fmt: skip
def test_what_is_no_date_or_could_be_two(text: str) -> None:
    assert stated.normal(text) is None


def test_ist_is_india_s_unless_the_paper_is_israel_s() -> None:
    assert stated.normal("May 7, 2025 14:20 IST", host="www.example.co.in") == "2025-05-07T14:20+05:30"
    assert stated.normal("May 7, 2025 14:20 IST", host="www.example.co.il") == "2025-05-07"


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://example.org/world/2025/05/07/asif-offer", "2025-05-07"),
        ("https://example.org/2025/may/07/asif-offer.html", "2025-05-07"),
        ("https://example.org/news/asif-offer-2025-05-07/", "2025-05-07"),
        ("https://example.org/news/asif-20250507.html", "2025-05-07"),
        ("https://example.org/article/120250507123", None),
        ("https://example.org/2025/asif", None),
        ("https://20250507.example.org/asif", None),
        ("https://example.org/a?d=2025/05/07/", None),
    ],
)
def test_dates_in_addresses(url: str, date: str | None) -> None:
    assert stated.in_address(url) == date


def test_the_first_place_counts_and_a_later_one_may_add_the_time_of_the_same_day() -> None:
    day, other = Stated(value="2025-05-07", place="structured data"), Stated(value="2025-05-08T10:00Z", place="byline")
    time = Stated(value="2025-05-07T13:20+05:30", place="time element")
    assert stated.best([day, other]) == day
    assert stated.best([day, other, time]) == time
    assert stated.best([]) is None


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    value = stated.normal(text)
    assert value is None or value[:4].isdecimal()
    assert stated.in_address("https://example.org/" + text) is None or True
    list(stated.in_words(text))


@given(st.datetimes(timezones=st.timezones()))
def test_iso_dates_are_kept_to_the_second(value: object) -> None:
    text = value.isoformat(timespec="seconds")  # type: ignore[attr-defined]
    read = stated.normal(text)
    assert read is None or read[:16] == text[:16]
