"""Markup without what no reader sees."""

from __future__ import annotations

import re

UNREAD = re.compile(r"<!--|<(script|style|noscript|svg|template|iframe)\b[^<>]{0,4000}>", re.IGNORECASE)
END = {
    tag: re.compile(f"</{tag}\\s{{0,20}}>", re.IGNORECASE)
    for tag in ("script", "style", "noscript", "svg", "template", "iframe")
} | {"": re.compile("-->")}


def without_unread(markup: str) -> str:
    """The markup without scripts (structured data excepted), styles and comments: most of a page and none of its text.

    One pass: an end that is missing is looked for once, so that a thousand openings cost no more than one.
    """
    out, position, missing = [], 0, set()
    start = UNREAD.search(markup)
    while start:
        tag = (start.group(1) or "").lower()
        end = None if tag in missing else END[tag].search(markup, start.end())
        if end is None:
            missing.add(tag)
        elif "ld+json" not in start.group():
            out += [markup[position : start.start()], " "]
            position = end.end()
        start = UNREAD.search(markup, end.end() if end else start.end())
    return "".join([*out, markup[position:]])
