"""The learned typer, and the text it was trained on."""

from __future__ import annotations

import importlib
import json
import random
import re
import shutil
import sys
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from evals import gold_events

from detente.events.learned import (
    MAX_PIECES,
    Case,
    Typer,
    case,
    load_typer,
    pooling,
    read_card,
    window,
)
from detente.language import analyse, weights
from detente.records import EVENT_TYPES, Article, Phrase

ROOT = Path(__file__).resolve().parents[2]
TEXT = ROOT / "training/events"

# Not in the training text: sentence, *predicate*, {actor}, <recipient>.
PLAIN = """
ASSAULT  {Tuareg fighters} *shelled* an <army> post outside Kidal on Sunday.
ASSAULT  Four <nurses> were *abducted* by {gunmen} on the road to Maiduguri.
CONSULT  {The Omani foreign minister} *met* his <Iranian> counterpart in Muscat.
SANCTION {Canada} *imposed* sanctions on <Myanmar>'s generals.
REQUEST  {The African Union} *urged* <Khartoum> to reopen the airport.
REJECT   {Asmara} *rejected* a proposal by <Addis Ababa> for joint patrols.
ACCUSE   {Chisinau} *accused* <Tiraspol> of smuggling rifles.
PROTEST  {Teachers} *marched* through Tegucigalpa against the <government>.
COERCE   {Police} in Dhaka *arrested* two <opposition> leaders.
AID      {Denmark} *sent* tents and blankets to <Mozambique>.
THREATEN {Minsk} *threatened* to cut off gas to <Vilnius>.
SUPPORT  {The king} *praised* <Oslo> for its patience.
RETREAT  {The rebels} *released* eight <soldiers> on Thursday.
MOBILIZE {Ankara} *massed* tanks on the border with <Syria>.
NONE     {Ghana} *beat* <Cameroon> 2-0 in the quarter-final.
NONE     A bus *overturned* near Pune, killing nine <pilgrims>.
"""


def marked(line: str) -> tuple[str, Case]:
    """(type, case) of a line of PLAIN."""
    kind, text = line.split(maxsplit=1)
    spans: dict[str, tuple[int, int]] = {}
    while (match := re.search(r"\*([^*]+)\*|\{([^{}]+)\}|<([^<>]+)>", text)) is not None:
        inner = match[0][1:-1]
        spans[match[0][0]] = (match.start(), match.start() + len(inner))
        text = text[: match.start()] + inner + text[match.end() :]
    return kind, Case(text, spans["*"], spans.get("{"), spans.get("<"))


EXAMPLES = [marked(line) for line in PLAIN.strip().splitlines()]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """training/events/generate.py, which is no package."""
    if not TEXT.is_dir():
        pytest.skip("the training text is in the repository only, not in the wheel or an installed package")
    sys.path.insert(0, str(TEXT))
    try:
        return importlib.import_module("generate")
    finally:
        sys.path.remove(str(TEXT))


@pytest.fixture(scope="module")
def clauses(generate: ModuleType) -> list[dict[str, Any]]:
    """The training text, families and singles."""
    data = tomllib.loads((TEXT / "actors.toml").read_text(encoding="utf-8"))
    writer = generate.Writer(data, random.Random(generate.SEED))
    families = [f for path in sorted((TEXT / "families").glob("*.txt")) for f in generate.read_families(path)]
    found = list(generate.expand(writer, families))
    for path in sorted((TEXT / "singles").glob("*.txt")):
        found += generate.read_singles(path)
    return found


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=[e.text[:40] for _, e in EXAMPLES])
def test_plain_sentences_get_their_type(kind: str, example: Case) -> None:
    guess = load_typer().type([example])[0]
    if kind == "NONE":  # accidents and games are its weak spot: it may waver, it may not be certain of an act
        assert guess.type == "NONE" or not guess.certain
    else:
        assert guess.type == kind


TWO_ACTS = """
CONSULT ASSAULT  Rebels bombed a depot hours before {the president} *met* the <Turkish> envoy.
ASSAULT CONSULT  {Rebels} *bombed* a <government> depot hours before the president met the Turkish envoy.
ASSAULT PROTEST  Crowds marched through Amman after {Israel} *struck* a <Syrian> convoy.
PROTEST ASSAULT  {Crowds} *marched* through Amman against the <king> after Israel struck a Syrian convoy.
SANCTION ASSAULT {Peru} *recalled* its ambassador from <Quito> after soldiers killed two farmers.
AID RETREAT      The rebels withdrew from the town and {Norway} *sent* blankets to the <refugees>.
REQUEST ASSAULT  {The bishop} *urged* the <army> to talk, days after it shelled a village.
"""


