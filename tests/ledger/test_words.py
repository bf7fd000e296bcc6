"""Actors and acts in short English; every entry of the tables."""

from __future__ import annotations

import msgspec
import pytest
from tests.ledger.crafted import ASIF, IND, PAK, asif_offer, asif_restraint, asif_threat, condition, signal, term

from detente.ledger.words import (
    borne_out,
    country,
    label,
    own_text,
    phrase_condition,
    phrase_signal,
    phrase_term,
    phrase_to,
    phrases,
    state_words,
)
from detente.records import EVENT_TYPES, STATES, Actor, Condition, EventType, Phase, Term

ACTS = [(kind, entry) for kind, table in phrases()["act"].items() for entry in (table, *table.get("when", ()))]


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        (ASIF, "Khawaja Asif, Defence Minister (Pakistan)"),
        (Actor(code="PAK", sector="GOV", role="foreign ministry"), "foreign ministry (Pakistan)"),
        (Actor(code="PAK", sector="GOV"), "Pakistan"),
        (Actor(code="PAK", sector="GOV", name="Pakistan"), "Pakistan"),
        (Actor(code="PAK", sector="MIL"), "armed forces (Pakistan)"),
        (Actor(code="LBN", sector="REB", group="Hezbollah"), "Hezbollah (Lebanon)"),
        (
            Actor(code="LBN", sector="REB", group="Hezbollah", name="Naim Qassem", role="leader"),
            "Naim Qassem, leader (Hezbollah)",
        ),
        (Actor(code="IGO", group="United Nations"), "United Nations"),
        (Actor(code="IGO", group="United Nations", name="António Guterres"), "António Guterres (United Nations)"),
        (Actor(code="---", sector="UAF"), "unnamed armed men"),
        (Actor(code="---"), "unknown"),
    ],
)
def test_an_actor_is_named_as_a_reader_would(actor: Actor, expected: str) -> None:
    assert label(actor) == expected


@pytest.mark.parametrize(
    ("code", "name"),
    [("PAK", "Pakistan"), ("PRK", "North Korea"), ("RUS", "Russia"), ("COD", "DR Congo"), ("XYZ", "XYZ")],
)
def test_countries_have_the_names_newsrooms_use(code: str, name: str) -> None:
    assert country(code) == name


def test_the_three_sentences_of_the_seed_article() -> None:
    assert [phrase_signal(s) for s in (asif_offer(), asif_threat(), asif_restraint())] == [
        "if India stops its attacks → Pakistan eases tension",
        "if India goes on with its attacks → Pakistan retaliates",
        "unless “provoked” → not “act against India”",
    ]


def test_both_sides_take_the_plural_and_recipients_are_named() -> None:
    assert phrase_term(term((IND, PAK), "ASSAULT", "halt")) == "India and Pakistan stop their attacks"
    assert phrase_term(term((IND, PAK), "ASSAULT", "refrain")) == "India and Pakistan do not attack"
    assert phrase_term(term(PAK, "ASSAULT", recipients=(IND,))) == "Pakistan attacks India"
    assert phrase_term(term(PAK, "ASSAULT", "halt", recipients=(IND,))) == "Pakistan stops its attacks on India"


def test_what_has_no_type_is_said_in_the_reports_words() -> None:
    assert phrase_term(term(PAK, None, text="think about it")) == "“think about it”"
    assert phrase_term(condition((), "ASSAULT")) == "it is attacked"
    assert phrase_term(condition((), "ASSAULT", recipients=(PAK,))) == "Pakistan is attacked"
    assert phrase_term(condition((), "SANCTION")) == "somebody imposes sanctions"
    assert phrase_signal(signal("s1", "demand", PAK)) == ""


def test_an_untyped_commitment_is_said_without_the_words_of_its_condition() -> None:
    offer = signal(
        "s1",
        "offer",
        PAK,
        IND,
        condition=condition(IND, "RETREAT", text="India backs down"),
        commitment=term(PAK, None, text="If India backs down, we will definitely wrap up this tension,"),
    )
    assert phrase_signal(offer) == "if India scales back → “we will definitely wrap up this tension”"


def test_every_type_of_act_has_words_and_every_state_too() -> None:
    assert sorted(phrases()["act"]) == sorted(EVENT_TYPES)
    assert [state_words("offer", state) for state in STATES] == [
        "open",
        "condition met",
        "kept",
        "broken",
        "accounts differ",
        "lapsed",
        "withdrawn",
    ]
    assert state_words("threat", "kept") == "carried out"


@pytest.mark.parametrize(("kind", "entry"), ACTS, ids=[f"{kind}-{entry['does'][0]}" for kind, entry in ACTS])
def test_every_entry_says_its_example(kind: str, entry: dict[str, object]) -> None:
    to = (IND,) if entry.get("to_whom") else ()
    made = phrase_term(Term(actors=(PAK,), recipients=to, type=kind, text=str(entry["example"])))  # type: ignore[arg-type]
    does = entry["does"]
    assert isinstance(does, list)
    assert made == f"Pakistan {does[0]}{' India' if to else ''}"


