"""Rows of the library as the API gives them, in JSON and as cells of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from detente.answers import (
    ArticleItem,
    ChangeItem,
    CommitmentItem,
    DyadItem,
    EventItem,
    IncidentItem,
    PlaceItem,
    SignalItem,
)
from detente.ledger import Ruling
from detente.ledger.mentions import counterparts
from detente.ledger.words import label
from detente.publish import incidents as incident_words
from detente.publish.harmless import one_line
from detente.publish.rows import cells as commitment_cells_of
from detente.records import Actor, Commitment, Incident, Place, Reading, Record
from detente.web import words
from detente.web.api.forms import Cells, Column, Table
from detente.web.library import DyadLine, EventRow, SignalRow, Snapshot


def _of(record: Record) -> dict[str, Any]:
    return msgspec.structs.asdict(record)


def event_item(row: EventRow) -> EventItem:
    """An event with its report and its words."""
    return EventItem(
        key=row.key, article=row.reading.id, published=row.reading.date, phrase=words.event_words(row), **_of(row.event)
    )


def signal_item(row: SignalRow) -> SignalItem:
    """A signal with its report and its words."""
    return SignalItem(
        key=row.key,
        article=row.reading.id,
        published=row.reading.date,
        phrase=words.bargain(row.signal),
        **_of(row.signal),
    )


def commitment_item(row: Commitment) -> CommitmentItem:
    """A row of the ledger with its words."""
    return CommitmentItem(phrase=words.bargain(row.signal), state_in_words=words.state(row), **_of(row))


def article_item(reading: Reading) -> ArticleItem:
    """A report without what was read out of it."""
    return ArticleItem(
        id=reading.id, date=reading.date, title=reading.title, url=reading.url, source=reading.source,
        events=len(reading.events), signals=len(reading.signals), errors=len(reading.errors),
    )  # fmt: skip


def dyad_item(line: DyadLine, snapshot: Snapshot) -> DyadItem:
    """A pair with its counts."""
    return DyadItem(
        sides=line.pair, names=words.pair_name(line.pair, snapshot), events=line.events, commitments=line.commitments,
        open=line.open, last=line.last or None,
    )  # fmt: skip


def incident_item(made: Incident) -> IncidentItem:
    """A happening with its words."""
    return IncidentItem(phrase=words.capital(incident_words.phrase(made)), **_of(made))


def change_items(row: Commitment) -> list[ChangeItem]:
    """The steps of a row, in order."""
    return [
        ChangeItem(
            id=f"{row.id}#{n}", row=row.id, kind=row.signal.kind, speaker=label(row.signal.speaker),
            phrase=words.bargain(row.signal), state=change.state, date=change.date or row.first_said,
            because=change.because, rule=change.rule, quote=row.signal.quote,
        )
        for n, change in enumerate(row.history)
    ]  # fmt: skip


def place_items(rows: Iterable[EventRow]) -> list[PlaceItem]:
    """The places of events, by name; places of one name stand apart where their coordinates do."""
    found: dict[tuple[str, float, float], list[EventRow]] = {}
    for row in rows:
        place = row.event.place
        if place is not None and place.latitude is not None and place.longitude is not None:
            found.setdefault((place.name, place.latitude, place.longitude), []).append(row)
    return [_place(key, some) for key, some in sorted(found.items(), key=lambda each: place_key(each[0]))]


def place_key(of: tuple[str, float, float]) -> tuple[str, str]:
    """What places are sorted by."""
    return of[0], f"{of[1]},{of[2]}"


def _place(key: tuple[str, float, float], rows: Sequence[EventRow]) -> PlaceItem:
    place = rows[0].event.place
    assert place is not None
    days = [row.when[:10] for row in rows]
    return PlaceItem(
        name=key[0], country=place.country, latitude=key[1], longitude=key[2], disputed=place.disputed, events=len(rows),
        first=min(days), last=max(days),
    )  # fmt: skip


# -------------------------------------------------------------------------------------------------------------- tables


def _sides(actors: Iterable[Actor]) -> str:
    return "; ".join(dict.fromkeys(actor.side for actor in actors))


def _place_cells(place: Place | None) -> Cells:
    return {
        "place": place.name if place else None, "country": place.country if place else None,
        "latitude": place.latitude if place else None, "longitude": place.longitude if place else None,
        "disputed": place.disputed if place else None,
    }  # fmt: skip


def _flat(cells: Cells) -> Cells:
    """On one line and without control characters."""
    return {name: one_line(value) if isinstance(value, str) else value for name, value in cells.items()}


def _event_cells(made: EventItem) -> Cells:
    return _flat(
        {
            "key": made.key, "date": made.date, "published": made.published, "type": made.type, "mode": made.mode,
            "cameo": made.cameo, "goldstein": made.goldstein, "likelihood": made.likelihood, "actors": _sides(made.actors),
            "recipients": _sides(made.recipients), "said_by": _sides(made.said_by), "status": made.status,
            "background": made.background, **_place_cells(made.place), "phrase": made.phrase, "quote": made.quote,
            "article": made.article,
        }
    )  # fmt: skip


def _signal_cells(made: SignalItem) -> Cells:
    return _flat(
        {
            "key": made.key, "date": made.date, "published": made.published, "kind": made.kind, "speaker": made.speaker.side,
            "addressees": _sides(made.addressees), "deadline": made.deadline, "firm": made.firm, "phrase": made.phrase,
            "quote": made.quote, "article": made.article,
        }
    )  # fmt: skip


def _commitment_cells(made: CommitmentItem) -> Cells:
    return {
        **commitment_cells_of(made),
        "repetitions": len(made.repetitions),
        "counterparts": _sides(counterparts(made.signal)),
    }


def _incident_cells(made: IncidentItem) -> Cells:
    return _flat(
        {
            "id": made.id, "date": made.date, "earliest": made.earliest, "latest": made.latest, "type": made.type,
            "mode": made.mode, "actors": _sides(made.actors), "recipients": _sides(made.recipients),
            "background": made.background, **_place_cells(made.place), "reports": made.n_reports,
            "independent_sources": made.n_independent_sources, "conflicts": len(made.conflicts), "phrase": made.phrase,
        }
    )  # fmt: skip


def _own_cells(made: Record) -> Cells:
    """The fields of a record that holds no others."""
    return _flat({name: "–".join(v) if isinstance(v, tuple) else v for name, v in msgspec.structs.asdict(made).items()})


def _columns(text: str) -> tuple[Column, ...]:
    """ "key date goldstein:number background:boolean" as columns; what has no kind is text."""
    parts = (each.partition(":") for each in text.split())
    return tuple(Column(name, kind or "text") for name, _, kind in parts)  # type: ignore[arg-type]


def _at(made: Any) -> tuple[float, float] | None:
    place = made.place
    if place is None or place.longitude is None or place.latitude is None:
        return None
    return place.longitude, place.latitude


PLACED = "place country latitude:number longitude:number disputed"
EVENTS = Table(
    "events", EventItem,
    _columns(f"key date published type mode cameo goldstein:number likelihood:number actors recipients said_by status background:boolean {PLACED} phrase quote article"),
    _event_cells, _at,
)  # fmt: skip
SIGNALS = Table(
    "signals", SignalItem,
    _columns("key date published kind speaker addressees deadline firm:boolean phrase quote article"), _signal_cells,
)  # fmt: skip
COMMITMENTS = Table(
    "commitments", CommitmentItem,
    _columns(
        "id first_said last_said kind speaker addressees counterparts terms deadline state since because next_mover "
        "repetitions:integer article quote"
    ),
    _commitment_cells,
)  # fmt: skip
ARTICLES = Table(
    "articles",
    ArticleItem,
    _columns("id date title url source events:integer signals:integer errors:integer"),
    _own_cells,
)
INCIDENTS = Table(
    "incidents", IncidentItem,
    _columns(
        f"id date earliest latest type mode actors recipients background:boolean {PLACED} reports:integer "
        "independent_sources:integer conflicts:integer phrase"
    ),
    _incident_cells, _at,
)  # fmt: skip
CHANGES = Table("changes", ChangeItem, _columns("id row kind speaker phrase state date because rule quote"), _own_cells)
DYADS = Table(
    "dyads", DyadItem, _columns("sides names events:integer commitments:integer open:integer last"), _own_cells
)
PLACES = Table(
    "places", PlaceItem, _columns("name country latitude:number longitude:number disputed events:integer first last"),
    _own_cells, lambda made: (made.longitude, made.latitude),
)  # fmt: skip
RULINGS = Table("rulings", Ruling, _columns("because row state retracts by date made"), _own_cells)
TABLES = (EVENTS, SIGNALS, COMMITMENTS, ARTICLES, INCIDENTS, CHANGES, DYADS, PLACES, RULINGS)
