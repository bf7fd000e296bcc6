"""Rounds of each kind of source, through a watch that runs once."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from tests.sources.making import GERMAN, PROSE, item, page, rss, sitemap, warc_record, zipped
from tests.sources.misbehaving import Server
from tests.watch.conftest import once, plan, source

from detente.records import Article
from detente.sources import Limits, addresses
from detente.store import Store
from detente.watch.memory import TRIES, Memory

OTHERS = [[f"{a}{b}{c}" for b in "aeiou" for c in "lmnrst"] for a in "bcdfghjklmnprst"]
"""Words of their own for each report, so that none is a copy of another."""


def feed(server: Server, *numbers: int) -> None:
    for number in numbers:
        text = " ".join(f"The {word} said {word} was in {word} and {word} would not." for word in OTHERS[number])
        server.pages[f"/p{number}"] = ("text/html", page(number, text))
    server.pages["/feed"] = ("application/rss+xml", rss([item(n, f"{server.url}/p{n}") for n in numbers]))


def stored(store: Store) -> list[Article]:
    return sorted(store.recent_articles(100), key=lambda a: a.url or "")


def kept(store: Store, name: str = "wire") -> dict[str, object]:
    return store.state(f"watch/source/{name}") or {}


def test_each_report_of_a_feed_comes_in_once(server: Server, store: Store) -> None:
    given = plan(server, source("wire", f"{server.url}/feed"))
    feed(server, 1, 2)
    assert once(given, store) == (0, ["wire: 2 new"])
    feed(server, 2, 3)
    assert once(given, store) == (0, ["wire: 1 new"])
    assert once(given, store) == (0, ["wire: nothing new"])
    assert [a.url for a in stored(store)] == [f"{server.url}/p{n}" for n in (1, 2, 3)]
    assert [server.asked.count(f"/p{n}") for n in (1, 2, 3)] == [1, 1, 1]
    assert (kept(store)["new"], kept(store)["rounds"], kept(store)["newest"]) == (3, 3, "2025-05-07T07:03Z")


def test_a_list_that_has_not_changed_is_not_sent_again(server: Server, store: Store) -> None:
    given = plan(server, source("wire", f"{server.url}/feed"))
    feed(server, 1)
    server.etags["/feed"] = '"v1"'
    once(given, store)
    assert (store.state("watch/seen/wire") or {})["etag"] == '"v1"'
    assert once(given, store) == (0, ["wire: nothing new"])


def test_a_report_that_fails_in_passing_is_asked_for_again_but_not_for_ever(server: Server, store: Store) -> None:
    server.etags["/feed"] = '"v1"'  # the list does not change: what is open must be asked for all the same
    server.pages["/feed"] = (
        "text/xml",
        rss([item(1, f"{server.url}/status/503"), item(2, f"{server.url}/status/404")]),
    )
    given = plan(server, source("wire", f"{server.url}/feed"))
    for _ in range(TRIES + 2):
        once(given, store)
    assert server.asked.count("/status/503") == TRIES
    assert server.asked.count("/status/404") == 1
    assert (store.state("watch/seen/wire") or {})["etag"] == '"v1"'  # all is settled now


def test_what_is_not_english_is_counted_and_not_stored(server: Server, store: Store) -> None:
    server.pages["/a"] = ("text/html", page(1, GERMAN * 3))
    server.pages["/feed"] = ("text/xml", rss([item(1, f"{server.url}/a")]))
    status, lines = once(plan(server, source("wire", f"{server.url}/feed")), store)
    assert (status, lines) == (0, ["wire: 1 not English"])
    assert kept(store)["foreign"] == 1
    assert not stored(store)


def test_only_reports_with_the_words_asked_for(server: Server, store: Store) -> None:
    feed(server, 1)
    server.pages["/b"] = (
        "text/html",
        page(2, "The Harvest of the valley was the best for years, farmers said on Monday. " * 5),
    )
    server.pages["/feed"] = ("text/xml", rss([item(1, f"{server.url}/p1"), item(2, f"{server.url}/b")]))
    _, lines = once(plan(server, source("wire", f"{server.url}/feed", words=("harv",))), store)
    assert lines == ["wire: 1 new, 1 set aside"]


def test_wire_copy_in_two_papers_is_kept_twice_and_grouped(server: Server, store: Store) -> None:
    for paper in "ab":
        server.pages[f"/{paper}"] = (
            "text/html",
            page(1, PROSE * 2, f'<meta property="og:site_name" content="Paper {paper}">'),
        )
        server.pages[f"/{paper}.xml"] = ("text/xml", rss([item(1, f"{server.url}/{paper}")]))
    given = plan(server, source("a", f"{server.url}/a.xml"), source("b", f"{server.url}/b.xml"))
    once(given, store)
    assert sorted(a.source or "" for a in stored(store)) == ["Paper a", "Paper b"]
    copies = [int(str(kept(store, name)["copies"])) for name in "ab"]
    assert sorted(copies) == [0, 1]


def test_old_entries_of_a_site_map_are_left(server: Server, store: Store) -> None:
    feed(server, 1)
    server.pages["/map"] = ("text/xml", sitemap([f"{server.url}/p1"], "<lastmod>2019-01-01</lastmod>"))
    assert once(plan(server, source("wire", f"{server.url}/map", "sitemap", since=86_400.0)), store)[1] == [
        "wire: nothing new"
    ]


def test_a_page_comes_in_each_time_it_reads_otherwise(server: Server, store: Store) -> None:
    given = plan(server, source("wire", f"{server.url}/live", "page"))
    server.pages["/live"] = ("text/html", page(1))
    assert [once(given, store)[1], once(given, store)[1]] == [["wire: 1 new"], ["wire: nothing new"]]
    server.pages["/live"] = ("text/html", page(1, PROSE + " By noon it was quiet."))
    assert once(given, store)[1][0].startswith("wire: 1 new")


def test_files_of_a_folder_come_in_once_and_again_when_they_change(
    server: Server, store: Store, tmp_path: Path
) -> None:
    box = tmp_path / "box"
    box.mkdir()
    (box / "a.html").write_bytes(page(1))
    (box / "b.warc.gz").write_bytes(
        zipped([warc_record(page(2, PROSE + " Other words. " * 9)), warc_record(page(3, GERMAN * 3))])
    )
    given = plan(server, source("wire", str(box), "folder"))
    assert once(given, store)[1][0].startswith("wire: 2 new, 1 copies, 1 not English")
    assert once(given, store)[1] == ["wire: nothing new"]
    (box / "a.html").write_bytes(page(1, PROSE + " By noon it was quiet."))
    assert once(given, store)[1][0].startswith("wire: 1 new")


def test_a_source_that_cannot_be_read_is_told_and_the_others_are_read(server: Server, store: Store) -> None:
    feed(server, 1)
    given = plan(
        server,
        source("gone", f"{server.url}/status/404"),
        source("page", f"{server.url}/page"),
        source("none", "/no/such/folder", "folder"),
        source("wire", f"{server.url}/feed"),
    )
    status, lines = once(given, store)
    assert status == 1
    assert "wire: 1 new" in lines
    assert "gone: 1 problem (the site has no such page (status 404))" in lines
    assert "page: 1 problem (neither a feed nor a site map)" in lines
    assert "none: 1 problem (no such folder)" in lines


def test_what_is_remembered_grows_with_the_list_not_with_time(server: Server, store: Store) -> None:
    given = plan(server, source("wire", f"{server.url}/feed"))
    for start in range(0, 12, 3):
        feed(server, *range(start + 1, start + 4))
        once(given, store)
    assert len((store.state("watch/seen/wire") or {})["seen"]) == 3


def test_at_most_so_many_reports_a_round_and_the_rest_later(server: Server, store: Store) -> None:
    feed(server, 1, 2, 3)
    server.etags["/feed"] = '"v1"'
    given = plan(server, source("wire", f"{server.url}/feed", most=2))
    assert once(given, store)[1] == ["wire: 2 new"]
    assert once(given, store)[1] == ["wire: 1 new"]


@pytest.mark.parametrize("tries", range(TRIES + 1))
def test_memory(tries: int) -> None:
    memory = Memory()
    for _ in range(tries):
        memory.failed("a")
    assert memory.open("a") is (tries < TRIES)
    memory.handled("a")
    assert not memory.open("a")


def test_no_request_to_a_private_address(server: Server, store: Store) -> None:
    feed(server, 1)
    open_plan = plan(server, source("wire", f"{server.url}/feed"))
    status, lines = once(open_plan, store)  # the test's own limits let it through
    assert (status, lines) == (0, ["wire: 1 new"])
    asked = len(server.asked)
    shut = msgspec.structs.replace(open_plan, limits=Limits(ports=(server.port,), retries=0, seconds=2.0))
    status, lines = once(shut, store)
    assert status == 1
    assert "private or local network" in lines[0]
    assert len(server.asked) == asked


def test_a_feed_leads_to_no_private_address(server: Server, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    links = ["http://10.0.0.8/a", "http://[::1]/a", "http://169.254.169.254/latest/meta-data/", "http://127.0.0.2/a"]
    server.pages["/feed"] = ("text/xml", rss([item(n, link) for n, link in enumerate(links)]))
    monkeypatch.setattr(addresses, "is_public", lambda text: text == "127.0.0.1")
    limits = Limits(ports=(server.port, 80), retries=0, seconds=2.0, delay=0.0)
    given = msgspec.structs.replace(plan(server, source("wire", f"{server.url}/feed")), limits=limits)
    status, lines = once(given, store)
    assert (status, lines) == (0, ["wire: 4 problems"])
    assert "private or local network" in str(kept(store)["last_error"])
