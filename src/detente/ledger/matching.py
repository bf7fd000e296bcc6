"""Which later acts and words bear on a commitment, how well they fit it, and in which sense.

A `Finding` is one event or signal of one report, scored against one row. The score is the product of its parts, each
between 0 and 1: `actor` (itself 1.0, its armed forces .95, a group it is said to control .6, an ally .4), `act` (like the
act promised or asked for, acts.toml), `phase`, `target` (aims), `words`, `means` and `place` (wording) and `time` (timing).
docs/ledger.md explains the thresholds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, Literal

import msgspec

from detente.ledger.acts import (
    ESCALATES,
    barred,
    best_grade,
    has_cue,
    likeness,
    means,
    party,
    same_words,
    shares_words,
    subject,
    target_grade,
)
from detente.ledger.aims import meant_by, same_target, target_part
from detente.ledger.facts import Fact
from detente.ledger.finding import (
    DECISIVE,
    DEEDS,
    DENIAL,
    LEAST,
    SUPPORTS,
    WHY,
    Effect,
    Finding,
    concerns,
    product,
    stretches,
)
from detente.ledger.mentions import AUDIENCE, Mention
from detente.ledger.patterns import says
from detente.ledger.questions import Question, Sense, kept_up, opens, questions, undoes
from detente.ledger.shelves import Shelf
from detente.ledger.spoken import Word, denied_of, lately, of_mention, of_word
from detente.ledger.taking_back import ENDED, enders, takes_back
from detente.ledger.thresholds import threshold
from detente.ledger.timing import (
    AGAIN,
    LATE,
    SAME_DAY,
    STANDING,
    UNDATED,
    UNDATED_BREACH,
    accused_of,
    names_the_breach,
    on_its_day,
    time_part,
)
from detente.ledger.when import DAY, EVER, Moment, after, moment
from detente.ledger.wording import (
    ELSEWHERE,
    IN_PART,
    INTERCEPTED,
    OTHER_PEOPLE,
    SAME_THINGS,
    act_part,
    done_by_nobody,
    from_elsewhere,
    goes_on,
    in_part,
    intercepts,
    of_others,
    on_those_named,
    passes,
    place_part,
    same_names,
    words_part,
)
from detente.ledger.words import sides
from detente.records import Actor, Event, Evidence, Status, Term


def findings(
    base: Mention, all_facts: Iterable[Fact], others: Iterable[Mention], words: Iterable[Word]
) -> tuple[Finding, ...]:
    """Everything among the facts, the `others`' commitments and the `words` of reports that bears on the row of `base`.

    Each finding depends on the row and on the one report it comes from, so that those of any earlier day are those of them
    whose report was `known` by then.
    """
    facts_, words_, asked = tuple(all_facts), tuple(words), questions(base)
    found = answers(base, [(fact, asked) for fact in facts_], others, words_)
    return in_order((*found, *denials(base, stretches(found), facts_, words_)))


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by time and name, so that the order of reports never matters."""
    return tuple(sorted(found, key=lambda finding: finding.key))


def answers(
    base: Mention, put: Iterable[tuple[Fact, Sequence[Question]]], others: Iterable[Mention], words: Iterable[Word]
) -> list[Finding]:
    """All that bears on the row of `base` but denials; each fact is put to those of the row's questions that it may answer."""
    said = base.said
    if said is None or base.signal.commitment is None:
        return []
    found: list[Finding] = []
    last = last_day(base, said)
    for fact, asked in put:
        if said.low <= fact.when.high and fact.when.low <= last:
            found += _of_fact(base, asked, fact)
    for other in others:
        found += of_mention(base, other)
    for word in words:
        found += of_word(base, word)
    return found


def denials(
    base: Mention, near: Sequence[Moment], all_facts: Iterable[Fact], words: Iterable[Word]
) -> Iterator[Finding]:
    """The denials by the sides of the row, on the days of its `near` acts: those of other days say nothing of any of them."""
    said = base.said
    if said is None or not near:
        return
    lows, last = [stretch.low for stretch in near], last_day(base, said)
    for fact in all_facts:
        if said.low <= fact.when.high and fact.when.low <= last and _lies_in(fact.when, near, lows):
            made = _denial(base, fact)
            if made is not None:
                yield made
    for word in words:
        if word.denial is not None and _lies_in(word.when, near, lows) and denied_of(base, word):
            yield word.denial


