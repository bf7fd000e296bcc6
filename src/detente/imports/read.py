"""A file of event data, of whichever format, row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Literal, get_args

from detente.errors import TooLarge, Unsupported
from detente.imports import acled, gdelt, icews, plover, polecat, tables
from detente.imports.common import Leave
from detente.imports.common import tables as tables_of
from detente.records import Reading, Record

Format = Literal["gdelt", "icews", "polecat", "acled", "plover"]
FORMATS: tuple[Format, ...] = get_args(Format)
KNOWN = "known are GDELT 2.0 events, ICEWS, POLECAT, ACLED and PLOVER's JSON"
_ROW: dict[str, Callable[[tables.Row], Reading]] = {
    "gdelt": gdelt.reading, "icews": icews.reading, "polecat": polecat.reading, "acled": acled.reading,
}  # fmt: skip


class LeftOut(Record, frozen=True, kw_only=True):
    """A row that gave no reading, by its number (from 1, the header not counted), and why."""

    number: int
    reason: str


def unknown(format_: str) -> frozenset[str]:
    """The fields of an event that a format does not tell: they hold their plain value, and it means nothing."""
    return frozenset(tables_of()["unknown"].get(format_.removeprefix("imported/").split("+")[0], ()))


def read(path: Path, *, format: Format | None = None) -> Iterator[Reading | LeftOut]:  # noqa: A002 (the option's name)
    """Each row as a reading, or why it was left out; one at a time. Raises a `SourceError` for a file that is none of the formats."""
    with tables.opened(path) as stream:
        text = tables.lines(stream, str(path))
        start = list(islice(text, 3))
        found = format or detect("".join(start), where=str(path))
        whole = chain(start, text)
        items = _objects(whole, str(path)) if found == "plover" else _table(whole, found, start)
        yield from items


def detect(start: str, *, where: str) -> Format:
    """The format, told by how the file begins: its header, or GDELT's 61 columns without one."""
    first = start.lstrip("\ufeff").split("\n", 1)[0].rstrip("\r")
    cells = [cell.strip() for cell in first.split("\t")]
    if re.match(r"\s*(\[\s*)?\{", start.lstrip("\ufeff")):
        return "plover"
    if len(cells) > 50 and cells[0].isdecimal():
        if len(cells) != len(gdelt.COLUMNS):
            what = f"{len(cells)} columns, and no header: GDELT 2.0 events have 61"
            raise Unsupported(where, what, "older GDELT files are not read")
        return "gdelt"
    names = set(cells) | {cell.strip().strip('"') for cell in first.split(",")}
    for format_, needed in (
        ("icews", {"CAMEO Code", "Source Name"}),
        ("polecat", {"Event Type", "Event Mode"}),
        ("acled", {"sub_event_type", "actor1"}),
    ):
        if needed <= names:
            return next(each for each in FORMATS if each == format_)
    raise Unsupported(where, "no event data of a format that is known", KNOWN)


def _table(text: Iterator[str], format_: Format, start: list[str]) -> Iterator[Reading | LeftOut]:
    tabs = "\t" in start[0]
    columns = gdelt.COLUMNS if format_ == "gdelt" else None
    if format_ == "polecat" and "Headline" in start[0]:  # some files name more columns than they have
        columns = polecat.COLUMNS
        next(text, None)
    for number, row in tables.rows(text, columns=columns, tabs=tabs):
        if row is None:
            yield LeftOut(number=number, reason="not the columns of the header")
            continue
        try:
            yield _ROW[format_](row)
        except Leave as left:
            yield LeftOut(number=number, reason=str(left))


def _objects(text: Iterator[str], where: str) -> Iterator[Reading | LeftOut]:
    parts, size = [], 0
    for line in text:
        size += len(line)
        if size > plover.MOST:
            raise TooLarge(where, f"more than {plover.MOST / 1e6:g} MB of JSON", "cut it into parts")
        parts.append(line)
    for number, row in plover.objects("".join(parts)):
        if row is None:
            yield LeftOut(number=number, reason="not JSON")
            continue
        try:
            yield plover.reading(row)
        except Leave as left:
            yield LeftOut(number=number, reason=str(left))
