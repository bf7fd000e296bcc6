"""The learned part beside the rules: the PLOVER type of a clause, given its predicate, actor and recipient.

Where the lexicon is silent, a small network reads the sentence with those three marked and says what kind of act the
predicate names, or that it names none, or (below a threshold set for precision) nothing. It types the act that is *named*, never
whether it happened: "denied shelling the town" is ASSAULT here and denied in events/factuality.py.

The lower layers are the language model's own, cut out of its file; the upper ones are in weights/events_head.onnx, trained on text
written for this project (training/events/README.md; scores and limits: weights/events_head.md).

    >>> Typer.load().type([Case("Rebels pounded the army base.", (7, 14), (0, 6), (19, 28))])[0].type
    'ASSAULT'
"""

from __future__ import annotations

import bisect
import functools
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from detente.language import weights
from detente.language.parser import CLS, SEP, Encoder
from detente.language.tokens import Token, tokenise
from detente.records import Clause, Document, EventType, Phrase, Span

NAME = "events_head"
MAX_PIECES = 126  # training saw no longer clause; the window keeps the predicate in its middle
CUT_AT = (
    "encoder.encoder.layer.{}.output.LayerNorm.weight"  # what names the end of a layer in the language model's file
)
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
    """What events_head.json holds: the labels, the temperature and threshold, and the hashes of the head and of the layers below it."""

    types: tuple[Type, ...]
    temperature: float
    threshold: float
    layer: int
    sha256: str
    encoder_sha256: str


class Typer:
    """The two networks, one after the other. Made by Typer.load or load_typer; safe to share between threads."""

    def __init__(
        self, lower: onnxruntime.InferenceSession, upper: onnxruntime.InferenceSession, encoder: Encoder, card: Card
    ) -> None:
        self._lower = lower
        self._upper = upper
        self._encoder = encoder
        self._card = card

    @classmethod
    def load(cls, path: Path | None = None) -> Typer:
        """The typer in a folder of weights (the package's own by default); raises WeightsError if a file is not the released one."""
        folder = path or weights.FOLDER
        model = weights.read("model.onnx", folder)
        card = read_card(folder)
        head = (folder / f"{NAME}.onnx").read_bytes()
        lower = lower_layers(model, card.layer)
        for what, found, wanted in (
            (f"{NAME}.onnx", hashlib.sha256(head).hexdigest(), card.sha256),
            ("model.onnx", fingerprint(lower), card.encoder_sha256),
        ):
            if found != wanted:
                raise weights.WeightsError(
                    f"{folder / what} is not the file {NAME}.json was made for: "
                    "train the head again (training/events/README.md)"
                )
        tokenizer = Tokenizer.from_str(weights.read("tokenizer.json", folder).decode())
        return cls(session(lower), session(head), Encoder(tokenizer), card)

    def type(self, cases: Sequence[Case]) -> list[Guess]:
        """A guess for each case, in their order. Each goes through by itself, so its neighbours cannot change it.

        Cases of one sentence share the lower layers, which do not see what is marked.
        """
        seen: dict[tuple[int, ...], Floats] = {}
        return [self._guess(self._scores(case, seen)) for case in cases]

    def scores(self, case: Case) -> Floats:
        """(types,) probabilities after calibration, in the order of the card's types."""
        return self._scores(case, {})

    def _scores(self, case: Case, seen: dict[tuple[int, ...], Floats]) -> Floats:
        pieces, shapes, roles = self._encode(case)
        key = (*pieces, *shapes)
        if key not in seen:
            feed = {"pieces": np.array([pieces], np.int64), "shapes": np.array([shapes], np.int64)}
            seen[key] = np.asarray(self._lower.run(["hidden"], feed)[0], np.float32)
        hidden = seen[key]
        marks = np.array(roles, np.int64)
        logits = self._upper.run(["logits"], {"hidden": hidden, "roles": marks[None], "pool": pooling(marks)})[0][0]
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
            ids, shape = self._encoder.word(token.text)
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
    path = folder / f"{NAME}.json"
    if not path.is_file() or not path.with_suffix(".onnx").is_file():
        raise weights.WeightsError(
            f"{path} or its .onnx is missing: install the package again, or train the head (training/events/README.md)"
        )
    raw = json.loads(path.read_text(encoding="utf-8"))
    known = {"NONE", *get_args(EventType)}
    if unknown := set(raw["types"]) - known:
        raise weights.WeightsError(f"{path} has types PLOVER does not know: {sorted(unknown)}")
    return Card(
        types=tuple(raw["types"]),
        temperature=float(raw["temperature"]),
        threshold=float(raw["threshold"]),
        layer=int(raw["layer"]),
        sha256=str(raw["sha256"]),
        encoder_sha256=str(raw["encoder_sha256"]),
    )


