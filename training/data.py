"""Sentences as numbers, and batches of them.

Batches are lists of examples of similar length: sorted by length with a little noise from a seeded generator, cut
when `pieces of the longest x sentences` passes a budget, then shuffled.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor
from training.corpora import ENTITY_LABELS, Token

from detente.language.parser import Encoder

IGNORE = -100  # the target torch's cross_entropy skips
MASK_ID = 103  # [MASK] in the vocabulary of MiniLM (BERT uncased)


@dataclass(slots=True)
class Labels:
    """The label sets, each in the order of the network's outputs."""

    upos: list[str]
    xpos: list[str]
    rels: list[str]
    entities: list[str] = field(default_factory=lambda: list(ENTITY_LABELS))


@dataclass(slots=True)
class Example:
    """A sentence as numbers. pieces and shapes are per piece with [CLS] and [SEP]; the others are per word.

    An example has either parse targets or entity targets; the lists of the other kind are empty.
    """

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    upos: list[int] = field(default_factory=list)
    xpos: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    rels: list[int] = field(default_factory=list)
    entities: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Batch:
    """A padded batch of B sentences, L pieces and W words; `first` has a first column for the root ([CLS]).

    pieces, shapes, attention: (B, L); first: (B, W + 1); words: (B, W) bool, true where there is a word;
    upos, xpos, heads, rels, entities: (B, W), IGNORE where there is nothing to learn.
    """

    pieces: Tensor
    shapes: Tensor
    attention: Tensor
    first: Tensor
    words: Tensor
    upos: Tensor
    xpos: Tensor
    heads: Tensor
    rels: Tensor
    entities: Tensor


def collect_labels(sentences: Sequence[Sequence[Token]]) -> Labels:
    """The label sets of the training sentences, sorted."""
    tokens = [token for sentence in sentences for token in sentence]
    return Labels(sorted({t.upos for t in tokens}), sorted({t.xpos for t in tokens}), sorted({t.rel for t in tokens}))


def parse_examples(sentences: Sequence[Sequence[Token]], labels: Labels, encoder: Encoder) -> list[Example]:
    """Examples with parse targets; a label not among `labels` becomes IGNORE."""
    upos = {name: i for i, name in enumerate(labels.upos)}
    xpos = {name: i for i, name in enumerate(labels.xpos)}
    rels = {name: i for i, name in enumerate(labels.rels)}
    examples = []
    for sentence in sentences:
        example = Example(*encoder.encode([t.form for t in sentence]))
        example.upos = [upos.get(t.upos, IGNORE) for t in sentence]
        example.xpos = [xpos.get(t.xpos, IGNORE) for t in sentence]
        example.heads = [t.head for t in sentence]
        example.rels = [rels.get(t.rel, IGNORE) for t in sentence]
        examples.append(example)
    return [e for e in examples if len(e.pieces) <= 400]


def entity_examples(
    sentences: Sequence[tuple[list[str], list[str]]], labels: Labels, encoder: Encoder
) -> list[Example]:
    """Examples with entity targets."""
    index = {name: i for i, name in enumerate(labels.entities)}
    examples = [Example(*encoder.encode(words), entities=[index[tag] for tag in tags]) for words, tags in sentences]
    return [e for e in examples if len(e.pieces) <= 400]


def make_batches(examples: Sequence[Example], budget: int, rng: random.Random | None) -> list[list[int]]:
    """Indices of the examples in batches of at most `budget` pieces, padding counted; shuffled when rng is given."""
    noise = [rng.random() * 3 if rng else 0.0 for _ in examples]
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].pieces) + noise[i])
    batches: list[list[int]] = []
    current: list[int] = []
    longest = 0
    for i in order:
        longest = max(longest, len(examples[i].pieces))
        if current and longest * (len(current) + 1) > budget:
            batches.append(current)
            current, longest = [], len(examples[i].pieces)
        current.append(i)
    if current:
        batches.append(current)
    if rng:
        rng.shuffle(batches)
    return batches


def corrupt(example: Example, rng: random.Random, word_rate: float, case_rate: float) -> tuple[list[int], list[int]]:
    """(pieces, shapes) with words hidden behind [MASK], and at times the case of the whole sentence flattened.

    Hidden words teach the parser to live with names it has never seen; flattened case, with headlines and messages.
    """
    pieces, shapes = list(example.pieces), list(example.shapes)
    ends = [*example.first[1:], len(pieces) - 1]
    for start, end in zip(example.first, ends, strict=True):
        if rng.random() < word_rate:
            pieces[start:end] = [MASK_ID] * (end - start)
    if rng.random() < case_rate:
        flat = rng.choice((0, 1, 2))  # all lower, Title, UPPER: see detente.language.parser.shape
        shapes[1:-1] = [flat] * (len(shapes) - 2)
    return pieces, shapes


def _pad(rows: Sequence[Sequence[int]], width: int, fill: int) -> Tensor:
    """(B, width) long tensor of the rows, each padded on the right."""
    return torch.tensor([[*row, *[fill] * (width - len(row))] for row in rows], dtype=torch.long)


def collate(
    examples: Sequence[Example], rng: random.Random | None = None, word_rate: float = 0.0, case_rate: float = 0.0
) -> Batch:
    """The examples as one padded batch; corrupted when rng is given."""
    length = max(len(e.pieces) for e in examples)
    width = max(len(e.first) for e in examples)
    inputs = [corrupt(e, rng, word_rate, case_rate) if rng else (e.pieces, e.shapes) for e in examples]
    return Batch(
        pieces=_pad([pieces for pieces, _ in inputs], length, 0),
        shapes=_pad([shapes for _, shapes in inputs], length, 0),
        attention=_pad([[1] * len(e.pieces) for e in examples], length, 0),
        first=_pad([[0, *e.first] for e in examples], width + 1, 0),
        words=_pad([[1] * len(e.first) for e in examples], width, 0).bool(),
        upos=_pad([e.upos for e in examples], width, IGNORE),
        xpos=_pad([e.xpos for e in examples], width, IGNORE),
        heads=_pad([e.heads for e in examples], width, IGNORE),
        rels=_pad([e.rels for e in examples], width, IGNORE),
        entities=_pad([e.entities for e in examples], width, IGNORE),
    )
