"""Tables as they are handed out: tab- or comma-separated, plain, gzipped or a zip of one file; a row as a dict by column."""

from __future__ import annotations

import csv
import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from detente.errors import NotFound, NotText, TooLarge, Unreadable, Unsupported

Row = dict[str, str]
LONGEST_LINE = 1_000_000
"""Bytes; a longer line is no row of any of these formats."""
EMPTY = frozenset({"", "NULL", "None", "NA", "N/A", "nan", "NaN", "---", "\\N"})


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked as they are read. Raises a `SourceError`."""
    try:
        with path.open("rb") as raw:
            first = raw.read(4)
            raw.seek(0)
            if first == b"PK\x03\x04":
                with zipfile.ZipFile(raw) as archive, archive.open(_member(archive, path)) as inside:
                    yield cast(BinaryIO, inside)
            elif first.startswith(b"\x1f\x8b"):
                with gzip.GzipFile(fileobj=raw) as inside:
                    yield cast(BinaryIO, inside)
            else:
                yield raw
    except FileNotFoundError:
        raise NotFound(str(path), "no such file", "check its name") from None
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise NotText(str(path), "the archive is damaged or locked", "fetch it again") from None
    except OSError as error:
        raise Unreadable(str(path), f"it cannot be read ({error.strerror})", "check the file") from None


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """The one table in a zip; a name inside is never used as a path."""
    found = [each for each in archive.infolist() if not each.is_dir() and not each.filename.startswith("__MACOSX")]
    if len(found) != 1:
        raise Unsupported(str(path), f"a zip archive of {len(found)} files", "unpack it and name one of them")
    return found[0]


def lines(stream: IO[bytes], name: str) -> Iterator[str]:
    """The lines as text: UTF-8, else windows-1252; NUL characters left out. Raises `TooLarge`."""
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise TooLarge(name, f"a line of more than {LONGEST_LINE / 1e6:g} MB", "this is no table of events")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = line.decode("cp1252", "replace")
        yield text.replace("\x00", "")


def rows(text: Iterator[str], *, columns: tuple[str, ...] | None, tabs: bool) -> Iterator[tuple[int, Row | None]]:
    """Each row with its number, by column; None for one that has not the columns. The header is the first row unless given.

    Tables with tabs know no quoting: a quotation mark in them is a character.
    """
    reader = csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE) if tabs else csv.reader(text)
    number = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            number += 1
            yield number, None
            continue
        if cells is None:
            return
        if columns is None:
            columns = tuple(cell.strip().lstrip("\ufeff") for cell in cells)
            continue
        number += 1
        if not any(cells):
            continue
        while len(cells) > len(columns) and not cells[-1].strip():
            cells.pop()
        yield number, dict(zip(columns, map(str.strip, cells), strict=True)) if len(cells) == len(columns) else None


def value(row: Row, *names: str) -> str | None:
    """The first of these columns that has something in it."""
    found = (row.get(name, "").strip() for name in names)
    return next((each for each in found if each not in EMPTY), None)


def number(text: str | None) -> float | None:
    """A number, or None."""
    try:
        return float(text) if text else None
    except ValueError:
        return None
