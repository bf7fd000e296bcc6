"""Web addresses: what comes back, what is refused, and that nothing outlasts its limit. A real server, on 127.0.0.1."""

from __future__ import annotations

import gzip
import socket
import time
from typing import Any

import pytest
from tests.sources.misbehaving import PAGE, Server

from detente import errors, sources
from detente.sources import Limits, addresses, fetch, unpack

PUBLIC = "203.0.114.7"


def limits_for(server: Server, **more: Any) -> Limits:
    return Limits(ports=(server.port,), allow_private=True, **{"seconds": 1.0, "read_seconds": 0.6} | more)


@pytest.fixture
def as_if_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """127.0.0.1, where the test's server listens, passes as an address of the internet; all other checks stand."""
    real = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda text: text == "127.0.0.1" or real(text))


def test_a_page_becomes_an_article(server: Server) -> None:
    article = sources.load(f"{server.url}/page", limits=limits_for(server))[0]
    assert article.title == "Armies exchange fire along the river"
    assert article.text.startswith("The two armies exchanged fire")
    assert article.url == f"{server.url}/page"
    assert article.origin == f"{server.url}/page"
    assert article.source == "127.0.0.1"


def test_the_user_agent_names_the_program_and_a_contact(server: Server) -> None:
    sources.load(f"{server.url}/page", limits=limits_for(server, contact="mailto:desk@example.org\r\nX: y"))
    assert server.agents[0].startswith("detente/")
    assert server.agents[0].endswith("(+mailto:desk@example.orgx:y)")


def test_compressed_pages_are_unpacked(server: Server) -> None:
    assert fetch.fetch(f"{server.url}/zipped", limits=limits_for(server)).content == PAGE


def test_redirects_are_followed_and_the_last_address_kept(server: Server) -> None:
    fetched = fetch.fetch(f"{server.url}/chain/5", limits=limits_for(server))
    assert (fetched.content, fetched.url) == (PAGE, f"{server.url}/page")


def test_jsonl_from_the_web(server: Server) -> None:
    server.pages["/lines"] = ("application/x-ndjson", b'{"id": "a", "text": "The army said so."}\n{"id": "b"}\n')
    loaded = sources.read(f"{server.url}/lines", limits=limits_for(server))
    assert [article.id for article in loaded.articles] == ["a"]
    assert [problem.line for problem in loaded.problems] == [2]


@pytest.mark.parametrize(
    ("path", "error", "words"),
    [
        ("/hang", errors.TimedOut, "within 1 seconds"),
        ("/drip-head", errors.TimedOut, "within 1 seconds"),
        ("/drip-body", errors.TimedOut, "within 1 seconds"),
        ("/flood", errors.TooLarge, "10 MB"),
        ("/says-2-gb", errors.TooLarge, "10 MB"),
        ("/bomb", errors.TooLarge, "10 MB"),
        ("/damaged", errors.Unreachable, "damaged"),
        ("/brotli", errors.Unsupported, "(br)"),
        ("/loop", errors.Unreachable, "more than 5 redirects"),
        ("/chain/6", errors.Unreachable, "more than 5 redirects"),
        ("/cut", errors.Unreachable, "does not answer as a web server does"),
        ("/no-http", errors.Unreachable, "does not answer as a web server does"),
        ("/many-headers", errors.Unreachable, "no connection"),
        ("/status/404", errors.NotFound, "no such page"),
        ("/status/410", errors.NotFound, "no such page"),
        ("/status/403", errors.Withheld, "does not let programs read"),
        ("/status/429", errors.Busy, "fewer requests"),
        ("/status/503", errors.Busy, "an error of its own"),
        ("/status/204", errors.Unreachable, "status 204"),
    ],
)
def test_a_server_that_misbehaves_gives_one_line(
    server: Server, path: str, error: type[errors.SourceError], words: str
) -> None:
    started = time.monotonic()
    with pytest.raises(errors.SourceError) as caught:
        sources.load(
            server.url + path, limits=limits_for(server, seconds=8.0 if "flood" in path or "bomb" in path else 1.0)
        )
    message = str(caught.value)
    if path == "/many-headers":  # which of its two ends it comes to is a matter of buffers
        assert isinstance(caught.value, errors.Unreachable)
    else:
        assert type(caught.value) is error
        assert words in message
    assert message.startswith(server.url + path + ": ")
    assert "; " in message
    assert "\n" not in message
    assert time.monotonic() - started < 9


@pytest.mark.parametrize(
    "kind", ["application/pdf", "image/png", "video/mp4", "application/zip", "multipart/x", "text/css"]
)
def test_other_content_types_are_refused_by_name(server: Server, kind: str) -> None:
    server.pages["/file"] = (kind, b"%PDF-1.7 x")
    with pytest.raises(errors.Unsupported, match=kind.replace("/", ".")):
        sources.load(f"{server.url}/file", limits=limits_for(server))


