"""Train the event-type head: four transformer layers over the language model's second, and a small classifier.

    PYTHONPATH=src:. python training/events/train.py --clauses .train/events/clauses.jsonl --encoder .train/run/epoch-8.pt --out .train/events

The language model stays as it is, so that a sentence parsed already costs only the layers above. Those start as layers 3 to 6 of
all-MiniLM-L6-v2, which knows more of meaning than the parser's own (training/events/README.md compares). Families of phrasing, not
sentences, are drawn into folds; fold 0 is never trained on: half of its families set temperature and threshold, the other half are
the test. Writes head.pt, calibration.json and log.jsonl.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from training.model import HIDDEN, see_case
from training.train import base_path, load_encoder

from detente.events.learned import MAX_PIECES as ROOM
from detente.events.learned import Case, pooling, role, window
from detente.language.parser import CLS, SEP, Encoder
from detente.language.tokens import tokenise
from detente.records import EVENT_TYPES

TYPES = ("NONE", *EVENT_TYPES)
SHARED = 2  # layers taken from the language model
LAYERS = 4  # layers trained here
FOLDS = 10
BATCH = 32
PER_FAMILY, PER_SINGLE = (
    7,
    2,
)  # clauses of a family of phrasing drawn for an epoch; how often a sentence written singly is
AVERAGE = 0.998  # what is shipped is a moving average of the weights over about the last 500 steps
RATE, HEAD_RATE, DECAY, WARM = (
    1e-4,
    5e-4,
    0.02,
    60,
)  # AdamW; a fifth of MiniLM's pre-training rate, and faster for what is new
SMOOTHING = 0.1
LOSE_PARTY, LOSE_PREDICATE = 0.12, 0.08  # how often an actor or recipient goes unmarked, the predicate unseen
HIDE_NAMES = 0.3  # how often both parties are read as [MASK], so that no country stands for a type
MASK = 103
PRECISION = 0.95


class Example(NamedTuple):
    """One clause: hidden (L, 384) half precision, roles (L,), label, the family it may not be parted from; names hidden, likewise."""

    hidden: Tensor
    roles: Tensor
    label: int
    family: str
    masked: Tensor | None = None


class Head(nn.Module):
    """Roles added to the vectors, transformer layers, means over predicate, actor, recipient and sentence, two linear layers."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = load_encoder(base_path()).encoder.layer[-LAYERS:]
        self.role = nn.Embedding(4, HIDDEN)
        nn.init.normal_(self.role.weight, std=0.02)
        self.norm = nn.LayerNorm(4 * HIDDEN)
        self.up = nn.Linear(4 * HIDDEN, 256)
        self.down = nn.Linear(256, len(TYPES))
        self.drop = nn.Dropout(0.2)

    def forward(self, hidden: Tensor, roles: Tensor, pool: Tensor, mask: Tensor) -> Tensor:
        """(B, types) logits from (B, L, 384), (B, L), (B, 4, L) and (B, L)."""
        bias = (1.0 - mask[:, None, None, :]) * -1e4
        x = hidden + self.role(roles)
        for layer in self.layers:
            out = layer(x, attention_mask=bias)
            x = out[0] if isinstance(out, tuple) else out
        means = torch.bmm(pool, x).flatten(1)
        return torch.as_tensor(self.down(self.drop(functional.gelu(self.up(self.drop(self.norm(means)))))))


def encode(encoder: Encoder, row: dict[str, Any]) -> tuple[list[int], list[int], list[int]]:
    """Pieces, letter shapes and roles of one clause, as detente.events.learned makes them."""
    spans = (tuple(row[name]) if row[name] else None for name in ("predicate", "actor", "recipient"))
    case = Case(row["text"], *spans)  # type: ignore[arg-type]
    pieces: list[int] = []
    shapes: list[int] = []
    roles: list[int] = []
    for token in tokenise(case.text):
        ids, shape = encoder.word(token.text)
        pieces, shapes, roles = pieces + ids, shapes + [shape] * len(ids), roles + [role(token, case)] * len(ids)
    part = slice(window(roles), window(roles) + ROOM)
    return [CLS, *pieces[part], SEP], [0, *shapes[part], 0], [0, *roles[part], 0]


def padded(rows: Sequence[Sequence[int]]) -> Tensor:
    """(B, L) with zeros at the ends."""
    width = max(map(len, rows))
    return torch.tensor([[*row, *[0] * (width - len(row))] for row in rows])


