"""`detente recode`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.cli.database import db_option, opened, refreshed, told
from detente.cli.shared import progress

if TYPE_CHECKING:
    from detente.store.diff import Difference


@click.command()
@db_option
@click.option("--failed", is_flag=True, help="Also try again what this very version could not code.")
@click.option("--triage", is_flag=True, help="Do not parse sentences in which no side could be doing anything.")
@click.option("--diff", is_flag=True, help="Then list what is added, gone and changed against the version before.")
@click.option("--dry-run", is_flag=True, help="Code nothing; with --diff list what the last recoding changed.")
@click.option("--json", "as_json", is_flag=True, help="List the differences as JSON, one object a line.")
@click.option(
    "--no-refresh", is_flag=True, help="Leave commitments and incidents as they were: `detente db refresh` does it."
)
@click.option("--quiet", is_flag=True, help="No progress, even on a terminal.")
def recode(
    db: str | None, failed: bool, triage: bool, diff: bool, dry_run: bool, as_json: bool,
    no_refresh: bool, quiet: bool,
) -> None:  # fmt: skip
    """Code again, with this version of the program, model and lexicons, what another version coded.

    The readings of the versions before are kept, so that two can be compared. Ended at any moment, the same command goes on where it
    was. Records imported from elsewhere, and readings without their report, stay as they are.

    \b
    detente recode --diff                 code again and list what that changed
    detente recode --dry-run --diff       only list
    """
    from detente import ingest

    coder = ingest.present_coder(triage=triage)
    with opened(db, read_only=dry_run) as store, told():
        if not dry_run:
            run = store.begin_run("recode", str(coder))
            marked = store.mark_outdated(coder, failed=failed)
            waiting = store.pending()
            again = progress(
                ingest.code_pending(store, triage=triage, run=run), total=waiting, what="coding", quiet=quiet
            )
            count = sum(1 for _ in again)
            store.end_run(run, count)
            if not no_refresh:
                refreshed(store, run=run, quiet=quiet)
            click.echo(f"{marked} coded by another version; {count} coded by {coder}", err=True)
        if diff or as_json:
            from detente.store.diff import differences

            for one in differences(store):
                _show(one, as_json)


def _show(one: Difference, as_json: bool) -> None:
    from detente.records import to_json

    if as_json:
        click.echo(to_json(one))
        return
    changed = "; ".join(f"{name}: {old} → {new}" for name, (old, new) in one.fields.items())
    click.echo(f"{one.change:<8} {one.article} {one.record}  {one.says}" + (f"  [{changed}]" if changed else ""))
