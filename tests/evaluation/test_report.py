"""Scores are right on cases small enough to count by hand, whatever the coder does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from detente.errors import BadRecord
from detente.evaluation import evaluate, read_gold
from detente.evaluation.events import Ours, paired
from detente.evaluation.floors import Floors, missed, read_floors
from detente.evaluation.gold import Gold, GoldFile, GoldRecord
from detente.evaluation.report import NOTHING, Evaluation, Score
from detente.records import Actor, Article, Condition, Document, Event, Problem, Reading, Signal, Term

INDIA, PAKISTAN = Actor(code="IND"), Actor(code="PAK")


def event(**fields: Any) -> Event:
    given: dict[str, Any] = {
        "id": "e1",
        "type": "ASSAULT",
        "actors": (INDIA,),
        "recipients": (PAKISTAN,),
        "rule": "assault/hit",
    }
    return Event(**(given | fields))


def gold(type_: str = "ASSAULT", by: str = "IND", to: str = "PAK", status: str | None = None) -> Gold:
    return Gold(frozenset({by} - {""}), frozenset({to} - {""}), type_, None, status)


def scored(*records: tuple[tuple[Gold, ...], tuple[Event, ...]], form: Any = "jsonl") -> Evaluation:
    """The evaluation of records with these gold events, where these are ours."""
    file = GoldFile(
        "g", form, tuple(GoldRecord(str(n), "x", "", g, line=n) for n, (g, _) in enumerate(records)), (), "hash"
    )

    def read(article: Article) -> tuple[Reading, Document]:
        return Reading(id=article.id, events=records[int(article.id)][1]), Document(article=article)

    return evaluate(file, read)


def test_score() -> None:
    score = Score(right=2, said=4, gold=8)
    assert (score.precision, score.recall) == (0.5, 0.25)
    assert score.f1 == pytest.approx(1 / 3)
    assert Score(right=0, said=0, gold=0).f1 == 0.0


def test_all_right() -> None:
    found = scored(((gold(),), (event(),)))
    assert found.scores["triples.f1"] == found.scores["types.macro_f1"] == found.scores["actors.both"] == 1.0
    assert found.worst == ()


def test_missed_too_much_and_taken_for_another() -> None:
    found = scored(
        ((gold(),), ()),
        ((), (event(type="AID"),)),
        ((gold("COERCE"),), (event(),)),
        ((gold(),), (event(),)),
    )
    cells = {(cell.gold, cell.ours): cell.count for cell in found.confusion}
    assert cells == {("ASSAULT", NOTHING): 1, (NOTHING, "AID"): 1, ("COERCE", "ASSAULT"): 1, ("ASSAULT", "ASSAULT"): 1}
    assert found.by_type["ASSAULT"] == Score(right=1, said=2, gold=2)
    assert found.by_type["COERCE"] == Score(right=0, said=0, gold=1)
    assert found.scores["types.precision"] == pytest.approx(1 / 3, abs=1e-4)
    assert found.scores["events.per_gold"] == 1.0
    assert len(found.worst) == 3
    assert found.worst[0].wrong == ("too much: AID",)  # one error each: what was invented comes first


def test_sides_are_judged_where_the_type_is_right() -> None:
    found = scored(((gold(to="CHN"),), (event(),)), ((gold(),), (event(),)))
    assert (found.scores["types.f1"], found.scores["triples.f1"]) == (1.0, 0.5)
    assert (found.scores["actors.source"], found.scores["actors.target"]) == (1.0, 0.5)
    assert found.worst[0].wrong == ("ASSAULT: target wrong",)
    assert found.worst[0].ours == ("ASSAULT IND → PAK · assault/hit",)


def test_an_open_side_is_anybody_and_a_group_goes_by_its_name() -> None:
    hezbollah = Actor(code="LBN", sector="REB", group="Hezbollah")
    assert scored(((gold(to=""),), (event(),))).scores["triples.f1"] == 1.0
    assert scored(((gold(by="Hezbollah"),), (event(actors=(hezbollah,)),))).scores["triples.f1"] == 1.0


def test_the_worst_texts_have_the_most_errors() -> None:
    found = scored(((gold(),), ()), ((gold(), gold("AID")), ()))
    assert [worst.errors for worst in found.worst] == [2, 1]


def test_a_threat_to_strike_is_no_strike_unless_gold_asks_for_its_status() -> None:
    conditional = event(status="conditional")
    assert scored(((), (conditional,))).scores["events.said"] == 0
    assert scored(((gold(status="conditional"),), (conditional,))).scores["triples.f1"] == 1.0
    assert scored(((gold(),), (event(background=True),))).scores["types.recall"] == 0.0


def test_plover_judges_one_event_a_record_and_counts_the_others() -> None:
    others = (event(id="e0", type="CONSULT", recipients=(Actor(code="CHN"),)), event())
    found = scored(((gold(),), others), form="plover")
    assert (found.scores["triples.f1"], found.scores["events.per_gold"]) == (1.0, 2.0)
    together = event(type="AGREE", actors=(INDIA, PAKISTAN), recipients=())
    both = Gold(frozenset({"IND", "PAK"}), frozenset(), "AGREE")
    assert scored(((both,), (together,)), form="plover").scores["triples.f1"] == 1.0


def test_pairs_take_the_closest_first() -> None:
    near = Ours(frozenset({"IND"}), frozenset({"PAK"}), "ASSAULT", "reported", "r")
    far = Ours(frozenset({"CHN"}), frozenset({"USA"}), "ASSAULT", "reported", "r")
    pairs = paired((gold(), gold(by="USA", to="CHN")), (far, near))
    assert [pair.ours for pair in pairs] == [near, far]
    assert [pair.right for pair in pairs] == [True, False]


def test_a_text_that_cannot_be_coded_is_counted_and_the_run_goes_on() -> None:
    file = GoldFile("g", "jsonl", (GoldRecord("1", "x", "", (gold(),), line=7),), (), "hash")

    def read(article: Article) -> tuple[Reading, Document]:
        return Reading(id="1", errors=(Problem(where="1", what="broken"),)), Document(article=article)

    found = evaluate(file, read)
    assert (found.not_coded, found.scores["types.recall"]) == (1, 0.0)
    assert [(problem.where, problem.line) for problem in found.problems] == [("g", 7)]


def test_signals_by_kind_and_frame() -> None:
    row = {
        "kind": "offer", "by": "PAK", "to": "IND", "if_by": "IND", "if_dir": "D", "then_by": "PAK", "then_dir": "D", "deadline": None,
    }  # fmt: skip
    stop = Condition(actors=(INDIA,), type="ASSAULT", phase="halt", direction="de-escalates")
    ease = Term(actors=(PAKISTAN,), type="RETREAT", direction="de-escalates")
    offer = Signal(id="s1", event=None, kind="offer", speaker=PAKISTAN, condition=stop, commitment=ease)
    threat = Signal(id="s1", event=None, kind="threat", speaker=PAKISTAN)
    answers = {"1": (offer,), "2": (threat,), "3": (threat,)}
    records = tuple(GoldRecord(n, "x", signals=(row,) if n < "3" else (), line=int(n)) for n in answers)

    def read(article: Article) -> tuple[Reading, Document]:
        return Reading(id=article.id, signals=answers[article.id]), Document(article=article)

    found = evaluate(GoldFile("g", "jsonl", records, (), "hash"), read)
    assert found.by_kind == {"offer": Score(right=1, said=1, gold=2), "threat": Score(right=0, said=2, gold=0)}
    assert {(c.gold, c.ours): c.count for c in found.kinds} == {
        ("offer", "offer"): 1,
        ("offer", "threat"): 1,
        (NOTHING, "threat"): 1,
    }
    assert (found.scores["signals.frame"], found.scores["signals.sprung"], found.scores["signals.traps"]) == (
        0.5,
        1.0,
        1.0,
    )
    assert "types.f1" not in found.scores


def test_floors(tmp_path: Path) -> None:
    found = scored(((gold(to="CHN"),), (event(),)))
    assert missed(Floors(at_least={"types.f1": 1.0}, at_most={"events.per_gold": 1.0}), found) == []
    assert missed(Floors(at_least={"triples.f1": 0.1}), found) == ["triples.f1: 0 is under its floor 0.1"]
    assert missed(Floors(at_most={"events.per_gold": 0.5}), found) == ["events.per_gold: 1 is over its ceiling 0.5"]
    assert "no such score" in missed(Floors(at_least={"triple.f1": 0.1}), found)[0]
    assert "sha256" in missed(Floors(sha256="other"), found)[0]
    (tmp_path / "f.json").write_text('{"least": {}}', encoding="utf-8")
    with pytest.raises(BadRecord, match="no floors"):
        read_floors(tmp_path / "f.json")


def test_own_gold_through_the_coder() -> None:
    from detente.api import study

    def read(article: Article) -> tuple[Reading, Document]:
        made = study(article)
        return made.reading, made.document

    here = Path(__file__).parent / "gold"
    petrarch, plover = evaluate(read_gold(here / "petrarch.xml"), read), evaluate(read_gold(here / "plover.json"), read)
    own = evaluate(read_gold(here / "own.jsonl"), read)
    assert (petrarch.records, petrarch.scores["types.recall"]) == (2, 1.0)
    assert (plover.records, plover.by_type["ASSAULT"].right, plover.by_type["ACCUSE"].recall) == (3, 1, 0.0)
    assert own.by_kind["offer"].right == own.by_type["ASSAULT"].right == 1
    assert own.by_kind["threat"] == Score(right=0, said=0, gold=1)
