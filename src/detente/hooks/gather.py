"""What is new in the store, written down for the hooks that want it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from detente.dynamics.turning_points import TurningPoint
from detente.hooks.notice import SOON, Notice, name_of, news_of, of_deadline, of_step, of_turning_point
from detente.hooks.subscribe import filter_of
from detente.store import Store
from detente.store import hooks as kept
from detente.store.hooks import Hook
from detente.store.query import pairs

LOOK_EVERY: Final = timedelta(hours=1)
"""Turning points of a pair are looked for no more often: it takes seconds."""
SAME: Final = timedelta(days=21)
"""A turning point this near to a known one of its kind is that one, moved by new reports."""
LONGEST: Final = timedelta(days=367)
"""The longest stretch a deadline's text can mean: a year."""
_POINTS: Final = "hooks/points/"


def gather(store: Store, now: datetime) -> int:
    """Write down what is new for each hook; how many deliveries that makes. Done again it changes nothing."""
    hooks = kept.hooks(store)
    if not hooks:
        return 0
    return _steps(store, hooks, now) + _deadlines(store, hooks, now) + _turning_points(store, hooks, now)


def _steps(store: Store, hooks: Sequence[Hook], now: datetime) -> int:
    made, last = 0, 0
    for step in kept.steps(store, min(hook.created_at for hook in hooks)):
        since = [hook for hook in hooks if hook.created_at <= step.recorded_at]
        for notice in of_step(step, step.recorded_at):
            made += _tell(store, since, notice, step.recorded_at, now)
        last = max(last, step.number)
    if last:
        kept.saw(store, last)
    return made


def _deadlines(store: Store, hooks: Sequence[Hook], now: datetime) -> int:
    wanting = [hook for hook in hooks if "deadline" in hook.triggers]
    if not wanting:
        return 0
    near = (of_deadline(row, now) for row in kept.with_deadlines(store, now - LONGEST, now + SOON))
    return sum(_tell(store, wanting, notice, now, now) for notice in near if notice is not None)


def _tell(store: Store, hooks: Iterable[Hook], notice: Notice, found_at: datetime, now: datetime) -> int:
    """Write a notice down for the hooks that want it; what was undone only for those that were told."""
    wanting = [hook.id for hook in hooks if notice.trigger in hook.triggers and filter_of(hook).fits(notice)]
    if notice.undone and wanting:
        told = kept.told(store, notice.trigger, notice.subject)
        wanting = [hook for hook in wanting if hook in told]
    if not wanting:
        return 0
    news = news_of(notice, found_at)
    return kept.put(store, news, [(name_of(hook, news.id), hook) for hook in wanting], now)


# ---------------------------------------------------------------------------------------------------- turning points


class Seen(msgspec.Struct):
    """The turning points of a pair as they were last looked for; the first look tells nothing: it finds what was before."""

    at: datetime
    stamp: str
    points: list[tuple[str, str, bool]] = []


def _turning_points(store: Store, hooks: Sequence[Hook], now: datetime) -> int:
    wanting: dict[str, list[Hook]] = {}
    for hook in hooks:
        dyad = filter_of(hook).dyad
        if "turning-point" in hook.triggers and dyad:
            wanting.setdefault(dyad, []).append(hook)
    return sum(_of_pair(store, dyad, some, now) for dyad, some in sorted(wanting.items()))


def _of_pair(store: Store, dyad: str, hooks: Sequence[Hook], now: datetime) -> int:
    key = _POINTS + dyad
    raw = store.state(key)
    seen = msgspec.convert(raw, Seen, strict=False) if raw else None
    stamp = store.stamp()
    if seen and (seen.stamp == stamp or now - seen.at < LOOK_EVERY):
        return 0
    pair, found = _look(store, dyad)
    known = seen.points if seen else []
    new = [] if seen is None else [point for point in found if not _is_known(point, known)]
    made = sum(_tell(store, hooks, of_turning_point(pair, point, now), now, now) for point in new)
    named = [*known, *((p.kind, p.date, p.worse) for p in (found if seen is None else new))]
    state: dict[str, Any] = msgspec.to_builtins(Seen(at=now, stamp=stamp, points=named))
    store.put_state(key, state)
    return made


def _is_known(point: TurningPoint, known: Iterable[tuple[str, str, bool]]) -> bool:
    day = datetime.fromisoformat(point.date)
    return any(
        kind == point.kind and worse == point.worse and abs(datetime.fromisoformat(date) - day) <= SAME
        for kind, date, worse in known
    )


def _look(store: Store, dyad: str) -> tuple[tuple[str, str], tuple[TurningPoint, ...]]:
    """The turning points of a pair by all that is in the store."""
    from detente.dynamics.acts import acts_between
    from detente.dynamics.series import series
    from detente.dynamics.turning_points import turning_points
    from detente.store import ledger

    readings = list(ledger.readings(store))
    articles = list(ledger.articles_of(store, (reading.id for reading in readings)).values())
    pair = pairs(dyad)[0]
    found = acts_between(readings, *pair, articles=articles)
    return pair, turning_points(series(found.acts, *pair, coverage=found.coverage, left_out=found.left_out))
