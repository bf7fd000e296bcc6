"""A cluster of tellings as an `Incident`: what most say, each voice's account, and where the accounts cannot all be true."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Final, TypeVar

import msgspec

from detente.actors.parties import party
from detente.events.incidents.cluster import Cluster, Member
from detente.events.incidents.figures import FIGURE
from detente.events.incidents.independence import Sources
from detente.events.incidents.tellings import Told, denies
from detente.records import Account, Actor, Casualty, Conflict, Incident, Place, Telling, Toll, Version

_BEGAN: Final = re.compile(
    r"\b(?:first|began|begun|started|provok\w*|unprovoked|violat\w*|breach\w*|broke|broken|breaking)\b", re.IGNORECASE
)
"""Words for what only one of two can have done."""
_GENERAL: Final = frozenset(
    {"people", "persons", "civilians", "dead", "victims", "lives", "tourists", "residents", "others"}
)
"""Whose deaths a report counts when it counts them all; any other word ("foreigners", "Sikh men") counts a part."""
BEFORE: Final = timedelta(days=3)
"""An act a report tells without a day is news: it is taken to lie within three days before the report."""
Item = TypeVar("Item")


def incident(cluster: Cluster, sources: Sources) -> Incident:
    """The record of one happening."""
    members = sorted(cluster.members, key=lambda member: member.told.order)
    told = [member.told for member in members]
    acts = [one for one in told if not one.event.id.startswith(FIGURE)]
    fullest = cluster.seed.event
    first = acts[0]
    accounts = tuple(_accounts(members, sources))
    earliest, latest = _bounds(acts)
    stated = _commonest([one.event.date for one in acts if one.event.date and one.days == _usual_days(acts)])
    return Incident(
        id=f"{first.reading.id}/{first.event.id}",
        type=fullest.type,
        mode=_commonest([one.event.mode for one in acts if one.event.mode]),
        actors=_everybody(acts, lambda one: one.event.actors),
        recipients=_everybody(acts, lambda one: one.event.recipients),
        background=all(one.event.background for one in acts),
        date=stated,
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        place=_place(acts),
        accounts=accounts,
        conflicts=tuple(_conflicts(told, accounts)),
        n_reports=len({one.reading.id for one in told}),
        n_independent_sources=sources.count((one.reading.id, one.event.quote) for one in told),
        notes=tuple(dict.fromkeys(member.note for member in members if member.note.startswith("undated"))),
    )


def with_opposites(incidents: Sequence[Incident]) -> list[Incident]:
    """The incidents, those of one day that two sides lay to each other linked as told the other way round.

    "India says Pakistan fired first; Pakistan says India did": two incidents, never one, and each names the other. Blows from
    both sides may both have fallen: only who began, or who broke a truce, cannot be both, and only as told by the side hit.
    """
    found: dict[tuple[str, str, frozenset[str]], list[int]] = defaultdict(list)
    for n, one in enumerate(incidents):
        doers, targets = _sides(one.actors), _sides(one.recipients)
        if (
            one.type == "ASSAULT"
            and one.date
            and len(doers) == len(targets) == 1
            and doers != targets
            and _claimed(one)
        ):
            found[one.type, (one.date or one.latest or "")[:10], doers | targets].append(n)
    made = list(incidents)
    for places in found.values():
        for n in places:
            others = [m for m in places if _sides(incidents[m].actors) == _sides(incidents[n].recipients)]
            beside = [m for m in others if _told_beside(incidents[n], incidents[m])]
            if beside:
                conflict = _direction(incidents[n], incidents[beside[0]])
                made[n] = msgspec.structs.replace(made[n], conflicts=(*made[n].conflicts, conflict))
    return made


def _claimed(one: Incident) -> bool:
    """Only those hit say that the other side began."""
    said = [account for account in one.accounts if account.status != "denied"]
    quotes = " ".join(telling.quote for account in said for telling in account.tellings)
    by_others = all(
        account.status == "claimed" and not _sides(account.said_by) & _sides(one.actors) for account in said
    )
    return by_others and bool(_BEGAN.search(quotes))


def _told_beside(one: Incident, other: Incident) -> bool:
    """The two are told at one place, or neither names one, or in one report."""
    if one.place and other.place:
        return one.place.name == other.place.name
    shared = {t.article for a in one.accounts for t in a.tellings} & {
        t.article for a in other.accounts for t in a.tellings
    }
    return bool(shared) or (one.place is None and other.place is None)


def _direction(one: Incident, other: Incident) -> Conflict:
    versions = tuple(_version(each.accounts[0], each.accounts[0].tellings[0].quote) for each in (one, other))
    return Conflict(about="direction", versions=versions, other=other.id)


def _sides(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(actor.side for actor in actors if actor.code != "---")


# ---------------------------------------------------------------------------------------------- what most of them say


def _usual_days(acts: Sequence[Told]) -> tuple[date, date] | None:
    return _commonest([one.days for one in acts if one.days])


def _commonest(values: Sequence[Item]) -> Item | None:
    """The value most give; of several the one given first."""
    counted = Counter(values)
    return max(counted, key=lambda value: counted[value]) if counted else None


def _bounds(acts: Sequence[Told]) -> tuple[date | None, date | None]:
    """First and last day it may lie on: by stated days, else within three days before the first report of it."""
    stated = [one.days for one in acts if one.days]
    if stated:
        return min(low for low, _ in stated), max(high for _, high in stated)
    out = [one.published for one in acts if one.published]
    if not out:
        return None, None
    return (None if acts[0].event.background else min(out) - BEFORE), min(out)


def _everybody(acts: Sequence[Told], of: Callable[[Told], Iterable[Actor]]) -> tuple[Actor, ...]:
    """One actor a party, those most tellings name first; those without a known side only where there are no others."""
    count: Counter[str] = Counter()
    shown: dict[str, Actor] = {}
    for one in acts:
        for actor in of(one):
            count[party(actor)] += 1
            shown.setdefault(party(actor), actor)
    named = [name for name in shown if not name.startswith("---")] or list(shown)[:1]
    states = {name for name in named if ":" not in name}
    named = [name for name in named if name.partition(":")[0] not in states - {name}]
    return tuple(
        msgspec.structs.replace(shown[name], span=None) for name in sorted(named, key=lambda n: (-count[n], n))
    )


def _place(acts: Sequence[Told]) -> Place | None:
    """The place most tellings name; a town before the country or region it lies in."""
    named = _commonest([one.place.name for one in acts if one.place and one.place.name != one.place.disputed])
    named = named or _commonest([one.place.name for one in acts if one.place])
    found = next((one.place for one in acts if one.place and one.place.name == named), None)
    return msgspec.structs.replace(found, span=None) if found else None


# -------------------------------------------------------------------------------------------------------- the accounts


def _accounts(members: Sequence[Member], sources: Sources) -> Iterable[Account]:
    """Each voice once, the reporters' own first, denials last; in each, tellings in the order they came out."""
    groups: dict[tuple[int, tuple[str, ...]], list[Member]] = defaultdict(list)
    for member in members:
        event = member.told.event
        standing = 2 if denies(event) else int(event.status == "claimed")
        groups[standing, tuple(sorted({party(actor) for actor in event.said_by}))].append(member)
    for _, found in sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1])):
        told = [member.told for member in found]
        yield Account(
            said_by=tuple(msgspec.structs.replace(actor, span=None) for actor in told[0].event.said_by),
            status=told[0].event.status,
            tellings=tuple(map(_telling, found)),
            tolls=_tolls(told),
            publishers=tuple(dict.fromkeys(_publisher(one) for one in told)),
            n_independent_sources=sources.count((one.reading.id, one.event.quote) for one in told),
        )


