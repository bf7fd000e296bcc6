"""Clauses -> acts -> events: who did what to whom, in PLOVER's types, with whose word stands for it.

    acts(document, cast)              # clause id -> what the clause speaks of, whatever its status
    code(document, cast)              # the events, each with status, background and the rule that made it
    why_not(document, cast, clause)   # which constraint failed where a known predicate gave nothing
    rated(document, events)           # the same events with the likelihood that each told one is right
    sure(reading, least)              # a reading without the told events less likely than that

The lexicon is data: lexicon/*.toml (its README says how to write a frame), composition, factuality and domains in data/.
"""

from __future__ import annotations

from detente.events.acts import Act
from detente.events.coder import acts, code, dyads, why_not
from detente.events.likely import rated, sure

__all__ = ["Act", "acts", "code", "dyads", "rated", "sure", "why_not"]
