"""Something sent to an address, under the guard that `fetch` reads under, and a stricter one: no redirect is followed.

The name is looked up, every address it has is checked, and the connection is made to the address that was checked. With
`allow_private` machines of the user's own network may be named; link-local addresses and those under which cloud machines
find their credentials are refused even then.
"""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import httpcore
import httpx
from httpcore import SOCKET_OPTION

from detente.errors import Forbidden, TimedOut, Unreachable
from detente.sources import addresses
from detente.sources.fetch import Deadline, PinnedBackend, parse, patience, user_agent
from detente.sources.limits import Limits

MOST_READ: Final = 4096  # bytes of an answer; the rest is not waited for
PORTS: Final = (443, 8443)
PLAIN_PORTS: Final = (80, 8080)
NEVER: Final = tuple(
    ipaddress.ip_network(each)
    for each in (
        "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32",
        "::/128", "fe80::/10", "ff00::/8", "fd00:ec2::254/128", "fd20:ce::254/128",
    )
)  # fmt: skip
"""Refused with `allow_private` too: link-local, multicast, and the metadata services of clouds."""


@dataclass(frozen=True, kw_only=True)
class Posted:
    """What was answered: the status, the beginning of the body, and the seconds that a Retry-After asks for."""

    status: int
    content: bytes
    wait: float | None = None


def post(address: str, body: bytes, headers: Mapping[str, str], *, limits: Limits, plain: bool = False) -> Posted:
    """Send a body to an https address, or with `plain` to an http one.

    Any status is an answer, redirects too. Raises `Forbidden`, `TimedOut`, `Unreachable`.
    """
    url = checked(address, limits=limits, plain=plain)
    deadline = Deadline(seconds=limits.seconds)
    own = {
        "Host": url.netloc.decode("ascii"), "User-Agent": user_agent(limits), "Content-Length": str(len(body)),
        "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close",
    }  # fmt: skip
    request = httpcore.Request(
        "POST", str(url.copy_with(fragment=None)), content=body,
        headers=[(k.encode("ascii"), v.encode("ascii", "replace")) for k, v in {**own, **headers}.items()],
        extensions={"timeout": {"connect": limits.connect_seconds, "read": limits.read_seconds, "write": limits.read_seconds, "pool": 5.0}},
    )  # fmt: skip
    backend = _Guarded(name=address, limits=limits, deadline=deadline)
    try:
        with httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context() if url.scheme == "https" else None, network_backend=backend,
            max_connections=1,
        ) as pool:  # fmt: skip
            response = pool.handle_request(request)
            try:
                return _answer(response)
            finally:
                response.close()
    except httpcore.TimeoutException:
        raise TimedOut(address, f"no answer within {limits.seconds:g} seconds", "see that the receiver runs") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as error:
        raise Unreachable(address, _failure(url, error), "see that the receiver runs") from None


def checked(address: str, *, limits: Limits, plain: bool = False) -> httpx.URL:
    """The address, as far as its words tell: https (http with `plain`), no password, a port of the web's where it is public."""
    try:
        given = httpx.URL(address.strip())
        port = given.port
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise Forbidden(address, "not an address that can be read", "check its spelling") from None
    if given.scheme != "https" and not (plain and given.scheme == "http"):
        raise Forbidden(address, "it is not https", "give an https address" + ("" if plain else ", or allow http"))
    private = limits.allow_private
    if not private and _is_private_literal(given.host):
        raise Forbidden(
            address, "it is an address of a private or local network", "name a public one, or allow private ones"
        )
    allowed = (*PORTS, *(PLAIN_PORTS if plain else ()), *((port,) if private and port else ()))
    try:
        return parse(address, name=address, limits=replace(limits, ports=allowed))
    except Forbidden as error:
        raise Forbidden(address, error.problem.what, "give an address like https://example.org/told") from None


def _is_private_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return not addresses.is_public(host)


class _Guarded(PinnedBackend):
    """Connects as `PinnedBackend` does, to none of `NEVER`."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """The name is looked up once, here; below only the addresses it gave are handed on."""
        found = self._looked_up(host.strip("[]"), port)
        if any(is_never(each) for each in found):
            raise Forbidden(self.name, f"{host} leads to an address that is never gone to", "name another receiver")
        failure: Exception | None = None
        for each in found:
            try:
                return super().connect_tcp(each, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError("no address")

    def _looked_up(self, host: str, port: int) -> tuple[str, ...]:
        seconds, private = self.deadline.left(), self.limits.allow_private
        try:
            return addresses.resolve(host, port, name=self.name, seconds=seconds, allow_private=private)
        except Forbidden as error:
            raise Forbidden(self.name, error.problem.what, "name a public receiver, or allow private ones") from None


def is_never(text: str) -> bool:
    """Whether an address is refused whatever is allowed; also one that carries such an IPv4 one."""
    address = ipaddress.ip_address(text.partition("%")[0])
    every = [address]
    if isinstance(address, ipaddress.IPv6Address):
        every += [each for each in (address.ipv4_mapped, address.sixtofour) if each is not None]
        if any(address in network for network in addresses.CARRIERS):
            every.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return any(each in network for each in every for network in NEVER if network.version == each.version)


def _answer(response: httpcore.Response) -> Posted:
    """The status counts; what follows is read as far as it comes, and a body that breaks off takes nothing back."""
    content = bytearray()
    try:
        for chunk in response.iter_stream():
            content += chunk
            if len(content) >= MOST_READ:
                break
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
        pass
    headers = httpx.Headers([(key, value) for key, value in response.headers])
    wait = patience(headers.get("retry-after", ""), headers.get("date", ""))
    return Posted(status=response.status, content=bytes(content[:MOST_READ]), wait=wait)


def _failure(url: httpx.URL, error: Exception) -> str:
    if "certificate" in str(error).lower():
        return f"the certificate of {url.host} is not valid"
    what = "does not answer as a web server does" if isinstance(error, httpcore.ProtocolError) else "cannot be reached"
    return f"{url.host} {what}"
