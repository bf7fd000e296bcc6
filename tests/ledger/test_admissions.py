"""Breaches that are only claimed: what an admission adds, whom fire without a target hit, and when quiet begins anew."""

from __future__ import annotations

import pytest
from tests.ledger.crafted import IND, PAK, PAK_ARMY, UN, USA, ceasefire, event, reading, signal, term

from detente.ledger import build
from detente.records import Actor, Event, Reading, Signal


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
