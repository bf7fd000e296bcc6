"""A piece of HTML, as feeds carry it, to paragraphs of text."""

from __future__ import annotations

import re

from lxml import etree, html

from detente.sources.decode import tidy

BLOCKS = frozenset(
    "p div br li h1 h2 h3 h4 h5 h6 blockquote tr table ul ol section article header pre figure hr dd dt td".split()
)
UNREAD = frozenset("script style noscript svg template iframe figure figcaption object embed form button".split())
MOST = 2_000_000
"""Characters of a piece; what follows is left out."""
MARKUP = re.compile(r"<[a-zA-Z!/][^<>]{0,4000}>|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")


def paragraphs(markup: str) -> list[str]:
    """The paragraphs of a piece of HTML (or of plain text), without scripts, captions and forms."""
    markup = markup[:MOST].replace("\x00", "")
    if not MARKUP.search(markup):
        return _flat_all(re.split(r"\n\s*\n", markup))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        tree = html.fragment_fromstring(markup.encode("utf-8", "replace"), create_parent="div", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return []
    parts: list[str] = []
    unread = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            unread += tag in UNREAD
            parts.append("\n\n" if tag in BLOCKS else "")
            parts.append("" if unread else element.text or "")
        else:
            unread -= tag in UNREAD
            parts.append("\n\n" if tag in BLOCKS else "")
            parts.append("" if unread else element.tail or "")
    return _flat_all(
        "".join(re.sub(r"\s*\n\s*", " ", part) if part != "\n\n" else part for part in parts).split("\n\n")
    )


def one_line(markup: str | None) -> str | None:
    """A title or name as one line of text; None if nothing is left."""
    return " ".join(paragraphs(markup or "")) or None


def _flat_all(parts: list[str]) -> list[str]:
    flat = (" ".join(tidy(part).split()) for part in parts)
    return [part for part in flat if part]
