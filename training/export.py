"""Write the trained network as a lean 8-bit ONNX graph.

    PYTHONPATH=src python -m training.export --checkpoint .train/run/epoch-8.pt \
        --labels .train/run/labels.json --out src/detente/language/weights

The graphs are written node by node rather than traced. `model.onnx` takes sentences of one length in pieces (a batch, no
padding, no masks) and uses onnxruntime's fused operators; `relations.onnx` names the relations once the heads are chosen. A
sentence's parse must not depend on its neighbours: the inputs of 8-bit products have fixed scales (training/ranges.json, by
training/calibrate.py), for one found as it runs would be that of the whole batch. Weights are symmetric with one scale per
output, word embeddings with one per row. Weights of products use 7 of the 8 bits: processors without VNNI add pairs of
products in 16 bits, where 8-bit weights can overflow.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from training.corpora import write_sums
from training.model import HIDDEN, REL_DIM
from training.train import base_path

LAYERS, ATTENTION_HEADS = 6, 12
EPSILON = 1e-12  # of BERT's layer normalisation
FAR = 1e4  # what is taken from the score of what must not be
CONTRIB = "com.microsoft"

RANGES = Path(__file__).with_name("ranges.json")

Array = NDArray[np.float32]


class Reach(NamedTuple):
    """What the input of a product is like, for 8 bits to hold it well. A few of its channels are ten times as large as the rest.

    low, high: its range after `shrink` and without `apart`. shrink: channel to the number it is divided by first (its weights are
    multiplied by it). apart: channels that go through a 32-bit product of their own.
    """

    low: float
    high: float
    shrink: Mapping[str, float]
    apart: Sequence[int]


Ranges = Mapping[str, Reach]
Shape = tuple[int, list[str | int | None]]


class Graph:
    """An ONNX graph in the making; every method adds nodes and returns the name of their result.

    `ranges`: what the input of each product is like, by the product's name. Without them the range is that of the tensor, found
    as it runs: good for one sentence at a time, and for finding the ranges.
    """

    def __init__(self, levels: int, ranges: Ranges | None = None) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self.levels = levels  # largest weight after quantisation: 127 in 8 bits, 63 in 7
        self.ranges = ranges
        self.inputs: dict[str, str] = {}  # product to its input
        self.whole: dict[str, str] = {}  # input to the same in 8 bits

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """A named constant."""
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def integers(self, *values: int) -> str:
        """A constant vector of int64."""
        return self.constant("i_" + "_".join(map(str, values)), np.array(values, np.int64))

    def add(self, kind: str, *inputs: str, domain: str = "", name: str = "", **attributes: Any) -> str:
        """A node with one output, called `name` if that is given."""
        result = name or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [result], domain=domain, **attributes))
        return result

    def split(self, kind: str, *inputs: str, outputs: int, **attributes: Any) -> list[str]:
        """A node with several outputs."""
        names = [f"n{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, **attributes))
        return names

    def quantised(self, name: str, weight: Array) -> tuple[str, str]:
        """(int8 constant, scales) of a weight (inputs, outputs), symmetric, one scale per output."""
        scale = np.maximum(np.abs(weight).max(0), 1e-8) / self.levels
        whole = np.round(weight / scale).astype(np.int8)
        return self.constant(f"{name}.q", whole), self.constant(f"{name}.s", scale.astype(np.float32))

    def linear(self, name: str, x: str, weight: Array, bias: Array | None = None, *, like: str = "") -> str:
        """x @ weight + bias in 8 bits; weight: (inputs, outputs). `like`: the product whose input this one shares."""
        site = like or name
        self.inputs[site] = x
        if self.ranges is not None:
            return self.scaled(name, x, weight, bias, self.ranges[site])
        inputs = [x, *self.quantised(name, weight)]
        if bias is not None:
            inputs += ["", self.constant(f"{name}.b", bias)]
        return self.add("DynamicQuantizeMatMul", *inputs, domain=CONTRIB)

    def scaled(self, name: str, x: str, weight: Array, bias: Array | None, reach: Reach) -> str:
        """x @ weight + bias in 8 bits, x clipped to its reach: each row by itself, whatever else is in x."""
        step = (reach.high - reach.low) / 255
        scale = self.constant(f"{x}.step", np.float32(step).reshape(()))
        zero = self.constant(f"{x}.zero", np.uint8(np.clip(round(-reach.low / step), 0, 255)).reshape(()))
        inside = weight.copy()
        for channel, factor in reach.shrink.items():
            inside[int(channel)] *= factor
        inside[list(reach.apart)] = 0
        if x not in self.whole:
            self.whole[x] = self.add("QuantizeLinear", self.shrunk(x, reach, len(weight)), scale, zero)
        weights, scales = self.quantised(name, inside)
        inputs = [self.whole[x], weights, scale, scales, zero, ""]
        if bias is not None:
            inputs.append(self.constant(f"{name}.b", bias))
        result = self.add("MatMulIntegerToFloat", *inputs, domain=CONTRIB)
        if not reach.apart:
            return result
        few = self.add("Gather", x, self.integers(*reach.apart), axis=-1)
        outer = self.add("MatMul", few, self.constant(f"{name}.apart", weight[list(reach.apart)]))
        return self.add("Add", result, outer)

    def shrunk(self, x: str, reach: Reach, width: int) -> str:
        """x with its large channels divided."""
        if not reach.shrink:
            return x
        factors = np.ones(width, np.float32)
        for channel, factor in reach.shrink.items():
            factors[int(channel)] = 1 / factor
        return self.add("Mul", x, self.constant(f"{x}.shrink", factors))

    def attention(self, name: str, x: str, weight: Array, bias: Array) -> str:
        """Self-attention, (B, L, 384); weight: (384, 3 x 384), query, key and value side by side, in 8 bits."""
        self.inputs[name] = x
        if self.ranges is not None:
            thirds = zip(("query", "key", "value"), np.split(weight, 3, axis=1), np.split(bias, 3), strict=True)
            parts = [self.linear(f"{name}.{part}", x, w, b, like=name) for part, w, b in thirds]
            return self.add("MultiHeadAttention", *parts, domain=CONTRIB, num_heads=ATTENTION_HEADS)
        whole, scale, zero = self.split("DynamicQuantizeLinear", x, outputs=3)
        weights, scales = self.quantised(name, weight)
        inputs = [whole, weights, self.constant(f"{name}.b", bias), scale, scales, ""]
        inputs += [zero, self.constant("no_shift", np.zeros((), np.int8))]
        return self.add("QAttention", *inputs, domain=CONTRIB, num_heads=ATTENTION_HEADS)

    def gelu(self, x: str) -> str:
        """The exact GELU."""
        return self.add("Gelu", x, domain=CONTRIB)


def dense(state: dict[str, Array], *names: str) -> tuple[Array, Array]:
    """(weight, bias) of torch's Linear layers side by side; weight: (inputs, outputs)."""
    weight = np.concatenate([state[f"{name}.weight"].T for name in names], 1)
    return weight, np.concatenate([state[f"{name}.bias"] for name in names])


