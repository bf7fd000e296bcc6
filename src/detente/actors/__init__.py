"""A mention -> Actor: who is meant by a noun phrase, within one article.

    cast = Cast(document)
    cast.resolve(phrase, clause)   # ("Islamabad", subject) -> (Actor(code="PAK", sector="GOV", …),)
    cast.speakers(clause)          # whose words these are, innermost first
    cast.explain(phrase)           # which entry decided

`lookup` reads a bare name ("Hezbollah", "the Kremlin"), `short` gives an actor's usual short code ("TPLF", "EUR", "PAK").
"""

from __future__ import annotations

from detente.actors.cast import Cast
from detente.actors.lexicon import load
from detente.actors.names import Names
from detente.actors.parts import side_of
from detente.actors.past import Era, as_then
from detente.actors.words import words
from detente.records import Actor

__all__ = ["Cast", "lookup", "short", "side_of"]


def lookup(text: str) -> Actor | None:
    """The actor a bare name stands for; None when no table has it or it is a trap ("Persian Gulf")."""
    found = words(text.strip())
    start = 1 if len(found) > 1 and found[0].fold == "the" else 0
    for first in dict.fromkeys((0, start)):
        hit = load().at(found, first) if found else None
        if hit is None or hit.last != len(found) or hit.entry.kind in ("trap", "role", "people"):
            continue
        entry = as_then([hit], found, Era())[0].entry
        if entry.kind == "leader":
            return Names((), (), "", Era()).leader(entry, hit.others).actor
        sector = "GOV" if entry.form in ("capital", "seat") and entry.kind == "state" else entry.sector
        return Actor(code=entry.code, sector=sector, group=entry.group)
    return None


def short(actor: Actor) -> str:
    """The usual short code of a side: the state's, or the group's ("RSF", "TPLF", "TAL", "EUR", "UN")."""
    if actor.group is None:
        return actor.code
    entry = load().groups.get(actor.group)
    return entry.short if entry is not None and entry.short else actor.group
