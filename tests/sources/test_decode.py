"""Encodings and binary files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import NotText, SourceError
from detente.sources.decode import to_text

QUOTED = "“If India stops,” he said – at the café, “we are ready to talk”. The two armies exchanged fire along the river all night."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_told_without_a_label(encoding: str) -> None:
    assert to_text(QUOTED.encode(encoding), name="x") == QUOTED


@pytest.mark.parametrize(
    ("encoding", "label"),
    [("koi8-r", "KOI8-R"), ("cp1251", "windows-1251"), ("big5", "big5"), ("cp1252", "iso-8859-1")],
)
def test_a_label_is_believed_where_the_bytes_are_not_utf8(encoding: str, label: str) -> None:
    text = (
        "Министр обороны заявил"
        if "8-r" in encoding or "1251" in encoding
        else "國防部長表示"
        if encoding == "big5"
        else QUOTED
    )
    assert to_text(text.encode(encoding), name="x", declared=label) == text
    page = f'<meta charset="{label}"><p>{text}'
    assert to_text(page.encode(encoding), name="x") == page


def test_utf8_bytes_are_utf8_whatever_the_page_says() -> None:
    page = f'<meta charset="iso-8859-1"><p>{QUOTED}'
    assert to_text(page.encode(), name="x", declared="latin1") == page


def test_a_few_broken_bytes_do_not_spoil_a_text() -> None:
    data = (QUOTED * 20).encode() + b"\xe2\x80"
    assert to_text(data, name="x").startswith(QUOTED)


@pytest.mark.parametrize(
    "label", ["rot13", "zip", "punycode", "idna", "unicode_escape", "utf-7", "undefined", "no-such"]
)
def test_codecs_that_are_no_encodings_are_not_used(label: str) -> None:
    assert to_text(QUOTED.encode("cp1252"), name="x", declared=label) == QUOTED


@pytest.mark.parametrize(
    ("head", "seems"),
    [
        (b"%PDF-1.4\n", "a PDF document"),
        (b"PK\x03\x04...word/document.xml", "a Word document"),
        (b"\x89PNG\r\n", "a PNG image"),
        (b"\xd0\xcf\x11\xe0", "old Word"),
    ],
)
def test_binary_files_are_called_what_they_seem_to_be(head: bytes, seems: str) -> None:
    with pytest.raises(NotText, match=seems):
        to_text(head + bytes(500), name="x.html")


def test_line_ends_are_made_one() -> None:
    assert to_text(b"a\r\nb\rc\n", name="x") == "a\nb\nc\n"


@given(st.binary(max_size=2000))
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    try:
        text = to_text(data, name="x")
    except SourceError:
        return
    assert "\x00" not in text
    assert text.encode("utf-8").decode() == text
