"""Readings -> incidents: one happening told in many reports is one record, with every source and every account of it.

    group(readings)                   # incidents of all readings, in any order of input the same
    group(readings, articles)         # and with the agencies that the articles credit counted as one source
    gather(told, readings, articles)  # the same from tellings chosen by the caller, each incident with its tellings

Which tellings are of one happening is scored in parts (`likeness`), and each telling keeps its parts: "why these two are one".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.events.incidents.accounts import incident, with_opposites
from detente.events.incidents.cluster import Cluster, cluster
from detente.events.incidents.figures import FIGURE, place_figures
from detente.events.incidents.independence import Sources, credit, publisher
from detente.events.incidents.tellings import SPEECH, Told, denies, happened, tellings
from detente.records import Article, Incident, Reading, to_json

__all__ = ["SPEECH", "Sources", "Told", "credit", "denies", "gather", "group", "happened", "publisher", "tellings"]


def group(readings: Iterable[Reading], articles: Iterable[Article] = ()) -> tuple[Incident, ...]:
    """The happenings the readings tell of, oldest first; every event told as a deed is in exactly one of them.

    Acts that are only threatened, asked for or imagined are no happenings and are left out. `articles` are asked for the
    agencies they credit. The order of `readings` makes no difference; a reading given twice counts once.
    """
    unique = {(reading.id, to_json(reading)): reading for reading in readings}
    ordered = [unique[key] for key in sorted(unique)]
    told = [one for reading in ordered for one in tellings(reading, filter(happened, reading.events))]
    made = [each for each, _ in gather(told, ordered, articles)]
    return tuple(sorted(made, key=lambda one: (one.date or one.latest or "9999", one.id)))


def gather(
    told: Iterable[Told], readings: Sequence[Reading], articles: Iterable[Article] = ()
) -> list[tuple[Incident, list[Told]]]:
    """Incidents of these tellings, each with its tellings as they came out; those whose first came out first stand first.

    Figures of people hurt that no telling holds are taken from `readings`.
    """
    sources = Sources(readings, articles)
    clusters = cluster(told)
    place_figures(clusters, readings)
    made = with_opposites([incident(each, sources) for each in clusters])
    return [(one, _tellings(each)) for one, each in zip(made, clusters, strict=True)]


def _tellings(each: Cluster) -> list[Told]:
    """The events of a cluster, without the stand-ins for figures."""
    found = (member.told for member in each.members)
    return sorted((one for one in found if not one.event.id.startswith(FIGURE)), key=lambda one: one.order)
