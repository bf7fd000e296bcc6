"""The description of the API as a page: /api/v1/docs, made of the OpenAPI document, so that it says what is so."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urlencode

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse

from detente.web.templates import render

Json = Mapping[str, Any]
FORMED: Final = ".{form}"
WHOLE: Final = "The whole"
_PATHS: Final = {"name": "a1/s1", "form": "atom"}


class Parameter(NamedTuple):
    """A parameter: its name, where it stands, its type in words, what it means, an example."""

    name: str
    place: str
    kind: str
    about: str
    example: str
    required: bool


class Status(NamedTuple):
    """An answer: its status, what it means, the media types."""

    status: str
    about: str
    kinds: tuple[str, ...]


class Call(NamedTuple):
    """One call."""

    path: str
    anchor: str
    about: str
    forms: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    statuses: tuple[Status, ...]
    gives: tuple[str, str] | None  # the name of the type and its anchor
    curl: str
    example: str


class Field(NamedTuple):
    """A field of a type."""

    name: str
    kind: str
    default: str


class Type(NamedTuple):
    """A type of the document."""

    name: str
    anchor: str
    about: str
    fields: tuple[Field, ...]


def add_manual(app: FastAPI) -> None:
    """The page."""
    made = APIRouter(prefix="/api/v1", include_in_schema=False)

    @cache
    def described() -> tuple[list[tuple[str, list[Call]]], list[Type]]:
        return grouped(app.openapi()), types_of(app.openapi())

    @made.get("/docs")
    def docs() -> HTMLResponse:
        groups, types = described()
        return HTMLResponse(render("api.html", page="api", title="API", groups=groups, types=types))

    app.include_router(made)


def grouped(document: Json) -> list[tuple[str, list[Call]]]:
    """The calls by what they give: lists, pairs, single records, the rest."""
    paths = document["paths"]
    found: dict[str, list[Call]] = {name: [] for name in ("Lists", WHOLE, "Pairs of sides", "One record", "Feeds")}
    for path, calls in paths.items():
        if not _is_form_of(path, paths):
            call = _call(path, calls["get"], document)
            found[_group(call)].append(call)
    return [(name, calls) for name, calls in found.items() if calls]


def _group(call: Call) -> str:
    if call.forms:
        return "Lists"
    if "{one}" in call.path:
        return "Pairs of sides"
    if call.path.endswith("/{name}"):
        return "One record"
    return "Feeds" if call.path.startswith("/feeds") else WHOLE


def _is_form_of(path: str, paths: Json) -> bool:
    return path.endswith(FORMED) and path.removesuffix(FORMED) in paths


def _call(path: str, operation: Json, document: Json) -> Call:
    content = operation["responses"]["200"].get("content", {})
    answer = content.get("application/json", {})
    with_forms = document["paths"].get(path + FORMED)
    forms = (
        next((p["schema"]["enum"] for p in with_forms["get"]["parameters"] if p["name"] == "form"), ())
        if with_forms
        else ()
    )
    parameters = tuple(_parameter(each) for each in operation.get("parameters", ()))
    example = answer.get("example")
    return Call(
        path=path, anchor=path.strip("/").translate(str.maketrans("/{}.", "----")), about=operation.get("description", ""),
        forms=tuple(forms), parameters=parameters, statuses=tuple(_statuses(operation)),
        gives=_gives(answer.get("schema")), curl=_curl(path, operation),
        example=json.dumps(example, ensure_ascii=False, indent=2) if example is not None else "",
    )  # fmt: skip


def _parameter(given: Json) -> Parameter:
    schema = given["schema"]
    example = next(iter(schema.get("examples", ())), None)
    return Parameter(
        name=given["name"], place=given["in"], kind=kind_of(schema, default=True).removesuffix(" or nothing"), about=given.get("description", ""),
        example="" if example is None else _written(example), required=given.get("required", False),
    )  # fmt: skip


def _statuses(operation: Json) -> list[Status]:
    return [
        Status(status, answer["description"], tuple(answer.get("content", ())))
        for status, answer in sorted(operation["responses"].items())
    ]


def _gives(schema: Json | None) -> tuple[str, str] | None:
    """The type an answer is of."""
    if not schema:
        return None
    inner = schema.get("items", schema)
    name = inner.get("$ref", "").rpartition("/")[2]
    row = name.removeprefix("Page_").removesuffix("_")
    said = f"pages of {row}" if row != name else f"a list of {name}" if "items" in schema else name
    return (said, f"type-{row}") if name else None


def _curl(path: str, operation: Json) -> str:
    """A line to try: what must be given, and the first filter that shows what filters do."""
    values = {p["name"]: next(iter(p["schema"].get("examples", ())), "") for p in operation.get("parameters", ())}
    places = {p["name"]: p["in"] for p in operation.get("parameters", ())}
    required = {p["name"] for p in operation.get("parameters", ()) if p.get("required")}
    for name in (n for n, place in places.items() if place == "path"):
        value = _PATHS.get(name, values[name])
        path = path.replace(f"{{{name}}}", quote(str(value)))
    asked = {n: v for n, v in values.items() if places[n] == "query" and (n in required or n == "dyad")}
    return f"curl 'http://127.0.0.1:8321{path}" + (f"?{urlencode(asked)}" if asked else "") + "'"


def types_of(document: Json) -> list[Type]:
    """The types, by name."""
    return [
        Type(
            name=name, anchor=f"type-{name}", about=schema.get("description", ""),
            fields=tuple(
                Field(n, kind_of(s), _written(s["default"]) if "default" in s else "always there")
                for n, s in schema.get("properties", {}).items()
            ),
        )
        for name, schema in sorted(document["components"]["schemas"].items())
    ]  # fmt: skip


def kind_of(schema: Json, *, default: bool = False) -> str:
    """A schema in a few words: "text", "Actor or nothing", "one of open, kept", "list of Event", "integer 1 to 1000, 100 if not given"."""
    said = _kind(schema)
    if schema.get("minimum") is not None and schema.get("maximum") is not None:
        said += f" from {schema['minimum']} to {schema['maximum']}"
    if default and schema.get("default") is not None:
        said += f"; {_written(schema['default'])} if not given"
    return said


def _kind(schema: Json) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "const" in schema:
        return f"“{schema['const']}”"
    if "enum" in schema:
        return "one of " + ", ".join(str(v) for v in schema["enum"] if v != "")
    if "anyOf" in schema:
        parts = dict.fromkeys(kind_of(each) for each in schema["anyOf"] if each.get("const") != "")
        return " or ".join(parts)
    kind = schema.get("type")
    if kind == "array":
        each = [kind_of(one) for one in schema.get("prefixItems", ())] or [kind_of(schema.get("items") or {})]
        return "list of " + " and ".join(each)
    if kind == "object" and isinstance(schema.get("additionalProperties"), Mapping):
        return f"{kind_of(schema['additionalProperties'])} by name"
    if schema.get("format") == "date":
        return "day"
    return {"string": "text", "null": "nothing", "boolean": "true or false", "object": "object"}.get(
        str(kind), str(kind or "anything")
    )


def _written(value: Any) -> str:
    if value is None:
        return "nothing"
    return value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
