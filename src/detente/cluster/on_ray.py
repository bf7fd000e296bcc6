"""Ray Data as the engine: a pool of actors that hold the model, on this machine or on those of a cluster.

Ray is the extra `detente[ray]`. `RAY_ADDRESS` names a running cluster; without it a local one is started and stopped again.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from detente.cluster.engines import Lost, processors
from detente.errors import UsageError

I = TypeVar("I")  # noqa: E741 (an item)
R = TypeVar("R")


class OnRay:
    """`jobs` actors of Ray Data (as many as the cluster has processors, if not told); results in the order of the items.

    Ray Data gives each actor a few items ahead and holds back the rest, starts an actor anew whose process or machine is gone, and has
    its item done again. The items are listed at once, so they should be small: names of files, not their content.
    """

    def __init__(self, jobs: int | None = None) -> None:
        self.jobs = jobs
        self.ray = _ray()

    def map(self, work: Callable[[I], R], items: Iterable[I]) -> Iterator[R | Lost]:
        """Raises what the work raises; work that must not stop a run catches its own errors."""
        rows = [{"item": pickle.dumps(item)} for item in items]
        if not rows:
            return
        ray = self.ray
        started = not ray.is_initialized()
        if started:
            ray.init(log_to_driver=False, include_dashboard=False, logging_level=logging.ERROR)
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        try:
            for row in self._results(pickle.dumps(work), rows):
                yield pickle.loads(row["result"])  # our own bytes, of our own workers
        finally:
            if started:
                ray.shutdown()

    def _results(self, work: bytes, rows: list[dict[str, bytes]]) -> Iterator[dict[str, Any]]:
        ray = self.ray
        context = ray.data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        jobs = self.jobs or max(1, int(ray.cluster_resources().get("CPU", processors())))
        blocks = ray.data.from_items(rows, override_num_blocks=len(rows))
        pool = ray.data.ActorPoolStrategy(size=min(jobs, len(rows)))  # its actors start anew, its tasks are tried again
        done = blocks.map(Worker, fn_constructor_args=(work,), compute=pool, num_cpus=1)
        yield from done.iter_rows()


class Worker:
    """An actor: it keeps what the first item made it load."""

    def __init__(self, work: bytes) -> None:
        self.work = pickle.loads(work)

    def __call__(self, row: dict[str, Any]) -> dict[str, bytes]:
        """The result of one item, pickled."""
        return {"result": pickle.dumps(self.work(pickle.loads(row["item"])))}


def _ray() -> Any:
    try:
        import ray
        import ray.data
    except ImportError:
        raise UsageError("ray", "Ray is not installed", "pip install 'detente[ray]'") from None
    return ray
