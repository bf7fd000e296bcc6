"""What describing a phrase works with: its parts, the findings, and the words that say whose something is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from detente.actors import roles
from detente.actors.lexicon import Entry, Hit
from detente.actors.names import Person
from detente.actors.roles import Role
from detente.actors.words import Word
from detente.records import Actor, Phrase, Span

T = TypeVar("T")
# "Iran-backed militia", "Russian-supported fighters": the state named is behind them, it is not they.
BEHIND = frozenset(
    "backed supported funded financed armed trained sponsored aligned allied linked affiliated equipped supplied made "
    "built born educated inspired friendly leaning owned mediated brokered imposed wanted designed registered style era "
    "designated bound sanctioned dominated hostile recognised recognized speaking claimed".split()
)
# "Taliban-ruled Afghanistan", "Israeli-occupied West Bank": who holds the place, not the place.
HOLDING = frozenset(
    "ruled occupied held administered controlled annexed run besieged protected governed seized".split()
)
LED = frozenset(["led", "commanded", "dominated"])  # "Saudi-led forces" act for Saudi Arabia
HOME = frozenset(["based", "flagged"])  # "Gaza-based militants"
PREFIXES = frozenset("pro anti ex non post counter un extra ethnic neo".split())
OWNING = ("of", "from", "for", "by", "within", "loyal to", "under", "belonging to", "representing")
WITHIN = ("in", "at", "inside", "across", "throughout", "on", "around", "near")
BASED = frozenset(
    "based operating living fighting located active detained held stationed deployed imprisoned jailed trapped".split()
)
# Words for part of the world: such a government is none of the article's one state ("European governments").
FOREIGN = frozenset("european western arab african asian american eastern gulf nordic baltic balkan latin muslim caribbean "
                    "scandinavian islamic allied friendly hostile foreign international".split())  # fmt: skip
# Press that speaks with its state's voice; the actor's role says so.
VOICES = frozenset(w for w in (
    "state media", "state television", "state tv", "state-run media", "state-run television", "state-controlled media",
    "official media", "official newspaper", "official news agency", "state news agency", "state-run news agency",
    "state broadcaster", "state radio", "state-owned media",
))  # fmt: skip
# What speaks for the official whose it is: "Netanyahu's office", "the president's press service".
DESKS = frozenset(["office", "chancellery", "secretariat", "service", "cabinet"])
AWAY = frozenset(["ambassador", "envoy", "special envoy", "consul", "attache", "high commissioner"])
POSTS = (*sorted(AWAY), "embassy", "consulate", "mission", "legation")  # their state is not the one they are in
COUNTED = frozenset(
    "thousand hundred dozen score number group some one most many all several majority crowd couple pair handful part "
    "rest remnant bulk half lot series wave ten million plenty scores dozens hundreds thousands tens millions few any "
    "each none both two three four five six another third quarter minority percent fifth mass total bunch type kind".split()
)
GATHERED = frozenset(["assembly", "gathering", "meeting", "coalition", "alliance", "bloc", "delegation", "summit"])
SHARES = frozenset(["part", "rest", "half", "quarter", "third", "most", "much", "bulk", "majority"])
ARMED = frozenset(["REB", "MIL", "UAF"])
MEN = frozenset(["man", "men", "boys"])  # "his men": a commander's, or an armed group's, are its fighters
RULING = frozenset(
    "leader leaders authority authorities leadership government administration chief head president".split()
)
REBELS = frozenset(["rebel", "rebels", "insurgent", "insurgents", "guerrilla", "guerrillas", "rebel forces"])
NUMERALS = frozenset("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI".split())
LOOSE = frozenset("of for the and in at on with to by".split())
GENERIC = frozenset(["country", "nation", "state", "kingdom", "republic"])  # bodies any of which may be meant
REGIONAL = frozenset(
    "north south east west northern southern eastern western central greater upper lower new old mainland war torn "
    "neighboring neighbouring nearby nuclear armed communist oil rich tiny isolated modern post northwestern northeastern "
    "southwestern southeastern northwest northeast southwest southeast arch rival divided reclusive".split()
)


@dataclass(frozen=True, slots=True)
class Owner:
    """To whom something belongs: a state, or a group or body with its home state."""

    code: str
    group: str | None = None
    sector: str | None = None
    person: Person | None = None
    people: Entry | None = None  # "Kurdish": who that is turns on where
    located: bool = False  # from "in X": gives way to every other owner


@dataclass(frozen=True, slots=True)
class Finding:
    """Who a phrase speaks of, and which entries decided. `role` and `owned` let the article's context finish the job."""

    actors: tuple[Actor, ...] = ()
    why: str = ""
    role: Role | None = None
    owned: bool = True
    settled: bool = False  # nothing more to look for: the phrase is no actor


NOBODY = Finding(settled=True)


@dataclass(slots=True)
class Core:
    """A phrase without its possessor and complements: its words, the names among them and the word at its head."""

    words: Sequence[Word]
    hits: list[Hit]
    head: Hit | None
    unknown: list[Word] = field(default_factory=list)  # words of the head no entry covers
    shared: bool = False  # the possessor is one of several: "India and Pakistan's foreign ministers"

    def before(self, hit: Hit) -> Word | None:
        return self.words[hit.first - 1] if hit.first else None

    def after(self, hit: Hit) -> Word | None:
        return self.words[hit.last] if hit.last < len(self.words) else None


