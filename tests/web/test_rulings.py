"""Rulings through the page: kept with their reason, undone, and never by a form of somebody else's."""

from __future__ import annotations

import re

from starlette.testclient import TestClient


def token(client: TestClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/ledger/r/1/s1").text)
    assert found
    return found[1]


def form(client: TestClient, **changes: str) -> dict[str, str]:
    return {"row": "r/1/s1", "state": "broken", "because": "two wires say so", "token": token(client), **changes}


def test_a_ruling_is_kept_with_its_reason_and_can_be_undone(ruled: TestClient) -> None:
    before = ruled.get("/api/v1/commitments/r/1/s1").json()["state"]
    page = ruled.post("/ledger/rule", data=form(ruled, by="Ana"))
    assert page.status_code == 200
    assert "two wires say so" in page.text
    assert ruled.get("/api/v1/commitments/r/1/s1").json()["state"] == "broken"
    ruled.post("/ledger/unrule", data={"row": "r/1/s1", "number": "0", "token": token(ruled)})
    assert ruled.get("/api/v1/commitments/r/1/s1").json()["state"] == before


def test_a_forged_form_is_refused(ruled: TestClient) -> None:
    assert ruled.post("/ledger/rule", data=form(ruled, token="x" * 43)).status_code == 403
    assert ruled.post("/ledger/rule", data=form(ruled), headers={"origin": "https://evil.example"}).status_code == 403
    assert ruled.post("/ledger/rule", data=form(ruled), headers={"sec-fetch-site": "cross-site"}).status_code == 403
    fresh = TestClient(ruled.app, headers={"accept": "text/html"})
    assert fresh.post("/ledger/rule", data={**form(ruled)}).status_code == 403


def test_a_ruling_needs_a_row_a_state_and_a_reason(ruled: TestClient) -> None:
    for change in ({"row": "none"}, {"state": "bogus"}, {"because": "  "}):
        assert ruled.post("/ledger/rule", data=form(ruled, **change)).status_code == 400


def test_where_nothing_can_be_kept_nothing_is_asked(client: TestClient) -> None:
    assert '<form method="post"' not in client.get("/ledger/r/1/s1").text
    assert client.post("/ledger/rule", data=form_without(client)).status_code == 403


def form_without(client: TestClient) -> dict[str, str]:
    return {"row": "r/1/s1", "state": "kept", "because": "x", "token": "y"}


def test_cookies_are_strict(ruled: TestClient) -> None:
    cookie = ruled.get("/ledger/r/1/s1").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
