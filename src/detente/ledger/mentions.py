"""Readings → mentions: each time a side is on record with a commitment of its own, one for each party of an agreement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from detente.events.incidents.independence import publisher
from detente.ledger.acts import ESCALATES, STATE_SECTORS, barred, eases, has_cue, known, party, subject, vague
from detente.ledger.patterns import says
from detente.ledger.thresholds import days
from detente.ledger.when import DAY, Moment, moment
from detente.records import Actor, Condition, Event, EventType, Reading, Signal, Term, to_json

if TYPE_CHECKING:
    from detente.ledger.finding import Finding

BINDING = frozenset({"offer", "threat", "pledge", "acceptance"})
"""The kinds that open a row by themselves. A demand asks, a denial or accusation answers: they bear on rows, and open none.

A refusal opens one where it answers somebody and the act refused is known: "refuses to negotiate" (`_of_refusal`).
"""
YIELDING: Final = frozenset({"RETREAT", "CONCEDE"})
"""What is plain to see when it is done, whoever asked for it: a withdrawal, a release, a road opened."""
AUDIENCE = frozenset({"MED", "JRN"})
"""Whom one talks to in order to be heard: never a rival."""
_ELLIPTIC = re.compile(r"\b(?:do|does|did)(?: so| too| likewise)*\W*$", re.IGNORECASE)
_LASTING = frozenset({"until", "till", "as long as", "so long as", "for as long as"})
_HANGS = ("if ", "should ", "in case ", "in the event ")
"""What is gone on with only if something else fails: "should it not comply, the sanctions stay"."""
_WORD = re.compile(r"[^\W\d_]{3,}")


class Known(NamedTuple):
    """A reading and when it became known; `publisher` is who stands behind it, for counting independent sources.

    `copy` is what a reprint has in common with its original: the day and the records, word for word.
    """

    reading: Reading
    at: Moment | None
    publisher: str
    copy: str = ""

    @property
    def order(self) -> tuple[bool, str, str, str]:
        """Sorts by the time of knowing, undated ones last, then by id and content, so that input order never matters."""
        return (self.at is None, self.at.high.isoformat() if self.at else "", self.reading.id, to_json(self.reading))


@dataclass(frozen=True, eq=False)
class Mention:
    """One party's commitment as one report has it: `signal.speaker` is the party that is bound."""

    known: Known
    signal: Signal
    said: Moment | None
    said_on: str | None
    mutual: bool
    announced_by: Actor | None = None
    facing: frozenset[str] = frozenset()  # the side they most likely face, where the words name no rival

    @cached_property
    def id(self) -> str:
        """The name a row that begins with this mention gets."""
        return f"{self.known.reading.id}/{self.signal.id}"

    @cached_property
    def side(self) -> str:
        """The party that is bound."""
        return party(self.signal.speaker)

    @cached_property
    def rivals(self) -> frozenset[str]:
        """The parties it is directed at: those addressed, those asked to act, those acted upon."""
        return frozenset(party(actor) for actor in counterparts(self.signal)) - {self.side}

    @cached_property
    def targets(self) -> frozenset[str]:
        """The parties it names as those addressed or acted upon; empty where only its conditions name others."""
        term = self.signal.commitment
        named = (*self.signal.addressees, *(term.recipients if term else ()))
        return frozenset(party(a) for a in named if known(a) and a.sector not in AUDIENCE) - {self.side}

    def homes(self, sides: frozenset[str]) -> frozenset[str]:
        """The countries of the groups and people among some sides of the row: prisoners let go for Hamas are Palestinians."""
        named = (self.signal.speaker, *counterparts(self.signal))
        theirs = (a for a in named if party(a) in sides and party(a) != a.code and a.code not in ("IGO", "NGO", "---"))
        return frozenset(actor.code for actor in theirs)

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """All its conditions, the first one first."""
        asked = (_reciprocal(condition, self.signal.commitment) for condition in conditions(self.signal))
        return tuple(_until(condition) if self.signal.kind == "refusal" else condition for condition in asked)

    @cached_property
    def stop(self) -> EventType | None:
        """The act its commitment bars; None where it promises, or threatens, that something be done."""
        return barred(self.signal.commitment) if self.signal.commitment else None

    @cached_property
    def at_stake(self) -> tuple[EventType | None, ...]:
        """The acts it is about: the one promised, threatened or barred, and those of its conditions."""
        terms = [*self.conditions, *((self.signal.commitment,) if self.signal.commitment else ())]
        return tuple(barred(term) or term.type for term in terms)

    @cached_property
    def bears(self) -> dict[tuple[object, ...], Finding]:
        """What it has been found to say to other rows, by what that turns on: it says the same to many, and is kept once."""
        return {}

    @cached_property
    def about(self) -> frozenset[str]:
        """What its commitment is about, by its words."""
        return subject(self.signal.commitment) if self.signal.commitment else frozenset()

    @cached_property
    def lasting(self) -> bool:
        """A measure that lasts until the other side does something ("held in abeyance until …"): in force from the start."""
        words = {c.connective.casefold() for c in self.conditions if c.negated and c.direction == "de-escalates"}
        refused = self.signal.kind == "refusal" and bool(
            words
        )  # "no talks unless they are freed": none as long as they are not
        lasts = bool(words & _LASTING) or self.goes_on or refused
        return self.signal.kind in ("threat", "refusal") and self.signal.firm and lasts

    @cached_property
    def goes_on(self) -> bool:
        """Harm under way that is to go on, whatever comes: "this operation will continue for as many days as it takes"."""
        term = self.signal.commitment
        going = term is not None and term.phase == "continue" and term.direction == "escalates"
        hangs = any(not c.negated or c.text.casefold().startswith(_HANGS) for c in self.conditions)
        return self.signal.kind == "threat" and going and not hangs


