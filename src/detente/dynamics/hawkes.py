"""Who begins and who answers: a bivariate Hawkes process of the hostile acts of two sides.

The rate of a side's hostile acts is a base (its initiative) plus what its own recent acts add (momentum) plus what the other's
add (reaction), both fading exponentially (Hawkes 1971):

    λ_a(t) = μ + Σ α·β·exp(-β(t - s)) over a's earlier acts s + Σ γ·β·exp(-β(t - s)) over b's

α and γ are numbers of acts: how many further acts of `a` one act adds in all. News dates acts to the day and days may not be
covered, so the likelihood is that of counts in bins of width h, with the kernel's mass in each bin (exact in the limit h → 0):

    N_k ~ Poisson(h·μ + α·X_k + γ·Z_k),  X_k = ρ·X_{k-1} + (1 - ρ)·N_{k-1},  ρ = exp(-βh)

X and Z are one recursion each (`lfilter`); bins not covered drop out of the likelihood. Acts of one day do not excite one another,
for who answered whom within a day is not known: what is answered on the same day is counted as initiative. Fitted by Fisher scoring; intervals by parametric bootstrap from a seed.

Hawkes, A. G. (1971). Spectra of some self-exciting and mutually exciting point processes. Biometrika 58.
Hawkes, A. G. & Oakes, D. (1974). A cluster process representation of a self-exciting process. J. of Applied Probability 11.
"""

from __future__ import annotations

import math
from typing import Final, Literal, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.signal import lfilter

from detente.dynamics.names import named, percent, whose
from detente.dynamics.series import Dyad
from detente.records import Record

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

LEAST_ACTS: Final = 30
"""With fewer hostile acts of a side on covered days nothing is estimated (issue 6)."""
LEVEL: Final = 0.9
DRAWS: Final = 100
FASTEST, SLOWEST = 0.25, 21.0
"""Bounds of the mean delay 1/β, in days. What fades more slowly than in three weeks cannot be told from a change of the base rate."""
_START_DELAYS: Final = (0.5, 2.0, 8.0)
_STEPS: Final = 40
_CLOSE: Final = 1e-3  # of log likelihood: a thirtieth of a standard error
_GIVE_UP: Final = 1e8
_LEAST: Final = 1e-6  # parameters are estimated as logarithms: this stands for nothing
_LEADS: Final = 0.5
"""A share is called the larger part when its whole interval lies above one half."""

Verdict = Literal["initiates", "reacts", "carries on", "mixed", "insufficient"]


class Side(Record, frozen=True, kw_only=True):
    """How the hostile acts of `side` towards `rival` come about; shares sum to 1, intervals are 90 %.

    `base` acts a day of its own accord; `own` and `cross` further acts one act of its own, of the rival, adds; `delay` the mean
    delay in days. All None where `verdict` is "insufficient"; `needs` says what is missing.
    """

    side: str
    rival: str
    acts: int
    verdict: Verdict
    sentence: str
    base: float | None = None
    own: float | None = None
    cross: float | None = None
    delay: float | None = None
    initiative: float | None = None
    momentum: float | None = None
    reaction: float | None = None
    intervals: dict[str, tuple[float, float]] = msgspec.field(default_factory=dict)
    needs: str = ""


class Fit(NamedTuple):
    """The parameters of one side and their log likelihood."""

    base: float
    own: float
    cross: float
    decay: float
    log_likelihood: float = 0.0


def hawkes(dyad: Dyad, *, seed: int = 0, draws: int = DRAWS) -> tuple[Side, Side]:
    """Initiative, momentum and reaction of both sides, from the daily counts of hostile acts."""
    sides = ((dyad.a, dyad.b), (dyad.b, dyad.a))
    if not dyad.directed or not dyad.has("hostile") or dyad.step != "day":
        why = "daily counts of the acts of each side are needed; these series have none"
        return _insufficient(sides[0], 0, why), _insufficient(sides[1], 0, why)
    found = dyad.pair("hostile")
    covered = found.notna().all(axis=1).to_numpy()
    counts = found.fillna(0.0).to_numpy().T.copy()
    totals = [int(each.sum()) for each in counts]
    if max(totals) < LEAST_ACTS:
        return _few(sides[0], totals[0]), _few(sides[1], totals[1])
    fits = (fit(counts[0], counts[1], covered), fit(counts[1], counts[0], covered))
    drawn = simulate(*fits, len(covered), draws=draws, seed=seed)
    made = []
    for n in (0, 1):
        if totals[n] < LEAST_ACTS:
            made.append(_few(sides[n], totals[n]))
            continue
        boot = [
            _measures(fit(each[n], each[1 - n], covered, start=fits[n]), each[n], each[1 - n], covered)
            for each in drawn
        ]
        made_of = _measures(fits[n], counts[n], counts[1 - n], covered)
        made.append(_side(sides[n], totals[n], made_of, np.array(boot)))
    return made[0], made[1]


# ------------------------------------------------------------------------------------------------------- likelihood


