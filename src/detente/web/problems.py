"""Errors for programs: RFC 9457, application/problem+json."""

from __future__ import annotations

from http import HTTPStatus

from fastapi.responses import JSONResponse


def problem(status: int, title: str, detail: str = "") -> JSONResponse:
    """The answer for an error."""
    body = {"type": "about:blank", "status": status, "title": title or HTTPStatus(status).phrase}
    if detail and detail != title:
        body["detail"] = detail
    return JSONResponse(body, status_code=status, media_type="application/problem+json")
