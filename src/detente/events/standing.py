"""Who takes part in politics, and who is at home with whom."""

from __future__ import annotations

from detente.events.acts import Act
from detente.events.frames import words
from detente.records import Actor

_DATA = "data/plausible.toml"
_POWERS = frozenset((None, "GOV", "MIL", "SPY", "REB", "UAF", "LEG", "COP"))


def is_private(actor: Actor) -> bool:
    """A person or firm without a part in politics; also one named without an office."""
    if actor.code == "---" and actor.sector is None:
        return True  # a body nobody knows
    if actor.group is not None and actor.sector not in ("BUS", "JRN"):
        return False
    if actor.code == "---" and actor.sector in ("COP", "JUD", "ELI"):
        return True
    if actor.sector == "CVL" and actor.code != "---" and actor.name is None:
        return False  # a people: "Palestinians and Israelis agreed"
    return actor.sector in words(_DATA, "private", "sectors") or (actor.sector is None and actor.name is not None)


def is_between_powers(act: Act) -> bool:
    """Whether states or armed groups, each named, face one another."""
    named = all((a.code != "---" or a.group) and a.sector in _POWERS for a in (*act.actors, *act.recipients))
    return named and len({a.side for a in (*act.actors, *act.recipients)}) > 1


def is_at_home(act: Act) -> bool:
    """Whether all whose state is known are of one state."""
    codes = {a.code for a in (*act.actors, *act.recipients) if a.code != "---"}
    return len(codes) <= 1


def is_one_of(actor: Actor, others: tuple[Actor, ...]) -> bool:
    """Whether it is on the side of one of the others; of two nobody knows, only where they are called the same."""
    if actor.side != "---":
        return any(actor.side == other.side for other in others)
    return any(other.side == "---" and (actor.sector, actor.name) == (other.sector, other.name) for other in others)


def own_words(act: Act, said_by: tuple[Actor, ...]) -> bool:
    """Whether an act is told by a side that does it."""
    return any(is_one_of(a, (s,)) or (a.code == s.code != "---") for a in act.actors for s in said_by)
