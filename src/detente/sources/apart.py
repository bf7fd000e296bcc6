"""Work on an input of unusual make, in a process of its own that is ended when its time is up or its memory full.

libxml2, expat and regular expressions hold the interpreter while they run: no time limit in the same process can stop them.
"""

from __future__ import annotations

import subprocess
import sys

from detente.errors import TimedOut, Unreadable

MEMORY = 4_000_000_000
"""Bytes of address space that the process may take (Unix)."""
PROGRAM = """
import sys
sys.path[:] = sys.argv[3:]
from importlib import import_module
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
except (ImportError, ValueError, OSError):
    pass
module, _, function = sys.argv[1].partition(":")
sys.stdout.buffer.write(getattr(import_module(module), function)(sys.stdin.buffer.read()))
"""


def elsewhere(target: str, question: bytes, *, name: str, what: str, seconds: float) -> bytes:
    """``target`` ("module:function", bytes to bytes) of the question; `what` ("taking the page apart") is for the messages.

    Raises `TimedOut`, or `Unreadable` if the process fails.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, target, str(MEMORY), *sys.path],
            input=question,
            capture_output=True,
            timeout=seconds,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise TimedOut(name, f"{what} took more than {seconds:g} seconds", "give the text of the report") from None
    except (subprocess.CalledProcessError, OSError):
        raise Unreadable(name, f"{what} failed", "give the text of the report") from None
    return done.stdout
