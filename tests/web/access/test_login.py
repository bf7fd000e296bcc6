"""Sessions: a new id at login, ended by logout, password change, time and disuse; no guessing, no sending away."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy import text
from starlette.testclient import TestClient
from tests.web.access.conftest import PASSWORD, SETUP, Browser, Clock, login, token_on

from detente.errors import UsageError
from detente.web import Library, create_app
from detente.web.access import pages
from detente.web.access.accounts import Accounts, Entered, Refused
from detente.web.access.guard import Access
from detente.web.access.pages import local
from detente.web.access.passwords import Passwords, check, made
from detente.web.access.roles import Role

COOKIE = "detente_session"


def test_a_login_opens_the_pages_and_a_logout_closes_them(browser: Browser) -> None:
    client = browser("rea")
    assert client.get("/").status_code == 200
    assert ">rea</a>" in client.get("/").text
    stolen = client.cookies[COOKIE]
    assert client.post("/logout", data={"token": token_on(client, "/account")}).headers["location"] == "/login"
    thief = browser()
    thief.cookies.set(COOKIE, stolen)
    assert thief.get("/").status_code == 303


@pytest.mark.parametrize(
    ("name", "password"), [("rea", "wrong horse battery"), ("nobody", PASSWORD), ("", ""), ("rea", "")]
)
def test_a_wrong_name_or_password_says_the_same(browser: Browser, name: str, password: str) -> None:
    answer = login(browser(), name, password)
    assert answer.status_code in (403, 422)
    assert COOKIE not in answer.headers.get("set-cookie", "")
    if name and password:
        assert "Name or password are not right" in answer.text


def test_names_are_found_whatever_their_case(browser: Browser) -> None:
    assert login(browser(), " Rea ").status_code == 303


def test_no_session_is_fixed_from_outside(browser: Browser) -> None:
    client = browser()
    client.cookies.set(COOKIE, "a" * 43)
    assert client.get("/").status_code == 303  # an id nobody gave out is no session
    login(client, "rea")
    ids = [c.value for c in client.cookies.jar if c.name == COOKIE]
    assert client.get("/").status_code == 200
    thief = browser()
    thief.cookies.set(COOKIE, "a" * 43)
    assert thief.get("/").status_code == 303
    assert any(value != "a" * 43 for value in ids)


def test_a_login_in_a_session_begins_a_new_one_and_ends_the_old(browser: Browser, access: Access) -> None:
    client = browser("rea")
    old = client.cookies[COOKIE]
    form = {"name": "ann", "password": PASSWORD, "token": token_on(client, "/account")}
    assert client.post("/login", data=form).status_code == 303
    assert client.cookies[COOKIE] != old
    assert access.accounts.session(old) is None
    assert ">ann</a>" in client.get("/").text


def test_only_a_digest_of_the_session_is_kept(browser: Browser, accounts: Accounts) -> None:
    raw = browser("rea").cookies[COOKIE]
    assert len(raw) == 43
    with accounts.engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM access_sessions")).all()
    assert len(rows) == 1
    assert raw not in str(rows)


def test_disuse_and_time_end_a_session(browser: Browser, clock: Clock) -> None:
    client = browser("rea")
    for _ in range(7):
        clock.on(minutes=100)
        assert client.get("/").status_code == 200
    clock.on(minutes=21)  # twelve hours after the login, however much it was used
    assert client.get("/").status_code == 303
    client = browser("rea")
    clock.on(hours=2)
    assert client.get("/").status_code == 303


def test_a_new_password_ends_the_other_sessions(browser: Browser) -> None:
    here, there = browser("rea"), browser("rea")
    before = here.cookies[COOKIE]
    form = {
        "old": PASSWORD,
        "new": "eight blue kettles",
        "again": "eight blue kettles",
        "token": token_on(here, "/account"),
    }
    assert here.post("/account/password", data=form).status_code == 303
    assert here.get("/").status_code == 200
    assert here.cookies[COOKIE] != before
    assert there.get("/").status_code == 303
    thief = browser()
    thief.cookies.set(COOKIE, before)
    assert thief.get("/").status_code == 303
    assert login(browser(), "rea").status_code == 403
    assert login(browser(), "rea", "eight blue kettles").status_code == 303


@pytest.mark.parametrize(
    "change",
    [{"old": "not my password"}, {"again": "eight blue bottles"}, {"new": "short", "again": "short"},
     {"new": "reaReaREArea12345", "again": "reaReaREArea12345"}, {"new": "ababababababab", "again": "ababababababab"}],
)  # fmt: skip
def test_a_password_that_is_not_taken_changes_nothing(browser: Browser, change: dict[str, str]) -> None:
    here, there = browser("rea"), browser("rea")
    form = {
        "old": PASSWORD,
        "new": "eight blue kettles",
        "again": "eight blue kettles",
        "token": token_on(here, "/account"),
    }
    answer = here.post("/account/password", data=form | change)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert there.get("/").status_code == 200
    assert login(browser(), "rea").status_code == 303


def test_the_others_can_be_ended_by_hand(browser: Browser) -> None:
    here, there = browser("rea"), browser("rea")
    assert "in 2 browsers" in here.get("/account").text
    assert here.post("/account/sessions", data={"token": token_on(here, "/account")}).status_code == 303
    assert (here.get("/").status_code, there.get("/").status_code) == (200, 303)


def test_cookies_of_a_site_with_tls_are_bound_to_it(ruling: Library, accounts: Accounts) -> None:
    app = create_app(ruling, access=Access(accounts, secure=True))
    client = TestClient(app, base_url="https://testserver", headers={"accept": "text/html"}, follow_redirects=False)
    answer = login(client, "rea")
    assert answer.status_code == 303
    for cookie in answer.headers.get_list("set-cookie"):
        assert cookie.startswith("__Host-detente_")
        for sign in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"):
            assert sign in cookie
        assert "Domain" not in cookie
    assert "max-age" in client.get("/").headers["strict-transport-security"]
    assert client.get("/").status_code == 200
    plain = TestClient(app, headers={"accept": "text/html"}, follow_redirects=False)
    for address in ("/", "/login", "/api/v1/events"):
        assert plain.get(address).status_code == 400
        assert "https" in plain.get(address).text


def test_without_tls_cookies_are_at_least_unread_by_scripts(browser: Browser) -> None:
    for cookie in login(browser(), "rea").headers.get_list("set-cookie"):
        assert "HttpOnly" in cookie
        assert "SameSite" in cookie


def test_pages_are_kept_by_nobody(browser: Browser) -> None:
    client = browser("rea")
    assert client.get("/").headers["cache-control"] == "no-store"
    answer = client.get("/api/v1/events")
    assert answer.headers["cache-control"] == "private, no-cache"
    assert {"Cookie", "Authorization"} <= {name.strip() for name in answer.headers["vary"].split(",")}
    assert "no-store" in browser().get("/login").headers["cache-control"]
    assert "immutable" in client.get("/static/icon.svg").headers["cache-control"]


# ------------------------------------------------------------------------------------------------- where to go after

AWAY = [
    "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "///evil.example", "evil",
    "/\t/evil.example", "/a\r\nSet-Cookie: x=y", "/logout", "/login?next=//evil.example", "", "http:evil.example", "/\u2028x", "/" + "a" * 3000,
    "/ok\\..\\..\\\\evil.example",
]  # fmt: skip


def test_nobody_is_sent_to_another_site(browser: Browser) -> None:
    inside = browser("rea")
    for address in AWAY:
        assert local(address) == "/", address
        assert login(browser(), "rea", next=address).headers["location"] == "/", address
        assert inside.get("/login", params={"next": address}).headers["location"] == "/", address


def test_after_the_login_comes_what_was_asked_for(browser: Browser) -> None:
    client = browser()
    to = client.get("/ledger?kind=offer&q=a b").headers["location"]
    page = client.get(to)
    assert 'name="next" value="/ledger?kind=offer&amp;q=a%20b"' in page.text
    assert login(client, "rea", next="/ledger?kind=offer").headers["location"] == "/ledger?kind=offer"


# ---------------------------------------------------------------------------------------------------------- guessing


def guess(accounts: Accounts, name: str, address: str, device: str = "") -> Refused:
    found = accounts.login(name, "not the password", address, device=device)
    assert isinstance(found, Refused)
    return found


def test_guessing_at_an_account_grows_slow_from_any_address(accounts: Accounts, clock: Clock) -> None:
    waits = []
    for n in range(30):
        wait = guess(accounts, "rea", f"10.0.0.{n}").wait
        waits.append(wait)
        clock.on(seconds=wait)
    assert waits[:11] == [0] * 11
    assert sum(waits) > 200
    assert max(waits) <= 60
    guess(accounts, "rea", "10.0.1.1")
    assert accounts.login("rea", PASSWORD, "10.1.1.1") == Refused(
        60
    )  # the right one is not heard either while one has to wait


def test_guessing_from_an_address_grows_slow_whatever_the_account(accounts: Accounts, clock: Clock) -> None:
    waits = [guess(accounts, f"user{n}", "10.0.0.1").wait for n in range(40)]
    assert waits[:21] == [0] * 21
    assert all(waits[21:])
    assert not guess(accounts, "other", "10.0.0.2").wait
    clock.on(hours=2)
    assert not guess(accounts, "user1", "10.0.0.1").wait


def test_nobody_is_locked_out_by_others(accounts: Accounts, clock: Clock) -> None:
    mine = accounts.login("rea", PASSWORD, "192.0.2.7")
    assert isinstance(mine, Entered)
    for n in range(60):
        guess(accounts, "rea", f"10.0.{n}.1")
    assert isinstance(accounts.login("rea", PASSWORD, "192.0.2.8", device=mine.device), Entered)
    assert accounts.session(mine.session) is not None
    other = accounts.login("ann", PASSWORD, "192.0.2.7")
    assert isinstance(other, Entered)
    assert isinstance(
        accounts.login("rea", PASSWORD, "192.0.2.9", device=other.device), Refused
    )  # ann's browser is not rea's


def test_addresses_of_one_ipv6_network_are_one(accounts: Accounts) -> None:
    waits = [guess(accounts, f"user{n}", f"2001:db8::{n:x}").wait for n in range(30)]
    assert waits[-1] > 0


def test_the_page_says_how_long_to_wait(browser: Browser) -> None:
    client = browser()
    answers = [login(client, "rea", "not the password") for _ in range(14)]
    assert answers[0].status_code == 403
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert "Too many tries" in answers[-1].text


# --------------------------------------------------------------------------------------------------------- passwords


@pytest.mark.parametrize(
    "password",
    ["password1234", "Passwort!2026", "123456789012", "qwertyuiop[]", "letmein letmein", "ana-ana-ana-ana", "welcome detente", "abcdefgh12345678",
     "aaaaaaaaaaaaaaaa", "abcabcabcabc", "eleven char", "x" * 2000],
)  # fmt: skip
def test_what_everybody_tries_first_is_not_taken(password: str) -> None:
    with pytest.raises(UsageError):
        check(password, "ana")


@pytest.mark.parametrize(
    "password", [PASSWORD, "correct horse battery", "4f9c-22d1-88ab", "банан на луне", "welcome to the castle"]
)
def test_long_ones_are_taken_whatever_they_are_made_of(password: str) -> None:
    check(password, "ana")


def test_passwords_made_here_are_taken_and_never_the_same() -> None:
    found = {made() for _ in range(200)}
    assert len(found) == 200
    for password in found:
        check(password, "ana")


def test_passwords_are_kept_as_argon2id(accounts: Accounts) -> None:
    with accounts.engine.connect() as connection:
        rows = connection.execute(text("SELECT password FROM access_users")).scalars().all()
    assert all(row.startswith("$argon2id$") for row in rows)
    assert len(set(rows)) == len(rows)
    assert PASSWORD not in str(rows)


def test_the_parameters_are_the_librarys_own() -> None:
    kept = Passwords().kept(PASSWORD)
    default = PasswordHasher()
    assert f"m={default.memory_cost},t={default.time_cost},p={default.parallelism}" in kept
    assert default.memory_cost >= 19_456  # KiB: the least that OWASP names, with t=2


def test_an_old_hash_is_made_anew_at_the_login(accounts: Accounts) -> None:
    def kept() -> str:
        with accounts.engine.connect() as connection:
            return str(connection.execute(text("SELECT password FROM access_users WHERE name = 'rea'")).scalar())

    before = kept()
    accounts.hasher = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert isinstance(accounts.login("rea", "not the password", "10.0.0.1"), Refused)
    assert kept() == before
    assert isinstance(accounts.login("rea", PASSWORD, "10.0.0.1"), Entered)
    assert "m=16,t=2" in kept()
    assert isinstance(accounts.login("rea", PASSWORD, "10.0.0.1"), Entered)


def test_an_unknown_account_costs_a_hash_too(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str | None] = []
    real = accounts.hasher.fits

    def fits(kept: str | None, password: str) -> bool:
        seen.append(kept)
        return real(kept, password)

    monkeypatch.setattr(accounts.hasher, "fits", fits)
    guess(accounts, "nobody", "10.0.0.1")
    assert seen == [None]
    assert not accounts.hasher.fits(None, "anything")


def test_the_same_password_typed_on_another_keyboard_fits(accounts: Accounts) -> None:
    accounts.set_password("rea", "Zürich läuft über", SETUP)  # composed
    assert isinstance(accounts.login("rea", "Zu\u0308rich la\u0308uft u\u0308ber", "10.0.0.1"), Entered)


def test_a_disabled_account_is_out_at_once(browser: Browser, accounts: Accounts) -> None:
    client = browser("rea")
    accounts.set_active("rea", False, SETUP)
    assert client.get("/").status_code == 303
    assert login(browser(), "rea").status_code == 403
    accounts.set_active("rea", True, SETUP)
    assert client.get("/").status_code == 303
    assert login(browser(), "rea").status_code == 303


def test_a_session_is_no_more_than_its_account(browser: Browser, accounts: Accounts) -> None:
    """Where something else than `set_active` disables it: another server, a hand in the database, a login at the same moment."""
    client = browser("rea")
    with accounts.engine.begin() as connection:
        connection.execute(text("UPDATE access_users SET active = false WHERE name = 'rea'"))
    assert client.get("/").status_code == 303


def test_another_role_counts_at_once(browser: Browser, accounts: Accounts) -> None:
    client = browser("ada")
    assert client.get("/users").status_code == 200
    accounts.add("eve", PASSWORD, Role.ADMIN, SETUP)
    accounts.set_role("ada", Role.READER, SETUP)
    assert client.get("/users").status_code == 403


def test_a_part_of_a_page_sends_the_whole_page_to_the_login(browser: Browser) -> None:
    answer = browser().get("/ledger?kind=offer", headers={"hx-request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/login")


def test_many_logins_at_once_are_told_to_wait(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each hash takes 64 MiB: only so many wait for their turn."""
    monkeypatch.setattr(pages, "MOST_WAITING", 0)
    answer = login(browser(), "rea")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "set-cookie" not in answer.headers


def test_the_login_asks_nothing_of_those_who_are_in(browser: Browser, app: FastAPI) -> None:
    assert browser("rea").get("/login?next=/map").headers["location"] == "/map"
