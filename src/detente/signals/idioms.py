"""Answers, denials, blame and demands in set phrases: "shut the door on arbitration", "pointed the finger at", "said yes to".

No single word of such a phrase is a move, so they are found by patterns over the sentence (data/idioms.toml). The clause whose verb
a match covers makes the move; who makes it and whom it answers is read as for any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec

from detente.language.guards import Guarded, Shelf
from detente.records import Actor, Clause, Document, Phrase, SignalKind
from detente.signals import lexicon
from detente.signals.answers import worried
from detente.signals.bargain import Bargains, Draft
from detente.signals.context import Context, same_side
from detente.signals.moves import BOTH, Moves
from detente.signals.terms import Terms

_NOT_YET = frozenset({"may", "might", "must", "should", "have to", "need to", "ought to"})
_LATER = frozenset({"will", "would", "shall", "be to", "be going to", "can", "could"})  # a no may stand in these
_ACCOMPANYING = frozenset({"condition", "thought", "purpose", "relative"})


_OBLIGES = lexicon.phrase("idioms", "obliges")
_NEGATION = re.compile(r"\b(?:not?|none|never|nothing|nowhere|neither|nobody)\b|n[’']t\b")


_MARKS = frozenset('"“”')
_OUTRIGHT = re.compile(r"(?:^|[:“\"‘.\n])\s*no\s+(?:[\w-]+\s+){0,3}[\w-]+$", re.IGNORECASE)
_NOT_YET_ONE = lexicon.phrase("idioms", "not_yet_one")
_TELLS = frozenset({"say", "tell", "warn", "insist", "declare", "vow"})


@cache
def _refusable() -> frozenset[str]:
    """What can be refused in one word: talks, a truce, a withdrawal."""
    return frozenset(lexicon.table("idioms")["refusable"]["nouns"])


class Idiom(NamedTuple):
    """One class of set phrases."""

    kind: SignalKind
    words: Guarded


class Match(NamedTuple):
    """Where a phrase stands; `negative` if it carries its own negation ("wants no part in"), `modal` its own "must"."""

    kind: SignalKind
    start: int
    end: int
    negative: bool
    modal: bool


@cache
def idioms() -> tuple[Idiom, ...]:
    """The classes of data/idioms.toml in the order of the file."""
    return tuple(
        Idiom(entry["kind"], Guarded(re.compile(rf"\b(?:{'|'.join(entry['patterns'])})")))
        for entry in lexicon.table("idioms")["idiom"]
    )


def idioms_in(text: str) -> list[Idiom]:
    """The classes of which a phrase may stand in a text in lower case."""
    return [idioms()[number] for number in _shelf().may_match(text)]


@cache
def _shelf() -> Shelf:
    return Shelf([idiom.words for idiom in idioms()])


class Idioms:
    """Reads the set phrases of one document."""

    def __init__(self, document: Document, context: Context, terms: Terms, bargains: Bargains, moves: Moves) -> None:
        self.document = document
        self.context = context
        self.terms = terms
        self.bargains = bargains
        self.moves = moves
        self._matches: dict[int, tuple[Match, ...]] = {}

    def read(self, clause: Clause) -> Iterator[Draft]:
        """What a set phrase in this clause makes; nothing where it holds none."""
        outright = [draft for said in (clause, *self._told_in(clause)) for draft in self._outright(said, clause)]
        if outright:
            yield from outright
            return
        match = self._of(clause)
        if match is None or clause.link in _ACCOMPANYING:
            return
        kind = match.kind
        if clause.predicate == "agree" and clause.subject is not None and clause.subject.head.lower() in BOTH:
            return  # "the sides could not agree": nobody's refusal
        later = set(clause.modals) & _LATER or clause.mood == "infinitive"
        turned = clause.negated and kind == "acceptance"  # "will never put its name to it"
        ahead = set(clause.modals) & {"will", "would", "shall"}
        kept_off = kind == "refusal" and bool(ahead) and self._of_itself(clause)
        if kind == "refusal" and ahead and clause.speakers and not kept_off:
            return  # "their troops will not be part of the mission, he said": the will of him who says so
        if (set(clause.modals) & _NOT_YET and not match.modal) or (
            later and not (match.negative or (turned and self._of_itself(clause)) or kept_off)
        ):
            return
        if clause.negated and not match.negative:
            if kind != "acceptance":
                return
            kind = "refusal"
        answered = clause.object
        if kind == "refusal" and answered is not None and (worried(answered) or answered.head.lower() == "threat"):
            if not worried(answered):
                return  # "brushed aside the threats"
            kind = "denial"  # "brushed aside worries about its drill"
        said = kind == "demand" and bool(clause.speakers) and self._of_another(clause)
        for speaker in self._voice(clause) if said else self._speakers(clause):
            draft = self._draft(kind, speaker, clause)
            if draft is not None:
                self._answered(clause)
                yield draft

    def _told_in(self, clause: Clause) -> tuple[Clause, ...]:
        """What is told in so many words: "No talks under fire, says Tehran"."""
        return self.document.children(clause, "argument") if clause.predicate in _TELLS else ()

    def _outright(self, said: Clause, clause: Clause) -> Iterator[Draft]:
        for speaker in self._refuses_outright(said):
            draft = self._draft("refusal", speaker, said)
            if draft is not None:
                self.moves.done.add(said.id)
                yield draft._replace(addressees=draft.addressees or self._others(clause, speaker))

    def _refuses_outright(self, clause: Clause) -> tuple[Actor, ...]:
        """Who says "No talks under fire, says Tehran", "Yerevan: no withdrawal before guarantees": a no without a verb."""
        if clause.kind != "noun" or not clause.negated or clause.predicate not in _refusable():
            return ()
        above = self.document.parent(clause)
        told = above is not None and clause.link == "argument" and above.predicate in _TELLS
        if not told and clause.link != "root" and (above is None or above.id != clause.said_in):
            return ()
        opening = _OUTRIGHT.search(self.document.article.text[: clause.predicate_span[1]])
        if opening is None or _NOT_YET_ONE.search(self.context.sentence(clause).lower()):
            return ()
        return self._voice(clause) if clause.speakers or above is None else self.context.actors(above.subject, above)

    def _of(self, clause: Clause) -> Match | None:
        """The phrase whose words the clause's predicate is the first of."""
        start, end = clause.predicate_span
        if clause.kind == "noun" and clause.mood == "nominal":
            return None
        for match in self._found(clause.sentence):
            if match.start < end and start < match.end:
                above = self.document.ancestors(clause)
                if not any(c.predicate_span[0] < start and c.predicate_span[1] > match.start for c in above):
                    return match
        return None

    def _found(self, sentence: int) -> tuple[Match, ...]:
        if sentence not in self._matches:
            told = self.document.sentences[sentence]
            # Quotation marks stand anywhere in a set phrase: a swap "is not on the table", is "not on the table".
            kept = [i for i, sign in enumerate(told.text) if sign not in _MARKS]
            text, offset = "".join(told.text[i] for i in kept).lower(), told.span[0]
            self._matches[sentence] = tuple(
                Match(
                    idiom.kind,
                    offset + kept[m.start()],
                    offset + kept[m.end() - 1] + 1,
                    _NEGATION.search(m.group()) is not None,
                    _OBLIGES.search(m.group()) is not None,
                )
                for idiom in idioms_in(text)
                for m in idiom.words.pattern.finditer(text)
            )
        return self._matches[sentence]

    def _of_itself(self, clause: Clause) -> bool:
        """Whether whoever says so is the one who will: "Kyiv said Moscow would shut the door" is no word of Moscow's."""
        doers = self.context.actors(clause.subject, clause)
        spoken = self._voice(clause)
        return bool(spoken) and all(any(same_side(a, b) for b in spoken) for a in doers)

    def _of_another(self, clause: Clause) -> bool:
        """ "It is for Moscow to de-escalate": whoever says so wants it of Moscow."""
        text = self.document.article.text[clause.span[0] : clause.span[1]].lower()
        return bool(re.search(r"\b(?:is|was) (?:\w+ ){0,2}(?:for|to|that) ", text)) and clause.kind != "noun"

    def _voice(self, clause: Clause) -> tuple[Actor, ...]:
        voice = self.context.voice(clause)
        return () if voice.onlooker else voice.actors

    def _speakers(self, clause: Clause) -> tuple[Actor, ...]:
        """The subject, or whoever says that there can be no talks."""
        if clause.subject is not None and clause.speakers and not self.context.actors(clause.subject, clause):
            return self._voice(clause)
        return self.moves.speakers(clause, "refusal")

    def _draft(self, kind: SignalKind, speaker: Actor, clause: Clause) -> Draft | None:
        to = self._others(clause, speaker)
        rule = f"idiom: {kind}"
        if kind == "denial" and self.terms.told_of_others(clause, speaker):
            return None
        if kind == "accusation":
            return Draft(kind, speaker, clause, None, to, rule=rule) if to else None
        if kind == "demand":
            content = next(iter(self.moves.contents(clause) or self.moves.nouns(clause)), clause)
            if any(same_side(a, speaker) for p in self._asked(clause) for a in self.context.actors(p, clause)):
                return None  # "diplomats expect Ankara to lift its veto": no word of Ankara's
            term = self.terms.of(content) or self.terms.plain(content)
            doers = tuple(a for a in self.context.actors(content.subject, content) if not same_side(a, speaker)) or to
            wanted = msgspec.structs.replace(term, actors=doers, direction="de-escalates")
            return Draft(kind, speaker, clause, content, doers, (), wanted, rule)
        posed = self.bargains.conditions.of(clause) if kind == "refusal" else ()
        if kind == "refusal" and not posed:  # "no talk of captives before the bombs stop falling"
            before = (
                c for c in self.document.children(clause, "time") if c.connective == "before" and c.kind == "verb"
            )
            posed = tuple(self.bargains.conditions.posed(c) for c in before)
        return Draft(kind, speaker, clause, None, to, posed, rule=rule)

    def _asked(self, clause: Clause) -> tuple[Phrase, ...]:
        """Of whom something is wanted: the object of "expects Ankara to …"."""
        return tuple(a.phrase for a in clause.arguments if a.role in ("object", "indirect"))

    def _others(self, clause: Clause, speaker: Actor) -> tuple[Actor, ...]:
        """The other sides named under the clause, the first word first."""
        found: dict[str, Actor] = {}
        for place in (clause, *self._below(clause)):
            for argument in place.arguments:
                if place is clause and argument.role == "subject":
                    continue
                for actor in (
                    *self.context.actors(argument.phrase, place),
                    *self.context.owners(argument.phrase, place),
                ):
                    if not same_side(actor, speaker):
                        found.setdefault(actor.side, actor)
        return tuple(found.values())[:1]

    def _answered(self, clause: Clause) -> None:
        """The offer or charge that is answered is the other's, made before."""
        for below in self._below(clause):
            self.moves.done.add(below.id)

    def _below(self, clause: Clause) -> Iterator[Clause]:
        for child in self.document.children(clause, "argument", "oblique", "complement", "purpose", "modifier"):
            yield child
            yield from self._below(child)