def abroad(core: Core) -> bool:
    """Whether a word says that they come from elsewhere: "European governments", "foreign diplomats"."""
    roles_ = {i for h in core.hits if h.entry.kind == "role" for i in range(h.first, h.last)}
    return any(w.fold in FOREIGN and not w.tied for i, w in enumerate(core.words) if i not in roles_)


def before_of(core: Core) -> Sequence[Word]:
    """The words without "of Turkey" at their end, where the parser took that into the name."""
    head = core.head
    if head is None or head.entry.kind not in ("state", "group", "body") or head.first < 2:
        return core.words
    cut = next((i for i in (head.first - 1, head.first - 2) if core.words[i].fold == "of"), None)
    return core.words if not cut else core.words[:cut]


def spans_possessor(phrase: Phrase, found: Sequence[Word], hits: Sequence[Hit]) -> bool:
    """Whether a possessive is part of a name: "the People's Protection Units"."""
    if phrase.possessor is None or not hits or hits[-1].last != len(found):
        return False
    return hits[-1].entry.kind not in ("role", "state") and hits[-1].start < phrase.possessor.span[1]


def is_proper(core: Core, head: Hit) -> bool:
    """Whether the head noun is written as part of a name: "Kivu Democratic Front"."""
    before = core.words[head.first - 1] if head.first > 0 else None
    return core.words[head.first].capital and before is not None and before.capital and before.fold not in ("the", "a")


def can_be_placed(role: Role | None) -> bool:
    """Whether "in X" says whose they are: people and institutions, not officials visiting."""
    return (
        role is None
        or role.kind in ("people", "institution", "asset", "quality", "bearer", "organ")
        or role.sector in ("REB", "CVL")
        or (role.plural and role.sector == "OPP")
        or (role.plural and role.word.split()[-1] in ("leader", "official", "commander", "officer"))
    )


def coordinated(core: Core, first: Hit, second: Hit) -> bool:
    """ "Hungarian and Romanian officials", "US-South Korean drills", "Indian, Pakistani and Chinese troops"."""
    between = core.words[first.last : second.first]
    if not between:
        word = core.words[second.first]
        return word.tied or word.broken
    return all(w.fold in ("and", "or") for w in between)


def person_name(core: Core, phrase: Phrase) -> str:
    """The name without the title before it."""
    hits = [
        h
        for h in core.hits
        if h.entry.kind in ("role", "state", "agency", "group", "body") and h.last < len(core.words)
    ]
    start = max((h.last for h in hits), default=0)
    found = [w for w in core.words[start:] if w.start >= phrase.head_span[0]] or list(core.words[-1:])
    return roles.joined(found)


def role_text(role: Role | None, name: str | None) -> str | None:
    if role is not None and role.word in VOICES:
        return "state media"
    if (
        role is None
        or role.plural
        or role.kind in ("people", "asset", "institution", "quality", "relation", "press", "organ")
    ):
        return None
    return role.text


def new_actor(
    code: str, sector: str | None, group: str | None = None, name: str | None = None, role: str | None = None
) -> Actor:
    return Actor(code=code, sector=sector, group=group, name=name, role=role)


def spanned(actor: Actor, span: Span) -> Actor:
    return Actor(code=actor.code, sector=actor.sector, group=actor.group, name=actor.name, role=actor.role, span=span)


def owner_of(actor: Actor) -> Owner:
    kept = actor.group is not None or actor.sector in ("REB", "UAF", "CVL", "OPP")
    return Owner(actor.code, actor.group, actor.sector if kept else None)


def words_span(phrase: Phrase) -> Span:
    """The phrase's words without what is coordinated with it."""
    start, end = phrase.span
    for other in phrase.conjuncts:
        if other.span[0] > phrase.head_span[0]:
            end = min(end, other.span[0])
    return (start, phrase.head_span[1]) if end != phrase.span[1] else (start, end)


def alone(phrase: Phrase) -> Phrase:
    """The phrase without its conjuncts."""
    if not phrase.conjuncts:
        return phrase
    fields = {name: getattr(phrase, name) for name in phrase.__struct_fields__}
    return Phrase(**{**fields, "conjuncts": ()})


def unique(items: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


def is_likened(before: Word | None, after: Word | None, tied: bool) -> bool:
    """Whether a name only says of what kind another thing is: "anti-Syrian", "UN-brokered", "a US-based group"."""
    opposed = before is not None and before.fold in PREFIXES and tied
    return opposed or (after is not None and after.tied and after.fold in BEHIND | HOME | LED)


def away(role: str | None) -> bool:
    """Whether a role is that of someone sent abroad: "special envoy", "deputy ambassador", "embassy"."""
    return role is not None and role.lower().removesuffix("s").endswith(POSTS)


def is_posted(phrase: Phrase, role: Role | None) -> bool:
    """Whether a phrase is of someone sent abroad or of those around him: "a spokeswoman for the U.S. embassy"."""
    if role is None:
        return False
    return away(role.word) or any(away(inner.head.lower()) for _, inner in phrase.complements)


def distinct(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Each body and person once, wherever it is named; officials without a name are as many as their mentions."""
    if len(actors) < 2:
        return tuple(actors)
    found: dict[object, Actor] = {}
    for actor in actors:
        same = actor.group is not None or actor.name is not None
        found.setdefault((actor.code, actor.sector, actor.group, actor.name, actor.role) if same else actor, actor)
    return tuple(found.values())


def side_of(actor: Actor) -> Actor:
    """The side one speaks for: state or group with the sector, without the person."""
    return Actor(code=actor.code, sector=actor.sector, group=actor.group, span=actor.span)
