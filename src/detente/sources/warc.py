"""WARC archives, plain and gzipped, as Common Crawl's CC-NEWS and other crawlers write them: one article for each report in them.

A crawl is mostly not news and mostly not English: what is set aside is counted by its reason and told in one note at the end, while
a page that should have been read and could not be is a problem of its own.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from email.message import Message
from typing import Any, BinaryIO

from detente.errors import Empty, NotEnglish, NotText, SourceError, TimedOut, TooLarge, Unsupported
from detente.records import Article, Problem
from detente.sources.articles import Told, article_of
from detente.sources.bulk import Sieve
from detente.sources.decode import to_text
from detente.sources.limits import Limits
from detente.sources.unpack import unpacked

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
QUIET = (Empty, NotEnglish, NotText, Unsupported)
"""Of pages in a crawl these are the ordinary case: counted, not told one by one."""
MOST_CHUNKS = 100_000


def read_warc(
    stream: BinaryIO,
    *,
    name: str,
    date: str | None = None,
    limits: Limits,
    notes: list[Problem] | None = None,
    sieve: Sieve | None = None,
    tally: Counter[str] | None = None,
) -> Iterator[Article | Problem]:
    """The articles of an archive in its order, and the problems; `tally` counts what was set aside, by its reason."""
    counts: Counter[str] = Counter()
    sieve = sieve or Sieve()
    last = 0
    try:
        for record in _records(stream):
            last = record.stream_pos
            item = _read(record, name=name, date=date, limits=limits, sieve=sieve, tally=counts)
            if item is not None:
                counts["read"] += isinstance(item, Article)
                yield item
    except (OSError, ValueError, EOFError) as error:  # what the archive reader raises for damage of any kind
        yield _broken(name, f"the archive is damaged after byte {last:,} ({str(error)[:60]})")
    else:
        if _cut_short(stream, last):
            yield _broken(name, "the archive ends in the middle of a record")
    if tally is not None:
        tally.update(counts)
    if notes is not None and sum(counts.values()) > counts["read"]:
        notes.append(Problem(where=name, what=told(counts), remedy="they are not coded"))


def told(tally: Counter[str]) -> str:
    """ "412 of 1,000 pages set aside: 300 not in English, 112 too short"."""
    aside = {reason: count for reason, count in tally.most_common() if reason != "read" and count}
    listed = ", ".join(f"{count:,} {reason}" for reason, count in aside.items())
    return f"{sum(aside.values()):,} of {sum(tally.values()):,} pages set aside: {listed}"


def _records(stream: BinaryIO) -> Iterator[Any]:
    """Responses, resources and conversions. fastwarc's records are only good until the next is asked for."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    yield from ArchiveIterator(stream, record_types=kinds, parse_http=True)


def _read(
    record: Any, *, name: str, date: str | None, limits: Limits, sieve: Sieve, tally: Counter[str]
) -> Article | Problem | None:
    url = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")[:2000]
    where = url if url.startswith(("http://", "https://")) else f"{name}: record at byte {record.stream_pos:,}"
    try:
        kind, charset, content = _content(record, where=where, limits=limits)
        told = Told(url=where if where == url else None, charset=charset, date=date, suffix=_suffix(kind))
        markup = to_text(content, name=where, declared=charset)
        reason = sieve.reason(markup)
        if reason is not None:
            tally[reason] += 1
            return None
        return article_of(content, name=where, told=told, limits=limits)
    except QUIET as error:
        tally[_reason(error)] += 1
        return None
    except (TooLarge, TimedOut) as error:
        tally["too large or too slow"] += 1
        return error.problem
    except SourceError as error:
        tally["not to be read"] += 1
        return error.problem


def _content(record: Any, *, where: str, limits: Limits) -> tuple[str, str | None, bytes]:
    """Media type, charset and bytes of a record's page, its transfer and content encodings taken off."""
    headers = record.http_headers if record.is_http_parsed else None
    if headers is not None and headers.status_code != 200:
        raise Unsupported(where, f"an answer of status {headers.status_code}", "")
    kind, charset = _type((headers or record.headers).get("Content-Type") or "")
    if kind not in HTML_TYPES | {"text/plain", ""}:
        raise Unsupported(where, f"{kind}, no page of text", "")
    if record.content_length > limits.page_bytes:
        raise TooLarge(where, f"a record of {record.content_length:,} bytes", "it is left out")
    content: bytes = record.reader.read(limits.page_bytes + 1)
    if headers is not None and "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        content = dechunked(content)
    encoding = (headers.get("Content-Encoding") or "").strip().lower() if headers is not None else ""
    if encoding not in {"", "identity", "gzip", "x-gzip"} and not content.lstrip()[:1] == b"<":
        raise Unsupported(where, f"a page compressed with {encoding[:20]}", "")
    return kind, charset, unpacked(content, name=where, most=limits.page_bytes)


def dechunked(content: bytes) -> bytes:
    """A body without HTTP's chunk marks; as it is where it has none (crawlers often take them off and leave the header)."""
    source, parts = io.BytesIO(content), []
    for _ in range(MOST_CHUNKS):
        size = source.readline(100).partition(b";")[0].strip()
        try:
            length = int(size, 16) if size and b"-" not in size and b"_" not in size else -1
        except ValueError:
            length = -1
        if length < 0:
            return content
        if length == 0:
            break
        parts.append(source.read(min(length, len(content))))
        source.readline(2)
    return b"".join(parts)


def _type(header: str) -> tuple[str, str | None]:
    message = Message()
    message["content-type"] = " ".join(header.split())[:300]
    return (message.get_content_type() if header.strip() else "", message.get_content_charset())


def _suffix(kind: str) -> str:
    return {"text/plain": ".txt", "": ""}.get(kind, ".html")


def _reason(error: SourceError) -> str:
    names = {NotEnglish: "not in English", Empty: "without a report", NotText: "not text"}
    return names.get(type(error), "no page of text")


def _broken(name: str, what: str) -> Problem:
    return Problem(where=name, what=f"reading stopped: {what}", remedy="fetch it again")


def _cut_short(stream: BinaryIO, last: int) -> bool:
    """Whether a gzipped archive ends within a member: the members from that of the last record on are walked through."""
    import zlib

    if not stream.seekable():
        return False
    stream.seek(last)
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    data = stream.read(65536)
    if not data.startswith(b"\x1f\x8b"):
        return False
    while data:
        try:
            member.decompress(data, 1 << 20)
            while member.unconsumed_tail:
                member.decompress(member.unconsumed_tail, 1 << 20)
        except zlib.error:
            return True
        if member.eof and member.unused_data:
            data, member = member.unused_data, zlib.decompressobj(zlib.MAX_WBITS | 16)
        else:
            data = stream.read(65536)
    return not member.eof
