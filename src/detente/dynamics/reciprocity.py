"""Whether a side answers the other in kind: robust tests of a VAR, in words only where every choice agrees.

Of two weekly series (a's acts towards b, b's towards a, on the sign·√ scale) each direction is judged by a VAR under every
combination of choices a careful analyst might make: the lags AIC, HQ and BIC choose; one level, a level for each regime between
the turning points handed in, a level for each half-year; HC3 errors with F quantiles and with the wild bootstrap (`var`). A verdict needs all of
them to agree, and the bootstrap band of the response to lie on one side of nought; everything else is "insufficient". What the
rule finds and how often it errs is simulated in `evals/reciprocity.py`; docs/forecast.md has the tables and the sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np

from detente.dynamics import var
from detente.dynamics.names import named, percent, whose
from detente.dynamics.var import Floats
from detente.records import Record

if TYPE_CHECKING:
    import pandas as pd

LEAST_WEEKS: Final = 78
"""Fewer usable weeks than this are not judged: by simulation a year and a half finds hardly any answer there is."""
LEAST_FITTED: Final = 52
"""Nor where gaps leave fewer weeks than this with all their lags."""
LEAST_ACTIVE: Final = 20
"""Nor is a side with acts in fewer weeks than this."""
LEAST_REGIME: Final = 13
"""A regime of fewer usable weeks gets no level of its own: with a dummy for every flare-up nothing is left to explain."""
HALF_YEAR: Final = 26
"""Levels of half-years take out turning points nobody knew of, which both sides share and a VAR takes for answers: simulated,
they cut false alarms from .49 to .02 at 260 weeks and cost a tenth of power or less."""
MOST_LAGS: Final = 8
"""Orders 1 to 8 are compared, fewer where there are few weeks (one lag for 15 weeks)."""
ALPHA: Final = 0.05
GIVEN_UP: Final = 0.2
LEVEL: Final = 0.9
DRAWS: Final = 199
HORIZON: Final = 8
SUMMED: Final = 4
"""The answer is added up over four weeks."""
HARDLY: Final = 0.15
"""A summed answer whose band lies within ±.15 standard deviations is called none to speak of. A judgement."""

UNFIT: Final = "two series that move, each by itself, in weeks that follow one another"
"""What is missing where nothing can be fitted."""

Levels = Literal["one", "regimes", "half-years"]
Verdict = Literal["answers in kind", "answers contrarily", "hardly answers", "insufficient"]
CAVEAT: Final = (
    "A VAR shows that one series helps to foretell the other, not why. Two sides that play a game, expect each other's moves or "
    "answer a third can look like an escalation, and weeks hide who moved first (Signorino 1999; Klinenberg, Berman and Klor, "
    "“Timing Is Everything”)."
)


class Trial(Record, frozen=True, kw_only=True):
    """One combination of choices: `chosen_by` names the criteria that choose these lags.

    `p` with F quantiles, `p_bootstrap` by the wild bootstrap, both with HC3 errors (the second is spared, None, where the
    first is above .2). `summed` is the answer over four weeks to
    a week one standard deviation above what was expected, in standard deviations of the answering side's weekly surprises,
    with its 90 % `band`; `summed_same_week` the same where all that both did in one week counts as the other's doing.
    """

    lags: int
    chosen_by: tuple[str, ...]
    levels: Levels
    f: float
    p: float
    p_bootstrap: float | None
    summed: float
    band: tuple[float, float]
    summed_same_week: float


class Step(Record, frozen=True, kw_only=True):
    """The answer `week` weeks later, in standard deviations, with its 90 % band."""

    week: int
    response: float
    low: float
    high: float


class Answer(Record, frozen=True, kw_only=True):
    """Whether `side` answers `to`: the verdict, the trials behind it, and the response week by week of the first trial."""

    side: str
    to: str
    verdict: Verdict
    sentence: str
    trials: tuple[Trial, ...] = ()
    responses: tuple[Step, ...] = ()


class Reciprocity(Record, frozen=True, kw_only=True):
    """Both directions. `weeks` could be used; `same_week` is the correlation of both sides' surprises of one week."""

    a: str
    b: str
    weeks: int
    verdict: Literal["both answer in kind", "one answers in kind", "neither answers", "mixed", "insufficient"]
    sentence: str
    answers: tuple[Answer, ...]
    caveat: str = CAVEAT
    same_week: float | None = None
    needs: str = ""


