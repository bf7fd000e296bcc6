"""`detente code`."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from detente.cli.shared import open_output, progress, stop, tell

if TYPE_CHECKING:
    from detente.records import Problem, Reading

COLLECT_AFTER = 50_000  # objects; Python's own is 700 to 2,000


@click.command()
@click.argument("files", metavar="FILE.jsonl|- …", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write there instead of to standard output.",
)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write one Parquet part for each FILE into this folder, with a manifest; run again to go on.",
)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes to use: 1 if not given, with --to all processors.")
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Who does the work of --to: processes here, or Ray (RAY_ADDRESS names a cluster).",
)
@click.option("--quiet", is_flag=True, help="No progress, even on a terminal.")
@click.option(
    "--triage",
    is_flag=True,
    help="Do not parse sentences in which no side could be doing anything: faster, may lose a few.",
)
@click.option(
    "--sure",
    "least",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    metavar="P",
    help="Leave out events told as news whose likelihood of being right in every part is below P (0 to 1).",
)
def code(
    files: tuple[str, ...],
    output: Path | None,
    folder: Path | None,
    jobs: int | None,
    engine: str,
    quiet: bool,
    triage: bool,
    least: float,
) -> None:
    """Code reports: JSONL in (id, date, text; optional title, url, source), JSONL out, in input order.

    Each output object is {"id", "events", "signals", "errors", …} as docs/records.md describes; spans are offsets into the
    given text. A line that cannot be read gives an object with `errors` and a message on stderr with its line number, and
    the run goes on. Output is written as it is made, so that it can be piped and a stopped run keeps what it did. It is the same
    whatever the number of processes.

    With --to, whole files (JSONL, Parquet with columns id, date and text, and what `detente brief` reads) are coded to Parquet, by
    processes here or by Ray on many machines: docs/cluster.md.

    \b
    detente code reports.jsonl > coded.jsonl
    zcat dump.jsonl.gz | detente code - | jq -c '.signals[] | [.kind, .speaker.code, .quote]'
    detente code --to coded --jobs 8 2025-*.jsonl.gz
    """
    _refuse_coded(files)
    if folder is not None:
        if output is not None:
            raise click.UsageError("give --to or --output, not both")
        if least:
            raise click.UsageError("--sure is not for --to: the parts hold every event, with its likelihood")
        _to_parts(files, folder, jobs=jobs, engine=engine, quiet=quiet, triage=triage)
    if len(files) > 1 or engine != "local":
        raise click.UsageError("several files, or --engine ray, need --to FOLDER")
    _to_lines(files[0], output, jobs=jobs or 1, quiet=quiet, triage=triage, least=least)


def _refuse_coded(files: tuple[str, ...]) -> None:
    """Stop at what this command wrote itself: each of its lines would be told to have no text."""
    from detente.cli.shared import _is_coded
    from detente.records import Problem

    for name in files:
        if _is_coded(name):
            remedy = f"use it as it is: detente ledger {name}"
            raise stop(Problem(where=name, what="coded already: it holds readings, not reports", remedy=remedy))


def _to_lines(file: str, output: Path | None, *, jobs: int, quiet: bool, triage: bool, least: float) -> NoReturn:
    """One stream in, JSONL out, without the told events less likely than `least`."""
    from detente.errors import exit_status
    from detente.events import sure
    from detente.records import Problem, to_json

    done = failed = 0
    with open_output(output) as out, seldom_collected():
        for reading in progress(_readings(file, jobs=jobs, triage=triage), total=None, what="coding", quiet=quiet):
            out.write(to_json(sure(reading, least)) + "\n")
            out.flush()
            tell(reading.errors)
            failed += bool(reading.errors)
            done += not reading.errors
    if not done and not failed:
        tell([Problem(where=file, what="no line to code", remedy="give one JSON object a line with id, date and text")])
    raise SystemExit(exit_status(done=done, failed=failed))


def _to_parts(
    files: tuple[str, ...], folder: Path, *, jobs: int | None, engine: str, quiet: bool, triage: bool
) -> NoReturn:
    """Files in, a Parquet part each out; what became of each is told on stderr."""
    from detente import cluster
    from detente.cluster.engines import processors
    from detente.cluster.parts import arrow
    from detente.errors import DetenteError, exit_status

    done = failed = 0
    try:
        arrow()
        made = cluster.code_files(files, folder, on=cluster.engine(engine, jobs or processors()), triage=triage)
        for row, fresh in progress(made, total=len(set(files)), what="coding files", quiet=quiet):
            failed += row.state == "failed"
            done += row.state == "coded"
            if row.problem is not None:
                tell([row.problem])
            elif not quiet:
                counts = f"{row.rows:,} articles, {row.events:,} events, {row.signals:,} signals"
                bad = f", {row.errors:,} not read" if row.errors else ""
                click.echo(f"{row.input}: {counts}{bad}{'' if fresh else ' (done before)'}", err=True)
    except DetenteError as error:
        raise stop(error.problem) from None
    except KeyboardInterrupt:
        click.echo("stopped; the same command goes on where it was", err=True)
        raise SystemExit(1) from None
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


def _readings(file: str, *, jobs: int, triage: bool) -> Iterator[Reading]:
    """A reading for each line; a line that is no article gives a reading that holds only its error."""
    from detente import cluster, sources
    from detente.errors import DetenteError

    notes: list[Problem] = []
    try:
        if jobs > 1:
            yield from cluster.code_stream(
                sources.stream(file, notes=notes), on=cluster.engine("local", jobs), triage=triage
            )
            return
        yield from cluster.one_by_one(sources.stream(file, notes=notes), triage=triage)
    except DetenteError as error:
        raise stop(error.problem) from None
    finally:
        tell(notes, style="yellow")
