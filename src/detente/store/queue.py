"""What is still to be done, and who has taken it: leases on articles and on anything named.

A lease ends by itself, or with the process that holds it. Taking one is a single statement, so that of two watchers on one database each
article is one's.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, update

from detente.records import Article
from detente.store.articles import article_of
from detente.store.model import ArticleRow, CoderRow, LeaseRow, ReadingRow
from detente.store.owners import BOUND, gone
from detente.store.records import Coder

TOGETHER = 3
"""Times an article is taken for coding with others; if the process ended each time, it is taken alone after that."""
ALONE = 3
"""Times it is then taken alone before it is left, as failed: what ends the process that often is at fault itself."""
Leased = type[ArticleRow] | type[LeaseRow]


def free(table: Leased, now: datetime) -> ColumnElement[bool]:
    """Nobody's: no lease, one that has run out, or one so far ahead that a clock was set back since."""
    return or_(
        table.lease_owner.is_(None),
        table.lease_until <= now,
        table.lease_until > now + timedelta(seconds=BOUND),
    )


def release_the_dead(connection: Connection) -> None:
    """Take back the articles of processes of this machine that have ended."""
    owners = connection.execute(select(ArticleRow.lease_owner).where(ArticleRow.lease_owner.is_not(None)).distinct())
    dead = [owner for owner in owners.scalars() if owner and gone(owner)]
    if dead:
        freed = update(ArticleRow).where(ArticleRow.lease_owner.in_(dead))
        connection.execute(freed.values(lease_owner=None, lease_until=None))


def claim_articles(connection: Connection, owner: str, limit: int, seconds: int, now: datetime) -> list[Article]:
    """Take up to `limit` articles that wait to be coded, oldest in the store first; a suspect one alone."""
    _give_up(connection, now)
    keys = _take(connection, ArticleRow.attempts < TOGETHER, limit, now)
    keys = keys or _take(connection, ArticleRow.attempts >= TOGETHER, 1, now)
    if not keys:
        return []
    until = now + timedelta(seconds=min(seconds, BOUND))
    values: dict[str, Any] = {"lease_owner": owner, "lease_until": until, "attempts": ArticleRow.attempts + 1}
    connection.execute(update(ArticleRow).where(ArticleRow.key.in_(keys)).values(values))
    rows = connection.execute(select(ArticleRow.__table__).where(ArticleRow.key.in_(keys)).order_by(ArticleRow.key))
    return [article_of(row) for row in rows]


def _take(connection: Connection, which: ColumnElement[bool], limit: int, now: datetime) -> list[int]:
    wanted = select(ArticleRow.key).where(ArticleRow.state == "pending", which, free(ArticleRow, now))
    wanted = wanted.order_by(ArticleRow.key).limit(limit)
    if connection.dialect.name == "postgresql":
        wanted = wanted.with_for_update(skip_locked=True)
    return list(connection.execute(wanted).scalars())


def _give_up(connection: Connection, now: datetime) -> None:
    """Articles that were alone each time the process ended are failed."""
    connection.execute(
        update(ArticleRow)
        .where(ArticleRow.state == "pending", ArticleRow.attempts >= TOGETHER + ALONE, free(ArticleRow, now))
        .values(state="failed", lease_owner=None, lease_until=None)
    )


def give_back_articles(connection: Connection, owner: str) -> None:
    """Give back articles that were not worked on: the taking does not count."""
    connection.execute(
        update(ArticleRow)
        .where(ArticleRow.lease_owner == owner)
        .values(lease_owner=None, lease_until=None, attempts=ArticleRow.attempts - 1)
    )


def mark_outdated(connection: Connection, coder: Coder, *, failed: bool = False) -> int:
    """Let articles that another version of `coder` read, or failed to, wait to be coded again; how many.

    With `failed` those that this version failed to read too. Imported records and articles without text stay as they are.
    """
    ours = select(CoderRow.key).where(CoderRow.name == coder.name)
    this = ours.where(
        CoderRow.version == coder.version, CoderRow.model == coder.model, CoderRow.lexicon == coder.lexicon
    )
    old = select(ReadingRow.article_key).where(
        ReadingRow.current, ReadingRow.coder_key.in_(ours), ReadingRow.coder_key.not_in(this)
    )
    which: ColumnElement[bool] = ArticleRow.key.in_(old)
    if failed:
        which = or_(which, ArticleRow.state == "failed")
    marked = update(ArticleRow).where(ArticleRow.state.in_(("coded", "failed")), ArticleRow.text != "", which)
    return connection.execute(marked.values(state="pending", attempts=0)).rowcount


def pending(connection: Connection) -> int:
    """How many articles wait to be coded, taken or not."""
    return connection.execute(select(func.count()).where(ArticleRow.state == "pending")).scalar_one()


def take_lease(connection: Connection, name: str, owner: str, seconds: int, now: datetime) -> str | None:
    """Take a lease, or hold it longer: None where it is now the owner's, else who holds it."""
    until = now + timedelta(seconds=min(seconds, BOUND))
    connection.execute(
        delete(LeaseRow).where(LeaseRow.name == name, or_(free(LeaseRow, now), LeaseRow.lease_owner == owner))
    )
    held = connection.execute(select(LeaseRow.lease_owner).where(LeaseRow.name == name)).scalar()
    if held is None:
        connection.execute(insert(LeaseRow).values(name=name, lease_owner=owner, lease_until=until))
    return held


def drop_lease(connection: Connection, name: str, owner: str) -> None:
    """Give a lease back; one that is another's stays."""
    connection.execute(delete(LeaseRow).where(LeaseRow.name == name, LeaseRow.lease_owner == owner))


def drop_dead_leases(connection: Connection) -> None:
    """Leases of processes of this machine that have ended."""
    owners = connection.execute(select(LeaseRow.lease_owner).distinct()).scalars()
    dead = [owner for owner in owners if gone(owner)]
    if dead:
        connection.execute(delete(LeaseRow).where(LeaseRow.lease_owner.in_(dead)))