def read(clauses: Path, checkpoint: Path) -> list[Example]:
    """The clauses through the shared layers of a trained language model, once and for all."""
    rows = [json.loads(line) for line in clauses.read_text(encoding="utf-8").splitlines()]
    bert = load_encoder(base_path())
    see_case(bert)
    state = torch.load(checkpoint, weights_only=True)
    bert.load_state_dict(
        {k.removeprefix("encoder."): v for k, v in state.items() if k.startswith("encoder.")}, strict=False
    )
    bert.encoder.layer = bert.encoder.layer[:SHARED]
    bert.eval()
    encoder = Encoder.from_file(base_path() / "tokenizer.json")
    encoded = [encode(encoder, row) for row in rows]
    plain = through(bert, encoded)
    own = [
        i for i, row in enumerate(rows) if row["family"].startswith(("single/", "lexicon/"))
    ]  # others vary names anyway
    hidden = dict(zip(own, through(bert, [without_names(*encoded[i]) for i in own]), strict=True))
    return [
        Example(plain[i], torch.tensor(encoded[i][2]), TYPES.index(row["type"]), row["family"], hidden.get(i))
        for i, row in enumerate(rows)
    ]


def without_names(pieces: list[int], shapes: list[int], roles: list[int]) -> tuple[list[int], list[int], list[int]]:
    """A clause with actor and recipient behind [MASK]."""
    return [MASK if role > 1 else piece for piece, role in zip(pieces, roles, strict=True)], shapes, roles


def through(bert: Any, encoded: Sequence[tuple[list[int], list[int], list[int]]]) -> list[Tensor]:
    """The vectors (L, 384), half precision, of each clause at the end of the shared layers."""
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i][0]))
    found: dict[int, Tensor] = {}
    with torch.no_grad():
        for start in range(0, len(order), 64):
            chosen = order[start : start + 64]
            pieces, shapes = (padded([encoded[i][k] for i in chosen]) for k in (0, 1))
            mask = padded([[1] * len(encoded[i][0]) for i in chosen])
            out = bert(input_ids=pieces, token_type_ids=shapes, attention_mask=mask).last_hidden_state
            found |= {i: out[k, : len(encoded[i][0])].to(torch.float16).clone() for k, i in enumerate(chosen)}
    return [found[i] for i in range(len(encoded))]


def folds(families: Sequence[str]) -> list[int]:
    """The fold of each example: families in an order drawn from seed 0, dealt round."""
    names = sorted(set(families))
    random.Random(0).shuffle(names)
    where = {name: number % FOLDS for number, name in enumerate(names)}
    return [where[family] for family in families]


def collate(examples: Sequence[Example], rng: random.Random | None = None) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The tensors of a batch; with `rng`, marks are lost and predicates blotted out now and then."""
    width = max(len(e.roles) for e in examples)
    hidden, roles = torch.zeros(len(examples), width, HIDDEN), torch.zeros(len(examples), width, dtype=torch.long)
    pool, mask = torch.zeros(len(examples), 4, width), torch.zeros(len(examples), width)
    for k, e in enumerate(examples):
        hide = rng is not None and e.masked is not None and rng.random() < HIDE_NAMES
        n, marks, vectors = len(e.roles), e.roles.clone(), (e.masked if hide else e.hidden).float()  # type: ignore[union-attr]
        if rng is not None:
            for number in (2, 3):
                if rng.random() < LOSE_PARTY:
                    marks[marks == number] = 0
            if rng.random() < LOSE_PREDICATE:
                vectors[marks == 1] = 0
        hidden[k, :n], roles[k, :n], mask[k, :n] = vectors, marks, 1
        pool[k, :, :n] = torch.from_numpy(pooling(marks.numpy()))
    return hidden, roles, pool, mask


def logits(net: Head, examples: Sequence[Example]) -> Tensor:
    """(N, types), without dropout."""
    net.eval()
    out = torch.zeros(len(examples), len(TYPES))
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].roles))
    with torch.no_grad():
        for start in range(0, len(order), 64):
            chosen = order[start : start + 64]
            out[chosen] = net(*collate([examples[i] for i in chosen]))
    return out


def macro(labels: Sequence[int], guesses: Sequence[int]) -> float:
    """Macro-F1 over the labels that occur."""
    gold, said = np.array(labels), np.array(guesses)
    f1 = [2 * ((gold == t) & (said == t)).sum() / ((gold == t).sum() + (said == t).sum()) for t in sorted(set(labels))]
    return float(np.mean(f1))


def report(net: Head, examples: Sequence[Example]) -> dict[str, float]:
    """Macro-F1 on examples, all and by where their text comes from."""
    guesses = logits(net, examples).argmax(1).tolist()
    found = {}
    for name in ("", "single/", "lexicon/"):
        part = [i for i, e in enumerate(examples) if e.family.startswith(name)]
        if part:
            found[name.strip("/") or "all"] = round(
                macro([examples[i].label for i in part], [guesses[i] for i in part]), 4
            )
    return found


def draw(examples: Sequence[Example], rng: random.Random) -> list[Example]:
    """An epoch's clauses: few of each family of phrasing, so that many phrasings count for more than many names."""
    families: dict[str, list[Example]] = {}
    for example in examples:
        families.setdefault(example.family, []).append(example)
    drawn: list[Example] = []
    for name, members in families.items():
        if name.startswith("single/"):
            drawn += members * PER_SINGLE
        elif name.startswith("lexicon/"):
            drawn += members
        else:
            drawn += rng.sample(members, min(PER_FAMILY, len(members)))
    return drawn


