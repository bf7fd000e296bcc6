"""What every answer carries and every request must have: policy headers, known hosts, no forms of other sites."""

from __future__ import annotations

import hmac
import secrets
from typing import Final

from fastapi import FastAPI, Request, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.web.access.roles import READS, current
from detente.web.refusals import told

# Observable Plot puts one style element into each picture; this is its digest (checked by tests/web/test_browser.py).
PLOT_STYLE: Final = ""
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'{plot}; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY.format(plot=f" '{PLOT_STYLE}'" if PLOT_STYLE else ""),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with no-referrer browsers send "Origin: null" with our own forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
YEAR: Final = "max-age=31536000"
LOCAL: Final = ("127.0.0.1", "localhost", "[::1]", "testserver")
COOKIE: Final = "detente_form"
LARGEST: Final = 64_000  # bytes of a request body; forms here are short


class Protection:
    """The middleware: policy headers on every answer, no answer to other hosts' names (DNS rebinding), no large bodies,
    nothing changed by a page of another site. `https`: browsers are told to come by https only."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], https: bool = False) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)
        self.headers = HEADERS | ({"Strict-Transport-Security": YEAR} if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a refusal, or hand the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = self._refusal(Request(scope)) or self.app
        await answer(scope, receive, self._with_headers(send))

    def _refusal(self, request: Request) -> Response | None:
        if _name(request.headers.get("host", "")) not in self.hosts:
            return told(request, 400, "Détente does not answer to this name", "serve it with --name HOST")
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 9 or int(length) > LARGEST or "transfer-encoding" in request.headers:
            return told(request, 413, "The request is too large", f"at most {LARGEST} bytes, their number said before")
        if request.method not in READS and not comes_from_us(request):
            return told(request, 403, "This request comes from a page of another site", "open the page here again")
        return None

    def _with_headers(self, send: Send) -> Send:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        return sent


def protect(app: FastAPI, hosts: tuple[str, ...] = LOCAL, *, https: bool = False) -> None:
    """Put the protection before everything else."""
    app.add_middleware(Protection, hosts=hosts, https=https)


def comes_from_us(request: Request, *, surely: bool = False) -> bool:
    """Whether the browser says that no other site makes the request; where it says nothing, `not surely`."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    if origin is not None and (origin != "null" or site is None):
        return origin.split("://", 1)[-1].lower() == request.headers.get("host", "").lower()
    return site == "same-origin" or not surely


def form_token(request: Request) -> str:
    """The token a form must bring back: the session's; without one, the cookie's, or a new one for `with_token` to set."""
    who = current.get()
    if who is not None and who.form:
        return who.form
    known = request.cookies.get(_cookie(secure=request.url.scheme == "https"), "")
    return known if len(known) == 43 else secrets.token_urlsafe(32)


def with_token(response: Response, token: str, *, secure: bool) -> Response:
    """The response with the cookie that the form's token is compared with (double submit; SameSite=Strict); a session needs none."""
    who = current.get()
    if who is None or not who.form:
        response.set_cookie(_cookie(secure=secure), token, httponly=True, samesite="strict", secure=secure, path="/")
    return response


def is_ours(request: Request, token: str) -> bool:
    """Whether a form comes from a page of ours: its token is the session's or the cookie's, and the browser names no other site."""
    who = current.get()
    known = who.form if who else request.cookies.get(_cookie(secure=request.url.scheme == "https"), "")
    same = hmac.compare_digest(known.encode(), token.encode("utf-8", "replace"))
    return bool(known) and same and comes_from_us(request)


def _cookie(*, secure: bool) -> str:
    return f"__Host-{COOKIE}" if secure else COOKIE


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    return (host.rpartition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]).lower()
