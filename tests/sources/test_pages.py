"""HTML pages: the report, its headline once, and what the page states of itself."""

from __future__ import annotations

import pytest

from detente import errors
from detente.sources import Limits
from detente.sources.pages import Page, read_page

PROSE = (
    "<p>The two armies exchanged fire along the river for the third night in a row, officials on both sides said.</p>"
    "<p>If the shelling stops, we are ready to talk, the minister said on Monday after a meeting of the cabinet.</p>"
    "<p>His neighbour denied that its guns had fired first and said it would answer any attack on its posts.</p>"
)
HEAD = "<title>Armies exchange fire along the river | Example Wire</title>"


def read(body: str, head: str = HEAD, *, url: str | None = None, limits: Limits | None = None) -> Page:
    return read_page(
        f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>",
        name="x.html",
        url=url,
        limits=limits or Limits(),
    )


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


ARTICLE = f"<article><h1>Armies exchange fire along the river</h1>{PROSE}</article>"


def test_paragraphs_are_separated_by_blank_lines_and_the_headline_is_not_doubled() -> None:
    page = read(ARTICLE)
    assert page.title == "Armies exchange fire along the river"
    assert page.text.split("\n\n")[0].startswith("The two armies")
    assert len(page.text.split("\n\n")) == 3


def test_line_breaks_after_full_stops_make_paragraphs_and_others_do_not() -> None:
    body = (
        "<div>"
        + "<br><br>".join(
            f"Report {n} said that the guns had fallen silent along<br>the river after dark." for n in range(9)
        )
        + "</div>"
    )
    assert (
        read(body).text.split("\n\n")[1] == "Report 1 said that the guns had fallen silent along the river after dark."
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Armies exchange fire along the river | Example Wire</title>", "Armies exchange fire along the river"),
        (
            "<title>Armies exchange fire along the river - Example Wire</title>" + meta("og:site_name", "Example Wire"),
            "Armies exchange fire along the river",
        ),
        (meta("og:title", "Guns heard on the river bank"), "Guns heard on the river bank"),
        (linked('{"@type": "NewsArticle", "headline": "Guns heard"}'), "Guns heard"),
        (
            linked(
                '{"@graph": [{"@type": "WebSite", "headline": "No"}, {"@type": ["NewsArticle"], "headline": "Guns heard"}]}'
            ),
            "Guns heard",
        ),
        ("<title>India-Pakistan: talks - or war?</title>", "India-Pakistan: talks - or war?"),
    ],
)
def test_titles(head: str, title: str) -> None:
    assert read(PROSE, head).title == title


def test_publisher_and_address() -> None:
    page = read(
        ARTICLE,
        HEAD + meta("og:site_name", "Example Wire") + '<link rel="canonical" href="/world/fire">',
        url="https://example.org/x?utm=1",
    )
    assert (page.source, page.url) == ("Example Wire", "https://example.org/world/fire")
    assert read(ARTICLE, HEAD).source == "Example Wire"
    assert (
        read(ARTICLE, '<link rel="canonical" href="https://example.org/">', url="https://www.example.org/x").url
        == "https://www.example.org/x"
    )
    assert read(ARTICLE, "", url="https://www.example.org/x").source == "example.org"
    assert read(ARTICLE, '<link rel="canonical" href="javascript:alert(1)">').url is None


def test_the_address_a_browser_saved_it_from() -> None:
    markup = f"<!DOCTYPE html>\n<!-- saved from url=(0027)https://example.org/world/a -->\n<html><body>{ARTICLE}</body></html>"
    assert read_page(markup, name="x", limits=Limits()).url == "https://example.org/world/a"


@pytest.mark.parametrize(
    ("head", "body", "date", "place"),
    [
        (
            linked('{"@type": "NewsArticle", "datePublished": "2025-05-07T13:20:00+05:30"}'),
            "",
            "2025-05-07T13:20+05:30",
            "structured data",
        ),
        (meta("article:published_time", "2025-05-07T07:50:00Z"), "", "2025-05-07T07:50Z", "metadata"),
        ('<meta name="date" content="2025-05-07">', "", "2025-05-07", "metadata"),
        ("", '<time datetime="2025-05-07T07:50Z">May 7</time>', "2025-05-07T07:50Z", "time element"),
        ("", '<span itemprop="datePublished" content="2025-05-07">x</span>', "2025-05-07", "time element"),
        ("", '<div class="byline">By A. Writer | May 7, 2025 14:20 IST</div>', "2025-05-07T14:20+05:30", "byline"),
        ("", '<span class="d">Published: 07 May 2025 02:20 PM</span>', "2025-05-07T14:20", "byline"),
        (
            "",
            "<p>NEW DELHI, May 7, 2025 (Example Wire) — The guns fell silent along the river on Wednesday, the army said.</p>",
            "2025-05-07",
            "dateline",
        ),
        (
            meta("article:published_time", "2025-05-07") + linked("broken"),
            "<time datetime='2025-05-07T10:00Z'>x</time>",
            "2025-05-07T10:00Z",
            "time element",
        ),
        (meta("article:modified_time", "2025-05-08"), "", "2025-05-08", "updated"),
        ("", '<div class="date">Last updated: May 8, 2025</div>', "2025-05-08", "updated"),
    ],
)
def test_stated_dates(head: str, body: str, date: str, place: str) -> None:
    found = read(f"<article><h1>Armies exchange fire along the river</h1>{body}{PROSE}</article>", HEAD + head).date
    assert found is not None
    assert (found.value, found.place) == (date, place)


