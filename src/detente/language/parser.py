"""Words in, grammar out: tags, dependencies, lemmas and names of each sentence.

One small network does all of it: a MiniLM encoder that sees letter case, with linear heads for the tags and names and
biaffine heads for Universal Dependencies, in 8-bit ONNX. How it was made: training/README.md. How well it does and
where it fails: weights/MODEL_CARD.md.

    >>> load_parser().parse([["India", "struck", "first", "."]])[0].rels
    ['nsubj', 'root', 'advmod', 'punct']
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from detente.language import weights
from detente.language.lemma import lemma

CLS, SEP, UNK = 101, 102, 100  # pieces of the BERT uncased vocabulary
SHAPES = 5  # the values of `shape`
MAX_PIECES_PER_WORD = 12  # of a web address or a hash the beginning says enough
MAX_PIECES = 510  # the encoder has 512 positions, two of them for [CLS] and [SEP]
MAX_WORDS = 250  # a longer "sentence" is a table or a list; it is parsed in parts
CACHED_WORDS = 100_000
OUTPUTS = ("arcs", "heads", "rels", "upos", "xpos", "entities")
PUNCTUATION = frozenset('.,;:!?-–—()[]|/•*"')

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed sentence; every list has one entry per word.

    heads: 0 for the root, else the 1-based index of the head, always one tree with one root. rels: Universal
    Dependencies relations. upos, xpos: universal and Penn tags. entities: BIO tags over PER, ORG and LOC.
    """

    words: list[str]
    heads: list[int]
    rels: list[str]
    upos: list[str]
    xpos: list[str]
    lemmas: list[str]
    entities: list[str]


class Encoded(NamedTuple):
    """Words as numbers: pieces and letter shapes with [CLS] and [SEP], and the first piece of each word."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]


class Labels(NamedTuple):
    """The label sets, in the order of the network's outputs."""

    upos: list[str]
    xpos: list[str]
    rels: list[str]
    entities: list[str]


def shape(word: str) -> int:
    """The letter case of a word: 0 lower or none, 1 Title, 2 UPPER, 3 one capital, 4 miXed.

    The encoder's vocabulary is lower case only; this is what it would otherwise not know.
    """
    letters = [c for c in word if c.isalpha()]
    if not any(c.isupper() for c in letters):
        return 0
    if all(c.isupper() for c in letters):
        return 2 if len(letters) > 1 else 3
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return 1
    return 4


