"""The event a signal is: an offer is an AGREE, a threat a THREATEN, and the act it speaks of stands inside it.

A speech act is an event itself (reported); what it promises or threatens has not happened. PLOVER names: offers, pledges and
acceptances AGREE (CAMEO 03), demands REQUEST (10), accusations ACCUSE (11), refusals REJECT (12), threats THREATEN (13). A
denial is CAMEO 015, a statement, for which PLOVER has no type: it gets none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from detente.records import Actor, Document, Event, EventType, SignalKind, Span, Status
from detente.signals.bargain import Draft


class SpeechAct(NamedTuple):
    """PLOVER type, CAMEO code and Goldstein score (goldstein_cameo.csv) of a signal's kind."""

    type: EventType
    cameo: str
    goldstein: float


SPEECH_ACTS: dict[SignalKind, SpeechAct] = {
    "offer": SpeechAct("AGREE", "030", 4.0),
    "pledge": SpeechAct("AGREE", "030", 4.0),
    "acceptance": SpeechAct("AGREE", "030", 4.0),
    "threat": SpeechAct("THREATEN", "130", -4.4),
    "demand": SpeechAct("REQUEST", "100", -5.0),
    "refusal": SpeechAct("REJECT", "120", -4.0),
    "accusation": SpeechAct("ACCUSE", "110", -2.0),
}
_KIN: dict[EventType, frozenset[EventType]] = {
    "AGREE": frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"}),
    "THREATEN": frozenset({"THREATEN"}),
    "REQUEST": frozenset({"REQUEST"}),
    "REJECT": frozenset({"REJECT"}),
    "ACCUSE": frozenset({"ACCUSE"}),
}
_SPOKEN: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


class Ledgered(NamedTuple):
    """Events with those of the signals added, and the event id of each draft in order."""

    events: tuple[Event, ...]
    ids: tuple[str | None, ...]


def attach(
    document: Document, drafts: Sequence[Draft], addressees: Sequence[tuple[Actor, ...]], events: Sequence[Event]
) -> Ledgered:
    """Links every draft to its speech-act event, adding one where the events room saw none, and sets `inside`."""
    held = {e.id: e for e in events}
    order = [e.id for e in events]
    ids: list[str | None] = []
    for draft, to in zip(drafts, addressees, strict=True):
        act = SPEECH_ACTS.get(draft.kind)
        if act is None:
            ids.append(None)
            continue
        found = _same(draft, act, list(held.values()))
        if found is None:
            found = _event(document, draft, act, to, f"x{len(order)}")
            order.append(found.id)
            held[found.id] = found
        ids.append(found.id)
        for event in _inner(document, draft, found, list(held.values())):
            held[event.id] = event
    return Ledgered(tuple(held[i] for i in order), tuple(ids))


def _same(draft: Draft, act: SpeechAct, events: Sequence[Event]) -> Event | None:
    """The event that already is this speech act: on its clause, of its type or kin, by the same side or by nobody named."""
    clauses = [draft.anchor.id, draft.anchor.parent, draft.content.id if draft.content else None]
    for clause in clauses:
        for event in events:
            if clause is None or event.clause != clause or event.type not in _KIN[act.type]:
                continue
            if clause != draft.anchor.id and event.type != act.type:
                continue
            if not event.actors or any(a.side == draft.speaker.side for a in event.actors):
                return event
    return None


def _event(document: Document, draft: Draft, act: SpeechAct, to: tuple[Actor, ...], name: str) -> Event:
    anchor = draft.anchor
    return Event(
        id=name,
        type=act.type,
        cameo=act.cameo,
        goldstein=act.goldstein,
        actors=(draft.speaker,),
        recipients=to,
        status="reported",
        date=(document.article.date or "")[:10] or None,
        quote=anchor.text,
        span=anchor.span,
        sentence=anchor.sentence,
        rule=f"signal/{draft.rule}",
        clause=anchor.id,
    )


def _inner(document: Document, draft: Draft, speech: Event, events: Sequence[Event]) -> list[Event]:
    """The acts spoken of, no longer free-standing: conditional where a condition hangs on them, else intended or asked."""
    changed = []
    status: Status = "requested" if draft.kind == "demand" else "intended"
    spans: list[tuple[Span, Status]] = []
    if (
        draft.content is not None
        and draft.kind in ("offer", "pledge", "threat", "demand")
        and draft.content is not draft.anchor
    ):
        spans.append((draft.content.span, "conditional" if draft.posed and draft.kind != "demand" else status))
    elif draft.content is not None and draft.kind in ("offer", "pledge", "threat"):
        spans.append((draft.content.span, "conditional" if draft.posed else status))
    spans += [(p.clause.span, "conditional") for p in draft.posed]
    for event in events:
        if (
            event.id == speech.id
            or event.inside == speech.id
            or (event.type in _SPOKEN and event.clause == draft.anchor.id)
        ):
            continue
        for span, new in reversed(spans):
            if span[0] <= event.span[0] and event.span[1] <= span[1] and event.sentence in _sentences(draft):
                kept: Status = event.status if event.status not in ("reported", "claimed") else new
                changed.append(msgspec.structs.replace(event, inside=event.inside or speech.id, status=kept))
                break
    return changed


def _sentences(draft: Draft) -> set[int]:
    found = {draft.anchor.sentence} | {p.clause.sentence for p in draft.posed}
    return found | ({draft.content.sentence} if draft.content else set())
