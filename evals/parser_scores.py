"""Score the language model on gold words, beside the weights the project began with.

    PYTHONPATH=src python -m evals.parser_scores            # a table
    PYTHONPATH=src python -m evals.parser_scores --json     # the same as JSON, with data hashes and hardware
    PYTHONPATH=src python -m evals.parser_scores --check    # and fail if a score is below evals/floors.json

All scores are percentages. UPOS, XPOS: share of words. UAS, LAS: share of words with the right head; and relation,
subtypes and punctuation counted. verb_args: F1 of (verb, agent or patient, head of the phrase) over gold verbs and
nominals, blind to how names are headed inside. entities: strict F1 of PER, ORG and LOC spans. lemma: ignoring case,
given the gold XPOS, and given the model's. Speed: sentences of more than seven words, on one core.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
from training.corpora import NER_TEST, Token, entity_spans, read_conllu, read_entities, sha256

from detente.language import weights
from detente.language.lemma import lemma
from detente.language.parser import Encoder, Parser, best_tree, is_tree

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "evals/floors.json"
TREEBANKS = {
    "ewt_test": "ud/ewt-test.conllu",
    "gum_test": "ud/gumclean-test.conllu",
    "gum_news_test": "ud/gumnews-test.conllu",
    "pud_news": "ud/pudnews.conllu",
}
SPEED = ("pud_news", "gum_news_test")
NOMINAL = {"NOUN", "PROPN", "PRON"}
ROLES = {"nsubj": "agent", "nsubj:outer": "agent", "obl:agent": "agent", "nsubj:pass": "patient", "obj": "patient"}
INSIDE = {"flat", "compound", "nummod", "goeswith"}  # relations inside a name: which word heads it is convention

Scores = dict[str, float]
Argument = tuple[int, str, int]  # verb, role, head of the phrase


class Answer(NamedTuple):
    """What a model says of one sentence."""

    heads: list[int]
    rels: list[str]
    upos: list[str]
    xpos: list[str]


Model = Callable[[Sequence[Sequence[str]]], list[Answer]]


def shared() -> Path:
    """The folder of data that is not in the repository."""
    return Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))


def ours(parser: Parser) -> Model:
    """The model of this repository."""
    return lambda sentences: [Answer(p.heads, p.rels, p.upos, p.xpos) for p in parser.parse(sentences)]


def given(folder: Path) -> Model:
    """The model the project began with, in batches of 16 of similar length as it was measured then.

    Its trees come from our decoder; relations are those of its greedy heads.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(folder / "parser.onnx"), options, providers=["CPUExecutionProvider"])
    encoder = Encoder.from_file(folder / "tokenizer.json")
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))

    def run(sentences: Sequence[Sequence[str]]) -> list[Answer]:
        encoded = [encoder.encode(words) for words in sentences]
        order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].pieces))
        answers: dict[int, Answer] = {}
        for start in range(0, len(order), 16):
            batch = order[start : start + 16]
            feed = padded([(encoded[i].pieces, encoded[i].first) for i in batch])
            arcs, heads, rels, upos, xpos = session.run(["arcs", "heads", "rels", "upos", "xpos"], feed)
            for b, i in enumerate(batch):
                n = len(encoded[i].first)
                tree = heads[b, :n].tolist() if is_tree(heads[b, :n].tolist()) else best_tree(arcs[b, :n, : n + 1])
                rows = [[labels[key][k] for k in x[b, :n]] for key, x in (("r", rels), ("u", upos), ("x", xpos))]
                answers[i] = Answer([int(head) for head in tree], *rows)
        return [answers[i] for i in range(len(encoded))]

    return run


