"""Readings -> acts between two sides, each counted once, and the days that the readings cover.

    acts, coverage, left_out = acts_between(readings, "IND", "PAK", articles=articles)

Only what is told as done enters: reported in the reporter's own voice, or claimed by somebody (then it counts less, see `WEIGHTS`).
What is threatened, asked for, planned, imagined, denied by all who speak of it, or told as history does not. Many reports of one
happening are one act (`events.incidents`); records of event data sets (rules "imported/…") that agree in everything are one.

A side may be several parties joined by "+": "PSE+Hamas".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Final, NamedTuple

from detente.actors.parties import party
from detente.dynamics.series import Act, Coverage
from detente.events.cameo import is_symmetric
from detente.events.frames import goldstein
from detente.events.incidents import Told, denies, gather, happened, tellings
from detente.ledger.acts import counts_for
from detente.records import Actor, Article, Event, EventType, Incident, Reading
from detente.when import DAY, Moment, moment

IMPORTED: Final = "imported/"
"""How the rule begins of an event that was read from an event data set."""

WEIGHTS: Final = {"reported": 1.0, "claimed": 0.5, "disputed": 0.25}
"""What an act counts for: told by a reporter or owned up to by its doer · said only by others · and denied by its doer.
Judgements, not estimates: a claim is not a fact, and a denied claim is less."""
LEAST_NEWS: Final = 5
"""With so many reports of other matters on a day the day is covered: had something happened, it would have been among them."""
LONGEST_SILENCE: Final = timedelta(days=7)
"""Event data sets tell all there is: a gap between their records is calm, one longer than this a gap of the file."""

_ROOT: Final[dict[EventType, str]] = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "CONCEDE": "08", "COOPERATE": "06", "AID": "07", "RETREAT": "087",
    "REQUEST": "02", "ACCUSE": "11", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "SANCTION": "16", "MOBILIZE": "15",
    "COERCE": "17", "ASSAULT": "19",
}  # fmt: skip
"""The CAMEO code whose Goldstein score stands for an act that has no code of its own."""


class Found(NamedTuple):
    """The acts, the days covered, and how many acts were left out because no day of theirs is known."""

    acts: tuple[Act, ...]
    coverage: Coverage
    left_out: int


def acts_between(readings: Iterable[Reading], a: str, b: str, *, articles: Iterable[Article] = ()) -> Found:
    """All acts of `a` towards `b` and of `b` towards `a` in the readings, oldest first; the order of the readings is nothing."""
    ordered = sorted(readings, key=lambda reading: (reading.date or "", reading.id))
    pair = _Pair(a, b)
    imported = [reading for reading in ordered if _is_imported(reading)]
    own = [reading for reading in ordered if not _is_imported(reading)]
    found = [*_of_reports(own, articles, pair), *_of_records(imported, pair)]
    dated = sorted((act for act in found if act.day), key=lambda act: (act.day, act.id, act.source))
    return Found(tuple(dated), _coverage(own, imported, pair), len(found) - len(dated))


class _Pair:
    """Which parties belong to which of the two sides."""

    def __init__(self, a: str, b: str) -> None:
        self.a, self.b = a, b
        self._side = {name: side for side in (a, b) for name in side.split("+")}

    def ways(self, event: Event) -> set[tuple[str, str]]:
        """Who acted towards whom, of these two; both ways for what both do."""
        doers = {self._side.get(party(actor)) for actor in event.actors}
        targets = {self._side.get(counts_for(actor)) for actor in event.recipients}
        if event.type == "CONSULT" or (not event.recipients and is_symmetric(event)):
            doers = targets = doers | targets
        return {(x, y) for x in doers for y in targets if x and y and x != y}

    def spoken_of(self, reading: Reading) -> bool:
        """Whether the reading speaks of both sides as news."""
        actors: Iterator[Actor] = (a for e in reading.events if not e.background for a in (*e.actors, *e.recipients))
        spoken: set[str | None] = {self._side.get(counts_for(actor)) for actor in actors}
        if {self.a, self.b} <= spoken:
            return True
        more = [a for s in reading.signals if not s.background for a in (s.speaker, *s.addressees)]
        more += [a for channel in reading.channels for a in channel.sides]
        more += [a for e in reading.events if not e.background for a in e.said_by]
        return {self.a, self.b} <= spoken | {self._side.get(counts_for(actor)) for actor in more}


def _is_imported(reading: Reading) -> bool:
    return bool(reading.events) and reading.events[0].rule.startswith(IMPORTED)


# ---------------------------------------------------------------------------------------------------------- reports


def _of_reports(readings: Sequence[Reading], articles: Iterable[Article], pair: _Pair) -> Iterator[Act]:
    told = [
        one
        for reading in readings
        for one in tellings(reading, (e for e in reading.events if not e.background and happened(e) and pair.ways(e)))
    ]
    for incident, members in gather(told, readings, articles):
        deeds = [one for one in members if one.event.status in ("reported", "claimed")]
        if deeds:
            yield from _of_incident(incident, members, deeds, pair)


def _of_incident(incident: Incident, members: Sequence[Told], deeds: Sequence[Told], pair: _Pair) -> Iterator[Act]:
    """One act for each way in which at least half of its tellings have it."""
    ways = Counter(way for one in deeds for way in pair.ways(one.event))
    given = [one.event.goldstein for one in deeds if one.event.goldstein is not None]
    score = float(median(given)) if given else _usual(incident.type)
    for (source, target), count in sorted(ways.items()):
        if 2 * count < len(deeds):
            continue
        standing = _standing(members, source)
        yield Act(
            id=incident.id,
            day=_day(incident.date or incident.latest),
            source=source,
            target=target,
            type=incident.type,
            score=score,
            weight=WEIGHTS[standing],
            claimed=standing != "reported",
            quote=deeds[0].event.quote,
            place=incident.place.name if incident.place else None,
            tellings=tuple(f"{one.reading.id}/{one.event.id}" for one in deeds),
        )


def _standing(members: Sequence[Told], doer: str) -> str:
    """On whose word an act of `doer` stands."""
    own = set(doer.split("+"))
    for one in members:
        event = one.event
        if event.status == "reported" or (event.status == "claimed" and own & {party(a) for a in event.said_by}):
            return "reported"
    return (
        "disputed"
        if any(denies(one.event) and own & {party(a) for a in one.event.said_by} for one in members)
        else "claimed"
    )


# ---------------------------------------------------------------------------------------------------------- records


def _of_records(readings: Sequence[Reading], pair: _Pair) -> Iterator[Act]:
    """One act for records of one day, pair, code and place, however many rows of the data set there are."""
    found: dict[tuple[str, ...], list[tuple[str, Event]]] = defaultdict(list)
    for reading in readings:
        for event in reading.events:
            if event.background or event.status not in ("reported", "claimed"):
                continue
            for source, target in pair.ways(event):
                place = event.place.name if event.place else ""
                key = (
                    _day(event.date or reading.date),
                    source,
                    target,
                    event.type,
                    event.cameo or event.mode or "",
                    place,
                )
                found[key].append((f"{reading.id}/{event.id}", event))
    for (day, source, target, _, _, place), rows in found.items():
        name, event = rows[0]
        claimed = all(row.status == "claimed" for _, row in rows)
        yield Act(
            id=name,
            day=day,
            source=source,
            target=target,
            type=event.type,
            score=_usual(event.type) if event.goldstein is None else event.goldstein,
            weight=WEIGHTS["claimed" if claimed else "reported"],
            claimed=claimed,
            quote=event.quote,
            place=place or None,
            tellings=tuple(name for name, _ in rows),
        )


def _usual(kind: EventType) -> float:
    return goldstein(_ROOT[kind]) or 0.0


def _day(text: str | None) -> str:
    """The day a date text means; "" for none, or for one that may mean several days."""
    at = moment(text[:10] if text else None)  # the day of the place, as in incidents: no zone is applied
    return str(at.day) if at and at.high - at.low <= DAY else ""


# --------------------------------------------------------------------------------------------------------- coverage


def _coverage(own: Sequence[Reading], imported: Sequence[Reading], pair: _Pair) -> Coverage:
    """Days with a report of both sides, days with much other news, and the days of an event data set."""
    days: set[date] = set()
    other: Counter[date] = Counter()
    for reading in own:
        at = _moment(reading.date)
        if at is None:
            continue
        if pair.spoken_of(reading):
            days.add(at.day)
        else:
            other[at.day] += 1
    days |= {day for day, many in other.items() if many >= LEAST_NEWS}
    records: Counter[date] = Counter()
    for reading in imported:
        at = _moment(reading.events[0].date or reading.date)
        if at is not None:
            records[at.day] += 1
            other[at.day] += not pair.ways(reading.events[0])
    days.update(_filled(sorted(records)))
    usual = median(sorted(other[day] for day in days)) if days else 0
    # reports that are all of one crisis come with it: scores divided by them would say nothing of it
    return Coverage(frozenset(days), {day: float(n) for day, n in other.items()} if usual >= LEAST_NEWS else {})


def _moment(text: str | None) -> Moment | None:
    return moment(text[:10] if text else None)


def _filled(days: Sequence[date]) -> Iterator[date]:
    """The days, with those of the gaps that are no longer than a week."""
    for n, day in enumerate(days):
        yield day
        following = days[n + 1] if n + 1 < len(days) else day
        if following - day <= LONGEST_SILENCE:
            for more in range(1, (following - day).days):
                yield day + timedelta(days=more)
