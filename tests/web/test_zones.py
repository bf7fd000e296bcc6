"""Times in a chosen zone: in the address, kept in a cookie, back to as stated; days stay days."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from starlette.testclient import TestClient

from detente.records import Actor, Event, Reading
from detente.web import Library, create_app, zones

KOLKATA = {"zone": "Asia/Kolkata"}


@pytest.fixture
def timed() -> TestClient:
    events = tuple(
        Event(
            id=f"e{n}", type="ACCUSE", actors=(Actor(code="IND"),), recipients=(Actor(code="PAK"),), date=date, goldstein=-2.0,
            quote="They did.", rule="made",
        )
        for n, date in enumerate(("2025-05-06T19:35Z", "2025-05-07"))
    )  # fmt: skip
    return TestClient(
        create_app(Library.of([Reading(id="r", date="2025-05-07", events=events)])), headers={"accept": "text/html"}
    )


def test_times_are_as_stated_until_a_zone_is_chosen_and_the_choice_is_kept(timed: TestClient) -> None:
    address = "/dyads/IND/PAK"
    assert "6 May 2025, 19:35 (UTC)" in timed.get(address).text
    assert "7 May 2025, 01:05 (IST)" in timed.get(address, params=KOLKATA).text
    kept = timed.get(address).text
    assert "7 May 2025, 01:05 (IST)" in kept
    assert "Times in Asia/Kolkata" in kept
    assert "6 May 2025, 19:35 (UTC)" in timed.get(address, params={"zone": "stated"}).text
    assert "6 May 2025, 19:35 (UTC)" in timed.get(address).text


def test_a_day_stays_the_day_that_was_named(timed: TestClient) -> None:
    page = timed.get("/dyads/IND/PAK", params={"zone": "Pacific/Kiritimati"}).text
    assert re.search(r'data-label="Date" class="small">7 May 2025<?', page)


def test_the_axis_of_hours_is_that_of_the_zone(timed: TestClient) -> None:
    window = {"from": "2025-05-06T18:00", "to": "2025-05-07T00:00"}
    assert ">19:00<" in timed.get("/dyads/IND/PAK", params=window).text
    page = timed.get("/dyads/IND/PAK", params=window | KOLKATA).text
    assert "6 May 2025, 23:30 – 7 May 2025, 05:30 Asia/Kolkata" in page
    ticks = [t for t in re.findall(r'class="day"[^>]*>([^<]*)<', page) if t]
    assert ticks[0] == "7 May 2025 00:00"


@pytest.mark.parametrize("bad", ["Nowhere/City", "../../etc/passwd", "Asia/Kolkata\r\nSet-Cookie: a=b", "x" * 500])
def test_a_zone_that_nobody_has_is_refused(timed: TestClient, bad: str) -> None:
    answer = timed.get("/", params={"zone": bad})
    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers


def test_a_cookie_with_nonsense_is_passed_over(timed: TestClient) -> None:
    timed.cookies.set(zones.COOKIE, "../secret")
    assert timed.get("/").status_code == 200


@pytest.mark.parametrize(
    "back", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)", "example.org"]
)
def test_the_way_back_never_leads_elsewhere(timed: TestClient, back: str) -> None:
    answer = timed.get("/zone", params={"zone": "UTC", "back": back}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"


def test_the_way_back_leads_to_the_page_one_came_from(timed: TestClient) -> None:
    page = timed.get("/zone", headers={"referer": "http://testserver/ledger?q=stop&zone=UTC"}).text
    assert 'name="back" value="/ledger?q=stop"' in page
    answer = timed.get("/zone", params={"zone": "UTC", "back": "/ledger?q=stop"}, follow_redirects=False)
    assert answer.headers["location"] == "/ledger?q=stop"
    assert zones.COOKIE in answer.headers["set-cookie"]


def test_the_api_is_not_touched(timed: TestClient) -> None:
    answer = timed.get("/api/v1/events", params=KOLKATA, headers={"accept": "application/json"})
    assert "2025-05-06T19:35Z" in answer.text
    assert "set-cookie" not in answer.headers


def test_there_and_back_is_where_one_was() -> None:
    token = zones.chosen.set(ZoneInfo("Asia/Kathmandu"))
    try:
        at = datetime(2025, 5, 7, 1, 2)
        assert zones.universal(zones.local(at)) == at
        assert zones.local(at) == datetime(2025, 5, 7, 6, 47)
        assert zones.readable("2025-05-07T01:02Z") == "7 May 2025, 06:47 (UTC+05:45)"
        assert zones.readable("2025-05-07T01:02") == "7 May 2025, 01:02"
        assert zones.readable("2025-05") == "May 2025"
    finally:
        zones.chosen.reset(token)
