"""Tokens of programs and feed readers: shown once, kept as digests, never more than their owner may, gone from addresses."""

from __future__ import annotations

import logging
from xml.etree import ElementTree

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from starlette.testclient import TestClient
from tests.web.access.conftest import SETUP, Browser, Clock, token_on

from detente.errors import UsageError
from detente.web import Library, create_app
from detente.web.access.accounts import Accounts
from detente.web.access.guard import Access
from detente.web.access.limits import Limiter
from detente.web.access.roles import Role


def program(app: FastAPI, token: str) -> TestClient:
    return TestClient(app, headers={"authorization": f"Bearer {token}"}, follow_redirects=False)


def made(accounts: Accounts, name: str = "ann", role: Role = Role.READER, days: int = 30, kind: str = "api") -> str:
    return accounts.make_token(name, SETUP, kind=kind, role=role, label="a test", days=days)


def test_a_token_is_shown_once_and_works(app: FastAPI, browser: Browser, accounts: Accounts) -> None:
    ann = browser("ann")
    form = {
        "label": "nightly export",
        "kind": "api",
        "role": "reader",
        "days": "30",
        "token": token_on(ann, "/account"),
    }
    page = ann.post("/account/tokens", data=form)
    token = page.text.split("<code>detente_")[1].split("<")[0]
    assert page.headers["cache-control"] == "no-store"
    again = ann.get("/account").text
    assert "nightly export" in again
    assert token.split("_", 1)[1] not in again
    assert program(app, f"detente_{token}").get("/api/v1/events").status_code == 200
    assert accounts.tokens_of("ann")[0].used_at is not None


def test_only_a_digest_is_kept(accounts: Accounts) -> None:
    token = made(accounts)
    secret = token.split("_", 2)[2]
    assert len(secret) == 43
    with accounts.engine.connect() as connection:
        for table in ("tokens", "audit", "users", "sessions"):
            assert secret not in str(connection.execute(text(f"SELECT * FROM access_{table}")).all())


def test_a_token_ends(app: FastAPI, browser: Browser, accounts: Accounts, clock: Clock) -> None:
    token = made(accounts, days=2)
    client = program(app, token)
    assert client.get("/api/v1/status").status_code == 200
    clock.on(days=2)
    answer = client.get("/api/v1/status")
    assert answer.status_code == 401
    assert "Bearer" in answer.headers["www-authenticate"]
    other = program(app, made(accounts))
    ann = browser("ann")
    held = accounts.tokens_of("ann")[0]
    assert (
        ann.post("/account/tokens/revoke", data={"id": held.id, "token": token_on(ann, "/account")}).status_code == 303
    )
    assert other.get("/api/v1/status").status_code == 401
    third = program(app, made(accounts))
    accounts.set_active("ann", False, SETUP)
    assert third.get("/api/v1/status").status_code == 401


def test_nobody_revokes_another_ones(browser: Browser, accounts: Accounts) -> None:
    made(accounts, "ada")
    rea = browser("rea")
    form = {"id": accounts.tokens_of("ada")[0].id, "token": token_on(rea, "/account")}
    assert rea.post("/account/tokens/revoke", data=form).status_code == 400
    assert accounts.tokens_of("ada")[0].revoked_at is None


@pytest.mark.parametrize("change", ["", "x", "detente_", "no", "id", "secret", "Basic"])
def test_what_is_no_token_opens_nothing(app: FastAPI, accounts: Accounts, change: str) -> None:
    token = made(accounts)
    name, secret = token.split("_")[1], token.split("_", 2)[2]
    wrong = {"id": f"detente_{'a' * 10}_{secret}", "secret": f"detente_{name}_{'A' * 43}", "no": token + "x"}.get(
        change, change
    )
    client = TestClient(app)
    header = f"Basic {token}" if change == "Basic" else f"Bearer {wrong}"
    assert client.get("/api/v1/events", headers={"authorization": header}).status_code == 401
    assert client.get("/api/v1/events", headers={"authorization": f"bearer {token}"}).status_code == 200


def test_a_token_may_no_more_than_its_owner_may_now(app: FastAPI, accounts: Accounts) -> None:
    with pytest.raises(UsageError, match="only reader"):
        made(accounts, "rea", Role.ANALYST)
    with pytest.raises(UsageError, match="good for"):
        made(accounts, days=400)
    client = program(app, made(accounts, "ann", Role.ANALYST))
    assert "for the role" not in client.post("/api/v1/rulings", json={}).text
    accounts.set_role("ann", Role.READER, SETUP)
    assert "for the role analyst" in client.post("/api/v1/rulings", json={}).text


def test_a_token_is_for_the_api_and_not_for_pages(app: FastAPI, accounts: Accounts) -> None:
    client = program(app, made(accounts, "ada", Role.ADMIN))
    for path in ("/", "/account", "/users", "/audit", "/ledger"):
        assert client.get(path).status_code == 401, path
    assert (
        client.post("/account/tokens", data={"label": "x", "kind": "api", "days": "1", "token": "x"}).status_code == 401
    )


