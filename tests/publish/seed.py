"""The seed article as a careful reader would code it, for the tests of the brief."""

from __future__ import annotations

from tests.ledger.crafted import (
    ASIF,
    IND,
    PAK,
    asif_offer,
    asif_restraint,
    asif_threat,
    condition,
    event,
    reading,
    signal,
    term,
)

from detente.records import Casualty, Channel, Place, Reading

OFFER = "If India stops the attacks, we are ready to reduce the tension at the border."
CLAIM = (
    "India has consistently maintained that Pakistan supports or harbors terrorist elements — a claim Pakistan denies."
)


def seed(date: str | None = "2025-05-07") -> Reading:
    """One report with an offer, a threat, a pledge, two denials, strikes, history and a word on talks."""
    return reading(
        "seed",
        date,
        asif_offer(event_="e1"),
        asif_threat(),
        asif_restraint(),
        signal(
            "s4",
            "denial",
            ASIF,
            IND,
            "Pakistan has not engaged in any offensive actions against India in recent weeks.",
            sentence=5,
        ),
        event("e1", "AGREE", ASIF, IND, quote=OFFER, sentence=4),
        event(
            "e2",
            "ASSAULT",
            IND,
            PAK,
            mode="aerial",
            date=date,
            quote="India launched Operation Sindhoora, striking at camps.",
            sentence=2,
            place=Place(name="Pakistan-administered Kashmir", country="PAK", disputed="Kashmir"),
        ),
        event("e3", "ASSAULT", IND, PAK, status="conditional", inside="e1", quote=OFFER, sentence=4),
        event("e4", "SUPPORT", PAK, None, status="claimed", said_by=(IND,), quote=CLAIM, sentence=10, mode="militants"),
        event("e5", "AID", PAK, None, status="claimed", said_by=(IND,), quote=CLAIM, sentence=10),
        event("e6", "SUPPORT", PAK, None, status="denied", said_by=(PAK,), quote=CLAIM, sentence=10),
        event(
            "e7",
            "ASSAULT",
            IND,
            PAK,
            background=True,
            date="1947",
            quote="A history of mistrust, three full-scale wars.",
            sentence=11,
        ),
        event(
            "e8",
            "ASSAULT",
            None,
            IND,
            date="2025-04-22",
            quote="The Pahalgam attack resulted in significant casualties.",
            sentence=9,
            place=Place(name="Pahalgam", country="IND", disputed="Kashmir"),
        ),
        Casualty(
            kind="killed",
            low=26,
            high=28,
            who="tourists",
            said_by=(IND,),
            quote="Between 26 and 28 tourists were killed.",
            sentence=9,
        ),
        Channel(
            state="none known",
            sides=(PAK, IND),
            said_by=(ASIF,),
            quote="He was unaware of any planned bilateral talks between the two nations.",
            sentence=8,
        ),
        Place(name="Pahalgam", country="IND", disputed="Kashmir"),
        Place(name="Islamabad", country="PAK"),
        title="Pakistan Signals Willingness to De-Escalate if India Halts Strikes",
        source="Example Times",
        url="https://example.org/asif",
    )


def hostile() -> Reading:
    """A report whose words try to break the page."""
    bad = "<script>alert(1)</script> [x](javascript:alert(1)) \x1b[31m\u202egnp ![i](http://e.x/i.png)"
    return reading(
        "hostile",
        None,
        signal(
            "s1",
            "threat",
            ASIF,
            IND,
            bad,
            condition=condition(IND, None, text=bad),
            commitment=term(PAK, None, text=bad),
        ),
        title=bad,
        source="<b>x</b>",
        url="javascript:alert(1)",
    )
