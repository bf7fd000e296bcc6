"""How the page holds up on a large store: 100,000 events and 2,000 commitments made by this program (a seed, no text of anybody's).

    PYTHONPATH=src python -m evals.web [--events 100000] [--commitments 2000] [--readers 50]

A SQLite store is filled, `detente serve` runs on it as a process of its own, and each page is asked for alone; then by so many readers at
once while another process writes into the store. Issue 7 asks for the first page under 1 s, filters under 200 ms of the server's time, and
no error. Beside the time by the clock stands what the server's process used of the processor: on a busy machine only that is its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx

from detente.records import Actor, Article, Condition, Event, Reading, Signal, Term
from detente.store import Coder, Incoming, Store

SIDES = ["IND", "PAK", "IRN", "ISR", "USA", "RUS", "UKR", "CHN", "TWN", "KOR", "PRK", "ARM", "AZE", "SDN", "ETH", "ERI"]
TYPES = [("ASSAULT", -10.0), ("THREATEN", -6.4), ("CONSULT", 1.0), ("ACCUSE", -2.2), ("AGREE", 3.0), ("SANCTION", -5.0)]
PAGES = {
    "first page": "/",
    "dyad": "/dyads/IND/PAK",
    "ledger": "/ledger",
    "ledger, filtered": "/ledger?dyad=IND-PAK&state=open",
    "ledger, words": "/ledger?q=stop",
    "events, filtered": "/api/v1/events?dyad=IND-PAK&type=ASSAULT&since=2024-01-01",
    "events, words": "/api/v1/events?q=attack",
    "reports": "/articles",
    "search": "/search?q=attack",
}


def made(events: int, commitments: int, seed: int = 0) -> list[Reading]:
    """Readings of three events each, some with an offer on a condition."""
    rng = random.Random(seed)
    first = date(2016, 1, 1)
    count = events // 3
    with_signal = set(rng.sample(range(count), min(commitments, count)))
    readings = []
    for n in range(count):
        day = (first + timedelta(days=rng.randrange(3650))).isoformat()
        pair = rng.sample(SIDES, 2)
        found = tuple(_event(rng, pair, day, k) for k in range(3))
        signals = (_offer(pair, day),) if n in with_signal else ()
        readings.append(
            Reading(id=f"r{n}", date=day, title=f"Report {n}", source=f"Wire {n % 40}", events=found, signals=signals)
        )
    return readings


def _event(rng: random.Random, pair: list[str], day: str, k: int) -> Event:
    kind, score = rng.choice(TYPES)
    doer, other = pair if rng.random() < 0.5 else pair[::-1]
    return Event(
        id=f"e{k + 1}", type=kind, goldstein=score, actors=(Actor(code=doer),), recipients=(Actor(code=other),), date=day,  # type: ignore[arg-type]
        quote=f"{doer} made an attack or spoke with {other}", rule="made",
    )  # fmt: skip


def _offer(pair: list[str], day: str) -> Signal:
    speaker, other = (Actor(code=c) for c in pair)
    return Signal(
        id="s1", event="e1", kind="offer", speaker=speaker, addressees=(other,), date=day, quote="We will stop if they stop", rule="made",
        condition=Condition(actors=(other,), recipients=(speaker,), type="ASSAULT", phase="halt", direction="de-escalates", text="they stop"),
        commitment=Term(actors=(speaker,), recipients=(other,), type="ASSAULT", phase="halt", direction="de-escalates", text="we will stop"),
    )  # fmt: skip


CODER = Coder(name="made up", version="1")
BATCH = 256
READERS_ASK = ("first page", "ledger, filtered", "events, filtered", "dyad", "ledger, words", "reports")


def fill(store: Store, readings: list[Reading], since: int = 0) -> None:
    """Put readings in, each with an article of a line."""
    for start in range(0, len(readings), BATCH):
        store.add_articles(
            Incoming(article=_article(r, since), reading=r, coder=CODER) for r in readings[start : start + BATCH]
        )


def _article(reading: Reading, since: int) -> Article:
    quotes = " ".join(dict.fromkeys(e.quote for e in reading.events))
    text = f"{quotes} Told by report {reading.id} of batch {since}."
    return Article(id=reading.id, date=reading.date, title=reading.title, source=reading.source, text=text)


def write(path: str, seconds: float) -> None:
    """Twenty reports every half second, as a watch might bring them; the number written goes to standard output."""
    until = time.monotonic() + seconds
    count = 0
    with Store.open(Path(path)) as store:
        while time.monotonic() < until:
            fresh = made(60, 2, seed=1_000 + count)
            fill(store, [_renamed(r, count) for r in fresh], count)
            count += len(fresh)
            time.sleep(0.5)
    sys.stdout.write(str(count))


def _renamed(reading: Reading, since: int) -> Reading:
    return Reading(
        id=f"late{since}-{reading.id}", date=reading.date, title=reading.title, source=reading.source, events=reading.events,
        signals=reading.signals,
    )  # fmt: skip


@contextmanager
def served(path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`detente serve` over a store, as a process; its address."""
    command = [sys.executable, "-m", "detente.cli", "serve", "--db", str(path), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        found = None
        for line in server.stderr:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                break
        assert found, "detente serve did not start"
        threading.Thread(target=server.stderr.read, daemon=True).start()
        try:
            yield found[0], server
        finally:
            server.terminate()


def used(process: int) -> float:
    """Seconds of processor a process has used so far, its children not counted; 0 where /proc is not there."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_mb(process: int) -> int:
    """The most memory a process has held, in MB."""
    try:
        return int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())[1]) // 1024  # type: ignore[index]
    except OSError:
        return 0


def opened(client: httpx.Client) -> dict[str, float]:
    """Seconds until something is shown, and until the reports are."""
    started = time.perf_counter()
    _, status = timed(client, "/")
    shown = time.perf_counter() - started
    while status != "200":
        time.sleep(0.5)
        _, status = timed(client, "/")
    return {"says it is reading, s": round(shown, 2), "shows the reports, s": round(time.perf_counter() - started, 1)}


def alone(client: httpx.Client, process: int, times: int = 12) -> dict[str, dict[str, float]]:
    """Each page asked for by one reader: median by the clock and mean of the server's processor, milliseconds."""
    found = {}
    for name, address in PAGES.items():
        until = time.monotonic() + 60
        while "being worked out" in client.get(address).raise_for_status().text and time.monotonic() < until:
            time.sleep(1)  # measures that come after a page's first showing
        before = used(process)
        spent = [timed(client, address)[0] for _ in range(times)]
        cpu = (used(process) - before) / times
        found[name] = {"median": round(1000 * statistics.median(spent), 1), "processor": round(1000 * cpu, 1)}
    return found


def reader(base: str) -> httpx.Client:
    """A client that lets go of a connection before the server does: else a request may meet the closing of an idle one."""
    return httpx.Client(base_url=base, timeout=120, limits=httpx.Limits(keepalive_expiry=2))


def timed(client: httpx.Client, address: str) -> tuple[float, str]:
    """Seconds and status of one request; the name of the error where there was no answer."""
    started = time.perf_counter()
    try:
        status = str(client.get(address).status_code)
    except httpx.HTTPError as error:
        status = type(error).__name__
    return time.perf_counter() - started, status


def crowd(base: str, path: Path, readers: int, seconds: float) -> dict[str, Any]:
    """So many readers, each with a pause of a second between pages, while another process writes."""
    spent: dict[str, list[float]] = {name: [] for name in READERS_ASK}
    statuses: Counter[str] = Counter()
    versions: set[str] = set()
    until = time.monotonic() + seconds

    def read(number: int) -> None:
        rng = random.Random(number)
        with reader(base) as client:
            while time.monotonic() < until:
                name = rng.choice(READERS_ASK)
                took, status = timed(client, PAGES[name])
                spent[name].append(took)
                statuses[status] += 1
                time.sleep(rng.uniform(0.5, 1.5))

    command = [sys.executable, "-m", "evals.web", "--write", str(path), "--seconds", str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        threads = [threading.Thread(target=read, args=(n,)) for n in range(readers)]
        for thread in threads:
            thread.start()
        with reader(base) as client:
            while time.monotonic() < until:
                versions.add(client.get("/api/v1/status").json().get("version", ""))
                time.sleep(5)
        for thread in threads:
            thread.join()
        written = int(writer.communicate()[0] or 0)
    return {
        "readers": readers, "seconds": seconds, "answers": dict(sorted(statuses.items())), "reports written": written,
        "snapshots seen": len(versions), "ms": {name: _spread(values) for name, values in spent.items() if values},
    }  # fmt: skip


def _spread(values: list[float]) -> dict[str, int]:
    ordered = sorted(values)
    return {"median": round(1000 * ordered[len(ordered) // 2]), "p95": round(1000 * ordered[int(len(ordered) * 0.95)])}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--commitments", type=int, default=2_000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--write", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        write(options.write, options.seconds)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.sqlite"
        with Store.open(path) as store:
            fill(store, made(options.events, options.commitments))
        with served(path) as (base, server), reader(base) as client:
            result: dict[str, Any] = {"opened": opened(client)}
            result["server s of processor to open"] = round(used(server.pid), 1)
            counts = client.get("/api/v1/status").json()
            result |= {"events": counts["events"], "commitments": counts["commitments"]}
            result["ms, one reader"] = alone(client, server.pid)
            before = used(server.pid)
            result["crowd"] = crowd(base, path, options.readers, options.seconds)
            result["crowd"]["server s of processor"] = round(used(server.pid) - before, 1)
            result["server peak MB"] = peak_mb(server.pid)
    result |= {
        "load of the machine": round(os.getloadavg()[0], 1), "hardware": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "command": "PYTHONPATH=src python -m evals.web",
    }  # fmt: skip
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