class _Choice(NamedTuple):
    lags: int
    chosen_by: tuple[str, ...]
    levels: Levels
    others: Floats | None


class _Fitted(NamedTuple):
    choice: _Choice
    var: var.Var
    moving: Floats  # (horizon + 1, 2, 2)
    drawn: Floats  # (draws, horizon + 1, 2, 2)


def reciprocity(
    pair: pd.DataFrame, *, regimes: Iterable[date | str] = (), seed: int = 0, draws: int = DRAWS
) -> Reciprocity:
    """Whether each side answers the other, from weekly series.

    `pair` is indexed by weeks in order, its two columns are named by the sides: a's acts towards b, b's towards a, on the
    sign·√ scale, NaN where not covered. `regimes` are the first days of new regimes. Too short series are "insufficient".
    """
    a, b = (str(name) for name in pair.columns)
    series = pair.to_numpy(dtype=np.float64)
    needs = _missing(series, (a, b))
    if needs:
        return _nothing(a, b, series, needs)
    choices = _choices(series, regime_levels(pair, regimes))
    if not choices:
        return _nothing(a, b, series, UNFIT)
    rng = np.random.default_rng(seed)
    signs = var.draw_signs(len(series), draws, rng)
    fits = [_fitted(choice, series, signs) for choice in choices]
    fewest = min(len(each.var.weeks) for each in fits)
    if fewest < LEAST_FITTED:
        return _nothing(
            a, b, series, f"{LEAST_FITTED} weeks with all weeks before them that matter ({fewest} are there)"
        )
    answers = tuple(_answer((a, b)[target], (a, b)[1 - target], target, fits, signs) for target in (1, 0))
    sigma = fits[0].var.sigma
    same_week = float(sigma[0, 1] / np.sqrt(sigma[0, 0] * sigma[1, 1]))
    verdict, sentence = _together(answers)
    return Reciprocity(
        a=a,
        b=b,
        weeks=len(fits[0].var.weeks),
        verdict=verdict,
        sentence=sentence + _same_week_words(same_week),
        answers=answers,
        same_week=round(same_week, 3),
    )


# ------------------------------------------------------------------------------------------------------------- choices


def regime_levels(pair: pd.DataFrame, regimes: Iterable[date | str]) -> Floats | None:
    """A column of 0 and 1 for each regime after the first, (T, regimes − 1); None without turning points.

    A regime of fewer than 13 usable weeks is joined to the one before.
    """
    import pandas as pd

    firsts = sorted(int(pair.index.searchsorted(pd.Timestamp(day))) for day in regimes)
    return _stairs(pair.to_numpy(dtype=np.float64), firsts)


def _stairs(series: Floats, firsts: Sequence[int]) -> Floats | None:
    usable = np.asarray((~np.isnan(series)).all(axis=1))
    starts = [0]
    for first in firsts:
        if usable[starts[-1] : first].sum() >= LEAST_REGIME and usable[first:].sum() >= LEAST_REGIME:
            starts.append(first)
    if len(starts) == 1:
        return None
    number = np.searchsorted(starts, np.arange(len(series)), side="right") - 1
    return np.asarray(number[:, None] == np.arange(1, len(starts)), dtype=np.float64)


