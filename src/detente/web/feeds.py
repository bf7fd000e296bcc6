"""Feeds of new and changed commitments: RSS, Atom and JSON Feed, with the filters of the ledger."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

import msgspec
from fastapi import APIRouter, Path, Request, Response

from detente.records import Commitment
from detente.web import choose, words
from detente.web.api.asked import Filters, Step
from detente.web.api.describe import refusals
from detente.web.library import Library

ATOM = "http://www.w3.org/2005/Atom"
MOST = 50


class Entry(NamedTuple):
    """One change of one row: `id` stays the same, so that a reader tells it once."""

    id: str
    address: str
    title: str
    text: str
    when: str


def router(library: Library) -> APIRouter:
    """/feeds/commitments.rss, .atom and .json."""
    made = APIRouter(responses=refusals())
    kinds = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
    answers = {kind: {"schema": {"type": "object" if form == "json" else "string"}} for form, kind in kinds.items()}

    @made.get("/feeds/commitments.{form}", responses={200: {"content": answers}, 304: {"description": "Unchanged."}})
    def feed(
        request: Request,
        form: Annotated[Literal["rss", "atom", "json"], Path(description="The form.", examples=["atom"])],
        query: Filters,
        became: Step,
    ) -> Response:
        """Each change of a commitment is an entry, the newest first. `became`: only changes to a state."""
        snapshot = library.snapshot()
        tag = f'W/"{snapshot.version}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        base = str(request.base_url).rstrip("/")
        found = entries(choose.commitments(snapshot, query), base, became)
        body = {"rss": rss, "atom": atom, "json": json_feed}[form](found, library.title, base, str(request.url))
        return Response(body, media_type=kinds[form], headers={"ETag": tag, "Cache-Control": "private, no-cache"})

    return made


def entries(rows: list[Commitment], base: str, became: str | None = None) -> list[Entry]:
    """Every step of every row, or every one to a state, the newest first."""
    found = []
    for row in rows:
        for n, change in enumerate(row.history):
            if became not in (None, change.state):
                continue
            title = f"{words.label(row.signal.speaker)}: {row.signal.kind}, {change.state}"
            text = f"{words.bargain(row.signal)}. {change.because}. “{row.signal.quote}”"
            address = f"{base}/ledger/{row.id}"
            found.append(
                Entry(f"{address}#{n}-{change.state}", address, title, text, change.date or row.first_said or "")
            )
    return sorted(found, key=lambda e: (e.when, e.id), reverse=True)[:MOST]


def rss(found: list[Entry], title: str, base: str, own: str) -> bytes:
    """RSS 2.0."""
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    for name, text in (
        ("title", f"{title}: commitments"),
        ("link", f"{base}/ledger"),
        ("description", "New and changed commitments"),
    ):
        SubElement(channel, name).text = text
    for entry in found:
        item = SubElement(channel, "item")
        SubElement(item, "guid", isPermaLink="false").text = entry.id
        for name, text in (
            ("title", entry.title),
            ("link", entry.address),
            ("description", entry.text),
            ("pubDate", _rfc822(entry.when)),
        ):
            if text:
                SubElement(item, name).text = _clean(text)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root)


def atom(found: list[Entry], title: str, base: str, own: str) -> bytes:
    """Atom, RFC 4287."""
    root = Element("feed", xmlns=ATOM)
    SubElement(root, "id").text = f"{base}/feeds/commitments.atom"
    SubElement(root, "title").text = f"{title}: commitments"
    SubElement(root, "updated").text = _rfc3339(found[0].when if found else "")
    SubElement(root, "link", rel="self", href=own)
    for entry in found:
        item = SubElement(root, "entry")
        SubElement(item, "id").text = entry.id
        SubElement(item, "title").text = _clean(entry.title)
        SubElement(item, "updated").text = _rfc3339(entry.when)
        SubElement(item, "link", href=entry.address)
        SubElement(item, "summary").text = _clean(entry.text)
        SubElement(SubElement(item, "author"), "name").text = "Détente"
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root)


def json_feed(found: list[Entry], title: str, base: str, own: str) -> bytes:
    """JSON Feed 1.1."""
    items = [
        {"id": e.id, "url": e.address, "title": e.title, "content_text": e.text, "date_published": _rfc3339(e.when)}
        for e in found
    ]
    return msgspec.json.encode(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": f"{title}: commitments",
            "home_page_url": f"{base}/ledger",
            "feed_url": own,
            "items": items,
        }
    )


def _clean(text: str) -> str:
    """Without characters XML may not hold."""
    return "".join(c for c in text if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff")


def _rfc3339(when: str) -> str:
    day, _, rest = when.partition("T")
    if len(day) != 10:
        return "1970-01-01T00:00:00Z"
    clock = rest.rstrip("Z")[:8] or "00:00:00"
    zone = rest[len(clock.rstrip()) :] if rest and "+" in rest else "Z"
    return f"{day}T{clock if len(clock) == 8 else clock[:5] + ':00'}{zone if zone.startswith(('+', '-')) else 'Z'}"


def _rfc822(when: str) -> str:
    from datetime import datetime
    from email.utils import format_datetime

    try:
        return format_datetime(datetime.fromisoformat(_rfc3339(when)))
    except ValueError:
        return ""
