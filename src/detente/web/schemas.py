"""What OpenAPI says of the answers: schemas made from the records themselves, each with an example."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from detente.records import Commitment, Event, Reading, Signal

_ACTOR: Final = {"code": "PAK", "sector": "GOV", "name": "Khawaja Asif", "role": "Defence Minister"}
_EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "Event": {
        "key": "a1/e1", "article": "a1", "published": "2025-05-07", "phrase": "India struck Pakistan", "id": "e1",
        "type": "ASSAULT", "mode": "aerial", "actors": [{"code": "IND", "sector": "MIL"}],
        "recipients": [{"code": "PAK"}], "status": "reported", "background": False, "date": "2025-05-07",
    },
    "Signal": {
        "key": "a1/s1", "article": "a1", "published": "2025-05-07", "kind": "offer", "speaker": _ACTOR,
        "phrase": "If India halts its attack, Pakistan will reduce tension", "id": "s1",
    },
    "CommitmentRow": {"id": "a1/s1", "state": "open", "state_in_words": "open", "article": "a1", "first_said": "2025-05-07"},
    "ArticleLine": {"id": "a1", "date": "2025-05-07", "title": "Minister speaks", "events": 3, "signals": 1, "errors": 0},
    "Dyad": {"sides": ["IND", "PAK"], "names": "India – Pakistan", "events": 58, "commitments": 41, "open": 12, "last": "2025-05-20"},
}  # fmt: skip
_STATUS: Final = {
    "articles": 71,
    "events": 402,
    "signals": 120,
    "commitments": 67,
    "known_to": "2025-05-20",
    "version": "0f3a",
}
_OBJECTS: Final = {
    "EventPage": "Event",
    "SignalPage": "Signal",
    "CommitmentPage": "CommitmentRow",
    "ArticlePage": "ArticleLine",
    "DyadPage": "Dyad",
}

PROBLEM: Final = {
    "type": "object", "required": ["status", "title"],
    "properties": {"type": {"type": "string"}, "status": {"type": "integer"}, "title": {"type": "string"}, "detail": {"type": "string"}},
}  # fmt: skip
ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    status: {"description": words, "content": {"application/problem+json": {"schema": PROBLEM}}}
    for status, words in (
        (400, "A parameter cannot be meant"),
        (404, "There is no such record"),
        (422, "A parameter is not valid"),
    )
}


def answer(name: str) -> dict[int | str, dict[str, Any]]:
    """The 200 answer of an endpoint, by the name of what it gives."""
    item = _OBJECTS.get(name)
    example: Any = _STATUS if name == "Status" else _EXAMPLES.get(item or name, {})
    schema: dict[str, Any] = {"type": "object", "title": name}
    if item:
        example = {"total": 1, "next": None, "rows": [example]}
        schema |= {
            "required": ["total", "next", "rows"],
            "properties": {
                "total": {"type": "integer"}, "next": {"type": ["string", "null"]},
                "rows": {"type": "array", "items": _schema(item)},
            },
        }  # fmt: skip
    else:
        schema |= _schema(name)
    content: dict[str, Any] = {"application/json": {"schema": schema, "example": example}}
    if name in ("EventPage", "SignalPage", "CommitmentPage"):
        content["text/csv"] = {"schema": {"type": "string"}}
    if name in ("EventPage", "SignalPage"):
        content["application/geo+json"] = {"schema": {"type": "object"}}
    return {200: {"description": "", "content": content}, 304: {"description": "Unchanged since the ETag sent"}}


def _schema(name: str) -> dict[str, Any]:
    """The record's own fields, written out where they stand: OpenAPI's components stay FastAPI's."""
    kind = {"Event": Event, "Signal": Signal, "CommitmentRow": Commitment, "Reading": Reading}.get(name)
    if kind is None:
        return {"type": "object"}
    fields = msgspec.inspect.type_info(kind)
    assert isinstance(fields, msgspec.inspect.StructType)
    return {"type": "object", "properties": {f.name: {} for f in fields.fields}, "required": ["id"]}
