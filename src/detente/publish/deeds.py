"""An event in plain words: "India struck Pakistan", "attack by Pakistan on India" where it has not happened."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

from detente.ledger.acts import party
from detente.ledger.words import bears_out, label, labels, own_text, sides
from detente.records import Event

_AGREED: Final = re.compile(
    r"\b(?:agree\w*|sign\w*|deal|accords?|treat(?:y|ies)|pacts?|truces?|cease-?fires?|armistice|memorandum|understanding|settle\w*"
    r"|reconcil\w*|accept\w*|consent\w*|concluded?|approv\w*|ratif\w*|protocols?|contracts?|compromise\w*)\b",
    re.IGNORECASE,
)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("deeds.toml").read_text("utf-8"))


def _words(event: Event) -> dict[str, str]:
    """The entry for an event's type, with what its mode changes."""
    entry = _table()[event.type]
    own = entry.get(event.mode) if event.mode else None
    if event.type == "AGREE" and event.quote and not _AGREED.search(event.quote):
        own = entry["word"]  # one side's word is no agreement yet
    if own is None:
        quote = event.quote.casefold()
        own = next((case for case in entry.get("when", ()) if re.search(case["words"], quote)), None)
    return {**{k: v for k, v in entry.items() if isinstance(v, str)}, **(own if isinstance(own, dict) else {})}


def deed(event: Event) -> str:
    """What was done, by whom and to whom: in the past tense for what happened, as a noun for what did not or names no doer."""
    words = _words(event)
    doers = {party(actor) for actor in event.actors}
    who = labels(actor for actor in event.actors if label(actor) != "unknown")
    whom = sides(actor for actor in event.recipients if party(actor) not in doers)
    if not _borne_out(event):
        own = own_text(" ".join(event.quote.split()))
        said = f"“{own}”" if len(own) <= LONGEST else "in these words"
        return f"{who}: {said}" if who else said
    if who and event.status in ("reported", "claimed"):
        return _told(words, who, whom)
    by = f" by {who}" if who else ""
    on = f" {words['on']} {whom}" if whom else ""
    going_on = "continued " if event.phase == "continue" else ""
    return f"{going_on}{words['noun']}{by}{on}"


_GENERAL: Final = frozenset({"COERCE", "MOBILIZE", "RETREAT", "SANCTION", "CONCEDE", "COOPERATE", "AID", "SUPPORT"})
"""Types whose own phrase says little: it is used only where the words hold it, and not for what a mode names."""
LONGEST: Final = 80
"""Longer words of a report are not said twice: they stand in the quote below."""


def _borne_out(event: Event) -> bool:
    if event.type not in _GENERAL or not event.quote or isinstance(_table()[event.type].get(event.mode), dict):
        return True
    return bears_out(event.type, event.quote)


def _told(words: dict[str, str], who: str, whom: str) -> str:
    if not whom:
        return f"{who} {words.get('alone', words['did'])}"
    return " ".join(part for part in (who, words["did"], words["at"], whom) if part)


def theme(event: Event) -> str:
    """What a dispute is about: "Attack by India"."""
    by = f" by {sides(event.actors)}" if event.actors else ""
    noun = str(_table()[event.type]["noun"])
    return f"{noun[:1].upper()}{noun[1:]}{by}"
