"""What the tables and columns are: their types from the models, their meaning from columns.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from sqlalchemy import Boolean, Float, Integer, LargeBinary

from detente.store.model import Table
from detente.store.times import Utc

Kind = Literal["text", "integer", "number", "boolean", "time", "bytes"]
_KINDS: tuple[tuple[type[Any], Kind], ...] = (
    (Utc, "time"), (Boolean, "boolean"), (Integer, "integer"), (Float, "number"), (LargeBinary, "bytes"),
)  # fmt: skip


class Column(NamedTuple):
    """A column: its name, what kind of value it holds, what it means, and whether it may be empty."""

    name: str
    kind: Kind
    about: str
    empty: bool = True


@cache
def meanings() -> dict[str, dict[str, str]]:
    """columns.toml: by table, then by column; "" is the table itself."""
    return tomllib.loads(files(__package__).joinpath("columns.toml").read_text("utf-8"))


def tables() -> tuple[str, ...]:
    """The tables in the order they are declared in columns.toml."""
    return tuple(name for name in meanings() if name != "shared")


def about(table: str) -> str:
    """What a table holds."""
    return meanings()[table][""]


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table, in order."""
    said = meanings()
    made = []
    for column in Table.metadata.tables[table].columns:
        kind: Kind = next((kind for type_, kind in _KINDS if isinstance(column.type, type_)), "text")
        meaning = said[table].get(column.name) or said["shared"][column.name]
        made.append(Column(column.name, kind, meaning, bool(column.nullable)))
    return tuple(made)


def column(table: str, name: str) -> Column:
    """One column of a table."""
    return next(found for found in columns(table) if found.name == name)
