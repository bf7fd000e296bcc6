"""Whether a draft is a move between sides, and to which side: what separates a threat of war from business and politics at home."""

from __future__ import annotations

from detente.actors import lookup
from detente.actors.lexicon import seats
from detente.records import Actor, Clause, Document
from detente.signals import lexicon
from detente.signals.bargain import Draft
from detente.signals.context import Context, binding, known, partisan, rival, same_side, within
from detente.signals.speech import RECIPROCAL
from detente.signals.terms import Terms

COMMITTING = frozenset({"offer", "threat", "pledge"})
# What is asked or promised among friends and in trade, where no word of war stands by it.
_BUSINESS = {
    "demand": frozenset(
        {"investigate", "join", "invest", "buy", "vote", "visit", "attend", "play", "probe", "look into"}
    ),
    "pledge": frozenset({"build", "construct", "invest", "buy", "purchase", "finance", "plant", "host"}),
}
_TRADED = lexicon.phrase("bearing", "traded")
_TALKS = lexicon.phrase("bearing", "talks")
_INQUIRY = lexicon.phrase("bearing", "inquiry")
_JOINS = lexicon.phrase("bearing", "joins")
_DIPLOMACY = lexicon.phrase("bearing", "diplomacy")
_LAND = lexicon.phrase("bearing", "land")
_WAYS = lexicon.phrase("bearing", "ways")
_CEDES = lexicon.phrase("bearing", "cedes")
_ABROAD = lexicon.phrase("bearing", "abroad")
_TO_BE_ANSWERED = lexicon.phrase("bearing", "to_be_answered")
_MEASURE = lexicon.phrase("bearing", "measure")
_WHERE = lexicon.phrase("bearing", "where")
# What only those can do who hold somebody.
_WHEN = frozenset({"after", "before", "since", "during", "amid", "following"})
_FREES = frozenset({"free", "release", "let go", "set free", "hand over", "hand back", "return", "repatriate", "exchange", "swap", "give back", "send home"})  # fmt: skip
_HELP = frozenset({"AID", "SUPPORT", "CONSULT", "COOPERATE"})
_PRICED = ("in exchange for", "in return for")
_CALLS = frozenset({"visit", "attend", "meet", "tour", "receive", "go", "travel"})


