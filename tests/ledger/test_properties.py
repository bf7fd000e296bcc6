"""What holds for any crisis: order, copies, strangers, rulings taken back, and knowledge that only grows."""

from __future__ import annotations

import random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.crafted import event, reading, signal, term
from tests.ledger.test_ledger import DAYS, worlds

from detente.ledger import Ledger, Ruling, build
from detente.records import Actor, Reading, to_json

PER = Actor(code="PER", sector="GOV")
ECU = Actor(code="ECU", sector="GOV")


def states(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """Each row's states in their order."""
    return {row.id: tuple(change.state for change in row.history) for row in ledger.rows}


@settings(max_examples=50, deadline=None)
@given(worlds(), st.integers(0, 10**6))
def test_the_order_of_records_in_a_report_never_matters(world: list[Reading], seed: int) -> None:
    chance = random.Random(seed)
    shuffled = [
        msgspec.structs.replace(
            one,
            signals=tuple(chance.sample(one.signals, len(one.signals))),
            events=tuple(chance.sample(one.events, len(one.events))),
        )
        for one in world
    ]
    assert states(build(shuffled)) == states(build(world))


@settings(max_examples=50, deadline=None)
@given(worlds(), st.integers(0, 10**6))
def test_a_reprint_of_the_same_day_changes_no_state(world: list[Reading], pick: int) -> None:
    """Another paper with the same copy is no second source, no second telling and no more coverage."""
    if not world:
        return
    original = world[pick % len(world)]
    copy = msgspec.structs.replace(original, id=f"{original.id}-z-reprint", source="Another Paper")
    assert states(build([*world, copy])) == states(build(world))


@settings(max_examples=50, deadline=None)
@given(worlds(), st.sampled_from(DAYS))
def test_a_report_on_strangers_changes_nothing(world: list[Reading], day: str) -> None:
    pledge = signal("s", "pledge", PER, ECU, "Lima will talk.", commitment=term(PER, "CONSULT", text="will talk"))
    fire = event("e", "ASSAULT", PER, ECU, date=day, quote="Shots fell on the Cenepa.")
    stranger = reading("cenepa-1", day, pledge, fire)
    before = {row.id: to_json(row) for row in build(world, as_of=DAYS[-1]).rows}
    after = {row.id: to_json(row) for row in build([*world, stranger], as_of=DAYS[-1]).rows}
    assert {name: text for name, text in after.items() if not name.startswith("cenepa")} == before


@settings(max_examples=40, deadline=None)
@given(worlds(), st.sampled_from(["kept", "broken", "lapsed", "open"]))
def test_a_ruling_taken_back_leaves_no_trace(world: list[Reading], state: str) -> None:
    plain = build(world)
    for row in plain.rows[:2]:
        ruled = Ruling(row=row.id, state=state, because="so ruled", made="2025-05-09")  # type: ignore[arg-type]
        undone = Ruling(row=row.id, state=row.state, because="taken back", made="2025-05-10")
        again = build(world, rulings=[ruled, undone]).row(row.id)
        assert again is not None
        assert (again.state, again.next_mover, again.evidence) == (row.state, row.next_mover, row.evidence)
        assert to_json(build(world, rulings=[])) == to_json(plain)


@settings(max_examples=40, deadline=None)
@given(worlds(), st.integers(0, 10**6))
def test_a_report_retracted_is_as_if_it_had_never_come(world: list[Reading], pick: int) -> None:
    if not world:
        return
    name = world[pick % len(world)].id
    without = build([one for one in world if one.id != name])
    assert states(build(world, rulings=[Ruling(retracts=name, because="withdrawn by its paper")])) == states(without)


@settings(max_examples=40, deadline=None)
@given(worlds(), st.sampled_from(DAYS))
def test_what_came_later_was_not_known_then(world: list[Reading], day: str) -> None:
    then = [one for one in world if one.date and one.date[:10] <= day]
    assert to_json(build(world, as_of=day)) == to_json(build(then, as_of=day))
