"""The store at a glance."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, func, select, text

from detente.store.model import (
    ArticleRow,
    CoderRow,
    CommitmentRow,
    EventRow,
    IncidentRow,
    ReadingRow,
    RulingRow,
    SignalRow,
    Table,
)
from detente.store.records import Coder, Status

COUNTED: dict[str, type[Table]] = {
    "events": EventRow, "signals": SignalRow, "incidents": IncidentRow, "commitments": CommitmentRow,
}  # fmt: skip


def status(connection: Connection, where: str) -> Status:
    """Counts by state and by table, coders, and how large it is."""
    by_state = select(ArticleRow.state, func.count()).group_by(ArticleRow.state).order_by(ArticleRow.state)
    by_coder = (
        select(CoderRow, func.count())
        .join(ReadingRow, ReadingRow.coder_key == CoderRow.key)
        .where(ReadingRow.current)
        .group_by(CoderRow.key)
        .order_by(CoderRow.key)
    )
    coders = {}
    for row in connection.execute(by_coder):
        coder = Coder(name=row.name, version=row.version, model=row.model, lexicon=row.lexicon)
        coders[str(coder)] = row[-1]
    return Status(
        where=where,
        articles={row[0]: row[1] for row in connection.execute(by_state)},
        records={
            name: connection.execute(select(func.count()).select_from(t)).scalar_one() for name, t in COUNTED.items()
        },
        newest_ingest=connection.execute(
            select(ArticleRow.ingested_at).order_by(ArticleRow.key.desc()).limit(1)
        ).scalar(),
        coders=coders,
        bytes=size(connection),
    )


def size(connection: Connection) -> int:
    """Bytes on the disk."""
    if connection.dialect.name == "postgresql":
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    engine: Engine = connection.engine
    base = Path(engine.url.database or "")
    files = (base, base.with_name(base.name + "-wal"))
    return sum(path.stat().st_size for path in files if path.exists())


def stamp(connection: Connection) -> str:
    """The numbers of the newest mark of a reading, of rulings and of those taken back: all grow and never fall."""
    stale = _last_number(connection, "stale", "number")
    given = connection.execute(select(func.count(RulingRow.key), func.count(RulingRow.withdrawn_at))).one()
    return f"{stale}.{given[0]}.{given[1]}"


def _last_number(connection: Connection, table: str, column: str) -> int:
    """The last number the database gave out in a table, also where its row is gone."""
    if connection.dialect.name == "postgresql":
        asked = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {table}_{column}_seq"
    else:
        asked = f"SELECT seq FROM sqlite_sequence WHERE name = '{table}'"
    return int(connection.execute(text(asked)).scalar() or 0)
