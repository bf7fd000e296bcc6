"""The next weeks of a pair: quantiles with intervals that are held to their word, and whether they beat doing nothing.

`rolling` makes the forecasts of every past week as they would have been made then; here the newest is read off, and the past
ones say how good it is: coverage of the 90 % intervals, overall and in crisis weeks, calibration, CRPS, and skill against two
baselines, persistence and the mean of 26 weeks. Where a baseline did better on average, the baseline is what is shown, and said.
docs/forecast.md has the measurements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np

from detente.dynamics.names import named, percent, points
from detente.dynamics.rolling import BASELINES, LEVELS, Rolled, member_names, roll
from detente.dynamics.var import Floats, signed_square
from detente.records import Record

if TYPE_CHECKING:
    import pandas as pd

    from detente.dynamics.series import Dyad

LEAST_WEEKS: Final = 104
"""Two years: one for the first errors, one to see whether the intervals hold."""
ALPHA: Final = 0.05
SHOWN_WEEKS: Final = 52
CRISIS: Final = 0.2
CRISIS_WEEKS: Final = 13
"""Crisis weeks are those whose mean over 13 weeks (six before, six after) lies in the harshest fifth. The future of a week is
in it, so that it cannot be known beforehand; it is for judging only."""
_BASELINE_WORDS: Final = {"persistence": "the last week again", "mean26": "the mean of 26 weeks"}

Model = Literal["ensemble", "persistence", "mean26"]


class Ahead(Record, frozen=True, kw_only=True):
    """One coming week (its Monday): sums of Goldstein scores at a usual volume of news; `model` is what was shown to be best."""

    week: str
    weeks_ahead: int
    model: Model
    median: float
    inner: tuple[float, float]  # 25 to 75 %
    outer: tuple[float, float]  # 5 to 95 %


class Weight(Record, frozen=True, kw_only=True):
    """A member of the ensemble and its share of it, one week ahead."""

    member: str
    weight: float


class Skill(Record, frozen=True, kw_only=True):
    """How forecasts so many weeks ahead did at past weeks.

    `crps` of the ensemble and `skill` against each baseline (1 − ratio of CRPS; above 0 is better), on the sign·√ scale. `p` is
    of the test that it is no better than the better baseline (Diebold and Mariano 1995, with the correction of Harvey, Leybourne and
    Newbold 1997). `coverage` of 90 % intervals, `in_crisis` the same in crisis weeks. `calibration`: level → share below it.
    """

    weeks_ahead: int
    origins: int
    model: Model
    crps: float
    skill: dict[str, float]
    p: float
    coverage: float
    in_crisis: float | None
    crisis_weeks: int
    calibration: dict[str, float]


class Was(Record, frozen=True, kw_only=True):
    """One past week in points, None where not covered."""

    week: str
    value: float | None


class Forecast(Record, frozen=True, kw_only=True):
    """The forecast of one series: what `side` does towards `to`, or what both do where the series does not tell them apart."""

    side: str
    to: str
    directed: bool
    verdict: Literal["better than the baselines", "no better than a baseline", "insufficient"]
    sentence: str
    last: float | None = None
    ahead: tuple[Ahead, ...] = ()
    skill: tuple[Skill, ...] = ()
    weights: tuple[Weight, ...] = ()
    past: tuple[Was, ...] = ()
    needs: str = ""


class _Of(NamedTuple):
    side: str
    to: str
    directed: bool


def forecast(dyad: Dyad, *, weeks: int = 4) -> tuple[Forecast, ...]:
    """Forecasts of a pair's next weeks: of each side's acts, or of both together where the series is undirected."""
    if weeks < 1:
        raise ValueError(f"{weeks} weeks ahead: ask for one or more")
    week = dyad.weekly()
    if not week.directed:
        return (_forecast(_Of(dyad.a, dyad.b, False), week.both("root"), None, weeks),)
    pair = week.pair("root")
    a, b = pair[dyad.a], pair[dyad.b]
    return _forecast(_Of(dyad.a, dyad.b, True), a, b, weeks), _forecast(_Of(dyad.b, dyad.a, True), b, a, weeks)


def _forecast(of: _Of, series: pd.Series[float], other: pd.Series[float] | None, weeks: int) -> Forecast:
    values = _floats(series)
    known = values[np.isfinite(values)]
    needs = ""
    if len(known) < LEAST_WEEKS:
        needs = f"{LEAST_WEEKS} covered weeks ({len(known)} are there)"
    elif len(np.unique(known[-LEAST_WEEKS:])) < LEAST_WEEKS // 4:
        needs = "a series that changes (it hardly ever does)"
    if needs:
        return Forecast(
            side=of.side,
            to=of.to,
            directed=of.directed,
            verdict="insufficient",
            sentence=f"Insufficient for a forecast of {_subject(of)}: needed are {needs}.",
            needs=needs,
        )
    rolled = roll(values, None if other is None else _floats(other), horizons=weeks)
    skill = tuple(_skill(rolled, values, h) for h in range(weeks))
    ahead = tuple(_ahead(rolled, series.index[-1], h, skill[h].model) for h in range(weeks))
    verdict, sentence = _told(of, ahead, skill, float(signed_square(known[-1])))
    names = member_names(with_other=other is not None)
    return Forecast(
        side=of.side,
        to=of.to,
        directed=of.directed,
        verdict=verdict,
        sentence=sentence,
        last=round(float(signed_square(known[-1])), 2),
        ahead=ahead,
        skill=skill,
        past=_past(series),
        weights=tuple(
            Weight(member=name, weight=round(float(w), 3))
            for name, w in zip(names, rolled.weights[:, 0, -1], strict=True)
        ),
    )


def _floats(series: pd.Series[float]) -> Floats:
    return np.asarray(series, dtype=np.float64)


def _ahead(rolled: Rolled, last: pd.Timestamp, h: int, model: Model) -> Ahead:
    import pandas as pd

    found = signed_square(rolled.quantiles[rolled.names.index(model), h, :, -1])
    low, lower, middle, upper, high = (
        round(float(found[_at(level)]), 2) + 0.0 for level in (0.05, 0.25, 0.5, 0.75, 0.95)
    )
    week = (last + pd.Timedelta(weeks=h + 1)).date().isoformat()
    return Ahead(week=week, weeks_ahead=h + 1, model=model, median=middle, inner=(lower, upper), outer=(low, high))


def _past(series: pd.Series[float]) -> tuple[Was, ...]:
    import pandas as pd

    recent = series.iloc[-SHOWN_WEEKS:]
    days = pd.DatetimeIndex(recent.index)
    return tuple(
        Was(week=day.date().isoformat(), value=None if np.isnan(value) else round(float(value), 2))
        for day, value in zip(days, signed_square(_floats(recent)), strict=True)
    )


def _at(level: float) -> int:
    return int(np.argmin(np.abs(LEVELS - level)))


# ------------------------------------------------------------------------------------------------------------ judging


def crisis_weeks(series: Floats) -> Floats:
    """1 for the weeks of the harshest fifth by the mean of 13 weeks around them, else 0; NaN where not covered."""
    import pandas as pd

    around = pd.Series(series).rolling(CRISIS_WEEKS, center=True, min_periods=CRISIS_WEEKS // 2).mean()
    harsh = (around <= around.quantile(CRISIS)).to_numpy(dtype=np.float64)
    return np.where(np.isfinite(series), harsh, np.nan)


def _skill(rolled: Rolled, series: Floats, h: int) -> Skill:
    crps = rolled.crps[:, h]
    judged = np.isfinite(crps).all(axis=0)
    means = crps[:, judged].mean(axis=1)
    best = 1 + int(np.argmin(means[1:]))
    model: Model = "ensemble" if means[0] <= means[best] else BASELINES[best - 1]
    shown = rolled.names.index(model)
    held = rolled.covered[shown, h]
    crisis = np.concatenate([crisis_weeks(series)[h + 1 :], np.full(h + 1, np.nan)]) == 1
    below = (rolled.outcomes[h] <= rolled.quantiles[shown, h])[:, judged].mean(axis=1)
    return Skill(
        weeks_ahead=h + 1,
        origins=int(judged.sum()),
        model=model,
        crps=round(float(means[0]), 4),
        skill={name: round(float(1 - means[0] / m), 4) for name, m in zip(BASELINES, means[1:], strict=True)},
        p=round(_no_better((crps[best] - crps[0])[judged], h + 1), 4),
        coverage=round(float(np.nanmean(held[judged])), 4),
        in_crisis=round(float(held[judged & crisis].mean()), 4) if (judged & crisis).any() else None,
        crisis_weeks=int((judged & crisis).sum()),
        calibration={f"{level:.2f}": round(float(share), 4) for level, share in zip(LEVELS, below, strict=True)},
    )


def _no_better(gains: Floats, ahead: int) -> float:
    """One-sided p-value that gains in CRPS are not above 0 on average."""
    from scipy.stats import t as t_distribution

    n = len(gains)
    centred = gains - gains.mean()
    lags = max(ahead - 1, round(n ** (1 / 3)))  # Bartlett weights, as scores of neighbouring weeks hang together
    variance = centred @ centred / n
    variance += 2 * sum((1 - k / (lags + 1)) * (centred[k:] @ centred[:-k]) / n for k in range(1, lags + 1))
    if variance <= 0:
        return 1.0
    correction = np.sqrt(max((n + 1 - 2 * ahead + ahead * (ahead - 1) / n) / n, 1e-3))
    return float(t_distribution.sf(correction * gains.mean() / np.sqrt(variance / n), n - 1))


# ------------------------------------------------------------------------------------------------------------ in words


def _subject(of: _Of) -> str:
    a, b = named(of.side), named(of.to)
    return f"what {a} does towards {b}" if of.directed else f"what passes between {a} and {b}"


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]


def _told(
    of: _Of, ahead: tuple[Ahead, ...], skill: tuple[Skill, ...], last: float
) -> tuple[Literal["better than the baselines", "no better than a baseline"], str]:
    first, final = ahead[0], ahead[-1]
    parts = [
        f"{_first_up(_subject(of))}: next week {_span(first)}, after {points(last)} last week, in sums of Goldstein scores "
        "(below 0 is hostile)."
    ]
    if final is not first:
        parts.append(f"In {final.weeks_ahead} weeks {_span(final)}.")
    parts.append(_held(skill[0]))
    better = all(each.model == "ensemble" and each.p < ALPHA for each in skill)
    parts += [_compared(each) for each in ((skill[0], skill[-1]) if len(skill) > 1 else skill[:1])]
    return ("better than the baselines" if better else "no better than a baseline"), " ".join(parts)


def _span(week: Ahead) -> str:
    low, high = (points(bound) for bound in week.outer)
    return f"{points(week.median)} (90 % interval {low} to {high})"


def _held(skill: Skill) -> str:
    crisis = "" if skill.in_crisis is None else f", {percent(skill.in_crisis)} in its {skill.crisis_weeks} crisis weeks"
    return f"Such intervals held {percent(skill.coverage)} of {skill.origins} past weeks{crisis}."


def _compared(skill: Skill) -> str:
    best = min(skill.skill, key=lambda name: skill.skill[name])
    words, ahead = _BASELINE_WORDS[best], "One week" if skill.weeks_ahead == 1 else f"{skill.weeks_ahead} weeks"
    if skill.model != "ensemble":
        return f"{ahead} ahead {words} did better than the models, so it is what is shown."
    if skill.p >= ALPHA:
        return f"{ahead} ahead it is not shown to be better than {words} (skill {skill.skill[best]:.2f}, p = {skill.p:.2f})."
    return f"{ahead} ahead it beats {words} (skill {skill.skill[best]:.2f})."
