"""robots.txt, pauses, retries, conditional requests."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from tests.sources.misbehaving import PAGE, Server

from detente import errors
from detente.sources import Limits
from detente.sources.fetch import Known, patience
from detente.sources.manners import Manners
from detente.sources.robots import Rules, read_robots


def limits_for(server: Server, **more: Any) -> Limits:
    return Limits(ports=(server.port,), allow_private=True, **{"delay": 0.0, "seconds": 1.0, "retries": 2} | more)


def rules(text: str) -> Rules:
    return read_robots(text, agent="detente")


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /private\nAllow: /private/open", "/private/open/1", True),
        ("User-agent: *\nAllow: /private/open\nDisallow: /private", "/private/shut", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),  # allow wins a tie
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", True),
        ("User-agent: *\nDisallow: /*?print=", "/x?print=1", False),
        ("User-agent: *\nDisallow: /\nUser-agent: detente\nAllow: /", "/a", True),
        ("User-agent: Detente\nUser-agent: other\nDisallow: /", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: detente\nDisallow: /\n\nUser-agent: *\nDisallow:", "/a", False),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("\ufeffuser-AGENT : *\n disallow : /x # why", "/x", False),
        ("Disallow: /", "/a", True),  # of nobody
        ("User-agent: *\nDisallow: /" + "*a" * 500, "/" + "a" * 3000, False),
    ],
)
def test_robots(text: str, path: str, allowed: bool) -> None:
    started = time.monotonic()
    assert rules(text).allows("https://example.org" + path) is allowed
    assert time.monotonic() - started < 1


def test_robots_name_a_delay_and_site_maps() -> None:
    found = rules("Sitemap: https://example.org/s.xml\nUser-agent: *\nCrawl-delay: 2.5\nDisallow: /x")
    assert (found.delay, found.sitemaps) == (2.5, ("https://example.org/s.xml",))
    assert rules("User-agent: *\nCrawl-delay: 999999").delay == 120.0


def test_a_page_that_robots_forbid_is_not_asked_for(server: Server) -> None:
    server.pages["/robots.txt"] = ("text/plain", b"User-agent: *\nDisallow: /a")
    server.pages["/a"] = ("text/html", PAGE)
    manners = Manners(limits=limits_for(server))
    with pytest.raises(errors.Forbidden, match=r"robots\.txt"):
        manners.get(f"{server.url}/a")
    assert server.asked == ["/robots.txt"]
    assert manners.get(f"{server.url}/b").content == PAGE
    assert server.asked.count("/robots.txt") == 1


def test_a_redirect_into_the_forbidden_is_not_followed(server: Server) -> None:
    server.pages["/robots.txt"] = ("text/plain", b"User-agent: *\nDisallow: /shut")
    server.redirects["/open"] = "/shut"
    with pytest.raises(errors.Forbidden, match=r"robots\.txt"):
        Manners(limits=limits_for(server)).get(f"{server.url}/open")
    assert "/shut" not in server.asked


def test_a_site_whose_robots_cannot_be_had_is_left_alone(server: Server) -> None:
    server.redirects["/robots.txt"] = "/status/503"
    with pytest.raises(errors.Busy):
        Manners(limits=limits_for(server, retries=0)).get(f"{server.url}/a")
    assert "/a" not in server.asked


@pytest.mark.parametrize("status", [404, 403])
def test_a_site_without_robots_may_be_read(server: Server, status: int) -> None:
    server.redirects["/robots.txt"] = f"/status/{status}"
    assert Manners(limits=limits_for(server)).get(f"{server.url}/a").content == PAGE


class Time:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waits: list[float] = []

    def clock(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


def test_requests_to_one_host_keep_their_distance(server: Server) -> None:
    told = Time()
    server.pages["/robots.txt"] = ("text/plain", b"User-agent: *\nCrawl-delay: 7")
    manners = Manners(limits=limits_for(server, delay=2.0), clock=told.clock, wait=told.wait)
    for _ in range(3):
        manners.get(f"{server.url}/a")
    assert told.waits == [7.0, 7.0]


def test_what_passes_is_tried_again_later_each_time_and_always_alike(server: Server) -> None:
    server.pages["/robots.txt"] = ("text/plain", b"")
    waits = []
    for _ in range(2):
        told = Time()
        manners = Manners(limits=limits_for(server), seed="s", clock=told.clock, wait=told.wait)
        with pytest.raises(errors.Busy):
            manners.get(f"{server.url}/status/503")
        waits.append(told.waits)
    assert waits[0] == waits[1]
    assert len(waits[0]) == 2
    assert 0.5 <= waits[0][0] <= 1.5
    assert 1.0 <= waits[0][1] <= 3.0
    assert server.asked.count("/status/503") == 6


def test_a_site_is_given_the_time_it_asks_for(server: Server) -> None:
    server.pages["/robots.txt"] = ("text/plain", b"")
    told = Time()
    manners = Manners(limits=limits_for(server), clock=told.clock, wait=told.wait)
    server.retry_after = "30"
    with pytest.raises(errors.Busy):
        manners.get(f"{server.url}/status/429")
    assert told.waits == [30.0, 30.0]
    server.retry_after = "3600"
    with pytest.raises(errors.Busy) as caught:
        manners.get(f"{server.url}/status/429")
    assert caught.value.wait == 3600.0
    assert len(told.waits) == 2  # too long to wait for here


@pytest.mark.parametrize("status", [403, 404, 451])
def test_what_does_not_pass_is_not_tried_again(server: Server, status: int) -> None:
    with pytest.raises(errors.SourceError):
        Manners(limits=limits_for(server)).get(f"{server.url}/status/{status}")
    assert server.asked.count(f"/status/{status}") == 1


@pytest.mark.parametrize(
    ("after", "date", "seconds"),
    [
        ("120", "", 120.0),
        ("99999999", "", 86_400.0),
        ("Wed, 07 May 2025 10:01:00 GMT", "Wed, 07 May 2025 10:00:00 GMT", 60.0),
        ("Wed, 07 May 2025 09:00:00 GMT", "Wed, 07 May 2025 10:00:00 GMT", 0.0),
        ("soon", "", None),
        ("", "", None),
        ("-5", "", None),
    ],
)
def test_retry_after(after: str, date: str, seconds: float | None) -> None:
    assert patience(after, date) == seconds


def test_a_page_that_has_not_changed_is_not_sent_again(server: Server) -> None:
    server.etags["/a"] = '"v1"'
    server.pages["/a"] = ("text/html", PAGE)
    manners = Manners(limits=limits_for(server))
    first = manners.get(f"{server.url}/a")
    assert (first.etag, first.unchanged) == ('"v1"', False)
    again = manners.get(f"{server.url}/a", known=Known(etag=first.etag))
    assert (again.unchanged, again.content) == (True, b"")
    server.etags["/a"] = '"v2"'
    assert manners.get(f"{server.url}/a", known=Known(etag=first.etag)).content == PAGE


def test_a_host_that_hangs_holds_up_no_other_request(server: Server) -> None:
    server.pages["/robots.txt"] = ("text/plain", b"")
    manners = Manners(limits=limits_for(server, seconds=3.0, read_seconds=3.0, retries=0))
    manners.rules(server.url)

    def hang() -> None:
        with pytest.raises(errors.TimedOut):
            manners.get(f"{server.url}/hang")

    hanging = threading.Thread(target=hang)
    hanging.start()
    started = time.monotonic()
    assert manners.get(f"{server.url}/a").content == PAGE
    assert time.monotonic() - started < 1
    hanging.join()
