"""Measures in force until something comes about, refusals until then, releases told without a doer: other crises."""

from __future__ import annotations

import pytest

from detente.api import read
from detente.ledger import build
from detente.records import Commitment, Reading


def report(day: str, text: str) -> Reading:
    return read(text, id=f"{day} {text[:20]}", date=f"{day}T18:00Z")


def row(kind: str, *told: tuple[str, str], as_of: str | None = None) -> Commitment:
    """The first row of that kind that some reports, given as days and texts, make."""
    return next(r for r in build([report(*one) for one in told], as_of=as_of).rows if r.signal.kind == kind)


# ---------------------------------------------------------------------------------- measures until something comes about


@pytest.mark.parametrize(
    ("measure", "end"),
    [
        (
            "Serbia will not let lorries from Kosovo pass until Kosovo releases the three policemen, its government announced.",
            "Kosovo released three Serbian policemen on Thursday.",
        ),
        (
            "The safety of no tanker in the gulf can be guaranteed until Kuwait takes on written obligations to Iran, Tehran said.",
            "Kuwait gave Iran written guarantees on Thursday. Tankers sailed again.",
        ),
        (
            "Egypt will not let Libyans cross its border until the return of the pilot has been arranged, Cairo announced.",
            "Libya will hand over the pilot on Saturday, Egypt's foreign ministry said.",
        ),
    ],
)
def test_a_measure_in_force_until_something_comes_about_lapses_when_it_does(measure: str, end: str) -> None:
    told = (("2024-03-04", measure), ("2024-03-07", end))
    assert ("triggered", "lapsed") == (row("threat", *told, as_of="2024-03-05").state, row("threat", *told).state)


def test_a_measure_is_not_at_its_end_by_a_word_of_another_side() -> None:
    measure = (
        "Egypt will not let Libyans cross its border until the return of the pilot has been arranged, Cairo announced."
    )
    word = "Libya will free four fishermen on Saturday, Tunisia's foreign ministry said."
    assert row("threat", ("2024-03-04", measure), ("2024-03-07", word)).state == "triggered"


@pytest.mark.parametrize(
    ("refusal", "deed", "state"),
    [
        (
            "The Saudi defence minister has told the army that the ceasefire in Yemen will not begin until the Houthis hand over the sailors.",
            "A ceasefire between Saudi Arabia and the Houthis took hold in Yemen on Monday evening.",
            "lapsed",
        ),
        (
            "Ethiopia will not withdraw its troops from Eritrea, its premier said.",
            "Ethiopia withdrew its troops from Eritrea on Tuesday.",
            "withdrawn",
        ),
    ],
)
def test_what_was_refused_until_then_and_done_has_lapsed_and_what_was_refused_outright_is_given_up(
    refusal: str, deed: str, state: str
) -> None:
    day = "2024-03-04" if state == "lapsed" else "2024-03-05"
    first = read(refusal, id="a", date="2024-03-04T06:00Z")
    second = read(deed, id="b", date=f"{day}T20:00Z")
    (found,) = (r for r in build([first, second]).rows if r.signal.kind == "refusal")
    assert state == found.state


def test_prisoners_let_go_end_no_refusal_of_a_truce() -> None:
    refusal = (
        "The ceasefire in Yemen will not begin until the Houthis hand over the list, the Saudi defence minister said."
    )
    deed = "Saudi Arabia let 40 Houthi prisoners go on Saturday."
    assert row("refusal", ("2024-03-04", refusal), ("2024-03-10", deed)).state != "lapsed"


# -------------------------------------------------------------------------------------------- releases without a doer


@pytest.mark.parametrize(
    ("promise", "deed"),
    [
        (
            "A Hezbollah official said that Eitan Levi was alive and would be released next week.",
            "Two Israeli hostages, among them Eitan Levi, were handed to the Red Cross in Beirut on Thursday.",
        ),
        (
            "The Houthis will free the sailors of the Galaxy Leader on Thursday, their leader said.",
            "Twenty sailors of the Galaxy Leader were handed over to Omani mediators on Thursday.",
        ),
    ],
)
def test_people_named_in_a_promise_and_handed_over_by_nobody_named_were_let_go_as_promised(
    promise: str, deed: str
) -> None:
    assert row("pledge", ("2024-05-20", promise), ("2024-05-23", deed)).state == "kept"


def test_other_people_handed_over_by_nobody_named_keep_no_promise() -> None:
    promise = "A Hezbollah official said that Eitan Levi was alive and would be released next week."
    other = "Two Syrian drivers were handed to the Red Cross in Damascus on Thursday."
    assert row("pledge", ("2024-05-20", promise), ("2024-05-23", other)).state == "open"


@pytest.mark.parametrize(
    ("promise", "deed"),
    [
        (
            "The M23 will free six Congolese soldiers on Saturday, its spokesman said.",
            "Kinshasa closed the road to Goma, hours after the M23 had let six soldiers go.",
        ),
        (
            "Eritrea confirmed that four Ethiopian pilots would be freed on Saturday.",
            "Ethiopia recalled its envoy, a day after Eritrea had freed four of its pilots.",
        ),
    ],
)
def test_an_act_without_a_date_told_the_day_after_it_was_due_is_the_one_promised(promise: str, deed: str) -> None:
    assert (
        row("pledge", ("2024-05-16", promise), ("2024-05-19", deed), ("2024-06-03", deed[:30] + " again.")).state
        == "kept"
    )


# ----------------------------------------------------------------------------------------- time that ran out, and stays


def test_a_report_that_the_time_ran_out_triggers_an_ultimatum_though_it_tells_of_one_side_alone() -> None:
    threat = "Kenya will close its border unless Somalia frees the two nurses within a week, Nairobi said."
    first = read(threat, id="a", date="2024-03-04T18:00Z")
    later = read(
        "Somalia put its army on alert. No word came from Mogadishu.",
        id="b",
        date="2024-03-12T18:00Z",
        title="Somalia silent as deadline passes",
    )
    (found,) = (r for r in build([first, later]).rows if r.signal.kind == "threat")
    assert "triggered" == found.state


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Should Serbia not comply, Kosovo would maintain its ban on its lorries, Pristina warned.", "open"),
        ("Kosovo's blockade of the road will go on until Serbia frees the policemen, Pristina warned.", "triggered"),
    ],
)
def test_what_is_to_be_gone_on_with_only_if_something_fails_is_not_in_force_for_that_yet(
    words: str, state: str
) -> None:
    assert state == row("threat", ("2024-03-04", words)).state
