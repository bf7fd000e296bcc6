"""PLOVER's JSON: a list of objects, or one a line, each an event with its text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from detente.imports.common import BODIES, Leave, country, day, event, named_actor, named_type
from detente.records import Actor, Reading

MOST = 200_000_000
"""Characters of a file: it is read whole."""
RENAMED = {"COOP": "COOPERATE", "MOBILISE": "MOBILIZE", "INVESTIGATE": "ACCUSE"}


def reading(row: dict[str, Any]) -> Reading:
    """An object as a reading; raises `Leave`."""
    name = str(row.get("event") or "").strip().upper()
    if name == "DOCUMENT":
        raise Leave("a note on the file")
    number = str(row.get("id") or "").strip()
    if not number:
        raise Leave("no event id")
    type_ = named_type(RENAMED.get(name, name))
    date = day(_text(row, "date"))
    made = event(
        "plover",
        type_,
        actors=_side(row.get("source")),
        recipients=_side(row.get("target")),
        date=date,
        mode=(_text(row, "mode") or "").lower() or None,
        quote=(_text(row, "text") or "")[:2000],
    )
    return Reading(id=f"plover-{number}"[:200], events=(made,), date=date, source=_text(row, "publication"))


def objects(text: str) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Each object with its number; None for what is no object. One that is broken ends at the next that begins a line."""
    decoder = json.JSONDecoder(strict=False)
    at, number = 0, 0
    while (start := text.find("{", at)) >= 0:
        number += 1
        try:
            found, at = decoder.raw_decode(text, start)
        except (json.JSONDecodeError, RecursionError):
            following = text.find("\n{", start)
            at = following if following >= 0 else len(text)
            yield number, None
            continue
        yield number, found if isinstance(found, dict) else None


def _side(given: object) -> tuple[Actor, ...]:
    items = [given] if isinstance(given, dict) else given if isinstance(given, list) else []
    return tuple(_actor(item) for item in items[:50] if isinstance(item, dict))


def _actor(item: dict[str, Any]) -> Actor:
    code, name, sector = _text(item, "code"), _text(item, "actorText"), _text(item, "sector")
    named = named_actor(name)
    if (
        named is not None
        and named.group is not None
        and (code in BODIES or code is None or named.code == country(code))
    ):
        return Actor(code=named.code, sector=sector or named.sector, group=named.group)
    if code in BODIES:
        return Actor(code=code, sector=sector)
    return Actor(code=country(code) or (named.code if named else "---"), sector=sector)


def _text(row: dict[str, Any], key: str) -> str | None:
    found = row.get(key)
    return found.strip() or None if isinstance(found, str) else None
