"""How a side's words have compared with its deeds: a likelihood with its evidence and interval, never a verdict.

From the ledger's rows, for each side, kind of commitment and rival: how many words were kept, broken, contested, not tested.
Three measures follow; docs/credibility.md has the mathematics in plain words and the sources.

- the share kept, estimated with partial pooling over all sides and rivals of the kind (`pooling`), with a 90 % interval;
- the likelihood ratio of two written-down models of the speaker, "keeps such words" against "speaks for effect";
- how usual a statement is: the share of earlier words of its kind and firmness among those of its speaker to its rival.

A condition that never came about is evidence for nobody and against nobody: such rows are "not tested".
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Literal

import msgspec

from detente.dynamics.pooling import Estimate, estimates, share_interval
from detente.ledger import Ledger
from detente.ledger.acts import counts_for, party
from detente.ledger.mentions import counterparts
from detente.ledger.when import moment
from detente.ledger.words import country, state_words
from detente.records import Commitment, Record, SignalKind

HALF_LIFE_DAYS: Final = 730.0
"""An outcome two years old counts half: governments and their habits change. A judgement, not an estimate."""
LEAST_TESTS: Final = 3
"""Fewer days on which words of a side were tested than this say nothing about it."""
LEAST_HISTORY: Final = 8
"""Fewer earlier statements than this say nothing of what is usual for a speaker."""
RARE: Final = 0.1
COMMON: Final = 0.25
LEVEL: Final = 0.9
KEEPS: Final = (8.0, 2.0)
"""The model "keeps such words": the share kept is Beta(8, 2), .8 on average."""
EFFECT: Final = (5.0, 5.0)
"""The model "speaks for effect": what is said does not bind, the share kept is Beta(5, 5), a coin's toss on average."""
TELLS: Final = 3.0
"""Ratios between 1/3 and 3 hardly tell two models apart (Kass and Raftery 1995: "not worth more than a bare mention")."""

Outcome = Literal["kept", "broken", "contested", "not tested"]
_OUTCOMES: Final[dict[str, Outcome]] = {"kept": "kept", "broken": "broken", "contested": "contested"}


class Word(Record, frozen=True, kw_only=True):
    """One commitment and what became of it; `weight` is its share of a test, 0 where nothing was tested."""

    row: str
    outcome: Outcome
    date: str | None = None
    weight: float = 0.0
    because: str = ""


class Standing(Record, frozen=True, kw_only=True):
    """A side's record in words of one kind towards one rival ("" where they name none).

    `tests` counts the separate days on which words were kept or broken, old ones less. `rate` and `interval` (90 %) are None
    and `verdict` is "insufficient" below 3 such days. `ratio` is the likelihood ratio of "keeps such words" to "speaks for
    effect"; `if_kept` and `if_broken` what the next outcome would make of it.
    """

    side: str
    rival: str
    kind: SignalKind
    kept: int
    broken: int
    contested: int
    untested: int
    tests: float
    verdict: Literal["estimate", "insufficient"]
    sentence: str
    ratio: float
    if_kept: float
    if_broken: float
    rate: float | None = None
    interval: tuple[float, float] | None = None
    words: tuple[Word, ...] = ()


class Usual(Record, frozen=True, kw_only=True):
    """How usual a statement is for its speaker towards its rival: `like` of `of` earlier ones are of its kind and firmness."""

    row: str
    verdict: Literal["usual", "less usual", "unusual", "insufficient"]
    sentence: str
    like: int
    of: int
    share: float | None = None
    interval: tuple[float, float] | None = None


def credibility(
    ledger: Ledger, *, actor: str | None = None, rival: str | None = None, without: str | None = None
) -> tuple[Standing, ...]:
    """The records of all sides, or of one, towards all rivals or one (keys as `Actor.side`: "PAK", "Hezbollah").

    Sides left out of the answer still inform the pooling. `without` is the id of a row that is not to count: the one asked about.
    """
    cells: dict[tuple[SignalKind, str, str], list[Commitment]] = {}
    for row in ledger.rows:
        if row.id != without and not _for_others(row):
            cells.setdefault((_kind(row), party(row.signal.speaker), _rival(row)), []).append(row)
    today = _today(ledger)
    made = []
    for kind in sorted({kind for kind, *_ in cells}):
        of_kind = {cell: _words(rows, today) for cell, rows in sorted(cells.items()) if cell[0] == kind}
        sums = [(_sum(words, "kept"), _sum(words, "broken")) for words in of_kind.values()]
        shares = estimates([kept for kept, _ in sums], [kept + broken for kept, broken in sums], level=LEVEL)
        made += [_standing(cell, words, share) for (cell, words), share in zip(of_kind.items(), shares, strict=True)]
    return tuple(
        one
        for one in sorted(made, key=lambda s: (s.side, s.rival, s.kind))
        if actor in (None, one.side) and rival in (None, one.rival)
    )


