"""What goes into the store and comes out of it, besides the records of the house."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from detente.records import Article, Reading, Record

ArticleState = Literal["pending", "coded", "failed", "aside"]
"""pending: to be coded · coded · failed: coding it failed, or ended the process three times · aside: kept and not coded."""


class Coder(Record, frozen=True, kw_only=True):
    """Who coded: "detente" or an import ("gdelt"), with the versions of the program, its model and its lexicons."""

    name: str
    version: str
    model: str = ""
    lexicon: str = ""

    def __str__(self) -> str:
        parts = [self.name, self.version]
        return " ".join(parts + [f"{what} {v}" for what, v in (("model", self.model), ("lexicon", self.lexicon)) if v])


class Incoming(Record, frozen=True, kw_only=True):
    """An article on its way in.

    `fetched_at` is its ingest time (None: the present). `feed` names the watched source it came by. `copy_of` is the id of the article
    whose wording it is (an exact copy is found without being told). `bands` are hashes (64 bits, signed) of its MinHash, kept
    for `Store.alike`. With `reading` it comes coded already, by `coder`; with `state` "aside" it is kept and never coded.
    """

    article: Article
    fetched_at: datetime | None = None
    feed: str | None = None
    copy_of: str | None = None
    bands: tuple[int, ...] = ()
    state: ArticleState = "pending"
    reading: Reading | None = None
    coder: Coder | None = None


class Added(Record, frozen=True, kw_only=True):
    """What became of an incoming article: its id in the store, and whether it is new there.

    Another article may have had its id; then the id has a part of the text's digest behind it ("17~3fa2c1"). `copy_of` is the
    id of the first article with the same text.
    """

    id: str
    new: bool
    copy_of: str | None = None


class Status(Record, frozen=True, kw_only=True):
    """The store at a glance."""

    where: str
    articles: dict[str, int]  # by state
    records: dict[str, int]  # rows by table
    coders: dict[str, int]  # current readings by coder
    newest_ingest: datetime | None = None
    bytes: int = 0
