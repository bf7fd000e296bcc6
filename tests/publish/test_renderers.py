"""The forms of the brief: golden files (DETENTE_GOLDEN=write rewrites them), and what a hostile report cannot do."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from tests.ledger.crafted import IND, PAK, condition, event, india_pakistan, reading, signal, term
from tests.publish.seed import hostile, seed

from detente import publish
from detente.publish import Brief, compose
from detente.records import Actor, Place, Reading

GOLDEN = Path(__file__).parent / "golden"
BRIEFS = {"seed": [seed()], "crisis": list(india_pakistan()), "undated": [seed(None)]}


def brief(name: str) -> Brief:
    return compose(BRIEFS[name], [])


def same_as_golden(name: str, made: str) -> None:
    path = GOLDEN / name
    if os.environ.get("DETENTE_GOLDEN") == "write":
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text("utf-8")


def without_style(page: str) -> str:
    """The page less its style sheet and the hash of it, which have tests of their own."""
    return re.sub(
        r"sha256-[\w+/=]+", "sha256-…", re.sub(r"<style>.*?</style>", "<style>…</style>", page, flags=re.DOTALL)
    )


@pytest.mark.parametrize("name", sorted(BRIEFS))
def test_markdown(name: str) -> None:
    same_as_golden(f"{name}.md", publish.markdown(brief(name)))


@pytest.mark.parametrize("name", ["crisis", "seed"])
def test_page(name: str) -> None:
    same_as_golden(f"{name}.html", without_style(publish.html(brief(name))))


@pytest.mark.parametrize("width", [60, 100])
def test_terminal(width: int) -> None:
    same_as_golden(f"seed-{width}.txt", publish.terminal(brief("seed"), width=width))


@pytest.mark.parametrize("width", [24, 40, 80, 200])
def test_the_terminal_keeps_to_its_width_and_leaves_no_blanks(width: int) -> None:
    lines = publish.terminal(brief("crisis"), width=width).splitlines()
    assert max(map(len, lines)) <= min(width, 100) + 8  # a word longer than a narrow, indented column stands over
    assert [line for line in lines if line != line.rstrip()] == []


def test_no_colour_in_a_pipe_and_colour_on_a_terminal() -> None:
    piped = Console(file=io.StringIO(), highlight=False)
    publish.show(brief("seed"), piped)
    assert "\x1b" not in piped.file.getvalue()  # type: ignore[attr-defined]
    assert "\x1b[" in publish.terminal(brief("seed"), colour=True)


class Tags(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.headings: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append(tag)
        self.ids += [named["id"] or ""] if "id" in named else []
        self.targets += [named[key] or "" for key in ("href", "src", "action", "data") if key in named]
        if tag == "th":
            self.headings.append((tag, named.get("scope")))
        assert not [key for key in named if key.startswith("on") or key == "style"]


def parsed(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    return tags


@pytest.mark.parametrize("name", sorted(BRIEFS))
def test_the_page_is_self_contained_and_its_anchors_meet(name: str) -> None:
    tags = parsed(publish.html(brief(name)))
    assert {"script", "img", "link", "iframe", "form", "object"} & set(tags.tags) == set()
    assert len(tags.ids) == len(set(tags.ids))
    assert {t for t in tags.targets if t.startswith("#")} <= {f"#{i}" for i in tags.ids}
    assert [t for t in tags.targets if not t.startswith(("#", "https://"))] == []
    assert {scope for _, scope in tags.headings} <= {"col", "colgroup"}


def test_the_pages_policy_allows_its_own_style_and_nothing_else() -> None:
    page = publish.html(brief("seed"))
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in page


def test_a_hostile_report_is_only_text() -> None:
    made = compose([hostile()], [])
    page = publish.html(made)
    assert "script" not in parsed(page).tags
    assert [t for t in parsed(page).targets if not t.startswith("#")] == []
    assert not {"\x1b", "\u202e"} & set(page)
    text = publish.markdown(made)
    assert "<script" not in text
    assert "](" not in text.replace("\\](", "")
    assert not {"\x1b", "\u202e"} & set(publish.terminal(made))


def test_a_report_cannot_break_a_markdown_list() -> None:
    bad = "one\n\n# two\n- three\n> four | five"
    text = publish.markdown(compose([seed_with(bad)], []))
    assert "\n# two" not in text
    assert "one \\# two - three \\> four \\| five" in text


def seed_with(quote: str) -> Reading:
    return reading("a", None, event("e1", "ASSAULT", IND, PAK, quote=quote))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=40), st.text(max_size=40))
def test_no_text_adds_a_tag_a_target_or_a_heading(quote: str, name: str, words: str) -> None:
    def made(quote: str, name: str, words: str) -> Brief:
        speaker = Actor(code="PAK", sector="GOV", name=name)
        asked = condition(IND, None, text=words)
        offer = signal("s1", "offer", speaker, IND, quote, condition=asked, commitment=term(PAK, None, text=words))
        deed = event("e1", "ASSAULT", IND, PAK, quote=quote, place=Place(name=words or "x"))
        return compose(
            [reading("a", "2025-05-07", offer, deed, title=name or "x", url=f"https://example.org/{words}")], []
        )

    inline = {"span", "p"}  # whether own words are marked or said apart depends on the words
    plain = [t for t in parsed(publish.html(made("q", "n", "w"))).tags if t not in inline]
    assert [t for t in parsed(publish.html(made(quote, name, words))).tags if t not in inline] == plain
    headings = [line for line in publish.markdown(made(quote, name, words)).splitlines() if line.startswith("#")]
    assert len(headings) == 12
    assert not set(publish.terminal(made(quote, name, words))) & set("\x1b\x07\x08\u202e")
