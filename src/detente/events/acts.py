"""What a clause speaks of: the act, whoever says it and whether or not it happens."""

from __future__ import annotations

from detente.records import Actor, Direction, EventType, Phase, Record, Span

ESCALATING: frozenset[EventType] = frozenset(
    ("ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "THREATEN", "PROTEST", "REJECT", "ACCUSE")
)
SPEECH: frozenset[EventType] = frozenset(("AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT"))


class Act(Record, frozen=True, kw_only=True):
    """An act as words name it, without status or polarity: those are the clause's (`Clause.negated`) and `Event`'s.

    `type` is what is named ("stop the attacks": ASSAULT, phase halt); `event_type` what it is if it happens (RETREAT).
    `cameo` and `goldstein` belong to `event_type`. `actors` and `recipients` are empty where nobody is named; in a
    symmetric act without a second party ("A and B met") all sides are actors. `inner` is what the act says of the act in
    its complement ("threatened to strike": hypothetical). `covers` lists nominal or embedded clauses this act has taken
    up ("launched [strikes]"). `example` is the lexicon's, for `detente explain`.
    """

    clause: int
    type: EventType
    phase: Phase = "begin"
    event_type: EventType
    mode: str | None = None
    cameo: str | None = None
    goldstein: float | None = None
    direction: Direction
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    symmetric: bool = False
    rule: str = ""
    span: Span = (0, 0)
    inner: str | None = None
    content: tuple[int, ...] = ()
    covers: tuple[int, ...] = ()
    nominal: bool = False
    example: str = ""


def direction_of(type_: EventType, phase: Phase) -> Direction:
    """Whether an act of that type escalates; halting it or refraining from it flips that."""
    up = (type_ in ESCALATING) != (phase in ("halt", "refrain"))
    return "escalates" if up else "de-escalates"
