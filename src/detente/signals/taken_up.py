"""Words that only point back at what was halted: "would stop its strikes for now, but would start again if …"."""

from __future__ import annotations

import msgspec

from detente.records import Document, Term
from detente.signals import lexicon
from detente.signals.bargain import Draft
from detente.signals.context import Context, same_side
from detente.signals.terms import Terms


class TakenUp:
    """Finds, for a threat to take something up again, what its speaker halted in the words just before."""

    def __init__(self, document: Document, context: Context, terms: Terms) -> None:
        self.document = document
        self.context = context
        self.terms = terms

    def named(self, draft: Draft) -> Draft:
        """The draft with the type of the act halted before, where its own words name none."""
        term, content = draft.commitment, draft.content
        misheard = draft.kind == "offer" and draft.rule.startswith("learned/")
        if (draft.kind != "threat" and not misheard) or term is None or content is None or term.type is not None:
            return draft
        if not lexicon.whole_words("speech", "resuming").search(self.context.own(content).lower()):
            return draft
        before = self._halted(draft)
        if before is None:
            return draft
        made = msgspec.structs.replace(term, type=before.type, recipients=term.recipients or before.recipients)
        if misheard:  # to take up again what it was good to halt is nothing offered
            if before.direction != "de-escalates":
                return draft
            made = msgspec.structs.replace(made, direction="escalates")
            return draft._replace(kind="threat", commitment=made, rule="learned/threat")
        return draft._replace(commitment=made)

    def _halted(self, draft: Draft) -> Term | None:
        """The last act halted by the speaker in the sentence or the one before, before these words."""
        assert draft.content is not None
        start, sentence = draft.content.span[0], draft.content.sentence
        near = [c for c in self.document.clauses if c.sentence in (sentence - 1, sentence) and c.kind == "verb"]
        for clause in sorted((c for c in near if c.predicate_span[1] <= start), key=lambda c: -c.predicate_span[0]):
            term = self.terms.named(clause)
            if term is None or term.phase != "halt" or term.type is None:
                continue
            if not term.actors or any(same_side(a, draft.speaker) for a in term.actors):
                return term
        return None
