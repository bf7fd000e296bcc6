"""One page or text as an article: told apart by what it looks like, taken apart, cleaned, its language asked."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import Empty, Unsupported
from detente.records import Article, Problem
from detente.sources.boilerplate import clean
from detente.sources.decode import to_text
from detente.sources.english import require_english
from detente.sources.kinds import HTML, JSON_START
from detente.sources.limits import Limits
from detente.sources.plain import Plain, read_markdown, read_plain
from detente.sources.stated import Stated

if TYPE_CHECKING:  # the extractor takes a fifth of a second to load: only where a page is read
    from detente.sources.pages import Page

PLACES_TOLD = {
    "address": "the date {} comes from the address; the page itself states none",
    "updated": "the date {} is that of an update; the day of publication is not stated",
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known of a page from elsewhere: the list that named it, the server, the person asking."""

    url: str | None = None
    charset: str | None = None
    suffix: str = ""  # ".html", as its name says
    date: str | None = None  # stands where the page states none, before that of its address or of an update
    title: str | None = None


def article_id(text: str, url: str | None, title: str | None) -> str:
    """Sixteen hexadecimal digits that stay the same for the same text, address and title."""
    return hashlib.sha256("\x1f".join((text, url or "", title or "")).encode("utf-8", "replace")).hexdigest()[:16]


def article_of(
    content: bytes, *, name: str, told: Told | None = None, limits: Limits, notes: list[Problem] | None = None
) -> Article:
    """The article of one page, Markdown or plain text; raises a `SourceError`. Notes are appended to `notes`."""
    told = told or Told()
    if not content.strip():
        raise Empty(name, "it is empty", "give a report")
    text = to_text(content, name=name, declared=told.charset)
    read_as: Page | Plain
    if told.suffix in {".html", ".htm", ".xhtml"} or HTML.match(text[:8000]):
        from detente.sources.pages import read_page

        read_as = read_page(text, name=name, url=told.url, limits=limits)
    elif JSON_START.match(text[:4000].lstrip()) and told.suffix not in {".txt", ".md"}:
        raise Unsupported(name, "JSON that is not one object a line", "write JSONL, for instance with: jq -c '.[]'")
    elif told.suffix in {".md", ".markdown"}:
        read_as = read_markdown(text)
    else:
        read_as = read_plain(text)
    return _article(read_as, name=name, told=told, notes=[] if notes is None else notes)


def _article(read_as: Page | Plain, *, name: str, told: Told, notes: list[Problem]) -> Article:
    title = read_as.title or told.title
    text = clean(read_as.text, title=title)
    if len(re.findall(r"[^\W\d_]{2,}", text)) < 3:
        raise Empty(name, "no sentence in it", "give the text of a report")
    require_english(text, name=name)
    address = read_as.url or told.url
    return Article(
        id=article_id(text, address, title),
        text=text,
        date=_date(read_as.date, told.date, name=name, notes=notes),
        title=title,
        url=address,
        source=read_as.source,
        origin=name,
    )


def _date(known: Stated | None, told: str | None, *, name: str, notes: list[Problem]) -> str | None:
    """The page's own date, unless it is but that of its address or an update; of one day, the more precise of the two."""
    if known is None or (told is not None and known.place in PLACES_TOLD):
        return told
    if told is not None and "T" in told and known.value == told[:10]:
        return told
    if known.place in PLACES_TOLD:
        what = PLACES_TOLD[known.place].format(known.value)
        notes.append(Problem(where=name, what=what, remedy="give --date if it is wrong"))
    return known.value
