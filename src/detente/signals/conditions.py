"""On what condition: every form English has for it, as records of the contract.

The direction of a condition is that of the act it names; `negated` says that the commitment takes hold if that act does NOT
happen. Where the act itself does not tell (nobody's lexicon holds "if the conditions are right"), the bargain does: what a
threat answers is unwelcome, what an offer rewards is welcome. That is Schelling's grammar of threats and promises (The
Strategy of Conflict, 1960, ch. 2): the one deters, the other compels or rewards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from detente.language.once import once
from detente.records import Actor, Argument, Clause, Condition, Direction, Document, Phrase, SignalKind
from detente.signals import lexicon
from detente.signals.context import Context
from detente.signals.terms import OPPOSITE, Terms, negated

# Connectives after which the commitment holds if the act does NOT come.
_EXCEPT = frozenset({"unless", "unless and until", "until", "till", "without", "absent", "failing", "failing that", "barring", "otherwise", "or", "or else"})  # fmt: skip
_AHEAD = frozenset({
    "until", "till", "once", "when", "whenever", "as soon as", "the moment", "the minute", "the hour", "the day", "the instant",
    "the second", "every time", "should", "were", "had", "after", "only after", "immediately after", "without",
})  # fmt: skip
LASTING = frozenset({"as long as", "so long as", "while"})
_AFTER = frozenset({"after", "when", "without"})
_SINCE = re.compile(
    r"(?:,|\b(?:said|announced|declared)\b)\s*(?:just |only |shortly |soon |a few |some |several |two |three |\d+ )*(?:minutes?|hours?|a day|days|weeks?|months?|an hour)? *$"
)
_ADDING = frozenset(
    {"say", "add", "warn", "state", "tell"}
)  # "warned Kabul, saying that it will pay, should it fail to act"
_UP = frozenset({"complement", "said", "argument", "conjunct"})


_ANY = frozenset({"any", "every", "those", "each"})
_ANYONE = frozenset({"anyone", "anybody", "whoever", "those", "everyone", "everybody"})
_NO_TARGETS = frozenset({"other", "each other", "day", "time", "date", "hour", "moment", "case", "circumstance", "event", "place", "means", "way", "cost", "price", "rate", "kind", "form"})  # fmt: skip
_REPLIES = frozenset({"answer", "respond", "retaliate", "meet", "repay", "return", "match", "counter"})
_ANSWERS = frozenset({"in response to", "in reply to", "in answer to", "in retaliation for", "in reaction to"})
PRICES = frozenset(
    {
        "in exchange for",
        "in return for",
        "on condition of",
        "in the event of",
        "in case of",
        "without",
        "absent",
        "failing",
    }
)
_IN_RETURN = frozenset({"in return", "in exchange"})
_FOR_IT = lexicon.phrase("conditions", "for_it")
_DATES = frozenset(
    {"notice", "hour", "day", "week", "month", "year", "morning", "evening", "noon", "midnight", "dawn", "end"}
)
_ANSWER_NOUNS = frozenset(
    {
        "warning",
        "delay",
        "notice",
        "hesitation",
        "mercy",
        "pause",
        "exception",
        "question",
        "answer",
        "reply",
        "response",
        "punishment",
        "retaliation",
    }
)
_SIDES = frozenset("junta rebels rebel militants insurgents guerrillas separatists fighters generals regime militia militias group faction enemy troops soldiers forces tanks warships gunmen invaders occupiers attackers raiders".split())  # fmt: skip
_ONLY_WITHIN = lexicon.phrase("conditions", "only_within")
_SOURCE_TERMS = frozenset({"anonymity", "confidentiality", "secrecy", "background"})


class Posed(NamedTuple):
    """A clause that poses a condition: its connective, and whether the commitment needs it not to happen."""

    clause: Clause
    connective: str
    negated: bool


def _says_how_soon(clause: Clause) -> bool:
    """ "as soon as possible": no condition that anybody could meet."""
    return clause.text.lower().startswith(tuple(lexicon.words("speech", "how_soon")))


class Conditions:
    """Finds the conditions of a commitment in one document."""

    def __init__(self, document: Document, context: Context, terms: Terms) -> None:
        self.document = document
        self.context = context
        self.terms = terms

    @once
    def of(self, *clauses: Clause) -> tuple[Posed, ...]:
        """Conditions that hang from any of these clauses or, misplaced by the sentence's order, from what governs them."""
        found: dict[int, Posed] = {}
        for clause in clauses:
            for place in (clause, *self._below(clause)):
                for posed in self._hanging(place):
                    found.setdefault(posed.clause.id, posed)
        if not found and clauses:
            found = {p.clause.id: p for p in self._in_relative(clauses[0])}
        if not found and clauses:
            for above in self._above(clauses[0]):
                for posed in self._hanging(above):
                    if posed.clause.id not in {c.id for c in clauses}:
                        found.setdefault(posed.clause.id, posed)
        if not found and clauses:
            found = {p.clause.id: p for p in self._against(clauses[0])}
        first = tuple(sorted(found.values(), key=lambda p: p.clause.id))
        begins = any(p.connective in ("if", "unless", "should") for p in first)
        if begins and not any(c.negated for c in clauses):
            return tuple(p for p in first if p.connective not in ("until", "till"))  # how long, not whether
        return first

    def _in_relative(self, clause: Clause) -> Iterator[Posed]:
        """ "will take measures [that it will find painful] unless it stops": so the parser hangs it."""
        if not self._ahead(clause):
            return
        for noun in self.document.children(clause, "argument"):
            for relative in self.document.children(noun, "relative"):
                for child in self.document.children(relative, "condition"):
                    if child.connective in ("unless", "if", "until") and not relative.perfect:
                        yield self._posed(child, child)

    def _against(self, clause: Clause) -> Iterator[Posed]:
        """On whom or what it falls: "would hit any country whose soil is used", "will respond to any aggression"."""
        for argument in (*clause.arguments, *_inner(clause)):
            phrase = argument.phrase
            bare = clause.predicate == "defend" and argument.preposition == "against" and phrase.determiner is None
            anyone = phrase.head.lower() in _ANYONE
            if argument.role not in ("object", "oblique") or not (bare or anyone or (phrase.determiner or "") in _ANY):
                continue
            if phrase.head.lower() in _NO_TARGETS or phrase.text.lower().startswith("each other"):
                continue  # "not to fire on each other", "on any day that suits Baku"
            nouns = (c for c in self.document.children(clause, "argument") if c.predicate_span == phrase.head_span)
            relative = [
                c
                for place in (clause, *nouns)
                for c in self.document.children(place, "relative", "participial")
                if phrase.span[0] < c.span[0] <= phrase.span[1] + 2 and not c.perfect
            ]
            if relative and relative[0].voice == "passive" and relative[0].subject is None:
                yield Posed(
                    as_clause(clause, phrase, phrase), phrase.determiner or "any", False
                )  # "any ship found there"
            elif relative:
                yield Posed(relative[0], phrase.determiner or "any", negated(relative[0], self.document))
            elif phrase.determiner == "every" and not self._act(phrase) and clause.predicate not in _REPLIES:
                continue  # "will punish every terrorist"; but "will answer every leaflet"
            elif argument.preposition in ("to", "against", "as", "on", "upon", "at", "for") or clause.predicate in (
                "deal",
                "resist",
                "oppose",
                "counter",
                "meet",
                "prevent",
                "thwart",
                "fight",
                "block",
                "stop",
                "return",
                "treat",
                "regard",
                "consider",
                "view",
                "answer",
                "punish",
                "repel",
            ):
                named = next((c for c in self.document.clauses if c.predicate_span == phrase.head_span), None)
                yield Posed(named or as_clause(clause, phrase, phrase), phrase.determiner or "any", False)
                return

    def _act(self, phrase: Phrase) -> bool:
        """Whether a phrase names an act: "every breach"."""
        return any(c.predicate_span == phrase.head_span for c in self.document.clauses)

    def bargained(self, clause: Clause) -> tuple[Clause, ...]:
        """The demands a clause answers: "release them, or it is over for you"."""
        return tuple(
            c
            for c in self.document.children(clause, "condition")
            if c.connective in ("or", "or else", "and", "otherwise")
        )

    def record(self, posed: Posed, kind: SignalKind, speaker: Actor, commitment: Direction) -> Condition:
        """The condition as a record of the contract, its direction told by the act or else by the bargain."""
        where = self._meant(posed.clause, speaker) if anaphoric(posed.clause) else posed.clause
        named = None if mirrored(where) else self.terms.named(where)
        term = named or self.terms.plain(posed.clause)
        subject = posed.clause.subject
        vague = subject is None or subject.kind == "pronoun" or subject.determiner in ("this", "that", "such")
        vague = vague or (kind == "offer" and subject is not None and unnamed_side(subject))
        if (vague or kind == "threat") and any(a.side == speaker.side for a in term.actors):
            # "… if it retaliates", "if the truce between us breaks down": never the speaker itself
            term = msgspec.structs.replace(term, actors=tuple(a for a in term.actors if a.side != speaker.side))
        if not term.actors and posed.clause.id < 0 and posed.connective in PRICES and subject is not None:
            goods = (subject, *(p for k, p in subject.complements if k == "of"))  # "tons of American wheat"
            whose = [a for p in goods for a in self.context.owners(p, posed.clause) if a.side != speaker.side]
            term = msgspec.structs.replace(term, actors=tuple(whose[:1]))
        if where is not posed.clause and not term.actors:
            others = tuple(a for a in self.terms.doers(where) if a.side != speaker.side)
            term = msgspec.structs.replace(term, actors=others)
        if term.type in (None, "AGREE", "CONSULT") and not posed.negated and self._refuses(where):
            term = msgspec.structs.replace(term, type="REJECT", actors=term.actors or self.terms.doers(where))
        direction = self._direction(posed, kind, commitment, named.direction if named else None)
        if mirrored(where):
            direction = OPPOSITE[commitment] if kind == "threat" and posed.negated else commitment
        return Condition(
            actors=term.actors,
            recipients=tuple(a for a in term.recipients if a.side not in {d.side for d in term.actors}),
            type=term.type,
            phase=term.phase if named else "begin",
            direction=direction,
            negated=posed.negated,
            text=posed.clause.text,
            span=posed.clause.span,
            mode=term.mode,
            connective=posed.connective,
        )

    def _refuses(self, clause: Clause) -> bool:
        """ "If Hamas persists in refusing the plan": what is answered is a refusal."""
        below = (clause, *self.document.children(clause, "complement", "manner", "oblique", "argument"))
        return any(act.type == "REJECT" for part in below for act in self.terms.acts.get(part.id, ()))

    def _direction(self, posed: Posed, kind: SignalKind, commitment: Direction, named: Direction | None) -> Direction:
        answered: Direction = "escalates" if commitment == "escalates" else "de-escalates"
        if posed.negated:
            answered = OPPOSITE[answered]
        # What a threat answers is unwelcome to its speaker whatever the act is called ("if Kyiv signs with NATO").
        # Nor does anybody reward harm: an offer's condition is welcome, "if the United Nations stations troops there".
        if kind == "offer" and not posed.negated:
            return answered
        if kind in ("threat", "refusal"):
            return OPPOSITE[answered] if kind == "refusal" and commitment == "de-escalates" else answered
        return named or answered

    def _meant(self, clause: Clause, speaker: Actor) -> Clause:
        """The act "it does not" refers back to: the nearest one before that the same side was to do."""
        doers = {a.side for a in self.terms.doers(clause)} - {speaker.side}
        for other in reversed(self.document.clauses[: clause.id]):
            if other.sentence < clause.sentence - 1:
                break
            above = self.document.parent(other)
            wanted = above is not None and lexicon.move(above) == "demand" and other.link == "complement"
            asked = wanted or other.modals or other.mood in ("infinitive", "imperative")
            named = self.terms.named(other) if asked else None
            if named and (not doers or doers & {a.side for a in self.terms.doers(other)}):
                return other
        return clause

    def posed(self, clause: Clause) -> Posed:
        """A clause that is known to pose a condition, however it hangs."""
        return self._posed(clause, clause)

    def _hanging(self, clause: Clause) -> Iterator[Posed]:
        for child in self.document.children(clause):
            if not self._conditional(child, clause) or _says_how_soon(child):
                continue
            child = self._when_it_begins(child)
            for part in (child, *self.document.children(child, "conjunct")):
                if part is child or part.kind == child.kind:
                    yield self._posed(part, child)
            if (child.link == "conjunct" and _IN_RETURN & set(child.adverbs)) or self._returned(child):
                yield Posed(child, "in return", False)
        yield from self._phrases(clause)
        yield from self._on_condition(clause)

    def _on_condition(self, clause: Clause) -> Iterator[Posed]:
        """ "agreed to stop on the condition Israel leaves": what hangs from the noun, with or without a "that"."""
        for noun in self.document.children(clause, "oblique", "argument"):
            if noun.kind == "noun" and noun.predicate == "condition" and noun.connective in ("on", "under", "upon"):
                for child in self.document.children(noun, "relative", "complement", "said"):
                    if child.kind == "verb" and child.subject is not None and child.link != "participial":
                        yield Posed(child, "on condition that", negated(child, self.document))

    def _when_it_begins(self, child: Clause) -> Clause:
        """ "Will bomb until they are gone if they do not leave": how long it is to last is no condition of it, the "if" is."""
        if child.connective not in ("until", "till"):
            return child
        inner = (c for c in self.document.children(child, "condition") if c.connective in ("if", "unless", "should"))
        return next(inner, child)

    def _returned(self, child: Clause) -> bool:
        """ "agreed to freeze its reactors and in return was to receive oil": what is got for it."""
        return child.link == "conjunct" and child.kind == "verb" and bool(_FOR_IT.search(child.text[:60].lower()))

    def _phrases(self, clause: Clause) -> Iterator[Posed]:
        """A price that is no act: "in return for fuel oil from the United States"."""
        spans = [c.span for c in self.document.children(clause) if c.link != "modifier"]  # "tons of food aid"
        for argument in clause.arguments:
            if argument.preposition not in PRICES:
                continue
            phrase = argument.phrase
            if phrase.head in _SOURCE_TERMS:
                continue  # "told Reuters on condition of anonymity": the reporter's bargain with his source
            if argument.preposition == "without" and phrase.head.lower() in _ANSWER_NOUNS:
                continue  # "will counter-attack without exception"
            if argument.preposition == "without" and self.context.actors(phrase, clause):
                continue  # "without Russia": who is not of the party, no act
            if any(s[0] < phrase.span[1] and phrase.span[0] < s[1] for s in spans):
                continue
            givers = [p for k, p in phrase.complements if k in ("from", "by", "of")]
            givers += [
                a.phrase for a in clause.arguments if a.preposition == "from" and a.phrase.span[0] >= phrase.span[1]
            ]
            givers.append(phrase)
            giver = next((g for g in givers if self.context.actors(g, clause)), givers[0])
            yield Posed(as_clause(clause, phrase, giver), argument.preposition, argument.preposition in _EXCEPT)
        yield from self._only_within(clause)

    def _only_within(self, clause: Clause) -> Iterator[Posed]:
        """ "Will free them only as part of a deal", "… only under a truce": what has to be agreed first."""
        for argument in clause.arguments:
            phrase = argument.phrase
            if argument.role == "oblique" and _ONLY_WITHIN.match(phrase.text.lower()):
                yield Posed(as_clause(clause, phrase, phrase), f"only {argument.preposition}", False)

    def _posed(self, part: Clause, first: Clause) -> Posed:
        connective = "should" if _inverted(first) else first.connective or "if"
        connective = "provided" if _provided(first) else connective
        if first.focus in ("only",):
            connective = f"only {connective}" if not connective.startswith("only") else connective
        if first.connective == "without":  # itself the negation
            return Posed(part, connective, True)
        turned = negated(part, self.document)
        return Posed(part, connective, turned != (first.connective in _EXCEPT or first.connective == "before"))

    def _conditional(self, child: Clause, governor: Clause) -> bool:
        connective = child.connective or ""
        priced = connective in PRICES or connective == "after"  # "in exchange for an end to the war"
        if child.kind == "noun" and child.predicate in _DATES and not (priced and child.predicate == "end"):
            return False  # "until further notice", "in the hour of need"
        if open_ended(child):
            return False
        said = child.kind == "verb" and lexicon.move(child) is not None  # "without promising anything"
        if connective == "without" and (child.predicate in _ANSWER_NOUNS or said):
            return False  # "would not go without an answer"
        if child.link == "condition" or _inverted(child) or _provided(child):
            return True
        if child.link == "time" and connective == "before":
            return self._withheld(governor) and child.kind == "verb"
        if child.link == "cause" and connective in _ANSWERS:  # "will attack in response to any attack"
            return child.kind == "noun" and self._ahead(governor) and child.determiner not in ("the", "this", "that")
        if child.link == "time" and connective == "while" and child.mood != "nominal":
            if self._conceded(child, governor):
                return False
            # "would not talk while its towns were under fire", "ruled out disarming while soldiers stay"
            return (governor.negated and self._ahead(governor)) or self._refused(governor)
        if child.link not in ("time", "manner", "oblique") or connective not in _AHEAD:
            return False
        if connective == "after" and (self._happened(child) or self._answered_already(child)):
            return False
        if connective in _AFTER:
            return child.focus == "only" or "only" in child.adverbs or self._ahead(governor)
        return True

    def _conceded(self, child: Clause, governor: Clause) -> bool:
        """ "While Ankara wants peace, it will not hesitate to …": what is granted first of oneself is no condition."""
        if child.span[0] > governor.predicate_span[0] or child.voice == "passive":
            return False
        own = {a.side for a in self.context.actors(child.subject, child)}
        said = child.speakers or governor.speakers
        theirs = {a.side for a in self.context.actors(governor.subject, governor)}
        theirs |= {a.side for a in self.context.voice(governor).actors} if said else set()
        return bool(own & theirs)

    def _withheld(self, clause: Clause) -> bool:
        """ "No captive will leave before …", "ruled out talks before …": not until."""
        no_subject = clause.subject is not None and clause.subject.negated
        return self._refused(clause) or ((clause.negated or no_subject) and self._ahead(clause))

    def _refused(self, clause: Clause) -> bool:
        """Whether an act is refused, or a refusal: "ruled out [giving up its weapons]"."""
        if lexicon.move(clause) == "refusal" and clause.kind == "verb":
            return not clause.negated
        above = self.document.parent(clause)
        below = clause.mood in ("infinitive", "participle") and clause.link in ("complement", "result", "purpose")
        return above is not None and below and lexicon.move(above) == "refusal" and not above.negated

    def _happened(self, child: Clause) -> bool:
        """ "hours after Moscow accused Kyiv": when it was said, not when it will be done."""
        before = self.document.article.text[max(0, child.span[0] - 40) : child.span[0]]
        agreed = child.tense == "past" and not child.perfect and child.focus != "only" and "only" not in child.adverbs
        given = agreed and lexicon.move(child) in ("agree", "acceptance", "announce", "refusal", "commit")
        said = lexicon.move(child) in ("accusation", "threat", "warn", "allege")
        return bool(_SINCE.search(before)) or said or given  # "would stop bombing after the group agreed to stop"

    def _answered_already(self, child: Clause) -> bool:
        """ "would send more after activists had flown leaflets": harm that was done, which is answered."""
        named = self.terms.named(child) if child.perfect and child.focus != "only" else None
        return named is not None and named.direction == "escalates" and named.phase == "begin"

    def _ahead(self, clause: Clause) -> bool:
        """Whether the governing act still lies ahead."""
        return clause.tense == "future" or bool({"will", "would", "shall"} & set(clause.modals))

    def _below(self, clause: Clause) -> Iterator[Clause]:
        for child in self.document.children(clause, "complement", "argument", "oblique", "conjunct", "purpose"):
            if child.link == "conjunct" and any(a.role == "subject" and not a.inherited for a in child.arguments):
                continue  # somebody else's, or a new, commitment
            if child.link == "conjunct" and child.connective in ("but", "yet") and child.modals:
                continue  # "would stop for now, but would begin again if …": the condition is of the second
            yield child
            if child.link != "conjunct":
                yield from self._below(child)

    def _above(self, clause: Clause) -> Iterator[Clause]:
        below = clause
        for above in self.document.ancestors(clause):
            adding = below.link in ("participial", "manner", "result") and below.predicate in _ADDING
            if below.link not in _UP and not adding:
                return
            yield above
            below = above


