"""RSS, Atom and JSON feeds: entries with their addresses, dates and what they carry of the report.

feedparser reads what feeds really look like, broken ones too. Before it gets one, what it would stumble over is refused: declared
entities (XXE, "billion laughs"), tags with thousands of attributes. A large feed is read in a process that can be ended.
"""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec

from detente.errors import TooLarge, Unsupported
from detente.records import Record
from detente.sources.apart import elsewhere
from detente.sources.fragments import one_line, paragraphs
from detente.sources.kinds import JSON_FEED
from detente.sources.limits import Limits
from detente.sources.listing import Entry, Listing, date_of

ENTITY = re.compile(rb"<!ENTITY|<!DOCTYPE[^>]{0,400}\[", re.IGNORECASE)
WIDE = re.compile(rb"<[a-zA-Z][^<>]{20000,}")
LARGE = 1_000_000
MANY = 40_000
"""Bytes and tags above which a feed is read in another process: at most a second here, measured on feeds made to be slow."""


class _Question(Record, frozen=True, kw_only=True):
    content: bytes
    url: str | None
    most: int


def read_feed(content: bytes, *, name: str, url: str | None = None, limits: Limits) -> Listing:
    """The entries of an RSS, Atom or JSON feed, at most `limits.entries`; `url` is where it came from."""
    if JSON_FEED.search(content[:4096]):
        return _json_feed(content, name=name, url=url, limits=limits)
    if ENTITY.search(content):
        raise Unsupported(
            name, "a feed that declares entities of its own", "it is refused: nobody needs them in a feed"
        )
    if WIDE.search(content):
        raise TooLarge(name, "a tag of more than 20,000 characters", "give the reports themselves")
    question = _Question(content=content, url=url, most=limits.entries)
    if len(content) > LARGE or content.count(b"<") > MANY:
        raw = elsewhere(
            "detente.sources.feeds:serve",
            msgspec.json.encode(question),
            name=name,
            what="reading the feed",
            seconds=limits.extract_seconds,
        )
        return msgspec.json.decode(raw, type=Listing)
    return _parsed(question)


def serve(question: bytes) -> bytes:
    """The other end of `elsewhere`."""
    return msgspec.json.encode(_parsed(msgspec.json.decode(question, type=_Question)))


def _parsed(question: _Question) -> Listing:
    import feedparser  # a tenth of a second: only where there is a feed

    found = feedparser.parse(io.BytesIO(question.content), sanitize_html=False, resolve_relative_uris=False)
    channel = found.get("feed", {})
    language = _text(channel, "language")
    entries = [_entry(each, question.url, language) for each in found.get("entries", [])[: question.most]]
    return Listing(
        kind="feed",
        title=one_line(_text(channel, "title")),
        entries=tuple(entries),
        left_out=max(0, len(found.get("entries", [])) - question.most),
    )


def _entry(given: Any, url: str | None, language: str | None) -> Entry:
    address = web_address(_text(given, "link") or _text(given, "id"), url)
    text, content, said = _best_text(given)
    source = given.get("source")
    return Entry(
        address=address,
        key=_text(given, "id") or address or "",
        title=(one_line(_text(given, "title")) or "")[:500] or None,
        date=_date(given),
        changed=date_of(dict.get(given, "updated")),  # not what feedparser puts in its place
        language=said or language,
        source=one_line(_text(source, "title")) if hasattr(source, "get") else None,
        text=text,
        content=content,
    )


def _best_text(given: Any) -> tuple[str, bool, str | None]:
    """The longest text of an entry, whether the feed calls it the content, and its language if said."""
    best: tuple[str, bool, str | None] = ("", False, None)
    for each in given.get("content") or []:
        text = "\n\n".join(paragraphs(_text(each, "value") or ""))
        if len(text) > len(best[0]):
            best = (text, True, _text(each, "language"))
    summary = "\n\n".join(paragraphs(_text(given, "summary") or ""))
    return (summary, False, None) if len(summary) > len(best[0]) else best


def _date(given: Any) -> str | None:
    """When it came out: as written, with its zone; else as feedparser understood it, to the day."""
    written = date_of(_text(given, "published"), _text(given, "dc_date"), _text(given, "created"))
    if written:
        return written
    parsed = given.get("published_parsed") or given.get("created_parsed")
    try:
        return datetime.fromtimestamp(timegm(parsed), tz=UTC).date().isoformat() if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _text(given: Any, field: str) -> str | None:
    value = given.get(field) if hasattr(given, "get") else None
    return value if isinstance(value, str) and value.strip() else None


def web_address(text: str | None, base: str | None) -> str | None:
    """An absolute http or https address without its fragment, or None."""
    if not text:
        return None
    try:
        parts = urlsplit(urljoin(base or "", text.strip()))
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and len(text) <= 2000
    except ValueError:
        return None
    return parts._replace(fragment="").geturl() if known else None


def _json_feed(content: bytes, *, name: str, url: str | None, limits: Limits) -> Listing:
    try:
        given = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError):
        raise Unsupported(name, "a JSON feed that is not JSON to its end", "ask for it again") from None
    items = given.get("items") if isinstance(given, dict) else None
    entries = tuple(_json_entries(items if isinstance(items, list) else [], url, given))
    return Listing(
        kind="feed",
        title=one_line(_text(given, "title")),
        entries=entries[: limits.entries],
        left_out=max(0, len(entries) - limits.entries),
    )


def _json_entries(items: list[Any], url: str | None, feed: Any) -> Iterator[Entry]:
    for item in items:
        if not isinstance(item, dict):
            continue
        body = _text(item, "content_html")
        text = "\n\n".join(paragraphs(body)) if body else _plain(_text(item, "content_text"))
        summary = _plain(_text(item, "summary"))
        address = web_address(_text(item, "url") or _text(item, "external_url") or _text(item, "id"), url)
        yield Entry(
            address=address,
            key=str(item.get("id") or address or "")[:500],
            title=one_line(_text(item, "title")),
            date=date_of(_text(item, "date_published")),
            changed=date_of(_text(item, "date_modified")),
            language=_text(item, "language") or _text(feed, "language"),
            text=text or summary,
            content=bool(text),
        )


def _plain(text: str | None) -> str:
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text or "") if part.strip())
