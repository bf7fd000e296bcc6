"""One page from the web: public addresses only, a total deadline, a limit on decoded bytes.

The guard sits where the connection is made (`PinnedBackend`): it looks the name up, refuses private addresses and
connects to the address it has checked, so a name that answers differently the second time (DNS rebinding) and a
redirect meet the same guard, while Host and the certificate check keep the name. Every read has what is left of the
deadline as its time limit, so a server that sends a byte a second is cut off too. Proxies of the environment are not
used: behind one, the guard would check the proxy and not the page.
"""

from __future__ import annotations

import functools
import re
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from importlib import metadata

import httpcore
import httpx
from httpcore import SOCKET_OPTION

from detente.errors import (
    Busy,
    Forbidden,
    NotFound,
    SourceError,
    TimedOut,
    TooLarge,
    Unreachable,
    Unsupported,
    Withheld,
)
from detente.sources import addresses
from detente.sources.limits import Limits
from detente.sources.unpack import inflate

REDIRECTS = frozenset({301, 302, 303, 307, 308})
READ_TYPES = re.compile(
    r"text/(html|plain|markdown|x-markdown|xml)|application/("
    r"(xhtml|rss|atom|rdf)\+xml|xml|(feed\+)?json|(x-)?(ndjson|jsonl(ines)?|gzip)|octet-stream)"
)
DAY = 86_400.0
SAVE = "open it in a browser, save the page and give the file"


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What a URL gave: its decoded bytes, the address it came from after redirects, and what the server said of it."""

    content: bytes
    url: str
    content_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False  # status 304: as it was when `Known` was true; no content


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a server said of an address the last time, to be told again: has it changed since?"""

    etag: str | None = None
    last_modified: str | None = None


Step = Callable[[httpx.URL], None]
"""Called with each address before it is gone to, those of redirects too; raises what forbids it."""


@dataclass(kw_only=True)
class Deadline:
    """The moment after which nothing more is waited for."""

    seconds: float
    start: float = field(default_factory=time.monotonic)

    def left(self, most: float | None = None) -> float:
        """Seconds left, at most `most`; raises `httpcore.ReadTimeout` when there are none."""
        left = self.start + self.seconds - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("deadline")
        return left if most is None else min(left, most)


def fetch(name: str, *, limits: Limits, known: Known | None = None, before: Step | None = None) -> Fetched:
    """The page at a URL; raises a `SourceError` for everything that can go wrong."""
    url = parse(name, name=name, limits=limits)
    left = limits.seconds
    for _ in range(limits.redirects + 1):
        if before is not None:
            before(url)  # may wait for the host's turn: that is no time of the server's
        deadline = Deadline(seconds=left)
        answer = _get(url, name=name, limits=limits, deadline=deadline, known=known)
        if isinstance(answer, Fetched):
            return answer
        url = _follow(url, answer, name=name, limits=limits)
        left = max(deadline.start + deadline.seconds - time.monotonic(), 0.001)
    raise Unreachable(name, f"more than {limits.redirects} redirects", SAVE)


def parse(text: str, *, name: str, limits: Limits) -> httpx.URL:
    """A URL that may be gone to, as far as its words tell: http or https, a host, no password, an allowed port."""
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise Forbidden(name, "not an address that can be read", "check its spelling") from None
    if url.scheme not in {"http", "https"}:
        remedy = "name the file itself" if url.scheme == "file" else "give an http or https address, or a file"
        raise Forbidden(name, f"addresses that begin with {url.scheme or 'no scheme'}: are not read", remedy)
    if not url.host:
        raise Forbidden(name, "the address names no host", "check its spelling")
    if url.userinfo:
        raise Forbidden(name, "the address carries a user name or password", SAVE)
    if _port(url) not in limits.ports:
        raise Forbidden(name, f"port {_port(url)} is not one of the web's", SAVE)
    return url


