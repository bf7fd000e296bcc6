"""How fast the page is on a large library: 100,000 events and 2,000 commitments made by this program (a seed, no text of anybody's).

    PYTHONPATH=src python -m evals.web [--events 100000] [--commitments 2000] [--readers 50]

Server time of each page alone, and under so many concurrent readers; the issue asks for the first page under 1 s and filters under 200 ms.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import resource
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import httpx
import uvicorn

from detente.records import Actor, Condition, Event, Reading, Signal, Term
from detente.web import Library, create_app

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


def timed(client: httpx.Client, address: str) -> float:
    """Seconds of one request; raises for an error."""
    started = time.perf_counter()
    client.get(address).raise_for_status()
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--commitments", type=int, default=2_000)
    parser.add_argument("--readers", type=int, default=50)
    options = parser.parse_args()
    readings = made(options.events, options.commitments)
    library = Library.of(readings)
    started = time.perf_counter()
    snapshot = library.snapshot()
    rows = len(snapshot.ledger.rows)
    ledger_s = time.perf_counter() - started
    for part in (
        snapshot.events,
        snapshot.dyads,
        snapshot.pairs_of,
        snapshot.names,
        snapshot.version,
        snapshot.events_of,
        snapshot.rows,
    ):
        assert part is not None
    result: dict[str, Any] = {
        "events": len(snapshot.events), "rows": rows, "ledger_s": round(ledger_s, 1), "opened_s": round(time.perf_counter() - started, 1),
        "ms": {}, "ms_with_readers": {}, "readers": options.readers,
    }  # fmt: skip
    config = uvicorn.Config(create_app(library), port=0, log_level="error")
    server = uvicorn.Server(config)
    socket = config.bind_socket()
    threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    base = f"http://127.0.0.1:{socket.getsockname()[1]}"
    with httpx.Client(base_url=base, timeout=60) as client:
        for name, address in PAGES.items():
            timed(client, address)
            result["ms"][name] = round(1000 * statistics.median(timed(client, address) for _ in range(5)), 1)
    with ThreadPoolExecutor(options.readers) as pool, httpx.Client(base_url=base, timeout=120) as client:
        for name in ("first page", "ledger, filtered", "events, filtered"):
            spent = sorted(pool.map(lambda _, n=name: timed(client, PAGES[n]), range(4 * options.readers)))
            result["ms_with_readers"][name] = {
                "median": round(1000 * spent[len(spent) // 2]),
                "p95": round(1000 * spent[int(len(spent) * 0.95)]),
            }
    server.should_exit = True
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    result |= {
        "hardware": f"{platform.machine()}, Python {platform.python_version()}",
        "command": "PYTHONPATH=src python -m evals.web",
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
