"""Signals made by a word that is itself a move: threaten, promise, offer, demand, refuse, deny, accuse, accept, ready …"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from detente.records import Actor, Clause, Direction, Phrase, Term
from detente.signals import lexicon
from detente.signals.answers import EXCLUDES, PROPOSALS
from detente.signals.bargain import Draft
from detente.signals.context import same_side, within
from detente.signals.deadlines import deadline
from detente.signals.demands import Demands
from detente.signals.own import WITH_OTHERS
from detente.signals.speech import MADE

# "might offer", "must promise": a move that has not been made.
_NOT_YET = frozenset({"may", "might", "could", "can", "must", "should", "have to", "need to", "ought to"})
_JOINED = lexicon.phrase("moves", "joined")
_INQUIRY = lexicon.phrase("moves", "inquiry")
_PEACEKEEPING = lexicon.phrase("moves", "peacekeeping")
# Resolves that bind nobody until they are made known.
_DECLARED = frozenset(
    {"intention", "determination", "resolve", "decision", "resolution", "right", "order", "instruction"}
)
# What is done to a word already given: it is not given anew.
UNDONE = frozenset({"reconsider", "drop", "abandon", "reverse", "lift", "revoke", "withdraw", "retract", "forget", "ignore", "rescind", "break", "disregard", "renounce", "betray"})  # fmt: skip
_PUNISHMENTS = frozenset("consequence repercussion punishment price countermeasure measure step".split())
BOTH = frozenset(
    {"parties", "party", "sides", "side", "they", "powers", "power", "allies", "ally", "delegations", "delegation"}
)
_MATTERS = frozenset({"matter", "incident", "affair", "file", "chapter", "case", "episode"})
_PROCLAIMS = frozenset({"declare", "proclaim", "order", "decree"})
_RESOLVES = frozenset({"decide", "resolve", "determine", "choose", "opt"})
_CONTESTS = frozenset({"duel", "bet", "wager", "contest", "fight", "race", "match"})
_COMMITTED = frozenset("violation crime murder atrocity massacre offence offense breach aggression abuse error mistake genocide suicide act attack".split())  # fmt: skip
_LEFT_BODY = lexicon.phrase("moves", "left_body")
_INTENDS = frozenset({"plan", "intend", "decide", "resolve", "opt", "intention", "determination"})
_GRANTED = lexicon.phrase("moves", "granted")
_LENGTHENS = frozenset({"extension", "prolongation", "renewal"})
_OF_ARMS = lexicon.phrase("moves", "of_arms")
DECIDES = "decide whether"
"""The rule of a decision promised by a day: the ledger takes the act that was to be decided on for the decision."""
_TALKS_OFFERED = frozenset({"talk", "negotiation", "dialogue", "summit", "meeting"})
_PROLONGS = frozenset({"prolong", "extend", "renew"})


def _harm(phrase: Phrase) -> bool:
    text = phrase.text.lower()
    return any(p.direction == "escalates" and p.words.search(text) for p in lexicon.patterns())


def _all_past(contents: Sequence[Clause]) -> bool:
    """Whether what is agreed or sworn are things that were, each in a sentence of its own: no act to come."""
    told = [c.mood == "indicative" and not c.modals and (c.perfect or c.tense == "past") for c in contents]
    return bool(told) and all(told) and all(c.link in ("said", "complement") for c in contents)


class Moves(Demands):
    """Reads the clauses of one document whose predicate is a move."""

    def read(self, clause: Clause, move: lexicon.Move) -> tuple[Draft, ...]:
        """The signals a move makes, one for each of its speakers."""
        handler: dict[lexicon.Move, Callable[[Clause, Actor], Iterator[Draft]]] = {
            "threat": self._threat,
            "warn": self._warn,
            "hint": self._hint,
            "commit": self._commit,
            "agree": self._agree,
            "announce": self._announce,
            "offer": self._offer,
            "ready": self._ready,
            "demand": self._demand_or_truce,
            "tell": self._demand,
            "refusal": self._refusal,
            "denial": self._denial,
            "accusation": self._accusation,
            "allege": self._allege,
            "acceptance": self._acceptance,
            "give": self._give,
            "authorise": lambda clause, speaker: iter(self._authorise(clause, speaker)),
            "reserve": self._reserve,
            "sign": self._sign,
        }
        known = clause.predicate in ("let", "make", "give") and clause.kind == "verb" and self._made_known(clause)
        if clause.predicate in ("let", "make") and not known:
            return ()
        if self._made_before(clause) or self._left_out(clause):
            return ()
        if clause.kind == "noun" and clause.predicate in _DECLARED and not self._declared(clause):
            return ()
        if known:
            move = "announce"
        never = clause.negated and move in ("acceptance", "agree") and set(clause.modals) <= {"can", "could"}
        if clause.kind == "verb" and self._modals(clause) & _NOT_YET and not never:
            return ()
        if clause.predicate in ("commit", "committed") and self._conceded(clause):
            return ()
        if clause.link == "time" and clause.mood == "participle" and move not in ("threat", "warn", "accusation"):
            return ()  # "since agreeing to a ceasefire": known already, or not yet
        excluded = clause.negated and clause.predicate in EXCLUDES
        if clause.negated and move not in ("agree", "ready", "acceptance") and not excluded:
            return ()
        drafts: list[Draft] = []
        before, taken = set(self.done), set[int]()
        for speaker in (s for s in self.speakers(clause, move) if not self._told_of(clause, s)):
            drafts += self._left_open(clause, speaker) if excluded else handler[move](clause, speaker)
            taken |= self.done
            self.done &= before  # what two say together is said by each
        self.done |= taken
        if clause.predicate in _INTENDS:
            drafts = [d for d in drafts if d.kind != "threat" or not self._told_by_another(clause, d.speaker)]
        if move in ("acceptance", "refusal"):
            self._answered_to(clause, move)
        return tuple(drafts)

    def _conceded(self, clause: Clause) -> bool:
        """ "while it remains committed to peace, it will strike if …": the preface of a threat, no pledge of its own."""
        start = self.document.sentences[clause.sentence].span[0]
        return bool(_GRANTED.search(self.document.article.text[start : clause.predicate_span[0]].lower()))

    def _told_of(self, clause: Clause, speaker: Actor) -> bool:
        """ "All of a sudden both countries decided to stop, Trump said": what another tells of a side's mind is no word of that side."""
        unready = lexicon.move(clause) == "ready" and clause.negated
        if clause.predicate not in _RESOLVES and not unready:
            return False
        tellers = self.context.voice(clause).actors
        two = clause.subject is not None and re.match(r"both\b|(?:the|these) two\b", clause.subject.text.lower())
        other = bool(tellers) and not any(same_side(teller, speaker) for teller in tellers)
        return bool(clause.speakers) and (bool(two) or other)

    def _left_out(self, clause: Clause) -> bool:
        """ "excluding the army and the militia from the talks": a side left out is refused nothing it asked for."""
        held = clause.object if clause.predicate == "exclude" and clause.kind == "verb" else None
        return held is not None and bool(self.context.actors(held, clause))

    def _modals(self, clause: Clause) -> set[str]:
        """Its modals, shared by what is joined to it: "has to recognise the frontier and to agree to terms"."""
        first = self.document.parent(clause)
        joined = first is not None and clause.link == "conjunct" and clause.mood == "infinitive" and not clause.modals
        return set(first.modals if joined and first is not None else clause.modals)

    def _made_before(self, clause: Clause) -> bool:
        """ "will reconsider its refusal", "dropped its demand", "spoke about their pledge": no word given now."""
        if clause.kind != "noun":
            return False
        above = self.document.parent(clause)
        undone = above is not None and above.predicate in UNDONE and clause.link == "argument"
        answers = lexicon.move(above) if above is not None else None
        asked = clause.link == "oblique" and clause.connective == "to" and lexicon.move(clause) == "demand"
        if asked and answers is not None and answers in ("agree", "acceptance", "refusal"):
            return not self._issuer(clause)  # "would not agree to a request to free them": whose request is not said
        wanting = (c for c in self.document.ancestors(clause)[:2] if c.kind == "verb")
        wanted = any(c.predicate in lexicon.words("speech", "wanted") for c in wanting)
        if wanted and clause.link in ("argument", "conjunct") and lexicon.move(clause) in ("commit", "acceptance"):
            return True  # "wants an apology and a pledge that it will never happen again"
        return undone or (clause.link == "oblique" and clause.connective in ("about", "on", "over"))

    def _declared(self, clause: Clause) -> bool:
        """ "declared its intention to attack", "claimed the right to": not what was only intended or decided."""
        above = self.document.parent(clause)
        subject = above.subject if above is not None and above.kind == "noun" else None
        if subject is not None and subject.head_span == clause.predicate_span:
            return False  # "the decision to drill was a response": what is said of one made long ago
        return above is not None and (
            lexicon.move(above) in ("announce", "allege", "reserve") or above.predicate in MADE
        )

    def _threat(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        named = clause.predicate == "ultimatum"  # what hangs from it is what is demanded
        found = [] if named else list(self._bind(clause, speaker, "threaten", force="escalates"))
        if not found and clause.kind == "noun":
            found = list(self.ultimatums.noun(clause, speaker))
        if not found and self._harmful(clause, speaker):
            draft = self.bargains.commit(speaker, clause, clause, rule="threaten", force="escalates", addressees=self.addressees(clause, speaker))  # fmt: skip
            found = [draft] if draft else []
        yield from found

    def _harmful(self, clause: Clause, speaker: Actor) -> bool:
        """ "threatening force", "threatened Iran with sanctions", "an ultimatum to Kyiv": a thing threatened, or a side."""
        if clause.kind == "noun":
            above = self.document.parent(clause)
            written = any(a.role == "subject" and not a.inherited for a in clause.arguments)
            made = above is not None and above.predicate in MADE
            return (written or made) and bool(self.addressees(clause, speaker))
        things = [a.phrase for a in clause.arguments if a.role == "object" or a.preposition == "with"]
        return any(not self.context.actors(p, clause) and _harm(p) for p in things)

    def _warn(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        to = self.addressees(clause, speaker)
        acts = {n.predicate_span for n in self.nouns(clause)}
        warned_of = any(a.role in ("object", "indirect") and a.phrase.head_span in acts for a in clause.arguments)
        for content in self.contents(clause):
            if content.mood == "infinitive" and warned_of:
                continue  # "warned [that] an intervention to restore him would be …": what the intervention is for
            if content.mood == "infinitive" or content.connective == "against":
                yield from self._ask(clause, speaker, content, to, "warn to")
            else:
                yield from self._said(content, speaker, clause, "warn", to)
        yield from self._warned_of(clause, speaker, to)
        for noun in self.document.children(clause, "oblique"):
            term = self.terms.of(noun)
            if noun.connective == "of" and term and term.direction == "escalates" and not noun.subject:
                draft = self.bargains.commit(speaker, clause, noun, rule="warn of", force="escalates", addressees=to)
                if draft:
                    yield draft

    def _hint(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        """ "hinted at rocket attacks", "spoke of reprisals unless …": harm named by a noun; else plain saying."""
        for noun in self.nouns(clause):
            term = self.terms.of(noun)
            if noun.connective in ("at", "of") and term is not None and term.direction == "escalates":
                posed = self.bargains.conditions.of(clause)
                if posed or clause.predicate == "hint":
                    self.take(noun)
                    draft = self.bargains.commit(speaker, clause, noun, rule=clause.predicate, force="escalates", posed=posed)  # fmt: skip
                    if draft:
                        yield draft
                    return
        yield from self._warned_of(clause, speaker, self.addressees(clause, speaker))
        for content in self.contents(clause):
            yield from self._said(content, speaker, clause, clause.predicate, self.addressees(clause, speaker))

    def _warned_of(self, clause: Clause, speaker: Actor, to: tuple[Actor, ...]) -> Iterator[Draft]:
        """ "warned of grave consequences if it did not": harm named by a noun that is no act."""
        for argument in clause.arguments:
            phrase = argument.phrase
            if argument.preposition != "of" or phrase.head.lower() not in _PUNISHMENTS:
                continue
            posed = self.bargains.conditions.of(clause)
            if posed or to:
                term = Term(actors=(speaker,), direction="escalates", text=phrase.text, span=phrase.span)
                yield Draft("threat", speaker, clause, None, to, posed, term, "warn of")

    def _commit(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        if clause.object is not None and clause.object.head.lower().rstrip("s") in _COMMITTED:
            return  # "committed violations": a deed
        acted = clause.predicate == "undertake" and clause.object is not None
        if acted and all(c.kind == "noun" for c in self.contents(clause)):
            return  # "undertook aggressive actions": a deed too
        at_issue = bool(self._foreign(clause, speaker)) or self.context.armed(self.context.sentence(clause))
        friendly = at_issue and clause.predicate not in ("vow", "swear", "resolve")
        default: Direction | None = "de-escalates" if friendly else None
        force: Direction | None = "de-escalates" if friendly and self._forbids(clause) else None
        past = [c for c in self.contents(clause) if c.negated and not c.modals and (c.perfect or c.tense == "past")]
        for content in past:  # "swore that its boats had never fired"
            yield from self._said(content, speaker, clause, clause.predicate, ())
        if past or _all_past(self.contents(clause)):
            return  # "swore that soldiers were mutilating the dead": told, not promised
        for draft in self._bind(clause, speaker, clause.predicate, force=force, default=default):
            yield self._for_a_friend(draft, clause, speaker)

    def _for_a_friend(self, draft: Draft, clause: Clause, speaker: Actor) -> Draft:
        """ "assured Kim that China would send troops if the Americans crossed": help to the one told, not harm to him."""
        friends = {a.side for a in self.addressees(clause, speaker)}
        foes = {a.side for p in draft.posed for a in self.terms.doers(p.clause)}
        term = draft.commitment
        if draft.kind == "offer" and term is not None and foes and not friends & foes and self._struck(draft):
            helped = msgspec.structs.replace(term, type="AID", direction="de-escalates")
            return draft._replace(kind="pledge", commitment=helped)
        if draft.kind != "threat" or term is None or not friends or not foes or friends & foes:
            return draft
        if term.type != "MOBILIZE" or any(p.negated for p in draft.posed):
            return draft
        helped = msgspec.structs.replace(term, type="AID", direction="de-escalates")
        return draft._replace(kind="pledge", commitment=helped)

    def _struck(self, draft: Draft) -> bool:
        """Whether the condition is an attack: nobody makes an offer for one."""
        named = [self.terms.named(p.clause) for p in draft.posed if not p.negated]
        return bool(named) and all(t is not None and t.type == "ASSAULT" and t.direction == "escalates" for t in named)

    def _forbids(self, clause: Clause) -> bool:
        """ "promised not to let its soil be used": to forbid is no refusal of a favour."""
        terms = [self.terms.of(c) for c in self.contents(clause) if c.negated]
        return any(t is not None and t.type in ("CONCEDE", "AID", "SUPPORT", "COOPERATE") for t in terms)

    def _agree(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        if clause.voice == "passive" and clause.speakers and not self.contents_of_kind(clause, "verb"):
            return  # "all articles have been agreed upon": told, not promised
        made_by = clause.subject
        plural = made_by is not None and made_by.kind == "noun" and made_by.head.lower() in BOTH
        if plural and not self.context.actors(made_by, clause):
            return  # "the sides agreed to a truce, the mediator said": not the mediator's
        nothing = any(a.phrase.head.lower() in ("nothing", "none") for a in clause.arguments if a.role != "subject")
        never = clause.negated and "never" in clause.adverbs
        if (nothing or never) and clause.tense == "past" and not clause.modals:
            if clause.speakers and not self._told_by_another(clause, speaker):
                yield Draft("denial", speaker, clause, None, (), rule="never agreed")
            return  # what never was agreed to is not refused now
        if clause.negated:
            subject = clause.subject
            if subject is None or subject.head.lower() not in BOTH:  # "the sides could not agree": nobody's refusal
                yield from self._turned_down(clause, speaker, "not agree")
            return
        proposals = [
            a.phrase for a in clause.arguments if a.preposition in ("to", "with") and PROPOSALS.search(a.phrase.head)
        ]
        offered = [p for p in proposals if re.search(r"\b(?:proposal|offer|plan|invitation|terms?|idea|demand|request|call|talks?|summit|meeting|negotiation|dialogue|mediation|visit)s?\b", p.head)]  # fmt: skip
        others = [a for a in self.speakers(clause) if not same_side(a, speaker)]
        if offered and not self.contents_of_kind(clause, "verb") and not others:
            for noun in self.nouns(clause):
                self.take(noun)
            yield Draft(
                "acceptance", speaker, clause, None, self._authors(offered[0], clause, speaker), rule="agree to"
            )
            return
        if _all_past(self.contents(clause)):
            return  # "agreed that the strike had been a mistake": an opinion
        force: Direction | None = None if self._against_third(clause) else "de-escalates"
        for draft in self._bind(clause, speaker, "agree", force=force, default="de-escalates"):
            yield draft._replace(addressees=tuple(others) or draft.addressees)

    def _demand_or_truce(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        """ "ordered a ceasefire of a week": a halt of one's own, made known; else a demand."""
        ordered = clause.predicate in ("order", "decree", "command") and not clause.negated
        truces = [n for n in self.nouns(clause) if n.link == "argument" and self._truce(n)] if ordered else []
        others = any(a.role in ("indirect", "object") and a.phrase.head_span != n.predicate_span and self.context.actors(a.phrase, clause) for n in truces for a in clause.arguments)  # fmt: skip
        if not truces or others:
            yield from self._demand(clause, speaker)
        for noun in () if others else truces[:1]:
            yield from self._bind_one(clause, speaker, noun)

    def _against_third(self, clause: Clause) -> bool:
        """Whether what is agreed is force: "agreed to attack", not "agreed to withdraw from the town"."""
        terms = [self.terms.of(c) for c in self.contents(clause)]
        return any(t is not None and t.type == "ASSAULT" and t.direction == "escalates" for t in terms)

    def _sign(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        """ "signed a bilateral ceasefire": a pledge of each side."""
        others = tuple(a for a in self.speakers(clause) if not same_side(a, speaker))
        longer = clause.predicate in _PROLONGS and any(
            a.phrase.possessor is not None and a.phrase.possessor.kind == "pronoun"
            for a in clause.arguments
            if a.role == "object"
        )
        for noun in self.document.children(clause, "argument"):
            if (others or longer) and re.search(
                r"truce|cease-?fire|armistice|peace|disengagement|withdrawal|cessation|hostilities|non-?aggression",
                noun.text.lower(),
            ):
                self.take(noun)
                draft = self.bargains.commit(
                    speaker, clause, noun, rule="sign", force="de-escalates", addressees=others
                )
                if draft:
                    yield draft
                return

    def _announce(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        to = self.addressees(clause, speaker)
        if clause.predicate in ("right", "order", "instruction") and not self.bargains.conditions.of(
            *self.contents(clause)[:1]
        ):
            return
        if clause.object is not None and clause.object.head.lower() in _MATTERS and self.contents(clause):
            yield from self._laid_to_rest(clause, speaker)
            return
        truces = tuple(n for n in self.nouns(clause) if n.link == "argument" and self._truce(n))
        for content in truces or self.contents(clause) or self.nouns(clause):
            if content.connective == "whether" or content.text.lower().startswith(("whether ", "on whether ")):
                self.take(content)
                yield from self._decides(clause, speaker, content)
                continue
            if content.link == "purpose" and self.nouns(clause) and clause.object is not None:
                continue  # "announced a blockade to prevent imports": what it is for
            if content.kind == "noun" and content.mood == "nominal":
                move = lexicon.move(content)
                if move in ("offer", "ready", "commit") and self.document.children(content, "complement"):
                    for draft in self._bind(content, speaker, content.predicate, default="de-escalates", offering=move != "commit"):  # fmt: skip
                        self.take(content)
                        yield draft._replace(anchor=clause)
                elif self._truce(content):
                    yield from self._bind_one(clause, speaker, content)
            elif content.mood == "infinitive" or (content.progressive and self._halts(content)):
                yield from self._bind_one(clause, speaker, content)
            else:
                yield from self._said(content, speaker, clause, clause.predicate, to)

    def _laid_to_rest(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        """ "declared the matter closed unless it was struck again": no harm is announced."""
        content = self.contents(clause)[0]
        self.take(content)
        term = self.terms.of(clause)
        if term is not None and term.direction == "de-escalates":
            posed = self.bargains.conditions.of(content, clause)
            draft = self.bargains.commit(speaker, clause, clause, rule=clause.predicate, posed=posed)
            if draft is not None:
                yield draft

    def _decides(self, clause: Clause, speaker: Actor, content: Clause) -> Iterator[Draft]:
        """ "Will decide within two weeks whether to strike Iran": a decision promised by a day, and no blow before it; else nothing."""
        ahead = set(clause.modals) & {"will", "would", "shall"} or clause.tense == "future"
        named = self.terms.named(content)
        due = deadline(self.context.own(clause), self.document.article.date, lasting=False)
        if clause.negated or not ahead or due is None or named is None or named.direction != "escalates":
            return
        to = tuple(a for a in named.recipients if not same_side(a, speaker))
        if not to or not clause.speakers:
            return  # nobody says so, or the words do not say whom it would strike
        term = Term(actors=(speaker,), recipients=to, phase="begin", direction="de-escalates", text=clause.text)
        yield Draft("pledge", speaker, clause, clause, to, (), term, DECIDES)

    def _bind_one(self, clause: Clause, speaker: Actor, content: Clause) -> Iterator[Draft]:
        if content.subject is not None and not self.own.speaks_of_itself(content, speaker):
            return
        self.take(content)
        halted = content.kind == "noun" and _OF_ARMS.search(content.text.lower())  # "the suspension of operations"
        force: Direction | None = "de-escalates" if halted else None
        draft = self.bargains.commit(speaker, clause, content, rule=clause.predicate, force=force)
        if draft:
            yield draft

    def _told_by_another(self, clause: Clause, speaker: Actor) -> bool:
        """ "Kyiv said that Moscow plans to attack": what a rival or a report says of a side's mind threatens nobody."""
        if not clause.speakers:
            return False
        voice = self.context.voice(clause)
        return voice.onlooker or (bool(voice.actors) and not any(same_side(a, speaker) for a in voice.actors))

    def _truce(self, noun: Clause) -> bool:
        """A halt of one's own; "announced a ceasefire" alone may be the news of others'."""
        if _LEFT_BODY.search(noun.text) or any(
            a.preposition == "from" and any(found.code == "IGO" for found in self.context.actors(a.phrase, noun))
            for a in noun.arguments
        ):
            return False  # "announced its withdrawal from ECOWAS"
        if re.search(r"truce|cease-?fire|armistice", noun.predicate):
            words = {m.lemma.lower() for m in noun.attributes}
            if words & {"unilateral", "temporary", "own", "one-sided"} or (
                noun.subject is not None and not noun.arguments[0].inherited
            ):
                return True
            above = self.document.parent(noun)
            return self._timed(noun, named=above is not None and above.predicate in _PROCLAIMS)
        return bool(
            re.search(
                r"truce|cease-?fire|pause|moratorium|halt|lull|suspension|withdrawal|pullout|freeze|armistice|cessation|standstill",
                noun.predicate,
            )
            or (
                noun.predicate in _LENGTHENS and re.search(r"truce|cease-?fire|moratorium|armistice", noun.text.lower())
            )
        )

    def _timed(self, noun: Clause, *, named: bool = False) -> bool:
        """ "announced a three-day truce": a halt whose length is told is one's own, but for go-betweens and between others."""
        above = self.document.parent(noun)
        makers = self.context.actors(above.subject, above) if above is not None else ()
        between = {
            a.side
            for p in noun.arguments
            if not p.inherited and p.preposition in ("between", "of", "with", "by", None)
            for a in self.context.actors(p.phrase, noun)
        } - {a.side for a in makers}
        mediating = any(
            a.code in ("IGO", "NGO", *lexicon.words("speech", "go_betweens")) and not a.group for a in makers
        )
        told = self.context.inner(above) if above is not None else noun.text
        timed = named or deadline(told, self.document.article.date) is not None
        return bool(makers) and not between and not mediating and timed

    def _halts(self, content: Clause) -> bool:
        term = self.terms.of(content)
        return term is not None and term.direction == "de-escalates" and term.phase in ("halt", "refrain", "begin")

    def _offer(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        if any(a.role == "object" and a.phrase.head.lower() in _CONTESTS for a in clause.arguments):
            return
        force: Direction | None = None if self._against_third(clause) else "de-escalates"
        made = list(self._bind(clause, speaker, clause.predicate, force=force, default="de-escalates", offering=True))
        for draft in made or self._talks_with(clause, speaker):
            if (
                draft.kind != "threat" or draft.posed
            ):  # "proposed to bomb the reactor": to friends, nobody is threatened
                yield draft

    def _talks_with(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        """ "Offered Greece talks if it withdrew": not talks of Greece's, as the words stand, but with it."""
        for noun in self.nouns(clause):
            if noun.link != "argument" or noun.predicate not in _TALKS_OFFERED:
                continue
            other = tuple(a for a in self.context.actors(noun.subject, noun) if not same_side(a, speaker))
            draft = None
            if other:
                draft = self.bargains.commit(
                    speaker, clause, noun, rule=clause.predicate, force="de-escalates", offering=True, addressees=other
                )
            if draft is not None and draft.commitment is not None:
                self.take(noun)
                yield draft._replace(commitment=msgspec.structs.replace(draft.commitment, recipients=other))

    def _ready(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        if clause.negated:
            yield from self._turned_down(clause, speaker, f"not {clause.predicate}")
            return
        peaceful = self._foreign(clause, speaker) or _PEACEKEEPING.search(clause.text.lower())
        default: Direction | None = "de-escalates" if peaceful else None
        open_to = clause.predicate not in (
            "determined",
            "bound",
            "committed",
            "resolved",
            "set",
            "determine",
            "resolve",
        )
        force: Direction | None = "de-escalates" if open_to and _JOINED.search(clause.text.lower()) else None
        drafts = list(self._bind(clause, speaker, clause.predicate, offering=open_to, default=default, force=force))
        if not drafts and force and open_to:  # "is open to any neutral inquiry"
            draft = self.bargains.commit(speaker, clause, clause, rule=clause.predicate, force=force)
            drafts = [draft] if draft else []
        for draft in drafts:
            yield self._into_inquiry(draft) if force else draft

    def _into_inquiry(self, draft: Draft) -> Draft:
        """ "Ready to take part in an inquiry into the killings": cooperation, and no harm to those it is about."""
        term = draft.commitment
        inquired = term is not None and _INQUIRY.search(term.text.lower())
        if term is None or not inquired or term.type not in (None, "AGREE", "ACCUSE"):
            return draft
        return draft._replace(commitment=msgspec.structs.replace(term, type="COOPERATE", recipients=()))

    def _reserve(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        """ "reserves the right to respond"."""
        for noun in self.document.children(clause, "argument"):
            for content in self.document.children(noun, "complement") or (noun,):
                if noun.predicate == "right" and content.predicate not in WITH_OTHERS:
                    self.take(noun)
                    draft = self.bargains.commit(speaker, clause, content, rule="reserve the right", force="escalates")
                    if draft:
                        yield draft

    def _allege(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        """ "India maintains that Pakistan harbours militants": an accusation where the deed is another's and a wrong."""
        yield from self._alleged_noun(clause, speaker)
        for content in self.contents(clause):
            doers = tuple(a for a in self.context.actors(content.subject, content) if not same_side(a, speaker))
            if clause.predicate == "insist" and not content.modals and content.tense in ("present", "none") and doers:
                yield from self._ask(clause, speaker, content, doers, "insist")
            elif doers and not content.negated and self.own.wrong(content) and self._alleged(clause, content):
                self.take(content)
                yield Draft("accusation", speaker, clause, content, doers, rule=clause.predicate)
            else:
                yield from self._said(content, speaker, clause, clause.predicate, ())

    def _alleged_noun(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        """ "alleged seven violations of the truce by Armenian troops"."""
        if clause.predicate != "allege" or clause.object is None:
            return
        if re.search(
            r"violation|breach|attack|strike|shelling|incursion|provocation|support|build-?up", clause.object.text
        ):
            given = [*within(clause.object), *(a.phrase for a in clause.arguments if a.preposition in ("by", "from"))]
            to = tuple(a for p in given for a in self.context.actors(p, clause) if not same_side(a, speaker))
            if to:
                yield Draft("accusation", speaker, clause, None, to[:1], rule="allege")

    def _alleged(self, clause: Clause, content: Clause) -> bool:
        """A battle report ("claimed India had fired six missiles") alleges nothing but the deed; a breach is one by name."""
        return clause.predicate in ("allege", "maintain", "complain", "insist", "protest") or self.own.breach(content)
