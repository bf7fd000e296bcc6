"""Exports: what goes in comes out again, and every field is the documented one."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from detente.imports import gdelt as gdelt_in
from detente.imports import icews as icews_in
from detente.imports import plover as plover_in
from detente.publish import exports
from detente.publish.exports import feeds, gdelt, geojson, icews, package, plover, tables
from detente.publish.exports.told import Written, pairs, told
from detente.records import Actor, Article, Event, Place, Reading
from detente.store import Coder, Incoming, Store
from detente.store.ledger import add_ruling, reports
from detente.store.query import Filters, columns_of, find
from detente.store.refresh import refresh

DOCUMENTED = tomllib.loads((Path(exports.__file__).parent / "columns.toml").read_text(encoding="utf-8"))
INDIA, ARMY = Actor(code="IND"), Actor(code="PAK", sector="MIL")
GROUP = Actor(code="LBN", sector="REB", group="Hezbollah")
ROMANIA, KOSOVO, UN = Actor(code="ROU", sector="GOV"), Actor(code="XKX"), Actor(code="IGO", group="United Nations")
LAHORE = Place(name="Lahore", country="PAK", latitude=31.55, longitude=74.34)
DATE = "2025-05-07T06:00+05:30"


def event(number: int, actors: tuple[Actor, ...], recipients: tuple[Actor, ...] = (), **given: Any) -> Event:
    plain: dict[str, Any] = {
        "type": "ASSAULT",
        "cameo": "195",
        "goldstein": -10.0,
        "date": "2025-05-06",
        "place": LAHORE,
    }
    return Event(
        id=f"e{number}", actors=actors, recipients=recipients, quote='He "said"\tso,\nthen', rule="x/y", **plain | given
    )


EVENTS = (
    event(1, (INDIA,), (ARMY,), mode="aerial", likelihood=0.86),
    event(2, (INDIA, ARMY), type="CONSULT", cameo="040", goldstein=1.0, place=None, sentence=3),
    event(3, (GROUP,), (Actor(code="ISR"), KOSOVO), date="2025-05-06T19:35Z"),
    event(4, (ROMANIA,), (UN,), type="AGREE", cameo="030", goldstein=4.0, place=Place(name="Romania", country="ROU")),
    event(5, (INDIA,), (ARMY,), status="conditional"),
    event(6, (INDIA,), (ARMY,), status="claimed", said_by=(ARMY,)),
    event(7, (INDIA,), (ARMY,), background=True, date="1971"),
    event(8, (INDIA,), (), type="MOBILIZE", cameo=None, goldstein=None, date=None),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One report with eight events."""
    article = Article(
        id="a/1", text="India fired. He said so.", date=DATE, source="Example Wire", url="https://example.org/1"
    )
    made = Reading(id="a/1", events=EVENTS, date=DATE, source="Example Wire", url="https://example.org/1")
    with Store.open(tmp_path_factory.mktemp("exports") / "x.sqlite") as opened:
        opened.add_articles([Incoming(article=article, reading=made, coder=Coder(name="detente", version="7"))])
        yield opened


def rows_of(text: str, columns: tuple[str, ...] | None = None) -> list[dict[str, str]]:
    lines = [line.split("\t") for line in text.splitlines()]
    names = columns or tuple(lines.pop(0))
    return [dict(zip(names, line, strict=True)) for line in lines]


def written(form: Any, store: Store, *statuses: str) -> tuple[Written, str]:
    out = io.StringIO()
    return form.write(told(reports(store), statuses or {"reported"}), out), out.getvalue()


# ------------------------------------------------------------------------------------------------------------ who, what


def test_only_what_is_reported_as_news_is_an_event(store: Store) -> None:
    assert ["e1", "e2", "e3", "e4", "e8"] == [one.event.id for one in told(reports(store))]
    assert ["e6"] == [one.event.id for one in told(reports(store), {"claimed"})]
    assert "e7" in [one.event.id for one in told(reports(store), background=True)]


def test_pairs() -> None:
    assert [(INDIA, ARMY)] == pairs(EVENTS[1])
    assert [(GROUP, Actor(code="ISR")), (GROUP, KOSOVO)] == pairs(EVENTS[2])
    assert [(INDIA, Actor(code="---"))] == pairs(EVENTS[7])


# ---------------------------------------------------------------------------------------------------------- round trips


def seen(made: Event, mode: bool = True) -> tuple[Any, ...]:
    """What these formats can hold of an event."""
    sides = tuple(tuple((a.code, a.group) for a in actors) for actors in (made.actors, made.recipients))
    return (made.type, made.mode if mode else None, sides, (made.date or "")[:10])


