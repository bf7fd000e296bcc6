"""A source in a thread of its own: round after round on its schedule, what it brings put into a queue of its own.

The queue is short: a source that floods waits at its own queue, and one that hangs has nothing in it. The schedule is kept on the
monotonic clock, so that a wall clock that jumps moves no round.
"""

from __future__ import annotations

import queue
import random
import threading
import time
from datetime import UTC, datetime

import msgspec

from detente.errors import Busy, DetenteError, SourceError
from detente.records import Article, Problem
from detente.sources.manners import Manners
from detente.watch.memory import Memory
from detente.watch.plan import Source
from detente.watch.rounds import Item, round_of

WAITING = 64
WAITING_CHARACTERS = 2_000_000
"""Reports of a source that wait for the desk, and their length."""
SLOWEST = 6 * 3600.0
"""Seconds: a source that fails again and again is asked at least so often."""
MARK_EVERY = 50
"""Items after which the progress of a round is told, so that little is read again if the program is ended."""


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """A round begins."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """How far a round has come, behind the items it speaks of; `ended` with the problem it ended in, if any."""

    memory: Memory
    ended: bool = False
    failure: Problem | None = None


Message = Item | Begun | Mark


class Stopped(Exception):  # noqa: N818 (no error: somebody asked for it)
    """Asked to stop while waiting."""


class Worker(threading.Thread):
    """One source's thread; a daemon, so that one that hangs holds up no ending."""

    def __init__(self, source: Source, memory: Memory, manners: Manners, stop: threading.Event, *, once: bool) -> None:
        super().__init__(name=f"watch {source.name}", daemon=True)
        self.source = source
        self.memory = memory
        self.stop = stop
        self.once = once
        self.out: queue.Queue[Message] = queue.Queue(WAITING)
        self.manners = manners
        self.chance = random.Random(source.name)
        self.failures = 0
        self._lock = threading.Lock()
        self._waiting = 0  # characters of the reports in the queue

    def run(self) -> None:
        """Round after round until stopped."""
        try:
            if not self.once:
                self.wait(self.chance.uniform(0, min(self.source.every, 5.0)))  # not all at the same moment
            while not self.stop.is_set():
                pause = self._round()
                if self.once:
                    return
                self.wait(pause)
        except Stopped:
            return

    def wait(self, seconds: float) -> None:
        """Sleep; raises `Stopped` when asked to stop."""
        if self.stop.wait(max(seconds, 0.0)):
            raise Stopped

    def _round(self) -> float:
        """One round; the seconds until the next."""
        began = time.monotonic()
        self._put(Begun())
        asked = 0.0
        failure: Problem | None = None
        try:
            self._read(began)
        except SourceError as error:
            failure = error.problem
            asked = error.wait or 0.0 if isinstance(error, Busy) else 0.0
        except DetenteError as error:
            failure = error.problem
        except Stopped:
            raise
        except Exception as error:  # a fault of ours in one source: told, and tried again; the others go on
            what = f"could not be read ({type(error).__name__}: {str(error)[:200]})"
            failure = Problem(
                where=self.source.address, what=what, remedy="this is a fault of detente: please report it"
            )
        self.failures = self.failures + 1 if failure else 0
        self._put(Mark(memory=self._snapshot(), ended=True, failure=failure))
        return max(pause(self.source.every, self.failures, self.chance) - (time.monotonic() - began), asked, 1.0)

    def _read(self, began: float) -> None:
        items = round_of(
            self.source,
            self.memory,
            self.manners,
            going=lambda: self._going(began),
            now=datetime.now(UTC),
            patient=not self.once,
        )
        for number, item in enumerate(items, 1):
            self._put(item)
            if number % MARK_EVERY == 0:
                self._put(Mark(memory=self._snapshot()))

    def _going(self, began: float) -> bool:
        """Files on this machine are read to their end; the web has so much time a round."""
        in_time = self.source.local or time.monotonic() - began < self.source.timeout
        return in_time and not self.stop.is_set()

    def take(self) -> Message:
        """The next message, for the desk; raises `queue.Empty`."""
        message = self.out.get_nowait()
        with self._lock:
            self._waiting -= _size(message)
        return message

    def _put(self, message: Message) -> None:
        """Into the queue, waiting for room; raises `Stopped` if asked to stop meanwhile."""
        while self._waiting > WAITING_CHARACTERS:
            self.wait(0.05)
        with self._lock:
            self._waiting += _size(message)
        while True:
            try:
                return self.out.put(message, timeout=0.2)
            except queue.Full:
                if self.stop.is_set():
                    raise Stopped from None

    def _snapshot(self) -> Memory:
        return Memory(seen=dict(self.memory.seen), etag=self.memory.etag, last_modified=self.memory.last_modified)


def _size(message: Message) -> int:
    return len(message.text) if isinstance(message, Article) else 0


def pause(every: float, failures: int, chance: random.Random) -> float:
    """Seconds from the beginning of one round to the next: as planned, give or take a twentieth; twice as long for each failure."""
    grown = min(every * 2.0 ** min(failures, 16), max(SLOWEST, every))
    return grown * chance.uniform(0.95, 1.05)