def normalise(g: Graph, state: dict[str, Array], name: str, x: str, skip: str) -> str:
    """Layer normalisation of x + skip; both (1, L, 384)."""
    scale = g.constant(f"{name}.weight", state[f"{name}.weight"])
    shift = g.constant(f"{name}.bias", state[f"{name}.bias"])
    return g.add("LayerNormalization", g.add("Add", x, skip), scale, shift, epsilon=EPSILON)


def embed(g: Graph, state: dict[str, Array]) -> str:
    """(B, L, 384) from pieces and shapes, both (B, L)."""
    prefix = "encoder.embeddings."
    table = state[prefix + "word_embeddings.weight"]
    scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
    rows = g.add("Gather", g.constant("pieces.q", np.round(table / scale).astype(np.int8)), "pieces")
    scales = g.add("Gather", g.constant("pieces.s", scale.astype(np.float32)), "pieces")
    words = g.add("Mul", g.add("Cast", rows, to=TensorProto.FLOAT), scales)
    places = g.constant("positions", state[prefix + "position_embeddings.weight"])
    places = g.add("Slice", places, g.integers(0), g.add("Shape", "pieces", start=1, end=2), g.integers(0))
    case = g.add("Gather", g.constant("cases", state[prefix + "token_type_embeddings.weight"]), "shapes")
    place = g.add("Add", case, places)
    return normalise(g, state, prefix + "LayerNorm", words, place)


