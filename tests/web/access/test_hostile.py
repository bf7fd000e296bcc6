"""Hostile input by those who are in, too: SQL in every parameter, paths that climb, markup in everything that can be shown."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from starlette.testclient import TestClient
from tests.web.access.conftest import PASSWORD, SETUP, Browser, login, token_on
from tests.web.access.test_routes import address, routes_of

from detente.api import read_article
from detente.cli.serve import library_of
from detente.records import Article
from detente.web import Library, create_app
from detente.web.access.accounts import Accounts
from detente.web.access.guard import Access
from detente.web.access.roles import Role

SQL = (
    "' OR '1'='1",
    "'; DROP TABLE access_users; --",
    '" OR ""="',
    "1 UNION SELECT password FROM access_users",
    "%' OR 1=1 --",
    "\\'; --",
    "a\x00b",
    "ana')) OR ((1=1",
)
PARAMETERS = (
    "q", "dyad", "side", "type", "status", "kind", "state", "since", "until", "as_of", "cursor", "limit", "action", "name", "before", "next",
    "token", "path", "weeks", "view", "form",
)  # fmt: skip
CLIMBS = (
    "../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "....//....//etc/passwd", "..\\..\\etc\\passwd",
    "%2fetc%2fpasswd", "..%252f..%252fetc%252fpasswd", "app.css%00.png", "..%c0%af..%c0%afetc/passwd", "file:///etc/passwd", ".", "..", "%00",
)  # fmt: skip
SCRIPT = "<script>alert(1)</script>"
ATTRIBUTE = "\"' onmouseover=alert(2) x=<img src=x onerror=alert(3)><svg/onload=alert(4)>"


def test_sql_in_any_parameter_is_only_words(app: FastAPI, browser: Browser, accounts: Accounts) -> None:
    ada = browser("ada")
    reads = [address(path) for method, path in routes_of(app.routes) if method == "GET" and "x" != address(path)]
    own = [
        p
        for p in reads
        if p.startswith(
            (
                "/ledger",
                "/search",
                "/articles",
                "/audit",
                "/users",
                "/account",
                "/login",
                "/feeds",
                "/api/v1/events",
                "/api/v1/commit",
            )
        )
    ]
    assert len(own) > 10
    for path in own:
        for attack in SQL:
            answer = ada.get(path, params=dict.fromkeys(PARAMETERS, attack))
            assert answer.status_code < 500, (path, attack)
    for name in PARAMETERS:
        for attack in SQL[:3]:
            for path in ("/audit", "/ledger", "/api/v1/events", "/search"):
                answer = ada.get(path, params={name: attack})
                assert answer.status_code < 500, (path, name, attack)
                assert "argon2id" not in answer.text
    assert len(accounts.people()) == 3


def test_sql_in_a_filter_of_the_audit_log_finds_nothing(browser: Browser) -> None:
    ada = browser("ada")
    assert "account added" in ada.get("/audit?name=ada").text
    for attack in SQL:
        assert "No line fits" in ada.get("/audit", params={"name": attack}).text, attack


def test_sql_in_a_login_lets_nobody_in(browser: Browser, accounts: Accounts) -> None:
    for attack in (*SQL, "ada' --", "ada'/*", "' UNION SELECT 1, 'ada', 'admin' --"):
        assert login(browser(), attack).status_code in (403, 429), attack
        assert accounts.session(attack) is None
        assert accounts.bearer(attack, "api") is None
        assert accounts.bearer(f"detente_{attack}_{'a' * 43}", "api") is None
    with accounts.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM access_users")).scalar() == 3


def test_sql_in_forms_changes_only_what_it_names(browser: Browser, accounts: Accounts) -> None:
    ada = browser("ada")
    token = token_on(ada, "/account")
    for attack in SQL:
        for path, form in (
            ("/users/role", {"name": attack, "role": "admin"}), ("/users/role", {"name": "rea", "role": attack}),
            ("/users/active", {"name": attack, "active": "false"}), ("/users/reset", {"name": attack}), ("/users/add", {"name": attack, "role": "reader"}),
            ("/account/tokens/revoke", {"id": attack}), ("/account/tokens", {"label": "x", "kind": attack, "days": "1", "role": "reader"}),
            ("/account/tokens", {"label": "x", "kind": "api", "days": attack, "role": "reader"}),
        ):  # fmt: skip
            assert ada.post(path, data={**form, "token": token}).status_code in (400, 422), (path, form)
    assert {p.name: (p.role, p.active) for p in accounts.people()} == {
        "ada": (Role.ADMIN, True), "ann": (Role.ANALYST, True), "rea": (Role.READER, True),
    }  # fmt: skip


def test_no_path_climbs_out(browser: Browser) -> None:
    ada = browser("ada")
    for climb in CLIMBS:
        for top in (
            "/static/",
            "/articles/",
            "/ledger/",
            "/api/v1/articles/",
            "/api/v1/commitments/",
            "/feeds/",
            "/dyads/IND/",
        ):
            answer = ada.get(top + climb)
            assert answer.status_code in (303, 307, 400, 404, 422) or climb in (".", ".."), (top, climb)
            assert "root:x:" not in answer.text
            assert "def create_app" not in answer.text


# --------------------------------------------------------------------------------------------------------------- markup

HOSTILE = (
    Article(
        id="h1", date="2025-05-07", title=f"Minister speaks {SCRIPT}", source=f"Wire {ATTRIBUTE}", url="javascript:alert(5)",
        text=f'Indian jets bombed three airfields near Lahore on Tuesday {ATTRIBUTE}. Khawaja Asif, Pakistan\'s defence minister, said: '
        f'"If India stops the attacks {SCRIPT}, we are ready to reduce the tension."',
    ),
    Article(id='h2"><script>alert(6)</script>', date="2025-05-08", title=ATTRIBUTE, url="data:text/html,<script>alert(7)</script>",
            text=f"The {SCRIPT} Front attacked an Indian army camp near Poonch on Thursday. India struck Pakistan on Friday."),
)  # fmt: skip


class Reader(HTMLParser):
    """What a page would run: scripts without an address, attributes that are handlers, addresses that are code."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        source = held.get("src") or ""
        if (tag == "script" and not source.startswith("/static/")) or tag in ("iframe", "object", "embed", "base"):
            self.found.append(f"<{tag} {attrs}>")
        for name, value in attrs:
            code = (value or "").strip().lower().startswith(("javascript:", "data:", "vbscript:"))
            if (
                name.startswith("on")
                or name == "srcdoc"
                or (name in ("href", "src", "action", "formaction", "xlink:href") and code)
            ):
                self.found.append(f"{tag} {name}={value}")
        if tag == "img" and source == "x":
            self.found.append("img")


