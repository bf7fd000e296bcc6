"""Readings built by hand, so that the ledger, posture and brief are tested without a parser.

`india_pakistan()` is the scenario of 7 to 13 May 2025: the offer, strikes going on, the ceasefire, violations claimed and
denied, and the truce seen to hold.
"""

from __future__ import annotations

from typing import Any

from detente.records import (
    Actor,
    Article,
    Casualty,
    Channel,
    Condition,
    Event,
    EventType,
    Place,
    Reading,
    Signal,
    SignalKind,
    Term,
)

IND = Actor(code="IND", sector="GOV")
PAK = Actor(code="PAK", sector="GOV")
USA = Actor(code="USA", sector="GOV")
IND_ARMY = Actor(code="IND", sector="MIL")
PAK_ARMY = Actor(code="PAK", sector="MIL")
ASIF = Actor(code="PAK", sector="GOV", name="Khawaja Asif", role="Defence Minister")
MISRI = Actor(code="IND", sector="GOV", name="Vikram Misri", role="Foreign Secretary")
TARAR = Actor(code="PAK", sector="GOV", name="Attaullah Tarar", role="Information Minister")
DAR = Actor(code="PAK", sector="GOV", name="Ishaq Dar", role="Foreign Minister")
UN = Actor(code="IGO", sector="GOV", group="United Nations")


def term(
    who: Actor | tuple[Actor, ...], type_: EventType | None, phase: Any = "begin", text: str = "", **more: Any
) -> Term:
    """A commitment; it de-escalates when the act does, or when a hostile act is halted or forgone."""
    return Term(**_act(who, type_, phase, text), **more)


def condition(
    who: Actor | tuple[Actor, ...], type_: EventType | None, phase: Any = "begin", text: str = "", **more: Any
) -> Condition:
    """A condition; its direction as of a term's."""
    return Condition(**_act(who, type_, phase, text), **more)


