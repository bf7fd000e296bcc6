"""`detente users`: the accounts of `detente serve --auth`."""

from __future__ import annotations

import contextlib
import getpass
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from detente.cli.database import db_option, told
from detente.cli.listening import auth_help
from detente.cli.shared import stop

if TYPE_CHECKING:
    from detente.web.access.accounts import Accounts
    from detente.web.access.audit import By

ROLES = ("reader", "analyst", "admin")
auth_option: Callable[[Any], Any] = click.option("--auth", metavar="WHERE", help=f"The accounts: {auth_help}")
role_option: Callable[[Any], Any] = click.option(
    "--role", type=click.Choice(ROLES), default="reader", show_default=True, help="What it may do."
)
stdin_option: Callable[[Any], Any] = click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input, one line; for programs."
)
json_option: Callable[[Any], Any] = click.option("--json", "as_json", is_flag=True, help="As JSON, one object a line.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def users() -> None:
    """Accounts for a team: who may log in where `detente serve --auth` runs, and what they may do.

    A reader sees; an analyst also rules on rows of the ledger; an admin also makes accounts and reads the audit log.
    Changes count at once, also for a server that runs. docs/serve.md has a section "For a team".
    """


@contextlib.contextmanager
def accounts(auth: str | None, db: str | None, *, create: bool = False) -> Iterator[Accounts]:
    """The accounts; an error ends the command with one line."""
    from detente.web.access.accounts import Accounts
    from detente.web.access.database import place

    with told(), Accounts.open(place(auth, db), create=create) as opened:
        yield opened


def by() -> By:
    """Whoever runs the command, for the audit log."""
    from detente.web.access.audit import By

    try:
        return By(f"{getpass.getuser()} (command line)")
    except (OSError, KeyError):
        return By("command line")


def password_of(name: str, stdin: bool) -> str:
    """The password, asked for twice, or the first line of standard input; never an argument, which others could see."""
    from detente.records import Problem

    if not stdin:
        return str(click.prompt(f"Password for {name}", hide_input=True, confirmation_prompt=True, err=True))
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise stop(Problem(where="--password-stdin", what="standard input is empty", remedy="write one line to it"))
    return line


@users.command()
@click.argument("name")
@role_option
@stdin_option
@auth_option
@db_option
def add(name: str, role: str, password_stdin: bool, auth: str | None, db: str | None) -> None:
    """Make an account; the password is asked for twice.

    \b
    detente users add ana --role admin
    pass show detente/tom | detente users add tom --role analyst --password-stdin
    """
    from detente.web.access.roles import Role

    with accounts(auth, db, create=True) as held:
        held.add(name, password_of(name, password_stdin), Role.of(role), by())
        click.echo(f"{name} may log in as {role} ({held.where})", err=True)


@users.command("list")
@json_option
@auth_option
@db_option
def list_(as_json: bool, auth: str | None, db: str | None) -> None:
    """List the accounts."""
    from detente.store.times import iso

    with accounts(auth, db) as held:
        for p in held.people():
            seen = iso(p.login_at) if p.login_at else None
            if as_json:
                _json(name=p.name, role=p.role.word, active=p.active, created=iso(p.created_at), last_login=seen)
            else:
                click.echo(f"{p.name:<24} {p.role.word if p.active else 'disabled':<9} last login {seen or 'never'}")


@users.command()
@click.argument("name")
@stdin_option
@auth_option
@db_option
def passwd(name: str, password_stdin: bool, auth: str | None, db: str | None) -> None:
    """Give an account another password; its sessions end."""
    with accounts(auth, db) as held:
        person = held.person(name)
        held.set_password(person.name, password_of(person.name, password_stdin), by())


@users.command()
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@auth_option
@db_option
def role(name: str, role: str, auth: str | None, db: str | None) -> None:
    """Give an account another role; it counts from its next request on."""
    from detente.web.access.roles import Role

    with accounts(auth, db) as held:
        held.set_role(name, Role.of(role), by())


@users.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="Let it in again.")
@auth_option
@db_option
def disable(name: str, undo: bool, auth: str | None, db: str | None) -> None:
    """Let an account in no more: its sessions and tokens stop at once. Accounts are not removed, for the audit log names them."""
    with accounts(auth, db) as held:
        held.set_active(name, undo, by())


@users.command()
@click.argument("name")
@click.option("--label", metavar="TEXT", help="What it is for; makes a token.")
@click.option("--feed", is_flag=True, help="For feed readers: it opens feeds only, as ?token= in their address.")
@role_option
@click.option("--days", type=click.IntRange(1, 366), default=90, show_default=True, help="So long it is good.")
@click.option("--revoke", metavar="ID", help="End a token.")
@json_option
@auth_option
@db_option
def token(
    name: str,
    label: str | None,
    feed: bool,
    role: str,
    days: int,
    revoke: str | None,
    as_json: bool,
    auth: str | None,
    db: str | None,
) -> None:
    """Make a token for a program, list an account's tokens, or end one.

    The token is written to standard output this once; only a digest is kept. Programs send it as `Authorization: Bearer TOKEN`.

    \b
    detente users token ana --label "nightly export" > token.txt
    detente users token ana
    detente users token ana --revoke k3vwq7m2xa
    """
    from detente.records import Problem
    from detente.web.access.roles import Role

    if label is not None and revoke is not None:
        raise stop(Problem(where="detente users token", what="two things to do", remedy="give --label or --revoke"))
    with accounts(auth, db) as held:
        if revoke is not None:
            held.revoke(name, revoke, by())
        elif label is not None:
            kind = "feed" if feed else "api"
            click.echo(held.make_token(name, by(), kind=kind, role=Role.of(role), label=label, days=days))
        else:
            _tokens(held, name, as_json)


def _tokens(held: Accounts, name: str, as_json: bool) -> None:
    from detente.store.times import iso

    for t in held.tokens_of(name):
        used = iso(t.used_at) if t.used_at else None
        state = t.state(held.now())
        if as_json:
            _json(id=t.id, kind=t.kind, role=t.role, label=t.label, until=iso(t.ends_at), used=used, state=state)
        else:
            click.echo(f"{t.id}  {t.kind:<4} {t.role:<8} {state:<8} until {iso(t.ends_at)[:10]}  {t.label}")


@users.command()
@click.option("--user", metavar="NAME", help="Only what this account did or what was done to it.")
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, help="The newest lines.")
@json_option
@auth_option
@db_option
def audit(user: str | None, limit: int, as_json: bool, auth: str | None, db: str | None) -> None:
    """Show the audit log, the newest first: logins and failures, rulings, changes of accounts and tokens. It only grows."""
    from detente.errors import shown
    from detente.store.times import iso

    with accounts(auth, db) as held:
        for line in held.audit(name=user, limit=limit):
            if as_json:
                _json(**(line._asdict() | {"at": iso(line.at)}))
                continue
            words = (iso(line.at), line.name or "-", line.address or "-", line.action, line.subject, line.detail)
            click.echo("  ".join(shown(word) for word in words if word))


def _json(**fields: object) -> None:
    import json

    click.echo(json.dumps(fields, ensure_ascii=False))
