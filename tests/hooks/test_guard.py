"""SSRF by webhook, each way tried: by address, by name, by redirect, by a name that answers otherwise the second time."""

from __future__ import annotations

import socket
from datetime import timedelta
from typing import Any

import pytest
from tests.hooks.conftest import NOON, receiving, row, stands

from detente.errors import Forbidden, SourceError
from detente.hooks import run, subscribe
from detente.sources.limits import Limits
from detente.sources.post import is_never, post
from detente.store import Store
from detente.store import hooks as kept

LIMITS = Limits(seconds=2.0, connect_seconds=1.0, read_seconds=1.0)
OWN = Limits(seconds=2.0, connect_seconds=1.0, read_seconds=1.0, allow_private=True)
PRIVATE = [
    "127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "017700000001", "10.0.0.1", "172.16.3.4", "192.168.1.1", "100.64.0.1",
    "169.254.169.254", "168.63.129.16", "0.0.0.0", "[::1]", "[::]", "[fe80::1]", "[fd00:ec2::254]", "[::ffff:127.0.0.1]",
    "[::ffff:169.254.169.254]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_no_address_of_a_private_network(host: str) -> None:
    with pytest.raises(SourceError):
        post(f"https://{host}/told", b"{}", {}, limits=LIMITS)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_receiver_here_is_not_reached_unless_allowed(host: str) -> None:
    with receiving() as (receiver, url):
        port = url.rsplit(":", 1)[1].split("/")[0]
        wide = Limits(seconds=2.0, ports=(int(port),))
        with pytest.raises(Forbidden):
            post(f"http://{host}:{port}/told", b"{}", {}, limits=wide, plain=True)
        assert receiver.got == []
        assert post(f"http://{host}:{port}/told", b"{}", {}, limits=OWN, plain=True).status == 200


@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "fe80::1", "fd00:ec2::254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "100.100.100.200"],
)
def test_metadata_is_never_gone_to_even_where_private_is_allowed(address: str) -> None:
    assert is_never(address)
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(Forbidden):
        post(f"http://{host}/latest/meta-data", b"{}", {}, limits=OWN, plain=True)


@pytest.mark.parametrize("address", ["93.184.216.34", "127.0.0.1", "10.1.2.3", "2606:4700::1111"])
def test_other_addresses_are_not_among_those_never_gone_to(address: str) -> None:
    assert not is_never(address)


def test_a_name_that_leads_home_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [row_of("93.184.216.34"), row_of("10.0.0.7")])
    with pytest.raises(Forbidden):
        post("https://rebind.example.org/", b"{}", {}, limits=LIMITS)


def test_a_name_that_answers_otherwise_the_second_time_is_not_asked_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address that was checked is the one connected to: what the name answers later plays no part."""
    asked: list[str] = []
    connected: list[str] = []
    real = socket.getaddrinfo

    def answers(host: Any, *more: Any, **named: Any) -> Any:
        if host != "rebind.example.org":
            return real(host, *more, **named)
        asked.append(host)
        return [row_of("93.184.216.34" if len(asked) == 1 else "127.0.0.1")]

    def connect(address: tuple[str, int], *_: Any, **__: Any) -> Any:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(SourceError):
        post("https://rebind.example.org/", b"{}", {}, limits=LIMITS)
    assert connected == ["93.184.216.34"]
    assert asked == ["rebind.example.org"]


def row_of(address: str) -> tuple[Any, ...]:
    return socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)


def test_a_redirect_to_this_machine_is_not_followed(store: Store) -> None:
    with receiving() as (inner, home):

        def redirects(handler: Any) -> None:
            handler.send_response(307)
            handler.send_header("Location", home)
            handler.end_headers()

        with receiving(redirects) as (outer, url):
            subscribe(store, url, triggers=["offer"], plain=True, private=True, now=NOON - timedelta(hours=1))
            stands(store, row("open"))
            assert run(store, clock=lambda: NOON).counts.again == 1
            assert len(outer.got) == 1
        assert inner.got == []
    assert "redirect" in (kept.log(store)[0].said or "")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/", "file:///etc/passwd", "gopher://example.org/", "https://u:p@example.org/", "https://example.org:6379/",
        "https:///x", "//example.org", "https://example.org\r\nX: y/",
    ],
)  # fmt: skip
def test_only_https_on_ports_of_the_web(store: Store, url: str) -> None:
    with pytest.raises(Forbidden):
        subscribe(store, url)
    with pytest.raises(Forbidden):
        post(url, b"{}", {}, limits=LIMITS)


def test_a_private_address_is_refused_when_it_is_added(store: Store) -> None:
    with pytest.raises(Forbidden, match="private"):
        subscribe(store, "https://10.0.0.1/told")


def test_a_hook_whose_name_leads_home_waits_and_says_why(store: Store) -> None:
    subscribe(store, "https://localhost/told", triggers=["offer"], now=NOON - timedelta(hours=1))
    stands(store, row("open"))
    assert run(store, clock=lambda: NOON).counts.again == 1
    assert "private" in (kept.log(store)[0].said or "")