def fit(own: Floats, other: Floats, covered: Bools, *, width: float = 1.0, start: Fit | None = None) -> Fit:
    """Maximum likelihood for the side with counts `own` (one a bin of `width` days), answering `other`.

    Without `start` three delays are tried and the likeliest fit is kept.
    """
    seen = observed(own, other, covered, width=width)
    if start is not None:
        return _scored(np.log(np.maximum(start[:4], _LEAST)), seen)
    rate = max(float(own[covered].mean()), _LEAST) / width
    starts = [np.log([rate / 2, 0.25, 0.1, 1 / delay]) for delay in _START_DELAYS]
    return max((_scored(theta, seen) for theta in starts), key=lambda made: made.log_likelihood)


def _scored(theta: Floats, seen: Observed) -> Fit:
    """Fisher scoring in the logarithms of the parameters, with Levenberg's damping where a step does not help."""
    low = np.array([np.log(_LEAST)] * 3 + [-np.log(SLOWEST)])
    high = np.array([50.0, np.log(5.0), np.log(5.0), -np.log(FASTEST)])
    theta = np.clip(theta, low, high)
    value, gradient, information = log_likelihood(theta, seen)
    damping = 1e-3
    for _ in range(_STEPS):
        damped = information + np.diag(damping * information.diagonal() + 1e-9)
        moved = np.clip(theta + np.clip(np.linalg.solve(damped, gradient), -1.5, 1.5), low, high)
        new = log_likelihood(moved, seen)
        gain = new[0] - value
        if gain < 0:
            damping *= 10
            if damping > _GIVE_UP:
                break
            continue
        theta, (value, gradient, information) = moved, new
        damping /= 5
        if gain < _CLOSE:
            break
    base, own_adds, cross, decay = np.exp(theta).tolist()
    return Fit(base, own_adds, cross, decay, value)


class Observed(NamedTuple):
    """Counts as the likelihood wants them, n bins: both sides', where the bins are covered, and the bins with own acts."""

    both: Floats  # (2, n): the side's own, the other's
    looked: Floats  # (n,): 1 where covered, else 0
    acted: npt.NDArray[np.intp]
    counts: Floats  # the side's own in the bins `acted`
    width: float


def observed(own: Floats, other: Floats, covered: Bools, *, width: float = 1.0) -> Observed:
    """What the likelihood of the side with counts `own` is computed from."""
    acted = np.flatnonzero(own * covered)
    return Observed(np.stack([own, other]), covered.astype(float), acted, own[acted], width)


def log_likelihood(theta: Floats, seen: Observed) -> tuple[float, Floats, Floats]:
    """Log likelihood (without the constant), gradient and information in the logarithms of (μ, α, γ, β).

    The information is Σ N_k·∇λ_k·∇λ_kᵀ/λ_k² over the bins with acts, which has the expected one as its mean.
    """
    base, alpha, gamma, beta = np.exp(theta).tolist()
    rho = math.exp(-beta * seen.width)
    grown = np.empty((4, seen.both.shape[1]))  # λ divided into its parts, and its slope in ρ, each without its factor
    grown[0] = 1.0
    grown[1:3] = _faded(seen.both, rho)
    led = alpha * grown[1] + gamma * grown[2]
    grown[3] = (_faded(led, rho) - led) / (1 - rho)
    scale = np.array([base * seen.width, alpha, gamma, -seen.width * beta * rho])
    total = scale * (grown @ seen.looked)
    parts = scale[:, None] * grown[:, seen.acted]
    rate = np.maximum(parts[0] + parts[1] + parts[2], 1e-12)
    weighed = parts * (seen.counts / rate)
    value = float(seen.counts @ np.log(rate) - total[:3].sum())
    return value, weighed.sum(axis=1) - total, (weighed / rate) @ parts.T


def _faded(counts: Floats, rho: float) -> Floats:
    """X_k = ρ·X_{k-1} + (1 - ρ)·N_{k-1}, along the last axis."""
    return np.asarray(lfilter([0.0, 1 - rho], [1.0, -rho], counts))


def simulate(a: Fit, b: Fit, bins: int, *, width: float = 1.0, draws: int = 1, seed: int = 0) -> Floats:
    """Counts of both sides drawn from the process, shape (draws, 2, bins), after a run-in of eight of the slowest delays.

    Drawn as families: a Poisson number of acts of each side's own accord, of each a Poisson number of acts it leads to, and so on,
    which is the same process (Hawkes and Oakes 1974). One that feeds itself without end is cut off at fifty times its base.
    """
    rng = np.random.default_rng(seed)
    total = bins + int(8 / (min(a.decay, b.decay) * width))
    adds = ((a.own, a.cross), (b.cross, b.own))  # adds[i][j]: acts of side i that one act of side j leads to
    fade = [1 - np.exp(-side.decay * width) for side in (a, b)]
    most = 50 * (a.base + b.base + 1.0) * width * total * draws
    # acts as positions draw · total + bin, a generation at a time: those of their own accord, what they lead to, and so on
    now = [np.repeat(np.arange(draws * total), rng.poisson(side.base * width, draws * total)) for side in (a, b)]
    every = [[now[0]], [now[1]]]
    while sum(len(each) for each in now) and sum(len(each) for side in every for each in side) < most:
        children: list[list[npt.NDArray[np.intp]]] = [[], []]
        for i, j in ((0, 0), (0, 1), (1, 0), (1, 1)):
            parents = np.repeat(now[j], rng.poisson(adds[i][j], len(now[j])))
            waits = rng.geometric(fade[i], len(parents))
            children[i].append((parents + waits)[parents % total + waits < total])
        now = [np.concatenate(each) for each in children]
        for side, more in zip(every, now, strict=True):
            side.append(more)
    counts = [np.bincount(np.concatenate(side), minlength=draws * total) for side in every]
    return np.stack([each.reshape(draws, total)[:, total - bins :] for each in counts], axis=1).astype(float)


