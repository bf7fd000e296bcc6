"""The API, /api/v1: everything the pages show, as JSON, CSV, Parquet or GeoJSON, by pages, with ETags; described in OpenAPI."""

from __future__ import annotations

from fastapi import APIRouter, Depends, FastAPI, Request

from detente.web.api.ahead import add_ahead
from detente.web.api.describe import add_document, refusals
from detente.web.api.forms import wanted
from detente.web.api.lists import add_lists
from detente.web.api.manual import add_manual
from detente.web.api.single import add_single
from detente.web.later import Later
from detente.web.library import Library

KEPT = 64
"""Answers that take long to make, kept."""

__all__ = ["describe", "router"]


def describe(app: FastAPI) -> None:
    """Give the application its OpenAPI document, and the page made of it."""
    add_document(app)
    add_manual(app)


def router(library: Library) -> APIRouter:
    """All calls."""
    made = APIRouter(prefix="/api/v1", responses=refusals())
    shelf = Later(KEPT)
    add_lists(made, library, shelf)
    alone = APIRouter(dependencies=[Depends(_json)])
    add_ahead(alone, library, shelf)
    add_single(alone, library, shelf)
    made.include_router(alone)
    return made


def _json(request: Request) -> None:
    """Single answers are JSON and nothing else."""
    wanted(request)
