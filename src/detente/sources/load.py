"""A name on the command line to articles: a file, a folder, ``-`` for standard input, or an address on the web."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from detente.errors import DetenteError, Empty, NotText, SourceError, TooLarge, Unreadable, Unsupported, UsageError
from detente.records import Article, Problem
from detente.sources import stated
from detente.sources.articles import Told, article_of
from detente.sources.decode import refuse_binary
from detente.sources.jsonl import bounded_lines, read_jsonl
from detente.sources.kinds import HTML, beginning, is_jsonl, is_list, is_warc
from detente.sources.limits import Limits
from detente.sources.opening import Rejoined, open_bytes, start_of

TABLES = frozenset({".csv", ".tsv"})
"""Names of tables: their rows, read as sentences, would give invented events."""
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What one name gave: articles in order, the problems of lines that gave none, and notes on articles that were read."""

    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def load(name: str, *, date: str | None = None, limits: Limits | None = None) -> list[Article]:
    """The articles of a file, a folder, of ``-`` (standard input) or of a web address; raises a `SourceError` if it has none.

    HTML, plain text and Markdown give one article, JSONL one for each good line, feeds and WARC archives one for each report;
    each also gzipped. Of a feed or site map named by its address the newest reports are read, politely. `date` stands for
    articles whose source states none. Use `read` to learn of what was no article.
    """
    return list(read(name, date=date, limits=limits).articles)


def read(name: str, *, date: str | None = None, limits: Limits | None = None) -> Loaded:
    """As `load`, with the problems and the notes."""
    notes: list[Problem] = []
    items = list(stream(name, date=date, limits=limits, notes=notes))
    articles = tuple(item for item in items if isinstance(item, Article))
    problems = tuple(item for item in items if isinstance(item, Problem))
    if not articles:
        raise _nothing(name, problems)
    return Loaded(articles=articles, problems=problems, notes=tuple(notes))


def stream(
    name: str,
    *,
    date: str | None = None,
    limits: Limits | None = None,
    notes: list[Problem] | None = None,
    tally: Counter[str] | None = None,
) -> Iterator[Article | Problem]:
    """As `read`, one at a time, for inputs of any length; notes are appended to `notes`.

    `tally` is told how many pages of an archive were set aside, by the reason.
    """
    limits = limits or Limits()
    date = _given_date(date)
    told = [] if notes is None else notes
    counts = Counter[str]() if tally is None else tally
    if SCHEME.match(name):
        yield from _from_web(name, date=date, limits=limits, notes=told)
    elif name != "-" and _is_folder(name):
        yield from _from_folder(name, date=date, limits=limits, notes=told, tally=counts)
    else:
        yield from _from_file(name, date=date, limits=limits, notes=told, tally=counts)


def open_lines(name: str) -> BinaryIO:
    """A JSONL file, gzipped or not, or ``-``, opened for `read_jsonl`; use as a context manager.

    Raises a `SourceError` for what is plainly no JSONL: a folder, a page, a picture.
    """
    if SCHEME.match(name):
        raise Unsupported(name, "JSONL is read from files only", "download it first")
    raw, first, _ = start_of(open_bytes(name), name)
    refuse_binary(first, name=name)
    if HTML.match(first.decode("utf-8", "replace")):
        raw.close()
        raise Unsupported(name, "a page, not JSONL", "use: detente brief")
    return cast(BinaryIO, io.BufferedReader(Rejoined(first, raw), 65536))


def _given_date(date: str | None) -> str | None:
    if date is None:
        return None
    known = stated.normal(date)
    if known is None:
        raise UsageError(date, "not a date", "write it as 2025-05-07 or 2025-05-07T13:20+05:30")
    return known


def _nothing(name: str, problems: tuple[Problem, ...]) -> DetenteError:
    """The error for a source of which no line was an article."""
    if not problems:
        return Empty(name, "it holds no article", "name another file")
    first = problems[0]
    more = f" (and {len(problems) - 1:,} more lines)" if len(problems) > 1 else ""
    return SourceError(name, first.what + more, first.remedy, line=first.line)


def is_there(name: str) -> bool:
    """Whether a name can be tried: an address, standard input, or a path where something is."""
    try:
        return name == "-" or bool(SCHEME.match(name)) or Path(name).exists()
    except (OSError, ValueError):
        return False


def _is_folder(name: str) -> bool:
    try:
        return bool(name) and Path(name).is_dir()
    except (OSError, ValueError):
        return False


