"""Deliveries: each is tried until it is answered with a 2xx, at growing intervals, for a day."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from detente.errors import SourceError
from detente.hooks.signature import HEADER, sign
from detente.hooks.subscribe import limits_of
from detente.sources.limits import Limits
from detente.sources.post import Posted, post
from detente.store import Store
from detente.store import hooks as kept
from detente.store.hooks import Delivery, Hook

FIRST_WAIT: Final = 10.0
GROWS: Final = 3.0
LONGEST_WAIT: Final = 3 * 3600.0
GIVEN_UP_AFTER: Final = timedelta(hours=24)
AT_ONCE: Final = 8
"""Hooks told at the same time; one that hangs delays no other."""
BUDGET: Final = timedelta(seconds=60)
"""After so long a pass begins no further try: its lease lasts longer."""
GONE: Final = 410
Clock = Callable[[], datetime]
Send = Callable[[Hook, bytes, dict[str, str], Limits], Posted]


@dataclass
class Counts:
    """What became of tries: done, to be tried again, given up."""

    done: int = 0
    again: int = 0
    given_up: int = 0


def deliver(store: Store, *, clock: Clock, send: Send | None = None) -> Counts:
    """Try what is due, each hook's deliveries in their order; the first that fails ends this hook's turn."""
    hooks = {hook.id: hook for hook in kept.hooks(store)}
    turns: dict[str, list[Delivery]] = {}
    start = clock()
    for each in kept.due(store, start):
        turns.setdefault(each.hook, []).append(each)
    counts = Counts()
    if not turns:
        return counts
    with ThreadPoolExecutor(max_workers=min(AT_ONCE, len(turns)), thread_name_prefix="hooks") as pool:
        jobs = [
            pool.submit(_turn, store, hooks[name], some, clock, start + BUDGET, send or _send)
            for name, some in turns.items()
            if name in hooks
        ]
        for job in jobs:
            told = job.result()
            counts.done += told.done
            counts.again += told.again
            counts.given_up += told.given_up
    return counts


def _turn(store: Store, hook: Hook, waiting: Sequence[Delivery], clock: Clock, until: datetime, send: Send) -> Counts:
    counts = Counts()
    for delivery in waiting:
        if clock() >= until:
            break
        state = attempt(store, hook, delivery, clock=clock, send=send)
        counts.done += state == "done"
        counts.again += state == "waiting"
        counts.given_up += state == "given up"
        if state != "done":
            break
    return counts


def attempt(
    store: Store, hook: Hook, delivery: Delivery, *, clock: Clock, send: Send | None = None
) -> kept.State | None:
    """Try once: noted before, so that being killed in between only means to be tried again; its state after, None if it waited no more."""
    begun = clock()
    number = delivery.attempts + 1
    if not kept.begin(store, delivery.id, begun + wait(delivery.id, number)):
        return None
    body = delivery.body.encode()
    headers = {
        "Content-Type": "application/json",
        "Detente-Delivery": delivery.id,
        "Detente-Trigger": delivery.trigger + (".undone" if delivery.undone else ""),
        HEADER: sign(hook.secret, body, int(begun.timestamp())),
    }
    status, said, asked = None, None, None
    try:
        answer = (send or _send)(hook, body, headers, limits_of(hook))
        status, asked = answer.status, answer.wait
        said = _told(answer)
    except SourceError as error:
        said = error.problem.what[:500]
    at = clock()
    state = _state(status, at - delivery.created_at)
    pause = max(wait(delivery.id, number), timedelta(seconds=min(asked or 0.0, LONGEST_WAIT)))
    kept.end(store, delivery.id, state=state, status=status, said=said, next_at=at + pause, at=at)
    return state


def _send(hook: Hook, body: bytes, headers: dict[str, str], limits: Limits) -> Posted:
    return post(hook.url, body, headers, limits=limits, plain=hook.plain)


def _state(status: int | None, age: timedelta) -> kept.State:
    if status is not None and 200 <= status < 300:
        return "done"
    return "given up" if status == GONE or age >= GIVEN_UP_AFTER else "waiting"


def _told(answer: Posted) -> str | None:
    """What a refusal said, for the log; nothing of an answer that is well."""
    if 200 <= answer.status < 300:
        return None
    if 300 <= answer.status < 400:
        return f"status {answer.status}: a redirect, which is not followed"
    begins = " ".join(answer.content[:200].decode("utf-8", "replace").split())
    return f"status {answer.status}" + (f": {begins}" if begins else "")


def wait(delivery: str, attempts: int) -> timedelta:
    """The pause after so many tries: 10 s, 30 s, 90 s … at most 3 h, each a fifth longer or shorter as the id has it, so that
    receivers that come back are not met by all at once."""
    pause = min(FIRST_WAIT * GROWS ** min(attempts - 1, 20), LONGEST_WAIT)
    share = int.from_bytes(hashlib.sha256(f"{delivery} {attempts}".encode()).digest()[:4], "big") / 0xFFFFFFFF
    return timedelta(seconds=pause * (0.8 + 0.4 * share))