def test_the_reader_of_these_tests_sees_what_it_should() -> None:
    reader = Reader()
    reader.feed(f'<a href="javascript:x">{SCRIPT}</a><p title="{ATTRIBUTE}">')
    assert len(reader.found) >= 4


@pytest.fixture
def hostile(tmp_path: Path, accounts: Accounts) -> TestClient:
    """An admin's browser on a site whose reports, rulings, names, labels and log hold markup."""
    readings = [read_article(a) for a in HOSTILE]
    library = library_of(readings, list(HOSTILE), tmp_path / "hostile.jsonl")
    with accounts.engine.begin() as connection:  # past the check of names: what is shown must not depend on it
        connection.execute(text("UPDATE access_users SET name = :n WHERE name = 'rea'"), {"n": SCRIPT})
    accounts.make_token("ada", SETUP, role=Role.READER, label=ATTRIBUTE, days=9)
    accounts.note(SETUP._replace(name=SCRIPT, address=ATTRIBUTE), "ruling", ATTRIBUTE, SCRIPT)
    app = create_app(library, access=Access(accounts))
    client = TestClient(app, headers={"accept": "text/html"}, follow_redirects=False)
    assert login(client, "ada").status_code == 303
    row = library.snapshot().ledger.rows[0].id
    form = {"row": row, "state": "broken", "because": f"{SCRIPT} {ATTRIBUTE}", "token": token_on(client, "/account")}
    assert client.post("/ledger/rule", data=form).status_code == 303
    return client


