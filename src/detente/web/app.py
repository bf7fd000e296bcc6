"""The application: pages, API, feeds and static files over one library."""

from __future__ import annotations

import mimetypes
from importlib.resources import files
from typing import TYPE_CHECKING

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException as StarletteError

from detente import __version__
from detente.web import ahead, api, feeds, hooked, pages
from detente.web.choose import BadQuery
from detente.web.later import NotReady
from detente.web.library import Library
from detente.web.refusals import told
from detente.web.security import HEADERS, LOCAL, protect
from detente.web.templates import static_files
from detente.web.zones import Zoned

if TYPE_CHECKING:
    from detente.web.access.guard import Access

AGAIN = 3  # seconds after which a reader who waits is to ask again
YEAR = "public, max-age=31536000, immutable"


def create_app(library: Library, *, hosts: tuple[str, ...] = LOCAL, access: Access | None = None) -> FastAPI:
    """The FastAPI application. `hosts`: names it answers to; a request for another name gets 400. `access`: for a team, whose
    members log in; without it whoever reaches the server may do everything."""
    app = FastAPI(
        title="Détente", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json",
        description="Who offered, threatened, claimed and did what, on which condition, and what then happened.",
    )  # fmt: skip
    app.include_router(api.router(library))
    app.include_router(feeds.router(library))
    app.include_router(ahead.router(library))
    app.include_router(pages.router(library))
    app.include_router(hooked.router(library))
    api.describe(app)
    _static(app)
    _errors(app)
    app.add_middleware(Zoned)
    if access is not None:
        _for_a_team(app, library, access)
    protect(app, hosts, https=access is not None and access.secure)
    return app


def _for_a_team(app: FastAPI, library: Library, access: Access) -> None:
    from detente.web.access import described
    from detente.web.access import pages as own
    from detente.web.access.guard import Guard
    from detente.web.access.rulings import sign

    sign(library, access.accounts)
    app.include_router(own.router(access))
    described.describe(app)
    app.add_middleware(Guard, access=access)


def _static(app: FastAPI) -> None:
    held = static_files()

    @app.get("/static/{name}", include_in_schema=False)
    def static(name: str) -> Response:
        """A vendored file; its name holds its version, so that it may be kept for a year."""
        if name not in held:
            raise HTTPException(404)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return Response(held[name], media_type=kind, headers={"Cache-Control": YEAR})

    @app.get("/favicon.ico", include_in_schema=False)
    def icon() -> Response:
        return Response(files("detente.web").joinpath("static/icon.svg").read_bytes(), media_type="image/svg+xml")


def _errors(app: FastAPI) -> None:
    @app.exception_handler(BadQuery)
    def bad_query(request: Request, error: BadQuery) -> Response:
        name, what, remedy = error.args
        return told(request, 400, f"{name}: {what}", remedy)

    @app.exception_handler(StarletteError)
    def http_error(request: Request, error: StarletteError) -> Response:
        title = {404: "There is no such page or record", 405: "This address does not take that method"}
        detail = error.detail if isinstance(error.detail, str) else ""
        said = title.get(error.status_code, detail or "It did not work")
        return told(request, error.status_code, said, detail, error.headers)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0] if error.errors() else {}
        where = ".".join(str(part) for part in first.get("loc", ())[1:])
        return told(request, 422, f"{where or 'request'}: {first.get('msg', 'not valid')}", "")

    @app.exception_handler(NotReady)
    def not_ready(request: Request, error: NotReady) -> Response:
        made = told(request, 503, str(error), "ask again in a few seconds")
        if made.media_type == "text/html":
            made = HTMLResponse(pages.waiting_page(str(error)), status_code=503)
            made.headers["Refresh"] = str(AGAIN)
        made.headers["Retry-After"] = str(AGAIN)
        return made

    @app.exception_handler(Exception)
    def fault(request: Request, error: Exception) -> Response:
        what, remedy = "This is a fault of Détente", "please report it with the address of the page"
        return told(request, 500, what, remedy, HEADERS)  # it is answered outside of all middleware
