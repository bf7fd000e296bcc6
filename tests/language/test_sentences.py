"""Text -> sentences and paragraphs."""

from __future__ import annotations

import pytest

from detente.language.sentences import dateline, paragraphs, split


def texts(text: str) -> list[str]:
    return [s.text for s in split(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Lt. Gen. Amir Khan met J. D. Vance in the U.S.", "The talks failed."],
        ["“We will strike!” said Asif.", "“Will you?” Asif asked.", "He said: “No.”", "They left."],
        ["He left at 5 p.m. on Friday.", "It cost $5.5m.", "St. Petersburg fell."],
        ["“We want peace.”", "“We want land.”"],
        ["He waited … and left.", "Then he came back..."],
        ["U.S. Gen. Mark Milley spoke.", "No. 2 in the group was killed."],
        ["The deal, signed by Mr. Lavrov et al. in 2015, holds.", "Iran said no.", "Nobody knows."],
        ["Will it stop?", "Nobody knows!", "Kyiv does."],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    assert texts(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NEW DELHI, May 7 (Agency) — India said", "NEW DELHI, May 7 (Agency) — "),
        ("Islamabad (AP) - Pakistan said", "Islamabad (AP) - "),
        ("KYIV, Ukraine (AP) — Russia fired", "KYIV, Ukraine (AP) — "),
        ("Geneva, 5 May (AFP) - Talks began", "Geneva, 5 May (AFP) - "),
        ("MOSCOW/KYIV, Feb 3 (Reuters) - Russia fired", "MOSCOW/KYIV, Feb 3 (Reuters) - "),
        ("U.S. - backed forces left", ""),
        ("Israel - which said no - left", ""),
        ("TBILISI | Georgia closed the border.", "TBILISI | "),
        ("GAZA CITY (Agency) — Rebels fired.", "GAZA CITY (Agency) — "),
        ("SEOUL (Agency) North Korea fired.", "SEOUL (Agency) "),
        ("(Agency) — Rwanda closed its border.", "(Agency) — "),
        ("SEOUL, June 2, 2024 - North Korea flew balloons.", "SEOUL, June 2, 2024 - "),
        ("UNITED NATIONS — China vetoed it.", "UNITED NATIONS — "),
        ("JERUSALEM/BEIRUT, Oct 3 (Agency) - Israel struck.", "JERUSALEM/BEIRUT, Oct 3 (Agency) - "),
        ("The RSF (Rapid Support Forces) attacked.", ""),
        ("IRAN: Ready to talk", ""),
    ],
)
def test_dateline(text: str, expected: str) -> None:
    assert dateline(text) == expected


def test_dateline_belongs_to_no_sentence() -> None:
    sentence = split("KABUL, May 7 (Agency) — The Taliban agreed to talk.")[0]
    assert sentence.text == "The Taliban agreed to talk."
    assert sentence.span[0] == 24


def test_headings_bullets_and_paragraphs() -> None:
    text = "Iran ready to talk\n\nTehran agreed. It said so.\n- First point\n- Second point.\n\nAnalysis\nThe end came."
    found = split(text, "Iran ready to talk")
    assert [(s.text, s.headline) for s in found] == [
        ("Iran ready to talk", True),
        ("Tehran agreed.", False),
        ("It said so.", False),
        ("First point", True),
        ("Second point.", False),
        ("Analysis", False),
        ("The end came.", False),
    ]
    assert [s.paragraph for s in found] == [0, 1, 1, 2, 3, 4, 5]
    assert [s.index for s in found] == list(range(7))


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The foreign minister of Iran said on Monday that his country would not\n"
        "return to the talks unless Washington lifted the sanctions it imposed in\n"
        "May. He spoke in Tehran."
    )
    assert len(paragraphs(text)) == 1
    assert len(texts(text)) == 2


def test_spans() -> None:
    text = "  One.  Two!\n\n Three? "
    assert [text[a:b] for a, b in (s.span for s in split(text))] == ["One.", "Two!", "Three?"]
