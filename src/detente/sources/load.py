"""A name on the command line to articles: a file, ``-`` for standard input, or the address of a page."""

from __future__ import annotations

import difflib
import gzip
import hashlib
import io
import re
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from detente.errors import (
    DetenteError,
    Empty,
    NotFound,
    NotText,
    SourceError,
    TooLarge,
    Unreadable,
    Unsupported,
    UsageError,
)
from detente.records import Article, Problem
from detente.sources import stated
from detente.sources.boilerplate import clean
from detente.sources.decode import refuse_binary, to_text
from detente.sources.english import require_english
from detente.sources.jsonl import bounded_lines, read_jsonl
from detente.sources.limits import Limits
from detente.sources.plain import Plain, read_markdown, read_plain

if TYPE_CHECKING:  # the extractor and the client take a fifth of a second: loaded where a page is read
    from detente.sources.pages import Page

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
HTML = re.compile(
    r"\s*(?>(?:<!--.*?-->\s*)*)<(?:\?xml[^>]{0,200}\?>\s*<!doctype\s+html|!doctype\s+html|html|head|body|meta|title|article|main|section|div|p|h[1-6]|table|"
    r"script|style|span|header|nav|a|b|br|ul|font|center)\b",
    re.IGNORECASE | re.DOTALL,
)
FEED = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b",
    re.IGNORECASE | re.DOTALL,
)
PLACES_TOLD = {
    "address": "the date {} comes from the address; the page itself states none",
    "updated": "the date {} is that of an update; the day of publication is not stated",
}


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What one name gave: articles in order, the problems of lines that gave none, and notes on articles that were read."""

    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def load(name: str, *, date: str | None = None, limits: Limits | None = None) -> list[Article]:
    """The articles of a file, of ``-`` (standard input) or of a web address; raises a `SourceError` if it has none.

    HTML, plain text and Markdown give one article, JSONL one for each good line; each also gzipped. `date` stands for
    articles whose source states none. Use `read` to learn of the lines that were no articles.
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
    name: str, *, date: str | None = None, limits: Limits | None = None, notes: list[Problem] | None = None
) -> Iterator[Article | Problem]:
    """As `read`, one at a time, for JSONL of any length; notes are appended to `notes`."""
    limits = limits or Limits()
    date = _given_date(date)
    told = [] if notes is None else notes
    if SCHEME.match(name):
        from detente.sources.fetch import fetch

        fetched = fetch(name, limits=limits)
        yield from _from_page(
            fetched.content,
            name=name,
            suffix="",
            date=date,
            limits=limits,
            notes=told,
            url=fetched.url,
            charset=fetched.charset,
        )
        return
    with _open(name) as raw:
        try:
            yield from _from_stream(raw, name=name, date=date, limits=limits, notes=told)
        except (gzip.BadGzipFile, EOFError, zlib.error):
            raise NotText(name, "the gzip file is damaged", "make it anew") from None
        except OSError as error:
            raise Unreadable(
                name, f"it cannot be read ({error.strerror or type(error).__name__})", "check the file"
            ) from None


def article_id(text: str, url: str | None, title: str | None) -> str:
    """Twelve hexadecimal digits that stay the same for the same text, address and title."""
    return hashlib.sha256("\x1f".join((text, url or "", title or "")).encode("utf-8", "replace")).hexdigest()[:12]


def open_lines(name: str) -> BinaryIO:
    """A JSONL file, gzipped or not, or ``-``, opened for `read_jsonl`; use as a context manager.

    Raises a `SourceError` for what is plainly no JSONL: a folder, a page, a picture.
    """
    if SCHEME.match(name):
        raise Unsupported(name, "JSONL is read from files only", "download it first")
    raw, first, _ = _start(_open(name), name)
    refuse_binary(first, name=name)
    if HTML.match(first.decode("utf-8", "replace")):
        raw.close()
        raise Unsupported(name, "a page, not JSONL", "use: detente brief")
    return cast(BinaryIO, io.BufferedReader(_Rejoined(first, raw), 65536))


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


def _open(name: str) -> BinaryIO:
    if name == "-":
        return cast(BinaryIO, io.BufferedReader(_Rejoined(b"", sys.stdin.buffer, keep_open=True)))
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


