"""Times in the zone a reader has chosen: `?zone=Asia/Kolkata` in an address, kept in a cookie; without one, as the reports state them."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo, available_timezones

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.publish.dates import readable as as_stated

COOKIE = "detente_zone"
STATED = "stated"
YEAR = 365 * 86400
USUAL = (
    "UTC", "America/New_York", "America/Bogota", "America/Sao_Paulo", "Europe/London", "Europe/Berlin", "Europe/Kyiv", "Europe/Moscow",
    "Africa/Cairo", "Africa/Khartoum", "Africa/Nairobi", "Asia/Jerusalem", "Asia/Baghdad", "Asia/Tehran", "Asia/Dubai", "Asia/Baku",
    "Asia/Kabul", "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok", "Asia/Shanghai", "Asia/Taipei", "Asia/Manila",
    "Asia/Seoul", "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip

chosen: ContextVar[ZoneInfo | None] = ContextVar("zone", default=None)


class Zoned:
    """The middleware: the zone of the address, or of the cookie, for as long as a page is made."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on in its zone; a zone that nobody has is refused."""
        if scope["type"] != "http" or scope["path"].startswith(("/api/", "/feeds/", "/static/")):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("zone", [""])[-1]
        if asked and asked != STATED and asked not in names():
            from detente.web.refusals import told  # here, for its page is written with this module's times

            refusal = told(
                request,
                400,
                f"zone: no such time zone: {asked[:40]}",
                "write it as Asia/Kolkata, or choose one at /zone",
            )
            await refusal(scope, receive, send)
            return
        token = chosen.set(_zone(asked or request.cookies.get(COOKIE, "")))
        try:
            await self.app(scope, receive, _kept(send, asked) if asked else send)
        finally:
            chosen.reset(token)


def _kept(send: Send, name: str) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            cookie = f"{COOKIE}={name}; Path=/; Max-Age={YEAR if name != STATED else 0}; SameSite=Lax; HttpOnly"
            MutableHeaders(scope=message).append("Set-Cookie", cookie)
        await send(message)

    return sent


@cache
def names() -> frozenset[str]:
    """All zones there are."""
    return frozenset(available_timezones())


def _zone(name: str) -> ZoneInfo | None:
    return ZoneInfo(name) if name in names() else None


def current() -> str:
    """The name of the chosen zone, "" where times stand as stated."""
    zone = chosen.get()
    return zone.key if zone else ""


def readable(date: str) -> str:
    """A date for people, in the chosen zone where it has a clock time with a zone; days stay days."""
    zone = chosen.get()
    if zone is None or "T" not in date:
        return as_stated(date)
    try:
        at = datetime.fromisoformat(date)
    except ValueError:
        return as_stated(date)
    if at.tzinfo is None:
        return as_stated(date)
    there = at.astimezone(zone)
    return f"{as_stated(there.date().isoformat())}, {there:%H:%M} ({_short(there)})"


def local(at: datetime) -> datetime:
    """UTC without its zone as the clock of the chosen zone, likewise without."""
    zone = chosen.get()
    return at.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) if zone else at


def universal(at: datetime) -> datetime:
    """And back."""
    zone = chosen.get()
    return at.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None) if zone else at


def title() -> str:
    """What the clock of a picture is called."""
    return current() or "UTC"


def _short(at: datetime) -> str:
    """ "IST", or "UTC+05:00" where the zone has no letters of its own."""
    name = at.tzname() or ""
    if name.isalpha():
        return name
    offset = at.strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:5]}"
