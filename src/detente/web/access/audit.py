"""The audit log: who did what, when, from where. Lines are only added; triggers in the database refuse anything else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import Connection, insert, select

from detente.web.access.model import Entry

ACTIONS: Final = (
    "login", "login failed", "logout", "sessions ended", "password changed", "password reset", "account added", "role changed",
    "account disabled", "account enabled", "token made", "token revoked", "ruling", "ruling withdrawn",
)  # fmt: skip


class By(NamedTuple):
    """Who does something, and from which address; None for nobody known, and for the command line."""

    name: str | None = None
    address: str | None = None


class Line(NamedTuple):
    """A line of the log."""

    key: int
    at: datetime
    action: str
    name: str | None
    address: str | None
    subject: str
    detail: str


def note(connection: Connection, at: datetime, by: By, action: str, subject: str = "", detail: str = "") -> None:
    """Add a line."""
    assert action in ACTIONS
    line = {"at": at, "action": action, "name": by.name, "address": by.address, "subject": subject, "detail": detail}
    connection.execute(insert(Entry).values(line))


def lines(
    connection: Connection, *, action: str | None = None, name: str | None = None, before: int | None = None, limit: int
) -> Sequence[Line]:
    """The newest first; `name` is who did it or whom it was done to, `before` the key of the last line of the page before."""
    wanted = select(Entry.key, Entry.at, Entry.action, Entry.name, Entry.address, Entry.subject, Entry.detail)
    if action:
        wanted = wanted.where(Entry.action == action)
    if name:
        wanted = wanted.where((Entry.name == name) | (Entry.subject == name))
    if before is not None:
        wanted = wanted.where(Entry.key < before)
    return [Line(*row) for row in connection.execute(wanted.order_by(Entry.key.desc()).limit(limit))]
