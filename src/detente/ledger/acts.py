"""What acts are like what others, and what a promise bars: the tables of acts.toml and ties.toml, read once."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

import pycountry

from detente.actors.parties import STATE_SECTORS, known, party
from detente.records import Actor, Condition, Event, EventType, Signal, Term

ESCALATES: Final[frozenset[str]] = frozenset(
    {"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "THREATEN", "PROTEST", "REJECT", "ACCUSE"}
)
ARMED: Final[frozenset[str | None]] = frozenset({"MIL", "SPY", "COP"})

__all__ = ["STATE_SECTORS", "known", "party"]  # where the ledger's modules take them from

MUTUAL: Final[frozenset[str]] = frozenset({"AGREE", "CONSULT"})
"""Acts that both sides do: who is named as recipient takes part as well."""


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))


@cache
def _likeness() -> dict[frozenset[str], float]:
    return {frozenset(entry["types"]): float(entry["score"]) for entry in _table("acts.toml")["like"]}


def likeness(one: EventType | None, other: EventType | None) -> float:
    """How far two types of act are the same (acts.toml); .5 where one of them has no type."""
    if one is None or other is None:
        return 0.5
    return 1.0 if one == other else _likeness().get(frozenset((one, other)), 0.0)


def has_cue(name: str, *texts: str) -> bool:
    """True when one of the texts holds a cue of that list of acts.toml ("ceasefire", "breach", "holding")."""
    return _has_cue(name, texts[0]) if len(texts) == 1 else any(_has_cue(name, text) for text in texts)


@lru_cache(maxsize=1 << 16)
def _has_cue(name: str, text: str) -> bool:
    low = text.casefold()
    return any(cue in low for cue in _table("acts.toml")[name]["cues"])


@lru_cache(maxsize=1 << 14)
def cues_in(name: str, text: str) -> frozenset[str]:
    """The cues of a list of acts.toml that a text holds."""
    low = text.casefold()
    return frozenset(cue for cue in _table("acts.toml")[name]["cues"] if cue in low)


def means(*texts: str) -> frozenset[str]:
    """The special means (nuclear, chemical) the texts name: such words are about nothing else."""
    return frozenset(name for text in texts for name in _means(text))


@lru_cache(maxsize=1 << 16)
def _means(text: str) -> tuple[str, ...]:
    low = text.casefold()
    return tuple(e["name"] for e in _table("acts.toml")["means"] if any(cue in low for cue in e["cues"]))


@lru_cache(maxsize=1 << 14)
def arms(text: str) -> frozenset[str]:
    """The kinds of arms a text names, by the table of acts.toml."""
    low = text.casefold()
    return frozenset(e["name"] for e in _table("acts.toml")["arms"] if any(cue in low for cue in e["cues"]))


_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM: Final = 5


def shares_words(term: Term, event: Event) -> bool:
    """True when the act's sentence has a word of the term's, by their first five letters, names and actors aside."""
    both = _shared(term.text, event.quote)
    if not both:
        return False
    names = " ".join(
        f"{a.name or ''} {a.role or ''} {a.group or ''}" for a in (*term.actors, *event.actors, *event.recipients)
    )
    return bool(both - {stem.casefold() for stem in _stems(names)})


def _shared(one: str, other: str) -> set[str]:
    """The words two texts share, names aside: a word that begins a sentence is none where the other has it in small letters."""
    here, there = _stems(one), _stems(other)
    both = (here & there) | (_small(one) & there) | (_small(other) & here)
    return {stem for stem in both if stem[0].islower()}


@lru_cache(maxsize=1 << 16)
def _small(text: str) -> frozenset[str]:
    """Its words in small letters."""
    return frozenset(stem.casefold() for stem in _stems(text))


def forces(term: Term, event: Event | None = None) -> frozenset[str]:
    """Which forces a promise about them names, and where, by the first letters ("tanks", "the valley"); or an act of the same side."""
    text = term.text if event is None else event.quote
    actors = term.actors if event is None else (*term.actors, *event.actors)
    aside = {stem.casefold() for actor in actors for stem in _stems(f"{_named(actor)} {_country(actor.code)}")}
    return frozenset(stem.casefold() for stem in _stems(text) if not has_cue("moving", stem.casefold())) - aside


@cache
def _country(code: str) -> str:
    found = pycountry.countries.get(alpha_3=code)
    return found.name if found else ""


def same_words(one: str, other: str) -> bool:
    """True when two texts share two words, by their first five letters, capitalised ones (names) aside."""
    return len(_shared(one, other)) > 1


def mostly_in(one: str, other: str) -> bool:
    """True when the other text has two of the words of the first, or half of them where they are few ("fifty hostages")."""
    words = {stem for stem in _stems(one) if stem[0].islower()}
    shared = words & _stems(other)
    return len(shared) > 1 or (bool(shared) and 2 * len(shared) >= len(words))


def subject(term: Term, event: Event | None = None) -> frozenset[str]:
    """What talks are about, or who holds them, by the words of a promise (or of an act): names of sides, means and times aside."""
    text, actors = (event.quote, (*event.actors, *event.recipients)) if event else (term.text, ())
    aside = {stem.casefold() for actor in (*term.actors, *term.recipients, *actors) for stem in _stems(_named(actor))}
    stems = {stem.casefold() for stem in _stems(text)}
    return frozenset(stem for stem in stems - aside if not has_cue("talking", stem))


def _named(actor: Actor) -> str:
    return f"{actor.name or ''} {actor.role or ''} {actor.group or ''}"


_FIGURE = re.compile(r"(?<![\w.])(\d[\d,]*)(?: (?:\w+ )?)([a-z]{4,})")


def other_figures(one: str, other: str) -> bool:
    """True when both texts count the same things and the second has fewer ("80 prisoners", "12 Ruritanian prisoners")."""
    left, right = _figures(one), _figures(other)
    return any(left[thing] > right[thing] for thing in left.keys() & right.keys())


@lru_cache(maxsize=1 << 14)
def _figures(text: str) -> dict[str, int]:
    """How many of what a text counts, by the first letters of the thing; not to be changed."""
    return {thing[:_STEM]: int(number.replace(",", "")) for number, thing in _FIGURE.findall(text)}


@lru_cache(maxsize=1 << 16)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text)) - _COMMON


_COMMON: Final = frozenset(
    w[:_STEM]
    for w in (
        "that this with from have been will would their they which when what were more than also into "
        "both each other some such then there these those after before over under about against between could should make made takes "
        "take took says said where while until only very much most many first last sides side country countries"
    ).split()
)


def counts_for(actor: Actor) -> str:
    """The side an actor counts for in a pair: what is said to a country's people, or done to them, is so to the country."""
    return actor.code if actor.sector in PEOPLE and not actor.group else party(actor)


