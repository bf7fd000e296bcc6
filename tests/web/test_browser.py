"""The pages in a real browser: nothing fetched from elsewhere, nothing refused by our own policy, usable by all (axe-core)."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI

from detente.web import Library, create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]
PAGES = {
    "home": "/",
    "dyad": "/dyads/IND/PAK",
    "hours": "/dyads/IND/PAK?from=2025-05-06T18:00&to=2025-05-07T12:00",
    "ledger": "/ledger",
    "row": "/ledger/r/1/s1",
    "article": "/articles/r/1?record=s1#s1",
    "map": "/map?view=ind&dyad=IND-PAK",
    "search": "/search?q=ceasefire",
    "reports": "/articles",
    "zone": "/zone",
    "accuracy": "/accuracy",
    "docs": "/api/v1/docs",
    "none": "/none",
}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1200, "height": 900}, "color_scheme": "light"},
    "phone": {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark", "has_touch": True},
}


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go: to $DETENTE_SHOTS, for somebody to look at."""
    folder = os.environ.get("DETENTE_SHOTS")
    return Path(folder) if folder else tmp_path_factory.mktemp("shots")


@contextmanager
def running(app: FastAPI) -> Iterator[str]:
    """The address of a server, for as long as it is needed."""
    config = uvicorn.Config(app, port=0, log_level="error", proxy_headers=False)
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
def site(library: Library) -> Iterator[str]:
    """The address of a running server over the reports of the tests."""
    with running(create_app(library)) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.mark.parametrize("look", LOOKS)
def test_each_page_is_clean(site: str, browser: Any, shots: Path, look: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    ).Axe()
    context = browser.new_context(**LOOKS[look])
    for name, address in PAGES.items():
        page = context.new_page()
        faults = watched(page, site)
        page.goto(site + address)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=shots / f"{name}-{look}.png", full_page=True)
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
    page.wait_for_function("document.querySelectorAll('#rows tbody tr').length === 1")
    page.go_back()
    page.close()


def test_the_first_key_leads_to_the_content(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(site + "/ledger")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    page.wait_for_url("**/ledger#main")
    page.close()


def test_the_timeline_zooms_by_buttons_keys_wheel_and_drag_and_the_address_keeps_it(site: str, browser: Any) -> None:
    page = browser.new_page()
    faults = watched(page, site)
    page.goto(site + "/dyads/IND/PAK")
    page.wait_for_load_state("networkidle")
    whole = span(page)
    page.click("[data-zoom=Closer]")
    page.wait_for_url("**from=**")
    closer = span(page)
    assert length(closer) == pytest.approx(length(whole) / 2, rel=0.05)
    page.focus("[data-timeline]")
    page.keyboard.press("ArrowRight")
    later = changed(page, closer)
    assert later[0] > closer[0]
    assert length(later) == pytest.approx(length(closer), rel=0.05)
    assert page.evaluate("document.activeElement.matches('[data-timeline]')"), "the keys go on working"
    box = page.locator(".timeline").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 30)
    page.mouse.wheel(0, -300)
    wheeled = changed(page, later)
    assert length(wheeled) < length(later)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 200, box["y"] + 30, steps=4)
    page.mouse.up()
    dragged = changed(page, wheeled)
    assert dragged[0] < wheeled[0], "dragging to the right goes to earlier days"
    again = browser.new_page()
    again.goto(page.url)
    assert span(again) == dragged
    again.close()
    for _ in range(14):
        before = span(page)
        if length(before) <= 3600:
            break
        page.focus("[data-timeline]")
        page.keyboard.press("+")
        changed(page, before)
    assert length(span(page)) == pytest.approx(3600, rel=0.02), "down to the hour"
    hour = span(page)
    page.focus("[data-timeline]")
    page.keyboard.press("0")
    changed(page, hour)
    assert span(page) == whole
    assert faults == []
    page.close()


def span(page: Any) -> tuple[float, float]:
    """The window shown, in seconds."""
    found: list[float] = page.evaluate(
        "(() => { const d = document.querySelector('[data-timeline]').dataset; return [d.first, d.last].map((t) => Date.parse(t) / 1000); })()"
    )
    return found[0], found[1]


def length(window: tuple[float, float]) -> float:
    return window[1] - window[0]


