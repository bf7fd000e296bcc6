"""What if one side halts, goes on, escalates: the other's coming weeks, drawn with that path held. Not a causal statement.

The answering side's weeks are drawn from a VAR (`var`) whose coefficients come from the wild bootstrap, at the lags AIC, HQ and BIC
choose in turn, with a level for each regime between turning points, the last of which is taken to go on. Surprises are past
weeks' surprises at the size they lately have. What both sides did within one week may be either's doing, and weekly series
cannot tell: each draw lays a share of it, uniform from none to all, on the held side. The path is set, not observed: nothing is
inferred backwards from it (a conditional forecast in the sense of Waggoner and Zha, *REStat* 81, 1999, would).

Standing commitments whose condition the path meets are mixed in: in a share of the draws equal to the estimated chance that they
are kept, from the second week on, the answering side does no worse than in one of its milder weeks (an offer kept) or no better
than in one of its harshest (a threat carried out). Counts of hostile acts, where there are any, come from the Hawkes process.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from detente.dynamics import var
from detente.dynamics.names import named, points, whose
from detente.dynamics.reciprocity import LEAST_ACTIVE, LEAST_WEEKS, UNFIT, reciprocity, regime_levels
from detente.dynamics.scenario import SPAN, Scenario, held
from detente.dynamics.standing import Standing, met
from detente.dynamics.var import Floats, signed_root, signed_square
from detente.records import EventType, Record

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from detente.dynamics.series import Dyad
    from detente.ledger import Ledger

DRAWS: Final = 2000
LABEL: Final = "Conditional projection, not causal"
MOST_LAGS: Final = 8
SHOWN_WEEKS: Final = 52
MILDER: Final = 0.5
HARSHER: Final = 0.1
"""An offer kept is worth a week from the milder half of two years, a threat carried out one from the harshest tenth: judgements."""
_SIZE_MEMORY: Final = 0.12  # share of the newest surprise in the running size of surprises
_FARTHEST: Final = 1.5  # draws stay within so many times the largest week observed, on the sign·√ scale

Interval = tuple[float, float]


class Projected(Record, frozen=True, kw_only=True):
    """One coming week of the answering side, in points (sums of Goldstein scores) a week.

    `milder_by` is how much milder than if the held side continued at last week's rate (median and 90 % band over draws).
    `hostile_acts` counts of the Hawkes process, where there are acts.
    """

    week: str
    weeks_ahead: int
    median: float
    inner: Interval
    outer: Interval
    milder_by: float
    milder_band: Interval
    hostile_acts: float | None = None
    hostile_band: Interval | None = None


class Past(Record, frozen=True, kw_only=True):
    """One past week: points of the held and of the answering side, None where not covered."""

    week: str
    held: float | None
    answering: float | None


class WhatIf(Record, frozen=True, kw_only=True):
    """What the answering side may do while the other's path is held.

    `path` is the level held, in points a week. `sentences` are the answer in words, `warnings` why to trust it less.
    """

    scenario: Scenario
    answering: str
    verdict: Literal["projection", "insufficient"]
    label: str
    sentences: tuple[str, ...]
    warnings: tuple[str, ...]
    standing: tuple[Standing, ...]
    path: float | None = None
    ahead: tuple[Projected, ...] = ()
    past: tuple[Past, ...] = ()
    needs: str = ""


class _Room(NamedTuple):
    """The pair as the projection sees it: column 0 is held, column 1 answers, on the sign·√ scale."""

    scenario: Scenario
    answering: str
    pair: pd.DataFrame
    series: Floats  # (T, 2)
    level: float
    weeks: int
    regimes: Sequence[date]


def what_if(
    dyad: Dyad,
    scenario: Scenario,
    *,
    weeks: int = 4,
    ledger: Ledger | None = None,
    regimes: Sequence[date] | None = None,
    belief: float | None = None,
    seed: int = 0,
    draws: int = DRAWS,
) -> WhatIf:
    """The other side's coming weeks with the scenario held.

    `regimes` are first days of new levels (None: found by `turning_points`). `belief`, from 0 to 1, weighs commitments whose
    record is too short to weigh them. Raises ScenarioError where the path does not fit the past.
    """
    week = dyad.weekly()
    answering = dyad.b if scenario.side == dyad.a else dyad.a
    needs = _missing(week)
    done = _done_last_week(dyad, scenario.side)
    if needs:
        level = _bare_level(week, scenario)
        found = met(ledger, scenario, answering, level=level, done=done, belief=belief) if ledger is not None else ()
        return _insufficient(scenario, answering, needs, None if ledger is None else found)
    pair = week.pair("root")[[scenario.side, answering]]
    series = np.asarray(pair, dtype=np.float64)
    level = held(scenario, signed_square(series[:, 0]))
    room = _Room(scenario, answering, pair, series, level, weeks, _regimes(week) if regimes is None else regimes)
    found = met(ledger, scenario, answering, level=level, done=done, belief=belief) if ledger is not None else ()
    try:
        drawn, goes_on = (
            project(series, _path(each, weeks), levels=regime_levels(pair, room.regimes), draws=draws, seed=seed)
            for each in (level, _last(series[:, 0]))
        )
    except (ValueError, np.linalg.LinAlgError):  # too many gaps, or two series that are one
        return _insufficient(scenario, answering, UNFIT, None if ledger is None else found)
    drawn = _mixed(drawn, series[:, 1], found, seed=seed)
    ahead = _ahead(room, signed_square(drawn), signed_square(goes_on), _hostile(dyad, room, draws, seed))
    return WhatIf(
        scenario=scenario,
        answering=answering,
        verdict="projection",
        label=LABEL,
        sentences=_sentences(room, ahead, found),
        warnings=_warnings(room, seed),
        standing=found,
        path=round(level, 2) + 0.0,
        ahead=ahead,
        past=_past(pair),
    )


# ---------------------------------------------------------------------------------------------------------- projecting


def project(series: Floats, path: Floats, *, levels: Floats | None = None, draws: int = DRAWS, seed: int = 0) -> Floats:
    """Draws (draws, H) of column 1 of `series` (T, 2) with column 0 held at `path` (H,), all on the sign·√ scale.

    `levels` (T, D) are the regimes' 0 and 1; the last week's row goes on. The same seed gives the same surprises whatever the
    path, so that two paths can be compared draw by draw.
    """
    rng = np.random.default_rng(seed)
    most = max(1, min(MOST_LAGS, int(np.isfinite(series).all(axis=1).sum()) // 15))
    orders = list(var.choose_lags(series, most, levels).values())
    shares = np.array_split(np.arange(draws), len(orders))
    found = [
        _drawn(series, path, var.fit(series, lags, levels), len(n), rng) for lags, n in zip(orders, shares, strict=True)
    ]
    farthest = _FARTHEST * np.nanmax(np.abs(series[:, 1]))
    return np.clip(np.concatenate(found), -farthest, farthest)


def _drawn(series: Floats, path: Floats, fitted: var.Var, draws: int, rng: np.random.Generator) -> Floats:
    """Draws of one VAR: coefficients, surprises and the share of the week's common movement differ from draw to draw."""
    coefficients = var.wild_coefficients(fitted, var.draw_signs(len(fitted.weeks), draws, rng))
    share = rng.uniform(0.0, 1.0, size=draws)
    slope = share * fitted.sigma[0, 1] / fitted.sigma[0, 0]
    picks = rng.integers(0, len(fitted.weeks), size=(len(path), draws))
    surprises = _surprises(fitted, slope, picks)
    past = _carried(series)[-fitted.lags :][::-1]  # newest first
    x = np.empty((draws, fitted.x.shape[1]))
    x[:, 2 * fitted.lags :] = fitted.x[-1, 2 * fitted.lags :]  # the constant and the last regime
    x[:, : 2 * fitted.lags] = past.ravel()
    found = np.empty((draws, len(path)))
    for h, level in enumerate(path):
        expected = np.einsum("dm,dmk->dk", x, coefficients)
        found[:, h] = expected[:, 1] + slope * (level - expected[:, 0]) + surprises[h]
        x[:, 2 : 2 * fitted.lags] = x[:, : 2 * fitted.lags - 2].copy()
        x[:, 0], x[:, 1] = level, found[:, h]
    return found


