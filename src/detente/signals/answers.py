"""Answers by a word: refused, denied, blamed, accepted, not ruled out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from detente.events.condemned import suffered
from detente.records import Actor, Clause, Phrase, SignalKind
from detente.signals import lexicon
from detente.signals.bargain import Draft
from detente.signals.conditions import as_clause
from detente.signals.context import same_side
from detente.signals.speech import SpeechActs

PROPOSALS = lexicon.phrase("answers", "proposals")
_CLAIMS = lexicon.phrase("answers", "claims")
_WAVES_OFF = frozenset({"dismiss", "reject", "brush aside", "brush off", "shrug off", "play down", "discount"})
_CHATTER = frozenset("comment say answer name elaborate confirm speculate discuss give identify disclose provide specify be speak reply take".split())  # fmt: skip
# Fears of what a side may be about to do: to dismiss them is to deny it. To dismiss threats is neither.
_WORRIES = frozenset({"concern", "fear", "worry", "anxiety", "alarm", "speculation", "suspicion"})
_OUTLOOKS = lexicon.phrase("answers", "outlooks")


def worried(phrase: Phrase) -> bool:
    """Whether a phrase names what somebody fears of a side: "concerns over its mobilisation", "the prospect of a war"."""
    return phrase.head.lower() in _WORRIES or bool(_OUTLOOKS.search(phrase.text.lower()))


_WARNED = frozenset({"threat", "warning"})
_APPROVES = frozenset({"approve", "endorse", "embrace"})
# "does not rule out": two negations, which leave the thing open.
EXCLUDES = frozenset({"rule out", "exclude", "preclude"})
_FORCE = lexicon.phrase("answers", "force")


def _put_forward(phrase: Phrase) -> bool:
    """ "the suggestion of a federation", "a suggestion for talks": something proposed, no claim."""
    if phrase.head.lower() in ("claim", "claims"):  # "the claim to a corridor"
        return any(k in ("to", "on", "over") for k, _ in phrase.complements)
    if phrase.head.lower() in ("role", "part", "involvement") and any(k == "for" for k, _ in phrase.complements):
        return True  # "ruled out any role for Trump"
    return phrase.head.lower() in ("suggestion", "notion") and any(k in ("of", "for") for k, _ in phrase.complements)


class Answers(SpeechActs):
    """Reads the answers of one document."""

    def _left_open(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        """ "would not rule out resuming the broadcasts": said of what one may do, it is a tentative threat or offer."""
        for content in self.contents(clause) or self.document.children(clause, "result") or self.nouns(clause):
            if content.subject is None or self.own.speaks_of_itself(content, speaker):
                self.take(content)
                draft = self.bargains.commit(speaker, clause, content, rule=f"not {clause.predicate}", offering=True)
                if draft:
                    yield draft
                return
        things = (p for p in self._objects(clause) if not self.context.actors(p, clause))
        thing = next((t for t in (self.terms.named(as_clause(clause, p, p)) for p in things) if t is not None), None)
        named = self.terms.named(clause) if thing is None else thing
        if thing is None and named is not None and named.phase == "refrain" and _FORCE.search(clause.text.lower()):
            named = msgspec.structs.replace(named, phase="begin", direction="escalates")  # "did not rule out force"
        if named is not None:
            kind: SignalKind = "threat" if named.direction == "escalates" else "offer"
            term = msgspec.structs.replace(named, actors=(speaker,))
            posed = self.bargains.conditions.of(clause)
            yield Draft(kind, speaker, clause, clause, (), posed, term, f"not {clause.predicate}")

    def _refusal(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        anybody = (a.phrase.determiner for a in clause.arguments if a.role == "subject" and a.inherited)
        if clause.link == "relative" and any(word in ("any", "every", "each", "no") for word in anybody):
            return  # "any civilian who refuses to leave": nobody's word
        if any(_CLAIMS.search(p.head) and not _put_forward(p) for p in self._objects(clause)):
            for below in self._tree(clause):
                self.done.add(below.id)
            yield Draft(
                "denial",
                speaker,
                clause,
                None,
                self._authors(self._objects(clause)[0], clause, speaker),
                rule="reject a claim",
            )
            return
        if clause.predicate in _WAVES_OFF and (thing := next(iter(self._objects(clause)), None)) is not None:
            if thing.head.lower() in _WARNED:
                return  # "dismissed the threats": no answer to a wish
            if worried(thing):
                for below in self._tree(clause):
                    self.done.add(below.id)
                yield Draft("denial", speaker, clause, None, (), rule="dismiss fears")
                return
        yield from self._turned_down(clause, speaker, clause.predicate)

    def _turned_down(self, clause: Clause, speaker: Actor, rule: str) -> Iterator[Draft]:
        gerunds = self.document.children(clause, "result") if clause.predicate in EXCLUDES else ()
        for content in self.contents(clause) or gerunds:
            if content.predicate.split()[0] in _CHATTER and content.kind == "verb" and self.terms.of(content) is None:
                return
            asked = re.search(r"\b(?:questions?|asked|reporters|journalists)\b", self.context.sentence(clause).lower())
            if content.predicate in ("answer", "reply", "respond") and asked:
                return  # "a question that both declined to answer"
            self.take(content)
            if clause.predicate in EXCLUDES and self._own_harm(content, speaker):
                draft = self.bargains.commit(speaker, clause, content, rule=rule, force="de-escalates")
                if draft is not None and draft.commitment is not None:
                    term = self.terms.of(content)
                    kept = msgspec.structs.replace(draft.commitment, phase="refrain", type=term.type if term else None)
                    yield draft._replace(commitment=kept)
                return
            plainly = clause.predicate == "refuse" and content.kind == "verb"  # "refused to take back the decree"
            if plainly or self.terms.of(content) or PROPOSALS.search(content.text) or self._foreign(clause, speaker):
                yield self._refused(clause, speaker, content, rule)
                return
        for phrase in self._objects(clause):
            loose = clause.predicate not in ("dismiss", "ignore") and bool(self._foreign(clause, speaker))
            if PROPOSALS.search(phrase.text) or loose:
                yield self._refused(clause, speaker, None, rule, phrase)
                return
            proposers = self._proposers(phrase, clause, speaker)
            if proposers:
                yield Draft("refusal", speaker, clause, None, proposers, (), None, rule)
                return

    def _proposers(self, phrase: Phrase, clause: Clause, speaker: Actor) -> tuple[Actor, ...]:
        """ "Russia offered a truce of two days. Zelensky rejected that": who put it forward in the sentence before."""
        if phrase.text.lower() not in ("it", "that", "this", "them"):
            return ()
        before = (c for c in self.document.clauses if c.sentence == clause.sentence - 1 and not c.negated)
        made = (c for c in before if lexicon.move(c) in ("offer", "demand") and c.voice != "passive")
        found = (a for c in made for a in self.context.actors(c.subject, c) if not same_side(a, speaker))
        return tuple({a.side: a for a in found}.values())

    def _own_harm(self, content: Clause, speaker: Actor) -> bool:
        """ "ruled out the use of force": harm of one's own that will not come is a pledge, not a refusal."""
        term = self.terms.of(content)
        halted = term is None or term.direction != "escalates" or term.phase in ("refrain", "continue")
        return not halted and not PROPOSALS.search(content.predicate) and self.own.speaks_of_itself(content, speaker)

    def _refused(
        self, clause: Clause, speaker: Actor, content: Clause | None, rule: str, phrase: Phrase | None = None
    ) -> Draft:
        to = self._authors(phrase, clause, speaker) if phrase else ()
        to = to or self._foreign(clause, speaker)[:1]
        posed = self.bargains.conditions.of(*(c for c in (content, clause) if c is not None))
        return Draft("refusal", speaker, clause, content, to, posed, None, rule)

    def _denial(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        if clause.negated:
            return
        content = next(iter((*self.contents(clause), *self.nouns(clause))), None)
        wrong = content is not None and self.own.wrong(content)
        if content is not None:
            self.take(content)
        if content is not None and (self.context.armed(content.text) or self._foreign(content, speaker)):
            wrong = True
        wrong = wrong or (content is None and self._charged_above(clause)) or lexicon.brushed_off(clause)
        if wrong or any(_CLAIMS.search(p.head) for p in self._objects(clause)):
            authors = tuple(a for p in self._objects(clause)[:1] for a in self._authors(p, clause, speaker))
            yield Draft("denial", speaker, clause, content, authors, rule=clause.predicate)

    def _charged_above(self, clause: Clause) -> bool:
        """ "accused Algiers of shooting it down, which Algiers denied": what is denied is the charge just told."""
        if clause.link not in ("relative", "apposition", "conjunct"):
            return False
        above = [c for c in self.document.ancestors(clause) if c.sentence == clause.sentence]
        return any(
            lexicon.move(c) in ("accusation", "allege") or (c.kind == "verb" and self.own.wrong(c)) for c in above
        )

    def _accusation(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        if clause.negated or set(clause.modals) & {"will", "would", "shall"}:
            return  # "will condemn it unless it pays": blamed is nobody yet
        above = self.document.parent(clause)
        if "be to" in clause.modals and clause.predicate == "blame" and above is not None:
            for accuser in self.context.actors(above.subject, above):  # "said Belarus was to blame"
                if not same_side(accuser, speaker):
                    yield Draft("accusation", accuser, clause, clause, (speaker,), rule="be to blame")
            return
        accused = tuple(a for a in self.of_whom(clause) if not same_side(a, speaker))
        to = self.addressees(clause, speaker) or accused
        deeds = self.document.children(clause, "complement", "cause", "argument", "oblique", "said")
        for deed in deeds:
            self.take(deed)
            for argument in deed.arguments:
                if suffered(deed, argument.role, argument.preposition):
                    continue
                by = argument.preposition in ("of", "by")
                if not to and (argument.role in ("object", "subject") or (by and deed.kind == "noun")):
                    to = tuple(a for a in self.context.actors(argument.phrase, deed) if not same_side(a, speaker))
        if to:
            yield Draft("accusation", speaker, clause, deeds[0] if deeds else None, to, rule=clause.predicate)

    def _acceptance(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        phrase = clause.object or next(
            (a.phrase for a in clause.arguments if a.preposition == ("of" if clause.kind == "noun" else "to")), None
        )
        if phrase is None:
            return
        if clause.predicate in _APPROVES and not self._authors(phrase, clause, speaker):
            return  # one's own plan
        if not clause.negated and {"will", "would", "shall"} & set(clause.modals):
            posed = self.bargains.conditions.of(clause)
            if posed:  # "would accept a truce if …": held out, not yet taken
                draft = self.bargains.commit(
                    speaker, clause, clause, rule="would accept", default="de-escalates", posed=posed,
                    addressees=self.own.told(clause, speaker),
                )  # fmt: skip
                if draft:
                    yield draft
                return
        if not PROPOSALS.search(phrase.text):
            never = clause.negated and set(clause.modals) & {"will", "would", "shall", "can", "could"}
            if never and self.context.armed(self.context.sentence(clause)):
                yield self._refused(clause, speaker, None, "not accept", phrase)
            return
        if clause.negated:
            posed = self.bargains.conditions.of(clause)
            yield Draft(
                "refusal", speaker, clause, None, self._authors(phrase, clause, speaker), posed, rule="not accept"
            )
        else:
            posed = self.bargains.conditions.of(clause, *self.nouns(clause))
            to = self._authors(phrase, clause, speaker)
            yield Draft("acceptance", speaker, clause, None, to, posed, rule="accept")

    def _answered_to(self, clause: Clause, move: lexicon.Move) -> None:
        """An offer taken up or turned down, a request granted, is the one that was made before, not a new one."""
        met = ("offer", "commit", "demand", None)
        for noun in self.nouns(clause):
            written = any(a.role == "subject" and not a.inherited for a in noun.arguments)
            for told in self.document.children(noun, "relative", "participial"):
                if lexicon.move(told) == "offer" and not told.modals:
                    self.take(told)  # "accepted the truce that the mediators had proposed"
            if lexicon.move(noun) in met and not (lexicon.move(noun) == "demand" and move == "refusal" and written):
                self.take(noun)
