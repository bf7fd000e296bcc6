"""Site maps (sitemaps.org), their indexes and Google's news extension: addresses with their dates, newest first."""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from detente.errors import Unreadable, Unsupported
from detente.sources.feeds import ENTITY, web_address
from detente.sources.limits import Limits
from detente.sources.listing import Entry, Listing, date_of

MOST = 50_000
"""Addresses in one site map (the protocol's own limit); what follows is not looked at."""
FIELDS = frozenset({"loc", "lastmod", "publication_date", "title", "language", "name"})


def read_sitemap(content: bytes, *, name: str, url: str | None = None, limits: Limits) -> Listing:
    """What a site map lists. `url` is where it came from: then only addresses of the same site count, as the protocol has it."""
    if ENTITY.search(content):
        raise Unsupported(name, "a site map that declares entities of its own", "it is refused")
    entries: list[Entry] = []
    maps: list[Entry] = []
    left_out = 0
    try:
        for kind, fields in _items(content):
            address = web_address(fields.get("loc"), None)
            if len(entries) + len(maps) >= MOST:
                left_out += 1
                break
            if address is None or not same_site(address, url):
                left_out += 1
                continue
            (maps if kind == "sitemap" else entries).append(_entry(address, fields))
    except (etree.XMLSyntaxError, ValueError) as error:
        if not entries and not maps:
            raise Unreadable(name, f"a site map that cannot be read ({_said(error)})", "ask for it again") from None
        left_out += 1
    found = tuple(sorted(entries, key=_newest, reverse=True))
    return Listing(
        kind="site map index" if maps and not entries else "site map",
        entries=found[: limits.entries] if limits.entries < len(found) else found,
        maps=tuple(sorted(maps, key=_newest, reverse=True)),
        left_out=left_out + max(0, len(found) - limits.entries),
    )


def same_site(address: str, url: str | None) -> bool:
    """Whether an address belongs to the site that lists it: the same host, one above or one below ("www.", "news.")."""
    if url is None:
        return True
    one, other = ((urlsplit(each).hostname or "").removeprefix("www.") for each in (address, url))
    shorter, longer = sorted((one, other), key=len)
    return one == other or ("." in shorter and longer.endswith("." + shorter))


def _items(content: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Each `url` and `sitemap` element with its fields; elements are dropped once read."""
    walk = etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=True,
    )
    fields: dict[str, str] = {}
    for _, element in walk:
        tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if tag in FIELDS and "/image/" not in str(element.tag) and "/video/" not in str(element.tag):
            fields.setdefault(tag, " ".join((element.text or "").split())[:2000])
        elif tag in {"url", "sitemap"}:
            yield tag, fields
            fields = {}
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _newest(entry: Entry) -> str:
    return entry.date or entry.changed or ""


def _entry(address: str, fields: dict[str, str]) -> Entry:
    return Entry(
        address=address,
        key=address,
        title=fields.get("title") or None,
        date=date_of(fields.get("publication_date")),
        changed=date_of(fields.get("lastmod")),
        language=fields.get("language") or None,
        source=fields.get("name") or None,
    )


def _said(error: Exception) -> str:
    return str(error).split("\n")[0][:80]
