"""An HTML page taken apart: title, date, publisher, address and the paragraphs of the report, nothing around it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec
from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.metadata import Document

from detente import errors
from detente.errors import Empty, TooLarge, Unreadable
from detente.records import Problem
from detente.sources import page_dates
from detente.sources.apart import elsewhere
from detente.sources.boilerplate import same_words
from detente.sources.decode import tidy
from detente.sources.limits import Limits
from detente.sources.markup import without_unread
from detente.sources.stated import Stated

# A library that logs to nobody would otherwise write to stderr between our own one-line errors.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

SAVED_FROM = re.compile(r"<!--\s{0,3}saved from url=\(\d{1,6}\)(https?://[^\s<>]{1,2000}?)\s{0,3}-->", re.IGNORECASE)
INLINE_TAGS = re.compile(
    r"</?(?:b|i|u|s|em|strong|font|span|small|big|center|tt|a|ins|del|mark|sup|sub|label|abbr)\b[^<>]*>", re.IGNORECASE
)
ARTICLE_TYPES = re.compile(
    r"(News|Live|Blog|Reportage|Analysis|Background|Opinion|Review|Scholarly)?(News|Blog)?(Article|Posting)",
    re.IGNORECASE,
)
TITLE_MARKS = re.compile(r"\s+(?:\||-|–|—|::|»|·|•)\s+")
TITLE_END = re.compile(r"[\s|–—:»·•-]+$")
BLOCKS = frozenset({"p", "head", "item", "quote", "cell", "row", "ab", "code", "list", "table", "div", "body", "main"})
LONG_TAG = re.compile(r"<[a-z](?>[^>\"']+|\"[^\"]*\"|'[^']*'){1,}+", re.IGNORECASE)
MOST_WORDS = 1000
FROM_BROWSER = "save it from a browser once the report shows, or give its text"
SHORTEST = 100
"""Characters below which the precise extraction is held to have missed the report, and wider nets are cast."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a page says, before the cleaner has gone over its text."""

    text: str
    title: str | None = None
    date: Stated | None = None
    source: str | None = None
    url: str | None = None


def read_page(markup: str, *, name: str, url: str | None = None, limits: Limits) -> Page:
    """A page of HTML as text and what is known of it; paragraphs are separated by blank lines.

    `url` is where it was fetched from. Raises `Empty`, `TooLarge`, `TimedOut` or `Unreadable`. External entities and
    other files a page may name are never loaded: lxml's HTML parser knows no DTD and is given no network.
    """
    saved_from = SAVED_FROM.search(markup[:10_000])
    url = url or (saved_from.group(1) if saved_from else None)
    markup = without_unread(markup.replace("\x00", ""))
    if markup.count("<") > 3 * limits.elements:
        raise _too_many(name, limits)
    if any(
        len(tag := found.group()) > 2 * MOST_WORDS and len(tag.split()) > MOST_WORDS
        for found in LONG_TAG.finditer(markup)
    ):
        return _take_apart_elsewhere(markup, name=name, url=url, limits=limits)  # libxml2 is quadratic in attributes
    tree = _parse(markup, name=name, limits=limits)
    if len(markup) > limits.quick_characters or _elements(tree) > limits.quick_elements:
        return _take_apart_elsewhere(markup, name=name, url=url, limits=limits)
    return _take_apart(tree, name=name, url=url)


def _take_apart(tree: html.HtmlElement, *, name: str, url: str | None) -> Page:
    data = tuple(_linked_data(tree))
    address = _address(tree, data, url)
    paragraphs = _paragraphs(tree, data, name=name)
    title = _title(tree, data, paragraphs)
    if title and any(_says(each, title) for each in paragraphs[:5]):
        paragraphs = [each for number, each in enumerate(paragraphs) if number >= 5 or not _says(each, title)]
    text = "\n\n".join(paragraphs)
    if not re.search(r"\w", text):
        raise Empty(name, "the page holds no article text", FROM_BROWSER)
    host = urlsplit(address or "").hostname or ""
    date = page_dates.find(tree, data, url=address, host=host, paragraphs=paragraphs)
    source = _publisher(tree, data) or _site_in_window(tree, title) or host.removeprefix("www.") or None
    return Page(text=text, title=title, date=date, source=source, url=address)


@dataclass(frozen=True, kw_only=True)
class _Question:
    """A page handed to another process."""

    markup: str
    name: str
    url: str | None
    limits: Limits


@dataclass(frozen=True, kw_only=True)
class _Answer:
    """What that process made of it: a page, or an error by its name."""

    page: Page | None = None
    error: str = ""
    problem: Problem | None = None


def _take_apart_elsewhere(markup: str, *, name: str, url: str | None, limits: Limits) -> Page:
    """`_take_apart` for a page of unusual make, in a process that is ended when its time is up."""
    question = _Question(markup=markup.encode("utf-8", "replace").decode(), name=name, url=url, limits=limits)
    raw = elsewhere(
        "detente.sources.pages:serve",
        msgspec.json.encode(question),
        name=name,
        what="taking the page apart",
        seconds=limits.extract_seconds,
    )
    answer = msgspec.json.decode(raw, type=_Answer)
    if answer.page is not None:
        return answer.page
    problem = answer.problem or Problem(where=name, what="the page cannot be taken apart")
    raise vars(errors)[answer.error](problem.where, problem.what, problem.remedy)


