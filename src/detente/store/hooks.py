"""Hooks in the store: subscriptions, what happened that one of them wants to know, and how far each delivery has come.

A delivery is written down before it is tried and again after: a process that is killed in between leaves it waiting, under the
id it had.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from detente.records import Commitment, Record, from_json
from detente.store.model import CommitmentRow, CommitmentVersionRow, HookDeliveryRow, HookNewsRow, HookRow, StaleRow
from detente.store.store import Store

State = Literal["waiting", "done", "given up"]
OVERLAP: Final = 1000
"""Versions looked at again: transactions that were open at the last look may have written numbers below the last one seen."""
_FIRST: Final = ("test", "offer", "met", "broken", "deadline", "turning-point")
_SEEN: Final = "hooks/seen"


class Hook(Record, frozen=True, kw_only=True):
    """A subscription. `plain`: http is allowed; `private`: an address of this machine or its network is."""

    id: str
    url: str
    triggers: tuple[str, ...]
    filters: dict[str, Any]
    secret: str
    created_at: datetime
    name: str | None = None
    plain: bool = False
    private: bool = False


class News(Record, frozen=True, kw_only=True):
    """What happened, as it is sent; `id` is made of it."""

    id: str
    trigger: str
    subject: str
    found_at: datetime
    body: str
    undone: bool = False


class Delivery(Record, frozen=True, kw_only=True):
    """News for a hook, and how far it has come."""

    id: str
    hook: str
    news: str
    trigger: str
    undone: bool
    subject: str
    body: str
    state: State
    attempts: int
    created_at: datetime
    next_at: datetime
    ended_at: datetime | None
    status: int | None
    said: str | None


class Step(NamedTuple):
    """A way a row of the ledger has stood, with the way before it (None: it is new, or was gone)."""

    number: int
    version: int
    recorded_at: datetime
    now: Commitment | None  # None: it is gone
    before: Commitment | None
    row: str


def add(store: Store, hook: Hook) -> None:
    """Keep a subscription."""
    with store.writing() as connection:
        connection.execute(
            insert(HookRow).values(
                id=hook.id, name=hook.name, url=hook.url, triggers=json.dumps(hook.triggers),
                filters=json.dumps(hook.filters), secret=hook.secret, plain=hook.plain, private=hook.private,
                created_at=hook.created_at,
            )
        )  # fmt: skip


def remove(store: Store, name: str) -> bool:
    """Drop a subscription and its deliveries; False where there is none of that id."""
    with store.writing() as connection:
        return bool(connection.execute(delete(HookRow).where(HookRow.id == name)).rowcount)


def hooks(store: Store) -> list[Hook]:
    """All subscriptions, the oldest first."""
    with store.reading() as connection:
        rows = connection.execute(select(HookRow.__table__).order_by(HookRow.created_at, HookRow.id)).all()
    return [_hook(row) for row in rows]


def _hook(row: Row[Any]) -> Hook:
    return Hook(
        id=row.id, name=row.name, url=row.url, triggers=tuple(json.loads(row.triggers)), filters=json.loads(row.filters),
        secret=row.secret, plain=row.plain, private=row.private, created_at=row.created_at,
    )  # fmt: skip


# --------------------------------------------------------------------------------------------------------------- news


def steps(store: Store, since: datetime) -> Iterator[Step]:
    """What was written of commitments since a time and not long before what `saw` was told of, in the order it was written."""
    low = int((store.state(_SEEN) or {}).get("version", 0)) - OVERLAP
    version = CommitmentVersionRow
    wanted = select(version.__table__).where(version.key > low, version.recorded_at >= since).order_by(version.key)
    with store.reading() as connection:
        for row in connection.execute(wanted).all():
            gone = row.change == "gone"
            yield Step(
                number=row.key, version=row.version, recorded_at=row.recorded_at, row=row.commitment,
                now=None if gone else from_json(Commitment, row.record),
                before=None if row.change in ("new", "back") else _version(connection, row.commitment, row.version - 1),
            )  # fmt: skip


def saw(store: Store, number: int) -> None:
    """Note that all up to a step's number was looked at."""
    if number > int((store.state(_SEEN) or {}).get("version", 0)):
        store.put_state(_SEEN, {"version": number})


def _version(connection: Connection, commitment: str, version: int) -> Commitment | None:
    found = connection.execute(
        select(CommitmentVersionRow.record).where(
            CommitmentVersionRow.commitment == commitment, CommitmentVersionRow.version == version
        )
    ).scalar()
    return from_json(Commitment, found) if found else None


def is_stale(store: Store) -> bool:
    """Whether there are readings that the commitments do not rest on yet."""
    with store.reading() as connection:
        return connection.execute(select(StaleRow.number).limit(1)).scalar() is not None


def with_deadlines(store: Store, first: datetime, last: datetime) -> list[Commitment]:
    """Rows of the ledger that stand and have a deadline that begins between two times."""
    wanted = (
        select(CommitmentRow.record)
        .where(CommitmentRow.deadline_at.between(first, last), CommitmentRow.gone.is_(False))
        .order_by(CommitmentRow.id)
    )
    with store.reading() as connection:
        return [from_json(Commitment, raw) for raw in connection.execute(wanted).scalars()]


