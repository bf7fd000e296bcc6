"""The loop: workers fetch, the desk stores in turns, one more thread codes what waits in the store."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from detente.errors import StoreError, UsageError
from detente.sources.manners import Manners
from detente.store import Store, owner_name
from detente.watch.coder import Code, Coder
from detente.watch.desk import Desk
from detente.watch.plan import Plan
from detente.watch.worker import Stopped, Worker

LEASE = "watch"
LEASE_FOR = 180
LEASE_EVERY = 45.0
"""Seconds a watcher holds a store, and between renewals; a watcher that was killed is known to be gone at once."""
IDLE = 0.1
LONGEST_PAUSE = 60.0
LAST_WORDS = 3.0
"""Seconds given to threads at the end; one that hangs longer is left behind."""
LAST_BATCH = 60.0
"""Seconds in which the reports being coded are finished; those that are not wait in the store."""

T = TypeVar("T")


class Watch:
    """Watches the sources of a plan with a store; `stop` may be called from a signal handler or another thread."""

    def __init__(
        self,
        plan: Plan,
        store: Store,
        *,
        say: Callable[[str], None],
        once: bool = False,
        code: Code | None = None,
    ) -> None:
        self.plan = plan
        self.store = store
        self.say = say
        self.once = once
        self.owner = owner_name()
        self.stopping = threading.Event()
        self.desk = Desk(store, say)
        self.coder = Coder(store, say, self.stopping, code)
        self._renew_at = 0.0

    def stop(self) -> None:
        """End gracefully: what was fetched is stored, what is being coded is finished."""
        self.stopping.set()

    def run(self) -> int:
        """Until stopped (or once through); 0 if every source's last round went well, else 1.

        Raises `UsageError` if another watcher holds the store, `StoreError` if the store cannot be opened at the start.
        """
        self._take_lease(first=True)
        try:
            workers = self._start()
            self._loop(workers)
            self._finish(workers)
        finally:
            self._release()
        return 1 if any(record.in_a_row for record in self.desk.records.values()) else 0

    # ------------------------------------------------------------------------------------------------------- the loop

    def _start(self) -> list[Worker]:
        memories = self.desk.open([(s.name, s.kind, s.address, s.every) for s in self.plan.sources])
        shared = Manners(limits=self.plan.limits, seed="watch", wait=self._wait)
        workers = [
            Worker(source, memories[source.name], shared, self.stopping, once=self.once) for source in self.plan.sources
        ]
        for worker in workers:
            worker.start()
        self.coder.start()
        return workers

    def _loop(self, workers: list[Worker]) -> None:
        while not self.stopping.is_set():
            took = self._serve(workers)
            self._take_lease()
            if self.once and not took and not any(worker.is_alive() or not worker.out.empty() for worker in workers):
                self.coder.last.set()
                self.coder.arrived.set()
                if not self.coder.is_alive():
                    return
            if not took:
                self.stopping.wait(IDLE)

    def _serve(self, workers: list[Worker]) -> bool:
        """A turn for each source; whether any had something."""
        took = False
        for worker in workers:
            turn = self.desk.turn(worker)
            if turn is not None:
                took = True
                if self._surely(partial(self.desk.put, turn)):
                    self.coder.arrived.set()
        return took

    def _surely(self, act: Callable[[], T]) -> T:
        """Do it; while the store cannot, say so and try again, later each time. Meanwhile the sources wait at their full queues."""
        pause = 1.0
        while True:
            try:
                return act()
            except StoreError as error:
                self.say(f"the store cannot be written: {error}; trying again in {pause:g} s")
                if self.stopping.wait(pause):
                    raise
                pause = min(2 * pause, LONGEST_PAUSE)

    def _finish(self, workers: list[Worker]) -> None:
        """What was fetched before the end is stored; a thread that does not come back is left behind."""
        self.stopping.set()
        until = time.monotonic() + LAST_WORDS
        while time.monotonic() < until:
            took = self._serve(workers)
            if not took and not any(worker.is_alive() for worker in workers):
                break
            if not took:
                time.sleep(0.02)
        self._serve(workers)
        self.coder.arrived.set()
        self.coder.join(LAST_BATCH)

    # --------------------------------------------------------------------------------------------------------- leases

    def _take_lease(self, *, first: bool = False) -> None:
        if not first and time.monotonic() < self._renew_at:
            return
        holder = self._ask_lease(first=first)
        if holder is not None:
            remedy = "stop it, or give this one another --db"
            raise UsageError(self.store.where, f"another watcher works on this store ({holder})", remedy)
        self._renew_at = time.monotonic() + LEASE_EVERY

    def _ask_lease(self, *, first: bool) -> str | None:
        if first:
            return self.store.take_lease(LEASE, self.owner, LEASE_FOR)
        return self._surely(lambda: self.store.take_lease(LEASE, self.owner, LEASE_FOR))

    def _release(self) -> None:
        try:
            self.store.drop_lease(LEASE, self.owner)
        except StoreError as error:
            self.say(f"the store cannot be written: {error}")

    def _wait(self, seconds: float) -> None:
        if self.stopping.wait(max(seconds, 0.0)):
            raise Stopped
