"""Filters of pages and API: query parameters in, rows out. Unknown values find nothing; wrong ones raise `BadQuery`."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from typing import TypeVar, get_args

from detente.records import Commitment, EventType, Record, SignalKind, State, Status
from detente.web.library import EventRow, Pair, SignalRow, Snapshot
from detente.web.words import bargain

R = TypeVar("R")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
ALLOWED: dict[str, frozenset[str]] = {
    "type": frozenset(get_args(EventType)),
    "status": frozenset(get_args(Status)),
    "kind": frozenset(get_args(SignalKind)),
    "state": frozenset(get_args(State)),
}
LONGEST = 200


class BadQuery(Exception):  # noqa: N818 (it is what the address asks for that is bad)
    """A parameter that cannot be meant; `args` are its name, what is wrong and what to write."""


class Query(Record, frozen=True, kw_only=True):
    """What a page or request asks for; None or empty where it does not say."""

    dyad: str | None = None
    side: str | None = None
    type: str | None = None
    status: str | None = None
    kind: str | None = None
    state: str | None = None
    since: str | None = None
    until: str | None = None
    q: str | None = None

    def checked(self) -> Query:
        """Itself; raises `BadQuery` for a value that no row could ever have."""
        for name, allowed in ALLOWED.items():
            value = getattr(self, name)
            if value and value not in allowed:
                raise BadQuery(name, f"no such {name}: {value[:40]}", "one of " + ", ".join(sorted(allowed)))
        for name in ("since", "until"):
            value = getattr(self, name)
            if value and not _DAY.fullmatch(value):
                raise BadQuery(name, f"not a day: {value[:40]}", "write 2025-05-07")
        for name in ("dyad", "side", "q"):
            if len(getattr(self, name) or "") > LONGEST:
                raise BadQuery(name, "too long", f"at most {LONGEST} characters")
        return self

    @property
    def words(self) -> tuple[str, ...]:
        """The words searched for."""
        return tuple((self.q or "").casefold().split())


def pair_of(text: str, known: Snapshot) -> Pair | None:
    """ "IND-PAK" or "LBN:Hezbollah-ISR" as the pair of sides the snapshot knows by these names."""
    by_name = {name.casefold(): side for side, name in known.names.items()}
    by_name.update({side.casefold(): side for side in known.names})
    parts = text.split("-")
    for n in range(1, len(parts)):
        one, other = (by_name.get("-".join(p).strip().casefold()) for p in (parts[:n], parts[n:]))
        if one and other and one != other:
            return min(one, other), max(one, other)
    return None


class LedgerRow:
    """A ledger row with what lists filter by, as events and signals have it."""

    def __init__(self, row: Commitment, pairs: frozenset[Pair]) -> None:
        self.row = row
        self.pairs = pairs
        self.when = max([row.last_said or "", *(c.date or "" for c in row.history)])
        self.sides = frozenset([row.signal.speaker.side])

    @property
    def folded(self) -> str:
        """The text that words are looked for in."""
        return f"{self.row.signal.quote} {bargain(self.row.signal)}".casefold()


L = TypeVar("L", EventRow, SignalRow, LedgerRow)


def events(snapshot: Snapshot, query: Query, *, happened: bool = False) -> list[EventRow]:
    """The events that fit, the newest first."""
    pair = pair_of(query.dyad, snapshot) if query.dyad else None
    rows = list(snapshot.events_of.get(pair, ()) if pair else snapshot.events)
    if query.type:
        rows = [row for row in rows if row.event.type == query.type]
    if query.status:
        rows = [row for row in rows if row.event.status == query.status]
    if happened:
        rows = [row for row in rows if row.happened]
    return _narrowed(rows, snapshot, query)


def signals(snapshot: Snapshot, query: Query) -> list[SignalRow]:
    """The signals that fit, the newest first."""
    rows = [row for row in snapshot.signals if not query.kind or row.signal.kind == query.kind]
    return _narrowed(rows, snapshot, query)


def commitments(snapshot: Snapshot, query: Query, rows: Sequence[Commitment] | None = None) -> list[Commitment]:
    """The ledger's rows that fit, the newest first; `since` and `until` are of the days they were said or changed on."""
    pair = pair_of(query.dyad, snapshot) if query.dyad else None
    if rows is None:
        rows = snapshot.rows_of.get(pair, ()) if pair else snapshot.rows
    looked = [
        LedgerRow(row, snapshot.pairs_of.get(row.id, frozenset())) for row in rows
        if (not query.kind or row.signal.kind == query.kind) and (not query.state or row.state == query.state)
    ]  # fmt: skip
    return [look.row for look in _narrowed(looked, snapshot, query)]


def _narrowed(rows: list[L], snapshot: Snapshot, query: Query) -> list[L]:
    """By the filters that all lists have; each runs once over what the one before left, which is what makes it quick."""
    if query.dyad:
        pair = pair_of(query.dyad, snapshot)
        rows = [row for row in rows if pair in row.pairs]
    if query.side:
        side = _side(query.side, snapshot)
        rows = [row for row in rows if side in row.sides]
    if query.since:
        rows = [row for row in rows if row.when >= query.since]
    if query.until:
        until = query.until + "\x7f"
        rows = [row for row in rows if row.when <= until]
    for word in query.words:
        rows = [row for row in rows if word in row.folded]
    return rows


def _side(text: str, known: Snapshot) -> str:
    folded = text.casefold()
    return next((s for s, name in known.names.items() if folded in (s.casefold(), name.casefold())), text)


def page(rows: Sequence[R], key: Callable[[R], str], *, after: str | None, limit: int) -> tuple[list[R], str | None]:
    """A page of rows and the cursor of the next one; the cursor names the last row, so that new rows before it move nothing."""
    start = 0
    if after:
        last = _decoded(after)
        start = next((n + 1 for n, row in enumerate(rows) if key(row) == last), -1)
        if start < 0:
            raise BadQuery("cursor", "it names no row of this list", "begin again without one")
    chosen = list(rows[start : start + limit])
    more = start + limit < len(rows)
    return chosen, base64.urlsafe_b64encode(key(chosen[-1]).encode()).decode() if more and chosen else None


def _decoded(cursor: str) -> str:
    try:
        return base64.urlsafe_b64decode(cursor.encode()).decode()
    except ValueError:
        raise BadQuery("cursor", "not a cursor", "take it from the answer before") from None
