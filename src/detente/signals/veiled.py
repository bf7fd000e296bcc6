"""Threats in the diplomat's words, where no act of one's own is named: "could not stand idle", "an act of war", "would be answered"."""

from __future__ import annotations

import re

import msgspec

from detente.actors import lookup
from detente.language.guards import Guarded
from detente.records import Actor, Clause, Phrase, Term
from detente.signals import lexicon
from detente.signals.bargain import Draft
from detente.signals.conditions import LASTING, Posed, as_clause
from detente.signals.context import same_side
from detente.signals.utterance import MUST, SUFFERS, WAR_BY_NAME, WILL, Utterance

_ANSWERED = lexicon.phrase("veiled", "answered")
_VEILED = lexicon.phrase("veiled", "veiled")
_UNSAFE = lexicon.phrase("veiled", "unsafe")
_IDLE = lexicon.phrase("veiled", "idle")
DEEMS = frozenset({"regard", "consider", "treat", "view", "see", "deem", "interpret", "look", "look upon", "look on", "construe", "count", "take"})  # fmt: skip
_DEEMS_AS = frozenset({"take", "see", "count", "look", "view", "interpret", "treat"})
_HOSTILE_NAME = lexicon.phrase("veiled", "hostile_name")
_PATIENCE = lexicon.phrase("veiled", "patience")
_TARGETS = lexicon.phrase("veiled", "targets")
_VOCATIVE = re.compile(r"[,;] (?:you )?([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)[,.!?”\"’']")
_CULPRITS = frozenset({"those", "whoever", "anyone", "everyone", "culprit", "culprits", "perpetrator", "perpetrators", "author", "authors", "planner", "planners", "one", "ones"})  # fmt: skip
_ITSELF = frozenset({"itself", "himself", "herself", "themselves", "ourselves", "it", "they", "he"})
_CONSEQUENCES = lexicon.phrase("veiled", "consequences")


def _braced() -> Guarded:
    """ "ready for any adventure", over lower-case text."""
    return lexicon.pattern("fates", "braced")