def standing_of(row: Commitment, ledger: Ledger) -> Standing | None:
    """The record behind a row, the row itself left out: its speaker's other words of its kind to its rival."""
    found = credibility(ledger, actor=party(row.signal.speaker), rival=_rival(row), without=row.id)
    return next((one for one in found if one.kind == _kind(row)), None)


def unusual(row: Commitment, ledger: Ledger) -> Usual:
    """How usual a row's statement was when it was made, among the commitments its speaker had made to its rival before."""
    before = [other for other in ledger.rows if other.id != row.id and _same_pair(other, row) and _earlier(other, row)]
    like = sum(_form(other) == _form(row) for other in before)
    name, form = _name(party(row.signal.speaker)), _form_words(row)
    towards = f" towards {_name(_rival(row))}" if _rival(row) else ""
    if len(before) < LEAST_HISTORY:
        sentence = f"Too few earlier commitments by {name}{towards} to say how usual this is ({len(before)}; {LEAST_HISTORY} needed)."
        return Usual(row=row.id, verdict="insufficient", sentence=sentence, like=like, of=len(before))
    share = share_interval(like, len(before), level=LEVEL)
    verdict: Literal["usual", "less usual", "unusual"] = "less usual"
    if share.mean >= COMMON:
        verdict = "usual"
    elif share.mean < RARE:
        verdict = "unusual"
    many = "none" if like == 0 else str(like)
    sentence = (
        f"{verdict.capitalize()} for {name}: {many} of its {len(before)} earlier commitments{towards} "
        f"{'was' if like == 1 else 'were'} {form} ({_interval(share)})."
    )
    return Usual(
        row=row.id,
        verdict=verdict,
        sentence=sentence,
        like=like,
        of=len(before),
        share=round(share.mean, 3),
        interval=(round(share.low, 3), round(share.high, 3)),
    )


# ----------------------------------------------------------------------------------------------------------- counting


def _for_others(row: Commitment) -> bool:
    """A pledge another announced for a side is not the side's word, whatever came of it."""
    return any(change.rule == "announced" for change in row.history)


def _kind(row: Commitment) -> SignalKind:
    return "pledge" if row.signal.kind == "acceptance" else row.signal.kind


def _rival(row: Commitment) -> str:
    other = next(iter(counterparts(row.signal)), None)
    return "" if other is None else counts_for(other)


def _today(ledger: Ledger) -> date | None:
    at = moment(ledger.as_of) or moment(ledger.known_to)
    return at.last_day if at else None


def _words(rows: Sequence[Commitment], today: date | None) -> tuple[Word, ...]:
    """The rows with their outcomes. Those decided on one day are one test: one operation may carry out three threats."""
    found = [(row, _OUTCOMES.get(row.state, "not tested"), _decided(row)) for row in rows]
    together = Counter(day for _, outcome, day in found if outcome in ("kept", "broken"))
    return tuple(
        Word(
            row=row.id,
            outcome=outcome,
            date=day,
            weight=round(_worth(day, today) / together[day], 4) if outcome in ("kept", "broken") else 0.0,
            because=row.history[-1].because if row.history else "",
        )
        for row, outcome, day in found
    )


def _decided(row: Commitment) -> str | None:
    last = row.history[-1].date if row.history else None
    return (last or row.last_said or "")[:10] or None


def _worth(day: str | None, today: date | None) -> float:
    """1.0 today, half two years ago; 1.0 where the day is not known."""
    at = moment(day)
    if at is None or today is None:
        return 1.0
    return float(0.5 ** (max((today - at.last_day).days, 0) / HALF_LIFE_DAYS))


