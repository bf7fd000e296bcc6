"""`detente code`."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.shared import open_output, progress, safely, stop, tell

if TYPE_CHECKING:
    from detente.records import Reading

COLLECT_AFTER = 50_000  # objects; Python's own is 700 to 2,000


@click.command()
@click.argument("file", metavar="FILE.jsonl|-")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write there instead of to standard output.",
)
@click.option("--quiet", is_flag=True, help="No progress, even on a terminal.")
@click.option(
    "--triage",
    is_flag=True,
    help="Do not parse sentences in which no side could be doing anything: faster, may lose a few.",
)
def code(file: str, output: Path | None, quiet: bool, triage: bool) -> None:
    """Code reports: JSONL in (id, date, text; optional title, url, source), JSONL out, in input order.

    Each output object is {"id", "events", "signals", "errors", …} as docs/records.md describes; spans are offsets into the
    given text. A line that cannot be read gives an object with `errors` and a message on stderr with its line number, and
    the run goes on. Output is written as it is made, so that it can be piped and a stopped run keeps what it did.

    \b
    detente code reports.jsonl > coded.jsonl
    zcat dump.jsonl.gz | detente code - | jq -c '.signals[] | [.kind, .speaker.code, .quote]'
    """
    from detente.errors import exit_status
    from detente.records import Problem, to_json

    done = failed = 0
    with open_output(output) as out, seldom_collected():
        for reading in progress(_readings(file, triage=triage), total=None, what="coding", quiet=quiet):
            out.write(to_json(reading) + "\n")
            out.flush()
            tell(reading.errors)
            failed += bool(reading.errors)
            done += not reading.errors
    if not done and not failed:
        tell([Problem(where=file, what="no line to code", remedy="give one JSON object a line with id, date and text")])
    raise SystemExit(exit_status(done=done, failed=failed))


@contextlib.contextmanager
def seldom_collected() -> Iterator[None]:
    """Garbage in cycles is looked for less often: the tables and each run of articles are large, and a reading makes next to none."""
    before = gc.get_threshold()
    gc.set_threshold(COLLECT_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _readings(file: str, *, triage: bool) -> Iterator[Reading]:
    """A reading for each line; a line that is no article gives a reading that holds only its error."""
    from detente import sources
    from detente.api import read_ahead
    from detente.errors import DetenteError
    from detente.records import Problem, Reading

    try:
        for item in read_ahead(sources.stream(file), triage=triage):
            if isinstance(item, Problem):
                yield Reading(id=f"line-{item.line}", errors=(item,))
            else:
                yield safely(*item)
    except DetenteError as error:
        raise stop(error.problem) from None