def test_the_marked_predicate_decides_not_its_neighbour() -> None:
    rows = [line.split(maxsplit=2) for line in TWO_ACTS.strip().splitlines()]
    guesses = load_typer().type([marked(f"{own} {text}")[1] for own, _, text in rows])
    assert [] == [text for (_, other, text), g in zip(rows, guesses, strict=True) if g.certain and g.type == other]
    right = sum(g.type == own for (own, _, _), g in zip(rows, guesses, strict=True))
    assert right >= len(rows) - 1  # a strong neighbour does leak into a short sentence: events_head.md


def test_the_act_named_is_typed_whatever_its_status() -> None:
    kinds = [
        load_typer()
        .type(
            [
                Case(
                    text,
                    (text.index(word), text.index(word) + len(word)),
                    (0, 6),
                    (text.index("Mali"), text.index("Mali") + 4),
                )
            ]
        )[0]
        .type
        for text, word in (
            ("Niger denied attacking Mali.", "attacking"),
            ("Niger will attack Mali if provoked.", "attack"),
        )
    ]
    assert ["ASSAULT", "ASSAULT"] == kinds


def test_company_does_not_change_a_guess() -> None:
    cases = [e for _, e in EXAMPLES]
    alone = [load_typer().type([c])[0] for c in cases]
    assert alone == load_typer().type(cases)
    assert alone[::-1] == load_typer().type(cases[::-1])


def test_probabilities_sum_to_one_and_the_runner_up_differs() -> None:
    for _, example in EXAMPLES:
        assert float(load_typer().scores(example).sum()) == pytest.approx(1.0, abs=1e-5)
        guess = load_typer().type([example])[0]
        assert guess.type != guess.runner_up
        assert 1 / 17 <= guess.probability <= 1.0
        assert guess.certain == (guess.probability >= read_card().threshold)


def test_long_sentences_keep_the_predicate_in_view() -> None:
    text = "the old port, " * 80 + "rebels shelled the base" + ", the old port" * 80
    at = text.index("shelled")
    guess = load_typer().type([Case(text, (at, at + 7))])[0]
    assert guess.type == "ASSAULT"
    roles = [0] * 300
    roles[280] = 1
    assert window(roles) == 300 - MAX_PIECES
    assert window([0] * 10) == 0


def test_an_empty_text_is_no_error() -> None:
    assert load_typer().type([Case("", (0, 0))])[0].type in {"NONE", *EVENT_TYPES}


def test_pooling_is_means_with_zero_for_the_absent() -> None:
    found = pooling(np.array([0, 1, 1, 2], np.int64))
    assert np.allclose(found, np.array([[0, 0.5, 0.5, 0], [0, 0, 0, 1], [0, 0, 0, 0], [0.25] * 4]))


def test_case_of_a_clause_takes_places_in_its_own_sentence() -> None:
    text = "It rained. Rebels shelled the army base."
    document = analyse(Article(id="1", text=text))
    clause = next(c for c in document.clauses if c.predicate == "shell")
    elsewhere = Phrase(text="It", span=(0, 2), head="it", head_span=(0, 2))
    found = case(document, clause, clause.subject, elsewhere)
    assert ("Rebels shelled the army base.", (7, 14), (0, 6), None) == found


def test_a_head_for_other_weights_is_refused(tmp_path: Path) -> None:
    for path in weights.FOLDER.iterdir():
        if path.is_file():
            shutil.copy(path, tmp_path / path.name)
    (tmp_path / "events_head.onnx").write_bytes(b"damaged")
    with pytest.raises(weights.WeightsError, match=r"events_head\.onnx is not the file"):
        Typer.load(tmp_path)
    (tmp_path / "events_head.onnx").unlink()
    with pytest.raises(weights.WeightsError, match="missing"):
        Typer.load(tmp_path)


def test_the_card_knows_plovers_types() -> None:
    assert {"NONE", *EVENT_TYPES} == set(read_card().types)
    assert 0.0 < read_card().threshold < 1.0


# ---------------------------------------------------------------------------------------------------- the training text


