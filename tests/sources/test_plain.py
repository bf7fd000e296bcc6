"""Plain text and Markdown."""

from __future__ import annotations

import textwrap

from detente.sources.plain import Plain, read_markdown, read_plain, unwrap

PROSE = (
    "The two armies exchanged fire along the river for the third night in a row, officials on both sides said.\n\n"
    "If the shelling stops, we are ready to talk, the minister said on Monday after a meeting of the cabinet."
)


def dated(plain: Plain) -> str | None:
    return plain.date.value if plain.date else None


def test_a_headline_is_the_title_and_leaves_the_text() -> None:
    plain = read_plain(f"Armies exchange fire along the river\n\n{PROSE}\n")
    assert (plain.title, plain.text) == ("Armies exchange fire along the river", PROSE)


def test_a_first_sentence_is_no_headline() -> None:
    assert read_plain(PROSE) == Plain(text=PROSE)
    assert read_plain("Ceasefire begins at noon today").title is None


def test_the_head_of_a_wire_text() -> None:
    plain = read_plain(f"Armies exchange fire along the river\n\nExample Wire\nMay 7, 2025 14:20 IST\n\n{PROSE}")
    assert (plain.title, plain.source, dated(plain), plain.text) == (
        "Armies exchange fire along the river",
        "Example Wire",
        "2025-05-07T14:20+05:30",
        PROSE,
    )


def test_datelines_with_a_year_date_the_text_and_stay_in_it() -> None:
    plain = read_plain("NEW DELHI, May 7, 2025 (Example Wire) - " + PROSE)
    assert dated(plain) == "2025-05-07"
    assert plain.text.startswith("NEW DELHI, May 7, 2025")
    assert dated(read_plain("NEW DELHI, May 7 (Example Wire) - " + PROSE)) is None


def test_dates_in_sentences_do_not_date_the_text() -> None:
    assert dated(read_plain(f"On May 7, 2025 the two armies exchanged fire.\n\n{PROSE}")) is None
    assert dated(read_plain(f"{PROSE} The truce of May 7, 2025 was broken.")) is None


def test_published_counts_before_updated() -> None:
    text = f"Armies exchange fire\n\nUpdated: May 8, 2025\nPublished: May 7, 2025\n\n{PROSE}"
    assert dated(read_plain(text)) == "2025-05-07"
    only = read_plain(f"Armies exchange fire\n\nUpdated: May 8, 2025\n\n{PROSE}").date
    assert only is not None
    assert (only.value, only.place) == ("2025-05-08", "updated")


def test_hard_wrapped_paragraphs_are_joined_and_short_lines_are_not() -> None:
    wrapped = "\n\n".join(
        textwrap.fill(paragraph, 72) for paragraph in (PROSE + "\n\n" + PROSE.replace("\n\n", " ")).split("\n\n")
    )
    assert unwrap(wrapped) == PROSE + "\n\n" + PROSE.replace("\n\n", " ")
    assert unwrap(PROSE.replace("\n\n", "\n")) == PROSE
    assert unwrap("Ceasefire\nholds") == "Ceasefire\n\nholds"


def test_markdown() -> None:
    text = (
        "---\ntitle: Armies exchange fire\ndate: 2025-05-07\nsource: Example Wire\nurl: https://example.org/a\n---\n\n"
        "# Armies *exchange* fire\n\n![a map](m.png)\n\nThe **two armies** [exchanged fire](https://example.org/b) along the river, officials said.\n\n"
        "> If the shelling stops, we are ready to talk, the minister said.\n"
    )
    plain = read_markdown(text)
    assert plain.text == (
        "The two armies exchanged fire along the river, officials said.\n\nIf the shelling stops, we are ready to talk, the minister said."
    )
    assert (plain.title, dated(plain), plain.source, plain.url) == (
        "Armies exchange fire",
        "2025-05-07",
        "Example Wire",
        "https://example.org/a",
    )
