"""The ledger's finer rules: words that leave the act open, measures in force, acts told again, truces that overtake."""

from __future__ import annotations

from typing import Any

import pytest
from tests.ledger.crafted import IND, PAK, UN, ceasefire, condition, event, reading, signal, term

from detente.ledger import build
from detente.ledger.words import phrase_signal
from detente.records import Actor, Commitment, Condition, Event, Reading, Signal, Term

SAID, LATER = "2025-03-01", "2025-03-05"


def first(*readings: Reading) -> Commitment:
    """The row that was said first."""
    return build(readings).rows[0]


def threat(asked: str, answer: str, to: Actor | None = IND, **more: Any) -> Signal:
    """Pakistan's threat in words that name no act, on a condition that names none either."""
    return signal(
        "s1",
        "threat",
        PAK,
        to,
        f"If {asked}, {answer}.",
        condition=Condition(type=None, phase="begin", direction="escalates", text=asked, **more),
        commitment=Term(actors=(PAK,), type=None, phase="begin", direction="escalates", text=answer),
    )


def act(id_: str, type_: Any, by: Actor, on: Actor, date: str | None = LATER, quote: str = "A raid.") -> Event:
    return event(id_, type_, by, on, date=date, quote=quote)


# ---------------------------------------------------------------------------------------------- words that leave it open


@pytest.mark.parametrize(
    ("asked", "type_", "state"),
    [
        ("there is any misadventure", "ASSAULT", "triggered"),
        ("there is any misadventure", "COERCE", "triggered"),
        ("there is any misadventure", "SANCTION", "open"),
        ("the river is diverted", "ASSAULT", "open"),
    ],
)
def test_any_adventure_is_an_attack_or_a_seizure_and_a_river_is_a_river(asked: str, type_: Any, state: str) -> None:
    made = first(
        reading("a", SAID, threat(asked, "we know what to do")), reading("b", LATER, act("e1", type_, IND, PAK))
    )
    assert made.state == state


def test_a_firm_response_is_any_hostile_act_that_follows() -> None:
    attack = reading("b", "2025-03-03", act("e1", "ASSAULT", IND, PAK, "2025-03-03"))
    closure = reading("c", LATER, act("e1", "SANCTION", PAK, IND, quote="It closed its sky."))
    assert first(reading("a", SAID, threat("there is any attack", "a firm response")), attack, closure).state == "kept"


def test_where_the_words_name_nobody_the_other_side_of_the_report_is_meant() -> None:
    told = act("e1", "ACCUSE", PAK, IND, SAID, "It blamed India.")
    words = threat("there is any attack", "a firm response", to=None)
    raid = reading("b", LATER, act("e1", "ASSAULT", IND, PAK))
    assert first(reading("a", SAID, told, words), raid).state == "triggered"
    assert first(reading("a", SAID, words), raid).state == "open"


@pytest.mark.parametrize(
    "asked", ["it is reciprocated", "Pakistan does", "Pakistan did so too", "Pakistan does the same"]
)
def test_a_promise_if_reciprocated_waits_for_the_very_same(asked: str) -> None:
    hold = signal(
        "s1",
        "offer",
        IND,
        PAK,
        "It is committed to non-escalation, provided it is reciprocated.",
        condition=Condition(actors=(PAK,), type=None, direction="de-escalates", text=asked, connective="provided"),
        commitment=term(IND, "ASSAULT", "refrain", "not escalate"),
    )
    agreed = reading("b", "2025-03-02", ceasefire("s1", IND, PAK))
    assert first(reading("a", SAID, hold), agreed).state == "kept"


def test_a_threat_of_what_follows_an_attack_on_oneself_is_mended() -> None:
    misread = signal(
        "s1", "threat", IND, PAK, "If there were attacks on it, it would strike back.",
        condition=condition(IND, "ASSAULT", text="there were attacks on it"), commitment=term(IND, "ASSAULT", text="strike back"),
    )  # fmt: skip
    made = first(reading("a", SAID, misread), reading("b", LATER, act("e1", "ASSAULT", PAK, IND)))
    assert made.state == "triggered"
    assert phrase_signal(made.signal) == "if India is attacked → India retaliates"


# ------------------------------------------------------------------------------------------------- measures in force


def suspension(id_: str = "s1") -> Signal:
    return signal(
        id_, "threat", IND, PAK, "The treaty is in abeyance until Pakistan changes course.",
        condition=condition(PAK, None, text="Pakistan changes course", connective="until", negated=True),
        commitment=term(IND, "SANCTION", text="the treaty is in abeyance"),
    )  # fmt: skip


def test_a_measure_until_the_other_side_acts_is_in_force_and_waits_for_that_side() -> None:
    made = first(reading("a", SAID, suspension()))
    assert (made.state, made.history[-1].rule) == ("triggered", "in-force")
    assert made.next_mover is not None
    assert made.next_mover.code == "PAK"


def test_a_measure_said_again_weeks_later_is_one_row_and_kept() -> None:
    made = build([reading("a", SAID, suspension()), reading("b", "2025-03-25", suspension())])
    assert [(row.state, row.history[-1].rule, len(row.repetitions)) for row in made.rows] == [("kept", "reaffirmed", 1)]


# --------------------------------------------------------------------------------------------- told again, same time


def pledge() -> Signal:
    return signal("s1", "pledge", IND, PAK, "It will not attack.", commitment=term(IND, "ASSAULT", "refrain", "attack"))