def test_there_is_enough_of_everything(clauses: list[dict[str, Any]]) -> None:
    families = Counter(c["family"] for c in clauses)
    written = {f: n for f, n in families.items() if not f.startswith("single/")}
    assert len(written) >= 600
    assert min(written.values()) >= 6
    assert sum(n >= 8 for n in written.values()) >= 600
    assert len(families) - len(written) >= 3000
    assert sum(c["type"] == "NONE" for c in clauses if c["family"].startswith("single/")) >= 500
    assert {"NONE", *EVENT_TYPES} == {c["type"] for c in clauses}
    assert {"active", "passive", "nominal"} == {c["voice"] for c in clauses}
    statuses = {"reported", "claimed", "denied", "negated", "intended", "requested", "conditional", "hypothetical"}
    assert {(t, s) for t in EVENT_TYPES for s in statuses} <= {(c["type"], c["status"]) for c in clauses}


def test_each_cameo_code_has_sentences_of_its_own() -> None:
    if not gold_events.CONVERSION.is_file():
        pytest.skip("the CAMEO table is not here: set DETENTE_SHARED")
    codes = sorted(re.findall(r"^(\d{3,4}):", gold_events.CONVERSION.read_text(encoding="utf-8"), re.MULTILINE))
    found: Counter[str] = Counter()
    for path in sorted((TEXT / "singles").glob("cameo*.txt")):
        for part in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            heading, *lines = part.strip().splitlines()
            between = re.match(r"(\d+) to (\d+)", heading)
            own = [c for c in codes if between and between[1] <= c <= between[2]] or re.findall(r"\d{3,4}", heading)
            for code in own:  # sentences under a heading of several codes are theirs in equal parts
                found[code] += 10 * len(lines) // len(own)
    assert {c: found[c] for c in codes if found[c] < 48} == {}


def test_another_clause_of_a_sentence_is_given_by_its_words(generate: ModuleType) -> None:
    again = generate.remarked("Mali fined Chad, and Chad freed two Malians.", "freed | Chad | Malians")
    assert "Mali fined {Chad}, and Chad *freed* two <Malians>." == again
    with pytest.raises(SystemExit, match="is not in"):
        generate.remarked("Mali fined Chad.", "freed | Chad")


def test_spans_fit_their_text(clauses: list[dict[str, Any]]) -> None:
    for clause in clauses:
        for name in ("predicate", "actor", "recipient"):
            if clause[name] is not None:
                start, end = clause[name]
                assert clause["text"][start:end].strip() == clause["text"][start:end] != ""
        assert not re.search(r"[⟦⟧{}<>|\[\]]|  ", clause["text"]), clause["text"]


def test_the_same_seed_writes_the_same_text(generate: ModuleType, tmp_path: Path) -> None:
    data = tomllib.loads((TEXT / "actors.toml").read_text(encoding="utf-8"))
    families = generate.read_families(TEXT / "families/ASSAULT.txt")
    one, two = (list(generate.expand(generate.Writer(data, random.Random(1)), families)) for _ in range(2))
    assert json.dumps(one) == json.dumps(two)


def test_nothing_is_taken_from_the_gold(clauses: list[dict[str, Any]]) -> None:
    if not gold_events.PLOVER.is_file():
        pytest.skip("PLOVER's records are not here: set DETENTE_SHARED")
    gold = [r.text for r in gold_events.plover()]
    gold += [r.text for path in (gold_events.PETR2, gold_events.UNIT) for r in gold_events.petrarch(path)]
    theirs = {g for text in gold for g in sevens(text)}
    assert [] == [c["text"] for c in clauses if sevens(c["text"]) & theirs]


def sevens(text: str) -> set[tuple[str, ...]]:
    """Runs of seven words."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + 7]) for i in range(len(words) - 6)}


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("call_off", ("calls off", "called off", "called off", "calling off")),
        ("ban", ("bans", "banned", "banned", "banning")),
        ("withdraw", ("withdraws", "withdrew", "withdrawn", "withdrawing")),
        ("deny", ("denies", "denied", "denied", "denying")),
        ("test-fire", ("test-fires", "test-fired", "test-fired", "test-firing")),
        ("visit", ("visits", "visited", "visited", "visiting")),
        ("flee", ("flees", "fled", "fled", "fleeing")),
    ],
)
def test_verbs_inflect(generate: ModuleType, verb: str, expected: tuple[str, ...]) -> None:
    assert expected == tuple(generate.forms(verb))[1:]
