"""Where the store is: what was named, else DETENTE_DB, else a file in the user's own data folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from detente.errors import UsageError

VARIABLE = "DETENTE_DB"
FILE = "detente.sqlite"
POSTGRES = "postgresql+psycopg"


def data_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The user's data folder: XDG's on Linux, Application Support on macOS, LOCALAPPDATA on Windows."""
    home = Path(environment.get("HOME") or Path.home())
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData/Local") / "detente"
    if platform == "darwin":
        return home / "Library/Application Support/detente"
    given = environment.get("XDG_DATA_HOME", "")
    return (Path(given) if given.startswith("/") else home / ".local/share") / "detente"


def locate(where: str | Path | None = None, environment: Mapping[str, str] = os.environ) -> URL:
    """The database's address: a path is a SQLite file; `postgresql://…` a server. Raises `UsageError`."""
    named = str(where or environment.get(VARIABLE) or data_folder(environment) / FILE)
    if "://" not in named:
        return URL.create("sqlite", database=str(Path(named).expanduser().absolute()))
    remedy = "name a file, or postgresql://USER@HOST/DATABASE"
    try:
        url = make_url(named)
    except (ArgumentError, ValueError):
        raise UsageError(named, "not the address of a database", remedy) from None
    kind = url.drivername.partition("+")[0]
    if kind in ("postgresql", "postgres"):
        return url.set(drivername=POSTGRES)
    if kind == "sqlite" and url.database and url.database != ":memory:":
        return URL.create("sqlite", database=str(Path(url.database).absolute()))
    raise UsageError(shown(url), "not a kind of database the store can be in", remedy)


def shown(url: URL) -> str:
    """The address for people: a path, or a server's without the password."""
    if url.drivername == "sqlite":
        return url.database or ""
    return url.render_as_string(hide_password=True).replace("+psycopg", "", 1)