def _lies_in(when: Moment, near: Sequence[Moment], lows: Sequence[datetime]) -> bool:
    """Whether a time may lie in one of some stretches, which are in order and apart."""
    place = bisect_right(lows, when.high) - 1
    return place >= 0 and near[place].high >= when.low


def last_day(base: Mention, said: Moment) -> datetime:
    """Until when acts bear on a row: for 90 days, or the time it was given; a year where it waits or refuses; for ever on a promise not to act."""
    term, due = base.signal.commitment, moment(base.signal.deadline)
    if base.stop is not None:
        return EVER
    last = lately(said)
    if due is not None and due.high < EVER - LATE:
        last = max(last, due.high + LATE)
    stands = (
        base.signal.kind == "refusal"
        or (term is not None and kept_up(term))
        or any(not condition.negated for condition in base.conditions)
    )
    if stands and said.high < EVER - STANDING:
        last = max(last, said.high + STANDING)
    return last


def bearing(found: Sequence[Finding]) -> list[Finding]:
    """The findings to show: denials only where they deny an act that is shown, on its day or within three after it."""
    acts, days_ = [finding for finding in found if finding.effect != "denial" and finding.act is not None], Shelf()
    for place, act in enumerate(acts):
        days_.put(act.when, place)

    def denies_one(denial: Finding) -> bool:
        near = days_.within(denial.when.low - DENIAL, denial.when.high + DAY)
        return any(
            likeness(denial.act, acts[place].act) >= LEAST
            and (not acts[place].doers or denial.claimants & acts[place].doers)
            for place in near
        )

    return [finding for finding in found if finding.effect != "denial" or denies_one(finding)]


def _of_fact(row: Mention, asked: Sequence[Question], fact: Fact) -> list[Finding]:
    if takes_back(row, fact):
        return [_plain("withdraw", fact, fact.claimants, _standing(fact, enders(row)), ENDED)]
    if fact.event.status in DEEDS:
        found = [finding for question in asked if (finding := _answer(row, question, fact))]
        return found or [f for f in (_still_in_force(row, fact),) if f]
    if fact.event.status == "intended":
        return [finding for question in asked if (finding := _arranged(row, question, fact))]
    return [f for f in (_calm(row, fact), _undone(row, fact)) if f]


def _still_in_force(row: Mention, fact: Fact) -> Finding | None:
    """ "The border has been closed since 3 May", told weeks later: the measure taken then is upheld, whoever the words leave out."""
    event, term = fact.event, row.signal.commitment
    told, before = fact.known.at, row.known.at
    if not row.lasting or row.goes_on or term is None or told is None or before is None or not after(told, before):
        return None
    if event.type != term.type or not has_cue("still", event.quote) or not shares_words(term, event):
        return None
    if event.actors and not fact.grades.get(row.side):
        return None
    begun = moment(event.date)
    if begun is not None and row.said is not None and after(begun, row.said):
        return None  # another one, taken later
    if not target_grade(event, row.rivals or row.facing):
        return None
    made = _plain("confirm", fact, fact.claimants, _standing(fact, frozenset({row.side})), "said to be in force still")
    shown = msgspec.structs.replace(made.evidence, date=(fact.known.reading.date or "")[:10] or None)
    return replace(made, when=told, evidence=shown)


def _answer(row: Mention, question: Question, fact: Fact) -> Finding | None:
    """What a deed says to one question; None when it does not bear on it."""
    sense = question.senses.get(fact.event.type)
    if sense is None or (sense[0] == "confirm" and not _said_to_hold(row, fact.event)):
        return None
    if sense[0] == "withdraw" and row.signal.kind != "refusal" and not _calls_off(question.term, fact.event):
        return None
    if sense[0] == "deed" and row.signal.kind in GIVEN and _plan_dropped(question.term, fact.event):
        sense = ("withdraw", fact.event.type)
    nobody_named = sense[0] == "deed" and not fact.event.actors
    if ((sense[0] == "withdraw" and row.signal.kind in GIVEN) or nobody_named) and of_others(
        row, fact.event, fact.known.reading.places
    ):
        return None  # "called off a visit to another country", "freed from another's prison"
    if sense[0] == "deed" and undoes(question.term) and not _lifts(question.term, fact.event):
        return None
    if sense == ("deed", "AID") and opens(question.term) and not done_by_nobody(row, question.term, fact.event, "deed"):
        return None
    return _finding(row, question, fact, sense, meant_by(row, question, fact.event, sense[0]))


