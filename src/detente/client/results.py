"""Lists of records: read page by page as they are asked for, shown as tables in notebooks, turned into data frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, overload

import msgspec

from detente.answers import ArticleItem, ChangeItem, Page
from detente.ledger.words import label, phrase_signal, sides, state_words
from detente.publish.deeds import deed
from detente.publish.harmless import harmless
from detente.records import Actor, Commitment, Event, Incident, Place, Record, Signal

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")
AT_ONCE: Final = 500
"""Rows of a page, where all are wanted."""
SHOWN: Final = 20
"""Rows shown in a notebook."""


class Listing(Generic[T]):
    """A list of the server. Iterating reads all its pages, each as it is reached; `total` and `first` read only one."""

    def __init__(self, page: Callable[[str | None, int], Page[T]], name: str) -> None:
        self._page = page
        self.name = name

    def __iter__(self) -> Iterator[T]:
        cursor: str | None = None
        while True:
            page = self._page(cursor, AT_ONCE)
            yield from page.rows
            cursor = page.next
            if cursor is None:
                return

    def pages(self, limit: int = AT_ONCE) -> Iterator[Page[T]]:
        """Page by page."""
        cursor: str | None = None
        while True:
            page = self._page(cursor, limit)
            yield page
            cursor = page.next
            if cursor is None:
                return

    @property
    def total(self) -> int:
        """How many rows fit."""
        return self._page(None, 1).total

    def first(self, count: int = 1) -> Rows[T]:
        """The first rows."""
        return Rows(islice(self, count)) if count > AT_ONCE else Rows(self._page(None, max(count, 1)).rows[:count])

    def all(self) -> Rows[T]:
        """All rows."""
        return Rows(self)

    def to_pandas(self) -> pd.DataFrame:
        """All rows as a data frame: see `Rows.to_pandas`."""
        return self.all().to_pandas()

    def __repr__(self) -> str:
        return f"<{self.name}: iterate, or .all(), .first(10), .to_pandas()>"

    def _repr_html_(self) -> str:
        page = self._page(None, SHOWN)
        return _table(page.rows, page.total)


class Rows(Sequence[T]):
    """Records in order. A notebook shows them as a table: for a commitment its state, its words and what bears it out.

    Takes any records, those of `detente.api.read` or of a ledger too: `Rows(ledger.rows)`.
    """

    def __init__(self, rows: Iterable[T]) -> None:
        self._rows = tuple(rows)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Rows[T]: ...
    def __getitem__(self, at: int | slice) -> T | Rows[T]:
        return Rows(self._rows[at]) if isinstance(at, slice) else self._rows[at]

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and self._rows == other._rows

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Rows({list(self._rows[:3])!r}{', …' if len(self) > 3 else ''})"

    def to_pandas(self) -> pd.DataFrame:
        """A data frame, a row each: fields by name; sides joined by "; "; a place as its name, latitude and longitude; of longer
        lists their number. Dates stay text, for each has its own precision."""
        import pandas as pd

        return pd.DataFrame([_flat(row) for row in self._rows])

    def _repr_html_(self) -> str:
        return _table(self._rows[:SHOWN], len(self))


class Shown:
    """One record for a notebook."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def __repr__(self) -> str:
        return repr(self.record)

    def _repr_html_(self) -> str:
        if isinstance(self.record, Commitment):
            return _whole(self.record)
        return _table((self.record,), 1)


def show(given: Record | Iterable[Record]) -> Shown | Rows[Any]:
    """A record or records as a notebook shows them; a commitment with its history and its evidence."""
    return Shown(given) if isinstance(given, Record) else Rows(given)


# ----------------------------------------------------------------------------------------------------------------- HTML


def _table(rows: Sequence[Any], total: int) -> str:
    """A table of records of one kind, everything in it escaped."""
    if not rows:
        return "<p>nothing</p>"
    cells = [_cells(row) for row in rows]
    names = list(dict.fromkeys(name for row in cells for name in row))
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = "".join("<tr>" + "".join(f"<td>{_text(row.get(name))}</td>" for name in names) + "</tr>" for row in cells)
    more = f"<p>{len(rows)} of {total}</p>" if total > len(rows) else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _text(value: object) -> str:
    return "" if value is None else escape(harmless(str(value)))


