"""The client: one method a call, each answer as its record."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Final, Literal, Self, TypedDict, TypeVar, Unpack
from urllib.parse import quote

import httpx
import msgspec

from detente import __version__
from detente.answers import (
    ArticleItem,
    ChangeItem,
    CommitmentItem,
    CommitmentTrail,
    Coverage,
    DyadItem,
    DyadNow,
    EventItem,
    IncidentItem,
    LedgerNow,
    Numbers,
    Page,
    PlaceItem,
    ReadArticle,
    Refusal,
    SearchResult,
    SignalItem,
)
from detente.client.errors import NoAnswer, ServerError, error_of
from detente.client.results import Listing
from detente.ledger.model import Ruling
from detente.records import EventType, SignalKind, State, Status

if TYPE_CHECKING:
    from detente.dynamics.forecast import Forecast
    from detente.dynamics.what_if import WhatIf
    from detente.publish.dyad import DyadPage
    from detente.publish.lines import Brief

T = TypeVar("T")
Form = Literal["csv", "parquet", "geojson", "json"]
Parameters = Mapping[str, object]
AGAIN: Final = frozenset({429, 503})
LONGEST_WAIT: Final = 60.0
KEPT: Final = 256
"""Answers kept with their ETags."""


class Filters(TypedDict, total=False):
    """What lists of records are narrowed by; docs/serve.md says what each means."""

    dyad: str
    side: str
    type: EventType
    status: Status
    kind: SignalKind
    state: State
    since: str
    until: str
    q: str


class Client:
    """A client of one server. Threads may share it.

    `token`: of an account, where the server asks for one. `timeout`: seconds for an answer. `retries`: how often a request is
    made again after a 429, a 503 or no answer, at growing pauses or as long as the server asks for. `transport` and `sleep`
    are for tests. Raises `ApiError`s.
    """

    def __init__(
        self,
        address: str = "http://127.0.0.1:8321",
        *,
        token: str | None = None,
        timeout: float = 60.0,
        retries: int = 4,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.address = address.rstrip("/")
        headers = {"User-Agent": f"detente-client/{__version__}"} | (
            {"Authorization": f"Bearer {token}"} if token else {}
        )
        self._http = httpx.Client(headers=headers, timeout=timeout, transport=transport, follow_redirects=False)
        self._retries = retries
        self._sleep = sleep
        self._kept: OrderedDict[str, tuple[str, bytes]] = OrderedDict()

    def __repr__(self) -> str:
        return f"Client({self.address!r})"

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -------------------------------------------------------------------------------------------------------- lists

    def events(self, *, happened: bool = False, **filters: Unpack[Filters]) -> Listing[EventItem]:
        """Who did what to whom, the newest first; `happened`: only what is told as done, and is news."""
        return self._list("events", EventItem, {**filters, "happened": happened or None})

    def signals(self, **filters: Unpack[Filters]) -> Listing[SignalItem]:
        """Offers, threats, pledges and the like, the newest first."""
        return self._list("signals", SignalItem, {**filters})

    def commitments(self, *, as_of: str | None = None, **filters: Unpack[Filters]) -> Listing[CommitmentItem]:
        """The ledger's rows, the newest first; `as_of`: as they were known on a day."""
        return self._list("commitments", CommitmentItem, {**filters, "as_of": as_of})

    def changes(self, *, became: State | None = None, **filters: Unpack[Filters]) -> Listing[ChangeItem]:
        """Every step of every commitment, the newest first; `became`: only steps to a state."""
        return self._list("changes", ChangeItem, {**filters, "became": became})

    def articles(self, **filters: Unpack[Filters]) -> Listing[ArticleItem]:
        """The reports, the newest first; `q`: whose text holds these words."""
        return self._list("articles", ArticleItem, {**filters})

    def places(self, **filters: Unpack[Filters]) -> Listing[PlaceItem]:
        """Places where events happened, by name."""
        return self._list("places", PlaceItem, {**filters})

    def incidents(
        self, *, dyad: str | None = None, type: EventType | None = None, since: str | None = None,  # noqa: A002
        until: str | None = None, conflicts: bool = False, history: bool = False,
    ) -> Listing[IncidentItem]:  # fmt: skip
        """What happened, each happening once; `conflicts`: only those whose accounts differ; `history`: also what is recalled."""
        given: Parameters = {
            "dyad": dyad, "type": type, "since": since, "until": until, "conflicts": conflicts or None,
            "history": history or None,
        }  # fmt: skip
        return self._list("incidents", IncidentItem, given)

    def dyads(self, *, order: Literal["full", "name"] = "full") -> Listing[DyadItem]:
        """Pairs of sides, the fullest first; by "name" the order holds while reports come in."""
        return self._list("dyads", DyadItem, {"order": order})

    def rulings(self) -> Listing[Ruling]:
        """The rulings that stand."""
        return self._list("rulings", Ruling, {})

    def download(self, name: str, form: Form = "csv", **filters: Unpack[Filters]) -> bytes:
        """All rows of a list that fit, as a file: csv, parquet, geojson."""
        return self._get(f"{name}.{form}", {**filters})

    # ------------------------------------------------------------------------------------------------------- single

    def status(self) -> Numbers:
        """How much is there, up to which day."""
        return self._one("status", Numbers)

    def event(self, key: str) -> EventItem:
        """One event, by its key."""
        return self._one(f"events/{quote(key)}", EventItem)

    def commitment(self, name: str) -> CommitmentTrail:
        """One row with its whole trail, the reports behind it and the rulings on it."""
        return self._one(f"commitments/{quote(name)}", CommitmentTrail)

    def article(self, name: str) -> ReadArticle:
        """All that was read out of a report, and its text."""
        return self._one(f"articles/{quote(name)}", ReadArticle)

    def incident(self, name: str) -> IncidentItem:
        """One happening with all its tellings."""
        return self._one(f"incidents/{quote(name)}", IncidentItem)

    def ledger(self, *, as_of: str | None = None) -> LedgerNow:
        """The ledger in short: whose move it is between each pair, offers that meet, rows by state."""
        return self._one("ledger", LedgerNow, {"as_of": as_of})

    def dyad(self, one: str, other: str) -> DyadNow:
        """A pair as it stands: whose move it is, and what changed in the last week known of."""
        return self._one(_pair(one, other), DyadNow)

    def measures(self, one: str, other: str) -> DyadPage:
        """Tension, series, turning points, who answers whom; with what it rests on."""
        from detente.publish.dyad import DyadPage

        return self._one(f"{_pair(one, other)}/measures", DyadPage)

    def forecast(self, one: str, other: str, *, weeks: int = 4) -> tuple[Forecast, ...]:
        """The coming weeks, with how good such forecasts were."""
        from detente.dynamics.forecast import Forecast

        return self._one(f"{_pair(one, other)}/forecast", tuple[Forecast, ...], {"weeks": weeks})

    def what_if(self, one: str, other: str, path: str, *, weeks: int = 4) -> WhatIf:
        """What the other side may do while a path is held: "IND halts"."""
        from detente.dynamics.what_if import WhatIf

        return self._one(f"{_pair(one, other)}/what-if", WhatIf, {"path": path, "weeks": weeks})

    def search(self, q: str, *, limit: int = 20) -> SearchResult:
        """Events, commitments and reports that hold all the words, the newest of each."""
        return self._one("search", SearchResult, {"q": q, "limit": limit})

    def coverage(self) -> Coverage:
        """What there is to read from: by day and by publisher."""
        return self._one("coverage", Coverage)

    def brief(self, *, dyad: str | None = None) -> Brief:
        """The brief, over all reports or over those of a pair."""
        from detente.publish.lines import Brief

        return self._one("brief", Brief, {"dyad": dyad})

    # ------------------------------------------------------------------------------------------------------ requests

    def _list(self, name: str, kind: type[T], given: Parameters) -> Listing[T]:
        def page(cursor: str | None, limit: int) -> Page[T]:
            return self._one(name, Page[kind], {**given, "cursor": cursor, "limit": limit})  # type: ignore[valid-type]

        return Listing(page, name)

    def _one(self, path: str, kind: type[T], given: Parameters | None = None) -> T:
        raw = self._get(path, given or {})
        try:
            return msgspec.json.decode(raw, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            detail = f"the server's Détente may be another version than this one, {__version__} ({error})"
            raise ServerError(
                self.address, Refusal(status=500, title="The answer cannot be read", detail=detail)
            ) from None

    def _get(self, path: str, given: Parameters) -> bytes:
        """The body of an answer; one that is unchanged since it was last asked for is not sent again."""
        parameters = {name: _written(value) for name, value in given.items() if value is not None}
        request = self._http.build_request("GET", f"{self.address}/api/v1/{path}", params=parameters)
        address = str(request.url)
        known = self._kept.get(address)
        if known:
            request.headers["If-None-Match"] = known[0]
        answer = self._answered(request)
        if answer.status_code == 304 and known:
            return known[1]
        if answer.status_code != 200:
            raise error_of(address, _refusal(answer))
        if tag := answer.headers.get("etag"):
            self._kept[address] = (tag, answer.content)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return answer.content

    def _answered(self, request: httpx.Request) -> httpx.Response:
        """The answer, asked for again where that may help."""
        for tried in range(self._retries + 1):
            last = tried == self._retries
            try:
                answer = self._http.send(request)
            except httpx.TransportError as error:
                if last:
                    detail = f"see that detente serve runs there ({type(error).__name__}: {error})"
                    refusal = Refusal(status=0, title="No answer", detail=detail)
                    raise NoAnswer(str(request.url), refusal) from None
                self._sleep(_pause(tried, None))
                continue
            if last or answer.status_code not in AGAIN:
                return answer
            self._sleep(_pause(tried, answer.headers.get("retry-after")))
        raise AssertionError


def _pause(tried: int, asked: str | None) -> float:
    """0.5, 1, 2, 4 … seconds, or as long as the server asks for if that is longer; at most a minute."""
    wish = float(asked) if asked and asked.isascii() and asked.isdecimal() else 0.0
    return min(max(0.5 * 2.0**tried, wish), LONGEST_WAIT)


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _pair(one: str, other: str) -> str:
    return f"dyads/{quote(one, safe='')}/{quote(other, safe='')}"


def _refusal(answer: httpx.Response) -> Refusal:
    """The problem of an answer; one made up where it carries none."""
    if "problem+json" in answer.headers.get("content-type", ""):
        try:
            return msgspec.json.decode(answer.content, type=Refusal)
        except msgspec.DecodeError:
            pass
    return Refusal(status=answer.status_code, title=answer.reason_phrase or f"status {answer.status_code}")
