"""What frames ask of noun phrases: which classes their heads belong to, and which actors they stand for."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import msgspec

from detente.actors import Cast
from detente.events.frames import classes, index, words
from detente.language import places
from detente.records import Actor, Argument, Clause, Phrase

_SHARES = frozenset(("percent", "%", "cent", "point", "dollar"))  # "tariffs of 25 percent on steel"
_COUNTED = frozenset(
    "any none all each neither both another dozen hundred thousand number group series wave round string spate lot couple pair handful"
    " member some one score"
    " million billion kind type piece batch set crowd load host majority most many several few tens barrage body shipment"
    " consignment amount quantity use supply delivery return entry release passage arrival presence transit extradition"
    " contingent detachment deployment column kg kilo kilogram ton tonne barrel case box truckload worth litre gallon dose handover resumption part half third quarter remainder rest hour day week month year night round all both whole much".split()
)
_PERSONS = frozenset("he she him her i me you who whom".split())
_THINGS = frozenset("what which that this it something anything nothing everything".split())
_PEOPLE = frozenset(["person", "official", "prisoner", "force", "actor"])
_PARTICLES = frozenset(["in", "out", "In", "Out", "IN", "OUT"])
_BEYOND_WORDS = _PEOPLE | {
    "name",
    "number",
    "place",
    "territory",
    "igo",
    "state",
}  # classes that more than words can put a phrase in
_BEARING = re.compile(
    r"\b(?:north|south|east|west)(?:-?(?:east|west))? of (?:the city of |the town of )?((?:[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+)*)"
)
_BORDERS = frozenset(("border", "frontier", "boundary"))
_WITHIN = ("in", "near", "at", "inside", "across", "around", "outside", "over", "off", "within", "into", "throughout")


@functools.lru_cache(maxsize=50_000)
def stems(lemma: str) -> tuple[str, ...]:
    """A lemma and its likely singular: plural-only nouns keep their s in the parse ("troops", "talks")."""
    word = lemma.lower()
    found = [word]
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    if word.endswith("s") and not word.endswith("ss"):
        found.append(word[:-1])
    if word.endswith("es"):
        found.append(word[:-2])
    return tuple(found)


def heads(phrase: Phrase) -> frozenset[str]:
    """The lemmas a phrase may be known by, of all its conjuncts; "dozens of soldiers" counts as soldiers too."""
    if not phrase.conjuncts and not phrase.modifiers and not phrase.complements and phrase.head not in _PARTICLES:
        return _of_head(phrase.head)
    return frozenset(w for member in phrase.members() for w in _own_heads(member))


@functools.lru_cache(maxsize=50_000)
def _of_head(head: str) -> frozenset[str]:
    """What a head may be known by: itself, the last word of a name, and what it is of ("International Court of Justice")."""
    named = [*head.split()[-1:], *head.split(" of ")[0].split()[-1:]]
    return frozenset([*stems(head), *(s for word in named if word != head for s in stems(word))])


def _own_heads(phrase: Phrase) -> Iterator[str]:
    yield from _of_head(phrase.head)
    if phrase.head.lower() == "fire" and re.search(r"\bcease fire\b", phrase.text, re.IGNORECASE):
        yield "ceasefire"
    if phrase.head.lower() in _PARTICLES:  # "a sit-in against": parsers take the hyphen for a break
        yield from (w for w in phrase.text.lower().split() if w.endswith(f"-{phrase.head.lower()}"))
    for modifier in phrase.modifiers:
        if modifier.kind == "title":
            yield from (s for word in modifier.text.split() for s in stems(word))
    if phrase.head.lower() in _COUNTED or phrase.kind == "number":
        for preposition, inner in phrase.complements:
            if preposition == "of":
                yield from _own_heads(inner)


def counted(phrase: Phrase) -> Iterator[Phrase]:
    """A phrase and, where it only measures, what it measures: "tons of food aid to refugees"."""
    yield phrase
    measured = phrase.head.lower() in _COUNTED or phrase.kind == "number"
    for preposition, inner in phrase.complements:
        if preposition == "of" and (measured or inner.head.lower() in _SHARES):
            yield from counted(inner)


def fits(phrase: Phrase, wanted: frozenset[str], cast: Cast, clause: Clause) -> bool:
    """Whether a phrase belongs to one of the classes named; what its words alone decide is asked first."""
    if "*" in wanted or not vocabulary(wanted).isdisjoint(heads(phrase)):
        return True
    return any(_fits_one(phrase, name, cast, clause) for name in sorted(wanted & _BEYOND_WORDS))


def banned(phrase: Phrase, names: frozenset[str], cast: Cast, clause: Clause) -> bool:
    """Whether a phrase is, by its words alone, of a class that makes another sense."""
    if "*" in names or not vocabulary(names).isdisjoint(heads(phrase)):
        return True
    return "actor" in names and bool(cast.resolve(phrase, clause))


@functools.cache
def lexical(names: frozenset[str]) -> bool:
    """Whether the words of a phrase alone say that it is of one of the classes: who it stands for never does."""
    return "*" not in names and _BEYOND_WORDS.isdisjoint(names)


@functools.cache
def vocabulary(names: frozenset[str]) -> frozenset[str]:
    """The lemmas of some classes ("=word" is one of its own)."""
    own = {name[1:] for name in names if name.startswith("=")}
    return frozenset(own.union(*(classes().get(name, frozenset()) for name in names)))


def _fits_one(phrase: Phrase, name: str, cast: Cast, clause: Clause) -> bool:
    if name in ("name", "number"):
        return phrase.kind == name
    if name == "force" and phrase.text.lower() in _PERSONS:
        return False
    if name in _PEOPLE and (
        (phrase.kind == "pronoun" and phrase.text.lower() not in _THINGS)
        or (phrase.entity == "PER" and name != "force")
    ):
        return True
    if name == "actor":
        return bool(cast.resolve(phrase, clause))
    if name == "igo":
        return phrase.kind == "name" and any(a.code == "IGO" for a in cast.resolve(phrase))
    if name == "state":
        return any(a.sector in (None, "GOV") and a.code != "---" and not a.group for a in cast.resolve(phrase, clause))
    return name in ("place", "territory") and _is_place(phrase, cast, clause)


def _is_place(phrase: Phrase, cast: Cast, clause: Clause) -> bool:
    """Whether a name is that of a place and nobody's: "captured Bakhmut"."""
    if phrase.kind != "name" or (phrase.entity == "PER" and " " in phrase.head):
        return False
    if phrase.entity == "LOC":
        return True
    return places.find(phrase.head) is not None and not any(a.name or a.group for a in cast.resolve(phrase, clause))


