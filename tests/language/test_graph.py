"""The language model's file taken apart, and the heads that start inside it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from detente.language import weights
from detente.language.graph import fields, given_out, lower_layers
from detente.language.heads import load_head, model_hashes, read_card
from detente.language.parser import MIDDLE, Parser, load_parser, session

HEADS = ("events_head", "signals_head")
SENTENCES = [
    ["Oslo", "asked", "Riga", "."],
    ["Riga", "said", "no", "."],
    ["Ships", "left", "for", "the", "strait", "."],
]


def test_lower_layers_are_a_model_of_one_output() -> None:
    model = weights.read("model.onnx")
    cut = session(lower_layers(model, MIDDLE))
    assert ["pieces", "shapes"] == [i.name for i in cut.get_inputs()]
    assert ["hidden"] == [o.name for o in cut.get_outputs()]
    with pytest.raises(weights.WeightsError, match="layer"):
        lower_layers(model, 99)


def test_fields_read_what_protobuf_wrote() -> None:
    raw = b"\x08\x96\x01" + b"\x12\x02hi" + b"\x1d\x00\x00\x80\x3f"
    assert [(1, b""), (2, b"hi"), (3, b"")] == [(f.number, bytes(f.content)) for f in fields(raw)]
    with pytest.raises(weights.WeightsError):
        list(fields(b"\x0b"))


def test_an_inner_tensor_is_given_out_under_its_name() -> None:
    model = weights.read("model.onnx")
    longer, name = given_out(model, MIDDLE)
    assert name in [o.name for o in session(longer).get_outputs()]
    with pytest.raises(weights.WeightsError, match="layer"):
        given_out(model, 99)


def test_middle_vectors_are_those_of_the_lower_layers_whether_kept_or_made_anew() -> None:
    parser, lower = Parser.load(), session(lower_layers(weights.read("model.onnx"), MIDDLE))
    for words in SENTENCES:
        encoded = parser.encoder.encode(words)
        wanted = lower.run(["hidden"], {"pieces": [encoded.pieces], "shapes": [encoded.shapes]})[0]
        anew = parser.middle(encoded.pieces, encoded.shapes)
        parser.parse(SENTENCES)
        kept = parser.middle(encoded.pieces, encoded.shapes)
        assert np.array_equal(wanted, anew)
        assert np.array_equal(wanted, kept)


def test_vectors_are_kept_of_few_sentences_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.language.parser.KEPT_PIECES", 13)
    parser = Parser.load()
    parser.parse(SENTENCES * 3)
    assert len(parser._middles) <= 2


@pytest.mark.parametrize("name", HEADS)
def test_cards_know_the_language_model_they_lie_beside(name: str) -> None:
    card = read_card(name, weights.FOLDER, manual="")
    assert model_hashes().items() <= card.items()


@pytest.mark.parametrize("name", HEADS)
def test_a_head_made_for_other_lower_layers_is_refused(name: str, tmp_path: Path) -> None:
    for path in weights.FOLDER.iterdir():
        if path.is_file():
            shutil.copy(path, tmp_path / path.name)
    card = json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8"))
    (tmp_path / f"{name}.json").write_text(json.dumps(card | {"model_sha256": "of a later export"}), encoding="utf-8")
    assert load_head(name, tmp_path, manual="here").parser is not load_parser()
    other = {"model_sha256": "another", "encoder_sha256": "another"}
    (tmp_path / f"{name}.json").write_text(json.dumps(card | other), encoding="utf-8")
    with pytest.raises(weights.WeightsError, match="train the head again"):
        load_head(name, tmp_path, manual="here")