class PinnedBackend(httpcore.NetworkBackend):
    """Connects only to addresses that were looked up and found public, within the deadline."""

    def __init__(self, *, name: str, limits: Limits, deadline: Deadline) -> None:
        self.name = name
        self.limits = limits
        self.deadline = deadline
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first checked address that takes one."""
        found = addresses.resolve(
            host.strip("[]"),
            port,
            name=self.name,
            seconds=self.deadline.left(),
            allow_private=self.limits.allow_private,
        )
        failure: Exception | None = None
        for address in found:
            try:
                wait = self.deadline.left(timeout)
                stream = self.plain.connect_tcp(address, port, wait, local_address, socket_options)
                return TimedStream(stream, deadline=self.deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError("no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[SOCKET_OPTION] | None = None
    ) -> httpcore.NetworkStream:
        """Never: a socket on this machine is not the web."""
        raise httpcore.ConnectError("unix sockets are not used")


class TimedStream(httpcore.NetworkStream):
    """A connection on which every operation ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, *, deadline: Deadline) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """As the stream's own."""
        return self.stream.read(max_bytes, self.deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """As the stream's own."""
        self.stream.write(buffer, self.deadline.left(timeout))

    def close(self) -> None:
        """As the stream's own."""
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """As the stream's own; what comes back is held to the deadline as well."""
        secure = self.stream.start_tls(ssl_context, server_hostname, self.deadline.left(timeout))
        return TimedStream(secure, deadline=self.deadline)

    def get_extra_info(self, info: str) -> object:
        """As the stream's own."""
        return self.stream.get_extra_info(info)


def _get(url: httpx.URL, *, name: str, limits: Limits, deadline: Deadline, known: Known | None) -> Fetched | str:
    """The page, or the Location of a redirect."""
    backend = PinnedBackend(name=name, limits=limits, deadline=deadline)
    timeouts = {
        "connect": limits.connect_seconds,
        "read": limits.read_seconds,
        "write": limits.read_seconds,
        "pool": 5.0,
    }
    request = httpcore.Request(
        "GET", str(url.copy_with(fragment=None)), headers=_headers(url, limits, known), extensions={"timeout": timeouts}
    )
    try:
        with httpcore.ConnectionPool(
            ssl_context=_tls() if url.scheme == "https" else None, network_backend=backend, max_connections=1
        ) as pool:
            response = pool.handle_request(request)
            try:
                return _answer(response, url, name=name, limits=limits, deadline=deadline)
            finally:
                response.close()
    except httpcore.TimeoutException:
        raise TimedOut(name, f"no full answer within {limits.seconds:g} seconds", "try again, or " + SAVE) from None
    except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as error:
        raise Unreachable(name, _failure(url, error), "check the address, or " + SAVE) from None


def _answer(
    response: httpcore.Response, url: httpx.URL, *, name: str, limits: Limits, deadline: Deadline
) -> Fetched | str:
    headers = httpx.Headers([(key, value) for key, value in response.headers])
    if response.status in REDIRECTS and "location" in headers:
        return headers["location"]
    etag, modified = headers.get("etag", "")[:500] or None, headers.get("last-modified", "")[:100] or None
    if response.status == 304:
        return Fetched(content=b"", url=str(url), unchanged=True, etag=etag, last_modified=modified)
    if response.status != 200:
        raise _refusal(name, response.status, headers)
    kind, charset = _content_type(headers.get("content-type", ""))
    if kind and not READ_TYPES.fullmatch(kind):
        raise Unsupported(name, f"the site sends {kind}, not a page of text", "give the address of an article")
    length = headers.get("content-length", "")
    if length.isdecimal() and len(length) < 20 and int(length) > limits.page_bytes:
        raise _too_large(name, limits)
    chunks = _decoded(_timed(response, deadline), headers.get("content-encoding", ""), name=name)
    content = _bounded(chunks, name=name, limits=limits)
    return Fetched(content=content, url=str(url), content_type=kind, charset=charset, etag=etag, last_modified=modified)


def _follow(url: httpx.URL, location: str, *, name: str, limits: Limits) -> httpx.URL:
    """Where a redirect leads, checked like the first address."""
    try:
        target = str(url.join(location))
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise Unreachable(name, "the site redirects to an address that cannot be read", SAVE) from None
    try:
        return parse(target, name=name, limits=limits)
    except Forbidden as error:
        raise Forbidden(name, f"redirects to {target[:80]}: {error.problem.what}", error.problem.remedy) from None


def _headers(url: httpx.URL, limits: Limits, known: Known | None) -> list[tuple[bytes, bytes]]:
    wanted = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.9,application/json;q=0.5,*/*;q=0.1"
    asked = [(b"If-None-Match", known and known.etag), (b"If-Modified-Since", known and known.last_modified)]
    return [
        (b"Host", url.netloc),
        (b"User-Agent", user_agent(limits).encode("ascii", "replace")),
        (b"Accept", wanted.encode()),
        (b"Accept-Language", b"en"),
        (b"Accept-Encoding", b"gzip, deflate"),
        (b"Connection", b"close"),
        *((key, re.sub(r"[^\x20-\x7e]", "", value).encode()) for key, value in asked if value),
    ]


def user_agent(limits: Limits) -> str:
    """``detente/VERSION (+CONTACT)``."""
    try:
        version = metadata.version("detente")
    except metadata.PackageNotFoundError:
        version = "0"
    contact = re.sub(r"[^\x21-\x7e]", "", limits.contact or "")
    return f"detente/{version} (+{contact})" if contact else f"detente/{version} (one page, asked for by a reader)"


@functools.cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def _content_type(header: str) -> tuple[str | None, str | None]:
    """The media type and charset of a Content-Type header."""
    if not header.strip():
        return None, None
    message = Message()
    message["content-type"] = re.sub(r"[\r\n]", " ", header)[:300]
    return message.get_content_type(), message.get_content_charset()


def _timed(response: httpcore.Response, deadline: Deadline) -> Iterator[bytes]:
    for chunk in response.iter_stream():
        deadline.left()
        yield chunk


def _decoded(chunks: Iterable[bytes], encoding: str, *, name: str) -> Iterator[bytes]:
    """The chunks without their content encoding, never more than 256 KB at a time."""
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        yield from chunks
    elif encoding in {"gzip", "x-gzip", "deflate"}:
        try:
            yield from inflate(chunks, raw=False)
        except zlib.error:
            raise Unreachable(name, "the site's compressed answer is damaged", "try again, or " + SAVE) from None
    else:
        raise Unsupported(name, f"the site sends a compression that was not asked for ({encoding[:40]})", SAVE)


def _bounded(chunks: Iterable[bytes], *, name: str, limits: Limits) -> bytes:
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > limits.page_bytes:
            raise _too_large(name, limits)
    return bytes(content)


def _too_large(name: str, limits: Limits) -> TooLarge:
    return TooLarge(
        name,
        f"the page is larger than {limits.page_bytes / 1e6:g} MB",
        "save the text of the article and give the file",
    )


def _refusal(name: str, status: int, headers: httpx.Headers) -> SourceError:
    """What an HTTP status other than 200 means to the reader."""
    if status in {404, 410}:
        return NotFound(name, f"the site has no such page (status {status})", "check the address")
    if status in {401, 402, 403, 407, 451}:
        return Withheld(name, f"the site does not let programs read this page (status {status})", SAVE)
    if status == 429 or status >= 500:
        asks = "the site asks for fewer requests" if status == 429 else "the site reports an error of its own"
        busy = Busy(name, f"{asks} (status {status})", "try again later")
        busy.wait = patience(headers.get("retry-after", ""), headers.get("date", ""))
        return busy
    return Unreachable(name, f"the site answered with status {status}", SAVE)


def patience(after: str, now: str = "") -> float | None:
    """Seconds that a Retry-After header asks for, at most a day: a number, or a date, read against the server's own clock."""
    after = after.strip()
    if re.fullmatch(r"\d{1,9}", after, re.ASCII):
        return min(float(after), DAY)
    try:
        until = parsedate_to_datetime(after)
        start = parsedate_to_datetime(now) if now else datetime.now(UTC)
        return min(max((until - start).total_seconds(), 0.0), DAY)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _failure(url: httpx.URL, error: Exception) -> str:
    said = str(error).lower()
    if "certificate" in said:
        return f"the certificate of {url.host} is not valid"
    if "ssl" in said or "tls" in said:
        return f"no secure connection to {url.host}"
    if isinstance(error, httpcore.ProtocolError):
        return f"{url.host} does not answer as a web server does"
    return f"no connection to {url.host}"
