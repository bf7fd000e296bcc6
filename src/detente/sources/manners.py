"""How we behave towards other people's servers: robots.txt, a pause between requests to one host, retries with patience.

One `Manners` serves all threads of a run. A request that hangs holds up nobody: what is shared is only when a host may next be
asked, never a lock held while waiting for an answer.
"""

from __future__ import annotations

import random
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx

from detente.errors import Busy, Forbidden, SourceError, TimedOut, Unreachable, Withheld
from detente.sources.decode import to_text
from detente.sources.fetch import Fetched, Known, fetch
from detente.sources.limits import Limits
from detente.sources.robots import EVERYTHING, Rules, read_robots

AGENT = "detente"
KEPT = 86_400.0
"""Seconds for which a robots.txt is remembered (RFC 9309: at most a day)."""
MOST_HOSTS = 10_000
PATIENCE = 60.0
"""Seconds: longest wait inside one request; a site that asks for more is left for its next turn."""


@dataclass
class _Host:
    next_at: float = 0.0
    rules: Rules | None = None
    rules_until: float = 0.0
    asking: threading.Lock = field(default_factory=threading.Lock)


class Manners:
    """`get` is `fetch` with manners. `wait` sleeps that many seconds, or raises to give up; `clock` is monotonic."""

    def __init__(
        self,
        *,
        limits: Limits,
        seed: str = "",
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits = limits
        self.seed = seed
        self.clock = clock
        self.wait = wait
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, url: str, *, known: Known | None = None, limits: Limits | None = None) -> Fetched:
        """The page at an address; what fails for a passing reason is tried again, later each time, at random moments."""
        limits = limits or self.limits
        chance = random.Random(f"{self.seed} {url}")
        for attempt in range(limits.retries + 1):
            try:
                return fetch(url, limits=limits, known=known, before=self._before)
            except (Unreachable, TimedOut) as error:
                pause = _pause(error, attempt, chance)
                if pause is None or attempt == limits.retries:
                    raise
                self.wait(pause)
        raise AssertionError("not reached")

    def rules(self, url: str) -> Rules:
        """What the robots.txt of an address's host asks for; asked for at most once a day."""
        host = self._host(url)
        with host.asking:
            if host.rules is None or self.clock() >= host.rules_until:
                host.rules = self._ask(url)
                host.rules_until = self.clock() + KEPT
            return host.rules

    def _before(self, url: httpx.URL) -> None:
        """Before each address, those of redirects too: may we, and is it our turn?"""
        rules = self.rules(str(url))
        if not rules.allows(str(url)):
            remedy = "open it in a browser, save the page and give the file"
            raise Forbidden(str(url), "the site asks programs not to read this page (robots.txt)", remedy)
        self._take_turn(str(url), max(rules.delay or 0.0, self.limits.delay))

    def _take_turn(self, url: str, delay: float) -> None:
        host = self._host(url)
        with self._lock:
            now = self.clock()
            turn = max(now, host.next_at)
            host.next_at = turn + delay
        if turn > now:
            self.wait(turn - now)

    def _ask(self, url: str) -> Rules:
        """Raises `Unreachable` or `TimedOut` where nobody can say: then nothing is read of the site (RFC 9309, 2.3.1.4)."""
        address = _root(url) + "/robots.txt"
        try:
            fetched = fetch(address, limits=self.limits)
            return read_robots(to_text(fetched.content, name=address, declared=fetched.charset), agent=AGENT)
        except Withheld:  # no rules for us: everything may be read (2.3.1.3)
            return EVERYTHING
        except (Unreachable, TimedOut):
            raise
        except SourceError:  # there is none, or something else lies there
            return EVERYTHING

    def _host(self, url: str) -> _Host:
        root = _root(url)
        with self._lock:
            host = self._hosts.pop(root, None) or _Host()
            self._hosts[root] = host
            if len(self._hosts) > MOST_HOSTS:
                self._hosts.popitem(last=False)
            return host


def _root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _pause(error: SourceError, attempt: int, chance: random.Random) -> float | None:
    """Seconds before the next attempt; None for what will not pass by itself."""
    if isinstance(error, Withheld):
        return None
    grown: float = 2.0**attempt * (0.5 + chance.random())
    asked = error.wait if isinstance(error, Busy) else None
    if asked is not None and asked > PATIENCE:
        return None
    return max(grown, asked or 0.0)