def layer(g: Graph, state: dict[str, Array], prefix: str, x: str, *, last: bool) -> str:
    """One transformer layer, (B, L, 384); the last goes on with the vectors it is asked for only, (R, 384)."""
    three = [f"{prefix}attention.self.{part}" for part in ("query", "key", "value")]
    context = g.attention(prefix + "qkv", x, *dense(state, *three))
    if last:
        flat = [g.add("Reshape", y, g.integers(-1, HIDDEN)) for y in (x, context)]
        x, context = [g.add("Gather", y, "first", axis=0) for y in flat]
    out = prefix + "attention.output."
    x = normalise(g, state, out + "LayerNorm", g.linear(out, context, *dense(state, out + "dense")), x)
    middle = g.gelu(g.linear(prefix + "up", x, *dense(state, prefix + "intermediate.dense")))
    down = g.linear(prefix + "down", middle, *dense(state, prefix + "output.dense"))
    return normalise(g, state, prefix + "output.LayerNorm", down, x)


def tags(g: Graph, state: dict[str, Array], x: str) -> int:
    """Outputs upos, xpos (R,) and entities (R, tags) of the rows of x, (R, 384), in one product; returns how many entity tags."""
    names = ("upos", "xpos", "entities")
    sizes = [len(state[f"{name}.bias"]) for name in names]
    joined = g.linear("tags", x, *dense(state, *names), like="heads")
    upos, xpos, entities = g.split("Split", joined, g.integers(*sizes), outputs=len(sizes), axis=1)
    g.add("ArgMax", upos, axis=1, keepdims=0, name="upos")
    g.add("ArgMax", xpos, axis=1, keepdims=0, name="xpos")
    g.add("Identity", entities, name="entities")
    return sizes[-1]


def vectors(g: Graph, state: dict[str, Array], x: str, name: str) -> str:
    """What a head of the biaffine kind makes of the rows of x, (R, 384)."""
    return g.gelu(g.linear(name, x, *dense(state, name), like="heads"))


def arcs(g: Graph, state: dict[str, Array], dependents: str, governors: str) -> None:
    """Outputs arcs (B, P, P), what each word and the root (place 0) is worth as head of each, and heads (B, P), the best.

    `slots`, (B, P), says which of the R rows stands at each place; `barred`, (B, P, P), is far below 0 where no head may be.
    """
    form, bias = state["arc_form"][:-1], state["arc_form"][-1]
    half = g.linear("arc_form", dependents, form, bias)
    below, above = (g.add("Gather", rows, "slots", axis=0) for rows in (half, governors))
    scores = g.add("FusedMatMul", below, above, domain=CONTRIB, transB=1)
    g.add("Add", scores, "barred", name="arcs")
    g.add("ArgMax", "arcs", axis=2, keepdims=0, name="heads")


def build(state: dict[str, Array], levels: int, ranges: Ranges | None) -> tuple[onnx.ModelProto, Graph]:
    """model.onnx and the graph it was made from.

    Inputs: pieces, shapes (B, L), of B sentences of the same length; first (R,), which of the B * L pieces are wanted: of each
    sentence the first, for the root, and the first of each word; slots and barred as in `arcs`. Outputs: as in `arcs` and
    `tags`, and dependents and governors, both (R, 96), which relations.onnx reads.
    """
    g = Graph(levels, ranges)
    x = embed(g, state)
    for i in range(LAYERS):
        x = layer(g, state, f"encoder.encoder.layer.{i}.", x, last=i == LAYERS - 1)
    entities = tags(g, state, x)
    arcs(g, state, vectors(g, state, x, "arc_dependent"), vectors(g, state, x, "arc_head"))
    for name, source in (("dependents", "rel_dependent"), ("governors", "rel_head")):
        g.add("Identity", vectors(g, state, x, source), name=name)
    whole, real = TensorProto.INT64, TensorProto.FLOAT
    inputs: dict[str, Shape] = {name: (whole, ["B", "L"]) for name in ("pieces", "shapes")}
    inputs |= {"first": (whole, ["R"]), "slots": (whole, ["B", "P"]), "barred": (real, ["B", "P", "P"])}
    outputs: dict[str, Shape] = {"arcs": (real, ["B", "P", "P"]), "heads": (whole, ["B", "P"])}
    outputs |= {"upos": (whole, ["R"]), "xpos": (whole, ["R"]), "entities": (real, ["R", entities])}
    outputs |= {name: (real, ["R", REL_DIM]) for name in ("dependents", "governors")}
    return model(g, "detente-language", inputs, outputs), g


