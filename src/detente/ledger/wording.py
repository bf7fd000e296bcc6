"""Whether an act is the one the words speak of: the parts `act`, `words`, `people`, `means`, `whole` and `place` of a score."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

import msgspec
import pycountry

from detente.ledger.acts import (
    ARMED,
    ESCALATES,
    HANDED_OVER,
    arms,
    at_each_other,
    barred,
    cues_in,
    escalates,
    forces,
    has_cue,
    likeness,
    mostly_in,
    other_figures,
    party,
    same_words,
    shares_words,
    subject,
)
from detente.ledger.finding import DECISIVE, Effect
from detente.ledger.mentions import Mention
from detente.ledger.patterns import found, says
from detente.ledger.questions import DEALS, opens, other_harm
from detente.ledger.thresholds import threshold
from detente.ledger.words import country
from detente.records import Event, EventType, Place, Term


def act_part(effect: Effect, type_: EventType | None, term: Term, event: Event) -> float:
    """How like the act is by its type; a harm of another type to, or with, the very things the words name is meant all the same.

    "Would cut all roads" typed COERCE, "blew up the roads" typed ASSAULT: the type is the coarser label of the two. Where the
    types are not alike at all, two things in common are asked for.
    """
    grade = likeness(type_, event.type)
    by_words = DEALS if effect == "met" else PEACEFUL_DEEDS if effect == "deed" else frozenset()
    if (
        type_ is None and effect == "withdraw"
    ):  # what was refused in words that no type of act fits is known by two of them
        if has_cue("yielding", term.text) and not has_cue("yielding", event.quote):
            return 0.0  # "will never give up its share", "agreed to share its data"
        return 1.0 if len(subject(term) & subject(term, event)) > 1 else 0.0
    if type_ is None and event.type in by_words:
        return SAME_THINGS if mostly_in(term.text, event.quote) else grade
    if not other_harm(effect, type_, event.type) or grade == 1.0:
        return grade
    if grade >= DECISIVE:  # "would suspend the accord" typed COERCE, "suspended the accord" typed SANCTION
        return max(grade, SAME_THINGS) if same_words(term.text, event.quote) else grade
    likely = grade >= 0.5 and type_ is not None
    alike = shares_words(term, event) if likely else same_words(term.text, event.quote)
    return SAME_THINGS if alike else grade


PEACEFUL_DEEDS: Final = frozenset({"RETREAT", "CONCEDE", "AID", "COOPERATE"})


SAME_THINGS: Final = threshold("SAME_THINGS")


def on_those_named(term: Term, event: Event) -> bool:
    """False where the words speak of harm to people ("if our citizens are targeted") and soldiers alone, or nobody, were hit."""
    if not has_cue("civilians", term.text) or not escalates(event):
        return True
    if not event.recipients and not at_each_other(event) and not has_cue("civilians", event.quote):
        return False  # "blew up the roads to the South"
    everybody = (*event.actors, *event.recipients)
    soldiers = bool(event.actors) and all(actor.sector in ARMED for actor in everybody)
    return has_cue("civilians", event.quote) or not (soldiers or has_cue("soldiery", event.quote))


OTHER_PEOPLE: Final = threshold("OTHER_PEOPLE")


def goes_on(term: Term) -> bool:
    """Words about an act under way that goes on: any later report of one tells that it did.

    "Any further violation" is of a truce that holds: the one of its first hours, told again, is none.
    """
    return term.phase == "continue" or (has_cue("going_on", term.text) and not has_cue("breach", term.text))


def intercepts(event: Event, term: Term) -> bool:
    """Bringing down what the other side has in the air, where the words do not speak of just that."""
    return event.type == "ASSAULT" and has_cue("interception", event.quote) and not has_cue("interception", term.text)


INTERCEPTED: Final = threshold("INTERCEPTED")
"""Shooting down drones or missiles is defence: it is shown, and neither carries out a threat nor breaks a promise by itself."""


OTHER_WORDS: Final = threshold("OTHER_WORDS")


def practice(text: str) -> frozenset[str]:
    """What a text names beside the fighting ("kidnap", "landmine"), of which a promise is one of its own."""
    return cues_in("practices", text)


def words_part(type_: EventType | None, term: Term, event: Event) -> float:
    """Attacks and truces are known by their type; other acts by what they are about, where the promise says it.

    Talks need a word in common only where the promise names a subject, or who talks: a call between officers is not the talks "on
    Kashmir". Other promises need one anyway ("withdraw", "treaty"). Figures that differ ("80 prisoners", "12") are another matter.
    """
    stop = barred(term)
    if (
        type_ == event.type == "RETREAT"
        and term.mode
        and event.mode
        and {term.mode, event.mode} == {"ceasefire", "release"}
    ):
        return OTHER_WORDS  # to let prisoners go is no truce
    if practice(term.text) and event.quote:
        return 1.0 if practice(term.text) & practice(event.quote) else 0.0  # a raid is no kidnapping
    left_open = stop == "COERCE" and term.type == "RETREAT"
    if (left_open or stop == "MOBILIZE") and (named := forces(term)) and event.quote:
        return 1.0 if named & forces(term, event) else OTHER_WORDS
    if type_ == "ASSAULT" or stop is not None or not (term.text and event.quote):
        return 1.0
    if other_figures(term.text, event.quote):
        return OTHER_WORDS
    if type_ == "CONSULT":
        named = subject(term)
        unsaid = named - _SOLDIERS if _by_soldiers(event) else named
        return 1.0 if not unsaid or named & subject(term, event) else OTHER_WORDS
    # "will free the sailors", "let three men go": who is meant, the side and the target say
    same_people = event.mode == term.mode == "release"
    promised = has_cue("as_promised", event.quote)
    bound = type_ == "AGREE" == event.type and has_cue("binding", term.text) and has_cue("binding", event.quote)
    same_things = bool(arms(term.text) & arms(event.quote))  # "more broadcasts": loudspeakers
    known = same_people or promised or bound or same_things
    return 1.0 if known or shares_words(term, event) else OTHER_WORDS


_SOLDIERS: Final = frozenset({"offic", "gener", "comma", "admir", "milit", "armie", "direc"})
"""First letters of the words for those who talk as soldiers: a call of two named generals is that of "the two officers"."""


def _by_soldiers(event: Event) -> bool:
    doers = (*event.actors, *event.recipients)
    return bool(doers) and all(actor.sector == "MIL" for actor in doers)


IN_PART: Final = threshold("OTHER_WORDS")
"""What was done only in part is not yet what was promised: shown, and decides nothing."""


def in_part(text: str) -> bool:
    """ "Pulled out of three villages", "began to withdraw", "all but five hills": some of it."""
    return says("in_part", text)


ELSEWHERE: Final = 0.3
"""Below what bears on a row at all."""


def from_elsewhere(term: Term, event: Event) -> bool:
    """ "The corridor will not be used for attacks", "will not attack the ports": what names neither breaks nothing."""
    stop = barred(term)
    not_used, things = says("not_used", term.text), found("spared", term.text)
    if stop is None or not (not_used or things) or same_names(term, event):
        return False
    if not_used:
        return not shares_words(term, event)
    spared = {thing[:4].casefold() for thing in things}
    told = {word[:4].casefold() for word in found("spared", event.quote)}
    return stop == "ASSAULT" and term.phase == "refrain" and not spared & told


def same_names(term: Term, event: Event) -> bool:
    """Whether both name the same place or thing, their sides aside: "the ports of Odesa", "struck Odesa"."""
    sides_ = " ".join(
        country(actor.code) for actor in (*term.actors, *term.recipients, *event.actors, *event.recipients)
    )
    aside = {word[:4].casefold() for word in sides_.split()}
    one, other = (
        {word[:5].casefold() for word in _NAMES.findall(text)} for text in (term.text, f"{event.quote} {_where(event)}")
    )
    return any(word[:4] not in aside for word in one & other)


def of_others(row: Mention, event: Event, places: Iterable[Place]) -> bool:
    """Whether an act that names none of the row's rivals names another country, or a place of one, that the row's words do not."""
    own = {side.partition(":")[0] for side in (row.side, *row.rivals, *row.facing)} | {row.signal.speaker.code}
    own |= {actor.code for actor in (*row.signal.addressees, *event.actors)}
    rivals = {side.partition(":")[0] for side in row.rivals}
    if {
        actor.code for actor in event.recipients if actor.sector not in ("CVL", None) or event.type == "SANCTION"
    } & rivals:
        return False
    said = f"{row.signal.quote} {row.signal.commitment.text if row.signal.commitment else ''}"
    named = {place.name: place.country for place in places if place.country and place.name in event.quote}
    named |= {word: code for word in _NAMES.findall(event.quote) if (code := _countries().get(word))}
    return any(code not in own and name not in said for name, code in named.items())


@cache
def _countries() -> dict[str, str]:
    """Countries of one word, by name."""
    return {name: entry.alpha_3 for entry in pycountry.countries if " " not in (name := country(entry.alpha_3))}


def done_by_nobody(row: Mention, term: Term, event: Event, effect: Effect) -> bool:
    """ "Levi and two others were handed to the Red Cross": told without a doer, of the very people by name, or as many as were promised.

    So a way that was to be opened, and lorries that came by it; and a measure lifted, where the side itself says so.
    """
    if effect == "withdraw" and row.signal.kind != "refusal":
        said_by = {party(actor) for actor in event.said_by}
        both = {row.side} | (row.rivals if term.type == "CONSULT" else set())
        return not event.actors and bool(said_by) and said_by <= both  # "the talks have been postponed, Ruritania said"
    if effect not in ("met", "deed"):
        return False
    if passes(event) and opens(term):
        shared = subject(term) & subject(term, event)
        let_in = {party(actor) for actor in event.actors} & {party(actor) for actor in term.recipients}
        let_in = let_in if not has_cue("way", term.text) else set()  # by another road they may have come
        return event.status == "reported" and len(shared) > (0 if let_in else 1)
    said_by = {party(actor) for actor in event.said_by}
    own = said_by == {row.side}
    credited = bool(said_by) and {s.partition(":")[0] for s in said_by} <= {r.partition(":")[0] for r in row.rivals}
    if event.actors or not (event.status == "reported" or own or (credited and event.mode in HANDED_OVER)):
        return False
    if event.mode == "ease":  # "sanctions on Ruritania were lifted, the bloc said"
        return own and shares_words(term, event)
    if event.mode == "access" and opens(term):
        return len(subject(term) & subject(term, event)) > 1
    if event.mode not in HANDED_OVER or term.mode not in HANDED_OVER:
        return False
    whole = msgspec.structs.replace(
        term, text=f"{term.text} {row.signal.quote} {' '.join(a.name or '' for a in term.recipients)}"
    )
    return same_names(whole, event) or same_words(whole.text, event.quote)


def passes(event: Event) -> bool:
    """Whether goods are told to have come through ("lorries with food drove in by the valley road"): who opened the way goes without saying."""
    return event.type == "AID"


def _where(event: Event) -> str:
    return event.place.name if event.place else ""


_NAMES: Final = re.compile(r"\b[A-Z][\w'’-]{2,}")


def place_part(row: Mention, term: Term, place: Place | None) -> float:
    """1.0 unless the words name a place and the act happened in another.

    In the same country that is .9 for attacks and .7 for what is promised of one crossing, post or town; elsewhere .5.
    """
    named = [p for p in row.known.reading.places if p.name.casefold() in term.text.casefold()] if place else []
    if place is None or not named or any(p.name == place.name for p in named):
        return 1.0
    if not any(p.country and p.country == place.country for p in named):
        return 0.5
    of_a_country = any(p.name == country(p.country) for p in named if p.country)  # "in Ruritania": any place there is
    return 0.9 if of_a_country or term.type in ESCALATES else 0.7
