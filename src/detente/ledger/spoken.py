"""Words as evidence: other commitments, accusations, denials and refusals that bear on a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Final

from detente.ledger.acts import (
    actor_grade,
    barred,
    best_grade,
    eases,
    has_cue,
    likeness,
    party,
    same_words,
    subject,
    tie,
    vague,
    wanted,
)
from detente.ledger.finding import (
    AGREED,
    ANNOUNCED,
    DECISIVE,
    FAR,
    LEAST,
    SUPPORTS,
    WHY,
    WORD_ONLY,
    Effect,
    Finding,
    concerns,
    product,
)
from detente.ledger.mentions import DECIDES, Known, Mention, by_then, what_is_refused
from detente.ledger.thresholds import threshold
from detente.ledger.when import EVER, Moment, after, moment, unordered
from detente.ledger.words import sides
from detente.records import Actor, Condition, EventType, Evidence, Signal, Term

# ------------------------------------------------------------------------------------------------------------- words


def of_mention(row: Mention, other: Mention) -> list[Finding]:
    """Another commitment as evidence: unconditional words to stop, above all an agreement, meet the wish that it stop."""
    term, said = other.signal.commitment, other.said
    if term is None or said is None or row.said is None or not eases_off(other) or not _later(row, other):
        return []
    if said.low > lately(row.said):
        return []
    found = []
    for index, condition in enumerate(row.conditions):
        bound = frozenset(party(actor) for actor in condition.actors) or row.rivals or row.facing
        asked = barred(condition) or eases(condition)
        theirs = other.mutual and {other.side} | other.rivals <= bound  # a third side's word hangs by their fight
        if (
            asked
            and other.side in bound
            and _same_act(condition, other, term)
            and (theirs or _between(other, row.side))
        ):
            found.append(_spoken("met", other, said, AGREED if other.mutual else ANNOUNCED, index))
    own = row.signal.commitment
    overtaken = _overtakes(row, own, other) if own else 0.0
    if overtaken:
        found.append(_spoken("truce", other, said, overtaken))
    agreed = other.side == row.side or (other.mutual and row.side in other.rivals)
    if own and agreed and own.direction == "de-escalates" and _fulfils(row, own, other, term):
        found.append(_spoken("deed", other, said, AGREED if other.mutual else WORD_ONLY))
    if own and _gives_up(row, own, other, term):
        found.append(_spoken("withdraw", other, said, AGREED))
    return found


def _gives_up(row: Mention, own: Term, other: Mention, term: Term) -> bool:
    """A threat that hangs on nothing to come is taken back by a promise of the same side, in two of the same words, not to do the thing.

    "Will delay the release of the hostages" and "will release the hostages as planned"; a promise of restraint beside a threat
    for the case of an attack takes nothing back.
    """
    hangs = any(not c.negated for c in row.conditions)
    if (
        row.signal.kind != "threat"
        or hangs
        or other.side != row.side
        or other.signal.kind not in ("pledge", "acceptance")
    ):
        return False
    faced = not row.rivals or any(_between(other, rival) for rival in row.rivals)
    return barred(term) != "ASSAULT" and same_words(own.text, term.text) and faced


def lately(said: Moment) -> datetime:
    """Until when what is said and done may answer words: for 90 days."""
    return said.high + FAR if said.high < EVER - FAR else EVER


def eases_off(other: Mention) -> bool:
    """Plain words to stop or to ease off; what a third side announces for it is not yet its word."""
    term = other.signal.commitment
    plain = not other.conditions and not other.announced_by and other.said is not None
    plain &= other.signal.rule != DECIDES  # what it will decide, it has not said
    return plain and term is not None and term.direction == "de-escalates"


def _fulfils(row: Mention, own: Term, other: Mention, term: Term) -> bool:
    """An offer to stop, or to ease, for a halt is fulfilled by a mutual halt; other promises by an agreement on the very act."""
    pair = {other.side} | other.rivals
    if not row.rivals & pair - {row.side} or other.signal.kind == row.signal.kind:
        return False
    if barred(term) is None:
        return barred(own) is None and likeness(wanted(own), wanted(term)) >= DECISIVE
    for_a_halt = any(_asks_to_stop(condition) for condition in row.conditions)
    return for_a_halt and (barred(own) is not None or eases(own) or likeness(wanted(own), "RETREAT") >= DECISIVE)


def _asks_to_stop(condition: Condition) -> bool:
    """ "If India stops", "if it backs down", "if it carries out no further ones": a halt both agree on is what is asked."""
    no_more = condition.negated and condition.phase in ("begin", "continue") and bool(vague(condition))
    return bool(barred(condition)) or eases(condition) or no_more


def _later(row: Mention, other: Mention) -> bool:
    """Said after the row; of one day, plain words to stop are later than words that were known before them."""
    if row.said is None or other.said is None:
        return False
    if after(other.said, row.said):
        return True
    told, before = other.known.at, row.known.at
    known_later = told is not None and before is not None and after(told, before)
    return known_later and unordered(other.said, row.said)


def _same_act(condition: Condition, other: Mention, term: Term) -> bool:
    """Whether words to stop are what the condition asks; "we do not seek to escalate" stops nothing that goes on."""
    stop, stopped = barred(condition), barred(term)
    if term.phase == "refrain" and condition.phase != "refrain" and not other.mutual:
        return False
    return stopped is not None and (eases(condition) or likeness(stop, stopped) >= DECISIVE)


def _overtakes(row: Mention, own: Term, other: Mention) -> float:
    """How far a halt the two sides of `other` agreed on ends what a row was about; 0.0 when it does not.

    It ends a threat of attack between the two, less surely one between their allies or those they are said to control
    ("if the war goes on we shall join it"), and an offer of a third side to help the two.
    """
    term = other.signal.commitment
    if not other.mutual or term is None or barred(term) != "ASSAULT":
        return 0.0  # to send no more troops is no halt of what is threatened
    if row.signal.kind == "offer":
        if barred(own) == "ASSAULT" and row.conditions and {row.side, *row.rivals} >= {other.side, *other.rivals}:
            return AGREED  # to stop on a condition: they have agreed to, on whatever terms
        third = row.side not in {other.side} | other.rivals
        helped = third and len(row.rivals) > 1 and {other.side} | other.rivals <= row.rivals and not row.conditions
        return AGREED if helped else 0.0
    attack = likeness("ASSAULT", own.type) >= DECISIVE or own.type in ("COERCE", "MOBILIZE") or bool(vague(own))
    faced = row.rivals or row.facing
    if row.signal.kind != "threat" or not attack or not faced:
        return 0.0
    pair = {row.side} | faced
    if other.side in pair and other.rivals & pair:
        return AGREED
    ends = [(a, b) for a in faced for b in other.rivals]
    tied = any((tie(row.side, other.side) and tie(a, b)) or (tie(row.side, b) and tie(a, other.side)) for a, b in ends)
    return AGREED * TIED if tied else 0.0


TIED: Final = threshold("TIED")
"""A truce of friends is a weaker end than one's own; enough to say that words lapsed, which lays nothing to anybody."""


