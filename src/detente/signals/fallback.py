"""What the learned tagger hears in sentences where no rule found a signal.

The tagger says which word carries a commitment or an answer and which words name its condition; who speaks, to whom, what is
done and by when is read off the clauses as for the rules, and what fails the rules' tests of news, assertion and speaker is dropped.
A draft made here has the rule "learned/KIND".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

import msgspec

from detente.events.frames import words
from detente.records import Actor, Clause, Direction, Document, Sentence, SignalKind, Term
from detente.signals import lexicon
from detente.signals.bargain import Bargains, Draft
from detente.signals.conditions import Conditions, Posed, open_ended
from detente.signals.context import SHORT_OF, Context, binding, known, rival, same_side
from detente.signals.demands import HELP
from detente.signals.moves import BOTH, UNDONE
from detente.signals.tagger import Tag, load_tagger
from detente.signals.terms import Terms
from detente.signals.utterance import BEFALLS, PRESSURES, suffers

KINDS: frozenset[str] = frozenset(get_args(SignalKind))
LEAST = 0.5  # of commitments: on real reports nine of 13 between .4 and .6 are wrong (rounds kept: F1 .786 at .4, .784 at .5)
LIKELY = 0.6  # of answers: below it most of what is added in real reports is wrong
HEARD = 0.3
FAINT = 0.05  # below it in a whole sentence "threaten" is no threat (kept rows: 2 of 11 traps fewer, no right one lost)
SURE = 0.9  # beside the rules' own finds in a sentence (kept rounds: at .7 as many wrong as right)
_UNSAID = frozenset({"threat", "warn", "commit", "offer", "demand", "refusal", "denial", "accusation", "announce"})
_TIME_LEFT = lexicon.phrase("fallback", "time_left")
_SAYING = frozenset(
    {"say", "tell", "write", "add", "state", "declare", "believe", "see", "find", "call", "describe", "speak"}
)
_LEFT_TO_SAY = lexicon.phrase("fallback", "left_to_say")
_UNDECIDED = lexicon.phrase("fallback", "undecided")
_PEACE = lexicon.phrase("fallback", "peace")
_ARMS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
COMMITTING = frozenset({"threat", "pledge", "offer"})
SPUR = lexicon.phrase("fallback", "spur")

_BLUSTER = lexicon.phrase("fallback", "bluster")
_FEARED = frozenset({"fear", "fears", "worries", "alarm"})
_LEFT_OPEN = lexicon.phrase("fallback", "left_open")


class Fallback:
    """Reads the silent sentences of one document."""

    def __init__(
        self,
        document: Document,
        context: Context,
        terms: Terms,
        conditions: Conditions,
        bargains: Bargains,
    ) -> None:
        self.document = document
        self.context = context
        self.terms = terms
        self.conditions = conditions
        self.bargains = bargains
        self._tags: dict[int, list[Tag]] = {}

    def read(self, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """More drafts, for the sentences or clauses that none of these stands in.

        Conditions that the tagger sees where a rule found the commitment are left alone: on unseen sentences they helped none.
        """
        for number, sentence in enumerate(self.document.sentences):
            made = [d for d in drafts if d.anchor.sentence == number]
            if not self._worth_reading(sentence):
                continue
            clauses = [c for c in self.document.clauses if c.sentence == number]
            if not any(number in _sentences(d) for d in drafts):
                yield from self._sentence(clauses, self._plainly(number), sentence.span[0])
            elif made and self._has_room(made, clauses):
                yield from self._beside(made, clauses, self._plainly(number), sentence.span[0])

    def confirmed(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The rules' drafts without those by the word "threaten" in whose sentences it hears no signal of any kind.

        Storms, strikers and villains threaten too: of the words that are moves this one has the most senses. An army means it.
        """
        return [
            d
            for d in drafts
            if d.rule != "threaten" or d.speaker.sector == "MIL" or self._waits_for_a_rival(d) or self._hears(d)
        ]

    def _waits_for_a_rival(self, draft: Draft) -> bool:
        """ "Sudan threatened to … if its neighbour goes on": a condition that another side is to meet."""
        return any(rival(draft.speaker, a) for p in draft.posed for a in self.terms.doers(p.clause))

    def _hears(self, draft: Draft) -> bool:
        return any(tag.label in KINDS for number in _sentences(draft) for tag in self._heard(number))

    def _plainly(self, number: int) -> list[Tag]:
        return [tag for tag in self._heard(number) if tag.probability >= HEARD]

    def _heard(self, number: int) -> list[Tag]:
        """What it hears in a sentence, however faintly; asked once."""
        if number not in self._tags:
            self._tags[number] = load_tagger().tag(self.document.sentences[number].text, FAINT)
        return self._tags[number]

    def _worth_reading(self, sentence: Sentence) -> bool:
        """Whether a sentence can hold a signal at all: it spares most of them the network."""
        clauses = [c for c in self.document.clauses if c.sentence == sentence.index]
        if not clauses or not SPUR.search(sentence.text) or self.context.off_topic(clauses[0]):
            return False
        return any(self._speaker(c) for c in clauses)

    def _beside(
        self, drafts: Sequence[Draft], clauses: Sequence[Clause], tags: Sequence[Tag], offset: int
    ) -> Iterator[Draft]:
        """Kinds beside those found, in clauses that no draft stands in."""
        touched = _touched(drafts)
        kinds = {d.kind for d in drafts}
        sure = [t for t in tags if t.probability >= SURE and t.label not in kinds]
        for draft in self._sentence(clauses, sure, offset):
            if not self._near(draft.anchor) & touched and draft.kind not in kinds:
                yield draft

    def _has_room(self, drafts: Sequence[Draft], clauses: Sequence[Clause]) -> bool:
        """Whether a clause of a sentence, or one above it, is left in which somebody may have said more: else the network is spared it."""
        touched = _touched(drafts)
        anchors = {c.id: c for clause in clauses for c in (clause, self.document.parent(clause)) if c is not None}
        return any(not self._near(c) & touched and self._speaker(c) is not None for c in anchors.values())

    def _near(self, anchor: Clause) -> set[int]:
        """A clause and those hanging from it, by their ids."""
        return {anchor.id, *(c.id for c in self.document.children(anchor))}

    def _sentence(self, clauses: Sequence[Clause], tags: Sequence[Tag], offset: int) -> Iterator[Draft]:
        best: dict[str, Tag] = {}
        for tag in tags:
            if tag.label in KINDS and tag.probability >= (LEAST if tag.label in COMMITTING else LIKELY):
                best[tag.label] = max(best.get(tag.label, tag), tag, key=lambda t: t.probability)
        conditions = [t for t in tags if t.label not in KINDS]
        several = sum(label in COMMITTING for label in best) > 1
        taken: list[Clause] = []
        for tag in sorted(best.values(), key=lambda t: (-t.probability, t)):
            clause = _at(clauses, tag, offset)
            asked = self._demanded(clause, tag) if clause is not None else None
            if asked is not None:
                yield asked
                continue
            if clause is not None and tag.label in COMMITTING:
                near = {clause.id, clause.parent, *(c.id for c in self.document.children(clause))}
                if any(c.id in near for c in taken):
                    continue  # one word of one act: the likelier kind
                taken.append(clause)
            posed = self._posed(clauses, conditions, offset)
            if several and clause is not None:  # "will not yield; talks are welcome if …": each its own condition
                posed = tuple(p for p in posed if self._top(p.clause) == self._top(clause))
            draft = None if clause is None else self._draft(clause, tag, posed)
            if draft is not None:
                yield draft

    def _demanded(self, content: Clause, tag: Tag) -> Draft | None:
        """ "wants Kabul to rein in the militants": the word heard is what is wanted; who wants it stands above."""
        above = self.document.parent(content)
        if tag.label != "demand" or above is None or content.link not in ("complement", "said"):
            return None
        if above.predicate not in ("want", "expect", "need") or above.negated or above.modals:
            return None
        speaker = self._speaker(above)
        doers = self.context.actors(content.subject, content)
        if speaker is None or content.mood != "infinitive" or not doers or any(same_side(a, speaker) for a in doers):
            return None
        term = self.terms.of(content) or self.terms.plain(content)
        wanted = msgspec.structs.replace(term, actors=doers, direction="de-escalates")
        return Draft("demand", speaker, above, content, doers, (), wanted, "learned/demand")

    def _draft(self, clause: Clause, tag: Tag, posed: tuple[Posed, ...]) -> Draft | None:
        top = self._top(clause)
        speaker = self._speaker(clause)
        if speaker is None or self._somebody_elses(clause, tag.label) or self._undone(clause):
            return None
        if clause.negated and clause.kind == "verb" and lexicon.move(clause) in _UNSAID:
            return None  # "nobody has threatened war"
        if _TIME_LEFT.search(self.context.sentence(clause).lower()) and self._given_time(clause, speaker):
            return None  # "Belgrade has until Friday to withdraw or face sanctions": told to it, not by it
        if tag.label in COMMITTING and self._no_word(clause, speaker):
            return None
        kind: SignalKind = tag.label  # type: ignore[assignment]
        rule = f"learned/{kind}"
        if kind not in COMMITTING:
            if set(clause.modals) & {"may", "might", "could"}:
                return None  # not said yet
            return self._answer(kind, speaker, clause, top, rule)
        if _LEFT_OPEN.search(self.context.own(clause)) or set(clause.modals) & {"should", "ought to"}:
            return None
        found = tuple(p for p in (self.conditions.of(clause) or posed) if p.clause.id != clause.id)
        kind = self._answering(kind, found, self.terms.of(clause))
        above = self.document.parent(clause) if clause.kind == "adjective" else None  # "will stay open as long as …"
        if kind == "offer" and self.bargains.kept_while(found, self.terms.plain(above or clause)):
            kind = "pledge"
        rule = f"learned/{kind}"
        direction: Direction = "escalates" if kind == "threat" else "de-escalates"
        if kind == "threat" and (
            self._waits_for_things(clause, found, speaker) or not (found or self._hurtful(clause))
        ):
            return None
        if self._against_its_kind(kind, clause) or self.bargains.our_harm(clause, speaker):
            return None
        speaker = self._announced(kind, clause, top, speaker)
        if kind == "offer" and not found:
            kind = "pledge"
        commitment = msgspec.structs.replace(self._act(clause, direction), direction=direction, actors=(speaker,))
        return Draft(kind, speaker, clause, clause, self._told(top, speaker), found, commitment, rule)

    def _act(self, clause: Clause, direction: Direction) -> Term:
        """The act a clause names; of no type where its name points the other way, kept from where it is negated."""
        term = self.terms.of(clause) or self.terms.plain(clause)
        if term.direction != direction and term.phase == "begin":
            term = msgspec.structs.replace(term, type=None)
        if clause.negated and term.phase == "begin" and direction == "de-escalates":
            term = msgspec.structs.replace(term, phase="refrain")
        return term

    def _announced(self, kind: SignalKind, clause: Clause, top: Clause, speaker: Actor) -> Actor:
        """ "The Houthis will no longer fire at ships, Oman announced": the pledge of those whose act a go-between tells."""
        doers = self.context.actors(clause.subject, clause)
        between = speaker.code in lexicon.words("speech", "go_betweens") and not speaker.group
        told = clause.speakers and top.predicate in ("announce", "confirm") and clause.voice == "active"
        if kind == "pledge" and between and told and len(doers) == 1 and binding(doers[0]):
            return doers[0]
        return speaker

    def _of_others(self, clause: Clause, top: Clause) -> bool:
        """Whether "the sides" do it, of whom somebody else tells."""
        subjects = [c.subject for c in (clause, self.document.parent(clause)) if c is not None and c is not top]
        return any(s is not None and s.head.lower() in BOTH and s.kind == "noun" for s in subjects)

    def _hurtful(self, clause: Clause) -> bool:
        """Whether a clause names harm, or what it hangs from warns of it; a storm that "would pass by" threatens nobody."""
        named = self.terms.of(clause)
        if clause.kind == "noun" and clause.mood != "nominal" and clause.tense == "past" and not clause.modals:
            return False  # "it was a war"
        if named is not None and named.direction == "escalates":
            return True
        above = [lexicon.move(c) for c in (clause, *self.document.ancestors(clause))]
        if suffers(clause.text.lower()) or "threat" in above or "warn" in above:
            return True
        return self.context.armed(_PEACE.sub(" ", self.context.inner(clause).lower())) and not clause.negated

    def _no_word(self, clause: Clause, speaker: Actor) -> bool:
        """A deed done, a bare phrase, a question left open, a rival's act: nothing that commits the speaker."""
        move = lexicon.move(clause)
        above = self.document.parent(clause)
        bare = clause.kind == "noun" and clause.mood == "nominal" and move is None
        if bare and (above is None or lexicon.move(above) is None):
            return True  # "about terrorism"
        if _LEFT_TO_SAY.match(clause.text.lower()) or _UNDECIDED.search(clause.text.lower()):
            return True  # "where and when it would respond", "will decide whether to strike"
        if clause.predicate in words("data/plausible.toml", "menacing", "verbs") and not self._is_subject(
            clause, speaker
        ):
            return True  # "Iran's missiles threaten Israel, it told the council"
        if clause.predicate in BEFALLS and clause.voice == "active":
            return True  # "thousands will starve", "the war would spread"
        thing = (
            clause.subject is not None
            and clause.subject.kind == "noun"
            and not self.context.actors(clause.subject, clause)
        )
        noun = clause.subject is not None and clause.subject.kind == "noun"
        if noun and clause.subject is not None and self.terms.others_deed(clause.subject, clause, speaker):
            return True  # "Russian strikes on Kyiv will stop"
        if thing and clause.voice == "active" and clause.predicate in lexicon.words("speech", "effects"):
            return True  # "an embargo would hurt both peoples"
        if clause.subject is not None and clause.subject.negated and clause.subject.head.lower() in PRESSURES:
            return True  # "no operation would bring them back"
        if clause.predicate == "resort" or re.search(r"\blast resort\b", self.context.sentence(clause).lower()):
            return True  # "force would be a last resort"
        state = clause.kind in ("adjective", "noun") and clause.tense == "past" and not clause.modals
        if state and not clause.speakers and move is None and not self.document.children(clause, "complement"):
            return True  # "its mood was dark"
        over = clause.tense == "past" or clause.perfect
        if over and not clause.modals and clause.predicate in lexicon.words("inert", "brokers"):
            return True  # "said it had mediated a ceasefire"
        done = clause.kind == "verb" and over and not clause.modals and not clause.negated
        if done and not clause.speakers and clause.mood == "indicative" and move is None:
            return True  # "shut its airspace"
        return self._foretold(clause, speaker)

    def _against_its_kind(self, kind: SignalKind, clause: Clause) -> bool:
        """ "would separate its territory": plain harm is no promise."""
        named = self.terms.of(clause)
        harmful = named is not None and named.direction == "escalates" and named.phase == "begin"
        barred = clause.negated and clause.predicate in ("let", "allow", "permit")
        if kind == "pledge" and barred and clause.speakers:
            return True  # "will not let anybody bar its way": no promise
        return kind in ("pledge", "offer") and harmful and named is not None and named.type in _ARMS

    def _foretold(self, clause: Clause, speaker: Actor) -> bool:
        """ "New Delhi would use it as a pretext, Islamabad said", "they would meet again, the mediator said": others' acts."""
        doers = self.context.actors(clause.subject, clause)
        two = clause.subject is not None and self.context.cast.is_pair(clause.subject)
        theirs = (two or bool(doers)) and not any(same_side(a, speaker) for a in doers)
        named = clause.subject is not None and clause.subject.kind == "name" and clause.subject.determiner is None
        several = two or (clause.subject is not None and clause.subject.head.lower() == "they" and len(doers) > 1)
        return (
            theirs and (named or several) and clause.voice == "active" and not suffers(self.context.own(clause).lower())
        )

    def _waits_for_things(self, clause: Clause, posed: tuple[Posed, ...], speaker: Actor) -> bool:
        """ "Ships will not pass until the wreck is cleared": nobody is asked for anything, nobody's doing is spoken of."""
        if not clause.negated or not posed or self._is_subject(clause, speaker):
            return False
        doers = [a for p in posed for a in self.terms.doers(p.clause)]
        if any(self.terms.named(p.clause) is not None for p in posed):
            return False
        return not any(not same_side(a, speaker) for a in doers) and not self._told(self._top(clause), speaker)

    def _given_time(self, clause: Clause, speaker: Actor) -> bool:
        """Whether it is the speaker who "has a week to leave": then the word is another's."""
        has = [c for c in self.document.clauses if c.sentence == clause.sentence and c.predicate in ("have", "get")]
        return any(self._is_subject(c, speaker) for c in (clause, *has))

    def _is_subject(self, clause: Clause, speaker: Actor) -> bool:
        return any(same_side(a, speaker) for a in self.context.actors(clause.subject, clause))

    def _answering(self, kind: SignalKind, posed: tuple[Posed, ...], term: Term | None) -> SignalKind:
        """The kind by what it answers: nobody offers something for an attack, nor threatens one who halts his own."""
        named = [(p, self.terms.named(p.clause)) for p in posed]
        if term is not None and term.phase != "begin":
            eased = term.phase == "halt" and term.type in _ARMS and term.direction == "de-escalates"
            kind_too = bool(named) and all(
                t is not None and t.direction == "de-escalates" and not p.negated for p, t in named
            )
            return "offer" if kind == "threat" and eased and kind_too else kind
        sure = [(p, t) for p, t in named if t is not None and (t.type in _ARMS or t.phase == "halt")]
        harm = [t.direction == "escalates" and t.phase == "begin" and not p.negated for p, t in sure]
        if kind == "offer" and harm and all(harm) and len(harm) == len(named):
            return "threat" if term is None or term.direction == "escalates" else "pledge"
        missed = [t.direction == "de-escalates" and p.negated for p, t in named if t is not None]
        if kind == "offer" and missed and all(missed) and len(missed) == len(named):
            return "threat"  # "will recognise his rival unless he calls a vote"
        halts = any(t.direction == "de-escalates" and t.phase == "halt" and not p.negated for p, t in sure)
        if kind == "threat" and halts:
            return "offer"
        return kind

    def _speaker(self, clause: Clause) -> Actor | None:
        """Whose word a clause would be: a side that can bind itself, where clause and report are asserted as news."""
        top = self._top(clause)
        if any(not self.context.asserted(c) or not self.context.news(c) for c in (clause, top)):
            return None
        speaker = next(iter(self._speakers(clause, top)), None)
        return speaker if speaker is not None and known(speaker) and binding(speaker) else None

    def _somebody_elses(self, clause: Clause, kind: str) -> bool:
        """Left undecided, or wanted of another: "whether to strike", "insisted on a promise that the raids would end"."""
        if clause.speakers and self._of_others(clause, self._top(clause)):
            return True  # "the sides agreed to a truce, the mediator said"
        above = (clause, *self.document.ancestors(clause))
        if any(c.connective == "whether" for c in (*above, *self.document.children(clause))):
            return True
        return kind in COMMITTING and any(lexicon.move(c) == "demand" for c in above[1:])

    def _undone(self, clause: Clause) -> bool:
        """A word taken back: "dropped its demand"."""
        pairs = [
            (self.document.parent(clause), clause),
            *((clause, c) for c in self.document.children(clause, "argument")),
        ]
        return any(
            verb is not None and verb.predicate in UNDONE and noun.kind == "noun" and lexicon.move(noun) is not None
            for verb, noun in pairs
        )

    def _answer(self, kind: SignalKind, speaker: Actor, clause: Clause, top: Clause, rule: str) -> Draft | None:
        """A demand, denial, accusation, refusal or acceptance."""
        term = None
        wanted = {clause.predicate, *(a.phrase.head.lower() for a in clause.arguments)}
        if clause.predicate in SHORT_OF and any(lexicon.move(c) for c in self.document.children(clause)):
            return None  # "avoided accusing Athens"
        if kind == "demand" and wanted & HELP:
            return None  # asked of a friend
        waved = clause.object is not None and _BLUSTER.search(clause.object.text.lower())
        if waved and (kind == "refusal" or (kind == "denial" and waved.group() not in _FEARED)):
            return None  # "shrugged off threats from the North"
        if clause.predicate == "call" and not any(a.preposition in ("on", "upon", "for") for a in clause.arguments):
            return None  # "called his counterpart"
        if kind == "demand":
            term = msgspec.structs.replace(self.terms.of(clause) or self.terms.plain(clause), direction="de-escalates")
            term = msgspec.structs.replace(
                term, actors=tuple(a for a in term.actors if not same_side(a, speaker)) or self._told(top, speaker)
            )
        if kind == "acceptance" and clause.speakers and self._foretold(clause, speaker):
            return None  # "Paris says that Berlin supports the plan": what another is said to think
        spoken = bool(clause.speakers) or top.predicate in _SAYING or any(lexicon.move(c) for c in (clause, top))
        if kind == "accusation" and not spoken:
            return None  # "expelled the ambassador": a deed, no word
        told = self._told(clause, speaker) or self._told(top, speaker)
        return Draft(kind, speaker, clause, clause, told, (), term, rule)

    def _top(self, clause: Clause) -> Clause:
        """The clause that reports it: the one it is said in, else the topmost of its sentence above it."""
        if clause.said_in is not None:
            return self.document.clauses[clause.said_in]
        above = [c for c in self.document.ancestors(clause) if c.sentence == clause.sentence]
        return above[-1] if above else clause

    def _speakers(self, clause: Clause, top: Clause) -> tuple[Actor, ...]:
        """Whose word it is: the speaker of the clause, else the subject of the clause, else of what governs it."""
        if clause.speakers:
            denied = self.context.actors(clause.subject, clause) if lexicon.move(clause) == "denial" else ()
            if denied:
                return denied  # "Washington accused it of arming them, something Iran denies"
            voice = self.context.voice(clause)
            return () if voice.onlooker else voice.actors
        own = self.context.actors(clause.subject, clause) if lexicon.move(clause) or clause is top else ()
        subject = next((a.phrase for a in clause.arguments if a.role == "subject" and not a.inherited), None)
        if not own and clause.link == "conjunct" and subject is not None and subject.kind != "pronoun":
            return self.context.actors(subject, clause) or self.context.owners(subject, clause)
        return own or self.context.actors(top.subject, top) or self.context.actors(clause.subject, clause)

    def _told(self, clause: Clause, speaker: Actor) -> tuple[Actor, ...]:
        """The other sides among what a clause acts on."""
        found: dict[str, Actor] = {}
        for argument in clause.arguments:
            if argument.role != "subject":
                for actor in self.context.actors(argument.phrase, clause):
                    if not same_side(actor, speaker):
                        found.setdefault(actor.side, actor)
        return tuple(found.values())

    def _posed(self, clauses: Sequence[Clause], tags: Iterable[Tag], offset: int) -> tuple[Posed, ...]:
        """The clauses that stand at the words tagged as conditions."""
        found: dict[int, Posed] = {}
        for tag in tags:
            clause = _at(clauses, tag, offset)
            if clause is not None and clause.id not in found and not open_ended(clause):
                found[clause.id] = self.conditions.posed(clause)
        return tuple(found.values())


def _touched(drafts: Sequence[Draft]) -> set[int]:
    """The clauses that drafts stand in, by their ids."""
    return {c.id for d in drafts for c in (d.anchor, d.content, *(p.clause for p in d.posed)) if c is not None}


def _sentences(draft: Draft) -> set[int]:
    return {c.sentence for c in (draft.anchor, draft.content) if c is not None}


def _at(clauses: Sequence[Clause], tag: Tag, offset: int) -> Clause | None:
    """The clause whose predicate stands at a tag, else the smallest one round it."""
    start, end = tag.start + offset, tag.end + offset
    exact = [c for c in clauses if c.predicate_span[0] < end and c.predicate_span[1] > start]
    around = [c for c in clauses if c.span[0] <= start and end <= c.span[1]]
    found = exact or around
    return min(found, key=lambda c: (c.span[1] - c.span[0], c.id)) if found else None
