"""Whether an act came after the words, and in answer to them: the part `time` of a score."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from detente.ledger.acts import barred, has_cue, party, same_words, shares_words
from detente.ledger.facts import Fact
from detente.ledger.finding import FAR, NEAR, Effect
from detente.ledger.mentions import APPOINTMENT, Mention
from detente.ledger.thresholds import days, threshold
from detente.ledger.when import DAY, EVER, Moment, after, moment, unordered
from detente.records import Term


def time_part(row: Mention, term: Term, fact: Fact, effect: Effect) -> float:
    """How surely the act came after the words and in answer to them; .3 for the same day, order unknown."""
    said = row.said
    if said is None or (row.signal.rule == APPOINTMENT and not _on_its_day(row, fact)):
        return 0.0
    if unordered(fact.when, said):
        if effect in ("breach", "confirm") and names_the_breach(row, fact):
            return 1.0
        if effect == "deed":
            follows = _as_announced(row, term, fact) or _answer_of_that_day(row, fact)
        else:
            follows = _as_put_off(row, term, fact, effect)
        return ANNOUNCED_THEN_DONE if follows else SAME_DAY
    if not after(fact.when, said):
        return 0.0
    apart = fact.when.low - said.high
    if effect == "breach" or apart <= NEAR or (effect in ("met", "continued") and apart <= FAR):
        return 1.0  # what a condition names comes about whenever it does: it need not answer the words
    if effect == "deed" and apart <= FAR and any(not condition.negated for condition in row.conditions):
        return (
            1.0  # it answers what the condition names, and whether it came soon after that is asked there (states.py)
        )
    due = moment(row.signal.deadline) if effect == "deed" and row.signal.kind != "threat" else None
    if due is not None and fact.when.low <= due.high + LATE:
        return 1.0  # within the time it was given
    if apart <= STANDING and _long_awaited(row, term, fact, effect):
        return 1.0
    return 0.8 if apart <= FAR else 0.0


def last_answer(row: Mention, said: Moment) -> datetime:
    """Until when an act may be an answer to words at all (`time_part` is 0.0 after it); one that breaks a promise may come later."""
    due = moment(row.signal.deadline)
    last = said.high + max(NEAR, FAR, STANDING) if EVER - said.high > max(NEAR, FAR, STANDING) else EVER
    return max(last, due.high + LATE if EVER - due.high > LATE else EVER) if due else last


STANDING: Final = days("STANDING_DAYS") * DAY
"""Words that wait for something stand for so long, and what they name or promise, in its own words, still bears on them."""


def _long_awaited(row: Mention, term: Term, fact: Fact, effect: Effect) -> bool:
    """The very thing a standing word names or offers, two words in common, or what was refused, however late in the year it came."""
    if effect == "withdraw" and (row.signal.kind == "refusal" or term.type in ("SANCTION", "COERCE")):
        return True  # a measure is lifted when it is, and a refusal given up
    waits = any(not condition.negated for condition in row.conditions)
    return waits and effect in ("met", "deed") and same_words(term.text, fact.event.quote)


SAME_DAY: Final = 0.3


def _on_its_day(row: Mention, fact: Fact) -> bool:
    """Whether a meeting is the one appointed: on its day, or two days late at most."""
    due = moment(row.signal.deadline)
    return due is None or (due.low <= fact.when.high and fact.when.low <= due.high + LATE)


def on_its_day(row: Mention, fact: Fact) -> bool:
    """Whether an act without a date, told in other words than before, lies in the day for which it was promised."""
    term, due = row.signal.commitment, moment(row.signal.deadline)
    if due is None or term is None or row.signal.kind == "threat" or barred(term) is not None or fact.retold:
        return False
    return fact.when.low <= due.high and due.low <= fact.when.high


LATE: Final = 2 * DAY


def _as_announced(row: Mention, term: Term, fact: Fact) -> bool:
    """The very act announced, other than fighting, told as done by a report that came out after the announcement was known.

    Nobody announces what he has done already: "would expel the envoy" and "expelled the envoy" of one day have their order.
    """
    once = term.type not in (None, "ASSAULT") and barred(term) is None and term.type == fact.event.type
    told, before = fact.known.at, row.known.at
    later = told is not None and before is not None and after(told, before)
    return once and later and bool(fact.event.date) and shares_words(term, fact.event)


def _as_put_off(row: Mention, term: Term, fact: Fact, effect: Effect) -> bool:
    """The very act refused until something comes about, told as done that day by a report that came out after the refusal was known."""
    event, told, before = fact.event, fact.known.at, row.known.at
    later = told is not None and before is not None and after(told, before)
    same = (term.type, term.mode) == (event.type, event.mode)
    return effect == "withdraw" and row.signal.kind == "refusal" and row.lasting and later and same and bool(event.date)


def _answer_of_that_day(row: Mention, fact: Fact) -> bool:
    """A blow of the day of a threat, told as an answer by a report that came out after the threat was known.

    Not where the report of the threat had told of such a blow before it: that one may be meant.
    """
    event, told, before = fact.event, fact.known.at, row.known.at
    if row.signal.kind != "threat" or not event.date or told is None or before is None or not after(told, before):
        return False
    struck_already = any(
        other.type == event.type
        and other.status in ("reported", "claimed")
        and not other.background
        and other.sentence < row.signal.sentence
        and any(party(actor) == row.side for actor in other.actors)
        for other in row.known.reading.events
    )
    return has_cue("answer", event.quote) and not struck_already


ANNOUNCED_THEN_DONE: Final = threshold("ANNOUNCED_THEN_DONE")


def names_the_breach(row: Mention, fact: Fact) -> bool:
    """A report of a *violation* on the day of an agreement speaks of what came after it."""
    return row.mutual and has_cue("breach", fact.event.quote)


def accused_of(row: Mention, fact: Fact) -> bool:
    """An act without a date that one side accuses another of: an accusation made after a promise speaks of what came after it.

    Not after an offer: what it promised in return is done once both agree, and what comes then is told of the agreement.
    """
    event = fact.event
    if row.signal.kind == "offer":
        return False
    outer = fact.outer if event.inside else None
    return event.status == "claimed" and outer is not None and outer.type == "ACCUSE" and not outer.background


UNDATED: Final = threshold("UNDATED")


UNDATED_BREACH: Final = threshold("UNDATED_BREACH")
"""An act without a date of its own is taken to lie in the day before its report; by itself it never breaks a promise."""


AGAIN: Final = threshold("AGAIN")
"""… and where an earlier report told of such an act by the same side, it may be that one told again."""