def _surprises(fitted: var.Var, slope: Floats, picks: npt.NDArray[np.int64]) -> Floats:
    """The answering side's own surprises (H, draws) of weeks picked at random, at the size surprises have now."""
    e = fitted.residuals / np.sqrt(fitted.leverage_left)[:, None]
    size = np.empty(len(e))
    now = float(np.abs(e[:, 1]).mean())
    usual = now
    for t, each in enumerate(np.abs(e[:, 1])):
        size[t] = now
        now += _SIZE_MEMORY * (each - now)
    own = e[picks, 1] - slope * e[picks, 0]
    floor = 0.2 * usual
    return np.asarray(own * (0.8 * now + floor) / (0.8 * size[picks] + floor))


def _carried(series: Floats) -> Floats:
    """The series with gaps bridged by the last known value (the first known one at the beginning)."""
    import pandas as pd

    return np.asarray(pd.DataFrame(series).ffill().bfill(), dtype=np.float64)


def _mixed(drawn: Floats, own: Floats, found: Sequence[Standing], *, seed: int) -> Floats:
    """The draws with commitments kept in their share of them, from the second week on."""
    rng = np.random.default_rng([seed, 1])
    known = np.sort(own[np.isfinite(own)][-SPAN:])
    mixed = drawn.copy()
    for each in found:
        kept = rng.random(len(drawn)) < (each.weight or 0.0)
        mild = each.direction == "de-escalates"
        pool = known[int(len(known) * MILDER) :] if mild else known[: max(1, int(len(known) * HARSHER))]
        weeks = rng.choice(pool, size=drawn[:, 1:].shape)
        bound = np.maximum(mixed[:, 1:], weeks) if mild else np.minimum(mixed[:, 1:], weeks)
        mixed[:, 1:] = np.where(kept[:, None], bound, mixed[:, 1:])
    return mixed


