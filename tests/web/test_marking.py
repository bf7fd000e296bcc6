"""The text of a report with its records marked: none lost where they overlap, history and boilerplate greyed, one sentence set off."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from starlette.testclient import TestClient

from detente.records import Actor, Article, Event, Reading, Signal
from detente.web.marking import lit, marked

TEXT = "Share this page\n\nThe minister said they will stop. In 1999 they fought a war. <b>Bold</b> words end it."


def event(name: str, words: str, *, background: bool = False) -> Event:
    start = TEXT.index(words)
    return Event(
        id=name, type="ACCUSE", actors=(Actor(code="IND"),), span=(start, start + len(words)), quote=words, background=background,
        rule="made",
    )  # fmt: skip


def signal(name: str, words: str) -> Signal:
    start = TEXT.index(words)
    return Signal(
        id=name,
        event=None,
        kind="offer",
        speaker=Actor(code="PAK"),
        span=(start, start + len(words)),
        quote=words,
        rule="made",
    )


def made(cited: str | None = None) -> Markup:
    reading = Reading(
        id="r",
        events=(event("e1", "The minister said they will stop"), event("e2", "they fought a war", background=True), event("e3", "said they")),
        signals=(signal("s1", "they will stop"),),
    )  # fmt: skip
    return marked(Article(id="r", text=TEXT), reading, cited).text


def plain(markup: str) -> str:
    return str(Markup(re.sub(r'<span class="tip".*?</span></span>', "", markup)).striptags())


def test_every_record_has_its_place_also_where_they_overlap() -> None:
    text = made()
    for name in ("e1", "e2", "e3", "s1"):
        assert text.count(f'id="{name}"') == 1
    where = re.search(r'<mark[^>]*aria-describedby="([^"]*)">they<', text)
    assert where
    assert set(where[1].split()) == {"rec-e1", "rec-e3", "rec-s1"}


def test_a_signal_lies_over_an_event() -> None:
    assert re.search(r'<mark[^>]*class="signal offer"[^>]*> will stop<', made())


def test_each_mark_tells_its_record_on_focus_and_hover() -> None:
    text = made()
    assert text.count('tabindex="0"') == len(re.findall(r'<mark id="', text))
    assert text.count('class="tip"') == text.count("<mark")


def test_history_is_greyed_and_the_sentence_of_a_record_set_off() -> None:
    assert re.search(r'<span class="history">In 1999 ', made())
    cited = made("s1")
    assert re.search(r'class="[^"]*setoff[^"]*cited[^"]*"[^>]*> will stop<', cited)
    assert "setoff" not in made()
    assert "setoff" not in made("none")


def test_boilerplate_is_greyed() -> None:
    article = Article(id="r", text="Advertisement\n\nIndia struck Pakistan on Monday.\n\nRead more: Ten things to know")
    found = marked(article, Reading(id="r"))
    assert found.has_boilerplate
    assert '<span class="boiler">Advertisement' in found.text
    assert 'boiler">India' not in found.text


def test_no_word_is_lost_or_added() -> None:
    assert " ".join(plain(made("s1")).split()) == " ".join(TEXT.replace("<b>", "<b>").split())
    assert "<b>" not in made()


@given(
    st.lists(st.tuples(st.integers(-3, 60), st.integers(-3, 60), st.booleans()), max_size=8),
    st.text("ab .<&\n", max_size=50),
)
def test_any_spans_in_any_text_give_the_text_back(spans: list[tuple[int, int, bool]], text: str) -> None:
    events = tuple(
        Event(id=f"e{n}", type="ACCUSE", span=(a, b), quote="", background=c, rule="made")
        for n, (a, b, c) in enumerate(spans)
    )
    found = marked(Article(id="r", text=text), Reading(id="r", events=events))
    for n, (a, b, _) in enumerate(spans):
        assert (f"e{n}" in found.shown) == (0 <= a < b <= len(text))
    bare = re.sub(r'<span class="tip".*?</span></span>', "", found.text)
    assert Markup(re.sub(r"<[^>]*>", "", bare)).unescape() == text


def test_words_searched_for_are_set_off() -> None:
    assert lit("Cease <fire>, ceasefire", ["cease"]) == (
        '<b class="hit">Cease</b> &lt;fire&gt;, <b class="hit">cease</b>fire'
    )
    assert lit("a.c abc", ["a.c"]) == '<b class="hit">a.c</b> abc'
    assert lit("nothing", []) == "nothing"


def test_a_link_from_the_ledger_opens_the_sentence(client: TestClient) -> None:
    page = client.get("/ledger/r/1/s1").text
    link = re.search(r'href="(/articles/r/1\?record=s1)#s1"', page)
    assert link
    opened = client.get(link[1]).text
    assert "setoff" in opened
    assert 'id="rec-s1" class="cited"' in opened
    assert "setoff" not in client.get("/articles/r/1").text
