"""Whom an actor's acts and words count for: the state, the group, or those at home who are not the state."""

from __future__ import annotations

from typing import Final

from detente.records import Actor

STATE_SECTORS: Final[frozenset[str | None]] = frozenset({None, "GOV", "MIL", "SPY", "COP"})
"""Sectors whose acts are a state's own: unnamed rebels, crowds or parties at home do not act for their government."""


def party(actor: Actor) -> str:
    """Who is bound by what this actor says: the group, the state, or "PAK:OPP" for one at home who is not the state."""
    if actor.group:
        return actor.group
    return actor.code if actor.sector in STATE_SECTORS else f"{actor.code}:{actor.sector}"


def known(actor: Actor) -> bool:
    """False for an actor no commitment can be laid to: neither country nor group."""
    return bool(actor.group) or actor.code not in {"---", "IGO", "NGO", "MNC"}
