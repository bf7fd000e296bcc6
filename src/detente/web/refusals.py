"""Answers that say no: problem+json for programs, a page for people."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from detente.web.problems import problem
from detente.web.templates import render

PROGRAMS = ("/api/", "/feeds/")


def is_for_people(request: Request) -> bool:
    """Whether a browser asks for a page."""
    return not request.scope["path"].startswith(PROGRAMS) and "text/html" in request.headers.get("accept", "")


def told(
    request: Request, status: int, title: str, detail: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    """The answer for a request that is refused or has failed."""
    if is_for_people(request):
        page = render("error.html", status=status, title=title, detail=detail, page="")
        return HTMLResponse(page, status_code=status, headers=dict(headers or {}))
    answer = problem(status, title, detail)
    answer.headers.update(headers or {})
    return answer