def serve(raw: bytes) -> bytes:
    """The other end of `_take_apart_elsewhere`."""
    question = msgspec.json.decode(raw, type=_Question)
    try:
        tree = _parse(question.markup, name=question.name, limits=question.limits)
        answer = _Answer(page=_take_apart(tree, name=question.name, url=question.url))
    except errors.SourceError as error:
        answer = _Answer(error=type(error).__name__, problem=error.problem)
    return msgspec.json.encode(answer)


def main_text(tree: html.HtmlElement) -> list[str]:
    """The paragraphs of the report in a page; empty if there is none. trafilatura, precise first, then wider."""
    best: list[str] = []
    for wider in (False, True):
        document = bare_extraction(
            tree,
            favor_precision=not wider,
            include_comments=False,
            include_tables=True,
            include_links=False,
            with_metadata=False,
        )
        found = (
            _without_last_headings(list(_blocks(document.body)))
            if isinstance(document, Document) and document.body is not None
            else []
        )
        if sum(map(len, found)) > 1.2 * sum(map(len, best)):
            best = found
        if sum(map(len, best)) >= SHORTEST:
            break
    return best


def _parse(markup: str, *, name: str, limits: Limits) -> html.HtmlElement:
    """The tree of a page; raises `TooLarge` for too many or too deep elements."""
    tree, deep = _tree(markup, name)
    if deep:  # thousands of unclosed <b> or <font>, as old pages have, do no harm once those tags are gone
        tree, deep = _tree(INLINE_TAGS.sub("", markup), name)
    if deep:
        raise TooLarge(name, "elements nested more than 250 deep", "give the text of the report")
    if _elements(tree) > limits.elements:
        raise _too_many(name, limits)
    return tree


def _elements(tree: html.HtmlElement) -> int:
    return int(tree.xpath("count(//*)"))


def _too_many(name: str, limits: Limits) -> TooLarge:
    return TooLarge(name, f"the page has more than {limits.elements:,} elements", "give the text of the report")


def _tree(markup: str, name: str) -> tuple[html.HtmlElement, bool]:
    """The parsed page, and whether the parser gave up at its nesting limit (256), leaving out the rest."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise Empty(name, "the page is empty", FROM_BROWSER) from None
    return tree, any("depth" in entry.message.lower() for entry in parser.error_log)


def _paragraphs(tree: html.HtmlElement, data: tuple[dict[str, Any], ...], *, name: str) -> list[str]:
    try:
        found = main_text(tree)
    except (
        Exception
    ) as error:  # whatever a hostile page brings up inside lxml and trafilatura is one bad input, no crash
        what = f"the page cannot be taken apart ({type(error).__name__})"
        raise Unreadable(name, what, "give the text of the report") from error
    if sum(map(len, found)) < SHORTEST:
        body = next((value for each in data if isinstance(value := each.get("articleBody"), str)), "")
        plain = [part for part in map(_flat, re.split(r"\n+|</?p>|<br ?/?>", body)) if part]
        found = max(found, plain, _all_paragraphs(tree), key=lambda parts: sum(map(len, parts)))
    return found


def _all_paragraphs(tree: html.HtmlElement) -> list[str]:
    """The paragraphs of a page too small to tell a report from its surroundings, or all its text if it has none."""
    found = [_flat(each.text_content()) for each in tree.iter("p", "blockquote", "li", "h1", "h2")]
    found = [part for part in found if part]
    if found:
        return found
    body = tree.find("body")
    return [part for part in map(_flat, (body if body is not None else tree).text_content().split("\n\n")) if part]


def _without_last_headings(blocks: list[tuple[str, bool]]) -> list[str]:
    """The texts of the blocks; a heading at the end stood over something that is no part of the report."""
    while blocks and blocks[-1][1]:
        blocks.pop()
    return [text for text, _ in blocks]


def _blocks(body: etree._Element) -> Iterator[tuple[str, bool]]:
    """The paragraphs of trafilatura's tree, each with whether it is a heading; of tables only cells that read as sentences."""
    parts: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in BLOCKS:
            closing = element.tag if event == "end" else ""
            for text in _paragraph(parts, cell=closing in {"cell", "row"}):
                yield text, closing == "head"
            parts = []
        if event == "start":
            parts.append("\u2028" if element.tag == "lb" else "")
            parts.append(element.text or "")
        elif element is not body:
            parts.append(element.tail or "")
    yield from ((text, False) for text in _paragraph(parts, cell=False))


