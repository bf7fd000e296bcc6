"""Feeds, site maps and archives made for tests, in our own words."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from typing import Any

PROSE = (
    "The two armies exchanged fire along the river for the third night in a row, officials on both sides said on Monday. "
    "If the shelling stops, we are ready to talk, the minister said. "
    "His neighbour denied that its guns had fired first and said it would answer any attack."
)
GERMAN = (
    "Die beiden Armeen haben sich in der dritten Nacht in Folge am Fluss beschossen, sagten Beamte beider Seiten am Montag. "
    "Wenn der Beschuss aufhört, sind wir zu Gesprächen bereit, sagte der Minister nach einer Sitzung des Kabinetts in der Stadt."
)


def page(number: int = 1, text: str = PROSE, head: str = "") -> bytes:
    """A page with a report of its own number."""
    title = f"Armies exchange fire along the river, day {number}"
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
        f"<p>{text}</p><p>{text} That was day {number}.</p></article></body></html>"
    ).encode()


def rss(items: Sequence[str], title: str = "Example Wire") -> bytes:
    """An RSS 2.0 feed."""
    head = f'<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{title}</title>'
    return (head + "".join(items) + "</channel></rss>").encode()


def item(number: int, link: str | None = None, more: str = "", title: str = "Armies exchange fire") -> str:
    """One of its items."""
    where = f"<link>{link}</link>" if link else ""
    return (
        f"<item><title>{title}, day {number}</title>{where}<guid>id-{number}</guid>"
        f"<pubDate>Wed, 07 May 2025 07:{number % 60:02d}:00 GMT</pubDate>{more}</item>"
    )


def atom(entries: Sequence[str]) -> bytes:
    """An Atom feed."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Example Wire</title>'
        + "".join(entries)
        + "</feed>"
    ).encode()


def json_feed(items: Sequence[dict[str, Any]]) -> bytes:
    """A JSON feed, version 1.1."""
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Example Wire", "items": list(items)}
    ).encode()


def sitemap(addresses: Sequence[str], more: str = "") -> bytes:
    """A site map."""
    urls = "".join(f"<url><loc>{each}</loc>{more}</url>" for each in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>'
    ).encode()


def sitemap_index(addresses: Sequence[str]) -> bytes:
    """A site map of site maps."""
    maps = "".join(f"<sitemap><loc>{each}</loc></sitemap>" for each in addresses)
    return f'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>'.encode()


def warc_record(
    body: bytes,
    *,
    url: str = "http://news.example.org/1",
    kind: str = "text/html; charset=utf-8",
    head: str = "",
    status: str = "200 OK",
    length: int | None = None,
    record: str = "response",
) -> bytes:
    """One record; `length` lies about its size."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{head}\r\n".encode() + body if record == "response" else body
    said = len(http) if length is None else length
    type_ = "application/http; msgtype=response" if record == "response" else kind
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {record}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
            f"WARC-Date: 2025-05-07T10:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: {type_}\r\n"
            f"Content-Length: {said}\r\n\r\n"
        ).encode()
        + http
        + b"\r\n\r\n"
    )


def zipped(records: Sequence[bytes]) -> bytes:
    """Each record a gzip member of its own, as crawlers write them."""
    return b"".join(gzip.compress(record) for record in records)
