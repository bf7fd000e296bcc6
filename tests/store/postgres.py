"""A PostgreSQL server of the tests' own: started on a socket in a temporary folder, ended with them."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path


class Missing(Exception):  # noqa: N818
    """Why there can be no server here."""


def programs() -> dict[str, str]:
    """Where `initdb` and `pg_ctl` are: on the path, or in Debian's folders; raises `Missing`."""
    folders = [str(p) for p in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/local/bin", *folders])
    found = {name: shutil.which(name, path=path) for name in ("initdb", "pg_ctl")}
    missing = sorted(name for name, where in found.items() if where is None)
    if missing:
        raise Missing(f"PostgreSQL's {' and '.join(missing)} not found: install postgresql to run these tests")
    return {name: str(where) for name, where in found.items()}


def user() -> str | None:
    """Whom to run the server as: PostgreSQL refuses root. None: as we are."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise Missing("PostgreSQL does not run as root, and there is no user to run it as")


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The address of a running server, without a database's name: `postgresql://…?host=…`."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise Missing("psycopg is not installed: pip install 'detente[postgres]'") from None
    where, runs_as = programs(), user()
    folder = Path(tempfile.mkdtemp(prefix="dt-pg-", dir="/tmp"))
    if runs_as:
        shutil.chown(folder, runs_as)
    data = folder / "data"
    settings = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"

    def run(*command: str) -> None:
        subprocess.run(command, check=True, user=runs_as, capture_output=True, timeout=120, cwd=folder)

    try:
        run(where["initdb"], "-D", str(data), "-U", "detente", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        run(where["pg_ctl"], "-D", str(data), "-l", str(folder / "log"), "-w", "-o", settings, "start")
        try:
            yield f"postgresql://detente@/{{}}?host={folder}"
        finally:
            run(where["pg_ctl"], "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
