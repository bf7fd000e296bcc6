"""Engines: results in order, workers that die replaced, what cannot be done told."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from detente.cluster import engine
from detente.cluster.engines import Here, Lost, Pool
from detente.errors import UsageError


def squared(n: int) -> int:
    return n * n


def dies_once(n: int, *, at: int, marker: Path) -> int:
    """The worker that first meets that item is killed, as for want of memory."""
    if n == at and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return n * n


def dies_always(n: int, *, at: int) -> int:
    if n == at:
        os.kill(os.getpid(), signal.SIGKILL)
    return n * n


def test_here_is_lazy() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for n in range(5):
            taken.append(n)
            yield n

    results = Here().map(squared, items())
    assert next(results) == 0
    assert taken == [0]


def test_a_pool_keeps_the_order_and_takes_few_ahead() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for n in range(40):
            taken.append(n)
            yield n

    results = Pool(2).map(squared, items())
    assert next(results) == 0
    assert len(taken) <= 5
    assert list(results) == [n * n for n in range(1, 40)]


def test_a_killed_worker_is_replaced(tmp_path: Path) -> None:
    work = partial(dies_once, at=7, marker=tmp_path / "died")
    assert list(Pool(2).map(work, range(20))) == [n * n for n in range(20)]
    assert (tmp_path / "died").exists()


def test_workers_end_in_the_middle_of_an_item_when_no_more_is_wanted() -> None:
    made = Pool(1).map(time.sleep, [0, 300])
    assert next(made) is None
    begun = time.monotonic()
    made.close()  # type: ignore[attr-defined]
    assert time.monotonic() - begun < 60


def test_an_item_that_kills_each_worker_is_lost_and_nothing_else() -> None:
    results = list(Pool(2).map(partial(dies_always, at=3), range(8)))
    assert isinstance(results[3], Lost)
    assert [r for r in results if not isinstance(r, Lost)] == [n * n for n in range(8) if n != 3]


@pytest.mark.slow
def test_ray_keeps_the_order_and_replaces_a_killed_worker(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="the extra detente[ray] is not installed")
    work = partial(dies_once, at=4, marker=tmp_path / "died")
    assert list(engine("ray", 2).map(work, range(8))) == [n * n for n in range(8)]
    assert (tmp_path / "died").exists()


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(UsageError, match="local or ray"):
        engine("spark")
