"""What-if: the other side's weeks follow the path where it answers, commitments are mixed in by weight, limits are told."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from detente.dynamics.reciprocity import UNFIT
from detente.dynamics.scenario import parse
from detente.dynamics.series import Act, Coverage, Dyad, of_values, series
from detente.dynamics.standing import met
from detente.dynamics.var import Floats, signed_square
from detente.dynamics.what_if import LABEL, project, what_if
from detente.ledger import Ledger
from detente.records import (
    Actor,
    Commitment,
    Condition,
    Direction,
    EventType,
    Phase,
    Signal,
    SignalKind,
    State,
    Term,
    to_json,
)

PAIR = ("IND", "PAK")
INDIA, PAKISTAN = Actor(code="IND", sector="GOV"), Actor(code="PAK", sector="GOV")


def _pair(weeks: int = 200, *, strength: float = 0.6, same_week: float = 0.0, seed: int = 0) -> Floats:
    rng = np.random.default_rng(seed)
    y = np.zeros((weeks, 2))
    for t in range(1, weeks):
        e = rng.standard_normal(2)
        y[t] = (
            -1 + 0.3 * y[t - 1, 0] + e[0],
            -0.5 + 0.2 * y[t - 1, 1] + strength * y[t - 1, 0] + same_week * e[0] + e[1],
        )
    y[-1] = (-2.0, -1.0)
    return y


def _dyad(root: Floats) -> Dyad:
    index = pd.date_range("2020-01-06", periods=len(root), freq="W-MON")
    return of_values(pd.DataFrame(signed_square(root), index=index), *PAIR, step="week")


def _row(
    *, phase: Phase = "halt", negated: bool = False, kind: SignalKind = "offer", direction: Direction = "de-escalates",
    type_: EventType = "ASSAULT", state: State = "open", name: str = "r1",
) -> Commitment:  # fmt: skip
    condition = Condition(
        actors=(INDIA,), recipients=(PAKISTAN,), type=type_, phase=phase, negated=negated, text="stops the attacks"
    )
    term = Term(actors=(PAKISTAN,), recipients=(INDIA,), type="RETREAT", direction=direction, text="reduce tension")
    signal = Signal(
        id="s1",
        event=None,
        kind=kind,
        speaker=PAKISTAN,
        addressees=(INDIA,),
        condition=condition,
        commitment=term,
        quote="…",
        span=(0, 1),
        sentence=0,
        rule="r",
        clause=0,
    )
    return Commitment(id=name, signal=signal, article="a", state=state, first_said="2023-10-01", last_said="2023-10-01")


# ---------------------------------------------------------------------------------------------------------- projecting


def test_the_projection_is_that_of_the_rule_it_was_drawn_from() -> None:
    drawn = project(_pair(2000), np.full(6, -3.0), draws=4000)
    # long after: y = -0.5 + 0.2 y + 0.6 (-3), so -2.875; its spread 1 / sqrt(1 - 0.04)
    assert float(np.median(drawn[:, 5])) == pytest.approx(-2.875, abs=0.15)
    assert float(drawn[:, 5].std()) == pytest.approx(1.02, abs=0.3)  # at the size surprises lately had


def test_ninety_of_a_hundred_outcomes_lie_in_the_band_when_the_held_path_is_what_came() -> None:
    held = inside = 0
    for seed in range(12):
        y = _pair(300, seed=seed, same_week=0.7)
        for origin in range(160, 290, 10):
            drawn = project(y[:origin], y[origin : origin + 4, 0], draws=300, seed=origin)
            low, high = np.quantile(drawn, [0.05, 0.95], axis=0)
            inside += int(np.sum((y[origin : origin + 4, 1] >= low) & (y[origin : origin + 4, 1] <= high)))
            held += 4
    assert 0.86 <= inside / held <= 0.95


def test_halting_is_milder_than_going_on_where_the_other_answers() -> None:
    found = what_if(_dyad(_pair()), parse("IND halts", PAIR))
    assert (found.verdict, found.label, found.path) == ("projection", LABEL, 0.0)
    assert [week.week for week in found.ahead] == ["2023-11-06", "2023-11-13", "2023-11-20", "2023-11-27"]
    last = found.ahead[-1]
    assert last.milder_by > 0
    assert last.milder_band[0] > 0
    assert last.outer[0] < last.inner[0] < last.median < last.inner[1] < last.outer[1]
    assert "If India halts (0 points a week; last week" in found.sentences[0]
    assert any("not what such a step would bring about" in warning for warning in found.warnings)


def test_where_nobody_answers_it_says_so() -> None:
    found = what_if(_dyad(_pair(strength=0.0)), parse("IND escalates", PAIR))
    assert any("That Pakistan answers at all is not shown" in warning for warning in found.warnings)
    assert any("cannot be told apart" in sentence for sentence in found.sentences)


def test_continuing_is_compared_with_nothing() -> None:
    found = what_if(_dyad(_pair()), parse("IND continues", PAIR))
    assert all(week.milder_by == 0 and week.milder_band == (0, 0) for week in found.ahead)
    assert not any("Against" in sentence for sentence in found.sentences)


def test_it_warns_outside_what_was_observed() -> None:
    beyond = what_if(_dyad(_pair()), parse("IND holds at -400", PAIR)).warnings
    assert any("Outside what was observed: India was at" in warning for warning in beyond)
    long = what_if(_dyad(_pair()), parse("IND halts", PAIR), weeks=20).warnings
    assert any("running" in warning and "here it is held for 20" in warning for warning in long)


def test_missing_weeks_are_bridged() -> None:
    root = _pair()
    root[[20, 21, 100, 199]] = np.nan
    found = what_if(_dyad(root), parse("IND halts", PAIR))
    assert found.verdict == "projection"
    assert all(np.isfinite(week.median) for week in found.ahead)
    assert found.past[-1].held is None


def test_the_same_seed_gives_the_same_bytes() -> None:
    dyad, scenario = _dyad(_pair()), parse("IND eases", PAIR)
    assert to_json(what_if(dyad, scenario, seed=3)) == to_json(what_if(dyad, scenario, seed=3))
    assert to_json(what_if(dyad, scenario, seed=3)) != to_json(what_if(dyad, scenario, seed=4))


@pytest.mark.parametrize("weeks", [0, 1, 77])
def test_too_short_is_insufficient(weeks: int) -> None:
    index = pd.date_range("2020-01-06", periods=weeks, freq="W-MON")
    dyad = of_values(pd.DataFrame(_pair(200)[:weeks], index=index), *PAIR, step="week")
    found = what_if(dyad, parse("IND halts", PAIR))
    assert (found.verdict, found.ahead) == ("insufficient", ())
    assert f"78 covered weeks ({weeks} are there)" in found.sentences[0]
    assert len(found.sentences) == 1  # no ledger was given: nothing is said of commitments


def test_two_series_that_are_one_are_insufficient() -> None:
    root = _pair()
    root[:, 1] = root[:, 0]
    found = what_if(_dyad(root), parse("IND halts", PAIR))
    assert (found.verdict, found.needs) == (
        "insufficient",
        UNFIT,
    )


def test_an_undirected_series_is_insufficient() -> None:
    index = pd.date_range("2020-01-06", periods=100, freq="W-MON")
    found = what_if(
        of_values(pd.DataFrame({"both": np.arange(100.0)}, index=index), *PAIR, step="week"), parse("IND halts", PAIR)
    )
    assert "who did what to whom" in found.needs


def test_hostile_acts_come_from_the_hawkes_process_where_there_are_acts() -> None:
    rng = np.random.default_rng(1)
    days = pd.date_range("2021-01-01", periods=7 * 110).date
    acts = [
        Act(id=f"{side}{n}{k}", day=str(day), source=side, target=other, type="ASSAULT", score=-9.0)
        for n, day in enumerate(days)
        for side, other in (PAIR, PAIR[::-1])
        for k in range(rng.poisson(0.6))
    ]
    dyad = series(acts, *PAIR, coverage=Coverage(frozenset(days), {}))
    found = what_if(dyad, parse("IND halts", PAIR))
    last = found.ahead[-1]
    assert last.hostile_acts is not None
    assert 1 <= last.hostile_acts <= 8
    assert any("by the Hawkes process" in sentence for sentence in found.sentences)


# ----------------------------------------------------------------------------------------------------------- standing


@pytest.mark.parametrize(
    ("words", "row", "meets"),
    [
        ("IND halts", _row(), True),
        ("IND halts", _row(phase="begin", negated=True), True),
        ("IND halts", _row(phase="continue"), False),
        ("IND halts", _row(type_="COOPERATE", phase="begin"), False),
        ("IND halts", _row(state="lapsed"), False),
        ("IND halts", _row(kind="demand"), False),
        ("IND continues", _row(), False),
        ("IND continues", _row(phase="continue", kind="threat", direction="escalates"), True),
        ("IND continues", _row(phase="halt", negated=True, kind="threat", direction="escalates"), True),
        ("IND continues", _row(phase="begin", kind="threat", direction="escalates"), False),
        ("IND escalates", _row(phase="continue", kind="threat", direction="escalates"), True),
        ("IND eases", _row(), False),
        ("PAK halts", _row(), False),
    ],
)
def test_which_commitments_a_path_meets(words: str, row: Commitment, meets: bool) -> None:
    scenario = parse(words, PAIR)
    answering = "IND" if scenario.side == "PAK" else "PAK"
    found = met(Ledger(rows=(row,)), scenario, answering, level=0.0 if "halts" in words else -20.0)
    assert [each.row for each in found] == (["r1"] if meets else [])


def test_an_act_done_last_week_is_one_that_goes_on() -> None:
    row = _row(phase="begin", kind="threat", direction="escalates")
    found = met(Ledger(rows=(row,)), parse("IND continues", PAIR), "PAK", level=-20.0, done={"ASSAULT"})
    assert [each.row for each in found] == ["r1"]


def test_commitments_without_a_record_are_named_and_mixed_in_only_as_you_believe() -> None:
    dyad, ledger, scenario = _dyad(_pair()), Ledger(rows=(_row(),)), parse("IND halts", PAIR)
    bare, named, believed = (
        what_if(dyad, scenario, ledger=given, belief=belief)
        for given, belief in ((None, None), (ledger, None), (ledger, 1.0))
    )
    assert bare.ahead == named.ahead
    assert named.standing[0].whose_weight == "nobody's"
    assert any("not mixed in" in sentence for sentence in named.sentences)
    assert believed.standing[0].weight == 1.0
    assert believed.ahead[0].median == bare.ahead[0].median  # from the second week on
    assert believed.ahead[1].median > bare.ahead[1].median
    assert believed.ahead[1].outer[0] > bare.ahead[1].outer[0]


def test_a_threat_carried_out_is_harsher() -> None:
    row = _row(phase="continue", kind="threat", direction="escalates")
    dyad, scenario = _dyad(_pair()), parse("IND continues", PAIR)
    plain, carried = (what_if(dyad, scenario, ledger=Ledger(rows=(row,)), belief=b) for b in (0.0, 1.0))
    assert carried.ahead[2].median < plain.ahead[2].median
    assert any("with weight 1.00, as you believe" in sentence for sentence in carried.sentences)


def test_short_series_still_tell_which_commitments_are_met() -> None:
    index = pd.date_range("2020-01-06", periods=3, freq="W-MON")
    dyad = of_values(pd.DataFrame(-np.ones((3, 2)), index=index), *PAIR, step="week")
    found = what_if(dyad, parse("IND halts", PAIR), ledger=Ledger(rows=(_row(),)))
    assert found.verdict == "insufficient"
    assert found.sentences[1].startswith(
        "This path meets a standing commitment (last said 2023-10-01): if India stops its attacks on Pakistan →"
    )
    nothing = what_if(dyad, parse("IND continues", PAIR), ledger=Ledger(rows=(_row(),)))
    assert nothing.sentences[1] == "No standing commitment of Pakistan has a condition that this path meets."
