"""sources.toml: what is watched, how often, with which manners."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any, Literal, get_args

from detente.errors import UsageError
from detente.records import Record
from detente.sources import Limits

Kind = Literal["feed", "sitemap", "page", "folder", "file"]
KINDS: tuple[Kind, ...] = get_args(Kind)
UNITS = {"s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600, "day": 86_400, "d": 86_400}
EVERY = {"feed": 600.0, "sitemap": 1800.0, "page": 3600.0, "folder": 30.0, "file": 3600.0}
"""Seconds between two rounds where none are given."""
LEAST = 5.0
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
REMEDY = "see docs/sources.md for an example"


class Source(Record, frozen=True, kw_only=True):
    """One thing watched. Durations are seconds."""

    name: str
    kind: Kind
    address: str
    every: float
    timeout: float = 300.0  # of one round, after which what is left waits for the next
    most: int = 200  # reports in one round
    since: float | None = None  # reports that a list dates further back are left out
    words: tuple[str, ...] = ()  # only reports with at least one of them; empty: all

    @property
    def local(self) -> bool:
        """Whether it lies on this machine."""
        return self.kind in {"folder", "file"}


class Plan(Record, frozen=True, kw_only=True):
    """All of them, with whom to write to about our requests."""

    sources: tuple[Source, ...]
    limits: Limits
    db: str | None = None


def read_plan(path: Path) -> Plan:
    """The plan in a TOML file; raises `UsageError` that names the key that is wrong."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(str(path), "no such file", "write one: see docs/sources.md") from None
    except OSError as error:
        raise UsageError(str(path), f"it cannot be read ({error.strerror})", "check the file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(str(path), f"not TOML: {str(error)[:120]}", REMEDY) from None
    return plan_of(given, where=str(path), base=path.resolve().parent)


def plan_of(given: dict[str, Any], *, where: str, base: Path) -> Plan:
    """The plan of a parsed file; relative paths are taken from `base`."""
    _known(given, {"contact", "db", "delay", "source"}, where)
    tables = given.get("source")
    if not isinstance(tables, list) or not tables or not all(isinstance(each, dict) for each in tables):
        raise UsageError(where, "no [[source]] in it", REMEDY)
    found = tuple(
        _source(each, number, where, base) for number, each in enumerate(tables, 1) if each.get("enabled", True)
    )
    names = [each.name for each in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise UsageError(where, f"two sources are called {twice!r}", "give each its own name")
    contact = given.get("contact")
    web = any(not each.local for each in found)
    if web and not (isinstance(contact, str) and re.search(r"@|https?://", contact)):
        remedy = 'write contact = "mailto:you@example.org": it is sent with each request, so that a site can reach you'
        raise UsageError(where, "no contact", remedy)
    delay = _seconds(given.get("delay", 2.0), "delay", where)
    db = given.get("db")
    if db is not None and not isinstance(db, str):
        raise UsageError(where, '"db" is no text', "name a file, or postgresql://USER@HOST/DATABASE")
    limits = Limits(contact=contact if isinstance(contact, str) else None, delay=delay)
    return Plan(sources=found, limits=limits, db=str(base / db) if db and "://" not in db else db)


def _source(given: dict[str, Any], number: int, where: str, base: Path) -> Source:
    name, place = given.get("name"), given.get("address") or given.get("path")
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise UsageError(
            where, f"source {number} has no name of letters, digits and hyphens", 'write name = "example-wire"'
        )
    where = f"{where}: {name}"
    _known(given, {"name", "kind", "address", "path", "every", "timeout", "most", "since", "words", "enabled"}, where)
    if not isinstance(place, str) or not place.strip():
        raise UsageError(where, "no address", 'write address = "https://…", or path = "…"')
    kind = _kind(given.get("kind"), place, where)
    local = kind in {"folder", "file"}
    if not local and not re.match(r"https?://", place, re.IGNORECASE):
        raise UsageError(where, f"a {kind} has an http or https address, {place[:60]!r} is none", REMEDY)
    words = given.get("words", [])
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise UsageError(where, '"words" is no list of words', 'write words = ["ceasefire", "border"]')
    most = given.get("most", 200)
    if not isinstance(most, int) or isinstance(most, bool) or most < 1:
        raise UsageError(where, '"most" is no number of reports', "write most = 200")
    since = given.get("since", "7 days" if kind == "sitemap" else None)
    return Source(
        name=name,
        kind=kind,
        address=str(base / place) if local else place.strip(),
        every=max(_seconds(given.get("every", EVERY[kind]), "every", where), LEAST),
        timeout=max(_seconds(given.get("timeout", 300.0), "timeout", where), LEAST),
        most=most,
        since=None if since is None else _seconds(since, "since", where),
        words=tuple(words),
    )


def _kind(kind: object, place: str, where: str) -> Kind:
    """As said; else by the address: a path is a folder or a file, an address a feed, or a site map if it is called so."""
    if kind is None:
        if not re.match(r"https?://", place, re.IGNORECASE):
            return "file" if re.search(r"\.\w{2,6}(\.gz)?$", place) else "folder"
        return "sitemap" if "sitemap" in place.lower() else "feed"
    known = next((each for each in KINDS if each == kind), None)
    if known is None:
        raise UsageError(where, f"kind {str(kind)[:40]!r} is not known", f"one of: {', '.join(KINDS)}")
    return known


def _seconds(given: object, key: str, where: str) -> float:
    """``600``, ``"10 min"``, ``"2 h"``, ``"7 days"``."""
    if isinstance(given, int | float) and not isinstance(given, bool) and given >= 0:
        return float(given)
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*", given.lower()) if isinstance(given, str) else None
    unit = UNITS.get(match[2]) or UNITS.get(match[2].removesuffix("s")) if match else None
    if match is None or unit is None:
        raise UsageError(where, f'"{key}" is no length of time', f'write {key} = "10 min"')
    return float(match[1]) * unit


def _known(given: dict[str, Any], keys: set[str], where: str) -> None:
    for key in given:
        if key not in keys:
            close = difflib.get_close_matches(key, sorted(keys), n=1)
            raise UsageError(where, f"{key!r} is not known", f"did you mean {close[0]!r}?" if close else REMEDY)
