"""Détente reads news about conflicts and keeps a ledger of what the sides said they would do, and what then happened.

    import detente

    reading = detente.read(text, date="2025-05-07")
    for signal in reading.signals:
        print(signal.kind, signal.speaker.name, signal.quote)

A word is not a deed, a claim is not a fact, a condition is not an event.
"""

from __future__ import annotations

import importlib
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from detente.records import (
    Actor,
    Article,
    Casualty,
    Channel,
    Commitment,
    Condition,
    Event,
    Place,
    Reading,
    Signal,
    Term,
    from_json,
    to_json,
)

if TYPE_CHECKING:
    from detente.api import read, read_article
    from detente.errors import DetenteError
    from detente.ledger import Ledger
    from detente.ledger import build as build_ledger
    from detente.sources.load import load

try:
    __version__ = version("detente")
except PackageNotFoundError:  # run from a source tree that was not installed
    __version__ = "0+unknown"

__all__ = [
    "Actor", "Article", "Casualty", "Channel", "Commitment", "Condition", "DetenteError", "Event", "Ledger", "Place",
    "Reading", "Signal", "Term", "__version__", "build_ledger", "from_json", "load", "read", "read_article", "to_json",
]  # fmt: skip

# Loaded at first use: the model and the extractor take half a second that `detente --help` need not pay.
_LAZY = {
    "DetenteError": ("detente.errors", "DetenteError"),
    "read": ("detente.api", "read"),
    "read_article": ("detente.api", "read_article"),
    "load": ("detente.sources", "load"),
    "Ledger": ("detente.ledger", "Ledger"),
    "build_ledger": ("detente.ledger", "build"),
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'detente' has no attribute {name!r}")
    module, attribute = _LAZY[name]
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
