"""Measures that stay in force until the other side does something: "suspended the treaty until Pakistan ends its support".

To keep back what is due until something happens is a threat carried out in part: the harm goes on unless the condition is met
(Schelling's compellence, Arms and Influence, 1966, ch. 2). A halt of one's own attacks is none, and a date is no condition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from detente.records import Actor, Clause, Document
from detente.signals.bargain import Bargains, Draft
from detente.signals.conditions import Posed
from detente.signals.terms import Terms, negated

IN_FORCE: Final = "kept back until"
"""The rule of such a measure: what it says was done."""
_WITHHOLDS = frozenset(
    "suspend freeze close shut seal block cut bar ban boycott withhold recall halt stop postpone".split()
) | {"cut off", "pull out", "shut down", "call off", "break off", "put off", "hold back", "hold up", "seal off"}
_SET_ASIDE = ("in abeyance", "on hold", "on ice")
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN"})


class Measures:
    """Reads the open-ended measures of one document."""

    def __init__(self, document: Document, terms: Terms, bargains: Bargains) -> None:
        self.document = document
        self.terms = terms
        self.bargains = bargains

    def stands(self, clause: Clause) -> bool:
        """Whether a clause tells of something kept back until an act."""
        set_aside = clause.predicate in ("put", "hold", "place") and any(w in clause.text.lower() for w in _SET_ASIDE)
        if clause.kind != "verb" or clause.negated or clause.modals:
            return False
        if clause.predicate not in _WITHHOLDS and not set_aside:
            return False
        return bool(self._until(clause)) and not self._own_attacks(clause)

    def read(self, clause: Clause, speakers: tuple[Actor, ...]) -> Iterator[Draft]:
        """The threat that lies in such a measure, one for each of these speakers."""
        for speaker in speakers:
            draft = self.bargains.commit(
                speaker, clause, clause, rule=IN_FORCE, force="escalates", posed=self._until(clause)
            )
            if draft is not None:
                yield draft

    def _until(self, clause: Clause) -> tuple[Posed, ...]:
        return tuple(
            Posed(child, "until", not negated(child, self.document))
            for child in self.document.children(clause, "time")
            if child.connective in ("until", "till") and child.kind == "verb"
        )

    def _own_attacks(self, clause: Clause) -> bool:
        """ "halted its strikes until the envoys had met"."""
        term = self.terms.of(clause)
        return term is not None and term.direction == "de-escalates" and term.type in _HOSTILE
