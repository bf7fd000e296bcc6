"""Deliveries against real receivers: signed, in order, tried again, never again after a 2xx, given up after a day."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.hooks.conftest import NOON, receiving, row, stands

from detente.hooks import Filter, run, subscribe, try_out, verify
from detente.hooks.deliver import GIVEN_UP_AFTER, LONGEST_WAIT, wait
from detente.store import Store
from detente.store import hooks as kept

SECRET = "a secret of the tests"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second in place of ten, so that a receiver that hangs does not hold the tests up."""
    from importlib import import_module

    module = import_module("detente.hooks.subscribe")
    quick = replace(module.LIMITS, seconds=1.0, connect_seconds=1.0, read_seconds=1.0)
    monkeypatch.setattr(module, "LIMITS", quick)


def added(store: Store, url: str, **more: Any) -> str:
    given = {"triggers": ["offer"], "secret": SECRET, "plain": True, "private": True, "now": NOON - timedelta(hours=1)}
    return subscribe(store, url, **{**given, **more}).id


def offers(store: Store, count: int) -> None:
    stands(store, *(row("open", name=f"a{n}/s1") for n in range(count)))


def test_a_receiver_is_told_once_and_signed(store: Store, clock: Clock) -> None:
    with receiving() as (receiver, url):
        added(store, url)
        offers(store, 1)
        assert str(run(store, clock=clock)) == "1 new, 1 delivered, 0 to be tried again, 0 given up"
        clock.later(hours=5)
        assert run(store, clock=clock).counts.done == 0
    (got,) = receiver.got
    assert verify(SECRET, got.body, got.headers["detente-signature"], now=int(NOON.timestamp()))
    assert got.headers["detente-trigger"] == "offer"
    assert got.headers["content-type"] == "application/json"
    assert [d.id for d in kept.log(store)] == [got.headers["detente-delivery"]]


def test_deliveries_come_in_order_and_wait_behind_one_that_fails(store: Store, clock: Clock) -> None:
    with receiving(200, 500, 200) as (receiver, url):
        added(store, url)
        offers(store, 4)
        first = run(store, clock=clock)
        assert (first.new, first.counts.done, first.counts.again) == (4, 1, 1)
        clock.later(minutes=1)
        assert run(store, clock=clock).counts.done == 3
    ids = [got.headers["detente-delivery"] for got in receiver.got]
    assert (len(ids), len(set(ids))) == (5, 4)
    assert receiver.got[1].body in [got.body for got in receiver.got[2:]]


def test_of_one_row_what_came_first_is_told_first(store: Store, clock: Clock) -> None:
    with receiving() as (receiver, url):
        added(store, url, triggers=["offer", "met", "broken"])
        for states in (["open"], ["open", "triggered", "broken"], ["open"]):
            stands(store, row(*states))  # type: ignore[arg-type]
        run(store, clock=clock)
    told = [got.headers["detente-trigger"] for got in receiver.got]
    assert told == ["offer", "met", "broken", "met.undone", "broken.undone"]


def test_a_try_again_carries_the_same_id_and_body_and_a_new_time(store: Store, clock: Clock) -> None:
    with receiving(503, 200) as (receiver, url):
        added(store, url)
        offers(store, 1)
        run(store, clock=clock)
        clock.later(minutes=1)
        run(store, clock=clock)
    first, second = receiver.got
    assert first.headers["detente-delivery"] == second.headers["detente-delivery"]
    assert first.body == second.body
    assert first.headers["detente-signature"] != second.headers["detente-signature"]


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 404, 500, 503])
def test_what_is_no_2xx_is_tried_again(store: Store, clock: Clock, status: int) -> None:
    with receiving(status) as (_, url):
        added(store, url)
        offers(store, 1)
        assert run(store, clock=clock).counts.again == 1
    (delivery,) = kept.log(store)
    assert (delivery.state, delivery.status) == ("waiting", status)
    assert str(status) in (delivery.said or "")


def test_gone_is_given_up_at_once(store: Store, clock: Clock) -> None:
    with receiving(410) as (_, url):
        added(store, url)
        offers(store, 1)
        assert run(store, clock=clock).counts.given_up == 1


