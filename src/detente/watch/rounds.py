"""One round of one source: what is new in it, each report as soon as it is read.

A round changes its `Memory` as it goes. What it yields has been noted there, so a memory saved after the reports are in the store is
right however far the round came.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from detente import sources
from detente.errors import (
    BadRecord,
    Empty,
    Forbidden,
    NotEnglish,
    NotFound,
    NotText,
    SourceError,
    TooLarge,
    Unsupported,
    Withheld,
)
from detente.records import Article, Problem
from detente.sources.articles import Told, article_of
from detente.sources.fetch import Fetched, Known
from detente.sources.folder import files_in
from detente.sources.follow import SENTENCE, page_article, read_list
from detente.sources.listing import Entry, Listing, entry_article
from detente.sources.manners import Manners
from detente.watch.memory import Memory, key_of
from detente.watch.plan import Source
from detente.when import moment

LASTING = (Empty, Forbidden, NotEnglish, NotFound, NotText, TooLarge, Unsupported, Withheld, BadRecord)
"""What a second asking would not change."""
MAPS = 20
QUIET_FOR = 2.0
"""Seconds since a file was written, after which it is taken to be whole."""


class Aside:
    """Reports left out on purpose, and why: "foreign" or "aside"."""

    def __init__(self, reason: str, count: int = 1) -> None:
        self.reason = reason
        self.count = count


Item = Article | Problem | Aside
Going = Callable[[], bool]
"""Whether the round may go on: its time is not up, and nobody asked to stop."""


def round_of(
    source: Source, memory: Memory, manners: Manners, *, going: Going, now: datetime, patient: bool = True
) -> Iterator[Item]:
    """What is new in a source; raises a `SourceError` if the source itself cannot be read.

    `patient`: a file written to just now is left for the next round.
    """
    if source.kind in {"feed", "sitemap"}:
        items = _list_round(source, memory, manners, going, now)
    elif source.kind == "page":
        items = _page_round(source, memory, manners)
    else:
        items = _file_round(source, memory, manners, going, now if patient else None)
    wanted = _pattern(source.words)
    for item in items:
        if isinstance(item, Article) and wanted and not wanted.search(f"{item.title or ''}\n{item.text}"):
            yield Aside("aside")
        else:
            yield item


# ---------------------------------------------------------------------------------------------------------------- lists


def _list_round(source: Source, memory: Memory, manners: Manners, going: Going, now: datetime) -> Iterator[Item]:
    fetched = manners.get(source.address, known=Known(etag=memory.etag, last_modified=memory.last_modified))
    if fetched.unchanged:
        return
    listing, problems = _listing(fetched, source, manners, going)
    yield from problems
    entries = [(key_of(e.key, e.address, e.title), e) for e in listing.entries if _recent(e, source, now)]
    memory.keep_only({key for key, _ in entries})
    waiting = [(key, entry) for key, entry in entries if memory.open(key)]
    done = 0
    for key, entry in waiting[: source.most]:
        if not going():
            break
        yield _entry(key, entry, listing, memory, manners)
        done += 1
    whole = not listing.maps and done == len(waiting) and not any(memory.open(key) for key, _ in entries)
    memory.etag = fetched.etag if whole else None  # else the next round must see the list again
    memory.last_modified = fetched.last_modified if whole else None


def _listing(fetched: Fetched, source: Source, manners: Manners, going: Going) -> tuple[Listing, list[Problem]]:
    """The list; of an index, the entries of its newest site maps, and the problems of those that cannot be read."""
    listing = read_list(fetched.content, name=source.address, url=fetched.url, limits=manners.limits)
    entries, problems = list(listing.entries), []
    for each in listing.maps[:MAPS]:
        if not going():
            break
        try:
            below = manners.get(each.address or "")
            found = read_list(below.content, name=each.address or "", url=below.url, limits=manners.limits)
            entries += found.entries
        except SourceError as error:
            problems.append(error.problem)
    return Listing(kind=listing.kind, title=listing.title, entries=tuple(entries), maps=listing.maps), problems


def _entry(key: str, entry: Entry, listing: Listing, memory: Memory, manners: Manners) -> Item:
    where = entry.address or f"{listing.title}: {entry.title or key}"
    try:
        if not entry.whole and entry.address:
            return _done(memory, key, page_article(entry, manners=manners))
        if entry.text:
            return _done(memory, key, entry_article(entry, name=where, listing=listing))
        return _done(memory, key, Aside("aside"))
    except NotEnglish:
        return _done(memory, key, Aside("foreign"))
    except Empty:
        return _done(memory, key, Aside("aside"))
    except (Withheld, Forbidden) as error:  # the page is not for programs; what the feed carries of it is
        return _done(memory, key, _lead(entry, listing, where) or error.problem)
    except LASTING as error:
        return _done(memory, key, error.problem)
    except SourceError as error:
        memory.failed(key)
        return error.problem


def _lead(entry: Entry, listing: Listing, where: str) -> Item | None:
    if len(entry.text) < SENTENCE:
        return None
    try:
        return entry_article(entry, name=where, listing=listing)
    except SourceError:
        return Aside("foreign")


def _recent(entry: Entry, source: Source, now: datetime) -> bool:
    """Whether a list's own date for an entry is recent enough; one without a date is."""
    known = moment(entry.changed or entry.date)
    return source.since is None or known is None or known.high >= now - timedelta(seconds=source.since)


