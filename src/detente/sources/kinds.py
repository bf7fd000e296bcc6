"""What bytes are, told by how they begin."""

from __future__ import annotations

import re

HTML = re.compile(
    r"\s*(?>(?:<!--.*?-->\s*)*)<(?:\?xml[^>]{0,200}\?>\s*<!doctype\s+html|!doctype\s+html|html|head|body|meta|title|article|main|section|div|p|h[1-6]|table|"
    r"script|style|span|header|nav|a|b|br|ul|font|center)\b",
    re.IGNORECASE | re.DOTALL,
)
JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/')
XML_FEED = re.compile(
    r"\s*(?:<\?xml[^>]{0,400}\?>\s*)?(?>(?:<!--.*?-->\s*|<\?xml-stylesheet[^>]{0,400}\?>\s*|<!DOCTYPE\s+(?:rss|feed|rdf)[^\[>]{0,300}>\s*)*)"
    r"<(?:rss|feed|rdf:RDF|(?:atom|a|rss)\d{0,2}:(?:feed|rss))\b",
    re.IGNORECASE | re.DOTALL,
)
SITEMAP = re.compile(
    r"\s*(?:<\?xml[^>]{0,400}\?>\s*)?(?>(?:<!--.*?-->\s*|<\?xml-stylesheet[^>]{0,400}\?>\s*)*)<(?:[a-z]{1,12}:)?(?:urlset|sitemapindex)\b",
    re.IGNORECASE | re.DOTALL,
)
DECLARING = re.compile(r"\s*(?:<\?xml[^>]{0,400}\?>\s*)?<!DOCTYPE\s+(?!html\b)[^>\[]{0,400}\[", re.IGNORECASE)
"""XML that declares entities of its own: no page, and no list that is read; the reader of lists refuses it."""
JSON_START = re.compile(r"[\[{]\s*[\"{\n]")
WARC = re.compile(rb"WARC/(?:0\.\d{1,2}|1\.\d)\r?\n")


def is_list(content: bytes) -> bool:
    """Whether these bytes begin like a feed or a site map."""
    start = beginning(content)
    found = XML_FEED.match(start) or SITEMAP.match(start) or DECLARING.match(start)
    return bool(found or JSON_FEED.search(content[:4096]))


def is_warc(content: bytes) -> bool:
    """Whether these bytes, unpacked, begin like a WARC archive."""
    return bool(WARC.match(content))


def beginning(content: bytes) -> str:
    """The first characters, in an encoding in which XML and HTML begin alike."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content[:16_000].decode("utf-16", "ignore")
    return content[:16_000].decode("utf-8", "replace").lstrip("\ufeff")


def is_jsonl(first: bytes, suffix: str) -> bool:
    """Whether a first line is that of JSONL; `suffix` is what the name says."""
    if JSON_FEED.search(first):
        return False
    if suffix in {".jsonl", ".ndjson"}:
        return True
    head = first.removeprefix(b"\xef\xbb\xbf").lstrip()
    return bool(re.match(rb'\{\s*"', head)) and (suffix != ".json" or b"\n" not in head or head.rstrip().endswith(b"}"))
