"""Write the trained network as a lean 8-bit ONNX graph.

    PYTHONPATH=src python -m training.export --checkpoint .train/run/epoch-8.pt \
        --labels .train/run/labels.json --out src/detente/language/weights

The graph is written node by node rather than traced: it takes one sentence (no batch, no padding, no masks), joins what
shares an input (query, key and value; all heads) in one product, and uses onnxruntime's fused operators. One sentence
at a time, because 8-bit products scale their input by its largest value: in a batch, a sentence's parse would depend on
its neighbours. Weights are symmetric with one scale per output, word embeddings with one per row. Weights of products use
7 of the 8 bits: processors without VNNI add pairs of products in 16 bits, where 8-bit weights can overflow.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from training.corpora import write_sums
from training.model import REL_DIM
from training.train import base_path

LAYERS, ATTENTION_HEADS = 6, 12
EPSILON = 1e-12  # of BERT's layer normalisation
FAR = 1e4  # what is taken from the score of what must not be
CONTRIB = "com.microsoft"

Array = NDArray[np.float32]


class Graph:
    """An ONNX graph in the making; every method adds nodes and returns the name of their result."""

    def __init__(self, levels: int) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self.levels = levels  # largest weight after quantisation: 127 in 8 bits, 63 in 7

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

    def linear(self, name: str, x: str, weight: Array, bias: Array | None = None) -> str:
        """x @ weight + bias in 8 bits; weight: (inputs, outputs)."""
        inputs = [x, *self.quantised(name, weight)]
        if bias is not None:
            inputs += ["", self.constant(f"{name}.b", bias)]
        return self.add("DynamicQuantizeMatMul", *inputs, domain=CONTRIB)

    def attention(self, name: str, x: str, weight: Array, bias: Array) -> str:
        """Self-attention, (1, L, 384); weight: (384, 3 x 384), query, key and value side by side, in 8 bits."""
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
    """(1, L, 384) from pieces and shapes, both (1, L)."""
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
    """One transformer layer, (1, L, 384); the last goes on with the vectors it is asked for only, (W + 1, 384)."""
    three = [f"{prefix}attention.self.{part}" for part in ("query", "key", "value")]
    context = g.attention(prefix + "qkv", x, *dense(state, *three))
    if last:
        x, context = [g.add("Gather", g.add("Squeeze", y, g.integers(0)), "first", axis=0) for y in (x, context)]
    out = prefix + "attention.output."
    x = normalise(g, state, out + "LayerNorm", g.linear(out, context, *dense(state, out + "dense")), x)
    middle = g.gelu(g.linear(prefix + "up", x, *dense(state, prefix + "intermediate.dense")))
    down = g.linear(prefix + "down", middle, *dense(state, prefix + "output.dense"))
    return normalise(g, state, prefix + "output.LayerNorm", down, x)


def heads_of(g: Graph, state: dict[str, Array], x: str, names: Sequence[str]) -> list[str]:
    """What each of the linear heads makes of x (rows, 384), in one product."""
    sizes = [len(state[f"{name}.bias"]) for name in names]
    joined = g.linear("+".join(names), x, *dense(state, *names))
    return g.split("Split", joined, g.integers(*sizes), outputs=len(sizes), axis=1)


def arcs(g: Graph, state: dict[str, Array], dependent: str, head: str) -> str:
    """(W, W + 1) arc scores, a word's score for itself far below all others."""
    form, bias = state["arc_form"][:-1], state["arc_form"][-1]
    half = g.add("Gemm", dependent, g.constant("arc_form", form), g.constant("arc_bias", bias))
    scores = g.add("Gemm", half, head, transB=1)
    own = g.add("EyeLike", scores, dtype=TensorProto.FLOAT, k=1)  # word i is column i + 1
    return g.add("Sub", scores, g.add("Mul", own, g.constant("far", np.float32(FAR).reshape(1))), name="arcs")


