"""Find the range of the input of every 8-bit product, over training sentences.

    PYTHONPATH=src python -m training.calibrate --checkpoint .train/run/epoch-8.pt --data ../shared/data

Every sentence goes by itself through the graph of training/export.py with ranges found as it runs, and what each product is given
is noted. A few channels hold values ten times as large as the others, on [CLS], [SEP] and full stops, and would make the steps
of all others coarse: those of a normalised vector are divided down to SHRINK (and their weights multiplied), those of a feed-forward
layer beyond APART go through a 32-bit product of their own. A range reaches as far as all but one piece in a thousand do.

Words of the development parts (29,000) that get another head, relation or XPOS than from the 32-bit network, per mille, and LAS:

    plain ranges                    11.5   9.3   4.2   89.56   (farthest piece included: 89.54; all but 1 %: 89.55)
    channels shrunk to 5            9.6    7.7   3.1   89.57
    channels above 6.6 apart        8.8    7.3   3.3   89.64
    shrunk to 3.5, 6.6 apart        6.3    4.9   2.1   89.62
    shrunk to 4.2, 5 apart          5.7    4.4   1.9   89.60   (this)
    32 bits                         0      0     0     89.71   (ranges found as it runs, as before: 89.48)

Written to training/ranges.json, two digits after the point, so that the export repeats to the byte.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper
from training.corpora import UD_TRAIN, read_conllu
from training.export import RANGES, Reach, build, read_state

from detente.language import weights
from detente.language.parser import Encoder, feed

SENTENCES, SEED = 300, 0
SHRINK, APART, MOST_APART = 4.2, 5.0, 8
NORMALISED = ("qkv", "up", "heads")  # products that are given normalised vectors
BEYOND = 0.001  # share of the pieces that a range leaves out on either side
LEVELS = 63
RELATIONS = "rel_form"  # the product of relations.onnx, which reads what model.onnx calls "dependents"

Values = NDArray[np.float32]


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description="Find the ranges of what 8-bit products are given.")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    model, graph = build(read_state(args.checkpoint), LEVELS, None)
    sites = {**graph.inputs, RELATIONS: "dependents"}
    known = {output.name for output in model.graph.output}
    extra = sorted(set(sites.values()) - known)
    model.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in extra)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    ranges = measure(session, sites, sample(args.data))
    RANGES.write_text(json.dumps(ranges, indent=1) + "\n", encoding="utf-8")


def sample(data: Path) -> list[list[str]]:
    """Training sentences, the same ones every time."""
    sentences = [[token.form for token in s] for path in UD_TRAIN for s in read_conllu(data / path)]
    return random.Random(SEED).sample(sentences, SENTENCES)


def measure(
    session: onnxruntime.InferenceSession, sites: dict[str, str], sentences: list[list[str]]
) -> dict[str, dict[str, Any]]:
    """Product to its Reach, as JSON."""
    encoder = Encoder.from_file(weights.FOLDER / "tokenizer.json")
    rows: dict[str, list[Values]] = defaultdict(list)
    names = list(sites.values())
    for words in sentences:
        for site, given in zip(sites, session.run(names, feed([encoder.encode(words)])), strict=True):
            rows[site].append(given.reshape(-1, given.shape[-1]))
    return {site: reach(site, np.concatenate(rows[site]))._asdict() for site in sites}


def reach(site: str, rows: Values) -> Reach:
    """What the rows that a product is given are like."""
    largest = np.abs(rows).max(0)
    shrink: dict[str, float] = {}
    apart: list[int] = []
    if site.endswith(NORMALISED):
        shrink = {str(c): round(float(largest[c]) / SHRINK, 2) for c in np.flatnonzero(largest > 1.01 * SHRINK)}
    if site.endswith("down"):
        apart = sorted(int(c) for c in np.argsort(-largest)[:MOST_APART] if largest[c] > APART)
    rows = rows.copy()
    for channel, factor in shrink.items():
        rows[:, int(channel)] /= factor
    rows[:, apart] = 0
    low, high = np.quantile(rows.min(1), BEYOND), np.quantile(rows.max(1), 1 - BEYOND)
    return Reach(round(float(low), 2), round(float(high), 2), shrink, apart)


if __name__ == "__main__":
    main()
