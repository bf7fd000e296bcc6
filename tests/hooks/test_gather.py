"""What is written down for hooks: each happening once, over restarts and overlapping looks, and its taking back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from tests.hooks.conftest import NOON, PAK, row, stands

from detente.dynamics.turning_points import TurningPoint
from detente.errors import DetenteError
from detente.hooks import TRIGGERS, Filter, subscribe
from detente.hooks.gather import gather as look
from detente.store import Store
from detente.store import hooks as kept

EARLIER = NOON - timedelta(hours=1)
LATER = NOON + timedelta(hours=1)


def hook(store: Store, *triggers: str, **filters: Any) -> str:
    return subscribe(
        store, "https://example.org/told", triggers=triggers or TRIGGERS, filters=Filter(**filters), now=EARLIER
    ).id


def told(store: Store, name: str | None = None) -> list[tuple[str, bool, str]]:
    """What is written down."""
    return sorted((d.trigger, d.undone, d.subject) for d in kept.log(store, name, 1000))


def test_nothing_is_looked_for_without_a_hook(store: Store) -> None:
    stands(store, row("open"))
    assert look(store, NOON) == 0


def test_an_offer_its_condition_and_its_breaking_are_told_once_each(store: Store) -> None:
    hook(store)
    for states in (["open"], ["open", "triggered"], ["open", "triggered", "broken"]):
        stands(store, row(*states))  # type: ignore[arg-type]
        assert look(store, LATER) == 1
        assert look(store, LATER) == 0
    assert told(store) == [("broken", False, "a1/s1"), ("met", False, "a1/s1"), ("offer", False, "a1/s1")]


def test_a_look_after_all_is_over_tells_the_same_with_the_same_ids(store: Store, tmp_path: Any) -> None:
    """Whether there were looks in between or only one makes no difference: ids are made of what happened."""
    with Store.open(tmp_path / "other.sqlite") as other:
        for each in (store, other):
            hook(each)
        for states in (["open"], ["open", "triggered", "broken"]):
            for each in (store, other):
                stands(each, row(*states))  # type: ignore[arg-type]
            look(store, LATER)
        look(other, LATER)
        news = [{d.news for d in kept.log(each)} for each in (store, other)]
    assert news[0] == news[1]
    assert len(news[0]) == 3


def test_new_evidence_is_no_news(store: Store) -> None:
    hook(store)
    stands(store, row("open"))
    look(store, LATER)
    stands(store, row("open", quote="We are ready to talk, he said again."))
    assert look(store, LATER) == 0


def test_what_is_undone_is_told_to_those_that_were_told(store: Store) -> None:
    first = hook(store, "broken")
    stands(store, row("open", "broken"))
    look(store, LATER)
    second = subscribe(store, "https://example.org/2", triggers=["broken"], now=NOON + timedelta(minutes=1)).id
    stands(store, row("open"), at=LATER)
    assert look(store, LATER) == 1
    assert told(store, first) == [("broken", False, "a1/s1"), ("broken", True, "a1/s1")]
    assert told(store, second) == []
    (body,) = [json.loads(d.body) for d in kept.log(store) if d.undone]
    assert (body["undone"], body["was"], body["state"]) == (True, "broken", "open")
    assert "taken back" in body["text"]


def test_a_row_that_is_gone_takes_its_offer_back_and_may_come_again(store: Store) -> None:
    hook(store, "offer")
    stands(store, row("open"))
    look(store, LATER)
    stands(store)
    assert look(store, LATER) == 1
    stands(store, row("open"))
    assert look(store, LATER) == 1
    assert told(store) == [("offer", False, "a1/s1"), ("offer", False, "a1/s1"), ("offer", True, "a1/s1")]


def test_what_was_before_the_hook_is_not_told(store: Store) -> None:
    stands(store, row("open"), at=EARLIER - timedelta(days=1))
    hook(store)
    assert look(store, LATER) == 0


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({}, 1), ({"dyad": "PAK-IND"}, 1), ({"dyad": "ind-pak"}, 1), ({"dyad": "India-Pakistan"}, 1), ({"dyad": "PAK-IRN"}, 0), ({"side": "PAK"}, 1),
        ({"side": "IND"}, 0), ({"kind": "offer"}, 1), ({"kind": "threat"}, 0), ({"q": "ready talk"}, 1), ({"q": "withdraw"}, 0),
        ({"days": 1}, 1), ({"days": None}, 1),
    ],
)  # fmt: skip
def test_filters(store: Store, filters: dict[str, Any], count: int) -> None:
    hook(store, "offer", **filters)
    stands(store, row("open"))
    assert look(store, LATER) == count


def test_an_archive_is_no_news(store: Store) -> None:
    new, old = hook(store, "offer"), hook(store, "offer", days=None)
    stands(store, row("open", day="2019-02-27"))
    look(store, LATER)
    assert (len(told(store, new)), len(told(store, old))) == (0, 1)


def test_a_threat_not_carried_out_is_no_promise_broken(store: Store) -> None:
    hook(store, "broken")
    threats = hook(store, "broken", kind="threat")
    stands(store, row("open", "broken", kind="threat"))
    assert look(store, LATER) == 1
    assert len(told(store, threats)) == 1


@pytest.mark.parametrize(
    ("deadline", "near"),
    [
        ("2025-05-10", True), ("2025-05-11", False), ("2025-05-09", False), ("2025-05-11T09:00Z", True),
        ("2025-05-11T13:00Z", False), ("2025-05-10T11:00Z", False), ("2025", False), (None, False),
    ],
)  # fmt: skip
def test_deadlines_within_a_day(store: Store, deadline: str | None, near: bool) -> None:
    """Noon of 10 May: a day's deadline ends with that day."""
    hook(store, "deadline")
    stands(store, row("open", deadline=deadline), at=EARLIER)
    assert look(store, NOON) == int(near)
    assert look(store, NOON + timedelta(minutes=1)) == 0


