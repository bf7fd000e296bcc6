"""Things found again by the time they may lie in: what a row, a day or a word looks at is looked up and not searched for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator
from datetime import datetime, timedelta

from detente.ledger.when import Moment


class Shelf:
    """The places of things of one kind, by the time they may lie in."""

    def __init__(self) -> None:
        self._held: list[tuple[datetime, datetime, int]] = []
        self._longest = timedelta()
        self._lows: list[datetime] | None = None

    def put(self, when: Moment, place: int) -> None:
        """Take in the thing at `place`."""
        self._held.append((when.low, when.high, place))
        self._longest = max(self._longest, when.high - when.low)
        self._lows = None

    def within(self, first: datetime, last: datetime) -> Iterator[int]:
        """The places of what may lie between two points in time, both included."""
        if self._lows is None:
            self._held.sort()
            self._lows = [low for low, _, _ in self._held]
        begin = bisect_left(self._lows, True, key=lambda low: first - low <= self._longest)
        for _, high, place in self._held[begin : bisect_right(self._lows, last)]:
            if high >= first:
                yield place


class Shelves:
    """Shelves by key."""

    def __init__(self) -> None:
        self._by: dict[Hashable, Shelf] = {}

    def put(self, keys: Iterable[Hashable], when: Moment, place: int) -> None:
        """Take in the thing at `place` under all the keys."""
        for key in keys:
            self._by.setdefault(key, Shelf()).put(when, place)

    def within(self, keys: Iterable[Hashable], first: datetime, last: datetime) -> set[int]:
        """The places of what is held under any of the keys and may lie between two points in time."""
        return {place for key in keys if key in self._by for place in self._by[key].within(first, last)}