def answers(
    side: Fit, own_past: Floats, other_past: Floats, other_next: Floats, *, draws: int, seed: int = 0
) -> Floats:
    """Daily counts of the side's acts drawn for the days of `other_next`, the other's acts held there; shape (draws, days).

    `own_past` and `other_past` are the counts of both sides up to then (days not covered as 0), one a day.
    """
    rng = np.random.default_rng(seed)
    rho = float(np.exp(-side.decay))
    x = np.full(draws, _last(own_past, rho))
    z = _last(other_past, rho)
    counts = np.empty((len(other_next), draws))
    for day, other in enumerate(other_next.tolist()):
        counts[day] = rng.poisson(np.minimum(side.base + side.own * x + side.cross * z, 50 * side.base + 20))
        x = rho * x + (1 - rho) * counts[day]
        z = rho * z + (1 - rho) * other
    return counts.T


def _last(counts: Floats, rho: float) -> float:
    """X on the day after the last one."""
    return float(_faded(np.append(counts, 0.0), rho)[-1])


# --------------------------------------------------------------------------------------------------------- in words


_NAMES: Final = ("base", "own", "cross", "delay", "initiative", "momentum", "reaction")


def _measures(fitted: Fit, own: Floats, other: Floats, covered: Bools) -> Floats:
    """The parameters and the shares of the acts owed to the base, to the side's own and to the other's acts (`_NAMES`)."""
    rho = float(np.exp(-fitted.decay))
    parts = np.empty((3, len(own)))
    parts[0], parts[1], parts[2] = (
        fitted.base, fitted.own * _faded(own, rho), fitted.cross * _faded(other, rho)
    )  # fmt: skip
    acted = covered & (own > 0)
    shares = (parts[:, acted] / parts[:, acted].sum(axis=0)) @ own[acted] / max(float(own[acted].sum()), 1.0)
    return np.array([fitted.base, fitted.own, fitted.cross, 1 / fitted.decay, *shares])


def _side(pair: tuple[str, str], acts: int, measured: Floats, boot: Floats) -> Side:
    low, high = np.quantile(boot, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    intervals = {name: (round(float(x), 4), round(float(y), 4)) for name, x, y in zip(_NAMES, low, high, strict=True)}
    values = {name: round(float(value), 4) for name, value in zip(_NAMES, measured, strict=True)}
    verdict = _verdict(intervals)
    sentence = _sentence(pair, acts, verdict, values, intervals)
    made = Side(side=pair[0], rival=pair[1], acts=acts, verdict=verdict, sentence=sentence, intervals=intervals)
    return msgspec.structs.replace(made, **values)


def _verdict(intervals: dict[str, tuple[float, float]]) -> Verdict:
    leads: tuple[tuple[str, Verdict], ...] = (
        ("initiative", "initiates"),
        ("reaction", "reacts"),
        ("momentum", "carries on"),
    )
    return next((verdict for name, verdict in leads if intervals[name][0] > _LEADS), "mixed")


def _sentence(
    pair: tuple[str, str],
    acts: int,
    verdict: Verdict,
    values: dict[str, float],
    intervals: dict[str, tuple[float, float]],
) -> str:
    """ "Of Pakistan's 84 hostile acts towards India about 55 % (40 to 68) answer India's …"."""
    other = named(pair[1])

    def share(what: str) -> str:
        low, high = intervals[what]
        return f"{percent(values[what])} ({low * 100:.0f} to {high * 100:.0f})"

    lead = {
        "initiates": "most are its own initiative",
        "reacts": f"most follow {whose(pair[1])} acts",
        "carries on": "most follow its own earlier acts",
    }.get(verdict, "no one source accounts for most")
    return (
        f"Of {whose(pair[0])} {acts} hostile acts towards {other} {lead}: {share('initiative')} own initiative, "
        f"{share('momentum')} following its own, {share('reaction')} following {whose(pair[1])}."
    )


def _few(pair: tuple[str, str], acts: int) -> Side:
    return _insufficient(pair, acts, f"{acts} hostile acts on covered days, {LEAST_ACTS} needed")


def _insufficient(pair: tuple[str, str], acts: int, why: str) -> Side:
    sentence = f"Insufficient to say whether {named(pair[0])} begins or answers: {why}."
    return Side(side=pair[0], rival=pair[1], acts=acts, verdict="insufficient", sentence=sentence, needs=why)
