"""Files and standard input opened, gzip taken off, the first line looked at."""

from __future__ import annotations

import difflib
import gzip
import io
import sys
from pathlib import Path
from typing import Any, BinaryIO, cast

from detente.errors import NotFound, Unreadable


def open_bytes(name: str) -> BinaryIO:
    """A file, or ``-`` for standard input, opened for reading; raises `NotFound` or `Unreadable`."""
    if name == "-":
        return cast(BinaryIO, io.BufferedReader(Rejoined(b"", sys.stdin.buffer, keep_open=True)))
    path = Path(name)
    try:
        if path.is_dir():
            raise Unreadable(name, "a folder", "name the files in it")
        return path.open("rb")
    except FileNotFoundError:
        raise NotFound(name, "no such file", _similar(path)) from None
    except PermissionError:
        raise Unreadable(name, "no permission to read it", "change its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file name"
        raise Unreadable(name, f"it cannot be opened ({reason})", "check its name") from None


def _similar(path: Path) -> str:
    """A remedy that names the file that may have been meant."""
    try:
        names = sorted(each.name for each in path.parent.iterdir())[:2000]
    except OSError:
        return "check its name"
    close = difflib.get_close_matches(path.name, names, n=1, cutoff=0.75)
    return f"did you mean {path.parent / close[0]}?" if close else "check its name"


def start_of(raw: BinaryIO, name: str) -> tuple[BinaryIO, bytes, str]:
    """The stream, unpacked if it is gzip; its beginning, up to the first line end; the kind its name says (".html")."""
    suffixes = [suffix.lower() for suffix in Path(name).suffixes if suffix.lower() != ".gz"] if name != "-" else []
    first = raw.readline(4096)
    if first.startswith(b"\x1f\x8b"):
        raw = cast(BinaryIO, gzip.GzipFile(fileobj=io.BufferedReader(Rejoined(first, raw)), mode="rb"))
        first = raw.readline(4096)
    return raw, first, suffixes[-1] if suffixes else ""


class Rejoined(io.RawIOBase):
    """A stream with the bytes that were already read from it put back in front."""

    def __init__(self, first: bytes, rest: BinaryIO, *, keep_open: bool = False) -> None:
        super().__init__()
        self.first = first
        self.rest = rest
        self.keep_open = keep_open
        self.read_some = getattr(rest, "read1", rest.read)  # a pipe's bytes are handed on as they come

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` as far as one read goes."""
        piece = self.first[: len(buffer)] or self.read_some(len(buffer))
        self.first = self.first[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Close the stream behind as well, standard input excepted."""
        if not self.keep_open:
            self.rest.close()
        super().close()
