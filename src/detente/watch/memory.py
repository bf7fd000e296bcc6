"""What is kept of a source between rounds, in the store: how it fares, and what of it was read already."""

from __future__ import annotations

import hashlib

import msgspec

HANDLED = -1
TRIES = 5
"""Rounds in which a report that fails for a passing reason is asked for again."""


class Memory(msgspec.Struct, kw_only=True):
    """What of a source was read: entries by a hash, with `HANDLED` or how often they failed; what the server said of its list."""

    seen: dict[str, int] = {}
    etag: str | None = None
    last_modified: str | None = None

    def open(self, key: str) -> bool:
        """Whether an entry is still to be read."""
        tries = self.seen.get(key, 0)
        return tries != HANDLED and tries < TRIES

    def handled(self, key: str) -> None:
        """It was read, or never will be."""
        self.seen[key] = HANDLED

    def failed(self, key: str) -> None:
        """It failed, and may not the next time."""
        self.seen[key] = self.seen.get(key, 0) + 1

    def keep_only(self, keys: set[str]) -> None:
        """Forget what the source lists no more: what is kept grows with the list, not with time."""
        self.seen = {key: tries for key, tries in self.seen.items() if key in keys}


class Record(msgspec.Struct, kw_only=True):
    """How a source fares. Times are ISO 8601, UTC; counts since it was first watched."""

    name: str
    kind: str = ""
    address: str = ""
    every: float = 0.0
    last_try: str | None = None
    last_success: str | None = None
    last_new: str | None = None  # when a new report last came in
    newest: str | None = None  # the latest date of publication among its reports
    rounds: int = 0
    new: int = 0
    known: int = 0
    copies: int = 0
    foreign: int = 0  # not in English: set aside
    aside: int = 0  # without a report, without the words asked for
    errors: int = 0
    in_a_row: int = 0  # rounds that failed, since the last that did not
    last_error: str | None = None
    last_error_at: str | None = None


def key_of(*parts: str | None) -> str:
    """Sixteen hexadecimal digits for an entry."""
    joined = "\x1f".join(part or "" for part in parts)
    return hashlib.blake2b(joined.encode("utf-8", "replace"), digest_size=8).hexdigest()
