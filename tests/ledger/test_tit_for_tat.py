"""Measures and counter-measures: what meets a condition, what answers it, and what stays in force or in dispute."""

from __future__ import annotations

from typing import Any

import pytest
from tests.ledger.crafted import condition, event, reading, signal, term

from detente.api import read_article
from detente.ledger import build
from detente.records import Actor, Article, Commitment, Condition, EventType, Reading, Signal

LTU, BLR = Actor(code="LTU", sector="GOV"), Actor(code="BLR", sector="GOV")
CUB, USA = Actor(code="CUB", sector="GOV"), Actor(code="USA", sector="GOV")
EXILES = Actor(code="USA", sector="OPP")
CAMPAIGN = Actor(code="LTU", sector="NGO", group="Free Minsk")
PAIRS = [(BLR, LTU, CAMPAIGN), (CUB, USA, EXILES)]


def row_of(name: str, *readings: Reading, as_of: str | None = None) -> Commitment:
    row = build(readings, as_of=as_of).row(name)
    assert row is not None
    return row


def threat(who: Actor, whom: Actor, type_: EventType | None, words: str, asked: Condition | None) -> Signal:
    given = term(who, type_, text=words, recipients=(whom,))
    if type_ is None:
        given = term(who, "COERCE", text=words, recipients=(whom,))
        given = type(given)(actors=(who,), recipients=(whom,), direction="escalates", text=words)
    return signal("t", "threat", who, whom, words, commitment=given, condition=asked)


def leaflets(whom: Actor) -> Condition:
    return condition(whom, "PROTEST", text=f"if leaflets come from {whom.code}", connective="if")


def deed(name: str, day: str, who: Actor, whom: Actor, type_: EventType, quote: str, **more: Any) -> Reading:
    return reading(name, day, event("e1", type_, who, whom, date=day, quote=quote, **more))


# ---------------------------------------------------------------------------------------- what a country's people do


@pytest.mark.parametrize(("who", "whom", "people"), PAIRS)
def test_leaflets_of_its_people_meet_what_is_held_against_a_country(who: Actor, whom: Actor, people: Actor) -> None:
    vow = reading("vow", "2024-03-01", threat(who, whom, "COERCE", "would fly balloons again", leaflets(whom)))
    flown = deed("wire", "2024-03-05", people, who, "PROTEST", "Campaigners flew leaflets over the border.")
    assert row_of("vow/t", vow, flown).state == "triggered"


@pytest.mark.parametrize(("who", "whom", "people"), PAIRS)
def test_a_protest_of_its_people_is_no_attack_of_a_country(who: Actor, whom: Actor, people: Actor) -> None:
    asked = condition(whom, "ASSAULT", text="if it attacks", connective="if")
    vow = reading("vow", "2024-03-01", threat(who, whom, "COERCE", "would fly balloons again", asked))
    flown = deed("wire", "2024-03-05", people, who, "PROTEST", "Campaigners flew leaflets over the border.")
    assert row_of("vow/t", vow, flown).state == "open"


# ------------------------------------------------------------------------------------------- an answer, soon or late


@pytest.mark.parametrize(("who", "whom", "people"), PAIRS)
def test_what_answers_the_condition_long_after_the_words_carries_them_out(
    who: Actor, whom: Actor, people: Actor
) -> None:
    vow = reading("vow", "2024-03-01", threat(who, whom, "COERCE", "would fly balloons again", leaflets(whom)))
    flown = deed("wire", "2024-04-20", people, who, "PROTEST", "Campaigners flew leaflets over the border.")
    sent = deed("post", "2024-04-23", who, whom, "COERCE", "Forty balloons came over.")
    assert row_of("vow/t", vow, flown, sent).state == "kept"


@pytest.mark.parametrize(("who", "whom", "people"), PAIRS)
def test_what_comes_long_after_the_condition_answers_nothing(who: Actor, whom: Actor, people: Actor) -> None:
    vow = reading("vow", "2024-03-01", threat(who, whom, "COERCE", "would fly balloons again", leaflets(whom)))
    flown = deed("wire", "2024-03-05", people, who, "PROTEST", "Campaigners flew leaflets over the border.")
    sent = deed("post", "2024-05-20", who, whom, "COERCE", "Forty balloons came over.")
    assert row_of("vow/t", vow, flown, sent).state == "triggered"


