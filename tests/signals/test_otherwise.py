""" "Otherwise …" at the head of a sentence: a threat on what the sentence before asks for, or hangs its own offer on."""

from __future__ import annotations

import pytest

from detente.api import read

TOLD = {
    "demand": "Ethiopia demanded that Tigray lay down its arms. Otherwise the operation will continue to the end, it warned.",
    "offer": "Israel is ready to stop its strikes if Hezbollah withdraws behind the Litani. Otherwise Israel will strike Beirut, Netanyahu said.",
    "told": "Rwanda told Congo to stop its support for the FDLR. Otherwise Rwanda will act, President Paul Kagame warned.",
    "time": "Turkey offered the Kurdish fighters safe passage if they leave the town by Friday. Otherwise its army will go in, the defence minister said.",
    "must": "Armenia must give back the four villages. Otherwise Azerbaijan will take them by force, the ministry in Baku said.",
    "once": "Egypt will reopen the crossing once Israel leaves it. Otherwise it will stay closed, Egypt's foreign minister warned.",
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_follows_otherwise_hangs_on_what_was_asked(name: str) -> None:
    threats = [s for s in read(TOLD[name], id="a", date="2023-10-10").signals if s.kind in ("threat", "refusal")]
    assert len(threats) == 1
    assert threats[0].condition is not None
    assert threats[0].condition.negated


@pytest.mark.parametrize(
    "text",
    [
        "The minister thought otherwise, he said.",
        "Unless Moscow guarantees otherwise, the ships stay in port, Kyiv said.",
        "Otherwise the day was calm along the border, the Lebanese army said.",
    ],
)
def test_otherwise_alone_threatens_nobody(text: str) -> None:
    assert not [s for s in read(text, id="a", date="2023-10-10").signals if s.kind == "threat" and s.condition is None]
