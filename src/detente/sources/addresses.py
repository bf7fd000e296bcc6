"""Which network addresses may be gone to: those of the public internet and no other."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading

from detente.errors import Forbidden, TimedOut, Unreachable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# `is_global` differs between Python releases and calls some of these global. RFC 6890 and its registries, and two
# addresses under which cloud machines find their own credentials although they look public.
REFUSED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7",
        "fe80::/10", "fec0::/10", "ff00::/8",
        "168.63.129.16/32",  # Azure's wire server
        "fd00:ec2::254/128",  # EC2's instance metadata
    )
)  # fmt: skip

CARRIERS = tuple(ipaddress.ip_network(network) for network in ("64:ff9b::/96", "::ffff:0:0/96", "::ffff:0:0:0/96"))
"""IPv6 networks whose last 32 bits are an IPv4 address: NAT64, IPv4-mapped, IPv4-translated."""


def is_public(text: str) -> bool:
    """Whether an address, as text, lies on the public internet; also no IPv6 one that carries a private IPv4 one."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(_allowed(each) for each in (address, *_carried(address)))


def resolve(host: str, port: int, *, name: str, seconds: float, allow_private: bool = False) -> tuple[str, ...]:
    """The addresses of a host, in the resolver's order, every one of them public.

    `name` is the input for error messages. One private address among public ones refuses the host: which of them is
    connected to would be chance. Raises `Unreachable`, `TimedOut` or `Forbidden`.
    """
    addresses = _look_up(host, port, name=name, seconds=seconds)
    private = [address for address in addresses if not is_public(address)]
    if private and not allow_private:
        leads = "is" if host == private[0] else f"leads to {private[0]},"
        what = f"{host} {leads} an address of a private or local network"
        raise Forbidden(name, what, "save the page and give the file")
    return addresses


def _allowed(address: Address) -> bool:
    return address.is_global and not any(
        address in network for network in REFUSED if network.version == address.version
    )


def _carried(address: Address) -> list[Address]:
    """The IPv4 addresses inside an IPv6 one: mapped, translated, 6to4, Teredo."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found: list[Address] = [each for each in (address.ipv4_mapped, address.sixtofour) if each is not None]
    if address.teredo is not None:
        found.extend(address.teredo)
    if any(address in network for network in CARRIERS):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return found


def _look_up(host: str, port: int, *, name: str, seconds: float) -> tuple[str, ...]:
    """getaddrinfo, given up after `seconds`; the resolver takes no time limit itself, so it runs in its own thread."""
    answers: queue.SimpleQueue[tuple[str, ...] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
            answers.put(tuple(dict.fromkeys(str(row[4][0]) for row in rows)))
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=ask, daemon=True, name=f"look up {host}").start()
    try:
        answer = answers.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        raise TimedOut(name, f"the name {host} was not found within the time limit", "try again later") from None
    if isinstance(answer, OSError) or not answer:
        raise Unreachable(name, f"no host is known by the name {host}", "check the address")
    return answer
