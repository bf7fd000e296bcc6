"""Signals made by a word that is itself a move: threaten, promise, offer, demand, refuse, deny, accuse, accept, ready …"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from detente.actors import lookup
from detente.records import Actor, Clause, Direction, Document, Link, Phrase, SignalKind, Term
from detente.signals import lexicon
from detente.signals.bargain import Bargains, Draft
from detente.signals.conditions import as_clause
from detente.signals.context import Context, bargained, binding, onlooker, same_side, spokesman
from detente.signals.deadlines import deadline
from detente.signals.own import Harm, OwnVoice
from detente.signals.terms import Terms
from detente.signals.ultimatums import Ultimatums

# What is turned down or taken up when it is no act but a paper or a word.
_PROPOSALS = re.compile(
    r"\b(?:proposal|offer|plan|invitation|invite|terms?|idea|deal|demand|ultimatum|request|appeal|overture|initiative|mediation|condition|draft|call|truce|ceasefire|cease-fire|talks?|negotiation|dialogue|summit|meeting|peace|compromise|agreement|accord|roadmap|suggestion|resolution|concession|settlement|pause|withdrawal|surrender|inspection|formula|blueprint|text|package|framework|visit|contact|treaty|pact|decision|ruling|claim|sovereignty|recognition|solution|arbitration|negotiating|ban|request|note|letter|message|envoy|emissary|observer|monitor|verifier|peacekeeper|inspector|mission|presence|inquiry|guarantee|partition|frontier|boundary|autonomy|referendum|plebiscite|protectorate|trusteeship|moratorium|neutrality|overtures?)s?\b",
    re.IGNORECASE,
)
_CLAIMS = re.compile(
    r"\b(?:claim|allegation|accusation|charge|report|suggestion|assertion|rumou?r|insinuation|notion|blame|responsibility|involvement|role|part|complicity|link|knowledge|any hand|wrongdoing|version|account|statement|story|propaganda|talk of)s?\b",
    re.IGNORECASE,
)
_CHATTER = frozenset("comment say answer name elaborate confirm speculate discuss give identify disclose provide specify be speak reply take".split())  # fmt: skip
_WANTING = frozenset(
    {"call for", "call", "demand", "appeal", "ask for", "press for", "urge", "seek", "request", "push for", "insist"}
)
# Moves whose content is the speaker's own act, so that it tells for whom somebody unknown speaks.
_SELF: frozenset[lexicon.Move] = frozenset({"threat", "warn", "commit", "announce", "offer", "ready"})
# "might offer", "must promise": a move that has not been made.
_NOT_YET = frozenset({"may", "might", "could", "can", "must", "should", "have to", "need to", "ought to"})
# Peaceful business of several: to join in it is no harm, whatever it is about ("an inquiry into the killing").
_JOINED = re.compile(
    r"^(?:\S+ ){1,3}(?:to )?(?:(?:tak(?:e|ing) part in|participat(?:e|ing) in|join(?:ing)?|support(?:ing)?|back(?:ing)?|contribut(?:e|ing) to|cooperat(?:e|ing) (?:in|with)|assist(?:ing)?|help(?:ing)?|facilitat(?:e|ing)|host(?:ing)?|receiv(?:e|ing)|welcom(?:e|ing)|discuss(?:ing)?|consider(?:ing)?)"
    r" )?(?:an? |any |the |all )?(?:\S+ ){0,3}(?:inquir(?:y|ies)|investigations?|probe|initiatives?|mediation|talks|dialogue|conference|summit|fact-finding|peace (?:process|talks|effort|plan)s?)\b"
)
# Resolves that bind nobody until they are made known.
_DECLARED = frozenset(
    {"intention", "determination", "resolve", "decision", "resolution", "right", "order", "instruction"}
)
_APPROVES = frozenset({"approve", "endorse", "embrace"})
HELP = frozenset({"assistance", "help", "aid", "protection", "support", "backing", "loan", "arms", "weapon", "asylum", "permission", "advice", "reinforcement", "equipment", "credit"})  # fmt: skip
_LEAVE = frozenset({"authority", "authorisation", "authorization", "permission", "mandate", "freedom", "leave", "hand", "go-ahead", "light", "power"})  # fmt: skip
_ANSWERING = frozenset({"respond", "retaliate", "react", "answer", "avenge", "deal", "hit back", "strike back"})
_OWN_TIME = re.compile(r"\bat (?:a|the) (?:\w+,? ){1,6}(?:of )?(?:its|their|our|his) (?:own )?choosing")
# What is done to a word already given: it is not given anew.
UNDONE = frozenset({"reconsider", "drop", "abandon", "reverse", "lift", "revoke", "withdraw", "retract", "forget", "ignore", "rescind", "break", "disregard", "renounce", "betray"})  # fmt: skip
_PUNISHMENTS = frozenset("consequence repercussion punishment price countermeasure measure step".split())
# Those whom a mayor or a minister tells to stay indoors: no side.
_CIVILIANS = frozenset("people person resident citizen civilian villager inhabitant family national traveller voter public population everyone everybody anyone crowd".split())  # fmt: skip
# "does not rule out": two negations, which leave the thing open.
_EXCLUDES = frozenset({"rule out", "exclude", "preclude"})
_FORCE = re.compile(r"\b(?:force|military|war|invasion|intervention|strikes?)\b")
# What is given to anybody and binds no side of a conflict.
_MONEY = frozenset(
    "fund funds money reward bounty loan investment dollar euro grant million billion credit sum donation contribution".split()
)
_TROOPS = frozenset(
    {"army", "troop", "troops", "force", "forces", "navy", "soldier", "soldiers", "guns", "fleet", "military"}
)
_RETURNED = re.compile(r"\b(?:back|home|to (?:its|their|his)? ?(?:barracks|bases|quarters))\b(?!ing)")
BOTH = frozenset(
    {"parties", "party", "sides", "side", "they", "powers", "power", "allies", "ally", "delegations", "delegation"}
)
_CONTESTS = frozenset({"duel", "bet", "wager", "contest", "fight", "race", "match"})
_PROLONGS = frozenset({"prolong", "extend", "renew"})
_RECIPROCAL = re.compile(r"\b(?:each other|one another)\b")
# What is done with a threat by the side that makes it; to condemn one is another's.
_MADE = frozenset(
    "issue make repeat renew deliver send hand present voice utter give pose step reiterate level address serve dispatch"
    " transmit forward convey submit despatch lodge put".split()
) | {"hand over", "put forward", "set out"}
_SUBORDINATE: tuple[Link, ...] = ("complement", "said", "purpose", "argument")


class Moves:
    """Reads the clauses of one document whose predicate is a move."""

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
            "demand": self._demand,
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
        above = self.document.parent(clause)
        if clause.kind == "noun" and above is not None and above.predicate in UNDONE and clause.link == "argument":
            return ()  # "will reconsider its refusal", "dropped its demand"
        if clause.kind == "noun" and clause.predicate in _DECLARED and not self._declared(clause):
            return ()
        if known:
            move = "announce"
        never = clause.negated and move in ("acceptance", "agree") and set(clause.modals) <= {"can", "could"}
        if clause.kind == "verb" and set(clause.modals) & _NOT_YET and not never:
            return ()
        if clause.link == "time" and clause.mood == "participle" and move not in ("threat", "warn", "accusation"):
            return ()  # "since agreeing to a ceasefire": known already, or not yet
        excluded = clause.negated and clause.predicate in _EXCLUDES
        if clause.negated and move not in ("agree", "ready", "acceptance") and not excluded:
            return ()
        drafts: list[Draft] = []
        for speaker in self.speakers(clause, move):
            drafts += self._left_open(clause, speaker) if excluded else handler[move](clause, speaker)
        if move in ("acceptance", "refusal"):
            self._answered_to(clause, move)
        return tuple(drafts)

    def _declared(self, clause: Clause) -> bool:
        """ "declared its intention to attack", "claimed the right to": not what was only intended or decided."""
        above = self.document.parent(clause)
        return above is not None and (
            lexicon.move(above) in ("announce", "allege", "reserve") or above.predicate in _MADE
        )

    def _answered_to(self, clause: Clause, move: lexicon.Move) -> None:
        """An offer taken up or turned down, a request granted, is the one that was made before, not a new one."""
        met = ("offer", "commit", "demand", None)
        for noun in self.nouns(clause):
            written = any(a.role == "subject" and not a.inherited for a in noun.arguments)
            if lexicon.move(noun) in met and not (lexicon.move(noun) == "demand" and move == "refusal" and written):
                self.take(noun)

    def speakers(self, clause: Clause, move: lexicon.Move = "commit") -> tuple[Actor, ...]:
        """Who makes the move: the subject, else the one who tells of it, else the state the content speaks for."""
        subject = clause.subject
        if subject is None and clause.voice == "passive" and (move == "ready" or clause.predicate == "commit"):
            subject = clause.object
        if subject is not None and onlooker(subject):
            return ()
        found = self.context.actors(subject, clause)
        above = self.document.parent(clause)
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
        if above is not None and above.predicate in _MADE and clause.link in ("argument", "oblique"):
            return self.context.actors(above.subject, above)
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
            if argument.role == "object" and _RECIPROCAL.search(self.context.own(clause)):
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

    # ------------------------------------------------------------------------------------------------ commitments

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
            ):
                continue
            self.take(content)
            draft = self.bargains.commit(
                speaker, clause, content, rule=rule, force=force, default=default, offering=offering, addressees=to
            )
            if draft:
                yield draft

    def _its_own(self, content: Clause, speaker: Actor, force: Direction | None) -> bool:
        """Whether an act is the speaker's to do; what it threatens may befall anybody ("no hostage would leave alive")."""
        if self.own.speaks_of_itself(content, speaker):
            return True
        return force == "escalates" and not self.context.actors(content.subject, content)

    def take(self, content: Clause) -> None:
        """Marks a content clause and the clauses it carries as read."""
        self.done.add(content.id)
        for child in self.document.children(content, "complement", "argument"):
            self.take(child)

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
            made = above is not None and above.predicate in _MADE
            return (written or made) and bool(self.addressees(clause, speaker))
        things = [a.phrase for a in clause.arguments if a.role == "object" or a.preposition == "with"]
        return any(not self.context.actors(p, clause) and _harm(p) for p in things)

    def _warn(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        to = self.addressees(clause, speaker)
        for content in self.contents(clause):
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

    def _commit(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        at_issue = bool(self._foreign(clause, speaker)) or self.context.armed(self.context.sentence(clause))
        friendly = at_issue and clause.predicate not in ("vow", "swear", "resolve")
        default: Direction | None = "de-escalates" if friendly else None
        force: Direction | None = "de-escalates" if friendly and self._forbids(clause) else None
        past = [c for c in self.contents(clause) if c.negated and not c.modals and (c.perfect or c.tense == "past")]
        for content in past:  # "swore that its boats had never fired"
            yield from self._said(content, speaker, clause, clause.predicate, ())
        if past:
            return
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

    def _agree(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        if clause.negated:
            subject = clause.subject
            if subject is None or subject.head.lower() not in BOTH:  # "the sides could not agree": nobody's refusal
                yield from self._turned_down(clause, speaker, "not agree")
            return
        proposals = [
            a.phrase for a in clause.arguments if a.preposition in ("to", "with") and _PROPOSALS.search(a.phrase.head)
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
        force: Direction | None = None if self._against_third(clause) else "de-escalates"
        for draft in self._bind(clause, speaker, "agree", force=force, default="de-escalates"):
            yield draft._replace(addressees=tuple(others) or draft.addressees)

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

    def contents_of_kind(self, clause: Clause, kind: str) -> tuple[Clause, ...]:
        """Content clauses that are verbs, or nouns."""
        return tuple(c for c in self.contents(clause) if c.kind == kind)

    def _announce(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        to = self.addressees(clause, speaker)
        if clause.predicate in ("right", "order", "instruction") and not self.bargains.conditions.of(
            *self.contents(clause)[:1]
        ):
            return
        truces = tuple(n for n in self.nouns(clause) if n.link == "argument" and self._truce(n))
        for content in truces or self.contents(clause) or self.nouns(clause):
            if content.connective == "whether" or content.text.lower().startswith(("whether ", "on whether ")):
                self.take(content)
                continue  # "will decide whether to strike"
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

    def _bind_one(self, clause: Clause, speaker: Actor, content: Clause) -> Iterator[Draft]:
        if content.subject is not None and not self.own.speaks_of_itself(content, speaker):
            return
        self.take(content)
        draft = self.bargains.commit(speaker, clause, content, rule=clause.predicate)
        if draft:
            yield draft

    def _truce(self, noun: Clause) -> bool:
        """A halt of one's own; "announced a ceasefire" alone may be the news of others'."""
        if re.search(r"truce|cease-?fire|armistice", noun.predicate):
            words = {m.lemma.lower() for m in noun.attributes}
            if words & {"unilateral", "temporary", "own", "one-sided"} or (
                noun.subject is not None and not noun.arguments[0].inherited
            ):
                return True
            above = self.document.parent(noun)
            return self._timed(noun, named=above is not None and above.predicate in ("declare", "proclaim"))
        return bool(
            re.search(
                r"truce|cease-?fire|pause|moratorium|halt|lull|suspension|withdrawal|pullout|freeze|armistice",
                noun.predicate,
            )
        )

    def _timed(self, noun: Clause, *, named: bool = False) -> bool:
        """ "announced a three-day truce": a halt whose length is told is one's own, but for go-betweens and between others."""
        above = self.document.parent(noun)
        makers = self.context.actors(above.subject, above) if above is not None else ()
        between = {a.side for p in noun.arguments if not p.inherited for a in self.context.actors(p.phrase, noun)}
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
        yield from self._bind(clause, speaker, clause.predicate, force=force, default="de-escalates", offering=True)

    def _ready(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        if clause.negated:
            yield from self._turned_down(clause, speaker, f"not {clause.predicate}")
            return
        default: Direction | None = "de-escalates" if self._foreign(clause, speaker) else None
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
        yield from drafts

    def _called_back(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        """ "ordered his forces to cease fire", "ordered the troops to return to their bases": one's own halt, made known."""
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
            free = content.predicate in _ANSWERING or bool(_OWN_TIME.search(content.text.lower()))
            if term is not None and term.direction == "escalates" and (posed or free):
                self.take(content)
                draft = self.bargains.commit(
                    speaker, clause, content, rule=clause.predicate, force="escalates", posed=posed
                )
                found += [draft] if draft else []
        return found

    def _reserve(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        """ "reserves the right to respond"."""
        for noun in self.document.children(clause, "argument"):
            for content in self.document.children(noun, "complement") or (noun,):
                if noun.predicate == "right":
                    self.take(noun)
                    draft = self.bargains.commit(speaker, clause, content, rule="reserve the right", force="escalates")
                    if draft:
                        yield draft

    # ---------------------------------------------------------------------------------------------------- demands

    def _demand(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        if clause.predicate == "call" and not self._called_on(clause):
            return
        to = self.addressees(clause, speaker)
        above = self.document.parent(clause)
        while not to and above is not None and clause.link == "participial":  # "handed Tehran a note demanding …"
            to, above = self.addressees(above, speaker), self.document.parent(above)
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

    def _own_house(self, clause: Clause, speaker: Actor) -> bool:
        """ "asked Congress for authority", "ordered its forces to fire if …", "the army was ordered to …"."""
        told = clause.object
        if told is None:
            return False
        if any(same_side(a, speaker) for a in self.context.actors(told, clause)):
            return True
        if told.possessor is not None:
            return told.possessor.head.lower() in ("it", "its", "his", "their", "he", "they")
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
        if not _RECIPROCAL.search(self.context.own(clause)):  # "Riyadh and Washington urged them to …"
            together = {a.side for a in self.context.actors(clause.subject, clause)}
            doers = tuple(a for a in doers if a.side not in together)
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
        wanted = msgspec.structs.replace(term, actors=doers, direction=direction)
        return Draft("demand", speaker, clause, noun, doers, (), wanted, "demand")

    # ------------------------------------------------------------------------------- refusals, denials, accusations

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
        yield from self._turned_down(clause, speaker, clause.predicate)

    def _turned_down(self, clause: Clause, speaker: Actor, rule: str) -> Iterator[Draft]:
        gerunds = self.document.children(clause, "result") if clause.predicate in _EXCLUDES else ()
        for content in self.contents(clause) or gerunds:
            if content.predicate.split()[0] in _CHATTER and content.kind == "verb" and self.terms.of(content) is None:
                return
            self.take(content)
            if clause.predicate in _EXCLUDES and self._own_harm(content, speaker):
                draft = self.bargains.commit(speaker, clause, content, rule=rule, force="de-escalates")
                if draft is not None and draft.commitment is not None:
                    term = self.terms.of(content)
                    kept = msgspec.structs.replace(draft.commitment, phase="refrain", type=term.type if term else None)
                    yield draft._replace(commitment=kept)
                return
            if self.terms.of(content) or _PROPOSALS.search(content.text) or self._foreign(clause, speaker):
                yield self._refused(clause, speaker, content, rule)
                return
        for phrase in self._objects(clause):
            loose = clause.predicate not in ("dismiss", "ignore") and bool(self._foreign(clause, speaker))
            if _PROPOSALS.search(phrase.text) or loose:
                yield self._refused(clause, speaker, None, rule, phrase)
                return

    def _own_harm(self, content: Clause, speaker: Actor) -> bool:
        """ "ruled out the use of force": harm of one's own that will not come is a pledge, not a refusal."""
        term = self.terms.of(content)
        halted = term is None or term.direction != "escalates" or term.phase in ("refrain", "continue")
        return not halted and not _PROPOSALS.search(content.predicate) and self.own.speaks_of_itself(content, speaker)

    def _refused(
        self, clause: Clause, speaker: Actor, content: Clause | None, rule: str, phrase: Phrase | None = None
    ) -> Draft:
        to = self._authors(phrase, clause, speaker) if phrase else ()
        to = to or self._foreign(clause, speaker)[:1]
        posed = self.bargains.conditions.of(*(c for c in (content, clause) if c is not None))
        return Draft("refusal", speaker, clause, content, to, posed, None, rule)

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

    def _denial(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        if clause.negated:
            return
        content = next(iter((*self.contents(clause), *self.nouns(clause))), None)
        wrong = content is not None and self.own.wrong(content)
        if content is not None:
            self.take(content)
        if content is not None and (self.context.armed(content.text) or self._foreign(content, speaker)):
            wrong = True
        if wrong or any(_CLAIMS.search(p.head) for p in self._objects(clause)):
            authors = tuple(a for p in self._objects(clause)[:1] for a in self._authors(p, clause, speaker))
            yield Draft("denial", speaker, clause, content, authors, rule=clause.predicate)

    def _accusation(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        if clause.negated:
            return
        above = self.document.parent(clause)
        if "be to" in clause.modals and clause.predicate == "blame" and above is not None:
            for accuser in self.context.actors(above.subject, above):  # "said Belarus was to blame"
                if not same_side(accuser, speaker):
                    yield Draft("accusation", accuser, clause, clause, (speaker,), rule="be to blame")
            return
        to = self.addressees(clause, speaker)
        deeds = self.document.children(clause, "complement", "cause", "argument", "oblique", "said")
        for deed in deeds:
            self.take(deed)
            for argument in deed.arguments:
                if not to and argument.role in ("object", "subject"):
                    to = tuple(a for a in self.context.actors(argument.phrase, deed) if not same_side(a, speaker))
        if to:
            yield Draft("accusation", speaker, clause, deeds[0] if deeds else None, to, rule=clause.predicate)

    def _allege(self, clause: Clause, speaker: Actor) -> Iterator[Draft]:
        """ "India maintains that Pakistan harbours militants": an accusation where the deed is another's and a wrong."""
        for content in self.contents(clause):
            doers = tuple(a for a in self.context.actors(content.subject, content) if not same_side(a, speaker))
            if clause.predicate == "insist" and not content.modals and content.tense in ("present", "none") and doers:
                yield from self._ask(clause, speaker, content, doers, "insist")
            elif doers and not content.negated and self.own.wrong(content) and self._alleged(clause, content):
                self.take(content)
                yield Draft("accusation", speaker, clause, content, doers, rule=clause.predicate)
            else:
                yield from self._said(content, speaker, clause, clause.predicate, ())

    def _alleged(self, clause: Clause, content: Clause) -> bool:
        """A battle report ("claimed India had fired six missiles") alleges nothing but the deed; a breach is one by name."""
        return clause.predicate in ("allege", "maintain", "complain", "insist", "protest") or self.own.breach(content)

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
        if not _PROPOSALS.search(phrase.text):
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


def _harm(phrase: Phrase) -> bool:
    text = phrase.text.lower()
    return any(p.direction == "escalates" and p.words.search(text) for p in lexicon.patterns())


def _put_forward(phrase: Phrase) -> bool:
    """ "the suggestion of a federation", "a suggestion for talks": something proposed, no claim."""
    if phrase.head.lower() in ("claim", "claims"):  # "the claim to a corridor"
        return any(k in ("to", "on", "over") for k, _ in phrase.complements)
    return phrase.head.lower() in ("suggestion", "notion") and any(k in ("of", "for") for k, _ in phrase.complements)