def _arranged(row: Mention, question: Question, fact: Fact) -> Finding | None:
    """ "Until her release is arranged": what is to be arranged, assured or agreed on is met by the word, the row's own, that it will be done."""
    event, term = fact.event, question.term
    own = {party(actor) for actor in event.said_by} <= {row.side}
    if question.term is row.signal.commitment or not own or not has_cue("arranging", term.text):
        return None
    theirs = any(fact.grades.get(side, 0.0) >= DECISIVE for side in question.bound) if term.actors else True
    if not theirs or row.side in fact.doers or row.said is None or not after(fact.when, row.said):
        return None
    if not (same_names(term, event) or shares_words(term, event)):
        return None
    made = _plain("met", fact, fact.claimants, "own words", "what the condition names is arranged")
    day = (fact.known.reading.date or "")[:10] or None  # when it was arranged, not when it is to be done
    return replace(made, condition=question.condition, evidence=msgspec.structs.replace(made.evidence, date=day))


def _calls_off(term: Term, event: Event) -> bool:
    """ "Suspended its plans of military action": the very thing threatened, in two of its words, called off.

    "Called off the meeting in Madrid": one word is enough where a favour was promised; so it is for a measure that is lifted.
    """
    if term.direction != "escalates":
        named = subject(term) & subject(term, event)
        return has_cue("calling_off", event.quote) and (bool(named) or _both_talks(term, event))
    if kept_up(term) and _lifts(term, event):
        return True
    return has_cue("calling_off", event.quote) and same_words(term.text, event.quote)


def _plan_dropped(term: Term, event: Event) -> bool:
    """ "Abandoned its plan to send an envoy": no deed, but what was promised given up, two words in common."""
    return says("plan_dropped", event.quote) and same_words(term.text, event.quote)


def _both_talks(term: Term, event: Event) -> bool:
    """ "Will meet again on Friday", "called off the meeting": by the words for talking alone, where both have one."""
    return term.type == "CONSULT" and has_cue("meeting", term.text) and has_cue("meeting", event.quote)


def _lifts(term: Term, event: Event) -> bool:
    """Whether a measure told as lifted is the one the term names: a word in common, names aside ("sanctions", "border")."""
    return event.mode in LIFTED and shares_words(term, event)


LIFTED: Final = frozenset({"ease", "access", "withdraw", None})
"""How the end of a measure is told: sanctions lifted, a road opened, a ban withdrawn."""


def _said_to_hold(row: Mention, event: Event) -> bool:
    """A peaceful act shows that a promise not to act holds where the rival says so, or the words do; a promise that names none is of no truce."""
    term = row.signal.commitment
    others = {party(actor) for actor in event.said_by} - {row.side}
    if term is not None and event.phase == "halt" and others and same_words(term.text, event.quote):
        return True  # "has stopped enriching, the agency said": the very act, told as stopped by somebody else
    return (
        may_hold(event)
        and bool(row.rivals)
        and (has_cue("holding", event.quote) or bool({party(actor) for actor in event.said_by} & row.rivals))
    )


def may_hold(event: Event) -> bool:
    """Whether an act may show that somebody's promise holds: its words say so, or somebody vouches for it."""
    return bool(event.said_by) or has_cue("holding", event.quote)


def _finding(row: Mention, question: Question, fact: Fact, sense: Sense, aimed_at: frozenset[str]) -> Finding | None:
    """Score a deed against a term; None when it does not bear on it at all."""
    event, (effect, _) = fact.event, sense
    parts = _parts(row, question, fact, sense, aimed_at)
    if parts is None:
        return None
    score = product(parts)
    if score < LEAST and not (parts["time"] <= SAME_DAY and score / max(parts["time"], 0.01) >= DECISIVE):
        return None
    threat = row.signal.kind == "threat"
    same = (effect, question.condition, question.bound, threat, *parts.items())
    found = fact.bears.get(same)
    if found is None:
        standing = _standing(fact, question.bound)
        found = fact.bears[same] = Finding(
            effect=effect,
            when=fact.when,
            publisher=fact.known.publisher,
            standing=standing,
            condition=question.condition,
            claimants=fact.claimants,
            act=event.type,
            known=fact.known.at,
            doers=fact.doers,
            hit=fact.hit,
            evidence=_evidence(fact, effect, parts, score, standing, threat=threat),
        )
    return found


