"""A side's record in the ledger: what counts, what does not, and how calmly it is said."""

from __future__ import annotations

import msgspec
import pytest
from tests.ledger.crafted import IND, PAK, UN, condition, signal, term

from detente.dynamics import Standing, credibility, standing_of, unusual
from detente.dynamics.credibility import HALF_LIFE_DAYS, LEAST_HISTORY, LEAST_TESTS, likelihood_ratio
from detente.ledger import Ledger
from detente.records import Actor, Change, Commitment, SignalKind, State


def row(
    name: str,
    state: State,
    day: str,
    *,
    kind: SignalKind = "pledge",
    speaker: Actor = PAK,
    to: Actor = IND,
    rule: str = "deed",
    firm: bool = True,
    said: str | None = None,
) -> Commitment:
    """A row that came to a state on a day."""
    said_signal = signal(name, kind, speaker, to, f"words {name}", commitment=term(speaker, "CONSULT"), firm=firm)
    history = (
        Change(state="open", date=said or day, because="said"),
        Change(state=state, date=day, because="so", rule=rule),
    )
    return Commitment(
        id=name, signal=said_signal, article=name, state=state, history=history, first_said=said or day, last_said=day
    )


def ledger(*rows: Commitment, to: str = "2025-06-01") -> Ledger:
    return Ledger(rows=rows, known_to=to)


def one(*rows: Commitment, to: str = "2025-06-01") -> Standing:
    (made,) = credibility(ledger(*rows, to=to))
    return made


def kept(count: int, **more: object) -> list[Commitment]:
    return [row(f"k{n}", "kept", f"2025-05-{n + 1:02d}", **more) for n in range(count)]  # type: ignore[arg-type]


def test_each_outcome_is_counted_apart() -> None:
    made = one(
        *kept(3),
        row("b", "broken", "2025-05-20"),
        row("c", "contested", "2025-05-21"),
        row("o", "open", "2025-05-22"),
        row("l", "lapsed", "2025-05-22"),
        row("w", "withdrawn", "2025-05-22"),
        row("t", "triggered", "2025-05-22"),
    )
    assert (made.kept, made.broken, made.contested, made.untested) == (3, 1, 1, 4)
    assert made.verdict == "estimate"
    assert made.interval is not None
    assert made.rate is not None
    assert made.interval[0] < made.rate < made.interval[1]


@pytest.mark.parametrize("state", ["open", "triggered", "lapsed", "withdrawn", "contested"])
def test_what_was_not_tested_moves_nothing(state: State) -> None:
    before = one(*kept(3))
    after = one(*kept(3), *(row(f"x{n}", state, "2025-05-25") for n in range(20)))
    assert (after.rate, after.interval, after.ratio) == (before.rate, before.interval, before.ratio)


def test_a_claim_of_others_to_have_ones_word_is_not_ones_word() -> None:
    assert credibility(ledger(row("a", "contested", "2025-05-10", rule="announced"))) == ()


def test_three_threats_carried_out_by_one_operation_are_one_test() -> None:
    made = one(*(row(f"t{n}", "kept", "2025-05-10", kind="threat") for n in range(3)))
    assert (made.kept, made.verdict) == (3, "insufficient")
    assert made.tests == pytest.approx(0.979, abs=0.001)


def test_too_little_is_said_to_be_too_little() -> None:
    made = one(*kept(LEAST_TESTS - 1))
    assert made.verdict == "insufficient"
    assert made.rate is None
    assert made.interval is None
    assert "Insufficient" in made.sentence
    assert "times as likely" not in made.sentence


def test_an_outcome_of_one_half_life_ago_counts_half() -> None:
    assert HALF_LIFE_DAYS == 730
    assert one(row("k", "kept", "2023-06-02"), to="2025-06-01").tests == pytest.approx(0.5, abs=0.01)


def test_other_sides_records_inform_but_are_not_shown() -> None:
    good = [row(f"g{n}", "kept", f"2025-05-{n + 1:02d}", speaker=IND, to=PAK) for n in range(12)]
    bad = [row(f"g{n}", "broken", f"2025-05-{n + 1:02d}", speaker=IND, to=PAK) for n in range(12)]
    (hopeful,) = credibility(ledger(*kept(3), *good), actor="PAK", rival="IND")
    (doubtful,) = credibility(ledger(*kept(3), *bad), actor="PAK", rival="IND")
    assert hopeful.side == doubtful.side == "PAK"
    assert hopeful.rate is not None
    assert doubtful.rate is not None
    assert hopeful.rate > doubtful.rate + 0.02


