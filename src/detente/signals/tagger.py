"""The learned part beside the rules: which word of a sentence carries a threat, an offer …, which its condition.

A small network over the language model's lower layers labels every word: the kinds of signals, and the acts conditions name, by their
direction. It was trained on sentences written for this project (training/signals/README.md); detente.signals.fallback says what is
made of it.

    >>> [(t.label, t.start) for t in Tagger.load().tag("If you cross the river, we will fire.")]
    [('if E', 7), ('threat', 32)]
"""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from detente.events.learned import MAX_PIECES, fingerprint, lower_layers, session
from detente.language import weights
from detente.language.parser import CLS, SEP, Encoder
from detente.language.tokens import tokenise

NAME = "signals_head"


class Tag(NamedTuple):
    """A word with a label: where it stands in the sentence, the label (a kind, "if E" or "if D"), its probability."""

    start: int
    end: int
    label: str
    probability: float


class Tagger:
    """The two networks, one after the other. Made by Tagger.load or load_tagger; safe to share between threads."""

    def __init__(
        self,
        lower: onnxruntime.InferenceSession,
        upper: onnxruntime.InferenceSession,
        encoder: Encoder,
        labels: tuple[str, ...],
    ) -> None:
        self._lower = lower
        self._upper = upper
        self._encoder = encoder
        self.labels = labels

    @classmethod
    def load(cls, path: Path | None = None) -> Tagger:
        """The tagger in a folder of weights (the package's own by default); raises WeightsError if a file is not the released one."""
        folder = path or weights.FOLDER
        for name in (f"{NAME}.json", f"{NAME}.onnx"):
            if not (folder / name).is_file():
                raise weights.WeightsError(
                    f"{folder / name} is missing: install the package again, or train the tagger (training/signals/README.md)"
                )
        card = json.loads((folder / f"{NAME}.json").read_text(encoding="utf-8"))
        head = (folder / f"{NAME}.onnx").read_bytes()
        lower = lower_layers(weights.read("model.onnx", folder), card["layer"])
        for what, found, wanted in (
            (f"{NAME}.onnx", hashlib.sha256(head).hexdigest(), card["sha256"]),
            ("model.onnx", fingerprint(lower), card["encoder_sha256"]),
        ):
            if found != wanted:
                raise weights.WeightsError(
                    f"{folder / what} is not the file {NAME}.json was made for: "
                    "train the tagger again (training/signals/README.md)"
                )
        tokenizer = Tokenizer.from_str(weights.read("tokenizer.json", folder).decode())
        return cls(session(lower), session(head), Encoder(tokenizer), tuple(card["labels"]))

    def tag(self, sentence: str, least: float = 0.3) -> list[Tag]:
        """The words of a sentence whose most probable label (having none aside) has at least that probability, in order."""
        pieces, shapes, firsts, spans = [CLS], [0], [], []
        for token in tokenise(sentence):
            ids, shape = self._encoder.word(token.text)
            firsts.append(len(pieces))
            spans.append((token.start, token.end))
            pieces += ids
            shapes += [shape] * len(ids)
        pieces, shapes = [*pieces[:MAX_PIECES], SEP], [*shapes[:MAX_PIECES], 0]
        feed = {"pieces": np.array([pieces], np.int64), "shapes": np.array([shapes], np.int64)}
        logits = self._upper.run(["logits"], {"hidden": self._lower.run(["hidden"], feed)[0]})[0][0].astype(np.float64)
        powers = np.exp(logits - logits.max(-1, keepdims=True))
        chances = powers / powers.sum(-1, keepdims=True)
        found = []
        for first, (start, end) in zip(firsts, spans, strict=True):
            if first >= MAX_PIECES:
                break
            label = 1 + int(chances[first, 1:].argmax())
            if chances[first, label] >= least:
                found.append(Tag(start, end, self.labels[label], round(float(chances[first, label]), 4)))
        return found


@functools.cache
def load_tagger() -> Tagger:
    """The package's tagger, loaded once per process."""
    return Tagger.load()
