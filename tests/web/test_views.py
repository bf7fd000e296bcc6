"""What the pages hold: search by words and speakers, accounts side by side, CSV of what is seen, briefs of a length to read."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from starlette.testclient import TestClient

from detente.records import Actor, Event, Evidence, Reading
from detente.web import Library, create_app, pages
from detente.web.choose import Query
from detente.web.pages import Exhibit, accounts, search_articles, search_view


@pytest.mark.parametrize(
    "address",
    ["/", "/ledger", "/ledger?kind=offer&dyad=IND-PAK", "/dyads/IND/PAK", "/dyads/IND/PAK?since=2025-05-08", "/articles", "/map", "/search?q=attack"],
)  # fmt: skip
def test_the_csv_beside_a_table_holds_what_is_seen(client: TestClient, address: str) -> None:
    page = client.get(address).text
    links = [html.unescape(link) for link in re.findall(r'class="take"><a href="([^"]+)"', page)]
    assert links
    tables = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/csv")
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        if address in ("/ledger", "/ledger?kind=offer&dyad=IND-PAK", "/"):
            assert len(rows) == tables[0].count("<tr>")


def test_search_finds_speakers_pairs_and_sentences(client: TestClient, library: Library) -> None:
    page = client.get("/search?q=asif").text
    assert '<b class="hit">Asif</b>' in page
    assert "defence minister" in page
    assert "India – Pakistan" in client.get("/search?q=pakistan").text
    assert "Nothing holds all of these words" in client.get("/search?q=zebra").text
    found = search_view(library.wait(), Query(q="ceasefire"))
    assert [len(found[name]) for name in ("rows", "signals", "events", "articles")] == [2, 2, 1, 1]


def test_search_keeps_to_days_and_stops_where_nobody_reads_on(library: Library) -> None:
    snapshot = library.wait()
    assert len(search_articles(snapshot, Query(q="i"))) == 3
    assert [r.id for r, _ in search_articles(snapshot, Query(q="i"), most=1)] == ["r3"]
    assert [r.id for r, _ in search_articles(snapshot, Query(q="i", until="2025-05-10"))] == ["r2", "r/1"]


def exhibit(why: str, supports: str | None, *voices: str) -> Exhibit:
    said_by = tuple(Actor(code=voice) for voice in voices)
    item = Evidence(article="a", record="e1", why=why, bears_on="commitment", supports=supports, said_by=said_by)  # type: ignore[arg-type]
    return Exhibit(item, None)


def test_accounts_stand_side_by_side_where_they_differ(library: Library) -> None:
    row = library.wait().row_by_id["r/1/s1"]
    claim = exhibit("broken: assault by India, claimed", "contested", "PAK")
    denial = exhibit("India denies it", None, "IND")
    report = exhibit("no such act", "kept")
    assert [voice for voice, _ in accounts(row, [claim, denial, report])] == ["", "India", "Pakistan"]
    assert accounts(row, [report, exhibit("kept", "kept", "IND")]) == []
    assert accounts(row, [claim]) == []


def test_a_brief_of_more_than_anybody_reads_is_refused_with_what_to_do(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/brief").status_code == 200
    assert "Truce" not in client.get("/brief?until=2025-05-08").text
    assert client.get("/brief?since=2030-01-01").status_code == 404
    monkeypatch.setattr(pages, "MOST_IN_BRIEF", 1)
    answer = client.get("/brief?since=2025-05-09")
    assert answer.status_code == 400
    assert "dyad=IND-PAK" in answer.text


def test_what_stands_is_drawn_no_further_than_the_pair_is_heard_of() -> None:
    def reading(name: str, day: str, other: str) -> Reading:
        event = Event(
            id="e1", type="ACCUSE", actors=(Actor(code="IND"),), recipients=(Actor(code=other),), date=day, goldstein=-2.0,
            quote="They did.", rule="made",
        )  # fmt: skip
        return Reading(id=name, date=day, events=(event,))

    library = Library.of([reading("a", "2025-05-07", "PAK"), reading("b", "2025-09-07", "CHN")])
    page = TestClient(create_app(library), headers={"accept": "text/html"}).get("/dyads/IND/PAK").text
    assert "6 May 2025 – 9 May 2025" in page
    assert "Since 30 April 2025" in page


def test_the_first_page_says_whose_move_it_is(client: TestClient) -> None:
    page = client.get("/").text
    assert "Whose move" in page
    assert re.search(r'data-label="Whose move">(Pakistan|India)', page)
