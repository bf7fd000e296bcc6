"""Where the work is done: in this process, in a pool of processes here, or on Ray.

An engine maps a function over items and gives the results in the order of the items. A worker that dies (killed for its memory, a spot
machine taken back) is replaced and its item tried again; an item whose workers die `TRIES` times gives `Lost` instead of a result.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol, TypeVar

from detente.errors import UsageError

I = TypeVar("I")  # noqa: E741 (an item)
R = TypeVar("R")

TRIES = 3
AHEAD = 2  # items given out per worker: one in work, one waiting; more would only hold memory


class Lost:
    """Stands for the result of an item whose workers died each time."""


class Engine(Protocol):
    """Maps a function that pickles over items; results in the order of the items."""

    def map(self, work: Callable[[I], R], items: Iterable[I]) -> Iterator[R | Lost]:
        """Lazily: items are taken as room for them comes."""
        ...


class Here:
    """One after the other, in this process."""

    def map(self, work: Callable[[I], R], items: Iterable[I]) -> Iterator[R | Lost]:
        """As `map` of Python."""
        return map(work, items)


class Pool:
    """Processes on this machine; each loads the model once."""

    def __init__(self, jobs: int | None = None) -> None:
        self.jobs = jobs or processors()

    def map(self, work: Callable[[I], R], items: Iterable[I]) -> Iterator[R | Lost]:
        """When a worker dies the pool is made anew and what was under way is done one item at a time, so that the item at fault is known."""
        source = iter(items)
        while True:
            waiting: deque[tuple[I, Future[R]]] = deque()
            with self._pool(self.jobs) as pool:
                try:
                    yield from self._flow(pool, work, source, waiting)
                except BrokenProcessPool:
                    pool.shutdown(wait=False, cancel_futures=True)
                except BaseException:  # interrupted, or no more is wanted: an item may take hours
                    _end(pool)
                    raise
                else:
                    return
            for item, future in waiting:
                yield future.result() if _is_good(future) else self._alone(work, item)

    def _flow(
        self,
        pool: ProcessPoolExecutor,
        work: Callable[[I], R],
        source: Iterator[I],
        waiting: deque[tuple[I, Future[R]]],
    ) -> Iterator[R]:
        for item in source:
            waiting.append((item, _given(pool, work, item)))
            if len(waiting) >= AHEAD * self.jobs:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _next(self, waiting: deque[tuple[I, Future[R]]]) -> R:
        result = waiting[0][1].result()
        waiting.popleft()
        return result

    def _alone(self, work: Callable[[I], R], item: I) -> R | Lost:
        for _ in range(TRIES - 1):
            with self._pool(1) as pool:
                try:
                    return pool.submit(work, item).result()
                except BrokenProcessPool:
                    continue
        return Lost()

    def _pool(self, jobs: int) -> ProcessPoolExecutor:
        # spawn: the model's threads do not survive a fork
        return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_single)


def engine(name: str, jobs: int | None = None) -> Engine:
    """ "here", "local" or "ray"; raises `UsageError` for another, or when Ray is not installed."""
    if name == "here" or (name == "local" and jobs == 1):
        return Here()
    if name == "local":
        return Pool(jobs)
    if name == "ray":
        from detente.cluster.on_ray import OnRay

        return OnRay(jobs)
    raise UsageError(name, "no such engine", "use here, local or ray")


def processors() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _single() -> None:
    """Workers leave interrupts to the process that started them."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _end(pool: ProcessPoolExecutor) -> None:
    """End the workers at once, in the middle of their items."""
    workers = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.terminate()


def _given(pool: ProcessPoolExecutor, work: Callable[[I], R], item: I) -> Future[R]:
    """A future even when the pool is broken already."""
    try:
        return pool.submit(work, item)
    except BrokenProcessPool as error:
        failed: Future[R] = Future()
        failed.set_exception(error)
        return failed


def _is_good(future: Future[R]) -> bool:
    return future.done() and not future.cancelled() and not isinstance(future.exception(), BrokenProcessPool)