def _cells(row: Any) -> dict[str, object]:
    """What is shown of a record."""
    if isinstance(row, Commitment):
        last = row.history[-1] if row.history else None
        return {
            "state": state_words(row.signal.kind, row.state), "since": last.date if last else None,
            "who": label(row.signal.speaker), "to": sides(row.signal.addressees), "kind": row.signal.kind,
            "terms": phrase_signal(row.signal), "quote": row.signal.quote, "because": last.because if last else None,
            "evidence": len(row.evidence), "id": row.id,
        }  # fmt: skip
    if isinstance(row, Event):
        return {
            "date": row.date or getattr(row, "published", None), "status": row.status, "type": row.type,
            "what": getattr(row, "phrase", None) or deed(row), "place": row.place.name if row.place else None,
            "quote": row.quote, "id": getattr(row, "key", row.id),
        }  # fmt: skip
    if isinstance(row, Signal):
        return {
            "date": row.date or getattr(row, "published", None), "kind": row.kind, "who": label(row.speaker),
            "to": sides(row.addressees), "terms": phrase_signal(row), "quote": row.quote, "id": getattr(row, "key", row.id),
        }  # fmt: skip
    if isinstance(row, Incident):
        return {
            "date": row.date or row.latest, "type": row.type, "what": getattr(row, "phrase", None),
            "place": row.place.name if row.place else None, "reports": row.n_reports,
            "sources": row.n_independent_sources, "conflicts": len(row.conflicts), "id": row.id,
        }  # fmt: skip
    if isinstance(row, ArticleItem | ChangeItem):
        return {name: value for name, value in _flat(row).items() if name not in ("url", "rule")}
    return _flat(row)


def _whole(row: Commitment) -> str:
    """A commitment with its sentence, its history and its evidence."""
    steps = "".join(f"<li>{_text(c.date)} <b>{_text(c.state)}</b>: {_text(c.because)}</li>" for c in row.history)
    evidence = "".join(
        f"<li>{_text(e.date)} {_text(e.why)}: <q>{_text(e.quote)}</q> {_text(e.source or e.article)}</li>"
        for e in row.evidence
    )
    return (
        f"<p><b>{_text(state_words(row.signal.kind, row.state))}</b> {_text(label(row.signal.speaker))}: "
        f"{_text(phrase_signal(row.signal))}</p><blockquote>{_text(row.signal.quote)}</blockquote>"
        f"<p>history</p><ol>{steps}</ol><p>evidence</p><ul>{evidence}</ul>"
    )


# --------------------------------------------------------------------------------------------------------------- frames


def _flat(row: Any) -> dict[str, object]:
    """A record as cells of a data frame."""
    if not isinstance(row, msgspec.Struct):
        return {"value": row}
    found: dict[str, object] = {}
    for name, value in msgspec.structs.asdict(row).items():
        if isinstance(value, Place):
            found |= {
                name: value.name,
                "country": value.country,
                "latitude": value.latitude,
                "longitude": value.longitude,
            }
            found["disputed"] = value.disputed
        elif isinstance(value, Signal):
            found |= {
                "kind": value.kind, "speaker": value.speaker.side, "addressees": _sides(value.addressees),
                "deadline": value.deadline, "quote": value.quote,
            }  # fmt: skip
        else:
            found[name] = _cell(value)
    return found


def _cell(value: Any) -> object:
    if isinstance(value, Actor):
        return value.side
    if isinstance(value, tuple) and value and all(isinstance(each, Actor) for each in value):
        return _sides(value)
    if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
        return "; ".join(value)
    if isinstance(value, tuple | dict):
        return len(value)
    if isinstance(value, msgspec.Struct):
        return getattr(value, "text", None) or msgspec.json.encode(value).decode()
    return value


def _sides(actors: Iterable[Actor]) -> str:
    return "; ".join(dict.fromkeys(actor.side for actor in actors))