def _parts(
    row: Mention, question: Question, fact: Fact, sense: Sense, aimed_at: frozenset[str]
) -> dict[str, float] | None:
    """The parts of a score; None where the doers, the act or the time alone leave too little, asked before all else."""
    event, term, (effect, type_), scores = fact.event, question.term, sense, question.scores
    actor = fact.grade(question.bound)
    very_people = (not actor or passes(event)) and done_by_nobody(row, term, event, effect)
    actor = SAME_THINGS if very_people else actor
    if not actor and effect in ("met", "continued") and term.type == "PROTEST":
        actor = (
            PEOPLE_OF_IT if fact.lands & question.bound else 0.0
        )  # "if leaflets came from the South": whose people flew them
    if not actor or (question.means and not question.means <= means(event.quote)):
        return None
    act = act_part(effect, type_, term, event) if type_ or scores is None else scores.get(event.type, 0.0)
    if round(actor * act, 4) < LEAST:
        return None
    time = time_part(row, term, fact, effect)
    if not time:
        return None
    unaimed = effect == "withdraw" and (type_ is None or (row.signal.kind in GIVEN and not event.recipients))
    charged = effect == "met" and has_cue("breach", term.text) and has_cue("breach", event.quote)
    told = very_people or charged or unaimed or (effect == "breach" and names_the_breach(row, fact))
    target = 1.0 if told else target_part(row, term, fact, aimed_at, effect)
    if round(actor * act * target, 4) < LEAST:
        return None
    parts = {
        "actor": actor,
        "act": act,
        "phase": 0.9 if term.phase == "begin" and event.phase == "continue" and term.type not in ESCALATES else 1.0,
        "target": target,
        "means": INTERCEPTED if intercepts(event, term) else 1.0,
        "words": ELSEWHERE
        if from_elsewhere(term, event)
        else 1.0
        if scores or (effect == "withdraw" and row.signal.kind in GIVEN)
        else words_part(type_, term, event),
        "place": place_part(row, term, event.place),
        "time": time,
    }
    if not on_those_named(term, event):
        parts["people"] = OTHER_PEOPLE
    if effect == "deed" and event.mode == "withdraw" and in_part(event.quote) and not in_part(term.text):
        parts["whole"] = IN_PART
    if not event.date and not _told_anew(row, fact, effect) and not (effect == "deed" and on_its_day(row, fact)):
        anew = not fact.again or (effect in ("met", "continued") and goes_on(term) and not fact.retold)
        parts["time"] *= AGAIN if not anew else UNDATED_BREACH if effect == "breach" else UNDATED
    return parts


def _told_anew(row: Mention, fact: Fact, effect: Effect) -> bool:
    """Whether an act without a date surely came after the words: a breach named as one, or charged against the side."""
    if fact.again:
        return False
    if effect == "breach":
        return names_the_breach(row, fact) or accused_of(row, fact)
    return effect == "met" and row.signal.kind == "threat" and accused_of(row, fact)


GIVEN: Final = frozenset({"pledge", "offer", "acceptance"})
"""What is called off by its words: "put off the journey" names nobody it was aimed at."""


PEOPLE_OF_IT: Final = threshold("PEOPLE_OF_IT")


def _standing(fact: Fact, bound: frozenset[str]) -> Literal["reported", "claimed", "own words"]:
    """On whose word a deed stands: the report's or a witness's, its doers' own, or somebody's claim."""
    event, speakers = fact.event, fact.claimants
    witnessed = event.status in ("claimed", "negated") and bool(event.said_by) and all(map(_witness, event.said_by))
    if event.status == "reported" or witnessed or (event.status == "negated" and not event.said_by):
        return "reported"
    admitted = bool(speakers) and speakers <= bound  # what each says of the other, nobody has owned up to
    return "own words" if admitted or _by_own_media(event, bound) else "claimed"


def _by_own_media(event: Event, bound: frozenset[str]) -> bool:
    """Told by the media of the doers' own country, of nobody else's: they claim no deed for it that it does not own to."""
    told = {actor.code for actor in event.said_by if actor.sector in AUDIENCE and not actor.group}
    return bool(event.said_by) and len(told) == 1 and told <= bound and all(a.sector in AUDIENCE for a in event.said_by)


def _witness(actor: Actor) -> bool:
    """Somebody of neither side who was there or counts: rescue workers, doctors, a United Nations mission."""
    if actor.group or actor.code != "---":
        return actor.code == "NGO" or (actor.code == "IGO" and (actor.group or "").startswith(OBSERVERS))
    return actor.sector in WITNESSES