@pytest.mark.parametrize(
    ("type_", "phase", "text", "ours"),
    [
        ("ASSAULT", "begin", "to end its retaliation", False),
        ("ASSAULT", "begin", "will strike back", True),
        ("ASSAULT", "halt", "take measures it finds hard to bear", False),
        ("ASSAULT", "halt", "halt its raids", True),
        ("ASSAULT", "refrain", "fire first", True),
        ("AID", "begin", "gives up its support for the rebels", False),
        ("AID", "begin", "send relief", True),
        ("COERCE", "begin", "pay a very high price", False),
        ("MOBILIZE", "begin", "answer the leaflets", False),
    ],
)
def test_an_act_its_words_do_not_bear_out_is_said_in_those_words(
    type_: EventType, phase: Phase, text: str, ours: bool
) -> None:
    act = term(PAK, type_, phase, text)
    assert borne_out(act) == ours
    assert (f"“{text}”" in phrase_term(act)) != ours


@pytest.mark.parametrize(
    ("who", "type_", "phase", "text", "said"),
    [
        (Actor(code="YEM", sector="REB", group="Houthis"), "ASSAULT", "begin", "attack", "Houthis attack"),
        (Actor(code="PSE", sector="REB", group="Hamas"), "ASSAULT", "begin", "attack", "Hamas attacks"),
        (Actor(code="COD", sector="REB"), "RETREAT", "begin", "withdraw", "rebels (DR Congo) withdraw"),
        (Actor(code="USA", sector="GOV"), "ASSAULT", "begin", "attack", "United States attacks"),
        (PAK, "ASSAULT", "halt", "stop its attacks", "Pakistan stops its attacks"),
    ],
)
def test_a_side_that_is_many_takes_the_plural(who: Actor, type_: EventType, phase: Phase, text: str, said: str) -> None:
    assert phrase_term(term(who, type_, phase, text)) == said


@pytest.mark.parametrize(
    ("connective", "text", "shown"),
    [
        ("only if", "if there was a direct threat", "only if “there was a direct threat”"),
        ("only if", "the guests leave", "only if “the guests leave”"),
        ("depend on", "the neighbour's conduct", "depending on “the neighbour's conduct”"),
        ("if", "If the guests leave", "“if the guests leave”"),
    ],
)
def test_a_condition_says_its_link_once(connective: str, text: str, shown: str) -> None:
    assert phrase_condition(Condition(connective=connective, text=text, direction="de-escalates")) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("apples would be let in only if", "apples would be let in"),
        ('would be answered "with force', "would be answered with force"),
        ('would be answered "with force" and', 'would be answered "with force"'),
        ("that the gates will open and", "the gates will open"),
        ("to step in ” over the unrest", "to step in over the unrest"),
        ("“ , Graustark will act", "Graustark will act"),
    ],
)
def test_words_of_which_a_part_was_taken_out_have_no_loose_ends(text: str, shown: str) -> None:
    assert own_text(text) == shown


def test_one_side_lifts_its_measures_and_two_lift_theirs() -> None:
    made = Term(actors=(IND,), type="RETREAT", direction="de-escalates", text="lift the embargo")
    assert phrase_to(made) == "to lift its measures"
    assert phrase_to(made, many=True) == "to lift their measures"


def test_nobody_known_is_not_named_as_the_other_side() -> None:
    unknown = Actor(code="---", name=None)
    made = Term(actors=(IND,), recipients=(unknown,), type="COOPERATE", direction="de-escalates", text="cooperate")
    assert phrase_term(made) == "India cooperates"


@pytest.mark.parametrize(
    ("text", "disarms"),
    [("would use its weapons only then", False), ("to hand over the bodies", False), ("to lay down its arms", True)],
)
def test_to_use_weapons_or_hand_over_the_dead_is_not_to_disarm(text: str, disarms: bool) -> None:
    made = Term(actors=(IND,), type="RETREAT", direction="de-escalates", text=text)
    assert ("gives up weapons" in phrase_term(made)) is disarms


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Graustark will hold its fire, Defence Minister Otto Rink said on Friday, with a smile", "Graustark will hold its fire"),
        ("we will stop here,” Otto Rink told a radio station after a call", "we will stop here"),
        ("it will see a new answer,” said Ada Rink, his sister", "it will see a new answer"),
        ("the minister warned, Graustark would send twice as many", "Graustark would send twice as many"),
        ("what the envoy said would bind nobody", "what the envoy said would bind nobody"),
        ("stop the convoys, trains and ships", "stop the convoys, trains and ships"),
    ],
)  # fmt: skip
def test_who_said_it_is_no_part_of_the_words(text: str, shown: str) -> None:
    assert own_text(text) == shown


def test_words_of_the_condition_stay_where_a_preposition_would_hang() -> None:
    made = signal("s1", "threat", PAK)
    any_raid = Condition(text="any raid", connective="any", direction="escalates")
    for text, shown in (
        ("the army would defend it against any raid", "the army would defend it against any raid"),
        ("any raid would be answered", "would be answered"),
    ):
        act = Term(actors=(PAK,), direction="escalates", text=text)
        told = msgspec.structs.replace(made, condition=any_raid, commitment=act)
        assert phrase_signal(told) == f"“any raid” → “{shown}”"