PEOPLE: Final[frozenset[str | None]] = frozenset({"CVL", "REF", "JUD", "EDU", "HLH", "LAB", "BUS", "AGR"})
"""People and institutions of a country that are no side of their own between countries."""


@cache
def _controlled() -> dict[str, str]:
    return {
        name.casefold(): entry["by"]
        for entry in _table("ties.toml")["control"]
        for name in (entry["group"], *entry.get("also", ()))
    }


@cache
def _allies() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(entry["sides"]) for entry in _table("ties.toml")["ally"])


def actor_grade(actor: Actor, side: str) -> float:
    """How far an act by `actor` is one of `side`: itself 1.0, its armed forces .95, a group it is said to control .6, an ally .4."""
    who = party(actor)
    if not actor.group and actor.code == "---":
        return 0.0
    if who == side:
        return 0.95 if actor.sector in ARMED and not actor.group else 1.0
    if actor.group and _controlled().get(actor.group.casefold()) == side:
        return 0.6
    return 0.4 if frozenset((who, side)) in _allies() else 0.0


@cache
def _allied_with() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _allies():
        for side in pair:
            found.setdefault(side, set()).update(pair - {side})
    return {side: frozenset(others) for side, others in found.items()}


def acts_for(actor: Actor) -> frozenset[str]:
    """The sides of which an act by `actor` is one in any degree: those for which `actor_grade` is more than 0.0."""
    if not actor.group and actor.code == "---":
        return frozenset()
    who, by = party(actor), _controlled().get((actor.group or "").casefold())
    return frozenset({who, *((by,) if by else ())}) | _allied_with().get(who, frozenset())


@lru_cache(maxsize=1 << 14)
def tied_to(side: str) -> frozenset[str]:
    """The sides that `tie` joins to one, itself included, all casefolded; perhaps one more that differs in case only."""
    name, by = side.casefold(), _controlled()
    groups = {group for group, controller in by.items() if controller.casefold() == name}
    allies = {ally.casefold() for one, with_ in _allied_with().items() if one.casefold() == name for ally in with_}
    return frozenset({name, *groups, *allies, *((by[name].casefold(),) if name in by else ())})


def tie(one: str, other: str) -> bool:
    """Whether two sides are the same, allies, or one is said to control the other (ties.toml)."""
    by = _controlled()
    controls = by.get(one.casefold()) == other or by.get(other.casefold()) == one
    return one == other or controls or frozenset((one, other)) in _allies()


def best_grade(actors: Iterable[Actor], side: str) -> float:
    """The best grade among several actors, 0.0 for none."""
    return max((actor_grade(actor, side) for actor in actors), default=0.0)


