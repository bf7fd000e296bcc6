"""Logins of browsers: a random id in a cookie, its digest here; over after some time, or some time without use."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from detente.web.access.model import Device, Session, User
from detente.web.access.roles import Principal, Role
from detente.web.access.secret import digest, form_of, fresh

IDLE: Final = timedelta(hours=2)
LONGEST: Final = timedelta(hours=12)
SEEN_EVERY: Final = timedelta(minutes=1)  # how exactly the last use is kept: not every page is a write
DEVICE: Final = timedelta(days=365)


class Found(NamedTuple):
    """Whoever a cookie is of, and whether its last use is to be written down."""

    who: Principal
    touch: bool


def start(connection: Connection, user: int, now: datetime) -> str:
    """A new session's id."""
    made = fresh()
    connection.execute(
        insert(Session).values(digest=digest(made), user=user, began_at=now, seen_at=now, ends_at=now + LONGEST)
    )
    return made


def find(connection: Connection, raw: str, now: datetime) -> Found | None:
    """Whoever holds the session with that id; None where there is none, it is over, or its account is disabled."""
    wanted = select(
        User.key, User.name, User.role, User.must_change, Session.digest, Session.seen_at, Session.ends_at
    ).join(User, User.key == Session.user)
    row = connection.execute(wanted.where(Session.digest == digest(raw), User.active)).first()
    if row is None or now >= row.ends_at or now - row.seen_at >= IDLE:
        return None
    who = Principal(
        user=row.key, name=row.name, role=Role.of(row.role), via="session", form=form_of(raw), session=row.digest,
        must_change=row.must_change, bucket=f"user {row.key}",
    )  # fmt: skip
    return Found(who, now - row.seen_at >= SEEN_EVERY)


def touch(connection: Connection, held: str, now: datetime) -> None:
    """It was used now."""
    connection.execute(update(Session).where(Session.digest == held).values(seen_at=now))


def end(connection: Connection, held: str) -> None:
    """End one, by its digest."""
    connection.execute(delete(Session).where(Session.digest == held))


def end_all(connection: Connection, user: int, *, but: str = "") -> int:
    """End an account's, but the one of that digest; how many those were."""
    return connection.execute(delete(Session).where(Session.user == user, Session.digest != but)).rowcount


def count(connection: Connection, user: int, now: datetime) -> int:
    """How many an account has."""
    wanted = select(func.count()).where(Session.user == user, Session.ends_at > now, Session.seen_at > now - IDLE)
    return connection.execute(wanted).scalar_one()


def forget(connection: Connection, now: datetime) -> None:
    """Drop those that are over, and browsers long not seen."""
    connection.execute(delete(Session).where((Session.ends_at <= now) | (Session.seen_at <= now - IDLE)))
    connection.execute(delete(Device).where(Device.seen_at <= now - DEVICE))


def knows(connection: Connection, user: int, device: str) -> bool:
    """Whether the account's owner has logged in with this browser."""
    wanted = select(Device.digest).where(Device.digest == digest(device), Device.user == user)
    return bool(device) and connection.execute(wanted).first() is not None


def remember(connection: Connection, user: int, device: str, now: datetime) -> str:
    """The browser's mark: the one it has, or a new one."""
    if knows(connection, user, device):
        connection.execute(update(Device).where(Device.digest == digest(device)).values(seen_at=now))
        return device
    made = fresh()
    connection.execute(insert(Device).values(digest=digest(made), user=user, seen_at=now))
    return made


def forget_devices(connection: Connection, user: int) -> None:
    """No browser of the account is known any more."""
    connection.execute(delete(Device).where(Device.user == user))
