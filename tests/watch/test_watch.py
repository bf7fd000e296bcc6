"""A watch that runs: sources that hang, drip, flood and lie beside one that does not; stops; a store that fails; two watchers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from tests.sources.making import PROSE, item, page, rss
from tests.sources.misbehaving import Server
from tests.watch.conftest import Running, once, plan, source, uncoded, until

from detente import errors
from detente.records import Reading
from detente.sources.follow import read_list
from detente.store import Store
from detente.watch import Watch
from detente.watch.desk import LONGEST
from detente.watch.worker import WAITING, pause


def feed(server: Server, path: str, *numbers: int) -> None:
    for n in numbers:
        server.pages[f"{path}-{n}"] = ("text/html", page(n, PROSE + f" On day {n} they said no more. " * (n % 7 + 1)))
    server.pages[path] = ("application/rss+xml", rss([item(n, f"{server.url}{path}-{n}") for n in numbers]))


def count(store: Store, name: str) -> int:
    return int((store.state(f"watch/source/{name}") or {}).get("new", 0))


BAD = ("hang", "drip-head", "drip-body", "flood", "bomb", "loop", "no-http", "many-headers", "says-2-gb", "status/500")


def test_bad_sources_delay_no_other(server: Server, store: Store) -> None:
    server.pages["/robots.txt"] = ("text/plain", b"")
    feed(server, "/good", 1)
    sources = [source(f"bad-{n}", f"{server.url}/{bad}") for n, bad in enumerate(BAD)]
    given = plan(server, *sources, source("good", f"{server.url}/good"), seconds=30.0, read_seconds=30.0)
    started = time.monotonic()
    with Running(given, store):
        until(lambda: count(store, "good") == 1, 15.0)
        feed(server, "/good", 1, 2)
        until(lambda: count(store, "good") == 2, 15.0)
        took = time.monotonic() - started
        until(lambda: (store.state("watch/source/bad-6") or {}).get("in_a_row"), 15.0)
    assert took < 20.0  # those that hang hang for thirty seconds


def test_a_flood_of_reports_waits_at_its_own_queue(server: Server, store: Store) -> None:
    body = f"<content:encoded><![CDATA[<p>{PROSE}</p><p>{PROSE} Number %d.</p>]]></content:encoded>"
    server.pages["/flood"] = ("text/xml", rss([item(n, None, body % n) for n in range(3000)]))
    feed(server, "/good", 1)
    sources = (source("flood", f"{server.url}/flood", most=3000), source("good", f"{server.url}/good"))
    with Running(plan(server, *sources), store):
        until(lambda: count(store, "good") == 1, 9.0)
        assert count(store, "flood") < 2500
        assert WAITING < 100


def test_stopping_stores_what_was_fetched_and_the_next_watch_goes_on(server: Server, store: Store) -> None:
    feed(server, "/feed", *range(1, 30))
    given = plan(server, source("wire", f"{server.url}/feed"))
    with Running(given, store) as running:
        until(lambda: server.asked.count("/feed-3") == 1)
    assert running.status == 0
    fetched = len({path for path in server.asked if path.startswith("/feed-")})
    assert fetched - 1 <= count(store, "wire") <= fetched
    once(given, store)
    assert count(store, "wire") == 29
    assert len(list(store.recent_articles(100))) == 29
    assert max(server.asked.count(f"/feed-{n}") for n in range(1, 30)) <= 2


def test_a_hanging_source_holds_up_no_stop(server: Server, store: Store) -> None:
    server.pages["/robots.txt"] = ("text/plain", b"")
    with Running(plan(server, source("bad", f"{server.url}/hang"), seconds=20.0, read_seconds=20.0), store):
        until(lambda: "/hang" in server.asked)
        started = time.monotonic()
    assert time.monotonic() - started < 8.0


def test_while_the_store_cannot_nothing_is_lost(server: Server, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(server, "/feed", 1, 2)
    real, failing = store.add_articles, threading.Event()
    failing.set()

    def add(items: object, **more: object) -> object:
        if failing.is_set():
            raise errors.StoreFull("store", "no room on its disk", "make room")
        return real(items, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "add_articles", add)
    with Running(plan(server, source("wire", f"{server.url}/feed")), store) as running:
        until(lambda: any("no room on its disk" in line for line in running.lines))
        assert count(store, "wire") == 0
        failing.clear()
        until(lambda: count(store, "wire") == 2)
    assert len(list(store.recent_articles(10))) == 2


def test_ended_while_the_store_cannot_the_reports_come_again(
    server: Server, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(server, "/feed", 1, 2)

    def add(*_: object, **__: object) -> object:
        raise errors.StoreFull("store", "no room on its disk", "make room")

    given = plan(server, source("wire", f"{server.url}/feed"))
    with monkeypatch.context() as patch:
        patch.setattr(store, "add_articles", add)
        watch = Watch(given, store, say=lambda line: watch.stop(), once=True, code=uncoded)
        with pytest.raises(errors.StoreFull):
            watch.run()
    once(given, store)
    assert len(list(store.recent_articles(10))) == 2


def test_a_second_watcher_is_told_of_the_first(server: Server, store: Store) -> None:
    feed(server, "/feed", 1)
    given = plan(server, source("wire", f"{server.url}/feed"))
    with Running(given, store):
        until(lambda: count(store, "wire") == 1)
        with pytest.raises(errors.UsageError, match="another watcher works on this store"):
            once(given, store)
    assert once(given, store)[0] == 0


def test_a_fault_of_ours_in_one_source_is_told_and_tried_again(
    server: Server, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(content: bytes, **more: object) -> object:
        if str(more["name"]).endswith("/bad"):
            raise RuntimeError("a fault")
        return read_list(content, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("detente.watch.rounds.read_list", read)
    feed(server, "/good", 1)
    feed(server, "/bad", 1)
    status, lines = once(plan(server, source("bad", f"{server.url}/bad"), source("good", f"{server.url}/good")), store)
    assert status == 1
    assert "good: 1 new" in lines
    assert "bad: 1 problem (could not be read (RuntimeError: a fault))" in lines


def test_the_schedule_backs_off_and_comes_back() -> None:
    import random

    chance = random.Random(1)
    assert 570 <= pause(600, 0, chance) <= 630
    assert 2280 <= pause(600, 2, chance) <= 2520
    assert pause(600, 40, chance) <= 6 * 3600 * 1.05
    assert pause(86_400, 9, chance) >= 86_400 * 0.95


def test_a_wall_clock_that_jumps_moves_no_round(server: Server, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 0.0)
    feed(server, "/feed", 1)
    with Running(plan(server, source("wire", f"{server.url}/feed")), store):
        until(lambda: count(store, "wire") == 1)
        monkeypatch.setattr(time, "time", lambda: 4e9)
        feed(server, "/feed", 1, 2)
        until(lambda: count(store, "wire") == 2, 12.0)


def test_coding_that_takes_long_holds_up_no_report(server: Server, store: Store) -> None:
    def slow(_store: Store, _owner: str) -> Iterator[Reading]:
        time.sleep(4)
        yield Reading(id="none")

    feed(server, "/feed", 1)
    lines: list[str] = []
    watch = Watch(plan(server, source("wire", f"{server.url}/feed")), store, say=lines.append, code=slow)
    thread = threading.Thread(target=watch.run, daemon=True)
    started = time.monotonic()
    thread.start()
    until(lambda: count(store, "wire") == 1, 3.5)
    feed(server, "/feed", 1, 2)
    until(lambda: count(store, "wire") == 2, 3.5)
    assert time.monotonic() - started < 4.0
    watch.stop()
    thread.join(15)
    assert not thread.is_alive()


def test_a_fault_in_coding_ends_no_watch(server: Server, store: Store) -> None:
    def faulty(_store: Store, _owner: str) -> Iterator[Reading]:
        raise RuntimeError("a fault")

    feed(server, "/feed", 1)
    lines: list[str] = []
    Watch(plan(server, source("wire", f"{server.url}/feed")), store, say=lines.append, once=True, code=faulty).run()
    assert count(store, "wire") == 1
    assert any("coding ended: RuntimeError: a fault" in line for line in lines)


def test_what_comes_is_coded(server: Server, store: Store) -> None:
    feed(server, "/feed", 1, 2)
    lines: list[str] = []
    assert Watch(plan(server, source("wire", f"{server.url}/feed")), store, say=lines.append, once=True).run() == 0
    assert store.status().articles == {"coded": 2}


def test_one_report_under_ever_new_addresses_comes_in_once(server: Server, store: Store) -> None:
    body = f"<content:encoded><![CDATA[<p>{PROSE}</p><p>{PROSE} More.</p>]]></content:encoded>"
    given = plan(server, source("wire", f"{server.url}/feed"))
    for n in range(3):
        server.pages["/feed"] = ("text/xml", rss([item(1, f"{server.url}/x?{n}-{k}", body) for k in range(5)]))
        once(given, store)
    assert count(store, "wire") == 1
    assert (store.state("watch/source/wire") or {})["known"] == 14


def test_a_report_that_is_too_long_is_kept_and_not_coded(server: Server, store: Store) -> None:
    words = [f"{a}{b}{c}" for a in "bcdfghjklmnprst" for b in "aeiou" for c in "lmnrst"]
    text = " ".join(
        f"The {one} said on Monday that {two} would not go to {one} {two}." for one in words for two in words[:5]
    )
    server.pages["/long"] = ("text/html", page(1, text))
    server.pages["/feed"] = ("text/xml", rss([item(1, f"{server.url}/long")]))
    once(plan(server, source("wire", f"{server.url}/feed")), store)
    assert len(text) > LONGEST
    assert store.status().articles == {"aside": 1}
