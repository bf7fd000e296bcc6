"""Daily and weekly series of a pair: what each side did to the other, on the Goldstein scale and in counts.

    dyad = series(acts, "IND", "PAK", coverage=coverage)   # of acts (see `acts`), daily
    dyad = of_values(frame, "IND", "PAK")                  # of scores somebody else added up (a CSV file)
    week = dyad.weekly()
    week.pair("root")                                      # the two columns a VAR wants: "IND", "PAK"

A day nobody reported on is missing (NaN), not calm: `covered` says how much of a period reports cover. Scores are scaled to a
usual volume of news (`scaled`), then brought to the sign·√ scale (`root`), on which a few days of very many reports do not
outweigh all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from detente.records import EventType, Record

Floats = npt.NDArray[np.float64]
Step = Literal["day", "week"]
Quad = Literal["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]
QUADS: Final[tuple[Quad, ...]] = get_args(Quad)
Measure = Literal[
    "score", "scaled", "root", "count", "hostile", "claimed",
    "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict",
]  # fmt: skip
"""Of a period and a direction: `score` sum of Goldstein values × weights · `scaled` the same at a usual volume of news · `root`
sign(scaled)·√|scaled| · `count` acts · `hostile` acts that escalate · `claimed` those of `count` on somebody's word only · and
how many acts each quad of PLOVER has."""
COUNTS: Final[tuple[Measure, ...]] = ("count", "hostile", "claimed", *QUADS)

_QUAD_TYPES: Final[Mapping[Quad, tuple[EventType, ...]]] = {
    "verbal_cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material_cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal_conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material_conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
QUAD: Final[Mapping[EventType, Quad]] = {kind: quad for quad, kinds in _QUAD_TYPES.items() for kind in kinds}
"""The quad of each PLOVER type (PLOVER codebook, 2019)."""
NOT_HOSTILE: Final = frozenset({"REQUEST"})
"""Verbal conflict in PLOVER, but no hostile act: to ask for something harms nobody."""

LEAST_COVERED: Final = 0.5
"""A week less than half of whose days were covered is missing. A judgement: three days say little of seven."""
VOLUME_SPAN: Final[Mapping[Step, int]] = {"day": 364, "week": 52}
"""The usual volume of news is the median of the last year up to the period itself: nothing of the future enters."""
VOLUME_BOUNDS: Final = (0.25, 4.0)
"""Scores are never scaled by more than four: a day with one report is not worth a hundred."""


class Act(Record, frozen=True, kw_only=True):
    """One happening between two sides, counted once however many reports tell of it.

    `weight` is what its score counts for: 1 where a reporter or the doer says so, less where only others claim it (acts.toml).
    `tellings` are "article/event", so that each number of a series can be followed back to its sentences.
    """

    id: str
    day: str
    source: str
    target: str
    type: EventType
    score: float
    weight: float = 1.0
    claimed: bool = False
    quote: str = ""
    place: str | None = None
    tellings: tuple[str, ...] = ()

    @property
    def quad(self) -> Quad:
        """The quad of PLOVER its type belongs to."""
        return QUAD[self.type]

    @property
    def hostile(self) -> bool:
        """Whether it is a hostile act, in word or deed."""
        return self.quad.endswith("conflict") and self.type not in NOT_HOSTILE


@dataclass(frozen=True)
class Coverage:
    """Where reports look: the days they cover, and how many reports of all kinds came out on each day."""

    days: frozenset[date]
    volume: Mapping[date, float]


@dataclass(frozen=True, eq=False)
class Dyad:
    """The series of a pair.

    `frame` has one row a period, without gaps, indexed by the day the period begins on (weeks begin on Mondays), and columns
    "ab_score" (what `a` did to `b`), "ba_score" and so on for every `Measure` there is, with `covered` (share of the days
    covered, 0 to 1) and `volume` (reports of all kinds; NaN where not known). Measures of uncovered periods are NaN.
    An undirected series (`directed` false) has columns "both_score" … instead.
    """

    a: str
    b: str
    step: Step
    frame: pd.DataFrame
    acts: tuple[Act, ...] = ()
    directed: bool = True
    scale: str = "goldstein-cameo"
    left_out: int = 0  # acts without a day

    @property
    def directions(self) -> tuple[str, ...]:
        """The prefixes of the columns."""
        return ("ab", "ba") if self.directed else ("both",)

    def has(self, measure: Measure) -> bool:
        """Whether there is such a measure: series of others' scores have no counts."""
        return f"{self.directions[0]}_{measure}" in self.frame

    def pair(self, measure: Measure = "root") -> pd.DataFrame:
        """One measure in both directions: columns `a` (a's acts to b) and `b` (b's to a); ValueError when undirected."""
        if not self.directed:
            raise ValueError(f"{self.a}-{self.b} is an undirected series: it does not say who did what to whom")
        found = self.frame[[f"ab_{measure}", f"ba_{measure}"]]
        return found.set_axis([self.a, self.b], axis=1)

    def both(self, measure: Measure = "root") -> pd.Series[float]:
        """One measure of the pair as a whole: the sum of both directions, of `root` the sign·√ of the summed scores."""
        if measure == "root":
            return signed_root(self.both("scaled"))
        columns = [self.frame[f"{way}_{measure}"] for way in self.directions]
        return sum(columns[1:], columns[0]).rename(measure)

    def weekly(self) -> Dyad:
        """The same by weeks (Monday to Sunday); of partly covered weeks the days covered stand for the others."""
        if self.step == "week":
            return self
        frame = self.frame
        grouped = frame.groupby(_mondays(pd.DatetimeIndex(frame.index)))
        known = grouped["covered"].sum()
        sums = grouped.sum(min_count=1)
        enough = known >= LEAST_COVERED * 7
        values = [c for c in frame.columns if c not in ("covered", "volume") and not c.endswith(("_scaled", "_root"))]
        weekly = sums[values].mul(7 / known.where(enough), axis=0)
        weekly["covered"] = known / 7
        weekly["volume"] = sums["volume"]
        weekly.index.name = frame.index.name
        return self._with(_scaled(weekly, "week", self.directions), "week")

    def between(self, first: str | date | None = None, last: str | date | None = None) -> Dyad:
        """The periods from `first` to `last`, both included."""
        cut = self.frame.loc[None if first is None else str(first) : None if last is None else str(last)]
        return self._with(cut, self.step)

    def acts_of(self, first: date, last: date) -> tuple[Act, ...]:
        """The acts of these days, both included."""
        return tuple(act for act in self.acts if str(first) <= act.day <= str(last))

    def _with(self, frame: pd.DataFrame, step: Step) -> Dyad:
        return Dyad(self.a, self.b, step, frame, self.acts, self.directed, self.scale, self.left_out)