def changed(page: Any, before: tuple[float, float]) -> tuple[float, float]:
    """The window once it is another one, and rests."""
    page.wait_for_function(
        "(was) => Date.parse(document.querySelector('[data-timeline]').dataset.first) / 1000 !== was[0] || "
        "Date.parse(document.querySelector('[data-timeline]').dataset.last) / 1000 !== was[1]",
        arg=list(before),
    )
    page.wait_for_load_state("networkidle")
    return span(page)


def test_without_a_script_the_timeline_zooms_by_links(site: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "/dyads/IND/PAK")
    page.click("[data-zoom=Closer]")
    page.wait_for_url("**from=**")
    assert page.locator("svg.timeline").count() == 1
    page.click(".tools >> text=hour")
    page.wait_for_url("**from=*T*")
    assert "UTC" in (page.locator(".tools .range").text_content() or "")
    context.close()


def test_a_viewpoint_is_chosen_by_a_link_and_fills_what_it_draws_as_its_own(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(site + "/map?dyad=IND-PAK")
    page.wait_for_selector("#map .area")
    assert page.locator("#map .area.drawn").count() == 0
    page.click(".views >> text=India")
    page.wait_for_selector("#map .area.drawn")
    assert "view=ind" in page.url
    assert "dyad=IND-PAK" in page.url
    told = page.locator("#map .area.drawn title").all_text_contents()
    assert any(t.startswith("Aksai Chin (disputed)") and "China" in t and "India" in t for t in told)
    assert page.locator("#map text.areaname:not(.hide)").count() >= 2, "they are named on the map"
    page.click("[aria-label='Zoom in: the map']")
    page.wait_for_function("document.querySelector('#map svg > g').getAttribute('transform').includes('scale(1.6')")
    page.close()


def test_a_mark_shows_its_record_by_pointer_and_by_key(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(site + "/articles/r/1")
    mark = page.locator("mark.signal").first
    tip = page.locator("mark.signal + .tip").first
    assert not tip.is_visible()
    mark.hover()
    tip.wait_for(state="visible")
    assert "Offer by" in (tip.text_content() or "")
    assert page.locator(".records .lit").count() >= 1
    page.mouse.move(0, 0)
    tip.wait_for(state="hidden")
    page.focus("text=as JSON")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('mark.signal')"):
            break
    assert page.locator("mark.signal:focus + .tip").is_visible()
    page.close()


def test_evidence_leads_to_its_sentence_in_sight(site: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 500})
    page.goto(site + "/ledger/r/1/s1")
    page.locator('a[href*="?record="]').first.click()
    page.wait_for_url("**record=**")
    cited = page.locator("mark.cited").first
    box = cited.bounding_box()
    assert 0 <= box["y"] <= 500
    page.close()


def test_a_zone_is_chosen_and_leads_back(site: str, browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site + "/ledger?kind=offer")
    page.click("text=Times as stated")
    page.click("text=Asia/Karachi")
    page.wait_for_url("**/ledger?kind=offer")
    assert page.locator("text=Times in Asia/Karachi").count() == 1
    context.close()


def test_pages_print_without_their_tools(site: str, browser: Any) -> None:
    page = browser.new_page()
    for address in ("/brief?dyad=IND-PAK", "/dyads/IND/PAK", "/ledger/r/1/s1"):
        page.goto(site + address)
        page.emulate_media(media="print")
        assert page.locator("h1").is_visible()
        assert page.locator(".top:visible, form:visible, .tools:visible").count() == 0
        assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()


def test_the_map_draws_places_and_can_do_without_a_script(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(site + "/map")
    page.wait_for_selector("#map circle")
    assert "Lahore" in "".join(page.locator("#map .spot title").all_text_contents())
    page.close()
    plain = browser.new_context(java_script_enabled=False).new_page()
    for address in ("/dyads/IND/PAK", "/ledger?kind=offer", "/map?view=un", "/articles/r/1", "/search?q=ceasefire"):
        plain.goto(site + address)
        assert plain.locator("main h1").count() == 1
        assert plain.locator("main table, main .text").count() >= 1
    plain.close()


def test_a_page_that_has_to_be_waited_for_comes_by_itself(browser: Any, library: Library) -> None:
    go = threading.Event()
    held = library.wait()

    def load() -> Any:
        go.wait(30)
        return held.readings, (), ()

    with running(create_app(Library(load))) as address:
        page = browser.new_page()
        page.goto(address + "/")
        assert "being read" in (page.locator("h1").text_content() or "")
        go.set()
        page.wait_for_selector("table.dyads")
        page.close()