def _act(who: Actor | tuple[Actor, ...], type_: EventType | None, phase: Any, text: str) -> dict[str, Any]:
    hostile = type_ in {"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "THREATEN", "PROTEST", "REJECT", "ACCUSE"}
    direction = "escalates" if hostile == (phase in ("begin", "continue")) else "de-escalates"
    actors = who if isinstance(who, tuple) else (who,)
    return {"actors": actors, "type": type_, "phase": phase, "direction": direction, "text": text}


def signal(id_: str, kind: SignalKind, speaker: Actor, to: Actor | None = None, quote: str = "", **more: Any) -> Signal:
    """A signal with a quote."""
    addressees = (to,) if to else ()
    return Signal(
        id=id_, event=more.pop("event", None), kind=kind, speaker=speaker, addressees=addressees, quote=quote, **more
    )


def event(id_: str, type_: EventType, actor: Actor | None, recipient: Actor | None, **more: Any) -> Event:
    """An event; reported unless said otherwise."""
    actors = (actor,) if actor else ()
    recipients = (recipient,) if recipient else ()
    return Event(id=id_, type=type_, actors=actors, recipients=recipients, **more)


def reading(id_: str, date: str | None, *records: Any, source: str | None = None, **more: Any) -> Reading:
    """A reading of the records given, in their order."""
    return Reading(
        id=id_,
        date=date,
        source=source or f"{id_.split('-')[0].title()} News",
        title=more.pop("title", id_.replace("-", " ").capitalize()),
        signals=tuple(r for r in records if isinstance(r, Signal)),
        events=tuple(r for r in records if isinstance(r, Event)),
        casualties=tuple(r for r in records if isinstance(r, Casualty)),
        channels=tuple(r for r in records if isinstance(r, Channel)),
        places=tuple(r for r in records if isinstance(r, Place)),
        **more,
    )


def asif_offer(id_: str = "s1", event_: str | None = None) -> Signal:
    """If India stops the attacks, Pakistan will reduce the tension."""
    return signal(
        id_,
        "offer",
        ASIF,
        IND,
        "If India stops the attacks, we are ready to reduce the tension at the border.",
        condition=condition(IND, "ASSAULT", "halt", "India stops the attacks", connective="if"),
        commitment=term(PAK, "RETREAT", text="reduce the tension at the border"),
        event=event_,
        sentence=4,
    )


def asif_threat(id_: str = "s2") -> Signal:
    """Retaliation only if India goes on."""
    return signal(
        id_,
        "threat",
        ASIF,
        IND,
        "Retaliatory action will only be taken if India continues its attacks.",
        condition=condition(IND, "ASSAULT", "continue", "India continues its attacks", connective="if"),
        commitment=term(PAK, "ASSAULT", text="retaliatory action will only be taken"),
        sentence=6,
    )


def asif_restraint(id_: str = "s3") -> Signal:
    """No act against India unless provoked."""
    return signal(
        id_,
        "pledge",
        ASIF,
        IND,
        "It does not wish to act against India unless provoked.",
        condition=condition(IND, "ASSAULT", "begin", "provoked", connective="unless", negated=True),
        commitment=term(PAK, "ASSAULT", "refrain", "act against India"),
        sentence=5,
    )


def ceasefire(id_: str, speaker: Actor, to: Actor) -> Signal:
    """One side's half of the agreement of 10 May."""
    return signal(
        id_,
        "pledge",
        speaker,
        to,
        "Both sides will stop all firing and military action on land, in the air and at sea from 1700 hours.",
        commitment=term((speaker, to), "ASSAULT", "halt", "stop all firing and military action"),
        sentence=1,
    )


def violation(id_: str, by: Actor, accuser: Actor, date: str) -> Event:
    """An accuser's claim that the other side broke the ceasefire."""
    return event(
        id_,
        "ASSAULT",
        by,
        accuser,
        status="claimed",
        said_by=(accuser,),
        date=date,
        quote="There have been repeated violations of the understanding, the secretary said.",
        sentence=2,
        cameo="190",
    )


def india_pakistan() -> tuple[Reading, ...]:
    """Ten readings, 7 to 13 May 2025."""
    strikes = event(
        "e1", "ASSAULT", IND, PAK, date="2025-05-06T19:35Z", quote="India struck nine sites.", mode="aerial"
    )
    again = "Indian drones hit Pakistani radars."
    return (
        reading("wire-0507", "2025-05-07T13:20+05:30", strikes, asif_offer(), asif_threat()),
        reading(
            "post-0508",
            "2025-05-08",
            asif_offer("s4"),
            event("e1", "ASSAULT", IND_ARMY, PAK, date="2025-05-08", quote=again),
        ),
        reading(
            "wire-0509", "2025-05-09", event("e1", "ASSAULT", IND, PAK, date="2025-05-09", quote="India struck bases.")
        ),
        reading(
            "wire-0510a",
            "2025-05-10T06:00Z",
            event("e1", "ASSAULT", PAK_ARMY, IND, date="2025-05-10", quote="Pakistan's army struck Indian bases."),
        ),
        reading("wire-0510b", "2025-05-10T13:00Z", ceasefire("s1", MISRI, PAK), ceasefire("s2", DAR, IND)),
        reading(
            "post-0511",
            "2025-05-11",
            violation("e1", PAK, MISRI, "2025-05-10"),
            violation("e2", IND, DAR, "2025-05-10"),
        ),
        reading(
            "wire-0511",
            "2025-05-11T12:00Z",
            event(
                "e1",
                "ASSAULT",
                PAK,
                IND,
                status="denied",
                said_by=(TARAR,),
                date="2025-05-11",
                quote="Pakistan had not fired.",
            ),
        ),
        reading(
            "wire-0512",
            "2025-05-12",
            event("e1", "CONSULT", IND_ARMY, PAK_ARMY, date="2025-05-12", quote="They talked."),
        ),
        reading(
            "post-0512",
            "2025-05-12",
            event("e1", "CONSULT", PAK_ARMY, IND_ARMY, date="2025-05-12", quote="They spoke."),
        ),
        reading("post-0513", "2025-05-13", event("e1", "CONSULT", IND, PAK, date="2025-05-13", quote="They met.")),
    )


def article(of: Reading, text: str = "") -> Article:
    """An article to go with a reading."""
    return Article(id=of.id, text=text, date=of.date, title=of.title, source=of.source, url=of.url)
