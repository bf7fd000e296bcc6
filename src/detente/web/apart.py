"""The ledger and the incidents of many readings made in a process of their own, so that readers of the page do not wait for it. The
result is the same."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from detente.events.incidents import group
from detente.ledger import Ledger, Ruling, build
from detente.records import Article, Incident, Reading, Record

MANY = 3_000  # readings from which a process of its own is worth its start (half a second)
_CHILD = "from detente.web.apart import child; child()"
_log = logging.getLogger(__name__)
T = TypeVar("T")


class Task(Record, frozen=True, kw_only=True):
    """What a ledger, or the incidents, are made of."""

    readings: tuple[Reading, ...]
    rulings: tuple[Ruling, ...] = ()
    as_of: str | None = None
    incidents: bool = False
    articles: tuple[Article, ...] = ()


def ledger(readings: Sequence[Reading], rulings: Sequence[Ruling] = (), as_of: str | None = None) -> Ledger:
    """`detente.ledger.build`, elsewhere where there is much to do. Raises ValueError for an `as_of` that is no date."""
    if len(readings) < MANY or not sys.executable:
        return build(readings, rulings=rulings, as_of=as_of)
    task = Task(readings=tuple(readings), rulings=tuple(rulings), as_of=as_of)
    made = _elsewhere(task, Ledger)
    return made if made is not None else build(readings, rulings=rulings, as_of=as_of)


def incidents(readings: Sequence[Reading], articles: Iterable[Article]) -> tuple[Incident, ...]:
    """`detente.events.incidents.group`, elsewhere where there is much to do."""
    given = tuple(articles)
    if len(readings) < MANY or not sys.executable:
        return group(readings, given)
    made = _elsewhere(Task(readings=tuple(readings), incidents=True, articles=given), tuple[Incident, ...])
    return made if made is not None else group(readings, given)


def _elsewhere(task: Task, kind: type[T]) -> T | None:
    """What a process of its own makes of a task; None where that did not go."""
    made = subprocess.run(
        [sys.executable, "-c", _CHILD],
        input=msgspec.msgpack.encode(task),
        capture_output=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "PYTHONSAFEPATH": "1"},
        check=False,
    )
    if made.returncode:
        _log.warning("it could not be made in a process of its own: %s", made.stderr[-400:].decode(errors="replace"))
        return None
    return msgspec.msgpack.decode(made.stdout, type=kind)


def child() -> None:
    """Read a task from standard input, write what is made of it to standard output."""
    task = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Task)
    made = (
        group(task.readings, task.articles)
        if task.incidents
        else build(task.readings, rulings=task.rulings, as_of=task.as_of)
    )
    sys.stdout.buffer.write(msgspec.msgpack.encode(made))