def padded(batch: Sequence[tuple[list[int], list[int]]]) -> dict[str, Any]:
    """The inputs of the given model: (pieces, first piece of each word) of each sentence."""
    length, width = max(len(pieces) for pieces, _ in batch), max(len(first) for _, first in batch)
    feed = {name: np.zeros((len(batch), length), np.int64) for name in ("input_ids", "attention_mask")}
    feed |= {name: np.zeros((len(batch), width + 1), np.int64) for name in ("first", "wmask")}
    for b, (pieces, first) in enumerate(batch):
        feed["input_ids"][b, : len(pieces)] = pieces
        feed["attention_mask"][b, : len(pieces)] = 1
        feed["first"][b, 1 : len(first) + 1] = first
        feed["wmask"][b, : len(first) + 1] = 1
    return feed


def arguments(upos: Sequence[str], heads: Sequence[int], rels: Sequence[str]) -> set[Argument]:
    """Agents and patients of verbs; upos are the gold ones for gold and model alike."""
    return {
        (head - 1, ROLES[rel], i)
        for i, (head, rel) in enumerate(zip(heads, rels, strict=True))
        if head and rel in ROLES and upos[head - 1] == "VERB" and upos[i] in NOMINAL
    }


def phrase(sentence: Sequence[Token], head: int) -> set[int]:
    """The words of a name or number around its head: any of them counts as its head."""
    children = defaultdict(list)
    for i, token in enumerate(sentence):
        if token.rel.split(":")[0] in INSIDE:
            children[token.head - 1].append(i)
    found, todo = {head}, [head]
    while todo:
        new = children[todo.pop()]
        found.update(new)
        todo.extend(new)
    return found


def count_arguments(sentence: Sequence[Token], answer: Answer) -> tuple[int, int, int]:
    """(right, found, wanted) agents and patients."""
    upos = [token.upos for token in sentence]
    wanted = arguments(upos, [t.head for t in sentence], [t.rel for t in sentence])
    found = arguments(upos, answer.heads, answer.rels)
    used: set[Argument] = set()
    right = 0
    for verb, role, head in wanted:
        same = {a for a in found if a[:2] == (verb, role) and a[2] in phrase(sentence, head)}
        right += bool(same)
        used |= same
    # Two words of one gold phrase are one finding.
    return right, right + len(found - used), len(wanted)


def f1(right: int, found: int, wanted: int) -> float:
    """F1 in percent."""
    return 100 * 2 * right / max(1, found + wanted)


def treebank_scores(sentences: Sequence[Sequence[Token]], model: Model) -> Scores:
    """Tags, attachment, arguments and lemmas over one treebank."""
    answers = model([[token.form for token in sentence] for sentence in sentences])
    right: dict[str, int] = defaultdict(int)
    counts = [0, 0, 0]
    for sentence, answer in zip(sentences, answers, strict=True):
        for token, head, rel, upos, xpos in zip(sentence, *answer, strict=True):
            right["words"] += 1
            right["upos"] += upos == token.upos
            right["xpos"] += xpos == token.xpos
            right["uas"] += head == token.head
            right["las"] += head == token.head and rel == token.rel
            right["lemma_gold_xpos"] += lemma(token.form, token.xpos).lower() == token.lemma.lower()
            right["lemma"] += lemma(token.form, xpos).lower() == token.lemma.lower()
        counts = [a + b for a, b in zip(counts, count_arguments(sentence, answer), strict=True)]
    words = right.pop("words")
    scores = {name: 100 * count / words for name, count in right.items()}
    return {name: round(score, 2) for name, score in (scores | {"verb_args": f1(*counts)}).items()}


