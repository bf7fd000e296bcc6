"""The pages of accounts in a real browser: without a script, clean for axe, with the headers that browsers really send."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.access.conftest import PASSWORD
from tests.web.test_browser import CHROMIUM, LOOKS, browser, running, shots, watched

from detente.web import Library, create_app
from detente.web.access.accounts import Accounts
from detente.web.access.guard import Access

__all__ = ["browser", "shots"]  # fixtures
pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]


@pytest.fixture
def site(ruling: Library, accounts: Accounts) -> Iterator[str]:
    """The address of a running server for a team."""
    with running(create_app(ruling, access=Access(accounts))) as address:
        yield address


def enter(page: Any, site: str, name: str, to: str = "/") -> None:
    """Log in by the form."""
    page.goto(site + to)
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_load_state()


@pytest.mark.parametrize("look", LOOKS)
def test_each_page_is_clean(site: str, browser: Any, shots: Path, look: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    ).Axe()
    context = browser.new_context(**LOOKS[look])
    page = context.new_page()
    faults = watched(page, site)

    def check(name: str) -> None:
        page.wait_for_load_state("networkidle")
        page.screenshot(path=shots / f"access-{name}-{look}.png", full_page=True)
        found = axe.run(page).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name

    page.goto(site + "/users")
    check("login")
    enter(page, site, "ada", "/users")
    assert page.url == site + "/users"
    page.fill("input[name=name]:visible", "eve")
    page.click("text=Make it")
    check("users")
    page.goto(site + "/account")
    page.fill("input[name=label]", "nightly export")
    page.click("text=Make a token")
    check("account")
    page.goto(site + "/audit")
    check("audit")
    page.goto(site + "/ledger/r/1/s1")
    check("row")
    page.click("text=Log out")
    assert page.url == site + "/login"
    assert [f for f in faults if "403" not in f] == []
    context.close()


def test_all_of_it_goes_without_a_script(site: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    enter(page, site, "ann", "/ledger?kind=offer")
    assert page.url == site + "/ledger?kind=offer"
    page.goto(site + "/ledger/r/1/s1")
    page.select_option("select[name=state]", "broken")
    page.fill("input[name=because]", "two wires say so")
    page.get_by_role("button", name="Rule", exact=True).click()
    page.wait_for_load_state()
    assert "two wires say so" in page.content()
    assert "(ann)" in page.content()
    page.goto(site + "/account")
    page.fill("input[name=old]", PASSWORD)
    page.fill("input[name=new]", "nine red wagons")
    page.fill("input[name=again]", "nine red wagons")
    page.click("text=Change it")
    page.wait_for_load_state()
    assert page.url == site + "/account"
    assert page.locator("[role=alert]").count() == 0
    page.goto(site + "/users")
    assert "role admin" in page.content()
    page.goto(site + "/account")
    page.click("text=Log out")
    page.wait_for_url("**/login")
    page.go_back()
    page.wait_for_load_state()
    assert "Password now" not in page.content()  # the page is not kept after the logout
    context.close()


def test_a_page_of_another_site_cannot_send_a_form(site: str, browser: Any) -> None:
    """A browser that is logged in opens a page elsewhere, which sends our form by itself."""
    context = browser.new_context()
    page = context.new_page()
    enter(page, site, "ann")
    fields = "".join(f'<input name="{k}" value="forged">' for k in ("row", "because", "token", "state"))
    forged = (
        f'<form method="post" action="{site}/ledger/rule">{fields}</form><script>document.forms[0].submit()</script>'
    )
    context.route("http://evil.example/**", lambda route: route.fulfill(body=forged, content_type="text/html"))
    sent: list[dict[str, str]] = []
    context.on("request", lambda request: sent.append(request.all_headers()) if request.method == "POST" else None)
    with page.expect_response(lambda response: response.request.method == "POST") as answered:
        page.goto("http://evil.example/")
    assert answered.value.status == 403
    assert "another site" in answered.value.text()
    assert sent[0]["origin"] == "http://evil.example"
    assert "detente_session" not in sent[0].get("cookie", "")
    page.goto(site + "/ledger/r/1/s1")
    assert "forged" not in page.content()
    context.close()