OBSERVERS: Final = (
    "United Nations",
    "UN",
    "International Atomic Energy",
    "International Committee of the Red Cross",
    "Red Cross",
    "OSCE",
    "Organization for Security",
    "Organisation for Security",
    "Organisation for the Prohibition",
    "Organization for the Prohibition",
)


WITNESSES: Final = frozenset({"MED", "HLH", "NGO", "REF", "EDU"})


def _evidence(
    fact: Fact, effect: Effect, parts: dict[str, float], score: float, standing: str, *, threat: bool = False
) -> Evidence:
    event = fact.event
    does = "does what was threatened" if threat and effect == "deed" else WHY[effect]
    who = sides(event.actors) or "unnamed"
    word = f"{event.type.lower()} by {who}, {standing}"
    doubt = " (same day, order not known: not counted)" if 0 < parts.get("time", 1.0) <= SAME_DAY else ""
    supports = SUPPORTS[effect] if score >= DECISIVE and standing != "claimed" else None
    return Evidence(
        article=fact.known.reading.id,
        record=event.id,
        why=f"{does}: {word}{doubt}",
        bears_on="condition" if effect in ("met", "continued") else "commitment",
        supports="contested" if supports is None and effect == "breach" and score >= LEAST else supports,
        score=score,
        parts=parts,
        date=fact.date,
        quote=event.quote,
        source=fact.known.reading.source,
        said_by=event.said_by,
    )


def _denial(row: Mention, fact: Fact) -> Finding | None:
    """A denied or negated hostile act or meeting of the kind at stake, in the words of the side said to have done it."""
    event = fact.event
    if row.said is None or event.status not in NOT_DONE or not fact.denies or not concerns(row, event.type):
        return None
    speakers = {party(actor) for actor in event.said_by}
    if not speakers & ({row.side} | row.rivals) or after(row.said, fact.when):
        return None
    same = ("denial",)
    if same not in fact.bears:
        fact.bears[same] = _plain("denial", fact, speakers, "own words", f"{sides(event.said_by)} denies it")
    return fact.bears[same]


NOT_DONE: Final[frozenset[Status]] = frozenset({"denied", "negated"})


def _calm(row: Mention, fact: Fact) -> Finding | None:
    """Hostile acts said not to have happened, by somebody other than the side bound: a promise not to act is being kept."""
    event, term = fact.event, row.signal.commitment
    if term is None or row.said is None or not after(fact.when, row.said):
        return None
    stop = row.stop
    speakers = {party(actor) for actor in event.said_by}
    if stop is None or event.status != "negated" or likeness(stop, event.type) < DECISIVE:
        return None
    if not (speakers & row.rivals or (has_cue("holding", event.quote) and speakers != {row.side})):
        return None
    if event.actors and best_grade(event.actors, row.side) == 0.0:
        return None
    same = ("calm",)
    if same not in fact.bears:
        fact.bears[same] = _plain("confirm", fact, speakers, "reported", "no such act reported")
    return fact.bears[same]


def _undone(row: Mention, fact: Fact) -> Finding | None:
    """A peaceful act that was promised for a day is told not to have been done, after that day ("has yet to withdraw its troops")."""
    event, term, due = fact.event, row.signal.commitment, moment(row.signal.deadline)
    if (
        term is None
        or due is None
        or event.status != "negated"
        or event.inside is not None
        or not after(fact.when, due)
    ):
        return None
    if row.signal.kind == "threat" or barred(term) is not None or likeness(term.type, event.type) < DECISIVE:
        return None
    actor, words = fact.grades.get(row.side, 0.0), words_part(term.type, term, event)
    if actor * words < DECISIVE or not same_target(row, event):
        return None
    standing = _standing(fact, frozenset({row.side}))
    parts = {"actor": actor, "words": words}
    made = _evidence(fact, "undone", parts, product(parts), standing)
    return replace(_plain("undone", fact, fact.claimants, standing, made.why), evidence=made)


def _plain(
    effect: Effect, fact: Fact, speakers: Iterable[str], standing: Literal["own words", "reported", "claimed"], why: str
) -> Finding:
    made = _evidence(fact, effect, {}, 1.0, standing)
    return Finding(
        effect=effect,
        when=fact.when,
        evidence=_with_why(made, why),
        publisher=fact.known.publisher,
        standing=standing,
        claimants=frozenset(speakers),
        act=fact.event.type,
        known=fact.known.at,
        hit=fact.hit,
    )


def _with_why(made: Evidence, why: str) -> Evidence:
    return msgspec.structs.replace(made, why=why)