def pages(client: TestClient) -> list[str]:
    """Every page there is of that site."""
    row = client.get("/api/v1/commitments").json()["rows"][0]["id"]
    sides = client.get("/api/v1/dyads").json()["rows"][0]["sides"]
    return [
        "/", "/ledger", f"/ledger/{row}", "/articles", "/articles/h1", '/articles/h2"><script>alert(6)</script>', "/map", "/accuracy", "/search",
        "/search?q=minister", "/brief", f"/dyads/{sides[0]}/{sides[1]}", f"/dyads/{sides[0]}/{sides[1]}/measures", "/account", "/users", "/audit",
    ]  # fmt: skip


def test_markup_in_reports_rulings_and_names_stays_text(hostile: TestClient) -> None:
    shown = ""
    for path in pages(hostile):
        answer = hostile.get(path)
        assert answer.status_code in (200, 503), path  # what takes long says so first
        reader = Reader()
        reader.feed(answer.text)
        assert reader.found == [], path
        assert (
            "script-src" not in answer.headers["content-security-policy"]
            or "unsafe" not in answer.headers["content-security-policy"]
        )
        shown += answer.text
    assert shown.count("&lt;script&gt;alert(1)") > 5  # it was there, and as text


def test_markup_in_addresses_and_forms_stays_text(hostile: TestClient) -> None:
    for attack in (SCRIPT, ATTRIBUTE, "javascript:alert(1)"):
        for path in ("/search", "/ledger", "/articles", "/audit", "/map", "/login", "/brief"):
            for name in ("q", "dyad", "side", "kind", "since", "name", "action", "next", "as_of", "view"):
                answer = hostile.get(path, params={name: attack})
                reader = Reader()
                reader.feed(answer.text)
                assert reader.found == [], (path, name)
        reader = Reader()
        stranger = TestClient(hostile.app, headers={"accept": "text/html"}, follow_redirects=False)
        reader.feed(login(stranger, attack, next=attack).text)
        reader.feed(hostile.get(f"/{attack}").text)
        reader.feed(
            hostile.post(
                "/users/add", data={"name": attack, "role": attack, "token": token_on(hostile, "/account")}
            ).text
        )
        assert reader.found == []


def test_names_of_accounts_are_plain(accounts: Accounts) -> None:
    from detente.errors import UsageError

    for name in (SCRIPT, ATTRIBUTE, "", " ", "a b", "a/b", "a\nb", "x" * 65, "a\u202eb", "a\u200bb"):
        with pytest.raises(UsageError):
            accounts.add(name, PASSWORD, Role.READER, SETUP)
    accounts.add("Zoë.Núñez@example.org", PASSWORD, Role.READER, SETUP)


def test_a_name_cannot_be_taken_twice(accounts: Accounts) -> None:
    from detente.errors import UsageError

    for name in ("ADA", "Ada", "ａｄａ", " ada "):
        with pytest.raises(UsageError, match="of that name"):
            accounts.add(name, PASSWORD, Role.READER, SETUP)


def test_large_and_endless_bodies_are_refused(browser: Browser) -> None:
    client = browser()
    form: dict[str, Any] = {"name": "a" * 100_000, "password": PASSWORD, "token": "x"}
    assert client.post("/login", data=form).status_code == 413
    assert client.post("/login", content=iter([b"a"])).status_code == 413
    assert client.post("/login", headers={"content-length": "9" * 5000}, content=b"").status_code == 413
    assert login(client, "rea", "a" * 2000).status_code == 422


def test_a_fault_shows_nothing_of_the_inside(accounts: Accounts) -> None:
    def load() -> Any:
        raise RuntimeError("secret of the inside")

    app = create_app(Library(load), access=Access(accounts))
    client = TestClient(app, headers={"accept": "text/html"}, follow_redirects=False, raise_server_exceptions=False)
    assert login(client, "rea").status_code == 303
    answer = client.get("/")
    assert answer.status_code == 500
    assert "secret of the inside" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
