"""Between the server and the pages: who makes the request, and whether they may. Everything is refused that `roles` does not open."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.web.access.accounts import Accounts
from detente.web.access.attempts import network
from detente.web.access.limits import Limiter
from detente.web.access.roles import READS, Principal, Role, current, needed
from detente.web.refusals import PROGRAMS, is_for_people, told
from detente.web.security import comes_from_us

CHALLENGE: Final = {"WWW-Authenticate": 'Bearer realm="detente"'}
FOR_NEW: Final = frozenset({"/account", "/account/password", "/logout"})  # before the password is one's own


@dataclass(frozen=True)
class Access:
    """What `create_app` needs for a team. `secure`: it is reached by https, which cookies and addresses then insist on."""

    accounts: Accounts
    secure: bool = False
    requests: Limiter = field(default_factory=lambda: Limiter(rate=600, burst=200))
    strangers: Limiter = field(default_factory=lambda: Limiter(rate=60, burst=60))

    @property
    def session_cookie(self) -> str:
        """With `__Host-` a browser takes it from this very host over https only."""
        return "__Host-detente_session" if self.secure else "detente_session"

    @property
    def device_cookie(self) -> str:
        """The browser's mark."""
        return "__Host-detente_device" if self.secure else "detente_device"


class Guard:
    """The middleware."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a refusal, or hand the request on with `roles.current` set."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        scope = _without_token(scope)
        request = Request(scope)
        role = needed(request.method, scope["path"])
        asks = role is not None or scope["path"] == "/login"
        who = await self._who(request) if asks else None
        address = request.client.host if request.client else None
        held = current.set(replace(who, address=address) if who else None)
        try:
            answer = self._refusal(request, role, who) or self.app
            await answer(scope, receive, _private(send, scope["path"]))
        finally:
            current.reset(held)

    def _refusal(self, request: Request, role: Role | None, who: Principal | None) -> Response | None:
        """Why not; None where they may."""
        if self.access.secure and request.url.scheme != "https":
            detail = "Open it by https. Behind a proxy: let it send X-Forwarded-Proto, and name it with --behind-proxy."
            return told(request, 400, "This page is for https only", detail)
        if role is None:
            return None
        if who is None:
            return self._unknown(request)
        if who.role < role:
            return told(request, 403, f"This is for the role {role.word}", f"{who.name} is {who.role.word} here")
        return self._not_now(request, who)

    async def _who(self, request: Request) -> Principal | None:
        if request.scope["path"].startswith(PROGRAMS):
            scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
            if scheme:
                found = scheme.lower() == "bearer"
                return await run_in_threadpool(self.access.accounts.bearer, bearer.strip(), "api") if found else None
            feed = request.scope["detente.token"]
            if feed:
                may = request.scope["path"].startswith("/feeds/")
                return await run_in_threadpool(self.access.accounts.bearer, feed, "feed") if may else None
        cookie = request.cookies.get(self.access.session_cookie, "")
        return await run_in_threadpool(self.access.accounts.session, cookie) if cookie else None

    def _unknown(self, request: Request) -> Response:
        """Nobody known: to the login with a person, 401 to a program."""
        path = request.scope["path"]
        address = f"/login?next={quote(path + (f'?{request.url.query}' if request.url.query else ''), safe='')}"
        if request.headers.get("hx-request") == "true":
            return Response(status_code=401, headers={**CHALLENGE, "HX-Redirect": "/login"})
        if is_for_people(request):
            return RedirectResponse(address if request.method in READS else "/login", status_code=303)
        wait = self.access.strangers.wait(network(request.client.host if request.client else ""))
        if wait:
            return _slower(request, wait)
        return told(request, 401, "You are not logged in", "send a token: Authorization: Bearer …", CHALLENGE)

    def _not_now(self, request: Request, who: Principal) -> Response | None:
        """What one who may, may not yet, or not so, or not so often."""
        path = request.scope["path"]
        if who.must_change and path not in FOR_NEW:
            if is_for_people(request) and request.method in READS:
                return RedirectResponse("/account", status_code=303)
            return told(request, 403, "Change your password first", "log in with a browser and open /account")
        if path.startswith(PROGRAMS):
            if who.via == "session" and request.method not in READS and not comes_from_us(request, surely=True):
                return told(request, 403, "This request does not come from a page of ours", "programs use a token")
            wait = self.access.requests.wait(who.bucket)
            return _slower(request, wait) if wait else None
        return None


def _slower(request: Request, wait: int) -> Response:
    return told(request, 429, "Too many requests", f"wait {wait} s", {"Retry-After": str(wait)})


def _without_token(scope: Scope) -> Scope:
    """The scope with `token` taken out of the address, so that nothing after this can show or log it."""
    query = scope["query_string"].decode("latin-1")
    if "token" not in query:
        return {**scope, "detente.token": ""}
    pairs = parse_qsl(query, keep_blank_values=True)
    token = next((value for name, value in pairs if name == "token"), "")
    rest = urlencode([pair for pair in pairs if pair[0] != "token"]).encode("latin-1")
    return {**scope, "query_string": rest, "detente.token": token}


def _private(send: Send, path: str) -> Send:
    """Answers are for this one reader: no cache between may keep them, and no browser a page after the logout."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start" and not path.startswith("/static/"):
            headers = MutableHeaders(scope=message)
            html = headers.get("content-type", "").startswith("text/html")
            headers["Cache-Control"] = "no-store" if html else "private, no-cache"
            headers.add_vary_header("Cookie")
            headers.add_vary_header("Authorization")
        await send(message)

    return sent
