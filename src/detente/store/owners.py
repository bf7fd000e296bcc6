"""Who holds a lease: a process of a machine. One that has died on this machine holds nothing any more."""

from __future__ import annotations

import os
import platform
import secrets
from pathlib import Path

BOUND = 3600
"""Seconds: a lease that would run longer than this from now was written by a clock that has since been set back, and is over."""


def owner_name() -> str:
    """A name for this process: host, process, when that process began, and a part by chance."""
    return f"{platform.node()}|{os.getpid()}|{_began(os.getpid())}|{secrets.token_hex(4)}"


def gone(owner: str) -> bool:
    """Whether the owner is a process of this machine that has ended (or whose number another process has now)."""
    host, _, rest = owner.partition("|")
    process, _, rest = rest.partition("|")
    if host != platform.node() or not process.isdigit():
        return False
    if not _alive(int(process)):
        return True
    began = rest.partition("|")[0]
    return bool(began) and began != _began(int(process))


def _alive(process: int) -> bool:
    if os.name == "nt":
        return True  # os.kill would end it there: its leases run out by themselves
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _began(process: int) -> str:
    """When a process began, in the kernel's ticks; "" where there is no /proc. A dead process waited for by nobody began never."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "dead" if fields[0] in ("Z", "X") else fields[19]