def _path(level: float, weeks: int) -> Floats:
    return np.full(weeks, float(signed_root(level)))


def _last(root: Floats) -> float:
    return float(signed_square(root[np.isfinite(root)][-1]))


def _hostile(dyad: Dyad, room: _Room, draws: int, seed: int) -> Floats | None:
    """Hostile acts of the answering side (draws, H) by the Hawkes process; None where there are no daily counts or too few."""
    from detente.dynamics import hawkes

    if dyad.step != "day" or not dyad.has("hostile"):
        return None
    counts = dyad.pair("hostile")[[room.scenario.side, room.answering]]
    covered = np.asarray(counts.notna().all(axis=1), dtype=np.bool_)
    other, own = np.asarray(counts.fillna(0.0), dtype=np.float64).T
    acts_a_day = _acts_a_day(room, other[-7:].sum() / 7)
    if own.sum() < hawkes.LEAST_ACTS or acts_a_day is None:
        return None
    fitted = hawkes.fit(own, other, covered)
    drawn = hawkes.answers(fitted, own, other, np.full(7 * room.weeks, acts_a_day), draws=draws, seed=seed)
    return np.asarray(drawn.reshape(draws, room.weeks, 7).sum(axis=2), dtype=np.float64)


def _acts_a_day(room: _Room, last_week: float) -> float | None:
    """Hostile acts a day that go with the path: those of last week in proportion to its points; None where that says nothing."""
    last = _last(room.series[:, 0])
    if room.level >= 0:
        return 0.0
    return last_week * room.level / last if last < 0 and last_week > 0 else None


# --------------------------------------------------------------------------------------------------------------- shape


def _ahead(room: _Room, drawn: Floats, goes_on: Floats, hostile: Floats | None) -> tuple[Projected, ...]:
    import pandas as pd

    start = pd.DatetimeIndex(room.pair.index)[-1]
    made = []
    for h in range(room.weeks):
        low, lower, middle, upper, high = _quantiles(drawn[:, h])
        gain_low, _, gain, _, gain_high = _quantiles(drawn[:, h] - goes_on[:, h])
        acts = None if hostile is None else _quantiles(hostile[:, h])
        made.append(
            Projected(
                week=(start + pd.Timedelta(weeks=h + 1)).date().isoformat(),
                weeks_ahead=h + 1,
                median=middle,
                inner=(lower, upper),
                outer=(low, high),
                milder_by=gain,
                milder_band=(gain_low, gain_high),
                hostile_acts=None if acts is None else acts[2],
                hostile_band=None if acts is None else (acts[0], acts[4]),
            )
        )
    return tuple(made)


