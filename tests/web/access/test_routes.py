"""Every route refuses strangers, and every role what is above it: all routes are walked, so that a new one is tried, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from tests.web.access.conftest import Browser, login

from detente.web.access.accounts import Accounts
from detente.web.access.roles import Role, needed

OPEN = {("GET", "/login"), ("POST", "/login"), ("GET", "/static/{name}"), ("GET", "/favicon.ico")}
ADMINS = ("/users", "/audit", "/hooks", "/webhooks", "/api/v1/hooks", "/api/v1/webhooks")


def routes_of(routes: Any, above: str = "") -> Iterator[tuple[str, str]]:
    """Method and path of each, those of included routers, too (newer FastAPIs keep them apart)."""
    for route in routes:
        if hasattr(route, "original_router"):
            yield from routes_of(route.original_router.routes, above + route.include_context.prefix)
        elif hasattr(route, "path"):
            yield from ((method, above + route.path) for method in sorted(route.methods or {"GET"}) if method != "HEAD")


def address(path: str) -> str:
    return re.sub(r"\{[^}]+\}", "x", path)


def test_the_walk_finds_the_routes(app: FastAPI) -> None:
    found = set(routes_of(app.routes))
    assert {
        ("POST", "/ledger/rule"),
        ("GET", "/api/v1/events"),
        ("GET", "/feeds/commitments.{form}"),
        ("POST", "/users/add"),
    } <= found
    assert ("GET", "/api/v1/commitments/{name:path}") in found
    assert len(found) > 60
    assert found >= OPEN


def test_each_route_refuses_a_stranger(app: FastAPI, browser: Browser) -> None:
    for accept in ("text/html", "application/json"):
        stranger = browser()
        stranger.headers["accept"] = accept
        for method, path in routes_of(app.routes):
            answer = stranger.request(method, address(path))
            if (method, path) in OPEN:
                assert answer.status_code != 401, path
            elif accept == "text/html" and not path.startswith(("/api/", "/feeds/")):
                assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/login"), (method, path)
            else:
                assert answer.status_code == 401, (method, path)
                assert answer.headers["content-type"] == "application/problem+json"
                assert "Bearer" in answer.headers["www-authenticate"]


def test_an_address_written_otherwise_opens_nothing(browser: Browser) -> None:
    stranger = browser()
    for path in (
        "/users/",
        "//users",
        "/login/",
        "/login/x",
        "/static/",
        "/static/x/y",
        "/static/..%2fusers",
        "/LOGIN",
        "/%2e/login",
        "/login%3fx",
        "/login%23x",
        "/users%3f/login",
        "/none",
    ):
        answer = stranger.get(path)
        assert answer.status_code in (303, 401, 404), path
        assert answer.status_code != 303 or answer.headers["location"].startswith("/login"), path


@pytest.mark.parametrize("name", ["rea", "ann", "ada"])
def test_each_role_gets_what_is_its_own_and_no_more(app: FastAPI, browser: Browser, name: str) -> None:
    role = {"rea": Role.READER, "ann": Role.ANALYST, "ada": Role.ADMIN}[name]
    client = TestClient(app, headers={"accept": "text/html"}, follow_redirects=False, raise_server_exceptions=False)
    assert login(client, name).status_code == 303
    for method, path in routes_of(app.routes):
        if path == "/logout":
            continue
        wanted = needed(method, path)
        answer = client.request(method, address(path), headers={"origin": "http://testserver"})
        said = answer.status_code == 403 and "This is for the role" in answer.text
        assert said == (wanted is not None and role < wanted), (method, path)


def test_roles_by_class_of_route(app: FastAPI) -> None:
    for method, path in routes_of(app.routes):
        if (method, path) in OPEN:
            assert needed(method, path) is None, path
        elif path.startswith(ADMINS):
            assert needed(method, path) is Role.ADMIN, path
        elif method == "GET" or path.startswith(("/account", "/logout")):
            assert needed(method, path) is Role.READER, path
        elif "rul" in path:
            assert needed(method, path) is Role.ANALYST, path
        else:
            assert needed(method, path) is Role.ADMIN, path


def test_what_nobody_thought_of_needs_an_admin() -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "MADEUP"):
        assert needed(method, "/something/new") is Role.ADMIN
    assert needed("GET", "/users.csv") is Role.ADMIN
    assert needed("GET", "/usersandmore") is Role.READER
    assert needed("GET", "/static/x/y") is needed("GET", "/login/x") is Role.READER
    assert needed("POST", "/static/x") is Role.ADMIN


def test_an_analyst_rules_under_the_own_name_and_a_reader_does_not(browser: Browser, accounts: Accounts) -> None:
    ann, rea = browser("ann"), browser("rea")
    form = {"row": "r/1/s1", "state": "broken", "because": "two wires say so", "by": "somebody else"}
    page = ann.get("/ledger/r/1/s1").text
    assert 'name="by"' not in page
    token = re.search(r'action="/ledger/rule".*?name="token" value="([^"]+)"', page, re.DOTALL)
    assert token
    assert ann.post("/ledger/rule", data={**form, "token": token[1]}).status_code == 303
    assert ann.get("/api/v1/commitments/r/1/s1").json()["state"] == "broken"
    assert "(ann)" in ann.get("/ledger/r/1/s1").text
    assert "somebody else" not in ann.get("/ledger/r/1/s1").text
    assert 'action="/ledger/rule"' not in rea.get("/ledger/r/1/s1").text
    assert rea.post("/ledger/rule", data={**form, "token": "x"}).status_code == 403
    (line,) = accounts.audit(action="ruling")
    assert (line.name, line.subject, line.detail) == ("ann", "r/1/s1", "broken: two wires say so")
    assert ann.post("/ledger/unrule", data={"row": "r/1/s1", "number": "0", "token": token[1]}).status_code == 303
    (line,) = accounts.audit(action="ruling withdrawn")
    assert (line.name, line.detail) == ("ann", "broken by ann: two wires say so")


def test_without_accounts_nothing_is_asked(ruled: TestClient) -> None:
    page = ruled.get("/ledger/r/1/s1")
    assert page.status_code == 200
    assert 'name="by"' in page.text
    for sign in ("/account", "/logout", "/users", "Log in"):
        assert sign not in page.text
    assert ruled.get("/login").status_code == ruled.get("/users").status_code == 404
