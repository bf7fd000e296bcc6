"""Rules and learned typer side by side: which of the two decides what a clause speaks of.

The lexicon's acts come in; they go out as they are, retyped, or joined by acts of the typer's. The `rule` of each says
who decided. Only the events room sees what comes out; signals are read from the rules' own acts.
"""

from __future__ import annotations

from collections.abc import Mapping

from detente.actors import Cast
from detente.events.acts import Act
from detente.records import Document


def settle(document: Document, cast: Cast, found: Mapping[int, tuple[Act, ...]]) -> dict[int, tuple[Act, ...]]:
    """The acts of a document by clause id, after rules and typer have been heard; `found` are the rules'."""
    del document, cast  # nothing is contested until the typer's reliability on news is measured
    return dict(found)