def test_plover_comes_back(store: Store) -> None:
    count, text = written(plover, store)
    lines = [json.loads(line) for line in text.splitlines()]
    assert Written(5, 0) == count
    assert 5 == len(lines)
    for line in lines:
        assert set(line) <= set(DOCUMENTED["plover"])
    assert set().union(*lines) == set(DOCUMENTED["plover"])
    assert "a/1/e1" == lines[0]["id"]
    back = [plover_in.reading(line).events[0] for line in lines[:4]]
    assert [seen(e) for e in EVENTS[:4]] == [seen(e) for e in back]
    assert ["MIL"] == [a.sector for a in back[0].recipients]


@pytest.mark.parametrize(("form", "back"), [(gdelt, gdelt_in), (icews, icews_in)])
def test_tabs_come_back(store: Store, form: Any, back: Any) -> None:
    count, text = written(form, store)
    assert Written(5, left_out=1) == count
    rows = rows_of(text, back.COLUMNS if form is gdelt else None)
    assert 5 == len(rows), "one a pair; none without a day or a code"
    made = [back.reading(row).events[0] for row in rows]
    for one, (actor, recipient) in zip(made, [p for e in EVENTS[:4] for p in pairs(e)], strict=True):
        assert [(actor.code, actor.group)] == [(a.code, a.group) for a in one.actors]
        assert [(recipient.code, recipient.group)] == [(a.code, a.group) for a in one.recipients]
    assert ["195", "040", "195", "195", "030"] == [one.cameo for one in made]
    assert "MIL" == made[0].recipients[0].sector
    assert {"2025-05-06"} == {one.date for one in made}
    assert (31.55, 74.34, "PAK") == (made[0].place.latitude, made[0].place.longitude, made[0].place.country)
    assert None is made[1].place
    assert 5 == len({back.reading(row).id for row in rows})


def test_gdelt_has_its_columns_and_no_header(store: Store) -> None:
    _, text = written(gdelt, store)
    assert list(DOCUMENTED["gdelt"]) == list(gdelt_in.COLUMNS)
    row = rows_of(text, gdelt_in.COLUMNS)[0]
    for name, meaning in DOCUMENTED["gdelt"].items():
        assert bool(meaning) or not row[name], name
    assert ("20250506", "202505", "2025", "2025.4274") == tuple(
        row[n] for n in "SQLDATE MonthYear Year FractionDate".split()
    )
    assert ("195", "195", "19", "4", "-10") == tuple(
        row[n] for n in "EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split()
    )
    assert ("PAKMIL", "PAKISTAN", "PAK", "MIL") == tuple(
        row[n] for n in "Actor2Code Actor2Name Actor2CountryCode Actor2Type1Code".split()
    )
    assert ("4", "Lahore, Pakistan", "PK") == tuple(row[f"ActionGeo_{n}"] for n in ("Type", "FullName", "CountryCode"))
    assert ("20250507003000", "https://example.org/1") == (row["DATEADDED"], row["SOURCEURL"])
    others = rows_of(text, gdelt_in.COLUMNS)
    assert ("ROM", "1") == (others[4]["Actor1CountryCode"], others[4]["ActionGeo_Type"])
    assert ("0", "1") == (others[1]["IsRootEvent"], row["IsRootEvent"])


def test_icews_has_its_header(store: Store) -> None:
    _, text = written(icews, store)
    assert list(DOCUMENTED["icews"]) == text.splitlines()[0].split("\t") == list(icews_in.COLUMNS)
    row = rows_of(text)[0]
    assert ("India", "Military (Pakistan)", "Military", "Pakistan") == tuple(
        row[n] for n in ("Source Name", "Target Name", "Target Sectors", "Target Country")
    )
    assert ("Assault (aerial)", "-10.0", "1", "Lahore") == tuple(
        row[n] for n in ("Event Text", "Intensity", "Sentence Number", "City")
    )
    for name, meaning in DOCUMENTED["icews"].items():
        assert bool(meaning) or not row[name], name


def test_geojson_is_what_the_standard_says(store: Store) -> None:
    count, text = written(geojson, store)
    made = json.loads(text)
    assert "FeatureCollection" == made["type"]
    assert ["a/1/e1", "a/1/e3", "a/1/e8"] == [one["id"] for one in made["features"]], "only places with coordinates"
    assert Written(3, left_out=2) == count
    first = made["features"][0]
    assert ("Feature", "Point", [74.34, 31.55]) == (
        first["type"],
        first["geometry"]["type"],
        first["geometry"]["coordinates"],
    )
    assert set(DOCUMENTED["geojson"]) == set(first["properties"])
    assert "a/1/e1" == first["id"]
    assert {"type": "FeatureCollection", "features": []} == json.loads(written(geojson, store, "denied")[1])


def value(text: str, kind: str) -> Any:
    if not text and kind != "string":
        return None
    if kind == "datetime":
        return datetime.fromisoformat(text)
    if kind == "boolean":
        return {"true": True, "false": False}[text]
    return {"integer": int, "number": float, "string": str}[kind](text)