def test_a_pdf_called_html_is_refused_by_its_bytes(server: Server) -> None:
    server.pages["/file"] = ("text/html", b"%PDF-1.7\n" + bytes(100))
    with pytest.raises(errors.NotText, match="PDF"):
        sources.load(f"{server.url}/file", limits=limits_for(server))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://example.org/a.html", "begin with ftp:"),
        ("file:///etc/passwd", "name the file itself"),
        ("javascript://x/", "begin with javascript:"),
        ("http://", "no host"),
        ("http://user:secret@example.org/", "user name or password"),
        ("http://example.org:22/", "port 22"),
        ("http://example.org:8080/", "port 8080"),
        ("http://[::1/", "can be read"),
        ("http://a b/", ""),
    ],
)
def test_addresses_that_are_not_gone_to(address: str, words: str) -> None:
    with pytest.raises((errors.Forbidden, errors.Unreachable)) as caught:
        sources.load(address, limits=Limits(seconds=2))
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "0", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "10.0.0.1", "192.168.1.1",
     "172.16.0.1", "169.254.169.254", "100.64.0.1", "[fe80::1]", "[fd00:ec2::254]", "224.0.0.1", "255.255.255.255", "[64:ff9b::7f00:1]"],
)  # fmt: skip
def test_this_machine_and_its_network_are_never_asked(host: str) -> None:
    with pytest.raises(
        (errors.Forbidden, errors.Unreachable)
    ) as caught:  # unreachable: a resolver may know no such name
        sources.load(f"http://{host}/", limits=Limits(seconds=3))
    assert "connection" not in str(caught.value)


def test_the_command_line_s_limits_refuse_a_local_server(server: Server) -> None:
    with pytest.raises(errors.Forbidden, match=r"127\.0\.0\.1"):
        sources.load(f"{server.url}/page", limits=Limits(ports=(server.port,)))
    assert server.hosts == []


@pytest.mark.usefixtures("as_if_public")
@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.2/", "http://10.0.0.8/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "ftp://example.org/",
     "gopher://127.0.0.1/", "//10.0.0.8/x", "http://user:pw@127.0.0.1/", "http://127.0.0.1:22/"],
)  # fmt: skip
def test_a_redirect_meets_the_same_guard(server: Server, target: str) -> None:
    server.redirects["/away"] = target
    with pytest.raises(errors.Forbidden):
        sources.load(f"{server.url}/away", limits=Limits(ports=(server.port, 80), seconds=3))
    assert len(server.hosts) == 1


def answers(*replies: list[str]) -> Any:
    """A resolver that gives one list of addresses after another, the last for ever; a bare address is its own answer."""
    left = list(replies)

    def look_up(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        bare = host.replace(".", "").isdecimal()
        now = [host] if bare else left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in now]

    return look_up


@pytest.mark.parametrize(
    "found", [["10.1.2.3"], ["93.184.215.14", "192.168.0.1"], ["169.254.169.254"], ["::ffff:10.0.0.1"], ["fc00::1"]]
)
def test_a_name_that_leads_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch, found: list[str]) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answers(found))
    with pytest.raises(errors.Forbidden, match=r"news\.example\.org leads to "):
        sources.load("http://news.example.org/a", limits=Limits(seconds=2))


@pytest.mark.usefixtures("as_if_public")
def test_the_checked_address_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    """DNS rebinding: the name's second answer is never asked for."""
    monkeypatch.setattr(socket, "getaddrinfo", answers(["127.0.0.1"], ["10.0.0.1"]))
    fetched = fetch.fetch(f"http://news.example.org:{server.port}/page", limits=Limits(ports=(server.port,), seconds=2))
    assert fetched.content == PAGE
    assert server.hosts == [f"news.example.org:{server.port}"]


@pytest.mark.usefixtures("as_if_public")
def test_a_name_that_turns_private_between_two_redirects_is_refused(
    monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answers(["127.0.0.1"], ["10.0.0.1"]))
    server.redirects["/away"] = "/page"
    with pytest.raises(errors.Forbidden, match=r"10\.0\.0\.1"):
        sources.load(f"http://news.example.org:{server.port}/away", limits=Limits(ports=(server.port,), seconds=2))


@pytest.mark.usefixtures("as_if_public")
def test_a_second_address_is_tried_if_the_first_does_not_answer(
    monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    real = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda text: text == "127.0.0.9" or real(text))
    monkeypatch.setattr(socket, "getaddrinfo", answers(["127.0.0.9", "127.0.0.1"]))
    assert (
        fetch.fetch(f"http://news.example.org:{server.port}/", limits=Limits(ports=(server.port,), seconds=3)).content
        == PAGE
    )


def test_a_resolver_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: Any, **__: Any) -> list[Any]:
        time.sleep(3)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    started = time.monotonic()
    with pytest.raises(errors.TimedOut, match=r"name news\.example\.org"):
        sources.load("http://news.example.org/a", limits=Limits(seconds=0.3))
    assert time.monotonic() - started < 2


def test_an_unknown_host_is_said_to_be_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(errors.Unreachable, match=r"no host is known by the name nowhere\.example"):
        sources.load("https://nowhere.example/a")


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch.fetch(f"{server.url}/page", limits=limits_for(server)).content == PAGE


def test_a_bomb_is_never_unfolded_in_one_piece() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert max(map(len, unpack.inflate([bomb], raw=False))) <= 262_144