def signed_root(values: pd.Series[float]) -> pd.Series[float]:
    """sign(x)·√|x|: the scale on which sums of very uneven days can be compared."""
    return pd.Series(np.sign(values) * np.sqrt(np.abs(values)), index=values.index)


def _mondays(days: pd.DatetimeIndex) -> pd.DatetimeIndex:
    """The first day of each day's week."""
    numbers = days.to_numpy().astype("datetime64[D]").astype(np.int64)
    return pd.DatetimeIndex((numbers - (numbers + 3) % 7).astype("datetime64[D]"))  # day 0, 1970-01-01, was a Thursday


# ------------------------------------------------------------------------------------------------------------ making


def series(acts: Iterable[Act], a: str, b: str, *, coverage: Coverage, left_out: int = 0) -> Dyad:
    """The daily series of the acts between two sides ("PAK", "Hezbollah"); others are passed over.

    The days are those from the first to the last covered one. A day with an act is covered, whatever `coverage` says of it.
    """
    ways = {(a, b): 0, (b, a): 1}
    chosen = sorted((act for act in acts if (act.source, act.target) in ways), key=lambda act: (act.day, act.id))
    covered = coverage.days | {date.fromisoformat(act.day) for act in chosen}
    if not covered:
        return Dyad(a, b, "day", _empty(), (), left_out=left_out)
    index = pd.date_range(min(covered), max(covered), freq="D", name="day")
    start = index[0].toordinal()
    days = np.array([date.fromisoformat(act.day).toordinal() - start for act in chosen], dtype=np.intp)
    way = np.array([ways[act.source, act.target] for act in chosen], dtype=np.intp)
    frame = pd.DataFrame(_sums(chosen, days, way, len(index)), index=index)
    inside = np.zeros(len(index))
    inside[[day.toordinal() - start for day in covered]] = 1.0
    frame.loc[inside == 0] = np.nan
    frame["covered"] = inside
    frame["volume"] = (
        pd.Series(coverage.volume, dtype=float).reindex(index.date).to_numpy() if coverage.volume else np.nan
    )
    return Dyad(a, b, "day", _scaled(frame, "day", ("ab", "ba")), tuple(chosen), left_out=left_out)


