"""Answers that take long to make, kept: each is made once, however many ask for it at the same time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

T = TypeVar("T")
ROOM: Final = 64


@dataclass
class _Place:
    lock: threading.Lock = field(default_factory=threading.Lock)
    made: Any = None
    ready: bool = False


class Shelf:
    """The answers made last, by what they were made of; a snapshot's version in the key makes a new one another answer."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._held: OrderedDict[tuple[object, ...], _Place] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """The answer of a key. An error of `make` is the caller's, and the next one tries again."""
        with self._lock:
            place = self._held.setdefault(key, _Place())
            self._held.move_to_end(key)
            while len(self._held) > self._room:
                self._held.popitem(last=False)
        with place.lock:
            if not place.ready:
                place.made = make()
                place.ready = True
            made: T = place.made
            return made
