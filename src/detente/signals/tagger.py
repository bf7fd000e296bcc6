"""The learned part beside the rules: which word of a sentence carries a threat, an offer …, which its condition.

A small network over the language model's lower layers labels every word: the kinds of signals, and the acts conditions name, by their
direction. It was trained on sentences written for this project (training/signals/README.md); detente.signals.fallback says what is
made of it.

    >>> [(t.label, t.start) for t in Tagger.load().tag("If you cross the river, we will fire.")]
    [('if E', 7), ('threat', 32)]
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import NamedTuple

import numpy as np

from detente.events.learned import MAX_PIECES
from detente.language.heads import Head, load_head
from detente.language.parser import CLS, SEP
from detente.language.tokens import tokenise

NAME = "signals_head"


class Tag(NamedTuple):
    """A word with a label: where it stands in the sentence, the label (a kind, "if E" or "if D"), its probability."""

    start: int
    end: int
    label: str
    probability: float


class Tagger:
    """The head and its labels. Made by Tagger.load or load_tagger; safe to share between threads."""

    def __init__(self, head: Head) -> None:
        self._network = head.network
        self._parser = head.parser
        self.labels = tuple(head.card["labels"])

    @classmethod
    def load(cls, path: Path | None = None) -> Tagger:
        """The tagger in a folder of weights (the package's own by default); raises WeightsError if a file is not the released one."""
        return cls(load_head(NAME, path, manual="training/signals/README.md"))

    def tag(self, sentence: str, least: float = 0.3) -> list[Tag]:
        """The words of a sentence whose most probable label (having none aside) has at least that probability, in order."""
        pieces, shapes, firsts, spans = [CLS], [0], [], []
        for token in tokenise(sentence):
            ids, shape = self._parser.encoder.word(token.text)
            firsts.append(len(pieces))
            spans.append((token.start, token.end))
            pieces += ids
            shapes += [shape] * len(ids)
        pieces, shapes = [*pieces[:MAX_PIECES], SEP], [*shapes[:MAX_PIECES], 0]
        hidden = self._parser.middle(pieces, shapes)
        logits = self._network.run(["logits"], {"hidden": hidden})[0][0]
        own = logits[[first for first in firsts if first < MAX_PIECES]].astype(np.float64)
        powers = np.exp(own - own.max(-1, keepdims=True))
        rows = (powers / powers.sum(-1, keepdims=True))[:, 1:]
        likely = zip(spans, rows.argmax(1).tolist(), rows.max(1).tolist(), strict=False)
        return [Tag(*span, self.labels[1 + best], round(top, 4)) for span, best, top in likely if top >= least]


@functools.cache
def load_tagger() -> Tagger:
    """The package's tagger, loaded once per process."""
    return Tagger.load()
