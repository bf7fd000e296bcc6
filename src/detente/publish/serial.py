"""The brief as JSON."""

from __future__ import annotations

from detente.publish.lines import Brief
from detente.records import to_json


def render(brief: Brief, *, indent: int = 2) -> str:
    """The brief as JSON text, fields in their declared order; `indent` 0 puts it on one line."""
    return to_json(brief, indent=indent)
