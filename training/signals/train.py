"""Train the signal tagger: four transformer layers over the language model's second, and a label for every word.

    PYTHONPATH=src:. python training/signals/train.py --encoder .train/run/epoch-8.pt --out .train/signals [--folds 5]

As in training/events the language model stays as it is. Marked sentences teach where each word's label stands; rows whose signals are
known without their words teach that some word has each of their labels and none has another. Every fifth marked sentence (by the hash of its
text) and every fifth row is left out and measured after each epoch. Writes head.pt, card.json, log.jsonl.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional
from training.events.train import DECAY, HEAD_RATE, LAYERS, RATE, SHARED, WARM
from training.model import HIDDEN, see_case
from training.signals.data import LABELS, Row, marked, narratives, plain, silent, swapped, weak
from training.train import base_path, load_encoder

from detente.events.learned import MAX_PIECES
from detente.language.parser import CLS, SEP, Encoder
from detente.language.tokens import tokenise

BATCH = 32
WEAK = 0.5  # of the loss of a marked sentence
POSITIVE = 2.0  # weight of a word with a label: most have none
DATA = Path(__file__).resolve().parents[2] / "evals/data"


class Example(NamedTuple):
    """hidden (L, 384) half precision; labels (L,), -1 where nothing is asked (not a word's first piece); what occurs, if only that is known."""

    hidden: Tensor
    labels: Tensor
    present: frozenset[int] | None
    asked: frozenset[int]
    held: bool


class Head(nn.Module):
    """Transformer layers and a linear layer over every piece."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = load_encoder(base_path()).encoder.layer[-LAYERS:]
        self.norm = nn.LayerNorm(HIDDEN)
        self.down = nn.Linear(HIDDEN, len(LABELS))
        self.drop = nn.Dropout(0.2)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """(B, L, labels) logits from (B, L, 384) and (B, L)."""
        bias = (1.0 - mask[:, None, None, :]) * -1e4
        x = hidden
        for layer in self.layers:
            out = layer(x, attention_mask=bias)
            x = out[0] if isinstance(out, tuple) else out
        return torch.as_tensor(self.down(self.drop(self.norm(x))))


def encode(encoder: Encoder, row: Row) -> tuple[list[int], list[int], list[int]]:
    """Pieces, letter shapes, labels of one row, cut to the room there is."""
    pieces, shapes, labels = [CLS], [0], [-1]
    for token in tokenise(row.text):
        ids, shape = encoder.word(token.text)
        label = next((kind for (start, end), kind in row.marks if token.start < end and token.end > start), 0)
        pieces += ids
        shapes += [shape] * len(ids)
        labels += [label, *[-1] * (len(ids) - 1)]
    return [*pieces[:MAX_PIECES], SEP], [*shapes[:MAX_PIECES], 0], [*labels[:MAX_PIECES], -1]


def copies(rows: Sequence[Row], number: int) -> list[tuple[Row, bool]]:
    """Each row with whether it is left out (by its text's hash), and, of those that are not, so many copies with other names."""
    rng = random.Random(0)
    held = [int(hashlib.sha256(row.text.encode()).hexdigest(), 16) % 5 == 0 for row in rows]
    named = [row for row, out in zip(rows, held, strict=True) if not out and row.source != "hard"]
    more = [(swapped(row, rng), False) for row in named for _ in range(number)]
    return [*zip(rows, held, strict=True), *more]


def read(rows: Sequence[tuple[Row, bool]], checkpoint: Path) -> list[Example]:
    """The rows through the shared layers, once and for all."""
    bert = load_encoder(base_path())
    see_case(bert)
    state = torch.load(checkpoint, weights_only=True)
    bert.load_state_dict(
        {k.removeprefix("encoder."): v for k, v in state.items() if k.startswith("encoder.")}, strict=False
    )
    bert.encoder.layer = bert.encoder.layer[:SHARED]
    bert.eval()
    encoder = Encoder.from_file(base_path() / "tokenizer.json")
    found = []
    with torch.no_grad():
        for row, held in rows:
            pieces, shapes, labels = encode(encoder, row)
            out = bert(
                input_ids=torch.tensor([pieces]),
                token_type_ids=torch.tensor([shapes]),
                attention_mask=torch.ones(1, len(pieces)),
            ).last_hidden_state[0]
            found.append(Example(out.to(torch.float16), torch.tensor(labels), row.present, row.asked, held))
    return found


def collate(examples: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Hidden, labels and mask of a batch."""
    width = max(len(e.labels) for e in examples)
    hidden, mask = torch.zeros(len(examples), width, HIDDEN), torch.zeros(len(examples), width)
    labels = torch.full((len(examples), width), -1)
    for k, e in enumerate(examples):
        n = len(e.labels)
        hidden[k, :n], mask[k, :n], labels[k, :n] = e.hidden.float(), 1, e.labels
    return hidden, labels, mask


def loss_of(logits: Tensor, labels: Tensor, examples: Sequence[Example]) -> Tensor:
    """Cross-entropy over the words of marked sentences; over the best word of each label for the others."""
    strong = torch.tensor([e.present is None for e in examples])
    total = logits.new_zeros(())
    if strong.any():
        weights = torch.tensor([1.0, *[POSITIVE] * (len(LABELS) - 1)])
        total = total + functional.cross_entropy(
            logits[strong].flatten(0, 1), labels[strong].flatten(), weights, ignore_index=-1, label_smoothing=0.05
        ) * float(strong.float().mean())
    if (~strong).any():
        chances = logits[~strong].softmax(-1).masked_fill((labels[~strong] < 0).unsqueeze(-1), 0.0).amax(1)[:, 1:]
        known = [e for e in examples if e.present is not None]
        wanted = torch.tensor([[float(k in (e.present or ())) for k in range(1, len(LABELS))] for e in known])
        asked = torch.tensor([[float(k in e.asked) for k in range(1, len(LABELS))] for e in known])
        total = total + WEAK * functional.binary_cross_entropy(
            chances.clamp(1e-4, 1 - 1e-4), wanted, asked
        ) * 4 * float((~strong).float().mean())
    return total


def batches(examples: Sequence[Example], rng: random.Random) -> list[list[Example]]:
    """Shuffled batches of sentences of like length."""
    order = list(examples)
    rng.shuffle(order)
    pools = [sorted(order[i : i + 20 * BATCH], key=lambda e: len(e.labels)) for i in range(0, len(order), 20 * BATCH)]
    cut = [pool[i : i + BATCH] for pool in pools for i in range(0, len(pool), BATCH)]
    rng.shuffle(cut)
    return cut


def report(net: Head, held: Sequence[Example]) -> dict[str, float]:
    """F1 of the kinds, of the conditions (any word of the sentence with that label), of traps sprung."""
    net.eval()
    tally = {"any": [0, 0, 0], "kind": [0, 0, 0], "if": [0, 0, 0]}
    sprung = plain = 0
    with torch.no_grad():
        for example in held:
            hidden, labels, mask = collate([example])
            guess = net(hidden, mask)[0].argmax(-1)[labels[0] >= 0].tolist()
            said = set(guess) - {0}
            gold = set(labels[0].tolist()) - {0, -1} if example.present is None else set(example.present)
            said &= set(example.asked)
            plain += not gold
            sprung += bool(not gold and said)
            has, says = bool(gold & set(range(1, 9))), bool(said & set(range(1, 9)))
            for i, n in enumerate((has and says, has, says)):
                tally["any"][i] += n
            for name, part in (("kind", range(1, 9)), ("if", range(9, 11))):
                g, s = gold & set(part), said & set(part)
                for i, n in enumerate((len(g & s), len(g), len(s))):
                    tally[name][i] += n
    f1 = {name: round(2 * r / max(g + s, 1), 4) for name, (r, g, s) in tally.items()}
    return {**f1, "plain": plain, "sprung": sprung}


def train(examples: Sequence[Example], held: Sequence[Example], args: argparse.Namespace) -> Head:
    """A tagger trained on examples; its scores on `held` go to the log after each epoch."""
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    net = Head()
    if args.start:
        state = torch.load(args.start, weights_only=True)
        net.load_state_dict({k: v for k, v in state.items() if k.startswith("layers.")}, strict=False)
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
            hidden, labels, mask = collate(batch)
            loss = loss_of(net(hidden, mask), labels, batch)
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            adam.step()
            schedule.step()
        torch.save(net.state_dict(), args.out / "head.pt")
        line = {"epoch": epoch, "seconds": round(time.monotonic() - began), **(report(net, held) if held else {})}
        with (args.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
    return net


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description="Train the signal tagger.")
    parser.add_argument("--encoder", type=Path, required=True, help="checkpoint of the language model")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--hard", type=Path, help="sentences to leave alone (training/signals/hard.py)")
    parser.add_argument("--copies", type=int, default=1, help="copies of each sentence with other names")
    parser.add_argument("--start", type=Path, help="head.pt of training/events, whose layers to start from")
    parser.add_argument("--all", action="store_true", help="train on the fifth left out too (what is shipped)")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    rows = [*marked(), *weak(DATA / "signals.jsonl"), *weak(DATA / "signals_second.jsonl")]
    rows += [
        *weak(DATA / "signals_rounds.jsonl"),
        *narratives(DATA / "narratives.jsonl"),
        *plain(DATA / "negatives.jsonl"),
    ]
    rows += silent(args.hard) if args.hard else []
    examples = read(copies(rows, args.copies), args.encoder)
    held = [e for e in examples if e.held]
    train([e for e in examples if args.all or not e.held], held, args)
    digest = hashlib.sha256("\n".join(r.text for r in rows).encode()).hexdigest()
    card = {"labels": list(LABELS), "layer": SHARED, "rows": len(rows), "rows_sha256": digest}
    (args.out / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
