"""/hooks: what is told to whom, without secrets; nothing can be changed there. And `detente serve` tells while it runs."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from starlette.testclient import TestClient
from tests.hooks.conftest import receiving, row, stands

from detente.cli.serve import library_of_store
from detente.hooks import background, subscribe
from detente.store import Store
from detente.store import hooks as kept
from detente.web import Library, create_app


def test_the_page_shows_hooks_and_deliveries_and_no_secret(store: Store) -> None:
    client = TestClient(create_app(library_of_store(store)), headers={"accept": "text/html"})
    assert "Nobody yet" in client.get("/hooks").text
    with receiving() as (_, url):
        hook = subscribe(
            store, f"{url}/path-that-is-a-secret", triggers=["offer"], plain=True, private=True, name="<b>ours</b>"
        )
        stands(store, row("open", day=f"{datetime.now(UTC):%Y-%m-%d}"), at=datetime.now(UTC))
        with background(store):
            deadline = time.monotonic() + 20
            while not kept.counts(store).get(hook.id, {}).get("done") and time.monotonic() < deadline:
                time.sleep(0.05)
    page = client.get("/hooks").text
    assert "1 done, 0 waiting" in page
    assert 'href="/ledger/a1/s1"' in page
    assert "&lt;b&gt;ours" in page
    assert hook.secret not in page
    assert "path-that-is-a-secret" not in page
    assert client.post("/hooks").status_code == 405


def test_without_a_store_it_says_what_hooks_need() -> None:
    client = TestClient(create_app(Library.of([])), headers={"accept": "text/html"})
    assert "belong to a store" in client.get("/hooks").text
