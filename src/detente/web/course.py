"""How tense a pair was from week to week, and its turning points, as the timeline draws them. The measures are those of dynamics/."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from detente.dynamics.series import Dyad


class Turn(NamedTuple):
    """A turning point: its day, whether it was for the worse, and what it is in a sentence."""

    at: datetime
    worse: bool
    sentence: str


class Course(NamedTuple):
    """By week (its end): tension and what was usual before, None where too little is covered; turning points; both in words."""

    weeks: tuple[tuple[datetime, float | None, float | None], ...]
    points: tuple[Turn, ...]
    sentence: str


def course(dyad: Dyad) -> Course:
    """Of the daily series of a pair."""
    from detente.dynamics.tension import tension, tension_series
    from detente.dynamics.turning_points import turning_points

    table = tension_series(dyad)
    weeks = tuple(
        (week.to_pydatetime().replace(tzinfo=None) + timedelta(days=7), _known(value), _known(usual))
        for week, value, usual in zip(table.index, table["value"], table["usual"], strict=True)
    )
    points = tuple(Turn(datetime.fromisoformat(one.date), one.worse, one.sentence) for one in turning_points(dyad))
    return Course(weeks, points, tension(dyad).sentence)


def _known(value: float) -> float | None:
    return float(value) if value == value else None
