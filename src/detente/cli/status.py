"""`detente status`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from detente.cli.database import db_option, opened, told

if TYPE_CHECKING:
    from detente.store import Status
    from detente.watch import SourceHealth

STYLES = {"well": "green", "silent": "yellow", "new": "cyan", "late": "red", "failing": "red"}


@click.command()
@click.argument("plan", metavar="[SOURCES.toml]", required=False, type=click.Path(dir_okay=False, path_type=Path))
@db_option
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def status(plan: Path | None, db: str | None, as_json: bool) -> None:
    """How the watched sources fare, and what the store holds: the store that SOURCES.toml, given to `detente watch`, names.

    Of each source: when it was last read without fault and how long ago that is, reports, copies among them, those set aside, errors,
    and a word: "well"; "new", not read yet; "silent", read without fault, long nothing new; "late", no success for three times its
    interval; "failing", its last three rounds failed. Exit status 1 if a source is late or failing.
    """
    import msgspec

    from detente.watch import health, read_plan

    if plan is not None:
        with told():
            db = db or read_plan(plan).db
    with opened(db, read_only=True) as store:
        now = datetime.now(UTC)
        rows = health(store.states("watch/source/"), now)
        held = store.status()
    if as_json:
        made = {"at": now.isoformat(timespec="seconds"), "sources": rows, "store": held}
        click.echo(msgspec.json.format(msgspec.json.encode(made), indent=2).decode())
    else:
        _show(rows, held)
    raise SystemExit(1 if any(row.health in {"late", "failing"} for row in rows) else 0)


def _show(rows: list[SourceHealth], held: Status) -> None:
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("source", "health", "last success", "last new", "reports", "copies", "aside", "errors"):
        table.add_column(name, justify="right" if name in {"reports", "copies", "aside", "errors"} else "left")
    for row in rows:
        table.add_row(
            Text(row.name),
            Text(row.health, style=STYLES[row.health]),
            "never" if row.lag is None else f"{_ago(row.lag)} ago",
            (row.last_new or "never").replace("T", " ")[:16],
            *(f"{n:,}" for n in (row.new, row.copies, row.foreign + row.aside, row.errors)),
        )
    if rows:
        console.print(table)
    for row in rows:
        if row.last_error and row.health != "well":
            console.print(Text(f"{row.name}: {row.last_error}", style=STYLES[row.health]))
    counts = ", ".join(f"{count:,} {state}" for state, count in held.articles.items()) or "none"
    console.print(Text(f"store {held.where}: reports {counts}; {held.bytes / 1e6:,.1f} MB"))


def _ago(seconds: float) -> str:
    """ "12 s", "5 min", "3 h", "2 days"."""
    for size, unit in ((86_400, "days"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"
