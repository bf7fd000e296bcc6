"""The tables, as SQLAlchemy declares them; docs/store.md says what each column means, and a test compares the two.

Every record is named by its article and its own id there (`e3`, `s1`): no other key is needed, and coding the same article
again by the same coder can never make a second row. Times are UTC, each with the precision its source gave.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, MetaData, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from detente.store.times import Utc

BIG = BigInteger().with_variant(Integer, "sqlite")
WITHOUT_ROWID = {"sqlite_with_rowid": False}
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Utc(), str: Text(), bytes: LargeBinary()}


def _of_article() -> Mapped[int]:
    return mapped_column(BIG, ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True, autoincrement=False)


class Run(Table):
    """One run of a command that wrote."""

    __tablename__ = "runs"
    key: Mapped[int] = mapped_column(BIG, primary_key=True)
    kind: Mapped[str]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    articles: Mapped[int] = mapped_column(default=0)
    detail: Mapped[str | None]


class CoderRow(Table):
    """Who coded: this program or an import, with the versions of what decides its records."""

    __tablename__ = "coders"
    __table_args__ = (UniqueConstraint("name", "version", "model", "lexicon"),)
    key: Mapped[int] = mapped_column(BIG, primary_key=True)
    name: Mapped[str]
    version: Mapped[str]
    model: Mapped[str]
    lexicon: Mapped[str]


class ArticleRow(Table):
    """A report, and how far it has come."""

    __tablename__ = "articles"
    __table_args__ = (
        Index(None, "state"),  # with the key behind it: what waits, in order
        Index(
            "ix_articles_leased", "lease_owner",
            sqlite_where=text("lease_owner IS NOT NULL"), postgresql_where=text("lease_owner IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},
    )  # fmt: skip
    key: Mapped[int] = mapped_column(BIG, primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    given_id: Mapped[str | None]
    title: Mapped[str | None]
    source: Mapped[str | None]
    url: Mapped[str | None] = mapped_column(index=True)
    language: Mapped[str]
    origin: Mapped[str | None]
    published_at: Mapped[datetime | None] = mapped_column(index=True)
    published_precision: Mapped[str | None]
    published_text: Mapped[str | None]
    ingested_at: Mapped[datetime]
    feed: Mapped[str | None] = mapped_column(index=True)
    digest: Mapped[str]
    text_digest: Mapped[str] = mapped_column(index=True)
    copy_of: Mapped[int | None] = mapped_column(BIG, ForeignKey("articles.key", ondelete="SET NULL"), index=True)
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    lease_owner: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    text: Mapped[str]


class ReadingRow(Table):
    """All that one coder read out of an article: the whole record, compressed; the tables below are taken from the current one."""

    __tablename__ = "readings"
    __table_args__ = (Index(None, "coder_key", "current"),)  # in this order: `current` alone must not be answered by it
    article_key: Mapped[int] = _of_article()
    coder_key: Mapped[int] = mapped_column(BIG, ForeignKey("coders.key"), primary_key=True, autoincrement=False)
    run_key: Mapped[int | None] = mapped_column(BIG, ForeignKey("runs.key"))
    coded_at: Mapped[datetime]
    current: Mapped[bool]
    events: Mapped[int]
    signals: Mapped[int]
    errors: Mapped[int]
    record: Mapped[bytes]


class SentenceRow(Table):
    """A sentence, as the coder counts them; `key` is article_key · 65536 + number."""

    __tablename__ = "sentences"
    key: Mapped[int] = mapped_column(BIG, primary_key=True, autoincrement=False)
    article_key: Mapped[int] = mapped_column(BIG, ForeignKey("articles.key", ondelete="CASCADE"))
    number: Mapped[int]
    span_start: Mapped[int]
    span_end: Mapped[int]
    paragraph: Mapped[int]
    headline: Mapped[bool]
    text: Mapped[str]


class EventRow(Table):
    """Who did what to whom, of the current reading."""

    __tablename__ = "events"
    __table_args__ = (Index(None, "event_at"), WITHOUT_ROWID)
    article_key: Mapped[int] = _of_article()
    id: Mapped[str] = mapped_column(primary_key=True)
    coder_key: Mapped[int] = mapped_column(BIG, ForeignKey("coders.key"))
    type: Mapped[str]
    mode: Mapped[str | None]
    cameo: Mapped[str | None]
    goldstein: Mapped[float | None]
    status: Mapped[str]
    background: Mapped[bool]
    phase: Mapped[str]
    inside: Mapped[str | None]
    event_at: Mapped[datetime | None]
    event_precision: Mapped[str | None]
    event_text: Mapped[str | None]
    actors: Mapped[str]
    recipients: Mapped[str]
    said_by: Mapped[str]
    place: Mapped[str | None]
    country: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    disputed: Mapped[str | None]
    quote: Mapped[str]
    span_start: Mapped[int]
    span_end: Mapped[int]
    sentence: Mapped[int]
    rule: Mapped[str]


class SignalRow(Table):
    """What a side said it would do, wants done, refuses, denies, of the current reading."""

    __tablename__ = "signals"
    __table_args__ = (Index(None, "event_at"), WITHOUT_ROWID)
    article_key: Mapped[int] = _of_article()
    id: Mapped[str] = mapped_column(primary_key=True)
    coder_key: Mapped[int] = mapped_column(BIG, ForeignKey("coders.key"))
    event: Mapped[str | None]
    kind: Mapped[str]
    firm: Mapped[bool]
    background: Mapped[bool]
    event_at: Mapped[datetime | None]
    event_precision: Mapped[str | None]
    event_text: Mapped[str | None]
    deadline_at: Mapped[datetime | None]
    deadline_precision: Mapped[str | None]
    deadline_text: Mapped[str | None]
    speaker: Mapped[str]
    addressees: Mapped[str]
    commitment_type: Mapped[str | None]
    commitment_phase: Mapped[str | None]
    commitment_direction: Mapped[str | None]
    commitment_text: Mapped[str | None]
    condition_type: Mapped[str | None]
    condition_phase: Mapped[str | None]
    condition_direction: Mapped[str | None]
    condition_negated: Mapped[bool | None]
    condition_text: Mapped[str | None]
    quote: Mapped[str]
    span_start: Mapped[int]
    span_end: Mapped[int]
    sentence: Mapped[int]
    rule: Mapped[str]


class CasualtyRow(Table):
    """People hurt, of the current reading."""

    __tablename__ = "casualties"
    __table_args__ = (WITHOUT_ROWID,)
    article_key: Mapped[int] = _of_article()
    id: Mapped[str] = mapped_column(primary_key=True)
    coder_key: Mapped[int] = mapped_column(BIG, ForeignKey("coders.key"))
    kind: Mapped[str]
    low: Mapped[int | None]
    high: Mapped[int | None]
    who: Mapped[str | None]
    victims: Mapped[str]
    said_by: Mapped[str]
    status: Mapped[str]
    background: Mapped[bool]
    event_at: Mapped[datetime | None]
    event_precision: Mapped[str | None]
    event_text: Mapped[str | None]
    place: Mapped[str | None]
    country: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    disputed: Mapped[str | None]
    quote: Mapped[str]
    span_start: Mapped[int]
    span_end: Mapped[int]
    sentence: Mapped[int]


class PlaceRow(Table):
    """A place an article names."""

    __tablename__ = "places"
    __table_args__ = (WITHOUT_ROWID,)
    article_key: Mapped[int] = _of_article()
    id: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str]
    country: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    disputed: Mapped[str | None]
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]


class PartyRow(Table):
    """Somebody in a record, by the part they have in it: for asking by side."""

    __tablename__ = "parties"
    __table_args__ = (Index(None, "side", "article_key"), Index(None, "code", "article_key"), WITHOUT_ROWID)
    article_key: Mapped[int] = _of_article()
    record: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    side: Mapped[str]
    code: Mapped[str]
    sector: Mapped[str | None]
    name: Mapped[str | None]
    role: Mapped[str | None]


class IncidentRow(Table):
    """One happening with all its tellings."""

    __tablename__ = "incidents"
    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(index=True)
    mode: Mapped[str | None]
    background: Mapped[bool]
    event_at: Mapped[datetime | None] = mapped_column(index=True)
    event_precision: Mapped[str | None]
    earliest: Mapped[str | None]
    latest: Mapped[str | None]
    month: Mapped[str] = mapped_column(index=True)
    actors: Mapped[str]
    recipients: Mapped[str]
    place: Mapped[str | None]
    country: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    disputed: Mapped[str | None]
    reports: Mapped[int]
    independent_sources: Mapped[int]
    conflicts: Mapped[int]
    changed_at: Mapped[datetime]
    record: Mapped[str]


class TellingRow(Table):
    """Which event of which article tells of an incident."""

    __tablename__ = "tellings"
    incident: Mapped[str] = mapped_column(ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True)
    article: Mapped[str] = mapped_column(primary_key=True)
    event: Mapped[str] = mapped_column(primary_key=True)


class CommitmentRow(Table):
    """The ledger's row as it last stood."""

    __tablename__ = "commitments"
    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    article: Mapped[str]
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    speaker: Mapped[str]
    counterparts: Mapped[str]
    next_mover: Mapped[str | None]
    first_said_at: Mapped[datetime | None]
    last_said_at: Mapped[datetime | None]
    deadline_at: Mapped[datetime | None]
    deadline_text: Mapped[str | None]
    state_since: Mapped[str | None]
    because: Mapped[str]
    supersedes: Mapped[str | None]
    quote: Mapped[str]
    gone: Mapped[bool]
    changed_at: Mapped[datetime]
    record: Mapped[str]


