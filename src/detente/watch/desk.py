"""The one place where what the sources bring is put into the store: in turns, so that none is served before its turn comes.

Order is what makes it safe: first the reports, in one transaction; then the source's memory and record. Ended in between, the
reports come again and are known by their ids.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import msgspec

from detente.records import Article, Problem
from detente.sources.duplicates import Copies, Copy
from detente.store import Incoming, Store
from detente.watch import memory as kept
from detente.watch.memory import Memory
from detente.watch.rounds import Aside
from detente.watch.worker import Begun, Mark, Message, Worker
from detente.when import moment

TURN = 16
"""Messages taken from one source before the next has its turn."""
STATE = "watch/source/"
SEEN = "watch/seen/"
LONGEST = 60_000
"""Characters of a report; a longer one is kept and not coded: it is a document, or an attack."""
WARM = 2000
"""Reports of the store that are looked through for what new ones may copy, when a watch begins."""


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """Messages of one source that are put away together."""

    name: str
    messages: tuple[Message, ...]
    copies: tuple[Copy | None, ...]
    local: bool = False


class Desk:
    """Takes messages from workers' queues; `say` is told one line a round."""

    def __init__(
        self, store: Store, say: Callable[[str], None], *, clock: Callable[[], datetime] | None = None
    ) -> None:
        self.store = store
        self.say = say
        self.clock = clock or (lambda: datetime.now(UTC))
        self.copies = Copies()
        self.records: dict[str, kept.Record] = {}
        self.before: dict[str, kept.Record] = {}
        self.saved_seen: dict[str, Memory] = {}

    def open(self, sources: Sequence[tuple[str, str, str, float]]) -> dict[str, Memory]:
        """The memories of sources (name, kind, address, every) as the store has them; of another address, none."""
        memories = {}
        for name, kind, address, every in sources:
            known = self.store.state(STATE + name)
            record = msgspec.convert(known, kept.Record, strict=False) if known else kept.Record(name=name)
            same = record.address == address
            seen = self.store.state(SEEN + name) if same else None
            memories[name] = msgspec.convert(seen, Memory, strict=False) if seen else Memory()
            record.kind, record.address, record.every = kind, address, every
            self.records[name] = record
        for article in reversed(list(self.store.recent_articles(WARM))):
            self.copies.add(article)
        return memories

    def turn(self, worker: Worker) -> Turn | None:
        """What a source has waiting, at most `TURN` messages, up to the next mark, with what its reports are copies of."""
        taken: list[Message] = []
        while len(taken) < TURN:
            try:
                taken.append(worker.take())
            except queue.Empty:
                break
            if isinstance(taken[-1], Mark):
                break
        copies = tuple(self.copies.add(each) if isinstance(each, Article) else None for each in taken)
        local = worker.source.local
        return Turn(name=worker.source.name, messages=tuple(taken), copies=copies, local=local) if taken else None

    def put(self, turn: Turn) -> bool:
        """Into the store, all of one turn: reports first, then how far the source has come; whether there is more to code.

        Raises `StoreError`. Done again with the same turn it changes nothing more: so it may be tried again.
        """
        name, messages = turn.name, turn.messages
        record = msgspec.structs.replace(self.records[name])
        begins = any(isinstance(each, Begun) for each in messages)
        if begins:
            self.before[name] = self.records[name]
        more = self._put_articles(record, turn)
        for each in messages:
            self._count(record, each)
        mark = next((each for each in messages if isinstance(each, Mark)), None)
        if mark is not None:
            self._save(name, record, mark)
        elif begins:
            self.store.put_state(STATE + name, msgspec.to_builtins(record))
        self.records[name] = record
        if mark is not None and mark.ended:
            self._tell(name, record, mark)
        return more

    def _put_articles(self, record: kept.Record, turn: Turn) -> bool:
        """Those that are new, in one transaction; whether any of them is to be coded."""
        now = self.clock()
        incoming: list[Incoming] = []
        for article, match in zip(turn.messages, turn.copies, strict=True):
            if not isinstance(article, Article):
                continue
            if match is not None and match.again and not turn.local:
                record.known += 1  # word for word what this publisher had: its address changes each time
                continue
            long = len(article.text) > LONGEST
            record.aside += long
            of = match.of if match else None
            incoming.append(
                Incoming(
                    article=article, fetched_at=now, feed=record.name, copy_of=of, state="aside" if long else "pending"
                )
            )
        added = self.store.add_articles(incoming) if incoming else []
        for item, one in zip(incoming, added, strict=True):
            record.new += one.new
            record.known += not one.new
            record.copies += one.new and (item.copy_of or one.copy_of) is not None
            if one.new:
                record.last_new = now.isoformat(timespec="seconds")
                record.newest = _later(record.newest, item.article.date)
        return any(one.new for one in added)

    def _count(self, record: kept.Record, message: Message) -> None:
        now = self.clock().isoformat(timespec="seconds")
        if isinstance(message, Begun):
            record.last_try = now
            record.rounds += 1
        elif isinstance(message, Aside):
            record.foreign += message.count * (message.reason == "foreign")
            record.aside += message.count * (message.reason != "foreign")
        elif isinstance(message, Problem):
            _failed(record, message, now)
        elif isinstance(message, Mark) and message.ended:
            if message.failure:
                _failed(record, message.failure, now)
                record.in_a_row += 1
            else:
                record.in_a_row = 0
                record.last_success = now

    def _save(self, name: str, record: kept.Record, mark: Mark) -> None:
        if self.saved_seen.get(name) != mark.memory:
            self.store.put_state(SEEN + name, msgspec.to_builtins(mark.memory))
            self.saved_seen[name] = mark.memory
        self.store.put_state(STATE + name, msgspec.to_builtins(record))

    def _tell(self, name: str, record: kept.Record, mark: Mark) -> None:
        """One line a round: what came, or what is wrong."""
        before = self.before.get(name) or kept.Record(name=name)
        counts = {
            what: getattr(record, what) - getattr(before, what)
            for what in ("new", "copies", "known", "foreign", "aside", "errors")
        }
        wrong = "problem" if counts["errors"] == 1 else "problems"
        words = {"foreign": "not English", "errors": wrong, "aside": "set aside", "known": "known already"}
        shown = (
            ", ".join(f"{count} {words.get(what, what)}" for what, count in counts.items() if count) or "nothing new"
        )
        self.say(f"{name}: {shown}" + (f" ({mark.failure.what})" if mark.failure else ""))


def _failed(record: kept.Record, problem: Problem, now: str) -> None:
    record.errors += 1
    record.last_error = f"{problem.where}: {problem.what}"[:500]
    record.last_error_at = now


def _later(one: str | None, other: str | None) -> str | None:
    """The later of two dates, whatever their zones."""
    first, second = moment(one), moment(other)
    if first is None or second is None:
        return one if second is None else other
    return other if second.low > first.low else one