def _publisher(one: Told) -> str:
    return one.reading.source or one.reading.id


def _telling(member: Member) -> Telling:
    told, likeness = member.told, member.likeness
    return Telling(
        article=told.reading.id,
        event=None if told.event.id.startswith(FIGURE) else told.event.id,
        publisher=_publisher(told),
        published=told.reading.date,
        quote=told.event.quote,
        score=likeness.score if likeness else 1.0,
        parts=likeness.parts if likeness else {},
        note=member.note,
    )


def _tolls(told: Sequence[Told]) -> tuple[Toll, ...]:
    found: dict[tuple[object, ...], Toll] = {}
    for one in told:
        for toll in one.tolls:
            made = Toll(kind=toll.kind, low=toll.low, high=toll.high, who=toll.who, of_all=_of_all(toll))
            found.setdefault((made.kind, made.low, made.high, made.of_all), made)
    return tuple(found.values())


def _of_all(toll: Casualty) -> bool:
    """Whether a toll counts all the victims: "26 people", "at least 13", not "two foreigners"."""
    words = [word for word in (toll.who or "").casefold().replace("-", " ").split() if word.isalpha()]
    return not words or words[-1] in _GENERAL or all(word in _NUMBER_WORDS for word in words)


_NUMBER_WORDS: Final = frozenset(
    "at least over some about around nearly almost up to as many more than one two three four five six seven eight nine ten".split()
)