def _from_web(name: str, *, date: str | None, limits: Limits, notes: list[Problem]) -> Iterator[Article | Problem]:
    from detente.sources.fetch import fetch
    from detente.sources.unpack import unpacked

    fetched = fetch(name, limits=limits)
    content = unpacked(fetched.content, name=name, most=limits.list_bytes)
    if is_list(content):
        from detente.sources.follow import followed, read_list
        from detente.sources.manners import Manners

        listing = read_list(content, name=name, url=fetched.url, limits=limits)
        yield from followed(listing, name=name, manners=Manners(limits=limits), notes=notes)
    elif is_jsonl(content[:4096].split(b"\n", 1)[0] + b"\n", ""):
        yield from read_jsonl(content.splitlines(keepends=True), origin=name, date=date, limits=limits)
    elif is_warc(content):
        raise Unsupported(name, "a WARC archive on the web", "download it and give the file")
    else:
        told = Told(url=fetched.url, charset=fetched.charset, date=date)
        yield article_of(content, name=name, told=told, limits=limits, notes=notes)


def _from_folder(
    name: str, *, date: str | None, limits: Limits, notes: list[Problem], tally: Counter[str]
) -> Iterator[Article | Problem]:
    """The files of a folder, by name; one that cannot be read is a problem among the others."""
    from detente.sources.folder import files_in

    found = files_in(Path(name))
    if not found:
        raise Empty(name, "a folder without files that could be reports", "name another folder")
    for path in found:
        try:
            yield from _from_file(str(path), date=date, limits=limits, notes=notes, tally=tally)
        except SourceError as error:
            yield error.problem


def _from_file(
    name: str, *, date: str | None, limits: Limits, notes: list[Problem], tally: Counter[str]
) -> Iterator[Article | Problem]:
    with open_bytes(name) as raw:
        try:
            yield from _from_stream(raw, name=name, date=date, limits=limits, notes=notes, tally=tally)
        except (gzip.BadGzipFile, EOFError, zlib.error):
            raise NotText(name, "the gzip file is damaged", "make it anew") from None
        except OSError as error:
            said = error.strerror or type(error).__name__
            raise Unreadable(name, f"it cannot be read ({said})", "check the file") from None


def _from_stream(
    raw: BinaryIO, *, name: str, date: str | None, limits: Limits, notes: list[Problem], tally: Counter[str]
) -> Iterator[Article | Problem]:
    raw, first, suffix = start_of(raw, name)
    if first.startswith(b"PK\x03\x04"):
        first += raw.read(8192)
    if is_warc(first):
        yield from _from_warc(raw, first, name=name, date=date, limits=limits, notes=notes, tally=tally)
        return
    refuse_binary(first, name=name)
    if is_jsonl(first, suffix):
        yield from read_jsonl(bounded_lines(raw, limits.line_bytes, start=first), origin=name, date=date, limits=limits)
        return
    content = first + raw.read(limits.page_bytes + 1 - len(first))
    if is_list(content):
        yield from _from_list(raw, content, name=name, limits=limits, notes=notes)
        return
    if suffix in TABLES and not HTML.match(beginning(content)):
        remedy = 'write its rows as JSONL, {"id", "text", "date"} each; event data sets: detente import'
        raise Unsupported(name, "a table, not a report", remedy)
    if len(content) > limits.page_bytes:
        remedy = "cut it into single reports, or give them as JSONL"
        raise TooLarge(name, f"larger than {limits.page_bytes / 1e6:g} MB", remedy)
    yield article_of(content, name=name, told=Told(suffix=suffix, date=date), limits=limits, notes=notes)


def _from_list(
    raw: BinaryIO, content: bytes, *, name: str, limits: Limits, notes: list[Problem]
) -> Iterator[Article | Problem]:
    from detente.sources.follow import carried, read_list

    content += raw.read(limits.list_bytes + 1 - len(content))
    yield from carried(read_list(content, name=name, limits=limits), name=name, notes=notes)


def _from_warc(
    raw: BinaryIO,
    first: bytes,
    *,
    name: str,
    date: str | None,
    limits: Limits,
    notes: list[Problem],
    tally: Counter[str],
) -> Iterator[Article | Problem]:
    from detente.sources.warc import read_warc

    if name == "-":
        whole = cast(BinaryIO, io.BufferedReader(Rejoined(first, raw), 65536))
        yield from read_warc(whole, name=name, date=date, limits=limits, notes=notes, tally=tally)
        return
    with open_bytes(name) as anew:  # the archive reader takes the gzip off itself, ten times as fast
        yield from read_warc(anew, name=name, date=date, limits=limits, notes=notes, tally=tally)