def test_a_csv_package_describes_itself_and_comes_back(store: Store, tmp_path: Path) -> None:
    counts = package.write_package(store, tmp_path, Filters())
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert list(package.TABLES) == [resource["name"] for resource in described["resources"]]
    for resource in described["resources"]:
        name, fields = resource["name"], resource["schema"]["fields"]
        with (tmp_path / resource["path"]).open(encoding="utf-8", newline="") as file:
            header, *lines = csv.reader(file)
        assert [field["name"] for field in fields] == header == [column.name for column in columns_of(name)]
        assert counts[name] == len(lines)
        assert set(resource["schema"]["primaryKey"]) <= set(header)
        wanted = [list(row.values()) for row in find(store, name, Filters())]
        back = [[value(text, field["type"]) for text, field in zip(line, fields, strict=True)] for line in lines]
        assert [[None if v == "" else v for v in row] for row in wanted] == [
            [None if v == "" else v for v in row] for row in back
        ]
        assert all(field["description"] for field in fields)


def test_parquet_comes_back(store: Store, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    package.write_parquets(store, tmp_path, Filters())
    for name in package.TABLES:
        table = pq.read_table(tmp_path / f"{name}.parquet")
        assert [column.name for column in columns_of(name)] == table.column_names
        assert list(find(store, name, Filters())) == table.to_pylist()
        assert columns_of(name)[0].about.encode() == table.schema.field(0).metadata[b"description"]


def test_parquet_without_pyarrow_says_what_to_do(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    from detente.errors import UsageError

    with pytest.raises(UsageError, match="pip install 'detente"):
        tables.write_parquet([], columns_of("events"), tmp_path / "x.parquet")


def test_json_and_json_lines_are_the_same(store: Store) -> None:
    columns = columns_of("events")
    one, other = io.StringIO(), io.StringIO()
    tables.write_json(find(store, "events", Filters()), columns, one)
    tables.write_jsonl(find(store, "events", Filters()), columns, other)
    assert json.loads(one.getvalue()) == [json.loads(line) for line in other.getvalue().splitlines()]
    empty = io.StringIO()
    tables.write_json([], columns, empty)
    assert [] == json.loads(empty.getvalue())


# ---------------------------------------------------------------------------------------------------------------- feeds


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Store]:
    """A store with one commitment that a ruling has settled."""
    from detente.ledger import Ruling
    from detente.records import Signal, Term

    said = "We will <reduce> tension & more \x01"
    term = Term(actors=(ARMY,), recipients=(INDIA,), type="RETREAT", direction="de-escalates", text="reduce tension")
    signal = Signal(
        id="s1", event=None, kind="pledge", speaker=Actor(code="PAK"), addressees=(INDIA,), commitment=term, quote=said
    )
    made = Reading(
        id="a1", signals=(signal,), date="2025-05-07", source="Example Wire", url="https://example.org/a?b=1&c=2"
    )
    article = Article(id="a1", text=said, date="2025-05-07", source="Example Wire", url="https://example.org/a?b=1&c=2")
    with Store.open(tmp_path / "x.sqlite") as opened:
        opened.add_articles([Incoming(article=article, reading=made, coder=Coder(name="detente", version="7"))])
        list(refresh(opened))
        add_ruling(opened, Ruling(row="a1/s1", state="kept", because="seen"))
        list(refresh(opened))
        yield opened


def test_a_feed_has_every_change_the_newest_first(ledger: Store) -> None:
    found = feeds.entries(ledger, Filters())
    assert ["Pakistan: pledge is now kept", "Pakistan: pledge, open"] == [one.title for one in found]
    assert 2 == len({one.id for one in found})
    assert found == feeds.entries(ledger, Filters(dyad="IND-PAK"))
    assert [] == feeds.entries(ledger, Filters(dyad="IND-CHN"))
    assert 1 == len(feeds.entries(ledger, Filters(), latest=1))


def test_rss_atom_and_json_feed_say_the_same(ledger: Store) -> None:
    import feedparser

    found = feeds.entries(ledger, Filters())
    for made in (feeds.rss(found), feeds.atom(found)):
        read = feedparser.parse(made)
        assert not read.bozo
        assert [one.title for one in found] == [entry.title for entry in read.entries]
        assert ["https://example.org/a?b=1&c=2"] * 2 == [entry.link for entry in read.entries]
        assert [one.id for one in found] == [entry.id for entry in read.entries]
    text = ET.fromstring(feeds.atom(found)).findtext(f".//{{{feeds.ATOM}}}content")
    assert text is not None
    assert "We will <reduce> tension & more" in text
    made = json.loads(feeds.jsonfeed(found))
    assert "https://jsonfeed.org/version/1.1" == made["version"]
    assert [one.id for one in found] == [item["id"] for item in made["items"]]
    assert "<title>" in feeds.rss([])
    assert 0 == len(feedparser.parse(feeds.atom([])).entries)
