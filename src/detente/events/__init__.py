"""Clauses -> acts -> events: who did what to whom, in PLOVER's types, with whose word stands for it.

    acts(document, cast)              # clause id -> what the clause speaks of, whatever its status
    code(document, cast)              # the events, each with status, background and the rule that made it
    why_not(document, cast, clause)   # which constraint failed where a known predicate gave nothing

The lexicon is data: lexicon/*.toml (its README says how to write a frame), composition, factuality and domains in data/.
"""

from __future__ import annotations

from detente.events.acts import Act
from detente.events.coder import acts, code, dyads, why_not

__all__ = ["Act", "acts", "code", "dyads", "why_not"]
