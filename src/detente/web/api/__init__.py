"""The API, /api/v1: everything the pages show, as JSON, CSV, Parquet or GeoJSON, by pages, with ETags; described in OpenAPI."""

from __future__ import annotations

from fastapi import APIRouter, Depends, FastAPI, Request

from detente.web.api.ahead import add_ahead
from detente.web.api.describe import add_document, refusals
from detente.web.api.forms import wanted
from detente.web.api.lists import add_lists
from detente.web.api.manual import add_manual
from detente.web.api.shelf import Shelf
from detente.web.api.single import add_single
from detente.web.library import Library

__all__ = ["describe", "router"]


def describe(app: FastAPI) -> None:
    """Give the application its OpenAPI document, and the page made of it."""
    add_document(app)
    add_manual(app, Shelf())


def router(library: Library) -> APIRouter:
    """All calls."""
    made = APIRouter(prefix="/api/v1", responses=refusals())
    shelf = Shelf()
    add_lists(made, library, shelf)
    alone = APIRouter(dependencies=[Depends(_json)])
    add_ahead(alone, library, shelf)
    add_single(alone, library, shelf)
    made.include_router(alone)
    return made


def _json(request: Request) -> None:
    """Single answers are JSON and nothing else."""
    wanted(request)
