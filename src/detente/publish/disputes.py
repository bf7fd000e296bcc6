"""Claims and denials side by side: who says so, and who denies the like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final, Literal

import msgspec

from detente.ledger.acts import ESCALATES, likeness, party
from detente.ledger.finding import DECISIVE
from detente.ledger.when import moment
from detente.ledger.words import label, phrase_term, side_name, sides
from detente.publish.dates import readable
from detente.publish.deeds import deed, theme
from detente.publish.lines import Cite, Dispute, Sentences, Statement, grouped, keys, unique
from detente.publish.lines import cite as cite_of
from detente.records import Event, EventType, Reading, Record, Signal


def disputes(readings: Sequence[Reading], sentences: Sentences) -> Iterable[Dispute]:
    """What is claimed and denied, then what one side says of another and nobody denies, then denials that stand alone.

    A denial answers an act of the two days around it; in several reports the newest come first. What a side
    says it did itself is a dispute only where somebody denies it.
    """
    claims = _merged(_claims(readings, sentences))
    denials = _merged(_denials(readings, sentences))
    used: set[int] = set()
    dated = len(readings) > 1
    made: list[tuple[int, str, Dispute]] = []
    groups = _incidents(claims)
    answered = _answered(denials, groups)
    for index, group in enumerate(groups):
        against = [n for n, answers in enumerate(answered) if answers == index]
        used |= set(against)
        others = [claim for claim in group if _against_another(claim)]
        told = others or (group if against else [])
        if told:
            answers = [denials[n] for n in against]
            one = Dispute(about=_about(told, dated), claims=_statements(told), denials=_statements(answers))
            made.append((0 if against else 1, told[-1].day, one))
    rest = [d for n, d in enumerate(denials) if n not in used and (d.act is None or d.act in ESCALATES)]
    for group in _incidents(rest):
        made.append((2, group[-1].day, Dispute(about=_about(group, dated), denials=_statements(group))))
    if dated:
        made.sort(key=lambda entry: entry[1], reverse=True)
    return [one for _, _, one in sorted(made, key=lambda entry: entry[0])]


def _about(group: Sequence[_Account], dated: bool) -> str:
    """What accounts are about, with their day where the reports are of several: "Attack by India, 8 May 2025"."""
    days = sorted({account.day for account in group if account.day})
    if not dated or not days:
        return group[0].about
    return f"{group[0].about}, {readable(days[0])}" + (f" to {readable(days[-1])}" if len(days) > 1 else "")


def _against_another(claim: _Account) -> bool:
    """A hostile act said of another side."""
    against = bool(claim.accused) and not set(claim.side) & set(claim.accused)
    return against and (claim.act in ESCALATES or claim.act is None)


def _answered(denials: Sequence[_Account], groups: Sequence[Sequence[_Account]]) -> list[int | None]:
    """For each denial the incident it answers: one in its own sentence, else the last one before it, else the first after."""
    found: list[int | None] = []
    for denial in denials:
        fits = [n for n, group in enumerate(groups) if any(_answers(denial, claim) for claim in group)]
        here = [n for n in fits if any(claim.cite == denial.cite for claim in groups[n])]
        before = [n for n in fits if groups[n][0].day <= denial.day]
        later = max(before, key=lambda n: groups[n][0].day, default=None)
        found.append(here[0] if here else later if later is not None else fits[0] if fits else None)
    return found


def _incidents(accounts: Sequence[_Account]) -> list[list[_Account]]:
    """Accounts of the same act by the same side, apart where they lie more than a day after the first of them."""
    made: list[list[_Account]] = []
    for group in grouped(accounts, lambda account: (account.accused, account.act)):
        for account in sorted(group, key=lambda account: account.day):
            first = made[-1][0] if made else None
            if first and (first.accused, first.act) == (account.accused, account.act) and _same_day(first, account):
                made[-1].append(account)
            else:
                made.append([account])
    return made


def _same_day(one: _Account, other: _Account) -> bool:
    first, second = moment(one.day), moment(other.day)
    return first is None or second is None or abs(first.low - second.low) <= SAME


SAME: Final = timedelta(days=1)


def _near(one: _Account, other: _Account) -> bool:
    first, second = moment(one.day), moment(other.day)
    return first is None or second is None or abs(first.low - second.low) <= NEAR


NEAR: Final = timedelta(days=2)


def _merged(accounts: Iterable[_Account]) -> list[_Account]:
    """Accounts of one sentence by the same side about the same side, as one; those that name no doer only where none does."""
    made = []
    found = list(accounts)
    named = {(a.cite.report, a.cite.sentence, a.side, a.verb) for a in found if a.accused}
    found = [a for a in found if a.accused or (a.cite.report, a.cite.sentence, a.side, a.verb) not in named]
    for group in grouped(found, lambda a: (a.cite.report, a.cite.sentence, a.side, a.accused, a.verb)):
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
                yield _account(cite_of(number, reading, event, sentences), event, "claims", sentences, reading.date)
        for signal in reading.signals:
            if signal.kind != "accusation" or signal.background or signal.event in linked:
                continue
            if (signal.sentence, party(signal.speaker)) not in told:
                yield _accusation(cite_of(number, reading, signal, sentences), signal, reading.date)


def _denials(readings: Sequence[Reading], sentences: Sentences) -> Iterable[_Account]:
    for number, reading in enumerate(readings, 1):
        told = set()
        promised = {(s.sentence, party(s.speaker)) for s in reading.signals if s.kind in ("pledge", "refusal")}
        for event in reading.events:
            vowed = event.status == "negated" and any(
                (event.sentence, side) in promised for side in keys(event.said_by)
            )
            if _denies(event) and not vowed and not _speech(event):
                told.add(event.sentence)
                yield _account(cite_of(number, reading, event, sentences), event, "denies", sentences, reading.date)
        for signal in reading.signals:
            if signal.kind == "denial" and signal.sentence not in told:
                yield _denial(cite_of(number, reading, signal, sentences), signal, reading.date)


def _denies(event: Event) -> bool:
    """A denial, or a side's word that it did not do something itself."""
    own = set(keys(event.said_by)) & set(keys(event.actors))
    return bool(event.said_by) and (event.status == "denied" or (event.status == "negated" and bool(own)))


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
    day: str = ""


