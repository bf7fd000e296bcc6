"""The CAMEO view: each rule's example gives the triples its entry says, and the records stay what they were."""

from __future__ import annotations

import msgspec
import pytest

from detente import events
from detente.actors import Cast
from detente.events import cameo
from detente.events.frames import table
from detente.language import analyse
from detente.records import Actor, Article, Event

RULES = table("data/cameo.toml")["rule"]


def _written(triple: cameo.Triple) -> str:
    source, target = (side.code if side else "---" for side in (triple.source, triple.target))
    return f"{source} {triple.code} {target}"


def _viewed(text: str) -> tuple[cameo.Triple, ...]:
    document = analyse(Article(id="test", text=text, date="2025-05-08"))
    return cameo.view(events.code(document, Cast(document)), document)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r["name"])
def test_each_rule_gives_its_example(rule: dict[str, str]) -> None:
    assert [_written(t) for t in _viewed(rule["example"])] == list(rule["triples"])


def test_rules_that_are_named_are_described() -> None:
    described = {r["name"] for r in RULES}
    assert {t.rule for r in RULES for t in _viewed(r["example"])} <= described


def test_view_leaves_the_records_alone() -> None:
    document = analyse(Article(id="test", text="Kenya wants to attack Somalia.", date="2025-05-08"))
    found = events.code(document, Cast(document))
    before = msgspec.json.encode(found)
    cameo.view(found, document)
    assert msgspec.json.encode(found) == before


@pytest.mark.parametrize(
    "text",
    [
        "Iran denied that it had attacked Iraq.",
        "If Iran attacks Iraq, oil will rise.",
        "Iran may attack Iraq.",
        "Iran attacked Iraq in 1980.",
    ],
)
def test_nothing_is_coded_that_did_not_happen(text: str) -> None:
    assert [t for t in _viewed(text) if t.type == "ASSAULT"] == []


@pytest.mark.parametrize(
    ("code", "type_"), [("0871", "RETREAT"), ("081", "CONCEDE"), ("192", "COERCE"), ("1056", "REQUEST"), ("010", None)]
)
def test_plover_type_is_that_of_the_longest_beginning(code: str, type_: str | None) -> None:
    assert cameo.plover_type(code) == type_


def test_open_sides_stay_open() -> None:
    event = Event(
        id="e1", type="PROTEST", cameo="141", actors=(Actor(code="IND"), Actor(code="PAK")), recipients=(),
        status="reported", quote="", span=(0, 0), sentence=0, rule="protest/protest",
    )  # fmt: skip
    assert [_written(t) for t in cameo.view([event])] == ["IND 141 ---", "PAK 141 ---"]
