"""Parquet parts: one row an article, the article's fields and its reading as the JSON that `detente code` writes."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from detente.errors import NotText, UsageError
from detente.records import Article, Reading, from_json, to_json

ROWS = 1000  # rows of a row group, whatever the batches were, so that the bytes are the same
LEFT = 24 * 3600.0  # seconds; a row group is written every few minutes
COLUMNS = ("id", "date", "title", "url", "source", "text", "events", "signals", "errors", "reading")


def write_part(rows: Iterable[tuple[Article | None, Reading]], path: Path) -> tuple[int, int, int, int]:
    """Written beside `path` and moved there when complete; rows, events, signals and rows with errors."""
    pq, pa = arrow()
    schema = pa.schema(
        [(name, pa.int32() if name in ("events", "signals", "errors") else pa.string()) for name in COLUMNS]
    )
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    counts = [0, 0, 0, 0]
    try:
        with pq.ParquetWriter(beside, schema, compression="zstd") as writer:
            group: list[dict[str, Any]] = []
            for article, reading in rows:
                group.append(_row(article, reading))
                for n, add in enumerate((1, len(reading.events), len(reading.signals), bool(reading.errors))):
                    counts[n] += add
                if len(group) >= ROWS:
                    writer.write_table(pa.Table.from_pylist(group, schema=schema))
                    group = []
            if group:
                writer.write_table(pa.Table.from_pylist(group, schema=schema))
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return counts[0], counts[1], counts[2], counts[3]


def clear_left(folder: Path) -> None:
    """Remove what killed workers left half-written: no worker that lives leaves its part untouched for so long."""
    for left in folder.glob(".*.parquet.*"):
        with contextlib.suppress(OSError):  # another run may clear the same folder
            if time.time() - left.stat().st_mtime > LEFT:
                left.unlink()


def read_part(path: Path) -> Iterator[tuple[Article | None, Reading]]:
    """The articles and readings of a part that `write_part` wrote; the article is None where its text was not kept."""
    pq, _ = arrow()
    for row in _rows(pq, path, ["id", "date", "title", "url", "source", "text", "reading"]):
        reading = from_json(Reading, row.pop("reading").encode())
        yield (Article(**row) if row["text"] is not None else None), reading


def read_articles(path: Path) -> Iterator[Article]:
    """Articles of any Parquet file with columns id, date and text, and perhaps title, url and source."""
    pq, _ = arrow()
    names = pq.read_schema(path).names
    if not {"id", "text"} <= set(names):
        raise UsageError(
            str(path),
            "its columns are not those of articles",
            "it needs id and text; date, title, url, source are read too",
        )
    for row in _rows(pq, path, [n for n in ("id", "date", "title", "url", "source", "text") if n in names]):
        if row["text"]:
            yield Article(**{k: None if v is None else str(v) for k, v in row.items()}, origin=str(path))  # type: ignore[arg-type]


def arrow() -> tuple[Any, Any]:
    """pyarrow, which is an extra."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UsageError("Parquet", "pyarrow is not installed", "pip install 'detente[parquet]'") from None
    return pyarrow.parquet, pyarrow


def _rows(pq: Any, path: Path, columns: list[str]) -> Iterator[dict[str, Any]]:
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=256, columns=columns):
                yield from batch.to_pylist()
    except (OSError, ValueError) as error:  # ArrowInvalid is a ValueError
        raise NotText(str(path), f"no Parquet that can be read ({error})", "make it anew") from None


def _row(article: Article | None, reading: Reading) -> dict[str, Any]:
    return {
        "id": reading.id,
        "date": reading.date,
        "title": reading.title,
        "url": reading.url,
        "source": reading.source,
        "text": article.text if article else None,
        "events": len(reading.events),
        "signals": len(reading.signals),
        "errors": len(reading.errors),
        "reading": to_json(reading),
    }
