"""The parser: trees, limits, and the promise that a parse does not depend on its neighbours."""

from __future__ import annotations

import itertools
import json
import os
import shutil
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from detente.language import weights
from detente.language.parser import (
    BATCH_PIECES,
    MAX_PIECES,
    MAX_WORDS,
    Encoder,
    Parse,
    Parser,
    batched,
    best_tags,
    best_tree,
    feed,
    is_tree,
    load_parser,
    session,
    shape,
)

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
OFFER = "If India stops the attacks , we are ready to reduce the tension at the border .".split()
REPORT = "Khawaja Asif told Bloomberg on Wednesday that two soldiers were killed in Muzaffarabad .".split()
LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]

needs_shared = pytest.mark.skipif(not (SHARED / "data/ud").is_dir(), reason="needs the treebanks of ../shared")


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser()


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.from_file(weights.FOLDER / "tokenizer.json")


def tree_score(arcs: NDArray[np.float64], heads: tuple[int, ...]) -> float:
    return float(sum(arcs[i, head] for i, head in enumerate(heads)))


def assert_whole(parse: Parse, words: list[str]) -> None:
    assert parse.words == words
    assert is_tree(parse.heads)
    for values in (parse.rels, parse.upos, parse.xpos, parse.lemmas, parse.entities):
        assert len(values) == len(words)
    assert [rel == "root" for rel in parse.rels] == [head == 0 for head in parse.heads]


def test_a_conditional_offer(parser: Parser) -> None:
    parse = parser.parse([OFFER])[0]
    ready, stops = OFFER.index("ready"), OFFER.index("stops")
    assert parse.heads[ready] == 0
    assert (parse.heads[stops], parse.rels[stops]) == (ready + 1, "advcl")
    assert (parse.heads[1], parse.rels[1]) == (stops + 1, "nsubj")
    assert (parse.heads[0], parse.rels[0]) == (stops + 1, "mark")
    assert (parse.lemmas[2], parse.lemmas[4], parse.xpos[2]) == ("stop", "attack", "VBZ")
    assert parse.entities[1] == "B-LOC"


def test_names_of_people_bodies_and_places(parser: Parser) -> None:
    parse = parser.parse([REPORT])[0]
    assert parse.entities[:2] == ["B-PER", "I-PER"]
    assert parse.entities[3] == "B-ORG"
    assert parse.entities[REPORT.index("Muzaffarabad")] == "B-LOC"
    assert parse.rels[REPORT.index("soldiers")] == "nsubj:pass"


def test_nothing_gives_nothing(parser: Parser) -> None:
    assert parser.parse([]) == []
    empty, one = parser.parse([[], ["No"]])
    assert empty == Parse([], [], [], [], [], [], [])
    assert one.heads == [0]


def test_a_parse_does_not_depend_on_its_neighbours(parser: Parser) -> None:
    sentences = [OFFER, ["No", "."], REPORT, OFFER[:5], [], REPORT * 3]
    together = parser.parse(sentences)
    assert together == [parser.parse([words])[0] for words in sentences]
    assert together == parser.parse(sentences[::-1])[::-1]


def test_a_sentence_that_comes_again_is_parsed_once(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    shelled, rained = ["Rebels", "shelled", "the", "town", "."], ["It", "rained", "."]
    alone = [parser.parse([words])[0] for words in (shelled, rained)]
    runs: list[int] = []
    once = parser._round

    def counted(batches: list[tuple[list[list[str]], list[Any]]]) -> list[Parse]:
        runs.append(sum(len(sentences) for sentences, _ in batches))
        return once(batches)

    monkeypatch.setattr(parser, "_round", counted)
    assert parser.parse([shelled, rained, shelled, shelled]) == [alone[0], alone[1], alone[0], alone[0]]
    assert sum(runs) == 2


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([OFFER, REPORT]), st.integers(0, 14), st.integers(1, 16)), max_size=60),
    st.randoms(),
)
def test_batches_of_any_size_and_order_give_the_same_parses(
    cuts: list[tuple[list[str], int, int]], random: Random
) -> None:
    """Many sentences of the same length, and a few alone: tags, trees, relations and names to the bit."""
    parser = load_parser()
    sentences = [words[start : start + length] for words, start, length in cuts]
    alone = [parser.parse([words])[0] for words in sentences]
    assert parser.parse(sentences) == alone
    order = list(range(len(sentences)))
    random.shuffle(order)
    assert parser.parse([sentences[i] for i in order]) == [alone[i] for i in order]


def test_scores_do_not_depend_on_the_batch_to_the_last_bit(encoder: Encoder) -> None:
    network = session(weights.read("model.onnx"))
    batch = [encoder.encode(OFFER[:i] + REPORT[:1] + OFFER[i:]) for i in range(12)]
    assert len({len(e.pieces) for e in batch}) == 1
    arcs, entities = network.run(["arcs", "entities"], feed(batch))
    rows = 0
    for b, encoded in enumerate(batch):
        own_arcs, own_entities = network.run(["arcs", "entities"], feed([encoded]))
        assert np.array_equal(arcs[b], own_arcs[0])
        assert np.array_equal(entities[rows : rows + len(own_entities)], own_entities)
        rows += len(own_entities)


def test_batches_hold_one_length_and_no_more_than_they_may() -> None:
    lengths = [5, 7, 5, 600, 5, 7, *[100] * 12]
    batches = batched(lengths)
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len({lengths[i] for i in batch}) == 1
        assert len(batch) == 1 or sum(lengths[i] for i in batch) <= BATCH_PIECES
    assert [0, 2, 4] in batches


def test_threads_do_not_change_a_parse(parser: Parser) -> None:
    sentences = [OFFER, REPORT, OFFER[:7], REPORT[:4]] * 3
    assert parser.parse(sentences) == Parser.load(threads=2).parse(sentences)