def _quantiles(drawn: Floats) -> tuple[float, ...]:
    return tuple(round(float(each), 2) + 0.0 for each in np.quantile(drawn, [0.05, 0.25, 0.5, 0.75, 0.95]))


def _past(pair: pd.DataFrame) -> tuple[Past, ...]:
    points = signed_square(np.asarray(pair, dtype=np.float64))[-SHOWN_WEEKS:]
    weeks = [day.date().isoformat() for day in pair.index[-SHOWN_WEEKS:]]
    told = [[None if np.isnan(each) else round(float(each), 2) for each in row] for row in points]
    return tuple(Past(week=week, held=row[0], answering=row[1]) for week, row in zip(weeks, told, strict=True))


def _regimes(week: Dyad) -> Sequence[date]:
    from detente.dynamics.turning_points import regimes

    return regimes(week)


def _missing(week: Dyad) -> str:
    """What a projection lacks, in words; nothing where the series suffice."""
    if not week.directed:
        return "series that tell who did what to whom (these add both sides up)"
    series = np.asarray(week.pair("root"), dtype=np.float64)
    usable = series[np.isfinite(series).all(axis=1)]
    if len(usable) < LEAST_WEEKS:
        return f"{LEAST_WEEKS} covered weeks ({len(usable)} are there)"
    for side, values in zip((week.a, week.b), usable.T, strict=True):
        if np.sum(values != 0) < LEAST_ACTIVE or np.ptp(values) == 0:
            return f"acts of {named(side)} in {LEAST_ACTIVE} weeks ({int(np.sum(values != 0))} are there)"
    return ""


def _bare_level(week: Dyad, scenario: Scenario) -> float:
    """The level held where the series are too short to project: what can be said of it still tells which conditions it meets."""
    past = np.asarray(week.pair("scaled")[scenario.side], dtype=np.float64) if week.directed else np.array([])
    if scenario.manner == "halts" or not np.isfinite(past).any():
        return 0.0 if scenario.manner == "halts" else -1.0
    return held(scenario, past)


def _done_last_week(dyad: Dyad, side: str) -> frozenset[EventType]:
    """Types of the acts of the last seven days of the series."""
    if not len(dyad.frame) or not dyad.acts:
        return frozenset()
    import pandas as pd

    end = pd.DatetimeIndex(dyad.frame.index)[-1].date()
    first = (pd.Timestamp(end) - pd.Timedelta(days=6)).date()
    return frozenset(act.type for act in dyad.acts_of(first, end) if act.source == side)


# ------------------------------------------------------------------------------------------------------------ in words


def _sentences(room: _Room, ahead: Sequence[Projected], found: Sequence[Standing]) -> tuple[str, ...]:
    held_name = named(room.scenario.side)
    first, last = ahead[0], ahead[-1]
    lead = (
        f"If {held_name} {_manner(room)}, {whose(room.answering)} acts towards it are projected at {_span(first.median, first.outer)} "
        "points next week"
    )
    if last is not first:
        lead += f" and {_span(last.median, last.outer)} in {last.weeks_ahead} weeks"
    told = [f"{lead}; last week they stood at {points(_last(room.series[:, 1]))}."]
    if room.level != _last(room.series[:, 0]) or any(each.weight for each in found):
        told.append(_difference(held_name, last))
    if last.hostile_acts is not None and last.hostile_band is not None:
        low, high = last.hostile_band
        told.append(
            f"Hostile acts, by the Hawkes process: {last.hostile_acts:.0f} in that week (90 % {low:.0f} to {high:.0f})."
        )
    return (*told, *(standing_words(each) for each in found))


