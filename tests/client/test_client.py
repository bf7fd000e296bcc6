"""The client against a real server: every call, all pages, ETags; tries again; errors that carry the problem."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from detente.answers import CommitmentItem, EventItem
from detente.client import (
    ApiError,
    BadRequest,
    Client,
    NoAnswer,
    NotAcceptable,
    NotAllowed,
    NotFound,
    NotSignedIn,
    ServerError,
    TooManyRequests,
)
from detente.records import STATES, Commitment, Event, Signal

LISTS = ["events", "signals", "commitments", "changes", "articles", "places", "incidents", "dyads", "rulings"]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read_to_its_end(client: Client, name: str) -> None:
    listing = getattr(client, name)()
    rows = list(listing)
    assert len(rows) == listing.total
    assert listing.all() == listing.first(1000)
    assert [row for page in listing.pages(limit=1) for row in page.rows] == rows


def test_records_are_those_of_the_house(client: Client) -> None:
    assert all(isinstance(row, Event) for row in client.events())
    assert all(isinstance(row, Signal) for row in client.signals())
    row = client.commitments(dyad="IND-PAK", kind="offer").first()[0]
    assert isinstance(row, Commitment)
    assert (row.signal.speaker.name, row.state in STATES) == ("Khawaja Asif", True)
    assert client.commitment(row.id).reports["r/1"].title == "Minister speaks"


def test_filters_narrow(client: Client) -> None:
    assert {row.type for row in client.events(type="ASSAULT", happened=True)} == {"ASSAULT"}
    assert client.events(until="2025-05-01").total == 0
    assert client.commitments(as_of="2025-05-08").total == 1
    assert client.incidents(dyad="IND-PAK", type="ASSAULT").total == 1
    assert {row.state for row in client.changes(became="open")} == {"open"}


def test_every_single_answer_is_its_record(client: Client) -> None:
    assert client.status().articles == 3
    event = client.events().first()[0]
    assert client.event(event.key) == event
    article = client.article("r/1")
    assert "airfields" in (article.text or "")
    assert client.incident(client.incidents().first()[0].id).n_reports >= 1
    assert client.ledger().known_to == "2025-05-11"
    assert client.ledger(as_of="2025-05-08").known_to == "2025-05-07"
    assert client.dyad("PAK", "IND").sides == ("IND", "PAK")
    assert client.measures("IND", "PAK").coverage.reports >= 2
    assert client.forecast("IND", "PAK", weeks=2)[0].verdict == "insufficient"
    assert client.what_if("IND", "PAK", "IND halts").verdict == "insufficient"
    assert client.search("tension").totals["articles"] == 1
    assert client.coverage().articles == 3
    assert len(client.brief(dyad="IND-PAK").reports) == 2


def test_files(client: Client) -> None:
    assert client.download("events", "csv", dyad="IND-PAK").startswith(b"key,date")
    assert b"FeatureCollection" in client.download("places", "geojson")
    parquet = pytest.importorskip("pyarrow.parquet")
    assert parquet.read_table(io.BytesIO(client.download("signals", "parquet"))).num_rows == client.signals().total


def test_frames(client: Client) -> None:
    events = client.events().to_pandas()
    assert set(events["type"]) >= {"ASSAULT", "AGREE"}
    assert events.loc[events["place"] == "Lahore", "latitude"].between(31, 32).all()
    rows = client.commitments().to_pandas()
    assert {"id", "state", "kind", "speaker", "quote", "phrase"} <= set(rows.columns)
    assert client.rulings().to_pandas().empty


@pytest.mark.parametrize(
    ("call", "kind", "said"),
    [
        (lambda c: c.article("none"), NotFound, "no such"), (lambda c: c.events(type="BOMB").all(), BadRequest, "one of ACCUSE"),
        (lambda c: c.dyad("A", "B"), NotFound, ""), (lambda c: c.download("signals", "geojson"), NotAcceptable, "parquet"),
        (lambda c: c.search(" "), BadRequest, "q"), (lambda c: c.what_if("IND", "PAK", "nonsense"), BadRequest, "IND halts"),
        (lambda c: c.article("../../status"), ApiError, ""),
    ],
)  # fmt: skip
def test_refusals_carry_their_problem(
    client: Client, call: Callable[[Client], Any], kind: type[ApiError], said: str
) -> None:
    with pytest.raises(kind) as caught:
        call(client)
    error = caught.value
    assert error.status == error.refusal.status >= 400
    assert said in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


class Script(httpx.BaseTransport):
    """Answers by a script, and what was asked."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[httpx.Request] = []
        self.pauses: list[float] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def client(self, **more: Any) -> Client:
        return Client("http://x", transport=self, sleep=self.pauses.append, **more)


STATUS = b'{"articles":1,"events":2,"signals":3,"commitments":4,"known_to":null,"version":"v","detente":"0"}'


def test_it_tries_again_as_long_as_it_is_asked_to() -> None:
    script = Script(
        httpx.Response(503), httpx.ConnectError("no"), httpx.Response(429, headers={"retry-after": "7"}),
        httpx.Response(200, content=STATUS),
    )  # fmt: skip
    assert script.client().status().articles == 1
    assert script.pauses == [0.5, 1.0, 7.0]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, NotSignedIn),
        (403, NotAllowed),
        (404, NotFound),
        (418, ApiError),
        (500, ServerError),
        (502, ServerError),
        (301, ApiError),
    ],
)
def test_what_trying_again_would_not_help_is_raised_at_once(status: int, kind: type[ApiError]) -> None:
    script = Script(httpx.Response(status, content=b"<html>"))
    with pytest.raises(kind):
        script.client().status()
    assert script.pauses == []


def test_in_the_end_it_gives_up() -> None:
    script = Script(*(httpx.Response(429, headers={"retry-after": "1000"}) for _ in range(3)))
    with pytest.raises(TooManyRequests):
        script.client(retries=2).status()
    assert script.pauses == [60.0, 60.0]
    with pytest.raises(NoAnswer, match="detente serve"):
        Script(*(httpx.ReadTimeout("slow") for _ in range(3))).client(retries=2).status()


def test_an_unchanged_answer_is_not_sent_again() -> None:
    script = Script(httpx.Response(200, content=STATUS, headers={"etag": 'W/"1"'}), httpx.Response(304))
    client = script.client()
    assert client.status() == client.status()
    assert script.asked[1].headers["if-none-match"] == 'W/"1"'


def test_etags_of_a_real_server(client: Client) -> None:
    assert client.status() == client.status()
    assert client.events().all() == client.events().all()


def test_a_token_goes_with_every_request_and_after_no_redirect() -> None:
    script = Script(httpx.Response(307, headers={"location": "http://elsewhere/"}))
    with pytest.raises(ApiError):
        script.client(token="secret").status()
    assert [r.headers["authorization"] for r in script.asked] == ["Bearer secret"]


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", b"[1]", b"<html>"])
def test_an_answer_that_cannot_be_read_says_so(body: bytes) -> None:
    with pytest.raises(ServerError, match="another version"):
        Script(httpx.Response(200, content=body)).client().status()


def test_the_types_are_those_of_the_answers(client: Client) -> None:
    event: EventItem = client.events().first()[0]
    row: CommitmentItem = client.commitments().first()[0]
    assert event.phrase
    assert row.phrase