def put(store: Store, news: News, deliveries: Iterable[tuple[str, str]], at: datetime) -> int:
    """Write down news and its deliveries, as (id, hook), due at once; what is there stays as it is. How many are new."""
    with store.writing() as connection:
        if connection.execute(select(HookNewsRow.id).where(HookNewsRow.id == news.id)).scalar() is None:
            connection.execute(insert(HookNewsRow).values(**_fields(news)))
        known = set(
            connection.execute(select(HookDeliveryRow.id).where(HookDeliveryRow.news == news.id)).scalars().all()
        )
        there = set(connection.execute(select(HookRow.id)).scalars().all())
        made = [
            {
                "id": name, "hook": hook, "news": news.id, "state": "waiting", "attempts": 0, "created_at": at,
                "next_at": at,
            }
            for name, hook in deliveries
            if name not in known and hook in there
        ]  # fmt: skip
        if made:
            connection.execute(insert(HookDeliveryRow), made)
    return len(made)


def _fields(news: News) -> dict[str, Any]:
    return {name: getattr(news, name) for name in ("id", "trigger", "undone", "subject", "found_at", "body")}


def told(store: Store, trigger: str, subject: str) -> set[str]:
    """The hooks that such news of a row was written down for."""
    wanted = (
        select(HookDeliveryRow.hook)
        .join(HookNewsRow, HookNewsRow.id == HookDeliveryRow.news)
        .where(HookNewsRow.trigger == trigger, HookNewsRow.subject == subject, HookNewsRow.undone.is_(False))
    )
    with store.reading() as connection:
        return set(connection.execute(wanted.distinct()).scalars())


# --------------------------------------------------------------------------------------------------------- deliveries


def due(store: Store, now: datetime, most: int = 10_000) -> list[Delivery]:
    """Deliveries whose time has come, in the order their news was found; of one row in the order it changed."""
    found = _deliveries(store, HookDeliveryRow.state == "waiting", HookDeliveryRow.next_at <= now, most=most)
    return sorted(
        found, key=lambda each: (each.created_at, _version_of(each), not each.undone, _FIRST.index(each.trigger))
    )


def _version_of(delivery: Delivery) -> int:
    """The row's version; what is no step of a row (a deadline, a turning point) comes behind."""
    return int(json.loads(delivery.body).get("version") or sys.maxsize)


def log(store: Store, hook: str | None = None, most: int = 50) -> list[Delivery]:
    """The deliveries written down last, the newest first."""
    conditions = [] if hook is None else [HookDeliveryRow.hook == hook]
    return _deliveries(store, *conditions, most=most, newest=True)


def _deliveries(store: Store, *conditions: Any, most: int, newest: bool = False) -> list[Delivery]:
    order = [HookDeliveryRow.created_at, HookDeliveryRow.id]
    wanted = (
        select(
            HookDeliveryRow.__table__, HookNewsRow.trigger, HookNewsRow.undone, HookNewsRow.subject, HookNewsRow.body
        )
        .join(HookNewsRow, HookNewsRow.id == HookDeliveryRow.news)
        .where(*conditions)
        .order_by(*(c.desc() for c in order) if newest else order)
        .limit(most)
    )
    with store.reading() as connection:
        return [Delivery(**row) for row in connection.execute(wanted).mappings()]


def begin(store: Store, delivery: str, next_at: datetime) -> bool:
    """Note that a try begins, and when the next one may, should this one not come to its end; False where it waits no more."""
    change = (
        update(HookDeliveryRow)
        .where(HookDeliveryRow.id == delivery, HookDeliveryRow.state == "waiting")
        .values(attempts=HookDeliveryRow.attempts + 1, next_at=next_at)
    )
    with store.writing() as connection:
        return bool(connection.execute(change).rowcount)


def end(
    store: Store, delivery: str, *, state: State, status: int | None, said: str | None, next_at: datetime, at: datetime
) -> None:
    """Note how a try ended."""
    values = {"state": state, "status": status, "said": said, "next_at": next_at}
    values["ended_at"] = None if state == "waiting" else at
    with store.writing() as connection:
        connection.execute(update(HookDeliveryRow).where(HookDeliveryRow.id == delivery).values(values))


def again(store: Store, at: datetime, hook: str | None = None) -> int:
    """Let deliveries that were given up wait again, as if they were new; how many."""
    change = update(HookDeliveryRow).where(HookDeliveryRow.state == "given up")
    if hook is not None:
        change = change.where(HookDeliveryRow.hook == hook)
    with store.writing() as connection:
        values = {"state": "waiting", "attempts": 0, "created_at": at, "next_at": at, "ended_at": None}
        return connection.execute(change.values(values)).rowcount


def counts(store: Store) -> dict[str, dict[str, int]]:
    """By hook, how many deliveries are in each state."""
    wanted = select(HookDeliveryRow.hook, HookDeliveryRow.state, func.count()).group_by(
        HookDeliveryRow.hook, HookDeliveryRow.state
    )
    found: dict[str, dict[str, int]] = {}
    with store.reading() as connection:
        for hook, state, count in connection.execute(wanted):
            found.setdefault(hook, {})[state] = count
    return found
