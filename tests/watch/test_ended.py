"""A watch ended at any moment, by kill -9 too, goes on: nothing lost, nothing twice."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.sources.making import item, page, rss
from tests.sources.misbehaving import Server
from tests.watch.conftest import until

from detente.store import Store

ROOT = Path(__file__).parents[2]
REPORTS = 90
KILLS = 3
WORDS = [f"{a}{b}{c}" for a in "bcdfghjklmnprst" for b in "aeiou" for c in "lmnrst"]


def feed(server: Server) -> None:
    for n in range(REPORTS):
        word = WORDS[n]
        text = " ".join(f"The {word} said {word} {number} was in {word} and would not." for number in range(12))
        server.pages[f"/p{n}"] = ("text/html", page(n, text))
    server.pages["/feed"] = ("application/rss+xml", rss([item(n, f"{server.url}/p{n}") for n in range(REPORTS)]))


def started(store: Path, server: Server, address: str, kind: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.watch.started", str(store), str(server.port), address, kind],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        stdout=subprocess.DEVNULL,
    )


def done(path: Path) -> int:
    with Store.open(path, read_only=True) as store:
        return int(store.status().articles.get("coded", 0))


def addresses(path: Path) -> list[str]:
    with Store.open(path) as store:
        return sorted(article.url or "" for article in store.recent_articles(10 * REPORTS))


def test_killed_again_and_again(server: Server, tmp_path: Path) -> None:
    feed(server)
    path = tmp_path / "store.sqlite"
    Store.open(path).close()
    chance = random.Random(7)
    for _ in range(KILLS):
        process = started(path, server, f"{server.url}/feed", "feed")
        time.sleep(chance.uniform(0.6, 2.2))
        process.kill()
        process.wait()
    process = started(path, server, f"{server.url}/feed", "feed")
    try:
        until(lambda: done(path) == REPORTS, 60.0)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert addresses(path) == sorted(f"{server.url}/p{n}" for n in range(REPORTS))


def test_a_folder_of_files_survives_the_same(server: Server, tmp_path: Path) -> None:
    box = tmp_path / "box"
    box.mkdir()
    for n in range(40):
        word = WORDS[n]
        (box / f"{n}.html").write_bytes(page(n, " ".join(f"The {word} said {word} {k} was {word}." for k in range(30))))
    path = tmp_path / "store.sqlite"
    Store.open(path).close()
    for wait in (1.4,):
        process = started(path, server, str(box), "folder")
        time.sleep(wait)
        process.kill()
        process.wait()
    process = started(path, server, str(box), "folder")
    try:
        until(lambda: done(path) == 40, 60.0)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    with Store.open(path) as store:
        assert len(list(store.recent_articles(100))) == 40