def _between(other: Mention, side: str) -> bool:
    return not other.rivals or side in other.rivals


def _spoken(effect: Effect, other: Mention, said: Moment, score: float, condition: int = 0) -> Finding:
    same = (effect, score, condition)
    if same not in other.bears:
        other.bears[same] = _said_of(effect, other, said, score, condition)
    return other.bears[same]


def _said_of(effect: Effect, other: Mention, said: Moment, score: float, condition: int) -> Finding:
    signal = other.signal
    word = "agreement" if other.mutual else "announcement"
    counts = score >= DECISIVE
    return Finding(
        effect=effect,
        when=said,
        publisher=other.known.publisher,
        standing="agreed" if other.mutual else "own words",
        condition=condition,
        claimants=frozenset({other.side}),
        known=other.known.at,
        evidence=Evidence(
            article=other.known.reading.id,
            record=signal.id,
            why=f"{WHY[effect]}: {word} by {sides((signal.speaker,))}",
            bears_on="condition" if effect == "met" else "commitment",
            supports=SUPPORTS[effect] if counts else None,
            score=score,
            parts={word: score},
            date=other.said_on,
            quote=signal.quote,
            source=other.known.reading.source,
            said_by=(signal.speaker,),
        ),
    )


@dataclass(frozen=True, eq=False)
class Word:
    """A signal that may bear on what others have said: an accusation, a denial or a refusal."""

    known: Known
    signal: Signal
    when: Moment

    @cached_property
    def bears(self) -> dict[tuple[object, ...], Finding]:
        """What it has been found to say to rows, by what that turns on."""
        return {}

    def says(self, effect: Effect, score: float, parts: dict[str, float]) -> Finding:
        """What it says to a row; the same to many, and kept once."""
        same = (effect, score, *parts.items())
        if same not in self.bears:
            self.bears[same] = _signal_finding(effect, self.known, self.signal, self.when, score, parts)
        return self.bears[same]

    @cached_property
    def speaker(self) -> str:
        """Whose word it is."""
        return party(self.signal.speaker)

    @cached_property
    def refused(self) -> Term | None:
        """The act a refusal speaks of."""
        return self.signal.commitment or what_is_refused(self.known.reading, self.signal)

    @cached_property
    def about(self) -> frozenset[str]:
        """What is refused, by its words."""
        return subject(self.refused) if self.refused else frozenset()

    @cached_property
    def denial(self) -> Finding | None:
        """What a denial that does not say what is denied ("a claim which Islamabad denies") amounts to: the claim told last before it.

        Where the sentence names the act, its event says so (`matching._denial`); where nothing is claimed of the side, nothing is denied.
        """
        act = _claimed(self.known, self.signal) if self.signal.kind == "denial" else None
        if act is None:
            return None
        return replace(_signal_finding("denial", self.known, self.signal, self.when, 1.0, {}), act=act)


