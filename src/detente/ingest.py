"""Articles into a store, and what waits there coded: the loops that `detente load`, `recode` and `watch` share.

Everything is put in small transactions, and what is not yet coded waits in the store itself: a loop ended at any moment, by
`kill -9` too, is gone on with by starting it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from detente import api
from detente.records import Article, Reading
from detente.store import Added, Coder, Incoming, Store, owner_name
from detente.version import version

T = TypeVar("T")
BATCH = 256  # articles in a transaction
CODED_TOGETHER = 32  # readings in a transaction: some seconds of work
LEASE = 1800  # seconds


def present_coder(*, triage: bool = False) -> Coder:
    """Who codes here: this program, with the versions of its code, model and lexicons."""
    made = version()
    program = made.program + ("+triage" if triage else "")
    return Coder(name="detente", version=program, model=made.model, lexicon=made.lexicon)


def put(store: Store, items: Iterable[Incoming | Article], *, batch: int = BATCH) -> Iterator[Added]:
    """Put articles in, a transaction a batch; what became of each, once it is in."""
    for run in _batches(items, batch):
        yield from store.add_articles([i if isinstance(i, Incoming) else Incoming(article=i) for i in run])


def code_pending(
    store: Store, *, owner: str | None = None, batch: int = CODED_TOGETHER, triage: bool = False, run: int | None = None
) -> Iterator[Reading]:
    """Code what waits in the store until nothing does; each reading, once it is in.

    Several programs may do so at once on one store: each takes articles for itself. An article that cannot be coded gets a
    reading with its error. What was taken and not coded is given back when this ends.
    """
    mine = owner or owner_name()
    coder = present_coder(triage=triage)
    try:
        while taken := store.claim_articles(mine, limit=batch, seconds=LEASE):
            store.mend_sentences(taken)
            made = [api.read_safely(*item) for item in api.read_ahead(taken, triage=triage) if isinstance(item, tuple)]
            store.add_readings(made, coder, run=run)
            yield from made
    finally:
        store.give_back(mine)


def _batches(items: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    given = iter(items)
    while run := list(islice(given, size)):
        yield run
