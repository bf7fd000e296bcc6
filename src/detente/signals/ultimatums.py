"""Do this by then, or else: ultimatums by name, and time given to obey.

An ultimatum is a threat on the condition that what it demands is not done, whether or not the report says what would follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

import msgspec

from detente.records import Actor, Clause, Document
from detente.signals import lexicon
from detente.signals.bargain import Draft
from detente.signals.context import Context, same_side
from detente.signals.own import OwnVoice
from detente.signals.terms import Terms
from detente.signals.utterance import Harm

_TIME_GIVEN = lexicon.phrase("ultimatums", "time_given")


_AFTER_WHICH = re.compile(
    r"[,;–—] (?:and )?(?:after (?:which|that)|at which point|whereupon|when that time (?:is|was) up)\b"
)
_ARMED = frozenset("general army rebel fighter militia junta officer soldier gunman side faction commander".split())


class Taker(Protocol):
    """What this reading needs of `moves.Moves`."""

    done: set[int]

    def take(self, content: Clause) -> None: ...
    def addressees(self, clause: Clause, speaker: Actor) -> tuple[Actor, ...]: ...


class Ultimatums:
    """Reads the ultimatums of one document."""

    def __init__(self, document: Document, context: Context, terms: Terms, own: OwnVoice, moves: Taker) -> None:
        self.document = document
        self.context = context
        self.terms = terms
        self.own = own
        self.moves = moves

    def give(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        """ "gave the rebels 72 hours to surrender": a threat where the text says what follows, else a demand."""
        if not _TIME_GIVEN.search(self.context.inner(clause)):
            return
        to = self.moves.addressees(clause, speaker)
        given = (
            n for n in self.document.children(clause, "argument") if n.predicate in ("deadline", "ultimatum", "notice")
        )
        below = [c for n in given for c in self.document.children(n, "complement", "purpose")]
        for content in (*self.document.children(clause, "complement", "purpose"), *below):
            doers = tuple(a for a in self.context.actors(content.subject, content) if not same_side(a, speaker)) or to
            self.moves.take(content)
            harm = self._harm_after(clause, content, speaker) or self.own.or_else(content, speaker)
            if harm is None and self.own.or_else(clause, speaker) is not None:
                harm = Harm(content, "or")  # "… three days to leave or be treated as invaders"
            if harm is not None:
                self.moves.done.add(harm.clause.id)
                yield self.own.ultimatum(speaker, clause, content, harm, doers, "give time")
            elif doers or self._warring(clause):
                term = self.terms.of(content) or self.terms.plain(content)
                wanted = msgspec.structs.replace(term, actors=doers, direction="de-escalates")
                yield Draft("demand", speaker, clause, content, doers, (), wanted, "give time")
            return

    def _warring(self, clause: Clause) -> bool:
        """ "gave the generals until Monday": armed men, though whose is not said."""
        told = next((a.phrase.head.lower() for a in clause.arguments if a.role in ("object", "indirect")), "")
        return told.rstrip("s") in _ARMED

    def noun(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        """ "an ultimatum to Belgrade to …", "an ultimatum demanding …", "an ultimatum: they were to leave, or …"."""
        above = self.document.parent(clause)
        to = self.moves.addressees(clause, speaker) or (self.moves.addressees(above, speaker) if above else ())
        yield from self._spelt_out(clause, above, speaker, to) or self._demanded(clause, above, speaker, to)

    def _spelt_out(self, clause: Clause, above: Clause | None, speaker: Actor, to: tuple[Actor, ...]) -> list[Draft]:
        """What follows a colon says what is threatened."""
        for part in self.document.children(above or clause, "conjunct", "parenthetical", "apposition"):
            for draft in self.own.read(part, (speaker,), rule="ultimatum"):
                if draft.kind == "threat":
                    self.moves.take(part)
                    return [draft._replace(addressees=to or draft.addressees)]
            if set(part.modals) & {"must", "have to", "be to"} and clause.predicate == "ultimatum" and to:
                self.moves.take(part)  # "its ultimatum to Abu Dhabi: its troops must be out"
                return [self.own.ultimatum(speaker, clause, part, Harm(part, "or"), to, "ultimatum")]
        return []

    def _demanded(self, clause: Clause, above: Clause | None, speaker: Actor, to: tuple[Actor, ...]) -> list[Draft]:
        if clause.predicate != "ultimatum":
            return []
        for demanded in self._contents(clause, above):
            named = tuple(a for a in self.terms.doers(demanded) if not same_side(a, speaker))
            doers = to or named
            if not doers:
                continue
            harm = self.own.or_else(demanded, speaker) or Harm(demanded, "or")
            for part in (demanded, harm.clause, *self.document.children(demanded, "conjunct")):
                self.moves.take(part)
            return [self.own.ultimatum(speaker, clause, demanded, harm, doers, "ultimatum")]
        return []

    def _contents(self, clause: Clause, above: Clause | None) -> Iterator[Clause]:
        """What is demanded: "to withdraw", "that it withdraw", "demanding [the withdrawal of …]"."""
        places = [clause, *([above] if above is not None else [])]
        for place in places:
            for child in self.document.children(
                place, "complement", "purpose", "said", "participial", "relative", "manner"
            ):
                if lexicon.move(child) == "demand" and child.mood != "infinitive":  # a demand as well, by its own word
                    yield from self.document.children(child, "complement", "said", "argument", "oblique")
                elif child.mood == "infinitive" or child.link == "said":
                    yield child
        for noun in self.document.children(clause, "oblique"):
            if noun.connective == "for":
                yield noun

    def _harm_after(self, clause: Clause, content: Clause, speaker: Actor) -> Harm | None:
        """What follows when the time is up: "before the assault", "or face war", "threatening rocket fire"."""
        carried = self.document.children(content, "complement")
        for where in (content, *carried, clause):
            for child in self.document.children(where, "time"):
                if child.connective in ("before", "ahead of") and self.own.harmful(child):
                    return Harm(child, "before")
            for child in self.document.children(where, "result", "participial", "manner", "conjunct"):
                if lexicon.move(child) in ("threat", "warn"):
                    for below in self.document.children(child, "condition", "argument", "complement"):
                        self.moves.done.add(below.id)
                    return Harm(child, "if")
                joined = self.own.joined(content, child)
                if joined in ("or", "or else", "otherwise") and self.own.hurts(child, speaker):
                    return Harm(child, joined)
        return self._once_over(content, speaker)

    def _once_over(self, content: Clause, speaker: Actor) -> Harm | None:
        """ "gave it a week to leave, after which its army would act": what the giver will do when the time is up."""
        end = self.document.sentences[content.sentence].span[1]
        told = _AFTER_WHICH.search(self.document.article.text, content.predicate_span[1], end)
        for other in self.document.clauses if told is not None else ():
            after = other.sentence == content.sentence and told is not None and other.predicate_span[0] >= told.end()
            if after and set(other.modals) & {"will", "would", "shall"} and not other.negated:
                doers = self.context.actors(other.subject, other)
                return Harm(other, "or") if not doers or any(same_side(a, speaker) for a in doers) else None
        return None
