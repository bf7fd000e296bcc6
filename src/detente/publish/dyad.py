"""One pair of rivals on one page, as records: what is drawn, printed and written by `dyad_plot`, `dyad_page`, `dyad_terminal`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Literal

import numpy as np
import pandas as pd

from detente.dynamics import Posture, Standing, credibility, posture
from detente.dynamics.hawkes import Side, hawkes
from detente.dynamics.names import named
from detente.dynamics.reciprocity import Reciprocity, reciprocity
from detente.dynamics.series import Act, Dyad
from detente.dynamics.tension import Tension, tension, tension_series
from detente.dynamics.turning_points import TurningPoint, turning_points
from detente.ledger import Ledger
from detente.ledger.moves import LIVE, pair, signal_words
from detente.ledger.words import state_words
from detente.publish.dates import readable
from detente.records import Commitment, Reading, Record, SignalKind, State

KINDS: Final = frozenset({"offer", "threat", "pledge", "acceptance"})
"""Commitments that are marked in the picture."""
HEAVIEST: Final = 12
"""So many acts are listed, those with the largest scores."""


class Day(Record, frozen=True, kw_only=True):
    """One period of the series: scores of each direction and of both (None where not covered), both on the sign·√ scale (`root`),
    and the tension of the weeks up to it."""

    day: str
    covered: float
    a_score: float | None = None
    b_score: float | None = None
    both_score: float | None = None
    root: float | None = None
    tension: float | None = None
    usual: float | None = None
    spread: float | None = None


class Word(Record, frozen=True, kw_only=True):
    """A commitment between the two, with where it stands."""

    row: str
    side: str
    kind: SignalKind
    state: State
    state_words: str
    live: bool
    sentence: str
    article: str
    first_said: str | None = None
    last_said: str | None = None


class Covered(Record, frozen=True, kw_only=True):
    """What the numbers rest on."""

    first: str | None
    last: str | None
    days: int
    days_covered: int
    reports: int
    acts: int
    claimed: int
    left_out: int
    scale: str
    directed: bool
    volume_known: bool
    sentence: str


class DyadPage(Record, frozen=True, kw_only=True):
    """Everything of the picture; each number names its acts or rows."""

    a: str
    b: str
    name_a: str
    name_b: str
    title: str
    step: Literal["day", "week"]
    tension: Tension
    sides: tuple[Side, ...]
    postures: tuple[Posture, ...]
    reciprocity: Reciprocity | None
    turning_points: tuple[TurningPoint, ...]
    move: str
    move_row: str | None
    words: tuple[Word, ...]
    credibility: tuple[Standing, ...]
    coverage: Covered
    acts: tuple[Act, ...]
    days: tuple[Day, ...]
    weeks: tuple[Day, ...]
    seed: int


def compose_dyad(
    dyad: Dyad,
    *,
    readings: Sequence[Reading] = (),
    ledger: Ledger | None = None,
    seed: int = 0,
    draws: int | None = None,
) -> DyadPage:
    """The page of a pair: of its series, and of the readings and the ledger behind it where there are any."""
    points = turning_points(dyad)
    rows = [row for row in (ledger.rows if ledger else ()) if _between(row, dyad)]
    move = _move(ledger, dyad)
    return DyadPage(
        a=dyad.a,
        b=dyad.b,
        name_a=named(dyad.a),
        name_b=named(dyad.b),
        title=f"{named(dyad.a)} and {named(dyad.b)}",
        step=dyad.step,
        tension=tension(dyad),
        sides=hawkes(dyad, seed=seed) if draws is None else hawkes(dyad, seed=seed, draws=draws),
        postures=tuple(_postures(dyad, readings, ledger)),
        reciprocity=_reciprocity(dyad, points, seed),
        turning_points=points,
        move=move[0],
        move_row=move[1],
        words=tuple(map(_word, sorted(rows, key=lambda row: (row.first_said or "", row.id)))),
        credibility=tuple(_standings(ledger, dyad)),
        coverage=_covered(dyad, readings),
        acts=dyad.acts,
        days=tuple(_days(dyad)) if dyad.step == "day" else (),
        weeks=tuple(_weeks(dyad)),
        seed=seed,
    )


def heaviest(page: DyadPage) -> tuple[Act, ...]:
    """The acts that weigh most, in order of their days."""
    return tuple(sorted(by_weight(page)[:HEAVIEST], key=lambda act: (act.day, act.id)))


def by_weight(page: DyadPage) -> list[Act]:
    """All acts: those with the largest weighted scores first, of equal ones those told by most, then the newest."""
    newest = sorted(page.acts, key=lambda act: (act.day, act.id), reverse=True)
    return sorted(newest, key=lambda act: (-abs(act.score * act.weight), -len(act.tellings)))


# -------------------------------------------------------------------------------------------------------- the parts


def _postures(dyad: Dyad, readings: Sequence[Reading], ledger: Ledger | None) -> Iterable[Posture]:
    """What the reports themselves say of who reacts; only for sides of one party."""
    if ledger is None or not readings:
        return
    for side, rival in ((dyad.a, dyad.b), (dyad.b, dyad.a)):
        if "+" not in side + rival:
            yield posture(readings, ledger, side, rival)


def _reciprocity(dyad: Dyad, points: Sequence[TurningPoint], seed: int) -> Reciprocity | None:
    if not dyad.directed:
        return None
    regimes = [date.fromisoformat(one.date) for one in points if one.kind == "level"]
    return reciprocity(dyad.weekly().pair("root"), regimes=regimes, seed=seed)


def _between(row: Commitment, dyad: Dyad) -> bool:
    sides = pair(row)
    a, b = set(dyad.a.split("+")), set(dyad.b.split("+"))
    return sides is not None and any({x, y} == set(sides) for x in a for y in b)


def _move(ledger: Ledger | None, dyad: Dyad) -> tuple[str, str | None]:
    if ledger is None:
        return "Whose move it is cannot be said without reports: series of scores hold no commitments.", None
    a, b = set(dyad.a.split("+")), set(dyad.b.split("+"))
    found = [move for move in ledger.moves if any({x, y} == set(move.sides) for x in a for y in b)]
    if not found:
        return "No offer, threat or pledge between the two was found: it is nobody's move.", None
    return " ".join(move.sentence for move in found), found[0].row


def _word(row: Commitment) -> Word:
    return Word(
        row=row.id,
        side=row.signal.speaker.side,
        kind=row.signal.kind,
        state=row.state,
        state_words=state_words(row.signal.kind, row.state),
        live=row.state in LIVE,
        sentence=signal_words(row.signal),
        article=row.article,
        first_said=row.first_said,
        last_said=row.last_said,
    )


def _standings(ledger: Ledger | None, dyad: Dyad) -> Iterable[Standing]:
    if ledger is None:
        return
    found = credibility(ledger)
    for side, rival in ((dyad.a, dyad.b), (dyad.b, dyad.a)):
        yield from (one for one in found if one.side in side.split("+") and one.rival in rival.split("+"))


def _covered(dyad: Dyad, readings: Sequence[Reading]) -> Covered:
    frame = dyad.frame
    covered = int((frame["covered"] > 0).sum())
    first, last = (str(pd.Timestamp(frame.index[n]).date()) if len(frame) else None for n in (0, -1))
    claimed = sum(act.claimed for act in dyad.acts)
    scaled = bool(frame["volume"].notna().any())
    unit = "days" if dyad.step == "day" else "weeks"
    parts = [f"{covered} of {len(frame)} {unit} are covered"]
    if first and last:
        parts[0] += f", {readable(first)} to {readable(last)}"
    if dyad.acts or readings:
        acts = f"{len(dyad.acts)} acts"
        acts += f", {claimed} of them on somebody's word only" if claimed else ""
        parts.append(f"{acts}; {len(readings)} reports or records were given")
    if dyad.left_out:
        parts.append(f"{dyad.left_out} acts whose day is not known are left out")
    if not dyad.directed:
        parts.append("the series does not say who did what to whom")
    parts.append(
        f"scores are {'' if scaled else 'not '}scaled to the volume of news{'' if scaled else ', which is not known'}"
    )
    return Covered(
        first=first,
        last=last,
        days=len(frame),
        days_covered=covered,
        reports=len(readings),
        acts=len(dyad.acts),
        claimed=claimed,
        left_out=dyad.left_out,
        scale=dyad.scale,
        directed=dyad.directed,
        volume_known=scaled,
        sentence="; ".join(parts) + f". {unit.capitalize()} nobody reported on are missing, not calm.",
    )


def _days(dyad: Dyad) -> Iterable[Day]:
    return _periods(dyad, pd.DataFrame(index=dyad.frame.index, columns=["value", "usual", "spread"], dtype=float))


def _weeks(dyad: Dyad) -> Iterable[Day]:
    return _periods(dyad.weekly(), tension_series(dyad))


def _periods(dyad: Dyad, tense: pd.DataFrame) -> Iterable[Day]:
    frame = dyad.frame
    scores = {way: frame[f"{way}_score"].tolist() for way in dyad.directions}
    nothing = [float("nan")] * len(frame)
    both, root = dyad.both("score").tolist(), dyad.both("root").tolist()
    columns = [tense[name].tolist() for name in ("value", "usual", "spread")]
    for n, (day, covered) in enumerate(zip(pd.DatetimeIndex(frame.index), frame["covered"].tolist(), strict=True)):
        value, usual, spread = (_number(column[n]) for column in columns)
        yield Day(
            day=str(day.date()),
            covered=round(float(covered), 3),
            a_score=_number(scores.get("ab", nothing)[n]),
            b_score=_number(scores.get("ba", nothing)[n]),
            both_score=_number(both[n]),
            root=_number(root[n]),
            tension=value,
            usual=usual,
            spread=spread,
        )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 3)