def session(model: bytes) -> onnxruntime.InferenceSession:
    """An inference session on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


# ------------------------------------------------------------------------------- the lower layers of the language model
#
# onnx, which could cut a model in two, is no dependency. The file is protobuf (ModelProto.graph = 7; GraphProto.node = 1,
# .initializer = 5, .input = 11, .output = 12; NodeProto.input = 1, .output = 2; names are field 1 but 8 in an initializer);
# cutting needs only that much of its wire format.

GRAPH, NODE, INITIALIZER, INPUT, OUTPUT = 7, 1, 5, 11, 12
LARGE = 1024  # bytes: above it are weights, below it shapes and the like
VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5


class Field(NamedTuple):
    """One field of a message: its number, its bytes with the tag, and its content if it is length-delimited."""

    number: int
    raw: bytes
    content: bytes


def lower_layers(model: bytes, layer: int) -> bytes:
    """The language model up to the end of `layer` (1 is the first), its only output `hidden`: (1, L, 384)."""
    end = CUT_AT.format(layer - 1).encode()
    outer = list(fields(model))
    graph = list(fields(next(f.content for f in outer if f.number == GRAPH)))
    kept: list[bytes] = []
    used: set[bytes] = set()
    nodes = [f for f in graph if f.number == NODE]
    for node in nodes:
        inputs, outputs = names(node.content, 1), names(node.content, 2)
        kept.append(node.raw)
        used.update(inputs)
        if end in inputs:
            kept.append(message(OUTPUT, message(1, b"hidden") + FLOAT_TENSOR))
            kept.append(message(NODE, message(1, outputs[0]) + message(2, b"hidden") + message(4, b"Identity")))
            break
    else:
        raise weights.WeightsError(f"the language model has no {end.decode()}: the head was made for another one")
    for field in graph:
        if (
            field.number in (INPUT, INITIALIZER)
            and names(field.content, 8 if field.number == INITIALIZER else 1)[0] in used
        ) or field.number not in (NODE, INPUT, INITIALIZER, OUTPUT):
            kept.append(field.raw)
    return b"".join(f.raw for f in outer if f.number != GRAPH) + message(GRAPH, b"".join(kept))


def fingerprint(lower: bytes) -> str:
    """SHA-256 over the large constants of the lower layers, which do not change when only the rest of the model does."""
    graph = next(f.content for f in fields(lower) if f.number == GRAPH)
    large = [f.raw for f in fields(graph) if f.number == INITIALIZER and len(f.content) > LARGE]
    return hashlib.sha256(b"".join(sorted(large))).hexdigest()


def fields(data: bytes) -> Iterator[Field]:
    """The fields of a protobuf message, in their order."""
    at = 0
    while at < len(data):
        start = at
        tag, at = varint(data, at)
        content = b""
        kind = tag & 7
        if kind == BYTES:
            size, at = varint(data, at)
            content = data[at : at + size]
            at += size
        elif kind == VARINT:
            _, at = varint(data, at)
        elif kind in (FIXED32, FIXED64):
            at += 4 if kind == FIXED32 else 8
        else:
            raise weights.WeightsError("the language model is not an ONNX file")
        yield Field(tag >> 3, data[start:at], content)


def names(content: bytes, number: int) -> list[bytes]:
    """The strings in the fields with that number."""
    return [field.content for field in fields(content) if field.number == number]


def varint(data: bytes, at: int) -> tuple[int, int]:
    """(value, next place) of a number in base 128."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def message(number: int, content: bytes) -> bytes:
    """A length-delimited field."""
    return as_varint(number << 3 | BYTES) + as_varint(len(content)) + content


def as_varint(value: int) -> bytes:
    """A number in base 128."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


FLOAT_TENSOR = message(2, message(1, b"\x08\x01"))  # TypeProto.tensor_type with elem_type FLOAT, its shape left open
