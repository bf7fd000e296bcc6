"""The forms of an answer: which one is asked for, how rows become JSON, CSV, Parquet or GeoJSON, pages and ETags."""

from __future__ import annotations

import base64
import binascii
import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple

import msgspec
from fastapi import HTTPException, Query, Request, Response

from detente import __version__
from detente.answers import Page
from detente.records import Record
from detente.web.choose import BadQuery
from detente.web.library import Snapshot

MOST: Final = 1000
Form = Literal["json", "csv", "parquet", "geojson"]
KINDS: Final[dict[Form, str]] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
}
Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows of a page.", examples=[100])]
Cursor = Annotated[
    str | None,
    Query(
        max_length=1200, description="The “next” of the page before; leave it out for the first page.", examples=[None]
    ),
]
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
Key = tuple[str, str]
Cells = dict[str, str | int | float | bool | None]


class Column(NamedTuple):
    """A column of CSV and Parquet."""

    name: str
    kind: Literal["text", "integer", "number", "boolean"] = "text"
    about: str = ""
    empty: bool = True


@dataclass(frozen=True)
class Rows:
    """What a list gives: `key` sorts the rows, which come with the largest first (`rising`: the smallest); `shown` makes an answer."""

    snapshot: Snapshot
    rows: Sequence[Any]
    key: Callable[[Any], Key]
    shown: Callable[[Any], Record]
    rising: bool = False


@dataclass(frozen=True)
class Table:
    """What a list looks like: the type of its items and, in tables, its columns and how an item fills them."""

    name: str
    item: type[Record]
    columns: tuple[Column, ...]
    cells: Callable[[Any], Cells]
    point: Callable[[Any], tuple[float, float] | None] | None = None

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms it can be had in."""
        return ("json", "csv", "parquet", "geojson") if self.point else ("json", "csv", "parquet")


def wanted(request: Request, forms: Sequence[Form] = ("json",)) -> Form:
    """The form an Accept header asks for; raises 406 where it names none of those there are. A browser is given JSON."""
    header = request.headers.get("accept", "").strip()
    if not header:
        return "json"
    weighed: list[tuple[float, int, Form]] = []
    for n, (kind, weight) in enumerate(_ranges(header)):
        found = next((f for f in forms if _fits(kind, f)), None)
        if found and weight > 0:
            weighed.append((-weight, n, found))
    if not weighed:
        given = ", ".join(KINDS[f].partition(";")[0] for f in forms)
        raise HTTPException(406, f"this can be had as {given}")
    return min(weighed)[2]


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    for part in header.lower().split(",")[:50]:
        kind, *parameters = (p.strip() for p in part.split(";"))
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            yield kind, float(quality)
        except ValueError:
            yield kind, 0.0


def _fits(kind: str, form: Form) -> bool:
    own = KINDS[form].partition(";")[0]
    if form == "json" and kind in ("*/*", "application/*", "text/html", "application/xhtml+xml"):
        return True
    return kind == own or (form == "csv" and kind == "text/*")


def in_form(request: Request, table: Table, found: Rows, form: Form, limit: int, cursor: str | None) -> Response:
    """A list as asked for: a page of JSON, or all rows that fit as a table or as points."""
    if form not in table.forms:
        raise HTTPException(406, f"this can be had as {', '.join(table.forms)}")
    if form == "json":
        chosen, following = page(found, after=cursor, limit=limit)
        made: Page[Any] = Page(total=len(found.rows), next=following, rows=tuple(map(found.shown, chosen)))
        return tagged(request, found.snapshot, lambda: msgspec.json.encode(made), KINDS["json"])
    makers: dict[Form, Callable[[Table, Rows], bytes]] = {"csv": _csv, "parquet": _parquet, "geojson": _geojson}
    return tagged(request, found.snapshot, lambda: makers[form](table, found), KINDS[form])


def page(found: Rows, *, after: str | None, limit: int) -> tuple[Sequence[Any], str | None]:
    """A page and the cursor of the next one. The cursor holds the key of the last row, not its place: rows that come in or go
    move nothing, even that row itself."""
    start = 0
    if after:
        last = _decoded(after)
        start = _first_after(found, last)
    chosen = found.rows[start : start + limit]
    if not chosen or start + limit >= len(found.rows):
        return chosen, None
    return chosen, base64.urlsafe_b64encode(msgspec.json.encode(found.key(chosen[-1]))).decode()


def _first_after(found: Rows, last: Key) -> int:
    """The place of the first row behind a key, by halves."""
    low, high = 0, len(found.rows)
    while low < high:
        middle = (low + high) // 2
        here = found.key(found.rows[middle])
        if here > last if found.rising else here < last:
            high = middle
        else:
            low = middle + 1
    return low


def _decoded(cursor: str) -> Key:
    try:
        found: Key = msgspec.json.decode(base64.b64decode(cursor.encode(), b"-_", validate=True), type=Key)
    except (ValueError, binascii.Error, msgspec.DecodeError):
        raise BadQuery("cursor", "not a cursor", "take it from the answer before") from None
    return found


def single(request: Request, snapshot: Snapshot, made: Record | Sequence[Record]) -> Response:
    """One record."""
    return tagged(request, snapshot, lambda: msgspec.json.encode(made), KINDS["json"])


def tagged(request: Request, snapshot: Snapshot, make: Callable[[], bytes], kind: str) -> Response:
    """With an ETag of the snapshot: an unchanged answer costs the other side nothing, and this side no making."""
    tag = f'"{snapshot.version}-{__version__}"'
    headers = {"ETag": f"W/{tag}", "Vary": "Accept", "Cache-Control": "private, no-cache"}
    known = [t.strip().removeprefix("W/") for t in request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(make(), media_type=kind, headers=headers)


def _csv(table: Table, found: Rows) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([c.name for c in table.columns])
    for cells in _cells(table, found):
        writer.writerow([_safe(cells[c.name]) for c in table.columns])
    return out.getvalue().encode("utf-8", "replace")


def _safe(value: str | float | bool | None) -> str:
    """A cell as text; one that a spreadsheet would run as a formula begins with '."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return str(value)


def _parquet(table: Table, found: Rows) -> bytes:
    from detente.errors import UsageError
    from detente.publish.exports.tables import write_parquet

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        try:
            write_parquet(_cells(table, found), table.columns, path)
        except UsageError as error:
            raise HTTPException(406, f"{error.problem.what} where this runs: {error.problem.remedy}") from None
        return path.read_bytes()


def _cells(table: Table, found: Rows) -> Iterable[Cells]:
    return (table.cells(found.shown(row)) for row in found.rows)


def _geojson(table: Table, found: Rows) -> bytes:
    features = []
    assert table.point is not None
    for row in found.rows:
        shown = found.shown(row)
        point = table.point(shown)
        if point is not None:
            geometry = {"type": "Point", "coordinates": point}
            features.append({"type": "Feature", "geometry": geometry, "properties": msgspec.to_builtins(shown)})
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})
