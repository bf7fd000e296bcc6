"""The tables of accounts, as SQLAlchemy declares them, in a database of their own. Ids of sessions and tokens are kept as SHA-256 only."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from detente.store.model import BIG, NAMES
from detente.store.times import Utc


class Table(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Utc(), str: Text()}


def _of_user() -> Mapped[int]:
    return mapped_column(BIG, ForeignKey("access_users.key", ondelete="CASCADE"), index=True)


class User(Table):
    """An account; it is disabled, never removed, so that the audit log's names stay somebody's."""

    __tablename__ = "access_users"
    key: Mapped[int] = mapped_column(BIG, primary_key=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)  # the name without regard to case
    role: Mapped[str]
    password: Mapped[str]  # argon2id
    must_change: Mapped[bool]  # somebody else knows the password
    active: Mapped[bool]
    created_at: Mapped[datetime]
    password_at: Mapped[datetime]
    login_at: Mapped[datetime | None]


class Session(Table):
    """A login of a browser."""

    __tablename__ = "access_sessions"
    digest: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[int] = _of_user()
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class Device(Table):
    """A browser in which somebody has logged in: others' failures do not keep its owner out."""

    __tablename__ = "access_devices"
    digest: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[int] = _of_user()
    seen_at: Mapped[datetime]


class Token(Table):
    """A token for programs (`api`) or for feed readers (`feed`)."""

    __tablename__ = "access_tokens"
    key: Mapped[int] = mapped_column(BIG, primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)  # its public part
    digest: Mapped[str]
    user: Mapped[int] = _of_user()
    kind: Mapped[str]
    role: Mapped[str]
    label: Mapped[str]
    created_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Attempt(Table):
    """Failed logins of an account, an address or a browser, and until when no other is heard."""

    __tablename__ = "access_attempts"
    bucket: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime]
    free_at: Mapped[datetime]


class Entry(Table):
    """A line of the audit log; triggers refuse every change of one."""

    __tablename__ = "access_audit"
    __table_args__ = (Index("ix_access_audit_at", "at"),)
    key: Mapped[int] = mapped_column(BIG, primary_key=True)
    at: Mapped[datetime]
    action: Mapped[str]
    name: Mapped[str | None]  # who did it; none where nobody was logged in
    address: Mapped[str | None]  # from which network address; none for the command line
    subject: Mapped[str]
    detail: Mapped[str]