def sides(
    phrase: Phrase, cast: Cast, clause: Clause, *, agent: bool = False, but: frozenset[str] = frozenset()
) -> tuple[Actor, ...]:
    """The actors a phrase stands for, or else those its parts name: "camps in Pakistan", "the Iranian plan".

    Of an `agent` only owners and makers count: "the strikes on Pakistan" are not Pakistan's doing. Parts that name one of
    the sides in `but` (`Actor.side`) are passed over: "agreed to extend its mandate in Lebanon".
    """
    joining = phrase.head.lower() in words("data/composition.toml", "hollow", "nouns")
    if joining and (not phrase.plural or phrase.head.lower() == "terms"):  # "in relation to", not "relations with"
        return ()
    found = cast.resolve(phrase, clause) or (cast.resolve(phrase) if phrase.kind == "name" else ())
    if any(a.code != "---" for a in found):
        return found
    named = (_known(cast.resolve(part)) for part in _parts(phrase, agent=agent))
    owners = next((o for o in named if o and not all(a.side in but for a in o)), ())
    if not owners:
        return found
    if found and found[0].sector:
        own = found[0]
        return unique(msgspec.structs.replace(own, code=o.code, group=own.group or o.group) for o in owners)
    return unique(owners)


def subject_sides(clause: Clause, cast: Cast) -> tuple[Actor, ...]:
    """The actors a clause's subject stands for, each once."""
    return unique(sides(clause.subject, cast, clause)) if clause.subject is not None else ()


