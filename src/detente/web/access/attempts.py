"""Guessing made slow: failed logins are counted by address, by account and by known browser, and each more costs a longer wait.

An attempt is counted before the password is looked at, so that many at once gain nothing, and taken off again when it was right.
Nobody is locked out by others: a browser in which somebody has logged in before has a count of its own ("device cookies", OWASP),
and the wait of an account for unknown browsers is short.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import Connection, delete, insert, select, text, update

from detente.web.access.model import Attempt
from detente.web.access.secret import digest


class Pace(NamedTuple):
    """So many failures cost nothing, each more twice the wait of the one before, in seconds, up to the longest."""

    free: int
    longest: int

    def wait(self, failures: int) -> int:
        """Seconds after that many."""
        return 0 if failures <= self.free else int(min(2 ** min(failures - self.free, 20), self.longest))


PACES: Final = {"address": Pace(20, 900), "account": Pace(10, 60), "device": Pace(10, 900)}
FORGET: Final = timedelta(hours=1)  # after the last failure
_LOCK: Final = (
    0x7472_6965_73  # "tries": PostgreSQL's advisory lock while an attempt is counted; SQLite has one writer anyway
)


def buckets(address: str, name: str, device: str | None) -> list[str]:
    """What an attempt is counted under; `device` is the digest of a cookie that is known to be of the account's owner."""
    return [f"address {network(address)}", f"device {device}" if device else f"account {digest(name)}"]


def network(address: str) -> str:
    """The address; of IPv6 the first 64 bits, for whoever has one has them all."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def take(connection: Connection, names: Iterable[str], now: datetime) -> int:
    """Count an attempt under each and give 0; or, where one must wait, count nothing and give the seconds."""
    wanted = list(names)
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    rows = {r.bucket: r for r in connection.execute(select(Attempt.__table__).where(Attempt.bucket.in_(wanted)))}
    held = {name: row for name, row in rows.items() if now - row.last_at < FORGET}
    wait = max(((row.free_at - now).total_seconds() for row in held.values()), default=0)
    if wait > 0:
        return int(wait) or 1
    for name in wanted:
        failures = (held[name].failures if name in held else 0) + 1
        free_at = now + timedelta(seconds=PACES[name.partition(" ")[0]].wait(failures))
        values = {"failures": failures, "last_at": now, "free_at": free_at}
        if name in rows:
            connection.execute(update(Attempt).where(Attempt.bucket == name).values(values))
        else:
            connection.execute(insert(Attempt).values(bucket=name, **values))
    return 0


def give_back(connection: Connection, names: Iterable[str], now: datetime) -> None:
    """The attempt was right: the account's or browser's failures are forgotten, of the address's this one."""
    for name in names:
        if name.startswith("address "):
            less = {"failures": Attempt.failures - 1, "free_at": now}
            connection.execute(update(Attempt).where(Attempt.bucket == name, Attempt.failures > 0).values(less))
        else:
            connection.execute(delete(Attempt).where(Attempt.bucket == name))


def forget(connection: Connection, now: datetime) -> None:
    """Drop what no longer counts."""
    connection.execute(delete(Attempt).where(Attempt.last_at < now - FORGET))
