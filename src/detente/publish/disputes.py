"""Claims and denials side by side: who says so, and who denies the like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from detente.ledger.acts import likeness, party
from detente.ledger.matching import LEAST
from detente.ledger.words import label, labels, phrase_term, side_name, sides
from detente.publish.deeds import deed
from detente.publish.lines import Cite, Dispute, Statement, grouped, keys, unique
from detente.publish.lines import cite as cite_of
from detente.records import Event, EventType, Reading, Record, Signal


def disputes(readings: Sequence[Reading]) -> Iterable[Dispute]:
    """Claims and accusations, each beside the denial of the like by the side accused; then denials that stand alone."""
    claims = list(_claims(readings))
    denials = list(_denials(readings))
    used: set[int] = set()
    for group in grouped(claims, lambda c: (c.accused, c.act)):
        against = [n for n, d in enumerate(denials) if _answers(d, group[0])]
        used |= set(against)
        yield Dispute(
            about=group[0].about, claims=_statements(group), denials=_statements([denials[n] for n in against])
        )
    rest = [d for n, d in enumerate(denials) if n not in used]
    for group in grouped(rest, lambda d: (d.accused, d.act)):
        yield Dispute(about=group[0].about, denials=_statements(group))


def _claims(readings: Sequence[Reading]) -> Iterable[_Account]:
    for number, reading in enumerate(readings, 1):
        linked = {event.inside for event in reading.events if event.status == "claimed"}
        for event in reading.events:
            if event.status == "claimed" and not event.background and not _speech(event):
                yield _account(number, reading, event, "claims")
        for signal in reading.signals:
            if signal.kind == "accusation" and not signal.background and signal.event not in linked:
                yield _accusation(number, reading, signal)


def _denials(readings: Sequence[Reading]) -> Iterable[_Account]:
    for number, reading in enumerate(readings, 1):
        told = set()
        for event in reading.events:
            if event.status in ("denied", "negated") and event.said_by and not _speech(event):
                told.add(event.sentence)
                yield _account(number, reading, event, "denies")
        for signal in reading.signals:
            if signal.kind == "denial" and signal.sentence not in told:
                yield _denial(number, reading, signal)


class _Account(Record, frozen=True, kw_only=True):
    """A claim or a denial before it is put beside its counterpart."""

    about: str
    accused: tuple[str, ...]
    act: EventType | None
    who: str
    side: tuple[str, ...]
    verb: Literal["claims", "accuses", "denies"]
    what: str
    cite: Cite


def _account(number: int, reading: Reading, event: Event, verb: Literal["claims", "denies"]) -> _Account:
    return _Account(
        about=deed(event),
        accused=keys(event.actors),
        act=event.type,
        who=labels(event.said_by) or "unnamed",
        side=keys(event.said_by),
        verb=verb,
        what=deed(event),
        cite=cite_of(number, reading, event),
    )


def _accusation(number: int, reading: Reading, signal: Signal) -> _Account:
    accused = signal.addressees or (signal.commitment.actors if signal.commitment else ())
    what = phrase_term(signal.commitment) if signal.commitment else f"accuses {sides(accused) or 'the other side'}"
    return _Account(
        about=f"Accusation against {sides(accused) or 'an unnamed side'}",
        accused=keys(accused),
        act=signal.commitment.type if signal.commitment else None,
        who=label(signal.speaker),
        side=(party(signal.speaker),),
        verb="accuses",
        what=what,
        cite=cite_of(number, reading, signal),
    )


def _denial(number: int, reading: Reading, signal: Signal) -> _Account:
    what = phrase_term(signal.commitment) if signal.commitment else "what is said of it"
    return _Account(
        about=f"Denied by {side_name(signal.speaker)}",
        accused=(party(signal.speaker),),
        act=signal.commitment.type if signal.commitment else None,
        who=label(signal.speaker),
        side=(party(signal.speaker),),
        verb="denies",
        what=what,
        cite=cite_of(number, reading, signal),
    )


def _answers(denial: _Account, claim: _Account) -> bool:
    """The denial is by the side accused, and of the like act; where its act is not said, only beside the claim."""
    same_side = set(claim.accused) & (set(denial.accused) | set(denial.side))
    if not same_side or set(denial.side) & set(claim.side):
        return False
    if not claim.act or not denial.act:
        near = abs(denial.cite.sentence - claim.cite.sentence) <= 1
        return denial.cite.report == claim.cite.report and near
    return likeness(claim.act, denial.act) >= LEAST


def _statements(accounts: Sequence[_Account]) -> tuple[Statement, ...]:
    made = []
    for group in grouped(accounts, lambda a: (a.who, a.verb, a.what)):
        first = group[0]
        cites = tuple(unique(account.cite for account in group))
        made.append(Statement(who=first.who, verb=first.verb, what=first.what, cites=cites))
    return tuple(made)


_SPEECH = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})


def _speech(event: Event) -> bool:
    """A speech act is shown with what is said in it, not as a claim of its own."""
    return event.type in _SPEECH
