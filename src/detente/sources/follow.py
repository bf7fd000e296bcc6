"""From a list to its reports: an entry that carries its report is taken as it is, of others the page is read."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from detente.errors import Empty, Forbidden, NotFound, SourceError, Unsupported, Withheld
from detente.records import Article, Problem
from detente.sources.articles import Told, article_of
from detente.sources.feeds import read_feed
from detente.sources.kinds import SITEMAP, beginning, is_list
from detente.sources.limits import Limits
from detente.sources.listing import Entry, Listing, entry_article
from detente.sources.manners import Manners
from detente.sources.sitemaps import read_sitemap
from detente.sources.unpack import unpacked

SENTENCE = 60
"""Characters an entry's own text needs to stand for a report whose page is not to be had."""
MAPS = 5
"""Site maps of an index that are read, the newest first."""


def read_list(content: bytes, *, name: str, url: str | None = None, limits: Limits) -> Listing:
    """The feed or site map, plain or gzipped."""
    content = unpacked(content, name=name, most=limits.list_bytes)
    if SITEMAP.match(beginning(content)):
        return read_sitemap(content, name=name, url=url, limits=limits)
    if not is_list(content):
        raise Unsupported(name, "neither a feed nor a site map", "give its address as a page")
    return read_feed(content, name=name, url=url, limits=limits)


def carried(listing: Listing, *, name: str, notes: list[Problem]) -> Iterator[Article | Problem]:
    """What a list that lies in a file carries of its reports; no address in it is gone to."""
    short = 0
    for entry in listing.entries:
        if entry.text:
            short += not entry.whole
            yield _own(entry, listing, name=name)
    if listing.kind != "feed":
        raise Unsupported(
            name, f"a {listing.kind}, which holds addresses only", "give its address, or use: detente watch"
        )
    if short:
        what = f"of {short:,} of {len(listing.entries):,} reports the feed may carry only the beginning"
        notes.append(Problem(where=name, what=what, remedy="give the feed's address to have their pages read"))


def followed(listing: Listing, *, name: str, manners: Manners, notes: list[Problem]) -> Iterator[Article | Problem]:
    """The newest reports of a list that was had by its address, their pages read where the list does not carry them."""
    entries, limits = tuple(_entries(listing, manners)), manners.limits
    for entry in entries[: limits.follow]:
        yield read_entry(entry, listing, name=name, manners=manners, notes=notes)
    left = len(entries) - limits.follow + listing.left_out
    if left > 0:
        what = f"only the first {limits.follow} reports were read, {left:,} were not"
        notes.append(Problem(where=name, what=what, remedy="use: detente watch"))


def read_entry(
    entry: Entry, listing: Listing, *, name: str, manners: Manners, notes: list[Problem] | None = None
) -> Article | Problem:
    """One report of a list: its page, else what the list carries of it."""
    if entry.whole or entry.address is None:
        return _own(entry, listing, name=name)
    try:
        return page_article(entry, manners=manners, notes=notes)
    except (Withheld, Forbidden, NotFound) as error:
        own = _own(entry, listing, name=name) if len(entry.text) >= SENTENCE else None
        return own if isinstance(own, Article) else error.problem
    except SourceError as error:
        return error.problem


def page_article(entry: Entry, *, manners: Manners, notes: list[Problem] | None = None) -> Article:
    """The article of an entry's page; raises a `SourceError`."""
    address = entry.address or ""
    fetched = manners.get(address)
    date = entry.date or (entry.changed if entry.text else None)  # of a site map, "lastmod" is no date of publication
    told = Told(url=fetched.url, charset=fetched.charset, date=date, title=entry.title)
    article = article_of(fetched.content, name=address, told=told, limits=manners.limits, notes=notes)
    return msgspec.structs.replace(article, source=entry.source) if entry.source and not article.source else article


def _own(entry: Entry, listing: Listing, *, name: str) -> Article | Problem:
    where = entry.address or f"{name}: {entry.title or entry.key or 'an entry'}"
    try:
        if not entry.text:
            raise Empty(where, "the entry has neither an address nor a text", "leave it out")
        return entry_article(entry, name=where, listing=listing)
    except SourceError as error:
        return error.problem


def _entries(listing: Listing, manners: Manners) -> Iterator[Entry]:
    """The entries of a list; of an index, those of its newest site maps."""
    yield from listing.entries
    for each in listing.maps[:MAPS]:
        fetched = manners.get(each.address or "")
        below = read_list(fetched.content, name=each.address or "", url=fetched.url, limits=manners.limits)
        yield from below.entries
