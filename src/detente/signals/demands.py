"""Demands by a word, and orders to one's own: urged, told, gave two days, authorised its army to fire."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from detente.records import Actor, Clause, Direction, Term
from detente.signals import lexicon
from detente.signals.answers import Answers
from detente.signals.bargain import Draft
from detente.signals.conditions import as_clause, mirrored
from detente.signals.context import bargained, same_side
from detente.signals.speech import RECIPROCAL
from detente.signals.utterance import Harm

_WANTING = frozenset(
    {"call for", "call", "demand", "appeal", "ask for", "press for", "urge", "seek", "request", "push for", "insist"}
)
HELP = frozenset({"assistance", "help", "aid", "protection", "support", "backing", "loan", "arms", "weapon", "asylum", "permission", "advice", "reinforcement", "equipment", "credit"})  # fmt: skip
_RECEIVES = frozenset({"receive", "get", "hear", "face", "have"})
_LEAVE = frozenset({"authority", "authorisation", "authorization", "permission", "mandate", "freedom", "leave", "hand", "go-ahead", "light", "power"})  # fmt: skip
ANSWERING = frozenset({"respond", "retaliate", "react", "answer", "avenge", "deal", "hit back", "strike back"})
_OWN_TIME = lexicon.phrase("demands", "own_time")
# Those whom a mayor or a minister tells to stay indoors: no side.
_CIVILIANS = frozenset("people person resident citizen civilian villager inhabitant family national traveller voter public population everyone everybody anyone crowd".split())  # fmt: skip
_PRESS = frozenset(
    {"reporter", "reporters", "journalist", "journalists", "newspaper", "broadcaster", "agency", "radio"}
)
_TROOPS = frozenset(
    {"army", "troop", "troops", "force", "forces", "navy", "soldier", "soldiers", "guns", "fleet", "military"}
)
_RETURNED = lexicon.phrase("demands", "returned")


class Demands(Answers):
    """Reads the demands and orders of one document."""

    def _called_back(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        """ "ordered his forces to cease fire", "ordered the troops to return to their bases": one's own halt, made known."""
        if clause.object is not None and clause.object.head.lower() in lexicon.words("inert", "household"):
            return  # "ordered its staff to leave Juba": no troops, and no halt
        if speaker.sector == "JUD":
            return  # a court may order its government to halt; that is no word of the government's
        for content in self.contents(clause):
            term = self.terms.of(content)
            if (
                term is not None
                and term.direction == "de-escalates"
                and (term.phase == "halt" or term.type == "RETREAT")
            ):
                self.take(content)
                draft = self.bargains.commit(speaker, clause, content, rule="order to halt", force="de-escalates")
                if draft:
                    yield draft
                return
        if clause.object is not None and _RETURNED.search(self.context.own(clause).lower()):
            term = Term(actors=(speaker,), type="RETREAT", direction="de-escalates", text=clause.text, span=clause.span)
            yield Draft("pledge", speaker, clause, clause, (), (), term, "order to halt")

    def _give(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        """ "gave the rebels two days to leave", or "gave the army authority to respond"."""
        for noun in self.nouns(clause):
            if noun.predicate in _LEAVE:
                yield from self._authorise(noun, speaker)
                return
        if any(
            a.role == "object" and a.phrase.head.lower() in _LEAVE for a in clause.arguments
        ):  # "gave the army authority"
            yield from self._authorise(clause, speaker)
            return
        yield from self.ultimatums.give(clause, speaker)

    def _authorise(self, clause: Clause, speaker: Actor) -> list[Draft]:
        """Leave to use force on a condition: a threat by the one who gives it."""
        found = []
        below = self.document.children(clause, "complement", "purpose") if clause.predicate == "give" else ()
        for content in self.contents(clause) or below or self.nouns(clause):
            term = self.terms.of(content)
            posed = self.bargains.conditions.of(content, clause)
            free = content.predicate in ANSWERING or bool(_OWN_TIME.search(content.text.lower()))
            if term is not None and term.direction == "escalates" and (posed or free):
                self.take(content)
                draft = self.bargains.commit(
                    speaker, clause, content, rule=clause.predicate, force="escalates", posed=posed
                )
                found += [draft] if draft else []
        return found

    def _demand(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        if self._no_demand(clause, speaker):
            return
        to = self._of_whom_asked(clause, speaker)
        asked = False
        if self._own_house(clause, speaker):
            if clause.predicate in ("order", "instruct", "direct", "command"):
                yield from self._authorise(clause, speaker) or self._called_back(clause, speaker)
            return
        for content in self.contents(clause):
            if content.kind == "noun" and content.mood == "nominal" and lexicon.move(clause) == "tell":
                continue
            if lexicon.move(clause) == "tell" and content.mood != "infinitive":
                continue
            if clause.predicate == "ask" and content.mood != "infinitive":
                continue
            for draft in self._ask(clause, speaker, content, to, clause.predicate):
                asked = True
                yield draft
        if not asked and clause.kind == "verb" and clause.predicate in _WANTING:
            yield from self._wanted(clause, speaker, to)

    def _of_whom_asked(self, clause: Clause, speaker: Actor) -> tuple[Actor, ...]:
        """Of whom something is asked: who is named, who received the request, who was spoken of just before."""
        to = self.addressees(clause, speaker)
        above = self.document.parent(clause)
        if clause.kind == "noun" and above is not None and above.predicate in _RECEIVES and clause.link == "argument":
            asked_of = tuple(a for a in self.context.actors(above.subject, above) if not same_side(a, speaker))
            to = asked_of or to  # "Putin received a request from Ankara to stop the bombing"
        told = next((a.phrase for a in clause.arguments if a.preposition in ("on", "upon") or a.role == "object"), None)
        if not to and told is not None and told.head.lower() in ("it", "them"):
            to = self.own.counterpart(clause, speaker)  # "protested to Beijing and called on it to withdraw"
        # "handed Tehran a note demanding …"
        while not to and above is not None and clause.link in ("participial", "purpose"):
            to, above = self.addressees(above, speaker), self.document.parent(above)
        return to

    def _no_demand(self, clause: Clause, speaker: Actor) -> bool:
        """ "called the deal void", "wants to join", "told reporters": the word without its meaning."""
        if clause.predicate == "call" and not self._called_on(clause):
            return True
        if clause.connective == "how" or re.match(r"how\b", clause.text.lower()):
            return True  # "a video that shows how the soldiers instruct them"
        if clause.predicate in ("want", "expect", "dare", "challenge"):
            return not self._wants_of_another(clause, speaker)
        hearers = {a.phrase.head.lower() for a in clause.arguments if a.role in ("object", "indirect")}
        return lexicon.move(clause) == "tell" and bool(hearers & _PRESS)

    def _wants_of_another(self, clause: Clause, speaker: Actor) -> bool:
        """ "wants the fighters to leave", "expected Kyiv to follow suit": a known act, or one like its own, of a named side."""
        if clause.negated or clause.modals:
            return False
        for content in self.document.children(clause, "complement", "said"):
            doers = self.context.actors(content.subject, content)
            term = self.terms.of(content)
            welcome = term is not None and term.direction == "de-escalates"
            known = welcome or mirrored(content) or clause.predicate == "challenge"
            if content.mood == "infinitive" and known and doers and not any(same_side(a, speaker) for a in doers):
                return True
        return False

    def _own_house(self, clause: Clause, speaker: Actor) -> bool:
        """ "asked Congress for authority", "ordered its forces to fire if …", "the army was ordered to …"."""
        told = clause.object
        if told is None or (told.kind == "pronoun" and told.head.lower() in ("it", "him", "her", "them")):
            return False  # "asked it to": another, or it would be "itself"
        if any(same_side(a, speaker) for a in self.context.actors(told, clause)):
            return True
        if told.possessor is not None:
            if told.head.lower() in lexicon.words("speech", "fellows"):
                return False  # "asked its allies to send ships"
            return told.possessor.head.lower() in ("it", "its", "his", "their", "he", "they")
        if told.head.lower() in lexicon.words("inert", "organs") and not self.context.actors(told, clause):
            return lexicon.move(clause) == "tell" or clause.predicate in ("order", "instruct", "direct", "command")
        # "ordered the troops back": whose else, where no other side's are named
        plain = told.determiner == "the" and not told.complements and not self.context.actors(told, clause)
        return plain and told.head.lower() in _TROOPS and clause.predicate in ("order", "direct", "command")

    def _called_on(self, clause: Clause) -> bool:
        """ "called on", "called for" and "called upon", not "called the deal null and void"."""
        return (
            any(a.preposition in ("on", "upon", "for") and not a.inherited for a in clause.arguments)
            or clause.kind == "noun"
        )

    def _ask(
        self, clause: Clause, speaker: Actor, content: Clause, to: tuple[Actor, ...], rule: str
    ) -> Iterator[Draft]:
        """A demand of whoever is to act; a threat where the sentence says what follows otherwise."""
        subjunctive = rule == "demand guarantees" or (
            clause.predicate in ("demand", "urge", "order", "request", "require") and not content.perfect
        )
        if content.mood == "indicative" and content.tense in ("past", "future") and not subjunctive:
            return
        if content.kind == "noun" and content.predicate in HELP and clause.predicate != "demand":
            return  # "requested British assistance": help asked of a friend
        doers = tuple(a for a in self.context.actors(content.subject, content) if not same_side(a, speaker)) or to
        told_by = any(a.role == "subject" and not a.inherited for a in clause.arguments)
        if told_by and not RECIPROCAL.search(self.context.own(clause)):  # "Riyadh and Washington urged them to …"
            together = {a.side for a in self.context.actors(clause.subject, clause)}
            doers = tuple(a for a in doers if a.side not in together)
        named = content.subject
        if not doers and named is not None and named.head.lower() in ("it", "they"):
            doers = self.own.counterpart(clause, speaker)  # "the M23 stayed; Kinshasa demanded that it go"
        harm = self.own.or_else(content, speaker) or (self._above(clause, speaker) if bargained(clause) else None)
        told = clause.object or content.subject
        someone = told is not None and told.head.lower() not in _CIVILIANS
        if (
            not doers
            and harm is None
            and not (someone and self.context.armed(content.text) and content.mood == "infinitive")
        ):
            return
        self.take(content)
        if harm is not None:
            self.done.add(harm.clause.id)
            yield self.own.ultimatum(speaker, clause, content, harm, doers, rule)
            return
        term = self.terms.of(content) or self.terms.plain(content)
        direction = self.own.wanted_direction(content, speaker)
        wanted = msgspec.structs.replace(term, actors=doers, direction=direction)
        yield Draft("demand", speaker, clause, content, doers, (), wanted, rule)

    def _above(self, clause: Clause, speaker: Actor) -> Harm | None:
        """ "Ankara told Athens to withdraw, or else its navy would sink them": the harm is the clause above."""
        above = self.document.parent(clause)
        if above is None or clause.connective not in ("or", "or else", "otherwise") or not self.own.harmful(above):
            return None
        return Harm(above, clause.connective)

    def _from_whom(self, clause: Clause, noun: Clause, speaker: Actor) -> tuple[Actor, ...]:
        """ "restraint from both India and Pakistan"."""
        for where in (noun, clause):
            for argument in where.arguments:
                leaving = noun.predicate in (
                    "withdrawal",
                    "departure",
                    "pullout",
                    "evacuation",
                    "retreat",
                    "disarmament",
                )
                if argument.preposition in ("from", "by") or (leaving and argument.preposition == "of"):
                    return tuple(a for a in self.context.actors(argument.phrase, where) if not same_side(a, speaker))
        return ()

    def _wanted(self, clause: Clause, speaker: Actor, to: tuple[Actor, ...]) -> Iterator[Draft]:
        """ "called for an immediate ceasefire", "demanded the release of the captives": a thing wanted, no doer named."""
        for noun in self.nouns(clause):
            inner = self.document.children(noun, "said", "complement")
            if inner and lexicon.move(noun) == "commit":  # "demanded guarantees that NATO would give up …"
                yield from self._ask(clause, speaker, inner[0], to, "demand guarantees")
                return
            term = self.terms.of(noun)
            if term is None and to and clause.predicate == "demand" and noun.link == "argument":
                term = msgspec.structs.replace(self.terms.plain(noun), direction="de-escalates")
            if noun.predicate in HELP and clause.predicate != "demand":
                return
            if clause.predicate == "insist" and noun.connective != "on":
                continue
            if term is None and clause.predicate == "insist" and not self.own.speaks_of_itself(noun, speaker):
                term = msgspec.structs.replace(self.terms.plain(noun), direction="de-escalates")
            if term is not None and noun.connective in (None, "for", "on"):
                self.take(noun)
                yield self._thing(clause, noun, term, speaker, to)
                return
        phrase = clause.object
        if clause.predicate == "demand" and phrase is not None and phrase.kind == "noun" and not self._person(clause):
            noun = as_clause(clause, phrase, phrase)
            found = tuple(a for _, p in phrase.complements for a in self.context.actors(p, clause))
            to = to or tuple(a for a in found if not same_side(a, speaker))
            if to or self.context.armed(phrase.text):
                yield self._thing(clause, noun, self.terms.plain(noun), speaker, to)

    def _person(self, clause: Clause) -> bool:
        """Whether what is demanded is somebody: nothing done."""
        return bool(self.context.actors(clause.object, clause))

    def _thing(self, clause: Clause, noun: Clause, term: Term, speaker: Actor, to: tuple[Actor, ...]) -> Draft:
        doers = (
            self._from_whom(clause, noun, speaker) or tuple(a for a in term.actors if not same_side(a, speaker)) or to
        )
        direction: Direction = "de-escalates" if noun.subject is None or noun.id < 0 else term.direction
        if term.direction == "escalates" and term.phase == "begin" and term.recipients:
            struck = {a.side for a in term.recipients}  # "called for sanctions on Moscow": of others than Moscow
            doers, direction = tuple(a for a in doers if a.side not in struck), "escalates"
        wanted = msgspec.structs.replace(term, actors=doers, direction=direction)
        return Draft("demand", speaker, clause, noun, doers, (), wanted, "demand")
