"""kill -9 at random moments while articles are put in and coded: nothing lost, nothing twice, the database opens clean.

    python -m evals.kill                          500 kills, SQLite
    python -m evals.kill --kills 50 --real        with the real coder instead of a made-up one
    python -m evals.kill --db postgresql://…      on a server

Two processes work on one store all the time; each is killed after a time drawn at random and started again, with ever more articles to
put in. After each kill the store is opened and looked over; at its end all of it is compared with a store that was filled
without any kill.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select, text

from detente import api, ingest
from detente.records import Article, Reading
from detente.store import Incoming, Store
from detente.store.model import ArticleRow, EventRow, PartyRow, ReadingRow, SentenceRow, SignalRow, Table
from detente.store.readings import current
from evals.store import EXAMPLES, articles, reading

WORKERS = 2
AT_FIRST, MORE = 24, 4  # articles to put in, and how many more each round
BOUNDS = (
    0.3,
    3.0,
)  # seconds a worker lives at most: about as long as putting in and coding the first ones takes, within these
PAUSE = 0.01  # seconds a made-up reading takes: some of what coding takes
NOT_COMPARED = {"article_key", "coder_key", "key", "run_key"}


@dataclass
class Outcome:
    """What came of it: `faults` is empty where nothing was lost, twice or damaged."""

    kills: int
    ended_by_themselves: int
    articles: int
    coded_between_kills: int
    faults: list[str]


def torture(where: str, kills: int, *, seed: int = 0, real: bool = False) -> Outcome:
    """Work on a store with workers that are killed `kills` times, more often if nothing was coded in between; then finish, compare."""
    chance = random.Random(seed)
    given = _reports() if real else list(articles(AT_FIRST + MORE * kills))
    faults: list[str] = []
    killed = ended = rounds = 0
    workers: dict[int, float] = {}
    if real:
        api.read_article(given[0])  # the model is loaded before the workers are forked
    longest = _how_long(given[:AT_FIRST], real=real)
    while killed < kills or (killed < 3 * kills and not _coded(where)):
        longest *= 1.3 if killed >= kills else 1.0  # nothing was coded yet: they need longer here
        while len(workers) < WORKERS:
            upto = min(len(given), AT_FIRST + MORE * rounds)
            workers[_start(where, given[:upto], real=real)] = time.monotonic() + chance.uniform(0.0, longest)
            rounds += 1
        process = min(workers, key=lambda one: workers[one])
        time.sleep(max(0.0, workers.pop(process) - time.monotonic()))
        if _kill(process):
            killed += 1
            faults += [f"after kill {killed}: {fault}" for fault in look_over(where, deeply=killed % 50 == 0)]
        else:
            ended += 1
    for process in workers:
        _kill(process)
    coded = _coded(where)
    os.waitpid(_start(where, given, real=real), 0)
    faults += look_over(where, deeply=True) + compare(where, given, real=real)
    return Outcome(killed, ended, len(given), coded, faults)


def _coded(where: str) -> int:
    with Store.open(where) as store:
        return store.status().articles.get("coded", 0)


def _how_long(given: list[Article], *, real: bool) -> float:
    before = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        os.waitpid(_start(f"{folder}/x.sqlite", given, real=real), 0)
    return min(max(BOUNDS[0], time.monotonic() - before), BOUNDS[1])


def _reports() -> list[Article]:
    names = ("id", "date", "title", "text", "url", "source")
    return [
        Article(**{name: row.get(name) for name in names})
        for path in sorted(EXAMPLES.glob("*/reports.jsonl"))
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


def _start(where: str, given: list[Article], *, real: bool) -> int:
    """A process that puts them in and codes what waits; its number."""
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        work(where, given, real=real)
        status = 0
    except Exception as error:
        os.write(2, f"worker: {type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(status)


def work(where: str, given: list[Article], *, real: bool) -> None:
    """What `detente load` does."""
    if not real:
        api.read_ahead = _made_up  # type: ignore[assignment]
    with Store.open(where) as store:
        for _ in ingest.put(
            store,
            (Incoming(article=a, bands=(int(a.id[1:]) % 9,) if a.id[1:].isdigit() else ()) for a in given),
            batch=16,
        ):
            pass
        for _ in ingest.code_pending(store, batch=2 if real else 8):
            pass


def _made_up(taken: Iterable[Article], **_: Any) -> Iterator[tuple[Article, Callable[[Article], Reading]]]:
    for article in taken:
        time.sleep(PAUSE)
        yield article, reading


def _kill(process: int) -> bool:
    """kill -9; False where it had ended by itself."""
    done, _ = os.waitpid(process, os.WNOHANG)
    if done:
        return False
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return True


# --------------------------------------------------------------------------------------------------------- looking over


def look_over(where: str, *, deeply: bool = False) -> list[str]:
    """What is wrong with a store that others are writing to; `deeply` reads every page."""
    with Store.open(where) as store, store.reading() as connection:
        faults = list(_half_done(connection))
        if deeply and connection.dialect.name == "sqlite":
            said = connection.execute(text("PRAGMA integrity_check")).scalar_one()
            faults += [] if said == "ok" else [f"integrity: {said}"]
            faults += [f"foreign key: {row}" for row in connection.execute(text("PRAGMA foreign_key_check"))]
        if deeply:
            faults += _search_index(connection)
    return faults


def _half_done(connection: Connection) -> Iterator[str]:
    """What one transaction writes must be there whole: sentences with each article, rows with each reading."""
    rows = connection.execute(select(func.count(), func.count(func.distinct(ArticleRow.id)))).one()
    if rows[0] != rows[1]:
        yield f"{rows[0]} articles of {rows[1]} names"
    bare = select(func.count()).where(ArticleRow.key.not_in(select(SentenceRow.article_key)))
    if found := connection.execute(bare).scalar_one():
        yield f"{found} articles without sentences"
    twice = select(ReadingRow.article_key).where(ReadingRow.current).group_by(ReadingRow.article_key)
    if found := len(connection.execute(twice.having(func.count() > 1)).all()):
        yield f"{found} articles with two current readings"
    by_state = select(ArticleRow.state, func.count()).group_by(ArticleRow.state)
    states = {row[0]: row[1] for row in connection.execute(by_state)}
    if set(states) - {"pending", "coded"}:
        yield f"states: {states}"
    sums = connection.execute(select(func.count(), func.sum(ReadingRow.events), func.sum(ReadingRow.signals))).one()
    there = [connection.execute(select(func.count()).select_from(t)).scalar_one() for t in (EventRow, SignalRow)]
    if [states.get("coded", 0), *there] != [n or 0 for n in sums]:
        yield f"{states} articles, {there} events and signals where the readings have {tuple(sums)}"


def _search_index(connection: Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    count = connection.execute(text("SELECT count(*) FROM sentence_index_docsize")).scalar_one()
    sentences = connection.execute(select(func.count()).select_from(SentenceRow)).scalar_one()
    return [] if count == sentences else [f"{count} sentences can be searched of {sentences}"]


def compare(where: str, given: list[Article], *, real: bool) -> list[str]:
    """How it differs from a store that was filled with the same without a kill."""
    with tempfile.TemporaryDirectory() as folder:
        calm = f"{folder}/calm.sqlite"
        os.waitpid(_start(calm, given, real=real), 0)
        wanted, found = contents(calm), contents(where)
    return [f"{name}: not the same" for name in wanted if wanted[name] != found[name]]


def contents(where: str) -> dict[str, Any]:
    """All of a store but its numbers and times, by table, the rows by article."""
    with Store.open(where) as store, store.reading() as connection:
        found: dict[str, Any] = {
            "articles": sorted(
                (row.id, row.text) for row in connection.execute(select(ArticleRow.id, ArticleRow.text))
            ),
            "readings": sorted(str(made) for _, made in current(connection)),
        }
        for table in (SentenceRow, EventRow, SignalRow, PartyRow):
            found[table.__tablename__] = _rows(connection, table)
    return found


def _rows(connection: Connection, table: type[Table]) -> list[str]:
    columns = [column for column in table.__table__.columns if column.name not in NOT_COMPARED]
    joined = select(ArticleRow.id, *columns).join(ArticleRow, ArticleRow.key == table.__table__.c.article_key)
    return sorted(repr(tuple(row)) for row in connection.execute(joined))


def main() -> None:
    """Parse the words, run, say what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--db", help="an empty store; a SQLite file in a temporary folder if not given")
    parser.add_argument("--real", action="store_true", help="the real coder, on the examples")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = torture(given.db or str(Path(folder) / "x.sqlite"), given.kills, seed=given.seed, real=given.real)
    sys.stdout.write(json.dumps(vars(outcome), indent=1) + "\n")
    raise SystemExit(bool(outcome.faults))


if __name__ == "__main__":
    main()
