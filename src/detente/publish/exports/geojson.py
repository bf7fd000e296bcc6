"""GeoJSON (RFC 7946): a point for each event whose place is known, longitude before latitude."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

from detente.publish.exports.told import Told, Written
from detente.store.rows import sides


def write(events: Iterable[Told], out: IO[str]) -> Written:
    """A FeatureCollection; events whose place is not known are left out."""
    count = left = 0
    out.write('{"type": "FeatureCollection", "features": [')
    for one in events:
        made = feature(one)
        if made is None:
            left += 1
        else:
            out.write(("," if count else "") + "\n" + json.dumps(made, ensure_ascii=False))
            count += 1
    out.write("\n]}\n")
    return Written(count, left)


def feature(one: Told) -> dict[str, Any] | None:
    """An event as a point, None where its place has no coordinates."""
    event, place = one.event, one.event.place
    if place is None or place.latitude is None or place.longitude is None:
        return None
    properties = {
        "date": event.date, "published": one.reading.date, "type": event.type, "mode": event.mode, "cameo": event.cameo,
        "goldstein": event.goldstein, "likelihood": event.likelihood, "status": event.status, "background": event.background,
        "actors": sides(event.actors), "recipients": sides(event.recipients), "said_by": sides(event.said_by),
        "place": place.name, "country": place.country, "disputed": place.disputed, "quote": event.quote,
        "source": one.reading.source, "url": one.reading.url, "article": one.reading.id, "event": event.id,
    }  # fmt: skip
    point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return {"type": "Feature", "id": one.name, "geometry": point, "properties": properties}
