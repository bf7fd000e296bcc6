"""Gold files are told apart, read record by record, and what is wrong is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import DetenteError, Empty, Unsupported
from detente.evaluation.gold import Gold, detect, read_gold

GOLD = Path(__file__).parent / "gold"


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "gold"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "kind"), [("plover.json", "plover"), ("petrarch.xml", "petrarch"), ("own.jsonl", "jsonl")]
)
def test_the_format_is_seen_by_how_the_file_begins(name: str, kind: str) -> None:
    assert detect((GOLD / name).read_text(encoding="utf-8")) == kind


def test_plover_records() -> None:
    file = read_gold(GOLD / "plover.json")
    assert [(r.id, r.line) for r in file.records] == [("OWN-1", 3), ("OWN-2", 11), ("OWN-3", 18)]
    assert file.records[0].gold == (Gold(frozenset({"IND"}), frozenset({"PAK"}), "ASSAULT"),)
    assert file.records[2].gold == (Gold(frozenset({"TUR"}), frozenset({"GRC"}), "ACCUSE"),)  # DISAPPROVE before 2021


def test_petrarch_records() -> None:
    file = read_gold(GOLD / "petrarch.xml")
    assert [(r.id, r.line, r.date, r.codable) for r in file.records] == [
        ("OWN-1", 5, "2024-03-05", True), ("OWN-2", 11, "2024-03-06", True), ("DROPPED", 15, "2024-03-07", False),
    ]  # fmt: skip
    assert file.records[0].gold == (Gold(frozenset({"TUR"}), frozenset({"SYR"}), "ASSAULT", "190"),)
    assert file.records[1].gold == (Gold(frozenset(), frozenset({"EGY"}), "CONSULT", "042"),)
    assert file.records[1].text == "The German chancellor visited Egypt."


def test_tolkiens_lands_are_states_and_their_codes_weis(tmp_path: Path) -> None:
    text = (
        '<Validation>\n<Sentence date="19950101" id="A"><EventCoding sourcecode="GON" targetcode="MOR" eventcode="223"/>'
        "<Text>Gondor shelled Mordor.</Text></Sentence>\n</Validation>"
    )
    (record,) = read_gold(written(tmp_path, text)).records
    assert record.text == "Germany shelled Morocco."
    assert record.gold == (Gold(frozenset({"DEU"}), frozenset({"MAR"}), "ASSAULT", "223"),)


def test_records_added_to_them_later_are_coded_in_cameo(tmp_path: Path) -> None:
    of_gondor = '<Sentence id="{}" date="19950101"><EventCoding sourcecode="GON" targetcode="OSG" eventcode="194"/>'
    text = "<Text>Gondor shelled Osgiliath.</Text></Sentence>"
    records = [of_gondor.format(name) + text for name in ("DEMO-99", "ACTOR-12")]
    file = read_gold(written(tmp_path, "<Sentences>" + "".join(records) + "</Sentences>"))
    assert [r.gold[0].type for r in file.records if r.gold] == ["SANCTION", "ASSAULT"]


def test_our_own_records_keep_apart_none_coded_and_nobody_coded() -> None:
    first, second, third, _ = read_gold(GOLD / "own.jsonl").records
    assert (first.gold is not None, first.signals) == (True, None)
    assert (second.gold, second.signals) == ((), ())
    assert third.gold is None
    assert third.signals is not None


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"id": "1", "text": "x"', "not JSON"),
        ("[1]", "not an object"),
        ('{"id": "1", "events": []}', "without text"),
        ('{"id": "1", "text": "x"}', "neither events nor signals"),
        ('{"text": "x", "events": {}}', "no list"),
        ('{"text": "x", "events": [{"by": "IND"}]}', "without type"),
        ('{"text": "x", "events": [{"type": "WAR"}]}', "type is 'WAR'"),
        ('{"text": "x", "events": [{"type": "AID", "status": "sure"}]}', "status is 'sure'"),
        ('{"text": "x", "signals": [{"kind": "wish"}]}', "kind is 'wish'"),
        ('{"text": "x", "signals": [{"kind": "threat", "if_dir": "up"}]}', "if_dir is 'up'"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: str, what: str) -> None:
    good = '{"id": "2", "text": "Peace held.", "events": []}'
    file = read_gold(written(tmp_path, f"{good}\n{line}\n\n{good}\n"))
    assert [r.line for r in file.records] == [1, 4]
    assert [(p.line, what in p.what, bool(p.remedy)) for p in file.problems] == [(2, True, True)]


def test_a_broken_plover_record_is_named_and_the_next_are_read(tmp_path: Path) -> None:
    broken = (
        (GOLD / "plover.json")
        .read_text(encoding="utf-8")
        .replace('"source": [{"actorText": "Indian"', '"source": [{"actorText" "Indian"')
    )
    file = read_gold(written(tmp_path, broken))
    assert [r.id for r in file.records] == ["OWN-2", "OWN-3"]
    assert [p.line for p in file.problems] == [3]


def test_a_plover_record_of_no_known_type(tmp_path: Path) -> None:
    file = read_gold(
        written(tmp_path, '[{"id": "1",\n "event": "WAR", "text": "x"},\n{"id": "2", "event": "AID", "text": "y"}]')
    )
    assert [(p.line, "WAR" in p.what) for p in file.problems] == [(1, True)]
    assert len(file.records) == 1


def test_a_petrarch_record_without_text(tmp_path: Path) -> None:
    text = (
        '<Validation>\n<Sentence id="A"></Sentence>\n<Sentence id="B"><Text>Rain fell.</Text></Sentence>\n</Validation>'
    )
    file = read_gold(written(tmp_path, text))
    assert [(p.line, '"A"' in p.what) for p in file.problems] == [(2, True)]
    assert [r.id for r in file.records] == ["B"]


def test_what_is_no_gold_says_so(tmp_path: Path) -> None:
    for text, error in (("", Unsupported), ("once upon a time", Unsupported), ("[]", Empty)):
        with pytest.raises(error) as raised:
            read_gold(written(tmp_path, text))
        assert isinstance(raised.value, DetenteError)
        assert "detente evaluate --help" in raised.value.problem.remedy
