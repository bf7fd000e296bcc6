"""The parameters of the API, each with what it means and an example."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import Depends, Path, Query

from detente.web import choose
from detente.web.choose import Query as Asked

DAY: Final = "2025-05-07"
_DAYS: Final = {"pattern": r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"}

_AS_OF: Final = [
    {"const": ""},
    {"type": "string", "format": "date"},
    {"type": "string", "pattern": "^[1-9][0-9]{3}(-(0[1-9]|1[0-2]))?$"},
]


def _one_of(name: str) -> dict[str, Any]:
    """The values a parameter may have; empty is as if it were not there."""
    return {"enum": ["", *sorted(choose.ALLOWED[name])], "anyOf": None, "type": "string"}


def _asked(about: str, example: str, *, most: int = choose.LONGEST, **extra: Any) -> Any:
    return Query(description=about, examples=[example], max_length=most, json_schema_extra=extra or None)


Dyad = Annotated[str | None, _asked("Between these two sides: IND-PAK, or names of groups.", "IND-PAK")]
Side = Annotated[str | None, _asked("Of this side: a code, or the name of a group.", "PAK")]
Words = Annotated[str | None, _asked("All these words in the sentence, the terms or the title.", "ceasefire")]
Since = Annotated[str | None, _asked("That day or later; also 2025-05 or 2025.", DAY, most=10, **_DAYS)]
Until = Annotated[str | None, _asked("That day or earlier.", "2025-05-10", most=10, **_DAYS)]
Type = Annotated[
    str | None, _asked("PLOVER type; other lists than those of events pass it over.", "ASSAULT", **_one_of("type"))
]
Status = Annotated[str | None, _asked("Status of events; other lists pass it over.", "reported", **_one_of("status"))]
Kind = Annotated[
    str | None, _asked("Kind of signals and commitments; other lists pass it over.", "offer", **_one_of("kind"))
]
State = Annotated[str | None, _asked("State of commitments; other lists pass it over.", "open", **_one_of("state"))]
Became = Annotated[str | None, _asked("Only steps to this state.", "broken", **_one_of("state"))]
AsOf = Annotated[
    str | None,
    Query(
        description="What was known at the end of that day.", examples=["2025-05-08"], max_length=40,
        json_schema_extra={"anyOf": _AS_OF},
    ),
]  # fmt: skip
One = Annotated[str, Path(description="A side: a code, or the name of a group.", examples=["IND"])]
Other = Annotated[str, Path(description="The other side.", examples=["PAK"])]
Weeks = Annotated[int, Query(ge=1, le=26, description="Weeks ahead.", examples=[4])]
Name = Annotated[str, Path(description="Its id; slashes in it are written as they are.", examples=["{id}"])]


def filters(
    dyad: Dyad = None, side: Side = None, type: Type = None, status: Status = None, kind: Kind = None,  # noqa: A002
    state: State = None, since: Since = None, until: Until = None, q: Words = None,
) -> Asked:  # fmt: skip
    """The filters of an address; empty ones are none, and those that a list has nothing to do with are passed over."""
    return Asked(
        dyad=dyad or None, side=side or None, type=type or None, status=status or None, kind=kind or None,
        state=state or None, since=since or None, until=until or None, q=(q or "").strip() or None,
    ).checked()  # fmt: skip


def step(became: Became = None) -> str | None:
    """The state a step leads to; None for any."""
    return choose.Query(state=became or None).checked().state


Step = Annotated[str | None, Depends(step)]
Filters = Annotated[Asked, Depends(filters)]
