"""Events put together for the brief: what several reports tell of one act is one line, with its sources and its conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from detente.events.incidents import SPEECH, Told, denies, gather, happened, tellings
from detente.publish.lines import grouped, keys
from detente.records import Article, Event, Incident, Reading


class Happening(NamedTuple):
    """One act with the tellings of it, in the order they came out; those that deny it are only in its conflicts."""

    incident: Incident
    told: list[tuple[Reading, Event]]

    @property
    def day(self) -> str:
        """The day it lies on, for sorting: its own, else that of the first report of it; "" for none."""
        return (self.incident.date or self.told[0][0].date or "")[:10]


def happenings(
    chosen: Sequence[tuple[Reading, Event]], readings: Sequence[Reading], articles: Sequence[Article] = ()
) -> list[Happening]:
    """The chosen events by what happened, in the order of the first telling; what was only spoken of apart by its standing.

    Denials of the chosen acts are found in `readings` and kept with them.
    """
    kept = [(reading, event) for reading, event in _without_shadows(chosen) if not bare(event)]
    made: list[Happening] = []
    for group in grouped(kept, lambda told: _standing(told[1])):
        against = _denials(readings) if happened(group[0][1]) and not group[0][1].background else []
        told = _told([*group, *against])
        for incident, members in gather(told, readings, articles):
            shown = [(one.reading, one.event) for one in members if not (happened(one.event) and denies(one.event))]
            if shown:
                made.append(Happening(incident, shown))
    order = {(reading.id, event.id): n for n, (reading, event) in enumerate(chosen)}
    return sorted(made, key=lambda one: min(order[reading.id, event.id] for reading, event in one.told))


def bare(event: Event) -> bool:
    """Nothing to tell of: neither doer nor target nor place, a meeting of one, or words without both sides of them.

    Violence of the past is told all the same: a reader must see that the report's "three wars" were taken for history.
    """
    if event.type == "CONSULT" and len(keys((*event.actors, *event.recipients))) < 2:
        return True
    if event.type in SPEECH and not (event.actors and (event.recipients or len(event.actors) > 1)):
        return True
    if event.background and event.type == "ASSAULT":
        return False
    return not event.actors and not event.recipients and event.place is None


def _denials(readings: Sequence[Reading]) -> list[tuple[Reading, Event]]:
    return [
        (r, e) for r in readings for e in r.events if happened(e) and denies(e) and not e.background and not bare(e)
    ]


def _told(chosen: Iterable[tuple[Reading, Event]]) -> list[Told]:
    by_reading: dict[str, tuple[Reading, list[Event]]] = {}
    for reading, event in chosen:
        by_reading.setdefault(reading.id, (reading, []))[1].append(event)
    return [one for reading, events in by_reading.values() for one in tellings(reading, events)]


def _standing(event: Event) -> tuple[object, ...]:
    """Deeds go together whoever tells of them; words about deeds to come only by one standing and speaker."""
    return ("happened",) if happened(event) else (event.status, keys(event.said_by))


def _without_shadows(chosen: Sequence[tuple[Reading, Event]]) -> Iterable[tuple[Reading, Event]]:
    """The events less those that another of the same sentence tells more fully: with its target, or as what is alleged."""
    fuller = {(r.id, e.type, e.status, e.sentence, keys(e.actors)) for r, e in chosen if e.recipients}
    alleged = {(r.id, e.sentence) for r, e in chosen if e.status == "claimed"}
    for reading, event in chosen:
        told = (reading.id, event.type, event.status, event.sentence, keys(event.actors)) in fuller
        in_claim = event.type == "ACCUSE" and (reading.id, event.sentence) in alleged
        if not in_claim and (event.recipients or not told):
            yield reading, event
