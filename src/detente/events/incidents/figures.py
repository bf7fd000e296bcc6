"""Figures of people hurt that stand in a sentence without an event, laid to the incident they are of.

A report often gives its toll in a sentence of its own ("Officials put the dead at 26"). Such figures join an incident and never
make one: people are also hurt in floods. They go to the incident they are most like, else to the act of violence told last
before them, when the report has not moved on by more than a few sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from detente.events.incidents.cluster import Cluster, Index
from detente.events.incidents.likeness import ENOUGH, Likeness, place_part
from detente.events.incidents.tellings import Told, alone
from detente.records import Casualty, Event, Reading

FIGURE: Final = "figure:"
"""Ids of the stand-ins for events that figures get here; they are in no reading."""
AT: Final = 0.7
NEARBY: Final = 3
"""Sentences after an act in which a figure without a place or day of its own is still of that act."""

_SUMMED: Final = re.compile(
    r"\b(?:since|in total|in all|altogether|so far this|over the past|in the past)\b", re.IGNORECASE
)
"""Figures that sum up more than one happening are laid to none."""


def place_figures(clusters: Sequence[Cluster], readings: Sequence[Reading]) -> None:
    """Add to the clusters the figures of the readings that are in none of their tellings."""
    violent = [each for each in clusters if each.seed.event.type == "ASSAULT" and not each.seed.event.background]
    index = Index()
    in_article: dict[str, list[tuple[Told, Cluster]]] = {}
    for each in violent:
        for member in each.members:
            index.put(each, member.told)
            in_article.setdefault(member.told.reading.id, []).append((member.told, each))
    for reading in readings:
        used = {id(toll) for told, _ in in_article.get(reading.id, ()) for toll in told.tolls}
        for number, toll in enumerate(reading.casualties, 1):
            if not toll.background and not _SUMMED.search(toll.quote) and id(toll) not in used:
                _place(toll, number, reading, in_article.setdefault(reading.id, []), index)


def _place(toll: Casualty, number: int, reading: Reading, here: list[tuple[Told, Cluster]], index: Index) -> None:
    told = _stand_in(toll, number, reading)
    own = {id(each): each for _, each in here}
    if toll.place or told.days:
        found = [(likeness, each) for each in index.near(told) if (likeness := each.likeness(told))]
        fits = [
            pair for pair in found if pair[0].score >= ENOUGH or (id(pair[1]) in own and pair[0].score >= ENOUGH - 0.15)
        ]
        if toll.place:  # a figure says where it belongs
            fits = [pair for pair in fits if pair[0].parts["place"] >= AT]
        if fits:
            likeness, best = max(fits, key=lambda pair: pair[0].score)
            best.add(told, likeness)
            here.append((told, best))
            return
        if toll.place:
            return
    near = [
        (t, each)
        for t, each in here
        if _may_be(toll, t) and not _elsewhere(toll, t, reading) and (len(own) == 1 or _just_after(toll, t))
    ]
    if near:
        best = max(near, key=lambda pair: (_just_after(toll, pair[0]), pair[0].event.sentence, pair[0].order))[1]
        best.add(told, Likeness(0.6, {"nearby": 0.6}), "the figure stands beside this act in its report")


def _just_after(toll: Casualty, told: Told) -> bool:
    return told.event.sentence <= toll.sentence <= told.event.sentence + NEARBY


def _may_be(toll: Casualty, told: Told) -> bool:
    """Whether the victims are not of a side other than the one attacked."""
    if told.means & alone():
        return False  # a plane is shot down: the dead are others
    victims = {actor.side for actor in toll.victims if actor.code != "---"}
    return not victims or not told.targets or bool(victims & told.targets)


def _elsewhere(toll: Casualty, told: Told, reading: Reading) -> bool:
    """Whether the figure's sentence names a place that is not the act's: it recalls another ("behind the attack on …")."""
    named = [place for place in reading.places if place.name in toll.quote and place.name != place.country]
    return bool(named) and not any(place_part(place, told.place) >= AT for place in named)


def _stand_in(toll: Casualty, number: int, reading: Reading) -> Told:
    """The figure as an act of violence against its victims by nobody named."""
    event = Event(
        id=f"{FIGURE}{number}",
        type="ASSAULT",
        recipients=toll.victims,
        status=toll.status,
        said_by=toll.said_by,
        date=toll.date,
        place=toll.place,
        quote=toll.quote,
        span=toll.span,
        sentence=toll.sentence,
    )
    return Told(reading, event, (toll,))
