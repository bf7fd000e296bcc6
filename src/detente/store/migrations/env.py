"""What Alembic runs: the migrations, on the connection that `detente.store.schema` hands over."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from detente.store.model import Table
from detente.store.times import Utc


def _rendered(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Our own type by its short name, in drafts of migrations."""
    return "Utc()" if kind == "type" and isinstance(item, Utc) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    transactional_ddl=True,
    render_item=_rendered,
)
context.run_migrations()
