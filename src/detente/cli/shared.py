"""What the commands share: telling problems, progress, reading inputs, opening outputs."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click
from rich.console import Console

if TYPE_CHECKING:
    from detente.records import Article, Problem, Reading

T = TypeVar("T")
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def tell(problems: Iterable[Problem], *, style: str = "red") -> None:
    """One line a problem, on stderr."""
    from detente.errors import one_line

    for problem in problems:
        errors.print(one_line(problem), style=style, markup=False)


def stop(problem: Problem) -> SystemExit:
    """Tell a problem after which nothing can be done; raise what this returns."""
    tell([problem])
    return SystemExit(2)


def gather(inputs: Iterable[str], date: str | None) -> tuple[list[Article], list[Problem]]:
    """Articles of all inputs, and what could not be read."""
    from detente import sources
    from detente.errors import DetenteError, UsageError

    articles: list[Article] = []
    problems: list[Problem] = []
    for name in inputs:
        try:
            loaded = sources.read(name, date=date)
        except UsageError as error:
            raise stop(error.problem) from None
        except DetenteError as error:
            problems.append(error.problem)
        else:
            articles += loaded.articles
            problems += loaded.problems
            tell(loaded.notes, style="yellow")
    return articles, problems


def read_all(articles: list[Article]) -> tuple[list[Reading], list[Problem]]:
    """Readings of the articles, with progress; an article that fails becomes a problem."""
    readings: list[Reading] = []
    problems: list[Problem] = []
    for article in progress(articles, total=len(articles), what="reading"):
        reading = safely(article)
        problems += reading.errors
        if not reading.errors:
            readings.append(reading)
    return readings, problems


def readings_of(inputs: Iterable[str], date: str | None) -> tuple[list[Reading], list[Problem]]:
    """Readings of the inputs: coded ones (what `detente code` wrote) as they are, reports by reading them."""
    readings, _, problems = readings_and_articles(inputs, date)
    return readings, problems


def readings_and_articles(
    inputs: Iterable[str], date: str | None
) -> tuple[list[Reading], list[Article], list[Problem]]:
    """The same with the articles that were read; coded inputs have none."""
    coded: list[Reading] = []
    reports: list[str] = []
    problems: list[Problem] = []
    for name in inputs:
        if _is_coded(name):
            made, wrong = _coded(name)
            coded += made
            problems += wrong
        else:
            reports.append(name)
    articles, unread = gather(reports, date)
    readings, failed = read_all(articles)
    return coded + readings, articles, problems + unread + failed


def safely(article: Article, read: Callable[[Article], Reading] | None = None) -> Reading:
    """As `detente.api.read_safely`."""
    from detente.api import read_safely

    return read_safely(article, read)


def progress(items: Iterable[T], *, total: int | None, what: str, quiet: bool = False) -> Iterator[T]:
    """The items, with a progress bar on stderr when that is a terminal and there is more than one."""
    if quiet or not sys.stderr.isatty() or total in (0, 1):
        yield from items
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task(what, total=total)
        for item in items:
            yield item
            bar.advance(task)


class Commands(click.Group):
    """A group whose commands tell what the system refuses (disk full, no such folder) in one line, not by a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it printed is out before it counts as done."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except OSError as error:
            if error.errno == errno.EPIPE:  # click's own: whoever read has gone
                raise
            raise _refused(error) from None


def _refused(error: OSError) -> SystemExit:
    from detente.records import Problem

    if error.filename is None:  # what could not be written goes nowhere: the interpreter tries once more at its end
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    what, where = error.strerror or type(error).__name__, error.filename or "the output"
    remedy = "see that it is there and that its disk has room"
    return stop(Problem(where=str(where), what=f"cannot be read or written ({what})", remedy=remedy))


def open_output(output: Path | None) -> IO[str]:
    """The file to write to, or standard output."""
    from detente.records import Problem

    if output is None:
        return click.open_file("-", "w", encoding="utf-8")
    try:
        return output.open("w", encoding="utf-8")
    except OSError as error:
        remedy = "name a file in a folder you may write to"
        raise stop(Problem(where=str(output), what=f"cannot be written ({error.strerror})", remedy=remedy)) from None


def _is_coded(name: str) -> bool:
    """Whether a file's first line is a reading rather than a report."""
    path = Path(name)
    if path.suffix not in (".jsonl", ".ndjson") or not path.is_file():
        return False
    with path.open("rb") as file:
        first = file.readline(10_000_000)
    try:
        record = json.loads(first)
    except ValueError:
        return False
    return isinstance(record, dict) and "signals" in record and "text" not in record


def _coded(name: str) -> tuple[list[Reading], list[Problem]]:
    import msgspec

    from detente.records import Problem, Reading, from_json

    readings: list[Reading] = []
    problems: list[Problem] = []
    with Path(name).open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                reading = from_json(Reading, line)
            except msgspec.DecodeError as error:
                what = f"not a reading ({error})"
                problems.append(Problem(where=name, what=what, remedy="write it with detente code", line=number))
                continue
            problems += reading.errors
            if not reading.errors:
                readings.append(reading)
    return readings, problems
