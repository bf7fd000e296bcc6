"""The language model's file as a graph: cut in two, an inner tensor given out, its lower layers told from another's.

onnx, which could do this, is no dependency. The file is protobuf (ModelProto.graph = 7; GraphProto.node = 1, .initializer = 5,
.input = 11, .output = 12; NodeProto.input = 1, .output = 2; names are field 1 but 8 in an initializer); this needs only that much of
its wire format.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from detente.language import weights

CUT_AT = "encoder.encoder.layer.{}.output.LayerNorm.weight"  # what names the end of a layer

GRAPH, NODE, INITIALIZER, INPUT, OUTPUT = 7, 1, 5, 11, 12
LARGE = 1024  # bytes: above it are weights, below it shapes and the like
VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5


class Field(NamedTuple):
    """One field of a message: its number, its bytes with the tag, and its content if it is length-delimited.

    Both are views of the message: a model is 24 MB.
    """

    number: int
    raw: memoryview
    content: memoryview


def given_out(model: bytes, layer: int) -> tuple[bytes, str]:
    """The language model with one output more, (B, L, 384), the vectors at the end of `layer`, and that output's name."""
    end = CUT_AT.format(layer - 1).encode()
    for node in fields(_graph(model)):
        if node.number == NODE and end in names(node.content, 1):
            name = names(node.content, 2)[0]
            # What is appended to a message is merged into it.
            return model + message(GRAPH, message(OUTPUT, message(1, name) + FLOAT_TENSOR)), name.decode()
    raise weights.WeightsError(f"the language model has no {end.decode()}: the head was made for another one")


def _graph(model: bytes) -> memoryview:
    return next(f.content for f in fields(model) if f.number == GRAPH)


def lower_layers(model: bytes, layer: int) -> bytes:
    """The language model up to the end of `layer` (1 is the first), its only output `hidden`: (1, L, 384)."""
    end = CUT_AT.format(layer - 1).encode()
    outer = list(fields(model))
    graph = list(fields(_graph(model)))
    kept: list[bytes | memoryview] = []
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
    large = [bytes(f.raw) for f in fields(_graph(lower)) if f.number == INITIALIZER and len(f.content) > LARGE]
    return hashlib.sha256(b"".join(sorted(large))).hexdigest()


def fields(content: bytes | memoryview) -> Iterator[Field]:
    """The fields of a protobuf message, in their order."""
    data = memoryview(content)
    at = 0
    while at < len(data):
        start = at
        tag, at = varint(data, at)
        inner = data[:0]
        kind = tag & 7
        if kind == BYTES:
            size, at = varint(data, at)
            inner = data[at : at + size]
            at += size
        elif kind == VARINT:
            _, at = varint(data, at)
        elif kind in (FIXED32, FIXED64):
            at += 4 if kind == FIXED32 else 8
        else:
            raise weights.WeightsError("the language model is not an ONNX file")
        yield Field(tag >> 3, data[start:at], inner)


def names(content: bytes | memoryview, number: int) -> list[bytes]:
    """The strings in the fields with that number."""
    return [bytes(field.content) for field in fields(content) if field.number == number]


def varint(data: memoryview, at: int) -> tuple[int, int]:
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
