"""One thing tied to another by a verb: "linked its withdrawal to an Israeli pullout", "the price of peace was the city".

Diplomats call it linkage: what the side would do stands in one phrase, what it wants for it in another, and no clause of either
holds an "if". `data/ties.toml` lists the verbs, the words that follow "make X … on Y", and the nouns that name a price.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from detente.records import Actor, Clause, Document, Phrase
from detente.signals import lexicon
from detente.signals.bargain import Bargains, Draft
from detente.signals.conditions import Posed, as_clause
from detente.signals.context import Context, same_side
from detente.signals.own import OwnVoice

_CONDUCT = lexicon.phrase("linkage", "conduct")


class Tie(NamedTuple):
    """What is given (a phrase), what it is tied to (a phrase or a clause), and the words that tie them."""

    given: Phrase
    price: Phrase | Clause
    words: str


class Linkage:
    """Reads ties in one document."""

    def __init__(self, document: Document, context: Context, bargains: Bargains, own: OwnVoice) -> None:
        self.document = document
        self.context = context
        self.bargains = bargains
        self.own = own

    def read(self, clause: Clause, speakers: tuple[Actor, ...]) -> Iterator[Draft]:
        """An offer by each speaker where a clause ties one thing to another."""
        tie = self._tie(clause)
        if tie is None:
            return
        for speaker in speakers:
            given, price = self._act(clause, tie.given), self._price(clause, tie.price)
            if self.bargains.terms.of(given) is None and _CONDUCT.search(price.text.lower()):
                continue  # "the rest depends on Iran's conduct": nothing is named that would be done
            if any(same_side(a, speaker) for a in self.bargains.terms.doers(price)):
                continue  # "linked the raid to its own withdrawal": no price asked of another
            posed = (Posed(price, tie.words, False),)
            draft = self.bargains.commit(
                speaker, clause, given, rule=f"tie: {tie.words}", default="de-escalates", offering=True, posed=posed
            )
            if draft is not None:
                yield draft

    def ties(self, clause: Clause) -> bool:
        """Whether a clause ties one thing to another."""
        return self._tie(clause) is not None

    def _tie(self, clause: Clause) -> Tie | None:
        words = lexicon.table("ties")
        given = clause.object or clause.subject
        if given is None or clause.negated or _is_fate(clause):
            return None
        if clause.predicate in words["link"]["words"] and clause.object is not None:
            return self._after(clause, clause.object, clause.predicate, ("to", "with", "on", "upon"))
        if clause.predicate in words["hang"]["words"] and clause.subject is not None and clause.object is None:
            return self._after(clause, clause.subject, clause.predicate, ("on", "upon"))
        if clause.predicate in words["bind"]["verbs"] or clause.predicate in words["bind"]["words"]:
            return self._bound(clause, given)
        return self._priced(clause)

    def _after(self, clause: Clause, given: Phrase, words: str, prepositions: tuple[str, ...]) -> Tie | None:
        """What stands after the preposition, of the verb itself or (so the parser) of its object."""
        for argument in clause.arguments:
            if argument.preposition in prepositions and argument.phrase is not given:
                return Tie(given, argument.phrase, f"{words} {argument.preposition}")
        for child in self.document.children(clause, "condition", "complement"):
            if (child.connective or "").split()[-1:] and (child.connective or "").split()[-1] in prepositions:
                return Tie(given, child, f"{words} {(child.connective or '').split()[-1]}")
        inner = [*given.complements, *(deeper for _, p in given.complements for deeper in p.complements)]
        return next((Tie(given, p, f"{words} {k}") for k, p in inner if k in prepositions), None)

    def _bound(self, clause: Clause, given: Phrase) -> Tie | None:
        """ "made X conditional on Y", "X was dependent on Y"."""
        words = lexicon.table("ties")["bind"]["words"]
        joined = re.compile(rf"^(?:{'|'.join(words)}) (?:on|upon|to)$")
        for argument in clause.arguments:
            if joined.match(argument.preposition or ""):
                return Tie(given, argument.phrase, argument.preposition or "")
        for place in (clause, *self.document.children(clause, "argument")):
            for child in self.document.children(place, "condition"):
                if joined.match(child.connective or ""):
                    return Tie(given, child, child.connective or "")
        for below in (clause, *self.document.children(clause, "complement")):
            if below.predicate in words:
                found = self._after(below, given, below.predicate, ("on", "upon", "to"))
                if found is not None:
                    return found
        return None

    def _priced(self, clause: Clause) -> Tie | None:
        """ "set X as a condition for Y", "the price of Y was X"."""
        nouns = lexicon.table("ties")["price"]["words"]
        for argument in clause.arguments:
            phrase = argument.phrase
            if phrase.head.lower() not in nouns:
                continue
            bought = next((p for k, p in phrase.complements if k in ("for", "of", "to")), None)
            if bought is None:
                continue
            if clause.predicate in lexicon.table("ties")["price"]["verbs"] and argument.preposition in ("as", None):
                asked = clause.object if clause.object is not phrase else None
                if asked is not None and argument.role != "subject":
                    return Tie(bought, asked, f"{phrase.head.lower()} of")
            if argument.role == "subject":
                asked = next((a.phrase for a in clause.arguments if a.role == "complement"), None)
                if asked is not None and asked.head.lower() != "place":  # "the conditions for the release are in place"
                    return Tie(bought, asked, f"{phrase.head.lower()} of")
        return None

    def _act(self, clause: Clause, phrase: Phrase) -> Clause:
        """The act a phrase names: a clause of the document, or the phrase made into one."""
        found = (c for c in self.document.clauses if c.predicate_span == phrase.head_span and c.kind == "noun")
        return next(found, None) or as_clause(clause, phrase, phrase)

    def _price(self, clause: Clause, price: Phrase | Clause) -> Clause:
        if isinstance(price, Clause):
            return price
        act = self._act(clause, price)
        if self.bargains.terms.doers(act):
            return act
        givers = [*((price.possessor,) if price.possessor else ())]  # "on North Korea's behaviour"
        givers += [p for k, p in price.complements if k in ("by", "from", "of")]
        giver = next((g for g in givers if self.context.actors(g, clause)), None)
        return as_clause(clause, price, giver) if giver is not None else act


def _is_fate(clause: Clause) -> bool:
    """ "Subjected villages to shelling", "activity linked to the government": what befalls or marks a thing, no bargain."""
    if clause.predicate == "subject":
        return clause.kind == "verb" and clause.voice == "active"
    marks = clause.mood == "participle" and clause.voice == "passive" and clause.link in ("participial", "modifier")
    return marks and clause.predicate in lexicon.table("ties")["link"]["words"]
