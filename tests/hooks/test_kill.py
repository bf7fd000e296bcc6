"""kill -9 in the middle of deliveries: nothing is lost, nothing that was taken down as done is sent again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.hooks.conftest import receiving, row, stands

from detente.hooks import run, subscribe
from detente.store import Store
from detente.store import hooks as kept

MANY = 12
ROOT = Path(__file__).parents[2]


def test_killed_again_and_again_it_tells_each_once(tmp_path: Path) -> None:
    def slow(handler: Any) -> None:
        time.sleep(0.15)
        handler.send_response(200)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    path = tmp_path / "store.sqlite"
    with receiving(slow) as (receiver, url), Store.open(path) as store:
        subscribe(store, url, triggers=["offer"], plain=True, private=True)
        stands(
            store,
            *(row("open", name=f"a{n}/s1", day=f"{datetime.now(UTC):%Y-%m-%d}") for n in range(MANY)),
            at=datetime.now(UTC),
        )
        done_before_a_kill: set[str] = set()
        told_after_done: list[str] = []
        for _ in range(3):
            seen = len(receiver.got)
            process = start(path)
            deadline = time.monotonic() + 120
            while len(receiver.got) < seen + 2 and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
            process.wait()
            told_after_done += [
                g.headers["detente-delivery"]
                for g in receiver.got[seen:]
                if g.headers["detente-delivery"] in done_before_a_kill
            ]
            done_before_a_kill = {d.id for d in kept.log(store) if d.state == "done"}
        assert 0 < len(done_before_a_kill) < MANY  # it was killed in the middle
        finish(store)
        tries = Counter(got.headers["detente-delivery"] for got in receiver.got)
        assert told_after_done == []
        assert set(tries) == {d.id for d in kept.log(store)}
        assert len(tries) == MANY
        assert all(d.state == "done" for d in kept.log(store))
        assert sum(tries.values()) <= MANY + 3  # at most the one under way at each kill comes twice


def start(path: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "detente.cli", "hooks", "run", "--every", "1", "--quiet", "--db", str(path)]
    return subprocess.Popen(command, env=environment, cwd=ROOT)


def finish(store: Store) -> None:
    """Passes, later and later, until nothing waits."""
    later = datetime.now(UTC)
    for _ in range(50):
        later += timedelta(seconds=15)
        at = later
        run(store, clock=lambda at=at: at)  # type: ignore[misc]
        if not kept.due(store, later + timedelta(days=1)):
            return