def test_after_a_day_it_is_given_up_and_may_be_let_wait_again(store: Store, clock: Clock) -> None:
    with receiving(500) as (receiver, url):
        added(store, url)
        offers(store, 1)
        run(store, clock=clock)
        while kept.due(store, clock() + timedelta(days=2)):
            clock.later(minutes=45)
            run(store, clock=clock)
        assert GIVEN_UP_AFTER <= clock() - NOON <= GIVEN_UP_AFTER + timedelta(seconds=1.3 * LONGEST_WAIT)
        assert 8 <= len(receiver.got) <= 30
        assert kept.log(store)[0].state == "given up"
        assert kept.again(store, clock()) == 1
        receiver.answers = [200]
        assert run(store, clock=clock).counts.done == 1


def test_pauses_grow_and_differ_from_delivery_to_delivery() -> None:
    pauses = [wait("one", n).total_seconds() for n in range(1, 30)]
    assert 8 <= pauses[0] <= 12
    assert all(8 * 3**n <= pause <= 12 * 3**n for n, pause in enumerate(pauses[:6]))
    assert max(pauses) <= LONGEST_WAIT * 1.2
    assert len({wait(str(n), 3) for n in range(50)}) > 40
    assert wait("one", 3) == wait("one", 3)


def test_a_receiver_may_ask_for_patience(store: Store, clock: Clock) -> None:
    def busy(handler: Any) -> None:
        handler.send_response(429)
        handler.send_header("Retry-After", "1800")
        handler.end_headers()

    with receiving(busy, 200) as (receiver, url):
        added(store, url)
        offers(store, 1)
        run(store, clock=clock)
        clock.later(minutes=29)
        run(store, clock=clock)
        assert len(receiver.got) == 1
        clock.later(minutes=2)
        assert run(store, clock=clock).counts.done == 1


def hangs(handler: Any) -> None:
    time.sleep(3)


def lies(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nok")
    handler.close_connection = True


def drips(handler: Any) -> None:
    for _ in range(40):
        handler.wfile.write(b"H")
        handler.wfile.flush()
        time.sleep(0.1)


def floods(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 500 No\r\n\r\n" + b"x" * 5_000_000)
    handler.close_connection = True


def babbles(handler: Any) -> None:
    handler.wfile.write(b"\x00\xff not http at all\r\n\r\n")
    handler.close_connection = True


@pytest.mark.parametrize(
    ("answer", "state"),
    [(hangs, "waiting"), (lies, "done"), (drips, "waiting"), (floods, "waiting"), (babbles, "waiting")],
)
def test_receivers_that_hang_lie_drip_flood_or_babble(store: Store, clock: Clock, answer: Any, state: str) -> None:
    """A 200 whose body breaks off is a 200; all others are tried again, and none holds the pass up."""
    with receiving(answer) as (_, url):
        added(store, url)
        offers(store, 1)
        begun = time.monotonic()
        run(store, clock=clock)
        assert time.monotonic() - begun < 5
    (delivery,) = kept.log(store)
    assert delivery.state == state
    assert len(delivery.said or "") < 1000


def test_one_that_hangs_delays_no_other(store: Store) -> None:
    with receiving(hangs) as (_, slow), receiving() as (quick, url):
        for address in (slow, url):
            subscribe(store, address, triggers=["offer"], plain=True, private=True, filters=Filter(days=None))
        stands(store, *(row("open", name=f"a{n}/s1") for n in range(20)), at=datetime.now(UTC))
        run(store)
    assert len(quick.got) == 20


def test_nothing_is_done_while_another_process_tells(store: Store, clock: Clock) -> None:
    with receiving() as (receiver, url):
        added(store, url)
        offers(store, 1)
        assert store.take_lease("hooks", "other|1|x|y") is None
        assert run(store, clock=clock).held
        assert receiver.got == []
        store.drop_lease("hooks", "other|1|x|y")
        assert run(store, clock=clock).counts.done == 1


def test_a_hook_that_is_removed_is_told_no_more(store: Store, clock: Clock) -> None:
    with receiving(500, 200) as (receiver, url):
        name = added(store, url)
        offers(store, 2)
        run(store, clock=clock)
        assert kept.remove(store, name)
        clock.later(hours=1)
        run(store, clock=clock)
        assert len(receiver.got) == 1
    assert not kept.remove(store, name)


def test_a_trial_is_signed_too(store: Store) -> None:
    from detente.hooks.deliver import attempt

    with receiving() as (receiver, url):
        name = added(store, url)
        try_out(store, kept.hooks(store)[0])
        (delivery,) = kept.log(store, name)
        assert attempt(store, kept.hooks(store)[0], delivery, clock=lambda: datetime.now(UTC)) == "done"
    assert receiver.got[0].headers["detente-trigger"] == "test"
