"""`detente watch`."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from detente.cli.database import db_option, opened, told
from detente.cli.shared import errors


@click.command()
@click.argument("plan", metavar="SOURCES.toml", type=click.Path(dir_okay=False, path_type=Path))
@db_option
@click.option("--once", is_flag=True, help="Read each source once, code what came, and end.")
@click.option("--quiet", is_flag=True, help="Say nothing but what is wrong with the store.")
def watch(plan: Path, db: str | None, once: bool, quiet: bool) -> None:
    """Watch sources for as long as it runs: feeds, site maps, pages, folders, files; store and code what they bring.

    Each source has its own schedule, time limit and thread; one that hangs, lies or floods delays no other. Ended by Ctrl-C it
    stores what was fetched first; ended in any other way it goes on where it was, and nothing is lost or there twice. How the
    sources fare says `detente status`. docs/sources.md describes the file; the shortest:

    \b
    contact = "mailto:you@example.org"
    [[source]]
    name = "example-wire"
    address = "https://example.org/world/rss.xml"

    Exit status: 0 if the last round of every source went well, 1 if not, 2 if it could not begin.
    """
    from detente.watch import Watch, read_plan

    with told():
        read = read_plan(plan)
    with opened(db or read.db, create=True) as store:
        running = Watch(read, store, say=(lambda _: None) if quiet else _say, once=once)
        with _on_signals(running.stop):
            status = running.run()
    raise SystemExit(status)


def _say(line: str) -> None:
    errors.print(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%SZ} {line}", markup=False)


@contextlib.contextmanager
def _on_signals(stop: Callable[[], None]) -> Iterator[None]:
    """The first Ctrl-C or SIGTERM asks it to end, the second ends it."""

    def ask(number: int, _: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        _say("ending: what was fetched is stored first (once more to end at once)")
        stop()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