def _manner(room: _Room) -> str:
    level, last = points(room.level), points(_last(room.series[:, 0]))
    words = {"halts": "halts", "continues": "continues", "eases": "eases", "escalates": "escalates", "holds": "is held"}
    return f"{words[room.scenario.manner]} ({level} points a week; last week {last})"


def _span(middle: float, outer: Interval) -> str:
    return f"{points(middle)} (90 % {points(outer[0])} to {points(outer[1])})"


def _difference(held_name: str, last: Projected) -> str:
    low, high = last.milder_band
    sure = low > 0 or high < 0
    way, size = "milder" if last.milder_by >= 0 else "harsher", points(abs(last.milder_by))
    text = (
        f"Against {held_name} continuing at last week's rate that is {size} {'point' if size == '1' else 'points'} {way} "
        f"(90 % {points(low)} to {points(high)}, below 0 harsher)"
    )
    return f"{text}." if sure else f"{text}: the two cannot be told apart."


def standing_words(each: Standing) -> str:
    """One standing commitment, and how it was counted."""
    counted = {
        "record": f"mixed in with weight {each.weight or 0:.2f}, by the record of such words",
        "yours": f"mixed in with weight {each.weight or 0:.2f}, as you believe: the record is too short",
        "nobody's": "not mixed in: the record of such words is too short to weigh it",
    }[each.whose_weight]
    return f"{_standing(each)} – {counted}."


def _standing(each: Standing) -> str:
    said = f" (last said {each.said[:10]})" if each.said else ""
    return f"This path meets a standing commitment{said}: {each.words}"


def _warnings(room: _Room, seed: int) -> tuple[str, ...]:
    found = [
        "What followed such weeks before is shown, not what such a step would bring about: a side that halts by choice may not "
        "be as one that happened to be quiet."
    ]
    found += _outside(room)
    answers = reciprocity(room.pair, regimes=room.regimes, seed=seed).answers
    answer = next(each for each in answers if each.side == room.answering)
    if answer.verdict not in ("answers in kind", "answers contrarily"):
        found.append(f"That {named(room.answering)} answers at all is not shown: the fan is mostly its own habit.")
    return tuple(found)


def _outside(room: _Room) -> list[str]:
    """Where the path leaves what was observed: a level beyond nearly all weeks, a run longer than any."""
    past = signed_square(room.series[:, 0])
    known = past[np.isfinite(past)]
    name = named(room.scenario.side)
    low, high = np.quantile(known, [0.01, 0.99])
    if not low <= room.level <= high:
        return [
            f"Outside what was observed: {name} was at {points(low)} to {points(high)} points in 98 of 100 weeks, never for long "
            f"at {points(room.level)}."
        ]
    mild = room.level >= float(np.median(known))
    so = np.asarray((past >= room.level) if mild else (past <= room.level))
    for flags, when in ((so, "so far"), (so[-SPAN:], "in the last two years")):
        longest = _longest(flags)
        if longest < room.weeks:
            held_for = (
                f"for at most {longest} {'week' if longest == 1 else 'weeks'} running" if longest else "in no week"
            )
            return [
                f"Outside what was observed: {name} was at {points(room.level)} or {'milder' if mild else 'harsher'} "
                f"{held_for} {when}; here it is held for {room.weeks}."
            ]
    return []


def _longest(flags: npt.NDArray[np.bool_]) -> int:
    longest = run = 0
    for each in flags:
        run = run + 1 if each else 0
        longest = max(longest, run)
    return longest


def _insufficient(scenario: Scenario, answering: str, needs: str, found: tuple[Standing, ...] | None) -> WhatIf:
    """What can still be said: the commitments the path meets; `found` is None where there is no ledger to look in."""
    told = [f"Insufficient for a projection of {whose(answering)} weeks: needed are {needs}."]
    told += [
        f"{_standing(each)}. {each.record or 'No such words of that side were put to the test so far.'}"
        for each in found or ()
    ]
    if found == ():
        told.append(f"No standing commitment of {named(answering)} has a condition that this path meets.")
    return WhatIf(
        scenario=scenario,
        answering=answering,
        verdict="insufficient",
        label=LABEL,
        sentences=tuple(told),
        warnings=(),
        standing=found or (),
        needs=needs,
    )
