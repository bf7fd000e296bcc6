"""The treebanks and the entity corpora: where they are, and how to read them. Standard library only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ENTITY_LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
# CrossNER names finer types; what is no person, organisation or place (election, event, misc) is O.
ENTITY_TYPES = {
    "PER": "PER", "person": "PER", "politician": "PER",
    "ORG": "ORG", "organisation": "ORG", "politicalparty": "ORG",
    "LOC": "LOC", "location": "LOC", "country": "LOC",
}  # fmt: skip
WEIGHTS = ("labels.json", "lemmas.json.gz", "model.onnx", "relations.onnx", "tokenizer.json")
UD_TRAIN = ("ud/ewt-train.conllu", "ud/gumclean-train.conllu")
UD_DEV = ("ud/ewt-dev.conllu", "ud/gumclean-dev.conllu")
# path and (column of the word, column of the tag, separator)
EntityColumns = tuple[int, int, str]
NER_TRAIN: tuple[tuple[str, EntityColumns], ...] = (
    ("ner/en_ewt-ud-dev.iob2", (1, 2, "\t")),
    ("ner/wikigold.txt", (0, 1, " ")),
    ("ner/crossner_pol_train.txt", (0, 1, "\t")),
    ("ner/crossner_pol_dev.txt", (0, 1, "\t")),
)
NER_TEST: dict[str, tuple[str, EntityColumns]] = {
    "uner_ewt_test": ("ner/en_ewt-ud-test.iob2", (1, 2, "\t")),
    "crossner_politics_test": ("ner/crossner_pol_test.txt", (0, 1, "\t")),
}


@dataclass(slots=True)
class Token:
    """One word line of a CoNLL-U file; `head` is 0 for the root, else the 1-based index of the head."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    rel: str


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_conllu(path: Path) -> Iterator[list[Token]]:
    """Sentences of a CoNLL-U file; multiword-token and empty-node lines are left out."""
    sentence: list[Token] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line:
            if sentence:
                yield sentence
            sentence = []
        elif not line.startswith("#"):
            column = line.split("\t")
            if column[0].isdigit():
                sentence.append(Token(column[1], column[2], column[3], column[4], int(column[6]), column[7]))
    if sentence:
        yield sentence


def read_entities(path: Path, word: int, tag: int, separator: str) -> Iterator[tuple[list[str], list[str]]]:
    """(words, BIO tags over PER, ORG, LOC) of each sentence of a column file."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        column = line.rstrip("\r").split(separator)
        if not line.strip():
            if words:
                yield words, normalise_tags(tags)
            words, tags = [], []
        elif not line.startswith("#") and len(column) > tag:
            words.append(column[word])
            tags.append(column[tag])


def entity_spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """(start, end, type) of each entity in IOB1 or BIO tags; end is exclusive."""
    spans: set[tuple[int, int, str]] = set()
    start, kind = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and (tag[0] != "I" or tag[2:] != kind):
            spans.add((start, i, kind))
            start = -1
        if tag != "O" and start < 0:
            start, kind = i, tag[2:]
    return spans


def normalise_tags(tags: Sequence[str]) -> list[str]:
    """The tags in BIO, types mapped to PER, ORG and LOC, other types dropped."""
    out = ["O"] * len(tags)
    for start, end, kind in entity_spans(tags):
        if kind in ENTITY_TYPES:
            out[start:end] = [f"I-{ENTITY_TYPES[kind]}"] * (end - start)
            out[start] = f"B-{ENTITY_TYPES[kind]}"
    return out


def write_sums(folder: Path) -> None:
    """Write SHA256SUMS of the weight files that are in the folder."""
    lines = [f"{sha256(folder / name)}  {name}\n" for name in WEIGHTS if (folder / name).is_file()]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="ascii")
