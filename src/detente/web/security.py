"""What every answer carries and every request must have: policy headers, known hosts, tokens against forged forms."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.middleware.trustedhost import TrustedHostMiddleware

# Observable Plot puts one style element into each picture; this is its digest (checked by tests/web/test_browser.py).
PLOT_STYLE: Final = ""
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'{plot}; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
LOCAL: Final = ("127.0.0.1", "localhost", "[::1]", "testserver")
COOKIE: Final = "detente_form"
LARGEST: Final = 64_000  # bytes of a request body; forms here are short


def protect(app: FastAPI, hosts: tuple[str, ...] = LOCAL) -> None:
    """Policy headers on every answer, no answer to other hosts' names (DNS rebinding), no large bodies."""
    plot = f" '{PLOT_STYLE}'" if PLOT_STYLE else ""
    policy = POLICY.format(plot=plot)

    @app.middleware("http")
    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        try:
            too_long = int(request.headers.get("content-length", "0")) > LARGEST
        except ValueError:
            too_long = True
        if too_long or "chunked" in request.headers.get("transfer-encoding", ""):
            response: Response = JSONResponse({"title": "The request is too large", "status": 413}, status_code=413)
        else:
            response = await call_next(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)


def form_token(request: Request) -> str:
    """The token a form must bring back: the cookie's, or a new one for `with_token` to set."""
    known = request.cookies.get(COOKIE, "")
    return known if len(known) == 43 else secrets.token_urlsafe(32)


def with_token(response: Response, token: str, *, secure: bool) -> Response:
    """The response with the cookie that the form's token is compared with (double submit; SameSite=Strict)."""
    response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=secure, path="/")
    return response


def is_ours(request: Request, token: str) -> bool:
    """Whether a form comes from a page of ours: its token is the cookie's, and the browser says no other origin."""
    known = request.cookies.get(COOKIE, "")
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    same = origin is None or origin.split("://", 1)[-1] == request.headers.get("host")
    return bool(known) and hmac.compare_digest(known, token) and site in ("same-origin", "none") and same