def test_a_date_only_in_the_address_is_marked_as_such() -> None:
    found = read(ARTICLE, url="https://example.org/2025/05/07/fire").date
    assert found is not None
    assert (found.value, found.place) == ("2025-05-07", "address")


@pytest.mark.parametrize(
    "around",
    [
        '<div class="masthead"><span class="date">Friday, June 6, 2025</span></div>{}',
        "{}<aside><time datetime='2025-06-06'>June 6, 2025</time></aside>",
        "{}<div class='related'><time datetime='2025-06-06'>June 6, 2025</time></div>",
        "{}<footer>June 6, 2025 © 2025 Example</footer>",
        "{}<p>The truce of June 6, 2025 was the last, the governor said after the talks.</p>",
    ],
)
def test_other_dates_on_the_page_are_not_its_own(around: str) -> None:
    assert read(around.format(ARTICLE)).date is None


def test_navigation_banners_teasers_and_comments_are_left_out() -> None:
    body = (
        "<nav><a href='/'>Home</a> <a href='/w'>World</a></nav><div class='cookie-banner'>We use cookies to serve you.</div>"
        f"{ARTICLE}<section class='related'><h2>Related</h2><ul><li><a href='/1'>Army strikes camps</a></li></ul></section>"
        "<div id='comments'><h3>Comments</h3><p>We should strike them all, said a reader.</p></div><footer>© 2025 Example Wire</footer>"
    )
    text = read(body).text
    for word in ("Home", "cookies", "strikes camps", "reader", "©"):
        assert word not in text


def test_a_small_page_is_read_whole() -> None:
    assert read("<p>Ceasefire begins, the army said.</p>", "").text == "Ceasefire begins, the army said."
    assert "Ceasefire begins" in read("Ceasefire begins, the army said.", "").text


def test_the_article_body_of_the_structured_data_when_the_page_shows_none() -> None:
    body = "If the shelling stops, we are ready to talk, the minister said. His neighbour denied that its guns had fired first."
    assert read("<div id='app'></div>", linked(f'{{"@type": "NewsArticle", "articleBody": "{body}"}}')).text == body


def test_casualty_tables_are_left_out_and_layout_tables_are_not() -> None:
    assert (
        "Army | 26"
        not in read(ARTICLE.replace("</article>", "<table><tr><td>Army</td><td>26</td></tr></table></article>")).text
    )
    cells = "".join(
        f"<tr><td>{paragraph}</td></tr>" for paragraph in PROSE.replace("<p>", "").split("</p>") if paragraph
    )
    assert "we are ready to talk" in read(f"<table>{cells}</table>").text


def test_a_page_of_unusual_size_gives_the_same_as_any_other() -> None:
    whole = read(ARTICLE)
    assert read(ARTICLE, limits=Limits(quick_elements=1)) == whole


def test_an_unusual_page_is_given_up_at_its_time_limit() -> None:
    attributes = " ".join(f"a{number}" for number in range(100_000))
    with pytest.raises(errors.TimedOut, match="more than 1 seconds"):
        read(f"<div {attributes}>{PROSE}</div>", limits=Limits(extract_seconds=1.0))


def test_errors_cross_from_the_other_process() -> None:
    with pytest.raises(errors.Empty, match=r"x\.html: the page holds no article text"):
        read("<div></div>", "", limits=Limits(quick_elements=1))


def test_external_entities_are_not_loaded(tmp_path: object) -> None:
    secret = f"{tmp_path}/secret.txt"
    with open(secret, "w") as file:  # noqa: PTH123
        file.write("the launch codes")
    markup = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body>{ARTICLE}<p>So it said: &x; was there.</p></body></html>'
    assert "launch codes" not in read_page(markup, name="x", limits=Limits()).text
