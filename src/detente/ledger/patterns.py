"""Turns of phrase by name, read from patterns.toml, where each has an example sentence."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files


@cache
def table() -> dict[str, list[dict[str, str]]]:
    """Every list by name: entries of `pattern` (a regular expression, read without regard to case) and `example`."""
    return tomllib.loads(files(__package__).joinpath("patterns.toml").read_text("utf-8"))


@cache
def _compiled(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in table()[name]), re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def says(name: str, text: str) -> bool:
    """Whether a text holds one of the turns of phrase of that name. Raises KeyError for a name that is not in the table."""
    return bool(_compiled(name).search(text))


@lru_cache(maxsize=1 << 14)
def found(name: str, text: str) -> tuple[str, ...]:
    """The words of a text that match, in their order."""
    return tuple(match[0] for match in _compiled(name).finditer(text))
