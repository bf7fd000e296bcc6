"""Questions about a clause that are asked from several sides and answered once.

A method so marked is worked out once for each clause and object, however often it is called; the answer has to depend on nothing that
changes while the object lives.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

S = TypeVar("S")
R = TypeVar("R")
P = ParamSpec("P")


def once(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """A method whose answers are kept on the object, by the identity of its positional arguments (clauses are too large to compare)."""
    kept = f"_once_{method.__name__}"

    @functools.wraps(method)
    def answered(self: S, /, *clauses: P.args, **others: P.kwargs) -> R:
        if others:
            return method(self, *clauses, **others)
        known: dict[int | tuple[int, ...], tuple[Any, R]] | None = self.__dict__.get(kept)
        if known is None:
            known = self.__dict__[kept] = {}
        key = id(clauses[0]) if len(clauses) == 1 else tuple(map(id, clauses))
        answer = known.get(key)
        if answer is None:  # they are kept with it, or others could come to stand at the same place in memory
            answer = known[key] = (clauses, method(self, *clauses, **others))
        return answer[1]

    return answered
