"""What a feed or a site map lists: reports by address, with as much of each as the list itself carries."""

from __future__ import annotations

from detente.records import Article, Record
from detente.sources import stated
from detente.sources.articles import article_id
from detente.sources.boilerplate import clean
from detente.sources.english import require_english

WHOLE = 900
"""Characters of text from which an entry is taken for the whole report and its page is not asked for. Of leads and summaries in
feeds nearly all are shorter; where the feed marks its text as the content, `Entry.whole` says so from 400 on."""
CONTENT = 400


class Entry(Record, frozen=True, kw_only=True):
    """One report of a list. `text` is the feed's own, paragraphs separated by blank lines; empty where it has none."""

    address: str | None = None
    key: str = ""  # what tells it from others of the list: its id, else its address
    title: str | None = None
    date: str | None = None  # of publication
    changed: str | None = None  # of the last change
    language: str | None = None
    source: str | None = None
    text: str = ""
    content: bool = False  # the feed calls the text the content, not a summary

    @property
    def whole(self) -> bool:
        """Whether the text is likely the whole report."""
        cut = self.text.rstrip().endswith(("…", "...", "[…]", "[...]", "Read more", "Continue reading"))
        return not cut and len(self.text) >= (CONTENT if self.content else WHOLE)


class Listing(Record, frozen=True, kw_only=True):
    """A feed or site map: its entries in its own order, and of an index the site maps it names."""

    kind: str  # "feed", "site map", "site map index"
    title: str | None = None
    entries: tuple[Entry, ...] = ()
    maps: tuple[Entry, ...] = ()
    left_out: int = 0  # entries without an address that may be gone to, or beyond the limit


def entry_article(entry: Entry, *, name: str, listing: Listing) -> Article:
    """The article of what the list itself carries; raises `NotEnglish`."""
    text = clean(entry.text, title=entry.title)
    require_english(text, name=name)
    return Article(
        id=article_id(text, entry.address, entry.title),
        text=text,
        date=entry.date or entry.changed,
        title=entry.title,
        url=entry.address,
        source=entry.source or listing.title,
        origin=name,
    )


def date_of(*texts: str | None) -> str | None:
    """The first of these that is a date, as ISO 8601."""
    return next((value for text in texts if text and (value := stated.normal(text))), None)
