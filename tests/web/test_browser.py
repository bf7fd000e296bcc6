"""The pages in a real browser: nothing fetched from elsewhere, nothing refused by our own policy, usable by all (axe-core)."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from detente.web import Library, create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]
PAGES = [
    "/",
    "/dyads/IND/PAK",
    "/ledger",
    "/ledger/r/1/s1",
    "/articles/r/1",
    "/map",
    "/search?q=ceasefire",
    "/accuracy",
    "/none",
]
LOOKS: list[dict[str, Any]] = [
    {"viewport": {"width": 1200, "height": 800}, "color_scheme": "light"},
    {"viewport": {"width": 1200, "height": 800}, "color_scheme": "dark"},
    {"viewport": {"width": 380, "height": 740}, "color_scheme": "light"},
]


@pytest.fixture(scope="module")
def site(library: Library) -> Iterator[str]:
    """The address of a running server."""
    config = uvicorn.Config(create_app(library), port=0, log_level="error")
    server = uvicorn.Server(config)
    socket = config.bind_socket()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "phone"])
def test_each_page_is_clean(site: str, browser: Any, look: dict[str, Any]) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    ).Axe()
    context = browser.new_context(**look)
    for address in PAGES:
        page = context.new_page()
        faults = watched(page, site)
        page.goto(site + address)
        page.wait_for_load_state("networkidle")
        found = axe.run(page).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == [], address
        assert faults == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        page.close()
    context.close()


def watched(page: Any, site: str) -> list[str]:
    """What goes wrong on a page, as it goes wrong: requests elsewhere, errors, things our policy refuses."""
    faults: list[str] = []

    def requested(request: Any) -> None:
        if not request.url.startswith((site, "data:", "blob:")):
            faults.append(request.url)

    def told(message: Any) -> None:
        if message.type in ("error", "warning") and "404" not in message.text:
            faults.append(message.text)

    page.on("request", requested)
    page.on("console", told)
    page.on("pageerror", lambda error: faults.append(str(error)))
    return faults


def test_filters_change_the_rows_and_the_address_without_a_new_page(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(site + "/ledger")
    page.evaluate("window.same = true")
    page.select_option("select[name=kind]", "threat")
    page.wait_for_url("**kind=threat**")
    assert page.evaluate("window.same")
    assert page.locator("#rows tbody tr").count() == 1
    page.go_back()
    page.close()


def test_the_first_key_leads_to_the_content(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(site + "/ledger")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.close()


def test_the_map_draws_places_and_can_do_without_a_script(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(site + "/map")
    page.wait_for_selector("#map circle")
    assert "Lahore" in (page.locator("#map circle title").first.text_content() or "")
    page.close()
    plain = browser.new_context(java_script_enabled=False).new_page()
    for address in ("/dyads/IND/PAK", "/ledger?kind=offer", "/map", "/articles/r/1"):
        plain.goto(site + address)
        assert plain.locator("main h1").count() == 1
        assert plain.locator("main table, main .text").count() >= 1
    plain.close()
