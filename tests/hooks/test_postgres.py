"""The same over PostgreSQL: written down once, told once, taken back; two processes do not tell at the same time."""

from __future__ import annotations

from datetime import timedelta

from tests.hooks.conftest import NOON, receiving, row, stands
from tests.store.conftest import new_database, postgres  # noqa: F401 (a fixture)

from detente.hooks import run, subscribe
from detente.store import Store
from detente.store import hooks as kept


def test_told_over_postgresql(postgres: str) -> None:  # noqa: F811
    with Store.open(new_database(postgres)) as store, receiving(200, 500, 200) as (receiver, url):
        hook = subscribe(
            store,
            url,
            triggers=["offer", "broken", "deadline"],
            plain=True,
            private=True,
            now=NOON - timedelta(hours=1),
        )
        stands(store, row("open", deadline="2025-05-10"))
        assert run(store, clock=lambda: NOON).counts.done == 1  # the offer; the deadline behind it fails
        assert run(store, clock=lambda: NOON + timedelta(minutes=1)).counts.done == 1
        stands(store, row("open", "broken"))
        stands(store, row("open"))
        assert run(store, clock=lambda: NOON + timedelta(minutes=2)).counts.done == 2
        assert run(store, clock=lambda: NOON + timedelta(minutes=3)).new == 0
        told = [got.headers["detente-trigger"] for got in receiver.got]
        assert told == ["offer", "deadline", "deadline", "broken", "broken.undone"]
        assert {each.state for each in kept.log(store, hook.id)} == {"done"}
        assert kept.counts(store) == {hook.id: {"done": 4}}
        with Store.open(store.engine.url.render_as_string(hide_password=False)) as other:
            assert other.take_lease("hooks", "another|1|x|y") is None
            assert run(store, clock=lambda: NOON).held
        assert kept.remove(store, hook.id)
        assert kept.log(store) == []
