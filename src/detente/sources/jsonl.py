"""JSONL: one article a line, in a stream of any length. The text is handed on unchanged, for spans are offsets into it."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from detente.errors import BadRecord, Empty, SourceError, TooLarge
from detente.records import Article, Problem
from detente.sources import stated
from detente.sources.english import not_english, other_language
from detente.sources.limits import Limits

OPTIONAL = ("title", "url", "source", "language")


def read_jsonl(
    lines: Iterable[bytes], *, origin: str, date: str | None = None, limits: Limits | None = None
) -> Iterator[Article | Problem]:
    """An article, or the problem with it, for every line that is not blank; in order, one at a time.

    Wanted in each line: ``{"id": str, "text": str}`` and, where known, ``date`` (ISO 8601), ``title``, ``url``,
    ``source``, ``language``. Other fields are ignored. A binary file may be given for `lines`: then a line longer than
    the limit is never held in memory whole. `date` stands for articles that give none. An id met before is a problem:
    records of two articles could not be told apart. About 130 bytes are kept per id for that, and nothing else.
    """
    limits = limits or Limits()
    seen: dict[int, int] = {}
    number = 0
    try:
        for number, line in enumerate(_lines(lines, limits.line_bytes), start=1):
            if line.strip():
                yield _read_line(line, number, origin=origin, date=date, limits=limits, seen=seen)
    except (EOFError, zlib.error, OSError) as error:
        reason = (
            "the gzip file is damaged"
            if not isinstance(error, OSError) or isinstance(error, gzip.BadGzipFile)
            else str(error.strerror)
        )
        yield Problem(where=origin, what=f"reading stopped: {reason}", remedy="make the file anew", line=number + 1)


def bounded_lines(stream: BinaryIO, limit: int, *, start: bytes = b"") -> Iterator[bytes]:
    """The lines of a binary file, of each at most `limit` + 1 bytes; `start` was already read from it."""
    line = start
    while True:
        if not line.endswith(b"\n"):
            line += stream.readline(max(limit + 2 - len(line), 1))
        if not line:
            return
        if len(line) > limit + 1:
            _skip_line(stream, line)
            line = line[: limit + 1]
        yield line
        line = b""


def _read_line(
    line: bytes, number: int, *, origin: str, date: str | None, limits: Limits, seen: dict[int, int]
) -> Article | Problem:
    try:
        return _article(line, number, origin=origin, date=date, limits=limits, seen=seen)
    except SourceError as error:
        return error.problem


def _skip_line(stream: BinaryIO, piece: bytes) -> None:
    while piece and not piece.endswith(b"\n"):
        piece = stream.readline(1 << 20)


def _lines(lines: Iterable[bytes], limit: int) -> Iterable[bytes]:
    return bounded_lines(lines, limit) if hasattr(lines, "readline") else lines  # type: ignore[arg-type]


def _article(
    line: bytes, number: int, *, origin: str, date: str | None, limits: Limits, seen: dict[int, int]
) -> Article:
    if len(line) > limits.line_bytes:
        raise TooLarge(origin, f"the line is longer than {limits.line_bytes / 1e6:g} MB", "split the text", line=number)
    fields = _fields(line, number, origin)
    article_id = _string(fields, "id", number, origin)
    first = seen.setdefault(_key(article_id), number)
    if first != number:
        raise BadRecord(
            origin,
            f"the id {article_id[:60]!r} was already used on line {first}",
            "give each article its own id",
            line=number,
        )
    text = _string(fields, "text", number, origin)
    given = {name: _optional(fields, name, number, origin) for name in OPTIONAL}
    language = given.pop("language") or "en"
    said = f"article {article_id[:60]!r}: "
    if not any(map(str.isalpha, text)):
        raise Empty(origin, said + "the text holds no word", "give a report", line=number)
    _check_language(text, language, number, origin)
    return Article(
        id=article_id,
        text=text,
        date=_date(fields, number, origin) or date,
        origin=f"{origin}:{number}",
        language="en",
        **given,
    )


def _fields(line: bytes, number: int, origin: str) -> dict[str, Any]:
    if number == 1:
        line = line.removeprefix(b"\xef\xbb\xbf")
    try:
        fields = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadRecord(
            origin, f"not JSON: {_reason(line, error)}", "write one JSON object a line, in UTF-8", line=number
        ) from None
    if not isinstance(fields, dict):
        raise BadRecord(origin, "not a JSON object", 'write {"id": …, "date": …, "text": …} on each line', line=number)
    return fields


def _reason(line: bytes, error: Exception) -> str:
    """msgspec's own words, without its class names, or what is plainly the matter."""
    if isinstance(error, RecursionError):
        return "nested too deeply"
    if isinstance(error, UnicodeDecodeError) or b"\x00" in line[:64]:
        return "not UTF-8"
    return str(error).removeprefix("JSON is malformed: ").replace("\n", " ")


def _string(fields: dict[str, Any], name: str, number: int, origin: str) -> str:
    """A field that must be there; raises `BadRecord`."""
    if name not in fields or fields[name] is None:
        raise BadRecord(
            origin,
            f'no "{name}"',
            f'give each line an "{name}"' if name == "id" else f'give each line a "{name}"',
            line=number,
        )
    value = fields[name]
    if not isinstance(value, str):
        raise BadRecord(origin, f'"{name}" is {_called(value)}, not a string', f'put "{name}" in quotes', line=number)
    if not value.strip():
        raise BadRecord(origin, f'"{name}" is empty', "leave the line out or fill it in", line=number)
    return value


def _optional(fields: dict[str, Any], name: str, number: int, origin: str) -> str | None:
    value = fields.get(name)
    return None if value is None or value == "" else _string(fields, name, number, origin)


def _date(fields: dict[str, Any], number: int, origin: str) -> str | None:
    value = _optional(fields, "date", number, origin)
    if value is None:
        return None
    date = stated.normal(value)
    if date is None:
        raise BadRecord(
            origin,
            f'"date" {value[:40]!r} is not a date',
            "write it as 2025-05-07 or 2025-05-07T13:20+05:30",
            line=number,
        )
    return date


def _check_language(text: str, label: str, number: int, origin: str) -> None:
    """The label of an article that says it is in another language is believed; else the text is asked."""
    other = other_language(text) if label.lower().startswith(("en", "und", "mul")) else label
    if other is not None:
        raise not_english(origin, other, line=number)


def _called(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)


def _key(article_id: str) -> int:
    """64 bits of the id: among a million ids two agree by chance once in 30 million runs."""
    return int.from_bytes(hashlib.blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