def target_grade(event: Event, rivals: frozenset[str]) -> float:
    """How far an act was directed at one of `rivals`: 1.0 at it, its people or its territory, 0.0 at others.

    With no target named .7 for a hostile act and .8 for a peaceful one: neither settles anything by itself. Words
    directed at nobody in particular are about the act, unless it is an attack. What one side alone is said to have agreed to or
    talked over is aimed at nobody; what a rival does along with it, peacefully, is done with the rival.
    """
    together = event.type in MUTUAL or at_each_other(event)
    found = (*event.actors, *event.recipients) if together else event.recipients
    if event.mode in HANDED_OVER:
        found = tuple(actor for actor in found if not only_receives(actor))
    if together and len({party(actor) for actor in found}) < 2:
        found = ()
    doers = {party(actor) for actor in event.actors}
    if event.type not in ESCALATES and not found and len(doers) > 1 and doers & rivals:
        return 1.0
    if not rivals:
        return 0.7 if event.type == "ASSAULT" else 1.0
    if event.place and event.place.country in rivals:
        return 1.0
    if not found:
        return 0.7 if event.type in ESCALATES else 0.8
    return max((_aimed(actor, rivals) for actor in found), default=0.0)


HANDED_OVER: Final = frozenset({"release", "return"})


def only_receives(actor: Actor) -> bool:
    """Whether captives are handed to somebody on their way home: the Red Cross, the United Nations, a mediator nobody names."""
    between = "mediat" in (actor.role or "") or actor.sector == "HLH"
    return between or actor.code in ("NGO", "IGO") or (actor.code == "---" and actor.group is None)


def own_soil(event: Event) -> bool:
    """Whether all an act is said to be aimed at is its doers' own country: what they build or move there is aimed at nobody named."""
    own = {actor.code for actor in event.actors if known(actor)}
    return bool(event.recipients) and all(actor.code in own and not actor.group for actor in event.recipients)


def at_each_other(event: Event) -> bool:
    """An attack by two sides that are no allies and names no target: each fires at the other."""
    doers = {party(actor) for actor in event.actors if known(actor)}
    if event.type != "ASSAULT" or event.recipients or len(doers) != 2:
        return False
    one, other = doers
    return not tie(one, other)


def _aimed(actor: Actor, rivals: frozenset[str]) -> float:
    if party(actor) in rivals or (actor.code in rivals and not actor.group):
        return 1.0  # an attack on a country's civilians is an attack on the country
    return 0.7 if actor.code == "---" and not actor.group else 0.0


@cache
def _adjectives() -> dict[str, tuple[str, ...]]:
    """ "American" for USA, by code, as the actors' tables have them."""
    text = files("detente.actors").joinpath("data/countries.csv").read_text("utf-8")
    return {row["code"]: tuple(row["adjectives"].split(";")) for row in csv.DictReader(text.splitlines())}


@lru_cache(maxsize=1 << 14)
def hits_things_of(side: str, quote: str) -> bool:
    """Whether the words of an act name a side's forces or buildings ("the largest American base"), on whose soil ever."""
    words = "|".join(re.escape(word) for word in _adjectives().get(side, ()) if word)
    return bool(words) and bool(re.search(rf"\b(?:{words})\s+(?:[\w-]+\s+){{0,2}}(?:{_THINGS})\b", quote))


def things_named(quote: str) -> frozenset[str]:
    """The sides of which `hits_things_of` may hold, and perhaps a few more: those whose adjective the words of an act use."""
    if not _THING.search(quote):
        return frozenset()
    return frozenset().union(*(_first_words().get(word, ()) for word in _RUN.findall(quote)))


@cache
def _first_words() -> dict[str, frozenset[str]]:
    """The sides by the first word of each of their adjectives ("South" for "South Korean")."""
    found: dict[str, set[str]] = {}
    for side, adjectives in _adjectives().items():
        for word in adjectives:
            for first in _RUN.findall(word)[:1]:
                found.setdefault(first, set()).add(side)
    return {word: frozenset(named) for word, named in found.items()}


_RUN = re.compile(r"\w+")

_THINGS: Final = (
    "base|bases|troops|soldiers|forces|ship|ships|warship|warships|vessel|vessels|embassy|consulate|outpost|outposts|position|"
    "positions|post|posts|airfield|airfields|barracks|aircraft|jets|garrison|convoy|patrol|destroyer|tanker|tankers"
)
_THING = re.compile(rf"\b(?:{_THINGS})\b")


def escalates(event: Event) -> bool:
    """Whether an event is a hostile act: its type is what it is when it happens (an attack halted is a RETREAT)."""
    return event.type in ESCALATES