def words_in(known: Known) -> Iterator[Word]:
    """The accusations, denials and refusals of a report, in its order; an accusation that tells an act is that act's event."""
    inside = {event.inside for event in known.reading.events}
    for signal in known.reading.signals:
        when = by_then(moment(signal.date), known.at) or known.at
        if signal.background or when is None or signal.kind not in ("accusation", "denial", "refusal"):
            continue
        if signal.kind != "accusation" or signal.event not in inside:
            yield Word(known, signal, when)


def of_word(row: Mention, word: Word) -> list[Finding]:
    """An accusation of a breach, a refusal that takes the words back, or an offer denied; denials of acts by themselves: `denied_of`."""
    known, signal, when = word.known, word.signal, word.when
    if row.said is None:
        return []
    if signal.kind == "accusation":
        return [*_accusation(row, word), *_breach_alleged(row, known, signal, when)]
    if signal.kind == "denial":
        return _disowned(row, known, signal, when)
    if not after(when, row.said):
        return []
    return [*_refusal(row, word), *_declined(row, known, signal, when)]


def denied_of(row: Mention, word: Word) -> bool:
    """Whether a denial is one side's of the row, of an act like those it is about."""
    made = word.denial
    return made is not None and word.speaker in ({row.side} | row.rivals) and concerns(row, made.act)


def _claimed(known: Known, signal: Signal) -> EventType | None:
    """The act claimed of the speaker of a bare denial in its own sentence or just before."""
    side = party(signal.speaker)
    events = sorted(known.reading.events, key=lambda e: (e.sentence, e.span, e.id))
    if any(e.sentence == signal.sentence and e.status in ("denied", "negated") for e in events):
        return None
    claimed = [
        e
        for e in events
        if e.status == "claimed"
        and e.sentence <= signal.sentence <= e.sentence + CLAIM_BEFORE
        and any(party(actor) == side for actor in e.actors)
        and not any(party(actor) == side for actor in e.said_by)
    ]
    return claimed[-1].type if claimed else None


CLAIM_BEFORE: Final = 2
"""A bare denial answers a claim of its own sentence or of the two before."""


def accused(signal: Signal) -> tuple[Actor, ...]:
    """Whom an accusation accuses."""
    return signal.addressees or (signal.commitment.actors if signal.commitment else ())


def _accusation(row: Mention, word: Word) -> list[Finding]:
    signal, when = word.signal, word.when
    stop, said = row.stop, row.said
    if stop is None or said is None or party(signal.speaker) == row.side:
        return []
    names_it = row.mutual and has_cue("breach", signal.quote)
    if not after(when, said) and not (unordered(when, said) and names_it):
        return []
    alleged = signal.commitment.type if signal.commitment else None
    parts = {
        "actor": best_grade(accused(signal), row.side),
        "act": 1.0 if names_it else likeness(stop, alleged) if alleged else 0.0,
        "time": 1.0,
    }
    score = product(parts)
    return [word.says("breach", score, parts)] if score >= LEAST else []


def _breach_alleged(row: Mention, known: Known, signal: Signal, when: Moment) -> list[Finding]:
    """After "any breach will be answered" the speaker's own charge of one, on that day or later, is what it warned of, by its account.

    One told before, or as it says so, is no "further" one.
    """
    if row.signal.kind != "threat" or row.said is None or party(signal.speaker) != row.side:
        return []
    if after(row.said, when) or not has_cue("breach", signal.quote):
        return []
    made = []
    for index, condition in enumerate(row.conditions):
        asks_more = has_cue("anew", condition.text) and not after(when, row.said)
        if condition.negated or asks_more or not has_cue("breach", condition.text):
            continue
        bound = {party(actor) for actor in condition.actors} or row.rivals or row.facing
        grade = max((best_grade(accused(signal), side) for side in bound), default=1.0)
        if grade >= LEAST:
            found = _signal_finding("met", known, signal, when, grade, {"actor": grade})
            made.append(replace(found, condition=index, act="ASSAULT"))
    return made


