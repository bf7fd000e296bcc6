"""Write the trained event-type head as 8-bit ONNX, with its card.

    PYTHONPATH=src:. python training/events/export.py --checkpoint .train/events/head.pt --calibration .train/events/calibration.json

Inputs: hidden (1, L, 384), the language model's vectors at the end of layer 2; roles (1, L); pool (4, L). Output: logits (1, types).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from training.export import CONTRIB, Array, Graph, dense, layer

from detente.language.heads import model_hashes

WEIGHTS = Path(__file__).resolve().parents[2] / "src/detente/language/weights"
LEVELS = 63  # largest weight: 7 of the 8 bits, as in training/export.py
WIDTH = 384


def build(state: dict[str, Array], layers: int) -> onnx.ModelProto:
    """The graph of a head with that many transformer layers."""
    g = Graph(LEVELS)
    x = g.add("Add", "hidden", g.add("Gather", g.constant("role", state["role.weight"]), "roles"))
    for i in range(layers):
        x = layer(g, state, f"layers.{i}.", x, last=False)
    means = g.add("MatMul", "pool", g.add("Squeeze", x, g.integers(0)))
    flat = g.add("Reshape", means, g.integers(1, 4 * WIDTH))
    flat = g.add(
        "LayerNormalization",
        flat,
        g.constant("norm.weight", state["norm.weight"]),
        g.constant("norm.bias", state["norm.bias"]),
        epsilon=1e-5,
    )
    up = g.gelu(g.linear("up", flat, *dense(state, "up")))
    weight, bias = dense(state, "down")
    g.add("Gemm", up, g.constant("down.weight", weight), g.constant("down.bias", bias), name="logits")
    inputs: dict[str, tuple[int, list[Any]]] = {
        "hidden": (TensorProto.FLOAT, [1, "L", WIDTH]),
        "roles": (TensorProto.INT64, [1, "L"]),
        "pool": (TensorProto.FLOAT, [4, "L"]),
    }
    graph = helper.make_graph(
        g.nodes,
        "detente-event-type",
        [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in inputs.items()],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, len(bias)])],
        list(g.constants.values()),
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(
        graph, opset_imports=opsets, ir_version=8, producer_name="detente training/events/export.py"
    )


def main() -> None:
    """Read a checkpoint and its calibration, write events_head.onnx and events_head.json."""
    parser = argparse.ArgumentParser(description="Write the event-type head as 8-bit ONNX.")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--calibration", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    tensors: dict[str, torch.Tensor] = torch.load(args.checkpoint, weights_only=True)
    state = {name: np.asarray(tensor.numpy(), np.float32) for name, tensor in tensors.items()}
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    model = build(state, layers).SerializeToString(deterministic=True)
    (args.out / "events_head.onnx").write_bytes(model)
    card = json.loads(args.calibration.read_text(encoding="utf-8"))
    card["sha256"] = hashlib.sha256(model).hexdigest()
    card |= model_hashes(args.out, card["layer"])
    (args.out / "events_head.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
