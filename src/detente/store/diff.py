"""What a newer coding changed: records added, gone and changed, article by article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Literal

from msgspec import to_builtins
from sqlalchemy import func, select

from detente.records import Casualty, Event, Reading, Record, Signal
from detente.store.model import ArticleRow, ReadingRow
from detente.store.rows import sides, unpack
from detente.store.store import Store

Coded = Event | Signal | Casualty
NOT_COMPARED: Final = frozenset({"id", "inside", "event", "rule", "clause", "span", "said_in"})
"""Names of records and of rules may differ where nothing that is said of the world does."""


class Difference(Record, frozen=True, kw_only=True):
    """One record that two readings of an article do not share; `fields` of a changed one hold the old and the new value."""

    article: str
    record: str
    change: Literal["added", "gone", "changed"]
    kind: Literal["event", "signal", "casualty"]
    says: str
    quote: str
    fields: dict[str, tuple[Any, Any]]


def differences(store: Store) -> Iterator[Difference]:
    """What the current readings have other than those they replaced, in order of the articles; imports and first readings have none."""
    newest = (
        select(ReadingRow.article_key, func.max(ReadingRow.coded_at).label("at"))
        .where(ReadingRow.current.is_(False))
        .group_by(ReadingRow.article_key)
        .subquery()
    )
    wanted = (
        select(ArticleRow.id, ReadingRow.current, ReadingRow.record)
        .join(ReadingRow, ReadingRow.article_key == ArticleRow.key)
        .join(newest, newest.c.article_key == ArticleRow.key)
        .where(ReadingRow.current | (ReadingRow.coded_at == newest.c.at))
        .order_by(ArticleRow.key, ReadingRow.current, ReadingRow.coder_key)
    )
    old: tuple[str, Reading] | None = None
    with store.reading() as connection:
        for row in connection.execution_options(yield_per=200).execute(wanted):
            if not row.current:
                old = (row.id, unpack(row.record))
            elif old and old[0] == row.id:
                yield from compare(old[1], unpack(row.record), row.id)


def compare(old: Reading, new: Reading, article: str) -> Iterator[Difference]:
    """The differences between two readings of one article."""
    yield from _paired(old.events, new.events, article, "event")
    yield from _paired(old.signals, new.signals, article, "signal")
    yield from _paired(old.casualties, new.casualties, article, "casualty")


def _paired(
    old: Sequence[Coded], new: Sequence[Coded], article: str, kind: Literal["event", "signal", "casualty"]
) -> Iterator[Difference]:
    """Records paired by what they are of: those of the same words and kind first, then of the same words."""
    left = dict(enumerate(old))
    right = dict(enumerate(new))
    pairs: list[tuple[int, int]] = []
    for key in (_all, _kind_and_words, _kind_and_sentence, _words):
        waiting: dict[Any, list[int]] = {}
        for n, each in left.items():
            waiting.setdefault(key(each), []).append(n)
        for n, each in list(right.items()):
            if mates := waiting.get(key(each)):
                mate = mates.pop(0)
                pairs.append((mate, n))
                del left[mate], right[n]
    for mate, n in sorted(pairs, key=lambda pair: pair[1]):
        changed = _changed(old[mate], new[n])
        if changed:
            yield _difference(new[n], n, article, kind, "changed", changed)
    yield from (_difference(each, n, article, kind, "gone", {}) for n, each in left.items())
    yield from (_difference(each, n, article, kind, "added", {}) for n, each in right.items())


def _all(one: Coded) -> Any:
    return repr([(name, value) for name, value in to_builtins(one).items() if name not in NOT_COMPARED])


def _type(one: Coded) -> str:
    return one.type if isinstance(one, Event) else one.kind


def _kind_and_words(one: Coded) -> Any:
    return (_type(one), one.sentence, one.span)


def _kind_and_sentence(one: Coded) -> Any:
    return (_type(one), one.sentence)


def _words(one: Coded) -> Any:
    return (one.sentence, one.span)


def _changed(old: Coded, new: Coded) -> dict[str, tuple[Any, Any]]:
    before, after = to_builtins(old), to_builtins(new)
    names = [name for name in after if name not in NOT_COMPARED and before.get(name) != after[name]]
    return {name: (_short(getattr(old, name)), _short(getattr(new, name))) for name in names}


def _short(value: Any) -> Any:
    """Actors by their sides, places by their names; a change inside them that these do not show, whole."""
    if isinstance(value, tuple) and value and hasattr(value[0], "side"):
        return [_short(each) for each in value]
    if hasattr(value, "side"):
        return " ".join(part for part in (value.side, value.sector, value.name) if part)
    if hasattr(value, "latitude"):
        return value.name
    return to_builtins(value)


def _difference(
    one: Coded, number: int, article: str, kind: Literal["event", "signal", "casualty"],
    change: Literal["added", "gone", "changed"], fields: dict[str, tuple[Any, Any]],
) -> Difference:  # fmt: skip
    name = f"c{number + 1}" if isinstance(one, Casualty) else one.id
    return Difference(
        article=article, record=name, change=change, kind=kind, says=_says(one), quote=one.quote, fields=fields
    )


def _says(one: Coded) -> str:
    """A record in a few words: "ASSAULT IND → PAK (reported)"."""
    if isinstance(one, Event):
        return f"{one.type} {sides(one.actors)} → {sides(one.recipients)} ({one.status})"
    if isinstance(one, Signal):
        return f"{one.kind} {one.speaker.side} → {sides(one.addressees)}"
    return f"{one.kind} {_range(one.low, one.high)} {one.who or ''}".rstrip()


def _range(low: int | None, high: int | None) -> str:
    found: Iterable[str] = ("?" if bound is None else str(bound) for bound in (low, high))
    return "–".join(dict.fromkeys(found))
