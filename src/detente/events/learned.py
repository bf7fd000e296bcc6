"""The learned part beside the rules: the PLOVER type of a clause, given its predicate, actor and recipient.

Where the lexicon is silent, a small network reads the sentence with those three marked and says what kind of act the
predicate names, or that it names none, or (below a threshold set for precision) nothing. It types the act that is *named*, never
whether it happened: "denied shelling the town" is ASSAULT here and denied in events/factuality.py.

The lower layers are the language model's own, whose vectors the parser gives; the upper ones are in weights/events_head.onnx, trained on text
written for this project (training/events/README.md; scores and limits: weights/events_head.md).

    >>> Typer.load().type([Case("Rebels pounded the army base.", (7, 14), (0, 6), (19, 28))])[0].type
    'ASSAULT'
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from detente.language import weights
from detente.language.heads import Head, load_head
from detente.language.heads import read_card as head_card
from detente.language.parser import CLS, SEP
from detente.language.tokens import Token, tokenise
from detente.records import Clause, Document, EventType, Phrase, Span

NAME = "events_head"
MANUAL = "training/events/README.md"
MAX_PIECES = 126  # training saw no longer clause; the window keeps the predicate in its middle
ROLES = ("predicate", "actor", "recipient")

Type = EventType | Literal["NONE"]
Floats = NDArray[np.float32]


class Case(NamedTuple):
    """One clause to type: a sentence and the `[start, end)` places in it of its predicate, actor and recipient."""

    text: str
    predicate: Span
    actor: Span | None = None
    recipient: Span | None = None


class Guess(NamedTuple):
    """The most probable type (NONE: no act PLOVER knows), its calibrated probability, and the next best.

    `certain`: the probability reaches the threshold set for a precision of .95 on families of phrasing left out of
    training (measured on others: weights/events_head.md).
    """

    type: Type
    probability: float
    runner_up: Type
    certain: bool


@dataclass(frozen=True, slots=True)
class Card:
    """What events_head.json tells the typer: the labels, the temperature and the threshold."""

    types: tuple[Type, ...]
    temperature: float
    threshold: float


class Typer:
    """The head and its card. Made by Typer.load or load_typer; safe to share between threads."""

    def __init__(self, head: Head, card: Card) -> None:
        self._network = head.network
        self._parser = head.parser
        self._card = card

    @classmethod
    def load(cls, path: Path | None = None) -> Typer:
        """The typer in a folder of weights (the package's own by default); raises WeightsError if a file is not the released one."""
        return cls(load_head(NAME, path, manual=MANUAL), read_card(path or weights.FOLDER))

    def type(self, cases: Sequence[Case]) -> list[Guess]:
        """A guess for each case, in their order. Each goes through by itself, so its neighbours cannot change it."""
        return [self._guess(self.scores(case)) for case in cases]

    def scores(self, case: Case) -> Floats:
        """(types,) probabilities after calibration, in the order of the card's types."""
        pieces, shapes, roles = self._encode(case)
        hidden = self._parser.middle(pieces, shapes)
        marks = np.array(roles, np.int64)
        logits = self._network.run(["logits"], {"hidden": hidden, "roles": marks[None], "pool": pooling(marks)})[0][0]
        scaled = logits.astype(np.float64) / self._card.temperature
        powers = np.exp(scaled - scaled.max())
        return np.asarray(powers / powers.sum(), np.float32)

    def _guess(self, probabilities: Floats) -> Guess:
        first, second = np.argsort(-probabilities, kind="stable")[:2]
        types, best = self._card.types, float(probabilities[first])
        return Guess(types[first], round(best, 4), types[second], best >= self._card.threshold)

    def _encode(self, case: Case) -> tuple[list[int], list[int], list[int]]:
        """Pieces, letter shapes and roles (0 none, then 1 + the place in ROLES) of the window round the predicate."""
        pieces: list[int] = []
        shapes: list[int] = []
        roles: list[int] = []
        for token in near(_tokens(case.text), case.predicate):
            ids, shape = self._parser.encoder.word(token.text)
            pieces += ids
            shapes += [shape] * len(ids)
            roles += [role(token, case)] * len(ids)
        start = window(roles)
        part = slice(start, start + MAX_PIECES)
        return [CLS, *pieces[part], SEP], [0, *shapes[part], 0], [0, *roles[part], 0]


@functools.cache
def load_typer() -> Typer:
    """The package's typer, loaded once per process."""
    return Typer.load()


def case(document: Document, clause: Clause, actor: Phrase | None, recipient: Phrase | None) -> Case:
    """A clause of a document as a case: its sentence, and whichever of the phrases stand in that sentence."""
    sentence = document.sentences[clause.sentence]
    start, end = sentence.span

    def local(span: Span | None) -> Span | None:
        return (span[0] - start, span[1] - start) if span and start <= span[0] and span[1] <= end else None

    predicate = local(clause.predicate_span) or (0, 0)
    head = [None if phrase is None else local(phrase.span) for phrase in (actor, recipient)]
    return Case(document.article.text[start:end], predicate, *head)


def role(token: Token, case: Case) -> int:
    """0, or 1 + the place in ROLES of the first part of the case that the token stands in."""
    for number, span in enumerate((case.predicate, case.actor, case.recipient), 1):
        if span is not None and token.start < span[1] and token.end > span[0]:
            return number
    return 0


@functools.lru_cache(maxsize=64)
def _tokens(text: str) -> tuple[Token, ...]:
    """The words of a sentence, of which several clauses may be asked."""
    return tuple(tokenise(text))


def near(tokens: Sequence[Token], predicate: Span) -> Sequence[Token]:
    """As many words on either side of a predicate as a window can hold; of a sentence without it, the first."""
    first = bisect.bisect_right(tokens, predicate[0], key=lambda t: t.end)
    if first == len(tokens) or tokens[first].start >= predicate[1]:
        return tokens[:MAX_PIECES]
    return tokens[max(0, first - MAX_PIECES) : first + MAX_PIECES + 1]


def window(roles: Sequence[int]) -> int:
    """Where MAX_PIECES pieces begin so that the predicate is as near their middle as the sentence allows."""
    if len(roles) <= MAX_PIECES or 1 not in roles:
        return 0
    return max(0, min(roles.index(1) - MAX_PIECES // 2, len(roles) - MAX_PIECES))


def pooling(roles: NDArray[np.int64]) -> Floats:
    """(4, L) weights of the means over the predicate, the actor, the recipient (zero where there is none) and all pieces."""
    masks = np.stack([*(roles == number for number in (1, 2, 3)), np.ones(len(roles), bool)]).astype(np.float32)
    return np.asarray(masks / np.maximum(masks.sum(1, keepdims=True), 1.0), np.float32)


def read_card(folder: Path = weights.FOLDER) -> Card:
    """events_head.json of a folder; raises WeightsError if it is missing."""
    raw = head_card(NAME, folder, manual=MANUAL)
    known = {"NONE", *get_args(EventType)}
    if unknown := set(raw["types"]) - known:
        raise weights.WeightsError(f"{folder / NAME}.json has types PLOVER does not know: {sorted(unknown)}")
    return Card(types=tuple(raw["types"]), temperature=float(raw["temperature"]), threshold=float(raw["threshold"]))