def _until(condition: Condition) -> Condition:
    """ "As long as they fight" is "until they stop": what is withheld meanwhile is in force at once, and ends with a halt."""
    harm = condition.direction == "escalates" and condition.phase in ("begin", "continue") and not condition.negated
    if not harm or condition.type is None or condition.connective.casefold() not in _LASTING:
        return condition
    return msgspec.structs.replace(condition, phase="halt", direction="de-escalates", negated=True)


def _reciprocal(condition: Condition, commitment: Term | None) -> Condition:
    """A condition that only asks for the like ("if it is reciprocated") asks for the act that is promised."""
    if commitment is None or condition.type is not None:
        return condition
    elliptic = commitment.direction == "de-escalates" and _ELLIPTIC.search(condition.text)
    if not (elliptic or has_cue("reciprocal", condition.text)):
        return condition
    if barred(commitment):  # "provided it is reciprocated" asks to hold fire, in whatever words the promise was made
        return msgspec.structs.replace(condition, type=barred(commitment), phase="halt", direction="de-escalates")
    return msgspec.structs.replace(
        condition, type=commitment.type, phase=commitment.phase, direction=commitment.direction, mode=commitment.mode
    )


def conditions(signal: Signal) -> tuple[Condition, ...]:
    """All conditions of a signal, in their order."""
    return (*((signal.condition,) if signal.condition else ()), *signal.more_conditions)


def counterparts(signal: Signal) -> tuple[Actor, ...]:
    """Whom a signal is directed at, best evidence first: addressees, the conditions' actors, the commitment's recipients."""
    found = [*signal.addressees]
    for condition in conditions(signal):
        found += condition.actors
    if signal.commitment:
        found += signal.commitment.recipients
    seen: dict[str, Actor] = {}
    for actor in found:
        if known(actor) and party(actor) != party(signal.speaker) and actor.sector not in AUDIENCE:
            seen.setdefault(party(actor), actor)
    return tuple(seen.values())


def arrange(readings: Iterable[Reading], *, without: frozenset[str] = frozenset()) -> tuple[Known, ...]:
    """The readings in the order they became known, each once, less those retracted."""
    found = (Known(r, moment(r.date), publisher(r), _copy(r)) for r in readings if r.id not in without)
    unique = {item.order: item for item in found}
    return tuple(unique[key] for key in sorted(unique))


