"""A folder of tables: CSV with a Frictionless data package that describes every column, or Parquet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from detente.publish.exports.tables import write_csv, write_parquet
from detente.store import Store
from detente.store.columns import Column, about
from detente.store.query import SUBJECTS, Filters, What, columns_of, find

TABLES: Final[tuple[What, ...]] = ("articles", "events", "signals", "casualties", "commitments", "incidents")
KINDS: Final = {"text": "string", "integer": "integer", "number": "number", "boolean": "boolean", "time": "datetime"}
KEYS: Final[Mapping[str, list[str]]] = {
    name: ["article", "id"] if name in ("events", "signals", "casualties") else ["id"] for name in TABLES
}


def write_package(store: Store, folder: Path, filters: Filters) -> dict[str, int]:
    """`articles.csv`, `events.csv` … and `datapackage.json`; the rows of each. `filters` narrow each table as far as it has them."""
    counts: dict[str, int] = {}
    for name in TABLES:
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
            counts[name] = write_csv(find(store, name, fitting(name, filters)), columns_of(name), out)
    text = json.dumps(package(counts), ensure_ascii=False, indent=1) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return counts


def write_parquets(store: Store, folder: Path, filters: Filters) -> dict[str, int]:
    """`articles.parquet`, `events.parquet` …; the rows of each."""
    counts: dict[str, int] = {}
    for name in TABLES:
        rows = find(store, name, fitting(name, filters))
        counts[name] = write_parquet(rows, columns_of(name), folder / f"{name}.parquet")
    return counts


def fitting(name: What, filters: Filters) -> Filters:
    """The filters a table has; articles are not narrowed by time, so that every record finds its own."""
    has = SUBJECTS[name].has - ({"since", "until"} if name == "articles" else set())
    return Filters(**{key: value for key, value in vars(filters).items() if key in has})


def package(counts: Mapping[str, int]) -> dict[str, Any]:
    """The descriptor, by https://specs.frictionlessdata.io."""
    return {
        "profile": "tabular-data-package", "name": "detente", "title": "Détente: events, signals and commitments",
        "resources": [_resource(name) for name in TABLES if name in counts],
    }  # fmt: skip


def _resource(name: What) -> dict[str, Any]:
    fields = [_field(column) for column in columns_of(name)]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""], "primaryKey": KEYS[name]}
    if "article" in KEYS[name]:
        reference = {"resource": "articles", "fields": "id"}
        schema["foreignKeys"] = [{"fields": "article", "reference": reference}]
    return {
        "profile": "tabular-data-resource", "name": name, "path": f"{name}.csv", "description": about(name),
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
    }  # fmt: skip


def _field(column: Column) -> dict[str, Any]:
    made: dict[str, Any] = {"name": column.name, "type": KINDS[column.kind], "description": column.about}
    if column.kind == "time":
        made["format"] = "%Y-%m-%dT%H:%M:%SZ"
    if not column.empty and column.kind != "text":  # an empty text is a missing value in CSV
        made["constraints"] = {"required": True}
    return made
