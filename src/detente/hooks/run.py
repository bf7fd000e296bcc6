"""One pass, and passes in the background: refresh what the ledger has, write down what is new, send what is due."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Final, NamedTuple

from detente.errors import DetenteError, one_line
from detente.hooks.deliver import Clock, Counts, Send, deliver
from detente.hooks.gather import gather
from detente.store import Store, owner_name
from detente.store import hooks as kept
from detente.store.refresh import refresh

LEASE: Final = "hooks"
LEASE_FOR: Final = 600
EVERY: Final = 30.0
"""Seconds between passes in the background."""
REST: Final = 4
"""A pass that takes long is followed by a pause of so many times its length: whoever shares the process has most of the time."""


class Pass(NamedTuple):
    """What a pass did: deliveries written down, and what became of tries; `held` by another process, nothing was done."""

    new: int = 0
    counts: Counts = Counts()
    held: str | None = None

    def __str__(self) -> str:
        if self.held:
            return f"another process tells the hooks just now ({self.held.split('|')[1]})"
        c = self.counts
        return f"{self.new} new, {c.done} delivered, {c.again} to be tried again, {c.given_up} given up"


def run(store: Store, *, clock: Clock | None = None, send: Send | None = None) -> Pass:
    """One pass. One process at a time does it; a second one does nothing. Without hooks it only looks."""
    if not kept.hooks(store):
        return Pass()
    now = clock or present
    owner = owner_name()
    held = store.take_lease(LEASE, owner, LEASE_FOR)
    if held is not None:
        return Pass(held=held)
    try:
        for _ in refresh(store) if kept.is_stale(store) else ():
            store.take_lease(LEASE, owner, LEASE_FOR)
        new = gather(store, now())
        store.take_lease(LEASE, owner, LEASE_FOR)
        return Pass(new, deliver(store, clock=now, send=send))
    finally:
        store.drop_lease(LEASE, owner)


def present() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


@contextlib.contextmanager
def background(store: Store, *, every: float = EVERY, say: Callable[[str], None] = lambda _: None) -> Iterator[None]:
    """Passes in a thread for as long as the block runs; `say` is told of passes that did something, and of errors."""
    stopping = threading.Event()

    def passes() -> None:
        while not stopping.is_set():
            begun = time.monotonic()
            try:
                done = run(store)
                if done.new or done.counts != Counts():
                    say(f"hooks: {done}")
            except DetenteError as error:
                say(f"hooks: {one_line(error.problem)}")
            except Exception as error:  # the next pass may go well; a thread that ends says nothing
                say(f"hooks: a fault of Détente, please report it ({type(error).__name__}: {error})")
            stopping.wait(max(every, REST * (time.monotonic() - begun)))

    thread = threading.Thread(target=passes, name="hooks", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(timeout=15.0)
