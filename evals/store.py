"""How the store holds up: made-up articles with readings put in, rate, memory and disk by tenths; and its share of coding.

    python -m evals.store                       100,000 articles into a SQLite file in a temporary folder
    python -m evals.store -n 1000000 --db postgresql://…
    python -m evals.store --profile             where the time goes when real reports are loaded and coded

The articles are made of words drawn by Zipf's law, some 3,000 characters and 20 sentences each, the readings of what the coder
finds in such reports on average (5 events, 2 signals, 1 figure, 4 places).
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from detente import ingest
from detente.records import Actor, Article, Casualty, Condition, Event, Place, Reading, Signal, Term
from detente.store import Coder, Incoming, Store
from detente.store.status import size as size_of

CODER = Coder(name="made up", version="1")
WORDS = 50_000
SIDES = [Actor(code=a + b + c) for a in "ABCDEFGH" for b in "KLMN" for c in "XYZ"]
EXAMPLES = Path(__file__).parents[1] / "examples"
BATCH = 256


def words() -> tuple[list[str], list[float]]:
    """A vocabulary and the running sums of its frequencies, 1/rank."""
    chance = random.Random(1)
    letters = "etaoinshrdlu"
    made = ["".join(chance.choices(letters, k=chance.randint(2, 10))) for _ in range(WORDS)]
    return made, list(accumulate(1 / rank for rank in range(1, WORDS + 1)))


def articles(count: int) -> Iterator[Article]:
    """Made-up articles, always the same."""
    vocabulary, sums = words()
    chance = random.Random(2)
    for number in range(count):
        drawn = iter(chance.choices(vocabulary, cum_weights=sums, k=20 * 25))
        sentences = (" ".join(next(drawn) for _ in range(25)).capitalize() + "." for _ in range(20))
        day = f"{2015 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}"
        yield Article(
            id=f"n{number}", date=day, title=f"Report {number}", text=" ".join(sentences), source=f"S{number % 50}"
        )


def reading(article: Article) -> Reading:
    """What might be read out of it."""
    chance = random.Random(article.id)
    place = Place(name=f"Town {chance.randrange(5000)}", country="XXA", latitude=10.0, longitude=20.0, span=(5, 12))
    quote = article.text[:120]

    def pair() -> tuple[Actor, ...]:
        return (chance.choice(SIDES),)

    events = tuple(
        Event(
            id=f"e{n}", type=chance.choice(["ASSAULT", "CONSULT", "THREATEN", "AGREE"]), cameo="190", goldstein=-5.0,
            actors=pair(), recipients=pair(), date=article.date, place=place, quote=quote, span=(0, 120), sentence=n,
            rule="made/up",
        )
        for n in range(5)
    )  # fmt: skip
    term = Term(actors=pair(), recipients=pair(), type="RETREAT", text=quote[:40])
    asked = Condition(actors=pair(), type="ASSAULT", phase="halt", text=quote[:40])
    signals = tuple(
        Signal(
            id=f"s{n}", event=f"e{n}", kind="offer", speaker=chance.choice(SIDES), addressees=pair(), condition=asked,
            commitment=term, quote=quote, span=(0, 120), sentence=n, rule="made/up",
        )
        for n in range(2)
    )  # fmt: skip
    hurt = Casualty(kind="killed", low=3, high=3, who="people", place=place, date=article.date, quote=quote)
    return Reading(
        id=article.id, events=events, signals=signals, casualties=(hurt,), places=(place,) * 4, date=article.date
    )


def fill(store: Store, count: int) -> list[dict[str, float]]:
    """Put `count` articles with readings in; for each tenth, what it took. Making them up is not counted."""
    tenths: list[dict[str, float]] = []
    given = articles(count)
    spent = done = (0.0, 0.0)
    for number in range(10):
        batch: list[Incoming] = []
        for _ in range(count // 10):
            article = next(given)
            batch.append(Incoming(article=article, reading=reading(article), coder=CODER))
            if len(batch) == BATCH:
                spent = _sum(spent, put(store, batch))
                batch = []
        spent = _sum(spent, put(store, batch))
        size = bytes_of(store)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        row = {
            "articles": (number + 1) * (count // 10), "per second": round(count / 10 / (spent[0] - done[0]), 1),
            "per second of processor": round(count / 10 / (spent[1] - done[1]), 1),
            "memory MB": round(memory, 1), "disk MB": round(size / 1e6, 1),
        }  # fmt: skip
        done = spent
        tenths.append(row)
        sys.stdout.write(json.dumps(row) + "\n")
        sys.stdout.flush()
    return tenths


def put(store: Store, batch: list[Incoming]) -> tuple[float, float]:
    """Seconds it took: by the clock, and of the processor."""
    before, used = time.perf_counter(), time.process_time()
    store.add_articles(batch)
    return time.perf_counter() - before, time.process_time() - used


def bytes_of(store: Store) -> int:
    """On the disk."""
    with store.reading() as connection:
        return size_of(connection)


def _sum(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return one[0] + other[0], one[1] + other[1]


def profile() -> None:
    """Load and code the examples, and tell the share of the store's functions."""
    given = [
        Article(**{name: row.get(name) for name in ("id", "date", "title", "text", "url", "source")})
        for path in sorted(EXAMPLES.glob("*/reports.jsonl"))
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]
    from detente.api import read_article

    read_article(given[0])  # the model is loaded before anything is counted
    with tempfile.TemporaryDirectory() as folder, Store.open(f"{folder}/x.sqlite") as store:
        profiler = cProfile.Profile()
        profiler.enable()
        added = sum(1 for _ in ingest.put(store, given))
        coded = sum(1 for _ in ingest.code_pending(store))
        profiler.disable()
    stats = pstats.Stats(profiler)
    whole = stats.total_tt  # type: ignore[attr-defined]
    times = stats.stats  # type: ignore[attr-defined]
    inside = sum(row[3] for (file, _, name), row in times.items() if "store/store.py" in file and name in METHODS)
    result = {"articles": added, "coded": coded, "seconds": round(whole, 2), "in the store": round(inside, 2)}
    sys.stdout.write(json.dumps(result | {"share": round(inside / whole, 3)}) + "\n")


METHODS = {"add_articles", "claim_articles", "mend_sentences", "add_readings", "give_back"}


def main() -> None:
    """Parse the words, run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-n", type=int, default=100_000, help="articles")
    parser.add_argument("--db", help="the store; it should be empty")
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    if given.profile:
        profile()
        return
    with tempfile.TemporaryDirectory() as folder, Store.open(given.db or f"{folder}/store.sqlite") as store:
        fill(store, given.n)


if __name__ == "__main__":
    main()
