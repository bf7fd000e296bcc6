"""What the two tab-separated shapes share: whole numbers for names, countries and sectors as those formats write them, rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import IO

from detente.imports.common import fips, tables
from detente.ledger.words import country
from detente.publish.exports.told import Told, Written, pairs
from detente.records import Actor

BODIES = frozenset({"IGO", "NGO", "MNC"})


def number(name: str, digits: int = 18) -> int:
    """A whole number for a name, always the same: among a million names two share one with a chance of one in two million."""
    found = int.from_bytes(hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).digest(), "big")
    least: int = 10 ** (digits - 1)
    return least + found % (9 * least)


def country_name(code: str | None) -> str:
    """A country's English name; nothing for none, for a body and for an unknown one."""
    return "" if code is None or code == "---" or code in BODIES else country(code)


@cache
def cameo_countries() -> dict[str, str]:
    """CAMEO's country codes where they are not ISO 3166's, by those."""
    found: dict[str, str] = {}
    for theirs, ours in tables()["cameo_countries"].items():
        found.setdefault(ours, theirs)
    return found


@cache
def cameo_roles() -> dict[str, str]:
    """CAMEO's role codes by PLOVER sector."""
    found: dict[str, str] = {}
    for theirs, ours in tables()["cameo_roles"].items():
        found.setdefault(ours, theirs)
    return found


@cache
def icews_sectors() -> dict[str, str]:
    """ICEWS's sector names by PLOVER sector."""
    found: dict[str, str] = {}
    for theirs, ours in tables()["icews_sectors"].items():
        found.setdefault(ours, theirs)
    return found | {"GOV": "Government"}


@cache
def fips_codes() -> dict[str, str]:
    """FIPS 10-4 country codes by ISO 3166 alpha-3."""
    found: dict[str, str] = {}
    for theirs, ours in fips().items():
        found.setdefault(ours, theirs)
    return found


def home(actor: Actor) -> str | None:
    """The actor's country, None for a body or an unknown one."""
    return None if actor.code == "---" or actor.code in BODIES else actor.code


def write_rows(
    events: Iterable[Told],
    row: Callable[[Told, Actor, Actor, int], dict[str, object] | None],
    columns: Sequence[str],
    out: IO[str],
) -> Written:
    """A line for each doer and target of each event; an event whose `row` is None is left out."""
    count = left = 0
    for one in events:
        for n, (actor, recipient) in enumerate(pairs(one.event)):
            made = row(one, actor, recipient, n)
            if made is None:
                left += not n
            else:
                write_row(made, columns, out)
                count += 1
    return Written(count, left)


def write_row(row: Mapping[str, object], columns: Sequence[str], out: IO[str]) -> None:
    """A line; tabs and line breaks in values become spaces, and what is None is empty."""
    out.write("\t".join(" ".join(str(row.get(name, "") or "").split()) for name in columns) + "\n")
