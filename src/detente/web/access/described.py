"""The OpenAPI document of a server for a team: how to say who one is."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI

SCHEMES: Final = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token: made under your account, or by `detente users token`."},
    "feed": {"type": "apiKey", "in": "query", "name": "token", "description": "A feed token: for feeds and nothing else."},
}  # fmt: skip


def describe(app: FastAPI) -> None:
    """Add the schemes to the document: a token for every call, or a feed token for feeds."""
    before = app.openapi

    def openapi() -> dict[str, Any]:
        made = before()
        made.setdefault("components", {})["securitySchemes"] = SCHEMES
        made["security"] = [{"token": []}]
        for path, calls in made.get("paths", {}).items():
            if path.startswith("/feeds/"):
                for call in calls.values():
                    call["security"] = [{"token": []}, {"feed": []}]
        return made

    app.openapi = openapi  # type: ignore[method-assign]