def _copy(reading: Reading) -> str:
    if not (reading.signals or reading.events):
        return reading.id
    return f"{(reading.date or '')[:10]} {msgspec.json.encode((reading.signals, reading.events)).decode()}"


def mentions(known_reading: Known) -> tuple[Mention, ...]:
    """Every mention in one reading, in the order of the text; background and speakers nobody can name are left out."""
    reading = known_reading.reading
    found: list[Mention] = []
    for signal in reading.signals:
        if signal.kind in BINDING and signal.commitment and not signal.background and not _only_heard(signal):
            found += _of_signal(known_reading, signal)
        elif signal.kind == "refusal" and not signal.background:
            found += _of_refusal(known_reading, signal)
        elif signal.kind == "acceptance" and not signal.background:
            found += _of_acceptance(known_reading, signal)
    found = _with_content(found)
    covered = {signal.event for signal in reading.signals} | {None}
    sentences = {signal.sentence for signal in reading.signals if signal.kind in BINDING}
    for event in reading.events:
        if event.id not in covered and event.sentence not in sentences:
            found += _of_agreement(known_reading, event) or _of_appointment(known_reading, event)
    return tuple(sorted(found, key=lambda m: (m.signal.sentence, m.signal.span, m.signal.id)))


def _with_content(found: Sequence[Mention]) -> list[Mention]:
    """Less those that say only *that* a side agreed or promised, above all where another of the sentence says what."""
    full: dict[tuple[str, int], int] = {}
    for m in found:
        if not _bare(m):
            key = (m.side, m.signal.sentence)
            full[key] = max(full.get(key, 0), len(m.conditions))
    kept = [m for m in found if not _bare(m) or len(m.conditions) > full.get((m.side, m.signal.sentence), -1)]
    return [m for m in kept if not _only_agrees(m)]


_AGREED = re.compile(
    r"\bagree[sd]?\b(?!.*\b(?:to|on|upon|that|not|for|with|in principle)\b)", re.IGNORECASE | re.DOTALL
)


_HAD_AGREED = re.compile(
    r"\b(?:had|they) agreed (?:on|upon|to)\b(?:\W*$|\W+(?:in|at|on|during|last|earlier|before|with)\b)", re.IGNORECASE
)


def _only_agrees(mention: Mention) -> bool:
    """ "Ruritania and Graustark agreed in May, through Oman", "the swap they had agreed on in Oslo": on what, the clause does not say."""
    term = mention.signal.commitment
    if term is None or not _bare(mention) or mention.conditions:
        return False
    return bool(_AGREED.search(term.text) or _HAD_AGREED.search(term.text))


def _bare(mention: Mention) -> bool:
    term = mention.signal.commitment
    return term is None or (term.type == "AGREE" and barred(term) is None)


_TO_COME = re.compile(
    r"\b(?:will|would|shall|won't|'ll|’ll|going to|ready|prepared|willing|open to|unless|or else|otherwise|if|offer\w*|propos\w+|"
    r"pledg\w+|promis\w+|vow\w*|threat\w*|warn\w*|agree\w*|commit\w*|intend\w*|plan\w*|until|reserv\w+|accept\w*|undertak\w*|"
    r"swear\w*|swore|guarante\w+|seek|wish\w*)\b",
    re.IGNORECASE,
)


def _only_heard(signal: Signal) -> bool:
    """A signal that the tagger alone heard (`learned/…`), without words for what is to come or an act the ledger could follow."""
    if not signal.rule.startswith("learned/") or signal.commitment is None:
        return False
    term = signal.commitment
    followed = term.type is not None or barred(term) is not None or eases(term) or vague(term) is not None
    tied = any(asked.connective and asked.connective in signal.quote for asked in conditions(signal))
    return not followed or not (tied or _TO_COME.search(signal.quote))