class Encoder:
    """Turns words into pieces, word by word, so that a word always has the same pieces."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[list[int], int]] = {}

    @classmethod
    def from_file(cls, path: Path) -> Encoder:
        """An encoder over a tokenizer.json."""
        return cls(Tokenizer.from_file(str(path)))

    def word(self, word: str) -> tuple[list[int], int]:
        """The pieces (at least one, at most MAX_PIECES_PER_WORD) and the shape of a word."""
        known = self._known.get(word)
        if known is None:
            pieces = self._tokenizer.encode(word, add_special_tokens=False).ids[:MAX_PIECES_PER_WORD]
            if len(self._known) >= CACHED_WORDS:
                self._known.clear()
            known = self._known[word] = (pieces or [UNK], shape(word))
        return known

    def encode(self, words: Sequence[str]) -> Encoded:
        """The numbers of a sentence."""
        pieces, shapes, first = [CLS], [0], []
        for word in words:
            ids, kind = self.word(word)
            first.append(len(pieces))
            pieces += ids
            shapes += [kind] * len(ids)
        return Encoded([*pieces, SEP], [*shapes, 0], first)

    def parts(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """(start, end) of the parts a sentence is parsed in: one, unless it is too long for the encoder.

        A long one is cut after the last punctuation mark that fits, or where it must be if there is none in the
        second half of what fits.
        """
        parts = []
        start = 0
        while start < len(words):
            end = self._reach(words, start)
            if end < len(words):
                marks = (i + 1 for i in range(end - 1, (start + end) // 2, -1) if words[i] in PUNCTUATION)
                end = next(marks, end)
            parts.append((start, end))
            start = end
        return parts

    def _reach(self, words: Sequence[str], start: int) -> int:
        """The end of the longest part that starts at `start` and fits the encoder."""
        end, room = start, MAX_PIECES
        while end < len(words) and end - start < MAX_WORDS:
            room -= len(self.word(words[end])[0])
            if room < 0:
                break
            end += 1
        return end


class Parser:
    """The network and its labels. Made by Parser.load or load_parser; safe to share between threads."""

    def __init__(
        self, session: onnxruntime.InferenceSession, encoder: Encoder, labels: Labels, *, threads: int = 1
    ) -> None:
        self._session = session
        self._encoder = encoder
        self._labels = labels
        self._threads = threads

    @classmethod
    def load(cls, path: Path | None = None, *, threads: int = 1) -> Parser:
        """The parser in a folder of weights (the package's own by default), each file checked by its SHA-256.

        With more threads, parse spreads sentences over them; the parses are the same.
        """
        folder = path or weights.FOLDER
        options = onnxruntime.SessionOptions()
        # Within one sentence there is too little to share out: threads take whole sentences instead.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.graph_optimization_level = (
            onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        )  # the graph is fused already
        options.log_severity_level = 3
        model = weights.read("model.onnx", folder)
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_str(weights.read("tokenizer.json", folder).decode())
        labels = Labels(**json.loads(weights.read("labels.json", folder)))
        return cls(session, Encoder(tokenizer), labels, threads=threads)

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        """Parses of the sentences (lists of words), in their order. An empty sentence gives an empty parse.

        Every sentence goes through the network by itself. In a batch its parse would depend on its neighbours: 8-bit
        products scale their input by its largest value, and batches of 16 changed the parse of every third sentence.
        """
        if self._threads == 1:
            return [self._sentence(words) for words in sentences]
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(self._sentence, sentences))

    def _sentence(self, words: Sequence[str]) -> Parse:
        """The parse of one sentence, in parts if it is too long."""
        return join([self._part(list(words[start:end])) for start, end in self._encoder.parts(words)])

    def _part(self, words: list[str]) -> Parse:
        """The parse of words that fit the encoder; if the best heads are no tree, those of the best tree are taken."""
        encoded = self._encoder.encode(words)
        output = self._infer(encoded, None)
        if not is_tree(output["heads"]):
            output = self._infer(encoded, best_tree(output["arcs"]))
        labels = self._labels
        xpos = [labels.xpos[i] for i in output["xpos"].tolist()]
        return Parse(
            words=words,
            heads=output["heads"].tolist(),
            rels=[labels.rels[i] for i in output["rels"].tolist()],
            upos=[labels.upos[i] for i in output["upos"].tolist()],
            xpos=xpos,
            lemmas=[lemma(word, tag) for word, tag in zip(words, xpos, strict=True)],
            entities=best_tags(output["entities"], labels.entities),
        )

    def _infer(self, encoded: Encoded, heads: Sequence[int] | None) -> dict[str, NDArray[Any]]:
        """The network's outputs by name, for W words; relations are those of `heads` if they are given.

        arcs: (W, W + 1) scores of heads, the root first. heads, rels, upos, xpos: (W,). entities: (W, tags) scores.
        """
        feed = {
            "pieces": np.array([encoded.pieces], np.int64),
            "shapes": np.array([encoded.shapes], np.int64),
            "first": np.array([0, *encoded.first], np.int64),
            "force": np.array(heads or [-1] * len(encoded.first), np.int64),
        }
        return dict(zip(OUTPUTS, self._session.run(OUTPUTS, feed), strict=True))


@functools.cache
def load_parser() -> Parser:
    """The package's parser, loaded once per process."""
    return Parser.load()


def is_tree(heads: Ints) -> bool:
    """Whether (W,) heads form one tree with one root. Follows every word's heads in doubling steps."""
    if np.count_nonzero(heads == 0) != 1:
        return False
    up = np.concatenate([np.zeros(1, np.int64), heads])
    for _ in range(len(heads).bit_length()):
        up = up[up]
    return not up.any()


def best_tree(arcs: NDArray[Any]) -> list[int]:
    """Heads of the highest-scoring tree with exactly one root; arcs: (W, W + 1) scores, column 0 the root.

    If the maximum spanning arborescence has more roots than one, arcs from the root are made so dear that the best tree
    has as few of them as it can: one (Stanojević and Cohen, "A Root of a Problem", 2021).
    """
    n = arcs.shape[0]
    scores = np.full((n + 1, n + 1), -np.inf)
    scores[1:] = arcs
    np.fill_diagonal(scores, -np.inf)
    heads = arborescence(scores)[1:]
    if np.count_nonzero(heads == 0) > 1:
        finite = scores[np.isfinite(scores)]
        scores[1:, 0] -= (finite.max() - finite.min()) * (n + 1) + 1.0
        heads = arborescence(scores)[1:]
    return [int(head) for head in heads]


def arborescence(scores: Floats) -> Ints:
    """Chu-Liu/Edmonds: the best head of each node; scores: (N, N), dependents in rows, node 0 the root."""
    heads = np.asarray(scores.argmax(1), np.int64)
    heads[0] = 0
    cycle = find_cycle(heads)
    if not cycle.size:
        return heads
    rest = np.setdiff1d(np.arange(len(heads)), cycle)
    # One node stands for the cycle. An arc into it gains its score and loses the cycle's arc that it replaces.
    into = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    out_of = scores[np.ix_(rest, cycle)]
    enter, leave = into.argmax(0), out_of.argmax(1)
    k = len(rest)
    smaller = np.full((k + 1, k + 1), -np.inf)
    smaller[:k, :k] = scores[np.ix_(rest, rest)]
    smaller[k, :k] = into.max(0)
    smaller[:k, k] = out_of.max(1)
    inner = arborescence(smaller)
    for i in range(1, k):
        heads[rest[i]] = cycle[leave[i]] if inner[i] == k else rest[inner[i]]
    heads[cycle[enter[inner[k]]]] = rest[inner[k]]
    return heads


def find_cycle(heads: Ints) -> Ints:
    """The nodes of one cycle of (N,) heads, in rising order; empty if there is none. Node 0 is the root."""
    seen = [0] * len(heads)
    seen[0] = -1
    for start in range(1, len(heads)):
        node = start
        while not seen[node]:
            seen[node] = start
            node = int(heads[node])
        if seen[node] == start:
            cycle = [node]
            while int(heads[cycle[-1]]) != node:
                cycle.append(int(heads[cycle[-1]]))
            return np.sort(np.array(cycle, np.int64))
    return np.empty(0, np.int64)


def best_tags(scores: NDArray[Any], labels: Sequence[str]) -> list[str]:
    """The best BIO tags in which an I continues a name of its own type; scores: (W, tags).

    The best tag of each word, unless that breaks the rule: only then is the best path searched (Viterbi).
    """
    choice = [labels[i] for i in scores.argmax(1).tolist()]
    if all(follows(before, tag) for before, tag in zip(["O", *choice], choice, strict=False)):
        return choice
    allowed = np.array([[0.0 if follows(before, tag) else -np.inf for tag in labels] for before in labels])
    total = np.where([follows("O", tag) for tag in labels], scores[0].astype(np.float64), -np.inf)
    back = []
    for row in scores[1:]:
        paths = total[:, None] + allowed
        back.append(paths.argmax(0))
        total = paths.max(0) + row
    path = [int(total.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return [labels[i] for i in reversed(path)]


def follows(before: str, tag: str) -> bool:
    """Whether a BIO tag may come after another."""
    return not tag.startswith("I-") or before[1:] == tag[1:]


def join(parts: Sequence[Parse]) -> Parse:
    """One parse of parts parsed apart: the roots of the later parts hang from the first by `parataxis`."""
    if len(parts) == 1:
        return parts[0]
    whole = Parse([], [], [], [], [], [], [])
    for part in parts:
        offset = len(whole.words)
        top = whole.heads.index(0) + 1 if offset else 0
        whole.heads.extend(head + offset if head else top for head in part.heads)
        whole.rels.extend(
            "parataxis" if offset and not head else rel for head, rel in zip(part.heads, part.rels, strict=True)
        )
        for name in ("words", "upos", "xpos", "lemmas", "entities"):
            getattr(whole, name).extend(getattr(part, name))
    return whole
