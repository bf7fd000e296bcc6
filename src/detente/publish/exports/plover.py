"""PLOVER's JSON, one object a line: the ontology's own fields, and ours behind them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any, Final

from detente.ledger.words import side_name
from detente.publish.exports.tables import stamp
from detente.publish.exports.told import Told, Written
from detente.records import Actor, Place

CODERS: Final = {"detente": "Détente"}


def write(events: Iterable[Told], out: IO[str]) -> Written:
    """A line for each event."""
    count = 0
    for count, one in enumerate(events, 1):  # noqa: B007 (the count is what is returned)
        out.write(json.dumps(record(one), ensure_ascii=False) + "\n")
    return Written(count)


def record(one: Told) -> dict[str, Any]:
    """An event as PLOVER writes it; what is not known is left out."""
    event, reading, coder = one.event, one.reading, one.report.coder
    made = {
        "id": one.name, "date": one.day or event.date, "source": [_actor(a) for a in event.actors],
        "target": [_actor(a) for a in event.recipients], "event": event.type, "mode": event.mode,
        "eventText": event.quote, "eventLoc": _place(event.place), "text": event.quote, "language": "en",
        "publication": reading.source, "coder": CODERS.get(coder.name, coder.name), "version": coder.version,
        "dateCoded": stamp(one.report.ingested_at)[:10], "status": event.status, "background": event.background,
        "cameo": event.cameo, "goldstein": event.goldstein, "likelihood": event.likelihood, "url": reading.url, "datePublished": reading.date,
    }  # fmt: skip
    return {name: value for name, value in made.items() if value not in (None, [], "")}


def _actor(actor: Actor) -> dict[str, str]:
    made = {"actorText": actor.group or actor.name or side_name(actor), "code": actor.code, "sector": actor.sector}
    return {name: value for name, value in made.items() if value}


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    made = {"name": place.name, "country code": place.country, "lat": place.latitude, "lon": place.longitude}
    return {name: value for name, value in made.items() if value is not None}
