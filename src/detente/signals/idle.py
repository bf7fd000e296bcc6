"""Drafts that have the form of a move and bind nobody: a matter to be discussed, work as usual, firmness in what is one's own.

"Sanctions will be put before the ministers" promises no other side anything, and whoever says so is not the one to act.
"""

from __future__ import annotations

from detente.events.overread import is_firm
from detente.records import Clause, Document
from detente.signals import lexicon
from detente.signals.bargain import Draft

_BINDING = frozenset({"threat", "pledge", "offer"})


class Idle:
    """Tells the idle drafts of one document from the others."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def idle(self, draft: Draft) -> bool:
        """Whether a threat, pledge or offer is none."""
        clause = draft.content or draft.anchor
        if draft.kind not in _BINDING or clause.kind != "verb":
            return False
        if self._gauged(clause) or (not draft.posed and is_firm(clause)):
            return True
        bargained = any(p.connective != "depend on" for p in draft.posed)  # "would be considered only if …" is an offer
        if draft.kind != "threat" and _gathers(clause):
            return True
        return draft.kind != "threat" and ((not bargained and self._handled(clause)) or _routine(clause))

    def _handled(self, clause: Clause) -> bool:
        """ "The matter will be raised at the summit": by whom, nobody is told, and it is talk."""
        where = (f"{clause.predicate} {a.preposition}" for a in clause.arguments)
        named = {clause.predicate, *where} & lexicon.words("idle", "handled")
        return clause.voice == "passive" and bool(named)

    def _gauged(self, clause: Clause) -> bool:
        return clause.predicate in lexicon.words("idle", "gauged")


def _routine(clause: Clause) -> bool:
    """ "The ship will return to its duties": it goes on as before."""
    table = lexicon.table("idle")["routine"]
    back = clause.predicate in table["verbs"]
    if clause.negated or not (back or clause.predicate in table["going_on"]):
        return False
    told = (a.phrase.head.lower() for a in clause.arguments if (a.preposition == "to" if back else a.role == "object"))
    return any(w in lexicon.words("idle", "routine") for w in told)


def _gathers(clause: Clause) -> bool:
    """ "The council will hold a meeting on the plan": a body that sits promises nobody anything."""
    entry, held, who = lexicon.table("idle")["gathering"], clause.object, clause.subject
    if clause.predicate not in entry["verbs"] or held is None or who is None or who.conjuncts or who.plural:
        return False
    alone = not any(w in ("with", "between") for w, _ in held.complements)
    return held.head.lower() in entry["words"] and alone and not any(a.preposition == "with" for a in clause.arguments)
