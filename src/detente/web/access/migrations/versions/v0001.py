"""The first tables, and the triggers that make the audit log one that only grows

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from detente.store.times import Utc

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SQLITE_DDL = tuple(
    f"CREATE TRIGGER access_audit_{what} BEFORE {what} ON access_audit BEGIN "
    "SELECT RAISE(ABORT, 'the audit log only grows'); END"
    for what in ("update", "delete")
)
POSTGRES_DDL = (
    "CREATE FUNCTION access_audit_kept() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$",
    "CREATE TRIGGER access_audit_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON access_audit "
    "FOR EACH STATEMENT EXECUTE FUNCTION access_audit_kept()",
)


def upgrade() -> None:
    op.create_table(
        "access_users",
        sa.Column("key", BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("password_at", Utc(), nullable=False),
        sa.Column("login_at", Utc(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_access_users")),
        sa.UniqueConstraint("folded", name=op.f("uq_access_users_folded")),
    )
    op.create_table(
        "access_sessions",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("user", BIG, nullable=False),
        sa.Column("began_at", Utc(), nullable=False),
        sa.Column("seen_at", Utc(), nullable=False),
        sa.Column("ends_at", Utc(), nullable=False),
        _of_user("access_sessions"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_access_sessions")),
    )
    op.create_table(
        "access_devices",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("user", BIG, nullable=False),
        sa.Column("seen_at", Utc(), nullable=False),
        _of_user("access_devices"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_access_devices")),
    )
    op.create_table(
        "access_tokens",
        sa.Column("key", BIG, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("user", BIG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("ends_at", Utc(), nullable=False),
        sa.Column("used_at", Utc(), nullable=True),
        sa.Column("revoked_at", Utc(), nullable=True),
        _of_user("access_tokens"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_access_tokens")),
        sa.UniqueConstraint("id", name=op.f("uq_access_tokens_id")),
    )
    op.create_table(
        "access_attempts",
        sa.Column("bucket", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", Utc(), nullable=False),
        sa.Column("free_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("bucket", name=op.f("pk_access_attempts")),
    )
    op.create_table(
        "access_audit",
        sa.Column("key", BIG, nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_access_audit")),
    )
    for table in ("access_sessions", "access_devices", "access_tokens"):
        op.create_index(op.f(f"ix_{table}_user"), table, ["user"])
    op.create_index("ix_access_audit_at", "access_audit", ["at"])
    for statement in POSTGRES_DDL if op.get_bind().dialect.name == "postgresql" else SQLITE_DDL:
        op.execute(statement)


def _of_user(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["user"], ["access_users.key"], name=op.f(f"fk_{table}_user"), ondelete="CASCADE")


def downgrade() -> None:
    for table in ("audit", "attempts", "tokens", "devices", "sessions", "users"):
        op.drop_table(f"access_{table}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION access_audit_kept()")
