"""Every hostile input read under watch: no crash, no hang, no request, no file opened but the one named.

    PYTHONPATH=src python -m evals.hostile.run [--every N] [--json]

The interpreter's own audit events say what was opened, connected to and looked up while an input was read; they come from C code
too, but not from libraries that open files by themselves (libxml2): for these a file that holds a secret is named by every input that
names /etc/passwd, and no article may hold a line of that file. Exit status 1 if any rule was broken.
"""

from __future__ import annotations

import argparse
import json
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente import errors, sources
from detente.sources.english import other_language
from evals.hostile import lists, make
from evals.hostile.make import Case

LIMIT = 15.0
"""Seconds for one input: the limit for taking apart below, and a busy machine."""
LIMITS = sources.Limits(extract_seconds=5.0)
NETWORK = frozenset(
    {
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.sendto",
        "urllib.Request",
        "http.client.connect",
    }
)


class Watcher:
    """Notes what is done while it is on."""

    def __init__(self, folder: Path) -> None:
        self.on = False
        self.seen: list[str] = []
        own = [sys.prefix, sys.base_prefix, *sysconfig.get_paths().values(), str(Path(__file__).parents[2] / "src")]
        self.allowed = (
            str(folder),
            *own,
            "/dev/",
            "/proc/self",
            "/usr/share/zoneinfo",
            "/etc/mime.types",
            "/etc/localtime",
        )

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Python's audit hook."""
        if not self.on:
            return
        if event in NETWORK:
            self.seen.append(f"{event} {arguments[1:3]!r}")
        elif event == "open" and isinstance(arguments[0], str | bytes):
            name = arguments[0].decode() if isinstance(arguments[0], bytes) else arguments[0]
            if not name.startswith(self.allowed):
                self.seen.append(f"open {name[:100]}")
        elif event == "os.system":
            self.seen.append(event)


def all_cases() -> Iterator[Case]:
    """Pages and texts, lists and archives."""
    yield from make.cases()
    yield from lists.cases()


def outcome(path: Path, secret: str) -> str:
    """ "article", the error's name, or what is wrong."""
    try:
        articles = sources.load(str(path), limits=LIMITS)
    except errors.SourceError as error:
        message = str(error)
        return type(error).__name__ if "\n" not in message and len(message) < 600 else f"message {message[:80]!r}"
    except Exception as error:  # the point of it: nothing else may come out
        return f"crash {type(error).__name__}: {str(error)[:80]}"
    if any(secret in article.text for article in articles):
        return "read /etc/passwd"
    return "article"


def run(*, every: int = 1) -> dict[str, Any]:
    """All cases, or every so manyth; the figures and what was broken."""
    broken: list[str] = []
    slowest, count = (0.0, ""), 0
    secret = (
        Path("/etc/passwd").read_text(encoding="utf-8", errors="replace").split("\n")[0]
        if Path("/etc/passwd").exists()
        else "\x00"
    )
    with tempfile.TemporaryDirectory() as folder:
        other_language(
            "Rien de tout cela ne sera lu par personne, disait-il en riant. " * 9
        )  # its model loads through a scratch file
        watcher = Watcher(Path(folder))
        sys.addaudithook(watcher)
        for case in list(all_cases())[::every]:
            path = Path(folder) / case.name
            path.write_bytes(case.content)
            watcher.on, started = True, time.monotonic()
            found = outcome(path, secret)
            watcher.on, took = False, time.monotonic() - started
            path.unlink()
            count += 1
            slowest = max(slowest, (round(took, 2), case.name))
            broken += [f"{case.name}: {each}" for each in watcher.seen]
            watcher.seen.clear()
            if not (found in case.expected or (vars(errors).get(found) and "SourceError" in case.expected)):
                broken.append(f"{case.name}: {found}, expected {sorted(case.expected)}")
            if took > LIMIT:
                broken.append(f"{case.name}: took {took:.1f} s")
    return {"inputs": count, "broken": broken, "slowest": slowest}


def main() -> None:
    """Run and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--every", type=int, default=1)
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    made = run(every=given.every)
    if given.json:
        print(json.dumps(made, indent=2))
    else:
        print(
            f"{made['inputs']} inputs, slowest {made['slowest'][1]} with {made['slowest'][0]} s, {len(made['broken'])} rules broken"
        )
        print("\n".join(made["broken"]))
    raise SystemExit(1 if made["broken"] else 0)


if __name__ == "__main__":
    main()
