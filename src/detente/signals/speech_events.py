"""The event a signal is: an offer is an AGREE, a threat a THREATEN, and the act it speaks of stands inside it.

A speech act is an event itself (reported); what it promises or threatens has not happened. PLOVER names: offers, pledges and
acceptances AGREE (CAMEO 03), demands REQUEST (10), accusations ACCUSE (11), refusals REJECT (12), threats THREATEN (13). A
denial is CAMEO 015, a statement, for which PLOVER has no type: it gets none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from detente.events.acts import Act, direction_of
from detente.events.arbitrate import guessed
from detente.events.factuality import is_repaid
from detente.events.history import History
from detente.events.plausible import Plausibility
from detente.records import Actor, Clause, Document, Event, EventType, SignalKind, Span, Status
from detente.signals.bargain import Draft
from detente.signals.measures import IN_FORCE


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
_AHEAD: tuple[Status, ...] = ("conditional", "intended", "hypothetical")
_SURE = 0.3  # probability from which the learned typer speaks against the learned tagger
_SPOKEN: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


class Ledgered(NamedTuple):
    """Events with those of the signals added, and the event id of each draft in order."""

    events: tuple[Event, ...]
    ids: tuple[str | None, ...]


def attach(
    document: Document, drafts: Sequence[Draft], addressees: Sequence[tuple[Actor, ...]], events: Sequence[Event]
) -> Ledgered:
    """Links every draft to its speech-act event, adding one where the events room saw none, and sets `inside`.

    None is added where the events room would not tell one either (`Plausibility`): the signal then stands without.
    """
    plausible, history = Plausibility(document), History(document)
    held = {e.id: e for e in events}
    order = [e.id for e in events]
    ids: list[str | None] = []
    for draft, to in zip(drafts, addressees, strict=True):
        act = SPEECH_ACTS.get(draft.kind)
        if act is None:
            ids.append(None)
            held |= {e.id: e for e in _denied(draft, list(held.values()))}
            continue
        found = _same(document, draft, act, list(held.values()))
        if found is None and (taken := _contrary(document, draft, act, list(held.values()))) is not None:
            found = _retold(taken, draft, act, to)
        elif found is None:
            found = _event(document, draft, act, to, f"x{len(order)}")
            spoken = _act(draft, found)
            untold = not _is_told(draft) and plausible.objection(draft.anchor, spoken) is not None
            if untold or _is_guessed(document, draft, spoken):
                ids.append(None)
                continue
            found = msgspec.structs.replace(found, background=history.tells(draft.anchor, spoken))
            order.append(found.id)
        else:
            found = _spoken(found, draft, to)
        held[found.id] = found
        ids.append(found.id)
        for event in _inner(document, draft, found, list(held.values())):
            held[event.id] = event
    return Ledgered(tuple(held[i] for i in order), tuple(ids))


def _is_guessed(document: Document, draft: Draft, act: Act) -> bool:
    """Whether a promise or threat is only the learned tagger's guess, against what the words or the learned typer say.

    A promise or threat is of what is ahead: told in the past it is none. The typer types the act that is spoken of ("will
    hunt them down" is no promise, "would send more" no threat). Of four such events on twenty reports at first sight,
    judged by eye, none was right.
    """
    to_a_side = bool(draft.posed and act.recipients)  # "if you respond, we will": said to somebody, on a condition
    if not draft.rule.startswith("learned/") or act.type not in ("AGREE", "THREATEN") or to_a_side:
        return False
    told = draft.anchor.tense == "past" and not draft.anchor.modals and draft.anchor.kind == "verb"
    if told and draft.kind != "acceptance":
        return True
    guess = guessed(document, act)
    away = "escalates" if act.type == "AGREE" else "de-escalates"
    return guess.type != "NONE" and direction_of(guess.type, "begin") == away and guess.probability >= _SURE


def _same(document: Document, draft: Draft, act: SpeechAct, events: Sequence[Event]) -> Event | None:
    """The event that already is this speech act: of its type, by the same side, on its clause or one that carries it."""
    places = [draft.anchor.id, draft.anchor.parent, *_carried(document, draft)]
    for place in dict.fromkeys(places):
        for event in events:
            if place is None or event.clause != place or event.type not in _KIN[act.type]:
                continue
            if event.type != act.type and (place != draft.anchor.id or event.status in _AHEAD):
                continue  # "will sign the treaty": the promise is one event, the signing another
            if any(a.side == draft.speaker.side for a in event.actors):
                return event
        truces = (e for e in events if e.clause == place == draft.anchor.id and e.cameo == "0871")
        signed = (e for e in truces if e.status == "reported" and any(a.side == draft.speaker.side for a in e.actors))
        if act.type == "AGREE" and (truce := next(signed, None)) is not None:
            return truce  # "signed a ceasefire": the two agree by it, told once
        sent_home = (e for e in events if e.clause == place == draft.anchor.id and e.cameo == "161")
        if act.type == "REQUEST" and (expelled := next(sent_home, None)) is not None:
            return expelled  # "ordered 45 diplomats to leave": expelled, not asked
        called_in = (e for e in events if e.clause == place == draft.anchor.id and e.rule.endswith("/summon"))
        if act.type == "REQUEST" and (summoned := next(called_in, None)) is not None:
            return summoned  # "summoned the envoy": one act, told once
    return None


_CONTRARY: dict[EventType, EventType] = {"AGREE": "THREATEN", "THREATEN": "AGREE"}


def _contrary(document: Document, draft: Draft, act: SpeechAct, events: Sequence[Event]) -> Event | None:
    """The event that takes the same words for a threat where they are a promise, or the other way round.

    It goes by the act alone ("will send troops"); the signal also knows for whose sake, and on what condition.
    """
    places = {draft.anchor.id, *_carried(document, draft)}
    other = _CONTRARY.get(act.type)
    return next(
        (
            e
            for e in events
            if e.type == other and e.clause in places and any(a.side == draft.speaker.side for a in e.actors)
        ),
        None,
    )


def _retold(event: Event, draft: Draft, act: SpeechAct, to: tuple[Actor, ...]) -> Event:
    """An event as the speech act that the signal found in its words."""
    told = msgspec.structs.replace(
        event,
        type=act.type,
        cameo=act.cameo,
        goldstein=act.goldstein,
        mode=None,
        phase="begin",
        status="reported",
        rule=f"signal/{draft.rule}",
    )
    return _spoken(told, draft, to)


def _carried(document: Document, draft: Draft) -> list[int]:
    """The clauses from the anchor down to the act: "stands [ready [to reduce]]"."""
    found = [draft.content.id] if draft.content is not None and draft.content.id >= 0 else []
    level = [draft.anchor]
    for _ in range(3):
        level = [c for above in level for c in document.children(above, "complement", "said")]
        found += [c.id for c in level]
    return found


def _spoken(event: Event, draft: Draft, to: tuple[Actor, ...]) -> Event:
    """The event as the speech act it is: said, not conditional, whatever it speaks of."""
    status: Status = "reported" if event.status in (*_AHEAD, "claimed") else event.status
    return msgspec.structs.replace(
        event, status=status, inside=None, recipients=event.recipients or _others(to, event.actors)
    )


def _others(to: tuple[Actor, ...], doers: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Those addressed who do not speak themselves: two sides that agree together have no recipient."""
    own = {a.side for a in doers}
    return tuple(a for a in to if a.side not in own)


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


def _is_told(draft: Draft) -> bool:
    """ "If a sailor dies, that would be an act of war": the condition makes it a threat, whatever "that would" is elsewhere."""
    subject = draft.anchor.subject
    return (
        bool(draft.posed)
        and draft.kind == "threat"
        and subject is not None
        and subject.text.lower() in ("that", "this")
    )


def _act(draft: Draft, event: Event) -> Act:
    """The event as an act of the events room, to be judged there."""
    content = draft.content
    return Act(
        clause=draft.anchor.id,
        type=event.type,
        event_type=event.type,
        cameo=event.cameo,
        goldstein=event.goldstein,
        direction=direction_of(event.type, "begin"),
        actors=event.actors,
        recipients=event.recipients,
        rule=event.rule,
        span=event.span,
        content=(content.id,) if content is not None and content is not draft.anchor and content.id >= 0 else (),
    )


def _inner(document: Document, draft: Draft, speech: Event, events: Sequence[Event]) -> list[Event]:
    """The acts spoken of, no longer free-standing: conditional where a condition hangs on them, else intended or asked.

    A measure "until …" has been taken: only how long it lasts hangs on the condition.
    """
    changed = []
    status: Status = "requested" if draft.kind == "demand" else "intended"
    spans: list[tuple[Span, Status]] = []
    if (
        draft.content is not None
        and draft.kind in ("offer", "pledge", "threat", "demand")
        and draft.content is not draft.anchor
    ):
        spans.append((draft.content.span, "conditional" if draft.posed and draft.kind != "demand" else status))
    elif draft.content is not None and draft.kind in ("offer", "pledge", "threat") and draft.rule != IN_FORCE:
        spans.append((draft.content.span, "conditional" if draft.posed else status))
    spans += [(p.clause.span, "conditional") for p in draft.posed]
    for event in events:
        if (
            event.id == speech.id
            or event.inside == speech.id
            or (event.type in _SPOKEN and event.clause == draft.anchor.id)
            or _is_done(document, event)
        ):
            continue
        if _is_repaid(document, event):
            continue
        for span, new in reversed(spans):
            if span[0] <= event.span[0] and event.span[1] <= span[1] and event.sentence in _sentences(draft):
                kept: Status = event.status if event.status not in ("reported", "claimed") else new
                changed.append(msgspec.structs.replace(event, inside=speech.id, status=kept))
                break
    return changed


_ASIDE = ("relative", "participial", "apposition", "parenthetical", "time", "cause", "concession")


def _is_done(document: Document, event: Event) -> bool:
    """Whether an act only stands beside what is promised: "will free the hostages it seized", "which it shut in May"."""
    if event.clause is None:
        return False
    clause = document.clauses[event.clause]
    for node in (clause, *document.ancestors(clause)):
        past = node.tense == "past" or node.perfect or (node.link == "participial" and node.voice == "passive")
        if node.link in _ASIDE and past and not node.modals and not _may_be_to_come(document, node):
            return True
        if node.link not in _ASIDE and node.kind == "verb" and node.mood != "participle":
            return False  # of its own clause it says nothing
    return False


def _may_be_to_come(document: Document, node: Clause) -> bool:
    """Whether a past may be what "would" makes of the future: "would stop once it freed them", "any ship that entered"."""
    if node.link in ("time", "cause", "concession"):
        above = document.parent(node)
        would = above is not None and ("would" in above.modals or above.mood == "infinitive")
        return would or node.connective not in ("after", "since", "as", "because")
    vague = ("any", "a", "an", "every", "each", "no", "some", None)
    return any(
        a.inherited and a.phrase.determiner in vague and not a.phrase.quantity and a.phrase.kind != "name"
        for a in node.arguments
    )


def _is_repaid(document: Document, event: Event) -> bool:
    """Whether what stands among the words was done before them: "their murder will be avenged"."""
    clause = document.clauses[event.clause] if event.clause is not None else None
    above = document.parent(clause) if clause is not None else None
    return clause is not None and above is not None and clause.kind == "noun" and is_repaid(document, clause, above)


def _denied(draft: Draft, events: Sequence[Event]) -> list[Event]:
    """What a side says it did not do is denied by it, not known not to have happened."""
    if draft.content is None:
        return []
    return [
        msgspec.structs.replace(e, status="denied", said_by=e.said_by or (draft.speaker,))
        for e in events
        if e.clause == draft.content.id and e.status == "negated"
    ]


def _sentences(draft: Draft) -> set[int]:
    found = {draft.anchor.sentence} | {p.clause.sentence for p in draft.posed}
    return found | ({draft.content.sentence} if draft.content else set())
