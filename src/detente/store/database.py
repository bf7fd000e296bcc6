"""`Database`: an engine with its place in words, opened and closed, read and written; the store and the accounts are ones."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from detente.store.engine import reader, writer
from detente.store.trouble import told


class Database:
    """A database of ours. Threads may share one; whatever goes wrong inside is a `StoreError` that names `where` it is."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.engine = engine
        self.where = where

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database throughout."""
        with told(self.where), reader(self.engine).connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it is kept at its end, or nothing."""
        with told(self.where), writer(self.engine).begin() as connection:
            yield connection
