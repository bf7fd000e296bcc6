"""How well the learned typer types clauses. Run: `python evals/learned.py [--json FILE] [--held-out CLAUSES]`.

plover     PLOVER's records, the pair known: predicate at the first of the coder's event words, actor and recipient at the words the
           coder marked. Four answers to the same question, in the same run: the *rules* alone (evals/events.py's choice among the
           events between the pair), the *model* (its best of the sixteen types), *both*: the rules where they say anything, the
           model where they are silent, and *settled*: both, but the model's type where events/arbitrate.py lets it stand over the
           rules'. Macro-F1 over the types in gold. *certain*: what the model says above its threshold.
held_out   Families of our own phrasing that training left out (`python training/events/generate.py --out CLAUSES` writes them), with the
           8-bit network as shipped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from detente.actors import Cast
from detente.evaluation.events import for_pair
from detente.events import arbitrate
from detente.events.coder import Coder, acts
from detente.events.learned import Case, Guess, Typer, load_typer, read_card
from detente.language import analyse
from detente.records import Article, Event, Span
from evals import gold_events as gold_

FOLDS = 10  # training/events/train.py deals families into as many


class Answer(NamedTuple):
    """What each way says of one record; `rules` is None where they are silent."""

    gold: str
    rules: str | None
    model: str
    guess: Guess

    @property
    def both(self) -> str:
        """The rules' type, or the model's where they have none."""
        return self.rules or self.model

    @property
    def settled(self) -> str:
        """The same, but the model's where it is let stand over the rules."""
        stands = self.rules is not None and arbitrate.stands(self.guess, over=self.rules)
        return self.guess.type if stands else self.both


def by_rules(record: gold_.Record) -> list[Event]:
    """The events the rules alone code as having happened."""
    document = analyse(Article(id=record.id, text=record.text, date=record.date or None))
    cast = Cast(document)
    found = Coder(document, cast, acts(document, cast)).events()
    return [e for e in found if e.status in ("reported", "claimed") and not e.background]


def find(word: str, text: str, start: int = 0) -> Span | None:
    """Where a word or name stands in a text, whatever its case; as part of a word only if it does not stand alone."""
    for pattern in (rf"\b{re.escape(word)}\b", re.escape(word)):
        match = re.compile(pattern, re.IGNORECASE).search(text, start)
        if match and word:
            return match.span()
    return None


def gold_case(row: dict[str, Any]) -> Case | None:
    """A PLOVER record as a case; None where the first of its event words is not in its text."""
    text = str(row["text"])
    words = str(row["eventText"]).split()
    predicate = find(words[0], text) if words else None
    if predicate is None:
        return None
    actors = list(spans(row.get("source"), text))
    recipients = [*spans(row.get("target"), text), *actors[1:]]  # the second of two who act together is the other side
    return Case(text, predicate, next(iter(actors), None), next(iter(recipients), None))


def spans(side: object, text: str) -> Iterable[Span]:
    """Where the actors a coder marked stand."""
    for item in side if isinstance(side, list) else []:
        if isinstance(item, dict) and (span := find(str(item.get("actorText", "")), text)):
            yield span


def answers(typer: Typer) -> list[Answer]:
    """All three answers to every PLOVER record whose predicate can be found."""
    rows = json.loads(gold_.PLOVER.read_text(encoding="utf-8"), strict=False)
    records = {record.id: record for record in gold_.plover()}
    types = read_card().types
    found = []
    for row in rows:
        case = None if row["event"] == "DOCUMENT" else gold_case(row)
        if case is None:
            continue
        record = records[str(row["id"])]
        event = for_pair(by_rules(record), record.gold[0])
        scores = typer.scores(case)
        best = max((t for t in types if t != "NONE"), key=lambda t: scores[types.index(t)])
        found.append(Answer(record.gold[0].type, event.type if event else None, best, typer.type([case])[0]))
    return found


def macro(gold: Sequence[str], said: Sequence[str | None]) -> float:
    """Macro-F1 over the types in gold; None counts as silence."""
    f1 = []
    for kind in sorted(set(gold)):
        hits = sum(g == s == kind for g, s in zip(gold, said, strict=True))
        f1.append(2 * hits / (sum(g == kind for g in gold) + sum(s == kind for s in said)))
    return sum(f1) / len(f1)