def _sum(words: Iterable[Word], outcome: Outcome) -> float:
    return sum(word.weight for word in words if word.outcome == outcome)


def likelihood_ratio(kept: float, broken: float) -> float:
    """How much likelier the record is if the speaker "keeps such words" than if it "speaks for effect" (1.0: as likely)."""

    def log_likelihood(model: tuple[float, float]) -> float:
        a, b = model
        return _log_beta(a + kept, b + broken) - _log_beta(a, b)

    return math.exp(log_likelihood(KEEPS) - log_likelihood(EFFECT))


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _standing(cell: tuple[SignalKind, str, str], words: Sequence[Word], share: Estimate) -> Standing:
    kind, side, rival = cell
    count = Counter(word.outcome for word in words)
    kept, broken = _sum(words, "kept"), _sum(words, "broken")
    days = len({word.date for word in words if word.outcome in ("kept", "broken")})
    made = Standing(
        side=side,
        rival=rival,
        kind=kind,
        kept=count["kept"],
        broken=count["broken"],
        contested=count["contested"],
        untested=count["not tested"],
        tests=round(kept + broken, 3),
        verdict="insufficient" if days < LEAST_TESTS else "estimate",
        sentence="",
        ratio=round(likelihood_ratio(kept, broken), 3),
        if_kept=round(likelihood_ratio(kept + 1, broken), 3),
        if_broken=round(likelihood_ratio(kept, broken + 1), 3),
        rate=None if days < LEAST_TESTS else round(share.mean, 3),
        interval=None if days < LEAST_TESTS else (round(share.low, 3), round(share.high, 3)),
        words=tuple(words),
    )
    sentence = f"{_counted(made)} {_judged(made, share, days)}"
    return msgspec.structs.replace(made, sentence=sentence)


# ------------------------------------------------------------------------------------------------------------ wording


def _counted(made: Standing) -> str:
    """ "Pakistan's threats towards India: 3 carried out, 0 broken, 1 contested, 4 not tested."."""
    name = _name(made.side)
    whose = f"{name}'" if name.endswith("s") else f"{name}'s"
    towards = f"towards {_name(made.rival)}" if made.rival else "that name no rival"
    counts = [f"{made.kept} {state_words(made.kind, 'kept')}", f"{made.broken} {state_words(made.kind, 'broken')}"]
    counts += [f"{made.contested} contested"] if made.contested else []
    counts += [f"{made.untested} not tested"] if made.untested else []
    return f"{whose} {made.kind}s {towards}: {', '.join(counts)}."


def _judged(made: Standing, share: Estimate, days: int) -> str:
    if made.verdict == "insufficient":
        return f"Insufficient to say more: tested on {days} separate {'day' if days == 1 else 'days'}, {LEAST_TESTS} needed."
    return (
        f"Estimated share {state_words(made.kind, 'kept')}: {share.mean:.2f} ({_interval(share)}). {_ratio_words(made.ratio)} "
        f"The next one kept would make that {_times(made.if_kept)}, broken {_times(made.if_broken)}."
    )


def _ratio_words(ratio: float) -> str:
    tells = "" if ratio >= TELLS or ratio <= 1 / TELLS else ", which hardly tells the two apart"
    return f"The record is {_times(ratio)} as likely of a side that keeps such words as of one that speaks for effect{tells}."


def _times(ratio: float) -> str:
    return f"{ratio:.1f} times" if ratio >= 0.95 else f"{ratio:.2f} times"


def _interval(share: Estimate) -> str:
    return f"{LEVEL:.0%} interval {share.low:.2f} to {share.high:.2f}".replace("%", " %")


def _name(side: str) -> str:
    return country(side.partition(":")[0])


# ------------------------------------------------------------------------------------------------- what is usual


def _same_pair(one: Commitment, other: Commitment) -> bool:
    return party(one.signal.speaker) == party(other.signal.speaker) and _rival(one) == _rival(other)


def _earlier(one: Commitment, other: Commitment) -> bool:
    first, second = moment(one.first_said), moment(other.first_said)
    return first is not None and second is not None and first.low < second.low


def _form(row: Commitment) -> tuple[SignalKind, bool]:
    return _kind(row), row.signal.firm


def _form_words(row: Commitment) -> str:
    return f"{'firm' if row.signal.firm else 'hedged'} {_kind(row)}s"
