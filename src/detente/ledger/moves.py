"""Whose move it is, for a row and for a pair of sides, and which standing offers meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from detente.ledger.acts import barred, contradicts, counts_for, party
from detente.ledger.mentions import counterparts
from detente.ledger.model import Meeting, Move
from detente.ledger.rows import offers_are_near
from detente.ledger.states import releases
from detente.ledger.thresholds import threshold
from detente.ledger.words import (
    are_many,
    borne_out,
    commitment_alone,
    own_words,
    phrase_conditions,
    phrase_term,
    phrase_to,
    quoted_words,
    says_nothing,
    side_name,
    sides,
)
from detente.records import Actor, Commitment, Condition, Signal

LIVE: Final = frozenset({"open", "triggered", "contested"})
MEETS: Final = threshold("MEETS")
"""From this fit on two offers are said to meet; below 1.0 the sentence says they do so only in part."""


JUDGED: Final = frozenset({"deed-lesser", "deed-late"})
"""Rules by which nothing is disputed but whether what was done is what was said."""


def next_mover(row: Commitment) -> tuple[Actor | None, str]:
    """Whose move a row leaves it at, and one sentence why; None when nobody is asked to move."""
    signal = row.signal
    if row.state not in LIVE:
        return None, ""
    if signal.kind == "refusal":
        return None, f"{signal_words(signal)}."
    if row.state == "contested":
        told = "Open to judgement" if row.history[-1].rule in JUDGED else "Accounts differ"
        return None, f"{told}: {signal_words(signal, past=True)}; {row.history[-1].because}."
    if row.state == "triggered" and not _stays(row):
        return signal.speaker, f"{signal_words(signal, past=True)}; {row.history[-1].because}."
    asked = [c for c in _conditions(signal) if not _only_releases(signal, c)]
    if _stays(row) and asked:
        return _asked(signal, asked[0]), f"{side_name(signal.speaker)} keeps in force: “{quoted_words(signal.quote)}”."
    if not asked:
        taker = next(iter(counterparts(signal)), None) if signal.kind == "offer" else None
        return taker or signal.speaker, f"{signal_words(signal)}."
    return _asked(signal, asked[0]), f"{signal_words(signal)}."


def _stays(row: Commitment) -> bool:
    """A measure in force until the other side acts: it waits for that side."""
    return bool(row.history) and row.history[-1].rule == "in-force"


def signal_words(signal: Signal, *, past: bool = False) -> str:
    """A commitment in a sentence: "Pakistan offers to ease tension if India stops its attacks"."""
    present, perfect = _SAYS[are_many(signal.speaker)].get(signal.kind, ("says", "has said"))
    conditions = phrase_conditions(signal)
    term = signal.commitment
    alone = commitment_alone(signal) or term
    misread = any(contradicts(signal, c) for c in _conditions(signal))
    if term is None or alone is None:
        given = "to act"
    elif not misread and not borne_out(alone) and own_words(alone).casefold().startswith("to "):
        given = phrase_to(alone)  # with its "not"
    elif signal.quote and (misread or says_nothing(alone)):
        verb = perfect if past else present
        return f"{side_name(signal.speaker)} {verb}: “{quoted_words(signal.quote)}”"
    elif term.type and {party(actor) for actor in term.actors} <= {party(signal.speaker)}:
        refused = signal.kind == "refusal"  # "refuses to hold talks", not "refuses not to"
        given = phrase_to(msgspec.structs.replace(term, phase="begin") if refused else term)
    else:
        given = f"that {phrase_term(term)}"
    said = f"{side_name(signal.speaker)} {perfect if past else present} {given}"
    return f"{said} {conditions}" if conditions else said


_SAYS: Final = {
    False: {
        "offer": ("offers", "has offered"),
        "threat": ("threatens", "has threatened"),
        "pledge": ("has pledged", "has pledged"),
        "acceptance": ("has agreed", "has agreed"),
        "refusal": ("refuses", "has refused"),
    },
    True: {
        "offer": ("offer", "have offered"),
        "threat": ("threaten", "have threatened"),
        "pledge": ("have pledged", "have pledged"),
        "acceptance": ("have agreed", "have agreed"),
        "refusal": ("refuse", "have refused"),
    },
}
"""What one side does, and what a side of many does ("the Houthis have threatened")."""


def _only_releases(signal: Signal, condition: Condition) -> bool:
    """The exception of a pledge of restraint ("unless attacked"): nobody is asked to do anything."""
    return releases(condition) and condition.direction == "escalates" and signal.kind != "threat"


def _asked(signal: Signal, condition: Condition) -> Actor | None:
    """Whom the condition asks: its actor, else the one addressed; None when its actor is not known."""
    if condition.actors:
        return next((actor for actor in condition.actors if actor.group or actor.code != "---"), None)
    return next(iter(counterparts(signal)), None)


def _conditions(signal: Signal) -> tuple[Condition, ...]:
    return (*((signal.condition,) if signal.condition else ()), *signal.more_conditions)


def pair(row: Commitment) -> tuple[str, str] | None:
    """The two sides a row lies between, sorted; None when it is directed at nobody in particular."""
    rival = next(iter(counterparts(row.signal)), None)
    if rival is None:
        return None
    first, second = sorted((counts_for(row.signal.speaker), counts_for(rival)))
    return None if first == second else (first, second)


# Which live row speaks for the pair: what is due before what is offered, what is offered before what is threatened.
_URGENCY: Final = {"offer": 2, "threat": 1, "pledge": 0, "acceptance": 0, "refusal": 0}


def dyad_moves(rows: Sequence[Commitment], meetings: Sequence[Meeting]) -> tuple[Move, ...]:
    """One sentence on whose move it is for every pair of sides with a row between them."""
    pairs: dict[tuple[str, str], list[Commitment]] = {}
    for row in rows:
        key = pair(row)
        if key is not None:
            pairs.setdefault(key, []).append(row)
    by_row: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        by_row.setdefault(meeting.first, []).append(meeting)
    return tuple(
        _dyad_move(
            key, pairs[key], [m for row in sorted(pairs[key], key=lambda r: r.id) for m in by_row.get(row.id, ())]
        )
        for key in sorted(pairs)
    )


def _dyad_move(key: tuple[str, str], rows: Sequence[Commitment], meetings: Sequence[Meeting]) -> Move:
    ids = {row.id for row in rows}
    live = [row for row in rows if row.state in LIVE]
    meeting = next((m for m in meetings if m.first in ids and m.second in ids), None)
    if meeting is not None and not any(row.state == "triggered" and not _stays(row) for row in live):
        return Move(sides=key, mover=None, sentence=f"Either side's move. {meeting.sentence}", row=meeting.first)
    calm = max((row.last_said or "" for row in rows if _holds(row)), default="")
    movable = [
        row for row in live if row.next_mover is not None and calls_for_a_move(row) and not _before_the_truce(row, calm)
    ]
    if movable:
        row = max(movable, key=_weight)
        name = side_name(row.next_mover) if row.next_mover else "nobody"
        offers = [r for r in movable if r.signal.kind == "offer" and r.id != row.id and r.state == "open"]
        open_still = (
            f" Still open: {max(offers, key=_weight).why_next}" if row.signal.kind != "offer" and offers else ""
        )
        sentence = f"{_possessive(name)} move: {row.why_next}{open_still}"
        return Move(sides=key, mover=row.next_mover, sentence=sentence, row=row.id, article=row.article)
    rest = [row for row in rows if row.state in LIVE or row.state == "kept"]
    if not rest:
        row = max(rows, key=_weight)
        sentence = "No commitment stands open between them."
    else:
        disputed = [r for r in rest if r.state == "contested" and (r.last_said or "")[:10] >= calm[:10]]
        halts = [] if disputed else [r for r in rest if _holds(r)]
        row = max(halts or rest, key=lambda row: (row.last_said or "", row.state == "contested", row.id))
        sentence = row.why_next if row.state == "contested" else f"Nobody is asked to move. {_standing(row, rest)}"
    return Move(sides=key, mover=None, sentence=sentence, row=row.id, article=row.article)


def _holds(row: Commitment) -> bool:
    """A halt of fighting that stands: agreed or pledged, and not broken or disputed."""
    term = row.signal.commitment
    word = row.signal.kind in ("pledge", "acceptance") and not _conditions(row.signal)
    return word and term is not None and row.state in ("open", "kept") and barred(term) is not None


def _before_the_truce(row: Commitment, calm: str) -> bool:
    """A threat made before the last word to stop asks for nothing while that holds; it stands, for should the fight go on."""
    return row.signal.kind == "threat" and not _stays(row) and (row.last_said or "")[:10] <= calm[:10]


def calls_for_a_move(row: Commitment) -> bool:
    """A pledge of restraint asks nobody to move, nor does a threat for the case of an attack; a promise to do something asks its speaker."""
    term = row.signal.commitment
    restraint = term is not None and term.phase in ("refrain", "halt") and row.signal.kind in ("pledge", "acceptance")
    return not ((restraint or _deters(row.signal)) and row.state == "open")


def _deters(signal: Signal) -> bool:
    """A threat that asks only that something not be begun ("if it is attacked", "any breach"): all may stay as it is."""
    asked = _conditions(signal)
    return signal.kind == "threat" and bool(asked) and all(_not_begun(condition) for condition in asked)


def _not_begun(condition: Condition) -> bool:
    return not condition.negated and condition.direction == "escalates" and condition.phase == "begin"


def _weight(row: Commitment) -> tuple[bool, int, bool, str, str]:
    """Triggered before open, offers before threats before pledges, acts before bare words, then the latest words."""
    typed = row.signal.commitment is not None and row.signal.commitment.type is not None
    return (
        row.state == "triggered" and not _stays(row),
        _URGENCY.get(row.signal.kind, 0),
        typed,
        row.last_said or "",
        row.id,
    )


def _standing(row: Commitment, rest: Sequence[Commitment]) -> str:
    """Where the latest commitment stands, both sides of an agreement named together when they stand alike."""
    because = row.history[-1].because if row.state == "kept" and row.history else ""
    said = _jointly([r for r in rest if _agreement(r) == _agreement(row) and r.state == row.state])
    return f"{said or signal_words(row.signal, past=True)}{f'; {because}' if because else ''}."


def _agreement(row: Commitment) -> str:
    """The signal an agreement's rows were made from; the row's own id when it is no agreement."""
    return row.id.rpartition(":")[0] or row.id


def _jointly(rows: Sequence[Commitment]) -> str | None:
    term = rows[0].signal.commitment
    if len(rows) < 2 or term is None:
        return None
    return f"{sides(row.signal.speaker for row in rows)} have agreed {phrase_to(term, many=True)}"


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def meetings(rows: Sequence[Commitment]) -> tuple[Meeting, ...]:
    """Pairs of standing conditional offers of which each asks for what the other gives."""
    offers = [row for row in rows if row.signal.kind == "offer" and row.state in LIVE and row.signal.condition]
    asking: dict[tuple[str, str], list[int]] = {}
    for n, row in enumerate(offers):
        for asked in _asked_of(row):
            asking.setdefault((party(row.signal.speaker), asked), []).append(n)
    found = []
    for n, one in enumerate(offers):
        near = {m for side in _asked_of(one) for m in asking.get((side, party(one.signal.speaker)), ()) if m > n}
        for other in (offers[m] for m in sorted(near)):
            fit = min(_answers(one, other), _answers(other, one))
            if fit >= MEETS:
                found.append(_meeting(one, other, fit))
    return tuple(sorted(found, key=lambda m: (m.first, m.second)))


def _asked_of(row: Commitment) -> set[str]:
    """The sides of which an offer's condition asks something."""
    asked = row.signal.condition
    return {party(actor) for actor in asked.actors} if asked else set()


def _answers(one: Commitment, other: Commitment) -> float:
    """How far what `one` gives is what `other` asks of that side."""
    given, asked = one.signal.commitment, other.signal.condition
    if given is None or asked is None or asked.negated or party(one.signal.speaker) == party(other.signal.speaker):
        return 0.0
    by = {party(actor) for actor in asked.actors}
    if party(one.signal.speaker) not in by:
        return 0.0
    return offers_are_near(given, asked)


def _meeting(one: Commitment, other: Commitment, fit: float) -> Meeting:
    both = f"{signal_words(one.signal)}; {signal_words(other.signal)}"
    sentence = f"The two offers meet: {both}." if fit >= 1.0 else f"The two offers meet in part: {both}."
    return Meeting(first=one.id, second=other.id, sentence=sentence, fit=fit)
