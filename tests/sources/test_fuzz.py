"""Fuzzing: whatever the bytes, an article or a `SourceError`, soon."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import errors, sources
from detente.records import Article, Problem

SOON = settings(deadline=timedelta(seconds=10), max_examples=60, suppress_health_check=[HealthCheck.too_slow])
TAGS = [
    "p",
    "div",
    "article",
    "h1",
    "table",
    "tr",
    "td",
    "li",
    "a",
    "b",
    "br",
    "time",
    "script",
    "style",
    "title",
    "svg",
    "blockquote",
    "main",
    "section",
    "form",
]
WORDS = [
    "The army said",
    " it would strike",
    " if attacked.",
    " May 7, 2025",
    "\n",
    " ",
    "&amp;",
    "&#0;",
    "“",
    "é",
    "\u202e",
    "]]>",
    "--",
    "\x00",
]
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        [
            "<!--",
            "-->",
            "<![CDATA[",
            "<?php ",
            "<",
            ">",
            "</",
            '<a href="',
            "<time datetime='2025-05-07'>",
            "<meta charset=utf-16>",
            "<p class=x",
        ]
    ),
    st.sampled_from(WORDS),
    st.text(max_size=8),
)


def load(content: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x.{suffix}"
        path.write_bytes(content)
        try:
            loaded = sources.read(str(path))
        except errors.SourceError as error:
            assert "\n" not in str(error)  # noqa: PT017
            return
        assert all(article.text.strip() and article.id for article in loaded.articles)


@SOON
@given(st.binary(max_size=3000), st.sampled_from(["html", "txt", "md", "jsonl", "gz", "json", "bin"]))
def test_random_bytes(content: bytes, suffix: str) -> None:
    load(content, suffix)


@SOON
@given(st.lists(PIECES, max_size=120))
def test_random_markup(pieces: list[str]) -> None:
    load("".join(pieces).encode("utf-8", "surrogatepass"), "html")


@SOON
@given(st.lists(st.sampled_from(WORDS), min_size=5, max_size=40), st.integers(0, 10**9), st.binary(max_size=6))
def test_a_page_with_a_wound(words: list[str], place: int, wound: bytes) -> None:
    page = f"<html><head><title>Fire on the river</title></head><body><article><p>{'</p><p>'.join(words)}</p></article></body></html>".encode()
    at = place % len(page)
    load(page[:at] + wound + page[at + len(wound) :], "html")


@SOON
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=60), st.sampled_from([b'{"id": "a", "text": "It said so."}', b'{"id": "b"', b"{}"])
        ),
        max_size=20,
    )
)
def test_random_lines(lines: list[bytes]) -> None:
    found = list(sources.read_jsonl(lines, origin="x"))
    assert len(found) == sum(bool(line.strip()) for line in lines)
    assert all(isinstance(item, Article | Problem) for item in found)


@SOON
@given(st.text(max_size=300))
def test_random_names(name: str) -> None:
    if not name.startswith(("/", ".", "-", "http")) and not Path(name.replace("\x00", "")).exists():
        try:
            sources.load(name)
        except errors.SourceError as error:
            assert "\n" not in str(error)  # noqa: PT017
