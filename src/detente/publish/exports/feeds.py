"""New and changed commitments as a feed: RSS 2.0, Atom (RFC 4287), JSON Feed 1.1."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Final, NamedTuple
from urllib.parse import quote
from xml.etree import ElementTree as ET

from sqlalchemy import select

from detente.ledger.words import side_name
from detente.publish.exports.tables import stamp
from detente.records import Commitment, from_json
from detente.store import Store
from detente.store.model import ArticleRow, CommitmentRow, CommitmentVersionRow
from detente.store.query import Filters, statement

TITLE: Final = "Détente: commitments, new and changed"
ABOUT: Final = "What sides said they would do, and what became of it; one entry for each change the ledger saw."
HOME: Final = "urn:detente:commitments"
ATOM: Final = "http://www.w3.org/2005/Atom"
LATEST: Final = 100
TOLD: Final = ("new", "state", "terms", "gone", "back")
"""Changes that are told: further evidence for the same state is not."""
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Entry(NamedTuple):
    """One change of one commitment."""

    id: str
    title: str
    text: str
    at: datetime
    url: str | None


def entries(store: Store, filters: Filters, latest: int = LATEST) -> list[Entry]:
    """The latest changes of the commitments these filters let pass, the newest first."""
    chosen = statement("commitments", filters, store.engine.dialect.name).order_by(None).subquery()
    wanted = (
        select(CommitmentVersionRow.__table__, ArticleRow.url)
        .join(CommitmentRow, CommitmentRow.id == CommitmentVersionRow.commitment)
        .join(ArticleRow, ArticleRow.id == CommitmentRow.article, isouter=True)
        .where(CommitmentVersionRow.commitment.in_(select(chosen.c.id)), CommitmentVersionRow.change.in_(TOLD))
        .order_by(CommitmentVersionRow.key.desc())
        .limit(latest)
    )
    with store.reading() as connection:
        return [_entry(row) for row in connection.execute(wanted)]


def _entry(row: object) -> Entry:
    record: str = row.record  # type: ignore[attr-defined]
    change, version, at = row.change, row.version, row.recorded_at  # type: ignore[attr-defined]
    made = from_json(Commitment, record)
    return Entry(
        id=f"urn:detente:commitment:{quote(made.id, safe='')}:{version}",
        title=_title(made, change),
        text="\n".join(
            filter(None, [f"“{made.signal.quote}”", made.history[-1].because if made.history else "", made.why_next])
        ),
        at=at,
        url=row.url,  # type: ignore[attr-defined]
    )


def _title(made: Commitment, change: str) -> str:
    speaker = side_name(made.signal.speaker)
    what = f"{speaker}: {made.signal.kind}"
    return {
        "new": f"{what}, {made.state}",
        "terms": f"{what} on other terms, {made.state}",
        "gone": f"{what} taken out of the ledger",
        "back": f"{what} back in the ledger, {made.state}",
    }.get(change, f"{what} is now {made.state}")


def rss(found: Sequence[Entry], home: str = HOME) -> str:
    """RSS 2.0."""
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _add(channel, title=TITLE, link=home, description=ABOUT, language="en", generator="Détente")
    if found:
        _add(channel, lastBuildDate=format_datetime(_latest(found), usegmt=True))
    for one in found:
        item = ET.SubElement(channel, "item")
        _add(item, title=one.title, description=one.text, pubDate=format_datetime(one.at.astimezone(UTC), usegmt=True))
        ET.SubElement(item, "guid", isPermaLink="false").text = one.id
        if one.url:
            _add(item, link=one.url)
    return _xml(root)


def atom(found: Sequence[Entry], home: str = HOME) -> str:
    """Atom."""
    root = ET.Element("feed", xmlns=ATOM)
    _add(root, id=home, title=TITLE, subtitle=ABOUT, updated=stamp(_latest(found)))
    _add(ET.SubElement(root, "author"), name="Détente")
    for one in found:
        entry = ET.SubElement(root, "entry")
        _add(entry, id=one.id, title=one.title, updated=stamp(one.at))
        if one.url:
            ET.SubElement(entry, "link", rel="alternate", href=_clean(one.url))
        ET.SubElement(entry, "content", type="text").text = _clean(one.text)
    return _xml(root)


def jsonfeed(found: Sequence[Entry], home: str = HOME) -> str:
    """JSON Feed 1.1."""
    items = [
        {"id": one.id, "title": one.title, "content_text": one.text, "date_published": stamp(one.at)}
        | ({"url": one.url} if one.url else {})
        for one in found
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": TITLE, "description": ABOUT, "home_page_url": home}
    return json.dumps(feed | {"items": items}, ensure_ascii=False, indent=1) + "\n"


def _latest(found: Sequence[Entry]) -> datetime:
    return max((one.at.astimezone(UTC) for one in found), default=datetime(1970, 1, 1, tzinfo=UTC))


def _add(parent: ET.Element, **texts: str) -> None:
    for name, text in texts.items():
        ET.SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    """Without characters XML has no place for."""
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _xml(root: ET.Element) -> str:
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
