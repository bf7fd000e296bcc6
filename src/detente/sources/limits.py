"""How much of the world one input may take: bytes, seconds, elements, redirects."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The limits of one input. Bytes are counted after decompression; seconds are wall clock.

    The figures are set wide of what news pages need (the largest of 300 saved pages had 2.6 MB and 9,000 elements) and
    narrow enough that a hostile one costs seconds, not minutes (docs/sources.md says what was measured).
    """

    page_bytes: int = 10_000_000  # a page or text file; a JSONL file may be of any size
    line_bytes: int = 10_000_000  # a line of JSONL
    elements: int = 100_000  # of an HTML page, scripts and styles not counted
    quick_elements: int = 15_000  # a page with more than this is taken apart in a process that can be ended
    quick_characters: int = 1_000_000  # likewise for its text
    extract_seconds: float = 20.0  # for that process
    seconds: float = 20.0  # a URL in all: name look-up, redirects, every byte
    connect_seconds: float = 10.0  # one connection
    read_seconds: float = 10.0  # silence while reading
    redirects: int = 5
    ports: tuple[int, ...] = (80, 443)
    list_bytes: int = 50_000_000  # a feed or site map (the protocol's own limit for site maps)
    entries: int = 5_000  # of a list
    follow: int = 30  # reports of a list whose pages are read when the list is named by its address; the newest
    delay: float = 1.0  # seconds between two requests to one host, if its robots.txt asks for no more
    retries: int = 2  # of a request that failed for a passing reason
    contact: str | None = None  # mail or web address put into the user agent
    allow_private: bool = False  # for tests against a server on this machine; no option of the command line sets it