class CommitmentVersionRow(Table):
    """Every way a row of the ledger has stood, in the order it was written."""

    __tablename__ = "commitment_versions"
    __table_args__ = (UniqueConstraint("commitment", "version"), {"sqlite_autoincrement": True})
    key: Mapped[int] = mapped_column(BIG, primary_key=True)
    commitment: Mapped[str] = mapped_column(ForeignKey("commitments.id", ondelete="CASCADE"))
    version: Mapped[int]
    state: Mapped[str]
    change: Mapped[str]
    because: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(index=True)
    coder_key: Mapped[int | None] = mapped_column(BIG, ForeignKey("coders.key"))
    run_key: Mapped[int | None] = mapped_column(BIG, ForeignKey("runs.key"))
    record: Mapped[str]


class SideRow(Table):
    """The sides of an incident or a commitment: for asking by side."""

    __tablename__ = "sides"
    __table_args__ = (Index(None, "side"), WITHOUT_ROWID)
    record: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    side: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]


class RulingRow(Table):
    """A person's decision about a row of the ledger or an article."""

    __tablename__ = "rulings"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (read once, by SQLAlchemy)
    key: Mapped[int] = mapped_column(BIG, primary_key=True)
    commitment: Mapped[str | None]
    state: Mapped[str | None]
    retracts: Mapped[str | None]
    because: Mapped[str]
    by: Mapped[str | None]
    date: Mapped[str | None]
    made: Mapped[str | None]
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class StateRow(Table):
    """What a program keeps from one run to the next, as JSON: of each watched source its etag, cursor, counts and errors."""

    __tablename__ = "states"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    changed_at: Mapped[datetime]


