"""Where an HTML page says when it was published. The order of places is that of `detente.sources.stated`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree, html

from detente.sources import stated
from detente.sources.stated import Stated

PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published", "publish-date",
    "publishdate", "publish_date", "publication_date", "publicationdate", "pubdate", "published_time", "published-date",
    "date.issued", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date",
    "originalpublicationdate", "rnews:datepublished", "citation_publication_date", "citation_date", "article_date_original",
    "analyticsattributes.articledate", "bt:pubdate", "date", "created", "dc.created",
)  # fmt: skip
UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dc.date.modified",
    "dcterms.modified",
)
DATE_LIKE = re.compile(r"date|time|publish|posted|byline|meta|stamp|dateline|updated|author", re.IGNORECASE)
ELSEWHERE = re.compile(
    r"relat|recommend|teaser|card|read-?next|promo|sidebar|trending|most-|popular|footer|comment|ticker|masthead|nav|widget|latest",
    re.IGNORECASE,
)
NEAR = 80
"""Elements after the headline within which its date line is looked for."""
LONGEST = 200
"""Characters of a date line."""


def find(
    tree: html.HtmlElement, data: Sequence[dict[str, Any]], *, url: str | None, host: str, paragraphs: list[str]
) -> Stated | None:
    """The date a page states for itself, or None. `data` is its JSON-LD on articles, `paragraphs` its text."""
    found: list[Stated] = []
    near = list(_near_headline(tree))
    for place, texts in (
        ("structured data", [each.get("datePublished") for each in data]),
        ("metadata", list(_metadata(tree, PUBLISHED))),
        ("time element", list(_time_elements(tree, near))),
    ):
        values = (stated.normal(text, host=host) for text in texts if isinstance(text, str))
        found += [Stated(value=value, place=place) for value in values if value]
    lines = list(_date_lines(near))
    found += [*_written(lines, "byline", host), *from_text(paragraphs, host=host)]
    best = stated.best(found)
    return best or _last_resort(tree, data, url=url, host=host, lines=lines)


def from_text(paragraphs: Sequence[str], *, host: str = "") -> list[Stated]:
    """Dates stated at the head of a text: a line that is a date, or a dateline with the year."""
    found: list[Stated] = []
    for paragraph in paragraphs[:8]:
        line = paragraph[:LONGEST]
        for value, start, end, updated in stated.in_words(line, host=host):
            if is_dateline(line, start, end):
                found.append(Stated(value=value[:10], place="dateline"))
            elif is_date_line(line, start, end) and len(paragraph) <= LONGEST:
                found.append(Stated(value=value, place="updated" if updated else "byline"))
    return sorted(found, key=lambda each: each.place == "updated")


def is_dateline(line: str, start: int, end: int) -> bool:
    """Whether the date at [start, end) stands in a dateline: ``NEW DELHI, May 7, 2025 (Agency) —``."""
    before = re.fullmatch(
        r"(?:[A-Z][A-Z.' /-]{2,40}|[A-Z][\w.' /-]{2,40})(?:,[\w .'-]{2,30})?,\s?(?:\([\w .]{2,20}\)\s)?", line[:start]
    )
    after = re.match(r"(?:\s{0,2}\([^()]{2,40}\))?\s{0,2}(?:[:–—-]|\([^()]{2,40}\)|\.\s)", line[end:])
    return bool(before and after)


def is_date_line(line: str, start: int, end: int) -> bool:
    """Whether the line is little but the date: labels, a name, a place, and no sentence."""
    rest = f"{line[:start]} {line[end:]}"
    words = re.findall(r"[^\W\d_]+", rest)
    return (
        len(words) <= 12
        and not re.search(r"[.!?]\s*[\"”]?\s*$", line[end:])
        and not re.search(r"\b(?:was|were|is|had|has|said|on the)\b", rest)
    )


def _metadata(tree: html.HtmlElement, names: Sequence[str]) -> Iterator[str]:
    """Contents of the meta elements of these names, in the order of the names."""
    by_name: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            by_name.setdefault((element.get(key) or "").lower(), []).append(element.get("content") or "")
    for name in names:
        yield from by_name.get(name, [])


def _time_elements(tree: html.HtmlElement, near: Sequence[html.HtmlElement]) -> Iterator[str]:
    """What `time` and other elements marked as the date of publication say; unmarked ones only near the headline."""
    for element in tree.iter("time", "span", "div", "abbr", "p"):
        if (
            (element.get("itemprop") or "").lower() == "datepublished"
            or "dt-published" in (element.get("class") or "")
            or element.get("pubdate") is not None
        ):
            yield element.get("datetime") or element.get("content") or element.get("title") or _text(element)
    for element in near:
        if (
            element.tag == "time"
            and element.get("datetime")
            and not re.search(r"updat|modif", _text(element) + (element.get("class") or ""), re.IGNORECASE)
        ):
            yield element.get("datetime") or ""


def _date_lines(near: Sequence[html.HtmlElement]) -> Iterator[str]:
    """Short lines near the headline in elements whose class, id or name speaks of dates or bylines."""
    for element in near:
        marks = " ".join(element.get(key) or "" for key in ("class", "id", "itemprop", "data-testid"))
        if (
            element.tag == "time"
            or DATE_LIKE.search(marks)
            or element.tag in {"p", "span", "small", "div", "li", "em", "h6"}
        ):
            text = _text(element)
            if 6 <= len(text) <= LONGEST:
                yield text


def _near_headline(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The elements that follow the headline, not those of other boxes: teasers have dates of their own, mastheads today's."""
    start = next(tree.iter("h1"), None)
    if start is None:
        start = next(tree.iter("article", "main"), None)
    if start is None:
        return
    known: dict[etree._Element, bool] = {}
    for count, element in enumerate(_following(start)):
        if count >= NEAR:
            return
        if isinstance(element.tag, str) and not _is_elsewhere(element, known):
            yield element


