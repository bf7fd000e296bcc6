"""One event of one report, with what can be compared: sides, days, place, figures, means, words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any, Final

from detente.actors.parties import STATE_SECTORS, party
from detente.records import Actor, Casualty, Event, Place, Reading
from detente.when import moment

SPEECH: Final = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Acts done in words: the same side says many things to another on one day, so what it says must be alike."""
_FAMILY: Final = {"SANCTION": "COERCE"}
"""Closing a border is coded as the one or the other: the two are one family. Every other type is its own."""
_NIGHT: Final = re.compile(
    r"\b(?:overnight|night|midnight|before dawn|at dawn|early (?:on|hours)|pre-dawn)\b", re.IGNORECASE
)
_MANY_TIMES: Final = re.compile(
    r"\btimes\b|\brepeated(?:ly)?\b|\b(?:daily|every (?:day|night))\b|\bin recent (?:days|weeks|months)\b|\bover the (?:past|last)\b",
    re.IGNORECASE,
)
_ONE_MORE: Final = re.compile(r"\b(?:another|separate|a (?:second|third|fourth|further|new))\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_STEM: Final = 5
_COMMON: Final = frozenset(
    word[:_STEM]
    for word in (
        "about after again against also among been before being between both could does during each from have having here "
        "into just least like made make more most much near only other over said same says since some such than that their "
        "them then there these they this those through under until upon very were what when where which while will with "
        "would attack attacks attacked strike strikes struck killed killing people forces army military"
    ).split()
)
"""Words that say nothing of which happening it was: small words, and those any report of violence has."""
_NUMBER: Final = re.compile(r"\b(\d{1,3}(?:,\d{3})+|\d+|[a-z]+)\b(?=\s+([a-z]+))", re.IGNORECASE)
_SMALL: Final = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_IN_WORDS: Final = {word: n for n, word in enumerate(_SMALL.split(), 2)}
_TIMES: Final = frozenset(
    "minute minutes hour hours day days week weeks month months year years p a am pm local o kilometres kilometers km miles "
    "metres meters percent per january february march april may june july august september october november december "
    "sides countries governments armies nations capitals parties neighbours neighbors".split()
)
"""What is counted here is time, way or the sides themselves: no figure of the happening."""


@dataclass(frozen=True, eq=False)
class Told:
    """A telling with its features; `event` is None for figures of people hurt that no event of the report holds."""

    reading: Reading
    event: Event
    tolls: tuple[Casualty, ...] = ()

    @cached_property
    def ref(self) -> tuple[str, str]:
        """Article and event: the telling's name."""
        return (self.reading.id, self.event.id)

    @cached_property
    def order(self) -> tuple[str, str, int, str]:
        """Sorts by the time of coming out, then by place in the text."""
        return (_published(self.reading.date), self.reading.id, self.event.span[0], self.event.id)

    @cached_property
    def family(self) -> str:
        """What it may be one with: the type, and whether the act begins or ends."""
        ending = "-ending" if self.event.phase in ("halt", "refrain") else ""
        return _FAMILY.get(self.event.type, self.event.type) + ending

    @cached_property
    def mutual(self) -> bool:
        """Whether both sides do it: a meeting, or an agreement of two; one side's word alone is directed at the other."""
        parties = {party(actor) for actor in self.event.actors if _named(actor)}
        return self.event.type == "CONSULT" or (self.event.type == "AGREE" and len(parties) > 1)

    @cached_property
    def doers(self) -> frozenset[str]:
        """Who did it, as parties; of a mutual act everybody who took part."""
        found = (*self.event.actors, *self.event.recipients) if self.mutual else self.event.actors
        return frozenset(party(actor) for actor in found if _named(actor))

    @cached_property
    def targets(self) -> frozenset[str]:
        """To whom, as countries and groups: an attack on a country's civilians is one on the country."""
        if self.mutual:
            return frozenset()
        return frozenset(actor.side for actor in self.event.recipients if _named(actor))

    @cached_property
    def faceless(self) -> bool:
        """Done by somebody nobody names: "gunmen", "a suicide bomber"."""
        return not self.doers and bool(self.event.actors)

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """First and last day it may have happened on by its own date; None without one."""
        if not self.event.date:
            return None
        try:  # a day is the day of the place: no zone is applied
            day = date.fromisoformat(self.event.date[:10])
        except ValueError:
            found = moment(self.event.date)
            return (found.low.date(), found.last_day) if found else None
        return (day, day)

    @cached_property
    def published(self) -> date | None:
        """The day the report came out, where it came out."""
        found = moment((self.reading.date or "")[:10])
        return found.low.date() if found else None

    @cached_property
    def at_night(self) -> bool:
        """Whether its words put it in a night, which belongs to two days."""
        return bool(_NIGHT.search(self.event.quote))

    @cached_property
    def many_times(self) -> bool:
        """Whether its words sum up acts of many days: "more than 50 times", "repeated violations"."""
        return bool(_MANY_TIMES.search(self.event.quote))

    @cached_property
    def one_more(self) -> bool:
        """Whether its words set it apart from the act told before it: "another strike", "a separate attack"."""
        return bool(_ONE_MORE.search(self.event.quote))

    @property
    def place(self) -> Place | None:
        """Where."""
        return self.event.place

    @cached_property
    def figures(self) -> frozenset[int]:
        """What was counted in its words: the dead, jets, sites; two and more."""
        hurt = {n for toll in self.tolls for n in (toll.low, toll.high) if n is not None and n > 1}
        return _figures(self.event.quote) | frozenset(hurt)

    @cached_property
    def killed(self) -> frozenset[int]:
        """The numbers of dead it gives."""
        return frozenset(
            n for t in self.tolls if t.kind == "killed" for n in (t.low, t.high) if n is not None and n > 2
        )

    @cached_property
    def means(self) -> frozenset[str]:
        """By what the attack was made, as its words and its mode name it."""
        return _means(self.event.quote) if self.event.type == "ASSAULT" else frozenset({self.event.mode or ""}) - {""}

    @cached_property
    def words(self) -> frozenset[str]:
        """The content words, by their first five letters, without the names of those who take part."""
        own = (*self.event.actors, *self.event.recipients, *self.event.said_by)
        return _stems(self.event.quote) - _names(tuple(own))

    @cached_property
    def fullness(self) -> int:
        """How much of it can be compared: the fullest tellings are the ones incidents begin with."""
        parts = (self.days, self.doers, self.targets, self.place, self.figures, self.means)
        return sum(bool(part) for part in parts)


def tellings(reading: Reading, chosen: Iterable[Event]) -> list[Told]:
    """The chosen events of a reading, each with the figures of its own sentence."""
    by_sentence: dict[int, list[Casualty]] = {}
    for casualty in reading.casualties:
        by_sentence.setdefault(casualty.sentence, []).append(casualty)
    found = list(chosen)
    violent = {event.sentence: event.id for event in reversed(found) if event.type == "ASSAULT"}
    made = []
    for event in found:
        mine = by_sentence.get(event.sentence, []) if violent.get(event.sentence) == event.id else []
        made.append(Told(reading, event, tuple(mine)))
    return made


def happened(event: Event) -> bool:
    """Whether an event is told as a deed, or denied by the side it is laid to: what was only spoken of is no happening."""
    if event.status in ("reported", "claimed", "denied"):
        return True
    if event.type in SPEECH:
        return False  # "we cannot tell them to lay down their arms" denies nothing
    own = {party(actor) for actor in event.said_by} & {party(actor) for actor in event.actors}
    return event.status == "negated" and bool(own)


def denies(event: Event) -> bool:
    """Whether the telling is a denial."""
    return event.status in ("denied", "negated")


def _named(actor: Actor) -> bool:
    return bool(actor.group) or (
        actor.code != "---" and (actor.sector in STATE_SECTORS or actor.code not in ("IGO", "NGO"))
    )


def _published(day: str | None) -> str:
    found = moment(day)
    return found.high.isoformat() if found else "9999"


@lru_cache(maxsize=1 << 15)
def _figures(text: str) -> frozenset[int]:
    found = set()
    for match in _NUMBER.finditer(text):
        word, after = match[1].casefold().replace(",", ""), match[2].casefold()
        number = int(word) if word.isdigit() else _IN_WORDS.get(word)
        if number is not None and 1 < number < 1_000_000 and after not in _TIMES and not 1900 <= number <= 2100:
            found.add(number)
    return frozenset(found)


@cache
def _entries() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(files(__package__).joinpath("means.toml").read_text("utf-8"))["means"]
    return found


@cache
def _table() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((e["name"], re.compile(r"\b(?:" + "|".join(map(re.escape, e["cues"])) + ")")) for e in _entries())


@cache
def alone() -> frozenset[str]:
    """Means of acts that are of a kind of their own: a plane shot down is never the shelling of the same day."""
    return frozenset(e["name"] for e in _entries() if e.get("alone"))


@cache
def _flying() -> frozenset[str]:
    return frozenset(e["name"] for e in _entries() if e.get("flies"))


@lru_cache(maxsize=1 << 15)
def _means(text: str) -> frozenset[str]:
    low = text.casefold()
    found = frozenset(name for name, pattern in _table() if pattern.search(low))
    return found - _flying() if "downing" in found else found


@lru_cache(maxsize=1 << 15)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM].casefold() for word in _WORD.findall(text)) - _COMMON


def _names(actors: Sequence[Actor]) -> frozenset[str]:
    return (
        frozenset().union(*(_stems(f"{a.name or ''} {a.role or ''} {a.group or ''}") for a in actors))
        if actors
        else frozenset()
    )


ONE: Final = timedelta(days=1)
