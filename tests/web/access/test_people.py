"""What admins do: accounts with one-time passwords, roles, the last admin, the audit log that only grows."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.web.access.conftest import PASSWORD, SETUP, Browser, Clock, login, token_on

from detente.errors import UsageError
from detente.web.access.accounts import Accounts
from detente.web.access.roles import Role


def new_account(browser: Browser, name: str = "eve", role: str = "reader") -> str:
    """Made by an admin through the page: its one-time password."""
    ada = browser("ada")
    page = ada.post("/users/add", data={"name": name, "role": role, "token": token_on(ada, "/users")})
    found = re.search(r'class="secret"><code>([^<]+)<', page.text)
    assert found
    assert page.headers["cache-control"] == "no-store"
    assert found[1] not in ada.get("/users").text
    return found[1]


def test_a_new_account_has_to_choose_its_own_password(browser: Browser) -> None:
    once = new_account(browser)
    eve = browser("eve", once)
    assert eve.get("/").headers["location"] == "/account"
    assert eve.get("/api/v1/events").status_code == 403
    assert "Somebody else has made your password" in eve.get("/account").text
    token = token_on(eve, "/account")
    assert (
        eve.post("/account/tokens", data={"label": "x", "kind": "api", "days": "1", "token": token}).status_code == 403
    )
    form = {"old": once, "new": "nine red wagons", "again": "nine red wagons", "token": token}
    assert eve.post("/account/password", data=form).status_code == 303
    assert eve.get("/").status_code == 200


def test_a_one_time_password_is_good_for_a_week(browser: Browser, clock: Clock) -> None:
    once = new_account(browser)
    clock.on(days=6)
    assert login(browser(), "eve", once).status_code == 303
    clock.on(days=1)
    assert login(browser(), "eve", once).status_code == 403


def test_a_lost_password_is_made_anew_and_ends_what_was_open(browser: Browser) -> None:
    ada, rea = browser("ada"), browser("rea")
    page = ada.post("/users/reset", data={"name": "rea", "token": token_on(ada, "/users")})
    assert page.status_code == 200
    assert rea.get("/").status_code == 303
    assert login(browser(), "rea").status_code == 403


def test_roles_and_disabling_through_the_page(browser: Browser, accounts: Accounts) -> None:
    ada, rea = browser("ada"), browser("rea")
    token = token_on(ada, "/users")
    assert ada.post("/users/role", data={"name": "rea", "role": "analyst", "token": token}).status_code == 303
    assert accounts.person("rea").role is Role.ANALYST
    assert ada.post("/users/active", data={"name": "rea", "active": "false", "token": token}).status_code == 303
    assert rea.get("/").status_code == 303
    assert "disabled" in ada.get("/users").text
    assert ada.post("/users/active", data={"name": "rea", "active": "true", "token": token}).status_code == 303
    assert accounts.person("rea").active


def test_the_last_admin_stays(browser: Browser, accounts: Accounts) -> None:
    ada = browser("ada")
    token = token_on(ada, "/users")
    for path, form in (("/users/role", {"role": "reader"}), ("/users/active", {"active": "false"})):
        page = ada.post(path, data={"name": "ada", "token": token, **form})
        assert page.status_code == 400
        assert "last admin" in page.text
    accounts.add("eve", PASSWORD, Role.ADMIN, SETUP)
    accounts.set_active("eve", False, SETUP)
    with pytest.raises(UsageError, match="last admin"):
        accounts.set_role("ada", Role.READER, SETUP)
    accounts.set_active("eve", True, SETUP)
    accounts.set_role("ada", Role.READER, SETUP)


def test_the_audit_log_has_each_kind_of_change(browser: Browser, accounts: Accounts) -> None:
    ada = browser("ada")
    login(browser(), "rea", "not the password")
    login(browser(), "my secret password by mistake", "x")
    token = token_on(ada, "/users")
    once = new_account(browser)
    ada.post("/users/role", data={"name": "eve", "role": "analyst", "token": token})
    ada.post("/users/reset", data={"name": "rea", "token": token})
    ada.post("/users/active", data={"name": "eve", "active": "false", "token": token})
    ada.post("/users/active", data={"name": "eve", "active": "true", "token": token})
    ada.post("/account/tokens", data={"label": "x", "kind": "api", "days": "1", "role": "reader", "token": token})
    ada.post("/account/tokens/revoke", data={"id": accounts.tokens_of("ada")[0].id, "token": token})
    ada.post("/account/sessions", data={"token": token})
    changed = {"old": PASSWORD, "new": "nine red wagons", "again": "nine red wagons", "token": token}
    ada.post("/account/password", data=changed)
    ada.post("/logout", data={"token": token_on(ada, "/users")})
    lines = accounts.audit(limit=1000)
    done = [(line.name, line.action, line.subject) for line in reversed(lines)][3:]
    assert done == [
        ("ada", "login", "ada"), (None, "login failed", "rea"), (None, "login failed", ""), ("ada", "login", "ada"),
        ("ada", "account added", "eve"), ("ada", "role changed", "eve"), ("ada", "password reset", "rea"), ("ada", "account disabled", "eve"),
        ("ada", "account enabled", "eve"), ("ada", "token made", "ada"), ("ada", "token revoked", "ada"), ("ada", "sessions ended", "ada"),
        ("ada", "password changed", "ada"), ("ada", "logout", "ada"),
    ]  # fmt: skip
    assert all(line.address == "testclient" for line in lines[:-3])
    for secret in (once, PASSWORD, "nine red wagons", "my secret password"):
        assert secret not in str(lines)


def test_the_log_is_filtered_and_paged(browser: Browser, accounts: Accounts) -> None:
    for n in range(130):
        accounts.note(SETUP, "token made", "rea", f"line {n:03}")
    ada = browser("ada")
    page = ada.get("/audit?action=token made").text
    assert "line 129" in page
    assert "line 030" in page
    assert "line 029" not in page
    earlier = re.search(r'href="(/audit\?before=[^"]+)"', page)
    assert earlier
    page = ada.get(earlier[1].replace("&amp;", "&")).text
    assert "line 029" in page
    assert "line 030" not in page
    assert "No line fits" in ada.get("/audit?name=nobody").text
    assert ada.get("/audit?action=bogus").status_code == 400


@pytest.mark.parametrize("change", ["UPDATE access_audit SET name = 'x'", "DELETE FROM access_audit"])
def test_the_log_only_grows(accounts: Accounts, change: str) -> None:
    before = accounts.audit()
    with pytest.raises(DBAPIError, match="only grows"), accounts.engine.begin() as connection:
        connection.execute(text(change))
    assert accounts.audit() == before
