"""Words in, grammar out: tags, dependencies, lemmas and names of each sentence.

One small network does all of it: a MiniLM encoder that sees letter case, with linear heads for the tags and names and
biaffine heads for Universal Dependencies, in 8-bit ONNX. How it was made: training/README.md. How well it does and
where it fails: weights/MODEL_CARD.md.

    >>> load_parser().parse([["India", "struck", "first", "."]])[0].rels
    ['nsubj', 'root', 'advmod', 'punct']
"""

from __future__ import annotations

import functools
import itertools
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
from detente.language.graph import given_out
from detente.language.lemma import lemma

CLS, SEP, UNK = 101, 102, 100  # pieces of the BERT uncased vocabulary
SHAPES = 5  # the values of `shape`
MAX_PIECES_PER_WORD = 12  # of a web address or a hash the beginning says enough
MAX_PIECES = 510  # the encoder has 512 positions, two of them for [CLS] and [SEP]
MAX_WORDS = 250  # a longer "sentence" is a table or a list; it is parsed in parts
CACHED_WORDS = 100_000
BATCH_PIECES = 512  # from 256 on, larger batches are no faster
MIDDLE = 2  # the layer whose vectors the learned heads start from
KEPT_PIECES = 20_000  # of how many pieces a parse keeps those vectors: 30 MB
FAR = -1e4  # what the score of a head that cannot be is lowered by
OUTPUTS = ("arcs", "heads", "upos", "xpos", "entities", "dependents", "governors")
PUNCTUATION = frozenset('.,;:!?-–—()[]|/•*"')

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Vectors = NDArray[np.float32]


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
        known = self._known
        for word in words:
            ids, kind = known.get(word) or self.word(word)
            first.append(len(pieces))
            pieces += ids
            shapes += [kind] * len(ids)
        return Encoded([*pieces, SEP], [*shapes, 0], first)

    def parts(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """(start, end) of the parts a sentence is parsed in: one, unless it is too long for the encoder.

        A long one is cut after the last punctuation mark that fits, or where it must be if there is none in the
        second half of what fits.
        """
        if 0 < len(words) <= MAX_PIECES // MAX_PIECES_PER_WORD:  # whatever its words, it fits
            return [(0, len(words))]
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


Batch = tuple[list[list[str]], list[Encoded]]  # sentences of the same number of pieces, as words and as numbers


class Networks(NamedTuple):
    """model.onnx, which reads sentences, and relations.onnx, which names the relations of a tree.

    middle: the output of model.onnx that holds the vectors at the end of layer MIDDLE.
    """

    words: onnxruntime.InferenceSession
    relations: onnxruntime.InferenceSession
    middle: str


class Parser:
    """The network and its labels. Made by Parser.load or load_parser; safe to share between threads."""

    def __init__(self, networks: Networks, encoder: Encoder, labels: Labels, *, threads: int = 1) -> None:
        self.encoder = encoder
        self._networks = networks
        self._labels = labels
        self._threads = threads
        self._middles: dict[tuple[int, ...], Vectors] = {}  # of the sentences parsed last, by pieces and shapes

    @classmethod
    def load(cls, path: Path | None = None, *, threads: int = 1) -> Parser:
        """The parser in a folder of weights (the package's own by default), each file checked by its SHA-256.

        With more threads, parse spreads sentences over them; the parses are the same.
        """
        folder = path or weights.FOLDER
        model, middle = given_out(weights.read("model.onnx", folder), MIDDLE)
        networks = Networks(session(model), session(weights.read("relations.onnx", folder)), middle)
        tokenizer = Tokenizer.from_str(weights.read("tokenizer.json", folder).decode())
        labels = Labels(**json.loads(weights.read("labels.json", folder)))
        return cls(networks, Encoder(tokenizer), labels, threads=threads)

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        """Parses of the sentences (lists of words), in their order. An empty sentence gives an empty parse.

        Sentences of the same length go through the network together, without padding; what goes together does not change a parse.
        A sentence that stands there more than once is parsed once.
        """
        if len(single := dict.fromkeys(map(tuple, sentences))) < len(sentences):
            parses = dict(zip(single, self.parse(list(single)), strict=True))
            return [parses[tuple(words)] for words in sentences]
        parts = [(n, list(words[a:b])) for n, words in enumerate(sentences) for a, b in self.encoder.parts(words)]
        encoded = [self.encoder.encode(words) for _, words in parts]
        self._middles = {}
        rounds = gathered(batched([len(e.pieces) for e in encoded]), encoded)

        def run(batches: list[list[int]]) -> list[Parse]:
            return self._round([([parts[i][1] for i in batch], [encoded[i] for i in batch]) for batch in batches])

        if self._threads == 1:
            results = [run(batches) for batches in rounds]
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                results = list(pool.map(run, rounds))
        order = (i for batches in rounds for batch in batches for i in batch)
        found = dict(zip(order, itertools.chain(*results), strict=True))
        whole: list[list[Parse]] = [[] for _ in sentences]
        for i, (n, _) in enumerate(parts):
            whole[n].append(found[i])
        return [join(parses) for parses in whole]

    def _round(self, batches: list[Batch]) -> list[Parse]:
        """The parses of a few batches; where the best heads of a sentence are no tree, the best tree's are taken."""
        outputs = []
        heads: list[list[int]] = []
        for _, batch in batches:
            arcs, places, *rest, middles = self._networks.words.run((*OUTPUTS, self._networks.middle), feed(batch))
            outputs.append(rest)
            self._keep(batch, middles)
            for row, arc, encoded in zip(places.tolist(), arcs, batch, strict=True):
                w = len(encoded.first)
                best = row[1 : w + 1]
                heads.append(best if is_tree(best) else best_tree(arc[1 : w + 1, : w + 1]))
        rows = [np.concatenate(parts) if len(parts) > 1 else parts[0] for parts in zip(*outputs, strict=True)]
        return self._parses([words for sentences, _ in batches for words in sentences], heads, rows)

    def _keep(self, batch: Sequence[Encoded], middles: Vectors) -> None:
        """The vectors of layer MIDDLE, (B, L, 384), of as many of the sentences parsed last as there is room for."""
        length = middles.shape[1]
        if (len(self._middles) + len(batch)) * length <= KEPT_PIECES:
            self._middles |= {(*e.pieces, *e.shapes): middles[i : i + 1] for i, e in enumerate(batch)}

    def middle(self, pieces: Sequence[int], shapes: Sequence[int]) -> Vectors:
        """(1, L, 384), the vectors at the end of layer MIDDLE of a sentence in pieces and shapes, [CLS] and [SEP] included."""
        known = self._middles.get((*pieces, *shapes))
        if known is not None:
            return known
        options = onnxruntime.RunOptions()
        options.only_execute_path_to_fetches = True
        given = feed([Encoded(list(pieces), list(shapes), [])])
        return np.asarray(self._networks.words.run([self._networks.middle], given, options)[0], np.float32)

    def _parses(self, sentences: list[list[str]], heads: list[list[int]], rows: list[NDArray[Any]]) -> list[Parse]:
        """Parses of the network's outputs by row: of each sentence the root's, then its words'."""
        upos, xpos, entities, dependents, governors = rows
        rels = self._relations(heads, dependents, governors)
        labels = self._labels
        tagged, fine = ([names[i] for i in x.tolist()] for names, x in ((labels.upos, upos), (labels.xpos, xpos)))
        tags = entities.argmax(1).tolist()
        parses = []
        at = row = 0
        for words, tree in zip(sentences, heads, strict=True):
            own = slice(row + 1, row + 1 + len(words))
            parses.append(
                Parse(
                    words=words,
                    heads=tree,
                    rels=rels[at : at + len(words)],
                    upos=tagged[own],
                    xpos=fine[own],
                    lemmas=[lemma(word, tag) for word, tag in zip(words, fine[own], strict=True)],
                    entities=best_tags(entities[own], labels.entities, tags[own]),
                )
            )
            at, row = at + len(words), own.stop
        return parses

    def _relations(self, heads: list[list[int]], dependents: NDArray[Any], governors: NDArray[Any]) -> list[str]:
        """The relation of each word of each sentence to its head; vectors: (R, 96), of each sentence the root's row first."""
        above: list[int] = []
        own: list[int] = []
        start = 0
        for tree in heads:
            above += [start + head for head in tree]
            own += range(start + 1, start + 1 + len(tree))
            start += 1 + len(tree)
        given = {
            "dependents": dependents[own],
            "governors": governors,
            "heads": np.array(above, np.int64),
            "at_root": np.array([not head for tree in heads for head in tree], np.bool_),
        }
        return [self._labels.rels[i] for i in self._networks.relations.run(None, given)[0].tolist()]


@functools.cache
def load_parser() -> Parser:
    """The package's parser, loaded once per process."""
    return Parser.load()


def session(model: bytes) -> onnxruntime.InferenceSession:
    """A network on one thread: within a batch there is too little to share out, so threads take whole batches."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    basic = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC  # the graph is fused already
    options.graph_optimization_level = basic
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def batched(lengths: Sequence[int]) -> list[list[int]]:
    """Indices of sentences in batches of the same length and at most BATCH_PIECES pieces (or one sentence)."""
    same: dict[int, list[int]] = {}
    for i, length in enumerate(lengths):
        same.setdefault(length, []).append(i)
    batches = []
    for length, indices in same.items():
        size = max(1, BATCH_PIECES // length)
        batches += [indices[start : start + size] for start in range(0, len(indices), size)]
    return batches


def gathered(batches: list[list[int]], encoded: Sequence[Encoded]) -> list[list[list[int]]]:
    """Batches in rounds of at most BATCH_PIECES pieces: small ones name their relations together."""
    rounds: list[list[list[int]]] = []
    room = 0
    for batch in batches:
        size = sum(len(encoded[i].pieces) for i in batch)
        if size > room:
            rounds.append([])
            room = BATCH_PIECES
        rounds[-1].append(batch)
        room -= size
    return rounds


def feed(batch: Sequence[Encoded]) -> dict[str, NDArray[Any]]:
    """The inputs of model.onnx (training/export.py says what they are) for sentences of the same number of pieces.

    The P places of a sentence are one fewer than its pieces, whatever its words: their number may not depend on the batch.
    """
    length = len(batch[0].pieces)
    places = length - 1
    first: list[int] = []
    slots = np.zeros((len(batch), places), np.int64)
    outside = np.zeros((len(batch), 1, places), np.float32)
    for b, encoded in enumerate(batch):
        start, end = len(first), len(encoded.first) + 1
        slots[b, :end] = range(start, start + end)
        slots[b, end:] = start
        outside[b, 0, end:] = FAR
        first.append(b * length)
        first += [b * length + i for i in encoded.first]
    itself = np.zeros((places, places), np.float32)
    np.fill_diagonal(itself, FAR)
    return {
        "pieces": np.array([encoded.pieces for encoded in batch], np.int64),
        "shapes": np.array([encoded.shapes for encoded in batch], np.int64),
        "first": np.array(first, np.int64),
        "slots": slots,
        "barred": itself + outside,
    }


def is_tree(heads: Sequence[int]) -> bool:
    """Whether heads (0 the root, else 1-based) form one tree with one root."""
    if heads.count(0) != 1:
        return False
    known = [True] + [False] * len(heads)  # leads to the root
    for word in range(1, len(heads) + 1):
        path: list[int] = []
        while not known[word]:
            if len(path) > len(heads):
                return False
            path.append(word)
            word = heads[word - 1]
        for passed in path:
            known[passed] = True
    return True


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
    outside = np.ones(len(heads), np.bool_)
    outside[cycle] = False
    rest = np.flatnonzero(outside)
    # One node stands for the cycle. An arc into it gains its score and loses the cycle's arc that it replaces.
    apart = scores[rest]
    into = scores[cycle][:, rest] - scores[cycle, heads[cycle]][:, None]
    out_of = apart[:, cycle]
    enter, leave = into.argmax(0), out_of.argmax(1)
    k = len(rest)
    smaller = np.full((k + 1, k + 1), -np.inf)
    smaller[:k, :k] = apart[:, rest]
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


def best_tags(scores: NDArray[Any], labels: Sequence[str], best: Sequence[int]) -> list[str]:
    """The best BIO tags in which an I continues a name of its own type; scores: (W, tags), best: the highest of each row.

    The best tag of each word, unless that breaks the rule: only then is the best path searched (Viterbi).
    """
    choice = [labels[i] for i in best]
    before = "O"
    for tag in choice:
        if tag[0] == "I" and before[1:] != tag[1:]:
            break
        before = tag
    else:
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
