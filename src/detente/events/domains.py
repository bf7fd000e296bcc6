"""Sentences about sport, film, business or nature that borrow the vocabulary of war: nothing in them is coded."""

from __future__ import annotations

import functools
import re

from detente.events.frames import table


@functools.lru_cache(maxsize=4096)
def domain(text: str) -> str | None:
    """The domain a sentence belongs to ("sport", "film", "business", "nature"), None when it may be politics."""
    lowered = text.lower()
    for name, pattern in _absolute():
        if pattern.search(lowered):
            return name
    for name, strong, weak in _patterns():
        hits = len(set(strong.findall(lowered)))
        if hits == 0 and len(set(weak.findall(lowered))) < 2:
            continue
        if hits < 2 and _unless().search(lowered):
            continue
        return name
    return None


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    entries = table("data/domains.toml")
    return tuple(
        (name, _compiled(entry["strong"]), _compiled(entry["weak"]))
        for name, entry in entries.items()
        if "strong" in entry
    )


@functools.cache
def _absolute() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, _compiled(text)) for name, text in table("data/domains.toml")["absolute"].items())


@functools.cache
def _unless() -> re.Pattern[str]:
    return _compiled(table("data/domains.toml")["unless"]["words"])


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{''.join(words.split(chr(10)))})\b")
