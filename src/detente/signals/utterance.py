"""Whose act a clause speaks of, to whom it is said, what it is joined to and whom it would hurt: what every reading of words needs."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from detente.actors import lookup
from detente.records import Actor, Clause, Direction, Document, Link, Phrase
from detente.signals import lexicon
from detente.signals.bargain import Bargains, Draft
from detente.signals.conditions import Posed, as_clause
from detente.signals.context import Context, insider, of_its_own, same_side, spokesman
from detente.signals.terms import Terms, negated

WILL = frozenset({"will", "would", "shall", "be going to", "be to", "be set to", "be about to"})
MUST = frozenset({"must", "should", "have to", "need to", "ought to"})
BEFALLS = frozenset(
    "spread erupt engulf worsen deepen spiral grow spill flare loom die starve collapse suffer escalate flood".split()
) | {"break out", "spill over", "flare up"}
SUFFERS = re.compile(
    r"\b(?:pay (?:[\w“\"]+ ){0,5}price|pay (?:dearly|for)|(?:see|face|meet|mean) (?:\w+ ){0,2}(?:end|downfall|ruin) of (?:its|his|their|the)|regret|perish|burn|reap|be punish|be held (?:accountable|responsible)|face (?:\w+ ){0,4}(?:consequence|response|action|force|sanction|attack|retaliation|assault|strike|war|destruction|price)"
    r"|suffer|expect (?:\w+ ){0,5}(?:retaliat\w*|response|consequences?|strikes?|answer)|bear (?:\w+ ){0,3}(?:consequence|responsibilit)|be destroyed|be annihilated|be wiped|be crushed|get a|receive (?:\w+ ){0,3}(?:response|answer|blow)|feel (?:\w+ ){0,3}(?:wrath|force|full)|(?:see|get|receive|face) (?:\w+ ){0,4}(?:answer|response|reply)|it is over for|have (?:only )?(?:itself|themselves) to blame|never be (?:safe|secure|forgiven)|"
    + "|".join(p for kind in ("befall", "penalties", "unforgotten") for p in lexicon.table("fates")[kind]["patterns"])
    + rf"|(?:not|n[’']t|never|nor) (?:\w+ )?(?:{'|'.join(lexicon.table('fates')['unforgiven']['patterns'])})"
    + ")"
)
_ANY = frozenset({"any", "another", "further", "every", "each", "a", "an", "one", "those", "whoever", "anyone", "all"})
_SINGLE = frozenset({"single", "any", "another", "one", "more", "further"})
_FORCES = frozenset("marine marines troop troops force forces army navy fleet bomber rocket missile paratrooper soldier gunner warplane".split())  # fmt: skip
# "No pressure will make us yield": what is done to the one who says so.
PRESSURES = frozenset("operation pressure threat sanction sanctions force attack raid bombing blockade embargo war power threats army amount ultimatum missile bomb siege aggression".split())  # fmt: skip
_DEFINITE = frozenset({"the", "this", "that", "these", "his", "their", "its", "our"})
_FRESH = frozenset({"further", "future", "new", "single", "renewed", "additional", "such", "fresh", "more", "other"})
_OR_FACE = lexicon.phrase("utterance", "or_face")
_IFS = frozenset({"if", "once", "provided", "provided that", "as soon as", "when"})
_TOO_LATE = lexicon.phrase("utterance", "too_late")
WAR_BY_NAME = lexicon.phrase("utterance", "war_by_name")
_WRONGS = lexicon.phrase("utterance", "wrongs")
_VIOLATIONS = lexicon.phrase("utterance", "violations")
# What a side does to its own ways: "the doctrine will be revised".
_ALTERS = frozenset({"change", "revise", "review", "reconsider", "alter", "adjust", "amend", "widen", "expand", "harden", "rethink", "toughen", "transform"})  # fmt: skip
_RAISES = frozenset({"raise", "increase", "extend", "step up", "intensify", "broaden", "enlarge", "double", "escalate", "shift", "move up"})  # fmt: skip
_OF_FIGHTING = lexicon.phrase("utterance", "of_fighting")
_COMPELS = frozenset({"force", "oblige", "compel", "constrain", "leave", "bind", "drive", "impel", "tie"})


def suffers(text: str) -> bool:
    """Whether words say that somebody will come to harm: "will pay a heavy price", "faces destruction"."""
    return bool(SUFFERS.search(text))


_LAWS = frozenset({"law", "doctrine", "decree", "constitution", "strategy", "bill", "edict"})


class Harm(NamedTuple):
    """What follows otherwise, and the words that join it: "or", "or else", "otherwise"."""

    clause: Clause
    connective: str


class Utterance:
    """What clauses of one document are about when a given side says them."""

    def __init__(self, document: Document, context: Context, terms: Terms, bargains: Bargains) -> None:
        self.document = document
        self.context = context
        self.terms = terms
        self.bargains = bargains

    def speaks_of_itself(self, clause: Clause, speaker: Actor) -> bool:
        """Whether what a clause says is the speaker's to do: its subject is the speaker, or nobody who could be named."""
        found = self.context.actors(clause.subject, clause)
        if found:
            return any(same_side(a, speaker) for a in found) or self._meant_itself(clause, found, speaker)
        if clause.subject is not None and clause.subject.head.lower() in lexicon.words("speech", "documents"):
            return True  # "a note threatening to treat it as an enemy"
        return clause.subject is None or self._unnamed(clause.subject, clause)

    def _meant_itself(self, clause: Clause, found: tuple[Actor, ...], speaker: Actor) -> bool:
        """ "Turkey warned Greece that it would act", "if Greece attacked, it would act": the one who says so, not the last named."""
        if clause.subject is None or clause.subject.head.lower() not in ("it", "they", "he", "she"):
            return False
        if not clause.modals or SUFFERS.search(self._passive_text(clause)):
            return False
        others = [*self.told(clause, speaker)]
        for posed in self.bargains.conditions.of(clause):
            others += [*self.terms.doers(posed.clause), *self.terms.recipients(posed.clause)]
        return all(any(same_side(a, b) for b in others) for a in found)

    def wrong(self, clause: Clause) -> bool:
        """Whether a clause names a wrong: hostile by the events room's or our patterns, or a breach."""
        if _WRONGS.search(self.context.own(clause)):
            return True
        term = self.terms.named(clause)
        return term is not None and term.direction == "escalates" and clause.tense in ("past", "present", "none")

    def breach(self, clause: Clause) -> bool:
        """Whether a clause names a breach of faith: violated the truce, harbours militants, lied."""
        armed = clause.kind == "verb" and clause.predicate == "arm"
        return armed or bool(_VIOLATIONS.search(self.context.own(clause)))

    def wanted_direction(self, content: Clause, speaker: Actor) -> Direction:
        """What one side wants of another is to its liking; it is harm only where harm to a third is named."""
        term = self.terms.of(content)
        if term is None or term.direction == "de-escalates" or term.phase in ("refrain", "continue"):
            return "de-escalates"
        return (
            "escalates"
            if term.recipients and not any(same_side(a, speaker) for a in term.recipients)
            else "de-escalates"
        )

    def _suffers(self, clause: Clause, speaker: Actor) -> bool:
        """ "Iran will pay a heavy price": harm to the one spoken of."""
        who = clause.subject or clause.object
        foe = who is not None and who.head.lower().removesuffix("s") in lexicon.words("fates", "foes")
        found = () if foe else self.context.actors(who, clause)
        return bool(SUFFERS.search(self._passive_text(clause))) and not any(same_side(a, speaker) for a in found)

    def _mine(self, clause: Clause, speaker: Actor) -> bool:
        """Whether the act is the speaker's: its own, or an agentless one that only the speaker could bring about."""
        agent = clause.subject
        stopped = [a for act in self.terms.acts.get(clause.id, ()) if act.phase == "halt" for a in act.actors]
        if agent is None and stopped and not any(same_side(a, speaker) for a in stopped):
            return False  # "the shelling by Armenian troops will stop"
        if agent is not None and agent.kind == "noun" and not self.context.actors(agent, clause):
            if self.terms.others_deed(agent, clause, speaker):
                return False  # "terrorist attacks from Afghan soil would stop"
            if clause.voice == "active" and clause.predicate in lexicon.words("speech", "effects"):
                return False  # "sanctions would only make matters worse": what is thought of another's act
            agent = None  # "bound by the agreement", "repelled by any means"
        if clause.voice == "passive" and agent is None:
            objects = self.context.actors(clause.object, clause)
            if clause.predicate in _COMPELS and any(same_side(a, speaker) for a in objects):
                return True  # "it would be left with no choice", "would be forced to", "would no longer be bound by"
            if (
                clause.predicate in _ALTERS
                and any(same_side(a, speaker) for a in objects)
                and self._ways(clause.object)
            ):
                return True  # "our doctrine will be revised"
            return not any(same_side(a, speaker) for a in objects) or bool(self.terms.acts.get(clause.id))
        return self.speaks_of_itself(clause, speaker)

    def _altered(self, clause: Clause, speaker: Actor) -> bool:
        """ "the scale of our strikes will be raised", "its way of answering would change": ways of fighting that are the speaker's."""
        if clause.kind != "verb" or clause.negated or clause.predicate not in _ALTERS | _RAISES:
            return False
        way = clause.object if clause.voice == "passive" or clause.object is not None else clause.subject
        if way is None or way.kind != "noun" or not _OF_FIGHTING.search(way.text.lower()):
            return False
        doers = self.context.actors(clause.subject, clause) if clause.subject not in (None, way) else ()
        if doers and not any(same_side(a, speaker) for a in doers):
            return False
        whose = self._possessors(way, clause)
        return (
            any(same_side(a, speaker) for a in whose)
            if whose
            else way.text.lower().startswith(("our ", "its ", "their "))
        )

    def _possessors(self, phrase: Phrase, clause: Clause) -> tuple[Actor, ...]:
        """Whose a thing is, however deep it is told: "the mode of counteraction of the North", "the scale of Israel's strikes"."""
        found = list(self.context.owners(phrase, clause))
        for link, inner in phrase.complements:
            if link in ("of", "by"):
                found += self.context.actors(inner, clause) or self._possessors(inner, clause)
        return tuple(found)

    def _ways(self, phrase: Phrase | None) -> bool:
        """Whether a phrase is something of a side's, not the side: "the rules of engagement of our army"."""
        return (
            phrase is not None and phrase.kind == "noun" and (phrase.possessor is not None or bool(phrase.complements))
        )

    def _unnamed(self, phrase: Phrase, clause: Clause) -> bool:
        """A subject that is no doer: we, there, an act ("retaliation would follow"), "our answer", "its navy"."""
        if phrase.negated and clause.modals:  # "No captive will leave": whoever says so sees to it
            return phrase.kind == "noun" and phrase.head.lower() not in PRESSURES
        if phrase.head.lower() in _FORCES and not phrase.complements and phrase.possessor is None:
            return True  # "the marines would land"
        if phrase.kind == "pronoun":
            return phrase.head.lower() in ("we", "i", "it", "there", "this", "they", "he", "she", "us")
        if phrase.possessor is not None and phrase.possessor.kind == "pronoun":
            return True
        if clause.predicate in BEFALLS:
            return False  # "warned that famine would spread", "that war would engulf the region"
        named = self.terms.named(clause)
        if named is not None and (named.type, named.phase) == ("COOPERATE", "continue"):
            return True  # "the convoys will go on"
        acts = [n for n in self.document.children(clause, "argument") if n.kind == "noun" and n.mood == "nominal"]
        return bool(acts) and not any(self._anothers(n, clause) for n in acts)

    def _anothers(self, noun: Clause, clause: Clause) -> bool:
        """ "An Israeli attack would end the talks, said Hamas": the act is of another side than the one that speaks."""
        doers = (
            self.terms.doers(noun)
            if noun.subject is not None and noun.predicate_span[0] < clause.predicate_span[0]
            else ()
        )
        spoken = self.context.voice(clause).actors
        return bool(doers and spoken) and not any(same_side(a, b) for a in doers for b in spoken)

    def _own_subject(self, clause: Clause) -> tuple[Actor, ...]:
        """When the speaker is known only as "the minister" or "its president": the side the clause speaks of."""
        if not clause.speakers or self.context.voice(clause).onlooker:
            return ()
        its = of_its_own(clause.speakers[0])  # "an adviser to its president"
        law = its or clause.speakers[0].head.lower() in _LAWS  # "…, says a law adopted on Thursday"
        if not spokesman(clause.speakers[0]) and not insider(clause.speakers[0]) and not law:
            return ()
        found = self.context.actors(clause.subject, clause)
        posed = [
            a
            for p in self.bargains.conditions.of(clause)
            if p.clause.subject is not None and p.clause.subject.kind == "name"
            for a in self.context.actors(p.clause.subject, p.clause)
        ]
        if any(same_side(a, b) for a in found for b in posed):
            return ()  # "if Kyiv shells our towns, it will regret it, the ministry said": not Kyiv's
        waiting = self._who_waits(clause, found)
        if waiting:
            return waiting
        if found or clause.subject is None or clause.subject.kind != "noun":
            return found[:1] if _LAWS & {clause.speakers[0].head.lower()} else found
        # "The United States is sending a carrier, the adviser said, adding that any attack would be met with force."
        for other in self.document.clauses[: clause.id]:
            if other.sentence == clause.sentence and other.speakers and other.subject is not None:
                found = found or self.context.actors(other.subject, other)
        return found[:1]

    def _who_waits(self, clause: Clause, asked: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """ "The rebels must free them before Bogota will talk, an official said": the side that waits is the one that asks."""
        if not set(clause.modals) & MUST:
            return ()
        for child in self.document.children(clause, "time", "condition"):
            if child.connective == "before" and set(child.modals) & (WILL | {"can", "could"}):
                waits = self.context.actors(child.subject, child)
                sides = tuple(a for a in waits if not any(same_side(a, b) for b in asked))[:1]
                return tuple(msgspec.structs.replace(a, name=None, role=None) for a in sides)
        return ()

    def _carried(self, clause: Clause) -> Clause | None:
        links: tuple[Link, ...] = (
            ("complement", "purpose") if clause.kind == "verb" else ("complement", "oblique", "purpose")
        )
        return next(iter(self.document.children(clause, *links)), None)

    def _gerund(self, clause: Clause) -> Clause | None:
        """The act that stands as a verb for the subject: "bombing the villages would …"."""
        below = self.document.children(clause, "argument")
        return next(
            (c for c in below if c.kind == "verb" and c.mood == "participle" and c.span[0] < clause.predicate_span[0]),
            None,
        )

    def _deepest(self, noun: Clause) -> Clause:
        """ "any attempt to divert the water": the act inside the noun."""
        inner = next(iter(self.document.children(noun, "complement")), None)
        return inner if inner is not None and noun.predicate in ("attempt", "move", "effort", "decision", "bid", "step", "failure", "refusal") else noun  # fmt: skip

    def _answered(self, clause: Clause) -> Clause | None:
        """The act named by the subject (or by the object of a passive) of a clause of answering."""
        doing = self._gerund(clause)
        if doing is not None and clause.subject is None:
            return doing
        phrase = clause.subject
        if clause.voice == "passive" and not self.context.actors(phrase, clause):
            phrase = clause.object or phrase  # "will be answered by force"
        if phrase is None:
            return None
        fresh = {m.lemma.lower() for m in phrase.modifiers} & _FRESH
        indefinite = (phrase.determiner or "") in _ANY or (phrase.plural and phrase.determiner is None)
        # "the death of one more of our men"
        named = bool(WAR_BY_NAME.search(self.context.own(clause).lower())) and "would" in clause.modals
        single = named or any(_SINGLE & set(p.text.lower().split()) for _, p in phrase.complements)
        if not (fresh or indefinite or single or phrase.head.lower() in _ANY):
            return None
        start, end = phrase.span
        made = (
            as_clause(clause, phrase, phrase)
            if (single or phrase.determiner in ("any", "every", "each")) and phrase.kind == "noun"
            else None
        )
        for child in self.document.children(clause):
            inside = start <= child.predicate_span[0] < end + 60
            definite = (child.determiner in _DEFINITE and not single) or child.tense == "past"
            if child.link == "argument" and start <= child.predicate_span[0] < end and not definite:
                return self._deepest(child)
            if child.link in ("relative", "participial") and inside and not definite:
                return child
        return made

    def _passive_text(self, clause: Clause) -> str:
        return re.sub(r"\s+", " ", self.context.own(clause)).lower()

    def told(self, clause: Clause, speaker: Actor) -> tuple[Actor, ...]:
        """Whom the saying clause above names as hearer."""
        above_it = self.document.parent(clause)
        if above_it is not None and self.context.brought_home(clause):
            taught = self.context.actors(above_it.subject, above_it)
            if taught and not any(same_side(a, speaker) for a in taught):
                return taught
        for above in (clause, *self.document.ancestors(clause)):
            for argument in above.arguments:
                if above is clause and (argument.role != "oblique" or argument.preposition is not None):
                    continue
                if any(
                    n.predicate_span == argument.phrase.head_span for n in self.document.children(above, "argument")
                ):
                    continue  # "warned an intervention in Niger would …": an act hears nothing
                bare = argument.role == "oblique" and argument.preposition is None
                if argument.role in ("indirect", "object") or bare or argument.preposition in ("to", "at", "of"):
                    found = tuple(a for a in self.context.actors(argument.phrase, above) if not same_side(a, speaker))
                    if found:
                        return found
        return ()

    def _next(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses that come after it under the same parent, or open the next sentence."""
        after = [
            c
            for c in self.document.clauses
            if c.id != clause.id
            and c.predicate_span[0] > clause.predicate_span[0]
            and (
                (c.sentence == clause.sentence and c.parent == clause.parent and c.link in ("said", "conjunct", "root"))
                or (c.sentence == clause.sentence and c.link == "root" and clause.link == "root")
            )
        ]
        return tuple(after[:2])

    def joined(self, first: Clause, second: Clause) -> str:
        """The word between two clauses: "or", "or else", "otherwise", "and"; empty when there is none."""
        if second.connective in ("or", "and", "or else", "otherwise"):
            tail = self._between(first, second)
            return "or else" if re.search(r"\bor\s+else\b", tail) else second.connective or ""
        if "otherwise" in second.adverbs:
            return "otherwise"
        match = re.search(r"\b(or else|otherwise|or|and)\b(?:\s+[\w']+){0,3}\s*$", self._between(first, second))
        return match[1] if match else ""

    def _between(self, first: Clause, second: Clause) -> str:
        return self.document.article.text[first.predicate_span[1] : second.predicate_span[0]].lower()

    def harmful(self, clause: Clause) -> bool:
        """Whether a clause names harm, or says that somebody will pay, regret, face consequences …"""
        term = self.terms.of(clause)
        return (term is not None and term.direction == "escalates") or bool(SUFFERS.search(self._passive_text(clause)))

    def hurts(self, clause: Clause, speaker: Actor) -> bool:
        """Whether a clause says harm: by the speaker, or to the one spoken to."""
        if SUFFERS.search(self._passive_text(clause)):
            return True
        term = self.terms.of(clause)
        if term is not None and term.direction == "escalates":
            return True
        return bool(set(clause.modals) & WILL) and self.speaks_of_itself(clause, speaker)

    def or_else(self, clause: Clause, speaker: Actor) -> Harm | None:
        """What the speaker says will follow if a demand is not met: "… or face an assault", "otherwise we will use force"."""
        for other in (*self.document.children(clause, "conjunct"), *self._next(clause)):
            joined = self.joined(clause, other)
            if joined in ("or", "or else", "otherwise") and self.hurts(other, speaker):
                return Harm(other, joined)
        told = self.document.clauses[clause.said_in] if clause.said_in is not None else None
        for other in self.document.children(told, "conjunct") if told is not None else ():
            if other.connective in ("or", "or else", "otherwise") and self.hurts(other, speaker):
                return Harm(other, other.connective)  # "leave, the army told them, or you will be buried here"
        for time in self.document.children(clause, "time"):
            if time.connective == "before" and _TOO_LATE.search(time.text.lower()):
                return Harm(time, "before")
        end = self.document.sentences[clause.sentence].span[1]
        after = self.document.article.text[clause.predicate_span[1] : min(end, clause.predicate_span[1] + 120)]
        return Harm(clause, "or") if _OR_FACE.search(clause.text) or _OR_FACE.search(after) else None

    def ultimatum(
        self, speaker: Actor, anchor: Clause, demanded: Clause, harm: Harm, doers: tuple[Actor, ...], rule: str
    ) -> Draft:
        """A threat whose condition is that what is demanded does not happen."""
        term = None if harm.clause is demanded else self.terms.of(harm.clause)
        term = term or self.terms.plain(harm.clause)
        recipients = tuple(a for a in term.recipients if not same_side(a, speaker)) or doers
        threatened = msgspec.structs.replace(
            term, actors=(speaker,), recipients=recipients, direction="escalates", type=term.type or "ASSAULT"
        )
        posed = (Posed(demanded, harm.connective, not negated(demanded, self.document)),)
        return Draft("threat", speaker, anchor, harm.clause, doers, posed, threatened, f"{rule} or else")

    def _insider(self, clause: Clause) -> bool:
        """ "a senior official said": of whatever side; what would be harm may be the other side's, told by its rival."""
        if not clause.speakers or clause.speakers[0].head.lower() in _LAWS or of_its_own(clause.speakers[0]):
            return False
        return not spokesman(clause.speakers[0])

    def _said_at_home(self, clause: Clause, speaker: Actor) -> bool:
        """ "… , a general said in Taipei": where it was said tells whose general it was."""
        if clause.said_in is None:
            return False
        said_in = self.document.clauses[clause.said_in]
        places = (
            a.phrase
            for place in (said_in, clause)  # the parser may hang it from what is said
            for a in place.arguments
            if a.preposition in ("in", "at", "from") and a.phrase.span[0] > said_in.predicate_span[1]
        )
        capitals = (lookup(p.head) for p in places)
        return any(found is not None and same_side(found, speaker) for found in capitals)

    def counterpart(self, clause: Clause, speaker: Actor) -> tuple[Actor, ...]:
        """The one other side named in this sentence or the two before it."""
        found = {
            a.side: a
            for c in self.document.clauses
            if clause.sentence - 2 <= c.sentence <= clause.sentence
            for argument in c.arguments
            for a in self.context.actors(argument.phrase, c)
            if not same_side(a, speaker)
        }
        return tuple(found.values()) if len(found) == 1 else ()

    def _otherwise(self, clause: Clause) -> tuple[Posed, ...]:
        """ "They must leave. Otherwise we will use force": the condition is what was asked before; so with "only then"."""
        then = self._only_then(clause)
        if clause.connective != "otherwise" and "otherwise" not in clause.adverbs and not then:
            return ()
        for other in reversed(self.document.clauses[: clause.id]):
            if other.sentence < clause.sentence - 1:
                break
            above = self.document.parent(other)
            asked = (
                above is not None and lexicon.move(above) in ("demand", "tell", "give") and other.mood == "infinitive"
            )
            asked = asked or self._asked_before(other, clause)
            if set(other.modals) & MUST or other.mood == "imperative" or asked:
                turned = negated(other, self.document)
                return (Posed(other, "only then", turned) if then else Posed(other, "otherwise", not turned),)
        return ()

    def _asked_before(self, other: Clause, clause: Clause) -> bool:
        """ "Demanded that they disarm. Otherwise …", "will stop if they disarm. Otherwise …": what the sentence before hangs on or demands."""
        if other.sentence == clause.sentence or other.kind != "verb":
            return False
        above = self.document.parent(other)
        hangs = other.link == "condition" and other.connective in _IFS and not other.perfect
        demanded = above is not None and lexicon.move(above) == "demand" and other.link in ("complement", "said")
        return hangs or demanded

    def _only_then(self, clause: Clause) -> bool:
        """ "Only then would the operation end", also with the speaker put between."""
        start = self.document.sentences[clause.sentence].span[0]
        before = self.document.article.text[start : clause.predicate_span[0]].lower()
        return bool(re.search(r"\bonly then\b[^;]{0,80}$|(?:^|; )then\b[^;]{0,40}$", before))
