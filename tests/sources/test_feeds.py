"""Feeds of all kinds, as files and on the web."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from tests.sources.making import PROSE, atom, item, json_feed, page, rss
from tests.sources.misbehaving import Server

from detente import errors, sources
from detente.sources import Limits
from detente.sources.feeds import read_feed
from detente.sources.fragments import paragraphs
from detente.sources.listing import Listing

LIMITS = Limits()
WHOLE = f"<content:encoded><![CDATA[<p>{PROSE}</p><p>{PROSE} More.</p><script>x()</script>]]></content:encoded>"


def entries(content: bytes, url: str | None = None) -> Listing:
    return read_feed(content, name="feed", url=url, limits=LIMITS)


def limits_for(server: Server, **more: Any) -> Limits:
    return Limits(ports=(server.port,), allow_private=True, **{"delay": 0.0, "seconds": 2.0, "retries": 0} | more)


def test_an_rss_entry_has_its_address_title_and_date_with_its_zone() -> None:
    listing = entries(rss([item(1, "https://example.org/a?x=1&amp;y=2#top", "<description>Short.</description>")]))
    (entry,) = listing.entries
    assert listing.title == "Example Wire"
    assert entry.address == "https://example.org/a?x=1&y=2"
    assert (entry.title, entry.date, entry.text) == ("Armies exchange fire, day 1", "2025-05-07T07:01Z", "Short.")
    assert entry.key == "id-1"
    assert not entry.whole


def test_a_date_keeps_the_offset_it_was_written_with() -> None:
    text = item(1).replace("07:01:00 GMT", "13:20:00 +0530")
    assert entries(rss([text])).entries[0].date == "2025-05-07T13:20+05:30"


def test_an_atom_entry() -> None:
    written = (
        "<entry><id>tag:example.org,2025:1</id><title>Fire &amp; talks</title><link href='/a'/>"
        "<published>2025-05-07T13:20:00+05:30</published><updated>2025-05-08T00:00:00Z</updated>"
        f"<content type='html'>&lt;p&gt;{PROSE}&lt;/p&gt;&lt;p&gt;{PROSE}&lt;/p&gt;</content></entry>"
    )
    (entry,) = entries(atom([written]), "https://example.org/feed").entries
    assert entry.address == "https://example.org/a"
    assert (entry.title, entry.date, entry.changed) == ("Fire & talks", "2025-05-07T13:20+05:30", "2025-05-08T00:00Z")
    assert entry.text == f"{PROSE}\n\n{PROSE}"
    assert entry.whole


def test_a_json_feed() -> None:
    items = [
        {"id": 1, "url": "https://example.org/1", "title": "One", "content_html": f"<p>{PROSE}</p>", "date_published": "2025-05-07T07:00:00Z"},
        {"id": "2", "url": "https://example.org/2", "content_text": f"{PROSE}\n\n{PROSE}"},
        {"id": "3", "external_url": "https://example.com/3", "summary": "Short."},
        "no item",
    ]  # fmt: skip
    listing = entries(json_feed(items))  # type: ignore[arg-type]
    assert [each.address for each in listing.entries] == [
        "https://example.org/1", "https://example.org/2", "https://example.com/3",
    ]  # fmt: skip
    assert [each.key for each in listing.entries] == ["1", "2", "3"]
    assert listing.entries[0].date == "2025-05-07T07:00Z"
    assert [each.content for each in listing.entries] == [True, True, False]


def test_content_comes_before_a_summary_and_scripts_are_no_text() -> None:
    (entry,) = entries(rss([item(1, "https://example.org/a", f"<description>Short.</description>{WHOLE}")])).entries
    assert entry.text == f"{PROSE}\n\n{PROSE} More."
    assert entry.whole


def test_a_text_that_breaks_off_is_not_whole() -> None:
    cut = WHOLE.replace(" More.", " More…")
    assert not entries(rss([item(1, "https://example.org/a", cut)])).entries[0].whole


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//", "http://", "ftp://a/b"]
)
def test_addresses_that_are_not_of_the_web_are_none(link: str) -> None:
    assert entries(rss([item(1, link)])).entries[0].address is None


def test_a_broken_feed_gives_what_can_be_read() -> None:
    content = rss([item(1, "https://example.org/1"), item(2, "https://example.org/2")]).replace(
        b"day 1</title>", b"day 1 & <b>on</title>"
    )
    assert [each.address for each in entries(content[:-20]).entries] == [
        "https://example.org/1",
        "https://example.org/2",
    ]


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        "<!DOCTYPE r SYSTEM 'http://127.0.0.1/x.dtd' [ <!ELEMENT r ANY> ]>",
    ],
)
def test_declared_entities_are_refused(head: str) -> None:
    content = rss([item(1, "https://example.org/1", "<description>&a;</description>")])
    with pytest.raises(errors.Unsupported, match="declares entities"):
        entries(content.replace(b"<rss", head.encode() + b"<rss"))


def test_a_tag_of_thousands_of_attributes_is_refused() -> None:
    wide = " ".join(f'a{n}="1"' for n in range(5000))
    with pytest.raises(errors.TooLarge, match="a tag of more than"):
        entries(rss([f"<item {wide}></item>"]))


def test_a_large_feed_is_read_in_another_process_and_says_the_same() -> None:
    items = [item(n, f"https://example.org/{n}", f"<description>{PROSE}</description>") for n in range(4000)]
    listing = entries(rss(items))
    assert len(rss(items)) > 1_000_000
    assert len(listing.entries) == 4000
    assert listing.entries[17] == entries(rss(items[17:18])).entries[0]


def test_more_entries_than_the_limit_are_counted() -> None:
    listing = read_feed(rss([item(n) for n in range(9)]), name="f", limits=Limits(entries=4))
    assert (len(listing.entries), listing.left_out) == (4, 5)


def test_a_feed_in_a_file_gives_what_it_carries_and_goes_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(
        rss(
            [
                item(1, "http://127.0.0.1:9/a", WHOLE),
                item(2, "http://127.0.0.1:9/b", f"<description>{PROSE}</description>"),
            ]
        )
    )
    loaded = sources.read(str(path))
    assert [(a.title, a.date, a.source) for a in loaded.articles] == [
        ("Armies exchange fire, day 1", "2025-05-07T07:01Z", "Example Wire"),
        ("Armies exchange fire, day 2", "2025-05-07T07:02Z", "Example Wire"),
    ]
    assert loaded.articles[0].url == "http://127.0.0.1:9/a"
    assert loaded.notes[0].what == "of 1 of 2 reports the feed may carry only the beginning"


@pytest.mark.parametrize("form", ["plain", "gzip", "utf-16"])
def test_forms_a_file_may_have(tmp_path: Path, form: str) -> None:
    content = rss([item(1, "https://example.org/1", WHOLE)])
    if form == "utf-16":
        content = content.decode().replace('version="1.0"', 'version="1.0" encoding="utf-16"', 1).encode("utf-16")
    path = tmp_path / "feed"
    path.write_bytes(gzip.compress(content) if form == "gzip" else content)
    assert sources.load(str(path))[0].text.startswith("The two armies")


def test_a_json_feed_on_one_line_is_no_jsonl(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_bytes(json_feed([{"id": "1", "url": "https://example.org/1", "content_text": PROSE}]))
    assert sources.load(str(path))[0].text == PROSE


def test_by_its_address_the_pages_of_a_feed_are_read(server: Server) -> None:
    server.pages["/feed"] = ("application/rss+xml", rss([
        item(1, f"{server.url}/a", "<description>Short.</description>"),
        item(2, f"{server.url}/b", WHOLE),
        item(3, f"{server.url}/status/404", "<description>Short.</description>"),
        item(4, f"{server.url}/status/403", f"<description>{PROSE}</description>"),
    ]))  # fmt: skip
    server.pages["/a"] = ("text/html", page(1))
    loaded = sources.read(f"{server.url}/feed", limits=limits_for(server))
    assert [a.url for a in loaded.articles] == [f"{server.url}/a", f"{server.url}/b", f"{server.url}/status/403"]
    assert loaded.articles[0].text.endswith("That was day 1.")
    assert loaded.articles[0].date == "2025-05-07T07:01Z"  # the page states none
    assert loaded.articles[2].text == PROSE  # the site shows the page to no program, its feed carries the lead
    assert [p.what for p in loaded.problems] == ["the site has no such page (status 404)"]
    assert "/b" not in server.asked


def test_at_most_so_many_pages_of_a_feed_are_read(server: Server) -> None:
    for n in range(5):
        server.pages[f"/p{n}"] = ("text/html", page(n))
    server.pages["/feed"] = ("text/xml", rss([item(n, f"{server.url}/p{n}") for n in range(5)]))
    loaded = sources.read(f"{server.url}/feed", limits=limits_for(server, follow=2))
    assert len(loaded.articles) == 2
    assert loaded.notes[-1].what == "only the first 2 reports were read, 3 were not"


def test_pieces_of_html() -> None:
    assert paragraphs("One.<br><br/>Two &amp; three.<figure>caption</figure><ul><li>four</li></ul>") == [
        "One.",
        "Two & three.",
        "four",
    ]
    assert paragraphs("plain\ntext\n\nand more") == ["plain text", "and more"]
    assert paragraphs("<p></p><script>x</script>") == []
    assert paragraphs("a < b and c > d") == ["a < b and c > d"]