class LeaseRow(Table):
    """What only one program may do at a time, and which does."""

    __tablename__ = "leases"
    name: Mapped[str] = mapped_column(primary_key=True)
    lease_owner: Mapped[str]
    lease_until: Mapped[datetime]


class BandRow(Table):
    """Bands of the MinHash of an article's text: two articles that share one may be near copies."""

    __tablename__ = "bands"
    __table_args__ = (Index(None, "article_key"), WITHOUT_ROWID)
    band: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    article_key: Mapped[int] = _of_article()


class StaleRow(Table):
    """Articles whose readings the incidents and commitments do not rest on yet."""

    __tablename__ = "stale"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (read once, by SQLAlchemy)
    number: Mapped[int] = mapped_column(BIG, primary_key=True)
    article_key: Mapped[int] = mapped_column(BIG, ForeignKey("articles.key", ondelete="CASCADE"), index=True)


class HookRow(Table):
    """A subscription: an address that is told when something happens."""

    __tablename__ = "hooks"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    url: Mapped[str]
    triggers: Mapped[str]
    filters: Mapped[str]
    secret: Mapped[str]
    plain: Mapped[bool]
    private: Mapped[bool]
    created_at: Mapped[datetime]


class HookNewsRow(Table):
    """Something that happened and that a hook wants to know."""

    __tablename__ = "hook_news"
    id: Mapped[str] = mapped_column(primary_key=True)
    trigger: Mapped[str]
    undone: Mapped[bool]
    subject: Mapped[str] = mapped_column(index=True)
    found_at: Mapped[datetime]
    body: Mapped[str]


class HookDeliveryRow(Table):
    """One piece of news for one hook, and how far its delivery has come."""

    __tablename__ = "hook_deliveries"
    __table_args__ = (Index(None, "state", "next_at"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    hook: Mapped[str] = mapped_column(ForeignKey("hooks.id", ondelete="CASCADE"), index=True)
    news: Mapped[str] = mapped_column(ForeignKey("hook_news.id", ondelete="CASCADE"))
    state: Mapped[str]
    attempts: Mapped[int]
    created_at: Mapped[datetime]
    next_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    status: Mapped[int | None]
    said: Mapped[str | None]