def batches(examples: Sequence[Example], rng: random.Random) -> list[list[Example]]:
    """Shuffled batches of clauses of like length."""
    order = draw(examples, rng)
    rng.shuffle(order)
    pools = [sorted(order[i : i + 20 * BATCH], key=lambda e: len(e.roles)) for i in range(0, len(order), 20 * BATCH)]
    cut = [pool[i : i + BATCH] for pool in pools for i in range(0, len(pool), BATCH)]
    rng.shuffle(cut)
    return cut


def train(examples: Sequence[Example], held: Sequence[Example], args: argparse.Namespace) -> Head:
    """A head trained on examples; what it says of `held` goes to the log after each epoch."""
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    net = Head()
    mean = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(AVERAGE))
    fresh = [p for name, p in net.named_parameters() if not name.startswith("layers")]
    adam = torch.optim.AdamW(
        [{"params": net.layers.parameters(), "lr": RATE}, {"params": fresh, "lr": HEAD_RATE}], weight_decay=DECAY
    )
    total = args.epochs * len(batches(examples, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(adam, lambda step: min(step / WARM, max(0.02, 1 - step / total)))
    began = time.monotonic()
    for epoch in range(1, args.epochs + 1):
        net.train()
        for batch in batches(examples, rng):
            labels = torch.tensor([e.label for e in batch])
            loss = functional.cross_entropy(net(*collate(batch, rng)), labels, label_smoothing=SMOOTHING)
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            adam.step()
            schedule.step()
            mean.update_parameters(net)
        torch.save(mean.module.state_dict(), args.out / "head.pt")
        line = {
            "epoch": epoch,
            "seconds": round(time.monotonic() - began),
            **(report(mean.module, held) if held else {}),
        }
        with (args.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
    averaged: Head = mean.module
    return averaged


def calibrate(scores: Tensor, labels: Tensor) -> tuple[float, float]:
    """(temperature of least cross-entropy, least probability from which the types named are right in PRECISION of the cases)."""
    temperature = min(np.arange(0.4, 2.01, 0.02), key=lambda t: float(functional.cross_entropy(scores / t, labels)))
    best, guess = (scores / temperature).softmax(1).max(1)
    named = guess != 0
    order = best[named].argsort(descending=True)
    right = (guess[named] == labels[named])[order].float().cumsum(0) / torch.arange(1, int(named.sum()) + 1)
    enough = (right >= PRECISION).nonzero()
    threshold = float(best[named][order][enough[-1]]) if len(enough) else 1.0
    return round(float(temperature), 2), round(threshold, 4)


def test(scores: Tensor, labels: Tensor, temperature: float, threshold: float) -> dict[str, float]:
    """Of the clauses of the test half: accuracy, and precision and share of those that pass the threshold with a type."""
    best, guess = (scores / temperature).softmax(1).max(1)
    passed = (guess != 0) & (best >= threshold)
    return {
        "clauses": len(labels),
        "macro_f1": round(macro(labels.tolist(), guess.tolist()), 4),
        "accuracy": round(float((guess == labels).float().mean()), 4),
        "certain_precision": round(float((guess == labels)[passed].float().mean()), 4),
        "certain_share": round(float(passed.sum() / (labels != 0).sum()), 4),
    }


def main() -> None:
    """Train, calibrate, write."""
    parser = argparse.ArgumentParser(description="Train the event-type head.")
    parser.add_argument("--clauses", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True, help="checkpoint of the language model")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--fold", type=int, default=0, help="the fold left out")
    args = parser.parse_args()
    torch.set_num_threads(1)  # on a shared machine two threads wait for each other more than they work
    args.out.mkdir(parents=True, exist_ok=True)
    examples = read(args.clauses, args.encoder)
    where = folds([e.family for e in examples])
    held = [e for e, fold in zip(examples, where, strict=True) if fold == args.fold]
    net = train([e for e, fold in zip(examples, where, strict=True) if fold != args.fold], held, args)
    scores, labels = logits(net, held), torch.tensor([e.label for e in held])
    half = torch.tensor([int(hashlib.sha256(e.family.encode()).hexdigest(), 16) % 2 == 0 for e in held])
    temperature, threshold = calibrate(scores[half], labels[half])
    card = {
        "types": TYPES,
        "temperature": temperature,
        "threshold": threshold,
        "layer": SHARED,
        "clauses_sha256": hashlib.sha256(args.clauses.read_bytes()).hexdigest(),
        "seed": args.seed,
        "epochs": args.epochs,
        "held_out": {"fold": args.fold, **test(scores[~half], labels[~half], temperature, threshold)},
    }
    (args.out / "calibration.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
