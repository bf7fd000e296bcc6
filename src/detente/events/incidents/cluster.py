"""Tellings -> clusters, each of one happening. The order of the input never matters; the time is near that of a sort.

The fullest tellings come first: each joins the cluster it is most like, or begins one. A cluster is looked for only among
those of its family, near its day (or for the undated, before its report), that share a side or name none. Undated tellings are
placed last, when everything dated stands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from typing import Final

from detente.events.incidents.likeness import ENOUGH, Likeness, compare, ruled_out
from detente.events.incidents.tellings import Told

WINDOW: Final = 3
"""Days before its report in which the act of an undated telling is looked for by its sides; further back only by its place or its dead."""
LOOKED_AT: Final = 6
"""A new telling is compared with so many different ones of a cluster, the first and fullest."""
CLOSE: Final = 0.02
"""Two clusters of different days that fit an undated telling within this are not told apart: it stays by itself."""


@dataclass(frozen=True, eq=False)
class Member:
    """A telling in a cluster, with its likeness to the cluster when it came; None for the one the cluster began with."""

    told: Told
    likeness: Likeness | None = None
    note: str = ""


@dataclass(eq=False)
class Cluster:
    """Tellings of one happening, in the making."""

    members: list[Member] = field(default_factory=list)
    shown: list[Told] = field(default_factory=list)
    seen: set[tuple[object, ...]] = field(default_factory=set)

    @property
    def seed(self) -> Told:
        """The telling it began with."""
        return self.members[0].told

    def add(self, told: Told, likeness: Likeness | None = None, note: str = "") -> None:
        """Take a telling in."""
        self.members.append(Member(told, likeness, note))
        look = _look(told)
        if look not in self.seen and len(self.shown) < LOOKED_AT:
            self.seen.add(look)
            self.shown.append(told)

    def likeness(self, told: Told) -> Likeness | None:
        """The best likeness to one of its tellings; None where one of them rules it out for good."""
        if any(ruled_out(told, mine) for mine in self.shown):
            return None
        if self._another_day(told):
            return None
        found = [likeness for mine in self.shown if (likeness := compare(told, mine))]
        return max(found, key=lambda likeness: likeness.score, default=None)

    def _another_day(self, told: Told) -> bool:
        """A cluster holds two stated days only where a night spans them."""
        days = {mine.days for mine in self.shown if mine.days} | ({told.days} if told.days else set())
        lows, highs = [d[0] for d in days], [d[1] for d in days]
        return bool(days) and (max(lows) - min(highs)).days > 1


ANY: Final = "*"
NONE: Final = "?"
RECALLED: Final = 12
"""An undated telling that names its place, or its dead, is compared with the last so many acts there, or with so many dead."""
Key = tuple[str, object, str, str]


class Index:
    """Where to look for a cluster: by family, day and sides; by family and place; by family and number of dead."""

    def __init__(self) -> None:
        self.listed: dict[Key, dict[int, Cluster]] = defaultdict(dict)
        self.began: dict[int, int] = {}
        self.numbered: list[Cluster] = []
        self.dated: dict[tuple[str, str], list[tuple[date, int]]] = defaultdict(list)

    def put(self, cluster: Cluster, told: Told) -> None:
        """List a cluster under what a telling of it says."""
        number = self.began.setdefault(id(cluster), len(self.began))
        if number == len(self.numbered):
            self.numbered.append(cluster)
        for doer in (*(sorted(told.doers) or (NONE,)), ANY):
            for target in (*(sorted(told.targets) or (NONE,)), ANY):
                for day in _days(told):
                    self.listed[told.family, day, doer, target][number] = cluster
        for mark in _marks(told):
            self._date(cluster, number, (told.family, mark))
            for day in _days(told):
                self.listed[told.family, day, mark, ANY][number] = cluster

    def _date(self, cluster: Cluster, number: int, mark: tuple[str, str]) -> None:
        """Keep the clusters with a mark in order of their days."""
        if cluster.seed.days:
            dated, entry = self.dated[mark], (cluster.seed.days[0], number)
            at = bisect_left(dated, entry)
            if at == len(dated) or dated[at] != entry:
                dated.insert(at, entry)

    def near(self, told: Told) -> list[Cluster]:
        """The clusters a telling may belong to, in the order they began."""
        found: dict[int, Cluster] = {}
        for day in _wanted(told):
            for doer, target in _pairs(told):
                found.update(self.listed.get((told.family, day, doer, target), {}))
            for mark in _marks(told):
                found.update(self.listed.get((told.family, day, mark, ANY), {}))
        if told.days is None:
            for mark in _marks(told):
                found.update(self._recalled((told.family, mark), told.published or date.max))
        return [found[number] for number in sorted(found)]

    def _recalled(self, mark: tuple[str, str], out: date) -> Iterable[tuple[int, Cluster]]:
        """The last clusters with that mark that lie before the report came out."""
        dated = self.dated[mark]
        end = bisect_right(dated, (out, len(self.began)))
        return ((number, self.numbered[number]) for _, number in dated[max(0, end - RECALLED) : end])


def _pairs(told: Told) -> Iterable[tuple[str, str]]:
    """Doer and target of clusters that may fit: the same one or none named; any where the telling itself names none."""
    doers = (*sorted(told.doers), NONE) if told.doers else (ANY,)
    targets = (*sorted(told.targets), NONE) if told.targets else (ANY,)
    return product(doers, targets)


def _marks(told: Told) -> list[str]:
    """What ties tellings together that name different sides: the place, the number of the dead."""
    return [*([f"at {told.place.name}"] if told.place else []), *(f"dead {n}" for n in sorted(told.killed) if n > FEW)]


FEW: Final = 4


def cluster(told: Iterable[Told]) -> list[Cluster]:
    """The tellings put together, clusters in order of their first telling to come out."""
    items = sorted(told, key=lambda one: (one.days is None, -one.fullness, str(one.days or ""), one.order))
    index = Index()
    made: list[Cluster] = []
    for one in items:
        best, likeness, note = _best(index, one)
        if best is None:
            best = Cluster()
            made.append(best)
        best.add(one, likeness, note)
        index.put(best, one)
    return sorted(made, key=lambda cluster: min(member.told.order for member in cluster.members))


def _best(index: Index, told: Told) -> tuple[Cluster | None, Likeness | None, str]:
    """The cluster a telling joins, with its likeness and what is to be said of that; None where it stays apart."""
    found = [(likeness, near) for near in index.near(told) if (likeness := near.likeness(told))]
    fits = sorted((pair for pair in found if pair[0].score >= ENOUGH), key=lambda pair: -pair[0].score)
    if not fits:
        return None, None, ""
    if told.days is not None:
        return fits[0][1], fits[0][0], ""
    close = [(likeness, near) for likeness, near in fits if fits[0][0].score - likeness.score <= CLOSE]
    dated = [(likeness, near) for likeness, near in close if near.seed.days]
    days = sorted({_day_of(near) for _, near in dated})
    if len(days) > 1:
        return None, None, f"undated: may be that of {' or '.join(days)}"
    likeness, best = (dated or close)[0]
    return best, likeness, f"undated: taken for that of {days[0]}, the likeliest" if dated else ""


def _day_of(cluster: Cluster) -> str:
    return cluster.seed.days[0].isoformat() if cluster.seed.days else ""


def _days(told: Told) -> Sequence[date | None]:
    """The days a telling is listed under: its own, all of a short stretch, else the first; None for none."""
    if told.days is None:
        return (None, *((told.published,) if told.published else ()))
    low, high = told.days
    return [low + timedelta(days=n) for n in range(min((high - low).days, 31) + 1)]


def _wanted(told: Told) -> Sequence[date | None]:
    """The days whose clusters a telling may belong to."""
    if told.days is not None:
        low, high = told.days
        return [low + timedelta(days=n) for n in range(-1, min((high - low).days, 31) + 2)]
    if told.published is None:
        return (None,)
    return [told.published - timedelta(days=n) for n in range(-LONG, WINDOW + 1)]


LONG: Final = 3
"""Undated tellings of reports three days later are looked at as well: which of two undated ones came first is chance."""


def _look(told: Told) -> tuple[object, ...]:
    """What tellings have in common that compare alike: of those a cluster keeps one to look at."""
    place = told.place.name if told.place else None
    return (
        told.doers,
        told.targets,
        told.days,
        place,
        told.figures,
        told.words,
        told.published if not told.days else None,
    )