def test_the_likelihood_ratio_by_hand() -> None:
    assert likelihood_ratio(0, 0) == pytest.approx(1.0)
    assert likelihood_ratio(1, 0) == pytest.approx(0.8 / 0.5)
    assert likelihood_ratio(0, 1) == pytest.approx(0.2 / 0.5)
    assert likelihood_ratio(2, 0) == pytest.approx(0.8 / 0.5 * (9 / 11) / (6 / 11))


def test_what_would_change_the_ratio_is_said() -> None:
    made = one(*kept(4), to="2025-05-05")
    assert made.if_broken < made.ratio < made.if_kept
    assert f"{made.if_kept:.1f} times, broken {made.if_broken:.1f} times" in made.sentence


def test_words_of_the_sentence_are_calm() -> None:
    made = one(*kept(5), *[row("b", "broken", "2025-05-20")])
    for label in ("liar", "sincere", "bluff", "credible", "trust"):
        assert label not in made.sentence.casefold()
    assert "90 % interval" in made.sentence


def test_a_threat_is_carried_out_and_not_kept() -> None:
    made = one(*kept(3, kind="threat"))
    assert made.sentence.startswith("Pakistan's threats towards India: 3 carried out, 0 not carried out.")


def test_the_record_behind_a_row_leaves_the_row_out() -> None:
    book = ledger(*kept(3), row("mine", "broken", "2025-05-30"))
    mine = book.row("mine")
    assert mine is not None
    made = standing_of(mine, book)
    assert made is not None
    assert (made.kept, made.broken) == (3, 0)
    assert standing_of(row("new", "open", "2025-05-30", speaker=UN), book) is None


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [*kept(4), row("b", "broken", "2025-05-20"), row("o", "open", "2025-05-21")]
    forwards, backwards = one(*rows), one(*rows[::-1])
    same = {"words": ()}
    assert msgspec.structs.replace(forwards, **same) == msgspec.structs.replace(backwards, **same)
    assert sorted(w.row for w in forwards.words) == sorted(w.row for w in backwards.words)


# ------------------------------------------------------------------------------------------------- what is usual


def _history(count: int, kind: SignalKind) -> list[Commitment]:
    return [row(f"h{n}", "open", "2025-05-01", kind=kind, said=f"2025-04-{n + 1:02d}") for n in range(count)]


def test_an_offer_by_a_side_that_only_threatens_is_unusual() -> None:
    offer = row("o", "open", "2025-05-20", kind="offer")
    made = unusual(offer, ledger(*_history(12, "threat"), offer))
    assert (made.verdict, made.like, made.of) == ("unusual", 0, 12)
    assert made.sentence.startswith(
        "Unusual for Pakistan: none of its 12 earlier commitments towards India were firm offers"
    )


def test_one_more_threat_of_such_a_side_is_usual() -> None:
    threat = row("t", "open", "2025-05-20", kind="threat")
    made = unusual(threat, ledger(*_history(12, "threat"), threat))
    assert (made.verdict, made.like) == ("usual", 12)


def test_later_words_and_words_to_others_are_no_history() -> None:
    offer = row("o", "open", "2025-04-01", kind="offer", said="2025-04-01")
    book = ledger(*_history(12, "threat"), offer)
    assert unusual(offer, book).verdict == "insufficient"
    to_another = row("u", "open", "2025-05-20", kind="offer", to=UN)
    assert unusual(to_another, ledger(*_history(12, "threat"), to_another)).of == 0


def test_a_short_history_is_insufficient() -> None:
    offer = row("o", "open", "2025-05-20", kind="offer")
    made = unusual(offer, ledger(*_history(LEAST_HISTORY - 1, "threat"), offer))
    assert (made.verdict, made.share) == ("insufficient", None)
    assert str(LEAST_HISTORY) in made.sentence


def test_a_hedged_word_is_another_form_than_a_firm_one() -> None:
    hedged = row("s", "open", "2025-05-20", kind="threat", firm=False)
    assert unusual(hedged, ledger(*_history(12, "threat"), hedged)).like == 0


def test_a_condition_names_the_rival_where_nobody_is_addressed() -> None:
    asked = signal(
        "s", "offer", PAK, None, "words", condition=condition(IND, "ASSAULT", "halt"), commitment=term(PAK, "CONSULT")
    )
    made = one(Commitment(id="r", signal=asked, article="r", first_said="2025-05-01", last_said="2025-05-01"))
    assert made.rival == "IND"
