"""`Store`: everything the other rooms ask of the database, a method each; each method is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, insert, text, update

from detente.errors import NoStore
from detente.records import Article, Reading
from detente.store import articles, near, queue, readings, states
from detente.store.database import Database
from detente.store.engine import WAIT, make_engine, write_ahead
from detente.store.location import locate, shown
from detente.store.model import Run
from detente.store.records import Added, Coder, Incoming, Status
from detente.store.schema import bring_up
from detente.store.status import stamp, status
from detente.store.times import now as present
from detente.store.trouble import told

LEASE = 600  # seconds
ADDING = 0x6465_7465_0001  # PostgreSQL's advisory lock of whoever adds articles: their keys are committed in order


class Store(Database):
    """A database of articles and what was read out of them. Threads may share one; processes open their own.

    >>> with Store.open("reports.sqlite") as store:              # doctest: +SKIP
    ...     store.add_article(article, feed="example")
    ...     for article in store.claim_articles(owner, limit=64): ...

    Every method raises `detente.errors.StoreError` where the database cannot; what an earlier call committed then stands.
    Times are aware datetimes; `now` stands for the present in tests.
    """

    @classmethod
    def open(
        cls, where: str | Path | None = None, *, create: bool = True, read_only: bool = False, wait: float = WAIT
    ) -> Self:
        """The store at a path, at `postgresql://…`, at $DETENTE_DB, or in the user's data folder; made if there is none.

        Its tables are brought up to date. `wait`: seconds a write waits for other writers. Raises `NoStore` where there is none and
        `create` is False, `NewerStore` where a newer Détente wrote it.
        """
        url = locate(where)
        name = shown(url)
        if url.drivername == "sqlite":
            _make_folder(Path(url.database or ""), name, create=create)
        with told(name):
            engine = make_engine(url, read_only=read_only, wait=wait)
            if url.drivername == "sqlite" and not read_only:
                write_ahead(engine)
            bring_up(engine, name, create=create)
        return cls(engine, name)

    # ------------------------------------------------------------------------------------------------ articles

    def add_article(
        self,
        article: Article,
        *,
        fetched_at: datetime | None = None,
        feed: str | None = None,
        copy_of: str | None = None,
    ) -> Added:
        """Put one article in; many at a time are faster: `add_articles`."""
        return self.add_articles([Incoming(article=article, fetched_at=fetched_at, feed=feed, copy_of=copy_of)])[0]

    def add_articles(self, items: Iterable[Incoming], *, run: int | None = None) -> list[Added]:
        """Put articles in, all or none; what is there already (same id and content) stays as it is. In order, what became of each."""
        given = list(items)
        at = present()
        with self.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({ADDING})"))
            added = articles.add(connection, given, at)
            self._put_coded(connection, given, added, at, run)
        return added

    def _put_coded(
        self, connection: Connection, given: Sequence[Incoming], added: Sequence[Added], at: datetime, run: int | None
    ) -> None:
        """The readings that came with their articles, each under the id its article has in the store."""
        by_coder: dict[Coder, list[Reading]] = {}
        for item, one in zip(given, added, strict=True):
            if item.reading is not None and item.coder is not None:
                by_coder.setdefault(item.coder, []).append(_named(item.reading, one.id))
        for coder, made in by_coder.items():
            readings.put(connection, made, coder, at, run)

    def known_addresses(self, urls: Sequence[str]) -> set[str]:
        """Which of these addresses articles in the store have."""
        with self.reading() as connection:
            return articles.known_addresses(connection, urls)

    def recent_articles(self, count: int) -> Iterator[Article]:
        """The newest articles by their coming in, the newest first."""
        with self.reading() as connection:
            yield from articles.recent(connection, count)

    def alike(self, bands: Sequence[int], since: datetime | None = None) -> dict[str, int]:
        """Ids of articles ingested since then that share bands of a MinHash, with how many, the most first, at most 100."""
        with self.reading() as connection:
            return near.alike(connection, bands, since)

    def forget_bands(self, before: datetime) -> int:
        """Drop the bands of articles ingested before."""
        with self.writing() as connection:
            return near.forget(connection, before)

    # -------------------------------------------------------------------------------------------------- coding

    def claim_articles(
        self, owner: str, *, limit: int = 64, seconds: int = LEASE, now: datetime | None = None
    ) -> list[Article]:
        """Take articles that wait to be coded; they are the owner's until coded, given back, the lease ends or its process does."""
        with self.writing() as connection:
            queue.release_the_dead(connection)
            return queue.claim_articles(connection, owner, limit, seconds, now or present())

    def give_back(self, owner: str) -> None:
        """Give back the articles the owner has taken and not coded."""
        with self.writing() as connection:
            queue.give_back_articles(connection, owner)

    def pending(self) -> int:
        """How many articles wait to be coded."""
        with self.reading() as connection:
            return queue.pending(connection)

    def add_readings(self, made: Iterable[Reading], coder: Coder, *, run: int | None = None) -> int:
        """Put in what a coder read out of articles that are in the store, all or none; how many are new.

        A reading with `errors` marks its article as failed. The same coder's reading of the same article comes in once.
        """
        given = list(made)
        with self.writing() as connection:
            return readings.put(connection, given, coder, present(), run)

    def mend_sentences(self, of: Sequence[Article]) -> int:
        """Cut articles into sentences as this version does, where the store has others; of how many articles."""
        with self.writing() as connection:
            return articles.mend_sentences(connection, of)

    def mark_outdated(self, coder: Coder, *, failed: bool = False) -> int:
        """Let articles that another version of `coder` read wait to be coded again; how many. What it made stays till then."""
        with self.writing() as connection:
            return queue.mark_outdated(connection, coder, failed=failed)

    # ------------------------------------------------------------------------------------------ states, leases

    def state(self, key: str) -> dict[str, Any] | None:
        """What `put_state` kept under a key, or None."""
        with self.reading() as connection:
            return states.get(connection, key)

    def put_state(self, key: str, value: Mapping[str, Any]) -> None:
        """Keep a JSON object under a key, in place of what was there."""
        with self.writing() as connection:
            states.put(connection, key, value, present())

    def states(self, prefix: str = "") -> dict[str, dict[str, Any]]:
        """All that is kept under keys that begin so, by key."""
        with self.reading() as connection:
            return states.beginning(connection, prefix)

    def take_lease(self, name: str, owner: str, seconds: int = LEASE, *, now: datetime | None = None) -> str | None:
        """Take a lease, or hold it longer: None where it is now yours, else who holds it. `owner_name()` makes an owner.

        It ends after `seconds` (an hour at most), when given back, or when its process ends on this machine.
        """
        with self.writing() as connection:
            queue.drop_dead_leases(connection)
            return queue.take_lease(connection, name, owner, seconds, now or present())

    def drop_lease(self, name: str, owner: str) -> None:
        """Give a lease back; another's is left alone."""
        with self.writing() as connection:
            queue.drop_lease(connection, name, owner)

    # -------------------------------------------------------------------------------------------- runs, status

    def begin_run(self, kind: str, detail: str | None = None) -> int:
        """Note that a command begins; its key."""
        with self.writing() as connection:
            made = insert(Run).values(kind=kind, started_at=present(), articles=0, detail=detail).returning(Run.key)
            return connection.execute(made).scalar_one()

    def end_run(self, key: int, count: int) -> None:
        """Note that it ended, and how many articles it dealt with."""
        with self.writing() as connection:
            connection.execute(update(Run).where(Run.key == key).values(ended_at=present(), articles=count))

    def stamp(self) -> str:
        """A text that is another one whenever readings or rulings have come in, changed or gone since."""
        with self.reading() as connection:
            return stamp(connection)

    def status(self) -> Status:
        """Counts, coders, size."""
        with self.reading() as connection:
            return status(connection, self.where)


def _make_folder(path: Path, name: str, *, create: bool) -> None:
    if path.exists():
        return
    if not create:
        raise NoStore(
            name, "there is no store there", "put reports in first: detente load FILE.jsonl, or name another with --db"
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NoStore(name, f"its folder cannot be made ({error.strerror})", "name another with --db") from None


def _named(reading: Reading, name: str) -> Reading:
    from msgspec.structs import replace

    return reading if reading.id == name else replace(reading, id=name)
