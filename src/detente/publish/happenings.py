"""Events put together as happenings: what several reports tell of one act is one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from detente.ledger.acts import MUTUAL
from detente.ledger.when import moment
from detente.publish.lines import grouped, keys
from detente.records import Event, Reading

Told = tuple[Reading, Event]
AGAIN: Final = timedelta(days=3)
"""An act without a date, told within three days after a report of the like act between the same sides, is that act again."""
SPEECH: Final = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


def happenings(chosen: Sequence[Told]) -> list[list[Told]]:
    """The events grouped by what happened: type, sides, standing, day and place, in order of their first telling."""
    chosen = [told for told in _without_shadows(chosen) if not bare(told[1])]
    made = []
    for group in grouped(chosen, lambda told: _sides(*told)):
        made += [part for day in _by_day(group) for part in _by_place(day)]
    order = {(reading.id, event.id): n for n, (reading, event) in enumerate(chosen)}
    return sorted(made, key=lambda group: order[group[0][0].id, group[0][1].id])


def day_of(group: Sequence[Told]) -> str:
    """The day a happening lies on, for sorting: its own, else that of the first report of it; "" for none."""
    dated = [event.date for _, event in group if event.date]
    return (dated[0] if dated else group[0][0].date or "")[:10]


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


def _without_shadows(chosen: Sequence[Told]) -> Iterable[Told]:
    """The events less those that another of the same sentence tells more fully: with its target, or as what is alleged."""
    fuller = {(r.id, e.type, e.status, e.sentence, keys(e.actors)) for r, e in chosen if e.recipients}
    alleged = {(r.id, e.sentence) for r, e in chosen if e.status == "claimed"}
    for reading, event in chosen:
        told = (reading.id, event.type, event.status, event.sentence, keys(event.actors)) in fuller
        in_claim = event.type == "ACCUSE" and (reading.id, event.sentence) in alleged
        if not in_claim and (event.recipients or not told):
            yield reading, event


def _sides(reading: Reading, event: Event) -> tuple[object, ...]:
    """What happenings of one kind share; who met whom is the same either way round."""
    doers, others = keys(event.actors), keys(event.recipients)
    if event.type in MUTUAL:
        doers, others = tuple(sorted({*doers, *others})), ()
    return (event.type, event.phase, event.status, doers, others, keys(event.said_by))


def _by_day(group: Sequence[Told]) -> list[list[Told]]:
    """Acts of one day together; one without a date of its own goes with the last like act told before it."""
    days: dict[str, list[Told]] = {}
    for told in group:
        reading, event = told
        if event.date:
            days.setdefault(event.date[:10], []).append(told)
    for told in group:
        reading, event = told
        if event.date:
            continue
        at = moment(reading.date)
        near = [
            day
            for day in sorted(days)
            if at and (when := moment(day)) and when.low <= at.high and at.low <= when.high + AGAIN
        ]
        days.setdefault(near[-1] if near else (reading.date or "")[:10], []).append(told)
    return list(days.values())


def _by_place(group: Sequence[Told]) -> list[list[Told]]:
    """Acts at different places apart; those without a place with the first."""
    places: dict[str, list[Told]] = {}
    for told in group:
        if told[1].place:
            places.setdefault(told[1].place.name, []).append(told)
    if not places:
        return [list(group)]
    loose = [told for told in group if not told[1].place]
    first = next(iter(places))
    places[first] = [told for told in group if told in loose or told in places[first]]
    return list(places.values())