class Veiled(Utterance):
    """Reads the veiled threats of one document."""

    def _not_idle(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "could not stand aside", "cannot be expected to remain indifferent": a threat in the diplomat's negative."""
        negative = clause.negated or clause.predicate in ("unable", "impossible")
        if (
            not negative
            or not set(clause.modals) & (WILL | {"can", "could"})
            or not _IDLE.search(self.context.own(clause).lower())
        ):
            return None
        subject = clause.subject or clause.object
        if not any(same_side(a, speaker) for a in self.context.actors(subject, clause)) and not (
            subject is not None and subject.kind == "pronoun"
        ):
            return None
        posed = self.bargains.conditions.of(clause)
        term = Term(actors=(speaker,), direction="escalates", text=clause.text, span=clause.span)
        return Draft("threat", speaker, clause, clause, self.told(clause, speaker), posed, term, f"{rule}: not idle")

    def _as_war(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "would regard the sanctions as a declaration of war": the condition is what is so regarded."""
        warned = {"may", "might", "can"} if rule == "warn" else set()
        if clause.predicate not in DEEMS or not set(clause.modals) & (WILL | MUST | warned):
            return None
        if clause.negated or not _HOSTILE_NAME.search(self.context.own(clause).lower()):
            return None
        if clause.predicate in _DEEMS_AS and not re.search(r"\b(?:as|for)\b", self.context.own(clause)):
            return None  # "will take measures unless it ends its provocations"
        if clause.voice != "passive" and not self.speaks_of_itself(clause, speaker):
            return None
        judged = clause.object or next((a.phrase for a in clause.arguments if a.preposition in ("upon", "on")), None)
        doing = self._gerund(clause)
        if judged is None and doing is not None:  # "shelling its ships would be regarded as an act of war"
            posed = (Posed(doing, "as", False),)
            to = tuple(a for a in self.terms.doers(doing) if not same_side(a, speaker)) or self.told(clause, speaker)
            term = Term(actors=(speaker,), recipients=to, direction="escalates", text=clause.text, span=clause.span)
            return Draft("threat", speaker, clause, clause, to, posed, term, f"{rule}: an act of war")
        if judged is None or (judged.kind == "pronoun" and judged.head.lower() not in _ITSELF):
            return None
        if judged.head.lower() in _ITSELF:  # "would consider itself at war if …"
            given = self.bargains.conditions.of(clause)
            term = Term(actors=(speaker,), type="ASSAULT", direction="escalates", text=clause.text, span=clause.span)
            to = self.told(clause, speaker)
            return Draft("threat", speaker, clause, clause, to, given, term, f"{rule}: at war") if given else None
        judged = self._misplaced(judged, clause)
        if judged is None:
            return None
        if self._standing(judged):
            term = Term(actors=(speaker,), direction="escalates", text=clause.text, span=clause.span)
            return Draft("threat", speaker, clause, clause, self.told(clause, speaker), (), term, f"{rule}: as hostile")
        acts = (c for c in self.document.clauses if c.predicate_span == judged.head_span and c.kind == "noun")
        act = next(acts, None) or as_clause(clause, judged, judged)
        relative = [c for c in self.document.children(act, "relative", "participial", "complement") if not c.perfect]
        posed = (Posed(self._deepest(act) if not relative else relative[0], "as", False),)
        to = tuple(a for a in self.terms.doers(act) if not same_side(a, speaker)) or self.told(clause, speaker)
        term = Term(actors=(speaker,), recipients=to, direction="escalates", text=clause.text, span=clause.span)
        return Draft("threat", speaker, clause, clause, to, posed, term, f"{rule}: an act of war")

    def _as_dead(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "would regard the truce as dead if …": what binds both, to be thrown off on a condition."""
        if clause.predicate not in DEEMS or clause.negated or not set(clause.modals) & (WILL | MUST):
            return None
        bond = next((p.phrase for p in clause.arguments if p.role in ("object", "oblique")), None)
        bound = bond is not None and bond.head.lower() in lexicon.words("speech", "agreements")
        posed = self.bargains.conditions.of(clause) if bound else ()
        start, end = clause.predicate_span[1], self.document.sentences[clause.sentence].span[1]
        end = min([end, *(p.clause.span[0] for p in posed if p.clause.span[0] > start)])
        if not lexicon.pattern("fates", "void").search(self.document.article.text[start:end].lower()):
            return None
        mine = self.speaks_of_itself(clause, speaker) or (clause.voice == "passive" and clause.subject is None)
        if not posed or not mine:
            return None
        to = tuple(a for p in posed for a in self.terms.doers(p.clause) if not same_side(a, speaker))[:1]
        term = Term(
            actors=(speaker,), recipients=to, type="COERCE", direction="escalates", text=clause.text, span=clause.span
        )
        return Draft(
            "threat", speaker, clause, clause, to or self.told(clause, speaker), posed, term, f"{rule}: as void"
        )

    def _standing(self, judged: Phrase) -> bool:
        """ "All ships bound for its ports will be regarded as …": how whole kinds of things are treated from now on, whatever they do.

        "Any ship that enters …", "any ship in the zone" is one that does something first.
        """
        single = judged.determiner in ("any", "every", "each", "a", "an", "no")
        return judged.head.lower() in lexicon.words("speech", "craft") and not single

    def _misplaced(self, judged: Phrase, clause: Clause) -> Phrase | None:
        """A side is no act: in "Mali warned an intervention would be seen as …" the parser gives the act to "warned"."""
        if judged.kind != "name" or not self.context.actors(judged, clause):
            return judged
        above = self.document.parent(clause)
        if above is None:
            return None
        acts = {n.predicate_span for n in self.document.children(above, "argument") if n.kind == "noun"}
        given = (a.phrase for a in above.arguments if a.role in ("object", "indirect"))
        return next((p for p in given if p.head_span in acts), None)

    def _consequences(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "the consequences would be grave if …", "could not be responsible for the consequences": harm nobody is named for."""
        posed = self.bargains.conditions.of(clause)
        if not posed or not clause.speakers or not _CONSEQUENCES.search(self.context.inner(clause).lower()):
            return None
        blamed = self.context.actors(clause.subject or clause.object, clause)
        if clause.negated and not ("responsib" in clause.text or "answer" in clause.text):
            return None
        to = tuple(a for a in blamed if not same_side(a, speaker)) or self.told(clause, speaker)
        term = Term(actors=(speaker,), recipients=to, direction="escalates", text=clause.text, span=clause.span)
        return Draft("threat", speaker, clause, clause, to, posed, term, f"{rule}: consequences")

    def _dared(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "Do not play with fire", "nobody should underestimate our resolve": what another had better not do."""
        text = self.context.inner(clause).lower()
        wise = clause.kind == "adjective" and clause.predicate in lexicon.words("fates", "wise")
        advised = bool(set(clause.modals) & (MUST | {"had better", "would"})) or "better" in clause.adverbs
        negative = clause.negated or " not to " in f" {text} " or "think" in text
        if not (negative and (clause.mood == "imperative" or advised or wise)) or not lexicon.pattern(
            "fates", "dare"
        ).search(text):
            return None
        found = self.context.actors(clause.subject, clause)
        to = tuple(a for a in found if not same_side(a, speaker)) or self.told(clause, speaker)
        if found and not to:
            return None
        term = Term(actors=(speaker,), recipients=to, direction="escalates", text=clause.text, span=clause.span)
        return Draft("threat", speaker, clause, clause, to, (), term, f"{rule}: dares")

    def _formula(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "All options are on the table": a threat diplomats know."""
        posed = self.bargains.conditions.of(clause)
        text = self.context.inner(clause).lower()
        if _PATIENCE.search(text) or (self._fair_game(clause, text) and not clause.negated):
            term = Term(actors=(speaker,), direction="escalates", text=clause.text, span=clause.span)
            return Draft(
                "threat", speaker, clause, clause, self.told(clause, speaker), posed, term, f"{rule}: patience"
            )
        unsafe = _UNSAFE.search(text) is not None and clause.predicate in ("guarantee", "ensure", "answer for", "vouch")
        if not unsafe and (
            clause.negated
            or not (_VEILED.search(text) or _braced().search(text) or (posed and WAR_BY_NAME.search(text)))
        ):
            return None
        to = tuple(a for a in self.terms.recipients(clause) if not same_side(a, speaker))
        term = Term(
            actors=(speaker,), recipients=to, type="THREATEN", direction="escalates", text=clause.text, span=clause.span
        )
        return Draft("threat", speaker, clause, clause, to, posed, term, f"{rule}: all options")

    def _fair_game(self, clause: Clause, text: str) -> bool:
        """ "every ship bound for Eilat is now a target": said of what is another's."""
        if not clause.speakers or clause.modals or not _TARGETS.search(text):
            return False
        spoken = self.context.voice(clause).actors
        owners = (*self.context.actors(clause.subject, clause), *self._owners(clause))
        return bool(spoken) and not any(same_side(a, b) for a in owners for b in spoken)

    def _owners(self, clause: Clause) -> tuple[Actor, ...]:
        return self.context.owners(clause.subject, clause) if clause.subject is not None else ()

    def _bars(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "No oil of theirs will be loaded until they open the border": a door kept shut till the other gives way."""
        thing = clause.subject if clause.voice == "active" else clause.object or clause.subject
        if thing is None or thing.kind == "pronoun" or clause.predicate not in lexicon.table("fates")["bars"]["verbs"]:
            return None
        head = thing.head.lower()
        goods = lexicon.words("fates", "bars")
        if not {head, head.removesuffix("s"), re.sub(r"ies$", "y", head)} & goods:
            return None
        if not (clause.negated or thing.negated) or not set(clause.modals) & (WILL | {"can", "could", "may"}):
            return None
        posed = tuple(
            p
            for p in self.bargains.conditions.of(clause)
            if p.negated or p.connective in LASTING or p.connective == "if"
        )
        if not posed or not clause.speakers:
            return None
        asked = (*(a for p in posed for a in self.terms.doers(p.clause)), *self.context.owners(thing, clause))
        to = tuple(a for a in asked if not same_side(a, speaker))[:1] or self.told(clause, speaker)
        if not to:
            return None  # "will not pass until the wreck is cleared"
        term = Term(
            actors=(speaker,), recipients=to, type="COERCE", direction="escalates", text=clause.text, span=clause.span
        )
        return Draft("threat", speaker, clause, clause, to, posed, term, f"{rule}: bars")

    def _own_means(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "if the leaflets go on, our way of answering will change": harsher ways of fighting, on a condition."""
        posed = self.bargains.conditions.of(clause)
        if not posed or not set(clause.modals) & WILL or not self._altered(clause, speaker):
            return None
        if (named := self.terms.named(clause)) is not None and named.type is not None:
            return None  # "will widen its strikes": the act is told
        if self.bargains.answered(posed) == "de-escalates":
            return None  # "if the truce holds, its posture will be reviewed"
        to = self.told(clause, speaker)
        term = Term(actors=(speaker,), recipients=to, direction="escalates", text=clause.text, span=clause.span)
        return Draft("threat", speaker, clause, clause, to, posed, term, f"{rule}: other means")

    def _subject_condition(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "Any further attack will be met with force": the condition is what is answered."""
        if not set(clause.modals) & (WILL | {"could", "may", "might"}):
            return None
        text = " ".join((*clause.modals, self._passive_text(clause))).lower()
        if not (_ANSWERED.search(text) or SUFFERS.search(text)):
            return None
        condition = self._answered(clause)
        if condition is None:
            return None
        if any(same_side(a, speaker) for a in self.terms.doers(condition)):
            return None
        said = tuple(p for p in self.bargains.conditions.of(clause) if p.clause.id != condition.id)
        any_ = (Posed(condition, "any", False),)
        asked = any(p.negated for p in said)  # "tankers that call there will be sunk unless it makes peace"
        posed = (*said, *any_) if asked else (*any_, *said)
        term = Term(type="ASSAULT", text=clause.text, span=clause.span, direction="escalates")
        own = self.terms.of(clause)
        if own is not None and own.direction == "escalates" and own.type:
            term = msgspec.structs.replace(own, phase="begin")
        recipients = self.terms.doers(condition) or self.told(clause, speaker)
        commitment = msgspec.structs.replace(term, actors=(speaker,), recipients=recipients)
        return Draft("threat", speaker, clause, clause, recipients, posed, commitment, f"{rule}: any … will be met")

    def _veiled(self, clause: Clause, speaker: Actor, posed: tuple[Posed, ...], rule: str) -> Draft:
        to = self.context.actors(clause.subject or clause.object, clause) or self._called(clause, speaker)
        if not to and self._is_whoever(clause):
            to = others if len(others := self._others_named(clause, speaker)) == 1 else ()
        penalty = lexicon.pattern("fates", "penalties").search(self._passive_text(clause))
        term = Term(
            actors=(speaker,),
            recipients=to,
            type="SANCTION" if penalty else "ASSAULT",
            direction="escalates",
            text=clause.text,
            span=clause.span,
        )
        return Draft("threat", speaker, clause, clause, to, posed, term, f"{rule}: will pay")

    def _called(self, clause: Clause, speaker: Actor) -> tuple[Actor, ...]:
        """ "You will pay for this, America": the side that is called by its name."""
        if clause.subject is None or clause.subject.head.lower() != "you":
            return ()
        end = self.document.sentences[clause.sentence].span[1]
        after = self.document.article.text[clause.predicate_span[1] : end]
        found = (lookup(m[1]) for m in _VOCATIVE.finditer(after))
        return tuple(a for a in found if a is not None and not same_side(a, speaker))[:1]

    def _whoever(self, clause: Clause, speaker: Actor) -> bool:
        """ "those behind the raid must be ready to pay": nobody named, where another side stands in the sentence."""
        return self._is_whoever(clause) and bool(self._others_named(clause, speaker))

    def _is_whoever(self, clause: Clause) -> bool:
        first = clause.subject.text.split()[0].lower() if clause.subject is not None else ""
        return (
            clause.subject is not None
            and bool(clause.speakers)
            and bool({first, clause.subject.head.lower()} & _CULPRITS)
        )

    def _others_named(self, clause: Clause, speaker: Actor) -> tuple[Actor, ...]:
        """The other sides that the sentence names."""
        found: dict[str, Actor] = {}
        for other in self.document.clauses:
            if other.sentence != clause.sentence:
                continue
            for argument in other.arguments:
                for phrase in (argument.phrase, *(p for _, p in argument.phrase.complements)):
                    for actor in self.context.actors(phrase, other):
                        if not same_side(actor, speaker):
                            found.setdefault(actor.side, actor)
        return tuple(found.values())
