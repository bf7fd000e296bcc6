"""The pages: each can be read, teaches when empty, escapes what reports hold, and asks nothing of other machines."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from detente.web import Library, create_app
from detente.web.words import often

PAGES = [
    "/", "/ledger", "/ledger?dyad=IND-PAK&kind=offer", "/map", "/articles", "/articles/r/1", "/search?q=ceasefire", "/search", "/accuracy",
    "/dyads/IND/PAK", "/dyads/PAK/IND?since=2025-05-08", "/ledger/r/1/s1",
]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_each_page_is_whole(client: TestClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert page.text.count("<h1>") == 1
    assert "<title>" in page.text
    assert page.text.rstrip().endswith("</html>")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_names_no_other_machine_and_runs_no_script_of_its_own(client: TestClient, address: str) -> None:
    page = client.get(address)
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', page.text)
    assert not re.search(r"<script(?! src=)|<[^>&]*\s(?:on\w+|style)=", page.text)
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_pair_shows_whose_move_a_picture_and_its_rows(client: TestClient) -> None:
    page = client.get("/dyads/IND/PAK").text
    assert "Whose move" in page
    assert '<svg class="timeline"' in page
    assert "/ledger/r/1/s1" in page
    assert client.get("/dyads/IND/XYZ").status_code == 404


def test_filters_of_the_ledger_are_in_its_address(client: TestClient) -> None:
    assert "1 commitment" in client.get("/ledger?dyad=IND-PAK&kind=offer").text
    assert "No commitment fits" in client.get("/ledger?dyad=IND-PAK&kind=demand").text
    assert "No commitment fits" in client.get("/ledger?as_of=2025-05-01").text
    part = client.get("/ledger?kind=offer", headers={"hx-request": "true"}).text
    assert "<html" not in part
    assert "commitment" in part


@pytest.mark.parametrize(
    "address",
    [
        "/ledger?state=bogus",
        "/ledger?since=soon",
        "/ledger?as_of=never",
        "/ledger?cursor=x",
        "/articles?q=" + "a" * 300,
    ],
)
def test_what_cannot_be_meant_is_told_in_a_page(client: TestClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 400
    assert "<h1>" in page.text


def test_a_row_opens_to_its_trail_and_the_sentence(client: TestClient) -> None:
    page = client.get("/ledger/r/1/s1").text
    assert "ready to reduce the tension" in page
    assert "Why it stands where it stands" in page
    assert 'href="/articles/r/1?record=s1#s1"' in page
    assert 'id="s1"' in client.get("/articles/r/1").text


def test_a_report_tells_how_often_events_read_so_were_right(client: TestClient) -> None:
    page = client.get("/articles/r/1").text
    told = re.findall(r"; rule [^<]*; (\d+ in \d+) such events (?:was|were) right</span>", page)
    events = client.get("/api/v1/articles/r/1").json()["events"]
    assert len(told) == sum(e.get("likelihood") is not None for e in events) > 0


@pytest.mark.parametrize(
    ("likelihood", "words"), [(0.76, "3 in 4"), (0.07, "1 in 10"), (0.93, "9 in 10"), (0.5, "1 in 2")]
)
def test_a_likelihood_is_the_nearest_plain_share(likelihood: float, words: str) -> None:
    assert often(likelihood).startswith(f"{words} such events")


def test_words_of_reports_never_become_markup(client: TestClient) -> None:
    for address in (
        "/articles",
        "/articles/r3",
        "/search?q=strike",
        "/dyads/IRN/ISR",
        "/search?q=<script>alert(9)</script>",
    ):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>Bold" not in page
        assert 'href="javascript' not in page


def test_an_empty_library_teaches() -> None:
    page = TestClient(create_app(Library.of([], []))).get("/").text
    assert "detente load" in page


def test_the_brief_carries_the_policy_its_own_style_needs(client: TestClient) -> None:
    page = client.get("/brief?dyad=IND-PAK")
    assert page.status_code == 200
    assert "sha256-" in page.headers["content-security-policy"]
    assert client.get("/brief?dyad=IND-XYZ").status_code == 404


def test_vendored_files_may_be_kept_and_nothing_else_is_served(client: TestClient) -> None:
    style = re.search(r"/static/app-[0-9a-f]+\.css", client.get("/").text)
    assert style
    assert "immutable" in client.get(style[0]).headers["cache-control"]
    for name in ("/static/../app.py", "/static/%2e%2e%2fapp.py", "/static/README.md", "/static/none.js"):
        assert client.get(name).status_code == 404


def test_a_missing_page_says_so(client: TestClient) -> None:
    for address in ("/none", "/ledger/none", "/articles/none"):
        page = client.get(address)
        assert page.status_code == 404
        assert "There is no such page" in page.text


@pytest.mark.parametrize(
    "address", ["measures", "forecast", "what-if?path=IND halts", "what-if?path=PAK continues&weeks=2"]
)
def test_measures_and_projections_are_pages_under_their_own_policy(client: TestClient, address: str) -> None:
    page = patiently(client, f"/dyads/IND/PAK/{address}")
    assert page.status_code == 200
    assert "sha256-" in page.headers["content-security-policy"]
    assert "<script" not in page.text


def patiently(client: TestClient, address: str) -> Any:
    """The page, asked for again while it says that it is being made (on a busy machine)."""
    for _ in range(20):
        page = client.get(address)
        if page.status_code != 503:
            break
        assert page.headers["retry-after"]
    return page


def test_a_path_that_cannot_be_meant_teaches(client: TestClient) -> None:
    page = client.get("/dyads/IND/PAK/what-if?path=everybody sings")
    assert page.status_code == 400
    assert client.get("/dyads/IND/IND/measures").status_code == 404
    assert client.get("/dyads/IND/XYZ/forecast").status_code == 404
