"""Where `detente serve` listens, and for whom: this machine alone, or, with accounts, a team."""

from __future__ import annotations

import contextlib
import ipaddress
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from detente.cli.shared import stop, tell

if TYPE_CHECKING:
    from fastapi import FastAPI
    from uvicorn import Config

    from detente.web import Library
    from detente.web.access.guard import Access

_NAME: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\]")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
auth_help: Final = (
    "a file, or postgresql://USER@HOST/DATABASE. [default: $DETENTE_AUTH, else access.db beside the store]"
)


@dataclass(frozen=True)
class Listening:
    """What was asked for. `auth` is None without accounts, "" for those at the usual place."""

    host: str
    port: int
    db: str | None
    auth: str | None
    names: tuple[str, ...]
    cert: Path | None
    key: Path | None
    proxies: tuple[str, ...]

    @property
    def is_encrypted(self) -> bool:
        """Whether readers come by https."""
        return bool(self.cert or self.proxies)


def listening_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options; they come to the command as `host`, `port`, `auth`, `names`, `tls_cert`, `tls_key`, `behind_proxy`."""
    for option in reversed(
        (
            click.option("--port", type=click.IntRange(0, 65535), default=8321, show_default=True, help="0: any free."),
            click.option("--host", default="127.0.0.1", show_default=True, help="Address to bind; others need --auth."),
            click.option(
                "--auth", metavar="[WHERE]", is_flag=False, flag_value="", help=f"Have people log in. WHERE: {auth_help}"
            ),
            click.option("--name", "names", multiple=True, metavar="HOST", help="A name it is opened by; repeatable."),
            click.option("--tls-cert", type=_FILE, help="Certificate chain (PEM), for https."),
            click.option("--tls-key", type=_FILE, help="Its private key (PEM)."),
            click.option(
                "--behind-proxy", multiple=True, metavar="ADDRESS",
                help="A proxy with TLS in front is at this address: its X-Forwarded-For and -Proto are believed.",
            ),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def check(asked: Listening) -> None:
    """Ends the command where it would let strangers in, or would not work; warns where passwords could be overheard."""
    from detente.records import Problem

    alone = is_loopback(asked.host)
    refuse: list[tuple[bool, str, str, str]] = [
        (asked.auth is None and not alone, f"--host {asked.host}", "anybody who reaches this machine could read and rule",
         "add --auth, and make an account first: detente users add NAME --role admin"),
        (asked.auth is None and bool(asked.proxies), "--behind-proxy", "a proxy lets others in, and there are no accounts",
         "add --auth, and make an account first: detente users add NAME --role admin"),
        (asked.auth is None and bool(asked.names), "--name", "without accounts it answers to this machine's own names only",
         "add --auth, or leave --name away"),
        (not (alone and not asked.proxies) and not asked.names, f"--host {asked.host}", "it does not know by which name it is opened",
         "say so, and no page elsewhere can reach it by another: --name detente.example.org"),
        ((asked.cert is None) != (asked.key is None), "--tls-cert", "certificate and key go together",
         "give both --tls-cert and --tls-key"),
    ]  # fmt: skip
    refuse += [
        (not _NAME.fullmatch(n), f"--name {n}", "not a name", "the name alone: detente.example.org")
        for n in asked.names
    ]
    refuse += [
        (not _is_address(p), f"--behind-proxy {p}", "not an address", "the proxy's own: 127.0.0.1 or 10.0.0.0/24")
        for p in asked.proxies
    ]
    for wrong, where, what, remedy in refuse:
        if wrong:
            raise stop(Problem(where=where, what=what, remedy=remedy))
    if not alone and not asked.is_encrypted:
        what = "passwords and pages can be read on the way"
        remedy = "give --tls-cert and --tls-key, or put a proxy with TLS in front and name it: --behind-proxy ADDRESS"
        tell([Problem(where="not encrypted", what=what, remedy=remedy)], style="yellow")
    if asked.auth is not None:
        with accounts_for(asked):  # before reports are read for nobody
            pass


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches it."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return ipaddress.ip_network(text).prefixlen > 0


@contextlib.contextmanager
def application(library: Library, asked: Listening) -> Iterator[FastAPI]:
    """The application for whoever it is to serve; the accounts are open inside."""
    from detente.web import create_app
    from detente.web.security import LOCAL

    if asked.auth is None:
        yield create_app(library)
        return
    with accounts_for(asked) as access:
        yield create_app(library, hosts=(*LOCAL, *asked.names), access=access)


@contextlib.contextmanager
def accounts_for(asked: Listening) -> Iterator[Access]:
    """The accounts; ends the command where there is nobody who could log in."""
    from detente.cli.database import told
    from detente.errors import NoStore
    from detente.web.access.accounts import Accounts
    from detente.web.access.database import place
    from detente.web.access.guard import Access

    with told(), Accounts.open(place(asked.auth, asked.db), create=False) as accounts:
        if not any(person.active for person in accounts.people()):
            raise NoStore(accounts.where, "there are no accounts in it", "detente users add NAME --role admin")
        yield Access(accounts, secure=asked.is_encrypted)


def configuration(app: FastAPI, asked: Listening) -> Config:
    """How uvicorn is to serve it. Addresses are not logged: they may hold what people search for."""
    import uvicorn

    return uvicorn.Config(
        app, host=asked.host, port=asked.port, log_level="warning", access_log=False, server_header=False,
        proxy_headers=bool(asked.proxies), forwarded_allow_ips=list(asked.proxies) or None,
        ssl_certfile=asked.cert, ssl_keyfile=asked.key, timeout_keep_alive=30,  # 5 s and a busy machine: requests that meet the closing
    )  # fmt: skip


def shown(asked: Listening, port: int) -> str:
    """The address for people."""
    name = asked.names[0] if asked.names else f"[{asked.host}]" if ":" in asked.host else asked.host
    if asked.proxies:
        return f"https://{name}/ (through the proxy; here on port {port})"
    return f"{'https' if asked.cert else 'http'}://{name}:{port}/"
