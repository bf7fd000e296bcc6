"""`detente hooks`: who is told of what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.database import db_option, opened, told
from detente.cli.shared import stop

if TYPE_CHECKING:
    from detente.store import Store
    from detente.store.hooks import Delivery, Hook

TRIGGERS = ("offer", "met", "broken", "deadline", "turning-point")
KINDS = ("offer", "threat", "pledge", "demand", "refusal", "denial", "accusation", "acceptance")


@click.group()
def hooks() -> None:
    """Tell an address when something of the store happens: a new offer, a condition met, a promise broken, a deadline near,
    a turning point. Signed, tried again for a day, never sent again once it was taken.

    `detente serve` over a store tells them while it runs; without it run `detente hooks run --every 60`. docs/hooks.md says
    what is sent and how a receiver checks it.

    \b
    detente hooks add https://example.org/told --dyad IND-PAK --on offer --on broken
    detente hooks test h1a2b3c4
    detente hooks run --every 60
    """


@hooks.command()
@click.argument("url", metavar="ADDRESS")
@click.option(
    "--on", "triggers", multiple=True, type=click.Choice(TRIGGERS), help="What to tell; several. [default: all]"
)
@click.option("--dyad", metavar="A-B", help="Only between these two sides. Turning points are only told of a pair.")
@click.option("--side", metavar="SIDE", help="Only what this side said.")
@click.option("--kind", type=click.Choice(KINDS), help="Only commitments of this kind.")
@click.option("--words", metavar="WORDS", help="Only with all these words in the sentence or the terms.")
@click.option(
    "--days",
    type=click.IntRange(1),
    default=30,
    show_default=True,
    help="Not what happened longer ago than this when it came in.",
)
@click.option("--any-age", is_flag=True, help="Also what came in long after it happened: archives.")
@click.option("--name", metavar="NAME", help="What you call it.")
@click.option(
    "--secret-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The secret to sign with is in this file. [default: one is made and shown]",
)
@click.option("--http", "plain", is_flag=True, help="Allow an http address: what is told can be read on its way.")
@click.option("--private", is_flag=True, help="Allow a receiver on this machine or in its network.")
@db_option
def add(
    url: str, triggers: tuple[str, ...], dyad: str | None, side: str | None, kind: str | None, words: str | None, days: int,
    any_age: bool, name: str | None, secret_file: Path | None, plain: bool, private: bool, db: str | None,
) -> None:  # fmt: skip
    """Tell an address of what is recorded from now on; shows its id and its secret."""
    from detente.hooks import Filter, subscribe

    wanted = Filter(dyad=dyad, side=side, kind=kind, q=words, days=None if any_age else days)  # type: ignore[arg-type]
    with told(), opened(db, create=True) as store:
        secret = secret_file.read_text("utf-8").strip() if secret_file else None
        chosen = triggers or TRIGGERS
        made = subscribe(
            store, url, triggers=chosen, filters=wanted, name=name, secret=secret, plain=plain, private=private
        )
        click.echo(f"{made.id}")
        click.echo(
            f"its secret, for the receiver: {made.secret}" if not secret_file else "signed with your secret", err=True
        )
        if "turning-point" in chosen and dyad is None:
            click.echo("turning points are told of a pair only: add one with --dyad IND-PAK", err=True)


@hooks.command("list")
@db_option
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON, without their secrets.")
def list_(db: str | None, as_json: bool) -> None:
    """The hooks, with how many deliveries wait, were done and were given up."""
    from detente.store import hooks as kept

    with opened(db, read_only=True) as store:
        counts = kept.counts(store)
        rows = [_shown(hook, counts.get(hook.id, {})) for hook in kept.hooks(store)]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        filters = ", ".join(f"{k} {v}" for k, v in row["filters"].items() if v is not None) or "any age"
        click.echo(f"{row['id']}  {row['url']}{'  ' + row['name'] if row['name'] else ''}")
        click.echo(f"    on {', '.join(row['triggers'])} ({filters})")
        click.echo(f"    {row['done']} done, {row['waiting']} waiting, {row['given up']} given up")
    if not rows:
        click.echo("no hooks: detente hooks add https://…")


@hooks.command()
@click.argument("hook", metavar="ID")
@db_option
def test(hook: str, db: str | None) -> None:
    """Send a hook a trial, now; exit status 1 where it was not taken."""
    from detente.hooks import try_out
    from detente.hooks.deliver import attempt
    from detente.hooks.run import present
    from detente.store import hooks as kept

    with opened(db) as store:
        found = _found(store, hook)
        name = try_out(store, found)
        (delivery,) = [each for each in kept.log(store, hook) if each.id == name]
        attempt(store, found, delivery, clock=present)
        (after,) = [each for each in kept.log(store, hook) if each.id == name]
        if after.state == "waiting":  # a trial is not tried again
            kept.end(
                store, name, state="given up", status=after.status, said=after.said, next_at=present(), at=present()
            )
    click.echo(_line(after) if after.state == "done" else f"{name}  not taken: {after.said}")
    raise SystemExit(0 if after.state == "done" else 1)


@hooks.command()
@click.argument("hook", metavar="ID")
@db_option
def remove(hook: str, db: str | None) -> None:
    """Tell an address no more; what waits for it is dropped."""
    from detente.store import hooks as kept

    with opened(db) as store:
        _found(store, hook)
        kept.remove(store, hook)


@hooks.command()
@click.option("--hook", metavar="ID", help="Of this hook.")
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, help="So many.")
@click.option("--again", is_flag=True, help="Let what was given up be tried again with the next pass.")
@db_option
def log(hook: str | None, most: int, again: bool, db: str | None) -> None:
    """The deliveries, the newest first: done, waiting or given up, and what the receiver said."""
    from detente.hooks.run import present
    from detente.store import hooks as kept

    with opened(db, read_only=not again) as store:
        if again:
            click.echo(f"{kept.again(store, present(), hook)} wait again", err=True)
        found = kept.log(store, hook, most)
    for each in found:
        click.echo(_line(each))
    if not found:
        click.echo("nothing was delivered, and nothing waits", err=True)


@hooks.command()
@click.option("--every", type=click.FloatRange(min=1), metavar="SECONDS", help="Again and again, until Ctrl-C.")
@click.option("--quiet", is_flag=True, help="Say nothing.")
@db_option
def run(every: float | None, quiet: bool, db: str | None) -> None:
    """Bring the ledger up to date, write down what is new, send what is due: once, or again and again."""
    import time

    from detente.hooks import run as one_pass

    with opened(db) as store:
        while True:
            done = one_pass(store)
            if not quiet:
                click.echo(str(done), err=True)
            if every is None:
                return
            try:
                time.sleep(every)
            except KeyboardInterrupt:
                return


def _found(store: Store, name: str) -> Hook:
    from detente.records import Problem
    from detente.store import hooks as kept

    for hook in kept.hooks(store):
        if hook.id == name:
            return hook
    raise stop(Problem(where=name, what="there is no such hook", remedy="see detente hooks list"))


def _shown(hook: Hook, counts: dict[str, int]) -> dict[str, Any]:
    return {
        "id": hook.id, "name": hook.name, "url": hook.url, "triggers": list(hook.triggers), "filters": hook.filters,
        "created_at": hook.created_at.isoformat(), **{state: counts.get(state, 0) for state in ("done", "waiting", "given up")},
    }  # fmt: skip


def _line(each: Delivery) -> str:
    trigger = each.trigger + (" undone" if each.undone else "")
    tries = f"{each.attempts} {'try' if each.attempts == 1 else 'tries'}"
    said = f": {each.said}" if each.said else ""
    return f"{each.created_at:%Y-%m-%d %H:%M}  {each.hook}  {each.state}, {tries}{said}  {trigger}  {each.subject}  {each.id}"
