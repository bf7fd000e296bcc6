"""Temporal phrases against an article of Wednesday 7 May 2025."""

import pytest

from detente.language import dates

ANCHOR = "2025-05-07T13:20+05:30"

PAST = {
    "on 22 April": ("2025-04-22", "day"),
    "on April 22": ("2025-04-22", "day"),
    "April 22, 2025": ("2025-04-22", "day"),
    "22nd April 2019": ("2019-04-22", "day"),
    "2019-02-26": ("2019-02-26", "day"),
    "on Tuesday": ("2025-05-06", "day"),
    "Wednesday evening": ("2025-05-07", "day"),
    "early on Wednesday": ("2025-05-07", "day"),
    "last Wednesday": ("2025-04-30", "day"),
    "on Friday last week": ("2025-05-02", "day"),
    "yesterday": ("2025-05-06", "day"),
    "the day before yesterday": ("2025-05-05", "day"),
    "overnight": ("2025-05-07", "day"),
    "last night": ("2025-05-06", "day"),
    "two weeks earlier": ("2025-04-23", "week"),
    "two weeks ago": ("2025-04-23", "week"),
    "some three days ago": ("2025-05-04", "day"),
    "five hours ago": ("2025-05-07", "day"),
    "a year ago": ("2024", "year"),
    "in 2003": ("2003", "year"),
    "since 1947": ("1947", "year"),
    "in February 2021": ("2021-02", "month"),
    "in the 1990s": ("1990", "decade"),
    "last month": ("2025-04", "month"),
    "last week": ("2025-04-28", "week"),
    "in February": ("2025-02", "month"),
    "in November": ("2024-11", "month"),
    "years ago": ("2023", "year"),
    "over the past four days": ("2025-05-03", "day"),
    "for the past three months": ("2025-02", "month"),
    "in the last week": ("2025-04-30", "week"),
    "in recent weeks": ("2025-04-30", "week"),
    "in recent years": ("2024", "year"),
    "several months ago": ("2025-03", "month"),
    "on 30 December": ("2024-12-30", "day"),
}
FUTURE = {
    "on Friday": ("2025-05-09", "day"),
    "on Wednesday": ("2025-05-14", "day"),
    "next Tuesday": ("2025-05-13", "day"),
    "tomorrow": ("2025-05-08", "day"),
    "on 12 May": ("2025-05-12", "day"),
    "in two weeks' time": ("2025-05-21", "week"),
    "next month": ("2025-06", "month"),
    "in January": ("2026-01", "month"),
    "on 3 January": ("2025-01-03", "day"),
}


@pytest.mark.parametrize(("text", "expected"), PAST.items())
def test_past(text: str, expected: tuple[str, str]) -> None:
    when = dates.resolve(text, ANCHOR)
    assert when is not None
    assert expected == (when.date, when.precision)


@pytest.mark.parametrize(("text", "expected"), FUTURE.items())
def test_future(text: str, expected: tuple[str, str]) -> None:
    when = dates.resolve(text, ANCHOR, future=True)
    assert when is not None
    assert expected == (when.date, when.precision)


@pytest.mark.parametrize(
    "text", ["the attacks", "may have struck", "the troops march on", "a second wave", "99 tanks", "three days later"]
)
def test_no_date_is_none(text: str) -> None:
    assert dates.resolve(text, ANCHOR) is None


def test_a_day_that_does_not_exist_leaves_its_month() -> None:
    when = dates.resolve("31 February 2020", ANCHOR)
    assert when is not None
    assert ("2020-02", "month") == (when.date, when.precision)


def test_relative_words_need_an_anchor() -> None:
    assert dates.resolve("on Tuesday", None) is None
    assert dates.resolve("22 April", None) is None
    when = dates.resolve("22 April 2025", None)
    assert when is not None
    assert when.date == "2025-04-22"


@pytest.mark.parametrize(
    ("text", "history"),
    [("in 2003", True), ("since 1947", True), ("two weeks earlier", False), ("on 22 April", False), ("in February 2021", True), ("last week", False), ("this year", False), ("in January", True), ("over the past 30 years", True), ("in recent weeks", False), ("over the past four days", False)],
)  # fmt: skip
def test_history(text: str, history: bool) -> None:
    assert history == dates.is_history(dates.resolve(text, ANCHOR), ANCHOR)


def test_since_is_marked() -> None:
    when = dates.resolve("since 1947", ANCHOR)
    assert when is not None
    assert when.since


def test_spans_do_not_overlap() -> None:
    text = "On 22 April 2025, two weeks earlier, and on Tuesday in 2003."
    found = dates.spans(text)
    assert ["22 April 2025", "two weeks earlier", "Tuesday", "2003"] == [text[s:e].replace("on ", "") for s, e in found]


@pytest.mark.parametrize("text", ["over the past four days", "in recent weeks"])
def test_spans_up_to_now_are_marked(text: str) -> None:
    when = dates.resolve(text, ANCHOR)
    assert when is not None
    assert when.since


def test_since_a_month_is_marked() -> None:
    when = dates.resolve("for the first time since March", ANCHOR)
    assert when is not None
    assert when.since
