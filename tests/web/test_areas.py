"""Disputed areas: each with who administers and who claims it, with sources, drawn where it says, in calm words."""

from __future__ import annotations

import csv
from importlib.resources import files
from itertools import pairwise

import pytest
from starlette.testclient import TestClient

from detente.web import areas
from detente.web.areas import HELD, UN, Area

AREAS = areas.areas()


@pytest.mark.parametrize("area", AREAS, ids=lambda a: a.id)
def test_an_area_is_whole(area: Area) -> None:
    assert sum(bool(g) for g in (area.outline, area.line, area.point, area.shape)) == 1
    assert area.held.endswith(".")
    assert area.un_says.endswith(".")
    assert area.sources
    assert all(any(c.isdigit() for c in source) for source in area.sources), (
        "a source can be looked up: it has a year or number"
    )
    assert not area.un or area.un in area.claims
    assert area.in_view(UN)
    assert area.in_view(HELD)
    for lon, lat in (*area.outline, *area.line, *((area.point,) if area.point else ())):
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90
    assert not area.outline or len(set(area.outline)) >= 4


def test_words_are_calm() -> None:
    text = files("detente.web").joinpath("data", "disputed.toml").read_text("utf-8").casefold()
    for word in (
        "illegal",
        "regime",
        "terror",
        "so-called",
        "aggress",
        "seiz",
        "liberat",
        "invad",
        "puppet",
        "rightful",
    ):
        assert word not in text, word


def test_every_disputed_place_the_coder_knows_is_in_an_area() -> None:
    table = files("detente.language").joinpath("data", "flashpoints.csv").read_text("utf-8")
    named = {row["disputed"] for row in csv.DictReader(table.splitlines()) if row["disputed"]}
    covered = {name for area in AREAS for name in area.covers}
    assert named <= covered
    assert covered <= named


def test_no_two_areas_share_an_id() -> None:
    assert len({a.id for a in AREAS}) == len(AREAS)


def test_a_viewpoint_says_what_it_draws_as_its_own() -> None:
    by_id = {a.id: a for a in AREAS}
    assert by_id["aksai-chin"].drawn_as("ind") == "IND"
    assert by_id["aksai-chin"].drawn_as("chn") == "CHN"
    assert by_id["aksai-chin"].drawn_as("pak") is None
    assert by_id["aksai-chin"].drawn_as(HELD) is None
    assert by_id["crimea"].drawn_as(UN) == "UKR"
    assert by_id["crimea"].drawn_as("rus") == "RUS"
    assert by_id["kosovo"].drawn_as(UN) is None
    assert "makes no claim" in by_id["crimea"].in_view("ind")


def test_views_are_countries_in_order_after_the_two_general_ones() -> None:
    names = list(areas.views().values())
    assert names[2:] == sorted(names[2:])
    assert list(areas.views())[:2] == [HELD, UN]
    assert "PMR".lower() not in areas.views()
    assert areas.near(["Kashmir"]) == ["ind", "pak"]
    assert areas.near([]) == []


def test_rings_are_closed_and_wound_as_a_globe_needs_them() -> None:
    for feature in areas.geojson(HELD)["features"]:
        geometry = feature["geometry"]
        if geometry and geometry["type"] == "Polygon":
            ring = geometry["coordinates"][0]
            assert ring[0] == ring[-1]
            assert sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring)) > 0


def test_the_page_tells_in_a_table_what_the_map_draws(client: TestClient) -> None:
    page = client.get("/map?view=ind").text
    assert "Aksai Chin" in page
    assert "India draws it as its own" in page
    assert "Resolution" in client.get("/map?view=un").text
    plain = client.get("/map").text
    assert "draws it as its own" not in plain
    assert 'href="?view=un"' in plain
    told = client.get("/map/areas.json?view=chn").json()
    assert {f["properties"]["drawn_as"] for f in told["features"]} == {"China", None}


def test_a_viewpoint_nobody_has_is_told(client: TestClient) -> None:
    for address in ("/map?view=zzz", "/map/areas.json?view=zzz"):
        assert client.get(address).status_code == 400


def test_links_of_viewpoints_keep_the_filters(client: TestClient) -> None:
    assert "?view=un&amp;dyad=IND-PAK&amp;since=2025-05-01" in client.get("/map?dyad=IND-PAK&since=2025-05-01").text