# ------------------------------------------------------------------------------------------------------- the conflicts


def _conflicts(told: Sequence[Told], accounts: Sequence[Account]) -> Iterable[Conflict]:
    yield from _toll_conflicts(told)
    doers = _by_doer(told)
    if len(doers) > 1:
        yield Conflict(about="doer", versions=tuple(doers))
    denied = [account for account in accounts if account.status in ("denied", "negated")]
    told_as_deed = [account for account in accounts if account not in denied]
    if denied and told_as_deed:
        versions = tuple(_version(account, account.tellings[0].quote) for account in (told_as_deed[0], *denied))
        yield Conflict(about="denial", versions=versions)


def _version(account: Account, says: str) -> Version:
    telling = account.tellings[0]
    return Version(
        said_by=account.said_by, publishers=account.publishers, says=says, quote=telling.quote, article=telling.article
    )


def _toll_conflicts(told: Sequence[Told]) -> Iterable[Conflict]:
    """Tolls of all the dead, or hurt, that exclude each other, each with who gives it; "at least 20" and "26" do not."""
    for kind in ("killed", "injured"):
        given: dict[tuple[int | None, int | None], list[Told]] = defaultdict(list)
        for one in told:
            totals = [toll for toll in one.tolls if toll.kind == kind and _of_all(toll) and (toll.low or toll.high)]
            for toll in totals:
                given[toll.low, toll.high].append(one)
        if any(_exclude(a, b) for a in given for b in given):
            bounds = sorted(given, key=lambda bound: (bound[0] or 0, bound[1] or 10**9))
            yield Conflict(about="toll", versions=tuple(_figure(bound, kind, given[bound]) for bound in bounds))


def _exclude(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    """No number lies within both bounds."""
    low = max(one[0] or 0, other[0] or 0)
    high = min(one[1] if one[1] is not None else 10**9, other[1] if other[1] is not None else 10**9)
    return low > high


def _figure(bound: tuple[int | None, int | None], kind: str, told: Sequence[Told]) -> Version:
    low, high = bound
    if low is not None and high is not None:
        number = str(low) if low == high else f"{low} to {high}"
    else:
        number = f"at least {low}" if low is not None else f"up to {high}"
    voices = {party(actor): actor for one in told for actor in one.event.said_by}
    return Version(
        said_by=tuple(msgspec.structs.replace(actor, span=None) for actor in voices.values()),
        publishers=tuple(dict.fromkeys(_publisher(one) for one in told)),
        says=f"{number} {kind}",
        quote=told[0].event.quote,
        article=told[0].reading.id,
    )


def _by_doer(told: Sequence[Told]) -> list[Version]:
    """One version for each doer named where tellings name different ones; none where they agree or leave it open."""
    named = [one for one in told if one.doers and not one.mutual and not denies(one.event)]
    groups: list[tuple[set[str], list[Told]]] = []
    for one in named:
        fitting = [group for group in groups if group[0] & one.doers]
        others = [group for group in groups if not group[0] & one.doers]
        merged = set(one.doers).union(*(group[0] for group in fitting))
        groups = [*others, (merged, [*(t for group in fitting for t in group[1]), one])]
    if len(groups) < 2:
        return []
    return [
        Version(
            said_by=tuple(msgspec.structs.replace(actor, span=None) for actor in found[0].event.said_by),
            publishers=tuple(dict.fromkeys(_publisher(one) for one in found)),
            says=" and ".join(sorted(doers)),
            quote=found[0].event.quote,
            article=found[0].reading.id,
        )
        for doers, found in groups
    ]
