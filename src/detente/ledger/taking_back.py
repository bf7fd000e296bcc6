"""A word taken back by the side that gave it: its truce ended, its suspension of attacks lifted, the meeting it promised cancelled.

That is no breach (nothing barred has happened) and no deed: the row is withdrawn from that day on.
"""

from __future__ import annotations

from typing import Final

from detente.ledger.acts import barred, party, same_words
from detente.ledger.facts import Fact
from detente.ledger.finding import DECISIVE
from detente.ledger.mentions import Mention
from detente.ledger.patterns import says
from detente.ledger.when import after, moment
from detente.records import Event

ENDED: Final = "ends what was promised, or calls it off"


def may_be_ended(row: Mention) -> bool:
    """Whether a row is a promise of peace, which the side that gave it may end."""
    term = row.signal.commitment
    return term is not None and row.signal.kind in ("pledge", "acceptance") and term.direction == "de-escalates"


def ends_a_word(event: Event) -> bool:
    """Whether an act is, by type and words, one of ending a truce or what was promised; a blow is none, whatever its sentence tells."""
    ending = event.type in ("SANCTION", "REJECT", "COERCE") or (event.type == "ASSAULT" and event.phase == "halt")
    told = ending and event.status == "reported"
    return told and (says("ends_a_truce", event.quote) or says("ends_what_was_promised", event.quote))


def enders(row: Mention) -> frozenset[str]:
    """Who may end it: the side that gave its word, and of a meeting of two either of them."""
    term = row.signal.commitment
    return frozenset({row.side}) | (row.rivals if term is not None and term.type == "CONSULT" else frozenset())


def takes_back(row: Mention, fact: Fact) -> bool:
    """Whether a side does, after it gave its word, what ends it: "suspended the truce", "ended its suspension of raids".

    The words have to be of a truce where a truce was promised; else two of the promise's words have to stand in them.
    """
    event, term = fact.event, row.signal.commitment
    if term is None or not may_be_ended(row) or not ends_a_word(event) or _with_another(row, event):
        return False
    if row.said is None or not after(fact.when, row.said):
        return False
    if max(fact.grades.get(side, 0.0) for side in enders(row)) < DECISIVE:
        return False
    due = moment(row.signal.deadline)
    if due is not None and after(fact.when, due):
        return False  # its time was over: another one is ended
    if barred(term) == "ASSAULT" and says("truce", term.text):
        return says("ends_a_truce", event.quote)
    return says("ends_what_was_promised", event.quote) and same_words(term.text, event.quote)


def _with_another(row: Mention, event: Event) -> bool:
    """Whether it is ended towards somebody whom the promise is not to."""
    others = {party(actor) for actor in event.recipients}
    return bool(others and row.rivals) and not others & (row.rivals | {row.side})
