"""What commands on the store share: `--db`, opening it, and a file written whole or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.shared import stop

if TYPE_CHECKING:
    from detente.store import Store

db_option: Callable[[Any], Any] = click.option(
    "--db",
    metavar="WHERE",
    help="The store: a file, or postgresql://USER@HOST/DATABASE. [default: $DETENTE_DB, else a file in your data folder]",
)


@contextlib.contextmanager
def opened(db: str | None, *, create: bool = False, read_only: bool = False) -> Iterator[Store]:
    """The store; an error of it or of a file ends the command with one line."""
    from detente.errors import DetenteError
    from detente.store import Store

    with told():
        try:
            store = Store.open(db, create=create, read_only=read_only)
        except DetenteError as error:
            raise stop(error.problem) from None
        with store:
            yield store


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Errors inside end the command with one line that says what to do."""
    from detente.errors import DetenteError
    from detente.records import Problem

    try:
        yield
    except DetenteError as error:
        raise stop(error.problem) from None
    except BrokenPipeError:
        raise SystemExit(0) from None
    except OSError as error:
        where = str(error.filename or "the output")
        what = f"cannot be read or written ({error.strerror or type(error).__name__})"
        raise stop(Problem(where=where, what=what, remedy="see that it is there and that its disk has room")) from None


@contextlib.contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A file beside `path` to write to, put in its place at the end, removed if it did not come to that."""
    beside = path.with_name(f".part-{path.name}")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def refreshed(store: Store, *, run: int | None = None, quiet: bool = False) -> None:
    """Bring commitments and incidents up to date, with progress, and say what changed."""
    from detente.cli.shared import progress
    from detente.store.refresh import Refreshed, refresh

    done = Refreshed()
    steps = refresh(store, run=run, done=done)
    sum(1 for _ in progress(steps, total=None, what="commitments and incidents", quiet=quiet))
    click.echo(str(done), err=True)
