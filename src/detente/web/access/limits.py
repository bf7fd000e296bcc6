"""How many requests of the API and the feeds one may make: a bucket of tokens that fills with time, one for each token or account.

Kept in the memory of this process: it is for fairness, not for secrets.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

MOST: Final = 10_000  # buckets held; of more, those longest not used are forgotten


class Limiter:
    """`rate` requests a minute, `burst` of them at once. `clock`: seconds that only grow."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate / 60
        self.burst = burst
        self._clock = clock
        self._lock = threading.Lock()
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, name: str) -> int:
        """0 where one more request under that name is fine, which is then counted; else whole seconds to wait."""
        now = self._clock()
        with self._lock:
            left, then = self._held.pop(name, (float(self.burst), now))
            left = min(self.burst, left + (now - then) * self.rate)
            fine = left >= 1
            self._held[name] = (left - 1 if fine else left, now)
            if len(self._held) > MOST:
                self._held.popitem(last=False)
        return 0 if fine else max(1, math.ceil((1 - left) / self.rate))
