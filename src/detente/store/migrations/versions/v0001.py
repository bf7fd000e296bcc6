"""The first tables

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from detente.store.times import Utc

SQLITE_DDL = (
    "CREATE VIRTUAL TABLE sentence_index USING fts5("
    "text, content='sentences', content_rowid='key', tokenize='porter unicode61')",
    "INSERT INTO sentence_index(sentence_index, rank) VALUES ('hashsize', 33554432)",  # bytes gathered before a segment
    "CREATE TRIGGER sentences_added AFTER INSERT ON sentences BEGIN "
    "INSERT INTO sentence_index(rowid, text) VALUES (new.key, new.text); END",
    "CREATE TRIGGER sentences_removed AFTER DELETE ON sentences BEGIN "
    "INSERT INTO sentence_index(sentence_index, rowid, text) VALUES ('delete', old.key, old.text); END",
    "CREATE TRIGGER sentences_changed AFTER UPDATE OF text ON sentences BEGIN "
    "INSERT INTO sentence_index(sentence_index, rowid, text) VALUES ('delete', old.key, old.text); "
    "INSERT INTO sentence_index(rowid, text) VALUES (new.key, new.text); END",
)
POSTGRES_DDL = ("CREATE INDEX ix_sentences_text ON sentences USING gin (to_tsvector('english', text))",)


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("given_id", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("published_at", Utc(), nullable=True),
        sa.Column("published_precision", sa.Text(), nullable=True),
        sa.Column("published_text", sa.Text(), nullable=True),
        sa.Column("ingested_at", Utc(), nullable=False),
        sa.Column("feed", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("text_digest", sa.Text(), nullable=False),
        sa.Column("copy_of", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_owner", sa.Text(), nullable=True),
        sa.Column("lease_until", Utc(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["copy_of"], ["articles.key"], name=op.f("fk_articles_copy_of"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_articles_copy_of"), "articles", ["copy_of"], unique=False)
    op.create_index(op.f("ix_articles_feed"), "articles", ["feed"], unique=False)
    op.create_index(
        "ix_articles_leased",
        "articles",
        ["lease_owner"],
        unique=False,
        sqlite_where=sa.text("lease_owner IS NOT NULL"),
        postgresql_where=sa.text("lease_owner IS NOT NULL"),
    )
    op.create_index(op.f("ix_articles_published_at"), "articles", ["published_at"], unique=False)
    op.create_index(op.f("ix_articles_state"), "articles", ["state"], unique=False)
    op.create_index(op.f("ix_articles_text_digest"), "articles", ["text_digest"], unique=False)
    op.create_index(op.f("ix_articles_url"), "articles", ["url"], unique=False)
    op.create_table(
        "coders",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("lexicon", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_coders")),
        sa.UniqueConstraint("name", "version", "model", "lexicon", name=op.f("uq_coders_name_version_model_lexicon")),
    )
    op.create_table(
        "commitments",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("counterparts", sa.Text(), nullable=False),
        sa.Column("next_mover", sa.Text(), nullable=True),
        sa.Column("first_said_at", Utc(), nullable=True),
        sa.Column("last_said_at", Utc(), nullable=True),
        sa.Column("deadline_at", Utc(), nullable=True),
        sa.Column("deadline_text", sa.Text(), nullable=True),
        sa.Column("state_since", sa.Text(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("supersedes", sa.Text(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("changed_at", Utc(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments")),
    )
    op.create_index(op.f("ix_commitments_state"), "commitments", ["state"], unique=False)
    op.create_table(
        "incidents",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.Column("event_at", Utc(), nullable=True),
        sa.Column("event_precision", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("disputed", sa.Text(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("independent_sources", sa.Integer(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.Column("changed_at", Utc(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index(op.f("ix_incidents_event_at"), "incidents", ["event_at"], unique=False)
    op.create_index(op.f("ix_incidents_month"), "incidents", ["month"], unique=False)
    op.create_index(op.f("ix_incidents_type"), "incidents", ["type"], unique=False)
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lease_owner", sa.Text(), nullable=False),
        sa.Column("lease_until", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "rulings",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("commitment", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("retracts", sa.Text(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("made", sa.Text(), nullable=True),
        sa.Column("recorded_at", Utc(), nullable=False),
        sa.Column("withdrawn_at", Utc(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rulings")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "runs",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("started_at", Utc(), nullable=False),
        sa.Column("ended_at", Utc(), nullable=True),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_runs")),
    )
    op.create_table(
        "sides",
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("record", "part", "side", name=op.f("pk_sides")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_sides_side"), "sides", ["side"], unique=False)
    op.create_table(
        "states",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("changed_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_states")),
    )
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "article_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_bands_article_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("band", "article_key", name=op.f("pk_bands")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_bands_article_key"), "bands", ["article_key"], unique=False)
    op.create_table(
        "casualties",
        sa.Column(
            "article_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("coder_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("victims", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.Column("event_at", Utc(), nullable=True),
        sa.Column("event_precision", sa.Text(), nullable=True),
        sa.Column("event_text", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("disputed", sa.Text(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_casualties_article_key"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["coder_key"], ["coders.key"], name=op.f("fk_casualties_coder_key")),
        sa.PrimaryKeyConstraint("article_key", "id", name=op.f("pk_casualties")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "commitment_versions",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("commitment", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("recorded_at", Utc(), nullable=False),
        sa.Column("coder_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("run_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["coder_key"], ["coders.key"], name=op.f("fk_commitment_versions_coder_key")),
        sa.ForeignKeyConstraint(
            ["commitment"], ["commitments.id"], name=op.f("fk_commitment_versions_commitment"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["run_key"], ["runs.key"], name=op.f("fk_commitment_versions_run_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_commitment_versions")),
        sa.UniqueConstraint("commitment", "version", name=op.f("uq_commitment_versions_commitment_version")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_commitment_versions_recorded_at"), "commitment_versions", ["recorded_at"], unique=False)
    op.create_table(
        "events",
        sa.Column(
            "article_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("coder_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("cameo", sa.Text(), nullable=True),
        sa.Column("goldstein", sa.Double(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("inside", sa.Text(), nullable=True),
        sa.Column("event_at", Utc(), nullable=True),
        sa.Column("event_precision", sa.Text(), nullable=True),
        sa.Column("event_text", sa.Text(), nullable=True),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("disputed", sa.Text(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_events_article_key"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["coder_key"], ["coders.key"], name=op.f("fk_events_coder_key")),
        sa.PrimaryKeyConstraint("article_key", "id", name=op.f("pk_events")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_events_event_at"), "events", ["event_at"], unique=False)
    op.create_table(
        "parties",
        sa.Column(
            "article_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_parties_article_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_key", "record", "part", "number", name=op.f("pk_parties")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_parties_code_article_key"), "parties", ["code", "article_key"], unique=False)
    op.create_index(op.f("ix_parties_side_article_key"), "parties", ["side", "article_key"], unique=False)
    op.create_table(
        "places",
        sa.Column(
            "article_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("disputed", sa.Text(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_places_article_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_key", "id", name=op.f("pk_places")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "readings",
        sa.Column(
            "article_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "coder_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("run_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("coded_at", Utc(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("signals", sa.Integer(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_readings_article_key"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["coder_key"], ["coders.key"], name=op.f("fk_readings_coder_key")),
        sa.ForeignKeyConstraint(["run_key"], ["runs.key"], name=op.f("fk_readings_run_key")),
        sa.PrimaryKeyConstraint("article_key", "coder_key", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_coder_key_current"), "readings", ["coder_key", "current"], unique=False)
    op.create_table(
        "sentences",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("article_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("headline", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_sentences_article_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sentences")),
    )
    op.create_table(
        "signals",
        sa.Column(
            "article_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("coder_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("firm", sa.Boolean(), nullable=False),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.Column("event_at", Utc(), nullable=True),
        sa.Column("event_precision", sa.Text(), nullable=True),
        sa.Column("event_text", sa.Text(), nullable=True),
        sa.Column("deadline_at", Utc(), nullable=True),
        sa.Column("deadline_precision", sa.Text(), nullable=True),
        sa.Column("deadline_text", sa.Text(), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("addressees", sa.Text(), nullable=False),
        sa.Column("commitment_type", sa.Text(), nullable=True),
        sa.Column("commitment_phase", sa.Text(), nullable=True),
        sa.Column("commitment_direction", sa.Text(), nullable=True),
        sa.Column("commitment_text", sa.Text(), nullable=True),
        sa.Column("condition_type", sa.Text(), nullable=True),
        sa.Column("condition_phase", sa.Text(), nullable=True),
        sa.Column("condition_direction", sa.Text(), nullable=True),
        sa.Column("condition_negated", sa.Boolean(), nullable=True),
        sa.Column("condition_text", sa.Text(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_signals_article_key"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["coder_key"], ["coders.key"], name=op.f("fk_signals_coder_key")),
        sa.PrimaryKeyConstraint("article_key", "id", name=op.f("pk_signals")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_signals_event_at"), "signals", ["event_at"], unique=False)
    op.create_table(
        "stale",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("article_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_stale_article_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_stale")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stale_article_key"), "stale", ["article_key"], unique=False)
    op.create_table(
        "tellings",
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name=op.f("fk_tellings_incident"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("incident", "article", "event", name=op.f("pk_tellings")),
    )
    for statement in POSTGRES_DDL if op.get_bind().dialect.name == "postgresql" else SQLITE_DDL:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("there is nothing before the first tables")