def entity_scores(sentences: Sequence[tuple[list[str], list[str]]], parser: Parser) -> Scores:
    """Strict F1 over all types and of each."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    parses = parser.parse([words for words, _ in sentences])
    for (_, tags), parsed in zip(sentences, parses, strict=True):
        wanted, found = entity_spans(tags), entity_spans(parsed.entities)
        for kind in ("PER", "ORG", "LOC"):
            here = [{span for span in spans if span[2] == kind} for spans in (wanted, found)]
            for name in ("entities", f"entities_{kind}"):
                row = (len(here[0] & here[1]), len(here[1]), len(here[0]))
                counts[name] = [a + b for a, b in zip(counts[name], row, strict=True)]
    return {name: round(f1(*row), 2) for name, row in counts.items()}


def speed(sentences: Sequence[Sequence[str]], model: Model, rounds: int = 3) -> Scores:
    """Sentences a second of processor time, the best of a few rounds, and by the clock."""
    model(sentences[:64])
    times = []
    for _ in range(rounds):
        cpu, wall = time.process_time(), time.perf_counter()
        model(sentences)
        times.append((time.process_time() - cpu, time.perf_counter() - wall))
    words = sum(map(len, sentences)) / len(sentences)
    return {
        "sentences_per_cpu_second": round(len(sentences) / min(cpu for cpu, _ in times), 1),
        "sentences_per_second": round(len(sentences) / min(wall for _, wall in times), 1),
        "words_per_sentence": round(words, 1),
    }


def hardware() -> dict[str, Any]:
    """What the speed was measured on."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    except OSError:
        names = []
    return {
        "cpu": names[0] if names else platform.processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "onnxruntime": onnxruntime.__version__,
    }


def measure(data: Path, models: Path) -> dict[str, Any]:
    """Every score of both models, with what is needed to measure again."""
    parser = Parser.load()
    treebanks = {name: list(read_conllu(data / path)) for name, path in TREEBANKS.items()}
    entities = {name: list(read_entities(data / path, *columns)) for name, (path, columns) in NER_TEST.items()}
    timed = [[t.form for t in s] for name in SPEED for s in treebanks[name] if len(s) > 7]
    contestants = {"detente": ours(parser)}
    if (models / "parser.onnx").is_file():
        contestants["given"] = given(models)
    results: dict[str, Any] = {}
    for who, model in contestants.items():
        results[who] = {name: treebank_scores(sentences, model) for name, sentences in treebanks.items()}
        results[who]["speed"] = speed(timed, model)
    results["detente"] |= {name: entity_scores(sentences, parser) for name, sentences in entities.items()}
    paths = {**TREEBANKS, **{name: path for name, (path, _) in NER_TEST.items()}}
    return {
        "command": "PYTHONPATH=src python -m evals.parser_scores " + " ".join(sys.argv[1:]),
        "hardware": hardware(),
        "data": {name: {"file": path, "sha256": sha256(data / path)} for name, path in paths.items()},
        "weights": weights.sums()["model.onnx"],
        "scores": results,
    }


def below(report: dict[str, Any], floors: dict[str, Any]) -> list[str]:
    """What is below its floor, or was measured on other data than its floor.

    The floors are the scores of the shipped weights as measured; the slack (in points) is for processors that round otherwise.
    """
    wrong = []
    slack = floors["slack"]
    for name, wanted in floors["floors"].items():
        if report["data"][name]["sha256"] != floors["data"][name]:
            wrong.append(f"{name}: the data is not what the floor was measured on")
        got = report["scores"]["detente"][name]
        wrong += [f"{name} {key}: {got[key]} < {floor}" for key, floor in wanted.items() if got[key] < floor - slack]
    return wrong


def table(report: dict[str, Any]) -> str:
    """The scores for people."""
    lines = [json.dumps(report["hardware"]), f"weights {report['weights'][:12]}"]
    for who, parts in report["scores"].items():
        for name, scores in parts.items():
            digest = report["data"].get(name, {}).get("sha256", "")[:8]
            lines.append(f"{who:8} {name:24} {digest:9}" + "  ".join(f"{key} {x}" for key, x in scores.items()))
    return "\n".join(lines)


def main() -> int:
    """Measure and print; with --check, 1 if a score is below its floor."""
    cli = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    cli.add_argument("--json", action="store_true", help="print JSON")
    cli.add_argument("--check", action="store_true", help="compare with evals/floors.json")
    args = cli.parse_args()
    report = measure(shared() / "data", shared() / "models")
    print(json.dumps(report, indent=1) if args.json else table(report))
    if not args.check:
        return 0
    wrong = below(report, json.loads(FLOORS.read_text(encoding="utf-8"))["parser"])
    print("\n".join(wrong) or "all floors hold", file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