def _inner(clause: Clause) -> Iterator[Argument]:
    """Phrases one step down: "will answer in proportion [to any strike]"."""
    for argument in clause.arguments:
        for preposition, phrase in argument.phrase.complements:
            yield Argument(role="oblique", phrase=phrase, preposition=preposition)


def unnamed_side(phrase: Phrase) -> bool:
    """ "if the junta restored the president": of whom a price is asked, he is another than the one who asks it."""
    plain = phrase.kind == "noun" and phrase.determiner == "the" and phrase.possessor is None
    return plain and phrase.head.lower() in _SIDES and not phrase.complements


def _doer(phrase: Phrase) -> Phrase | None:
    """ "any crossing of the line by Ethiopian units": who does it."""
    inner = [*phrase.complements, *(deeper for _, p in phrase.complements for deeper in p.complements)]
    return next((p for k, p in inner if k == "by"), None)


def as_clause(clause: Clause, phrase: Phrase, giver: Phrase) -> Clause:
    """A noun phrase as a nominal clause of its giver; ids below zero belong to no document."""
    return Clause(
        id=-1 - phrase.span[0],
        sentence=clause.sentence,
        span=phrase.span,
        text=phrase.text,
        predicate=phrase.head,
        predicate_span=phrase.head_span,
        kind="noun",
        mood="nominal",
        arguments=(Argument(role="subject", phrase=_doer(phrase) or giver if giver is phrase else giver),),
        parent=clause.id,
        link="condition",
        speakers=clause.speakers,
    )


