"""Claims and denials side by side: who says so, and who denies the like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from detente.ledger.acts import likeness, party
from detente.ledger.matching import LEAST
from detente.ledger.words import label, phrase_term, side_name, sides
from detente.publish.deeds import deed, names, theme
from detente.publish.lines import Cite, Dispute, Sentences, Statement, grouped, keys, unique
from detente.publish.lines import cite as cite_of
from detente.records import Event, EventType, Reading, Record, Signal


def disputes(readings: Sequence[Reading], sentences: Sentences) -> Iterable[Dispute]:
    """Claims and accusations, each beside the denial of the like by the side accused; then denials that stand alone."""
    claims = _merged(_claims(readings, sentences))
    denials = _merged(_denials(readings, sentences))
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


def _merged(accounts: Iterable[_Account]) -> list[_Account]:
    """Accounts of one sentence by the same side about the same side, as one."""
    made = []
    for group in grouped(accounts, lambda a: (a.cite.report, a.cite.sentence, a.side, a.accused, a.verb)):
        whats = list(dict.fromkeys(account.what for account in group))
        made.append(msgspec.structs.replace(group[0], what="; ".join(whats)) if len(whats) > 1 else group[0])
    return made


def _claims(readings: Sequence[Reading], sentences: Sentences) -> Iterable[_Account]:
    for number, reading in enumerate(readings, 1):
        linked = {event.inside for event in reading.events if event.status == "claimed"}
        told = set()
        for event in reading.events:
            if event.status == "claimed" and not event.background and not _speech(event):
                told |= {(event.sentence, side) for side in keys(event.said_by)}
                yield _account(cite_of(number, reading, event, sentences), event, "claims")
        for signal in reading.signals:
            if signal.kind != "accusation" or signal.background or signal.event in linked:
                continue
            if (signal.sentence, party(signal.speaker)) not in told:
                yield _accusation(cite_of(number, reading, signal, sentences), signal)


def _denials(readings: Sequence[Reading], sentences: Sentences) -> Iterable[_Account]:
    for number, reading in enumerate(readings, 1):
        told = set()
        for event in reading.events:
            if event.status in ("denied", "negated") and event.said_by and not _speech(event):
                told.add(event.sentence)
                yield _account(cite_of(number, reading, event, sentences), event, "denies")
        for signal in reading.signals:
            if signal.kind == "denial" and signal.sentence not in told:
                yield _denial(cite_of(number, reading, signal, sentences), signal)


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


def _account(cite: Cite, event: Event, verb: Literal["claims", "denies"]) -> _Account:
    return _Account(
        about=theme(event),
        accused=keys(event.actors),
        act=event.type,
        who=names(event.said_by) or "a source not named",
        side=keys(event.said_by),
        verb=verb,
        what=deed(event),
        cite=cite,
    )


def _accusation(cite: Cite, signal: Signal) -> _Account:
    accused = signal.addressees or (signal.commitment.actors if signal.commitment else ())
    what = phrase_term(signal.commitment) if signal.commitment else f"something of {sides(accused) or 'the other side'}"
    return _Account(
        about=f"Accusation against {sides(accused) or 'an unnamed side'}",
        accused=keys(accused),
        act=signal.commitment.type if signal.commitment else None,
        who=label(signal.speaker),
        side=(party(signal.speaker),),
        verb="accuses",
        what=what,
        cite=cite,
    )


def _denial(cite: Cite, signal: Signal) -> _Account:
    what = phrase_term(signal.commitment) if signal.commitment else "it"
    return _Account(
        about=f"Denied by {side_name(signal.speaker)}",
        accused=(party(signal.speaker),),
        act=signal.commitment.type if signal.commitment else None,
        who=label(signal.speaker),
        side=(party(signal.speaker),),
        verb="denies",
        what=what,
        cite=cite,
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


_SPEECH = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


def _speech(event: Event) -> bool:
    """A speech act is shown with what is said in it, not as a claim of its own."""
    return event.type in _SPEECH
