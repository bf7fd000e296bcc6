"""Articles whose wording may be nearly the same: those that share bands of their MinHash."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from detente.store.model import ArticleRow, BandRow


def alike(connection: Connection, bands: Sequence[int], since: datetime | None) -> dict[str, int]:
    """Ids of articles that share at least one band, with how many they share, the most first."""
    if not bands:
        return {}
    shared = func.count()
    wanted = (
        select(ArticleRow.id, shared)
        .join(BandRow, BandRow.article_key == ArticleRow.key)
        .where(BandRow.band.in_(sorted(set(bands))))
        .group_by(ArticleRow.key, ArticleRow.id)
        .order_by(shared.desc(), ArticleRow.key)
        .limit(100)
    )
    if since is not None:
        wanted = wanted.where(ArticleRow.ingested_at >= since)
    return {row[0]: row[1] for row in connection.execute(wanted)}


def forget(connection: Connection, before: datetime) -> int:
    """Drop the bands of articles that came in before: nothing new copies them. How many bands that were."""
    old = select(ArticleRow.key).where(ArticleRow.ingested_at < before)
    return connection.execute(delete(BandRow).where(BandRow.article_key.in_(old))).rowcount
