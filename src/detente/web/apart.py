"""The ledger of many readings made in a process of its own, so that readers of the page do not wait for it. The result is the same."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Sequence

import msgspec

from detente.ledger import Ledger, Ruling, build
from detente.records import Reading, Record

MANY = 3_000  # readings from which a process of its own is worth its start (half a second)
_CHILD = "from detente.web.apart import child; child()"
_log = logging.getLogger(__name__)


class Task(Record, frozen=True, kw_only=True):
    """What a ledger is made of."""

    readings: tuple[Reading, ...]
    rulings: tuple[Ruling, ...] = ()
    as_of: str | None = None


def ledger(readings: Sequence[Reading], rulings: Sequence[Ruling] = (), as_of: str | None = None) -> Ledger:
    """`detente.ledger.build`, elsewhere where there is much to do. Raises ValueError for an `as_of` that is no date."""
    if len(readings) < MANY or not sys.executable:
        return build(readings, rulings=rulings, as_of=as_of)
    task = Task(readings=tuple(readings), rulings=tuple(rulings), as_of=as_of)
    made = subprocess.run(
        [sys.executable, "-c", _CHILD],
        input=msgspec.msgpack.encode(task),
        capture_output=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "PYTHONSAFEPATH": "1"},
        check=False,
    )
    if made.returncode:
        _log.warning(
            "the ledger could not be made in a process of its own: %s", made.stderr[-400:].decode(errors="replace")
        )
        return build(readings, rulings=rulings, as_of=as_of)
    return msgspec.msgpack.decode(made.stdout, type=Ledger)


def child() -> None:
    """Read a task from standard input, write its ledger to standard output."""
    task = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Task)
    sys.stdout.buffer.write(msgspec.msgpack.encode(build(task.readings, rulings=task.rulings, as_of=task.as_of)))