def test_an_undated_act_that_was_told_before_is_no_new_act() -> None:
    before = reading("early", "2025-02-20", act("e1", "ASSAULT", IND, PAK, "2025-02-20"))
    again = reading("late", "2025-03-03", act("e1", "ASSAULT", IND, PAK, None, "The raid of last month was recalled."))
    assert first(before, reading("a", SAID, pledge()), again).state == "open"


def test_a_threat_is_not_carried_out_by_fire_on_the_day_that_called_for_it() -> None:
    words = signal(
        "s1", "threat", PAK, IND, "If India attacks, we strike back.",
        condition=condition(IND, "ASSAULT", text="India attacks"), commitment=term(PAK, "ASSAULT", text="strike back"),
    )  # fmt: skip
    both = (act("e1", "ASSAULT", IND, PAK), act("e2", "ASSAULT", PAK, IND))
    answer = (act("e1", "ASSAULT", IND, PAK), act("e2", "ASSAULT", PAK, IND, quote="It fired in response."))
    assert first(reading("a", SAID, words), reading("b", LATER, *both)).state == "triggered"
    assert first(reading("a", SAID, words), reading("b", LATER, *answer)).state == "kept"


# --------------------------------------------------------------------------------------------------------- overtaken


def test_a_truce_overtakes_a_threat_that_was_due_and_leaves_one_that_was_not() -> None:
    words = signal(
        "s1", "threat", PAK, IND, "If India attacks, we strike back.",
        condition=condition(IND, "ASSAULT", text="India attacks"), commitment=term(PAK, "ASSAULT", text="strike back"),
    )  # fmt: skip
    attack = reading("b", "2025-03-03", act("e1", "ASSAULT", IND, PAK, "2025-03-03"))
    truce = reading("c", LATER, ceasefire("s1", IND, PAK))
    due = first(reading("a", SAID, words), attack, truce)
    assert (due.state, due.history[-1].rule) == ("lapsed", "overtaken")
    assert first(reading("a", SAID, words), truce).state == "open"


def test_a_third_sides_offer_of_help_is_overtaken_when_the_two_agree() -> None:
    offer = signal(
        "s1", "offer", UN, None, "It offered its good offices.", commitment=term(UN, "SUPPORT", text="its good offices")
    )
    to_both = Signal(
        **{name: getattr(offer, name) for name in offer.__struct_fields__ if name != "addressees"},
        addressees=(IND, PAK),
    )
    made = first(reading("a", SAID, to_both), reading("c", LATER, ceasefire("s1", IND, PAK)))
    assert (made.state, made.history[-1].rule) == ("lapsed", "overtaken")


def test_what_one_side_says_it_will_do_for_another_is_no_agreement_of_both() -> None:
    lone = Event(id="e1", type="AGREE", actors=(IND,), recipients=(PAK,), quote="India will withdraw its advisers.")
    inner = Event(id="e2", type="RETREAT", actors=(IND,), status="intended", inside="e1", quote="withdraw its advisers")
    assert build([reading("a", SAID, lone, inner)]).rows == ()


def test_denials_are_shown_beside_what_they_deny_only() -> None:
    far = event("e2", "ASSAULT", PAK, IND, status="denied", said_by=(PAK,), date="2025-04-20", quote="We did not fire.")
    near = event("e2", "ASSAULT", IND, PAK, status="denied", said_by=(IND,), date=LATER, quote="We did not fire.")
    raid = act("e1", "ASSAULT", IND, PAK)
    for denial, shown in ((far, False), (near, True)):
        made = first(reading("a", SAID, pledge()), reading("b", LATER, raid), reading("c", "2025-04-21", denial))
        assert any("We did not fire." in item.quote for item in made.evidence) == shown


def test_an_attack_whose_sentence_names_the_rival_was_aimed_at_it_but_breaks_no_promise_by_that() -> None:
    words = signal("s1", "threat", PAK, IND, "We shall strike.", commitment=term(PAK, "ASSAULT", text="strike"))
    vow = signal("s1", "pledge", PAK, IND, "It will not strike.", commitment=term(PAK, "ASSAULT", "refrain", "strike"))
    named = event("e1", "ASSAULT", PAK, None, date=LATER, quote="It hit posts in several parts of India.")
    nobody = event("e1", "ASSAULT", PAK, None, date=LATER, quote="It hit posts in the hills.")
    assert first(reading("a", SAID, words), reading("b", LATER, named)).state == "kept"
    assert first(reading("a", SAID, words), reading("b", LATER, nobody)).state == "open"
    assert first(reading("a", SAID, vow), reading("b", LATER, named)).state == "open"


def test_a_breach_claimed_once_and_recalled_later_disturbs_a_truce_once() -> None:
    def claimed(id_: str, day: str) -> Reading:
        words = "India accused it of violating the truce."
        return reading(id_, day, event("e1", "ASSAULT", PAK, IND, status="claimed", said_by=(IND,), quote=words))

    truce = reading("a", SAID, ceasefire("s1", IND, PAK))
    once = [
        truce,
        claimed("b", "2025-03-02"),
        *(reading(f"r{n}", f"2025-03-0{n}", act("e1", "CONSULT", IND, PAK, None)) for n in (3, 4)),
    ]
    kept = {row.signal.speaker.code: row for row in build([*once, claimed("c", "2025-03-04")]).rows}["PAK"]
    assert [change.state for change in kept.history] == ["open", "contested", "kept"]
    assert kept.history[-1].date == "2025-03-04"
