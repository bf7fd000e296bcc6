"""A watch as a program of its own, for tests that end it: python -m tests.watch.started STORE PORT ADDRESS [KIND].

What is coded is what the command codes, but for a coder that only marks each report as read: the model is not what is tested.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator

from detente.records import Reading
from detente.sources import Limits
from detente.store import Coder, Store
from detente.watch import Plan, Source, Watch

CODER = Coder(name="test", version="1")


def code(store: Store, owner: str) -> Iterator[Reading]:
    """A reading without records for each report."""
    try:
        while taken := store.claim_articles(owner, limit=4):
            made = [Reading(id=article.id) for article in taken]
            store.add_readings(made, CODER)
            yield from made
    finally:
        store.give_back(owner)


def main() -> None:
    """Watch one source until ended."""
    where, port, address, kind = sys.argv[1:5]
    limits = Limits(ports=(int(port),), allow_private=True, delay=0.0, seconds=2.0, retries=0)
    source = Source(name="wire", kind=kind, address=address, every=1.0, timeout=20.0, most=1000)  # type: ignore[arg-type]
    with Store.open(where) as store:
        watch = Watch(
            Plan(sources=(source,), limits=limits), store, say=lambda line: print(line, flush=True), code=code
        )
        signal.signal(signal.SIGTERM, lambda *_: watch.stop())
        raise SystemExit(watch.run())


if __name__ == "__main__":
    main()