@pytest.mark.parametrize(("who", "whom"), [(LTU, BLR), (USA, CUB)])
def test_the_very_measure_threatened_is_the_answer_even_on_the_day(who: Actor, whom: Actor) -> None:
    asked = condition(whom, "COERCE", text="if more balloons come", connective="if")
    vow = reading("vow", "2024-03-01", threat(who, whom, "COERCE", "would close both crossings", asked))
    came = event("e1", "COERCE", whom, who, date="2024-03-05", quote="Sixty balloons came down.")
    shut = event("e2", "COERCE", who, whom, date="2024-03-05", quote="It closed the crossings at noon.")
    assert row_of("vow/t", vow, reading("wire", "2024-03-05", came, shut)).state == "kept"


@pytest.mark.parametrize(("who", "whom"), [(LTU, BLR), (USA, CUB)])
def test_fire_of_both_on_the_day_still_shows_not_who_answered(who: Actor, whom: Actor) -> None:
    asked = condition(whom, "ASSAULT", text="if it fires", connective="if")
    vow = reading("vow", "2024-03-01", threat(who, whom, "ASSAULT", "would shell the post", asked))
    fired = event("e1", "ASSAULT", whom, who, date="2024-03-05", quote="Guns fired on a patrol.")
    shelled = event("e2", "ASSAULT", who, whom, date="2024-03-05", quote="Its guns shelled a post.")
    assert row_of("vow/t", vow, reading("wire", "2024-03-05", fired, shelled)).state == "triggered"


# --------------------------------------------------------------------------------------------------------- more of it


@pytest.mark.parametrize(("who", "whom"), [(LTU, BLR), (USA, CUB)])
@pytest.mark.parametrize("words", ["should there be more provocations", "if it persists"])
def test_more_provocations_are_more_of_what_the_report_tells(who: Actor, whom: Actor, words: str) -> None:
    asked = Condition(actors=(whom,), direction="escalates", text=words, connective="if")
    told = event("e1", "MOBILIZE", whom, who, date="2024-03-01", quote="It held a drill on the border.")
    vow = reading("vow", "2024-03-01", threat(who, whom, "COERCE", "would close both crossings", asked), told)
    drill = deed("wire", "2024-03-06", whom, who, "MOBILIZE", "Tanks drilled beside the river.")
    assert row_of("vow/t", vow, drill).state == "triggered"
    silent = reading("vow", "2024-03-01", threat(who, whom, "COERCE", "would close both crossings", asked))
    assert row_of("vow/t", silent, drill).state == "open"


# ------------------------------------------------------------------------------------- less than threatened, and after


@pytest.mark.parametrize("words", ["will answer in a different way", "the rules of the game will change: new measures"])
@pytest.mark.parametrize(("who", "whom"), [(LTU, BLR), (USA, CUB)])
def test_an_answer_of_the_old_kind_leaves_open_whether_it_was_the_new_one(who: Actor, whom: Actor, words: str) -> None:
    asked = condition(whom, "COERCE", text="if more balloons come", connective="if")
    vow = reading("vow", "2024-03-01", threat(who, whom, None, words, asked))
    came = deed("wire", "2024-03-05", whom, who, "COERCE", "Sixty balloons came down.")
    shut = deed("post", "2024-03-08", who, whom, "COERCE", "It closed a crossing.")
    row = row_of("vow/t", vow, came, shut)
    assert (row.state, row.history[-1].rule) == ("contested", "deed-lesser")
    later = deed("late", "2024-09-08", whom, who, "CONSULT", "They spoke.")
    assert row_of("vow/t", vow, came, shut, later).state == "contested"


# ---------------------------------------------------------------------------------------------------------- in force


def closed(quote: str, **more: Any) -> Reading:
    told = event("e9", "COERCE", None, BLR, quote=quote, **more)
    return reading("late", "2024-04-02", told)


def measure() -> Reading:
    asked = condition(BLR, "COERCE", "halt", "until the balloons stop", connective="until", negated=True)
    return reading("vow", "2024-03-01", threat(LTU, BLR, "COERCE", "has closed its crossings", asked))


@pytest.mark.parametrize(
    "quote",
    ["The crossings have been closed since March 1.", "Both crossings remain closed.", "They are still closed."],
)
def test_a_measure_told_weeks_later_to_be_in_force_is_upheld(quote: str) -> None:
    row = row_of("vow/t", measure(), closed(quote, date="2024-03-01"))
    assert (row.state, row.history[-1].date) == ("kept", "2024-04-02")


