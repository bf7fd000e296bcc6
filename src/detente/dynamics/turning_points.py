"""Turning points of a pair: lasting changes of level, spikes, and the alarms that would have been raised at the time.

    turning_points(dyad)        # of a daily or weekly series, oldest first

Levels are sought in weekly values on the sign·√ scale (`levels`), spikes in the daily departures from these levels (`pulses`),
alarms week by week with nothing of the future (`alarms`). Each point names the acts of its days.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from detente.dynamics import alarms as online
from detente.dynamics.levels import Break, stable_breaks
from detente.dynamics.pulses import Pulse, pulses
from detente.dynamics.series import Act, Dyad
from detente.records import Record

Floats = npt.NDArray[np.float64]

LEAST_WEEKS: Final = 13
"""A level lasts a quarter of a year or longer; what is shorter is a spike."""
LEAST_KNOWN: Final = 26
"""Fewer covered weeks than this say nothing about turning points."""
NEAR_EXTREME: Final = 0.95
"""Days within 5 % of a spike's extreme are named with it."""
NAMED: Final = 5
"""So many acts are named with a turning point, those with the largest scores."""

Kind = Literal["level", "spike", "alarm"]


class TurningPoint(Record, frozen=True, kw_only=True):
    """A change: `date` its first day, `first` to `last` its 90 % interval (level) or extent (spike) or since when (alarm).

    `worse` means more conflict. `before` and `after` are weekly means on the sign·√ scale of a level. `extremes` are the days of
    a spike's largest values. `stability` is the share of penalties at which a level's break is found; `statistic` a spike's sum
    of departures in sd, or an alarm's excess. `acts` are ids of acts of the days about `date`.
    """

    kind: Kind
    date: str
    first: str
    last: str
    worse: bool
    sentence: str
    before: float | None = None
    after: float | None = None
    extremes: tuple[str, ...] = ()
    stability: float | None = None
    statistic: float | None = None
    acts: tuple[str, ...] = ()


def turning_points(dyad: Dyad) -> tuple[TurningPoint, ...]:
    """All turning points, oldest first; none where fewer than 26 weeks are covered."""
    weekly = dyad.weekly()
    known = weekly.both().dropna()
    if len(known) < LEAST_KNOWN:
        return ()
    weeks = pd.DatetimeIndex(known.index)
    values = np.asarray(known, dtype=np.float64)
    breaks = stable_breaks(values, least=LEAST_WEEKS)
    found = [_level(dyad, one, weeks) for one in breaks]
    found += [_alarm(dyad, one, weeks) for one in online.alarms(values)]
    if dyad.step == "day":
        found += _spikes(dyad, [weeks[one.at] for one in breaks])
    return tuple(sorted(found, key=lambda one: (one.date, one.kind)))


def regimes(dyad: Dyad) -> tuple[date, ...]:
    """The first days of the levels after the first one: what a model of the weekly series may give dummies for."""
    return tuple(date.fromisoformat(one.date) for one in turning_points(dyad) if one.kind == "level")


def _level(dyad: Dyad, one: Break, weeks: pd.DatetimeIndex) -> TurningPoint:
    worse = one.after < one.before
    day = weeks[one.at].date()
    low, high = weeks[one.low].date(), weeks[one.high].date() + timedelta(days=6)
    sentence = (
        f"Lasting change: {'more' if worse else 'less'} conflict from the week of {day} on (90 % interval {low} to {high}); "
        f"weekly tension {0 - one.after:.1f} after {0 - one.before:.1f}."
    )
    return TurningPoint(
        kind="level",
        date=str(day),
        first=str(low),
        last=str(high),
        worse=worse,
        sentence=sentence,
        before=round(one.before, 3),
        after=round(one.after, 3),
        stability=round(one.stability, 3),
        acts=_named(dyad, day, day + timedelta(days=6), worse),
    )


def _spikes(dyad: Dyad, starts: list[pd.Timestamp]) -> list[TurningPoint]:
    """The spikes of the daily series about the levels that begin on `starts`; days not covered are left out."""
    daily = dyad.both().dropna()
    days = pd.DatetimeIndex(daily.index)
    departures = np.array(daily, dtype=np.float64)
    edges = [0, *days.searchsorted(pd.DatetimeIndex(starts)).tolist(), len(days)]
    for first, last in pairwise(edges):
        if last > first:
            departures[first:last] -= np.median(departures[first:last])
    scores = np.asarray(dyad.both("score").reindex(days), dtype=np.float64)
    return [_spike(dyad, one, days, scores) for one in pulses(departures)]


def _spike(dyad: Dyad, one: Pulse, days: pd.DatetimeIndex, scores: Floats) -> TurningPoint:
    worse = one.statistic < 0
    inside = scores[one.first : one.last + 1] * (-1 if worse else 1)
    extremes = tuple(
        str(days[one.first + n].date()) for n in np.flatnonzero(inside >= NEAR_EXTREME * inside.max()).tolist()
    )
    first, last = days[one.first].date(), days[one.last].date()
    what = "conflict" if worse else "cooperation"
    peak = extremes[0] if len(extremes) == 1 else f"{extremes[0]} to {extremes[-1]}"
    sentence = (
        f"A spike of {what} from {first} to {last}, strongest on {peak}."
        if first != last
        else f"A spike of {what} on {first}."
    )
    return TurningPoint(
        kind="spike",
        date=str(first),
        first=str(first),
        last=str(last),
        worse=worse,
        sentence=sentence,
        extremes=extremes,
        statistic=round(one.statistic, 2),
        acts=_named(dyad, first, last, worse),
    )


def _alarm(dyad: Dyad, one: online.Alarm, weeks: pd.DatetimeIndex) -> TurningPoint:
    raised, since = weeks[one.at].date() + timedelta(days=6), weeks[one.since].date()
    sentence = (
        f"By {raised} a change for the {'better' if one.up else 'worse'} could be told, since the week of {since}."
    )
    return TurningPoint(
        kind="alarm",
        date=str(raised),
        first=str(since),
        last=str(raised),
        worse=not one.up,
        sentence=sentence,
        statistic=round(one.excess, 2),
        acts=_named(dyad, since, raised, not one.up),
    )


def _named(dyad: Dyad, first: date, last: date, worse: bool) -> tuple[str, ...]:
    """The acts of these days with the largest scores in the direction of the change."""
    acts: Iterable[Act] = dyad.acts_of(first, last)
    weighed = [(act.score * act.weight * (1 if worse else -1), act.day, act.id) for act in acts]
    return tuple(name for score, _, name in sorted(weighed)[:NAMED] if score < 0)
