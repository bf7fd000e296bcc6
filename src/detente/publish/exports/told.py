"""Which events go into a file of event data, and between whom: these formats have a row for a doer and a target."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import Final, NamedTuple

from detente.records import Actor, Event, Reading
from detente.store.ledger import Report
from detente.when import moment

REPORTED: Final = frozenset({"reported"})
NOBODY: Final = Actor(code="---")


class Told(NamedTuple):
    """An event with its report."""

    report: Report
    event: Event

    @property
    def reading(self) -> Reading:
        """What was read out of the report."""
        return self.report.reading

    @property
    def name(self) -> str:
        """ "article/event": the event's name everywhere."""
        return f"{self.reading.id}/{self.event.id}"

    @property
    def day(self) -> str | None:
        """The day it happened, 2025-05-07, as the report has it; None where it gives no day."""
        found = moment(self.event.date)
        text = self.event.date or ""
        return text[:10] if found and len(text) >= 10 else None

    @property
    def published(self) -> datetime | None:
        """When the report came out, UTC."""
        found = moment(self.reading.date)
        return found.low.astimezone(UTC) if found else None


class Written(NamedTuple):
    """How many rows were written, and how many events left out for want of what the format needs."""

    rows: int
    left_out: int = 0


def told(
    reports: Iterable[Report], statuses: Collection[str] = REPORTED, *, background: bool = False
) -> Iterator[Told]:
    """The events of these statuses, history left out unless asked for."""
    for report in reports:
        for event in report.reading.events:
            if event.status in statuses and (background or not event.background):
                yield Told(report, event)


def pairs(event: Event) -> list[tuple[Actor, Actor]]:
    """Doer and target, each with each; of an act done together (they met) each two once; nobody where there is none."""
    if event.recipients:
        return [(actor, recipient) for actor in event.actors or (NOBODY,) for recipient in event.recipients]
    if len(event.actors) > 1:
        return [(one, other) for n, one in enumerate(event.actors) for other in event.actors[n + 1 :]]
    return [(actor, NOBODY) for actor in event.actors]