def reciprocal(found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Marks as mutual what two rivals pledge each other: to stop, without a condition, on the same day.

    A side's own word counts too when a third side had announced the rival's up to two days before.
    """
    stops: dict[tuple[str, str], set[date]] = {}
    announced: dict[tuple[str, str], set[date]] = {}
    for mention in found:
        if _plain_stop(mention) and mention.said:
            for rival in mention.rivals:
                days = announced if mention.announced_by else stops
                days.setdefault((mention.side, rival), set()).add(mention.said.day)
    made = []
    for mention in found:
        if not _plain_stop(mention) or mention.said is None:
            made.append(mention)
            continue
        day, pairs = mention.said.day, [(rival, mention.side) for rival in mention.rivals]
        before = {day - n * DAY for n in range(ANNOUNCED_DAYS + 1)}
        others = announced if mention.announced_by else stops
        both = any(day in others.get(pair, ()) for pair in pairs)
        confirmed = not mention.announced_by and any(before & announced.get(pair, set()) for pair in pairs)
        made.append(replace(mention, mutual=True) if both or confirmed else mention)
    return tuple(made)


ANNOUNCED_DAYS: Final = days("ANNOUNCED_DAYS")
"""So long after a third side announced a truce one side's own word is taken for its acceptance."""


def _plain_stop(mention: Mention) -> bool:
    term = mention.signal.commitment
    return term is not None and not mention.conditions and barred(term) is not None and mention.said is not None


def _of_signal(source: Known, signal: Signal) -> list[Mention]:
    """A mention for each party bound: the speaker, or those it speaks for when the commitment names others."""
    commitment = signal.commitment
    if commitment is None:
        return []
    bound = _once(actor for actor in commitment.actors if known(actor))
    speaker = signal.speaker
    if len(bound) < 2 and (not bound or party(bound[0]) == party(speaker)):
        return [_mention(source, signal, announced_by=_told_by(source.reading, signal))] if known(speaker) else []
    parties = {party(actor) for actor in bound}
    if party(speaker) not in parties and (signal.kind in ("threat", "offer") or speaker.sector not in STATE_SECTORS):
        return []  # what others foretell of a side binds nobody
    made = []
    for actor in bound:
        own = party(actor) == party(speaker)
        others = tuple(other for other in (*bound, *signal.addressees) if party(other) != party(actor))
        one = msgspec.structs.replace(
            signal,
            id=f"{signal.id}:{party(actor)}",
            speaker=speaker if own else actor,
            addressees=_once(others),
            commitment=msgspec.structs.replace(commitment, actors=(actor,)),
        )
        announcer = None if party(speaker) in parties else speaker
        made.append(_mention(source, one, mutual=len(bound) > 1, announced_by=announcer))
    return made


def _of_acceptance(source: Known, signal: Signal) -> list[Mention]:
    """ "Accepted mediation by Oman", "accepted a truce": what is accepted is promised, where the words name an act."""
    inner = [e for e in source.reading.events if signal.event and e.inside == signal.event and e.type in ACCEPTED]
    if len(inner) == 1:
        act = inner[0]
        term = Term(
            type=act.type, recipients=act.recipients, direction="de-escalates", text=signal.quote, mode=act.mode
        )
    elif has_cue("mediating", signal.quote):
        term = Term(type="CONSULT", recipients=signal.addressees, direction="de-escalates", text=signal.quote)
    else:
        return []
    given = msgspec.structs.replace(signal, commitment=msgspec.structs.replace(term, actors=(signal.speaker,)))
    told = next((e.said_by for e in source.reading.events if e.id == signal.event), ())
    own = any(party(actor) == party(signal.speaker) for actor in told)
    teller = None if own else next((actor for actor in told if actor.sector not in AUDIENCE), None)
    return [replace(m, announced_by=m.announced_by or teller) for m in _of_signal(source, given)]


ACCEPTED: Final = frozenset({"CONSULT", "RETREAT"})
"""What may be accepted and is then to be done: talks, a truce, a withdrawal, a release."""


def _of_refusal(source: Known, signal: Signal) -> list[Mention]:
    """A refusal of a peaceful act: a row, for it stands until it is given up; of talks only to somebody who is named."""
    others = [actor for actor in signal.addressees if known(actor) and party(actor) != party(signal.speaker)]
    refused = signal.commitment or what_is_refused(source.reading, signal)
    if refused is None or refused.type is None:
        refused = _refused_in_words(signal, others)
    if not known(signal.speaker) or refused is None:
        return []
    if refused.type in ESCALATES:
        return _of_forbearance(source, signal, refused)
    if not others and (refused.type not in YIELDING or signal.rule.startswith("learned/")):
        return []
    to = refused.recipients or tuple(others)
    term = msgspec.structs.replace(
        refused, actors=(signal.speaker,), recipients=to, phase="refrain", direction="escalates"
    )
    return [_mention(source, msgspec.structs.replace(signal, commitment=term))]


def _of_forbearance(source: Known, signal: Signal, refused: Term) -> list[Mention]:
    """ "Refused to apply the bloc's sanctions", "will not join the attack": harm a side says it will not do, to the good of whom it spares."""
    if refused.type not in FORBORNE or not says("refusing", signal.quote):
        return []
    spared = tuple(actor for actor in refused.recipients if known(actor) and party(actor) != party(signal.speaker))
    term = msgspec.structs.replace(
        refused, actors=(signal.speaker,), recipients=spared, phase="refrain", direction="de-escalates"
    )
    return [_mention(source, msgspec.structs.replace(signal, commitment=term))] if spared else []


FORBORNE: Final = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE"})


def _refused_in_words(signal: Signal, others: Sequence[Actor]) -> Term | None:
    """What a side says to another that it will not do, though no type of act fits: "will never give up its dam", "no talk of a union"."""
    own = others and says("refusing", signal.quote)
    return Term(type=None, recipients=tuple(others), text=signal.quote) if own else None


def what_is_refused(reading: Reading, signal: Signal) -> Term | None:
    """The act a refusal speaks of: the one told inside it as not to happen, or talks by its words; else None."""
    inner = [e for e in reading.events if signal.event and e.inside == signal.event and e.status == "negated"]
    inner = inner or [
        e
        for e in reading.events
        if e.sentence == signal.sentence
        and e.status == "negated"
        and e.type in YIELDING
        and e.inside is None
        and all(party(actor) == party(signal.speaker) for actor in e.actors)
    ]
    inner = inner or [e for e in reading.events if e.status == "negated" and _same_words(e, signal)]
    if not inner and (has_cue("no_talks", signal.quote) or signal.rule.endswith(": no talks")):
        return Term(type="CONSULT", recipients=signal.addressees, text=signal.quote)
    if len(inner) != 1:
        return None
    return Term(type=inner[0].type, recipients=inner[0].recipients, text=inner[0].quote, mode=inner[0].mode)


def _same_words(event: Event, signal: Signal) -> bool:
    """Whether an act of the speaker's is told in the words of a signal: "will make no deal with them as long as they fight"."""
    mine = any(party(actor) == party(signal.speaker) for actor in event.actors)
    return mine and bool(event.recipients) and event.sentence == signal.sentence and event.quote in signal.quote


def _told_by(reading: Reading, signal: Signal) -> Actor | None:
    """The side on whose word alone a pledge stands: "Israel and Iran have agreed, Trump announced"; None for its own."""
    event = next((e for e in reading.events if e.id == signal.event), None)
    if event is None or event.type != "AGREE" or signal.kind not in ("pledge", "acceptance"):
        return None
    if not event.said_by:
        return _other_party(reading, event, signal) if prolongs(signal) else None
    parties = {party(actor) for actor in (*event.actors, *event.recipients)} | {party(signal.speaker)}
    if any(parties <= met for met in _met_at(reading, signal.sentence)):
        return None  # announced by their host, "after talks with both their leaders": they were there
    speakers = [actor for actor in event.said_by if actor.sector not in AUDIENCE]
    return None if any(party(actor) in parties for actor in speakers) else next(iter(speakers), None)


def prolongs(signal: Signal) -> bool:
    """ "Agreed to prolong their ceasefire until Sunday": a truce that gets a day it had not, which is a promise of its own."""
    term = signal.commitment
    return signal.deadline is not None and term is not None and bool(barred(term)) and has_cue("prolonging", term.text)


def _other_party(reading: Reading, agreed: Event, signal: Signal) -> Actor | None:
    """The one party that tells of what both agreed on, where that is not the party bound."""
    tellers = _once(actor for e in reading.events if e.inside == agreed.id for actor in e.said_by)
    parties = {party(actor) for actor in (*agreed.actors, *agreed.recipients)}
    told = len(tellers) == 1 and party(tellers[0]) in parties - {party(signal.speaker)}
    return tellers[0] if told else None


def _met_at(reading: Reading, sentence: int) -> list[set[str]]:
    """The sides of each talks that a sentence tells of as held."""
    return [
        {party(actor) for actor in c.sides} for c in reading.channels if c.state == "held" and c.sentence == sentence
    ]


def _of_agreement(source: Known, event: Event) -> list[Mention]:
    """An agreement reported without a signal of its own binds each party, to what the acts inside it name."""
    parties = _once(actor for actor in event.actors if known(actor))
    if event.type != "AGREE" or event.background or len(parties) < 2:
        return []  # what one side alone says it will do for another is no agreement between them
    speakers = {party(actor) for actor in event.said_by}
    term = _agreed(source.reading, event)
    if term is None or event.status not in ("reported", "claimed"):
        return []
    made = []
    for actor in parties:
        if event.status == "claimed" and party(actor) not in speakers:
            continue  # a claim to have agreed binds the claimant, not the other side
        signal = Signal(
            id=f"{event.id}:{party(actor)}",
            event=event.id,
            kind="acceptance",
            speaker=actor,
            addressees=tuple(other for other in parties if other != actor),
            commitment=msgspec.structs.replace(term, actors=(actor,)),
            quote=event.quote,
            span=event.span,
            sentence=event.sentence,
            rule="ledger/agreement",
            date=event.date,
        )
        made.append(_mention(source, signal, mutual=True))
    return made


DECIDES: Final = "decide whether"
"""The rule of signals that promise a decision by a day ("will decide within two weeks whether to strike")."""
APPOINTMENT: Final = "ledger/appointment"


def _of_appointment(source: Known, event: Event) -> list[Mention]:
    """A meeting of two sides fixed for a later day ("the commanders would meet on Tuesday") binds both to come, and its host."""
    parties = _once(actor for actor in (*event.actors, *event.recipients) if known(actor) and not _peoples(actor))
    day, told = moment(event.date), source.at
    host = len(parties) == 1 and event.mode == "host"
    if event.type != "CONSULT" or event.status != "intended" or event.background or not (len(parties) == 2 or host):
        return []
    if day is None or told is None or day.last_day <= told.day:
        return []
    made = []
    for actor in parties:
        others = tuple(other for other in parties if other != actor)
        term = Term(type="CONSULT", actors=(actor,), recipients=others, text=event.quote, direction="de-escalates")
        signal = Signal(
            id=f"{event.id}:{party(actor)}",
            event=event.id,
            kind="pledge",
            speaker=actor,
            addressees=others,
            commitment=term,
            quote=event.quote,
            span=event.span,
            sentence=event.sentence,
            rule=APPOINTMENT,
            deadline=event.date,
            date=source.reading.date,
        )
        made.append(_mention(source, signal))
    return made


def _peoples(actor: Actor) -> bool:
    return actor.sector == "CVL"


def _agreed(reading: Reading, event: Event) -> Term | None:
    """What was agreed on: the peaceful act inside the agreement, or a ceasefire by its words."""
    inner = [e for e in reading.events if e.inside == event.id]
    for act in inner:
        if act.type not in ESCALATES:
            return Term(type=act.type, direction="de-escalates", text=act.quote, mode=act.mode)
    if has_cue("ceasefire", event.quote):
        return Term(type="RETREAT", phase="begin", direction="de-escalates", text=event.quote, mode="ceasefire")
    return None


def _mention(source: Known, signal: Signal, *, mutual: bool = False, announced_by: Actor | None = None) -> Mention:
    signal = _of_the_words(signal)
    signal = _counted_later(_open_words(_completed(_not_on_itself(_pointed_back(source.reading, signal)))))
    signal = _taken_up(source.reading, signal)
    said_on = _said_on(source.reading, signal)
    joint = mutual or (signal.kind == "acceptance" and bool(signal.commitment and barred(signal.commitment)))
    return Mention(source, signal, by_then(moment(said_on), source.at), said_on, joint, announced_by)


def _said_on(reading: Reading, signal: Signal) -> str | None:
    """When it was said: the day its own act of speech has, where that is an earlier one than the report's ("announced on Sunday")."""
    day = signal.date or reading.date
    spoken = next((e.date for e in reading.events if e.id == signal.event and not e.background), None)
    own, told = moment(spoken), moment(day)
    return spoken if own and told and own.high <= told.low and own.last_day < told.last_day else day


def by_then(when: Moment | None, told: Moment | None) -> Moment | None:
    """A time cut off where the report of it came out: what is told has happened, and what is quoted was said, before."""
    if when is None or told is None or when.high <= told.high:
        return when
    if when.low >= told.high:  # a local day that has not begun in UTC
        return Moment(told.low - DAY / 2, told.high)
    return Moment(when.low, told.high)


def _pointed_back(reading: Reading, signal: Signal) -> Signal:
    """A condition that only points back ("if it happened again") asks for another act like the one told last before it."""
    asked = signal.condition
    if asked is None or not has_cue("repetition", asked.text):
        return signal
    told = [
        event
        for event in reading.events
        if event.type in ESCALATES - SAID
        and event.status in ("reported", "claimed")
        and event.sentence <= signal.sentence
        and not any(party(actor) == party(signal.speaker) for actor in event.actors)
    ]
    if not told:
        return signal
    last = max(told, key=lambda event: (event.sentence, event.span, event.id))
    by = asked.actors or tuple(actor for actor in last.actors if known(actor))
    text = f"{asked.text} ({last.quote})" if last.quote else asked.text
    return msgspec.structs.replace(
        signal, condition=msgspec.structs.replace(asked, actors=by, type=last.type, mode=last.mode, text=text)
    )


def _taken_up(reading: Reading, signal: Signal) -> Signal:
    """ "Would stop its flights, but would start again if …": the words of what it halts say what it would take up."""
    term = signal.commitment
    if signal.kind != "threat" or term is None or term.type is None or not has_cue("taking_up", term.text):
        return signal
    halts = [
        s.commitment.text
        for s in reading.signals
        if s.commitment
        and (s.commitment.phase, s.commitment.type) == ("halt", term.type)
        and party(s.speaker) == party(signal.speaker)
        and s.sentence <= signal.sentence
    ]
    if not halts:
        return signal
    return msgspec.structs.replace(signal, commitment=msgspec.structs.replace(term, text=f"{term.text} ({halts[-1]})"))


SAID: Final = frozenset({"THREATEN", "REJECT", "ACCUSE"})
"""Hostile words, which are no acts that could be repeated."""


_TELLING = re.compile(
    r"[,”\"’]\s+(?:[\w.’'-]+\s+){0,6}?(?:said|says|told|tells|announced|warned|wrote|added|declared|stated|promised|replied)\b",
    re.IGNORECASE,
)
_WHEN_TOLD: Final = frozenset({"after", "before", "during", "when", "while", "as", "following"})


def _of_the_words(signal: Signal) -> Signal:
    """Less conditions that say when it was told: "if you stop, so shall we, he told reporters after a call with …"."""
    if not signal.more_conditions:
        return signal
    kept = tuple(condition for condition in signal.more_conditions if not _says_when_told(signal, condition))
    return signal if len(kept) == len(signal.more_conditions) else msgspec.structs.replace(signal, more_conditions=kept)


def _says_when_told(signal: Signal, condition: Condition) -> bool:
    where = signal.quote.find(condition.text) if condition.text else -1
    temporal = condition.connective.casefold() in _WHEN_TOLD
    return temporal and where > 0 and bool(_TELLING.search(signal.quote[:where]))


_SPAN = re.compile(r"\bwithin (?:an?|the|\w+(?:[- ]\w+)?|\d+) (?:minute|hour|day|week|month)s?\b", re.IGNORECASE)


def _counted_later(signal: Signal) -> Signal:
    """ "Would reopen within five hours if Ruritania did": the hours count from what is asked for, and are no deadline yet."""
    term, asked = signal.commitment, signal.condition
    if signal.deadline is None or term is None or asked is None or asked.negated:
        return signal
    text = term.text.replace(asked.text, " ") if asked.text else term.text
    if not _SPAN.search(text) or _SPAN.search(asked.text):
        return signal
    return msgspec.structs.replace(signal, deadline=None)


def _open_words(signal: Signal) -> Signal:
    """Words for making somebody pay leave open how, whatever type they were read as ("would be punished")."""
    term = signal.commitment
    if term is None or signal.kind != "threat" or term.type not in ("SANCTION", "CONCEDE"):
        return signal
    if not has_cue("requital", term.text) or has_cue("sanctions", term.text):
        return signal
    return msgspec.structs.replace(signal, commitment=msgspec.structs.replace(term, type=None))


_LIKEWISE = re.compile(
    r"\bnot either\b|\bneither (?:will|would)\b|\b(?:do|does|did) (?:the same|likewise|so too)\b", re.IGNORECASE
)


def _completed(signal: Signal) -> Signal:
    """A commitment that only points at the condition's act ("as long as India did not restart, Pakistan would not either")."""
    term, asked = signal.commitment, signal.condition
    if term is None or asked is None or term.type is not None or asked.type is None or not _LIKEWISE.search(term.text):
        return signal
    forgoes = term.direction == "de-escalates" and asked.type in ESCALATES
    phase = "refrain" if forgoes and asked.phase in ("begin", "continue") else asked.phase
    return msgspec.structs.replace(signal, commitment=msgspec.structs.replace(term, type=asked.type, phase=phase))


def _not_on_itself(signal: Signal) -> Signal:
    """A threat of what a side would do if it attacked itself has been misread: it is the one attacked ("attacks on it")."""
    own = party(signal.speaker)

    def mended(condition: Condition) -> Condition:
        by = {party(actor) for actor in condition.actors}
        misread = condition.direction == "escalates" and condition.type == "ASSAULT" and not condition.negated
        if signal.kind != "threat" or by != {own} or not misread or condition.phase not in ("begin", "continue"):
            return condition
        return msgspec.structs.replace(condition, actors=(), recipients=condition.recipients or condition.actors)

    return msgspec.structs.replace(
        signal,
        condition=mended(signal.condition) if signal.condition else None,
        more_conditions=tuple(mended(condition) for condition in signal.more_conditions),
    )


def _once(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """One actor for each party, the first."""
    seen: dict[str, Actor] = {}
    for actor in actors:
        seen.setdefault(party(actor), actor)
    return tuple(seen.values())


def likeness_of_words(one: str, other: str) -> float:
    """Share of words two texts have in common (Jaccard), 0 to 1."""
    left, right = words_in(one), words_in(other)
    return len(left & right) / len(left | right) if left and right else 0.0


@lru_cache(maxsize=1 << 14)
def words_in(text: str) -> frozenset[str]:
    """The words of a text, for comparison."""
    return frozenset(_WORD.findall(text.casefold()))


def words_of(signals: Sequence[Signal]) -> str:
    """The words a commitment was made in, for comparison."""
    return " ".join(signal.commitment.text if signal.commitment else signal.quote for signal in signals)