def test_a_deadline_that_was_moved_is_told_again_and_one_of_a_closed_row_never(store: Store) -> None:
    hook(store, "deadline")
    stands(store, row("open", deadline="2025-05-10"))
    assert look(store, NOON) == 1
    stands(store, row("open", deadline="2025-05-11"))
    assert look(store, NOON + timedelta(days=1)) == 1
    stands(store, row("open", "kept", deadline="2025-05-12"))
    assert look(store, NOON + timedelta(days=2)) == 0


def test_turning_points(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first look finds what was before; one that new reports move by some days is known."""
    hook(store, "turning-point", dyad="IND-PAK", days=None)
    found: list[TurningPoint] = [point("2025-02-03")]

    def given(_: Store, dyad: str) -> tuple[tuple[str, str], Sequence[TurningPoint]]:
        return ("IND", "PAK"), tuple(found)

    monkeypatch.setattr("detente.hooks.gather._look", given)
    stands(store, row("open"))
    assert look(store, NOON) == 0
    found[:] = [point("2025-02-10"), point("2025-05-05")]
    stamps = iter(range(100))
    monkeypatch.setattr(Store, "stamp", lambda _: f"other {next(stamps)}")
    assert look(store, NOON + timedelta(minutes=5)) == 0  # not so soon
    assert look(store, NOON + timedelta(hours=2)) == 1
    assert look(store, NOON + timedelta(hours=4)) == 0
    assert told(store) == [("turning-point", False, "IND-PAK")]


def point(day: str) -> TurningPoint:
    return TurningPoint(
        kind="level", date=day, first=day, last=day, worse=True, sentence=f"Lasting change from {day} on."
    )


@pytest.mark.parametrize(
    ("url", "triggers", "filters"),
    [
        ("https://example.org", ["nonsense"], {}), ("https://example.org", [], {}), ("https://example.org", ["offer"], {"dyad": "IND"}),
        ("https://example.org", ["turning-point"], {}), ("https://example.org", ["offer"], {"kind": "nonsense"}),
        ("http://example.org", ["offer"], {}), ("ftp://example.org", ["offer"], {}), ("example.org", ["offer"], {}),
        ("https://user:word@example.org", ["offer"], {}), ("https://example.org:22", ["offer"], {}), ("https://", ["offer"], {}),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_at_once(
    store: Store, url: str, triggers: list[str], filters: dict[str, Any]
) -> None:
    with pytest.raises(DetenteError):
        subscribe(store, url, triggers=triggers, filters=Filter(**filters))
    assert kept.hooks(store) == []


def test_a_short_secret_is_refused(store: Store) -> None:
    with pytest.raises(DetenteError, match="16 characters"):
        subscribe(store, "https://example.org", secret="short")


def test_what_is_told_says_who_to_whom_and_where(store: Store) -> None:
    hook(store, "offer")
    stands(store, row("open"))
    look(store, LATER)
    body = json.loads(kept.log(store)[0].body)
    assert body["sides"] == ["PAK", "IND"]
    assert (body["path"], body["api"]) == ("/ledger/a1/s1", "/api/v1/commitments/a1/s1")
    assert body["commitment"]["id"] == "a1/s1"
    assert body["text"].startswith("Pakistan: new offer")
    assert body["commitment"]["signal"]["speaker"]["code"] == PAK.code