@pytest.mark.parametrize(
    "words",
    [
        ["word"] * 1200,
        ["one", ",", "two", "."] * 200,
        ["internationalisation-of-antidisestablishmentarianism"] * 120,
        ["x" * 20_000, "\u200b", "", " ", "\x00", "🕊️", "کابل"],
    ],
    ids=["1200 words", "a list", "long words", "odd words"],
)
def test_any_words_give_one_tree(parser: Parser, words: list[str]) -> None:
    assert_whole(parser.parse([words])[0], words)


def test_long_sentences_are_cut_at_punctuation_and_joined(parser: Parser, encoder: Encoder) -> None:
    words = [*["India", "struck", "first", ";"] * 100, "Pakistan", "replied", "."]
    (start, end), (_, last) = encoder.parts(words)
    assert (start, words[end - 1], last) == (0, ";", len(words))
    parse = parser.parse([words])[0]
    joined = [i for i in range(end, last) if parse.heads[i] <= end]
    assert [parse.rels[i] for i in joined] == ["parataxis"]
    assert parse.heads[parse.heads[joined[0]] - 1] == 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["peace", ",", "antidisestablishmentarianism", "."]), max_size=1500))
def test_parts_cover_the_sentence_and_fit_the_encoder(words: list[str]) -> None:
    encoder = Encoder.from_file(weights.FOLDER / "tokenizer.json")
    parts = encoder.parts(words)
    assert [i for start, end in parts for i in range(start, end)] == list(range(len(words)))
    for start, end in parts:
        assert 0 < end - start <= MAX_WORDS
        assert len(encoder.encode(words[start:end]).pieces) <= MAX_PIECES + 2


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5), st.integers(0, 10_000))
def test_best_tree_is_the_best_of_all_trees(n: int, seed: int) -> None:
    arcs = np.random.default_rng(seed).normal(0, 3, (n, n + 1))
    arcs[np.arange(n), np.arange(1, n + 1)] = -1e4
    trees = [t for t in itertools.product(range(n + 1), repeat=n) if is_tree(t)]
    best = max(tree_score(arcs, t) for t in trees)
    found = best_tree(arcs)
    assert is_tree(found)
    assert tree_score(arcs, tuple(found)) == pytest.approx(best)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 120), st.integers(0, 10_000))
def test_best_tree_is_a_tree_at_any_size(n: int, seed: int) -> None:
    arcs = np.random.default_rng(seed).integers(-3, 3, (n, n + 1)).astype(float)  # many ties
    assert is_tree(best_tree(arcs))


@pytest.mark.parametrize(
    ("heads", "tree"),
    [
        ([0], True),
        ([0, 1], True),
        ([0, 0], False),
        ([2, 1], False),
        ([3, 1, 2], False),
        ([2, 0, 2], True),
        ([1], False),
    ],
)
def test_is_tree(heads: list[int], tree: bool) -> None:
    assert is_tree(heads) is tree


def test_tags_that_break_the_rule_give_way_to_the_best_that_do_not() -> None:
    scores = np.full((3, 7), -9.0)
    scores[0, 0], scores[0, 1] = 1.0, 0.9
    scores[1, 2], scores[1, 3] = 3.0, 2.5
    scores[2, 0] = 1.0
    assert best_tags(scores, LABELS, scores.argmax(1).tolist()) == ["B-PER", "I-PER", "O"]
    scores[0, 1] = -9.0
    assert best_tags(scores, LABELS, scores.argmax(1).tolist()) == ["O", "B-ORG", "O"]


@pytest.mark.parametrize(
    ("word", "kind"), [("peace", 0), ("48", 0), ("India", 1), ("UN", 2), ("U.N.", 2), ("I", 3), ("McGurk", 4)]
)
def test_shape(word: str, kind: int) -> None:
    assert shape(word) == kind


def test_weights_are_those_that_were_released() -> None:
    for name in weights.sums():
        assert weights.read(name)


def test_weights_that_were_changed_are_refused(tmp_path: Path) -> None:
    shutil.copyfile(weights.FOLDER / "SHA256SUMS", tmp_path / "SHA256SUMS")
    (tmp_path / "model.onnx").write_bytes(b"something else")
    with pytest.raises(weights.WeightsError, match="damaged or was replaced"):
        Parser.load(tmp_path)
    with pytest.raises(weights.WeightsError, match="is missing"):
        weights.read("labels.json", tmp_path)


def test_the_floors_are_those_of_these_weights() -> None:
    gate = json.loads((ROOT / "evals/floors.json").read_text(encoding="utf-8"))["parser"]
    assert gate["weights"] == weights.sums()["model.onnx"]


@needs_shared
def test_news_scores_hold_their_floors(parser: Parser) -> None:
    """The whole gate is `python -m evals.parser_scores --check`; this is the part of it that takes a second."""
    gate = json.loads((ROOT / "evals/floors.json").read_text(encoding="utf-8"))["parser"]
    right = total = 0
    blocks = (SHARED / "data/ud/gumnews-test.conllu").read_text(encoding="utf-8").strip().split("\n\n")
    rows = [[line.split("\t") for line in block.split("\n") if line[0].isdigit()] for block in blocks]
    rows = [[row for row in sentence if row[0].isdigit()] for sentence in rows]
    for sentence, parse in zip(rows, parser.parse([[row[1] for row in s] for s in rows]), strict=True):
        for row, head, rel in zip(sentence, parse.heads, parse.rels, strict=True):
            total += 1
            right += (int(row[6]), row[7]) == (head, rel)
    assert round(100 * right / total, 2) >= gate["floors"]["gum_news_test"]["las"] - gate["slack"]
