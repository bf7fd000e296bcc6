"""What Alembic runs: the migrations, on the connection that `detente.web.access.database` hands over."""

from __future__ import annotations

from alembic import context

from detente.web.access.model import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    transactional_ddl=True,
    version_table="access_version",
)
context.run_migrations()
