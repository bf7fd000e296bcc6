"""`detente query`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from detente.cli.database import db_option, opened, told, whole
from detente.records import EVENT_TYPES, STATUSES

if TYPE_CHECKING:
    from detente.store import Store
    from detente.store.columns import Column
    from detente.store.query import Filters, Row, What

WHATS: Final = ("events", "signals", "commitments", "incidents", "casualties", "articles", "sentences", "places")
IN_TABLE: Final = {
    "events": "event_at type actors recipients status place quote article",
    "signals": "event_at kind speaker addressees commitment_type condition_text quote article",
    "commitments": "first_said_at kind speaker counterparts state next_mover quote id",
    "incidents": "event_at type actors recipients place reports independent_sources conflicts id",
    "casualties": "event_at kind low high who victims place article",
    "articles": "published_at source title state id",
    "sentences": "published_at text source article",
    "places": "place country latitude longitude disputed article",
}
"""Columns of the table for people; the other forms have all."""
SUFFIXES: Final = {".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
TABLE_ROWS: Final = 50
WIDE: Final = frozenset({"quote", "text", "title", "condition_text"})


@click.command()
@click.argument("what", type=click.Choice(WHATS))
@click.option("--dyad", metavar="A-B", help="Between these two sides, either way: IND-PAK, ISR-Hezbollah.")
@click.option("--side", metavar="A", help="Naming this side: a code, a country or a group.")
@click.option("--actor", metavar="A", help="Done or said by this side.")
@click.option("--recipient", metavar="A", help="Done or said to this side.")
@click.option("--type", "type_", metavar="TYPE", help=f"PLOVER type: {' '.join(EVENT_TYPES)}.")
@click.option("--status", metavar="STATUS", help=f"Of events and casualties: {' '.join(STATUSES)}.")
@click.option("--kind", metavar="KIND", help="Of signals and commitments: offer, threat …; of casualties: killed …")
@click.option(
    "--state", metavar="STATE", help="Of commitments: open, kept …; of articles: pending, coded, failed, aside."
)
@click.option("--since", metavar="DATE", help="Happened, said or published then or later.")
@click.option("--until", metavar="DATE", help="… then or earlier.")
@click.option("--place", metavar="NAME", help="At this place.")
@click.option("--country", metavar="CODE", help="At a place of this country.")
@click.option("--source", metavar="NAME", help="From this publisher.")
@click.option("--article", metavar="ID", help="From this report.")
@click.option(
    "--text", metavar="WORDS", help='Its sentence has these words: all of them, "in a row", one OR another, -without.'
)
@click.option("--news/--background", "news", default=None, help="Only news, or only history.")
@click.option("--limit", type=click.IntRange(min=1), help=f"At most so many (a table: {TABLE_ROWS} if not given).")
@click.option("--newest", is_flag=True, help="The newest first.")
@click.option("--json", "form", flag_value="json", help="As one JSON array.")
@click.option("--jsonl", "form", flag_value="jsonl", help="As JSON, one object a line.")
@click.option("--csv", "form", flag_value="csv", help="As CSV.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write there: .csv .json .jsonl .parquet"
)
@click.option("--columns", "only_columns", is_flag=True, help="Only say what the columns are.")
@db_option
def query(
    what: What, db: str | None, form: str | None, output: Path | None, limit: int | None, newest: bool,
    only_columns: bool, news: bool | None, type_: str | None, **given: Any,
) -> None:  # fmt: skip
    """Ask the store: which events, signals, commitments … by whom, against whom, when, where, in what words.

    \b
    detente query events --dyad IND-PAK --type ASSAULT --since 2025-05-01
    detente query signals --actor Iran --kind offer --csv > offers.csv
    detente query commitments --state open --newest
    detente query sentences --text '"line of control" drone -exercise'
    detente query events --country UKR -o events.parquet

    A table shows the main columns; CSV, JSON and Parquet have all of them (--columns says what they are, docs/store.md as well).
    Commitments and incidents are as of the last `detente db refresh`.
    """
    from detente.store import query as asked

    columns = asked.columns_of(what)
    if only_columns:
        _show_columns(columns)
        return
    background = None if news is None else not news
    filters = asked.Filters(type=type_.upper() if type_ else None, background=background, **given)
    form = form or (_form_of(output) if output else "table")
    most = limit or (TABLE_ROWS + 1 if form == "table" else None)
    with opened(db, read_only=True) as store, told():
        rows = asked.find(store, what, filters, limit=most, newest=newest)
        if form == "table":
            found = list(rows)
            _show(found, what, cut=limit is None)
            if not found:
                _tell_unknown(store, filters)
        else:
            _write(rows, columns, form, output)


def _tell_unknown(store: Store, filters: Filters) -> None:
    """Which of the sides asked for the store does not know: more often a slip than an answer."""
    from detente.store import query as asked

    for name in asked.unknown_sides(store, filters):
        click.echo(f"nothing in the store names {name!r}: give a code (IND), a country or a group's name", err=True)


def _form_of(output: Path) -> str:
    if output.suffix not in SUFFIXES:
        raise click.UsageError(f"{output.name}: name it .csv, .json, .jsonl or .parquet")
    return SUFFIXES[output.suffix]


def _write(rows: Iterable[Row], columns: Sequence[Column], form: str, output: Path | None) -> None:
    from detente.publish.exports import tables

    if output is None:
        getattr(tables, f"write_{form}")(rows, columns, sys.stdout)
        return
    with whole(output) as beside:
        if form == "parquet":
            count = tables.write_parquet(rows, columns, beside)
        else:
            with beside.open("w", encoding="utf-8", newline="") as out:
                count = getattr(tables, f"write_{form}")(rows, columns, out)
    click.echo(f"{count} in {output}", err=True)


def _show(rows: list[Row], what: str, *, cut: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from detente.errors import shown
    from detente.publish.exports.tables import cell

    more = cut and len(rows) > TABLE_ROWS
    names = IN_TABLE[what].split()
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in names:
        wide = name in WIDE
        table.add_column(
            name, ratio=3 if wide else None, no_wrap=not wide, overflow="ellipsis", min_width=8 if wide else None
        )
    for row in rows[:TABLE_ROWS] if cut else rows:
        values = (_day(row, name) if name.endswith("_at") else shown(cell(row[name])) for name in names)
        table.add_row(*(Text(value) for value in values))
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
    console.print(table if rows else "none")
    if more:
        click.echo(f"… and more: --limit N, or -o {what}.csv for all", err=True)


def _day(row: Row, name: str) -> str:
    """A time as precisely as it was given."""
    from detente.publish.exports.tables import cell

    text = cell(row[name])
    digits = {"year": 4, "month": 7, "minute": 16, "second": 20}
    return text[: digits.get(row.get(name.removesuffix("_at") + "_precision") or "", 10)]


def _show_columns(columns: Sequence[Column]) -> None:
    width = max(len(column.name) for column in columns)
    for column in columns:
        click.echo(f"{column.name:<{width}}  {column.kind:<8} {column.about}")
