"""The API: pages by cursor, ETags, forms, problem+json; and feeds that readers can read."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import sys
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from starlette.testclient import TestClient

from detente import answers
from detente.dynamics.forecast import Forecast
from detente.dynamics.what_if import WhatIf
from detente.ledger import Ruling
from detente.web import Library, apart, create_app
from detente.web.api.examples import EXAMPLES

LISTS = ["events", "signals", "commitments", "articles", "dyads", "incidents", "changes"]
SINGLE = [
    "status",
    "ledger",
    "coverage",
    "brief",
    "search?q=strike",
    "dyads/IND/PAK",
    "commitments/r/1/s1",
    "articles/r/1",
    "events/r/1/e1",
]


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


@pytest.mark.parametrize("name", [*LISTS, *SINGLE, "places", "rulings"])
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


def test_parquet_holds_what_csv_holds(client: TestClient) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    for name in (*LISTS, "places", "rulings"):
        answer = client.get(f"/api/v1/{name}.parquet")
        table = parquet.read_table(io.BytesIO(answer.content))
        rows = list(csv.DictReader(io.StringIO(client.get(f"/api/v1/{name}.csv").text)))
        assert table.num_rows == len(rows), name
        if rows:
            assert table.column_names == list(rows[0])
    kind = {"accept": "application/vnd.apache.parquet"}
    assert client.get("/api/v1/places", headers=kind).content[:4] == b"PAR1"


def test_parquet_without_pyarrow_says_what_to_install(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    answer = client.get("/api/v1/events.parquet")
    assert answer.status_code == 406
    assert "detente[parquet]" in answer.text


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "application/json"), ("text/html,application/xml;q=0.9,*/*;q=0.8", "application/json"),
        ("application/geo+json", "application/geo+json"), ("text/csv;q=0.4, application/json;q=0.6", "application/json"),
        ("text/csv;q=0.9, application/json;q=0.6", "text/csv; charset=utf-8"), ("text/*", "text/csv; charset=utf-8"),
        ("image/png", "application/problem+json"), ("application/json;q=0", "application/problem+json"),
    ],
)  # fmt: skip
def test_the_form_is_what_the_reader_accepts(client: TestClient, accept: str, kind: str) -> None:
    assert client.get("/api/v1/events", headers={"accept": accept}).headers["content-type"] == kind


def test_single_answers_are_json_only(client: TestClient) -> None:
    answer = client.get("/api/v1/status", headers={"accept": "text/csv"})
    assert (answer.status_code, answer.headers["content-type"]) == (406, "application/problem+json")


@pytest.mark.parametrize("name", ["events", "commitments", "articles", "dyads?order=name"])
def test_rows_that_come_in_while_pages_are_read_move_nothing(library: Library, name: str) -> None:
    """New reports, older and newer than what was read, come in after the first page; what was there comes once."""
    held = library.snapshot()
    given = {"readings": held.readings}
    grows = Library(lambda: (given["readings"], (), ()), stamp=lambda: len(given["readings"]))
    client = TestClient(create_app(grows))
    glue = "&" if "?" in name else "?"
    was = [rows_key(r) for r in client.get(f"/api/v1/{name}").json()["rows"]]
    first = client.get(f"/api/v1/{name}{glue}limit=1").json()
    given["readings"] = (
        *held.readings,
        *(
            msgspec.structs.replace(held.readings[0], id=f"n{n}", date=day)
            for n, day in enumerate(("2024-01-01", "2026-01-01"))
        ),
    )
    found, cursor = [rows_key(r) for r in first["rows"]], first["next"]
    while cursor:
        answer = client.get(f"/api/v1/{name}{glue}limit=2&cursor={cursor}").json()
        found += [rows_key(r) for r in answer["rows"]]
        cursor = answer["next"]
    assert [key for key in found if key in was] == was
    assert len(found) == len(set(found))


def test_a_cursor_goes_on_where_its_row_has_gone(library: Library) -> None:
    held = library.snapshot()
    given = {"readings": held.readings}
    client = TestClient(create_app(Library(lambda: (given["readings"], (), ()), stamp=lambda: len(given["readings"]))))
    first = client.get("/api/v1/articles?limit=2").json()
    given["readings"] = tuple(r for r in held.readings if r.id != first["rows"][-1]["id"])
    assert [r["id"] for r in client.get(f"/api/v1/articles?cursor={first['next']}").json()["rows"]] == ["r/1"]


def rows_key(row: dict[str, Any]) -> str:
    return str(row.get("key") or row.get("id") or row.get("sides"))


def test_the_pages_have_their_counterparts(client: TestClient) -> None:
    now = client.get("/api/v1/dyads/IND/PAK").json()
    assert now["move"]["sentence"]
    assert {c["row"] for c in now["changed"]} <= {r["id"] for r in client.get("/api/v1/commitments").json()["rows"]}
    trail = client.get("/api/v1/commitments/r/1/s1").json()
    assert trail["history"][0]["because"]
    assert trail["reports"]["r/1"]["title"] == "Minister speaks"
    assert client.get("/api/v1/ledger?as_of=2025-05-08").json()["known_to"] == "2025-05-07"
    found = client.get("/api/v1/search", params={"q": "tension"}).json()
    assert found["totals"]["articles"] == 1
    assert "tension" in found["articles"][0]["words"]
    assert client.get("/api/v1/coverage").json()["articles"] == 3
    assert client.get("/api/v1/dyads/IND/PAK/measures").json()["coverage"]["reports"] >= 2
    assert client.get("/api/v1/dyads/IND/PAK/forecast").json()[0]["verdict"] == "insufficient"
    assert client.get("/api/v1/dyads/IND/PAK/what-if", params={"path": "IND halts"}).json()["verdict"] == "insufficient"
    assert client.get("/api/v1/dyads/IND/PAK/what-if", params={"path": "nonsense"}).status_code == 400
    incident = client.get("/api/v1/incidents?dyad=IND-PAK&type=ASSAULT").json()["rows"][0]
    assert client.get(f"/api/v1/incidents/{incident['id']}").json() == incident


def test_rulings_are_told(ruled: TestClient) -> None:
    token = re.search(r'name="token" value="([^"]+)"', ruled.get("/ledger/r/1/s1").text)
    assert token
    ruled.post(
        "/ledger/rule", data={"row": "r/1/s1", "state": "lapsed", "because": "nobody came back", "token": token[1]}
    )
    assert [r["because"] for r in ruled.get("/api/v1/rulings").json()["rows"]] == ["nobody came back"]
    assert ruled.get("/api/v1/commitments/r/1/s1").json()["rulings"][0]["state"] == "lapsed"


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


def test_refusals_of_the_house_are_problems(client: TestClient) -> None:
    wrong = client.post("/api/v1/events")
    assert (wrong.status_code, wrong.headers["content-type"]) == (405, "application/problem+json")
    assert "GET" in wrong.headers["allow"]
    large = client.post("/api/v1/events", content=b"x" * 100_000)
    assert (large.status_code, large.headers["content-type"]) == (413, "application/problem+json")


def test_every_parameter_and_answer_has_an_example_that_fits(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    for path, calls in document["paths"].items():
        for parameter in calls["get"].get("parameters", []):
            assert parameter["schema"].get("examples"), (path, parameter["name"])
            assert parameter["description"]
        for status, answer in calls["get"]["responses"].items():
            assert status in ("200", "304") or answer["content"]["application/problem+json"]["example"][
                "status"
            ] == int(status)


def test_examples_of_the_document_are_whole(client: TestClient) -> None:
    """What is null is there: FastAPI would leave it out."""
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    for name, row in (
        ("events", answers.EventItem),
        ("commitments", answers.CommitmentItem),
        ("dyads", answers.DyadItem),
    ):
        example = paths[f"/api/v1/{name}"]["get"]["responses"]["200"]["content"]["application/json"]["example"]
        page: answers.Page[Any] = msgspec.convert(example, answers.Page[row], strict=True)  # type: ignore[valid-type]
        assert (page.next, len(page.rows)) == (None, 1)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_examples_are_of_their_types(name: str) -> None:
    kinds = {
        kind.__name__: kind for kind in [*vars(answers).values(), Ruling, Forecast, WhatIf] if isinstance(kind, type)
    }
    if name not in ("Brief", "DyadPage"):  # long ones: their beginnings
        msgspec.convert(EXAMPLES[name], kinds[name], strict=True)


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


def test_a_feed_of_steps_to_one_state(client: TestClient) -> None:
    every = client.get("/feeds/commitments.json").json()["items"]
    opened = client.get("/feeds/commitments.json?became=open").json()["items"]
    assert [item["id"] for item in opened] == [item["id"] for item in every if item["id"].endswith("-open")]
    assert client.get("/feeds/commitments.json?became=broken").json()["items"] == []
    steps = client.get("/api/v1/changes?became=open").json()["rows"]
    assert {row["state"] for row in steps} == {"open"}
    assert client.get("/api/v1/changes?became=nonsense").status_code == 400


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


def test_the_manual_shows_every_call_every_parameter_and_every_type(client: TestClient) -> None:
    page = client.get("/api/v1/docs")
    assert page.headers["content-type"].startswith("text/html")
    document = client.get("/api/v1/openapi.json").json()
    for path, calls in document["paths"].items():
        shown = path.removesuffix(".{form}") if path.startswith("/api/") else path
        assert f"<code>GET {shown}</code>" in page.text
        for parameter in calls["get"].get("parameters", []):
            assert f"<code>{parameter['name']}</code>" in page.text or parameter["name"] == "form"
    for name in document["components"]["schemas"]:
        assert f'id="type-{name}"' in page.text
    assert "style=" not in page.text
    assert "<style" not in page.text
    links = set(re.findall(r'href="#([^"]+)"', page.text))
    assert links <= set(re.findall(r' id="([^"]+)"', page.text))


def test_the_lines_to_try_work(client: TestClient) -> None:
    """Each curl line of the manual, asked of a server that holds such records, is answered or says that there is no such record."""
    lines = re.findall(r"curl &#39;http://127.0.0.1:8321([^&]*(?:&amp;[^&]*)*)&#39;", client.get("/api/v1/docs").text)
    assert len(lines) > 20
    for line in lines:
        answer = client.get(html.unescape(line))
        assert answer.status_code == 200 or "/a1/" in line, line


def test_incidents_of_many_reports_made_in_a_process_of_their_own_are_the_same(
    monkeypatch: pytest.MonkeyPatch, library: Library
) -> None:
    held = library.snapshot()
    here = apart.incidents(held.readings, held.articles.values())
    monkeypatch.setattr(apart, "MANY", 1)
    assert apart.incidents(held.readings, held.articles.values()) == here != ()
    monkeypatch.setattr(apart, "_CHILD", "raise SystemExit(3)")
    assert apart.incidents(held.readings, held.articles.values()) == here
