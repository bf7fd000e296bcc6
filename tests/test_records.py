"""The records are the contract: frozen, JSON both ways, and documented field by field."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from detente import records
from detente.records import Actor, Condition, Event, Reading, Signal, Term

DOCS = (Path(__file__).parents[1] / "docs/records.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", DOCS, re.MULTILINE | re.DOTALL))
DOCUMENTED = {
    "Article": records.Article, "Reading": Reading, "Actor": Actor, "Event": Event, "Signal": Signal, "Cost": records.Cost,
    "Term and Condition": Condition, "Casualty": records.Casualty, "Place": records.Place, "Channel": records.Channel,
    "Problem": records.Problem, "Incident": records.Incident,
}  # fmt: skip


@pytest.mark.parametrize("section", DOCUMENTED)
def test_every_field_is_documented_and_no_other(section: str) -> None:
    documented = set(re.findall(r"^\| `(\w+)` \|", SECTIONS[section], re.MULTILINE))
    assert set(DOCUMENTED[section].__struct_fields__) == documented


def test_ledger_fields_are_documented() -> None:
    section = SECTIONS["Commitment, Evidence and Change"]
    fields = {
        *records.Commitment.__struct_fields__,
        *records.Evidence.__struct_fields__,
        *records.Change.__struct_fields__,
    }
    assert fields <= set(re.findall(r"`(\w+)`", section))


def test_parts_of_an_incident_are_documented() -> None:
    kinds = (records.Account, records.Telling, records.Toll, records.Conflict, records.Version)
    named = set(re.findall(r"`(\w+)`", SECTIONS["Account, Telling, Toll, Conflict and Version"]))
    assert {field for kind in kinds for field in kind.__struct_fields__} <= named


def test_contract_of_the_design_holds() -> None:
    """The names DESIGN.md promises other programs."""
    assert {"id", "events", "signals", "errors"} <= set(Reading.__struct_fields__)
    assert {"code", "sector", "group", "name", "role", "span"} == set(Actor.__struct_fields__)
    promised = "id type mode cameo goldstein actors recipients status background said_by inside date place quote span sentence rule"
    assert set(promised.split()) <= set(Event.__struct_fields__)
    promised = "id event kind speaker addressees condition commitment deadline firm quote span sentence rule"
    assert set(promised.split()) <= set(Signal.__struct_fields__)
    assert {"actors", "recipients", "type", "phase", "direction", "negated", "text"} <= set(Term.__struct_fields__)
    assert set(Condition.__struct_fields__) - set(Term.__struct_fields__) == {"connective"}


def test_json_both_ways() -> None:
    pakistan, india = Actor(code="PAK", sector="GOV", name="Khawaja Asif"), Actor(code="IND")
    condition = Condition(actors=(india,), type="ASSAULT", phase="halt", direction="de-escalates", connective="if")
    signal = Signal(id="s1", event="e1", kind="offer", speaker=pakistan, addressees=(india,), condition=condition)
    reading = Reading(id="a", signals=(signal,), events=(Event(id="e1", type="AGREE", actors=(pakistan,)),))
    text = records.to_json(reading)
    assert reading == records.from_json(Reading, text)
    assert text == records.to_json(records.from_json(Reading, text))


def test_frozen() -> None:
    with pytest.raises(AttributeError):
        Actor(code="PAK").code = "IND"  # type: ignore[misc]


def test_wrong_json_names_the_field() -> None:
    with pytest.raises(msgspec.ValidationError, match=r"\$\.type"):
        records.from_json(Event, '{"id": "e1", "type": "WAR"}')


def test_side_is_the_group_before_the_state() -> None:
    assert Actor(code="LBN", sector="REB", group="Hezbollah").side == "Hezbollah"
    assert Actor(code="PAK").side == "PAK"
