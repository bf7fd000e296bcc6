"""One stream of articles, coded by many workers, in input order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from detente.api import read_ahead, read_safely
from detente.cluster.engines import Engine, Lost
from detente.records import Article, Problem, Reading

BATCH = 64  # articles a worker is given at a time: enough for full batches of the model


def code_stream(
    items: Iterable[Article | Problem], *, on: Engine, triage: bool = False, batch: int = BATCH
) -> Iterator[Reading]:
    """A reading for each item; what is no article gives a reading that holds only its error."""
    given: list[list[Article | Problem]] = []
    work = partial(code_batch, triage=triage)
    for results in on.map(work, _kept(batches(items, batch), given)):
        todo = given.pop(0)
        if not isinstance(results, Lost):
            yield from results
        elif len(todo) > 1:  # one of them is at fault: find it
            yield from code_stream(todo, on=on, triage=triage, batch=1)
        else:
            yield lost(todo[0])


def code_batch(items: list[Article | Problem], *, triage: bool = False) -> list[Reading]:
    """The work itself: readings in order; a failure of ours becomes the article's error."""
    return list(one_by_one(items, triage=triage))


def one_by_one(items: Iterable[Article | Problem], *, triage: bool = False) -> Iterator[Reading]:
    """The same, lazily, in this process."""
    for item in read_ahead(items, triage=triage):
        yield failed(item) if isinstance(item, Problem) else read_safely(*item)


def batches(items: Iterable[Article | Problem], size: int) -> Iterator[list[Article | Problem]]:
    """Runs of that many."""
    run: list[Article | Problem] = []
    for item in items:
        run.append(item)
        if len(run) >= size:
            yield run
            run = []
    if run:
        yield run


def failed(problem: Problem) -> Reading:
    """The reading of a line that is no article."""
    return Reading(id=f"line-{problem.line}", errors=(problem,))


def lost(item: Article | Problem) -> Reading:
    """The reading of an article whose workers died."""
    if isinstance(item, Problem):
        return failed(item)
    what = "not coded: the process that read it died more than once"
    problem = Problem(where=item.origin or item.id, what=what, remedy="give it more memory, or code it alone")
    return Reading(id=item.id, errors=(problem,), date=item.date, title=item.title, url=item.url, source=item.source)


def _kept(
    items: Iterable[list[Article | Problem]], given: list[list[Article | Problem]]
) -> Iterator[list[Article | Problem]]:
    for item in items:
        given.append(item)
        yield item
