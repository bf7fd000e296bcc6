"""What one report or a few say of a side's posture: does it answer its rival, or begin?

Every hostile or conditional word and every hostile deed of the side towards the rival counts once, as *reactive* (it depends
on what the rival does, or is reported as an answer to it) or as *initiating* (it does neither). With fewer than three the
answer is "insufficient". This is a count of what is said in the reports given, not an estimate of conduct: that takes a
series of events (bivariate Hawkes process, later).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from detente.ledger import Ledger
from detente.ledger.acts import best_grade, escalates, has_cue, party, target_grade
from detente.ledger.mentions import conditions, counterparts
from detente.ledger.words import country
from detente.records import Event, Reading, Record, Signal

LEAST_COUNT: Final = 3
"""Fewer words and deeds than this say nothing about a posture."""
LEANS: Final = 2 / 3
"""From this share on a posture is called reactive (or initiating); between, mixed."""

Verdict = Literal["reactive", "initiating", "mixed", "insufficient"]
Count = Literal["reactive", "initiating", "not counted"]


class Bearing(Record, frozen=True, kw_only=True):
    """One word or deed that bears on a posture: how it counts and why, with its place in the report."""

    article: str
    record: str
    what: Literal["word", "deed"]
    counts: Count
    why: str
    quote: str = ""
    sentence: int = 0


class Posture(Record, frozen=True, kw_only=True):
    """How a side presents itself towards a rival in the reports given; `share` is the reactive part, 0 to 1, or None."""

    side: str
    rival: str
    verdict: Verdict
    sentence: str
    share: float | None = None
    reactive: int = 0
    initiating: int = 0
    bearings: tuple[Bearing, ...] = ()


def posture(readings: Iterable[Reading], ledger: Ledger, side: str, rival: str) -> Posture:
    """The posture of `side` towards `rival` (keys as `Actor.side`: "PAK", "Hezbollah") in these readings."""
    repeated = {name for row in ledger.rows for name in row.repetitions}
    found: dict[tuple[str, ...], Bearing] = {}
    ordered = sorted(readings, key=lambda r: (r.date or "9999", r.id))
    for reading in ordered:
        for signal in reading.signals:
            if (reading.id, signal.id) not in repeated:
                for bearing in _of_signal(reading, signal, side, rival):
                    found.setdefault(("word", signal.kind, bearing.quote), bearing)
        for event in reading.events:
            for bearing in _of_event(reading, event, side, rival):
                day = (event.date or reading.date or "")[:10]
                found.setdefault(("deed", event.type, day, bearing.counts), bearing)
    return _judge(side, rival, tuple(found.values()), "this report" if len(ordered) == 1 else "these reports")


def _judge(side: str, rival: str, bearings: Sequence[Bearing], source: str) -> Posture:
    reactive = sum(b.counts == "reactive" for b in bearings)
    initiating = sum(b.counts == "initiating" for b in bearings)
    total = reactive + initiating
    share = round(reactive / total, 3) if total else None
    verdict: Verdict = "mixed"
    if total < LEAST_COUNT or share is None:
        verdict = "insufficient"
    elif share >= LEANS:
        verdict = "reactive"
    elif share <= 1 - LEANS:
        verdict = "initiating"
    return Posture(
        side=side,
        rival=rival,
        verdict=verdict,
        sentence=_sentence(side, rival, verdict, reactive, total, source),
        share=share,
        reactive=reactive,
        initiating=initiating,
        bearings=tuple(bearings),
    )


def _sentence(side: str, rival: str, verdict: Verdict, reactive: int, total: int, source: str) -> str:
    name, other = _name(side), _name(rival)
    many = "none" if reactive == 0 else str(reactive)
    counted = f"{many} of {total} words and deeds towards {other} are conditional on it or answer it"
    match verdict:
        case "insufficient":
            whose = f"{name}'" if name.endswith("s") else f"{name}'s"
            return f"Too little in {source} to speak of {whose} posture ({total} counted, {LEAST_COUNT} needed)."
        case "reactive":
            return f"In {source} {name} presents itself as reacting: {counted}."
        case "initiating":
            return f"In {source} {name} acts and speaks first: {counted}."
        case _:
            return f"In {source} {name} both reacts and begins: {counted}."


def _name(side: str) -> str:
    return country(side.partition(":")[0])


def _of_signal(reading: Reading, signal: Signal, side: str, rival: str) -> list[Bearing]:
    """Words: conditional ones are reactive; threats without a condition begin."""
    rivals = {party(actor) for actor in counterparts(signal)}
    if signal.background or party(signal.speaker) != side or (rivals and rival not in rivals):
        return []
    asked = conditions(signal)
    counts: Count | None = None
    if signal.kind in ("offer", "threat", "pledge") and asked:
        counts, why = "reactive", f"{signal.kind} that depends on what the other side does"
    elif signal.kind == "pledge" and signal.commitment and signal.commitment.phase == "refrain":
        counts, why = "reactive", "pledge not to begin"
    elif signal.kind == "threat":
        answer = _answers(signal.quote)
        counts = "reactive" if answer else "initiating"
        why = f"threat given as an answer (“{answer}”)" if answer else "threat without a condition"
    if counts is None:
        return []
    return [_bearing(reading, signal, "word", counts, why)]


def _of_event(reading: Reading, event: Event, side: str, rival: str) -> list[Bearing]:
    """Deeds: hostile acts, reported or owned up to; what only others claim is shown and not counted."""
    if event.background or event.status not in ("reported", "claimed") or not escalates(event):
        return []
    if event.type not in ("ASSAULT", "COERCE", "MOBILIZE", "SANCTION") or best_grade(event.actors, side) < 0.9:
        return []
    if target_grade(event, frozenset({rival})) < 1.0:
        return []
    by = {party(actor) for actor in event.said_by}
    if event.status == "claimed" and side not in by:
        who = ", ".join(sorted(_name(name) for name in by)) or "others"
        return [_bearing(reading, event, "deed", "not counted", f"claimed by {who}, not by the side itself")]
    answer = _answers(event.quote)
    if not answer and has_cue("interception", event.quote):
        attacked = _attacked_before(reading, event, side, rival)
        if attacked:
            why = "shooting down what the other side has in the air, told after its attack"
            return [_bearing(reading, event, "deed", "reactive", why)]
        return [
            _bearing(reading, event, "deed", "not counted", "shooting down may be defence: nothing says against what")
        ]
    counts: Count = "reactive" if answer else "initiating"
    why = f"reported as an answer (“{answer}”)" if answer else "reported without anything it answers"
    return [_bearing(reading, event, "deed", counts, why)]


def _attacked_before(reading: Reading, event: Event, side: str, rival: str) -> bool:
    """Whether the report tells, before an act of a side, of an attack by the rival on it, on no later day."""
    return any(
        other.type == "ASSAULT"
        and not other.background
        and other.status in ("reported", "claimed")
        and other.span < event.span
        and (not other.date or not event.date or other.date[:10] <= event.date[:10])
        and best_grade(other.actors, rival) >= 0.9
        and (not other.recipients or target_grade(other, frozenset({side})) >= 1.0)
        for other in reading.events
    )


def _bearing(
    reading: Reading, record: Signal | Event, what: Literal["word", "deed"], counts: Count, why: str
) -> Bearing:
    return Bearing(
        article=reading.id,
        record=record.id,
        what=what,
        counts=counts,
        why=why,
        quote=record.quote,
        sentence=record.sentence,
    )


@cache
def _cues() -> tuple[str, ...]:
    table = tomllib.loads(files(__package__).joinpath("posture.toml").read_text("utf-8"))
    return tuple(entry["cue"] for entry in table["answer"])


def _answers(quote: str) -> str | None:
    """The word by which a sentence presents an act as an answer, or None."""
    low = quote.casefold()
    return next((cue for cue in _cues() if cue in low), None)
