"""What waits in the store is coded, in one thread beside the desk, so that no report however long holds up what comes in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from detente.errors import StoreError
from detente.ingest import code_pending
from detente.records import Reading
from detente.store import Store, owner_name

LOOK_EVERY = 30.0
"""Seconds between two looks for reports that another program put into the store to be coded."""
BATCH = 8
"""Reports coded at a time: as many are finished before an asked-for end."""
LONGEST_PAUSE = 60.0

Code = Callable[[Store, str], Iterator[Reading]]


class Coder(threading.Thread):
    """`arrived` is set when there is something to code; with `last` set too it ends when nothing is left."""

    def __init__(
        self, store: Store, say: Callable[[str], None], stop: threading.Event, code: Code | None = None
    ) -> None:
        super().__init__(name="watch: coding", daemon=True)
        self.store = store
        self.say = say
        self.stop = stop
        self.code = code or (lambda store, owner: code_pending(store, owner=owner, batch=BATCH))
        self.owner = owner_name()
        self.arrived = threading.Event()
        self.last = threading.Event()
        self.coded = self.failed = 0
        self.fault: Exception | None = None

    def run(self) -> None:
        """Code whatever waits, again and again."""
        pause = 1.0
        while not self.stop.is_set():
            self.arrived.clear()
            last = self.last.is_set()
            try:
                self._code_all()
            except StoreError as error:
                self.say(f"the store cannot be written: {error}; coding goes on in {pause:g} s")
                self.stop.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
                continue
            except Exception as error:  # a fault of ours: told, and the watch goes on storing what comes
                self.fault = error
                self.say(
                    f"coding ended: {type(error).__name__}: {str(error)[:200]}; please report it. Reports are still stored"
                )
                return
            pause = 1.0
            if last:
                return
            self.arrived.wait(LOOK_EVERY)

    def _code_all(self) -> None:
        made = self.code(self.store, self.owner)
        try:
            for reading in made:
                self.coded += 1
                self.failed += bool(reading.errors)
                if self.stop.is_set():
                    return
        finally:
            close = getattr(made, "close", None)
            if close is not None:
                close()
