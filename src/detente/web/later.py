"""Work that takes longer than a reader will wait: done once, in a thread of its own, and kept; meanwhile the reader is told."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")
PATIENCE = 10.0  # seconds a reader is kept waiting before the page says that it is being made
MOST_WAITING = 8  # pieces of work in the queue; more are refused until one is done


class NotReady(Exception):  # noqa: N818 (it is no error: the same address answers in a while)
    """What is being made, in one sentence."""


class Later:
    """Results by what they were made of, the last `room` of them; one piece of work is done at a time."""

    def __init__(self, room: int = 32, patience: float = PATIENCE) -> None:
        self._room = room
        self._patience = patience
        self._held: OrderedDict[object, Future[Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._working = threading.Lock()

    def get(self, key: object, make: Callable[[], T], what: str, patience: float | None = None) -> T:
        """The result of a key; raises `NotReady` with `what` where it takes longer, and whatever `make` raises."""
        future: Future[T] = self._begun(key, make, what)
        try:
            return future.result(self._patience if patience is None else patience)
        except TimeoutError:
            if not future.done():
                raise NotReady(what) from None
            raise
        finally:
            self._forget(key, future)

    def _begun(self, key: object, make: Callable[[], T], what: str) -> Future[T]:
        with self._lock:
            found = self._held.get(key)
            if found is None:
                if sum(not f.done() for f in self._held.values()) >= MOST_WAITING:
                    raise NotReady(f"{what} Others come first.")
                found = self._held[key] = Future()
                threading.Thread(target=self._work, args=(found, make), daemon=True).start()
            self._held.move_to_end(key)
            return found

    def _work(self, future: Future[T], make: Callable[[], T]) -> None:
        with self._working:
            try:
                future.set_result(make())
            except Exception as error:
                future.set_exception(error)

    def _forget(self, key: object, future: Future[T]) -> None:
        """A fault is told once and tried again by the next; the oldest results make room."""
        with self._lock:
            if future.done() and future.exception() is not None and self._held.get(key) is future:
                del self._held[key]
            for old in [k for k, f in self._held.items() if f.done()][: max(len(self._held) - self._room, 0)]:
                del self._held[old]
