"""How tense a pair is: the mean of its last four weeks, beside its own past.

The scale. A week's score is the sum of the Goldstein values of what the two sides did to each other (-10 an attack … +10 aid in
arms), each act once, at a usual volume of news; then sign·√, so that one week of very many reports does not outweigh a year. Tension
is the mean of four such weeks with the sign turned: more is tenser, 0 is balance. It counts what is reported, so its size depends on
the source; comparable across pairs and sources is only `above`: how far the four weeks lie above the median of the pair's own past
(up to five years, the four weeks left out), in robust sd of that past. The words go by `above`; thresholds in tension.toml.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from detente.dynamics.names import named, percent
from detente.dynamics.series import Dyad
from detente.records import Record

WEEKS: Final = 4
"""Tension is the mean of so many weeks; two of them have to be covered."""
LEAST_WEEKS: Final = 2
PAST: Final = 260
"""Weeks of the pair's own past it is compared with: five years."""
LEAST_PAST: Final = 26
"""With fewer covered weeks of past nothing is called usual or unusual."""
_TO_SD: Final = 1.4826  # of a median absolute deviation to a standard deviation, for a normal distribution


class Tension(Record, frozen=True, kw_only=True):
    """Tension in the four weeks that end with `week` (the Monday of the last one).

    `value` on the sign·√ scale, more is tenser; `above` in sd of the pair's own past; `rank` the share of its past that was calmer;
    `four_weeks_ago` and `year_ago` the same value then. None where there is too little; `band` is then "insufficient".
    """

    week: str | None
    band: str
    sentence: str
    value: float | None = None
    above: float | None = None
    rank: float | None = None
    usual: float | None = None
    four_weeks_ago: float | None = None
    year_ago: float | None = None
    weeks_covered: int = 0
    acts: tuple[str, ...] = ()


def tension_series(dyad: Dyad) -> pd.DataFrame:
    """By week: `value`, `usual` (median of the past), `spread` (its sd), `above`; NaN where too little is covered."""
    weekly = -dyad.weekly().both("root")
    value = weekly.rolling(WEEKS, min_periods=LEAST_WEEKS).mean()
    usual, spread = _past(np.asarray(weekly, dtype=np.float64))
    made = pd.DataFrame({"value": value, "usual": usual, "spread": spread}, index=weekly.index)
    made["above"] = (made["value"] - made["usual"]) / made["spread"]
    return made


def tension(dyad: Dyad) -> Tension:
    """Tension at the end of the series."""
    table = tension_series(dyad)
    if table.empty or np.isnan(table["value"].iloc[-1]):
        why = f"fewer than {LEAST_WEEKS} of the last {WEEKS} weeks are covered"
        return Tension(week=None, band="insufficient", sentence=f"Insufficient to speak of tension: {why}.")
    covered = int(dyad.weekly().both("root").notna().sum())
    last = table.iloc[-1]
    week = pd.DatetimeIndex(table.index)[-1].date()
    past = table["value"].iloc[:-WEEKS].dropna().iloc[-PAST:]
    enough = not np.isnan(last["above"])
    then = [_at(table, back) for back in (4, 52)]
    band = band_of(float(last["above"])) if enough else "insufficient"
    value = float(last["value"])
    return Tension(
        week=str(week),
        band=band,
        sentence=_sentence(dyad, value, band, float((past < value).mean()) if enough else None, then, covered),
        value=round(value, 3),
        above=round(float(last["above"]), 3) if enough else None,
        rank=round(float((past < value).mean()), 3) if enough else None,
        usual=round(float(last["usual"]), 3) if enough else None,
        four_weeks_ago=then[0],
        year_ago=then[1],
        weeks_covered=covered,
        acts=tuple(a.id for a in dyad.acts_of((week - pd.Timedelta(weeks=WEEKS - 1)), (week + pd.Timedelta(days=6)))),
    )


def band_of(above: float) -> str:
    """The word for so many sd above the usual."""
    return [word for word, least in bands() if above >= least][-1]


@cache
def bands() -> tuple[tuple[str, float], ...]:
    """The words with their least values, calmest first."""
    table = tomllib.loads(files(__package__).joinpath("tension.toml").read_text("utf-8"))
    return tuple((str(entry["word"]), float(entry["from"])) for entry in table["band"])


def _past(weekly: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """For each week the median of the weeks before its four and their robust sd (plain sd where half of them are equal)."""
    n = len(weekly)
    padded = np.concatenate([np.full(PAST + WEEKS, np.nan), weekly])
    windows = np.lib.stride_tricks.sliding_window_view(padded, PAST)[1 : n + 1]
    enough = np.sum(~np.isnan(windows), axis=1) >= LEAST_PAST
    usual, spread = np.full(n, np.nan), np.full(n, np.nan)
    if enough.any():
        chosen = windows[enough]
        middle = _medians(chosen)
        robust = _TO_SD * _medians(np.abs(chosen - middle[:, None]))
        plain = np.nanstd(chosen, axis=1)
        usual[enough], spread[enough] = middle, np.where(robust > 0, robust, np.where(plain > 0, plain, np.nan))
    return usual, spread


def _medians(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The median of each row without its NaN, as `np.nanmedian`, which takes the rows one by one."""
    ordered = np.sort(rows, axis=1)  # NaN last
    known = np.sum(~np.isnan(rows), axis=1)
    row = np.arange(len(rows))
    return np.asarray((ordered[row, (known - 1) // 2] + ordered[row, known // 2]) / 2)


def _at(table: pd.DataFrame, weeks_back: int) -> float | None:
    if len(table) <= weeks_back:
        return None
    value = float(table["value"].iloc[-1 - weeks_back])
    return None if np.isnan(value) else round(value, 3)


def _sentence(dyad: Dyad, value: float, band: str, rank: float | None, then: list[float | None], covered: int) -> str:
    """ "Tension between India and Pakistan is high: tenser than 97 % of its last five years; tenser than 4 weeks ago …"."""
    pair = f"{named(dyad.a)} and {named(dyad.b)}"
    if rank is None:
        start = (
            f"Too little past to say whether tension between {pair} is usual: {covered} weeks covered, "
            f"{LEAST_PAST + WEEKS} needed. It stands at {value:.1f}"
        )
    else:
        start = f"Tension between {pair} is {band}: tenser than {percent(rank)} of its own past"
    whens = ("4 weeks ago", "52 weeks ago")
    known = [(before, when) for before, when in zip(then, whens, strict=True) if before is not None]
    compared = [f"{_than(value, before)} {when} ({before:.1f})" for before, when in known]
    missing = [when for before, when in zip(then, whens, strict=True) if before is None]
    compared += [f"there is nothing to compare it with of {' and '.join(missing)}"] if missing else []
    now = f" ({value:.1f})" if rank is not None else ""
    return f"{start}{now}; {', '.join(compared)}."


def _than(value: float, before: float) -> str:
    if abs(value - before) < 0.5:
        return "about as tense as"
    return "tenser than" if value > before else "calmer than"
