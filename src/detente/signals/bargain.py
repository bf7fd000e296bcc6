"""From what is said to be done, and on what condition, to the kind of signal it is.

The kinds follow the contract in docs/records.md: harm is a threat, whether or not on a condition; de-escalation on a condition
is an offer; without one, or with one that only releases from it ("will not strike unless struck"), it is a pledge; to keep
back cooperation that was asked for is a refusal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from detente.actors import lookup
from detente.records import Actor, Clause, Direction, Document, SignalKind, Term
from detente.signals import lexicon
from detente.signals.conditions import LASTING, Conditions, Posed, unnamed_side
from detente.signals.context import Context, same_side
from detente.signals.restraint import Restraint
from detente.signals.terms import OPPOSITE, Terms

_TALKS = lexicon.phrase("bargain", "talks")
_GIVING_UP = lexicon.phrase("bargain", "giving_up")
_OF_FORCE = lexicon.phrase("bargain", "of_force")
_LEAVES = frozenset(
    {"leave", "quit", "exit", "abandon", "pull out", "walk out", "step out", "drop out", "withdraw", "go"}
)
_HARMS = lexicon.phrase("bargain", "harms")
_PRICED = frozenset({"in exchange for", "in return for"})
_ASSISTANCE = frozenset({"AID", "SUPPORT", "COOPERATE"})
_KEPT_BACK = _ASSISTANCE | {"CONCEDE", "RETREAT", "AGREE", "CONSULT"}


class Draft(NamedTuple):
    """A signal before it has an id, an addressee of last resort and an event."""

    kind: SignalKind
    speaker: Actor
    anchor: Clause  # the speech act, or the clause that carries the commitment
    content: Clause | None = None
    addressees: tuple[Actor, ...] = ()
    posed: tuple[Posed, ...] = ()
    commitment: Term | None = None
    rule: str = ""


class Bargains:
    """Makes drafts of commitments in one document."""

    def __init__(self, document: Document, context: Context, terms: Terms, conditions: Conditions) -> None:
        self.document = document
        self.context = context
        self.terms = terms
        self.conditions = conditions
        self.restraint = Restraint(context, terms)

    def commit(
        self,
        speaker: Actor,
        anchor: Clause,
        content: Clause,
        *,
        rule: str,
        force: Direction | None = None,
        default: Direction | None = None,
        offering: bool = False,
        addressees: tuple[Actor, ...] = (),
        posed: tuple[Posed, ...] | None = None,
    ) -> Draft | None:
        """A threat, offer, pledge or refusal; None where nothing tells which way the act goes.

        `force` overrides the act's own direction ("threatened to …"), `default` stands in for it; `posed` are conditions the
        caller already knows.
        """
        if posed is None:
            posed = self.conditions.of(content, anchor) if anchor is not content else self.conditions.of(content)
        term = self.terms.of(content)
        direction = (
            force
            or self._compelled(posed, term, offering)
            or (term.direction if term else default or self.answered(posed))
        )
        if direction is None or self.our_harm(content, speaker):
            return None
        if content.predicate in lexicon.words("inert", "memory") and direction == "de-escalates":
            return None  # "promised that it would not be forgotten"
        base = term or self.terms.plain(content)
        if term is None and content.negated and direction == "de-escalates":
            base = msgspec.structs.replace(base, phase="refrain")  # "will not engage in …"
        if base.type is not None and base.direction != direction and base.phase == "begin":
            base = msgspec.structs.replace(base, type=None)  # "threatened to quit": what it is called does not tell
        commitment = msgspec.structs.replace(base, direction=direction, actors=(speaker,), negated=False)
        kind = self._kind(commitment, posed, content, offering)
        if kind == "refusal" and not posed and self._bars(content, speaker):
            kind, commitment = "threat", msgspec.structs.replace(commitment, direction="escalates", type=None)
        aids = self._to_the_aid(content, commitment) or self._defends(posed, commitment, addressees)
        if kind == "threat" and force is None and aids:
            kind, commitment = "pledge", msgspec.structs.replace(commitment, type="AID", direction="de-escalates")
        bound = self.restraint.only_in_defence(content, commitment, posed, speaker) if kind == "threat" else None
        if bound is not None:
            kind, (commitment, posed) = "pledge", bound
        if kind in ("refusal", "threat") and not posed and self._about_nobody(commitment, content, speaker):
            return None
        if kind == "pledge" and self._deters(posed, commitment, addressees):
            kind, commitment = "threat", msgspec.structs.replace(commitment, direction="escalates")
        if kind == "refusal":
            with_ = commitment.recipients if commitment.type in ("AGREE", "CONSULT", "COOPERATE") else ()
            refused = tuple(a for a in with_ if not same_side(a, speaker))
            return Draft(kind, speaker, anchor, content, addressees or refused, posed, None, rule)
        return Draft(kind, speaker, anchor, content, addressees, posed, commitment, rule)

    def _bars(self, content: Clause, speaker: Actor) -> bool:
        """ "will not let Iran get a bomb", "will not permit others to attack": another's harm that will be prevented."""
        if content.predicate not in ("let", "allow", "permit", "tolerate") or not content.negated:
            return False
        text = self.context.own(content).lower()
        if not _HARMS.search(text) or re.search(
            r"\b(?:its|their|our|his) (?:soil|territory|airspace|land|bases?|waters)\b", text
        ):
            return False
        below = self.document.children(content, "complement")
        doers = [a for c in below for a in self.context.actors(c.subject, c)]
        return not any(same_side(a, speaker) for a in doers)

    def our_harm(self, content: Clause, speaker: Actor) -> bool:
        """ "swore that Serbs would not be driven out": harm to one's own that will not be borne, nothing one would do."""
        if content.voice != "passive" or not content.negated or content.subject is not None:
            return False
        named = self.terms.named(content)
        suffered = list(self.context.actors(content.object, content))
        if content.object is not None and (own := lookup(content.object.head)) is not None:
            suffered.append(own)  # "the Serbs of Kosovo"
        hostile = named is not None and named.type == "ASSAULT" and named.direction == "escalates"
        return hostile and any(same_side(a, speaker) for a in suffered)

    def _to_the_aid(self, content: Clause, term: Term) -> bool:
        """ "committing to send more troops to Saudi Arabia": sent TO a side they are its help, unless it is to be attacked."""
        if term.type != "MOBILIZE" or content.predicate not in (
            "send",
            "provide",
            "supply",
            "deliver",
            "dispatch",
            "lend",
            "give",
        ):
            return False
        hosts = [a.phrase for a in content.arguments if a.preposition == "to" or a.role == "indirect"]
        if content.object is not None:
            hosts += [p for k, p in content.object.complements if k == "to"]
        named = any(self.context.actors(h, content) for h in hosts)
        return named and not re.search(
            r"\b(?:border|frontier|line|strait|against|coast|gulf|sea|front|edge)\b", content.text.lower()
        )

    def _about_nobody(self, term: Term, content: Clause, speaker: Actor) -> bool:
        """ "orders won't leave idle capacity", "we will never let them succeed": nothing that another side asked for."""
        if term.phase != "refrain" or not content.negated or self.terms.named(content) is None:
            return False
        named = self.terms.named(content)
        if (
            named is None
            or named.type not in ("CONCEDE", "RETREAT")
            or _GIVING_UP.search(f"{self.context.own(content)} {content.predicate}".lower())
        ):
            return False
        below = (content, *self.document.children(content))
        others = (a for c in below for p in c.arguments for a in self.context.actors(p.phrase, c))
        return not any(not same_side(a, speaker) for a in others)

    def _compelled(self, posed: tuple[Posed, ...], term: Term | None, offering: bool) -> Direction | None:
        """What is to follow if the other does NOT do something welcome is no favour, whatever it is called."""
        if term is not None and term.phase == "refrain":
            return None
        for item in posed:
            named = self.terms.named(item.clause)
            bought = item.connective in _PRICED and (named is None or named.direction == "de-escalates")
            if bought and (term is None or term.type != "ASSAULT"):
                return "de-escalates"  # "will freeze its reactor in exchange for oil"
            if named is None or named.direction != "de-escalates":
                continue
            if item.negated:
                return "escalates"
            # Nobody answers a halt or a withdrawal with harm: "would expel the rebels if the other's troops left".
            if (
                (named.phase == "halt" or named.type == "RETREAT")
                and (term is None or term.type != "ASSAULT")
                and (offering or term is None or term.type != "MOBILIZE")
            ):  # "is ready to send its army when the others leave"
                return "de-escalates"
        return None

    def answered(self, posed: tuple[Posed, ...]) -> Direction | None:
        """Which way an act goes that no lexicon knows: what answers harm is harm, what answers a favour is one."""
        for item in posed:
            named = self.terms.named(item.clause)
            if named is not None:
                return OPPOSITE[named.direction] if item.negated else named.direction
        return None

    def _kind(self, term: Term, posed: tuple[Posed, ...], content: Clause, offering: bool) -> SignalKind:
        if term.direction == "escalates":
            unnamed = term.type is None and term.phase == "begin" and content.negated  # "will not go to Luanda"
            refused = (term.phase in ("refrain", "continue") and content.negated) or term.phase == "refrain" or unnamed
            text = f"{self.context.own(content)} {content.predicate}".lower()  # "hand its president over"
            kept = not posed and _GIVING_UP.search(text) and not _OF_FORCE.search(text)  # "will not abandon the shoal"
            withheld = not posed and term.type in _KEPT_BACK and term.phase == "refrain"  # "would not back France"
            return "refusal" if refused and (kept or withheld or _TALKS.search(text)) else "threat"
        if not posed:
            goes_on = term.phase == "continue" and term.type in _ASSISTANCE  # "is ready to go on with the shipments"
            return "offer" if offering and not goes_on else "pledge"
        if not offering and all(self._own_going(p, term) for p in posed):
            return "pledge"  # "if it left the accord, it would feed the poorest for nothing": a price asked of nobody
        return "pledge" if all(self._releases(p, term) for p in posed) else "offer"

    def _releases(self, posed: Posed, term: Term) -> bool:
        """Whether a condition asks nothing for what is promised: it frees the speaker from it, or is what it answers."""
        named = self.terms.named(posed.clause)
        if posed.negated:
            if posed.connective in ("if", "provided", "provided that", "on condition that") and term.phase != "refrain":
                return False  # "will stop if India does not carry out further attacks": a price, though a negative one
            return named is None or named.direction == "escalates" or term.phase == "refrain"
        if posed.connective in LASTING and term.phase in ("refrain", "continue"):
            return True
        if posed.connective in LASTING:
            return self._keeps(term)
        if self.struck(posed):
            return True  # "will consult if either is attacked": nobody asks to be
        if named is None or named.direction != "escalates" or term.type not in _ASSISTANCE:
            return False
        helped = {a.side for a in term.recipients}  # "will let Sweden in if Sweden …" is a price, no help against it
        return not helped & {a.side for a in named.actors}

    def struck(self, posed: Posed) -> bool:
        """ "if Kuwait is attacked", "were it invaded": a blow by nobody named, no price for anything."""
        named = self.terms.named(posed.clause) if posed.clause.voice == "passive" and not posed.negated else None
        return (
            named is not None
            and (named.type, named.direction, named.phase) == ("ASSAULT", "escalates", "begin")
            and posed.clause.subject is None
            and not (posed.clause.perfect or posed.connective.startswith("only"))  # "only if they had been driven out"
        )

    def _defends(self, posed: Iterable[Posed], term: Term, addressees: tuple[Actor, ...]) -> bool:
        """ "will send its army if Lithuania is attacked", told to Lithuania: sent to its help."""
        told = {a.side for a in addressees}
        struck = (p.clause for p in posed if self.struck(p))
        victims = {a.side for c in struck for a in self.context.actors(c.object, c)}
        return bool(told and victims) and told <= victims and term.type in ("MOBILIZE", "ASSAULT", "COERCE", None)

    def _own_going(self, posed: Posed, term: Term) -> bool:
        """ "If Russia left", "should it quit the treaty": the speaker's own leaving, for which nobody else has anything to do."""
        doers = self.terms.doers(posed.clause)
        if posed.clause.subject is not None and unnamed_side(posed.clause.subject):
            return False  # "once the troops have gone": those of whom it is asked
        leaves = posed.clause.predicate in _LEAVES and posed.clause.voice == "active" and not posed.negated
        return leaves and bool(doers) and all(any(same_side(a, b) for b in term.actors) for a in doers)

    def _deters(self, posed: Iterable[Posed], term: Term, addressees: tuple[Actor, ...]) -> bool:
        """ "Beijing told Washington it would defend Pyongyang if America struck": aid to one told to the other is a threat."""
        told = {a.side for a in addressees}
        return term.type in _ASSISTANCE and any(
            told & {a.side for a in self.terms.doers(p.clause)} for p in posed if not p.negated
        )

    def kept_while(self, posed: tuple[Posed, ...], term: Term) -> bool:
        """ "the crossing stays open as long as the truce holds": what is goes on, and no price is asked for it."""
        return bool(posed) and all(p.connective in LASTING and not p.negated for p in posed) and self._keeps(term)

    def _keeps(self, term: Term) -> bool:
        """ "will keep to the truce", "will hold their fire": what already is goes on."""
        return bool(
            re.search(
                r"\b(?:keep|hold|observe|respect|honou?r|abide|maintain|stick|remain|stay|(?:go|flow|run)(?:s|ing)? (?:on\b|freely\b))",
                term.text.lower(),
            )
        )
