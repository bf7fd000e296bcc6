"""Who decides: rules, typer, or neither; and what the typer may never make."""

from __future__ import annotations

import msgspec
import pytest

from detente.actors import Cast
from detente.events import acts, arbitrate, learned
from detente.events.acts import Act
from detente.events.frames import normal, table
from detente.language import analyse
from detente.records import EVENT_TYPES, Actor, Article

from .conftest import Coder

STRIKE = Act(
    clause=0, type="ASSAULT", event_type="ASSAULT", direction="escalates", actors=(Actor(code="IRN"),),
    recipients=(Actor(code="IRQ"),), rule="assault/strike", mode="aerial", cameo="195", goldstein=-10.0,
)  # fmt: skip


def guess(type_: learned.Type, probability: float) -> learned.Guess:
    return learned.Guess(type_, probability, "NONE" if type_ != "NONE" else "ASSAULT", False)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, float]]:
    """Thresholds of the test's own: what is tested is who decides, not where the line is."""
    made = {
        **table("data/arbitration.toml"),
        "over": {"else": 0.9, "CONSULT ASSAULT": 2.0},
        "silent": {"else": 0.9},
        "no_act": {"else": 0.9},
    }
    monkeypatch.setattr(arbitrate, "table", lambda _: made)
    return made


@pytest.mark.usefixtures("lines")
def test_agreement_leaves_the_rule_as_it_is() -> None:
    assert arbitrate.decided(STRIKE, guess("ASSAULT", 0.99)) == STRIKE
    assert arbitrate.decided(STRIKE, guess("NONE", 0.89)) == STRIKE


@pytest.mark.usefixtures("lines")
def test_what_the_typer_is_sure_is_no_act_goes() -> None:
    unknown = msgspec.structs.replace(STRIKE, recipients=(Actor(code="---", sector="CVL"),))
    assert arbitrate.decided(unknown, guess("NONE", 0.95)) is None
    assert arbitrate.decided(STRIKE, guess("NONE", 0.99)) == STRIKE  # between states the rule's word stands


@pytest.mark.usefixtures("lines")
def test_a_doubtful_guess_is_named_and_loses() -> None:
    kept = arbitrate.decided(STRIKE, guess("COERCE", 0.89))
    assert kept is not None
    assert msgspec.structs.replace(kept, rule=STRIKE.rule) == STRIKE
    assert kept.rule == "assault/strike over learned/COERCE"


@pytest.mark.usefixtures("lines")
def test_a_sure_guess_retypes_and_says_over_what() -> None:
    made = arbitrate.decided(STRIKE, guess("AID", 0.95))
    assert made is not None
    assert (made.type, made.event_type, made.rule) == ("AID", "AID", "learned/AID over assault/strike")
    assert (made.mode, made.cameo, made.direction) == (None, "070", "de-escalates")
    assert (made.actors, made.recipients) == (STRIKE.actors, STRIKE.recipients)


@pytest.mark.usefixtures("lines")
def test_some_types_of_rule_are_never_overruled() -> None:
    talks = msgspec.structs.replace(STRIKE, type="CONSULT", event_type="CONSULT", rule="consult/meet")
    kept = arbitrate.decided(talks, guess("ASSAULT", 1.0))
    assert kept is not None
    assert kept.type == "CONSULT"


def test_an_attack_in_words_is_an_accusation(coded: Coder) -> None:
    found = coded("Macron attacked Erdogan for breaking his word on refugees.")
    assert [(e.type, e.status) for e in found if e.rule.startswith("learned/")] == [("ACCUSE", "reported")]
    assert "ASSAULT" not in {e.type for e in found}
    (raid,) = coded("Turkey attacked Kurdish villages in Syria with drones.")
    assert raid.type == "ASSAULT"


def test_a_verb_of_many_uses_may_name_no_act(coded: Coder) -> None:
    assert coded("The Polish Labour Party holds views that Berlin finds old.") == ()


NOT_ASKED = (
    "Chad may outfox Sudan.",  # possible
    "Chad did not outfox Sudan.",  # negated
    "If Chad outfoxes Sudan, Niger will mourn.",  # conditional
    "Niger denied that Chad had outfoxed Sudan.",  # denied
    "Niger wants Chad to outfox Sudan.",  # wished
    "Did Chad outfox Sudan?",  # asked
    "Chad is in Sudan.",  # states, does nothing
    "A company from Chad outfoxed a bank in Sudan.",  # private
)


def candidates(text: str) -> list[arbitrate.Candidate]:
    document = analyse(Article(id="test", text=text, date="2025-05-08"))
    cast = Cast(document)
    return list(arbitrate.silent(document, cast, acts(document, cast)))


def test_only_plain_statements_between_two_sides_are_put_to_the_typer() -> None:
    assert [c.clause.predicate for c in candidates("Chad outfoxed Sudan.")] == ["outfox"]
    assert {s: found for s in NOT_ASKED if (found := candidates(s))} == {}


def test_what_the_rules_have_is_not_put_to_the_typer_again() -> None:
    assert candidates("Chad bombed Sudan.") == []
    assert candidates("Chad launched strikes on Sudan.") == []


@pytest.mark.usefixtures("lines")
def test_a_silent_clause_takes_the_typers_act_only_when_it_is_sure(
    monkeypatch: pytest.MonkeyPatch, coded: Coder
) -> None:
    class Sure:
        def __init__(self, probability: float) -> None:
            self.probability = probability

        def type(self, cases: list[learned.Case]) -> list[learned.Guess]:
            return [guess("ASSAULT", self.probability) for _ in cases]

    monkeypatch.setattr(learned, "load_typer", lambda: Sure(0.95))
    (event,) = coded("Chad outfoxed Sudan on Monday.")
    assert (event.type, event.status, event.rule, event.date) == (
        "ASSAULT",
        "reported",
        "learned/ASSAULT",
        "2025-05-05",
    )
    assert ([a.code for a in event.actors], [a.code for a in event.recipients]) == (["TCD"], ["SDN"])
    (told,) = coded("Officials in Niger said Chad had outfoxed Sudan.")
    assert told.status == "claimed"
    monkeypatch.setattr(learned, "load_typer", lambda: Sure(0.85))
    assert coded("Chad outfoxed Sudan on Monday.") == ()


def test_the_data_are_whole() -> None:
    data = table("data/arbitration.toml")
    assert set(data["cameo"]) == set(EVENT_TYPES)
    for kind in ("over", "silent", "no_act"):
        assert {word for key in data[kind] for word in key.split()} <= {*EVENT_TYPES, "else"}
        assert all(0.5 <= line <= 2.0 for line in data[kind].values())
    for kind in ("never", "asked"):
        listed = [w.strip() for w in data[kind]["verbs"].replace("\n", " ").split(",")]
        assert len(listed) == len(set(listed))
        assert all(normal(w) == w for w in listed)
