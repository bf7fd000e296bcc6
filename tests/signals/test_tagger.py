"""The learned tagger: deterministic, bounded, true to its card; and what is made of what it hears."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from detente import read
from detente.language import weights
from detente.signals.tagger import Tagger, load_tagger

RIVER = "If the rebels cross the river, our batteries will open fire on them, the general warned."


def test_the_words_of_commitment_and_condition_are_labelled() -> None:
    labels = {RIVER[t.start : t.end]: t.label for t in load_tagger().tag(RIVER)}
    assert labels.get("cross") == "if E"
    assert "threat" in labels.values()


def test_a_plain_sentence_has_no_label() -> None:
    assert load_tagger().tag("The dam supplies two provinces with water and light.") == []


def test_a_sentence_is_tagged_alike_whatever_was_tagged_before_it() -> None:
    texts = [RIVER, "Hanoi rejected the offer.", "We shall free them once you withdraw, Damascus said.", "Rain fell."]
    first = {text: load_tagger().tag(text) for text in texts}
    random.Random(1).shuffle(texts)
    assert {text: load_tagger().tag(text) for text in texts} == first


def test_a_sentence_longer_than_the_room_is_cut_and_not_refused() -> None:
    assert isinstance(load_tagger().tag("The general spoke of the war and of the peace. " * 200), list)


def test_empty_text_has_no_tags() -> None:
    assert load_tagger().tag("") == []


def test_weights_that_are_not_the_cards_are_refused(tmp_path: Path) -> None:
    for path in weights.FOLDER.iterdir():
        if path.is_file():
            shutil.copy(path, tmp_path / path.name)
    head = tmp_path / "signals_head.onnx"
    head.write_bytes(head.read_bytes()[:-1] + b"\0")
    with pytest.raises(weights.WeightsError, match=r"signals_head\.onnx"):
        Tagger.load(tmp_path)


def test_weights_that_are_missing_are_named(tmp_path: Path) -> None:
    with pytest.raises(weights.WeightsError, match="signals_head"):
        Tagger.load(tmp_path)


def test_what_is_kept_open_is_no_threat() -> None:
    text = "The Polish president said that a deployment of troops to the east could not be ruled out."
    assert [s for s in read(text, date="2024-02-27").signals if s.kind == "threat"] == []


def test_nothing_is_heard_where_an_onlooker_speaks() -> None:
    text = "If Kabul strikes back, Islamabad will send its jets across the border again, a retired general predicted."
    assert read(text, date="2025-10-12").signals == ()


@pytest.mark.parametrize(
    "text",
    [
        "Asmara will decide by Friday whether to shell the port again.",
        "Quito dropped its demand that Lima apologise.",
        "Kigali insisted on a promise from Kinshasa that the raids would not be repeated.",
        "Juba asked Kampala for military assistance.",
    ],
)
def test_words_undecided_taken_back_or_wanted_of_others_are_no_commitment(text: str) -> None:
    assert [s.rule for s in read(text, date="2024-02-27").signals if s.rule.startswith("learned/")] == []
