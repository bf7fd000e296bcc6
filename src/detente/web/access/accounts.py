"""`Accounts`: everything the pages and the command ask of the accounts' database, a method each; each change is one transaction
with its line in the audit log."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple, Self

from sqlalchemy import Connection, Engine, func, insert, select, update
from sqlalchemy.engine import URL

from detente.errors import UsageError
from detente.store.database import Database
from detente.store.times import now as present
from detente.web.access import attempts, audit, passwords, sessions, tokens
from detente.web.access.audit import By
from detente.web.access.database import open_engine
from detente.web.access.model import User
from detente.web.access.passwords import Passwords
from detente.web.access.roles import Principal, Role
from detente.web.access.secret import digest

TEMPORARY: Final = timedelta(days=7)  # so long a password that somebody else made is good
_NAME: Final = re.compile(r"[\w.@+-]{1,64}")


class Person(NamedTuple):
    """An account as lists show it."""

    key: int
    name: str
    role: Role
    active: bool
    must_change: bool
    created_at: datetime
    login_at: datetime | None


class Entered(NamedTuple):
    """A login that worked: what goes into the two cookies."""

    session: str
    device: str


class Refused(NamedTuple):
    """A login that did not; `wait`: seconds until the next is heard, 0 where name or password are wrong."""

    wait: int


class Accounts(Database):
    """Accounts in a database. Threads may share one. `clock` stands for the present in tests, `hasher` for cheap hashes there."""

    def __init__(
        self, engine: Engine, where: str, *, hasher: Passwords | None = None, clock: Callable[[], datetime] = present
    ) -> None:
        super().__init__(engine, where)
        self.hasher = hasher or Passwords()
        self.now = clock

    @classmethod
    def open(
        cls,
        url: URL,
        *,
        create: bool = True,
        hasher: Passwords | None = None,
        clock: Callable[[], datetime] = present,
    ) -> Self:
        """The accounts at an address (`database.place` makes one). Raises `StoreError`; `NoStore` where `create` is False and none are."""
        engine, where = open_engine(url, create=create)
        return cls(engine, where, hasher=hasher, clock=clock)

    # ------------------------------------------------------------------------------------------------ accounts

    def people(self) -> Sequence[Person]:
        """All accounts by name."""
        with self.reading() as connection:
            return [_person(row) for row in connection.execute(_PEOPLE.order_by(User.folded))]

    def person(self, name: str) -> Person:
        """The account of that name; raises `UsageError`."""
        with self.reading() as connection:
            return _named(connection, name)

    def add(self, name: str, password: str, role: Role, by: By, *, temporary: bool = False) -> None:
        """A new account; `temporary`: its owner has to change the password at the first login. Raises `UsageError`."""
        shown = unicodedata.normalize("NFKC", name.strip())
        if not _NAME.fullmatch(shown):
            raise UsageError(name[:64], "not a name for an account", "use 1 to 64 letters, digits, or any of . @ + - _")
        passwords.check(password, shown)
        kept = self.hasher.kept(password)
        with self.writing() as connection:
            if connection.execute(select(User.key).where(User.folded == _folded(shown))).first():
                raise UsageError(shown, "there is an account of that name", "use another")
            at = self.now()
            values = {"name": shown, "folded": _folded(shown), "role": role.word, "password": kept, "active": True}
            values |= {"must_change": temporary, "created_at": at, "password_at": at}
            connection.execute(insert(User).values(values))
            audit.note(connection, at, by, "account added", shown, role.word)

    def set_password(self, name: str, password: str, by: By, *, temporary: bool = False, but: str = "") -> None:
        """Another password; ends the account's sessions, but the one with the digest `but`. Raises `UsageError`."""
        passwords.check(password, name)
        kept = self.hasher.kept(password)
        with self.writing() as connection:
            found = _named(connection, name)
            at = self.now()
            _change(connection, found, password=kept, must_change=temporary, password_at=at)
            ended = sessions.end_all(connection, found.key, but=but)
            sessions.forget_devices(connection, found.key)
            action = "password changed" if by.name == found.name else "password reset"
            audit.note(connection, at, by, action, found.name, f"sessions ended: {ended}")

    def set_role(self, name: str, role: Role, by: By) -> None:
        """Another role; counts from the next request on. Raises `UsageError`, for the last admin, too."""
        with self.writing() as connection:
            found = _named(connection, name)
            if role < Role.ADMIN:
                _not_the_last(connection, found)
            _change(connection, found, role=role.word)
            audit.note(connection, self.now(), by, "role changed", found.name, f"{found.role.word} → {role.word}")

    def set_active(self, name: str, active: bool, by: By) -> None:
        """Disable an account, which ends its sessions and stops its tokens, or enable it again. Raises `UsageError`."""
        with self.writing() as connection:
            found = _named(connection, name)
            if not active:
                _not_the_last(connection, found)
                sessions.end_all(connection, found.key)
            _change(connection, found, active=active)
            audit.note(connection, self.now(), by, "account enabled" if active else "account disabled", found.name)

    # ---------------------------------------------------------------------------------------------------- logins

    def login(self, name: str, password: str, address: str, *, device: str = "", old: str = "") -> Entered | Refused:
        """Name and password for a session with a new id. `device`: the browser's mark, `old`: the session it had, which ends."""
        at = self.now()
        folded = _folded(name)
        with self.writing() as connection:
            found = connection.execute(_LOGIN.where(User.folded == folded, User.active)).first()
            known = found is not None and sessions.knows(connection, found.key, device)
            counted = attempts.buckets(address, folded, digest(device) if known else None)
            wait = attempts.take(connection, counted, at)
        if wait:
            return Refused(wait)
        right = self.hasher.fits(found.password if found else None, password)
        if found is None or not right or (found.must_change and at - found.password_at >= TEMPORARY):
            with self.writing() as connection:  # a name that is no account's may be a password typed in the wrong place
                why = "no such account" if found is None else "password too old" if right else ""
                audit.note(connection, at, By(None, address), "login failed", found.name if found else "", why)
                attempts.forget(connection, at)
            return Refused(0)
        anew = self.hasher.kept(password) if self.hasher.is_old(found.password) else found.password
        with self.writing() as connection:
            same = update(User).where(User.key == found.key, User.password == found.password, User.active)
            if connection.execute(same.values(login_at=at, password=anew)).rowcount != 1:
                return Refused(0)  # changed or disabled while we looked
            attempts.give_back(connection, counted, at)
            attempts.forget(connection, at)
            sessions.forget(connection, at)
            sessions.end(connection, digest(old))
            audit.note(connection, at, By(found.name, address), "login", found.name)
            return Entered(
                sessions.start(connection, found.key, at), sessions.remember(connection, found.key, device, at)
            )

    def confirm(self, who: Principal, password: str, address: str) -> None:
        """Raises `UsageError` where it is not the password of somebody logged in; guessing it is made slow as a login's is."""
        at = self.now()
        counted = attempts.buckets(address, "", f"own {who.user}")
        with self.writing() as connection:
            kept = connection.execute(select(User.password).where(User.key == who.user)).scalar_one()
            wait = attempts.take(connection, counted, at)
        if wait or not self.hasher.fits(kept, password):
            raise UsageError("password", "that is not your password now", f"wait {wait} s" if wait else "try again")
        with self.writing() as connection:
            attempts.give_back(connection, counted, at)

    def session(self, raw: str) -> Principal | None:
        """Whoever holds the session with that id."""
        at = self.now()
        with self.reading() as connection:
            found = sessions.find(connection, raw, at)
        if found is not None and found.touch:
            with self.writing() as connection:
                sessions.touch(connection, found.who.session, at)
        return found.who if found else None

    def renew(self, who: Principal) -> str:
        """A new id for a session whose rights have changed; the old one is over."""
        with self.writing() as connection:
            sessions.end(connection, who.session)
            return sessions.start(connection, who.user, self.now())

    def logout(self, who: Principal, by: By) -> None:
        """End a session."""
        with self.writing() as connection:
            sessions.end(connection, who.session)
            audit.note(connection, self.now(), by, "logout", who.name)

    def end_others(self, who: Principal, by: By) -> int:
        """End all sessions of an account but this one, and forget its browsers; how many those were."""
        with self.writing() as connection:
            ended = sessions.end_all(connection, who.user, but=who.session)
            sessions.forget_devices(connection, who.user)
            audit.note(connection, self.now(), by, "sessions ended", who.name, str(ended))
            return ended

    def sessions_of(self, user: int) -> int:
        """How many sessions an account has."""
        with self.reading() as connection:
            return sessions.count(connection, user, self.now())

    # ---------------------------------------------------------------------------------------------------- tokens

    def bearer(self, raw: str, kind: tokens.Kind) -> Principal | None:
        """Whoever a token of that kind speaks for."""
        at = self.now()
        with self.reading() as connection:
            found = tokens.find(connection, raw, kind, at)
        if found is not None and found.touch:
            with self.writing() as connection:
                tokens.touch(connection, found.key, at)
        return found.who if found else None

    def make_token(self, name: str, by: By, *, kind: str = "api", role: Role, label: str, days: int) -> str:
        """A new token of an account; it is shown this once. Raises `UsageError`."""
        with self.writing() as connection:
            found, at = _named(connection, name), self.now()
            made, public = tokens.make(
                connection, found.key, found.role, kind=kind, role=role, label=label, days=days, now=at
            )
            audit.note(connection, at, by, "token made", found.name, f"{kind} {public}, {days} days: {label.strip()}")
            return made

    def tokens_of(self, name: str) -> Sequence[tokens.Held]:
        """An account's tokens, the newest first; raises `UsageError`."""
        with self.reading() as connection:
            return tokens.of(connection, _named(connection, name).key)

    def revoke(self, name: str, token: str, by: By) -> None:
        """End a token by its id; raises `UsageError`."""
        with self.writing() as connection:
            found, at = _named(connection, name), self.now()
            if not tokens.revoke(connection, found.key, token, at):
                raise UsageError(token[:40], f"{found.name} has no such token that is valid", "name one of the list")
            audit.note(connection, at, by, "token revoked", found.name, token)

    # ----------------------------------------------------------------------------------------------------- audit

    def note(self, by: By, action: str, subject: str = "", detail: str = "") -> None:
        """A line in the audit log."""
        with self.writing() as connection:
            audit.note(connection, self.now(), by, action, subject, detail)

    def audit(
        self, *, action: str | None = None, name: str | None = None, before: int | None = None, limit: int = 100
    ) -> Sequence[audit.Line]:
        """Lines of the audit log, the newest first."""
        with self.reading() as connection:
            return audit.lines(connection, action=action, name=name, before=before, limit=limit)


_PEOPLE = select(User.key, User.name, User.role, User.active, User.must_change, User.created_at, User.login_at)
_LOGIN = select(User.key, User.name, User.password, User.must_change, User.password_at)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name.strip()[:200]).casefold()


def _named(connection: Connection, name: str) -> Person:
    row = connection.execute(_PEOPLE.where(User.folded == _folded(name))).first()
    if row is None:
        raise UsageError(name[:64], "there is no such account", "detente users list names them")
    return _person(row)


def _person(row: Any) -> Person:
    return Person(row.key, row.name, Role.of(row.role), row.active, row.must_change, row.created_at, row.login_at)


def _change(connection: Connection, person: Person, **values: object) -> None:
    connection.execute(update(User).where(User.key == person.key).values(**values))


def _not_the_last(connection: Connection, person: Person) -> None:
    """Raises `UsageError` for the only admin whose account is not disabled."""
    others = select(func.count()).where(User.role == Role.ADMIN.word, User.active, User.key != person.key)
    if person.active and person.role is Role.ADMIN and connection.execute(others).scalar_one() == 0:
        raise UsageError(person.name, "it is the last admin", "make another one first")
