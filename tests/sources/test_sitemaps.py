"""Site maps, their indexes, the news extension."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from tests.sources.making import page, sitemap, sitemap_index
from tests.sources.misbehaving import Server

from detente import errors, sources
from detente.sources import Limits
from detente.sources.listing import Listing
from detente.sources.sitemaps import read_sitemap, same_site

NEWS = (
    "<lastmod>2025-05-09</lastmod><news:news><news:publication><news:name>Example Wire</news:name>"
    "<news:language>en</news:language></news:publication><news:publication_date>2025-05-07T10:00:00Z"
    "</news:publication_date><news:title>Fire on the river</news:title></news:news>"
)


def entries(content: bytes, url: str | None = None) -> Listing:
    return read_sitemap(content, name="map", url=url, limits=Limits())


def limits_for(server: Server, **more: Any) -> Limits:
    return Limits(ports=(server.port,), allow_private=True, **{"delay": 0.0, "seconds": 2.0, "retries": 0} | more)


def test_the_news_extension() -> None:
    (entry,) = entries(sitemap(["https://example.org/a"], NEWS)).entries
    assert (entry.title, entry.date, entry.changed) == ("Fire on the river", "2025-05-07T10:00Z", "2025-05-09")
    assert (entry.language, entry.source) == ("en", "Example Wire")


def test_a_day_of_change_is_no_date_of_publication() -> None:
    (entry,) = entries(sitemap(["https://example.org/a"], "<lastmod>2025-05-09</lastmod>")).entries
    assert (entry.date, entry.changed) == (None, "2025-05-09")


def test_the_newest_come_first() -> None:
    content = sitemap([f"https://example.org/{n}" for n in range(3)])
    for n in range(3):
        content = content.replace(f"/{n}</loc>".encode(), f"/{n}</loc><lastmod>2025-05-0{n + 1}</lastmod>".encode())
    assert [each.address for each in entries(content).entries] == [f"https://example.org/{n}" for n in (2, 1, 0)]


def test_addresses_of_other_sites_do_not_count() -> None:
    content = sitemap(
        ["https://example.org/a", "https://www.example.org/b", "https://example.com/c", "http://169.254.169.254/d"]
    )
    listing = entries(content, "https://example.org/map.xml")
    assert [each.address for each in listing.entries] == ["https://example.org/a", "https://www.example.org/b"]
    assert listing.left_out == 2


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("https://news.example.org/", True),
        ("https://example.org.evil.com/", False),
        ("https://badexample.org/", False),
        ("https://org/", False),
    ],
)
def test_what_is_the_same_site(address: str, same: bool) -> None:
    assert same_site(address, "https://example.org/map.xml") is same


@pytest.mark.parametrize("content", [b"<urlset>", b"<urlset><url><loc>", sitemap(["https://example.org/a"])[:-30]])
def test_a_site_map_cut_short(content: bytes) -> None:
    assert len(entries(content).entries) <= 1


def test_entities_are_refused() -> None:
    content = sitemap(["https://example.org/&x;"]).replace(
        b"<urlset", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset', 1
    )
    with pytest.raises(errors.Unsupported, match="declares entities"):
        entries(content)


def test_a_site_map_in_a_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "sitemap.xml"
    path.write_bytes(sitemap(["https://example.org/a"]))
    with pytest.raises(errors.Unsupported, match="holds addresses only; give its address"):
        sources.load(str(path))


def test_by_its_address_an_index_is_followed_to_the_pages(server: Server) -> None:
    server.pages["/index.xml"] = ("application/xml", sitemap_index([f"{server.url}/map.xml.gz"]))
    server.pages["/map.xml.gz"] = ("application/octet-stream", gzip.compress(sitemap([f"{server.url}/a"], NEWS)))
    server.pages["/a"] = ("text/html", page(1))
    (article,) = sources.load(f"{server.url}/index.xml", limits=limits_for(server))
    assert (article.url, article.date) == (f"{server.url}/a", "2025-05-07T10:00Z")


def test_a_packed_bomb_is_refused(server: Server) -> None:
    server.pages["/map.xml.gz"] = ("application/octet-stream", gzip.compress(bytes(80_000_000)))
    with pytest.raises(errors.TooLarge, match="once unpacked"):
        sources.load(f"{server.url}/map.xml.gz", limits=limits_for(server, seconds=10.0))