def _paragraph(parts: list[str], *, cell: bool) -> Iterator[str]:
    """One or more paragraphs from the pieces of a block; a line break after a full stop begins another."""
    text = re.sub(r"([.!?:…][\"'”’)]{0,2})\s*\u2028|\u2028\s*\u2028", r"\1\n", "".join(parts))
    for piece in text.split("\n") if "\u2028" in "".join(parts) else [text]:
        flat = _flat(piece)
        if flat and (not cell or (flat.count(" ") >= 5 and flat[-1] in '.!?”"')):
            yield flat


def _flat(text: str) -> str:
    return " ".join(tidy(text).split())


def _linked_data(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The page's own structured data (JSON-LD) on articles, flat."""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        source = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").rstrip(";")
        try:
            found = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(found):
            kinds = item.get("@type")
            if any(
                isinstance(kind, str) and ARTICLE_TYPES.fullmatch(kind)
                for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                yield item


def _items(found: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(found, list):
        for each in found[:200]:
            yield from _items(each, depth + 1)
    elif isinstance(found, dict):
        yield found
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _items(found.get(key), depth + 1)


def meta(tree: html.HtmlElement, *names: str) -> str | None:
    """The content of the first of these meta elements that has any, by name, property or itemprop."""
    for name in names:
        for element in tree.iter("meta"):
            if name in {(element.get(key) or "").lower() for key in ("property", "name", "itemprop", "http-equiv")}:
                content = _flat(element.get("content") or "")
                if content:
                    return content
    return None


def _title(tree: html.HtmlElement, data: tuple[dict[str, Any], ...], paragraphs: list[str]) -> str | None:
    """The headline: as the structured data, the metadata, the only first heading or the window title gives it."""
    headings = [text for text in (_flat(each.text_content()) for each in tree.iter("h1")) if text]
    stated = next(
        (_flat(value) for each in data if isinstance(value := each.get("headline"), str) and value.strip()), None
    )
    given = stated or meta(tree, "og:title", "twitter:title") or (headings[0] if headings else _window(tree))
    shown = next((each for each in headings if same_words(each) and same_words(each) in same_words(given)), None)
    title = shown or _without_site(given, _publisher(tree, data), paragraphs)
    return title[:500] or None


def _window(tree: html.HtmlElement) -> str:
    return next((_flat(each.text_content()) for each in tree.iter("title")), "")


def _without_site(title: str, site: str | None, paragraphs: list[str]) -> str:
    """ "Strikes halted | Example Wire" or "Example Wire :: Strikes halted" without the site's name."""
    parts = [part for part in TITLE_MARKS.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    shown = {same_words(each) for each in paragraphs[:20]}
    on_page = next((part for part in parts if same_words(part) in shown), None)
    if on_page:
        return on_page
    rest = title.removesuffix(parts[-1])
    named = site is not None and same_words(parts[-1]) in same_words(site)
    if named or (rest.count(" ") >= 4 and parts[-1].count(" ") <= 3):
        return TITLE_END.sub("", rest)
    return title


def _says(paragraph: str, title: str) -> bool:
    """Whether a paragraph is the headline over again, whole or shortened, or with a few words of the site added."""
    said, wanted = same_words(paragraph), same_words(title)
    shorter, longer = sorted((said, wanted), key=len)
    return bool(said) and shorter in longer and len(shorter) > 0.6 * len(longer) and len(paragraph) <= 300


def _publisher(tree: html.HtmlElement, data: tuple[dict[str, Any], ...]) -> str | None:
    """The publisher, as the structured data or the metadata name it."""
    for each in data:
        publisher = each.get("publisher")
        first = publisher[0] if isinstance(publisher, list) and publisher else publisher
        name = first.get("name") if isinstance(first, dict) else first
        if isinstance(name, str) and name.strip() and not name.startswith("http"):
            return _flat(name)[:200]
    site = meta(tree, "og:site_name", "application-name", "dc.publisher", "publisher")
    return None if site is None or site.startswith("http") else site[:200]


def _site_in_window(tree: html.HtmlElement, title: str | None) -> str | None:
    """The publisher as the window title has it beside the headline: "Strikes halted - Example Wire"."""
    parts = [part.strip() for part in TITLE_MARKS.split(_window(tree)) if part.strip()]
    others = [part for part in parts if title and same_words(part) not in same_words(title)]
    return others[-1] if len(parts) >= 2 and len(others) == 1 and others[0].count(" ") <= 4 else None


def _address(tree: html.HtmlElement, data: tuple[dict[str, Any], ...], url: str | None) -> str | None:
    """The page's own address: its canonical link, else what its metadata say, else where it was fetched."""
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    stated = [value for each in data if isinstance(value := each.get("url"), str)]
    for candidate in (*links, meta(tree, "og:url"), *stated):
        whole = _whole(candidate, url)
        if whole is not None:
            return whole
    return url


def _whole(candidate: str | None, url: str | None) -> str | None:
    """A candidate for the page's address, made absolute; None if it is none, or only the front page's."""
    try:
        parts = urlsplit(urljoin(url or "", (candidate or "").strip()))
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.path not in {"", "/"}
    except ValueError:
        return None
    return parts.geturl()[:2000] if known else None