def test_another_measure_taken_later_upholds_none() -> None:
    assert row_of(
        "vow/t", measure(), closed("A crossing has been closed since March 20.", date="2024-03-20")
    ).state == ("triggered")


# ------------------------------------------------------------------------------------- a condition claimed and denied


@pytest.mark.parametrize(("who", "whom"), [(BLR, LTU), (CUB, USA)])
def test_a_condition_claimed_in_an_accusation_and_denied_is_in_dispute(who: Actor, whom: Actor) -> None:
    asked = condition(whom, "COERCE", text="if its drones come again", connective="if")
    vow = reading("vow", "2024-03-01", threat(who, whom, "ASSAULT", "would use force", asked))
    accused = event("e1", "ACCUSE", who, whom, date="2024-03-09", quote="It accused it of sending drones.")
    flown = event("e2", "COERCE", whom, who, status="claimed", said_by=(who,), inside="e1", quote="sending drones")
    no = signal("d", "denial", whom, None, "It had sent no drones, the ministry said.")
    row = row_of("vow/t", vow, reading("wire", "2024-03-09", accused, flown, no))
    assert (row.state, row.history[-1].rule) == ("contested", "condition-disputed")


# --------------------------------------------------------------------------------------------- read and told together


def test_belarus_takes_its_balloons_up_again() -> None:
    texts = {
        "2025-10-01": "Belarus said it would stop flying balloons over Lithuania, but would do so again if leaflets came "
        "from Lithuania.",
        "2025-10-04": "Activists in Lithuania floated ten balloons with leaflets over the border on Saturday. Belarus "
        "protested.",
        "2025-10-07": "Belarus flew forty balloons over Lithuania on Tuesday.",
    }
    readings = [read_article(Article(id=f"r-{day}", date=day, text=text)) for day, text in texts.items()]
    ledger = build(readings)
    states = {(row.signal.kind, row.state) for row in ledger.rows if row.signal.speaker.code == "BLR"}
    assert states == {("pledge", "broken"), ("threat", "kept")}


def test_turkey_takes_its_strikes_up_again() -> None:
    texts = {
        "2024-10-01": "Turkey said it would halt its strikes on Syria, but would start again if Syria shelled its towns.",
        "2024-10-04": "Syria shelled two Turkish towns on Friday.",
        "2024-10-06": "Turkey struck Syria on Sunday.",
    }
    readings = [read_article(Article(id=f"r-{day}", date=day, text=text)) for day, text in texts.items()]
    threats = [row.state for row in build(readings).rows if row.signal.kind == "threat"]
    assert threats == ["kept"]


# ------------------------------------------------------------------------------------- announced shots, and same words


def shots(who: Actor, whom: Actor) -> Reading:
    asked = condition(whom, "COERCE", text="if any more came into its airspace", connective="if")
    return reading("vow", "2024-03-01", threat(who, whom, "ASSAULT", "would shoot down such drones", asked))


@pytest.mark.parametrize(("who", "whom"), [(LTU, BLR), (USA, CUB)])
def test_what_was_to_be_shot_down_is_not_shot_down_before_it_comes(who: Actor, whom: Actor) -> None:
    came = event("e1", "COERCE", whom, who, date="2024-03-05", quote="Six drones came into its airspace.")
    shot = event("e2", "ASSAULT", who, whom, date="2024-03-05", quote="Its jets shot down four of them.")
    assert row_of("vow/t", shots(who, whom), reading("wire", "2024-03-05", came, shot)).state == "kept"


@pytest.mark.parametrize(("who", "whom"), [(CUB, USA), (BLR, LTU)])
@pytest.mark.parametrize(
    ("quote", "state"), [("It suspended the accord on emigrants.", "kept"), ("It suspended a fair.", "open")]
)
def test_the_things_threatened_say_whom_it_hurts(who: Actor, whom: Actor, quote: str, state: str) -> None:
    vow = reading("vow", "2024-03-01", threat(who, whom, "COERCE", "would suspend the accord on emigrants", None))
    done = reading("wire", "2024-03-05", event("e1", "SANCTION", who, None, date="2024-03-05", quote=quote))
    assert row_of("vow/t", vow, done).state == state