def rels(g: Graph, state: dict[str, Array], dependent: str, head: str, heads: str, root: int) -> str:
    """(W,) relations given heads; `root` (its index) for the root and for no other word."""
    form = state["rel_form"]  # (relations, dependent + 1, head + 1)
    count, rows = form.shape[0], form.shape[1] - 1
    weight = np.concatenate([form[:, :, :-1].transpose(1, 0, 2).reshape(rows + 1, -1), form[:, :, -1].T], 1)
    partial, alone = g.split(
        "Split",
        g.linear("rel_form", dependent, weight[:-1], weight[-1]),
        g.integers(count * REL_DIM, count),
        outputs=2,
        axis=1,
    )
    partial = g.add("Reshape", partial, g.integers(-1, count, REL_DIM))
    chosen = g.add("Unsqueeze", g.add("Gather", head, heads, axis=0), g.integers(2))
    scores = g.add("Add", g.add("Squeeze", g.add("MatMul", partial, chosen), g.integers(2)), alone)
    is_root = g.add("Unsqueeze", g.add("Equal", heads, g.integers(0)), g.integers(1))
    column = np.zeros((1, count), np.float32)
    column[0, root] = -FAR
    penalty = g.add("Where", is_root, g.constant("root_only", -FAR - column), g.constant("no_root", column))
    return g.add("ArgMax", g.add("Add", scores, penalty), axis=1, keepdims=0, name="rels")


def build(state: dict[str, Array], labels: dict[str, list[str]], levels: int) -> onnx.ModelProto:
    """The graph. Inputs: pieces, shapes (1, L); first (W + 1,), force (W,), all int64. Outputs as in OUTPUTS."""
    g = Graph(levels)
    x = embed(g, state)
    for i in range(LAYERS):
        x = layer(g, state, f"encoder.encoder.layer.{i}.", x, last=i == LAYERS - 1)
    inner = g.add("Slice", x, g.integers(1), g.integers(2**31), g.integers(0))  # all but the root
    names = ("upos", "xpos", "entities", "arc_dependent", "rel_dependent")
    upos, xpos, entities, arc_dependent, rel_dependent = heads_of(g, state, inner, names)
    arc_head, rel_head = heads_of(g, state, x, ("arc_head", "rel_head"))
    for name, logits in (("upos", upos), ("xpos", xpos)):
        g.add("ArgMax", logits, axis=1, keepdims=0, name=name)
    g.add("Identity", entities, name="entities")
    scores = arcs(g, state, g.gelu(arc_dependent), g.gelu(arc_head))
    best = g.add("ArgMax", scores, axis=1, keepdims=0)
    heads = g.add("Where", g.add("Less", "force", g.integers(0)), best, "force", name="heads")
    rels(g, state, g.gelu(rel_dependent), g.gelu(rel_head), heads, labels["rels"].index("root"))
    return model(g, len(labels["entities"]))


def model(g: Graph, entities: int) -> onnx.ModelProto:
    """The finished model, checked."""
    whole, real = TensorProto.INT64, TensorProto.FLOAT
    inputs: dict[str, list[str | int | None]] = {"pieces": [1, "L"], "shapes": [1, "L"], "first": ["R"], "force": ["W"]}
    outputs: dict[str, tuple[int, list[str | int | None]]] = {
        "arcs": (real, ["W", "R"]),
        "heads": (whole, ["W"]),
        "rels": (whole, ["W"]),
        "upos": (whole, ["W"]),
        "xpos": (whole, ["W"]),
        "entities": (real, ["W", entities]),
    }
    graph = helper.make_graph(
        g.nodes,
        "detente-language",
        [helper.make_tensor_value_info(name, whole, shape) for name, shape in inputs.items()],
        [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in outputs.items()],
        list(g.constants.values()),
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="detente training/export.py")


def main() -> None:
    """Read a checkpoint, write model.onnx, labels.json, tokenizer.json and SHA256SUMS."""
    parser = argparse.ArgumentParser(description="Write the trained network as 8-bit ONNX.")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--levels", type=int, default=63, help="largest weight: 127 for 8 bits, 63 for 7")
    args = parser.parse_args()
    tensors: dict[str, torch.Tensor] = torch.load(args.checkpoint, weights_only=True)
    state = {
        name: np.asarray(tensor.numpy(), np.float32) for name, tensor in tensors.items() if tensor.is_floating_point()
    }
    labels = json.loads(args.labels.read_text(encoding="utf-8"))
    args.out.mkdir(parents=True, exist_ok=True)
    onnx.save(build(state, labels, args.levels), args.out / "model.onnx")
    (args.out / "labels.json").write_text(json.dumps(labels) + "\n", encoding="utf-8")
    shutil.copyfile(base_path() / "tokenizer.json", args.out / "tokenizer.json")
    write_sums(args.out)


if __name__ == "__main__":
    main()
