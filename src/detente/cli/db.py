"""`detente db`: info, backup, restore, refresh."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.database import db_option, opened, refreshed, told


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def db() -> None:
    """The store itself: what it holds, a backup, a restore.

    The store is a SQLite file in your data folder, the file or the PostgreSQL database that --db names, or the one in
    $DETENTE_DB. docs/store.md says what its tables and columns are.
    """


@db.command()
@db_option
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def info(db: str | None, as_json: bool) -> None:
    """Say what the store holds, and who coded it."""
    from detente.records import to_json
    from detente.store.times import iso

    with opened(db, read_only=True) as store:
        status = store.status()
    if as_json:
        click.echo(to_json(status, indent=2))
        return
    click.echo(f"{status.where}: {status.bytes / 1e6:,.1f} MB")
    states = ", ".join(f"{count:,} {state}" for state, count in status.articles.items()) or "none"
    click.echo(f"articles     {states}")
    for name, count in status.records.items():
        click.echo(f"{name:<12} {count:,}")
    for name, count in status.coders.items():
        click.echo(f"coded by     {name}: {count:,}")
    if status.newest_ingest:
        click.echo(f"last came in {iso(status.newest_ingest)}")


@db.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@db_option
@click.option("--force", is_flag=True, help="Write over a file of that name.")
def backup(file: Path, db: str | None, force: bool) -> None:
    """Write the whole store to FILE, while others go on using it.

    \b
    detente db backup news.sqlite          of a SQLite store, a SQLite file
    detente db backup news.jsonl.gz        of either kind: also moves a store from one kind to the other
    """
    from detente.cli.database import whole
    from detente.errors import UsageError
    from detente.store import backup as backups

    with opened(db) as store, told():
        if file.exists() and not force:
            raise UsageError(str(file), "it is there already", "name another, or give --force to write over it")
        with whole(file) as beside:
            beside.unlink(missing_ok=True)
            rows = backups.back_up(store, beside)
    click.echo(f"{rows['articles']:,} articles and all that was read out of them in {file}", err=True)


@db.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@db_option
@click.option("--replace", is_flag=True, help="Lose what the store holds now.")
def restore(file: Path, db: str | None, replace: bool) -> None:
    """Fill the store from a backup; one that holds reports is left alone without --replace. A damaged backup changes nothing."""
    from detente.store import backup as backups

    with opened(db, create=True) as store, told():
        rows = backups.restore(store, file, replace=replace)
        click.echo(f"{rows['articles']:,} articles restored to {store.where}", err=True)


@db.command("refresh")
@db_option
@click.option(
    "--all", "everything", is_flag=True, help="Make all of them again, not only what new readings can have changed."
)
@click.option("--quiet", is_flag=True, help="No progress, even on a terminal.")
def refresh(db: str | None, everything: bool, quiet: bool) -> None:
    """Bring the commitments and incidents up to date with the readings and rulings; every change of a commitment is kept.

    `detente load` and `detente recode` do this at their end. A commitment is made from all reports that name its speaker's side, an
    incident from those of its month and a fortnight around it.
    """
    from detente.store.refresh import mark_all

    with opened(db) as store, told():
        if everything:
            mark_all(store)
        refreshed(store, quiet=quiet)