def hostile(term: Term) -> bool:
    """Whether the act a term names, halted or not, is a hostile one; by its direction where it has no type."""
    if term.type is None:
        return (term.direction == "escalates") == (term.phase in ("begin", "continue"))
    return term.type in ESCALATES


def vague(term: Term) -> dict[str, float] | None:
    """What acts count as a hostile act that the words leave open ("any adventure", "a firm response"), None for others."""
    any_breach = isinstance(term, Condition) and term.type == "COERCE" and has_cue("breach", term.text)
    if (term.type is not None and not any_breach) or not hostile(term):
        return None
    table, own = _table("acts.toml")["vague"], not isinstance(term, Condition)
    if own and term.phase in ("begin", "continue"):
        return next((table[name]["scores"] for name in ("measures", "response") if _open_words(name, term.text)), None)
    forgone = own and _open_words("response", term.text)  # "no intention to continue our response"
    return table["offence"]["scores"] if forgone or _open_words("offence", term.text) else None


@lru_cache(maxsize=1 << 16)
def _open_words(name: str, text: str) -> bool:
    """Whether a text holds a cue of one of the lists of words that leave the act open."""
    low = text.casefold()
    return any(cue in low for cue in _table("acts.toml")["vague"][name]["cues"])


def barred(term: Term) -> EventType | None:
    """The act a term promises (or asks) not to happen any more; None when it asks for something to be done."""
    if term.type in ESCALATES and term.phase in ("halt", "refrain"):
        return term.type
    if term.phase in ("halt", "refrain") and vague(term) is not None:
        return "ASSAULT"
    if term.type not in ESCALATES and not _deed_of_its_own(term) and has_cue("ceasefire", term.text):
        return "ASSAULT"
    if term.type is None and term.direction == "de-escalates" and _only_stops(term.text):
        return "ASSAULT"
    return "COERCE" if term.type == "RETREAT" and _leaves_open(term.text) else None


_OPEN = re.compile(r"\b(?:keep|kept|leav|left|remain|stay)\w*\b.{0,60}\bopen\b", re.IGNORECASE)


@lru_cache(maxsize=1 << 14)
def _leaves_open(text: str) -> bool:
    """ "Keep the crossing open": to do so is not to close it."""
    return bool(_OPEN.search(text))


DEEDS_OF_THEIR_OWN: Final = frozenset({"release", "withdraw", "access", "return", "disarm"})


def _deed_of_its_own(term: Term) -> bool:
    """ "Will free the sailors under the truce", "aid during the pause": what is to be done; the truce only says when, or why."""
    return term.type == "AID" or (term.type == "RETREAT" and term.mode in DEEDS_OF_THEIR_OWN)


_STOPS = re.compile(
    r"\b(?:stop|cease|halt|desist)(?:s|ped|d|ed|ping|ing)?\b(?:\W*$|\W+(?:here|now|there|at once|immediately|too|also|as well|first|"
    r"if|when|once|only|provided|should|after|as soon|in return|the (?:fighting|firing|shooting|war))\b)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 14)
def _only_stops(text: str) -> bool:
    """ "Will stop if you do", "consider stopping here": words that say nothing of what is to stop."""
    return bool(_STOPS.search(text))


def eases(term: Term) -> bool:
    """True for words to ease off that leave open how ("backs down", "wrap up the tension"): a mutual halt is what they ask."""
    open_act = term.type not in ESCALATES and term.phase in ("begin", "continue") and term.direction == "de-escalates"
    return open_act and barred(term) is None and has_cue("easing", term.text)


def contradicts(signal: Signal, condition: Condition) -> bool:
    """True for an offer that a hostile act would call in ("stops if attacked"): misread, more likely than meant."""
    hostile = condition.type in ESCALATES and condition.phase in ("begin", "continue")
    return signal.kind == "offer" and hostile and not condition.negated


_TO_TALKS = re.compile(
    r"\b(?:send|sends|sending|dispatch|attend|join|take part in|come to|go to|return to|travel)\b[^.;]{0,40}\b(?:talks|negotiations|delegation|delegates"
    r"|negotiators|envoys?|meeting|summit|conference|round)\b",
    re.IGNORECASE,
)


def wanted(term: Term) -> EventType | None:
    """The act that fulfils a term: halting an attack is fulfilled by a retreat, and so is undoing a measure nobody has a name for."""
    if term.type == "AGREE" and term.phase == "begin" and _TO_TALKS.search(term.text):
        return "CONSULT"  # "will send a delegation to the talks"
    undone = term.type is None and term.phase == "halt" and term.direction == "de-escalates"
    return "RETREAT" if undone or (term.type in ESCALATES and term.phase in ("halt", "refrain")) else term.type
