"""What the API answers with: the records of `records.py` with their keys and their words, and what is counted over them.

The server writes these and the client (`detente.client`) reads them, so that both are checked against one description.
"""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from detente.ledger.model import Meeting, Move, Ruling
from detente.records import Commitment, Event, Incident, Problem, Reading, Record, Signal, State

T = TypeVar("T")


class Page(Record, Generic[T], frozen=True, kw_only=True):
    """Rows of a list: `total` fit in all; `next` is the `cursor` of the page after this one, None on the last."""

    total: int
    next: str | None
    rows: tuple[T, ...]


class EventItem(Event, frozen=True, kw_only=True):
    """An event with its key ("article/event"), the day its report came out, and itself in words."""

    key: str
    article: str
    published: str | None
    phrase: str


class SignalItem(Signal, frozen=True, kw_only=True):
    """A signal with its key ("article/signal"), the day its report came out, and itself in words."""

    key: str
    article: str
    published: str | None
    phrase: str


class CommitmentItem(Commitment, frozen=True, kw_only=True):
    """A row of the ledger, with its terms and its state in words."""

    phrase: str
    state_in_words: str


class ArticleItem(Record, frozen=True, kw_only=True):
    """A report, with how much was read out of it."""

    id: str
    date: str | None
    title: str | None
    url: str | None
    source: str | None
    events: int
    signals: int
    errors: int


class CommitmentTrail(CommitmentItem, frozen=True, kw_only=True):
    """A row with the reports its evidence stands in, by id, and the rulings on it."""

    reports: dict[str, ArticleItem]
    rulings: tuple[Ruling, ...]


class ReadArticle(Reading, frozen=True, kw_only=True):
    """All that was read out of a report, and its text where it is kept."""

    text: str | None


class FoundArticle(ArticleItem, frozen=True, kw_only=True):
    """A report that holds the words searched for, with the words round the first of them."""

    words: str


class ChangeItem(Record, frozen=True, kw_only=True):
    """One step of one commitment: `id` is "row#number", numbers from 0."""

    id: str
    row: str
    kind: str
    speaker: str
    phrase: str
    state: State
    date: str | None
    because: str
    rule: str
    quote: str


class DyadItem(Record, frozen=True, kw_only=True):
    """A pair of sides: events that happened between them, commitments, how many of these are open, and the last day."""

    sides: tuple[str, str]
    names: str
    events: int
    commitments: int
    open: int
    last: str | None


class DyadNow(DyadItem, frozen=True, kw_only=True):
    """A pair as it stands: whose move it is, offers that meet, and what changed in the last week known of (since `week`)."""

    move: Move | None
    standing: tuple[Meeting, ...]
    week: str | None
    changed: tuple[ChangeItem, ...]
    lately: tuple[EventItem, ...]


class IncidentItem(Incident, frozen=True, kw_only=True):
    """A happening with all its tellings, and itself in words."""

    phrase: str


class PlaceItem(Record, frozen=True, kw_only=True):
    """A place where events happened, as the map shows it: how many, from when to when."""

    name: str
    country: str | None
    latitude: float
    longitude: float
    disputed: str | None
    events: int
    first: str
    last: str


class LedgerNow(Record, frozen=True, kw_only=True):
    """The ledger in short: rows by state, whose move it is between each pair, offers that meet, rulings."""

    as_of: str | None
    known_to: str | None
    states: dict[str, int]
    moves: tuple[Move, ...]
    standing: tuple[Meeting, ...]
    rulings: tuple[Ruling, ...]
    problems: tuple[Problem, ...]


class SearchResult(Record, frozen=True, kw_only=True):
    """What holds all the words: how many there are of each kind, and the newest of them."""

    q: str
    totals: dict[Literal["events", "commitments", "articles"], int]
    events: tuple[EventItem, ...]
    commitments: tuple[CommitmentItem, ...]
    articles: tuple[FoundArticle, ...]


class Count(Record, frozen=True, kw_only=True):
    """How many reports of a day or of a publisher."""

    name: str
    reports: int


class Coverage(Record, frozen=True, kw_only=True):
    """What there is to read from: a day without a report is not a calm day. `failed` are reports that could not be read."""

    articles: int
    with_text: int
    undated: int
    days: tuple[Count, ...]
    publishers: tuple[Count, ...]
    failed: tuple[ArticleItem, ...]


class Numbers(Record, frozen=True, kw_only=True):
    """How much is here, up to which day; `version` changes with anything an answer could show."""

    articles: int
    events: int
    signals: int
    commitments: int
    known_to: str | None
    version: str
    detente: str


class Refusal(Record, frozen=True, kw_only=True):
    """An error, RFC 9457: what is wrong, and what to write instead."""

    status: int
    title: str
    type: str = "about:blank"
    detail: str | None = None