def build_relations(state: dict[str, Array], root: int, levels: int, ranges: Ranges | None) -> onnx.ModelProto:
    """relations.onnx: rels (R,) of words given dependents (R, 96), governors (all, 96) and heads (R,), rows of governors.

    at_root (R,): whether the head is the root; the relation `root` (its index) is for those words and for no other. One row more
    in the product stands for the ones in the biaffine form: what the dependent alone says of each relation.
    """
    g = Graph(levels, ranges)
    form = state["rel_form"]  # (relations, dependent + 1, head + 1)
    count, rows, columns = form.shape
    weight = form.transpose(1, 0, 2).reshape(rows, count * columns)
    partial = g.linear("rel_form", "dependents", weight[:-1], weight[-1])
    partial = g.add("Reshape", partial, g.integers(-1, count, columns))
    chosen = g.add("Gather", "governors", "heads", axis=0)
    shape = g.add("Concat", g.add("Shape", "heads"), g.integers(1), axis=0)
    ones = g.add("ConstantOfShape", shape, value=helper.make_tensor("one", TensorProto.FLOAT, [1], [1.0]))
    chosen = g.add("Unsqueeze", g.add("Concat", chosen, ones, axis=1), g.integers(2))
    scores = g.add("Squeeze", g.add("MatMul", partial, chosen), g.integers(2))
    column = np.zeros((1, count), np.float32)
    column[0, root] = -FAR
    at_root = g.add("Unsqueeze", "at_root", g.integers(1))
    penalty = g.add("Where", at_root, g.constant("root_only", -FAR - column), g.constant("no_root", column))
    g.add("ArgMax", g.add("Add", scores, penalty), axis=1, keepdims=0, name="rels")
    inputs: dict[str, Shape] = {"dependents": (TensorProto.FLOAT, ["R", REL_DIM])}
    inputs |= {"governors": (TensorProto.FLOAT, ["A", REL_DIM]), "heads": (TensorProto.INT64, ["R"])}
    inputs |= {"at_root": (TensorProto.BOOL, ["R"])}
    return model(g, "detente-relations", inputs, {"rels": (TensorProto.INT64, ["R"])})


def model(g: Graph, name: str, inputs: Mapping[str, Shape], outputs: Mapping[str, Shape]) -> onnx.ModelProto:
    """The finished model; inputs and outputs: name to (kind, shape)."""
    infos = [[helper.make_tensor_value_info(n, *info) for n, info in side.items()] for side in (inputs, outputs)]
    graph = helper.make_graph(g.nodes, name, *infos, list(g.constants.values()))
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="detente training/export.py")


def read_state(checkpoint: Path) -> dict[str, Array]:
    """The weights of a checkpoint by name."""
    tensors: dict[str, torch.Tensor] = torch.load(checkpoint, weights_only=True)
    return {
        name: np.asarray(tensor.numpy(), np.float32) for name, tensor in tensors.items() if tensor.is_floating_point()
    }


def main() -> None:
    """Read a checkpoint, write model.onnx, relations.onnx, labels.json, tokenizer.json and SHA256SUMS."""
    parser = argparse.ArgumentParser(description="Write the trained network as 8-bit ONNX.")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--levels", type=int, default=63, help="largest weight: 127 for 8 bits, 63 for 7")
    args = parser.parse_args()
    state = read_state(args.checkpoint)
    labels = json.loads(args.labels.read_text(encoding="utf-8"))
    ranges = {name: Reach(**reach) for name, reach in json.loads(RANGES.read_text(encoding="utf-8")).items()}
    args.out.mkdir(parents=True, exist_ok=True)
    onnx.save(build(state, args.levels, ranges)[0], args.out / "model.onnx")
    relations = build_relations(state, labels["rels"].index("root"), args.levels, ranges)
    onnx.save(relations, args.out / "relations.onnx")
    (args.out / "labels.json").write_text(json.dumps(labels) + "\n", encoding="utf-8")
    shutil.copyfile(base_path() / "tokenizer.json", args.out / "tokenizer.json")
    write_sums(args.out)


if __name__ == "__main__":
    main()
