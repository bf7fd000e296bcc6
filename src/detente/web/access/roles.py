"""Who may do what: roles, and the role that a request needs by its method and path. What is not named here needs an admin."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Literal

Via = Literal["session", "token", "feed"]
READS: Final = frozenset({"GET", "HEAD"})
OPEN: Final = frozenset({"/login", "/favicon.ico"})
ADMINS: Final = ("/users", "/audit", "/hooks", "/webhooks")  # also below /api/v1; to read them, too
RULINGS: Final = ("/ledger/rule", "/ledger/unrule", "/api/v1/rulings")
OWN: Final = ("/account", "/logout")


class Role(IntEnum):
    """Each may do what those before it may."""

    READER = 1  # sees
    ANALYST = 2  # rules on rows of the ledger
    ADMIN = 3  # accounts, webhooks, audit log

    @property
    def word(self) -> str:
        """As it is written in the database and on pages."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> Role:
        """The role of that name; raises `KeyError`."""
        return cls[word.upper()]


@dataclass(frozen=True)
class Principal:
    """Whoever makes a request. `role` is what counts now: of a token at most its owner's."""

    user: int
    name: str
    role: Role
    via: Via
    form: str = ""  # what forms of this session must bring back
    session: str = ""  # digest of the session's id
    must_change: bool = False
    bucket: str = ""  # what its requests are counted under
    address: str | None = None  # network address the request comes from

    def may(self, word: str) -> bool:
        """Whether it has at least the role of that name."""
        return self.role >= Role.of(word)


current: ContextVar[Principal | None] = ContextVar("principal", default=None)
"""Whoever makes the request that is being answered; None where nobody is asked who they are."""


def needed(method: str, path: str) -> Role | None:
    """The role that a request needs; None where anybody may make it. `path` is the one that routes are found by."""
    if path in OPEN or (method in READS and _is_static(path)):
        return None
    if _below(path.removeprefix("/api/v1"), ADMINS):
        return Role.ADMIN
    if method in READS or _below(path, OWN):
        return Role.READER
    return Role.ANALYST if _below(path, RULINGS) else Role.ADMIN


def _is_static(path: str) -> bool:
    return path.startswith("/static/") and "/" not in path.removeprefix("/static/")


def _below(path: str, tops: tuple[str, ...]) -> bool:
    return any(path == top or path.startswith((f"{top}/", f"{top}.")) for top in tops)