def _following(start: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The element's own descendants and whatever comes after it in the page."""
    yield from start.iterdescendants()
    node: html.HtmlElement | None = start
    while node is not None:
        for sibling in node.itersiblings():
            yield from sibling.iter()
        node = node.getparent()


def _is_elsewhere(element: etree._Element, known: dict[etree._Element, bool]) -> bool:
    """Whether an element stands in another box than the report; what is found of it and those above it is added to `known`."""
    above: list[etree._Element] = []
    node: etree._Element | None = element
    found = None
    while found is None and node is not None:
        found = known.get(node)
        if found is None:
            above.append(node)
            found = _says_elsewhere(node)
            node = node.getparent()
    known.update(dict.fromkeys(above, bool(found)))
    return bool(found)


def _says_elsewhere(element: etree._Element) -> bool | None:
    """Whether an element by itself tells that what is in it is of the report, or is not; None if it tells neither."""
    if element.tag in {"aside", "nav", "footer"}:
        return True
    if element.tag in {"article", "main", "body"}:
        return False
    return True if ELSEWHERE.search(f"{element.get('class') or ''} {element.get('id') or ''}") else None


def _written(lines: Sequence[str], place: str, host: str) -> list[Stated]:
    """Dates in words in date lines, those called an update left out."""
    return [
        Stated(value=value, place=place)
        for line in lines
        for value, start, end, updated in stated.in_words(line, host=host)
        if not updated and is_date_line(line, start, end)
    ]


def _last_resort(
    tree: html.HtmlElement, data: Sequence[dict[str, Any]], *, url: str | None, host: str, lines: Sequence[str]
) -> Stated | None:
    """The date in the address, else the date of an update, marked as what it is."""
    address = stated.in_address(url) if url else None
    if address:
        return Stated(value=address, place="address")
    updates = [each.get("dateModified") for each in data] + list(_metadata(tree, UPDATED))
    values = [stated.normal(text, host=host) for text in updates if isinstance(text, str)]
    values += [value for line in lines for value, *_, updated in stated.in_words(line, host=host) if updated]
    return next((Stated(value=value, place="updated") for value in values if value), None)


def _text(element: html.HtmlElement) -> str:
    text = "".join(piece for _, piece in zip(range(60), element.itertext(), strict=False))
    return " ".join(text.split())