def _choices(series: Floats, regimes: Floats | None) -> tuple[_Choice, ...]:
    """The distinct combinations of lags and levels; none where the series cannot be fitted."""
    most = max(1, min(MOST_LAGS, int((~np.isnan(series)).all(axis=1).sum()) // 15))
    half_years = _stairs(series, range(HALF_YEAR, len(series), HALF_YEAR))
    ways: list[tuple[Levels, Floats | None]] = [("one", None), ("half-years", half_years)]
    if regimes is not None:
        ways.insert(1, ("regimes", regimes))
    found = []
    for levels, others in ways:
        try:
            chosen = var.choose_lags(series, most, others)
        except (ValueError, np.linalg.LinAlgError):
            return ()
        for lags in sorted(set(chosen.values())):
            found.append(_Choice(lags, tuple(name for name, n in chosen.items() if n == lags), levels, others))
    return tuple(found)


def _missing(series: Floats, sides: Sequence[str]) -> str:
    """What the series lack, in words; nothing where they suffice."""
    usable = series[(~np.isnan(series)).all(axis=1)]
    if len(usable) < LEAST_WEEKS:
        return f"{LEAST_WEEKS} covered weeks ({len(usable)} are there)"
    for side, values in zip(sides, usable.T, strict=True):
        active = int(np.sum(values != 0))
        if active < LEAST_ACTIVE:
            return f"acts of {named(side)} in {LEAST_ACTIVE} weeks ({active} are there)"
    return ""


# -------------------------------------------------------------------------------------------------------------- judging


def _fitted(choice: _Choice, series: Floats, signs: Floats) -> _Fitted:
    fitted = var.fit(series, choice.lags, choice.others)
    drawn = var.wild_coefficients(fitted, signs[: len(fitted.weeks)])
    moving, boot = (
        var.responses(var.lag_matrices(coefficients, choice.lags), HORIZON)
        for coefficients in (fitted.coefficients, drawn)
    )
    return _Fitted(choice, fitted, moving, boot)


def _answer(side: str, to: str, target: int, fits: Sequence[_Fitted], signs: Floats) -> Answer:
    trials = tuple(_trial(each, target, signs[: len(each.var.weeks)]) for each in fits)
    verdict = _verdict(trials)
    return Answer(
        side=side,
        to=to,
        verdict=verdict,
        sentence=_sentence(side, to, verdict, trials),
        trials=trials,
        responses=_steps(fits[0], target),
    )


def _trial(fitted: _Fitted, target: int, signs: Floats) -> Trial:
    """One combination tested, and the answer of `target` to a surprise of the other side summed over four weeks."""
    source = 1 - target
    tested, p_bootstrap = var.granger_wild(fitted.var, source, target, signs, given_up_above=GIVEN_UP)
    sizes = np.sqrt(np.diag(fitted.var.sigma))
    own, boot = (each[..., target, source] * sizes[source] / sizes[target] for each in (fitted.moving, fitted.drawn))
    summed = own[1 : SUMMED + 1].sum()
    low, high = _band(boot[:, 1 : SUMMED + 1].sum(axis=1))
    same_week = fitted.var.sigma[target, source] / sizes.prod()
    choice = fitted.choice
    return Trial(
        lags=choice.lags,
        chosen_by=choice.chosen_by,
        levels=choice.levels,
        f=round(tested.f, 6),
        p=round(tested.p, 6),
        p_bootstrap=None if p_bootstrap is None else round(p_bootstrap, 6),
        summed=round(float(summed), 4),
        band=(round(float(low), 4), round(float(high), 4)),
        summed_same_week=round(float(summed + same_week * fitted.moving[1 : SUMMED + 1, target, target].sum()), 4),
    )


def _steps(fitted: _Fitted, target: int) -> tuple[Step, ...]:
    sizes = np.sqrt(np.diag(fitted.var.sigma))
    own, boot = (
        each[..., target, 1 - target] * sizes[1 - target] / sizes[target] for each in (fitted.moving, fitted.drawn)
    )
    low, high = _band(boot)
    return tuple(
        Step(week=h, response=round(float(own[h]), 4), low=round(float(low[h]), 4), high=round(float(high[h]), 4))
        for h in range(1, HORIZON + 1)
    )


def _band(drawn: Floats) -> tuple[Floats, Floats]:
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return low, high


def _shows(trial: Trial) -> bool:
    """Whether both p-values of a trial lie below .05."""
    return trial.p_bootstrap is not None and max(trial.p, trial.p_bootstrap) < ALPHA


def _verdict(trials: Sequence[Trial]) -> Verdict:
    """A verdict only where all trials agree."""
    if all(map(_shows, trials)):
        if all(t.band[0] > 0 and t.summed_same_week > 0 for t in trials):
            return "answers in kind"
        if all(t.band[1] < 0 and t.summed_same_week < 0 for t in trials):
            return "answers contrarily"
    if all(-HARDLY < t.band[0] and t.band[1] < HARDLY for t in trials):
        return "hardly answers"
    return "insufficient"


# ------------------------------------------------------------------------------------------------------------- in words


def _sentence(side: str, to: str, verdict: Verdict, trials: Sequence[Trial]) -> str:
    name = named(side)
    first = trials[0]
    measured = (
        f"a week of {whose(to)} one standard deviation harsher than expected is followed over {SUMMED} weeks by acts of "
        f"{whose(side)} {abs(first.summed):.2f} standard deviations {{how}} ({percent(LEVEL)} band {first.band[0]:.2f} to "
        f"{first.band[1]:.2f})"
    )
    if verdict == "answers in kind":
        return f"{name} answers {whose(to)} acts in kind: {measured.format(how='harsher')}. {_agreeing(trials)}"
    if verdict == "answers contrarily":
        return f"{name} answers {whose(to)} acts contrarily: {measured.format(how='milder')}. {_agreeing(trials)}"
    if verdict == "hardly answers":
        widest = max(max(abs(t.band[0]), abs(t.band[1])) for t in trials)
        return (
            f"{name} hardly answers {whose(to)} acts in the weeks after them: under every choice less than "
            f"{widest:.2f} standard deviations over {SUMMED} weeks."
        )
    return f"Insufficient to say whether {name} answers {whose(to)} acts: {_why_not(trials)}."


def _agreeing(trials: Sequence[Trial]) -> str:
    lags = sorted({t.lags for t in trials})
    told = " and ".join([", ".join(map(str, lags[:-1])), str(lags[-1])]) if len(lags) > 1 else str(lags[0])
    levels = "regimes and half-years" if any(t.levels == "regimes" for t in trials) else "half-years"
    return (
        f"So it is at {told} {'lag' if lags == [1] else 'lags'}, with and without levels for {levels}, with HC3 errors and "
        "the wild bootstrap."
    )


def _why_not(trials: Sequence[Trial]) -> str:
    seen = sum(map(_shows, trials))
    low, high = min(t.band[0] for t in trials), max(t.band[1] for t in trials)
    bands = f"the answer over {SUMMED} weeks may be anything from {low:.2f} to {high:.2f} standard deviations"
    if seen == 0:
        return f"none of {len(trials)} ways to test it shows an answer, and {bands}"
    if seen == len(trials):
        return f"something follows, but its direction is not clear: {bands}"
    return f"{seen} of {len(trials)} ways to test it show an answer, the others do not"


def _together(
    answers: Sequence[Answer],
) -> tuple[Literal["both answer in kind", "one answers in kind", "neither answers", "mixed", "insufficient"], str]:
    verdicts = [answer.verdict for answer in answers]
    sentence = " ".join(answer.sentence for answer in answers)
    if verdicts == ["answers in kind"] * 2:
        return "both answer in kind", sentence
    if set(verdicts) <= {"insufficient", "hardly answers"} and "insufficient" in verdicts:
        return "insufficient", sentence
    if verdicts == ["hardly answers"] * 2:
        return "neither answers", sentence
    return ("one answers in kind" if "answers in kind" in verdicts else "mixed"), sentence


def _same_week_words(correlation: float) -> str:
    if abs(correlation) < 0.2:
        return ""
    return (
        f" Within one week both move {'together' if correlation > 0 else 'against each other'} (correlation "
        f"{correlation:.2f}); who began, weekly series cannot tell."
    )


def _nothing(a: str, b: str, series: Floats, needs: str) -> Reciprocity:
    sentence = f"Insufficient to say who answers whom: needed are {needs}."
    answers = tuple(
        Answer(side=side, to=to, verdict="insufficient", sentence=sentence) for side, to in ((b, a), (a, b))
    )
    weeks = int((~np.isnan(series)).all(axis=1).sum())
    return Reciprocity(a=a, b=b, weeks=weeks, verdict="insufficient", sentence=sentence, answers=answers, needs=needs)