class Bearing:
    """Reads what the drafts of one document bear on."""

    def __init__(self, document: Document, context: Context, terms: Terms) -> None:
        self.document = document
        self.context = context
        self.terms = terms

    def counts(self, draft: Draft) -> bool:
        """Whether a draft is a move between sides: another side is spoken to or of, or the act is one of war and peace."""
        if not known(draft.speaker) or not binding(draft.speaker) or self._freed_by_others(draft):
            return False
        if draft.speaker.sector == "JUD" and draft.speaker.code != "IGO":
            return False  # "the court ordered Israel to halt its offensive": no state's word
        span = draft.speaker.span or (0, 0)
        opposed = "opposition" in self.document.article.text[slice(*span)].lower() and not draft.speaker.group
        if opposed and draft.kind in COMMITTING:
            return False  # "the opposition leader said he would send missiles": not his to send
        if partisan(draft.speaker):
            return any(a.code != draft.speaker.code for a in self.addressees(draft))
        others = self._faced(draft) or self._foreigners_freed(draft)
        if draft.kind == "accusation":
            return others
        if draft.kind == "denial":
            return others or self._rival_near(draft) or self.context.near_arms(draft.anchor)
        if not others and self.context.at_home(draft.anchor):
            return draft.kind == "offer" and any(_JOINS.search(t.lower()) for t in self._texts(draft))
        return self._between_sides(draft, others)

    def addressees(self, draft: Draft) -> tuple[Actor, ...]:
        """Whom it is meant for: named hearers, those acted on, those whose act is the condition, else the one other side."""
        if draft.kind in ("denial",):
            return draft.addressees
        candidates = [self._waited_for(draft), draft.addressees]
        harm = draft.kind == "demand" and draft.commitment is not None and draft.commitment.direction == "escalates"
        if draft.commitment is not None and not harm:
            candidates.append(draft.commitment.recipients)
        candidates += [self.terms.doers(p.clause) for p in draft.posed]
        victims = self.victims(draft)
        if draft.kind != "threat":
            candidates += [self.terms.recipients(p.clause) for p in draft.posed]
        if draft.kind != "accusation":
            candidates.append(self._hearers(draft))
        if draft.kind != "demand" and draft.kind != "accusation":
            candidates.append(self.other_side(draft))
        if draft.kind == "offer" and draft.commitment is not None and draft.commitment.type in _HELP:
            candidates.append(self._quarrelling(draft))
        if draft.kind == "threat":
            candidates.append(self._spoken_of(draft))
        beside = self.beside(draft)
        for found in candidates:
            others = {a.side: a for a in found if not same_side(a, draft.speaker) and binding(a) and known(a)}
            others = {side: a for side, a in others.items() if side not in beside}
            if found is not draft.addressees:
                others = {side: a for side, a in others.items() if side not in victims}
            if others:
                return tuple(others.values())
        return ()

    def _waited_for(self, draft: Draft) -> tuple[Actor, ...]:
        """ "Told Beijing it would talk if the rebels did": an offer told to a third is made to those whose act it waits for."""
        if draft.kind != "offer" or not draft.posed or draft.anchor.said_in is None:
            return ()
        doers = tuple(a for p in draft.posed for a in self.terms.doers(p.clause) if rival(draft.speaker, a))
        told = {a.side for a in draft.addressees}
        return doers if told and doers and not told & {a.side for a in doers} else ()

    def _hearers(self, draft: Draft) -> tuple[Actor, ...]:
        """Whom the words were said to: "…, Mitsotakis told Erdogan"."""
        said = self.document.clauses[draft.anchor.said_in] if draft.anchor.said_in is not None else None
        if said is None:
            return ()
        hears = [a.phrase for a in said.arguments if a.role == "indirect" and not a.inherited]
        return tuple(a for phrase in hears for a in self.context.actors(phrase, said))

    def _spoken_of(self, draft: Draft) -> tuple[Actor, ...]:
        """Of whose deed it was said: "…, Nasrallah said of the raid by Israel", "…, the army said after the Turkish attack"."""
        said = self.document.clauses[draft.anchor.said_in] if draft.anchor.said_in is not None else None
        if said is None:
            return ()
        told = [a.phrase for a in said.arguments if a.preposition in ("of", "about", "after") and not a.inherited]
        acts = [c for c in self.document.children(said, "oblique") if c.connective in ("of", "about", "after")]
        named = [a for c in acts for a in self.terms.doers(c)]
        return tuple(named) or tuple(a for p in told for a in self.context.actors(p, said))

    def beside(self, draft: Draft) -> frozenset[str]:
        """Those who say a threat, a demand or the like together with the speaker: it is not meant for them."""
        anchor = draft.anchor
        spoken = anchor.speakers[0] if anchor.speakers else anchor.subject  # "Syria and Iran warned that …"
        mutual = not anchor.speakers and RECIPROCAL.search(self.context.own(anchor))  # "accused each other"
        among_themselves = draft.kind in ("pledge", "acceptance") or (draft.kind == "offer" and draft.posed)
        if among_themselves or spoken is None or mutual:
            return frozenset()
        said_in = self.document.clauses[anchor.said_in] if anchor.said_in is not None else anchor
        together = {a.side for a in self.context.actors(spoken, said_in)}
        return frozenset(together) if len(together) > 1 and draft.speaker.side in together else frozenset()

    def other_side(self, draft: Draft) -> tuple[Actor, ...]:
        """The only other side named in what is said."""
        found: dict[str, Actor] = {}
        for clause in self._said(draft.anchor):
            for argument in clause.arguments:
                if argument.preposition in _WHEN:
                    continue  # "after talks with Sudan and Ethiopia ended": when it was said
                if self.terms.is_forum(argument, clause):
                    continue  # "will take the case to the Security Council"
                if _WHERE.search(argument.phrase.text.lower()):
                    continue  # "the corridor on the border with Egypt": where it lies
                for actor in self.context.actors(argument.phrase, clause):
                    if not same_side(actor, draft.speaker):
                        found.setdefault(actor.side, actor)
        return tuple(found.values()) if len(found) == 1 else ()

    def _quarrelling(self, draft: Draft) -> tuple[Actor, ...]:
        """ "Will keep out of a war between Mali and Chad, while its president has offered to help": whom a third would help."""
        for clause in self.document.clauses:
            if clause.sentence != draft.anchor.sentence:
                continue
            for phrase in (p for argument in clause.arguments for p in within(argument.phrase)):
                both = [a for k, p in phrase.complements if k == "between" for a in self.context.actors(p, clause)]
                if len({a.side for a in both}) > 1 and not any(same_side(a, draft.speaker) for a in both):
                    return tuple(both)
        return ()

    def _between_sides(self, draft: Draft, others: bool) -> bool:
        texts = self._texts(draft)
        if draft.kind == "offer" and any(_TALKS.search(t) or _INQUIRY.search(t) for t in texts):
            return True
        if self._no_business_of_sides(draft):
            return False
        if draft.kind in ("demand", "acceptance", "refusal"):
            others = others or self._rival_near(draft)
        if draft.kind == "refusal" and not self.context.at_home(draft.anchor):
            others = others or any(_CEDES.search(t.lower()) for t in texts[:-1])
        if draft.kind in ("acceptance", "refusal"):
            others = others or self._by_its_capital(draft)
            others = others or any(_DIPLOMACY.search(t.lower()) for t in texts)
        told = self._told(draft)
        if draft.rule == "threaten" and told:
            return True
        others = others or (told and draft.kind in COMMITTING and self._rival_near(draft))
        others = others or (
            told and draft.kind in COMMITTING and (self._abroad(draft) or self._measure_beside_a_rival(draft))
        )
        if draft.kind == "threat" and draft.rule.endswith("not idle"):  # "China will never sit idly by and ignore this"
            others = others or self._rival_near(draft, beside=1)
        if draft.kind == "threat" and _TO_BE_ANSWERED.search(draft.anchor.text.lower()):
            others = others or self.context.near_arms(draft.anchor)
        if not others and self._visit(draft):
            return False
        unmet = lexicon.pattern("speech", "unmet")
        if draft.kind == "threat" and any(unmet.search(p.clause.text.lower()) for p in draft.posed):
            return not self.context.at_home(draft.anchor)
        if draft.posed and told and self._bargained(draft):
            return True
        return others or self.context.armed(*texts) or self._of_land_or_arms(draft)

    def _by_its_capital(self, draft: Draft) -> bool:
        """ "Doha turned down the list of demands": a state named by its capital answers another, unless it is about law at home."""
        span = draft.speaker.span
        named = self.document.article.text[slice(*span)].lower() if span is not None else ""
        return (named in seats() or named == "the kremlin") and not self.context.at_home(draft.anchor)

    def _abroad(self, draft: Draft) -> bool:
        """ "Will deliver grain to six African countries": done for other states, though none is named."""
        return draft.commitment is not None and bool(_ABROAD.search(draft.commitment.text.lower()))

    def _of_land_or_arms(self, draft: Draft) -> bool:
        """ "agreed to stop hitting power plants", "undertook to return the four villages": arms laid by, land given back."""
        term = draft.commitment
        if draft.kind not in COMMITTING or term is None:
            return False
        laid_by = term.type == "ASSAULT" and term.phase in ("halt", "refrain") and term.direction == "de-escalates"
        given = _LAND.search(term.text.lower()) or _WAYS.search(term.text.lower()) or self._captives(draft)
        return laid_by or (term.direction == "de-escalates" and bool(given))

    def _freed_by_others(self, draft: Draft) -> bool:
        """ "Ninety Palestinian prisoners would be freed, Hamas said": by those who hold them; its own people it does not hold."""
        content = draft.content or draft.anchor
        if draft.kind != "pledge" or content.voice != "passive" or content.predicate not in _FREES:
            return False
        if content.argument("oblique", "by") is not None or content.negated:
            return False
        freed = content.object or content.subject
        parts = () if freed is None else tuple(within(freed))
        named = any(p.possessor is not None or any(lookup(m.text) for m in p.modifiers) for p in parts)
        return named and any(a.code == draft.speaker.code for a in self.context.actors(freed, content))

    def _captives(self, draft: Draft) -> bool:
        """ "Yehoud would be released next week, a Hamas official said": whom an armed group lets go is another side's."""
        term, content = draft.commitment, draft.content
        freed = term is not None and term.mode == "release" and term.type == "RETREAT" and content is not None
        armed = draft.speaker.group is not None and draft.speaker.code not in ("IGO", "NGO")
        return freed and (armed or self._rival_near(draft, beside=1))

    def _foreigners_freed(self, draft: Draft) -> bool:
        """ "Venezuela will free two jailed Americans": whoever lets another country's people go deals with that country."""
        term = draft.commitment
        if draft.kind not in COMMITTING or term is None or (term.type, term.mode) != ("RETREAT", "release"):
            return False
        own = {"---", "IGO", "NGO", "MNC", draft.speaker.code}
        return any(actor.code not in own for actor in term.recipients)

    def _texts(self, draft: Draft) -> list[str]:
        """The words of a draft among which those of war and peace are sought."""
        texts = [self.context.inner(c) for c in (draft.content, draft.anchor) if c is not None]
        texts += [p.clause.text for p in draft.posed]
        whole = draft.kind in COMMITTING or draft.kind in ("acceptance", "refusal")
        return [*texts, self.context.sentence(draft.anchor)] if whole else texts

    def _faced(self, draft: Draft) -> bool:
        """Whether another side is spoken to, acted on or waited for."""
        to = (*self.addressees(draft), *(draft.commitment.recipients if draft.commitment else ()))
        to += tuple(a for p in draft.posed for a in self.terms.recipients(p.clause))
        return any(rival(draft.speaker, a) for a in to)

    def _told(self, draft: Draft) -> bool:
        """Whether the act committed to is known by type or by name."""
        return draft.commitment is not None and (
            draft.commitment.type is not None
            or (draft.content is not None and self.terms.named(draft.content) is not None)
        )

    def _bargained(self, draft: Draft) -> bool:
        """Whether the condition tells that it is a bargain of sides: a price, known acts, or our answer by arms."""
        priced = any(p.connective in _PRICED for p in draft.posed)
        subject = draft.content.subject if draft.content is not None else None
        ours = subject is not None and subject.head.lower() in ("we", "i")
        armed = draft.kind == "threat" and draft.commitment is not None and draft.commitment.type == "ASSAULT"
        return priced or all(self.terms.named(p.clause) for p in draft.posed) or (ours and armed)

    def _no_business_of_sides(self, draft: Draft) -> bool:
        """ "asked Kyiv to investigate a rival's son", "called on Egypt to join the project": nothing of war and peace."""
        content = draft.content
        return (
            content is not None
            and content.predicate in _BUSINESS.get(draft.kind, ())
            and not content.negated
            and not (content.predicate == "join" and self.context.actors(content.object, content))  # "join NATO"
            and not self.context.armed(_TRADED.sub(" ", self.context.sentence(draft.anchor).lower()))
        )

    def _visit(self, draft: Draft) -> bool:
        """ "is planning to visit the wounded minister": a meeting that is no talk between sides."""
        term, content = draft.commitment, draft.content
        meeting = term is not None and term.type == "CONSULT" and term.phase == "begin"
        called = content is not None and content.predicate in _CALLS and not _TALKS.search(content.text)
        return draft.kind in ("pledge", "offer") and meeting and called

    def _measure_beside_a_rival(self, draft: Draft) -> bool:
        """ "Will postpone the ban", "will remove the barricades": a measure between sides where the sentence beside names the other."""
        term = draft.commitment
        measure = term is not None and bool(_MEASURE.search(term.text.lower()))
        return measure and self._rival_near(draft, beside=1)

    def _rival_near(self, draft: Draft, *, beside: int = 0) -> bool:
        """Whether another side is named anywhere in the sentence, or in those beside it."""
        return any(
            rival(draft.speaker, actor)
            for clause in self.document.clauses
            if abs(clause.sentence - draft.anchor.sentence) <= beside
            for argument in clause.arguments
            for phrase in within(argument.phrase)
            for actor in self.context.actors(phrase, clause)
        )

    def _said(self, clause: Clause) -> list[Clause]:
        """A clause and what hangs from it, relative clauses and asides left out."""
        found = [clause]
        for child in self.document.children(clause):
            if child.link not in ("relative", "parenthetical", "apposition", "participial", "time"):
                found += self._said(child)
        return found

    def victims(self, draft: Draft) -> set[str]:
        """Whom the harm that a threat answers would befall: "in the event of an attack on Cyprus"; no hearers."""
        if draft.kind != "threat":
            return set()
        return {a.side for p in draft.posed if not p.negated or self._halts(p.clause) for a in self._harmed(p.clause)}

    def _halts(self, clause: Clause) -> bool:
        """ "Until the blockade of Gaza ends": the harm is to stop."""
        term = self.terms.named(clause)
        return term is not None and term.phase == "halt" and term.direction == "de-escalates"

    def _harmed(self, clause: Clause) -> tuple[Actor, ...]:
        acts = self.terms.acts.get(clause.id, ())
        hit = (*self.terms.recipients(clause), *(actor for act in acts for actor in act.recipients))
        doers = {a.side for a in self.terms.doers(clause)}
        return tuple(a for a in hit if a.side not in doers)  # "if you cross it": nobody harms himself
