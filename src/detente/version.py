"""What decides a reading, as short names that change when it does: the program, the models' weights, the lexicons.

Two readings of one text by equal versions are equal to the last byte.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from typing import NamedTuple

_HOME = Path(__file__).parent
_DECIDING = ("sources", "language", "actors", "events", "signals", "records.py", "api.py", "when.py")
_DATA = (".toml", ".csv", ".json", ".gz", ".txt")
_CHUNK = 1 << 20
_DIGITS = 12


class Version(NamedTuple):
    """`program` is the release and a digest of the code that reads; `model` one of the weights, `lexicon` one of all data files."""

    program: str
    model: str
    lexicon: str

    def __str__(self) -> str:
        return f"{self.program}.{self.model}.{self.lexicon}"


@functools.cache
def version() -> Version:
    """The versions of this installation, read from its files once a process."""
    return Version(
        program=f"{release()}+{_digest(lambda p: p.suffix == '.py')}",
        model=_digest(lambda p: p.parent.name == "weights" and p.suffix != ".py"),
        lexicon=_digest(lambda p: p.parent.name != "weights" and p.suffix in _DATA),
    )


def release() -> str:
    """The release that is installed."""
    try:
        return installed("detente")
    except PackageNotFoundError:  # run from a source tree that was not installed
        return "0+unknown"


def _digest(wanted: Callable[[Path], bool]) -> str:
    """The names and bytes of the files wanted, as hexadecimal digits."""
    found = hashlib.sha256()
    for path in _files():
        if wanted(path):
            found.update(path.relative_to(_HOME).as_posix().encode() + b"\0")
            with path.open("rb") as file:
                while piece := file.read(_CHUNK):
                    found.update(piece)
    return found.hexdigest()[:_DIGITS]


def _files() -> Iterator[Path]:
    for name in _DECIDING:
        path = _HOME / name
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (each for each in found if each.is_file() and each.suffix != ".pyc")
