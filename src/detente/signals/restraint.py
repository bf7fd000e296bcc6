"""Force bound to one's own defence: "will fire only if fired upon", "would use force solely in self-defence".

To do harm only if one is attacked is to promise that one will not begin: what "will not fire unless fired upon" says in fewer
words (no first use). Answers named as such ("would retaliate only if the raids went on") and other prices ("will send
troops only if the Kurds attack Turkmens") stay threats.
"""

from __future__ import annotations

import msgspec

from detente.records import Actor, Clause, Phrase, Term
from detente.signals import lexicon
from detente.signals.conditions import Posed, as_clause
from detente.signals.context import Context, same_side
from detente.signals.terms import Terms

_FORCE = frozenset({"ASSAULT"})
_BY_OTHERS = frozenset({"ASSAULT", "COERCE"})


class Restraint:
    """Tells of one document's threats which of them are promises not to begin."""

    def __init__(self, context: Context, terms: Terms) -> None:
        self.context = context
        self.terms = terms

    def only_in_defence(
        self, content: Clause, term: Term, posed: tuple[Posed, ...], speaker: Actor
    ) -> tuple[Term, tuple[Posed, ...]] | None:
        """What is promised and what releases from it, where force is kept to one's own defence; None where it is not."""
        if term.type not in _FORCE or term.phase != "begin" or content.negated:
            return None
        if content.predicate in lexicon.words("restraint", "answering"):
            return None
        if posed and not all(self._attacked(p, speaker) for p in posed):
            return None
        released = tuple(p._replace(negated=True) for p in posed) or _purpose(content)
        if not released:
            return None
        return msgspec.structs.replace(term, phase="refrain", direction="de-escalates"), released

    def _attacked(self, posed: Posed, speaker: Actor) -> bool:
        """ "only if fired upon", "only when its existence is threatened": harm to the speaker that another would begin."""
        if posed.negated or not posed.connective.startswith("only"):
            return False
        if lexicon.pattern("restraint", "survival").search(posed.clause.text.lower()):
            return True
        named = self.terms.named(posed.clause)
        if named is None or named.type not in _BY_OTHERS or named.direction != "escalates" or named.phase != "begin":
            return False
        return not named.recipients or any(same_side(a, speaker) for a in named.recipients)


def _purpose(content: Clause) -> tuple[Posed, ...]:
    """What releases where the purpose is told and no case: "solely in self-defence"."""
    found = lexicon.pattern("restraint", "defence").search(content.text.lower())
    if found is None:
        return ()
    start, end = (content.span[0] + place for place in found.span())
    head = found[0].rsplit(" ", 1)[-1]
    phrase = Phrase(
        text=content.text[slice(*found.span())], span=(start, end), head=head, head_span=(end - len(head), end)
    )
    return (Posed(as_clause(content, phrase, phrase), "only", True),)
