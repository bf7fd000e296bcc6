"""Walks the clauses of a document and turns what they make into signals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from detente.records import Actor, Clause, Condition, Document, Event, Signal
from detente.signals import Coded, lexicon
from detente.signals.bargain import Bargains, Draft
from detente.signals.bearing import COMMITTING, Bearing
from detente.signals.channels import channels
from detente.signals.conditions import PRICES, Conditions, Posed, anaphoric, unnamed_side
from detente.signals.context import Context, Voice, assured, binding, known, rival, same_side
from detente.signals.costs import Costs
from detente.signals.deadlines import deadline, on_day
from detente.signals.fallback import Fallback
from detente.signals.idioms import Idioms
from detente.signals.idle import Idle
from detente.signals.indirect import Indirect
from detente.signals.linkage import Linkage
from detente.signals.measures import Measures
from detente.signals.moves import Moves
from detente.signals.own import OwnVoice
from detente.signals.prospects import Prospects
from detente.signals.speech_events import attach
from detente.signals.taken_up import TakenUp
from detente.signals.terms import Acts, Terms
from detente.signals.wording import Wording

if TYPE_CHECKING:
    from detente.actors import Cast

_HOSTILE = frozenset({"ASSAULT", "ACCUSE", "COERCE", "MOBILIZE", "THREATEN", "REJECT"})
_HANDS_OVER = frozenset({"release", "free", "hand over", "hand back", "hand", "deliver", "return", "repatriate", "send back", "set free", "give back", "reopen", "open", "unblock"})  # fmt: skip
# What two sides make or end between them: "when peace is at hand, he will make deals with both".
_BETWEEN_THEM = frozenset("peace fighting hostilities hostility war violence shooting shelling bloodshed gun weapon truce ceasefire".split())  # fmt: skip
_COSTLY = COMMITTING | {"demand", "refusal"}


class Reader:
    """Reads one document; used once."""

    def __init__(self, document: Document, cast: Cast, acts: Acts, events: Sequence[Event]) -> None:
        self.document = document
        self.events = events
        self.context = Context(document, cast)
        self.terms = Terms(document, acts, self.context)
        self.bearing = Bearing(document, self.context, self.terms)
        self.wording = Wording(document)
        self.conditions = Conditions(document, self.context, self.terms)
        self.bargains = Bargains(document, self.context, self.terms, self.conditions)
        self.own = OwnVoice(document, self.context, self.terms, self.bargains)
        self.taken_up = TakenUp(document, self.context, self.terms)
        self.costs = Costs(document, events)
        self.linkage = Linkage(document, self.context, self.bargains, self.own)
        self.indirect = Indirect(document, self.context, self.conditions)
        self.fallback = Fallback(document, self.context, self.terms, self.conditions, self.bargains)
        self.done: set[int] = set()
        self._idle = Idle(document)
        self.moves = Moves(document, self.context, self.terms, self.bargains, self.own, self.done)
        self.measures = Measures(document, self.terms, self.bargains)
        self.idioms = Idioms(document, self.context, self.terms, self.bargains, self.moves)
        self.prospects = Prospects(document, self.context, self.terms, self.bargains)

    def read(self) -> Coded:
        """Signals in order of the text, each once."""
        drafts: list[Draft] = []
        for clause in sorted(self.document.clauses, key=lambda c: (c.sentence, len(self.document.ancestors(c)), c.id)):
            if clause.id in self.done:
                continue
            drafts += [d for d in self._drafts(clause) if self.bearing.counts(d)]
        drafts = self.fallback.confirmed(_distinct(drafts))
        heard = (
            d
            for d in self.fallback.read(drafts)
            if not any(self.own.inert(c, d.speaker) for c in (d.anchor, d.content) if c is not None)
        )
        drafts += [d for d in heard if self.bearing.counts(d)]
        drafts = [self.taken_up.named(self._in_person(d)) for d in drafts if not self._idle.idle(d)]
        addressees = [self._meant(d) for d in drafts]
        coded = attach(self.document, drafts, addressees, self.events)
        signals = [
            self._signal(i, draft, to, event)
            for i, (draft, to, event) in enumerate(zip(drafts, addressees, coded.ids, strict=True), 1)
        ]
        return Coded(signals=tuple(signals), events=coded.events, channels=channels(self.document, self.context))

    def _in_person(self, draft: Draft) -> Draft:
        """ "Pakistan is ready to …, Defence Minister Asif said": the word of the one who gives it for his state."""
        speaker, spoken = draft.speaker, self.context.voice(draft.anchor)
        if speaker.name or speaker.role or draft.rule.startswith("agree") or len(spoken.actors) != 1:
            return draft
        person = spoken.actors[0]
        own = bool(person.name or person.role) and same_side(person, speaker) and person.group == speaker.group
        return draft._replace(speaker=person) if own and not spoken.onlooker and binding(person) else draft

    def _drafts(self, clause: Clause) -> list[Draft]:
        move = lexicon.move(clause)
        if not self.context.asserted(clause) or not self.context.news(clause):
            return []
        if clause.said_in is not None and self.document.clauses[clause.said_in].predicate == "have":
            return []  # "Asmara has ten days to …, they said, or …": so the parser, whose word it is lost
        voice = self.context.voice(clause)
        made = list(self.linkage.read(clause, self._who_ties(clause))) if self.linkage.ties(clause) else []
        if not made and self.measures.stands(clause):
            made = list(self.measures.read(clause, self.moves.speakers(clause, "announce")))
        if not made and move:
            made = list(self.moves.read(clause, move))
        made = made or list(self.idioms.read(clause)) or list(self.prospects.read(clause))
        if made or self.prospects.closed(clause):
            return made
        if not self._spoken(clause):
            going_on = self.indirect.speakers(clause)
            if clause.link in ("relative", "time") and clause.speakers and not going_on:
                return []  # "measures that the North finds painful": nobody's word but of the clause it hangs from
            return list(self.own.read(clause, going_on, rule="goes on"))
        if voice.onlooker:
            return []
        said_in = self.document.clauses[clause.said_in] if clause.said_in is not None else None
        rule = "warn" if said_in is not None and lexicon.move(said_in) == "warn" else "say"
        drafts = list(self.own.read(clause, self._group_at_home(clause, voice) or voice.actors, rule=rule))
        for draft in drafts:
            self.moves.take(draft.content or clause)
        return drafts

    def _who_ties(self, clause: Clause) -> tuple[Actor, ...]:
        """Who ties one thing to another: the subject, else the one who says that they are tied."""
        found = self.moves.speakers(clause, "announce") if clause.object is not None else ()
        voice = self.context.voice(clause)
        return found or (() if voice.onlooker else voice.actors)

    def _group_at_home(self, clause: Clause, voice: Voice) -> tuple[Actor, ...]:
        """ "The Houthis will stop, the head of their council said": the group's word, not that of the state it lives in."""
        about = self.context.actors(clause.subject, clause)
        theirs = voice.phrase is not None and any(
            w in f" {voice.phrase.text.lower()} " for w in (" their ", " its ", " his ")
        )
        at_home = theirs and any(
            a.code == b.code and ((a.group and not b.group) or not binding(a)) for a in about for b in voice.actors
        )  # "a group of exiles would …, its leader said": not the state they left
        bare = all(
            b.sector == "REB" and b.group is None for b in voice.actors
        )  # "Mozambican rebel leader … said Renamo would"
        at_home = at_home or (bare and any(a.group and a.code == b.code for a in about for b in voice.actors))
        return about if at_home else ()

    def _spoken(self, clause: Clause) -> bool:
        """Whether a clause is somebody's words: quoted, reported, or a headline's."""
        if clause.speakers and self.context.brought_home(clause):
            return True
        if clause.speakers:
            above = self.document.parent(clause)
            sure = clause.link == "thought" and above is not None and assured(above)
            return sure or clause.link not in ("thought", "condition", "relative", "purpose", "time", "cause")
        return False

    def _signal(self, number: int, draft: Draft, to: tuple[Actor, ...], event: str | None) -> Signal:
        named = self.bearing.addressees(draft) or (to if draft.kind == "threat" else ())
        terms = list(dict.fromkeys(self._condition(draft, i, named, to) for i in range(len(draft.posed))))
        anchor, text = draft.anchor, self.document.article.text
        whose = [
            a.phrase.span[0] for a in anchor.arguments if a.inherited and draft.kind == "pledge" and a.role == "object"
        ]
        starts = [anchor.span[0], *whose]  # "Levi was alive and would be released": with whom it is about
        start = min([*starts, *(t.span[0] for t in terms if t.span and self._near(t, anchor))])
        end = max([anchor.span[1], *(t.span[1] for t in terms if t.span and self._near(t, anchor))])
        commitment = draft.commitment
        if commitment is not None:
            commitment = self.wording.bare(commitment, draft.content or draft.anchor)
        if commitment is not None and draft.kind == "demand" and not commitment.actors:
            asked = to or (self.bearing.other_side(draft) if commitment.direction == "de-escalates" else ())
            commitment = msgspec.structs.replace(commitment, actors=asked)
        if (
            commitment is not None
            and not commitment.recipients
            and draft.kind != "demand"
            and commitment.direction == "escalates"
        ):
            commitment = msgspec.structs.replace(commitment, recipients=to)
        return Signal(
            id=f"s{number}",
            event=event,
            kind=draft.kind,
            speaker=draft.speaker,
            addressees=to,
            condition=terms[0] if terms else None,
            more_conditions=tuple(terms[1:]),
            commitment=commitment,
            deadline=self._deadline(draft),
            firm=self._firm(draft),
            quote=text[start:end],
            span=(start, end),
            sentence=anchor.sentence,
            rule=draft.rule,
            date=(self.document.article.date or "")[:10] or None,
            clause=anchor.id,
            costs=self.costs.of(draft) if draft.kind in _COSTLY else (),
        )

    def _near(self, term: Condition, anchor: Clause) -> bool:
        sentence = self.document.sentences[anchor.sentence].span
        return term.span is not None and sentence[0] <= term.span[0] < sentence[1]

    def _condition(self, draft: Draft, index: int, to: tuple[Actor, ...], foes: tuple[Actor, ...] = ()) -> Condition:
        """The record of one condition; `to` are those named as addressed, `foes` those the report sets against the speaker."""
        direction = draft.commitment.direction if draft.commitment else "de-escalates"
        posed = draft.posed[index]
        made = self.conditions.record(posed, draft.kind, draft.speaker, direction)
        made = self.wording.bare(made, posed.clause)
        others = tuple(a for a in made.actors if not same_side(a, draft.speaker))
        if others and posed.clause.subject is not None and len(others) < len(made.actors):
            made = msgspec.structs.replace(
                made, actors=others
            )  # "if the truce between Israel and Hezbollah breaks down"
        if made.actors and not any(known(a) for a in made.actors):
            made = msgspec.structs.replace(made, actors=())  # "if the troops do not leave": nobody knows whose
        # "unless provoked", "if struck", "lift the sanctions and …": whoever is spoken to is meant.
        subject = posed.clause.subject
        nominal = (
            posed.clause.kind == "noun"
            and (posed.connective in PRICES or posed.clause.id < 0)
            and draft.kind == "offer"
        )
        bare = posed.clause.voice == "passive" or posed.clause.mood == "imperative" or nominal
        dated = subject is not None and re.match(
            r"the \d|(?:noon|midnight)\b", subject.text.lower()
        )  # "signed by the 15th"
        unnamed = bare if subject is None or dated or nominal else subject.kind == "pronoun" or unnamed_side(subject)
        own = any(same_side(a, draft.speaker) for a in made.recipients) or not made.recipients
        own = own or posed.clause.mood == "imperative"
        blamed = to or (foes if posed.clause.predicate == "be" else ())  # "should there be more provocations"
        if not made.actors and draft.kind == "threat" and len(blamed) == 1 and self._blamed(posed):
            made = msgspec.structs.replace(made, actors=blamed)
        if not made.actors and len(to) > 1 and subject is not None and subject.head.lower() in _BETWEEN_THEM:
            made = msgspec.structs.replace(made, actors=to)
        theirs = subject is not None and subject.possessor is not None and subject.possessor.kind == "pronoun"
        asked = subject is not None and subject.kind == "pronoun" and subject.head.lower() in ("it", "they")
        if not made.actors and (theirs or asked) and draft.kind == "threat" and posed.negated and len(to) == 1:
            made = msgspec.structs.replace(made, actors=to)  # "froze aid to Rwanda until its soldiers are gone"
        helped = draft.kind == "pledge" and self.bargains.struck(posed)  # "will help it if it is attacked": not by it
        if helped and made.actors and all(any(same_side(a, b) for b in to) for a in made.actors):
            made = msgspec.structs.replace(made, actors=())
        if not made.actors and not helped and ((unnamed and own) or draft.rule.endswith("or else")):
            made = msgspec.structs.replace(made, actors=to)
        return made

    def _blamed(self, posed: Posed) -> bool:
        """Whether whoever is threatened is meant by an act that names no doer: "if the raids go on", "unless they are freed"."""
        clause = posed.clause
        if clause.kind == "noun" and posed.connective in ("any", "every", "each"):
            return True  # "warned Algiers that any further meddling would have consequences"
        if clause.predicate in ("fail", "collapse", "necessary", "need", "be", "break down", "break out", "happen"):
            return clause.predicate == "be" and self.terms.named(clause) is not None
        return self.terms.named(clause) is not None or clause.voice == "passive"

    def _waited_for(self, draft: Draft) -> tuple[Actor, ...]:
        """Whose act a threat's condition points back to: "called on Serbia to withdraw and warned of consequences if it did not"."""
        pointing = (p for p in draft.posed if anaphoric(p.clause))
        direction = draft.commitment.direction if draft.commitment else "escalates"
        terms = (self.conditions.record(p, draft.kind, draft.speaker, direction) for p in pointing)
        return tuple({a.side: a for term in terms for a in term.actors if rival(draft.speaker, a)}.values())

    def _meant(self, draft: Draft) -> tuple[Actor, ...]:
        """The addressees, else the one side the report sets against the speaker: "if the truce collapses, we will act"."""
        found = self.bearing.addressees(draft)
        priced = draft.kind == "offer" and any(p.connective in PRICES for p in draft.posed)
        if found or not (draft.kind == "threat" or priced):
            return found
        if waited := self._waited_for(draft):
            return waited
        foes: dict[str, Actor] = {}
        beside = self.bearing.beside(draft) | self.bearing.victims(draft)
        beside |= {  # "any intervention in Niger would …": where it would be, nobody who does it
            a.side
            for p in draft.posed
            for argument in p.clause.arguments
            if argument.role != "subject" and not argument.inherited
            for a in self.context.actors(argument.phrase, p.clause)
        }
        for event in self.events:
            sides = {a.side for a in (*event.actors, *event.recipients)}
            if event.type in _HOSTILE and draft.speaker.side in sides:
                for actor in (*event.actors, *event.recipients):
                    if rival(draft.speaker, actor) and actor.code not in ("IGO", "NGO") and actor.side not in beside:
                        foes.setdefault(actor.side, actor)
        return tuple(foes.values()) if len(foes) == 1 else ()

    def _deadline(self, draft: Draft) -> str | None:
        if draft.kind in ("denial", "accusation", "acceptance", "refusal"):
            return None
        anchor = self.document.article.date
        lasting = not draft.posed
        texts = [self.context.inner(p.clause) for p in draft.posed]
        texts += [self.context.inner(c) for c in (draft.content, draft.anchor) if c is not None]
        above = self.document.parent(draft.anchor)
        if (
            above is not None
            and draft.anchor.link in ("result", "participial", "manner", "conjunct")
            and not draft.anchor.speakers
            and not any(a.role == "subject" and not a.inherited for a in draft.anchor.arguments)
        ):
            texts.append(self.context.inner(above))
        if draft.rule in ("learned/threat", "learned/demand"):  # what stands round the word it heard
            texts.append(self.context.sentence(draft.anchor))
        for text in texts:
            found = deadline(text, anchor, lasting=lasting)
            if found is not None:
                return found
        return self._appointed_day(draft)

    def _appointed_day(self, draft: Draft) -> str | None:
        """ "will hand the pilot back on Friday": the day of a single act; of most others it is only the beginning."""
        term, content = draft.commitment, draft.content
        if term is None or content is None or term.phase != "begin" or content.tense == "past":
            return None
        home = content.predicate in ("go", "come", "fly") and "home" in content.text.lower().split()
        handed = draft.kind == "pledge" and (home or content.predicate in _HANDS_OVER)
        held_off = draft.kind == "threat" and any(
            p.negated for p in draft.posed
        )  # "would pass the limit on 27 June unless …"
        if not handed and not held_off:
            return None
        days = (on_day(t.text, self.document.article.date) for t in content.times)
        return next((day for day in days if day is not None), None)

    def _firm(self, draft: Draft) -> bool:
        clauses = [c for c in (draft.content, draft.anchor) if c is not None]
        # "no ship's safety can be guaranteed" is no hedge
        unable = {"can", "could", "may"} if draft.rule.endswith(("all options", "cannot until")) else set()
        hedged = any(set(c.modals) & lexicon.words("hedges", "modals") - unable for c in clauses)
        if hedged or draft.rule.endswith("considering"):
            return False
        text = " ".join(self.context.own(c) for c in clauses).lower()
        return not lexicon.whole_words("hedges", "phrases").search(re.sub(r"\s+", " ", text))


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """Each signal once: coordinated acts of one kind by one side are one move, the fuller one kept."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((k for k in kept if _same_move(k, draft)), None)
        if twin is None:
            kept.append(draft)
        elif len(draft.posed) > len(twin.posed):
            kept[kept.index(twin)] = draft
    return kept


def _same_move(one: Draft, other: Draft) -> bool:
    if (
        one.kind != other.kind
        or not same_side(one.speaker, other.speaker)
        or one.anchor.sentence != other.anchor.sentence
    ):
        return False
    if one.kind in COMMITTING:
        return True
    return {a.side for a in one.addressees} == {a.side for a in other.addressees} or not other.addressees
