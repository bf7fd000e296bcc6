"""Write the trained signal tagger as 8-bit ONNX, with its card.

    PYTHONPATH=src:. python training/signals/export.py --folder .train/signals

Input: hidden (1, L, 384), the language model's vectors at the end of layer 2. Output: logits (1, L, labels).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from training.events.export import LEVELS, WEIGHTS, WIDTH
from training.export import CONTRIB, Array, Graph, dense, layer

from detente.language.heads import model_hashes

NAME = "signals_head"


def build(state: dict[str, Array], layers: int) -> onnx.ModelProto:
    """The graph of a tagger with that many transformer layers."""
    g = Graph(LEVELS)
    x = "hidden"
    for i in range(layers):
        x = layer(g, state, f"layers.{i}.", x, last=False)
    x = g.add(
        "LayerNormalization",
        x,
        g.constant("norm.weight", state["norm.weight"]),
        g.constant("norm.bias", state["norm.bias"]),
        epsilon=1e-5,
    )
    weight, bias = dense(state, "down")
    g.add("Add", g.add("MatMul", x, g.constant("down.weight", weight)), g.constant("down.bias", bias), name="logits")
    graph = helper.make_graph(
        g.nodes,
        "detente-signals",
        [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [1, "L", WIDTH])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, "L", len(bias)])],
        list(g.constants.values()),
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(
        graph, opset_imports=opsets, ir_version=8, producer_name="detente training/signals/export.py"
    )


def main() -> None:
    """Read head.pt and card.json of a folder, write signals_head.onnx and signals_head.json beside the language model."""
    parser = argparse.ArgumentParser(description="Write the signal tagger as 8-bit ONNX.")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    tensors: dict[str, torch.Tensor] = torch.load(args.folder / "head.pt", weights_only=True)
    state = {name: np.asarray(tensor.numpy(), np.float32) for name, tensor in tensors.items()}
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    model = build(state, layers).SerializeToString(deterministic=True)
    (args.out / f"{NAME}.onnx").write_bytes(model)
    card = json.loads((args.folder / "card.json").read_text(encoding="utf-8"))
    card["sha256"] = hashlib.sha256(model).hexdigest()
    card |= model_hashes(WEIGHTS, card["layer"])
    (args.out / f"{NAME}.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