# ---------------------------------------------------------------------------------------------------------------- pages


def _page_round(source: Source, memory: Memory, manners: Manners) -> Iterator[Item]:
    """A page that changes: an article each time it reads otherwise."""
    fetched = manners.get(source.address, known=Known(etag=memory.etag, last_modified=memory.last_modified))
    if fetched.unchanged:
        return
    told = Told(url=fetched.url, charset=fetched.charset)
    try:
        article = article_of(fetched.content, name=source.address, told=told, limits=manners.limits)
    except NotEnglish:
        yield Aside("foreign")
    else:
        if memory.open(article.id):
            memory.seen = {}
            yield _done(memory, article.id, article)
    memory.etag, memory.last_modified = fetched.etag, fetched.last_modified


# ---------------------------------------------------------------------------------------------------------------- files


def _file_round(source: Source, memory: Memory, manners: Manners, going: Going, now: datetime | None) -> Iterator[Item]:
    """Files that are new or have changed. One still being written to is left for the next round."""
    base = Path(source.address)
    if not base.exists():
        raise NotFound(source.address, f"no such {source.kind}", "make it, or mend sources.toml")
    found = {key_of(str(path), *_stamp(path)): path for path in (files_in(base) if base.is_dir() else [base])}
    memory.keep_only(set(found))
    for key, path in found.items():
        if not going():
            return
        if memory.open(key) and (now is None or _is_quiet(path, now)):
            yield from _file(key, path, memory, manners, going)


def _file(key: str, path: Path, memory: Memory, manners: Manners, going: Going) -> Iterator[Item]:
    """All of a file. One whose reading was ended begins anew in the next round: the store knows what it has."""
    tally: Counter[str] = Counter()
    try:
        for item in sources.stream(str(path), limits=manners.limits, tally=tally):
            foreign = isinstance(item, Problem) and item.what.startswith("set aside: not in English")
            yield Aside("foreign") if foreign else item
            if not going():
                return
    except NotEnglish:
        yield Aside("foreign")
    except SourceError as error:
        if not isinstance(error, LASTING):
            memory.failed(key)
            raise
        yield error.problem
    yield Aside("foreign", tally["not in English"])
    yield Aside(
        "aside", sum(tally[reason] for reason in ("too short", "without a report", "not text", "no page of text"))
    )
    memory.handled(key)


def _stamp(path: Path) -> tuple[str, str]:
    try:
        found = path.stat()
    except OSError:
        return "", ""
    return str(found.st_size), str(found.st_mtime_ns)


def _is_quiet(path: Path, now: datetime) -> bool:
    try:
        written = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    except OSError:
        return False
    return not timedelta(0) <= now - written < timedelta(seconds=QUIET_FOR)


def _done(memory: Memory, key: str, item: Item) -> Item:
    memory.handled(key)
    return item


def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE) if words else None
