"""The word lists of this room, read once from the TOML files in data/.

Each file is a table of classes; a class holds `words` (a list of lemmas) and `example` (a sentence in our own words that
shows the use). tests/language/test_lexicon.py analyses every example.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any, NamedTuple

from detente.records import Link


class Connective(NamedTuple):
    """How a linking word hangs a clause or a noun phrase from its governor."""

    words: tuple[str, ...]
    link: Link
    form: str = "any"  # "clause", "noun", "gerund" or "any": what must follow
    pending: bool = False  # a condition where the governor lies ahead ("will", an order, a promise), else `link`


@functools.cache
def table(name: str) -> dict[str, Any]:
    """One of the data files, as it stands."""
    raw = resources.files("detente.language").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)


@functools.cache
def words(name: str, *classes: str) -> frozenset[str]:
    """The words of some classes of a file; of all its classes when none is named."""
    entries = table(name)
    return frozenset(w for key in (classes or tuple(entries)) for w in entries[key]["words"])


@functools.cache
def acts() -> frozenset[str]:
    """The nouns that name an act or a state of affairs: those that make a clause of their own."""
    return words("nouns", *(key for key, entry in table("nouns").items() if entry.get("nominal", True)))


@functools.cache
def connectives() -> dict[str, tuple[Connective, ...]]:
    """Linking words by their first word, the longest first."""
    found: dict[str, list[Connective]] = {}
    for entry in table("connectives")["connective"]:
        item = Connective(
            tuple(entry["words"].split()), entry["link"], entry.get("form", "any"), entry.get("pending", False)
        )
        found.setdefault(item.words[0], []).append(item)
    return {first: tuple(sorted(items, key=lambda c: -len(c.words))) for first, items in sorted(found.items())}


@functools.cache
def demonyms() -> frozenset[str]:
    """Adjectives and names, lower case, that say whose an act is when they stand before it: "Indian", "US", "Hamas"."""
    return words("demonyms") | _countries()


@functools.cache
def _countries() -> frozenset[str]:
    """The names of states in English, lower case, from CLDR."""
    from babel import Locale

    names = Locale("en").territories
    return frozenset(str(name).lower() for code, name in names.items() if len(code) == 2)
