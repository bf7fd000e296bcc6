"""What a side says can or cannot come about: "peace is impossible while …", "talks can begin only once …".

Nobody is named who would make the peace, but whoever says on what it depends keeps it back (a refusal) or holds it out (an
offer) himself. A go-between or an onlooker who says the same only judges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from detente.records import Actor, Clause, Document, Term
from detente.signals import lexicon
from detente.signals.bargain import Bargains, Draft
from detente.signals.conditions import Posed
from detente.signals.context import Context, same_side, within
from detente.signals.terms import Terms

_ONLY = lexicon.phrase("prospects", "only")
_POSES = frozenset({"while", "as long as", "so long as", "if", "unless", "until", "till", "without", "after", "once", "when", "provided", "before", "as soon as"})  # fmt: skip


class Prospects:
    """Reads what one document's speakers say is possible."""

    def __init__(self, document: Document, context: Context, terms: Terms, bargains: Bargains) -> None:
        self.document = document
        self.context = context
        self.terms = terms
        self.bargains = bargains

    def read(self, clause: Clause) -> Iterator[Draft]:
        """A refusal or an offer by each who says it; none where no settlement is spoken of or nothing is asked for it."""
        kind = self._kind(clause)
        about = self._settlement(clause) if kind else ""
        voice = self.context.voice(clause)
        if not kind or not about or voice.onlooker or not clause.speakers:
            return
        posed = self._posed(clause)
        for speaker in voice.actors:
            if not posed or speaker.code == "IGO":
                continue
            to = self._others(clause, speaker, posed)
            if kind == "closed":
                yield Draft("refusal", speaker, clause, clause, to, posed, None, "possible: not")
            else:
                term = Term(
                    actors=(speaker,),
                    recipients=to,
                    type="AGREE",
                    direction="de-escalates",
                    text=about,
                    span=clause.span,
                )
                yield Draft("offer", speaker, clause, clause, to, posed, term, "possible: only")

    def closed(self, clause: Clause) -> bool:
        """Whether a clause says that something cannot be: no promise of it."""
        words = lexicon.words("prospects", "open" if clause.negated else "closed")
        return clause.kind == "adjective" and clause.predicate in words

    def _kind(self, clause: Clause) -> str:
        """ "closed", "open", or nothing."""
        if self.closed(clause):
            return "closed"
        if clause.negated:
            return ""
        if clause.kind == "adjective" and clause.predicate in lexicon.words("prospects", "open"):
            return "open" if self._only(clause) else ""
        can = set(clause.modals) & {"can", "could"} and clause.predicate in lexicon.words("prospects", "coming")
        return "open" if can and self._only(clause) else ""

    def _only(self, clause: Clause) -> bool:
        return bool(_ONLY.search(self.document.article.text[clause.span[0] : clause.span[1]].lower()))

    def _settlement(self, clause: Clause) -> str:
        """The words of what is possible, where it is something two sides make between them."""
        subject = clause.object if clause.voice == "passive" and clause.subject is None else clause.subject
        if subject is not None and self.context.actors(subject, clause):
            return ""
        said = [c.text for c in self.document.children(clause, "argument") if c.kind == "verb"]
        if subject is not None and subject.kind == "noun":
            said.append(subject.text)
        return next((t for t in said if _settlements().search(t.lower())), "")

    def _posed(self, clause: Clause) -> tuple[Posed, ...]:
        """What it depends on: what hangs from the clause, or from the act it is about."""
        found = self.bargains.conditions.of(clause)
        if found:
            return found
        inner = self.document.children(clause, "argument")
        hanging = (c for place in (clause, *inner) for c in self.document.children(place, "time", "condition"))
        return tuple(
            self.bargains.conditions.posed(c)
            for c in hanging
            if c.connective in _POSES and not (c.tense == "past" and not c.perfect and not clause.modals)
        )

    def _others(self, clause: Clause, speaker: Actor, posed: tuple[Posed, ...]) -> tuple[Actor, ...]:
        """With whom, else whose act is asked for."""
        named = [p for place in (clause, *self.document.children(clause, "argument")) for p in place.arguments]
        for argument in named:
            if argument.preposition in ("with", "between"):
                found = tuple(a for a in self.context.actors(argument.phrase, clause) if not same_side(a, speaker))
                if found:
                    return found
        asked = [a for p in posed for a in (*self.terms.doers(p.clause), *self._whose(p.clause))]
        return tuple(a for a in asked if not same_side(a, speaker))[:1]

    def _whose(self, clause: Clause) -> Iterator[Actor]:
        """ "while the constitution of Armenia stays unchanged": of whom the condition is."""
        if clause.subject is not None:
            for phrase in within(clause.subject):
                yield from self.context.actors(phrase, clause)


@cache
def _settlements() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon.table('prospects')['settlements']['patterns'])})\b")
