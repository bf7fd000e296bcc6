"""Tokens: for programs (`Authorization: Bearer`), and for feed readers (`?token=`, feeds only). Shown once; a digest is kept."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple, get_args

from sqlalchemy import Connection, insert, select, update

from detente.errors import UsageError
from detente.web.access.model import Token, User
from detente.web.access.roles import Principal, Role
from detente.web.access.secret import digest, fresh
from detente.web.access.sessions import SEEN_EVERY

Kind = Literal["api", "feed"]
LONGEST: Final = 366  # days
_SHAPE: Final = re.compile(r"detente_(?P<id>[a-z2-7]{10})_(?P<secret>[\w-]{43})")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz234567"


class Held(NamedTuple):
    """A token as its owner sees it afterwards."""

    id: str
    kind: str
    role: str
    label: str
    created_at: datetime
    ends_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None

    def state(self, now: datetime) -> str:
        """valid, expired or revoked."""
        return "revoked" if self.revoked_at else "expired" if now >= self.ends_at else "valid"


class Found(NamedTuple):
    """Whoever a token speaks for, and whether its last use is to be written down."""

    who: Principal
    key: int
    touch: bool


def make(
    connection: Connection, user: int, owner: Role, *, kind: str, role: Role, label: str, days: int, now: datetime
) -> tuple[str, str]:
    """A new token and its id; the token cannot be had again. Raises `UsageError`."""
    if kind not in get_args(Kind):
        raise UsageError("token", f"no such kind: {kind[:40]}", "api or feed")
    if role > owner:
        raise UsageError("token", f"its owner is only {owner.word}", "a token may at most what its owner may")
    if not 1 <= days <= LONGEST:
        raise UsageError("token", f"it would be good for {days} days", f"1 to {LONGEST}")
    if not 1 <= len(label.strip()) <= 100:
        raise UsageError("token", "it needs a label", "say in up to 100 characters what it is for")
    name, secret = "".join(secrets.choice(_LETTERS) for _ in range(10)), fresh()
    connection.execute(
        insert(Token).values(
            id=name, digest=digest(secret), user=user, kind=kind, role=(role if kind == "api" else Role.READER).word,
            label=label.strip(), created_at=now, ends_at=now + timedelta(days=days),
        )
    )  # fmt: skip
    return f"detente_{name}_{secret}", name


def find(connection: Connection, raw: str, kind: Kind, now: datetime) -> Found | None:
    """Whoever a token of that kind speaks for, with no more rights than its owner has now; None for one that is not valid."""
    match = _SHAPE.fullmatch(raw)
    if not match:
        return None
    wanted = select(
        Token.key, Token.id, Token.digest, Token.role, Token.used_at, User.key.label("user"), User.name,
        User.role.label("owner"),
    ).join(User, User.key == Token.user)  # fmt: skip
    valid = (Token.id == match["id"], Token.kind == kind, Token.revoked_at.is_(None), Token.ends_at > now, User.active)
    row = connection.execute(wanted.where(*valid)).first()
    if row is None or not hmac.compare_digest(row.digest, digest(match["secret"])):
        return None
    role = min(Role.of(row.role), Role.of(row.owner))
    who = Principal(
        user=row.user, name=row.name, role=role, via="token" if kind == "api" else "feed", bucket=f"token {row.id}"
    )
    return Found(who, row.key, row.used_at is None or now - row.used_at >= SEEN_EVERY)


def touch(connection: Connection, key: int, now: datetime) -> None:
    """It was used now."""
    connection.execute(update(Token).where(Token.key == key).values(used_at=now))


def of(connection: Connection, user: int) -> Sequence[Held]:
    """An account's, the newest first."""
    wanted = select(
        Token.id, Token.kind, Token.role, Token.label, Token.created_at, Token.ends_at, Token.used_at, Token.revoked_at
    ).where(Token.user == user)
    return [Held(*row) for row in connection.execute(wanted.order_by(Token.key.desc()))]


def revoke(connection: Connection, user: int, name: str, now: datetime) -> bool:
    """End one of an account's; whether there was such a one that was not ended."""
    mine = update(Token).where(Token.user == user, Token.id == name, Token.revoked_at.is_(None))
    return connection.execute(mine.values(revoked_at=now)).rowcount == 1
