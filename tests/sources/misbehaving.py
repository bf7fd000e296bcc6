"""A web server on 127.0.0.1 that does what the path asks: answer, hang, drip, flood, redirect, lie."""

from __future__ import annotations

import contextlib
import gzip
import socket
import socketserver
import threading
import time
from types import TracebackType

PAGE = (
    b"<!DOCTYPE html><html><head><title>Armies exchange fire along the river</title></head><body><article>"
    b"<h1>Armies exchange fire along the river</h1>"
    b"<p>The two armies exchanged fire along the river for the third night in a row, officials on both sides said.</p>"
    b"<p>If the shelling stops, we are ready to talk, the minister said on Monday after a meeting of the cabinet.</p>"
    b"<p>His neighbour denied that its guns had fired first and said it would answer any attack on its posts.</p>"
    b"</article></body></html>"
)

BOMB = gzip.compress(bytes(100_000_000))


class Server:
    """Answers on `url`; `hosts` are the Host headers it was sent, `agents` the user agents."""

    def __init__(self) -> None:
        self.hosts: list[str] = []
        self.agents: list[str] = []
        self.asked: list[str] = []
        self.etags: dict[str, str] = {}
        self.retry_after = ""
        self.redirects: dict[str, str] = {}
        self.pages: dict[str, tuple[str, bytes]] = {}
        self.stopping = threading.Event()
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    outer.answer(self.request)

        class Threads(socketserver.ThreadingTCPServer):
            daemon_threads = True
            block_on_close = False

        self.tcp = Threads(("127.0.0.1", 0), Handler)
        self.port: int = self.tcp.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Server:
        threading.Thread(target=self.tcp.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self.tcp.shutdown()
        self.tcp.server_close()

    def answer(self, connection: socket.socket) -> None:
        """One request, one answer, or something that is none."""
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(4096)
            if not piece:
                return None
            head += piece
        lines = head.decode("latin-1").split("\r\n")
        path = lines[0].split(" ")[1]
        fields = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
        self.hosts.append(fields.get("host", ""))
        self.agents.append(fields.get("user-agent", ""))
        self.asked.append(path)
        if path in self.etags and fields.get("if-none-match") == self.etags[path]:
            return connection.sendall(f"HTTP/1.1 304 Not Modified\r\nETag: {self.etags[path]}\r\n\r\n".encode())
        if path in self.pages:
            kind, body = self.pages[path]
            kind += f"\r\nETag: {self.etags[path]}" if path in self.etags else ""
            return send(connection, body, kind=kind)
        if path in self.redirects:
            return connection.sendall(
                f"HTTP/1.1 302 Found\r\nLocation: {self.redirects[path]}\r\nContent-Length: 0\r\n\r\n".encode()
            )
        getattr(self, "do_" + path.strip("/").split("/")[0].split(".")[0].replace("-", "_"), self.do_page)(
            connection, path
        )
        return None

    def do_robots(self, connection: socket.socket, path: str) -> None:
        self.do_status(connection, "/404")

    def do_page(self, connection: socket.socket, path: str) -> None:
        send(connection, PAGE)

    def do_status(self, connection: socket.socket, path: str) -> None:
        after = f"Retry-After: {self.retry_after}\r\n" if self.retry_after else ""
        status = path.rsplit("/", 1)[1]
        connection.sendall(f"HTTP/1.1 {status} Whatever\r\n{after}Content-Length: 0\r\n\r\n".encode())

    def do_hang(self, connection: socket.socket, path: str) -> None:
        self.stopping.wait(30)

    def do_drip_head(self, connection: socket.socket, path: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while not self.stopping.wait(0.05):
            connection.sendall(b"X-A: b\r\n")

    def do_drip_body(self, connection: socket.socket, path: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
        while not self.stopping.wait(0.05):
            connection.sendall(b"a")

    def do_flood(self, connection: socket.socket, path: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
        for _ in range(2_000_000_000 // 1_000_000):
            connection.sendall(b"x" * 1_000_000)

    def do_says_2_gb(self, connection: socket.socket, path: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2000000000\r\n\r\n<html>")
        self.stopping.wait(10)

    def do_bomb(self, connection: socket.socket, path: str) -> None:
        send(connection, BOMB, kind="text/html\r\nContent-Encoding: gzip")

    def do_zipped(self, connection: socket.socket, path: str) -> None:
        send(connection, gzip.compress(PAGE), kind="text/html\r\nContent-Encoding: gzip")

    def do_damaged(self, connection: socket.socket, path: str) -> None:
        send(connection, gzip.compress(PAGE)[:30] + b"x" * 200, kind="text/html\r\nContent-Encoding: gzip")

    def do_brotli(self, connection: socket.socket, path: str) -> None:
        send(connection, b"x" * 200, kind="text/html\r\nContent-Encoding: br")

    def do_loop(self, connection: socket.socket, path: str) -> None:
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n")

    def do_chain(self, connection: socket.socket, path: str) -> None:
        left = int(path.rsplit("/", 1)[1])
        target = f"/chain/{left - 1}" if left > 1 else "/page"
        connection.sendall(f"HTTP/1.1 301 Moved\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode())

    def do_cut(self, connection: socket.socket, path: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html>")

    def do_no_http(self, connection: socket.socket, path: str) -> None:
        connection.sendall(b"220 mail.example.org ESMTP\r\n")

    def do_many_headers(self, connection: socket.socket, path: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"X-Header: y\r\n" * 200_000 + b"\r\n")
        time.sleep(0.1)


def send(connection: socket.socket, body: bytes, *, kind: str = "text/html; charset=utf-8") -> None:
    """A whole answer."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    connection.sendall(head.encode() + body)
