"""robots.txt as RFC 9309 has it: groups by user agent, the longest rule decides, ``*`` and ``$`` in paths, allow wins a tie.

The standard library's parser knows neither wildcards nor the longest match and would go where a site asks programs not to.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

MOST_BYTES = 512_000
"""What is read of a robots.txt (the RFC asks for at least 500 KiB)."""
LONGEST_DELAY = 120.0
"""Seconds: a longer Crawl-delay is held to mean this."""


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What a site asks of us: rules as (path pattern, allowed), the delay it names, the site maps it names."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None
    sitemaps: tuple[str, ...] = ()

    def allows(self, url: str) -> bool:
        """Whether an address may be gone to."""
        parts = urlsplit(url)
        path = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if parts.query else "")
        if path == "/robots.txt":
            return True
        found = [(len(pattern), allowed) for pattern, allowed in self.rules if _pattern(pattern).match(path)]
        return max(found, default=(0, True))[1]


EVERYTHING = Rules()


def read_robots(text: str, *, agent: str) -> Rules:
    """The rules for the user agent called `agent` (a product name, "detente"), else those for all."""
    ours: list[tuple[str, str]] = []
    for_all: list[tuple[str, str]] = []
    sitemaps: list[str] = []
    names: set[str] = set()
    found = listing = False
    for field, value in _lines(text[:MOST_BYTES]):
        if field == "sitemap":
            sitemaps.append(value[:2000])
        elif field == "user-agent":
            names = {value.lower()} if not listing else names | {value.lower()}
            listing = True
            found |= agent.lower() in names
        else:
            listing = False
            if agent.lower() in names:
                ours.append((field, value))
            if "*" in names:
                for_all.append((field, value))
    return _rules(ours if found else for_all, sitemaps)


def _lines(text: str) -> list[tuple[str, str]]:
    known = re.compile(r"\s*(user-agent|allow|disallow|crawl-delay|sitemap)\s*:([^#\n]*)", re.IGNORECASE)
    pairs = (known.match(line[:4000]) for line in text.lstrip("\ufeff").splitlines())
    return [(pair[1].lower(), pair[2].strip()) for pair in pairs if pair]


def _rules(pairs: list[tuple[str, str]], sitemaps: list[str]) -> Rules:
    delay = None
    rules: list[tuple[str, bool]] = []
    for field, value in pairs:
        if field == "crawl-delay" and re.fullmatch(r"\d{1,6}(\.\d{1,3})?", value, re.ASCII):
            delay = min(float(value), LONGEST_DELAY)
        elif field in {"allow", "disallow"} and value:
            rules.append((_normal(value), field == "allow"))
    return Rules(rules=tuple(rules[:5000]), delay=delay, sitemaps=tuple(sitemaps[:100]))


def _normal(path: str) -> str:
    """Percent-encoded alike on both sides, so that they compare."""
    return quote(path, safe="/%*$?=&:;,@!~+'()[]#-._")


@functools.lru_cache(maxsize=4096)
def _pattern(rule: str) -> re.Pattern[str]:
    """A path pattern as an expression. Runs of stars count once, and at most eight, so that none takes long."""
    end = rule.endswith("$")
    parts = re.split(r"\*+", rule[:-1] if end else rule)
    if len(parts) > 9:
        parts, end = parts[:9], False
    return re.compile(".*?".join(map(re.escape, parts)) + ("$" if end else ""), re.DOTALL)
