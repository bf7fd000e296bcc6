"""The page of hooks, to read: who is told of what, and what became of it. They are added and removed by `detente hooks` alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from detente.store import Store
from detente.store import hooks as kept
from detente.store.hooks import Delivery, Hook
from detente.web.library import Library
from detente.web.templates import render

MOST = 100


class Line(NamedTuple):
    """A hook without its secret and without its address's path, which often is one."""

    id: str
    name: str | None
    host: str
    triggers: str
    filters: str
    added: datetime
    counts: dict[str, int]


class Log(NamedTuple):
    """All hooks, and the newest deliveries."""

    hooks: list[Line]
    deliveries: list[Delivery]


Look = Callable[[], Log]


def log_of(store: Store) -> Look:
    """A look at a store's hooks."""

    def look() -> Log:
        counts = kept.counts(store)
        return Log([_line(hook, counts.get(hook.id, {})) for hook in kept.hooks(store)], kept.log(store, most=MOST))

    return look


def _line(hook: Hook, counts: dict[str, int]) -> Line:
    filters = ", ".join(f"{name} {value}" for name, value in hook.filters.items() if value is not None)
    host = urlsplit(hook.url).hostname or ""
    return Line(hook.id, hook.name, host, ", ".join(hook.triggers), filters, hook.created_at, counts)


def router(library: Library) -> APIRouter:
    """/hooks; where the library has no store it says what hooks need."""
    made = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @made.get("/hooks")
    def hooks() -> str:
        return render(
            "hooks.html", page="hooks", title="Hooks", log=library.hooks() if library.hooks else None, most=MOST
        )

    return made
