"""Store: articles and what was read out of them, in SQLite or PostgreSQL; nothing lost, nothing twice.

    with Store.open() as store:                       # the user's own, $DETENTE_DB, a path, or postgresql://…
        store.add_articles([Incoming(article=a) for a in articles])
        mine = store.claim_articles(owner_name(), limit=64)
        store.add_readings(map(read_article, mine), coder)

docs/store.md is the manual, with every table and column.
"""

from detente.store.owners import owner_name
from detente.store.records import Added, Coder, Incoming, Status
from detente.store.store import Store

__all__ = ["Added", "Coder", "Incoming", "Status", "Store", "owner_name"]
