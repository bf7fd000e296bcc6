"""The scenario of May 2025 day by day, the rules one by one, and what holds for any input."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.crafted import (
    DAR,
    IND,
    MISRI,
    PAK,
    PAK_ARMY,
    TARAR,
    USA,
    asif_offer,
    asif_restraint,
    asif_threat,
    ceasefire,
    condition,
    event,
    india_pakistan,
    reading,
    signal,
    term,
    violation,
)

from detente.ledger import Ledger, Ruling, build
from detente.records import Actor, Commitment, Event, Reading, Signal, to_json

OFFER, THREAT = "wire-0507/s1", "wire-0507/s2"
INDIA_STOPS, PAKISTAN_STOPS = "wire-0510b/s1:IND", "wire-0510b/s1:PAK"


def states(ledger: Ledger) -> dict[str, str]:
    return {row.id: row.state for row in ledger.rows}


def only(ledger: Ledger) -> Commitment:
    assert len(ledger.rows) == 1
    return ledger.rows[0]


def rules(row: Commitment) -> list[tuple[str, str]]:
    return [(change.state, change.rule) for change in row.history]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-05-06", {}),
        ("2025-05-07", {OFFER: "open", THREAT: "open"}),
        ("2025-05-08", {OFFER: "open", THREAT: "triggered"}),
        ("2025-05-09", {OFFER: "open", THREAT: "triggered"}),
        ("2025-05-10", {OFFER: "kept", THREAT: "kept", INDIA_STOPS: "open", PAKISTAN_STOPS: "open"}),
        ("2025-05-11", {OFFER: "kept", THREAT: "kept", INDIA_STOPS: "contested", PAKISTAN_STOPS: "contested"}),
        ("2025-05-12", {OFFER: "kept", THREAT: "kept", INDIA_STOPS: "kept", PAKISTAN_STOPS: "kept"}),
        ("2025-05-13", {OFFER: "kept", THREAT: "kept", INDIA_STOPS: "kept", PAKISTAN_STOPS: "kept"}),
    ],
)
def test_each_day_shows_what_could_be_known_then(day: str, expected: dict[str, str]) -> None:
    assert states(build(india_pakistan(), as_of=day)) == expected


def test_the_offer_repeated_next_day_is_one_row() -> None:
    row = build(india_pakistan()).row(OFFER)
    assert row is not None
    assert row.repetitions == (("post-0508", "s4"),)
    assert (row.first_said, row.last_said) == ("2025-05-07T13:20+05:30", "2025-05-08")


def test_strikes_before_the_words_are_no_answer_to_them() -> None:
    row = build(india_pakistan(), as_of="2025-05-07").row(THREAT)
    assert row is not None
    assert row.evidence == ()


def test_evidence_shows_its_score_in_parts() -> None:
    row = build(india_pakistan(), as_of="2025-05-08").row(THREAT)
    assert row is not None
    assert [(e.article, e.score, e.parts) for e in row.evidence] == [
        (
            "post-0508",
            0.95,
            {
                "actor": 0.95,
                "act": 1.0,
                "phase": 1.0,
                "target": 1.0,
                "means": 1.0,
                "words": 1.0,
                "place": 1.0,
                "time": 1.0,
            },
        )
    ]


def test_whose_move_day_by_day() -> None:
    sentences = {
        day: build(india_pakistan(), as_of=day).moves[0].sentence for day in ("2025-05-07", "2025-05-08", "2025-05-11")
    }
    assert sentences == {
        "2025-05-07": "India's move: Pakistan offers to ease tension if India stops its attacks.",
        "2025-05-08": "Pakistan's move: Pakistan has threatened to retaliate if India goes on with its attacks; India goes on with its"
        " attacks, reported by one source. Still open: Pakistan offers to ease tension if India stops its attacks.",
        "2025-05-11": "Accounts differ: Pakistan has pledged to stop its attacks; India says it was broken, Pakistan denies it (1 independent source against 1).",
    }


# ------------------------------------------------------------------------------------------------------------- rules

PLEDGE_DAY = "2025-03-01T12:00Z"


def truce(*later: Reading) -> Ledger:
    """India alone pledges to stop its attacks on Pakistan; what comes later."""
    stop = signal(
        "s1",
        "pledge",
        MISRI,
        PAK,
        "We will stop our attacks.",
        commitment=term(IND, "ASSAULT", "halt", "stop our attacks"),
    )
    return build([reading("pledge", PLEDGE_DAY, stop), *later])


def strike(source: str, day: str, **more: Any) -> Reading:
    return reading(
        f"{source}-{day}",
        day,
        event("e1", "ASSAULT", IND, PAK, date=day, quote=f"A raid, {source} wrote.", **more),
        source=source,
    )


def test_one_claim_contests_and_never_breaks() -> None:
    row = only(truce(strike("a", "2025-03-02", status="claimed", said_by=(PAK,))))
    assert rules(row) == [("open", "said"), ("contested", "breach-claimed")]


def test_the_same_claim_in_forty_papers_is_one_claim() -> None:
    papers = [strike(f"paper{n}", "2025-03-02", status="claimed", said_by=(PAK,)) for n in range(40)]
    assert only(truce(*papers)).state == "contested"


def test_a_second_side_in_a_second_paper_corroborates() -> None:
    claims = [
        strike("a", "2025-03-02", status="claimed", said_by=(PAK,)),
        strike("b", "2025-03-02", status="claimed", said_by=(USA,)),
    ]
    assert only(truce(*claims)).state == "broken"


def test_what_a_side_owns_up_to_breaks_its_word() -> None:
    assert only(truce(strike("a", "2025-03-02", status="claimed", said_by=(IND,)))).state == "broken"


def test_a_report_denied_by_the_side_is_contested_and_two_reports_are_not() -> None:
    denial = event(
        "e1", "ASSAULT", IND, PAK, status="denied", said_by=(IND,), date="2025-03-02", quote="There was no raid."
    )
    denied = reading("denial", "2025-03-02", denial)
    assert only(truce(strike("a", "2025-03-02"), denied)).state == "contested"
    assert only(truce(strike("a", "2025-03-02"), strike("b", "2025-03-02"), denied)).state == "broken"


@pytest.mark.parametrize("status", ["intended", "requested", "conditional", "hypothetical", "negated"])
def test_what_has_not_happened_breaks_nothing(status: str) -> None:
    assert only(truce(strike("a", "2025-03-02", status=status))).state == "open"


def test_history_breaks_nothing() -> None:
    assert only(truce(strike("a", "2025-03-02", background=True))).state == "open"


def test_a_group_it_is_said_to_control_contests_at_most() -> None:
    gunmen = Actor(code="PAK", sector="REB", group="Lashkar-e-Taiba")
    stop = signal("s1", "pledge", DAR, IND, "No attacks.", commitment=term(PAK, "ASSAULT", "halt", "no attacks"))
    raid = event("e1", "ASSAULT", gunmen, IND, date="2025-03-02", quote="Gunmen attacked.")
    row = only(build([reading("a", "2025-03-01", stop), reading("b", "2025-03-02", raid)]))
    assert (row.state, row.evidence[0].score) == ("contested", 0.6)


def quiet(*days: str) -> list[Reading]:
    """Reports on both sides without any attack."""
    return [
        reading(
            f"quiet-{day}", day, event("e1", "CONSULT", USA, IND, date=day), event("e2", "CONSULT", USA, PAK, date=day)
        )
        for day in days
    ]


def test_a_halt_is_kept_after_two_covered_days_and_silence_is_no_evidence() -> None:
    assert rules(only(truce(*quiet("2025-03-02", "2025-03-03")))) == [("open", "said"), ("kept", "held")]
    assert only(truce(*quiet("2025-03-03"))).state == "open"
    far_away = [
        reading(f"else-{d}", f"2025-03-0{d}", event("e1", "CONSULT", USA, Actor(code="CHN"))) for d in (2, 3, 4, 5)
    ]
    assert only(truce(*far_away)).state == "open"


def test_a_promise_kept_so_far_can_still_be_broken() -> None:
    row = only(truce(*quiet("2025-03-02", "2025-03-03"), strike("a", "2025-04-02")))
    assert rules(row) == [("open", "said"), ("kept", "held"), ("broken", "breach")]


def conditional(kind: Any, asked: Any, given: Any, **more: Any) -> Reading:
    return reading(
        "words", PLEDGE_DAY, signal("s1", kind, PAK, IND, "Words.", condition=asked, commitment=given, **more)
    )


def test_an_ultimatum_that_expires_unmet_with_coverage_is_triggered() -> None:
    asked = condition(IND, "MOBILIZE", "halt", "India withdraws its troops", connective="unless", negated=True)
    words = conditional("threat", asked, term(PAK, "ASSAULT"), deadline="2025-03-04T12:00Z")
    assert only(build([words, *quiet("2025-03-05", "2025-03-06")])).state == "triggered"
    assert only(build([words, *quiet("2025-03-06")])).state == "open"
    withdrew = reading("met", "2025-03-03", event("e1", "RETREAT", IND, PAK, date="2025-03-03"))
    assert rules(only(build([words, withdrew])))[-1] == ("lapsed", "released")


def test_a_condition_unmet_by_its_deadline_lapses_and_is_nobodys_fault() -> None:
    words = conditional(
        "offer", condition(IND, "ASSAULT", "halt"), term(PAK, "RETREAT", text="withdraw"), deadline="2025-03-03"
    )
    row = only(build([words, strike("a", "2025-03-02"), *quiet("2025-03-04", "2025-03-05")]))
    assert rules(row) == [("open", "said"), ("lapsed", "deadline-untested")]


def test_a_promise_to_act_by_a_day_is_kept_broken_or_unseen() -> None:
    words = conditional("pledge", None, term(PAK, "RETREAT", text="withdraw the guns"), deadline="2025-03-03")
    done = reading("done", "2025-03-02", event("e1", "RETREAT", PAK_ARMY, IND, date="2025-03-02"))
    assert only(build([words, done])).state == "kept"
    assert rules(only(build([words, *quiet("2025-03-04", "2025-03-05")])))[-1] == ("broken", "deadline-unmet")
    assert rules(only(build([words, *quiet("2025-03-05")])))[-1] == ("open", "said")
    assert rules(only(build([words, *quiet("2025-03-05", "2025-05-20")])))[-1] == ("lapsed", "deadline-unseen")
    late = reading("late", "2025-03-10", event("e1", "RETREAT", PAK_ARMY, IND, date="2025-03-10"))
    assert rules(only(build([words, *quiet("2025-03-05"), late])))[-1] == ("contested", "deed-late")
    told_late = reading("late", "2025-03-10", event("e1", "RETREAT", PAK_ARMY, IND, date="2025-03-02"))
    assert only(build([words, *quiet("2025-03-05"), told_late])).state == "kept"


def test_a_sides_own_word_that_it_kept_its_promise_is_not_enough() -> None:
    words = conditional("pledge", None, term(PAK, "RETREAT", text="withdraw the guns"))
    own = event("e1", "RETREAT", PAK, IND, status="claimed", said_by=(PAK,), date="2025-03-02")
    confirmed = event("e1", "RETREAT", PAK, IND, status="claimed", said_by=(IND,), date="2025-03-02")
    other = event("e2", "RETREAT", PAK, IND, status="claimed", said_by=(USA,), date="2025-03-02")
    assert only(build([words, reading("a", "2025-03-02", own)])).state == "open"
    assert (
        only(build([words, reading("a", "2025-03-02", confirmed), reading("b", "2025-03-02", other)])).state == "kept"
    )


def test_provocation_releases_from_restraint_and_a_claimed_one_leaves_it_contested() -> None:
    words = reading("words", PLEDGE_DAY, asif_restraint())
    attack = event("e1", "ASSAULT", IND, PAK, date="2025-03-02", quote="A raid.")
    assert rules(only(build([words, reading("a", "2025-03-02", attack)])))[-1] == ("lapsed", "released")
    said = event("e1", "ASSAULT", IND, PAK, date="2025-03-02", quote="A raid.", status="claimed", said_by=(PAK,))
    answer = event("e1", "ASSAULT", PAK, IND, date="2025-03-03", quote="A raid back.")
    row = only(build([words, reading("a", "2025-03-02", said), reading("b", "2025-03-03", answer)]))
    assert row.state == "contested"
    assert only(build([words, reading("b", "2025-03-03", answer)])).state == "broken"


def test_an_attack_nobody_says_has_stopped_needs_three_covered_days() -> None:
    words = conditional("offer", condition(IND, "ASSAULT", "halt"), term(PAK, "RETREAT", text="withdraw"))
    row = only(build([words, strike("a", "2025-03-02"), *quiet("2025-03-03", "2025-03-04", "2025-03-05")]))
    assert rules(row) == [("open", "said"), ("triggered", "absence")]
    assert only(build([words, strike("a", "2025-03-02"), *quiet("2025-03-03", "2025-03-05")])).state == "open"


def test_acts_of_the_same_day_have_no_order_and_are_noted_without_counting() -> None:
    words = reading("words", "2025-03-01", asif_threat())
    row = only(build([words, strike("a", "2025-03-01")]))
    assert (row.state, row.evidence[0].parts["time"]) == ("open", 0.3)


def test_fire_on_the_day_a_mutual_halt_came_into_force_breaks_nothing() -> None:
    offer = conditional("offer", condition(IND, "ASSAULT", "halt"), term(PAK, "ASSAULT", "halt"))
    halt = reading("halt", "2025-03-05T12:00Z", ceasefire("s1", MISRI, PAK), ceasefire("s2", DAR, IND))
    raid = reading("raid", "2025-03-05", event("e1", "ASSAULT", PAK, IND, date="2025-03-05", quote="A raid."))
    assert {row.state for row in build([offer, halt, raid]).rows if row.signal.kind == "offer"} == {"kept"}


def test_an_offer_that_an_attack_would_call_in_is_quoted_and_never_triggered() -> None:
    words = conditional("offer", condition(IND, "ASSAULT", "begin"), term(PAK, "RETREAT"))
    row = only(build([words, strike("a", "2025-03-02"), strike("b", "2025-03-03")]))
    assert (row.state, row.why_next) == ("open", "Pakistan offers: “Words”.")


def test_an_agreement_is_no_repetition_of_what_one_side_had_promised_alone() -> None:
    alone = signal("s1", "pledge", MISRI, PAK, "We do not attack.", commitment=term(IND, "ASSAULT", "refrain"))
    halt = reading("halt", "2025-03-05", ceasefire("s1", MISRI, PAK), ceasefire("s2", DAR, IND))
    again = signal("s1", "pledge", MISRI, PAK, "We keep the truce.", commitment=term(IND, "ASSAULT", "halt"))
    ledger = build([reading("a", "2025-03-01", alone), halt, reading("z", "2025-03-06", again)])
    assert [(row.id, len(row.repetitions)) for row in ledger.rows] == [
        ("a/s1", 0),
        ("halt/s1:IND", 2),
        ("halt/s1:PAK", 1),
    ]


def test_an_undated_act_breaks_nothing() -> None:
    undated = reading("a", "2025-03-03", event("e1", "ASSAULT", IND, PAK, quote="A raid."))
    assert only(truce(undated)).state == "open"


def test_what_each_side_says_of_the_other_nobody_has_owned_up_to() -> None:
    both = strike("a", "2025-03-02", status="claimed", said_by=(IND, PAK))
    assert only(truce(both)).state == "contested"


def test_a_refusal_takes_an_offer_back() -> None:
    no = signal("s1", "refusal", PAK, IND, "We will not withdraw.", commitment=term(PAK, "RETREAT", text="withdraw"))
    words = conditional("offer", condition(IND, "ASSAULT", "halt"), term(PAK, "RETREAT", text="withdraw"))
    row = build([words, reading("no", "2025-03-03", no)]).row("words/s1")
    assert row is not None
    assert row.state == "withdrawn"


# ---------------------------------------------------------------------------------------------------------- identity


def test_changed_terms_of_an_offer_are_a_new_version() -> None:
    first = asif_offer()
    second = signal(
        "s1",
        "offer",
        DAR,
        IND,
        "If India restores the treaty, we will reduce the tension.",
        condition=condition(IND, "COOPERATE", text="India restores the treaty"),
        commitment=term(PAK, "RETREAT", text="reduce the tension"),
    )
    ledger = build([reading("a", "2025-03-01", first), reading("b", "2025-03-03", second)])
    assert [(row.id, row.state, row.supersedes) for row in ledger.rows] == [
        ("a/s1", "withdrawn", None),
        ("b/s1", "open", "a/s1"),
    ]


def test_threats_over_different_acts_stand_side_by_side() -> None:
    water = signal(
        "s1",
        "threat",
        DAR,
        IND,
        "If India cuts the water, it is war.",
        condition=condition(IND, "COERCE", text="cuts the water"),
        commitment=term(PAK, "ASSAULT", text="war"),
    )
    exact = condition(IND, "SANCTION", text="suspends the treaty")
    treaty = signal(
        "s1",
        "threat",
        DAR,
        IND,
        "If it does, we strike.",
        condition=exact,
        commitment=term(PAK, "ASSAULT", text="strike"),
    )
    ledger = build(
        [
            reading("a", "2025-03-01", asif_threat("s1")),
            reading("b", "2025-03-03", water),
            reading("c", "2025-03-04", treaty),
        ]
    )
    assert [row.supersedes for row in ledger.rows] == [None, None]
    assert [row.repetitions for row in ledger.rows] == [(), (("c", "s1"),)]


def test_a_threat_made_again_after_it_was_carried_out_is_a_new_one() -> None:
    again = reading("again", "2025-05-15", asif_threat("s1"))
    ledger = build([*india_pakistan(), again])
    assert {row.id: row.state for row in ledger.rows if row.signal.kind == "threat"} == {
        THREAT: "kept",
        "again/s1": "open",
    }


def test_a_ministers_and_an_oppositions_words_do_not_mix() -> None:
    rival = Actor(code="PAK", sector="OPP", name="A. Nother")
    theirs = signal("s1", "threat", rival, IND, "We would strike.", commitment=term(rival, "ASSAULT"))
    ours = signal("s1", "threat", PAK, IND, "We would strike.", commitment=term(PAK, "ASSAULT"))
    ledger = build([reading("a", "2025-03-01", theirs), reading("b", "2025-03-02", ours)])
    assert len(ledger.rows) == 2


def test_what_others_foretell_of_a_side_is_no_commitment_of_it() -> None:
    foretold = signal("s1", "threat", USA, None, "Iran will strike.", commitment=term(Actor(code="IRN"), "ASSAULT"))
    unknown = signal("s2", "threat", Actor(code="---"), IND, "They will strike.", commitment=term((), "ASSAULT"))
    past = signal("s3", "threat", PAK, IND, "In 1999 it threatened.", commitment=term(PAK, "ASSAULT"), background=True)
    demand = signal("s4", "demand", PAK, IND, "Stop.", commitment=term(IND, "ASSAULT", "halt"))
    assert build([reading("a", "2025-03-01", foretold, unknown, past, demand)]).rows == ()


def test_an_agreement_reported_without_a_signal_binds_both_and_a_claimed_one_only_the_claimant() -> None:
    words = "India and Pakistan agreed to a full and immediate ceasefire."
    agreed = Event(id="e1", type="AGREE", actors=(IND, PAK), quote=words)
    assert [row.id for row in build([reading("a", "2025-03-01", agreed)]).rows] == ["a/e1:IND", "a/e1:PAK"]
    claimed = Event(id="e1", type="AGREE", actors=(IND, PAK), quote=words, status="claimed", said_by=(DAR,))
    assert [row.id for row in build([reading("a", "2025-03-01", claimed)]).rows] == ["a/e1:PAK"]


def test_two_offers_that_ask_for_each_other_meet() -> None:
    stop = condition(PAK, "ASSAULT", "halt", "Pakistan stops its attacks")
    mine = signal(
        "s1",
        "offer",
        MISRI,
        PAK,
        "If they stop, we stop.",
        condition=stop,
        commitment=term(IND, "ASSAULT", "halt", "we stop our attacks"),
    )
    its = signal(
        "s2",
        "offer",
        DAR,
        IND,
        "If India stops, we stop.",
        condition=condition(IND, "ASSAULT", "halt", "India stops its attacks"),
        commitment=term(PAK, "ASSAULT", "halt", "we stop our attacks"),
    )
    ledger = build([reading("a", "2025-03-01", mine, its)])
    assert [(m.first, m.second, m.fit) for m in ledger.standing] == [("a/s1", "a/s2", 1.0)]
    assert ledger.moves[0].mover is None
    assert ledger.moves[0].sentence.startswith(
        "Either side's move. The two offers meet: India offers to stop its attacks if"
    )


# ---------------------------------------------------------------------------------------------- rulings and retractions


def test_a_ruling_overrides_and_is_kept_in_the_history() -> None:
    ruling = Ruling(
        row=THREAT, state="broken", because="the army's statement was about another front", by="desk", date="2025-05-11"
    )
    row = build(india_pakistan(), rulings=[ruling]).row(THREAT)
    assert row is not None
    assert (row.state, row.next_mover, row.history[-1].rule) == ("broken", None, "ruling")
    assert row.history[-1].because == "ruling (desk): the army's statement was about another front"


def test_a_ruling_counts_from_the_day_it_was_made() -> None:
    ruling = Ruling(row=THREAT, state="withdrawn", because="x", made="2025-05-12")
    assert states(build(india_pakistan(), rulings=[ruling], as_of="2025-05-08"))[THREAT] == "triggered"


def test_a_retracted_report_is_as_if_it_had_never_come() -> None:
    ruling = Ruling(retracts="post-0508", because="the report was withdrawn")
    assert states(build(india_pakistan(), rulings=[ruling], as_of="2025-05-08"))[THREAT] == "open"


def test_a_ruling_on_no_row_is_told() -> None:
    ledger = build(india_pakistan(), rulings=[Ruling(row="nothing", state="kept", because="x")])
    assert [problem.where for problem in ledger.problems] == ["rulings"]


def test_undated_reports_give_open_rows_and_only_without_as_of() -> None:
    undated = reading("a", None, asif_threat(), event("e1", "ASSAULT", IND, PAK))
    row = only(build([undated]))
    assert (row.state, row.first_said, row.evidence) == ("open", None, ())
    assert build([undated], as_of="2030-01-01").rows == ()


def test_a_bad_as_of_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(ValueError, match="write it like 2025-05-07"):
        build([], as_of="soon")


def test_nothing_in_nothing_out() -> None:
    assert build([]) == Ledger()


# -------------------------------------------------------------------------------------------------------- properties

DAYS = [f"2025-05-{n:02}" for n in range(6, 15)]


@st.composite
def worlds(draw: st.DrawFn) -> list[Reading]:
    """A handful of readings of two sides with random words and deeds on random days."""
    made = []
    for n in range(draw(st.integers(1, 7))):
        day = draw(st.sampled_from([*DAYS, None]))
        records: list[Any] = []
        for k in range(draw(st.integers(0, 3))):
            records.append(draw(_records(f"{k}", day)))
        made.append(reading(f"r{n}", day, *records, source=draw(st.sampled_from(["a", "b", "c"]))))
    return made


@st.composite
def _records(draw: st.DrawFn, k: str, day: str | None) -> Signal | Event:
    one, other = draw(st.sampled_from([(IND, PAK), (PAK, IND), (PAK_ARMY, IND)]))
    kinds = ["offer", "threat", "restraint", "truce", "strike", "retreat", "violation", "denial", "refusal"]
    match draw(st.sampled_from(kinds)):
        case "offer":
            return asif_offer(f"s{k}")
        case "threat":
            return asif_threat(f"s{k}")
        case "restraint":
            return asif_restraint(f"s{k}")
        case "truce":
            return ceasefire(f"s{k}", one, other)
        case "refusal":
            return signal(
                f"s{k}", "refusal", PAK, IND, "No.", commitment=term(PAK, "RETREAT", text="reduce the tension")
            )
        case "retreat":
            return event(f"e{k}", "RETREAT", one, other, date=draw(st.sampled_from([*DAYS, None])))
        case "violation":
            return violation(f"e{k}", one, other, day or DAYS[0])
        case "denial":
            return event(f"e{k}", "ASSAULT", one, other, status="denied", said_by=(TARAR,), date=day)
        case _:
            return event(f"e{k}", "ASSAULT", one, other, date=draw(st.sampled_from([*DAYS, None])))


@settings(max_examples=60, deadline=None)
@given(worlds(), st.integers(0, 10**6))
def test_the_order_of_reports_never_matters(world: list[Reading], seed: int) -> None:
    shuffled = list(world)
    random.Random(seed).shuffle(shuffled)
    assert to_json(build(shuffled)) == to_json(build(world))
    assert to_json(build([*world, *shuffled])) == to_json(build(world))


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_a_row_known_on_a_day_is_known_on_the_next(world: list[Reading]) -> None:
    seen: set[str] = set()
    for day in DAYS:
        now = {row.id for row in build(world, as_of=day).rows}
        assert seen <= now
        seen = now
    assert seen <= {row.id for row in build(world).rows}


@settings(max_examples=40, deadline=None)
@given(worlds(), st.sampled_from(["kept", "broken", "lapsed"]))
def test_a_ruling_given_twice_is_given_once(world: list[Reading], state: Any) -> None:
    rows = build(world).rows
    given_ = [Ruling(row=row.id, state=state, because="so ruled") for row in rows[:2]]
    once = build(world, rulings=given_)
    assert to_json(build(world, rulings=[*given_, *given_])) == to_json(once)
    assert all(row.state == state for row in once.rows if row.id in {r.row for r in given_})


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_every_row_tells_how_it_came_to_its_state(world: list[Reading]) -> None:
    for row in build(world).rows:
        assert row.history[0].state == "open"
        assert row.history[-1].state == row.state
        assert all(change.because and change.rule for change in row.history)
        if row.state in ("kept", "lapsed", "broken", "withdrawn"):
            assert row.next_mover is None
