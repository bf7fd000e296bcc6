"""The API: pages by cursor, ETags, forms, problem+json; and feeds that readers can read."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

LISTS = ["events", "signals", "commitments", "articles", "dyads"]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_comes_in_pages_that_join(client: TestClient, name: str) -> None:
    whole = client.get(f"/api/v1/{name}").json()
    assert whole["total"] == len(whole["rows"]) > 1
    found, cursor = [], None
    while True:
        page = client.get(f"/api/v1/{name}", params={"limit": 1, **({"cursor": cursor} if cursor else {})}).json()
        found += page["rows"]
        cursor = page["next"]
        if cursor is None:
            break
    assert found == whole["rows"]


@pytest.mark.parametrize("name", [*LISTS, "status", "dyads/IND/PAK", "commitments/r/1/s1", "articles/r/1"])
def test_an_unchanged_answer_costs_nothing(client: TestClient, name: str) -> None:
    first = client.get(f"/api/v1/{name}")
    assert first.status_code == 200
    again = client.get(f"/api/v1/{name}", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_filters_fit_the_records(client: TestClient) -> None:
    rows = client.get("/api/v1/events?dyad=PAK-IND&type=ASSAULT&status=reported").json()["rows"]
    assert [(r["actors"][0]["code"], r["recipients"][0]["code"]) for r in rows] == [("IND", "PAK")]
    assert client.get("/api/v1/events?side=Israel").json()["total"] > 0
    assert client.get("/api/v1/events?until=2025-05-01").json()["total"] == 0
    assert client.get("/api/v1/commitments?as_of=2025-05-08").json()["total"] == 1


def test_forms(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/api/v1/events.csv").text)))
    assert len(rows) == client.get("/api/v1/events").json()["total"]
    assert rows[0]["key"]
    assert client.get("/api/v1/events", headers={"accept": "text/csv"}).text == client.get("/api/v1/events.csv").text
    places = client.get("/api/v1/events.geojson").json()
    assert places["type"] == "FeatureCollection"
    assert any(f["properties"]["place"]["name"] == "Lahore" for f in places["features"])


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/events?type=bogus", 400), ("/api/v1/events?limit=0", 422), ("/api/v1/events?limit=x", 422), ("/api/v1/events.pdf", 422),
        ("/api/v1/commitments/none", 404), ("/api/v1/articles/none", 404), ("/api/v1/none", 404), ("/api/v1/events?cursor=%ff", 400),
        ("/api/v1/dyads/A/B", 404), ("/api/v1/articles.geojson", 406), ("/api/v1/dyads?cursor=eA==", 400),
    ],
)  # fmt: skip
def test_errors_are_problems(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["title"]


def test_the_description_names_every_list_with_an_example(client: TestClient) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    for name in LISTS:
        content = paths[f"/api/v1/{name}"]["get"]["responses"]["200"]["content"]["application/json"]
        assert content["example"]["rows"]


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_a_feed_tells_each_change_once(client: TestClient, form: str) -> None:
    answer = client.get(f"/feeds/commitments.{form}?dyad=IND-PAK")
    if form == "json":
        ids = [item["id"] for item in json.loads(answer.text)["items"]]
    else:
        root = ElementTree.fromstring(answer.content)
        tag = "guid" if form == "rss" else "{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}id"
        ids = [e.text for e in root.iter("guid")] if form == "rss" else [e.text for e in root.findall(tag)]
    assert ids
    assert len(ids) == len(set(ids))
    assert (
        client.get(f"/feeds/commitments.{form}", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    )


def test_other_hosts_names_and_large_bodies_are_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    assert client.post("/ledger/rule", content=b"x" * 100_000).status_code == 413


@pytest.mark.parametrize("text", ["' OR 1=1 --", "../../etc/passwd", "%00", "\x00", "{{7*7}}", "’<svg onload=x>"])
def test_odd_words_find_nothing_and_break_nothing(client: TestClient, text: str) -> None:
    for address in ("/search", "/ledger", "/api/v1/events", "/api/v1/articles"):
        answer = client.get(address, params={"q": text, "dyad": text})
        assert answer.status_code == 200
        assert "<svg onload" not in answer.text
        assert ">49<" not in answer.text
