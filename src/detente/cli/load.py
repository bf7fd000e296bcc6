"""`detente load`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.database import db_option, opened, refreshed, told
from detente.cli.shared import progress, tell

if TYPE_CHECKING:
    from detente.records import Problem
    from detente.store import Incoming, Store


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE…")
@db_option
@click.option("--date", metavar="DATE", help="Publication date for inputs that state none.")
@click.option(
    "--feed", metavar="NAME", help="Name to keep as the way these reports came by. [default: the input's name]"
)
@click.option("--no-code", is_flag=True, help="Only put them in; they wait until `detente load` or `watch` runs again.")
@click.option("--triage", is_flag=True, help="Do not parse sentences in which no side could be doing anything.")
@click.option(
    "--no-refresh", is_flag=True, help="Leave commitments and incidents as they were: `detente db refresh` does it."
)
@click.option("--quiet", is_flag=True, help="No progress, even on a terminal.")
def load(
    inputs: tuple[str, ...], db: str | None, date: str | None, feed: str | None, no_code: bool, triage: bool,
    no_refresh: bool, quiet: bool,
) -> None:  # fmt: skip
    """Put reports into the store and code them: anything `detente code` reads, and what it wrote.

    A report comes in once: with the same id and content it is left as it is; with the same id and other content it is kept beside the
    first. Ended at any moment, by kill -9 too, the same command goes on where it was: nothing is lost and nothing is there twice.
    Several may run at once on one store and share the work.

    \b
    detente load reports.jsonl                        into the store in your data folder
    detente load *.html --db crisis.sqlite
    detente load saved/                               a folder of pages, texts, JSONL, feeds, archives
    detente load coded.jsonl                          readings that `detente code` wrote, as they are
    detente load coded/                               the Parquet parts that `detente code --to coded` wrote
    detente load --db postgresql://me@server/news dump.jsonl.gz
    """
    from detente import ingest
    from detente.errors import exit_status, one_line

    _refuse_nothing(inputs)
    with opened(db, create=True) as store, told():
        run = store.begin_run("load", " ".join(inputs)[:1000])
        new, known, unread = put_all(store, inputs, date, feed, quiet=quiet)
        coded = failed = 0
        if not no_code:
            waiting = store.pending()
            for reading in progress(
                ingest.code_pending(store, triage=triage, run=run), total=waiting, what="coding", quiet=quiet
            ):
                coded += not reading.errors
                failed += bool(reading.errors)
                for error in reading.errors:
                    click.echo(one_line(error), err=True)
        store.end_run(run, new)
        if not no_refresh and not no_code:
            refreshed(store, run=run, quiet=quiet)
        click.echo(_sum(new, known, unread, coded, failed) + f" ({store.where})", err=True)
    raise SystemExit(exit_status(done=new + known, failed=unread + failed))


def _refuse_nothing(inputs: Iterable[str]) -> None:
    """End before a store is made, if there is nothing to put into it."""
    from detente import sources
    from detente.errors import SourceError

    if any(sources.is_there(name) for name in inputs):
        return
    for name in inputs:
        try:
            next(sources.stream(name), None)
        except SourceError as error:
            tell([error.problem])
    raise SystemExit(2)


def put_all(
    store: Store, inputs: Iterable[str], date: str | None, feed: str | None, *, quiet: bool
) -> tuple[int, int, int]:
    """How many were new, how many there already, how many could not be read."""
    from detente import ingest

    problems: list[Problem] = []
    new = known = 0
    for name in inputs:
        items = _incoming(name, date, feed or name, problems)
        for one in progress(ingest.put(store, items), total=None, what=name, quiet=quiet):
            new += one.new
            known += not one.new
    return new, known, len(problems)


def _incoming(name: str, date: str | None, feed: str, problems: list[Problem]) -> Iterator[Incoming]:
    """What one input holds; what cannot be read is told and added to `problems`."""
    from detente import sources
    from detente.cli import shared
    from detente.errors import SourceError, UsageError
    from detente.records import Article, Problem
    from detente.store import Incoming

    if shared._is_coded(name):
        yield from _coded(name, feed, problems)
        return
    if _holds_parts(name):
        yield from _parts(Path(name), feed)
        return
    notes: list[Problem] = []
    try:
        for item in sources.stream(name, date=date, notes=notes):
            if isinstance(item, Article):
                yield Incoming(article=item, feed=feed)
            elif isinstance(item, Problem):
                tell([item])
                problems.append(item)
    except UsageError:
        raise
    except SourceError as error:
        tell([error.problem])
        problems.append(error.problem)
    tell(notes, style="yellow")


def _holds_parts(name: str) -> bool:
    """Whether it is what `detente code --to` wrote; any other folder is one of reports."""
    from detente.cluster.files import MANIFEST

    path = Path(name)
    if not path.is_dir():
        return name.endswith(".parquet")
    return (path / MANIFEST).is_file() or any(path.glob("*.parquet"))


def _coded(name: str, feed: str, problems: list[Problem]) -> Iterator[Incoming]:
    """Readings that `detente code` wrote, each with an article that has no text unless it is there already."""
    import msgspec

    from detente.records import Article, Problem, Reading, from_json
    from detente.store import Coder, Incoming

    unknown = Coder(name="detente", version="unknown")
    with Path(name).open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                made = from_json(Reading, line)
            except msgspec.DecodeError as error:
                wrong = Problem(
                    where=name, what=f"not a reading ({error})", remedy="write it with detente code", line=number
                )
                tell([wrong])
                problems.append(wrong)
                continue
            bare = Article(id=made.id, text="", date=made.date, title=made.title, url=made.url, source=made.source)
            by = made.events[0].rule.partition("/") if made.events else ("", "", "")
            coder = Coder(name=by[2], version="") if by[0] == "imported" else unknown
            yield Incoming(article=bare, feed=feed, reading=made, coder=coder)


def _parts(path: Path, feed: str) -> Iterator[Incoming]:
    """The Parquet parts that `detente code --to` wrote, with the coder their manifest names."""
    import msgspec

    from detente.cluster.files import MANIFEST, Done
    from detente.cluster.parts import read_part
    from detente.errors import SourceError
    from detente.records import Article, from_json
    from detente.store import Coder, Incoming

    manifest = (path if path.is_dir() else path.parent) / MANIFEST
    try:
        lines = manifest.read_bytes().splitlines() if manifest.exists() else []
        done = {Path(d.part).name: d.coder for line in lines if (d := from_json(Done, line)).part}
    except msgspec.DecodeError as error:
        raise SourceError(str(manifest), f"not a manifest ({error})", "write it with detente code --to") from None
    parts = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    if not parts:
        raise SourceError(str(path), "there is no Parquet part in it", "name a folder that detente code --to wrote")
    for part in parts:
        coder = Coder(name="detente", version=done.get(part.name, "unknown"))
        for article, made in read_part(part):
            bare = Article(id=made.id, text="", date=made.date, title=made.title, url=made.url, source=made.source)
            yield Incoming(article=article or bare, feed=feed, reading=made, coder=coder)


def _sum(new: int, known: int, unread: int, coded: int, failed: int) -> str:
    parts = [f"{new} new", f"{known} there already"]
    parts += [f"{unread} could not be read"] if unread else []
    parts += [f"{coded} coded"] if coded else []
    return ", ".join(parts + ([f"{failed} could not be coded"] if failed else []))
