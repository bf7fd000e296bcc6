"""Learned heads: small networks that start from the vectors inside the language model and read what the parser does not.

Each is a file NAME.onnx beside the language model, with a card NAME.json: its labels, and the hashes of itself and of the layers it was
trained on. The vectors come from the parser, which keeps those of the sentences it has just read.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

import onnxruntime

from detente.language import weights
from detente.language.graph import fingerprint, lower_layers
from detente.language.parser import MIDDLE, Parser, load_parser, session


class Head(NamedTuple):
    """A head with its card and the parser whose vectors it reads."""

    network: onnxruntime.InferenceSession
    card: dict[str, Any]
    parser: Parser


def load_head(name: str, folder: Path | None = None, *, manual: str) -> Head:
    """The head of that name in a folder of weights (the package's own by default).

    `manual` tells how it is trained. Raises WeightsError if a file is missing or is not the one the card was written for.
    """
    where = folder or weights.FOLDER
    card = read_card(name, where, manual=manual)
    network = (where / f"{name}.onnx").read_bytes()
    for what, right in (
        (f"{name}.onnx", hashlib.sha256(network).hexdigest() == card["sha256"]),
        ("model.onnx", card["layer"] == MIDDLE and _starts_alike(where, card)),
    ):
        if not right:
            raise weights.WeightsError(
                f"{where / what} is not the file {name}.json was made for: train the head again ({manual})"
            )
    return Head(session(network), card, Parser.load(folder) if folder else load_parser())


def read_card(name: str, folder: Path, *, manual: str) -> dict[str, Any]:
    """NAME.json of a folder; raises WeightsError if it or the head is missing."""
    for path in (folder / f"{name}.json", folder / f"{name}.onnx"):
        if not path.is_file():
            raise weights.WeightsError(f"{path} is missing: install the package again, or train the head ({manual})")
    card: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return card


def model_hashes(folder: Path = weights.FOLDER, layer: int = MIDDLE) -> dict[str, str]:
    """What a card says of the language model it starts from: the hash of the file, and of the layers up to `layer`."""
    lower = lower_layers(weights.read("model.onnx", folder), layer)
    return {"model_sha256": weights.sums(folder)["model.onnx"], "encoder_sha256": fingerprint(lower)}


def _starts_alike(folder: Path, card: dict[str, Any]) -> bool:
    """Whether the lower layers are those the head was trained on; a model of which only the rest changed has them too."""
    if card.get("model_sha256") == weights.sums(folder).get("model.onnx"):
        return True
    return model_hashes(folder, card["layer"])["encoder_sha256"] == str(card["encoder_sha256"])
