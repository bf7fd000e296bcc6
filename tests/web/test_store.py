"""The page over a store: what comes in while it runs is shown, rulings are kept in the store."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

from detente.cli.serve import library_of_store
from detente.ingest import code_pending, put
from detente.records import Article
from detente.store import Store
from detente.web import create_app

REPORTS = (
    Article(
        id="r1", date="2025-05-07", title="Minister speaks",
        text="Indian jets bombed an airfield. Pakistan is ready to stop its shelling if India stops its strikes, its minister said.",
    ),
    Article(id="r2", date="2025-05-10", title="Truce", text="India and Pakistan agreed to a ceasefire on Saturday."),
)  # fmt: skip


def test_the_store_is_shown_as_it_grows_and_keeps_rulings(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store.sqlite") as store:
        put_in(store, 0)
        client = TestClient(create_app(library_of_store(store)), headers={"accept": "text/html"})
        first = client.get("/api/v1/status").json()
        assert first["articles"] == 1
        put_in(store, 1)
        assert client.get("/api/v1/status").json()["articles"] == 2
        row = client.get("/api/v1/commitments?kind=offer").json()["rows"][0]["id"]
        token = re.search(r'name="token" value="([^"]+)"', client.get(f"/ledger/{row}").text)
        assert token
        form = {"row": row, "state": "lapsed", "because": "nobody spoke of it again", "token": token[1]}
        assert "nobody spoke of it again" in client.post("/ledger/rule", data=form).text
        assert client.get(f"/api/v1/commitments/{row}").json()["state"] == "lapsed"
        client.post("/ledger/unrule", data={"row": row, "number": "0", "token": token[1]})
        assert client.get(f"/api/v1/commitments/{row}").json()["state"] != "lapsed"


def put_in(store: Store, number: int) -> None:
    """One of the reports, coded."""
    report = REPORTS[number]
    assert list(put(store, [report]))
    assert list(code_pending(store))
