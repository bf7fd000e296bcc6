"""What every reading of a word that is a move needs: who makes it, to whom, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from detente.actors import lookup
from detente.records import Actor, Clause, Direction, Document, Link, Phrase
from detente.signals import lexicon
from detente.signals.bargain import Bargains, Draft
from detente.signals.context import Context, Voice, binding, onlooker, same_side, spokesman
from detente.signals.own import OwnVoice
from detente.signals.terms import Terms
from detente.signals.ultimatums import Ultimatums

# Moves whose content is the speaker's own act, so that it tells for whom somebody unknown speaks.
_SELF: frozenset[lexicon.Move] = frozenset({"threat", "warn", "commit", "announce", "offer", "ready"})
# What is given to anybody and binds no side of a conflict.
_MONEY = frozenset(
    "fund funds money reward bounty loan investment dollar euro grant million billion credit sum donation contribution".split()
)
RECIPROCAL = lexicon.phrase("speech", "reciprocal")
# What is done with a threat by the side that makes it; to condemn one is another's.
MADE = frozenset(
    "issue make repeat renew deliver send hand present voice utter give pose step reiterate level address serve dispatch"
    " transmit forward convey submit despatch lodge put".split()
) | {"hand over", "put forward", "set out"}
# One word for several sides that speak with one voice.
_CROWD = frozenset({"alliance", "trio", "coalition", "bloc", "front", "pair", "duo", "quartet", "axis"})
_WRITES = frozenset({"write", "send", "hand", "address", "issue", "phone", "telephone", "cable", "call", "approach", "contact", "speak"})  # fmt: skip
_SUBORDINATE: tuple[Link, ...] = ("complement", "said", "purpose", "argument")


class SpeechActs:
    """Finds makers, hearers and contents of the moves of one document."""

    def __init__(
        self, document: Document, context: Context, terms: Terms, bargains: Bargains, own: OwnVoice, done: set[int]
    ) -> None:
        self.document = document
        self.context = context
        self.terms = terms
        self.bargains = bargains
        self.own = own
        self.done = done
        self.ultimatums = Ultimatums(document, context, terms, own, self)

    def speakers(self, clause: Clause, move: lexicon.Move = "commit") -> tuple[Actor, ...]:
        """Who makes the move: the subject, else the one who tells of it, else the state the content speaks for."""
        subject = clause.subject
        if subject is None and clause.voice == "passive" and (move == "ready" or clause.predicate == "commit"):
            subject = clause.object
        if subject is not None and (onlooker(subject) or self._spoken_by_them(subject, self.context.voice(clause))):
            return ()
        found = self._not_of_itself(clause, self.context.actors(subject, clause))
        above = self.document.parent(clause)
        if above is not None and self._in_writing(clause, above):
            return tuple(a for a in self.context.actors(above.subject, above) if binding(a))
        given = clause.kind == "noun" and above is not None and self._handed(clause, above)
        if given or not any(a.role == "subject" and not a.inherited for a in clause.arguments):
            found = self._issuer(clause) or found
        if (subject is None or subject.kind == "pronoun") and not (clause.kind == "noun" and found):
            voice = self.context.voice(clause)
            if voice.onlooker and not found:
                return ()
            if not found or any(same_side(a, b) for a in found for b in voice.actors):
                found = voice.actors  # "we are ready", said by the minister
        if not found and any(a.role == "subject" and a.inherited for a in clause.arguments):
            found = self.context.voice(clause).actors  # "said the terms fell short and vowed to go on"
        if not found and subject is not None:
            found = self._author(clause, subject)
        if not found and subject is not None and spokesman(subject) and move in _SELF:
            found = self._spoken_for(clause)
        return tuple(a for a in found if binding(a))

    def _not_of_itself(self, clause: Clause, found: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """ "Ankara bombed the PKK, which it blames for the blast": "it" is not the one it speaks of; who acts above, where nobody is meant."""
        pronoun = clause.subject is not None and clause.subject.head.lower() in ("it", "they", "he", "she")
        told = self.of_whom(clause)
        if (
            not pronoun
            or clause.link != "relative"
            or (found and not any(same_side(a, b) for a in found for b in told))
        ):
            return found
        for above in self.document.ancestors(clause):
            acting = self.context.actors(above.subject, above) if above.kind == "verb" else ()
            if acting or above.sentence != clause.sentence:
                return tuple(a for a in acting if not any(same_side(a, b) for b in told))
        return ()

    def of_whom(self, clause: Clause) -> tuple[Actor, ...]:
        """ "Burundi, which it accuses of …": the side that a relative clause speaks of, as its object."""
        spoken_of = clause.link == "relative" and any(a.role == "object" and a.inherited for a in clause.arguments)
        return self.context.actors(clause.object, clause) if spoken_of else ()

    def _spoken_by_them(self, subject: Phrase, voice: Voice) -> bool:
        """ "The alliance trio said they kept their right to …": of themselves, whoever else was named last."""
        unknown = voice.phrase is not None and voice.phrase.kind == "noun" and not voice.actors
        return (
            unknown
            and voice.phrase is not None
            and subject.head.lower() in ("they", "their")
            and (voice.phrase.plural or voice.phrase.head.lower() in _CROWD)
        )

    def _in_writing(self, clause: Clause, above: Clause) -> bool:
        """ "wrote to Asmara asking it to withdraw": who wrote asks, not the one named last."""
        form = self.document.article.text[slice(*clause.predicate_span)]
        return (
            form.endswith("ing") and clause.link != "conjunct" and above.kind == "verb" and above.predicate in _WRITES
        )

    def _issuer(self, clause: Clause) -> tuple[Actor, ...]:
        """Who makes the move that a noun names: who "served an ultimatum", from whom "a warning [demanding …]" came."""
        above = self.document.parent(clause)
        if clause.kind != "noun":
            written = clause.link in ("participial", "relative") and above is not None and above.kind == "noun"
            papers = lexicon.words("speech", "documents")
            return self._issuer(above) if written and above is not None and above.predicate in papers else ()
        if above is not None and self._handed(clause, above):
            return self.context.actors(above.subject, above)
        for place in (clause, above) if above is not None else (clause,):
            for argument in place.arguments:
                if argument.preposition == "from":
                    return self.context.actors(argument.phrase, place)
        if above is not None and above.predicate in MADE and clause.link in ("argument", "oblique"):
            return self.context.actors(above.subject, above)
        parting = clause.link == "oblique" and clause.connective == "with" and above is not None
        if parting and above is not None and clause.predicate in ("warning", "threat", "ultimatum", "demand"):
            return self.context.actors(above.subject, above)  # "left Belgrade with a last warning that …"
        return ()

    def _handed(self, clause: Clause, above: Clause) -> bool:
        """ "gave Israel assurances": whom it is given to stands before the noun and is not whose it is."""
        if above.predicate not in ("give", "offer", "hand", "send", "grant") or clause.link != "argument":
            return False
        between = self.document.article.text[above.predicate_span[1] : clause.predicate_span[0]]
        given = clause.subject
        return given is not None and given.text in between and not re.search(r"['’]s?\b|\bof\b", between)

    def _author(self, clause: Clause, subject: Phrase) -> tuple[Actor, ...]:
        """Who speaks in "a note demanding …": whose note it is, else who handed it over."""
        if re.match(r"resolution\b", subject.head.lower()) and re.search(r"\d", subject.text):
            return tuple(a for a in (lookup("United Nations"),) if a is not None)  # "Resolution 678 demanded …"
        if subject.head.lower() not in lexicon.words("speech", "documents"):
            return ()
        found = self.context.owners(subject, clause)
        above = self.document.parent(clause)
        while not found and above is not None and clause.link in ("participial", "relative", "conjunct", "argument"):
            found = self.context.actors(above.subject, above) if above.subject != subject else ()
            above = self.document.parent(above)
        return found

    def contents(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses that say what is threatened, promised, demanded …"""
        if clause.predicate in ("let", "make", "give"):
            return self._made_known(clause)
        children = self.document.children(clause, *_SUBORDINATE)
        if clause.predicate in ("decide", "resolve", "determine"):
            children += self.document.children(clause, "thought")
        verbs = tuple(
            c for c in children if c.kind != "noun" or c.link in ("complement", "said") or c.mood != "nominal"
        )
        return verbs or tuple(
            c for c in children if lexicon.move(c) is None or not self.document.children(c, "complement")
        )

    def _made_known(self, clause: Clause) -> tuple[Clause, ...]:
        """ "let it be known that …", "made it plain that …": what is made known."""
        for child in self.document.children(clause, "complement"):
            if child.predicate in ("know", "plain", "clear", "understand", "public", "evident"):
                return self.document.children(child, "complement", "thought", "said")
        return ()

    def nouns(self, clause: Clause) -> tuple[Clause, ...]:
        """Acts named by nouns in the object or after a preposition: "vowed revenge", "for talks"."""
        return self.document.children(clause, "argument", "oblique")

    def _spoken_for(self, clause: Clause) -> tuple[Actor, ...]:
        """A leader nobody listed: "Kennedy warned that the U.S. would retaliate" speaks for the U.S."""
        for content in self.contents(clause):
            written = any(a.role == "subject" and not a.inherited for a in content.arguments)
            found = self.context.actors(content.subject, content) if written else ()
            if found and clause.subject is not None:
                return tuple(
                    msgspec.structs.replace(a, name=clause.subject.head, span=clause.subject.span) for a in found[:1]
                )
        return ()

    def addressees(self, clause: Clause, speaker: Actor) -> tuple[Actor, ...]:
        """Those named as hearers: "told Israel", "called on Iran", "a threat to Seoul"."""
        found: list[Actor] = []
        for argument in clause.arguments:
            if argument.role == "object" and RECIPROCAL.search(self.context.own(clause)):
                found += self.context.actors(clause.subject, clause)
            if argument.role in ("indirect", "object") or argument.preposition in (
                "on",
                "upon",
                "to",
                "against",
                "with",
                "of",
            ):
                if argument.inherited:
                    continue
                found += self.context.actors(argument.phrase, clause)
        return tuple(a for a in found if not same_side(a, speaker))

    def _bind(
        self,
        clause: Clause,
        speaker: Actor,
        rule: str,
        *,
        force: Direction | None = None,
        default: Direction | None = None,
        offering: bool = False,
    ) -> Iterator[Draft]:
        contents = self.contents(clause) or self.nouns(clause)
        paid = clause.object is not None and clause.object.head.lower() in _MONEY
        if not contents and clause.kind == "verb" and self.terms.of(clause) is not None and not paid:
            contents = (clause,)  # "is committed to non-escalation"
        to = self.addressees(clause, speaker) if clause.kind == "verb" else self.own.told(clause, speaker)
        contents = tuple(c for c in contents if c.kind != "noun" or c.predicate not in _MONEY)
        contents += tuple(
            c for above in contents for c in self.document.children(above, "conjunct") if c.mood == "infinitive"
        )
        for content in contents:
            if (
                content is not clause
                and content.subject is not None
                and content.subject.head.lower() not in ("he", "she", "it", "they")
                and not self.own.speaks_of_itself(content, speaker)
                and not _takes_truce(content, rule)
            ):
                continue
            self.take(content)
            draft = self.bargains.commit(
                speaker, clause, content, rule=rule, force=force, default=default, offering=offering, addressees=to
            )
            if draft:
                yield draft

    def take(self, content: Clause) -> None:
        """Marks a content clause and the clauses it carries as read."""
        self.done.add(content.id)
        for child in self.document.children(content, "complement", "argument"):
            self.take(child)

    def _said(
        self, content: Clause, speaker: Actor, clause: Clause, rule: str, to: tuple[Actor, ...]
    ) -> Iterator[Draft]:
        """A content clause read in the speaker's own voice."""
        for part in (content, *self.document.children(content, "conjunct")):
            if part.id in self.done:
                continue
            for draft in self.own.read(part, (speaker,), rule=rule):
                self.take(part)
                yield draft._replace(anchor=clause if part is content else part, addressees=draft.addressees or to)

    def _foreign(self, clause: Clause, speaker: Actor) -> tuple[Actor, ...]:
        """Another side somewhere under the clause."""
        found: list[Actor] = []
        for below in (clause, *self._tree(clause)):
            for argument in below.arguments:
                found += [a for a in self.context.actors(argument.phrase, below) if not same_side(a, speaker)]
        return tuple(found)

    def _tree(self, clause: Clause) -> Iterator[Clause]:
        for child in self.document.children(clause):
            yield child
            yield from self._tree(child)

    def _objects(self, clause: Clause) -> tuple[Phrase, ...]:
        return tuple(
            a.phrase
            for a in clause.arguments
            if a.role in ("object", "complement")
            or a.preposition in ("to", "as", "with", "for", "against")
            or (a.preposition == "of" and clause.kind == "noun")
        )

    def _authors(self, phrase: Phrase, clause: Clause, speaker: Actor) -> tuple[Actor, ...]:
        """Whose proposal or claim it is: "Moscow's invitation", "the American plan", "a summit with the South"."""
        if phrase.head.lower().startswith("resolution"):
            found = lookup("United Nations")
            return (found,) if found is not None and not same_side(found, speaker) else ()
        inner = [phrase.possessor] if phrase.possessor else []
        inner += [p for _, p in phrase.complements]
        named = [*self.terms.context.actors(phrase, clause)]
        for item in inner:
            named += self.context.actors(item, clause)
            for _, deeper in item.complements:
                named += self.context.actors(deeper, clause)
        for child in self.document.children(clause, "argument", "oblique"):
            named += self.context.actors(child.subject, child)
            named += self.addressees(child, speaker)
        return tuple({a.side: a for a in named if not same_side(a, speaker)}.values())[:1]

    def contents_of_kind(self, clause: Clause, kind: str) -> tuple[Clause, ...]:
        """Content clauses that are verbs, or nouns."""
        return tuple(c for c in self.contents(clause) if c.kind == kind)


def _takes_truce(content: Clause, rule: str) -> bool:
    """ "Agreed to Trump's ceasefire": whoever takes a truce keeps it, whose proposal it was or not."""
    return rule == "agree" and content.kind == "noun" and content.predicate in ("ceasefire", "truce", "armistice")
