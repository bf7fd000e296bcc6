"""The words of an act hold no saying."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.signals import Coded

CASES = [
    ("Ghana will hold its fire, Minister Kofi Mensah said on Wednesday, leaving a door open to Togo.", "Ghana will hold its fire"),
    ("Riyadh, its minister said, will strike Yemen if it is attacked.", "will strike Yemen if it is attacked"),
    ("The minister warned that Riyadh would close the border if Doha broke the truce.", "that Riyadh would close the border if Doha broke the truce"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_saying_is_cut(read: Callable[..., Coded], text: str, expected: str) -> None:
    (signal,) = read(text, "2017-06-05").signals
    assert signal.commitment is not None
    assert signal.commitment.text == expected
    assert signal.commitment.span is not None
    start, end = signal.commitment.span
    assert text[start:end] == expected
