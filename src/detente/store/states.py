"""What programs keep from one run to the next: JSON objects by key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from detente.store.model import StateRow


def get(connection: Connection, key: str) -> dict[str, Any] | None:
    """The object under a key."""
    raw = connection.execute(select(StateRow.value).where(StateRow.key == key)).scalar()
    return None if raw is None else _object(raw)


def put(connection: Connection, key: str, value: Mapping[str, Any], at: datetime) -> None:
    """An object in place of what was under the key."""
    connection.execute(delete(StateRow).where(StateRow.key == key))
    connection.execute(
        insert(StateRow).values(key=key, value=json.dumps(dict(value), ensure_ascii=False), changed_at=at)
    )


def beginning(connection: Connection, prefix: str) -> dict[str, dict[str, Any]]:
    """All under keys that begin so."""
    wanted = select(StateRow.key, StateRow.value).order_by(StateRow.key)
    if prefix:
        wanted = wanted.where(StateRow.key.startswith(prefix, autoescape=True))
    return {row.key: _object(row.value) for row in connection.execute(wanted)}


def _object(raw: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(raw)
    return found
