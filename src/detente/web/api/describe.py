"""What the OpenAPI document says of the answers: schemas made from the records themselves, examples, every status code."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from detente import answers
from detente.records import Record
from detente.web.api import examples
from detente.web.api.forms import KINDS, Table
from detente.web.api.items import TABLES

REFS: Final = "#/components/schemas/{name}"
NULL: Final = "\x00null"
"""Stands for null in examples on their way through FastAPI, which leaves out what is null."""
PROBLEM: Final = "application/problem+json"
_REFUSALS: Final = {
    400: ("A parameter cannot be meant", "type: no such type: BOMB", "one of ACCUSE, AGREE, AID, …"),
    401: ("This needs an account: a token, or a session", "Sign in", "send Authorization: Bearer TOKEN"),
    403: ("Your role does not allow it", "Your role does not allow it", "ask an administrator"),
    404: ("There is no such record", "There is no such page or record", None),
    406: ("It cannot be had in that form", "this can be had as application/json, text/csv", None),
    413: ("The request is too large", "The request is too large", None),
    422: ("A parameter is not valid", "limit: Input should be less than or equal to 1000", None),
    429: ("Too many requests: wait as long as Retry-After says", "Too many requests", "try again in 20 seconds"),
    503: ("It is busy: wait as long as Retry-After says", "The store is busy", "try again in a moment"),
}  # fmt: skip
_ALWAYS: Final = (400, 401, 403, 404, 406, 413, 422, 429, 503)


def refusals() -> dict[int | str, dict[str, Any]]:
    """The errors any call may answer with."""
    return {status: _refusal(status) for status in _ALWAYS}


def _refusal(status: int) -> dict[str, Any]:
    words, title, detail = _REFUSALS[status]
    example = {"type": "about:blank", "status": status, "title": title} | ({"detail": detail} if detail else {})
    made: dict[str, Any] = {
        "description": words,
        "content": {PROBLEM: {"schema": {"$ref": REFS.format(name="Refusal")}, "example": example}},
    }
    if status in (429, 503):
        about = {"description": "Seconds to wait.", "schema": {"type": "integer"}, "example": 20}
        made["headers"] = {"Retry-After": about}
    return made


def answer(kind: type[Record]) -> dict[int | str, dict[str, Any]]:
    """What a call answers with: one record of a type, or 304."""
    return later(kind.__name__)


def later(name: str, *, many: bool = False) -> dict[int | str, dict[str, Any]]:
    """The same by the type's name: those that load much are only loaded when the document is asked for."""
    schema: dict[str, Any] = {"$ref": REFS.format(name=name)}
    example = examples.EXAMPLES[name]
    if many:
        schema, example = {"type": "array", "items": schema}, [example]
    return _ok({"application/json": {"schema": schema, "example": example}})


def answers_of(table: Table) -> dict[int | str, dict[str, Any]]:
    """What a list answers with, in any of its forms."""
    (schema,), _ = msgspec.json.schema_components([_page(table)], ref_template=REFS)
    row = examples.EXAMPLES[table.item.__name__]
    content: dict[str, Any] = {
        "application/json": {"schema": schema, "example": {"total": 1, "next": None, "rows": [row]}},
        "text/csv": {"schema": {"type": "string"}, "example": ",".join(c.name for c in table.columns) + "\n"},
        KINDS["parquet"]: {"schema": {"type": "string", "format": "binary"}},
    }
    if table.point:
        content[KINDS["geojson"]] = {"schema": GEOJSON, "example": {"type": "FeatureCollection", "features": []}}
    return _ok(content)


GEOJSON: Final = {
    "type": "object", "required": ["type", "features"],
    "properties": {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": {"type": "object"}}},
}  # fmt: skip


def _ok(content: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    tag = {
        "ETag": {
            "description": "Send it back as If-None-Match.",
            "schema": {"type": "string"},
            "example": 'W/"0f3a-0.1.0"',
        }
    }
    for each in content.values():
        if "example" in each:
            each["example"] = _marked(each["example"], None, NULL)
    return {
        200: {"description": "As asked for.", "content": content, "headers": tag},
        304: {"description": "Unchanged since the ETag sent.", "headers": tag},
    }


def _page(table: Table) -> Any:
    return answers.Page[table.item]  # type: ignore[name-defined]


def _kinds() -> list[Any]:
    """Every type an answer may be."""
    from detente.dynamics.forecast import Forecast
    from detente.dynamics.what_if import WhatIf
    from detente.publish.dyad import DyadPage
    from detente.publish.lines import Brief

    own = (
        answers.Refusal, answers.EventItem, answers.CommitmentTrail, answers.ReadArticle, answers.IncidentItem,
        answers.DyadNow, answers.LedgerNow, answers.SearchResult, answers.Coverage, answers.Numbers,
    )  # fmt: skip
    return [*own, *map(_page, TABLES), DyadPage, Forecast, WhatIf, Brief]


def _marked(given: Any, old: Any, new: Any) -> Any:
    """JSON with one value in place of another, wherever it stands."""
    if isinstance(given, dict):
        return {name: _marked(value, old, new) for name, value in given.items()}
    if isinstance(given, list):
        return [_marked(value, old, new) for value in given]
    return new if given == old else given


def add_document(app: FastAPI) -> None:
    """Give the application its OpenAPI document, with the records as components."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            _, components = msgspec.json.schema_components(_kinds(), ref_template=REFS)
            schemas = made.setdefault("components", {}).setdefault("schemas", {})
            schemas.update(components)
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            app.openapi_schema = _marked(made, NULL, None)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
