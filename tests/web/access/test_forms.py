"""Forms and calls of other sites change nothing: without the token, with a wrong one, with another's, from another origin."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from tests.web.access.conftest import PASSWORD, SETUP, Browser, token_on
from tests.web.access.test_routes import address, routes_of

from detente.web.access.accounts import Accounts

FORMS: dict[str, dict[str, str]] = {
    "/account/password": {"old": PASSWORD, "new": "eight blue kettles", "again": "eight blue kettles"},
    "/account/sessions": {},
    "/account/tokens": {"label": "mine", "kind": "api", "days": "9", "role": "admin"},
    "/account/tokens/revoke": {"id": "x"},
    "/users/add": {"name": "eve", "role": "admin"},
    "/users/reset": {"name": "rea"},
    "/users/role": {"name": "rea", "role": "admin"},
    "/users/active": {"name": "rea", "active": "false"},
    "/ledger/rule": {"row": "r/1/s1", "state": "broken", "because": "x"},
    "/ledger/unrule": {"row": "r/1/s1", "number": "0"},
    "/logout": {},
}
ELSEWHERE: list[dict[str, str]] = [
    {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://testserver.evil.example"}, {"origin": "http://testserver:81"},
    {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
]  # fmt: skip


def test_each_form_of_a_page_is_tried(app: FastAPI) -> None:
    forms = {
        path
        for method, path in routes_of(app.routes)
        if method == "POST" and not path.startswith(("/api/", "/hooks", "/webhooks"))
    }
    assert forms == {*FORMS, "/login"}


@pytest.mark.parametrize("path", FORMS)
def test_a_form_without_our_token_changes_nothing(browser: Browser, accounts: Accounts, path: str) -> None:
    ada = browser("ada")
    others = token_on(browser("rea"), "/account")
    before = [(p.name, p.role, p.active, p.must_change) for p in accounts.people()]
    lines = len(accounts.audit())
    for token in ({}, {"token": ""}, {"token": "x" * 43}, {"token": others}, {"token": "ä" * 43}):
        answer = ada.post(path, data=FORMS[path] | token)
        assert answer.status_code in (403, 422), token
    own = token_on(ada, "/account")
    for headers in ELSEWHERE:
        assert ada.post(path, data=FORMS[path] | {"token": own}, headers=headers).status_code == 403, headers
    assert [(p.name, p.role, p.active, p.must_change) for p in accounts.people()] == before
    assert len(accounts.audit()) == lines
    assert ada.get("/").status_code == 200


def test_our_own_forms_are_heard_with_what_browsers_send(browser: Browser) -> None:
    ada = browser("ada")
    for n, headers in enumerate(
        (
            {},
            {"origin": "http://testserver"},
            {"sec-fetch-site": "same-origin"},
            {"sec-fetch-site": "same-origin", "origin": "null"},
        )
    ):
        form = {"name": f"new{n}", "role": "reader", "token": token_on(ada, "/account")}
        answer = ada.post("/users/add", data=form, headers=headers)
        assert answer.status_code == 200, headers


def test_a_login_cannot_be_forged_either(browser: Browser) -> None:
    client = browser()
    form = {"name": "rea", "password": PASSWORD}
    token = token_on(client, "/login")
    for wrong in ({"token": ""}, {"token": "x" * 43}):
        assert client.post("/login", data=form | wrong).status_code in (403, 422)
    for headers in ELSEWHERE:
        assert client.post("/login", data=form | {"token": token}, headers=headers).status_code == 403
    assert browser().post("/login", data=form | {"token": token}).status_code == 403  # another browser's cookie
    assert client.post("/login", data=form | {"token": token}).status_code == 303


def test_a_cookie_set_by_a_neighbour_does_not_make_a_forms_token(browser: Browser) -> None:
    """Double submit alone would take a token that somebody on a sister domain has set as our cookie."""
    ada = browser("ada")
    ada.cookies.set("detente_form", "x" * 43)
    assert ada.post("/users/add", data={"name": "eve", "role": "admin", "token": "x" * 43}).status_code == 403


def test_a_call_of_the_api_that_changes_something_must_surely_be_ours(
    app: FastAPI, browser: Browser, accounts: Accounts
) -> None:
    unsafe = [(m, address(p)) for m, p in routes_of(app.routes) if p.startswith("/api/") and m not in ("GET", "HEAD")]
    ada = browser("ada")
    token = accounts.make_token("ada", SETUP, role=accounts.person("ada").role, label="x", days=1)
    program = TestClient(app, headers={"authorization": f"Bearer {token}"})
    for method, path in [*unsafe, ("POST", "/api/v1/rulings")]:
        for headers in ({}, *ELSEWHERE):
            answer = ada.request(method, path, json={}, headers=headers)
            assert answer.status_code == 403, (method, path, headers)
        assert program.request(method, path, json={}).status_code != 403


def test_pages_of_other_sites_are_refused_without_accounts_too(ruled: TestClient) -> None:
    page = ruled.get("/ledger/r/1/s1").text
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    form = {"row": "r/1/s1", "state": "broken", "because": "x", "token": token[1]}
    for headers in ELSEWHERE:
        assert ruled.post("/ledger/rule", data=form, headers=headers).status_code == 403
    assert ruled.post("/ledger/rule", data=form, headers={"origin": "http://testserver"}).status_code == 200


def test_who_logs_in_again_has_other_tokens_in_his_forms(browser: Browser) -> None:
    client = browser("rea")
    before = token_on(client, "/account")
    form = {"name": "rea", "password": PASSWORD, "token": before}
    assert client.post("/login", data=form).status_code == 303
    assert token_on(client, "/account") != before
    assert client.post("/account/sessions", data={"token": before}).status_code == 403
