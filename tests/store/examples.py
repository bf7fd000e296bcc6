"""Articles and readings for the tests of the store, in our own words, made without the coder."""

from __future__ import annotations

from detente.records import (
    Actor,
    Article,
    Casualty,
    Channel,
    Condition,
    Event,
    Place,
    Problem,
    Reading,
    Signal,
    Status,
    Term,
)
from detente.store import Coder

CODER = Coder(name="detente", version="1", model="m", lexicon="l")
NEWER = Coder(name="detente", version="2", model="m", lexicon="l")
INDIA, PAKISTAN = Actor(code="IND", sector="GOV"), Actor(code="PAK", sector="GOV", name="Khawaja Asif")
GROUP = Actor(code="LBN", sector="REB", group="Hezbollah")
LAHORE = Place(name="Lahore", country="PAK", latitude=31.55, longitude=74.34, disputed=None, span=(30, 36))
SAID = "If India stops the attacks, we are ready to reduce the tension, Asif said."


def article(name: str = "a1", **given: str | None) -> Article:
    """A report of 7 May 2025."""
    text = f"India fired missiles at a camp near Lahore overnight, killing at least 26 people ({name}).\n\n{SAID}\n"
    fields: dict[str, str | None] = {
        "date": "2025-05-07T06:00+05:30",
        "title": "Missiles fired",
        "source": "Example Wire",
    }
    return Article(**{"id": name, "text": text, **fields, **given})  # type: ignore[arg-type]


def reading(name: str = "a1", *, status: Status = "reported", errors: tuple[Problem, ...] = ()) -> Reading:
    """What is in `article`."""
    if errors:
        return Reading(id=name, errors=errors)
    strike = Event(
        id="e1", type="ASSAULT", mode="aerial", cameo="195", goldstein=-10.0, actors=(INDIA,), recipients=(PAKISTAN,),
        status=status, said_by=(), date="2025-05-06T19:35Z", place=LAHORE, quote="India fired missiles", span=(0, 52),
        sentence=0, rule="assault/strike",
    )  # fmt: skip
    threat = Event(
        id="e2", type="AGREE", actors=(PAKISTAN,), recipients=(INDIA,), date="2025-05-07", sentence=1, rule="agree/offer",
    )  # fmt: skip
    offer = Signal(
        id="s1", event="e2", kind="offer", speaker=PAKISTAN, addressees=(INDIA,),
        condition=Condition(actors=(INDIA,), type="ASSAULT", phase="halt", direction="de-escalates", connective="if"),
        commitment=Term(actors=(PAKISTAN,), type="RETREAT", direction="de-escalates", text="reduce the tension"),
        deadline="2025-06-24T00:30Z", quote=SAID, span=(90, 160), sentence=1, rule="own/offer",
    )  # fmt: skip
    hurt = Casualty(
        kind="killed", low=26, who="people", victims=(PAKISTAN,), place=LAHORE, date="2025-05-06", span=(60, 80)
    )
    return Reading(
        id=name, events=(strike, threat), signals=(offer,), casualties=(hurt,), places=(LAHORE,),
        channels=(Channel(state="none known", sides=(INDIA, PAKISTAN)),),
        date="2025-05-07T06:00+05:30", title="Missiles fired", source="Example Wire",
    )  # fmt: skip