def _start(raw: BinaryIO, name: str) -> tuple[BinaryIO, bytes, str]:
    """The stream, unpacked if it is gzip; its beginning, up to the first line end; the kind its name says (".html")."""
    suffixes = [suffix.lower() for suffix in Path(name).suffixes if suffix.lower() != ".gz"] if name != "-" else []
    first = raw.readline(4096)
    if first.startswith(b"\x1f\x8b"):
        raw = cast(BinaryIO, gzip.GzipFile(fileobj=io.BufferedReader(_Rejoined(first, raw)), mode="rb"))
        first = raw.readline(4096)
    return raw, first, suffixes[-1] if suffixes else ""


def _from_stream(
    raw: BinaryIO, *, name: str, date: str | None, limits: Limits, notes: list[Problem]
) -> Iterator[Article | Problem]:
    raw, first, suffix = _start(raw, name)
    if first.startswith(b"PK\x03\x04"):
        first += raw.read(8192)
    refuse_binary(first, name=name)
    if _is_jsonl(first, suffix):
        yield from read_jsonl(bounded_lines(raw, limits.line_bytes, start=first), origin=name, date=date, limits=limits)
        return
    content = first + raw.read(limits.page_bytes + 1 - len(first))
    if len(content) > limits.page_bytes:
        raise TooLarge(
            name, f"larger than {limits.page_bytes / 1e6:g} MB", "cut it into single reports, or give them as JSONL"
        )
    yield from _from_page(content, name=name, suffix=suffix, date=date, limits=limits, notes=notes)


class _Rejoined(io.RawIOBase):
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


def _is_jsonl(first: bytes, suffix: str) -> bool:
    if suffix in {".jsonl", ".ndjson"}:
        return True
    head = first.removeprefix(b"\xef\xbb\xbf").lstrip()
    return bool(re.match(rb'\{\s*"', head)) and (suffix != ".json" or b"\n" not in head or head.rstrip().endswith(b"}"))


def _from_page(
    content: bytes,
    *,
    name: str,
    suffix: str,
    date: str | None,
    limits: Limits,
    notes: list[Problem],
    url: str | None = None,
    charset: str | None = None,
) -> Iterator[Article | Problem]:
    """One page or text, or, for what the web sends as JSONL, its articles."""
    if not content.strip():
        raise Empty(name, "it is empty", "give a report")
    refuse_binary(content, name=name)
    if url is not None and _is_jsonl(content[:4096].split(b"\n", 1)[0] + b"\n", suffix):
        yield from read_jsonl(content.splitlines(keepends=True), origin=name, date=date, limits=limits)
        return
    text = to_text(content, name=name, declared=charset)
    read_as: Page | Plain
    if FEED.match(text[:8000]):
        raise Unsupported(name, "a feed or site map, not a report", "name the pages it lists")
    if suffix in {".html", ".htm", ".xhtml"} or HTML.match(text[:8000]):
        from detente.sources.pages import read_page

        read_as = read_page(text, name=name, url=url, limits=limits)
    elif re.match(r"\s*[\[{]\s*[\"{\n]", text[:4000]) and suffix not in {".txt", ".md"}:
        raise Unsupported(name, "JSON that is not one object a line", "write JSONL, for instance with: jq -c '.[]'")
    elif suffix in {".md", ".markdown"}:
        read_as = read_markdown(text)
    else:
        read_as = read_plain(text)
    yield _article(read_as, name=name, url=url, date=date, notes=notes)


def _article(read_as: Page | Plain, *, name: str, url: str | None, date: str | None, notes: list[Problem]) -> Article:
    text = clean(read_as.text, title=read_as.title)
    if len(re.findall(r"[^\W\d_]{2,}", text)) < 3:
        raise Empty(name, "no sentence in it", "give the text of a report")
    require_english(text, name=name)
    known = read_as.date
    if known is not None and known.place in PLACES_TOLD:
        if date is not None:
            known = None
        else:
            notes.append(
                Problem(
                    where=name, what=PLACES_TOLD[known.place].format(known.value), remedy="give --date if it is wrong"
                )
            )
    address = read_as.url or url
    return Article(
        id=article_id(text, address, read_as.title),
        text=text,
        date=known.value if known else date,
        title=read_as.title,
        url=address,
        source=read_as.source,
        origin=name,
    )