def _known(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    return tuple(a for a in actors if a.code != "---")


def _parts(phrase: Phrase, *, agent: bool) -> Iterator[Phrase]:
    for member in phrase.members():
        if member.possessor is not None:
            yield member.possessor
        for modifier in member.modifiers:
            if modifier.text.lower().startswith(("anti-", "pro-")):
                continue  # "an anti-Syrian journalist" is not Syria's
            if modifier.text.lower() in words("data/composition.toml", "agents", "regions"):
                continue  # "European leaders" are no state's
            first, _, rest = modifier.text.partition(" ")
            if rest and first.islower() and first not in words("data/composition.toml", "agents", "members"):
                continue  # "hackers able to attack Israel" are not Israel's, "troops loyal to Damascus" are its own
            if modifier.name or modifier.kind == "adjective":
                yield Phrase(
                    text=modifier.text, span=modifier.span, head=modifier.text, head_span=modifier.span, kind="name"
                )
        if not agent and member.kind == "name" and is_word("gathering", member.head.rpartition(" ")[2].lower()):
            yield from _hosts(member)
        visiting = member.plural and bool(heads(member) & words("data/composition.toml", "agents", "guests"))
        for preposition, inner in member.complements:
            if visiting and preposition in ("in", "at"):
                continue  # "several foreign ministers in Cairo"
            if not agent or preposition in ("of", "from", "by", "for", "between", "among"):
                yield inner
                yield from _parts(inner, agent=agent)


def _hosts(phrase: Phrase) -> Iterator[Phrase]:
    """Where a named gathering is held: "the Beijing Olympics", "the Astana Conference"."""
    start, _, rest = phrase.head.partition(" ")
    if rest:
        at = phrase.head_span[0]
        span = (at, at + len(start))
        yield Phrase(text=start, span=span, head=start, head_span=span, kind="name")


def country_at(clause: Clause, cast: Cast, *, on: bool = False) -> Actor | None:
    """The state in whose territory the clause's place lies: "killed 26 tourists in Kashmir", "a base in Iraq".

    With `on` only what is on its ground counts: an airliner shot down over it, a ship off its coast are not its own.
    """
    placed = (a for a in clause.arguments if not on or a.preposition not in ("over", "off"))
    found = next((place for a in placed if (place := country_of(a, cast)) is not None), None)
    if found is not None:
        return found
    named = (Argument(role="oblique", phrase=p, preposition="near") for p in bearings(clause))
    return next((place for a in named if (place := country_of(a, cast)) is not None), None)


def is_mission(phrase: Phrase) -> bool:
    """Whether a phrase names an embassy or consulate: the ground it stands on is not its state's."""
    return any(is_word("embassy", w) for w in heads(phrase)) and phrase.kind != "name"


def bearings(clause: Clause) -> Iterator[Phrase]:
    """Names that a bearing is taken from: "a depot southwest of Damascus"; parsers leave such adverbs out of the clause."""
    if clause.kind != "verb":
        return
    for told in _BEARING.finditer(clause.text):
        start = clause.span[0] + told.start(1)
        span = (start, start + len(told[1]))
        yield Phrase(text=told[1], span=span, head=told[1], head_span=span, kind="name")


def vicinity(phrase: Phrase) -> Iterator[Phrase]:
    """What a phrase of bearing or of part names: "southwest of Baghdad", "on the outskirts of Goma"."""
    if phrase.head.lower() in words("data/composition.toml", "bearing", "nouns"):
        yield from (p for w, p in phrase.complements if w == "of")


def country_of(argument: Argument, cast: Cast) -> Actor | None:
    """The state a phrase of place lies in; None for phrases of another kind."""
    bearing = tuple(vicinity(argument.phrase))
    if not bearing and (argument.role != "oblique" or argument.preposition not in _WITHIN):
        return None
    inner = (p for w, p in argument.phrase.complements if w in _WITHIN)  # "at a jail in northern Israel"
    for phrase in (*bearing, argument.phrase, *inner):
        if phrase.head.lower() in words("data/composition.toml", "bearing", "posts"):
            continue  # "outside the Brazilian embassy" is not in Brazil
        if phrase.kind == "noun" and any(("noun", w) in index() for w in stems(phrase.head)):
            continue  # "in the Palestinian uprising" is nowhere
        if phrase.head.lower() in _BORDERS and any(w in ("with", "between") for w, _ in phrase.complements):
            continue  # "at its border with Chad": on which side of it is not told
        for actor in cast.resolve(phrase):
            if len(actor.code) == 3 and actor.code not in ("IGO", "NGO", "MNC", "---") and actor.group is None:
                return Actor(code=actor.code, span=argument.phrase.span)
    return None


def unique(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Actors without repeats of the same side and sector, first mention kept; a state's rebels are not the state."""
    found: dict[tuple[str, str | None, str | None], Actor] = {}
    for actor in actors:
        apart = actor.code == "---" or (actor.sector == "REB" and actor.group is None)
        found.setdefault((actor.code, actor.group, actor.sector if apart else None), actor)
    return tuple(found.values())


@functools.cache
def is_word(name: str, word: str) -> bool:
    """Whether a word is in a class of classes.toml."""
    return word in classes().get(name, frozenset())
