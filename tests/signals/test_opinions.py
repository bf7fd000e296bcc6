"""An opinion, advice to another and what a paper lays down are no word given and no deed; a ministry's spokesman speaks for it."""

from __future__ import annotations

import pytest

from detente import read


@pytest.mark.parametrize(
    "text",
    [
        "Rwanda said sanctions would only make matters worse.",
        "More weapons will not help Ukraine, Hungary's prime minister said.",
        "An embargo would hurt both peoples, Madrid told Rabat.",
        "Air strikes will solve nothing, the Turkish foreign minister said.",
        "If he were in Netanyahu's place he would take the deal, Barak told Army Radio.",
        "“If I were the Iranian leader I would stop the enrichment,” Trump said.",
    ],
)
def test_what_is_thought_of_an_act_is_no_signal(text: str) -> None:
    assert [s.kind for s in read(text, date="2025-06-11").signals] == []


@pytest.mark.parametrize(
    "text",
    [
        "Georgia and Abkhazia signed a protocol under which Georgian troops leave the gorge.",
        "Congo and Rwanda reached an accord under which Rwandan soldiers withdraw from Goma.",
        "Israel and Hamas agreed on a deal under which Hamas frees ten hostages.",
        "Armenia and Azerbaijan initialled a treaty by which Azerbaijan returns four villages.",
    ],
)
def test_what_a_paper_lays_down_is_not_done(text: str) -> None:
    statuses = {e.status for e in read(text, date="2025-06-11").events if e.type in ("RETREAT", "CONCEDE")}
    assert statuses
    assert not statuses & {"reported", "claimed"}


@pytest.mark.parametrize(
    ("text", "by", "kind"),
    [
        (
            "China will take resolute measures if Pelosi goes to Taiwan, a foreign ministry spokesman said.",
            "CHN",
            "threat",
        ),
        ("Iran would close the strait if it were attacked, a government spokeswoman said.", "IRN", "threat"),
        (
            "It is up to Pakistan to create the right climate for talks, the Indian foreign secretary said.",
            "IND",
            "demand",
        ),
    ],
)
def test_who_speaks(text: str, by: str, kind: str) -> None:
    assert [(s.speaker.code, s.kind) for s in read(text, date="2025-06-11").signals] == [(by, kind)]


def test_lorries_let_in_are_access() -> None:
    assert [(e.type, e.mode) for e in read("Israel let 40 trucks into Gaza on Monday.", date="2025-06-11").events] == [
        ("RETREAT", "access")
    ]