def _account(
    cite: Cite, event: Event, verb: Literal["claims", "denies"], sentences: Sentences, day: str | None
) -> _Account:
    return _Account(
        about=theme(event),
        accused=keys(event.actors),
        act=event.type,
        who=sentences.named(cite.article, event.said_by) or "a source not named",
        side=keys(event.said_by),
        verb=verb,
        what=deed(event),
        cite=cite,
        day=(event.date or day or "")[:10],
    )


def _accusation(cite: Cite, signal: Signal, day: str | None) -> _Account:
    accused = signal.addressees or (signal.commitment.actors if signal.commitment else ())
    what = phrase_term(signal.commitment) if signal.commitment else ""
    return _Account(
        about=f"Accusation against {sides(accused) or 'an unnamed side'}",
        accused=keys(accused),
        act=signal.commitment.type if signal.commitment else None,
        who=label(signal.speaker),
        side=(party(signal.speaker),),
        verb="accuses",
        what=what,
        cite=cite,
        day=(signal.date or day or "")[:10],
    )


def _denial(cite: Cite, signal: Signal, day: str | None) -> _Account:
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
        day=(signal.date or day or "")[:10],
    )


def _answers(denial: _Account, claim: _Account) -> bool:
    """The denial is by the side accused, and of the like act; where its act is not said, only beside the claim."""
    by_accused = set(claim.accused) & set(denial.side)
    if not by_accused or set(denial.side) & set(claim.side) or not _near(denial, claim):
        return False
    if not claim.act or not denial.act:
        near = abs(denial.cite.sentence - claim.cite.sentence) <= 1
        return denial.cite.report == claim.cite.report and near
    return likeness(claim.act, denial.act) >= DECISIVE


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