def _inverted(clause: Clause) -> bool:
    """ "… should Moscow send troops", wherever the parser hung it."""
    return clause.link in ("relative", "time", "complement", "participial") and clause.text.lower().startswith(
        "should "
    )


def _provided(clause: Clause) -> bool:
    """ "… provided political talks made headway", taken by the parser for a verb."""
    return (
        clause.predicate in ("provide", "assume")
        and clause.link in ("parenthetical", "participial", "conjunct", "manner", "result")
        and clause.text.lower().startswith(("provided ", "providing ", "assuming "))
    )


def open_ended(clause: Clause) -> bool:
    """ "for as long as it takes": no condition."""
    lasting = (clause.connective or "") in LASTING or re.match(r"(?:for )?(?:as|so) long as\b", clause.text.lower())
    return bool(lasting) and clause.predicate in ("take", "necessary", "need", "require", "want", "like")


def anaphoric(clause: Clause) -> bool:
    """ "If it does not": the act is that of the sentence before."""
    if clause.subject is not None and clause.subject.kind == "noun" and clause.predicate in ("fail", "happen"):
        return False  # "if the talks fail"
    return (
        clause.predicate in ("do", "fail", "refuse", "happen", "comply", "so", "not", "obey") and clause.object is None
    )


def mirrored(clause: Clause) -> bool:
    """ "If France does the same", "if the other side reciprocates": the act is the commitment's own."""
    if clause.predicate in ("reciprocate", "follow suit", "likewise"):
        return True
    words = clause.object.head.lower() if clause.object is not None else ""
    return clause.predicate in ("do", "act", "follow") and (
        words in ("same", "so", "suit") or "likewise" in clause.adverbs
    )
