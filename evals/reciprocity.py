"""How often reciprocity is found where it is and where it is not. Run: `PYTHONPATH=src python -m evals.reciprocity [--worlds 200]`.

Worlds of two weekly series are simulated from written-down rules and judged by `detente.dynamics.reciprocity`. A row: the
world, weeks, how often side B was found to answer A "in kind", "contrarily" and "hardly", and how often a classical F test at
the lags AIC chooses would have claimed an answer (p < .05, either sign). Where nobody answers, "in kind" is a false alarm; in
the worlds marked *, nobody answers either, but a VAR cannot know: they show how far its verdict can be trusted. Every number
comes from a seed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from detente.dynamics import var
from detente.dynamics.reciprocity import reciprocity
from detente.dynamics.var import Floats

LENGTHS: Final = (104, 260, 520)
RUN_IN: Final = 100
World = Callable[[np.random.Generator, int], Floats]


def answering(
    strength: float, *, own: float = 0.4, same_week: float = 0.3, scatter: Callable[..., Floats] | None = None
) -> World:
    """B adds `strength` × A's last week to its own habit; A does what it did. `scatter` (T,) is the size of a week's surprises."""

    def made(rng: np.random.Generator, weeks: int) -> Floats:
        e = _surprises(rng, weeks + RUN_IN, same_week)
        if scatter is not None:
            e = e * scatter(rng, weeks + RUN_IN)[:, None]
        y = np.zeros_like(e)
        for t in range(1, len(y)):
            y[t, 0] = own * y[t - 1, 0] + e[t, 0]
            y[t, 1] = own * y[t - 1, 1] + strength * y[t - 1, 0] + e[t, 1]
        return y[RUN_IN:]

    return made


def _surprises(rng: np.random.Generator, weeks: int, same_week: float) -> Floats:
    """Heavy-tailed surprises (Student, 5 degrees of freedom), correlated within the week, of variance 1."""
    e = rng.standard_t(5, size=(weeks, 2)) / np.sqrt(5 / 3)
    e[:, 1] = same_week * e[:, 0] + np.sqrt(1 - same_week**2) * e[:, 1]
    return np.asarray(e)


def storms(rng: np.random.Generator, weeks: int) -> Floats:
    """Calm and war for both: log size of surprises follows an AR(1), from a third to three times the usual."""
    z = np.zeros(weeks)
    for t in range(1, weeks):
        z[t] = 0.9 * z[t - 1] + 0.35 * rng.standard_normal()
    return np.asarray(np.exp(np.clip(z, -1.1, 1.1)))


def shifted(known: bool) -> World:
    """Nobody answers, but both turn harsher by two standard deviations after 60 % of the weeks; `known` tells the rule so."""

    def made(rng: np.random.Generator, weeks: int) -> Floats:
        y = answering(0.0)(rng, weeks)
        y[_turn(weeks) :] -= 2.0
        return y

    made.__name__ = "known" if known else "unknown"
    return made


def _turn(weeks: int) -> int:
    return int(weeks * 0.6)


def sparse(strength: float) -> World:
    """Three weeks of four B and A do nothing that is reported: small acts fall under the threshold of news."""

    def made(rng: np.random.Generator, weeks: int) -> Floats:
        y = answering(strength)(rng, weeks)
        return np.where(np.abs(y) < 1.2, 0.0, y)

    return made


def driven(rng: np.random.Generator, weeks: int) -> Floats:
    """Neither answers the other; both follow a third (a patron, an election), B a week after A."""
    z, y = np.zeros(weeks + RUN_IN + 1), rng.standard_normal((weeks + RUN_IN + 1, 2))
    for t in range(1, len(z)):
        z[t] = 0.6 * z[t - 1] + rng.standard_normal()
        y[t] += (z[t], z[t - 1])
    return y[RUN_IN + 1 :]


def bargain(rng: np.random.Generator, weeks: int) -> Floats:
    """A game: A plans its acts a week ahead and B, who learns of the plan, acts first, to be ahead of what it expects.

    Who looks as if answering is the one that began: A's acts follow B's. B's score is 0.7 × A's coming act.
    """
    plans = np.zeros(weeks + RUN_IN + 1)
    for t in range(1, len(plans)):
        plans[t] = 0.4 * plans[t - 1] + rng.standard_normal()
    e = rng.standard_normal((weeks + RUN_IN + 1, 2)) * 0.7
    a, b = plans[:-1] + e[:-1, 0], 0.7 * plans[1:] + e[:-1, 1]
    return np.column_stack([b, a])[RUN_IN:]  # the pre-empting side stands first: "does the second answer it?"


def late(rng: np.random.Generator, weeks: int) -> Floats:
    """B pays every act of A back, but at a time of its choosing, one to eight weeks later: true reciprocity, hard to see."""
    a = np.where(rng.random(weeks + RUN_IN) < 0.3, -rng.exponential(2.0, weeks + RUN_IN), 0.0)
    b = rng.standard_normal(weeks + RUN_IN) * 0.7
    for t in np.nonzero(a)[0]:
        paid = t + rng.integers(1, 9)
        if paid < len(b):
            b[paid] += a[t]
    return np.column_stack([a + rng.standard_normal(len(a)) * 0.3, b])[RUN_IN:]


WORLDS: Final[Sequence[tuple[str, World]]] = (
    ("nobody answers", answering(0.0)),
    ("nobody answers, long memory (.9)", answering(0.0, own=0.9)),
    ("nobody answers, together within the week (.7)", answering(0.0, same_week=0.7)),
    ("nobody answers, calm and war", answering(0.0, scatter=storms)),
    ("nobody answers, most weeks empty", sparse(0.0)),
    ("nobody answers, both turn harsher, turning point known", shifted(True)),
    ("nobody answers, both turn harsher, turning point unknown *", shifted(False)),
    ("both follow a third, B a week later *", driven),
    ("a game: B acts before A's act that it expects *", bargain),
    ("B answers, .1", answering(0.1)),
    ("B answers, .2", answering(0.2)),
    ("B answers, .3", answering(0.3)),
    ("B answers, .3, calm and war", answering(0.3, scatter=storms)),
    ("B answers, .3, most weeks empty", sparse(0.3)),
    ("B answers contrarily, -.3", answering(-0.3)),
    ("B answers in full, one to eight weeks later", late),
)


def judged(world: World, weeks: int, *, worlds: int, seed: int) -> dict[str, float]:
    """Shares of the verdicts "B answers A" over so many simulated worlds, and of the classical test's claims."""
    counts = {"answers in kind": 0, "answers contrarily": 0, "hardly answers": 0, "insufficient": 0}
    classical = 0
    index = pd.date_range("2001-01-01", periods=weeks, freq="W-MON")
    for n in range(worlds):
        rng = np.random.default_rng([seed, weeks, n])
        series = world(rng, weeks)
        turn = [str(index[_turn(weeks)].date())] if world.__name__ == "known" else []
        found = reciprocity(pd.DataFrame(series, index=index, columns=["A", "B"]), regimes=turn, seed=n)
        counts[next(answer.verdict for answer in found.answers if answer.side == "B")] += 1
        lags = var.choose_lags(series, 8)["AIC"]
        classical += var.granger(var.fit(series, lags), 0, 1).p < 0.05
    return {name: round(count / worlds, 3) for name, count in counts.items()} | {
        "classical": round(classical / worlds, 3)
    }


def table(rows: Sequence[dict[str, Any]]) -> str:
    """The rows as Markdown."""
    lines = ["| world | weeks | in kind | contrarily | hardly | classical F test |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {r['world']} | {r['weeks']} | {r['answers in kind']:.3f} | {r['answers contrarily']:.3f} | "
        f"{r['hardly answers']:.3f} | {r['classical']:.3f} |"
        for r in rows
    ]
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Simulate all worlds and show the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--worlds", type=int, default=200, help="simulated worlds a row")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="also write the rows there")
    given = parser.parse_args(argv)
    rows = [
        {"world": name, "weeks": weeks} | judged(world, weeks, worlds=given.worlds, seed=given.seed)
        for name, world in WORLDS
        for weeks in LENGTHS
    ]
    print(table(rows))
    if given.json:
        given.json.write_text(json.dumps({"worlds": given.worlds, "seed": given.seed, "rows": rows}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
