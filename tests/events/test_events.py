"""What comes out for whole sentences: composition, participants, status, links between events."""

from __future__ import annotations

import pytest

from detente import events
from detente.actors import Cast
from detente.events.factuality import apply
from detente.events.frames import table
from detente.language import analyse
from detente.records import Actor, Article, Event, Status

from .conftest import Coder

Line = tuple[str, str, str, str]  # type, actors, recipients, status


def _lines(found: tuple[Event, ...]) -> list[Line]:
    return [
        (e.type, "+".join(a.code for a in e.actors), "+".join(a.code for a in e.recipients), e.status) for e in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("India launched air strikes on Pakistan.", [("ASSAULT", "IND", "PAK", "reported")]),
        ("Israeli airstrikes on Syria killed nine Syrian soldiers.", [("ASSAULT", "ISR", "SYR", "reported")]),
        ("India halted its attacks on Pakistan.", [("RETREAT", "IND", "PAK", "reported")]),
        ("The United States lifted sanctions on Syria.", [("RETREAT", "USA", "SYR", "reported")]),
        ("Clashes erupted between Indian and Chinese soldiers.", [("ASSAULT", "IND+CHN", "", "reported")]),
        ("Pakistani soldiers were killed by Indian shelling.", [("ASSAULT", "IND", "PAK", "reported")]),
        ("Ukrainian troops came under attack from Russian forces.", [("ASSAULT", "RUS", "UKR", "reported")]),
        (
            "Finland will give Tanzania a loan.",
            [("AID", "FIN", "TZA", "intended")],
        ),
        (
            "North Korea threatened to shell South Korea.",
            [("THREATEN", "PRK", "KOR", "reported"), ("ASSAULT", "PRK", "KOR", "hypothetical")],
        ),
        (
            "France urged Israel to halt its offensive in Gaza.",
            [("REQUEST", "FRA", "ISR", "reported"), ("RETREAT", "ISR", "PSE", "requested")],
        ),
        (
            "Iran denied that it had agreed to stop enriching uranium.",
            [("AGREE", "IRN", "", "denied"), ("RETREAT", "IRN", "", "denied")],
        ),
    ],
)
def test_sentences(text: str, expected: list[Line], coded: Coder) -> None:
    assert _lines(coded(text)) == expected


def test_the_offer_of_the_seed_article(coded: Coder) -> None:
    text = (
        "Pakistan's Defense Minister Khawaja Asif spoke to the media. "
        "Asif said, “If India stops the attacks, we are ready to reduce the tension at the border.”"
    )
    found = [e for e in coded(text) if e.sentence == 1]
    agree = next(e for e in found if e.type == "AGREE")
    assert (agree.status, [a.code for a in agree.actors], [a.code for a in agree.recipients]) == (
        "reported",
        ["PAK"],
        ["IND"],
    )
    assert {(e.type, e.status, e.inside) for e in found if e is not agree} == {
        ("RETREAT", "conditional", agree.id),
    }
    assert not [e for e in found if e.type == "ASSAULT"]


def test_act_names_what_is_stopped() -> None:
    document = analyse(Article(id="t", text="If India stops the attacks, Pakistan will reduce tension at the border."))
    found = [a for acts in events.acts(document, Cast(document)).values() for a in acts]
    assert [(a.type, a.phase, a.event_type, a.direction) for a in found] == [
        ("ASSAULT", "halt", "RETREAT", "de-escalates"),
        ("RETREAT", "begin", "RETREAT", "de-escalates"),
    ]


def test_claims_name_who_says_so(coded: Coder) -> None:
    found = next(e for e in coded("Ukraine said Russia had bombed a school in Kharkiv.") if e.type == "ASSAULT")
    assert (found.status, [a.code for a in found.said_by]) == ("claimed", ["UKR"])


def test_saying_another_did_harm_is_an_accusation(coded: Coder) -> None:
    found = coded("Pakistan said India had shelled Pakistani villages.")
    assert ("ACCUSE", "PAK", "IND", "reported") in _lines(found)


def test_must_is_a_demand(coded: Coder) -> None:
    assert ("REQUEST", "USA", "RUS", "reported") in _lines(coded("The United States said Russia must leave the town."))


def test_events_have_dates_and_places(coded: Coder) -> None:
    found = coded("Israel bombed Damascus on 6 May.")[0]
    assert (found.date, found.place.name if found.place else None) == ("2025-05-06", "Damascus")


def test_dyads_go_both_ways_for_symmetric_events(coded: Coder) -> None:
    both = events.dyads(coded("India and China held talks.")[0])
    assert {(a.code, b.code) for a, b in both} == {("IND", "CHN"), ("CHN", "IND")}
    one = events.dyads(coded("India bombed Pakistan.")[0])
    assert [(a.code, b.code) for a, b in one] == [("IND", "PAK")]


def test_why_not_names_the_constraint() -> None:
    document = analyse(Article(id="t", text="Germany struck a balance."))
    reason = events.why_not(document, Cast(document), document.clauses[0])
    assert reason is not None
    assert "makes it another sense" in reason or "needs" in reason


def test_same_input_same_output(coded: Coder) -> None:
    text = "Iran fired missiles at Israel after Israel had killed an Iranian general, and Iraq condemned both."
    assert coded(text) == coded(text)


@pytest.mark.parametrize(
    ("effect", "status", "expected"),
    [
        ("keep", "reported", "reported"),
        ("negated", "reported", "negated"),
        ("negated", "negated", "reported"),
        ("denied", "intended", "denied"),
        ("denied", "negated", "hypothetical"),
        ("claimed", "intended", "intended"),
        ("conditional", "requested", "conditional"),
        ("hypothetical", "conditional", "conditional"),
        ("intended", "negated", "negated"),
    ],
)
def test_scopes_compose(effect: str, status: Status, expected: Status) -> None:
    assert apply(effect, status) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("example", [g["example"] for g in table("data/factuality.toml")["governor"]])
def test_every_kind_of_governor(example: str, coded: Coder) -> None:
    status, _, text = example.partition(" | ")
    assert {e.status for e in coded(text) if e.type == "ASSAULT"} == {status}


@pytest.mark.parametrize("phase", ["begin", "continue", "halt", "refrain"])
def test_every_phase(phase: str) -> None:
    text = table("data/composition.toml")["phase_example"][phase].partition(" | ")[2]
    document = analyse(Article(id="t", text=text))
    found = [a for acts in events.acts(document, Cast(document)).values() for a in acts]
    assert [(a.type, a.phase) for a in found] == [("ASSAULT", phase)]


def test_nothing_between_nobody(coded: Coder) -> None:
    assert coded("The attack failed.") == ()


def test_actor_records_are_typed(coded: Coder) -> None:
    event = coded("Hamas took Israeli civilians hostage.")[0]
    assert isinstance(event.actors[0], Actor)
    assert event.actors[0].group == "Hamas"
