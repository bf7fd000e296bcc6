"""`detente export`."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import click

from detente.cli.database import db_option, opened, told, whole

if TYPE_CHECKING:
    from detente.store import Store
    from detente.store.query import Filters

EVENTS: Final = ("plover", "gdelt", "icews", "geojson")
FOLDERS: Final = ("csv", "parquet")
FEEDS: Final = ("rss", "atom", "jsonfeed")
STATUSES: Final = ("reported", "claimed", "denied", "negated", "intended", "requested", "conditional", "hypothetical")
WITHOUT_STATUS: Final = ("gdelt", "icews")


@click.command()
@click.argument("form", type=click.Choice([*EVENTS, *FOLDERS, *FEEDS]), metavar="FORMAT")
@click.argument("inputs", nargs=-1, metavar="[FILE…]")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write there; csv and parquet: into this folder, which is made.",
)
@click.option(
    "--dyad", metavar="A-B", help="Only of reports that name both sides; tables and feeds: records between them."
)
@click.option("--side", metavar="A", help="Only naming this side.")
@click.option("--since", metavar="DATE", help="Published (tables: happened) then or later.")
@click.option("--until", metavar="DATE", help="… then or earlier.")
@click.option(
    "--status", "statuses", type=click.Choice(STATUSES), multiple=True,
    help="Events of this status; may be given again. [default: reported]",
)  # fmt: skip
@click.option("--background", is_flag=True, help="History, too.")
@click.option("--latest", type=click.IntRange(min=1), default=100, show_default=True, help="Entries of a feed.")
@click.option("--home", metavar="URL", default="urn:detente:commitments", help="Address of the page a feed belongs to.")
@db_option
def export(
    form: str, inputs: tuple[str, ...], output: Path | None, dyad: str | None, side: str | None, since: str | None,
    until: str | None, statuses: tuple[str, ...], background: bool, latest: int, home: str,
    db: str | None,
) -> None:  # fmt: skip
    """Write what is in the store, or in FILEs (reports, or what `detente code` wrote), for other programs. FORMAT is one of:

    \b
    plover    events as PLOVER's JSON, one a line
    gdelt     events in the shape of GDELT 2.0: 61 columns, tabs, no header
    icews     events in the shape of ICEWS: 20 columns, tabs
    geojson   events with coordinates, as points
    csv       a folder: articles, events, signals, casualties, commitments, incidents, with a Frictionless data package
    parquet   the same folder in Parquet
    rss, atom, jsonfeed   new and changed commitments, the newest first

    \b
    detente export plover reports.jsonl > events.jsonl
    detente export csv --dyad IND-PAK -o crisis/
    detente export atom --side Iran -o iran.xml

    Only events reported as news go into the first four: a claim, a plan, a denial or a condition is no event to those who read these
    formats. --status asks for others; GDELT's and ICEWS's have no column that says so, and take reported and claimed ones only.
    docs/exports.md has every column.
    """
    from detente.store.query import Filters

    chosen = set(statuses) or {"reported"}
    if form in WITHOUT_STATUS and not chosen <= {"reported", "claimed"}:
        raise click.UsageError(f"{form} has no column for a status: only reported and claimed events can go into it")
    if form in FOLDERS and output is None:
        raise click.UsageError(f"name a folder for the tables: -o {form}/")
    filters = Filters(dyad=dyad, side=side, since=since, until=until)
    with _source(inputs, db) as store, told():
        if form in FOLDERS:
            _folder(store, form, output or Path(), filters)
        else:
            with _out(output) as out:
                count = (
                    _feed(store, form, filters, out, latest, home)
                    if form in FEEDS
                    else _events(store, form, filters, out, chosen, background=background)
                )
            if output is not None:
                click.echo(f"{count} in {output}", err=True)


@contextlib.contextmanager
def _source(inputs: tuple[str, ...], db: str | None) -> Iterator[Store]:
    """The store; with files, one of them alone that is gone afterwards."""
    if not inputs:
        with opened(db, read_only=True) as store:
            yield store
        return
    if db is not None:
        raise click.UsageError("give FILEs or --db, not both")
    from detente import ingest
    from detente.cli.load import put_all
    from detente.errors import one_line
    from detente.store.refresh import refresh

    with tempfile.TemporaryDirectory() as folder, opened(f"{folder}/export.sqlite", create=True) as store:
        _, _, unread = put_all(store, inputs, None, None, quiet=True)
        for reading in ingest.code_pending(store):
            for error in reading.errors:
                click.echo(one_line(error), err=True)
        list(refresh(store))
        if not store.status().articles:
            raise SystemExit(2)
        yield store
        if unread:
            raise SystemExit(1)


@contextlib.contextmanager
def _out(output: Path | None) -> Iterator[IO[str]]:
    if output is None:
        yield sys.stdout
        return
    with whole(output) as beside, beside.open("w", encoding="utf-8", newline="") as out:
        yield out


def _feed(store: Store, form: str, filters: Filters, out: IO[str], latest: int, home: str) -> int:
    from detente.publish.exports import feeds

    found = feeds.entries(store, filters, latest)
    out.write({"rss": feeds.rss, "atom": feeds.atom, "jsonfeed": feeds.jsonfeed}[form](found, home))
    return len(found)


def _events(store: Store, form: str, filters: Filters, out: IO[str], statuses: set[str], *, background: bool) -> int:
    from detente.publish.exports import gdelt, geojson, icews, plover
    from detente.publish.exports.told import told as events
    from detente.store.ledger import reports

    given = reports(store, dyad=filters.dyad, side=filters.side, since=filters.since, until=filters.until)
    write = {"plover": plover.write, "gdelt": gdelt.write, "icews": icews.write, "geojson": geojson.write}[form]
    count, left = write(events(given, statuses, background=background), out)
    if left:
        need = "coordinates" if form == "geojson" else "a day and a CAMEO code"
        click.echo(f"events left out: {left}, without {need}, which {form} needs", err=True)
    return count


def _folder(store: Store, form: str, folder: Path, filters: Filters) -> None:
    from detente.publish.exports import package

    folder.mkdir(parents=True, exist_ok=True)
    write = package.write_package if form == "csv" else package.write_parquets
    counts = write(store, folder, filters)
    click.echo(", ".join(f"{count} {name}" for name, count in counts.items()) + f" in {folder}", err=True)