def _refusal(row: Mention, word: Word) -> list[Finding]:
    """A later refusal by the same side to do the very thing it had offered or promised."""
    signal = word.signal
    own, refused = row.signal.commitment, word.refused
    if own is not None and row.announced_by and _wants_none_of_it(row, own, signal, refused):
        return [word.says("withdraw", 0.9, {"actor": 1.0, "act": 0.9})]
    if own is None or refused is None or actor_grade(signal.speaker, row.side) < DECISIVE:
        return []
    if own.direction != "de-escalates" or likeness(wanted(own), wanted(refused)) < DECISIVE:
        return []
    about, not_about = row.about, word.about
    if about and not_about and not about & not_about:
        return []  # "talks only on terrorism" takes back no call between officers
    addressed = {party(actor) for actor in signal.addressees}
    if addressed and row.rivals and not addressed & row.rivals:
        return []
    return [word.says("withdraw", 0.9, {"actor": 1.0, "act": 0.9})]


def _wants_none_of_it(row: Mention, own: Term, signal: Signal, refused: Term | None) -> bool:
    """Whether a side refuses the talks that another announced for it: all but those about one thing, or any with a third.

    Of its own promises "talks only on terrorism" takes none back; what it never promised itself needs no more than that.
    Talks take two: the refusal of one of them is the end of what was announced for both.
    """
    two = {row.side} | row.rivals
    addressed = {party(actor) for actor in signal.addressees}
    if wanted(own) != "CONSULT" or party(signal.speaker) not in two or (addressed and not addressed & two):
        return False
    talks = refused is not None and wanted(refused) == "CONSULT"
    return talks or has_cue("between_two", signal.quote)


def _declined(row: Mention, known: Known, signal: Signal, when: Moment) -> list[Finding]:
    """An offer refused by a side it was made to: addressed to its speaker, about the like act or in words it shares.

    Where nobody is addressed ("had rejected a sincere offer of an inquiry"), it must be called an offer, of the same thing.
    """
    own, refused = row.signal.commitment, signal.commitment
    refuser = party(signal.speaker)
    if row.signal.kind != "offer" or own is None or refuser not in (row.rivals or row.facing):
        return []
    to = {party(actor) for actor in signal.addressees}
    thirds = len(row.rivals) > 1 and has_cue("between_two", signal.quote)  # help offered to two, and one wants none
    about_it = (thirds or has_cue("offered", signal.quote)) and bool(_subjects(row) & subject(Term(text=signal.quote)))
    if row.side not in to and (to or not about_it):
        return []
    act = likeness(wanted(own), wanted(refused)) if refused and refused.type else 0.0
    parts = {"actor": 1.0, "act": max(act, 0.8 if about_it or same_words(own.text, signal.quote) else 0.0)}
    score = product(parts)
    return [_signal_finding("declined", known, signal, when, score, parts)] if score >= DECISIVE else []


def _disowned(row: Mention, known: Known, signal: Signal, when: Moment) -> list[Finding]:
    """An offer whose addressee denies that it was made, or counted: in words that call it an offer, of the same thing."""
    if (
        row.signal.kind != "offer"
        or row.said is None
        or party(signal.speaker) not in row.rivals
        or after(row.said, when)
    ):
        return []
    named = subject(Term(text=sides((row.signal.speaker, *row.signal.addressees, signal.speaker))))
    shared = (_subjects(row) & subject(Term(text=signal.quote))) - named
    of_it = has_cue("offered", signal.quote) and bool(shared)
    return [_signal_finding("disowned", known, signal, when, DECISIVE, {"act": DECISIVE})] if of_it else []


def _subjects(row: Mention) -> frozenset[str]:
    """What an offer is about, by the words of its commitment and of its sentence."""
    own = row.signal.commitment
    return (subject(own) if own else frozenset()) | subject(Term(text=row.signal.quote))


def _signal_finding(
    effect: Effect, known: Known, signal: Signal, when: Moment, score: float, parts: dict[str, float]
) -> Finding:
    return Finding(
        effect=effect,
        when=when,
        publisher=known.publisher,
        standing="claimed" if effect == "breach" else "own words",
        claimants=frozenset({party(signal.speaker)}),
        known=known.at,
        evidence=Evidence(
            article=known.reading.id,
            record=signal.id,
            why=f"{WHY[effect]}: {signal.kind} by {sides((signal.speaker,))}",
            supports="contested" if effect == "breach" else SUPPORTS[effect],
            score=score,
            parts=parts,
            date=signal.date or known.reading.date,
            quote=signal.quote,
            source=known.reading.source,
            said_by=(signal.speaker,),
        ),
    )