def plover() -> dict[str, float]:
    """Macro-F1 and accuracy of the three ways, and the model's precision above its threshold."""
    found = answers(load_typer())
    gold = [a.gold for a in found]
    silent = [a for a in found if a.rules is None]
    certain = [a for a in found if a.guess.certain and a.guess.type != "NONE"]
    clash = [a for a in certain if a.rules is not None and a.rules != a.guess.type]
    scores: dict[str, float] = {"records": len(found), "rules_silent": len(silent), "certain": len(certain)}
    for name in ("rules", "model", "both", "settled"):
        said = [getattr(a, name) for a in found]
        scores[f"{name}_macro_f1"] = macro(gold, said)
        scores[f"{name}_accuracy"] = sum(g == s for g, s in zip(gold, said, strict=True)) / len(found)
    scores["certain_precision"] = share(a.guess.type == a.gold for a in certain)
    scores["silent_model_accuracy"] = share(a.model == a.gold for a in silent)
    scores["silent_certain"] = sum(a.guess.certain and a.guess.type != "NONE" for a in silent)
    scores["silent_certain_precision"] = share(a.guess.type == a.gold for a in silent if a in certain)
    scores["certain_against_rules"] = len(clash)
    scores["certain_against_rules_right"] = share(a.guess.type == a.gold for a in clash)
    for kind in sorted(set(gold)):
        scores[f"model_recall_{kind}"] = share(a.model == kind for a in found if a.gold == kind)
    return scores


def share(truths: Iterable[bool]) -> float:
    """The share of those that hold; 0 of none."""
    listed = list(truths)
    return sum(listed) / len(listed) if listed else 0.0


def held_out(path: Path, fold: int = 0) -> dict[str, float]:
    """The shipped network on the families of a fold that training left out, in the half that did not set the threshold."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    names = sorted({row["family"] for row in rows})
    random.Random(0).shuffle(names)
    left = {name for number, name in enumerate(names) if number % FOLDS == fold and _is_test(name)}
    chosen = [row for row in rows if row["family"] in left]
    guesses = load_typer().type([_case(row) for row in chosen])
    passed = [(g, r) for g, r in zip(guesses, chosen, strict=True) if g.certain and g.type != "NONE"]
    return {
        "clauses": len(chosen),
        "families": len(left),
        "macro_f1": macro([r["type"] for r in chosen], [g.type for g in guesses]),
        "by_family_macro_f1": _by_family(chosen, guesses),
        "certain_share": len(passed) / max(1, sum(r["type"] != "NONE" for r in chosen)),
        "certain_precision": share(g.type == r["type"] for g, r in passed),
    }


def _by_family(rows: Sequence[dict[str, Any]], guesses: Sequence[Guess]) -> float:
    """Macro-F1 with one vote a family: the type most of its clauses were given."""
    votes: dict[str, list[str]] = {}
    gold = {row["family"]: row["type"] for row in rows}
    for row, guess in zip(rows, guesses, strict=True):
        votes.setdefault(row["family"], []).append(guess.type)
    order = sorted(gold)
    return macro([gold[f] for f in order], [max(sorted(set(votes[f])), key=votes[f].count) for f in order])


def _is_test(family: str) -> bool:
    return int(hashlib.sha256(family.encode()).hexdigest(), 16) % 2 == 1


def _case(row: dict[str, Any]) -> Case:
    return Case(row["text"], *(tuple(row[n]) if row[n] else None for n in ("predicate", "actor", "recipient")))  # type: ignore[arg-type]


def main() -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser(description="How well the learned typer types clauses.")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--held-out", type=Path, help="clauses written by training/events/generate.py")
    args = parser.parse_args()
    scores: dict[str, Any] = {"numpy": np.__version__}
    if gold_.PLOVER.is_file():
        scores["plover"] = plover() | {"gold_sha256": gold_.fingerprint(gold_.PLOVER)}
    if args.held_out:
        scores["held_out"] = held_out(args.held_out)
    text = json.dumps(scores, indent=1)
    if args.json:
        args.json.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