def of_values(
    values: pd.DataFrame,
    a: str,
    b: str,
    *,
    step: Step = "day",
    volume: Sequence[float] | None = None,
    scale: str = "given",
) -> Dyad:
    """The series of Goldstein sums that somebody else added up.

    `values` is indexed by dates; two columns are a's acts to b and b's to a, one column is both together (undirected). Days (or
    weeks) that are not in the index, and NaN, are not covered. `volume` is the volume of news of each row, where it is known.
    """
    ways = ("ab", "ba") if values.shape[1] == 2 else ("both",)
    if values.shape[1] != len(ways):
        raise ValueError(f"one column (undirected) or two (each direction) are needed, not {values.shape[1]}")
    index = pd.DatetimeIndex(values.index)
    frame = pd.DataFrame(
        {f"{way}_score": values.iloc[:, n].to_numpy(dtype=float) for n, way in enumerate(ways)}, index=index
    )
    frame["volume"] = np.nan if volume is None else np.asarray(volume, dtype=float)
    if step == "day":
        frame = frame.reindex(pd.date_range(index.min(), index.max(), freq="D"))
    frame.index.name = "day"
    frame["covered"] = frame[[f"{way}_score" for way in ways]].notna().all(axis=1).astype(float)
    return Dyad(a, b, step, _scaled(frame, step, ways), directed=len(ways) == 2, scale=scale)


def _sums(acts: Sequence[Act], days: npt.NDArray[np.intp], way: npt.NDArray[np.intp], n_days: int) -> dict[str, Floats]:
    """Per direction and measure the sums of each day."""
    quads = np.array([QUADS.index(act.quad) for act in acts], dtype=np.intp)
    weights: dict[str, Floats] = {
        "score": np.array([act.score * act.weight for act in acts]),
        "count": np.ones(len(acts)),
        "hostile": np.array([float(act.hostile) for act in acts]),
        "claimed": np.array([float(act.claimed) for act in acts]),
    }
    weights |= {quad: (quads == n).astype(float) for n, quad in enumerate(QUADS)}
    return {
        f"{prefix}_{name}": np.bincount(days[way == n], weights=weight[way == n], minlength=n_days).astype(float)
        for n, prefix in enumerate(("ab", "ba"))
        for name, weight in weights.items()
    }


def _scaled(frame: pd.DataFrame, step: Step, ways: tuple[str, ...]) -> pd.DataFrame:
    """With the scores at a usual volume of news, and these on the sign·√ scale."""
    volume = frame["volume"].where(frame["volume"] > 0)
    usual = volume.rolling(VOLUME_SPAN[step], min_periods=1).median()
    factor = (usual / volume).clip(*VOLUME_BOUNDS).fillna(1.0)
    frame = frame.copy()
    for way in ways:
        frame[f"{way}_scaled"] = frame[f"{way}_score"] * factor
        frame[f"{way}_root"] = signed_root(frame[f"{way}_scaled"])
    return frame


def _empty() -> pd.DataFrame:
    names = [f"{way}_{name}" for way in ("ab", "ba") for name in get_args(Measure)] + ["covered", "volume"]
    return pd.DataFrame({name: pd.Series(dtype=float) for name in names}, index=pd.DatetimeIndex([], name="day"))
