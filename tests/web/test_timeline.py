"""The timeline: windows from decades to an hour, by links; acts one by one or summed; commitments to their fate."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from starlette.testclient import TestClient

from detente.records import Actor, Event, Reading
from detente.web import Library, create_app
from detente.web.course import Course, Turn
from detente.web.timeline import DAY, HOUR, Picture, Window, timeline, window_of

PAIR = ("IND", "PAK")
MAY = datetime(2025, 5, 1)


def library_of(days: list[str], score: float = -5.0) -> Library:
    """A library with one act by India for each date."""
    return Library.of(
        [
            Reading(
                id=f"r{n}", date=day[:10],
                events=(
                    Event(
                        id="e1", type="ACCUSE", actors=(Actor(code="IND"),), recipients=(Actor(code="PAK"),), date=day,
                        goldstein=score, quote="It did.", rule="made",
                    ),
                ),
            )
            for n, day in enumerate(days)
        ]
    )  # fmt: skip


def picture_of(library: Library, window: Window | None = None, course: Course | None = None) -> Picture:
    snapshot = library.wait()
    made = timeline(snapshot, PAIR, snapshot.events_of[PAIR], (), window, course)
    assert made is not None
    return made


def bars(picture: Picture) -> list[float]:
    return [float(x) for x in re.findall(r'<rect class="(?:harm|calm)[^"]*" x="([\d.]+)"', picture.svg)]


def test_an_hour_of_the_clock_has_its_place() -> None:
    library = library_of(["2025-05-07T01:05Z", "2025-05-07T05:35+05:30", "2025-05-07T13:00Z"])
    window = window_of("2025-05-07T00:00", "2025-05-07T02:00")
    assert window
    made = bars(picture_of(library, window))
    assert len(made) == 2
    assert made == sorted([window.x(datetime(2025, 5, 7, 0, 5)), window.x(datetime(2025, 5, 7, 1, 5))])


def test_acts_without_an_hour_are_pale_where_hours_are_drawn() -> None:
    library = library_of(["2025-05-07", "2025-05-07", "2025-05-08T10:00Z"])
    made = picture_of(library, window_of("2025-05-07", "2025-05-09"))
    assert made.pale
    assert made.svg.count("dayonly") == 2
    assert len(set(bars(made))) == 3
    assert not picture_of(library, window_of("2025-05-01", "2025-06-01")).pale


def test_many_acts_are_summed_and_lead_to_their_stretch() -> None:
    days = [(MAY + timedelta(days=n // 2)).date().isoformat() for n in range(900)]
    made = picture_of(library_of(days))
    assert made.summed == 7 * DAY
    assert made.stretch == "week"
    assert len(bars(made)) < 80
    assert 'href="?from=' in made.svg
    assert "acts of conflict" in made.svg
    assert sum(int(n) for n in re.findall(r"<title>[^<]*: (\d+) acts", made.svg)) == 900


def test_links_come_closer_and_go_on_within_bounds() -> None:
    window = Window(MAY, MAY + 10 * DAY)
    assert window.scaled(0.5).span == 5 * DAY
    assert window.moved(0.5).first == MAY + 5 * DAY
    assert Window(MAY, MAY + HOUR).scaled(0.5).span == HOUR
    assert window.address() == "from=2025-05-01&to=2025-05-11"
    assert Window(MAY + HOUR, MAY + 2 * HOUR).address() == "from=2025-05-01T01:00&to=2025-05-01T02:00"


@pytest.mark.parametrize(
    ("first", "last"),
    [("soon", "2025-01-01"), ("2025-01-01", None), ("2025-05-02", "2025-05-01"), ("2025-05-01T00:00", "2025-05-01T00:10"), ("0001-01-01", "9999-01-01")],
)  # fmt: skip
def test_what_is_no_stretch_of_time_is_told(client: TestClient, first: str, last: str | None) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        window_of(first, last)
    address = f"/dyads/IND/PAK?from={first}" + (f"&to={last}" if last else "")
    assert client.get(address).status_code == 400


def test_windows_at_the_ends_of_time_do_not_break_the_page(client: TestClient) -> None:
    for first, last in (("0001-01-01", "0001-02-01"), ("9999-11-01", "9999-12-31")):
        assert client.get(f"/dyads/IND/PAK?from={first}&to={last}").status_code == 400
    for first, last in (("1000-01-01", "1190-02-01"), ("2990-11-01", "3000-12-31")):
        assert client.get(f"/dyads/IND/PAK?from={first}&to={last}").status_code == 200


@pytest.mark.parametrize("span", [HOUR, 6 * HOUR, 2 * DAY, 20 * DAY, 200 * DAY, 2000 * DAY, 20000 * DAY])
def test_the_axis_says_when_at_every_scale(span: timedelta) -> None:
    library = library_of(["2025-05-07T01:00Z"])
    middle = datetime(2025, 5, 7, 1)
    made = picture_of(library, Window(middle - span / 2, middle + span / 2))
    ticks = [t for t in re.findall(r'class="day"[^>]*>([^<]*)<', made.svg) if t]
    assert 3 <= len(ticks) <= 14
    assert any("2025" in t or "2024" in t for t in ticks) or span > 3000 * DAY


def test_tension_and_turning_points_are_drawn_and_listed() -> None:
    weeks = tuple((MAY + 7 * n * DAY, float(n), 1.0) for n in range(5))
    course = Course(
        weeks, (Turn(MAY + 8 * DAY, True, "It became worse."), Turn(MAY - 999 * DAY, False, "Long ago.")), "Tense."
    )
    library = library_of(["2025-05-01", "2025-05-30"])
    made = picture_of(library, None, course)
    assert 'class="tension"' in made.svg
    assert 'href="#turn-1"' in made.svg
    assert "Long ago" not in made.svg


def test_commitments_end_with_their_fate(client: TestClient) -> None:
    page = client.get("/dyads/IND/PAK").text
    assert re.search(r'class="span (open|triggered|contested)', page)


def test_the_part_a_script_asks_for_is_the_part_of_the_page(client: TestClient) -> None:
    part = client.get("/dyads/IND/PAK/timeline?from=2025-05-06&to=2025-05-09")
    assert part.status_code == 200
    assert "<html" not in part.text
    assert "6 May 2025 – 9 May 2025" in part.text
    assert 'data-first="2025-05-06T00:00:00Z"' in part.text
    assert "from=2025-05-06&to=2025-05-09" not in client.get("/dyads/IND/PAK").text
    assert client.get("/dyads/IND/XYZ/timeline").status_code == 404


def test_an_empty_stretch_is_not_calm() -> None:
    client = TestClient(create_app(library_of(["2025-05-07"])), headers={"accept": "text/html"})
    page = client.get("/dyads/IND/PAK?from=2020-01-01&to=2020-02-01").text
    assert "No coverage is not calm" in page
