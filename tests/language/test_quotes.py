"""Who speaks: frames, running quotations, sources, speakers before a colon."""

from __future__ import annotations

import pytest

from detente.language import analyse
from detente.language.quotes import quotations
from detente.language.sentences import split
from detente.records import Article


def speakers(text: str) -> dict[str, str]:
    """Predicate -> its speakers, innermost first."""
    document = analyse(Article(id="-", text=text))
    return {c.predicate: " < ".join(p.text for p in c.speakers) for c in document.clauses if c.mood != "nominal"}


CASES: list[tuple[str, str, str]] = [
    ("Asif said India had fired.", "fire", "Asif"),
    ("India had fired, Asif said.", "fire", "Asif"),
    ("India, Asif said, had fired.", "fire", "Asif"),
    ("“India fired,” said Asif.", "fire", "Asif"),
    ("“India fired,” Asif told reporters in Doha.", "fire", "Asif"),
    ('"If they stop," he said, "we will withdraw."', "withdraw", "he"),
    ("Kim said the envoy had told him that the South would pay.", "pay", "the envoy < Kim"),
    ("His claim that India fired was false.", "fire", "His"),
    ("According to the army, rebels fired.", "fire", "the army"),
    ("Rebels fired, according to the army.", "fire", "the army"),
    ("Macron hopes Putin will withdraw.", "withdraw", "Macron"),
    ("In a statement, the ministry said: “Any breach will be met with force.”", "meet", "the ministry"),
    ("Asif: “If India stops, we will withdraw.”", "withdraw", "Asif"),
    ("India fired, a claim Delhi denies.", "deny", ""),
    ("The envoy left. Nobody spoke.", "leave", ""),
    ("Rebels fired, but the army did not respond, officials said.", "respond", "officials"),
]


@pytest.mark.parametrize(("text", "predicate", "expected"), CASES)
def test_speaker(text: str, predicate: str, expected: str) -> None:
    assert speakers(text)[predicate] == expected


def test_quotation_runs_over_sentences() -> None:
    text = (
        "“We will strike back. Nobody should doubt it,” said Asif. “They must withdraw. We want peace.” Talks resumed."
    )
    found = speakers(text)
    assert found["strike back"] == "Asif"
    assert found["withdraw"] == "Asif"
    assert found["want"] == "Asif"
    assert found["resume"] == ""


def test_quotation_runs_over_paragraphs() -> None:
    text = "“They have until Friday,” the general said. “They must withdraw.\n\n“After that we will attack.”"
    assert speakers(text)["attack"] == "the general"


def test_quotation_never_closed_ends_with_its_paragraph() -> None:
    text = "Asif said: “We want peace.\n\nIndia fired on Monday."
    found = speakers(text)
    assert found["want"] == "Asif"
    assert found["fire"] == ""


def test_words_in_quotation_marks_are_marked() -> None:
    document = analyse(Article(id="-", text="He said “India fired” and left."))
    assert {c.predicate: c.quoted for c in document.clauses} == {"say": False, "fire": True, "leave": False}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” and “yes, sir”.", ["“no”", "“yes, sir”"]),
        ('He said "no" twice.', ['"no"']),
        ("The troops' base and Iran's port were hit.", []),
        ("He called it 'an act of war', she said.", ["'an act of war'"]),
        ("“One. Two. Three. Four. Five.", ["“One. Two. Three."]),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in quotations(text, split(text))] == expected


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"We will answer any attack,” the minister said.', ["We will answer any attack,"]),
        ('“We want peace," the envoy said. "But we will fight."', ["We want peace,", "But we will fight."]),
        ('"We will never give up our land, the general said.', ["We will never give up our land,"]),
        ("“They must leave the town at once, a spokesman for the militia said.", ["They must leave the town at once,"]),
        ("'We will respond,' he said.", ["We will respond,"]),
        ("The spokesman said: 'Any attack will be answered.'", ["Any attack will be answered."]),
        ("“We said no,” he said. “They said ‘yes’ to it.”", ["We said no,", "They said ‘yes’ to it."]),
        ("The troops' base and the rebels' camp were hit.", []),
    ],
)
def test_odd_marks(text: str, quoted: list[str]) -> None:
    found = [text[a:b].strip("\"“”'‘’") for a, b in quotations(text, split(text))]
    assert found == [q.strip("\"“”'‘’") for q in quoted]


def test_a_topic_before_a_colon_is_no_clause() -> None:
    for text in ("Ukraine war: Russia hits Odesa port", "Breaking: Russia hits Odesa port"):
        clauses = analyse(Article(id="-", text=text)).clauses
        assert [(c.predicate, c.link) for c in clauses] == [("hit", "root")]
