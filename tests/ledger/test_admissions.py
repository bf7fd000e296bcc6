"""What is only claimed, left undone, or done in other words: admissions, fire without a target, quiet, deadlines missed, conditions
that name no type of act."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.ledger.crafted import IND, PAK, PAK_ARMY, UN, USA, ceasefire, event, reading, signal, term

from detente.ledger import build
from detente.records import Actor, Condition, Event, EventType, Place, Reading, Signal


def vow_not_to_move() -> Signal:
    words = "It will not send tanks to the valley until June."
    return signal(
        "s1", "pledge", PAK, None, words, commitment=term(PAK, "MOBILIZE", "refrain", words), deadline="2025-05-31"
    )


def moved(day: str | None, said_by: Actor, quote: str) -> Event:
    return event("e1", "MOBILIZE", PAK, None, status="claimed", said_by=(said_by,), date=day, quote=quote)


@pytest.mark.parametrize(
    ("admission", "state"),
    [
        ((), "contested"),
        ((moved(None, PAK, "that it had sent tanks to the valley"),), "broken"),
        ((moved(None, UN, "that tanks had gone to the valley"),), "contested"),
    ],
)
def test_what_a_rival_claims_of_a_day_is_sure_once_the_doer_owns_up_to_such_an_act(
    admission: tuple[Event, ...], state: str
) -> None:
    later = [reading("c", "2025-03-12", *admission)] if admission else []
    claim = reading("b", "2025-03-05", moved("2025-03-05", IND, "Pakistan has sent tanks into the valley"))
    row = build([reading("a", "2025-03-01", vow_not_to_move()), claim, *later]).rows[0]
    assert state == row.state


def test_a_promise_about_tanks_is_not_broken_by_ships() -> None:
    ships = moved("2025-03-05", IND, "Pakistan has sent two frigates to the gulf")
    row = build([reading("a", "2025-03-01", vow_not_to_move()), reading("b", "2025-03-05", ships)]).rows[0]
    assert "open" == row.state
    named = signal(
        "s1",
        "pledge",
        PAK,
        None,
        "Pakistan will send no tanks",
        commitment=term(PAK, "MOBILIZE", "refrain", "Pakistan will send no tanks"),
    )
    assert "open" == build([reading("a", "2025-03-01", named), reading("b", "2025-03-05", ships)]).rows[0].state


def test_fire_a_side_tells_of_without_saying_at_whom_was_at_itself() -> None:
    shelled = event(
        "e1", "ASSAULT", PAK_ARMY, None, status="claimed", said_by=(IND,), date="2025-03-04", quote="shelled a village"
    )
    told_by_a_third = event(
        "e1", "ASSAULT", PAK_ARMY, None, status="claimed", said_by=(USA,), date="2025-03-04", quote="shelled a village"
    )
    truce = reading("a", "2025-03-01", ceasefire("s1", IND, PAK), ceasefire("s2", PAK, IND))
    for told, state in ((shelled, "contested"), (told_by_a_third, "open")):
        rows = {row.signal.speaker.code: row for row in build([truce, reading("b", "2025-03-04", told)]).rows}
        assert state == rows["PAK"].state
        assert "open" == rows["IND"].state


def test_quiet_begins_anew_after_fire_at_nobody_knows_whom() -> None:
    def talks(day: int) -> Reading:
        return reading(f"t{day}", f"2025-03-{day:02}", event("e1", "CONSULT", IND, PAK, date=f"2025-03-{day:02}"))

    def kept_on(*told: Reading) -> str | None:
        row = next(row for row in build([truce, *told]).rows if row.signal.speaker.code == "PAK")
        return row.history[-1].date if row.state == "kept" else None

    truce = reading("a", "2025-03-01", ceasefire("s1", IND, PAK), ceasefire("s2", PAK, IND))
    fired = {"status": "claimed", "said_by": (USA,), "quote": "shelled a village"}
    dated = reading("b", "2025-03-04", event("e1", "ASSAULT", PAK_ARMY, None, date="2025-03-04", **fired))
    assert "2025-03-06" == kept_on(*map(talks, (2, 6, 7, 8)))
    assert "2025-03-07" == kept_on(dated, *map(talks, (2, 6, 7, 8)))


# ------------------------------------------------------------------------------------------ deadlines, figures, open conditions


def vow_to_free(words: str = "It will free 40 captives by 20 March.") -> Reading:
    term_ = term(PAK, "RETREAT", text=words)
    return reading("a", "2025-03-01", signal("s1", "pledge", PAK, IND, words, commitment=term_, deadline="2025-03-20"))


def freed(status: str, day: str | None, quote: str, *said_by: Actor) -> Reading:
    made = event("e1", "RETREAT", PAK, IND, status=status, said_by=said_by, date=day, quote=quote)
    return reading("b", "2025-03-22", made)


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (freed("negated", None, "has freed none of the captives"), "broken"),
        (freed("negated", None, "had freed no captives yet", PAK), "broken"),
        (freed("negated", None, "had freed no captives yet", IND), "contested"),
        (freed("negated", None, "it had not withdrawn from the ridge", PAK), "open"),
        (freed("reported", "2025-03-19", "freed 42 captives"), "kept"),
        (freed("reported", "2025-03-19", "freed 12 captives"), "open"),
    ],
)
def test_what_was_left_undone_by_its_day_is_broken_on_the_word_of_a_report_or_its_own(
    told: Reading, state: str
) -> None:
    assert state == build([vow_to_free(), told]).rows[0].state


def test_that_nothing_was_done_before_its_day_breaks_nothing() -> None:
    early = reading(
        "b", "2025-03-10", event("e1", "RETREAT", PAK, IND, status="negated", quote="has freed no captives yet")
    )
    assert "open" == build([vow_to_free(), early]).rows[0].state


def test_a_truce_of_a_week_is_not_seen_to_hold_by_those_who_look_months_later() -> None:
    truce = replace(ceasefire("s1", PAK, IND), deadline="2025-03-08")
    talks = [
        reading(f"t{n}", f"2025-{m}-02", event("e1", "CONSULT", IND, PAK, date=f"2025-{m}-02"))
        for n, m in enumerate(("06", "07"))
    ]
    soon = [reading(f"u{n}", f"2025-03-0{n}", event("e1", "CONSULT", IND, PAK, date=f"2025-03-0{n}")) for n in (5, 9)]
    assert "kept" != build([reading("a", "2025-03-01", truce), *talks]).rows[0].state
    assert "kept" == build([reading("a", "2025-03-01", truce), *soon]).rows[0].state


@pytest.mark.parametrize(
    ("quote", "type_", "state"),
    [
        ("signed a treaty granting America a naval base", "SUPPORT", "triggered"),
        ("granted America a naval base", "COOPERATE", "triggered"),
        ("signed a treaty on fishing with America", "SUPPORT", "open"),
    ],
)
def test_a_condition_without_a_type_comes_about_by_an_act_in_its_words_whatever_its_type(
    quote: str, type_: EventType, state: str
) -> None:
    asked = Condition(
        actors=(IND,),
        recipients=(USA,),
        type=None,
        phase="begin",
        direction="escalates",
        text="if India granted America a naval base",
    )
    words = signal(
        "s1",
        "threat",
        PAK,
        IND,
        "It will recall its envoy.",
        condition=asked,
        commitment=term(PAK, "SANCTION", text="recall its envoy"),
    )
    done = reading("b", "2025-03-10", event("e1", type_, IND, USA, date="2025-03-09", quote=quote))
    assert state == build([reading("a", "2025-03-01", words), done]).rows[0].state


def test_fire_in_the_very_place_a_promise_names_is_what_it_promised_not_to_do() -> None:
    strait = Place(name="Long Strait")
    words = "It will attack no ship in the Long Strait."
    vow = signal("s1", "pledge", PAK, None, words, commitment=term(PAK, "ASSAULT", "refrain", words))
    fired = event("e1", "ASSAULT", PAK_ARMY, None, date="2025-03-09", place=strait, quote="a drone hit a tanker")
    elsewhere = event(
        "e1", "ASSAULT", PAK_ARMY, None, date="2025-03-09", place=Place(name="Hill"), quote="a drone hit a depot"
    )
    assert "broken" == build([reading("a", "2025-03-01", vow), reading("b", "2025-03-10", fired)]).rows[0].state
    assert "broken" != build([reading("a", "2025-03-01", vow), reading("b", "2025-03-10", elsewhere)]).rows[0].state
