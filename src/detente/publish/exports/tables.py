"""Rows with named columns as CSV, JSON, JSON Lines or Parquet, written as they come."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any, Protocol

from detente.errors import UsageError

Row = Mapping[str, Any]
AT_ONCE = 10_000  # rows of a Parquet row group


class Column(Protocol):
    """What is asked of a column: `detente.store.columns.Column` has it."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def empty(self) -> bool: ...


def write_csv(rows: Iterable[Row], columns: Sequence[Column], out: IO[str]) -> int:
    """RFC 4180 with a header; times as 2025-05-07T01:05:00Z, booleans as true and false, nothing for what is empty. How many rows."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 (the count is what is returned)
        writer.writerow([cell(row[column.name]) for column in columns])
    return count


def write_jsonl(rows: Iterable[Row], columns: Sequence[Column], out: IO[str]) -> int:
    """One JSON object a line; how many."""
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        out.write(json.dumps(_plain(row, columns), ensure_ascii=False) + "\n")
    return count


def write_json(rows: Iterable[Row], columns: Sequence[Column], out: IO[str]) -> int:
    """One JSON array; how many it holds."""
    count = 0
    out.write("[")
    for count, row in enumerate(rows, 1):
        out.write(("\n " if count == 1 else ",\n ") + json.dumps(_plain(row, columns), ensure_ascii=False))
    out.write("\n]\n" if count else "]\n")
    return count


def write_parquet(rows: Iterable[Row], columns: Sequence[Column], path: Path) -> int:
    """A Parquet file, zstd; times are UTC timestamps. How many rows. Raises `UsageError` where pyarrow is missing."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError("parquet", "pyarrow is not installed", "pip install 'detente[parquet]'") from None
    kinds = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    kinds |= {"time": pa.timestamp("s", tz="UTC"), "bytes": pa.binary()}
    schema = pa.schema(
        [pa.field(c.name, kinds[c.kind], nullable=c.empty, metadata={"description": c.about}) for c in columns]
    )
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for some in _batches(rows, AT_ONCE):
            writer.write_table(pa.Table.from_pylist([dict(row) for row in some], schema=schema))
            count += len(some)
    return count


def cell(value: Any) -> str:
    """A value as text in a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return stamp(value)
    return str(value)


def stamp(at: datetime) -> str:
    """A time as 2025-05-07T01:05:00Z."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _plain(row: Row, columns: Sequence[Column]) -> dict[str, Any]:
    found = {column.name: row[column.name] for column in columns}
    return {name: stamp(value) if isinstance(value, datetime) else value for name, value in found.items()}


def _batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    given = iter(rows)
    while some := list(islice(given, size)):
        yield some
