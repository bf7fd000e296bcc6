"""`detente serve`."""

from __future__ import annotations

import contextlib
import socket
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.database import db_option, opened
from detente.cli.listening import Listening, application, check, configuration, listening_options, shown
from detente.cli.shared import readings_and_articles, stop, tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from uvicorn import Config

    from detente.ledger import Ruling
    from detente.records import Article, Reading
    from detente.store import Store
    from detente.web import Library


@click.command()
@click.argument("inputs", nargs=-1, metavar="[FILE…]")
@click.option("--demo", is_flag=True, help="Show the examples that come with Détente.")
@db_option
@listening_options
@click.option(
    "--rulings", type=click.Path(dir_okay=False, path_type=Path), help="Keep your rulings in this file (with FILE…)."
)
@click.option("--date", metavar="DATE", help="Publication date for inputs that state none.")
@click.option("--no-hooks", is_flag=True, help="Tell no hooks: a `detente hooks run` of its own does.")
def serve(
    inputs: tuple[str, ...],
    demo: bool,
    db: str | None,
    port: int,
    host: str,
    auth: str | None,
    names: tuple[str, ...],
    tls_cert: Path | None,
    tls_key: Path | None,
    behind_proxy: tuple[str, ...],
    rulings: Path | None,
    date: str | None,
    no_hooks: bool,
) -> None:
    """The page and the API over reports: on this machine only (http://127.0.0.1:8321), or with --auth for a team.

    Without FILE it shows the store that `detente load` and `detente watch` fill, and what comes in while it runs. FILE is anything
    `detente brief` reads, or what `detente code` wrote (then nothing is read twice). Stop it with Ctrl-C.

    \b
    detente serve --demo                     the examples
    detente serve reports/*.jsonl            your own reports
    detente serve                            the store
    detente serve --auth --host 0.0.0.0 --name news.example.org --tls-cert chain.pem --tls-key key.pem
                                             for a team, after: detente users add NAME --role admin
    """
    from detente.records import Problem

    if demo and (inputs or db):
        raise stop(Problem(where="detente serve", what="two things to show", remedy="give --demo, --db or FILE…"))
    if inputs and db:
        raise stop(Problem(where="detente serve", what="two things to show", remedy="give --db or FILE…"))
    asked = Listening(host, port, db, auth, names, tls_cert, tls_key, behind_proxy)
    check(asked)
    if demo or inputs:
        run(_demo() if demo else _of_files(inputs, rulings, date), asked)
        return
    from detente.hooks import background

    with opened(db) as store:
        say = partial(click.echo, err=True)
        with contextlib.nullcontext() if no_hooks else background(store, say=say):
            run(library_of_store(store), asked)


def run(library: Library, asked: Listening) -> None:
    """Serve a library until stopped."""
    with application(library, asked) as app:
        _serve(library, configuration(app, asked), asked)


def _serve(library: Library, config: Config, asked: Listening) -> None:
    import uvicorn

    from detente.web.later import NotReady

    with contextlib.suppress(NotReady):  # a large store is read while the first page says so
        library.snapshot()
    server = uvicorn.Server(config)
    sockets = [config.bind_socket()]
    sockets[0].setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else head and body of an answer are 40 ms apart
    click.echo(f"Détente at {shown(asked, sockets[0].getsockname()[1])} (Ctrl-C stops it)", err=True)
    server.run(sockets=sockets)


def _of_files(inputs: tuple[str, ...], rulings: Path | None, date: str | None) -> Library:
    readings, articles, problems = readings_and_articles(inputs, date)
    tell(problems)
    if not readings:
        raise SystemExit(2)
    return library_of(readings, articles, rulings)


def library_of(readings: list[Reading], articles: list[Article], rulings: Path | None) -> Library:
    """A library of readings, with rulings kept in a file."""
    from detente.web import Library

    keep, drop, given = _kept(rulings)
    return Library(lambda: (readings, articles, given()), keep=keep, drop=drop, title="Your reports")


def library_of_store(store: Store) -> Library:
    """A library of all that is in a store; rulings are kept in it."""
    from detente.store import ledger as kept
    from detente.web import Library
    from detente.web.hooked import log_of

    def load() -> tuple[list[Reading], list[Article], list[Ruling]]:
        made = list(kept.readings(store))
        return made, list(kept.articles_of(store, (r.id for r in made)).values()), kept.rulings(store)

    made = Library(
        load,
        stamp=store.stamp,
        keep=lambda ruling: _done(kept.add_ruling(store, ruling)),
        drop=lambda _, ruling: _done(kept.withdraw_rulings(store, row=ruling.row, retracts=ruling.retracts)),
        title=f"Store {store.where}",
    )
    made.hooks = log_of(store)
    return made


def _done(_: object) -> None:
    return None


def _demo() -> Library:
    """The examples, read now: it takes some seconds."""
    from detente.web import Library

    folder = _examples()
    click.echo("reading the examples …", err=True)
    readings, articles, problems = readings_and_articles([str(p) for p in sorted(folder.glob("*/reports.jsonl"))], None)
    tell(problems)
    return Library.of(readings, articles, title="Examples: crises told in our own words")


def _examples() -> Path:
    """In the installed package, or beside the source."""
    from detente.records import Problem

    here = Path(__file__).resolve()
    for folder in (here.parents[1] / "examples", here.parents[3] / "examples"):
        if folder.is_dir():
            return folder
    raise stop(Problem(where="--demo", what="the examples are not installed", remedy="install Détente from its wheel"))


def _kept(
    path: Path | None,
) -> tuple[Callable[[Ruling], None] | None, Callable[[int, Ruling], None] | None, Callable[[], list[Ruling]]]:
    """How rulings are kept in a file, taken out of it, and read from it."""
    if path is None:
        return None, None, list

    from detente.cli.ledger import rulings_in
    from detente.records import to_json

    def keep(ruling: Ruling) -> None:
        with path.open("a", encoding="utf-8") as file:
            file.write(to_json(ruling) + "\n")

    def drop(number: int, _: Ruling) -> None:
        lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
        del lines[number]
        path.write_text("".join(f"{line}\n" for line in lines), "utf-8")

    return keep, drop, lambda: rulings_in(path)