def test_a_bad_token_is_not_mended_by_a_cookie(browser: Browser) -> None:
    client = browser("ada")
    assert client.get("/api/v1/events").status_code == 200
    assert client.get("/api/v1/events", headers={"authorization": "Bearer x"}).status_code == 401


def test_the_document_says_how_to_log_in(app: FastAPI, accounts: Accounts, ruling: Library) -> None:
    said = program(app, made(accounts)).get("/api/v1/openapi.json").json()
    assert said["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert said["security"] == [{"token": []}]
    assert {"feed": []} in said["paths"]["/feeds/commitments.{form}"]["get"]["security"]
    alone = TestClient(create_app(ruling)).get("/api/v1/openapi.json").json()
    assert "security" not in alone


# -------------------------------------------------------------------------------------------------------------- feeds


def test_a_feed_token_opens_feeds_and_nothing_else(app: FastAPI, accounts: Accounts) -> None:
    token = made(accounts, kind="feed", role=Role.READER)
    client = TestClient(app, follow_redirects=False)
    for form in ("rss", "atom", "json"):
        assert client.get(f"/feeds/commitments.{form}?token={token}").status_code == 200
        assert client.get(f"/feeds/commitments.{form}?kind=offer&token={token}").status_code == 200
    for address in ("/api/v1/events", "/", "/account", "/ledger"):
        assert client.get(address, params={"token": token}).status_code == 401
    assert client.get("/feeds/commitments.rss", headers={"authorization": f"Bearer {token}"}).status_code == 401
    assert client.get("/feeds/commitments.rss", params={"token": made(accounts)}).status_code == 401
    assert program(app, made(accounts)).get("/feeds/commitments.rss").status_code == 200


def test_a_feed_token_is_told_to_nobody(app: FastAPI, accounts: Accounts, caplog: pytest.LogCaptureFixture) -> None:
    token = made(accounts, kind="feed")
    client = TestClient(app)
    with caplog.at_level(logging.DEBUG, logger="uvicorn"), caplog.at_level(logging.DEBUG, logger="fastapi"):
        answers = [
            client.get(f"/feeds/commitments.{form}?token={token}&kind=offer") for form in ("rss", "atom", "json")
        ]
    for answer in answers:
        assert token.split("_")[2] not in answer.text
    own = ElementTree.fromstring(answers[1].content).find("{http://www.w3.org/2005/Atom}link")
    assert own is not None
    assert own.attrib["href"].endswith("/feeds/commitments.atom?kind=offer")
    assert token not in caplog.text


def test_the_server_writes_no_addresses_down() -> None:
    from fastapi import FastAPI

    from detente.cli.listening import Listening, configuration

    asked = Listening("127.0.0.1", 0, None, "", (), None, None, ())
    config = configuration(FastAPI(), asked)
    assert config.access_log is False
    assert config.proxy_headers is False


# ------------------------------------------------------------------------------------------------------------- limits


def test_too_many_calls_wait_each_token_for_itself(ruling: Library, accounts: Accounts) -> None:
    seconds = [0.0]
    access = Access(accounts, requests=Limiter(60, 5, clock=lambda: seconds[0]))
    app = create_app(ruling, access=access)
    one, other = program(app, made(accounts)), program(app, made(accounts))
    assert [one.get("/api/v1/status").status_code for _ in range(6)] == [200] * 5 + [429]
    answer = one.get("/api/v1/status")
    assert answer.headers["retry-after"] == "1"
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 429
    assert other.get("/api/v1/status").status_code == 200
    seconds[0] += 1
    assert one.get("/api/v1/status").status_code == 200
    assert one.get("/feeds/commitments.rss").status_code == 429


def test_strangers_are_slowed_down_by_address(ruling: Library, accounts: Accounts) -> None:
    app = create_app(ruling, access=Access(accounts, strangers=Limiter(60, 3, clock=lambda: 0.0)))
    client = TestClient(app, headers={"authorization": "Bearer x"})
    assert [client.get("/api/v1/status").status_code for _ in range(4)] == [401, 401, 401, 429]
    assert program(app, made(accounts)).get("/api/v1/status").status_code == 200


def test_the_limiter_forgets_those_longest_not_seen() -> None:
    seconds = [0.0]
    limiter = Limiter(60, 1, clock=lambda: seconds[0])
    assert [limiter.wait("a"), limiter.wait("a")] == [0, 1]
    for n in range(10_000):
        limiter.wait(str(n))
    assert limiter.wait("a") == 0  # forgotten: rather one too many than memory without end
    seconds[0] += 0.5
    assert limiter.wait("9999") == 1
    seconds[0] += 0.5
    assert limiter.wait("9999") == 0
