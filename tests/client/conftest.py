"""A real server over three reports, and a client of it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from tests.web.conftest import REPORTS

from detente.api import read_article
from detente.client import Client
from detente.web import Library, create_app


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    library = Library.of([read_article(a) for a in REPORTS], REPORTS, title="Tests")
    server = uvicorn.Server(uvicorn.Config(create_app(library), log_level="error"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def client(address: str) -> Iterator[Client]:
    with Client(address) as made:
        yield made
